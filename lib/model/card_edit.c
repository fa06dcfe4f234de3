/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/card_edit.h"

#include "base/utf8.h"
#include "model/card_edit_internal.h"

#define WRAP 96 /* columns, as a card written by hand has them */

int wl_card_read(struct wl_card *out, struct wl_arena *arena,
	const struct wl_edit *edit, struct wl_err *err)
{
	struct wl_source source = {
		.path = edit->path, .bytes = edit->file.s, .n = edit->file.n
	};

	return wl_card_parse(out, arena, &source, err);
}

int wl_card_work_begin(
	struct wl_card_work *work, struct wl_edit *edit, struct wl_err *err)
{
	int rc;

	*work = (struct wl_card_work){
		.edit = edit, .before = WL_BUF_INIT, .err = err
	};
	wl_buf_add(&work->before, edit->file.s, edit->file.n);
	rc = wl_card_read(&work->card, &work->arena, edit, err);
	if (!rc)
		rc = wl_outline_read(&work->outline, edit, err);
	if (rc)
		return rc;
	work->nwant = work->card.nclaims;
	work->want = wl_arena_alloc(
		&work->arena, (work->nwant + 1) * sizeof(*work->want));
	if (work->nwant)
		memcpy(work->want, work->card.claims,
			work->nwant * sizeof(*work->want));
	return 0;
}

/* --- Comparing --- */

static bool same_claim(const struct wl_claim *a, const struct wl_claim *b)
{
	return wl_streq(a->id, b->id) && wl_streq(a->text, b->text) &&
	       wl_streq(a->section, b->section) && wl_claim_same_evidence(a, b);
}

static bool same_claims(
	const struct wl_card_work *work, const struct wl_card *now)
{
	if (now->nclaims != work->nwant)
		return false;
	for (size_t i = 0; i < now->nclaims; i++)
		if (!same_claim(&work->want[i], &now->claims[i]))
			return false;
	return true;
}

static size_t next_other(const struct wl_blocks *blocks, size_t i)
{
	while (i < blocks->n && blocks->v[i].kind == WL_ITEM)
		i++;
	return i;
}

static bool same_block(const struct wl_block *a, const struct wl_block *b)
{
	return a->kind == b->kind && a->level == b->level &&
	       wl_streq(a->text, b->text) && wl_streq(a->comment, b->comment);
}

/* Is all that is no claim as it was, but for a new heading? */
static bool same_others(
	const struct wl_card_work *work, const struct wl_outline *now)
{
	const struct wl_blocks *a = &work->outline.blocks, *b = &now->blocks;
	size_t i = next_other(a, 0), j = next_other(b, 0);
	bool more = work->heading != NULL;

	while (j < b->n) {
		if (i < a->n && same_block(&a->v[i], &b->v[j])) {
			i = next_other(a, i + 1);
		} else if (more && b->v[j].kind == WL_HEADING &&
			   wl_streq(b->v[j].text, work->heading)) {
			more = false;
		} else {
			return false;
		}
		j = next_other(b, j + 1);
	}
	return i >= a->n && !more;
}

int wl_card_refuse(struct wl_card_work *work, int line)
{
	wl_err_at(work->err, work->edit->path, line, 0,
		"cannot change this without changing other lines");
	if (work->err)
		work->err->code = WL_EFAIL;
	wl_err_hint(work->err, "change it by hand in an editor");
	return WL_EFAIL;
}

/* Does the file now say what was wanted, and nothing else?  The front matter
 * was not touched, so its bytes are the same. */
static int compare(struct wl_card_work *work, int line)
{
	struct wl_outline now;
	struct wl_card card;
	bool same;

	if (wl_card_read(&card, &work->arena, work->edit, NULL) ||
		wl_outline_read(&now, work->edit, NULL))
		return wl_card_refuse(work, line);
	same = same_claims(work, &card) && same_others(work, &now);
	wl_outline_release(&now);
	return same ? 0 : wl_card_refuse(work, line);
}

int wl_card_work_end(struct wl_card_work *work, int rc, int line)
{
	if (!rc)
		rc = compare(work, line);
	if (rc) {
		wl_buf_clear(&work->edit->file);
		wl_buf_add(&work->edit->file, work->before.s, work->before.n);
	}
	if (work->want)
		wl_outline_release(&work->outline);
	wl_buf_release(&work->before);
	wl_arena_release(&work->arena);
	return rc;
}

const char *wl_card_tidy(struct wl_card_work *work, const char *words)
{
	struct wl_buf line = WL_BUF_INIT;
	const char *kept;

	wl_utf8_words(&line, words);
	for (size_t i = 0; i < line.n; i++)
		if (line.s[i] == '\n')
			line.s[i] = ' ';
	kept = wl_arena_strdup(&work->arena, line.s);
	wl_buf_clear(&line);
	wl_utf8_line(&line, kept);
	kept = wl_arena_strdup(&work->arena, line.s);
	wl_buf_release(&line);
	return kept;
}

/* --- Ids --- */

static bool is_taken(void *context, const char *id)
{
	const struct wl_card_work *work = context;

	for (size_t i = 0; i < work->nwant; i++)
		if (wl_streq(work->want[i].id, id))
			return true;
	return false;
}

const char *wl_card_new_id(struct wl_card_work *work, const char *words)
{
	char id[WL_PASSAGE_ID];

	wl_passage_id(id, words, is_taken, work);
	return wl_arena_strdup(&work->arena, id);
}

static void put_id(struct wl_card_work *work, const struct wl_claim *claim)
{
	struct wl_buf *file = &work->edit->file;
	char text[WL_PASSAGE_ID + 2];
	size_t at = claim->end;

	while (at > claim->start && strchr(" \t", file->s[at - 1]))
		at--;
	snprintf(text, sizeof(text), " ^%s", claim->id);
	wl_buf_splice(file, at, 0, text, strlen(text));
}

int wl_card_give_ids(struct wl_edit *edit, size_t *given, struct wl_err *err)
{
	struct wl_card_work work;
	int rc = wl_card_work_begin(&work, edit, err);

	*given = 0;
	for (size_t i = 0; !rc && i < work.nwant; i++)
		if (!work.want[i].id)
			work.want[i].id =
				wl_card_new_id(&work, work.want[i].text);
	/* From the end, so that the places stay right */
	for (size_t i = rc ? 0 : work.nwant; i-- > 0;)
		if (!work.card.claims[i].id) {
			put_id(&work, &work.want[i]);
			++*given;
		}
	return wl_card_work_end(&work, rc, 0);
}

/* --- Writing a claim --- */

bool wl_words_prove(const char *words)
{
	const char *end = words + strlen(words);
	struct wl_citations found = { 0 };
	struct wl_arena arena;
	bool proves = false;

	wl_arena_init(&arena);
	for (const char *s = words; s < end && !proves; s++)
		proves = wl_claim_mark(s, end) ||
			 wl_citation_group(&found, &arena, s, end);
	free(found.v);
	wl_arena_release(&arena);
	return proves;
}

int wl_card_check_words(struct wl_card_work *work, const char *words)
{
	if (!*words)
		return wl_err_set(
			work->err, WL_EUSAGE, "a claim without words is none");
	if (!wl_words_prove(words))
		return 0;
	wl_err_set(work->err, WL_EUSAGE,
		"the words of the claim hold a citation or '(unproven)'");
	return wl_err_hint(work->err, "give words and evidence apart");
}

/* A claim is written word by word; what is ours to write goes in as it is. */
struct lines {
	struct wl_buf *out;
	struct wl_buf words; /* of the line, still to be escaped */
	size_t column, indent;
	const char *eol;
	bool raw; /* the line has something raw already */
};

static void flush_words(struct lines *lines)
{
	wl_markdown_escape(lines->out, lines->words.s, "", "\n");
	wl_buf_clear(&lines->words);
}

static void add_word(struct lines *lines, const char *word, size_t n, bool raw)
{
	char *copy = wl_strndup(word, n);
	size_t width = wl_utf8_width(copy);
	bool first = lines->column <= lines->indent;

	if (!first && lines->column + 1 + width > WRAP) {
		flush_words(lines);
		wl_buf_adds(lines->out, lines->eol);
		wl_buf_fill(lines->out, ' ', lines->indent);
		lines->column = lines->indent;
		lines->raw = false;
		first = true;
	}
	if (raw && !lines->raw)
		flush_words(lines);
	lines->raw = lines->raw || raw;
	if (!first)
		wl_buf_addc(raw ? lines->out : &lines->words, ' ');
	wl_buf_adds(raw ? lines->out : &lines->words, copy);
	lines->column += width + !first;
	free(copy);
}

static void add_words(struct lines *lines, const char *text, bool raw)
{
	while (*text) {
		size_t n = strcspn(text, " ");

		add_word(lines, text, n, raw);
		text += n + (text[n] == ' ');
	}
}

void wl_card_write_evidence(struct wl_buf *out,
	const struct wl_citation *citations, size_t n, bool unproven)
{
	for (size_t i = 0; i < n; i++)
		wl_buf_addf(out, "%s@%s^%s%s", i ? "; " : "[",
			citations[i].source, citations[i].passage,
			i + 1 < n ? "" : "]");
	if (unproven)
		wl_buf_addf(out, "%s(unproven)", n ? " " : "");
}

void wl_card_write_claim(struct wl_buf *out, const struct wl_claim *claim,
	const char *marker, const char *eol)
{
	struct wl_buf group = WL_BUF_INIT;
	struct lines lines = { .out = out, .words = WL_BUF_INIT, .eol = eol };

	for (const char *s = marker; *s; s++)
		lines.indent += *s == '\t' ? 4 - lines.indent % 4 : 1;
	lines.column = lines.indent;
	wl_buf_adds(out, marker);
	add_words(&lines, claim->text, false);
	wl_card_write_evidence(
		&group, claim->citations, claim->ncitations, claim->unproven);
	add_words(&lines, group.s, true);
	wl_buf_clear(&group);
	if (claim->id) {
		wl_buf_addf(&group, "^%s", claim->id);
		add_words(&lines, group.s, true);
	}
	flush_words(&lines);
	wl_buf_release(&group);
	wl_buf_release(&lines.words);
}

const char *wl_card_marker(struct wl_card_work *work, size_t start, size_t end)
{
	const char *s = work->before.s;
	size_t at = start, next;

	for (;;) {
		while (at < end && strchr(" \t", s[at]))
			at++;
		next = at + strspn(s + at, "0123456789");
		if (next > at ? strchr(".)", s[next]) != NULL
			      : s[at] && strchr("-*+", s[at]) != NULL)
			next++;
		else
			break;
		if (next >= end || !strchr(" \t", s[next]))
			break;
		at = next;
	}
	return wl_arena_strndup(&work->arena, s + start, at - start);
}
