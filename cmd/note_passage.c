/* SPDX-License-Identifier: GPL-3.0-or-later */
/* note --quote, --note, --passage and --field: passages from options. */
#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "note.h"
#include "passage.h"
#include "store/layout.h"

static int take_level(
	const char *given, struct wl_answer *answer, struct wl_err *err)
{
	int term = wl_term(wl_level_names, given);

	if (term < 0)
		return args_usage(err, "note",
			"--level takes public, internal or confidential, not "
			"'%s'",
			given);
	answer->level = (enum wl_level)term;
	return 0;
}

static int take_time(
	const char *given, struct wl_answer *answer, struct wl_err *err)
{
	answer->seconds = wl_clock_parse(given);
	if (answer->seconds >= 0)
		return 0;
	return args_usage(err, "note", "--time takes mm:ss, not '%s'", given);
}

static bool describes(const char *name)
{
	return wl_streq(name, "tag") || wl_streq(name, "level") ||
	       wl_streq(name, "time");
}

/* An option that describes the passage before it. */
static int describe(struct noting *noting, const struct cmd_arg *arg,
	struct wl_answer *answer, struct wl_err *err)
{
	const char *name = arg->option->name;

	if (wl_streq(name, "tag"))
		return passage_parse_tags(
			&noting->arena, arg->value, answer, err);
	if (wl_streq(name, "level"))
		return take_level(arg->value, answer, err);
	if (wl_streq(name, "time"))
		return take_time(arg->value, answer, err);
	return 0;
}

int note_passages(struct noting *noting, struct wl_answer **out, size_t *n,
	struct wl_err *err)
{
	const struct cmd_args *args = noting->args;
	struct wl_answer *v =
		wl_arena_alloc(&noting->arena, (args->n + 1) * sizeof(*v));
	int rc = 0;

	*n = 0;
	for (size_t i = 0; !rc && i < args->n; i++) {
		const char *name = args->v[i].option->name;
		bool quote = wl_streq(name, "quote");

		if (quote || wl_streq(name, "note")) {
			v[*n] = (struct wl_answer){ .quote = quote,
				.words = args->v[i].value,
				.seconds = -1 };
			++*n;
		} else if (*n) {
			rc = describe(noting, &args->v[i], &v[*n - 1], err);
		} else if (describes(name) && !args_has(args, "passage")) {
			/* A level that went astray would publish words */
			rc = args_usage(err, "note",
				"--%s '%s' stands before the passage it "
				"belongs to",
				name, args->v[i].value);
		}
	}
	for (size_t i = 0; !rc && i < *n; i++)
		passage_check_tags(noting->session, v[i].tags, v[i].ntags);
	*out = v;
	return rc;
}

static int check_question(
	const struct noting *noting, const char *question, struct wl_err *err)
{
	const struct wl_interview *now = &noting->now;

	if (!question)
		return 0;
	for (size_t i = 0; i < now->nasked; i++)
		if (wl_streq(now->asked[i].id, question))
			return 0;
	wl_err_at(err, noting->edit.path, 0, 0, "there is no question '%s'",
		question);
	return wl_err_near(err,
		WL_NEAREST(question, now->asked, now->nasked, id),
		"--question takes one of the ids in the file's headings");
}

int note_add_passages(struct noting *noting, struct wl_err *err)
{
	const char *question = args_value(noting->args, "question");
	struct passage_target target = { .session = noting->session,
		.change = &noting->change,
		.edit = &noting->edit,
		.interview = &noting->now };
	struct wl_answer *answers;
	size_t n;
	int rc;

	rc = note_passages(noting, &answers, &n, err);
	if (!rc && n)
		rc = check_question(noting, question, err);
	for (size_t i = 0; !rc && i < n; i++) {
		char id[WL_PASSAGE_ID];

		rc = noting_parse(noting, err);
		if (rc)
			break;
		target.withhold = noting->now.consent == WL_CONSENT_NONE;
		target.known = noting->now.passages;
		target.nknown = noting->now.npassages;
		rc = passage_add(&target, question, &answers[i], NULL, id, err);
		if (!rc && *id)
			session_say(noting->session, "passage ^%s", id);
	}
	return rc;
}

static const struct wl_passage *find(
	const struct wl_interview *interview, const char *id)
{
	for (size_t i = 0; i < interview->npassages; i++)
		if (wl_streq(interview->passages[i].id, id))
			return &interview->passages[i];
	return NULL;
}

struct wl_tokens note_tokens(struct wl_arena *arena,
	const struct wl_passage *passage, const struct wl_answer *more)
{
	struct wl_tokens tokens = { .level = passage->level,
		.seconds = passage->seconds,
		.day = passage->day,
		.source = passage->source,
		.id = passage->id };

	if (more->level)
		tokens.level = more->level;
	if (more->seconds >= 0)
		tokens.seconds = more->seconds;
	tokens.tags = wl_arena_alloc(
		arena, (passage->ntags + more->ntags) * sizeof(*tokens.tags));
	for (size_t i = 0; i < passage->ntags + more->ntags; i++) {
		struct wl_tag tag = i < passage->ntags
					    ? passage->tags[i]
					    : more->tags[i - passage->ntags];
		size_t j = 0;

		/* The same theme again: the new sign */
		while (j < tokens.ntags &&
			!wl_streq(tokens.tags[j].theme, tag.theme))
			j++;
		tokens.tags[j] = tag;
		tokens.ntags += j == tokens.ntags;
	}
	return tokens;
}

static int no_passage(
	const struct noting *noting, const char *id, struct wl_err *err)
{
	const struct wl_interview *now = &noting->now;

	wl_err_at(
		err, noting->edit.path, 0, 0, "there is no passage '^%s'", id);
	return wl_err_near(err,
		WL_NEAREST(id, now->passages, now->npassages, id),
		"'winloss note %s --ids' gives every passage an id", now->id);
}

static int retag(struct noting *noting, const struct wl_passage *passage,
	const struct wl_answer *more, struct wl_err *err)
{
	bool lower = args_has(noting->args, "level") &&
		     more->level != WL_CONFIDENTIAL;
	struct wl_tokens tokens = note_tokens(&noting->arena, passage, more);

	if (lower && passage->level == WL_CONFIDENTIAL) {
		wl_err_at(err, noting->edit.path, passage->line, 1,
			"'^%s' is confidential", passage->id);
		return wl_err_hint(err,
			"to open it, put its words from private/%s.md into "
			"the file by hand",
			noting->now.id);
	}
	if (lower)
		tokens.level = more->level;
	if (more->level == WL_CONFIDENTIAL &&
		!wl_streq(passage->words, PASSAGE_WITHHELD))
		return note_withhold(noting, passage, &tokens, err);
	return note_retag(noting, passage, &tokens, err);
}

int note_tag_passage(struct noting *noting, struct wl_err *err)
{
	const char *id = args_value(noting->args, "passage");
	struct wl_answer more = { .seconds = -1 };
	const struct wl_passage *passage;
	int rc;

	if (!id)
		return 0;
	id += *id == '^';
	rc = noting_parse(noting, err);
	for (size_t i = 0; !rc && i < noting->args->n; i++)
		rc = describe(noting, &noting->args->v[i], &more, err);
	if (rc)
		return rc;
	passage = find(&noting->now, id);
	if (!passage)
		return no_passage(noting, id, err);
	passage_check_tags(noting->session, more.tags, more.ntags);
	return retag(noting, passage, &more, err);
}
