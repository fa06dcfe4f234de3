/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "model/edit_internal.h"

int wl_outline_read(
	struct wl_outline *out, const struct wl_edit *edit, struct wl_err *err)
{
	int rc;

	wl_arena_init(&out->arena);
	out->source = (struct wl_source){
		.path = edit->path, .bytes = edit->file.s, .n = edit->file.n
	};
	rc = wl_front_parse(&out->front, &out->arena, &out->source, err);
	if (!rc)
		rc = wl_markdown_blocks(&out->blocks, &out->arena, &out->source,
			out->front.body, err);
	if (rc)
		wl_arena_release(&out->arena);
	return rc;
}

void wl_outline_release(struct wl_outline *outline)
{
	wl_arena_release(&outline->arena);
}

static size_t behind_line(const struct wl_source *source, size_t at)
{
	while (at < source->n && source->bytes[at] != '\n')
		at++;
	return at < source->n ? at + 1 : at;
}

static void trim_stretch(
	const struct wl_source *source, struct wl_stretch *stretch)
{
	size_t a = stretch->start, b = stretch->end;

	while (b > a && strchr(" \t\r\n", source->bytes[b - 1]))
		b--;
	while (a < b && strchr(" \t\r\n", source->bytes[a]))
		a++;
	/* Indentation belongs to the text: go back to its line's beginning */
	while (a > stretch->start && source->bytes[a - 1] != '\n')
		a--;
	stretch->first_text = a;
	stretch->last_text = b;
}

static struct wl_stretch stretch_of(
	const struct wl_outline *outline, size_t i, bool own)
{
	const struct wl_block *v = outline->blocks.v;
	struct wl_stretch stretch = { .found = true, .heading = i };

	stretch.start = behind_line(&outline->source, v[i].end);
	stretch.end = outline->source.n;
	for (size_t j = i + 1; j < outline->blocks.n; j++) {
		if (v[j].kind != WL_HEADING)
			continue;
		if (own || v[j].level <= v[i].level) {
			stretch.end = v[j].start;
			break;
		}
	}
	trim_stretch(&outline->source, &stretch);
	return stretch;
}

struct wl_stretch wl_outline_question(
	const struct wl_outline *outline, const char *id)
{
	size_t n = strlen(id);

	for (size_t i = 0; i < outline->blocks.n; i++) {
		const char *comment = outline->blocks.v[i].comment;

		if (outline->blocks.v[i].kind == WL_HEADING && comment &&
			!strncmp(comment, id, n) &&
			(!comment[n] || comment[n] == ' '))
			return stretch_of(outline, i, false);
	}
	return (struct wl_stretch){ .found = false };
}

static size_t find_heading(const struct wl_outline *outline, size_t from,
	size_t to, int level, const char *title)
{
	const struct wl_block *v = outline->blocks.v;
	size_t i;

	for (i = 0; i < outline->blocks.n; i++)
		if (v[i].kind == WL_HEADING && v[i].level == level &&
			v[i].start >= from && v[i].start < to &&
			wl_utf8_same(v[i].text, title))
			break;
	return i;
}

struct wl_stretch wl_outline_section(
	const struct wl_outline *outline, const char *under, const char *title)
{
	size_t from = 0, to = outline->source.n, i;
	struct wl_stretch section;

	if (under) {
		section = wl_outline_section(outline, NULL, under);
		if (!section.found)
			return section;
		section = stretch_of(outline, section.heading, false);
		from = section.start;
		to = section.end;
	}
	i = find_heading(outline, from, to, under ? 3 : 2, title);
	if (i == outline->blocks.n)
		return (struct wl_stretch){ .found = false };
	return stretch_of(outline, i, true);
}

void wl_edit_append(struct wl_edit *edit, const struct wl_outline *outline,
	const struct wl_stretch *stretch, const struct wl_buf *text)
{
	const char *eol = outline->front.eol;
	bool filled = stretch->last_text > stretch->first_text;
	size_t at = filled ? stretch->last_text : stretch->start;
	struct wl_buf with = WL_BUF_INIT;

	if (filled)
		wl_buf_adds(&with, eol);
	else if (at && edit->file.s[at - 1] != '\n')
		wl_buf_adds(&with, eol);
	wl_buf_adds(&with, eol);
	wl_buf_add(&with, text->s, text->n);
	wl_buf_rtrim(&with);
	if (!filled)
		wl_buf_adds(&with, eol);
	/* A heading that follows at once gets its empty line */
	if (!filled && stretch->start == stretch->end &&
		stretch->end < edit->file.n)
		wl_buf_adds(&with, eol);
	wl_buf_splice(&edit->file, at, 0, with.s, with.n);
	if (filled && at + with.n == edit->file.n)
		wl_buf_adds(&edit->file, eol);
	wl_buf_release(&with);
}

int wl_edit_set(struct wl_edit *edit, const char *key, const char *text,
	const struct wl_list *list, struct wl_err *err)
{
	struct wl_value value = { .text = text, .list = list };

	return wl_front_set(&edit->file, edit->path, key, &value, err);
}

/* Add a heading at the end of a stretch (or of the file). */
static void append_heading(struct wl_edit *edit,
	const struct wl_outline *outline, const struct wl_stretch *stretch,
	int level, const char *title)
{
	struct wl_stretch all = {
		.found = true, .start = outline->front.body, .end = edit->file.n
	};
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_fill(&text, '#', (size_t)level);
	wl_buf_addc(&text, ' ');
	wl_markdown_escape_heading(&text, title);
	if (!stretch) {
		trim_stretch(&outline->source, &all);
		stretch = &all;
	}
	wl_edit_append(edit, outline, stretch, &text);
	wl_buf_release(&text);
}

/* Make sure that the heading is there; reads the outline again if not. */
static int ensure_section(struct wl_edit *edit, struct wl_outline *outline,
	const char *under, const char *title, struct wl_err *err)
{
	struct wl_stretch parent = { .found = false };
	int rc = 0;

	if (under) {
		rc = ensure_section(edit, outline, NULL, under, err);
		if (rc)
			return rc;
		parent = wl_outline_section(outline, NULL, under);
		parent = stretch_of(outline, parent.heading, false);
	}
	if (wl_outline_section(outline, under, title).found)
		return 0;
	append_heading(
		edit, outline, under ? &parent : NULL, under ? 3 : 2, title);
	wl_outline_release(outline);
	return wl_outline_read(outline, edit, err);
}

int wl_edit_section(struct wl_edit *edit, const char *under, const char *title,
	const char *words, bool replace, struct wl_err *err)
{
	struct wl_buf text = WL_BUF_INIT;
	struct wl_outline outline;
	struct wl_stretch stretch;
	int rc;

	rc = wl_outline_read(&outline, edit, err);
	if (rc)
		return rc;
	rc = ensure_section(edit, &outline, under, title, err);
	if (rc)
		return rc;
	wl_markdown_escape(&text, words, "", outline.front.eol);
	stretch = wl_outline_section(&outline, under, title);
	if (replace && stretch.last_text > stretch.first_text)
		wl_buf_splice(&edit->file, stretch.first_text,
			stretch.last_text - stretch.first_text, text.s, text.n);
	else
		wl_edit_append(edit, &outline, &stretch, &text);
	wl_outline_release(&outline);
	wl_buf_release(&text);
	return 0;
}

const char *wl_edit_section_text(struct wl_arena *arena,
	const struct wl_edit *edit, const char *under, const char *title,
	struct wl_err *err)
{
	struct wl_buf text = WL_BUF_INIT;
	struct wl_outline outline;
	struct wl_stretch stretch;
	const char *words = NULL;

	if (wl_outline_read(&outline, edit, err))
		return NULL;
	stretch = wl_outline_section(&outline, under, title);
	for (size_t i = stretch.heading + 1;
		stretch.found && i < outline.blocks.n; i++) {
		const struct wl_block *block = &outline.blocks.v[i];

		if (block->start >= stretch.end)
			break;
		wl_buf_addf(&text, "%s%s", text.n ? "\n" : "", block->text);
	}
	wl_buf_rtrim(&text);
	if (text.n)
		words = wl_arena_strndup(arena, text.s, text.n);
	wl_outline_release(&outline);
	wl_buf_release(&text);
	return words;
}
