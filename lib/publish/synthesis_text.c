/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "publish/abreast.h"
#include "publish/outputs.h"
#include "publish/numbers.h"
#include "publish/phrase.h"
#include "store/redact.h"
#include "publish/theme_text.h"

#define CONTRASTS 8
#define NAMED 5

struct page {
	struct wl_screen screen;
	const struct wl_synthesis *synthesis;
	int evidence;
	struct wl_buf text; /* for one phrase at a time */
};

/* What may stand beside something else: a group, a theme of it, or what is
 * said of the whole. */
struct piece {
	void (*draw)(struct page *page, const struct piece *piece);
	const struct wl_group *group;
	const struct wl_theme_row *row;
};

/* An empty buffer for the next phrase. */
static struct wl_buf *phrase(struct page *page)
{
	wl_buf_clear(&page->text);
	return &page->text;
}

static void heading(struct page *page, const char *title, const char *aside)
{
	wl_screen_end(&page->screen);
	wl_screen_space(&page->screen, 2);
	wl_screen_put(&page->screen, WL_ACCENT, title);
	wl_screen_space(&page->screen, 2);
	wl_screen_wrap(&page->screen, WL_FAINT, aside, 2);
	wl_screen_end(&page->screen);
}

static void draw_below(struct page *page, const struct piece *pieces, size_t n)
{
	for (size_t i = 0; i < n; i++)
		pieces[i].draw(page, &pieces[i]);
}

static void draw(struct page *page, const struct piece *pieces, size_t n)
{
	struct wl_screen whole = page->screen;
	struct wl_abreast abreast;

	if (n < 2 || wl_abreast_across(whole.look) == 1) {
		draw_below(page, pieces, n);
		return;
	}
	wl_abreast_init(&abreast, whole.look, n);
	for (size_t i = 0; i < n; i++) {
		wl_screen_init(&page->screen, wl_abreast_next(&abreast),
			&abreast.look);
		pieces[i].draw(page, &pieces[i]);
		wl_screen_release(&page->screen);
	}
	page->screen = whole;
	wl_abreast_end(&abreast, whole.out);
}

/* The title */

static void title(struct page *page)
{
	const struct wl_corpus *corpus = page->synthesis->corpus;
	bool tree = !strcmp(corpus->revision, "worktree");
	char day[WL_DATE_TEXT];

	wl_screen_product(&page->screen, corpus);
	wl_buf_addf(phrase(page), "as of %s · ",
		wl_day_format(wl_time_day(&corpus->as_of), day));
	wl_buf_adds(&page->text, tree ? "working tree" : "commit ");
	if (!tree)
		wl_buf_add(&page->text, corpus->revision,
			strnlen(corpus->revision, 12));
	wl_screen_wrap(&page->screen, WL_FAINT, page->text.s, 2);
	wl_phrase_filter(phrase(page), &page->synthesis->filter);
	if (page->text.n) {
		wl_screen_space(&page->screen, 1);
		wl_screen_put(&page->screen, WL_FAINT, "·");
		wl_screen_space(&page->screen, 1);
		wl_screen_wrap(&page->screen, WL_PLAIN, page->text.s, 2);
	}
	wl_screen_end(&page->screen);
}

/* A group */

static void group_head(struct page *page, const struct wl_group *group)
{
	static const enum wl_style styles[] = {
		[WL_COLLECTING] = WL_MIXED,
		[WL_READY_STATE] = WL_FOR,
		[WL_SATURATED] = WL_FOR,
	};

	wl_screen_end(&page->screen);
	wl_screen_put(&page->screen, WL_STRONG, wl_group_heads[group->outcome]);
	if (group->by) {
		wl_screen_space(&page->screen, 1);
		wl_screen_putf(&page->screen, WL_STRONG, "· %s",
			wl_numbers_part(page->synthesis, group));
	}
	wl_screen_space(&page->screen, 2);
	wl_phrase_size(phrase(page), page->synthesis, group);
	wl_screen_wrap(&page->screen, WL_PLAIN, page->text.s, 2);
	wl_screen_space(&page->screen, 2);
	if (group->state != WL_SATURATED) {
		wl_screen_place(&page->screen, styles[group->state],
			wl_state_words[group->state], 2);
		wl_screen_space(&page->screen, 2);
	}
	wl_phrase_saturation(phrase(page), &group->saturation);
	wl_screen_wrap(&page->screen,
		group->state == WL_SATURATED ? styles[WL_SATURATED] : WL_FAINT,
		page->text.s, 2);
	wl_screen_end(&page->screen);
	wl_screen_rule(&page->screen);
	wl_phrase_missing(phrase(page), page->synthesis, group);
	wl_screen_paragraph(&page->screen, WL_MIXED, page->text.s, 2);
}

static void pattern(struct page *page, const struct piece *piece)
{
	wl_theme_text_pattern(&page->screen, page->synthesis, piece->group,
		piece->row, page->evidence);
}

static void patterns(struct page *page, const struct wl_group *group)
{
	const struct wl_thresholds *thresholds =
		&page->synthesis->corpus->programme.thresholds;
	size_t n = wl_phrase_patterns(group);
	struct piece *pieces;

	if (group->state == WL_COLLECTING)
		return;
	wl_buf_addf(phrase(page),
		"in %d %s or more: act on these (+ for us, − against us)",
		thresholds->pattern, wl_phrase_unit(page->synthesis));
	heading(page, "PATTERNS", n ? page->text.s : "none yet");
	pieces = wl_alloc((n + 1) * sizeof(*pieces));
	for (size_t i = 0; i < n; i++)
		pieces[i] = (struct piece){ pattern, group, &group->themes[i] };
	draw(page, pieces, n);
	free(pieces);
}

static void data_points(struct page *page, const struct wl_group *group)
{
	size_t from = wl_phrase_patterns(group);

	if (from == group->nthemes)
		return;
	heading(page, "DATA POINTS", "file these");
	wl_theme_text_points(&page->screen, page->synthesis, group, from);
}

static void criteria(struct page *page, const struct piece *piece)
{
	const struct wl_group *group = piece->group;
	size_t n = group->ncriteria < NAMED ? group->ncriteria : NAMED;
	size_t room = wl_screen_width(&page->screen) - 26, title = 0;

	if (!n)
		return;
	for (size_t i = 0; i < n; i++) {
		size_t width = wl_utf8_width(wl_phrase_theme(
			page->synthesis, group->criteria[i].id));

		title = width > title ? width : title;
	}
	heading(page, "CRITERIA", "who named them, and who first");
	for (size_t i = 0; i < n; i++) {
		const struct wl_criterion *one = &group->criteria[i];

		wl_screen_space(&page->screen, 2);
		wl_theme_text_share(&page->screen, one->deals, group->deals);
		wl_screen_fit(&page->screen, WL_PLAIN,
			wl_phrase_theme(page->synthesis, one->id),
			title < room ? title : room);
		wl_buf_addf(phrase(page), "mean rank %.1f", one->rank);
		if (one->first)
			wl_buf_addf(&page->text, ", first in %d", one->first);
		wl_screen_space(&page->screen, 2);
		wl_screen_place(&page->screen, WL_FAINT, page->text.s, 12);
		wl_screen_end(&page->screen);
	}
}

static void listed(struct page *page, const char *name, const char *text)
{
	if (!*text)
		return;
	wl_screen_space(&page->screen, 2);
	wl_screen_fit(&page->screen, WL_ACCENT, name, 10);
	wl_screen_wrap(&page->screen, WL_PLAIN, text, 12);
	wl_screen_end(&page->screen);
}

static void triggers(struct page *page, const struct wl_group *group)
{
	struct wl_buf *text = phrase(page);

	for (size_t i = 0; i < group->ntriggers && i < NAMED; i++)
		wl_buf_addf(text, "%s%s %d%s", i ? " · " : "",
			wl_phrase_theme(page->synthesis, group->triggers[i].id),
			group->triggers[i].deals,
			wl_phrase_in_icp(&group->triggers[i]));
	listed(page, "TRIGGERS", text->s);
}

static void roots(struct page *page, const struct wl_group *group)
{
	struct wl_buf *text = phrase(page);

	for (size_t i = 1; i < WL_LEN(group->roots); i++)
		if (group->roots[i])
			wl_buf_addf(text, "%s%s %d", text->n ? " · " : "",
				wl_roots[i], group->roots[i]);
	listed(page, "ROOT", text->s);
}

static void drivers(struct page *page, const struct piece *piece)
{
	heading(page, "DRIVERS", "what set it off, and what weighed");
	triggers(page, piece->group);
	roots(page, piece->group);
	wl_numbers_text_group(&page->screen, page->synthesis, piece->group);
}

static void captured(struct page *page, const struct wl_group *group)
{
	const struct piece pieces[] = { { criteria, group, NULL },
		{ drivers, group, NULL } };
	size_t none = group->ncriteria ? 0 : 1;

	draw(page, pieces + none, WL_LEN(pieces) - none);
}

static void group_text(struct page *page, const struct piece *piece)
{
	const struct wl_group *group = piece->group;

	group_head(page, group);
	patterns(page, group);
	data_points(page, group);
	captured(page, group);
	wl_phrase_unseen(phrase(page), page->synthesis, group);
	if (page->text.n) {
		wl_screen_end(&page->screen);
		wl_screen_paragraph(&page->screen, WL_FAINT, page->text.s, 2);
	}
}

/* Wins beside losses */

/* The same part of each outcome shares a row, and so do all parts where only
 * one outcome is asked for. */
static bool same_row(const struct page *page, const struct wl_group *a,
	const struct wl_group *b)
{
	return wl_abreast_across(page->screen.look) == 1 ||
	       page->synthesis->nwhole == 1 || wl_streq(a->by, b->by);
}

/* The row that begins with group i; none if it begins with an earlier one. */
static size_t row_from(const struct page *page, size_t i, struct piece *row)
{
	const struct wl_synthesis *synthesis = page->synthesis;
	const struct wl_group *groups = synthesis->groups;
	size_t n = 0;

	for (size_t j = 0; j < synthesis->ngroups; j++) {
		if (!same_row(page, &groups[i], &groups[j]))
			continue;
		if (j < i)
			return 0;
		row[n++] = (struct piece){ group_text, &groups[j], NULL };
	}
	return n;
}

static void groups_text(struct page *page)
{
	size_t n = page->synthesis->ngroups;
	struct piece *row = wl_alloc((n + 1) * sizeof(*row));

	for (size_t i = 0; i < n; i++)
		draw(page, row, row_from(page, i, row));
	free(row);
}

/* Below the groups */

static void contrast(struct page *page, const struct piece *piece)
{
	const struct wl_synthesis *synthesis = page->synthesis;
	size_t n = synthesis->ncontrast;

	(void)piece;
	if (!n)
		return;
	wl_screen_end(&page->screen);
	wl_screen_put(&page->screen, WL_STRONG, "WINS AGAINST LOSSES");
	wl_screen_space(&page->screen, 2);
	wl_screen_wrap(&page->screen, WL_FAINT,
		"(exploratory: many themes compared in small groups)", 2);
	wl_screen_end(&page->screen);
	wl_screen_rule(&page->screen);
	wl_theme_text_contrast(
		&page->screen, synthesis, n < CONTRASTS ? n : CONTRASTS);
	if (n > CONTRASTS) {
		wl_buf_addf(phrase(page),
			"%zu more themes differ less (--format json)",
			n - CONTRASTS);
		wl_screen_paragraph(&page->screen, WL_FAINT, page->text.s, 2);
	}
	wl_numbers_contrast(phrase(page), synthesis);
	wl_screen_paragraph(&page->screen, WL_FAINT, page->text.s, 2);
}

static void sample(struct page *page, const struct piece *piece)
{
	(void)piece;
	wl_numbers_text_sample(&page->screen, page->synthesis);
}

static void language(struct page *page, const struct piece *piece)
{
	(void)piece;
	if (page->synthesis->ngroups)
		wl_language_text(&page->screen, page->synthesis);
}

static void outputs(struct page *page, const struct piece *piece)
{
	(void)piece;
	wl_outputs_text(&page->screen, page->synthesis);
}

static void below(struct page *page)
{
	static const struct piece pieces[] = {
		{ contrast, NULL, NULL },
		{ sample, NULL, NULL },
		{ language, NULL, NULL },
		{ outputs, NULL, NULL },
	};

	draw(page, pieces, WL_LEN(pieces));
}

static void later(struct page *page)
{
	wl_phrase_later(phrase(page), page->synthesis);
	wl_screen_paragraph(&page->screen, WL_MIXED, page->text.s, 0);
}

static void notes(struct page *page)
{
	int internal = page->synthesis->internal;

	wl_screen_end(&page->screen);
	wl_phrase_absent(phrase(page), page->synthesis, WL_WIN);
	wl_screen_paragraph(&page->screen, WL_MIXED, page->text.s, 0);
	wl_phrase_absent(phrase(page), page->synthesis, WL_LOSS);
	wl_screen_paragraph(&page->screen, WL_MIXED, page->text.s, 0);
	later(page);
	if (!internal)
		return;
	wl_phrase_count(phrase(page), internal, "internal interview",
		"internal interviews");
	wl_buf_adds(&page->text, internal == 1 ? " is" : " are");
	wl_buf_adds(&page->text, " kept apart and not counted");
	wl_screen_paragraph(&page->screen, WL_FAINT, page->text.s, 0);
}

static void next_line(struct page *page, const char *command, const char *why)
{
	wl_screen_put(&page->screen, WL_FAINT, "next:");
	wl_screen_space(&page->screen, 1);
	wl_screen_wrap(&page->screen, WL_STRONG, command, 6);
	if (*why) {
		wl_screen_space(&page->screen, 2);
		wl_screen_place(&page->screen, WL_FAINT, why, 6);
	}
	wl_screen_end(&page->screen);
}

static void empty(struct page *page)
{
	struct wl_buf why = WL_BUF_INIT, command = WL_BUF_INIT;

	wl_phrase_empty(&why, &command, page->synthesis);
	wl_screen_end(&page->screen);
	wl_screen_paragraph(&page->screen, WL_PLAIN, why.s, 0);
	later(page);
	next_line(page, command.s, "");
	wl_buf_release(&why);
	wl_buf_release(&command);
}

static void ending(struct page *page)
{
	struct wl_buf why = WL_BUF_INIT, command = WL_BUF_INIT;

	notes(page);
	wl_phrase_next(&why, &command, page->synthesis);
	next_line(page, command.s, why.s);
	wl_buf_release(&why);
	wl_buf_release(&command);
}

void wl_publish_synthesis_text(struct wl_buf *out,
	const struct wl_synthesis *synthesis, int evidence,
	const struct wl_look *look)
{
	struct page page = { .synthesis = synthesis, .evidence = evidence };

	wl_screen_init(&page.screen, out, look);
	wl_buf_init(&page.text);
	title(&page);
	wl_numbers_text_parts(&page.screen, synthesis);
	groups_text(&page);
	below(&page);
	if (synthesis->ngroups)
		ending(&page);
	else
		empty(&page);
	wl_screen_release(&page.screen);
	wl_buf_release(&page.text);
}
