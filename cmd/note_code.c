/* SPDX-License-Identifier: GPL-3.0-or-later */
/* note --code and --ids: going through the passages of an interview. */
#include "base/path.h"
#include "base/utf8.h"
#include "note.h"
#include "passage.h"
#include "store/private.h"

#define WITHHELD "(confidential)"

/* Does it wait for a theme: an answer without one? */
static bool is_untagged(const struct wl_passage *passage)
{
	return !passage->ntags && (passage->quote || passage->question);
}

size_t note_untagged(const struct wl_interview *interview)
{
	size_t n = 0;

	for (size_t i = 0; i < interview->npassages; i++)
		n += is_untagged(&interview->passages[i]);
	return n;
}

static bool taken(void *context, const char *id)
{
	const struct wl_interview *interview = context;

	for (size_t i = 0; i < interview->npassages; i++)
		if (wl_streq(interview->passages[i].id, id))
			return true;
	return false;
}

static struct wl_tokens tokens_of(const struct wl_passage *passage)
{
	return (struct wl_tokens){ .tags = passage->tags,
		.ntags = passage->ntags,
		.level = passage->level,
		.seconds = passage->seconds,
		.day = passage->day,
		.source = passage->source,
		.id = passage->id };
}

int note_withhold(struct noting *noting, const struct wl_passage *passage,
	const struct wl_answer *more, struct wl_err *err)
{
	struct wl_tokens tokens = tokens_of(passage);
	struct wl_buf text = WL_BUF_INIT;
	char id[WL_PASSAGE_ID];
	int rc;

	rc = wl_private_keep(&noting->change, &noting->now, passage->quote,
		passage->words, id, err);
	if (rc)
		return rc;
	if (more && more->ntags) {
		tokens.tags = more->tags;
		tokens.ntags = more->ntags;
	}
	tokens.level = WL_CONFIDENTIAL;
	tokens.id = id;
	(passage->quote ? wl_passage_write_quote : wl_passage_write_note)(
		&text, WITHHELD, &tokens, "\n");
	wl_buf_rtrim(&text);
	wl_buf_splice(&noting->edit.file, passage->start,
		passage->end - passage->start, text.s, text.n);
	wl_buf_release(&text);
	session_warn(noting->session, "the words of ^%s are now in private/; "
				      "history may still have them",
		id);
	return 0;
}

/* From the end to the beginning, so that places stay right. */
int note_ids(struct noting *noting, struct wl_err *err)
{
	char id[WL_PASSAGE_ID];
	size_t n = 0;
	int rc;

	rc = noting_begin(noting, err);
	for (size_t i = noting->now.npassages; !rc && i-- > 0;) {
		struct wl_passage *one = &noting->now.passages[i];
		struct wl_tokens tokens = tokens_of(one);

		if (one->level == WL_CONFIDENTIAL &&
			!wl_streq(one->words, WITHHELD)) {
			rc = note_withhold(noting, one, NULL, err);
			n++;
			continue;
		}
		if (one->id)
			continue;
		wl_passage_id(id, one->words, taken, &noting->now);
		one->id = wl_arena_strdup(&noting->arena, id);
		tokens.id = id;
		rc = wl_edit_retag(&noting->edit, one, &tokens, err);
		n++;
	}
	if (!rc)
		session_say(noting->session, "%zu passage%s given an id", n,
			n == 1 ? "" : "s");
	return rc ? rc : noting_apply(noting, "give ids in", err);
}

static void show_passage(const struct wl_passage *passage)
{
	struct wl_buf out = WL_BUF_INIT;

	wl_utf8_visible(&out, passage->words, true);
	fprintf(stderr, "\n%s%s\n%s %s\n",
		passage->question ? passage->question : "",
		passage->quote ? "" : " (note)", passage->quote ? ">" : " ",
		out.s);
	wl_buf_release(&out);
}

/* Answers by passage index; the file is written at the end. */
static int ask_all(struct noting *noting, struct wl_answer *answers,
	struct wl_err *err)
{
	const struct wl_codebook *codebook =
		&noting->session->corpus.codebook;
	struct wl_list themes = { 0 };
	int rc = 0;

	themes.v = wl_arena_alloc(&noting->arena,
		(codebook->n + 1) * sizeof(*themes.v));
	for (size_t i = 0; i < codebook->n; i++)
		themes.v[themes.n++] = codebook->themes[i].id;
	prompt_complete(&themes);
	for (size_t i = 0; !rc && i < noting->interview->npassages; i++) {
		const struct wl_passage *one =
			&noting->interview->passages[i];
		char *typed = NULL;

		if (!is_untagged(one))
			continue;
		show_passage(one);
		rc = prompt_line(noting->session, "themes: ",
			"--passage ID --tag THEME", &typed, err);
		while (!rc && passage_parse_tags(&noting->arena, typed,
				      &answers[i], err)) {
			session_error(err);
			answers[i].ntags = 0;
			free(typed);
			typed = NULL;
			rc = prompt_line(noting->session, "themes: ",
				"--passage ID --tag THEME", &typed, err);
		}
		free(typed);
	}
	prompt_complete(NULL);
	return rc;
}

static int write_tags(struct noting *noting, const struct wl_answer *answers,
	size_t n, struct wl_err *err)
{
	char id[WL_PASSAGE_ID];
	int rc = 0;

	if (n != noting->now.npassages)
		return wl_err_set(err, WL_EFAIL,
			"'%s' was changed by somebody else meanwhile; run "
			"this again",
			noting->edit.path);
	for (size_t i = n; !rc && i-- > 0;) {
		const struct wl_passage *one = &noting->now.passages[i];
		struct wl_tokens tokens = tokens_of(one);

		if (!answers[i].ntags || one->ntags)
			continue;
		passage_check_tags(noting->session, answers[i].tags,
			answers[i].ntags);
		tokens.tags = answers[i].tags;
		tokens.ntags = answers[i].ntags;
		if (!tokens.id) {
			wl_passage_id(id, one->words, taken, &noting->now);
			tokens.id = id;
		}
		rc = wl_edit_retag(&noting->edit, one, &tokens, err);
	}
	return rc;
}

static int settle(struct noting *noting, struct wl_err *err)
{
	char date[WL_DATE_TEXT];
	int rc;

	rc = noting_parse(noting, err);
	if (rc || note_untagged(&noting->now))
		return rc;
	rc = wl_edit_set(&noting->edit, "coded",
		wl_day_format(session_today(noting->session), date), NULL,
		err);
	if (!rc && noting->now.status <= WL_NOTED)
		rc = wl_edit_set(&noting->edit, "status", "coded", NULL, err);
	return rc;
}

int note_code(struct noting *noting, struct wl_err *err)
{
	size_t n = noting->interview->npassages;
	struct wl_answer *answers = wl_arena_alloc(&noting->arena,
		(n + 1) * sizeof(*answers));
	int rc;

	rc = ask_all(noting, answers, err);
	if (rc && rc != WL_EINTERRUPT)
		return rc;
	memset(err, 0, sizeof(*err)); /* ^D: keep what was tagged so far */
	rc = noting_begin(noting, err);
	if (!rc)
		rc = write_tags(noting, answers, n, err);
	if (!rc)
		rc = settle(noting, err);
	return rc ? rc : noting_apply(noting, "tag", err);
}
