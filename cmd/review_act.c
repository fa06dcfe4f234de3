/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three actions of a review, and those that a verdict opens. */
#include "review.h"
#include "text/passage.h"

int answers_owner(struct sitting *sitting, const char *text, struct wl_err *err)
{
	if (*text)
		return sitting_member(sitting, text, err);
	wl_err_set(err, WL_EUSAGE, "no owner, no action");
	return wl_err_hint(err, "name one member of the team who does it");
}

int answers_deadline(const struct sitting *sitting, const char *text,
	wl_day *out, struct wl_err *err)
{
	wl_day today = session_today(sitting->session);
	int days = strlen(text) < 8 ? wl_days_parse(text) : -1;

	if (days >= 0)
		*out = today + days;
	else if (!wl_day_parse(out, text)) {
		wl_err_set(err, WL_EUSAGE, "'%s' is not a deadline", text);
		return wl_err_hint(err, "write a date such as 2026-12-01, or "
					"14d from today on");
	}
	if (*out >= today)
		return 0;
	wl_err_set(err, WL_EUSAGE, "the deadline '%s' has passed", text);
	return wl_err_hint(err, "choose a day that is still to come");
}

int answers_outcome(const char *text, struct wl_err *err)
{
	if (!*text) {
		wl_err_set(err, WL_EUSAGE, "the action has no outcome");
		return wl_err_hint(err, "say what is there when it is done");
	}
	if (wl_outcome_single(text))
		return 0;
	wl_err_set(err, WL_EUSAGE, "that is more than one outcome");
	return wl_err_hint(err, "one action has one outcome: choose the one "
				"that matters, in one sentence without 'and'");
}

static bool id_taken(void *context, const char *id)
{
	const struct sitting *sitting = context;
	const struct wl_corpus *corpus = &sitting->session->corpus;

	for (size_t i = 0; i < corpus->nreviews; i++)
		if (wl_review_action(&corpus->reviews[i], id))
			return true;
	return wl_review_action(&sitting->told, id) != NULL;
}

static struct wl_action *add_action(
	struct sitting *sitting, const char *what, const char *owner)
{
	struct wl_action *one = &sitting->told.actions[sitting->told.nactions];
	char id[WL_PASSAGE_ID];

	wl_passage_id(id, what, id_taken, sitting);
	*one = (struct wl_action){ .id = wl_arena_strdup(&sitting->arena, id),
		.what = what,
		.owner = owner,
		.done = WL_NO_DAY,
		.declined = WL_NO_DAY };
	sitting->told.nactions++;
	return one;
}

int answers_act(
	struct sitting *sitting, const char *const parts[4], struct wl_err *err)
{
	wl_day deadline = WL_NO_DAY;
	struct wl_action *one;
	int rc = 0;

	if (!*parts[0])
		rc = args_usage(err, "review",
			"--action takes 'TEXT;OWNER;DEADLINE;OUTCOME'");
	if (!rc)
		rc = answers_owner(sitting, parts[1], err);
	if (!rc)
		rc = answers_deadline(sitting, parts[2], &deadline, err);
	if (!rc)
		rc = answers_outcome(parts[3], err);
	if (rc)
		return rc;
	one = add_action(sitting, wl_arena_strdup(&sitting->arena, parts[0]),
		wl_arena_strdup(&sitting->arena, parts[1]));
	one->deadline = deadline;
	one->outcome = wl_arena_strdup(&sitting->arena, parts[3]);
	return 0;
}

size_t answers_agreed(const struct sitting *sitting)
{
	size_t n = 0;

	for (size_t i = 0; i < sitting->told.nactions; i++)
		n += !sitting->told.actions[i].claim;
	return n;
}

static bool is_named(const struct sitting *sitting, const char *key)
{
	const char *name = strchr(key, '/') + 1;

	for (size_t i = 0; i < sitting->told.nactions; i++)
		if (wl_streq(sitting->told.actions[i].claim, key) ||
			strstr(sitting->told.actions[i].what, name))
			return true;
	return false;
}

void answers_open(struct sitting *sitting)
{
	const struct wl_programme *programme =
		&sitting->session->corpus.programme;
	struct wl_arena *arena = &sitting->arena;

	for (size_t i = 0; i < sitting->told.nverdicts; i++) {
		const struct wl_judged *judged = &sitting->told.verdicts[i];
		const struct wl_score *score =
			wl_reviewing_score(&sitting->review, judged->claim);
		const char *owner = score ? score->card->owner : NULL;
		struct wl_action *one;

		if (!score || judged->standing != WL_NO_LONGER_TRUE ||
			is_named(sitting, judged->claim))
			continue;
		if (!owner || !wl_programme_member(programme, owner))
			owner = programme->owner;
		one = add_action(sitting,
			wl_arena_printf(
				arena, "revise or remove %s", judged->claim),
			wl_arena_strdup(arena, owner));
		one->claim = judged->claim;
		one->deadline = session_today(sitting->session) + 7;
		one->outcome = "the card says what is true";
	}
}
