/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leans on an interview, on a terminal, in Markdown and as JSON. */
#include "publish/cards.h"
#include "publish/phrase.h"
#include "publish/table.h"

#define MARGIN 2
#define INDENT 4

/* Words */

/* "5 of 6 losses, without it 4 of 5: no pattern any more". */
static void phrase_theme(
	struct wl_buf *out, const struct wl_impact_theme *theme)
{
	wl_phrase_share(out, theme->deals, theme->group);
	wl_buf_addf(out, " %s, without it ",
		wl_outcome_noun(theme->outcome, theme->group));
	wl_phrase_share(out, theme->without, theme->group_without);
	if (theme->falls)
		wl_buf_adds(out, ": no pattern any more");
	else if (theme->level != theme->level_without)
		wl_buf_addf(out, ": %s instead of %s",
			wl_strengths[theme->level_without],
			wl_strengths[theme->level]);
}

static void phrase_claim(struct wl_buf *out, const struct wl_impact *impact,
	const struct wl_impact_claim *claim)
{
	const struct wl_claim_trust *now = claim->now;
	struct wl_buf fall = WL_BUF_INIT;

	if (now->fall)
		wl_buf_adds(out, "has fallen already");
	else if (claim->falls && claim->cites)
		wl_buf_addf(out, "would fall: it cites it, %d of %d %s left",
			claim->without->deals, now->deals,
			now->deals == 1 ? "deal" : "deals");
	else if (claim->falls)
		wl_buf_adds(out, "would fall: ");
	else
		wl_buf_adds(out, "leans on a pattern that would be none");
	if (claim->falls && !claim->cites)
		wl_trust_explain(&fall, &impact->after, claim->without);
	wl_buf_adds(out, fall.s);
	wl_buf_release(&fall);
}

static int falling(const struct wl_impact *impact, bool claims)
{
	int n = 0;

	for (size_t i = 0; claims && i < impact->nclaims; i++)
		n += impact->claims[i].falls;
	for (size_t i = 0; !claims && i < impact->nthemes; i++)
		n += impact->themes[i].falls;
	return n;
}

static bool has_fallen(const struct wl_impact *impact)
{
	for (size_t i = 0; i < impact->nclaims; i++)
		if (impact->claims[i].now->fall)
			return true;
	return false;
}

void wl_phrase_impact(struct wl_buf *out, const struct wl_impact *impact)
{
	int patterns = falling(impact, false), claims = falling(impact, true);

	if (!impact->nthemes && !impact->nclaims) {
		wl_buf_adds(out, "nothing leans on it");
		return;
	}
	wl_buf_adds(out, "without it ");
	if (claims)
		wl_phrase_count(out, claims, "claim falls", "claims fall");
	else
		wl_buf_adds(out, has_fallen(impact) ? "no further claim falls"
						    : "every claim stands");
	wl_buf_adds(out, ", ");
	if (patterns)
		wl_phrase_count(out, patterns, "pattern is none any more",
			"patterns are none any more");
	else
		wl_buf_adds(out, "every pattern stays");
}

/* A terminal */

static void put_head(struct wl_screen *screen, const char *title, size_t n)
{
	wl_screen_end(screen);
	wl_screen_put(screen, WL_STRONG, title);
	wl_screen_space(screen, 2);
	wl_screen_putf(screen, WL_FAINT, "%zu", n);
	wl_screen_end(screen);
	wl_screen_rule(screen);
}

static void put_theme(struct wl_screen *screen, const struct wl_impact *impact,
	const struct wl_impact_theme *theme)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_screen_space(screen, MARGIN);
	wl_screen_put(screen, WL_STRONG,
		wl_corpus_theme_title(impact->before->corpus, theme->theme));
	wl_screen_space(screen, 2);
	phrase_theme(&text, theme);
	wl_screen_wrap(
		screen, theme->falls ? WL_AGAINST : WL_PLAIN, text.s, INDENT);
	wl_screen_end(screen);
	wl_buf_release(&text);
}

static void put_claim(struct wl_screen *screen, const struct wl_impact *impact,
	const struct wl_impact_claim *claim)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_addf(&text, "%s/", wl_card_types[claim->card->card->type]);
	wl_phrase_claim(&text, claim->card->card, claim->now->claim);
	wl_screen_space(screen, MARGIN);
	wl_screen_put(screen, WL_ACCENT, text.s);
	wl_screen_space(screen, 2);
	wl_buf_clear(&text);
	phrase_claim(&text, impact, claim);
	wl_screen_wrap(
		screen, claim->falls ? WL_AGAINST : WL_MIXED, text.s, INDENT);
	wl_screen_end(screen);
	wl_screen_paragraph(screen, WL_PLAIN, claim->now->claim->text, INDENT);
	wl_buf_release(&text);
}

static void put_title(struct wl_screen *screen, const struct wl_impact *impact)
{
	const struct wl_supported one = { .interview = impact->interview,
		.passage = impact->passage };
	struct wl_buf text = WL_BUF_INIT;

	wl_screen_put(screen, WL_STRONG, impact->what);
	wl_screen_space(screen, 2);
	wl_phrase_source(&text, impact->before->corpus, &one);
	wl_screen_wrap(screen, WL_FAINT, text.s, MARGIN);
	wl_screen_end(screen);
	wl_buf_clear(&text);
	wl_phrase_impact(&text, impact);
	wl_screen_paragraph(screen, WL_PLAIN, text.s, 0);
	wl_buf_release(&text);
}

void wl_publish_impact_text(struct wl_buf *out, const struct wl_impact *impact,
	const struct wl_look *look)
{
	struct wl_screen screen;

	wl_screen_init(&screen, out, look);
	put_title(&screen, impact);
	if (impact->nthemes)
		put_head(&screen, "Themes that count it", impact->nthemes);
	for (size_t i = 0; i < impact->nthemes; i++)
		put_theme(&screen, impact, &impact->themes[i]);
	if (impact->nclaims)
		put_head(&screen, "Claims that lean on it", impact->nclaims);
	for (size_t i = 0; i < impact->nclaims; i++)
		put_claim(&screen, impact, &impact->claims[i]);
	wl_screen_release(&screen);
}

/* Markdown */

static void claim_markdown(struct wl_buf *out, const struct wl_impact *impact,
	const struct wl_impact_claim *claim)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_adds(out, "- `");
	wl_phrase_card(out, claim->card->card);
	if (claim->now->claim->id)
		wl_buf_addf(out, "^%s", claim->now->claim->id);
	wl_buf_adds(out, "` ");
	wl_markdown_line(out, claim->now->claim->text);
	phrase_claim(&text, impact, claim);
	wl_buf_adds(out, claim->falls ? " **" : " *");
	wl_markdown_line(out, text.s);
	wl_buf_adds(out, claim->falls ? "**\n" : "*\n");
	wl_buf_release(&text);
}

static void theme_markdown(struct wl_buf *out, const struct wl_impact *impact,
	const struct wl_impact_theme *theme)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_adds(out, "- ");
	wl_markdown_line(out,
		wl_corpus_theme_title(impact->before->corpus, theme->theme));
	phrase_theme(&text, theme);
	wl_buf_adds(out, ": ");
	wl_markdown_line(out, text.s);
	wl_buf_addc(out, '\n');
	wl_buf_release(&text);
}

void wl_publish_impact_markdown(
	struct wl_buf *out, const struct wl_impact *impact)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_addf(out, "# What leans on %s\n\n", impact->what);
	wl_phrase_impact(&text, impact);
	wl_markdown_line(out, text.s);
	wl_buf_addc(out, '\n');
	if (impact->nthemes)
		wl_buf_adds(out, "\n## Themes that count it\n\n");
	for (size_t i = 0; i < impact->nthemes; i++)
		theme_markdown(out, impact, &impact->themes[i]);
	if (impact->nclaims)
		wl_buf_adds(out, "\n## Claims that lean on it\n\n");
	for (size_t i = 0; i < impact->nclaims; i++)
		claim_markdown(out, impact, &impact->claims[i]);
	wl_buf_release(&text);
}

/* JSON */

static void level_json(struct wl_json *json, const char *key, int deals,
	const int group_and_level[2])
{
	wl_json_object(json, key);
	wl_json_int(json, "deals", deals);
	wl_json_int(json, "group", group_and_level[0]);
	wl_json_string(
		json, "level", deals ? wl_strengths[group_and_level[1]] : NULL);
	wl_json_end_object(json);
}

static void theme_json(
	struct wl_json *json, const struct wl_impact_theme *theme)
{
	const int now[] = { theme->group, (int)theme->level };
	const int without[] = { theme->group_without,
		(int)theme->level_without };

	wl_json_object(json, NULL);
	wl_json_string(json, "id", theme->theme);
	wl_json_string(json, "outcome", wl_outcomes[theme->outcome]);
	level_json(json, "now", theme->deals, now);
	level_json(json, "without", theme->without, without);
	wl_json_bool(json, "falls", theme->falls);
	wl_json_end_object(json);
}

static void claim_json(struct wl_json *json, const struct wl_impact_claim *one)
{
	struct wl_buf card = WL_BUF_INIT;

	wl_phrase_card(&card, one->card->card);
	wl_json_object(json, NULL);
	wl_json_string(json, "card", card.s);
	wl_json_string(json, "id", one->now->claim->id);
	wl_json_int(json, "line", one->now->claim->line);
	wl_json_string(json, "claim", one->now->claim->text);
	wl_json_bool(json, "cites", one->cites);
	wl_json_text(json, "fall", wl_falls[one->now->fall]);
	wl_json_bool(json, "falls", one->falls);
	wl_json_int(json, "deals", one->now->deals);
	wl_json_int(json, "without", one->without->deals);
	wl_json_end_object(json);
	wl_buf_release(&card);
}

void wl_publish_impact_json(struct wl_buf *out, const struct wl_impact *impact)
{
	struct wl_json json;

	wl_json_init(&json, out, false);
	wl_json_object(&json, NULL);
	wl_json_int(&json, "winloss", 1);
	wl_json_string(&json, "what", impact->what);
	wl_json_string(&json, "interview",
		impact->interview ? impact->interview->id : NULL);
	wl_json_string(
		&json, "passage", impact->passage ? impact->passage->id : NULL);
	wl_json_array(&json, "themes");
	for (size_t i = 0; i < impact->nthemes; i++)
		theme_json(&json, &impact->themes[i]);
	wl_json_end_array(&json);
	wl_json_array(&json, "claims");
	for (size_t i = 0; i < impact->nclaims; i++)
		claim_json(&json, &impact->claims[i]);
	wl_json_end_array(&json);
	wl_json_end_object(&json);
}
