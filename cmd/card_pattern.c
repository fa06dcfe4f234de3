/* SPDX-License-Identifier: GPL-3.0-or-later */
/* card revise --from-pattern: a claim with the strongest evidence of a
 * pattern, one passage of each of its deals. */
#include "base/path.h"
#include "card_change.h"
#include "filters.h"

/* The theme where it is to be looked for. */
struct found {
	const struct wl_group *group;
	const struct wl_theme_row *row;
};

static const struct wl_theme_row *row_of(
	const struct wl_group *group, const char *theme)
{
	for (size_t i = 0; i < group->nthemes; i++)
		if (wl_streq(group->themes[i].id, theme))
			return &group->themes[i];
	return NULL;
}

/* "2 of 6 losses, 1 of 5 wins" */
static void add_numbers(struct wl_buf *out,
	const struct wl_synthesis *synthesis, const char *theme)
{
	for (size_t i = 0; i < synthesis->nwhole; i++) {
		const struct wl_group *group = &synthesis->whole[i];
		const struct wl_theme_row *row = row_of(group, theme);

		wl_buf_addf(out, "%s%d of %d %s", i ? ", " : "",
			row ? row->deals : 0, group->deals,
			wl_outcome_noun(group->outcome, group->deals));
	}
	if (!synthesis->nwhole)
		wl_buf_adds(out, "no interview that counts");
}

static int no_pattern(const struct card_change *change,
	const struct wl_synthesis *synthesis, const char *theme,
	struct wl_err *err)
{
	const struct wl_thresholds *need =
		&change->carding->session->corpus.programme.thresholds;
	struct wl_buf numbers = WL_BUF_INIT;

	add_numbers(&numbers, synthesis, theme);
	wl_err_set(err, WL_EFAIL,
		"'%s' is no pattern: %s; that takes %d in a group of at "
		"least %d",
		theme, numbers.s, need->pattern, need->group_min);
	wl_buf_release(&numbers);
	return wl_err_hint(err, "add it as what it is, with --add and the "
				"evidence that there is");
}

static int choose(const struct card_change *change,
	const struct wl_synthesis *synthesis, const char *theme,
	struct found *out, struct wl_err *err)
{
	int n = 0;

	for (size_t i = 0; i < synthesis->nwhole; i++) {
		const struct wl_group *group = &synthesis->whole[i];
		const struct wl_theme_row *row = row_of(group, theme);

		if (!row || row->level < WL_PATTERN)
			continue;
		*out = (struct found){ group, row };
		n++;
	}
	if (!n)
		return no_pattern(change, synthesis, theme, err);
	if (n == 1)
		return 0;
	return args_usage(err, "card",
		"'%s' is a pattern of several outcomes: say which with "
		"--outcome",
		theme);
}

static bool is_cited(
	const struct wl_claim *claim, const struct wl_interview *interview)
{
	for (size_t i = 0; i < claim->ncitations; i++)
		if (wl_streq(claim->citations[i].source, interview->id))
			return true;
	return false;
}

/* What most deals say of it: for us 1, against us -1; as many do both: what
 * the outcome says. */
static int sign_of(const struct found *found)
{
	const struct wl_theme_row *row = found->row;

	if (row->positive != row->negative)
		return row->positive > row->negative ? 1 : -1;
	return found->group->outcome == WL_WIN ? 1 : -1;
}

/* One passage of each deal: the strongest that may be shown and does not say
 * the opposite of what most say. */
static void cite(
	struct wl_claim *claim, const struct found *found, struct wl_map *deals)
{
	const struct wl_theme_row *row = found->row;
	const struct wl_evidence **picked =
		wl_alloc((row->nevidence + 1) * sizeof(*picked));
	size_t n = wl_evidence_pick(row, 0, picked);
	int sign = sign_of(found);

	for (size_t i = 0; i < n; i++) {
		const struct wl_evidence *one = picked[i];
		const char *deal = one->interview->deal ? one->interview->deal
							: one->interview->id;

		if (one->level == WL_CONFIDENTIAL || !one->passage->id ||
			one->polarity * sign < 0 ||
			is_cited(claim, one->interview) ||
			wl_map_put(deals, deal, deals))
			continue;
		claim->citations[claim->ncitations++] =
			(struct wl_citation){ one->interview->id,
				one->passage->id };
	}
	free(picked);
}

static int too_few(const struct wl_claim *claim, const struct found *found,
	int least, struct wl_err *err)
{
	wl_err_set(err, WL_EFAIL,
		"of the %d %s with '%s', %zu can be cited, and a pattern "
		"takes %d: the others are confidential, say the opposite or "
		"have no id",
		found->row->deals,
		wl_outcome_noun(found->group->outcome, found->row->deals),
		found->row->id, claim->ncitations, least);
	return wl_err_hint(err,
		"'winloss quotes --theme %s --outcome %s' "
		"shows them",
		found->row->id, wl_outcomes[found->group->outcome]);
}

/* The theme and the first sentence of its definition. */
static const char *skeleton(
	struct wl_arena *arena, const struct wl_theme_row *row)
{
	const char *all = row->theme ? row->theme->definition : NULL, *end;

	if (!all)
		return row->theme ? row->theme->title : row->id;
	end = strstr(all, ". ");
	return wl_arena_printf(arena, "%s: %.*s", row->theme->title,
		(int)(end ? end + 1 - all : (ptrdiff_t)strlen(all)), all);
}

/* A battlecard takes what buyers said of its own competitor first of all. */
static void warn_of_others(
	const struct card_change *change, const struct wl_claim *claim)
{
	const struct wl_corpus *corpus = &change->carding->session->corpus;
	const char *own = change->trust->card->competitor;
	int others = 0;

	if (!own || args_has(change->carding->args, "competitor"))
		return;
	for (size_t i = 0; i < claim->ncitations; i++)
		others += !wl_streq(
			wl_corpus_interview(corpus, claim->citations[i].source)
				->competitor,
			own);
	if (others)
		session_warn(change->carding->session,
			"%d of the %zu deals cited were not against %s: "
			"'--competitor %s' leaves them out",
			others, claim->ncitations, own, own);
}

static int fill(struct card_change *change, const struct found *found,
	struct wl_claim *claim, struct wl_err *err)
{
	struct carding *carding = change->carding;
	int least = carding->session->corpus.programme.thresholds.pattern;
	struct wl_map deals;

	claim->outcome = found->group->outcome;
	claim->citations = wl_arena_alloc(&carding->arena,
		(found->row->nevidence + 1) * sizeof(*claim->citations));
	wl_map_init(&deals);
	cite(claim, found, &deals);
	wl_map_release(&deals);
	for (size_t i = 0; i < claim->ncitations; i++)
		claim->citations[i] = (struct wl_citation){
			wl_arena_strdup(
				&carding->arena, claim->citations[i].source),
			wl_arena_strdup(
				&carding->arena, claim->citations[i].passage),
		};
	if ((int)claim->ncitations < least)
		return too_few(claim, found, least, err);
	if (!claim->text)
		claim->text = skeleton(&carding->arena, found->row);
	session_say(carding->session, "%s: %d of %d %s, %zu cited",
		found->row->id, found->row->deals, found->group->deals,
		wl_outcome_noun(found->group->outcome, found->group->deals),
		claim->ncitations);
	warn_of_others(change, claim);
	return 0;
}

static int known_theme(
	struct card_change *change, const char *theme, struct wl_err *err)
{
	const struct wl_codebook *book =
		&change->carding->session->corpus.codebook;
	const char *near;

	if (wl_codebook_find(book, theme))
		return 0;
	near = wl_codebook_suggest(book, theme);
	wl_err_set(err, WL_ENOTFOUND, "there is no theme '%s'", theme);
	return near ? wl_err_hint(err, "did you mean '%s'?", near)
		    : wl_err_hint(err, "'winloss theme list' shows them");
}

int card_pattern_claim(
	struct card_change *change, struct wl_claim *claim, struct wl_err *err)
{
	struct session *session = change->carding->session;
	const struct cmd_args *args = change->carding->args;
	const char *theme = args_value(args, "from-pattern");
	struct wl_filter filter = WL_FILTER_ALL;
	struct wl_synthesis synthesis = { 0 };
	struct found found = { 0 };
	int rc = known_theme(change, theme, err);

	if (!rc)
		rc = filter_chosen(session, args, "card", &filter, err);
	filter.evidence = 0;
	if (!rc)
		rc = wl_synthesis_make(
			&synthesis, &session->corpus, &filter, err);
	if (!rc)
		rc = choose(change, &synthesis, theme, &found, err);
	if (!rc)
		rc = fill(change, &found, claim, err);
	wl_synthesis_release(&synthesis);
	free((void *)filter.where);
	return rc;
}
