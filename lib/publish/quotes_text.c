/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Passages on a terminal, as a conversation: the interview, the question, what
 * was said.  Words are laid out here and not by wl_screen_wrap, since a match
 * may begin and end inside one.
 */
#include "base/utf8.h"
#include "publish/phrase.h"
#include "publish/quotes.h"
#include "store/redact.h"
#include "publish/screen.h"
#include "publish/summary.h"

#define MARGIN 2
#define SAID 4
#define PLACE 5
#define MINUS "−"

static const char *const signs[] = { MINUS, "", "+" };

struct page {
	struct wl_screen screen;
	const struct wl_found *found;
	struct wl_buf text, marks;
};

static struct wl_buf *phrase(struct page *page)
{
	wl_buf_clear(&page->text);
	return &page->text;
}

/* Words with highlights */

struct piece {
	const char *words, *marks; /* marks: a byte for each of words */
	size_t n;
	enum wl_style style;
};

static void put_piece(struct page *page, const struct piece *piece)
{
	for (size_t i = 0, n; i < piece->n; i += n) {
		char *part;

		for (n = 1; i + n < piece->n &&
			    piece->marks[i + n] == piece->marks[i];)
			n++;
		part = wl_strndup(piece->words + i, n);
		wl_screen_put(&page->screen,
			piece->marks[i] ? WL_ACCENT : piece->style, part);
		free(part);
	}
}

/* One word: on this line, on the next, or broken if it is longer than one. */
static void put_word(struct page *page, const struct piece *word, size_t indent)
{
	struct wl_screen *screen = &page->screen;
	char *plain = wl_strndup(word->words, word->n);
	size_t at = screen->column + screen->spaces;
	size_t needs = wl_utf8_width(plain), width = wl_screen_width(screen);

	if (at > indent && at + needs > width) {
		wl_screen_end(screen);
		wl_screen_space(screen, indent);
	}
	if (indent + needs > width)
		wl_screen_wrap(screen, word->style, plain, indent);
	else
		put_piece(page, word);
	free(plain);
}

static void put_words(struct page *page, enum wl_style style, const char *words,
	size_t indent)
{
	struct wl_buf line = WL_BUF_INIT;

	wl_clean_line(&line, words);
	wl_buf_clear(&page->marks);
	wl_find_marks(&page->marks, page->found->query, line.s);
	for (size_t i = 0; i < line.n;) {
		struct piece word = {
			.words = line.s + i,
			.marks = page->marks.s + i,
			.n = strcspn(line.s + i, " "),
			.style = style,
		};

		if (i)
			wl_screen_space(&page->screen, 1);
		put_word(page, &word, indent);
		i += word.n + (line.s[i + word.n] == ' ');
	}
	wl_buf_release(&line);
}

/* A passage */

static void put_said(struct page *page, const struct wl_found_row *row)
{
	const char *words = wl_redact_words(row->interview, row->passage);
	bool quote = words && row->passage->quote;
	enum wl_style style = row->match ? WL_PLAIN : WL_FAINT;

	wl_screen_space(&page->screen, SAID);
	if (!words)
		wl_buf_adds(phrase(page), "(confidential)");
	else if (quote)
		wl_buf_addf(phrase(page), "“%s”", words);
	else
		wl_buf_addf(phrase(page), "note: %s", words);
	if (row->match && page->found->query->texts.n)
		put_words(page, style, page->text.s, SAID + quote);
	else
		wl_screen_wrap(
			&page->screen, style, page->text.s, SAID + quote);
	wl_screen_end(&page->screen);
}

/* What was searched for stands out; without a theme to search for, all. */
static enum wl_style tag_style(const struct page *page,
	const struct wl_found_row *row, const struct wl_tag *tag)
{
	static const enum wl_style styles[] = { WL_AGAINST, WL_ACCENT, WL_FOR };
	const struct wl_find_query *query = page->found->query;
	bool any = false;

	for (size_t i = 0; i < query->nterms; i++)
		any |= !query->terms[i].without;
	if (!row->match || (any && !wl_find_wants(query, tag)))
		return WL_FAINT;
	return styles[tag->polarity + 1];
}

static void put_tag(struct page *page, const struct wl_found_row *row, size_t i)
{
	const struct wl_tag *tag = &row->passage->tags[i];

	wl_buf_addf(
		phrase(page), "#%s%s", tag->theme, signs[tag->polarity + 1]);
	wl_screen_place(
		&page->screen, tag_style(page, row, tag), page->text.s, PLACE);
	wl_screen_space(&page->screen, 1 + (i + 1 == row->passage->ntags));
}

static void put_tags(struct page *page, const struct wl_found_row *row)
{
	const struct wl_passage *passage = row->passage;
	char time[16];

	for (size_t i = 0; i < passage->ntags; i++)
		put_tag(page, row, i);
	if (passage->seconds >= 0) {
		wl_clock_format(passage->seconds, time);
		wl_screen_place(&page->screen, WL_FAINT, time, PLACE);
		wl_screen_space(&page->screen, 2);
	}
	if (wl_interview_level(row->interview, passage) == WL_PUBLIC)
		wl_screen_place(&page->screen, WL_ACCENT, "public", PLACE);
}

static void put_place(struct page *page, const struct wl_found_row *row)
{
	struct wl_screen *screen = &page->screen;

	wl_screen_space(screen, PLACE);
	put_tags(page, row);
	if (screen->column) {
		wl_screen_end(screen);
		wl_screen_space(screen, PLACE);
	}
	wl_phrase_citation(phrase(page), row->interview, row->passage);
	wl_screen_put(screen, WL_FAINT, page->text.s);
	wl_screen_space(screen, 2);
	wl_buf_addf(phrase(page), "%s:%d", row->interview->path,
		row->passage->line);
	wl_screen_place(screen, WL_FAINT, page->text.s, PLACE);
	wl_screen_end(screen);
}

static void put_question(struct page *page, const struct wl_found_row *row)
{
	struct wl_summary summary = { .corpus = page->found->corpus,
		.interview = row->interview };

	wl_screen_space(&page->screen, MARGIN);
	if (row->passage->question)
		wl_summary_question(
			phrase(page), &summary, row->passage->question);
	else
		wl_buf_adds(phrase(page), "(no question)");
	wl_screen_wrap(&page->screen, WL_FAINT, page->text.s, MARGIN);
	wl_screen_end(&page->screen);
}

/* An interview */

static void put_interview(
	struct page *page, const struct wl_interview *interview)
{
	char day[WL_DATE_TEXT];
	const char *facts[] = {
		interview->internal ? "internal" : NULL,
		wl_outcomes[interview->outcome],
		interview->competitor ? wl_programme_competitor_name(
						&page->found->corpus->programme,
						interview->competitor)
				      : NULL,
		interview->segment,
		wl_day_format(wl_interview_day(interview), day),
		interview->role,
	};

	wl_screen_end(&page->screen);
	wl_screen_put(&page->screen, WL_STRONG,
		interview->account ? interview->account : interview->id);
	wl_screen_space(&page->screen, 2);
	phrase(page);
	for (size_t i = 0; i < WL_LEN(facts); i++)
		if (facts[i] && *facts[i])
			wl_buf_addf(&page->text, "%s%s",
				page->text.n ? " · " : "", facts[i]);
	wl_screen_wrap(&page->screen, WL_FAINT, page->text.s, MARGIN);
	wl_screen_end(&page->screen);
	wl_screen_rule(&page->screen);
}

/* Where a row stands after the one before it: 0 in another interview, 1 not
 * beside it, 2 beside it. */
static int follows(const struct wl_found_row *rows, size_t i)
{
	if (!i || rows[i].interview != rows[i - 1].interview)
		return 0;
	return rows[i].passage == rows[i - 1].passage + 1 ? 2 : 1;
}

static void put_row(struct page *page, size_t i)
{
	const struct wl_found_row *row = &page->found->rows[i];
	int place = follows(page->found->rows, i);

	if (!place)
		put_interview(page, row->interview);
	else
		wl_screen_end(&page->screen);
	if (place == 1 && page->found->query->context) {
		wl_screen_space(&page->screen, MARGIN);
		wl_screen_put(&page->screen, WL_FAINT, "⋮");
		wl_screen_end(&page->screen);
	}
	if (!place ||
		!wl_streq(row->passage->question, row[-1].passage->question))
		put_question(page, row);
	put_said(page, row);
	put_place(page, row);
}

/* What was asked for */

static void add_terms(
	struct wl_buf *out, const struct wl_find_query *query, bool without)
{
	const struct wl_find_term *before = NULL;

	for (size_t i = 0; i < query->nterms; i++) {
		const struct wl_find_term *term = &query->terms[i];

		if (term->without != without)
			continue;
		if (without)
			wl_buf_adds(out, before ? " or " : " without ");
		else if (before)
			wl_buf_adds(
				out, before->alternative == term->alternative
					     ? " and "
					     : " or ");
		wl_buf_addf(out, "#%s%s", term->tag.theme,
			signs[term->tag.polarity + 1]);
		before = term;
	}
}

static void add_query(struct wl_buf *out, const struct wl_find_query *query)
{
	struct wl_buf filter = WL_BUF_INIT;
	size_t start = out->n;

	add_terms(out, query, false);
	add_terms(out, query, true);
	for (size_t i = 0; i < query->texts.n; i++)
		wl_buf_addf(out, "%s“%s”", out->n > start ? " · " : "",
			query->texts.v[i]);
	if (query->level >= 0)
		wl_buf_addf(out, "%s%s", out->n > start ? " · " : "",
			wl_level_names[query->level]);
	wl_phrase_filter(&filter, &query->filter);
	if (filter.n)
		wl_buf_addf(out, "%s%s", out->n > start ? " · " : "", filter.s);
	wl_buf_release(&filter);
}

static void title(struct page *page)
{
	const struct wl_corpus *corpus = page->found->corpus;

	wl_screen_product(&page->screen, corpus);
	add_query(phrase(page), page->found->query);
	wl_screen_wrap(&page->screen, WL_PLAIN,
		page->text.n ? page->text.s : "everything that was said",
		MARGIN);
	wl_screen_end(&page->screen);
}

/* The counts */

static void counts(struct wl_buf *out, const struct wl_found *found)
{
	bool also = found->deals && found->internal;
	int n = found->withheld;

	wl_phrase_count(out, found->passages, "passage", "passages");
	if (found->deals || found->internal)
		wl_buf_adds(out, " of ");
	if (found->deals)
		wl_phrase_count(out, found->deals, "deal", "deals");
	wl_buf_adds(out, also ? " and " : "");
	if (found->internal)
		wl_phrase_count(out, found->internal, "internal interview",
			"internal interviews");
	if (!n)
		return;
	if (found->query->texts.n)
		wl_buf_addf(out, "; %d confidential %s not searched", n,
			n == 1 ? "one was" : "ones were");
	else
		wl_buf_addf(out, "; %d more %s confidential and not shown", n,
			n == 1 ? "is" : "are");
}

void wl_found_nothing(
	struct wl_buf *why, struct wl_buf *hint, const struct wl_found *found)
{
	int n = found->withheld;

	if (n && !found->query->texts.n) {
		wl_buf_addf(why, "no passage can be shown: ");
		wl_phrase_count(why, n, "confidential one matches",
			"confidential ones match");
		wl_buf_adds(hint, "'winloss synthesize' counts them");
		return;
	}
	wl_buf_adds(why, "no passage matches");
	if (n) {
		wl_buf_adds(why, "; ");
		wl_phrase_count(why, n, "confidential one was not searched",
			"confidential ones were not searched");
	}
	wl_buf_adds(hint, "leave out a theme, a text or a filter; 'winloss "
			  "synthesize' says what there is");
}

void wl_publish_found_text(struct wl_buf *out, const struct wl_found *found,
	const struct wl_look *look)
{
	struct page page = { .found = found };

	wl_screen_init(&page.screen, out, look);
	wl_buf_init(&page.text);
	wl_buf_init(&page.marks);
	title(&page);
	for (size_t i = 0; i < found->nrows; i++)
		put_row(&page, i);
	wl_screen_end(&page.screen);
	counts(phrase(&page), found);
	wl_screen_wrap(&page.screen, WL_STRONG, page.text.s, 0);
	wl_screen_end(&page.screen);
	wl_screen_release(&page.screen);
	wl_buf_release(&page.text);
	wl_buf_release(&page.marks);
}
