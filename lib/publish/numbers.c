/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/numbers.h"

#include <math.h>

#include "publish/phrase.h"

#define NAMED 5
#define BEYOND_CHANCE 0.5 /* deals more than expected: worth a line */
#define UNHEARD 2 /* closed deals that make a gap worth naming */

const char *const wl_skew_words[] = {
	[WL_SKEW_CREATED] = "held before its deal was created",
	[WL_SKEW_NOTED] = "noted before it was held",
	[WL_SKEW_CLOSED] = "its deal closed before it was created",
};

const char *wl_numbers_part(
	const struct wl_synthesis *synthesis, const struct wl_group *group)
{
	static const char *const unknown[] = { "", "segment unknown",
		"competitor unknown", "date unknown", "interviewer unknown" };
	enum wl_by by = synthesis->filter.by;

	if (!group->by)
		return "";
	if (!*group->by)
		return unknown[by];
	return by == WL_BY_COMPETITOR
		       ? wl_programme_competitor_name(
				 &synthesis->corpus->programme, group->by)
		       : group->by;
}

/* A group */

void wl_numbers_hidden(struct wl_buf *out, const struct wl_synthesis *synthesis,
	const struct wl_group *group)
{
	const struct wl_drivers *drivers = &group->drivers;

	for (size_t i = 0; i < drivers->nhidden && i < NAMED; i++)
		wl_buf_addf(out, "%s%s %d", i ? " · " : "",
			wl_phrase_theme(synthesis, drivers->hidden[i].id),
			drivers->hidden[i].deals);
	if (drivers->nhidden)
		wl_buf_addf(out, " · asked in %d of %d", drivers->asked_hidden,
			group->deals);
}

void wl_numbers_price(struct wl_buf *out, const struct wl_group *group)
{
	static const char *const words[] = {
		[WL_PRICE_VALUE_CASE] = "the value case",
		[WL_PRICE_NUMBER] = "the number",
		[WL_PRICE_NONE] = "no part",
		[WL_PRICE_UNKNOWN] = "not said",
	};
	const int *prices = group->drivers.prices;

	if (prices[WL_PRICE_UNKNOWN] == group->deals)
		return;
	for (size_t i = WL_LEN(words); i-- > 0;)
		if (prices[i])
			wl_buf_addf(out, "%s%s %d", out->n ? " · " : "",
				words[i], prices[i]);
}

void wl_numbers_together(struct wl_buf *out,
	const struct wl_synthesis *synthesis, const struct wl_group *group,
	size_t pair)
{
	const struct wl_together *one = &group->drivers.together[pair];

	if (one->both < one->expected + BEYOND_CHANCE)
		return;
	wl_buf_addf(out, "%s + %s: ", wl_phrase_theme(synthesis, one->a),
		wl_phrase_theme(synthesis, one->b));
	wl_phrase_share(out, one->both, group->deals);
	wl_buf_addf(out, ", %.1f by chance", one->expected);
}

void wl_numbers_trend(
	struct wl_buf *out, const struct wl_group *group, size_t theme)
{
	const struct wl_drivers *drivers = &group->drivers;

	for (size_t i = 0; i < drivers->nquarters; i++) {
		const struct wl_quarter *one = &drivers->quarters[i];

		wl_buf_adds(out, i ? " · " : "");
		if (one->quarter < 0)
			wl_buf_adds(out, "no date");
		else
			wl_buf_addf(out, "%04d-q%d", one->quarter / 4,
				one->quarter % 4 + 1);
		wl_buf_addf(out, " %d of %d", one->themes[theme], one->deals);
	}
}

void wl_numbers_fresh(struct wl_buf *out, const struct wl_group *group)
{
	const struct wl_saturation *saturation = &group->saturation;

	if (!saturation->n)
		return;
	for (size_t i = 0; i < saturation->n && i < 40; i++)
		wl_buf_addf(out, "%s%d", i ? " " : "", saturation->fresh[i]);
	wl_buf_adds(out, saturation->n > 40 ? " …" : "");
	wl_buf_adds(out, ", by date");
	if (!isnan(saturation->coverage))
		wl_buf_addf(out, " · coverage %.2f", saturation->coverage);
	if (group->drivers.closed_codebook)
		wl_buf_adds(out, " · trivial: the codebook was closed before "
				 "the first of them");
	else if (saturation->computable && group->drivers.small_base)
		wl_buf_addf(out,
			" · with %d themes to begin with, reached means that "
			"no "
			"new one comes at all",
			saturation->base);
}

/* The whole */

/* Where nobody was asked, that nobody said it is no contrast. */
static void say_unasked(
	struct wl_buf *out, const struct wl_synthesis *synthesis, int side)
{
	const char *before =
		side ? "; no loss was asked for " : "; no win was asked for ";

	for (size_t i = 0; i < synthesis->ncontrast; i++) {
		const struct wl_contrast *one = &synthesis->contrast[i];

		if (one->asked[side])
			continue;
		wl_buf_addf(out, "%s%s", before,
			wl_phrase_theme(synthesis, one->id));
		before = " · ";
	}
}

void wl_numbers_contrast(
	struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	const struct wl_contrast *least = NULL;

	for (size_t i = 0; i < synthesis->ncontrast; i++)
		if (!least || synthesis->contrast[i].fisher < least->fisher)
			least = &synthesis->contrast[i];
	if (!least)
		return;
	wl_buf_adds(out, "the least p is ");
	wl_phrase_p(out, least->fisher);
	wl_buf_addf(out, " (%s)", wl_phrase_theme(synthesis, least->id));
	if (synthesis->ncontrast > 1) {
		wl_buf_adds(out, ", and ");
		wl_phrase_p(out, least->holm);
		wl_buf_addf(out,
			" with all %zu comparisons taken into account (Holm)",
			synthesis->ncontrast);
	}
	say_unasked(out, synthesis, 0);
	say_unasked(out, synthesis, 1);
}

static void say_response(
	struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	for (int i = WL_WIN; i <= WL_NO_DECISION; i++) {
		const struct wl_response *one = &synthesis->bias.of[i - WL_WIN];

		if (!one->approached)
			continue;
		wl_buf_addf(out, "%s%s ", out->n ? " · " : "",
			wl_outcome_noun((enum wl_outcome)i, 2));
		wl_phrase_share(out, one->held, one->approached);
		if (one->declined)
			wl_buf_addf(out, ", %d declined", one->declined);
	}
}

static void say_days(struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	const struct wl_bias *bias = &synthesis->bias;
	const struct wl_response *all = &bias->of[WL_LEN(bias->of) - 1];

	if (all->dated) {
		wl_buf_addf(out, "%g days from close to interview (median) · ",
			all->median);
		wl_phrase_share(out, all->within_30, all->dated);
		wl_buf_adds(out, " within 30 · ");
		wl_phrase_share(out, all->within_90, all->dated);
		wl_buf_adds(out, " within 90");
	}
	if (all->before)
		wl_buf_addf(out, "%s%d held before the close",
			all->dated ? " · " : "", all->before);
}

static void say_balance(
	struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	const struct wl_bias *bias = &synthesis->bias;

	if (!isnan(bias->balance) && !synthesis->filter.outcome) {
		wl_phrase_count(out, bias->wins, "win", "wins");
		wl_buf_adds(out, " to ");
		wl_phrase_count(out, bias->losses, "loss", "losses");
	}
	if (bias->closed > bias->held_closed) {
		wl_buf_adds(out, out->n ? " · " : "");
		wl_phrase_share(out, bias->held_closed, bias->closed);
		wl_buf_adds(out, " closed deals have an interview");
	}
}

static void say_owner(struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	const struct wl_bias *bias = &synthesis->bias;

	if (!bias->owner)
		return;
	wl_phrase_share(out, bias->owner_deals, bias->owned);
	wl_buf_addf(out, " deals are %s's", bias->owner);
}

static void say_reasons_of(struct wl_buf *out,
	const struct wl_synthesis *synthesis, enum wl_outcome outcome)
{
	const struct wl_reasons *reasons = &synthesis->reasons[outcome - 1];

	if (!reasons->deals && !reasons->unmatched)
		return;
	wl_buf_addf(out, "%s%s: ", out->n ? " · " : "",
		wl_outcome_noun(outcome, 2));
	if (reasons->deals) {
		wl_buf_adds(out, "seller and buyer name the same reason in ");
		wl_phrase_share(out, reasons->agree, reasons->deals);
	} else {
		wl_buf_adds(out, "no deal has a reason of both");
	}
	if (!isnan(reasons->kappa))
		wl_buf_addf(out, " (kappa %.2f)", reasons->kappa);
	if (reasons->n && reasons->agree < reasons->deals) {
		const struct wl_reason *one = reasons->cells;

		while (!strcmp(one->seller, one->buyer))
			one++;
		wl_buf_addf(out,
			" · most often the seller says “%s” and the "
			"buyer “%s”: %d",
			wl_phrase_theme(synthesis, one->seller),
			wl_phrase_theme(synthesis, one->buyer), one->deals);
	}
	if (reasons->unmatched)
		wl_buf_addf(out,
			" · %d with a seller's reason that is no "
			"theme",
			reasons->unmatched);
}

static void say_reasons(
	struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	for (int i = WL_WIN; i <= WL_NO_DECISION; i++)
		say_reasons_of(out, synthesis, (enum wl_outcome)i);
}

static void say_hypotheses(
	struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	const struct wl_judge *all = &synthesis->hypotheses;

	for (size_t i = 0; i < synthesis->njudges; i++) {
		const struct wl_judge *one = &synthesis->judges[i];

		if (one->confirmed + one->partly + one->refuted)
			wl_buf_addf(out, "%s%s %d of %d right, %d partly",
				out->n ? " · " : "",
				*one->id ? one->id : "unknown", one->confirmed,
				one->confirmed + one->partly + one->refuted,
				one->partly);
	}
	if (all->declared)
		wl_buf_addf(out, "%s%d as declared, history does not show when",
			out->n ? " · " : "", all->declared);
	if (synthesis->nlate)
		wl_buf_addf(out, "%s%zu late, left out: ", out->n ? " · " : "",
			synthesis->nlate);
	for (size_t i = 0; i < synthesis->nlate && i < NAMED; i++)
		wl_buf_addf(out, "%s%s", i ? ", " : "", synthesis->late[i]->id);
}

static void say_skew(struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	const struct wl_bias *bias = &synthesis->bias;

	for (size_t i = 0; i < bias->nskews && i < NAMED; i++)
		wl_buf_addf(out, "%s%s %s", i ? " · " : "",
			bias->skews[i].interview->id,
			wl_skew_words[bias->skews[i].kind]);
	if (bias->nskews > NAMED)
		wl_buf_addf(out, " · %zu more", bias->nskews - NAMED);
}

/* The next run of strata with the same segment and competitor from *i on. */
static struct wl_stratum next_cell(
	const struct wl_synthesis *synthesis, size_t *i)
{
	struct wl_stratum sum = synthesis->strata[*i];

	for (++*i; *i < synthesis->nstrata; ++*i) {
		const struct wl_stratum *one = &synthesis->strata[*i];

		if (strcmp(one->segment, sum.segment) ||
			strcmp(one->competitor, sum.competitor))
			break;
		sum.interviewed += one->interviewed;
		sum.closed += one->closed;
	}
	return sum;
}

static void say_unheard(
	struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	size_t i = 0, n = 0;

	while (i < synthesis->nstrata) {
		struct wl_stratum cell = next_cell(synthesis, &i);

		if (cell.interviewed || cell.closed < UNHEARD || n == NAMED)
			continue;
		wl_buf_addf(out, "%s%s against %s, %d closed", n++ ? " · " : "",
			*cell.segment ? cell.segment : "unknown segment",
			*cell.competitor
				? wl_programme_competitor_name(
					  &synthesis->corpus->programme,
					  cell.competitor)
				: "nobody known",
			cell.closed);
	}
}

bool wl_numbers_sample(struct wl_buf *out, const char **name,
	const struct wl_synthesis *synthesis, size_t i)
{
	static const struct {
		const char *name;
		void (*say)(struct wl_buf *, const struct wl_synthesis *);
	} lines[] = {
		{ "balance", say_balance },
		{ "not heard", say_unheard },
		{ "answered", say_response },
		{ "timing", say_days },
		{ "owners", say_owner },
		{ "reasons", say_reasons },
		{ "hypotheses", say_hypotheses },
		{ "dates", say_skew },
	};

	if (i >= WL_LEN(lines))
		return false;
	*name = lines[i].name;
	lines[i].say(out, synthesis);
	return true;
}
