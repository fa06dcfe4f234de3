/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags and the codebook they stand on. */
#include "base/path.h"
#include "rules/rules.h"
#include "store/layout.h"

#define TOP_LEVEL 15 /* themes that two coders can still keep apart */

/* Passages without tags */

/* Does the codebook expect an answer to this question to carry a theme? */
static bool is_invited(const struct wl_codebook *book, const char *question)
{
	for (size_t i = 0; i < book->n; i++)
		if (wl_list_has(&book->themes[i].asked_by, question))
			return true;
	return !question;
}

/* Gone through: what has no tag was overlooked, or has nothing to say. */
static bool is_coded(const struct wl_interview *one)
{
	return wl_interview_counts(one) &&
	       (one->status == WL_CODED || one->coded != WL_NO_DAY);
}

static void quote_untagged(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		for (size_t k = 0; is_coded(one) && k < one->npassages; k++) {
			const struct wl_passage *passage = &one->passages[k];

			if (!passage->quote || passage->ntags ||
				!is_invited(
					&corpus->codebook, passage->question))
				continue;
			wl_found_byte(out, one->path, passage->start,
				"a quote without a theme");
			wl_found_subject(out,
				wl_arena_printf(&out->arena, "%s^%s", one->id,
					passage->id ? passage->id : ""));
			wl_found_hint(out,
				"'winloss note %s --code' walks through them",
				one->id);
		}
	}
}

static bool has_tag(const struct wl_interview *one)
{
	for (size_t i = 0; i < one->npassages; i++)
		if (one->passages[i].ntags)
			return true;
	return false;
}

/* Before the notes are due nobody has to have tagged anything. */
static bool is_due(
	const struct wl_corpus *corpus, const struct wl_interview *one)
{
	struct wl_time due = wl_interview_notes_due(
		one, corpus->programme.thresholds.note_hours);

	return !due.set || wl_time_compare(&due, &corpus->as_of) < 0;
}

static void interview_untagged(
	struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		if (!wl_interview_counts(one) || has_tag(one) ||
			!is_due(corpus, one))
			continue;
		wl_found_key(out, one->path, "status",
			"the interview was held and carries no theme");
		wl_found_subject(out, one->id);
		wl_found_hint(out, "'winloss note %s --code' tags it", one->id);
	}
}

static void coding_stale(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;
	const struct wl_codebook *book = &corpus->codebook;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];
		struct wl_buf themes = WL_BUF_INIT;

		if (one->coded == WL_NO_DAY || one->status == WL_WITHDRAWN)
			continue;
		for (size_t k = 0; k < book->n; k++)
			if (book->themes[k].since != WL_NO_DAY &&
				one->coded < book->themes[k].since)
				wl_buf_addf(&themes, "%s%s",
					themes.n ? ", " : "",
					book->themes[k].id);
		if (themes.n) {
			wl_found_key(out, one->path, "coded",
				"coded before a definition changed: %s",
				themes.s);
			wl_found_subject(out, one->id);
			wl_found_hint(out, "'winloss theme stale' says how to "
					   "go on");
		}
		wl_buf_release(&themes);
	}
}

/* The codebook */

static void theme_undefined(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_codebook *book = &subject->corpus->codebook;

	for (size_t i = 0; i < book->n; i++)
		if (!book->themes[i].definition) {
			wl_found_line(out, WL_CODEBOOK_FILE,
				book->themes[i].line,
				"the theme '%s' has no definition",
				book->themes[i].id);
			wl_found_subject(out, book->themes[i].id);
			wl_found_hint(out, "say what counts, what does not, "
					   "and which theme to use in its "
					   "place");
		}
}

static void theme_unconsumed(
	struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_codebook *book = &subject->corpus->codebook;

	for (size_t i = 0; i < book->n; i++)
		if (!book->themes[i].consumer) {
			wl_found_line(out, WL_CODEBOOK_FILE,
				book->themes[i].line,
				"nobody acts on the theme '%s'",
				book->themes[i].id);
			wl_found_subject(out, book->themes[i].id);
			wl_found_hint(out, "name a 'consumer' from the team, "
					   "or let the theme go");
		}
}

static void add_used(struct wl_map *used, const struct wl_passage *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < v[i].ntags; k++)
			wl_map_put(used, v[i].tags[k].theme, used);
}

static void add_named(struct wl_map *used, const struct wl_interview *one)
{
	if (one->trigger)
		wl_map_put(used, one->trigger, used);
	if (one->buyer_reason)
		wl_map_put(used, one->buyer_reason, used);
	for (size_t i = 0; i < one->criteria.n; i++)
		wl_map_put(used, one->criteria.v[i], used);
	for (size_t i = 0; i < one->objections.n; i++)
		wl_map_put(used, one->objections.v[i], used);
}

/* In a codebook that is older than every interview this says nothing yet. */
static void theme_unused(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;
	struct wl_map used = { 0 };

	wl_map_init(&used);
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		add_used(&used, corpus->interviews[i].passages,
			corpus->interviews[i].npassages);
		add_named(&used, &corpus->interviews[i]);
	}
	for (size_t i = 0; i < corpus->nfields; i++)
		add_used(&used, corpus->fields[i].passages,
			corpus->fields[i].npassages);
	for (size_t i = 0; used.n && i < corpus->codebook.n; i++) {
		const struct wl_theme *theme = &corpus->codebook.themes[i];

		if (wl_map_get(&used, theme->id))
			continue;
		wl_found_line(out, WL_CODEBOOK_FILE, theme->line,
			"the theme '%s' is not used anywhere", theme->id);
		wl_found_subject(out, theme->id);
		wl_found_hint(out, "a shorter codebook is coded more alike: "
				   "'winloss theme merge' makes one of two");
	}
	wl_map_release(&used);
}

static void theme_duplicate(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_codebook *book = &subject->corpus->codebook;

	for (size_t i = 0; i < book->n; i++) {
		const struct wl_theme *theme = &book->themes[i];
		const char *title =
			wl_streq(theme->title, theme->id) ? NULL : theme->title;
		const struct wl_theme *near =
			wl_codebook_near(book, theme->id, title);

		/* Of a pair the second one is the one too many */
		if (!near || near > theme)
			continue;
		wl_found_line(out, WL_CODEBOOK_FILE, theme->line,
			"the theme '%s' is close to '%s'", theme->id, near->id);
		wl_found_subject(out, theme->id);
		wl_found_hint(out,
			"'winloss theme merge %s --into %s' makes "
			"one of the two",
			theme->id, near->id);
	}
}

static void themes_many(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_codebook *book = &subject->corpus->codebook;
	size_t n = 0;

	for (size_t i = 0; i < book->n; i++)
		n += !book->themes[i].parent;
	if (n <= TOP_LEVEL)
		return;
	wl_found_key(out, WL_CODEBOOK_FILE, "themes",
		"%zu themes have no parent, and nobody keeps more than %d "
		"apart",
		n, TOP_LEVEL);
	wl_found_hint(out, "give the narrow ones a 'parent', or merge them");
}

const struct wl_rule wl_rules_tagging[] = {
	{ "quote-untagged", WL_INFO,
		"a quote of a coded interview without a theme",
		quote_untagged },
	{ "interview-untagged", WL_WARNING,
		"an interview that was held and carries no theme",
		interview_untagged },
	{ "coding-stale", WL_WARNING,
		"tags that are older than the definition of a theme",
		coding_stale },
	{ "theme-undefined", WL_WARNING, "a theme without a definition",
		theme_undefined },
	{ "theme-unconsumed", WL_WARNING, "a theme that nobody acts on",
		theme_unconsumed },
	{ "theme-unused", WL_INFO, "a theme that is not used anywhere",
		theme_unused },
	{ "theme-duplicate", WL_WARNING, "two themes that are probably one",
		theme_duplicate },
	{ "themes-many", WL_WARNING, "more than 15 themes without a parent",
		themes_many },
	{ NULL },
};
