/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/path.h"
#include "base/utf8.h"
#include "model/card_edit_internal.h"
#include "model/yaml_edit.h"

/* --- Adding --- */

static size_t rank_of(const struct wl_list *sections, const char *title)
{
	size_t i = 0;

	while (i < sections->n && !wl_utf8_same(sections->v[i], title))
		i++;
	return i;
}

/* The first byte of the heading that a new section goes before; 0: none. */
static size_t section_place(struct wl_card_work *work, const char *title)
{
	const struct wl_blocks *blocks = &work->outline.blocks;
	struct wl_list sections;
	size_t rank, other;

	wl_card_sections(&sections, &work->arena, work->card.type);
	rank = rank_of(&sections, title);
	for (size_t i = 0; i < blocks->n && rank < sections.n; i++) {
		if (blocks->v[i].kind != WL_HEADING || blocks->v[i].level != 2)
			continue;
		other = rank_of(&sections, blocks->v[i].text);
		if (other < sections.n && other > rank)
			return blocks->v[i].start;
	}
	return 0;
}

static void want_claim(
	struct wl_card_work *work, const struct wl_claim *claim, size_t at)
{
	size_t i = 0;

	while (i < work->card.nclaims && work->card.claims[i].start < at)
		i++;
	memmove(work->want + i + 1, work->want + i,
		(work->nwant - i) * sizeof(*work->want));
	work->want[i] = *claim;
	work->nwant++;
}

static void add_with_section(struct wl_card_work *work, struct wl_claim *claim)
{
	struct wl_buf *file = &work->edit->file;
	const char *eol = work->outline.front.eol;
	size_t at = section_place(work, claim->section);
	struct wl_buf text = WL_BUF_INIT;

	work->heading = claim->section;
	if (!at) {
		wl_buf_rtrim(file);
		at = file->n;
		wl_buf_addf(&text, "%s%s", eol, eol);
	}
	wl_buf_adds(&text, "## ");
	wl_markdown_escape_heading(&text, claim->section);
	wl_buf_addf(&text, "%s%s", eol, eol);
	wl_card_write_claim(&text, claim, "- ", eol);
	wl_buf_addf(&text, "%s%s", eol, at < file->n ? eol : "");
	wl_buf_splice(file, at, 0, text.s, text.n);
	want_claim(work, claim, at);
	wl_buf_release(&text);
}

/* The last item of the section that is no part of another; NULL. */
static const struct wl_block *last_item(
	const struct wl_card_work *work, const struct wl_stretch *stretch)
{
	const struct wl_blocks *blocks = &work->outline.blocks;
	const struct wl_block *last = NULL;
	size_t least = SIZE_MAX;

	for (size_t i = stretch->heading + 1; i < blocks->n; i++) {
		const struct wl_block *block = &blocks->v[i];
		size_t indent = strspn(work->before.s + block->start, " \t");

		if (block->start >= stretch->end)
			break;
		if (block->kind == WL_ITEM && indent <= least) {
			least = indent;
			last = block;
		}
	}
	return last;
}

/* Does an empty line stand before this item? */
static bool is_loose(
	const struct wl_card_work *work, const struct wl_block *item)
{
	const char *s = work->before.s;
	size_t at = item->start;

	if (at && s[at - 1] == '\n')
		at--;
	if (at && s[at - 1] == '\r')
		at--;
	return at && s[at - 1] == '\n';
}

static bool is_first(
	const struct wl_card_work *work, const struct wl_block *item)
{
	return item == work->outline.blocks.v || item[-1].kind == WL_HEADING;
}

static void add_to_section(struct wl_card_work *work,
	const struct wl_stretch *stretch, struct wl_claim *claim)
{
	const struct wl_block *item = last_item(work, stretch);
	const char *eol = work->outline.front.eol;
	struct wl_buf text = WL_BUF_INIT;
	size_t at = stretch->last_text;

	want_claim(work, claim, at > stretch->start ? at : stretch->end);
	if (!item) {
		wl_card_write_claim(&text, claim, "- ", eol);
		wl_edit_append(work->edit, &work->outline, stretch, &text);
		wl_buf_release(&text);
		return;
	}
	wl_buf_adds(&text, eol);
	if (is_loose(work, item) && !is_first(work, item))
		wl_buf_adds(&text, eol);
	wl_card_write_claim(&text, claim,
		wl_card_marker(work, item->start, item->end), eol);
	if (at == work->edit->file.n)
		wl_buf_adds(&text, eol);
	wl_buf_splice(&work->edit->file, at, 0, text.s, text.n);
	wl_buf_release(&text);
}

int wl_card_add_claim(struct wl_edit *edit, const char *section,
	const struct wl_claim *claim, char id[WL_PASSAGE_ID],
	struct wl_err *err)
{
	struct wl_claim with = *claim;
	struct wl_stretch stretch;
	struct wl_card_work work;
	int rc = wl_card_work_begin(&work, edit, err);

	if (!rc) {
		with.text = wl_card_tidy(&work, claim->text);
		with.section = wl_card_tidy(&work, section);
		rc = wl_card_check_words(&work, with.text);
	}
	if (rc)
		return wl_card_work_end(&work, rc, 0);
	with.id = wl_card_new_id(&work, with.text);
	snprintf(id, WL_PASSAGE_ID, "%s", with.id);
	stretch = wl_outline_section(&work.outline, NULL, with.section);
	if (stretch.found) {
		with.section = wl_card_tidy(
			&work, work.outline.blocks.v[stretch.heading].text);
		add_to_section(&work, &stretch, &with);
	} else {
		add_with_section(&work, &with);
	}
	return wl_card_work_end(&work, 0, 0);
}

/* --- Changing --- */

/* The place of the claim in what is wanted; an error with the nearest id. */
static int find_claim(struct wl_card_work *work, const char *id, size_t *at)
{
	const char *near;

	for (*at = 0; *at < work->nwant; ++*at)
		if (wl_streq(work->want[*at].id, id))
			return 0;
	wl_err_at(work->err, work->edit->path, 0, 0, "there is no claim '^%s'",
		id);
	if (work->err)
		work->err->code = WL_ENOTFOUND;
	near = WL_NEAREST(id, work->want, work->nwant, id);
	if (near)
		wl_err_hint(work->err, "did you mean '%s'?", near);
	return WL_ENOTFOUND;
}

/* The work on one claim; it is over if this fails. */
static int begin_at(struct wl_card_work *work, struct wl_edit *edit,
	const char *id, size_t *at, struct wl_err *err)
{
	int rc = wl_card_work_begin(work, edit, err);

	if (!rc)
		rc = find_claim(work, id, at);
	return rc ? wl_card_work_end(work, rc, 0) : 0;
}

/* A comment has no place in words that are written anew. */
static bool has_comment(
	const struct wl_card_work *work, const struct wl_claim *claim)
{
	const char *s = work->before.s + claim->start;
	const char *end = work->before.s + claim->end;

	while ((s = memmem(s, (size_t)(end - s), "<!--", 4)))
		if (s++ [-1] != '\\')
			return true;
	return false;
}

int wl_card_reword(struct wl_edit *edit, const char *id, const char *text,
	struct wl_err *err)
{
	struct wl_buf with = WL_BUF_INIT;
	struct wl_card_work work;
	struct wl_claim *claim;
	size_t at;
	int rc = begin_at(&work, edit, id, &at, err), line = 0;

	if (rc)
		return rc;
	claim = &work.want[at];
	line = claim->line;
	text = wl_card_tidy(&work, text);
	rc = wl_card_check_words(&work, text);
	if (!rc && has_comment(&work, claim))
		rc = wl_card_refuse(&work, line);
	if (!rc && !wl_streq(text, claim->text)) {
		claim->text = text;
		wl_card_write_claim(&with, claim,
			wl_card_marker(&work, claim->start, claim->end),
			work.outline.front.eol);
		wl_buf_splice(&edit->file, claim->start,
			claim->end - claim->start, with.s, with.n);
	}
	wl_buf_release(&with);
	return wl_card_work_end(&work, rc, line);
}

static bool cites(
	const struct wl_citation *v, size_t n, const struct wl_citation *one)
{
	for (size_t i = 0; i < n; i++)
		if (wl_streq(v[i].source, one->source) &&
			wl_streq(v[i].passage, one->passage))
			return true;
	return false;
}

/* Where the evidence of a claim stands, and what it will be. */
struct proving {
	struct wl_card_work *work;
	const struct wl_claim *was, *will;
	struct wl_citations order; /* as they will stand */
	size_t parts;              /* groups and marks */
	struct wl_buf text;
};

static void add_order(struct proving *proving, const struct wl_citation *one)
{
	struct wl_citations *order = &proving->order;

	if (cites(order->v, order->n, one))
		return;
	WL_GROW(order->v, order->n, order->cap);
	order->v[order->n++] = *one;
}

/* Write a part of the evidence anew; the last one takes what is added. */
static void write_part(struct proving *proving,
	const struct wl_citations *group, bool last, const char *s, size_t n)
{
	const struct wl_claim *will = proving->will;
	size_t before = proving->order.n, kept;

	for (size_t i = 0; i < group->n; i++)
		if (cites(will->citations, will->ncitations, &group->v[i]))
			add_order(proving, &group->v[i]);
	kept = proving->order.n - before;
	for (size_t i = 0; last && i < will->ncitations; i++)
		if (!cites(proving->was->citations, proving->was->ncitations,
			    &will->citations[i]))
			add_order(proving, &will->citations[i]);
	if (kept == group->n && kept == proving->order.n - before && kept &&
		!(last && will->unproven)) {
		wl_buf_add(&proving->text, s, n);
		return;
	}
	if (proving->order.n == before && !(last && will->unproven)) {
		wl_buf_rtrim(&proving->text);
		return;
	}
	wl_card_write_evidence(&proving->text, proving->order.v + before,
		proving->order.n - before, last && will->unproven);
}

static void write_parts(struct proving *proving)
{
	const char *s = proving->work->before.s + proving->was->start;
	const char *end = proving->work->before.s + proving->was->end, *next;
	size_t parts = 0;

	for (; s < end; s = next) {
		struct wl_citations group = { 0 };
		enum wl_claim_part part;

		next = wl_claim_part(
			&part, &group, &proving->work->arena, s, end);
		if (part == WL_PART_TEXT)
			wl_buf_add(&proving->text, s, (size_t)(next - s));
		else
			write_part(proving, &group, ++parts == proving->parts,
				s, (size_t)(next - s));
		free(group.v);
	}
}

static void count_parts(struct proving *proving)
{
	const char *s = proving->work->before.s + proving->was->start;
	const char *end = proving->work->before.s + proving->was->end;
	struct wl_citations group = { 0 };
	enum wl_claim_part part;

	while (s < end) {
		s = wl_claim_part(&part, &group, &proving->work->arena, s, end);
		proving->parts += part != WL_PART_TEXT;
	}
	free(group.v);
}

/* Put what is new before the id, where no evidence stood. */
static void write_first(struct proving *proving)
{
	const struct wl_claim *will = proving->will;
	struct wl_buf evidence = WL_BUF_INIT, *text = &proving->text;
	size_t at;

	for (size_t i = 0; i < will->ncitations; i++)
		add_order(proving, &will->citations[i]);
	wl_buf_add(text, proving->work->before.s + proving->was->start,
		proving->was->end - proving->was->start);
	wl_buf_rtrim(text);
	at = text->n - strlen(proving->was->id) - 1;
	wl_card_write_evidence(
		&evidence, proving->order.v, proving->order.n, will->unproven);
	if (evidence.n)
		wl_buf_addc(&evidence, ' ');
	wl_buf_splice(text, at, 0, evidence.s, evidence.n);
	wl_buf_release(&evidence);
}

int wl_card_prove(struct wl_edit *edit, const char *id,
	const struct wl_claim *evidence, struct wl_err *err)
{
	struct proving proving = { .will = evidence, .text = WL_BUF_INIT };
	struct wl_card_work work;
	struct wl_claim *claim, was;
	size_t at;
	int rc = begin_at(&work, edit, id, &at, err);

	if (rc)
		return rc;
	claim = &work.want[at];
	was = *claim;
	proving.work = &work;
	proving.was = &was;
	count_parts(&proving);
	(proving.parts ? write_parts : write_first)(&proving);
	claim->citations = proving.order.v;
	claim->ncitations = proving.order.n;
	claim->unproven = evidence->unproven;
	wl_buf_splice(&edit->file, was.start, was.end - was.start,
		proving.text.s, proving.text.n);
	rc = wl_card_work_end(&work, 0, was.line);
	wl_buf_release(&proving.text);
	free(proving.order.v);
	return rc;
}

/* --- Removing --- */

static bool is_blank_line(const struct wl_buf *file, size_t at)
{
	at += strspn(file->s + at, " \t\r");
	return at < file->n && file->s[at] == '\n';
}

/* Is there more of the item than its first paragraph? */
static bool has_more(
	const struct wl_card_work *work, const struct wl_claim *claim)
{
	const struct wl_buf *file = &work->before;
	size_t own = strspn(file->s + claim->start, " \t");
	size_t at = wl_yaml_next_line(file, claim->end);

	while (at < file->n && is_blank_line(file, at))
		at = wl_yaml_next_line(file, at);
	return at < file->n && strspn(file->s + at, " \t") > own;
}

static void cut_claim(struct wl_card_work *work, const struct wl_claim *claim)
{
	struct wl_buf *file = &work->edit->file;
	size_t start = claim->start;
	size_t end = wl_yaml_next_line(file, claim->end);

	/* Of the empty lines around it one stays */
	if (start && file->s[start - 1] == '\n' && end < file->n &&
		is_blank_line(file, end) &&
		is_blank_line(file, wl_yaml_line(file, start - 1)))
		end = wl_yaml_next_line(file, end);
	wl_buf_splice(file, start, end - start, "", 0);
}

int wl_card_remove_claim(
	struct wl_edit *edit, const char *id, struct wl_err *err)
{
	struct wl_card_work work;
	struct wl_claim claim;
	size_t at;
	int rc = begin_at(&work, edit, id, &at, err), line = 0;

	if (rc)
		return rc;
	claim = work.want[at];
	line = claim.line;
	if (has_more(&work, &claim)) {
		rc = wl_err_at(err, edit->path, line, 0,
			"other lines belong to the claim '^%s'", id);
		if (err)
			err->code = WL_EFAIL;
		rc = rc ? WL_EFAIL : rc;
		wl_err_hint(err, "remove it by hand in an editor");
	} else {
		cut_claim(&work, &claim);
		memmove(work.want + at, work.want + at + 1,
			(--work.nwant - at) * sizeof(*work.want));
	}
	return wl_card_work_end(&work, rc, line);
}
