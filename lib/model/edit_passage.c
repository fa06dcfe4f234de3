/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/edit_internal.h"

static int no_question(
	struct wl_err *err, const struct wl_edit *edit, const char *id)
{
	wl_err_at(err, edit->path, 0, 0, "there is no question '%s'", id);
	return wl_err_hint(
		err, "add a heading '### ... <!-- %s -->' to the file", id);
}

int wl_edit_asked(struct wl_edit *edit, const char *question, bool skipped,
	struct wl_err *err)
{
	struct wl_buf comment = WL_BUF_INIT;
	struct wl_outline outline;
	struct wl_stretch stretch;
	const char *from, *to;
	int rc;

	rc = wl_outline_read(&outline, edit, err);
	if (rc)
		return rc;
	stretch = wl_outline_question(&outline, question);
	if (!stretch.found) {
		rc = no_question(err, edit, question);
		goto done;
	}
	from = strstr(
		edit->file.s + outline.blocks.v[stretch.heading].start, "<!--");
	to = strstr(from, "-->") + 3;
	wl_buf_addf(
		&comment, "<!-- %s%s -->", question, skipped ? " skipped" : "");
	wl_buf_splice(&edit->file, (size_t)(from - edit->file.s),
		(size_t)(to - from), comment.s, comment.n);
done:
	wl_buf_release(&comment);
	wl_outline_release(&outline);
	return rc;
}

/* The stretch behind which a question of the guide belongs. */
static struct wl_stretch place_of(const struct wl_outline *outline,
	const struct wl_guide *guide, const struct wl_question *question,
	const struct wl_guide_block **block)
{
	struct wl_stretch before = { .found = false };

	for (size_t i = 0; i < guide->nblocks; i++) {
		*block = &guide->blocks[i];
		before = wl_outline_section(outline, NULL, (*block)->title);
		for (size_t j = 0; j < (*block)->nquestions; j++) {
			const struct wl_question *q = &(*block)->questions[j];
			struct wl_stretch at;

			if (q == question)
				return before;
			at = wl_outline_question(outline, q->id);
			if (at.found)
				before = at;
		}
	}
	*block = NULL;
	return before;
}

static struct wl_stretch body_until(
	const struct wl_outline *outline, size_t end)
{
	struct wl_stretch all = {
		.found = true, .start = outline->front.body, .end = end
	};
	const char *s = outline->source.bytes;

	all.first_text = all.start;
	all.last_text = all.end;
	while (all.last_text > all.start &&
		strchr(" \t\r\n", s[all.last_text - 1]))
		all.last_text--;
	return all;
}

static struct wl_stretch whole_body(const struct wl_outline *outline)
{
	return body_until(outline, outline->source.n);
}

static bool has_questions(const struct wl_outline *outline)
{
	for (size_t i = 0; i < outline->blocks.n; i++)
		if (outline->blocks.v[i].kind == WL_HEADING &&
			outline->blocks.v[i].comment)
			return true;
	return false;
}

/*
 * Where words go that answer no question: not under the last question, nor
 * into our notes or the seller's, which may be written anew.  *heading is
 * what must stand before them.
 */
static struct wl_stretch unasked_place(
	const struct wl_outline *outline, const char **heading)
{
	static const char *const ours[] = { "First impressions",
		"Seller review" };
	struct wl_stretch also = wl_outline_section(outline, NULL, "Also said");
	size_t end = outline->source.n;
	bool order = has_questions(outline) ||
		     wl_outline_section(outline, NULL, "Preparation").found;

	*heading = NULL;
	if (also.found)
		return also;
	for (size_t i = 0; i < WL_LEN(ours); i++) {
		struct wl_stretch one =
			wl_outline_section(outline, NULL, ours[i]);
		size_t at;

		if (!one.found)
			continue;
		order = true;
		at = outline->blocks.v[one.heading].start;
		end = at < end ? at : end;
	}
	if (order)
		*heading = "## Also said";
	return body_until(outline, end);
}

int wl_edit_question(struct wl_edit *edit, const struct wl_guide *guide,
	const struct wl_question *question, const char *text,
	struct wl_err *err)
{
	const struct wl_guide_block *block = NULL;
	struct wl_buf heading = WL_BUF_INIT;
	struct wl_outline outline;
	struct wl_stretch stretch;
	int rc;

	rc = wl_outline_read(&outline, edit, err);
	if (rc)
		return rc;
	stretch = place_of(&outline, guide, question, &block);
	if (!stretch.found) {
		stretch = whole_body(&outline);
		if (block) {
			wl_buf_adds(&heading, "## ");
			wl_markdown_escape_heading(&heading, block->title);
			wl_buf_addf(&heading, "%s%s", outline.front.eol,
				outline.front.eol);
		}
	}
	wl_buf_adds(&heading, "### ");
	wl_markdown_escape_heading(&heading, text);
	wl_buf_addf(&heading, " <!-- %s -->", question->id);
	wl_edit_append(edit, &outline, &stretch, &heading);
	wl_buf_release(&heading);
	wl_outline_release(&outline);
	return 0;
}

/* Is there now a passage with this id and these words? */
static bool holds_passage(
	const struct wl_outline *outline, const char *id, const char *words)
{
	struct wl_arena arena;
	bool found = false;

	wl_arena_init(&arena);
	for (size_t i = 0; i < outline->blocks.n && !found; i++) {
		struct wl_tokens tokens;
		const char *read;

		wl_passage_split(&tokens, &read, &arena, &outline->source,
			&outline->blocks.v[i]);
		found = wl_streq(tokens.id, id) && wl_streq(read, words);
	}
	wl_arena_release(&arena);
	return found;
}

/* An open code block or HTML above would swallow what we add. */
static int verify(struct wl_edit *edit, const struct wl_buf *before,
	const char *id, const char *words, struct wl_err *err)
{
	struct wl_outline outline;
	bool ok;
	int rc;

	rc = wl_outline_read(&outline, edit, err);
	if (!rc) {
		ok = holds_passage(&outline, id, words);
		wl_outline_release(&outline);
		if (ok)
			return 0;
		wl_err_at(err, edit->path, 0, 0,
			"the new passage would not "
			"be read as one: a code block or HTML before its "
			"place has no end");
		rc = wl_err_hint(err, "close it in the file, then try again");
	}
	wl_buf_clear(&edit->file);
	wl_buf_add(&edit->file, before->s, before->n);
	return rc;
}

int wl_edit_add_passage(struct wl_edit *edit, const char *question, bool quote,
	const char *words, const struct wl_tokens *tokens, struct wl_err *err)
{
	struct wl_buf text = WL_BUF_INIT, before = WL_BUF_INIT;
	struct wl_buf said = WL_BUF_INIT;
	const char *heading = NULL;
	struct wl_outline outline;
	struct wl_stretch stretch;
	int rc;

	wl_passage_tidy(&said, words, quote);
	rc = wl_outline_read(&outline, edit, err);
	if (rc)
		goto done;
	stretch = question ? wl_outline_question(&outline, question)
			   : unasked_place(&outline, &heading);
	if (!stretch.found) {
		rc = no_question(err, edit, question);
	} else {
		wl_buf_add(&before, edit->file.s, edit->file.n);
		if (heading)
			wl_buf_addf(&text, "%s%s%s", heading, outline.front.eol,
				outline.front.eol);
		(quote ? wl_passage_write_quote : wl_passage_write_note)(
			&text, said.s, tokens, outline.front.eol);
		wl_edit_append(edit, &outline, &stretch, &text);
		rc = verify(edit, &before, tokens->id, said.s, err);
	}
	wl_outline_release(&outline);
done:
	wl_buf_release(&before);
	wl_buf_release(&text);
	wl_buf_release(&said);
	return rc;
}

/* White space before the last line of a block: a quote inside a list. */
static void add_indent(
	struct wl_buf *out, const struct wl_edit *edit, size_t end)
{
	size_t at = end;

	while (at && edit->file.s[at - 1] != '\n')
		at--;
	while (at < end && strchr(" \t", edit->file.s[at]))
		wl_buf_addc(out, edit->file.s[at++]);
}

static const char *eol_of(const struct wl_edit *edit)
{
	const char *lf = strchr(edit->file.s, '\n');

	return lf && lf > edit->file.s && lf[-1] == '\r' ? "\r\n" : "\n";
}

int wl_edit_retag(struct wl_edit *edit, const struct wl_passage *passage,
	const struct wl_tokens *tokens, struct wl_err *err)
{
	bool had = passage->tokens < passage->tokens_end;
	size_t at = had ? passage->tokens : passage->end;
	struct wl_buf text = WL_BUF_INIT;

	if (passage->end > edit->file.n)
		return wl_err_set(err, WL_EFAIL,
			"'%s' changed while it was edited", edit->path);
	if (!had && passage->quote) {
		wl_buf_adds(&text, eol_of(edit));
		add_indent(&text, edit, passage->end);
		wl_buf_adds(&text, "> ");
	} else if (!had) {
		wl_buf_addc(&text, ' ');
	}
	wl_tokens_write(&text, tokens);
	wl_buf_splice(&edit->file, at, had ? passage->tokens_end - at : 0,
		text.s, text.n);
	wl_buf_release(&text);
	return 0;
}
