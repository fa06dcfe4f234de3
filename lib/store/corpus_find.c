/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding things in a corpus that is loaded. */
#include "store/corpus.h"

static const struct wl_interview *find(
	const struct wl_interview *v, size_t n, const char *id)
{
	size_t low = 0, high = id ? n : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(v[middle].id, id);

		if (!order)
			return &v[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct wl_interview *wl_corpus_interview(
	const struct wl_corpus *corpus, const char *id)
{
	return find(corpus->interviews, corpus->ninterviews, id);
}

const struct wl_interview *wl_corpus_later(
	const struct wl_corpus *corpus, const char *id)
{
	return find(corpus->later, corpus->nlater, id);
}

bool wl_corpus_is_later(const struct wl_corpus *corpus,
	const struct wl_time *when, bool whole_day)
{
	const struct wl_time *as_of = &corpus->as_of;

	if (!when->set || !as_of->set)
		return false;
	if (as_of->whole_day || whole_day)
		return wl_time_day(when) > wl_time_day(as_of);
	return wl_time_compare(when, as_of) > 0;
}

char *wl_corpus_after(const struct wl_corpus *corpus,
	const struct wl_time *when, char text[WL_AFTER_TEXT])
{
	const struct wl_time *as_of = &corpus->as_of;
	bool days = wl_time_day(when) > wl_time_day(as_of);
	char then[WL_TIME_TEXT], now[WL_TIME_TEXT];

	wl_time_format(when, then);
	wl_time_format(as_of, now);
	snprintf(text, WL_AFTER_TEXT, "%.*s, after %.*s",
		days ? WL_DATE_TEXT - 1 : WL_TIME_TEXT, then,
		days ? WL_DATE_TEXT - 1 : WL_TIME_TEXT, now);
	return text;
}

const struct wl_deal *wl_corpus_deal(
	const struct wl_corpus *corpus, const char *id)
{
	return wl_deals_find(&corpus->deals, id);
}

const struct wl_guide *wl_corpus_guide(
	const struct wl_corpus *corpus, const char *id)
{
	for (size_t i = 0; i < corpus->nguides; i++)
		if (wl_streq(corpus->guides[i].id, id))
			return &corpus->guides[i];
	return NULL;
}

const struct wl_card *wl_corpus_card(
	const struct wl_corpus *corpus, const char *name, bool *many)
{
	const struct wl_card *found = NULL;
	const char *slash = strchr(name, '/');
	int n = 0;

	for (size_t i = 0; i < corpus->ncards; i++) {
		const struct wl_card *card = &corpus->cards[i];
		const char *type = wl_card_types[card->type];

		if (!wl_streq(card->id, slash ? slash + 1 : name))
			continue;
		if (slash && (strlen(type) != (size_t)(slash - name) ||
				     memcmp(type, name, strlen(type))))
			continue;
		found = card;
		n++;
	}
	if (many)
		*many = n > 1;
	return n == 1 ? found : NULL;
}

static const struct wl_passage *passage_of(
	const struct wl_passage *v, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].id && wl_streq(v[i].id, id))
			return &v[i];
	return NULL;
}

const struct wl_passage *wl_corpus_cited(const struct wl_corpus *corpus,
	const struct wl_citation *citation,
	const struct wl_interview **interview)
{
	const struct wl_interview *one =
		wl_corpus_interview(corpus, citation->source);

	if (interview)
		*interview = one;
	if (one) {
		wl_corpus_passages(corpus, one);
		return passage_of(
			one->passages, one->npassages, citation->passage);
	}
	for (size_t i = 0; i < corpus->nfields; i++)
		if (wl_streq(corpus->fields[i].id, citation->source))
			return passage_of(corpus->fields[i].passages,
				corpus->fields[i].npassages, citation->passage);
	return NULL;
}

const struct wl_review *wl_corpus_review(
	const struct wl_corpus *corpus, const char *id)
{
	for (size_t i = 0; i < corpus->nreviews; i++)
		if (wl_streq(corpus->reviews[i].id, id))
			return &corpus->reviews[i];
	return NULL;
}

const char *wl_corpus_theme_title(
	const struct wl_corpus *corpus, const char *id)
{
	const struct wl_theme *theme = wl_codebook_find(&corpus->codebook, id);

	return theme ? theme->title : id;
}
