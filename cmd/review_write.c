/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was said, into the front matter of a review. */
#include "review.h"

static int check_verdicts(const struct sitting *sitting, struct wl_err *err)
{
	const struct wl_reviewing *review = &sitting->review;
	const char *first = NULL;
	size_t n = 0;

	for (size_t i = 0; i < review->nscores; i++) {
		if (wl_review_verdict(&sitting->told, review->scores[i].key))
			continue;
		first = first ? first : review->scores[i].key;
		n++;
	}
	if (!n)
		return 0;
	wl_err_set(err, WL_EUSAGE, "%zu statement%s no verdict, '%s' first", n,
		n == 1 ? " has" : "s have", first);
	return wl_err_hint(err,
		"--verdict %s=still, --verdict all=still for the rest, or "
		"--keep if nothing changed",
		first);
}

int answers_check(const struct sitting *sitting, struct wl_err *err)
{
	size_t agreed = answers_agreed(sitting);
	int rc = check_verdicts(sitting, err);

	if (rc || agreed == WL_REVIEW_ACTIONS ||
		(sitting->told.decision == WL_KEEP && !agreed))
		return rc;
	wl_err_set(err, WL_EUSAGE,
		"a review agrees on %d actions, and this one has %zu",
		WL_REVIEW_ACTIONS, agreed);
	return wl_err_hint(err, "--action 'TEXT;OWNER;DEADLINE;OUTCOME' gives "
				"one, --keep says that nothing changed");
}

static const char *day_text(wl_day day, char text[WL_DATE_TEXT])
{
	return wl_day_format(day, text);
}

static int write_actions(
	const struct sitting *sitting, struct wl_buf *file, struct wl_err *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < sitting->told.nactions; i++) {
		const struct wl_action *one = &sitting->told.actions[i];
		char day[WL_DATE_TEXT];
		const struct wl_entry entries[] = {
			{ "id", one->id },
			{ "what", one->what },
			{ "owner", one->owner },
			{ "deadline", day_text(one->deadline, day) },
			{ "outcome", one->outcome },
			{ "claim", one->claim },
		};

		rc = wl_review_add(file, sitting->path, "actions", entries,
			WL_LEN(entries), err);
	}
	return rc;
}

static int write_requests(
	const struct sitting *sitting, struct wl_buf *file, struct wl_err *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < sitting->told.nrequests; i++) {
		const struct wl_request *one = &sitting->told.requests[i];
		const struct wl_entry entries[] = {
			{ "what", one->what },
			{ "by", one->by },
			{ "priority", wl_weights[one->priority] },
			{ "impact", wl_weights[one->impact] },
			{ "decision", wl_decisions[one->decision] },
			{ "reason", one->reason },
		};

		rc = wl_review_add(file, sitting->path, "requests", entries,
			WL_LEN(entries), err);
	}
	return rc;
}

/* Change the map whose first entry is this one, or add it. */
static int put_map(const struct sitting *sitting, struct wl_buf *file,
	const char *list, const struct wl_entry *entries, struct wl_err *err)
{
	struct wl_err none;
	size_t n = 0;
	int rc = 0;

	while (entries[n].key)
		n++;
	if (wl_review_change(file, sitting->path, list, entries, entries,
		    &none) == WL_ENOTFOUND)
		return wl_review_add(
			file, sitting->path, list, entries, n, err);
	for (size_t i = 1; !rc && i < n; i++)
		if (entries[i].value && *entries[i].value)
			rc = wl_review_change(file, sitting->path, list,
				entries, &entries[i], err);
	return rc;
}

static int write_quarter(
	const struct sitting *sitting, struct wl_buf *file, struct wl_err *err)
{
	const struct wl_review *told = &sitting->told;
	int rc = 0;

	for (size_t i = 0; !rc && i < told->nopportunities; i++) {
		const struct wl_opportunity *one = &told->opportunities[i];
		const struct wl_entry entries[] = {
			{ "deal", one->deal },
			{ "helped", wl_answer_words[one->helped] },
			{ "where", one->where },
			{ NULL, NULL },
		};

		rc = put_map(sitting, file, "opportunities", entries, err);
	}
	for (size_t i = 0; !rc && i < told->nassets; i++) {
		const struct wl_asset *one = &told->assets[i];
		const struct wl_entry entries[] = {
			{ "name", one->name },
			{ "consistent", wl_answer_words[one->consistent] },
			{ "used", wl_answer_words[one->used] },
			{ "note", one->note },
			{ NULL, NULL },
		};

		rc = put_map(sitting, file, "assets", entries, err);
	}
	return rc;
}

static int write_retro(
	const struct sitting *sitting, struct wl_buf *file, struct wl_err *err)
{
	const char *const *retro = sitting->told.retro;
	int rc = 0;

	for (size_t i = 0; !rc && wl_retro_keys[i]; i++) {
		char key[32];

		snprintf(key, sizeof(key), "retro.%s", wl_retro_keys[i]);
		if (retro[i])
			rc = wl_review_set(
				file, sitting->path, key, retro[i], NULL, err);
	}
	return rc;
}

int answers_write(
	const struct sitting *sitting, struct wl_buf *file, struct wl_err *err)
{
	const struct wl_review *told = &sitting->told;
	int rc = 0;

	if (told->present.n)
		rc = wl_review_set(file, sitting->path, "present", NULL,
			&told->present, err);
	if (!rc && told->decision)
		rc = wl_review_set(file, sitting->path, "decision",
			wl_movements[told->decision], NULL, err);
	for (size_t i = 0; !rc && i < told->nverdicts; i++)
		rc = wl_review_judge(file, sitting->path,
			told->verdicts[i].claim, told->verdicts[i].standing,
			err);
	if (!rc)
		rc = write_requests(sitting, file, err);
	if (!rc)
		rc = write_actions(sitting, file, err);
	if (!rc)
		rc = write_quarter(sitting, file, err);
	return rc ? rc : write_retro(sitting, file, err);
}
