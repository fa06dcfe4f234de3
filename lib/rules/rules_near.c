/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was meant as a token and is read as words. */
#include "base/path.h"
#include "base/utf8.h"
#include "rules/rules.h"

/* The words of a file that look like tokens; most files have none that the
 * reader has not taken, and are not parsed a second time. */
struct search {
	struct wl_findings *out;
	const char *path;
	const struct wl_source *source;
	const struct wl_passage *passages;
	size_t npassages;
	bool marks; /* looks for !confidential, else for #theme */
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The part of a word behind # or ! that could be an id, folded (arena). */
static char *stem_of(struct wl_findings *out, const char *word, size_t n)
{
	char *stem = wl_arena_strndup(&out->arena, word + 1, n - 1);
	size_t k = 0;

	for (; stem[k]; k++) {
		if (stem[k] >= 'A' && stem[k] <= 'Z')
			stem[k] = (char)(stem[k] - 'A' + 'a');
		else if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-",
				 stem[k]))
			break;
	}
	while (k && stem[k - 1] == '-')
		k--;
	stem[k] = '\0';
	return stem;
}

/* What must not leave because of a slip: near spellings, and other words for
 * the same. */
static const char *mark_meant(const char *stem)
{
	static const char *const marks[] = { "confidential", "public", NULL };
	static const char *const others[] = { "private", "secret", "internal",
		"sensitive", "nda", NULL };

	return wl_term(others, stem) >= 0 ? *marks
					  : wl_nearest_term(stem, marks);
}

/* What the word was meant as: a theme's id, a mark; NULL: just a word. */
static const char *meant(
	const struct search *search, const char *word, size_t n)
{
	const struct wl_codebook *book =
		&search->out->subject->corpus->codebook;
	const char *stem;

	if (n < 2 || *word != (search->marks ? '!' : '#'))
		return NULL;
	stem = stem_of(search->out, word, n);
	if (search->marks)
		return mark_meant(stem);
	if (wl_codebook_find(book, stem))
		return stem;
	for (size_t i = 0; i < book->n; i++)
		if (wl_list_has(&book->themes[i].aliases, stem))
			return book->themes[i].id;
	return NULL;
}

/* Was it read as a token? */
static bool is_taken(const struct search *search, size_t at)
{
	for (size_t i = 0; i < search->npassages; i++)
		if (at >= search->passages[i].tokens &&
			at < search->passages[i].tokens_end)
			return true;
	return false;
}

/* The next such word from *at on, which moves behind it; NULL. */
static const char *next_of(
	const struct search *search, size_t *at, size_t end, size_t *where)
{
	const char *s = search->source->bytes, *p;

	while (*at < end &&
		(p = memchr(s + *at, search->marks ? '!' : '#', end - *at))) {
		size_t start = (size_t)(p - s), n = 1;
		const char *what;

		while (start + n < end && !is_space(s[start + n]))
			n++;
		*at = start + n;
		if ((start && !is_space(s[start - 1])) ||
			is_taken(search, start))
			continue;
		what = meant(search, p, n);
		if (!what)
			continue;
		*where = start;
		return what;
	}
	return NULL;
}

static void say(const struct search *search, size_t where, const char *what)
{
	char sign = search->marks ? '!' : '#';

	if (strncmp(search->source->bytes + where + 1, what, strlen(what))) {
		wl_found_byte(search->out, search->path, where,
			"this is not read: '%c%s' is written otherwise", sign,
			what);
		wl_found_hint(search->out,
			"write '%c%s' behind the words, or \\%c if it is one",
			sign, what, sign);
		return;
	}
	wl_found_byte(search->out, search->path, where,
		"'%c%s' stands among words and is not read", sign, what);
	wl_found_hint(search->out,
		"tokens are the last words of a paragraph, and of a quote "
		"alone on its last line, without a full stop; write \\%c if "
		"it is a word",
		sign);
}

static void look_at_block(
	const struct search *search, const struct wl_block *block)
{
	size_t at = block->start, where = 0;
	const char *what;

	while ((what = next_of(search, &at, block->end, &where)))
		say(search, where, what);
}

/* Sections that are ours or the seller's hold no tags. */
static bool is_hidden(const struct wl_block *heading)
{
	return wl_utf8_same(heading->text, "Preparation") ||
	       wl_utf8_same(heading->text, "Seller review");
}

static void look_closely(const struct search *search, size_t body)
{
	struct wl_arena scratch;
	struct wl_blocks blocks;
	struct wl_err none;
	bool hidden = false;

	wl_arena_init(&scratch);
	if (wl_markdown_blocks(&blocks, &scratch, search->source, body, &none))
		blocks.n = 0;
	for (size_t i = 0; i < blocks.n; i++) {
		const struct wl_block *block = &blocks.v[i];

		if (block->kind == WL_HEADING && block->level <= 2)
			hidden = block->level == 2 && is_hidden(block);
		else if (block->kind != WL_HEADING && block->kind != WL_OTHER &&
			 !hidden)
			look_at_block(search, block);
	}
	wl_arena_release(&scratch);
}

static void look_at_file(struct search *search)
{
	const struct wl_subject_file *file =
		wl_subject_file(search->out->subject, search->path);
	size_t at = file->front.body, where;

	search->source = &file->source;
	if (next_of(search, &at, file->source.n, &where))
		look_closely(search, file->front.body);
}

static void look_at_files(
	struct wl_subject *subject, struct wl_findings *out, bool marks)
{
	const struct wl_corpus *corpus = subject->corpus;
	struct search search = { .out = out, .marks = marks };

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		search.path = corpus->interviews[i].path;
		search.passages = corpus->interviews[i].passages;
		search.npassages = corpus->interviews[i].npassages;
		look_at_file(&search);
	}
	for (size_t i = 0; i < corpus->nfields; i++) {
		search.path = corpus->fields[i].path;
		search.passages = corpus->fields[i].passages;
		search.npassages = corpus->fields[i].npassages;
		look_at_file(&search);
	}
}

/* A line of tags that an empty line has cut off from its words. */
static void look_for_orphans(struct wl_findings *out, const char *path,
	const struct wl_passage *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (*v[i].words || !v[i].ntags)
			continue;
		wl_found_byte(out, path, v[i].start,
			"tags without words: an empty line cuts them off");
		wl_found_hint(out, "put them below the words that they are "
				   "about, without an empty line (and behind "
				   "> for a quote)");
	}
}

static void tag_near_miss(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;

	look_at_files(subject, out, false);
	for (size_t i = 0; i < corpus->ninterviews; i++)
		look_for_orphans(out, corpus->interviews[i].path,
			corpus->interviews[i].passages,
			corpus->interviews[i].npassages);
	for (size_t i = 0; i < corpus->nfields; i++)
		look_for_orphans(out, corpus->fields[i].path,
			corpus->fields[i].passages,
			corpus->fields[i].npassages);
}

static void mark_near_miss(struct wl_subject *subject, struct wl_findings *out)
{
	look_at_files(subject, out, true);
}

const struct wl_rule wl_rules_near[] = {
	{ "tag-near-miss", WL_WARNING, "a tag that is read as words",
		tag_near_miss },
	{ "mark-near-miss", WL_SEVERE,
		"a !confidential or !public that is read as words",
		mark_near_miss },
	{ NULL },
};
