/* SPDX-License-Identifier: GPL-3.0-or-later */
/* note --field: evidence from outside interviews, into the month's file. */
#include "base/file.h"
#include "note.h"
#include "passage.h"
#include "store/layout.h"

static void new_month(struct wl_buf *file, wl_day day)
{
	char date[WL_DATE_TEXT];

	wl_day_format(day, date);
	wl_buf_addf(file,
		"---\nwinloss: 1\nid: %.7s\n---\n\n"
		"# Field notes, %.7s\n",
		date, date);
}

static int settle(struct noting *noting, struct wl_tokens *tokens,
	struct wl_answer **answers, size_t *n, struct wl_err *err)
{
	const char *source = args_value(noting->args, "field");
	const char *date = args_value(noting->args, "date");
	int rc;

	memset(tokens, 0, sizeof(*tokens));
	tokens->source = source;
	tokens->day = session_today(noting->session);
	if (wl_term(wl_field_sources, source) < 0)
		return args_usage(err, "note",
			"--field takes call, onboarding, implementation, rep, "
			"feedback, asset or request, not '%s'",
			source);
	if (date && !wl_day_parse(&tokens->day, date))
		return args_usage(err, "note",
			"--date takes a date such as 2026-11-21, not '%s'",
			date);
	rc = note_passages(noting, answers, n, err);
	if (rc)
		return rc;
	if (!*n || noting->args->words.n)
		return args_usage(err, "note",
			*n ? "a field note belongs to no interview"
			   : "a field note needs --note or --quote TEXT");
	for (size_t i = 0; i < *n; i++)
		if ((*answers)[i].level == WL_CONFIDENTIAL)
			return args_usage(err, "note",
				"a field note cannot be confidential: leave "
				"such words out");
	return 0;
}

static int read_month(
	struct noting *noting, const char *path, wl_day day, struct wl_err *err)
{
	int rc;

	noting->edit.path = path;
	rc = wl_file_read(&noting->edit.file, noting->session->place.dir, path,
		WL_MARKDOWN_MAX, err);
	if (rc == WL_ENOTFOUND) {
		new_month(&noting->edit.file, day);
		rc = 0;
	}
	return rc;
}

static int add(struct noting *noting, const struct wl_answer *answer,
	const struct wl_tokens *tokens, struct wl_err *err)
{
	struct passage_target target = { .session = noting->session,
		.change = &noting->change,
		.edit = &noting->edit };
	struct wl_source source = { .path = noting->edit.path,
		.bytes = noting->edit.file.s,
		.n = noting->edit.file.n };
	struct wl_field field;
	char id[WL_PASSAGE_ID];
	int rc;

	rc = wl_field_parse(&field, &noting->arena, &source, err);
	if (rc)
		return rc;
	target.known = field.passages;
	target.nknown = field.npassages;
	rc = passage_add(&target, NULL, answer, tokens, id, err);
	if (!rc)
		session_say(
			noting->session, "field note [@%s^%s]", field.id, id);
	return rc;
}

int note_field(struct noting *noting, struct wl_err *err)
{
	struct wl_message message = { .area = "field" };
	struct wl_buf path = WL_BUF_INIT;
	struct wl_tokens tokens;
	struct wl_answer *answers = NULL;
	size_t n = 0;
	int rc;

	rc = settle(noting, &tokens, &answers, &n, err);
	if (rc)
		return rc;
	wl_layout_field(&path, tokens.day);
	rc = session_begin(noting->session, &noting->change, err);
	if (!rc)
		rc = read_month(noting, path.s, tokens.day, err);
	for (size_t i = 0; !rc && i < n; i++)
		rc = add(noting, &answers[i], &tokens, err);
	if (!rc) {
		message.what = wl_arena_printf(
			&noting->arena, "add %zu from %s", n, tokens.source);
		wl_change_add(&noting->change, path.s, &noting->edit.file);
		rc = session_apply(
			noting->session, &noting->change, &message, err);
	}
	wl_buf_release(&path);
	return rc;
}
