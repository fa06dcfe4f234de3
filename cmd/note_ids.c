/* SPDX-License-Identifier: GPL-3.0-or-later */
/* note --ids: every passage citable, every confidential word out of the file;
 * nothing else of it changes. */
#include "note.h"
#include "passage.h"
#include "store/private.h"

static bool taken(void *context, const char *id)
{
	const struct wl_interview *interview = context;

	for (size_t i = 0; i < interview->npassages; i++)
		if (wl_streq(interview->passages[i].id, id))
			return true;
	return false;
}

int note_retag(struct noting *noting, const struct wl_passage *passage,
	const struct wl_tokens *tokens, struct wl_err *err)
{
	struct wl_tokens with = *tokens;
	char id[WL_PASSAGE_ID];

	if (!with.id) {
		wl_passage_id(id, passage->words, taken, &noting->now);
		with.id = wl_arena_strdup(&noting->arena, id);
		noting->now.passages[passage - noting->now.passages].id =
			with.id;
	}
	return wl_edit_retag(&noting->edit, passage, &with, err);
}

/* What stands on the passage's first line before its words: spaces, the mark
 * of a list, of a quote what holds the quote. */
static size_t lead(const char *s, const struct wl_passage *passage)
{
	size_t at = passage->start, n;

	at += strspn(s + at, " \t");
	if (passage->quote && s[at] == '>')
		return at - passage->start;
	n = strspn(s + at, "0123456789");
	if (strchr(n ? ".)" : "-*+", s[at + n]) &&
		strchr(" \t", s[at + n + 1])) {
		at += n + 1;
		at += strspn(s + at, " \t");
	}
	return at - passage->start;
}

static void write_withheld(struct wl_buf *out, const struct noting *noting,
	const struct wl_passage *passage, const struct wl_tokens *tokens)
{
	const char *s = noting->edit.file.s, *lf = strchr(s, '\n');
	bool crlf = lf && lf > s && lf[-1] == '\r';
	size_t n = lead(s, passage);

	wl_buf_add(out, s + passage->start, n);
	if (!passage->quote) {
		wl_buf_adds(out, PASSAGE_WITHHELD " ");
	} else {
		wl_buf_adds(out, "> " PASSAGE_WITHHELD);
		wl_buf_adds(out, crlf ? "\r\n" : "\n");
		wl_buf_fill(out, ' ', n);
		wl_buf_adds(out, "> ");
	}
	wl_tokens_write(out, tokens);
}

int note_withhold(struct noting *noting, const struct wl_passage *passage,
	const struct wl_tokens *tokens, struct wl_err *err)
{
	struct wl_tokens with = *tokens;
	struct wl_passage kept = *passage;
	struct wl_buf text = WL_BUF_INIT;
	char id[WL_PASSAGE_ID];
	int rc;

	if (!note_warn_cited(noting, passage))
		kept.id = NULL;
	rc = wl_private_keep_cited(
		&noting->change, &noting->now, &kept, id, err);
	if (rc)
		return rc;
	with.level = WL_CONFIDENTIAL;
	with.id = id;
	write_withheld(&text, noting, passage, &with);
	wl_buf_splice(&noting->edit.file, passage->start,
		passage->end - passage->start, text.s, text.n);
	wl_buf_release(&text);
	if (!noting->many)
		session_warn(noting->session,
			"the words of ^%s are now in private/; if they were "
			"committed before, history still has them",
			id);
	if (wl_streq(id, kept.id))
		session_warn(noting->session,
			"^%s keeps its id, for it is cited: whoever guesses "
			"the words can try them against it",
			id);
	return 0;
}

struct wl_tokens note_tokens_of(const struct wl_passage *passage)
{
	return (struct wl_tokens){ .tags = passage->tags,
		.ntags = passage->ntags,
		.level = passage->level,
		.seconds = passage->seconds,
		.day = passage->day,
		.source = passage->source,
		.id = passage->id };
}

/* From the end to the beginning, so that places stay right. */
int note_ids(struct noting *noting, struct wl_err *err)
{
	size_t given = 0, moved = 0;
	int rc;

	rc = noting_begin(noting, err);
	for (size_t i = noting->now.npassages; !rc && i-- > 0;) {
		const struct wl_passage *one = &noting->now.passages[i];
		struct wl_tokens tokens = note_tokens_of(one);

		if (one->level == WL_CONFIDENTIAL &&
			!wl_streq(one->words, PASSAGE_WITHHELD)) {
			rc = note_withhold(noting, one, &tokens, err);
			moved++;
		} else if (!one->id) {
			rc = note_retag(noting, one, &tokens, err);
			given++;
		}
	}
	if (!rc)
		rc = noting_apply(noting, "ids of", err);
	if (!rc && (given || moved))
		session_say(noting->session,
			"%zu passage%s given an id, %zu "
			"moved to private/",
			given, given == 1 ? "" : "s", moved);
	return rc;
}
