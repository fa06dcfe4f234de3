/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which review, and what it looks at. */
#include "base/path.h"
#include "review.h"
#include "store/layout.h"

static int settle_id(
	struct sitting *sitting, const char *word, struct wl_err *err)
{
	bool quarterly = args_has(sitting->args, "quarterly");
	wl_day today = session_today(sitting->session);
	enum wl_review_kind kind = quarterly ? WL_QUARTERLY : WL_MONTHLY;
	char now[WL_REVIEW_ID];

	if (!word)
		wl_review_id(sitting->id, kind, today);
	else if (!wl_review_id_valid(word, &kind))
		return args_usage(err, "review",
			"'%s' is neither a month such as 2026-11 nor a quarter "
			"such as 2026-q4",
			word);
	else if (quarterly && kind != WL_QUARTERLY)
		return args_usage(err, "review",
			"'%s' is a month, and --quarterly asks for a quarter",
			word);
	else
		snprintf(sitting->id, sizeof(sitting->id), "%s", word);
	sitting->told.kind = kind;
	wl_review_id(now, kind, today);
	if (strcmp(sitting->id, now) <= 0)
		return 0;
	wl_err_set(err, WL_EUSAGE, "'%s' has not begun: today is in '%s'",
		sitting->id, now);
	return wl_err_hint(err, "--as-of DATE says what today is");
}

int sitting_choose(
	struct sitting *sitting, const char *word, struct wl_err *err)
{
	int rc = settle_id(sitting, word, err);

	sitting->path = wl_arena_printf(
		&sitting->arena, WL_REVIEWS_FOLDER "/%s.md", sitting->id);
	sitting->told.id = sitting->id;
	return rc;
}

/* The day behind which things count: as the file says, --since, the last
 * review of its kind. */
static int since_of(struct sitting *sitting, wl_day *out, struct wl_err *err)
{
	const struct wl_corpus *corpus = &sitting->session->corpus;
	const struct wl_review *self = wl_corpus_review(corpus, sitting->id);
	const struct wl_review *last =
		wl_reviewing_last(corpus, sitting->told.kind, sitting->id);
	const char *given = args_value(sitting->args, "since");

	*out = last ? wl_review_day(last) : WL_NO_DAY;
	if (self && self->since != WL_NO_DAY)
		*out = self->since;
	if (!given || wl_day_parse(out, given))
		return 0;
	return args_usage(err, "review",
		"--since takes a date such as 2026-10-20, not '%s'", given);
}

/* The names alone: "proof-point/rollout=yes;no" tells of it too. */
static void assets_named(struct sitting *sitting, struct wl_list *out)
{
	args_values(sitting->args, "asset", out);
	for (size_t i = 0; i < out->n; i++)
		out->v[i] = wl_arena_strndup(
			&sitting->arena, out->v[i], strcspn(out->v[i], "="));
}

int sitting_open(struct sitting *sitting, struct wl_err *err)
{
	const struct wl_corpus *corpus = &sitting->session->corpus;
	const struct wl_review *self = wl_corpus_review(corpus, sitting->id);
	struct wl_filter all = WL_FILTER_ALL;
	struct wl_reviewing_of of = { .id = sitting->id,
		.kind = sitting->told.kind,
		.as_of = session_today(sitting->session) };
	int rc;

	sitting_close(sitting);
	if (self && self->held != WL_NO_DAY)
		of.as_of = self->held; /* as it was seen then */
	rc = since_of(sitting, &of.since, err);
	if (!rc)
		rc = wl_synthesis_make(&sitting->all, corpus, &all, err);
	if (rc)
		return rc;
	sitting->has_all = true;
	wl_trust_make(&sitting->trust, &sitting->all);
	sitting->has_trust = true;
	assets_named(sitting, &of.assets);
	rc = wl_reviewing_make(
		&sitting->review, corpus, &sitting->trust, &of, err);
	sitting->has_review = !rc;
	free(of.assets.v);
	return rc;
}

void sitting_close(struct sitting *sitting)
{
	if (sitting->has_review)
		wl_reviewing_release(&sitting->review);
	if (sitting->has_trust)
		wl_trust_release(&sitting->trust);
	if (sitting->has_all)
		wl_synthesis_release(&sitting->all);
	sitting->has_review = sitting->has_trust = sitting->has_all = false;
}

void sitting_end(struct sitting *sitting)
{
	sitting_close(sitting);
	wl_change_end(&sitting->change);
	wl_arena_release(&sitting->arena);
}

int sitting_print(struct sitting *sitting, struct wl_err *err)
{
	struct session *session = sitting->session;
	const struct wl_look look = { session->colour, session->width };
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	if (sitting->format == WL_JSON)
		wl_review_json(&out, &sitting->review);
	else if (sitting->format == WL_MARKDOWN)
		wl_review_draft(&out, &sitting->review);
	else
		wl_review_text(&out, &sitting->review, &look);
	rc = session_publish(session, &out, sitting->format != WL_TEXT, err);
	wl_buf_release(&out);
	return rc;
}

int sitting_action(struct sitting *sitting, const char *id,
	const struct wl_review **review, const struct wl_action **action,
	struct wl_err *err)
{
	const struct wl_corpus *corpus = &sitting->session->corpus;
	struct wl_list ids = { 0 };
	size_t n;
	struct wl_owed *owed = wl_reviewing_owed(
		&sitting->arena, corpus, session_today(sitting->session), &n);

	ids.v = wl_arena_alloc(&sitting->arena, (n + 1) * sizeof(*ids.v));
	for (size_t i = 0; i < n; i++) {
		ids.v[ids.n++] = owed[i].action->id;
		if (!wl_streq(owed[i].action->id, id))
			continue;
		*review = owed[i].review;
		*action = owed[i].action;
		return 0;
	}
	wl_err_set(err, WL_ENOTFOUND, "there is no action '%s'", id);
	return wl_err_near(err, wl_nearest(id, &ids),
		"'winloss review actions' lists them");
}

int sitting_member(struct sitting *sitting, const char *id, struct wl_err *err)
{
	const struct wl_programme *programme =
		&sitting->session->corpus.programme;

	if (wl_programme_member(programme, id))
		return 0;
	wl_err_set(err, WL_EUSAGE, "'%s' is not in the team", id);
	return wl_err_near(err,
		WL_NEAREST(id, programme->team, programme->nteam, id),
		"'team' in winloss.yaml names its members by their ids");
}
