/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What files name: is it there? */
#include "base/path.h"
#include "rules/rules.h"
#include "store/layout.h"

/* Themes */

static bool is_end(const char *s, const char *end)
{
	return s >= end || strchr(" \t\r\n", *s);
}

/* Where "#theme" with this sign stands among the tokens of a passage. */
static size_t tag_at(const struct wl_source *source,
	const struct wl_passage *passage, const struct wl_tag *tag)
{
	size_t n = strlen(tag->theme);
	const char *end = source->bytes + passage->tokens_end;
	char sign = "-\0+"[tag->polarity + 1];

	if (passage->tokens_end > source->n)
		return passage->start;
	for (size_t i = passage->tokens; i + n < passage->tokens_end; i++) {
		const char *s = source->bytes + i;

		if (*s == '#' && !strncmp(s + 1, tag->theme, n) &&
			(!sign || s[n + 1] == sign) &&
			is_end(s + n + 1 + (sign != '\0'), end))
			return i;
	}
	return passage->start;
}

static bool is_alias(const struct wl_codebook *book, const char *id)
{
	for (size_t i = 0; i < book->n; i++)
		if (wl_list_has(&book->themes[i].aliases, id))
			return true;
	return false;
}

/* Does the theme concern the rule that looks: is it an alias, or unknown? */
static bool concerns(
	const struct wl_findings *out, const char *theme, bool alias)
{
	const struct wl_codebook *book = &out->subject->corpus->codebook;

	return !wl_codebook_find(book, theme) && is_alias(book, theme) == alias;
}

static void say_how(struct wl_findings *out, const char *theme, bool alias)
{
	const char *near =
		wl_codebook_suggest(&out->subject->corpus->codebook, theme);

	if (alias)
		wl_found_hint(out,
			"an alias is not counted: write '%s', or "
			"'winloss check --fix' does",
			near);
	else if (wl_streq(theme, "confidential") || wl_streq(theme, "public"))
		wl_found_hint(out, "did you mean '!%s'?", theme);
	else if (near)
		wl_found_hint(out, "did you mean '%s'?", near);
	else
		wl_found_hint(
			out, "'winloss theme add %s' makes it one", theme);
}

static void look_at_tags(struct wl_findings *out, const char *path,
	const struct wl_passage *passage, bool alias)
{
	for (size_t i = 0; i < passage->ntags; i++) {
		const char *theme = passage->tags[i].theme;
		const struct wl_source *source;

		if (!concerns(out, theme, alias))
			continue;
		source = wl_subject_source(out->subject, path);
		wl_found_byte(out, path,
			tag_at(source, passage, &passage->tags[i]),
			alias ? "'%s' is an alias, not a theme"
			      : "there is no theme '%s'",
			theme);
		wl_found_subject(out, theme);
		say_how(out, theme, alias);
	}
}

static void look_at_theme(struct wl_findings *out, const char *path,
	const char *key, const char *theme, bool alias)
{
	if (!theme || !concerns(out, theme, alias))
		return;
	wl_found_key(out, path, key,
		alias ? "%s: '%s' is an alias, not a theme"
		      : "%s: there is no theme '%s'",
		key, theme);
	wl_found_subject(out, theme);
	say_how(out, theme, alias);
}

static void look_at_interview(
	struct wl_findings *out, const struct wl_interview *one, bool alias)
{
	look_at_theme(out, one->path, "trigger", one->trigger, alias);
	look_at_theme(out, one->path, "buyer-reason", one->buyer_reason, alias);
	for (size_t i = 0; i < one->criteria.n; i++)
		look_at_theme(
			out, one->path, "criteria", one->criteria.v[i], alias);
	for (size_t i = 0; i < one->npassages; i++)
		look_at_tags(out, one->path, &one->passages[i], alias);
}

static void look_at_coding(
	struct wl_findings *out, const struct wl_coding *coding, bool alias)
{
	for (size_t i = 0; i < coding->n; i++)
		for (size_t k = 0; k < coding->v[i].ntags; k++) {
			const char *theme = coding->v[i].tags[k].theme;

			if (!concerns(out, theme, alias))
				continue;
			wl_found_line(out, coding->path, coding->v[i].line,
				alias ? "'%s' is an alias, not a theme"
				      : "there is no theme '%s'",
				theme);
			wl_found_subject(out, theme);
			say_how(out, theme, alias);
		}
}

static void look_at_themes(
	struct wl_subject *subject, struct wl_findings *out, bool alias)
{
	const struct wl_corpus *corpus = subject->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++)
		look_at_interview(out, &corpus->interviews[i], alias);
	for (size_t i = 0; i < corpus->nfields; i++)
		for (size_t k = 0; k < corpus->fields[i].npassages; k++)
			look_at_tags(out, corpus->fields[i].path,
				&corpus->fields[i].passages[k], alias);
	for (size_t i = 0; i < subject->ncodings; i++)
		look_at_coding(out, &subject->codings[i], alias);
}

static bool has_tags(const struct wl_corpus *corpus)
{
	for (size_t i = 0; i < corpus->ninterviews; i++)
		for (size_t k = 0; k < corpus->interviews[i].npassages; k++)
			if (corpus->interviews[i].passages[k].ntags)
				return true;
	return false;
}

static void unknown_theme(struct wl_subject *subject, struct wl_findings *out)
{
	/* Without a codebook one finding says as much as one for each tag */
	if (!subject->corpus->codebook.n) {
		if (!has_tags(subject->corpus))
			return;
		wl_found_line(out, WL_CODEBOOK_FILE, 1,
			"there are tags, and no theme in the codebook");
		wl_found_hint(out, "'winloss theme list' shows what is used, "
				   "'winloss theme add' makes one of them");
		return;
	}
	look_at_themes(subject, out, false);
}

static void theme_alias(struct wl_subject *subject, struct wl_findings *out)
{
	look_at_themes(subject, out, true);
}

/* Questions and guides */

static void suggest(
	struct wl_findings *out, const char *given, struct wl_list *known)
{
	const char *near = wl_nearest(given, known);

	if (near)
		wl_found_hint(out, "did you mean '%s'?", near);
	free(known->v);
}

static void add_questions(
	struct wl_list *out, size_t *cap, const struct wl_guide *guide)
{
	for (size_t b = 0; b < guide->nblocks; b++)
		for (size_t q = 0; q < guide->blocks[b].nquestions; q++) {
			WL_GROW(out->v, out->n, *cap);
			out->v[out->n++] = guide->blocks[b].questions[q].id;
		}
}

static const struct wl_guide *guide_of(
	const struct wl_corpus *corpus, const struct wl_interview *one)
{
	return wl_corpus_guide(corpus, one->guide ? one->guide : "buyer");
}

static void look_at_asked(
	struct wl_findings *out, const struct wl_interview *one)
{
	const struct wl_guide *guide = guide_of(out->subject->corpus, one);

	for (size_t i = 0; guide && i < one->nasked; i++) {
		const struct wl_asked *asked = &one->asked[i];
		struct wl_list known = { 0 };
		size_t cap = 0;

		if (wl_guide_question(guide, asked->id))
			continue;
		wl_found_line(out, one->path, asked->line,
			"the guide '%s' has no question '%s'", guide->id,
			asked->id);
		wl_found_subject(out, asked->id);
		add_questions(&known, &cap, guide);
		suggest(out, asked->id, &known);
	}
}

static bool any_guide_asks(const struct wl_corpus *corpus, const char *question)
{
	for (size_t i = 0; i < corpus->nguides; i++)
		if (wl_guide_question(&corpus->guides[i], question))
			return true;
	return !corpus->nguides;
}

static void look_at_asked_by(
	struct wl_findings *out, const struct wl_theme *theme)
{
	const struct wl_corpus *corpus = out->subject->corpus;

	for (size_t i = 0; i < theme->asked_by.n; i++) {
		const char *question = theme->asked_by.v[i];
		struct wl_list known = { 0 };
		size_t cap = 0;

		if (any_guide_asks(corpus, question))
			continue;
		wl_found_line(out, WL_CODEBOOK_FILE, theme->line,
			"'%s' is asked by '%s', which no guide has", theme->id,
			question);
		wl_found_subject(out, theme->id);
		for (size_t g = 0; g < corpus->nguides; g++)
			add_questions(&known, &cap, &corpus->guides[g]);
		suggest(out, question, &known);
	}
}

static void unknown_question(
	struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++)
		look_at_asked(out, &corpus->interviews[i]);
	for (size_t i = 0; i < corpus->codebook.n; i++)
		look_at_asked_by(out, &corpus->codebook.themes[i]);
}

static void unknown_guide(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];
		struct wl_list known = { 0 };
		size_t cap = 0;

		if (!one->guide || wl_corpus_guide(corpus, one->guide))
			continue;
		wl_found_key(out, one->path, "guide",
			"there is no guide '%s' in guides/", one->guide);
		wl_found_subject(out, one->id);
		for (size_t g = 0; g < corpus->nguides; g++) {
			WL_GROW(known.v, known.n, cap);
			known.v[known.n++] = corpus->guides[g].id;
		}
		suggest(out, one->guide, &known);
	}
}

/* Citations and codings */

/* What could have been meant: another source, or another passage of it. */
static void suggest_citation(
	struct wl_findings *out, const struct wl_citation *cited)
{
	const struct wl_corpus *corpus = out->subject->corpus;
	const struct wl_interview *one =
		wl_corpus_interview(corpus, cited->source);
	struct wl_list known = { 0 };
	size_t cap = 0;

	for (size_t i = 0; one && i < one->npassages; i++)
		if (one->passages[i].id) {
			WL_GROW(known.v, known.n, cap);
			known.v[known.n++] = one->passages[i].id;
		}
	for (size_t i = 0; !one && i < corpus->ninterviews; i++) {
		WL_GROW(known.v, known.n, cap);
		known.v[known.n++] = corpus->interviews[i].id;
	}
	suggest(out, one ? cited->passage : cited->source, &known);
	if (!out->v[out->n - 1].hint)
		wl_found_hint(out, "'winloss quotes --grep TEXT' finds "
				   "passages and how to cite them");
}

/* Its file has been reported; nobody can say what is in it. */
static bool is_unread(const struct wl_findings *out, const char *source)
{
	const struct wl_errs *unread = &out->subject->corpus->unreadable;
	size_t n = strlen(source);

	for (size_t i = 0; i < unread->n; i++) {
		const char *base = wl_path_base(unread->v[i].path);

		if (!strncmp(base, source, n) && wl_streq(base + n, ".md"))
			return true;
	}
	return false;
}

static void found_cited(struct wl_findings *out, const struct wl_card *card,
	const struct wl_claim *claim, const struct wl_citation *cited)
{
	const struct wl_corpus *corpus = out->subject->corpus;
	const struct wl_interview *later =
		wl_corpus_later(corpus, cited->source);
	char after[WL_AFTER_TEXT];

	if (later)
		wl_found_line(out, card->path, claim->line,
			"'%s^%s' is not here yet: the interview is dated %s",
			cited->source, cited->passage,
			wl_corpus_after(corpus, &later->interviewed, after));
	else
		wl_found_line(out, card->path, claim->line,
			"there is no passage '%s^%s'", cited->source,
			cited->passage);
	if (later)
		wl_found_hint(out,
			"if that is a slip, correct 'interviewed' "
			"in %s",
			later->path);
	else
		suggest_citation(out, cited);
}

static void look_at_claim(struct wl_findings *out, const struct wl_card *card,
	const struct wl_claim *claim)
{
	struct wl_buf name = WL_BUF_INIT;

	wl_buf_addf(&name, "%s/%s", wl_card_types[card->type], card->id);
	if (claim->id)
		wl_buf_addf(&name, "^%s", claim->id);
	for (size_t i = 0; i < claim->ncitations; i++) {
		const struct wl_citation *cited = &claim->citations[i];

		if (wl_corpus_cited(out->subject->corpus, cited, NULL) ||
			is_unread(out, cited->source))
			continue;
		found_cited(out, card, claim, cited);
		wl_found_subject(out, name.s);
	}
	wl_buf_release(&name);
}

static void dangling_citation(
	struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;

	for (size_t i = 0; i < corpus->ncards; i++)
		for (size_t k = 0; k < corpus->cards[i].nclaims; k++)
			look_at_claim(out, &corpus->cards[i],
				&corpus->cards[i].claims[k]);
}

static void coding_passage(struct wl_subject *subject, struct wl_findings *out)
{
	for (size_t i = 0; i < subject->ncodings; i++) {
		const struct wl_coding *coding = &subject->codings[i];
		const struct wl_interview *one =
			wl_corpus_interview(subject->corpus, coding->interview);

		if (!one && !is_unread(out, coding->interview) &&
			!wl_corpus_later(subject->corpus, coding->interview)) {
			wl_found_key(out, coding->path, "interview",
				"there is no interview '%s'",
				coding->interview);
			wl_found_subject(out, coding->interview);
		}
		for (size_t k = 0; one && k < coding->n; k++) {
			const struct wl_citation cited = { one->id,
				coding->v[k].passage };

			if (wl_corpus_cited(subject->corpus, &cited, NULL))
				continue;
			wl_found_line(out, coding->path, coding->v[k].line,
				"'%s' has no passage '%s'", one->id,
				coding->v[k].passage);
			wl_found_subject(out, one->id);
		}
	}
}

/* Deals */

static void unknown_deal(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;

	/* A programme without a CRM has no deals.csv */
	for (size_t i = 0; corpus->deals.n && i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		if (!one->deal || wl_corpus_deal(corpus, one->deal))
			continue;
		wl_found_key(out, one->path, "deal",
			"there is no deal '%s' in deals.csv", one->deal);
		wl_found_subject(out, one->id);
		wl_found_hint(out, "'winloss prep --crm FILE' reads deals from "
				   "the CRM");
	}
}

/* Outcomes are never mixed, so of one deal there is one. */
static void outcome_differs(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;
	struct wl_map first = { 0 }; /* deal -> interview */

	wl_map_init(&first);
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i], *other;
		const struct wl_interview *pair[2];

		if (one->internal || !one->deal)
			continue;
		other = wl_map_get(&first, one->deal);
		if (!other)
			wl_map_put(&first, one->deal, (void *)one);
		if (!other || other->outcome == one->outcome)
			continue;
		pair[0] = one;
		pair[1] = other;
		for (int k = 0; k < 2; k++) {
			wl_found_key(out, pair[k]->path, "outcome",
				"the deal '%s' is a %s here and a %s in '%s'",
				one->deal, wl_outcomes[pair[k]->outcome],
				wl_outcomes[pair[!k]->outcome], pair[!k]->path);
			wl_found_subject(out, one->deal);
			wl_found_hint(out, "a deal has one outcome: correct "
					   "one of the two");
		}
	}
	wl_map_release(&first);
}

const struct wl_rule wl_rules_reference[] = {
	{ "unknown-theme", WL_SEVERE, "a tag that is no theme of the codebook",
		unknown_theme },
	{ "theme-alias", WL_SEVERE, "a tag that is an alias of a theme",
		theme_alias },
	{ "unknown-question", WL_WARNING,
		"a question that the guide does not "
		"have",
		unknown_question },
	{ "unknown-guide", WL_WARNING, "a guide that does not exist",
		unknown_guide },
	{ "dangling-citation", WL_SEVERE,
		"a card cites a passage that is not there", dangling_citation },
	{ "coding-passage", WL_WARNING,
		"a coding of a passage that is not there", coding_passage },
	{ "unknown-deal", WL_WARNING, "a deal that deals.csv does not have",
		unknown_deal },
	{ "outcome-differs", WL_SEVERE,
		"interviews of one deal with different outcomes",
		outcome_differs },
	{ NULL },
};
