/* SPDX-License-Identifier: GPL-3.0-or-later */
/* note --code: going through the passages that have no theme. */
#include "base/path.h"
#include "base/utf8.h"
#include "note.h"
#include "passage.h"

/* The question in the guide of the interview; NULL if that has it not. */
static const struct wl_question *question_of(const struct session *session,
	const struct wl_interview *interview, const char *id)
{
	const struct wl_guide *guide = wl_corpus_guide(&session->corpus,
		interview->guide ? interview->guide : "buyer");

	return guide && id ? wl_guide_question(guide, id) : NULL;
}

bool note_is_untagged(const struct session *session,
	const struct wl_interview *interview, const struct wl_passage *passage)
{
	const struct wl_question *question;

	if (passage->ntags || !(passage->quote || passage->question))
		return false;
	question = question_of(session, interview, passage->question);
	return !question ||
	       !(wl_streq(question->role, "consent") ||
		       wl_streq(question->role, "interviewee-role"));
}

size_t note_untagged(
	const struct session *session, const struct wl_interview *interview)
{
	size_t n = 0;

	for (size_t i = 0; i < interview->npassages; i++)
		n += note_is_untagged(
			session, interview, &interview->passages[i]);
	return n;
}

/* The question in words, if the guide still has it. */
static void add_question(
	struct wl_buf *out, const struct noting *noting, const char *id)
{
	const struct wl_interview *interview = noting->interview;
	const struct wl_programme *programme =
		&noting->session->corpus.programme;
	const struct wl_question *question =
		question_of(noting->session, interview, id);
	const char *rival = interview->competitor;

	if (rival)
		rival = wl_programme_competitor_name(programme, rival);
	if (question)
		wl_guide_fill(out, question->text, rival, programme->product);
	else
		wl_buf_adds(out, id ? id : "");
}

/* "2/7  question", then the words, each line of a quote behind a >. */
static void show_passage(const struct noting *noting,
	const struct wl_passage *passage, size_t number, size_t all)
{
	struct wl_buf out = WL_BUF_INIT, safe = WL_BUF_INIT;

	wl_buf_addf(&out, "\n%zu/%zu  ", number, all);
	add_question(&out, noting, passage->question);
	wl_buf_adds(&out, passage->quote ? "\n" : "  (your note)\n");
	for (const char *line = passage->words; *line;) {
		size_t n = strcspn(line, "\n");

		wl_buf_addf(&out, "  %s%.*s\n", passage->quote ? "> " : "",
			(int)n, line);
		line += n + (line[n] != '\0');
	}
	wl_utf8_visible(&safe, out.s, true);
	fputs(safe.s, stderr);
	wl_buf_release(&out);
	wl_buf_release(&safe);
}

/* Themes for one passage; asks again for what is not one. */
static int ask_one(
	struct noting *noting, struct wl_answer *answer, struct wl_err *err)
{
	for (;;) {
		char *typed = NULL;
		int rc;

		rc = prompt_line(noting->session,
			"themes: ", "--passage ID --tag THEME", &typed, err);
		if (rc)
			return rc;
		*answer = (struct wl_answer){ .seconds = -1 };
		rc = passage_parse_tags(&noting->arena, typed, answer, err);
		free(typed);
		if (!rc)
			break;
		session_warn(
			noting->session, "%s\nhint: %s", err->text, err->hint);
		memset(err, 0, sizeof(*err));
	}
	passage_check_tags(noting->session, answer->tags, answer->ntags);
	return 0;
}

/* Answers by passage index; the file is written at the end. */
static int ask_all(
	struct noting *noting, struct wl_answer *answers, struct wl_err *err)
{
	const struct wl_interview *interview = noting->interview;
	size_t all = note_untagged(noting->session, interview), number = 0;
	struct wl_list themes;
	int rc = 0;

	passage_themes(&noting->arena, noting->session, &themes);
	if (all && noting->session->input)
		fprintf(stderr,
			"%zu passage%s without a theme.\n"
			"Type themes: rollout-time, rollout-time+ (for us), "
			"rollout-time- (against us).\n"
			"Tab completes, Enter leaves one, ^D stops and keeps "
			"the rest.\n",
			all, all == 1 ? "" : "s");
	prompt_complete(&themes);
	for (size_t i = 0; !rc && i < interview->npassages; i++) {
		if (!note_is_untagged(noting->session, interview,
			    &interview->passages[i]))
			continue;
		if (noting->session->input)
			show_passage(
				noting, &interview->passages[i], ++number, all);
		rc = ask_one(noting, &answers[i], err);
	}
	prompt_complete(NULL);
	return rc;
}

/* Is it the passage that was shown? */
static bool same(const struct wl_passage *a, const struct wl_passage *b)
{
	return a->quote == b->quote && wl_streq(a->id, b->id) &&
	       wl_streq(a->words, b->words);
}

static int check_unchanged(const struct noting *noting, struct wl_err *err)
{
	const struct wl_interview *then = noting->interview;
	const struct wl_interview *now = &noting->now;
	bool changed = then->npassages != now->npassages;

	for (size_t i = 0; !changed && i < now->npassages; i++)
		changed = !same(&then->passages[i], &now->passages[i]);
	if (!changed)
		return 0;
	wl_err_set(err, WL_EFAIL, "'%s' was changed meanwhile by somebody else",
		noting->edit.path);
	return wl_err_hint(err, "nothing was written; run this again");
}

static int write_tags(struct noting *noting, const struct wl_answer *answers,
	struct wl_err *err)
{
	int rc = check_unchanged(noting, err);

	/* From the end to the beginning, so that places stay right */
	for (size_t i = noting->now.npassages; !rc && i-- > 0;) {
		const struct wl_passage *one = &noting->now.passages[i];
		const struct wl_answer *answer = &answers[i];
		struct wl_tokens tokens;

		if (!answer->ntags && !answer->level && answer->seconds < 0)
			continue;
		tokens = note_tokens(&noting->arena, one, answer);
		if (answer->level == WL_CONFIDENTIAL &&
			!wl_streq(one->words, PASSAGE_WITHHELD))
			rc = note_withhold(noting, one, &tokens, err);
		else
			rc = note_retag(noting, one, &tokens, err);
	}
	return rc;
}

/* All have a theme now: the tags were gone through. */
static int settle(struct noting *noting, struct wl_err *err)
{
	int rc = noting_parse(noting, err);

	if (rc || note_untagged(noting->session, &noting->now) ||
		(noting->now.coded != WL_NO_DAY &&
			!note_untagged(noting->session, noting->interview)))
		return rc;
	return note_set_coded(noting, err);
}

int note_code(struct noting *noting, struct wl_err *err)
{
	size_t n = noting->interview->npassages;
	struct wl_answer *answers =
		wl_arena_alloc(&noting->arena, (n + 1) * sizeof(*answers));
	int rc;

	for (size_t i = 0; i < n; i++)
		answers[i].seconds = -1;
	rc = noting_allowed(noting, err);
	if (!rc)
		rc = ask_all(noting, answers, err);
	if (rc && rc != WL_EINTERRUPT)
		return rc;
	memset(err, 0, sizeof(*err)); /* ^D: keep what was tagged so far */
	rc = noting_begin(noting, err);
	if (!rc)
		rc = write_tags(noting, answers, err);
	if (!rc)
		rc = settle(noting, err);
	return rc ? rc : noting_apply(noting, "tags of", err);
}
