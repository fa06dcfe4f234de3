/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/find.h"

#include "base/utf8.h"

struct finding {
	struct wl_found *out;
	const struct wl_find_query *query;
	struct wl_strv texts; /* folded */
	struct wl_map deals;
	struct wl_buf words; /* folded, of one passage at a time */
	size_t cap;
};

/* Themes */

static bool tag_is(const struct wl_tag *tag, const struct wl_tag *wanted)
{
	return wl_streq(tag->theme, wanted->theme) &&
	       (!wanted->polarity || wanted->polarity == tag->polarity);
}

static bool has(const struct wl_passage *passage, const struct wl_tag *wanted)
{
	for (size_t i = 0; i < passage->ntags; i++)
		if (tag_is(&passage->tags[i], wanted))
			return true;
	return false;
}

bool wl_find_wants(const struct wl_find_query *query, const struct wl_tag *tag)
{
	for (size_t i = 0; i < query->nterms; i++)
		if (!query->terms[i].without &&
			tag_is(tag, &query->terms[i].tag))
			return true;
	return false;
}

static bool excluded(
	const struct wl_find_query *query, const struct wl_passage *passage)
{
	for (size_t i = 0; i < query->nterms; i++)
		if (query->terms[i].without &&
			has(passage, &query->terms[i].tag))
			return true;
	return false;
}

/* Terms of one alternative stand together. */
static bool has_themes(
	const struct wl_find_query *query, const struct wl_passage *passage)
{
	bool wanted = false, holds = false;
	size_t alternative = 0;

	for (size_t i = 0; i < query->nterms; i++) {
		const struct wl_find_term *term = &query->terms[i];

		if (term->without)
			continue;
		if (wanted && term->alternative != alternative && holds)
			break;
		if (!wanted || term->alternative != alternative)
			holds = true;
		wanted = true;
		alternative = term->alternative;
		holds = holds && has(passage, &term->tag);
	}
	return (holds || !wanted) && !excluded(query, passage);
}

/* Words */

static void fold(struct wl_buf *out, const char *words)
{
	struct wl_buf line = WL_BUF_INIT;

	wl_utf8_line(&line, words);
	wl_utf8_fold(out, line.s);
	wl_buf_release(&line);
}

static bool says(struct finding *finding, const char *words)
{
	if (!finding->texts.n)
		return true;
	wl_buf_clear(&finding->words);
	fold(&finding->words, words);
	for (size_t i = 0; i < finding->texts.n; i++)
		if (!strstr(finding->words.s, finding->texts.v[i]))
			return false;
	return true;
}

/* Which byte of the words each byte of the folded ones comes from. */
struct folded {
	struct wl_buf text;
	size_t *from;
	size_t cap;
};

static void fold_mapped(struct folded *out, const char *words)
{
	size_t n = strlen(words), length;

	for (size_t at = 0; at < n; at += length) {
		char one[8] = "";
		size_t start = out->text.n;

		wl_utf8_next(words + at, n - at, &length);
		memcpy(one, words + at, length);
		wl_utf8_fold(&out->text, one);
		while (out->cap < out->text.n + 1) {
			out->cap = out->cap ? 2 * out->cap : 256;
			out->from = wl_realloc(
				out->from, out->cap * sizeof(*out->from));
		}
		for (; start < out->text.n; start++)
			out->from[start] = at;
	}
}

/* Whole characters, also where a match begins or ends inside a folded one. */
static void mark(char *marks, const char *words, const struct folded *folded,
	const char *text)
{
	size_t length = strlen(text);
	const char *at = folded->text.s;

	while (length && (at = strstr(at, text))) {
		size_t first = (size_t)(at - folded->text.s);
		size_t start = folded->from[first];
		size_t end = folded->from[first + length - 1] + 1;

		while (((unsigned char)words[end] & 0xc0) == 0x80)
			end++;
		memset(marks + start, 1, end - start);
		at += length;
	}
}

void wl_find_marks(struct wl_buf *marks, const struct wl_find_query *query,
	const char *words)
{
	struct folded folded = { .text = WL_BUF_INIT };
	size_t start = marks->n, n = strlen(words);
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_fill(marks, '\0', n);
	if (query->texts.n)
		fold_mapped(&folded, words);
	for (size_t i = 0; i < query->texts.n; i++) {
		wl_buf_clear(&text);
		fold(&text, query->texts.v[i]);
		mark(marks->s + start, words, &folded, text.s);
	}
	wl_buf_release(&text);
	wl_buf_release(&folded.text);
	free(folded.from);
}

/* Interviews */

static bool searched(
	const struct wl_find_query *query, const struct wl_interview *one)
{
	bool held = one->internal
			    ? query->internal && one->status != WL_WITHDRAWN &&
				      wl_interview_held(one)
			    : wl_interview_counts(one);

	return held && wl_filter_passes(&query->filter, one);
}

/* Does it match?  A confidential one that might is counted at once. */
static bool matches(struct finding *finding, const struct wl_interview *one,
	const struct wl_passage *passage)
{
	const struct wl_find_query *query = finding->query;
	enum wl_level level = wl_interview_level(one, passage);

	if (!(passage->quote || wl_evidence_is(passage)) ||
		!has_themes(query, passage))
		return false;
	if (level == WL_CONFIDENTIAL) {
		finding->out->withheld += query->level < 0;
		return false;
	}
	if (query->level >= 0 && query->level != (int)level)
		return false;
	return says(finding, passage->words);
}

static void count(struct finding *finding, const struct wl_interview *one)
{
	struct wl_found *out = finding->out;

	if (one->internal)
		out->internal++;
	else if (!one->deal)
		out->deals++;
	else if (!wl_map_put(&finding->deals, one->deal, (void *)one))
		out->deals++;
}

static void add(struct finding *finding, const struct wl_interview *one,
	size_t i, bool match)
{
	struct wl_found *out = finding->out;

	WL_GROW(out->rows, out->nrows, finding->cap);
	out->rows[out->nrows++] = (struct wl_found_row){
		.interview = one,
		.passage = &one->passages[i],
		.match = match,
	};
}

/* Is there a match within the context of passage i? */
static bool near(const bool *hits, size_t n, size_t i, size_t context)
{
	size_t from = i > context ? i - context : 0;

	for (size_t k = from; k < n && k - i + context <= 2 * context; k++)
		if (hits[k])
			return true;
	return false;
}

static void look_through(
	struct finding *finding, const struct wl_interview *one)
{
	size_t n = one->npassages, context = finding->query->context;
	bool *hits = wl_alloc((n + 1) * sizeof(*hits));
	int found = 0;

	for (size_t i = 0; i < n; i++)
		found += hits[i] = matches(finding, one, &one->passages[i]);
	if (found)
		count(finding, one);
	finding->out->passages += found;
	for (size_t i = 0; found && i < n; i++)
		if (hits[i] || (context && near(hits, n, i, context)))
			add(finding, one, i, hits[i]);
	free(hits);
}

void wl_find(struct wl_found *out, const struct wl_corpus *corpus,
	const struct wl_find_query *query)
{
	struct finding finding = { .out = out, .query = query };

	*out = (struct wl_found){ .corpus = corpus, .query = query };
	wl_map_init(&finding.deals);
	wl_buf_init(&finding.words);
	for (size_t i = 0; i < query->texts.n; i++) {
		struct wl_buf text = WL_BUF_INIT;

		fold(&text, query->texts.v[i]);
		wl_strv_add(&finding.texts, text.s);
		wl_buf_release(&text);
	}
	for (size_t i = 0; i < corpus->ninterviews; i++)
		if (searched(query, &corpus->interviews[i]))
			look_through(&finding, &corpus->interviews[i]);
	wl_strv_release(&finding.texts);
	wl_buf_release(&finding.words);
	wl_map_release(&finding.deals);
}

void wl_found_release(struct wl_found *found)
{
	free(found->rows);
	*found = (struct wl_found){ 0 };
}
