/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/outputs.h"

#include "store/layout.h"
#include "study/sample.h"
#include "study/sets.h"

const char *const wl_dues[] = { "this-week", "review", "done", NULL };

/* What fits, by the sign of most deals. */
static const struct {
	enum wl_card_type positive, negative;
} kinds[] = {
	[WL_TRIGGER] = { WL_ICP, WL_ICP },
	[WL_CRITERION] = { WL_PROOF_POINT, WL_BATTLECARD },
	[WL_OBJECTION] = { WL_OBJECTION_RESPONSE, WL_OBJECTION_RESPONSE },
	[WL_COMPETITOR] = { WL_BATTLECARD, WL_BATTLECARD },
	[WL_PRODUCT] = { WL_PROOF_POINT, WL_BATTLECARD },
	[WL_MESSAGE] = { WL_MESSAGE_CARD, WL_MESSAGE_CARD },
	[WL_PROCESS] = { WL_BATTLECARD, WL_BATTLECARD },
};

/* The card of a type that is one for all. */
static const char *const usual_ids[] = {
	[WL_ICP] = "core",
	[WL_MESSAGE_CARD] = "value",
};

/* A citation with what it leads to. */
struct link {
	const struct wl_card *card;
	const struct wl_claim *claim;
	const struct wl_interview *interview;
	const struct wl_passage *passage;
};

struct making {
	struct wl_synthesis *synthesis;
	const struct wl_corpus *corpus;
	struct wl_arena scratch;
	struct link *links;
	size_t nlinks, cap_links;
	const char **met; /* by competitor: its id, where it was met last */
	/* Of one group */
	const struct wl_group *group;
	uint64_t *recent; /* deals that closed lately */
	uint64_t **named; /* deals by competitor of the programme */
};

/* Citations */

static const struct wl_passage *passage_of(const struct wl_corpus *corpus,
	const struct wl_interview *interview, const char *id)
{
	if (interview)
		wl_corpus_passages(corpus, interview);
	for (size_t i = 0; interview && i < interview->npassages; i++)
		if (wl_streq(interview->passages[i].id, id))
			return &interview->passages[i];
	return NULL;
}

static void add_links(struct making *making, const struct wl_card *card,
	const struct wl_claim *claim)
{
	for (size_t i = 0; i < claim->ncitations; i++) {
		const struct wl_citation *one = &claim->citations[i];
		const struct wl_interview *interview =
			wl_corpus_interview(making->corpus, one->source);
		const struct wl_passage *passage =
			passage_of(making->corpus, interview, one->passage);

		if (!passage)
			continue;
		WL_GROW(making->links, making->nlinks, making->cap_links);
		making->links[making->nlinks++] =
			(struct link){ card, claim, interview, passage };
	}
}

static void find_links(struct making *making)
{
	for (size_t i = 0; i < making->corpus->ncards; i++) {
		const struct wl_card *card = &making->corpus->cards[i];

		for (size_t j = 0; j < card->nclaims; j++)
			add_links(making, card, &card->claims[j]);
	}
}

static bool carries(const struct making *making,
	const struct wl_passage *passage, const char *theme)
{
	for (size_t i = 0; i < passage->ntags; i++)
		if (!strcmp(wl_theme_counted(
				    making->synthesis, passage->tags[i].theme),
			    theme))
			return true;
	return false;
}

static bool is_counted(
	const struct making *making, const struct wl_interview *interview)
{
	return wl_interview_counts(interview) &&
	       wl_filter_passes(&making->synthesis->filter, interview);
}

static void find_cited(struct making *making, struct wl_output *output)
{
	const struct link *last = NULL;

	output->cited = wl_arena_alloc(&making->synthesis->arena,
		making->nlinks * sizeof(*output->cited));
	for (size_t i = 0; i < making->nlinks; i++) {
		const struct link *link = &making->links[i];

		if ((last && last->claim == link->claim) ||
			link->interview->outcome != output->outcome ||
			!carries(making, link->passage, output->theme) ||
			!is_counted(making, link->interview))
			continue;
		output->cited[output->ncited++] =
			(struct wl_cited){ link->card, link->claim };
		last = link;
	}
}

/* Deals */

static wl_day closed_of(const struct wl_unit *unit)
{
	for (const struct wl_respondent *r = unit->first; r; r = r->next)
		if (r->closed != WL_NO_DAY)
			return r->closed;
	return WL_NO_DAY;
}

static bool is_recent(const struct wl_unit *unit, wl_day today)
{
	wl_day closed = closed_of(unit);

	return today != WL_NO_DAY && closed != WL_NO_DAY && closed <= today &&
	       closed >= today - WL_RECENT_DAYS;
}

/* The competitor's number in the programme; as many as there are: none.
 * Texts of a corpus mostly stand once, so an address tells. */
static size_t number_of(const struct making *making, const char *competitor)
{
	const struct wl_programme *programme = &making->corpus->programme;
	size_t n = programme->ncompetitors;

	for (size_t i = 0; i < n && competitor; i++)
		if (making->met[i] == competitor)
			return i;
	for (size_t i = 0; i < n && competitor; i++)
		if (!strcmp(competitor, programme->competitors[i].id)) {
			making->met[i] = competitor;
			return i;
		}
	return n;
}

/* That the first of its respondents who names any names. */
static size_t competitor_of(
	const struct making *making, const struct wl_unit *unit)
{
	size_t none = making->corpus->programme.ncompetitors, found = none;

	for (const struct wl_respondent *r = unit->first; r && found == none;
		r = r->next)
		found = number_of(making, r->interview->competitor);
	return found;
}

static void sort_deals(struct making *making, const struct wl_sample *sample)
{
	size_t n = making->corpus->programme.ncompetitors, place = 0;
	wl_day today = wl_time_day(&making->corpus->as_of);
	const struct wl_sets *sets = making->group->sets;

	making->recent = wl_sets_none(sets, &making->scratch);
	making->named =
		wl_arena_alloc(&making->scratch, n * sizeof(uint64_t *));
	for (size_t i = 0; i < n; i++)
		making->named[i] = wl_sets_none(sets, &making->scratch);
	for (const struct wl_unit *u = sample->first; u; u = u->next, place++) {
		size_t competitor = competitor_of(making, u);

		if (is_recent(u, today))
			wl_set_add(making->recent, place);
		if (competitor < n)
			wl_set_add(making->named[competitor], place);
	}
}

static const uint64_t *deals_of(
	const struct making *making, const struct wl_theme_row *row)
{
	return wl_sets_theme(
		making->group->sets, (size_t)(row - making->group->themes));
}

static int recent_of(
	const struct making *making, const struct wl_theme_row *row)
{
	return wl_sets_both(
		making->group->sets, deals_of(making, row), making->recent);
}

static const char *most_named(
	const struct making *making, const struct wl_theme_row *row)
{
	const struct wl_programme *programme = &making->corpus->programme;
	const uint64_t *deals = deals_of(making, row);
	const char *best = NULL;
	int most = 0;

	for (size_t i = 0; i < programme->ncompetitors; i++) {
		int n = wl_sets_both(
			making->group->sets, deals, making->named[i]);

		if (n <= most)
			continue;
		most = n;
		best = programme->competitors[i].id;
	}
	return best;
}

/* The card that fits */

static int kind_of(const struct wl_theme_row *row, const struct wl_group *group)
{
	bool positive =
		row->positive > row->negative ||
		(row->positive == row->negative && group->outcome == WL_WIN);

	if (!row->theme)
		return WL_NO_KIND;
	return positive ? (int)kinds[row->theme->kind].positive
			: (int)kinds[row->theme->kind].negative;
}

static bool is_usual(int kind)
{
	return kind == WL_ICP || kind == WL_MESSAGE_CARD;
}

/* How well a card that does not cite the pattern would take it. */
static int fitness(const struct making *making, const struct wl_output *output,
	const struct wl_card *card)
{
	if ((int)card->type != output->kind)
		return 0;
	if (output->kind == WL_BATTLECARD)
		return output->competitor &&
		       (wl_streq(card->competitor, output->competitor) ||
			       (!card->competitor &&
				       wl_streq(card->id, output->competitor)));
	if (wl_streq(card->id, output->theme))
		return 3;
	for (size_t i = 0; i < making->nlinks; i++)
		if (making->links[i].card == card &&
			carries(making, making->links[i].passage,
				output->theme))
			return 2;
	return is_usual(output->kind);
}

static const struct wl_card *fitting_card(
	const struct making *making, const struct wl_output *output)
{
	const struct wl_card *best = NULL;
	int most = 0;

	for (size_t i = 0; i < making->corpus->ncards; i++) {
		const struct wl_card *card = &making->corpus->cards[i];
		int fit = fitness(making, output, card);

		if (fit > most) {
			most = fit;
			best = card;
		}
	}
	return best;
}

static const struct wl_card *citing_card(const struct wl_output *output)
{
	for (size_t i = 0; i < output->ncited; i++)
		if ((int)output->cited[i].card->type == output->kind)
			return output->cited[i].card;
	return output->ncited ? output->cited->card : NULL;
}

static void set_path(struct making *making, struct wl_output *output)
{
	struct wl_buf path = WL_BUF_INIT;
	const char *id = output->kind == WL_BATTLECARD ? output->competitor
			 : is_usual(output->kind)      ? usual_ids[output->kind]
						       : output->theme;

	if (output->card)
		wl_buf_adds(&path, output->card->path);
	else if (output->kind != WL_NO_KIND && id)
		wl_layout_card(&path, wl_card_types[output->kind], id);
	if (path.n)
		output->path =
			wl_arena_strdup(&making->synthesis->arena, path.s);
	wl_buf_release(&path);
}

static void finish(struct making *making, struct wl_output *output)
{
	output->recent = recent_of(making, output->row);
	if (output->kind == WL_BATTLECARD)
		output->competitor = most_named(making, output->row);
	find_cited(making, output);
	output->card = output->ncited ? citing_card(output)
				      : fitting_card(making, output);
	set_path(making, output);
	output->due = output->ncited                      ? WL_DUE_DONE
		      : output->recent >= WL_RECENT_DEALS ? WL_DUE_THIS_WEEK
							  : WL_DUE_REVIEW;
}

/* The patterns of a group */

static void add_again(
	struct making *making, const struct wl_theme_row *row, int recent)
{
	struct wl_outputs *outputs = &making->synthesis->outputs;

	if (recent >= WL_RECENT_DEALS)
		outputs->again[outputs->nagain++] = (struct wl_again){ row,
			making->group->outcome, making->group->deals, recent };
}

/* What changes a card as soon as it repeats (method.md 5). */
static bool is_pressing(const struct wl_theme_row *row)
{
	static const bool pressing[] = {
		[WL_OBJECTION] = true,
		[WL_COMPETITOR] = true,
		[WL_CRITERION] = true,
		[WL_PROCESS] = false,
	};

	return row->theme && pressing[row->theme->kind];
}

static size_t count_patterns(const struct wl_group *group)
{
	size_t n = 0;

	for (size_t i = 0; i < group->nthemes; i++)
		n += group->themes[i].level >= WL_PATTERN;
	return n;
}

static void add_group(struct making *making, const struct wl_group *group,
	const struct wl_sample *sample)
{
	struct wl_outputs *outputs = &making->synthesis->outputs;

	making->group = group;
	sort_deals(making, sample);
	for (size_t i = 0; i < group->nthemes; i++) {
		const struct wl_theme_row *row = &group->themes[i];
		struct wl_output *output = &outputs->v[outputs->n];

		if (row->level < WL_PATTERN) {
			if (is_pressing(row))
				add_again(making, row, recent_of(making, row));
			continue;
		}
		outputs->n++;
		*output = (struct wl_output){
			.theme = row->id,
			.row = row,
			.outcome = group->outcome,
			.kind = kind_of(row, group),
			.deals = row->deals,
			.group = group->deals,
		};
		finish(making, output);
		if (output->due == WL_DUE_DONE)
			add_again(making, row, output->recent);
	}
}

static int by_urgency(const void *left, const void *right)
{
	const struct wl_output *a = left, *b = right;
	int order;

	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	if (a->deals != b->deals)
		return b->deals - a->deals;
	order = strcmp(a->theme, b->theme);
	return order ? order : (int)a->outcome - (int)b->outcome;
}

static int most_recent(const void *left, const void *right)
{
	const struct wl_again *a = left, *b = right;
	int order;

	if (a->recent != b->recent)
		return b->recent - a->recent;
	order = strcmp(a->row->id, b->row->id);
	return order ? order : (int)a->outcome - (int)b->outcome;
}

/* The cycle */

/* The day of the newest interview with evidence; WL_NO_DAY is before any. */
static wl_day newest_of(const struct wl_sample *samples)
{
	wl_day newest = WL_NO_DAY;

	for (size_t i = 0; i < WL_SAMPLES; i++)
		for (const struct wl_unit *u = samples[i].first; u; u = u->next)
			for (const struct wl_respondent *r = u->first; r;
				r = r->next)
				if (r->coded->nmarks && r->day > newest)
					newest = r->day;
	return newest;
}

static wl_day cycle_begin(
	const struct wl_corpus *corpus, const struct wl_sample *samples)
{
	wl_day today = wl_time_day(&corpus->as_of), newest = WL_NO_DAY;
	wl_day last = newest_of(samples);

	for (size_t i = 0; i < corpus->nsyntheses; i++) {
		wl_day day = corpus->syntheses[i].as_of;

		if (corpus->syntheses[i].id && day != WL_NO_DAY && day < last &&
			(today == WL_NO_DAY || day < today) &&
			(newest == WL_NO_DAY || day > newest))
			newest = day;
	}
	return newest;
}

static bool is_of_cycle(const struct wl_outputs *outputs, wl_day day)
{
	return outputs->since == WL_NO_DAY ||
	       (day != WL_NO_DAY && day > outputs->since);
}

static void count_cycle(struct making *making, const struct wl_sample *sample)
{
	struct wl_outputs *outputs = &making->synthesis->outputs;

	for (const struct wl_unit *u = sample->first; u; u = u->next)
		for (const struct wl_respondent *r = u->first; r; r = r->next)
			outputs->interviews += r->coded->nmarks &&
					       is_of_cycle(outputs, r->day);
}

static void count_claims(struct making *making)
{
	struct wl_outputs *outputs = &making->synthesis->outputs;
	const struct wl_claim *last = NULL;

	for (size_t i = 0; i < making->nlinks; i++) {
		const struct link *link = &making->links[i];

		if (link->claim == last || !wl_evidence_is(link->passage) ||
			!is_counted(making, link->interview) ||
			!is_of_cycle(
				outputs, wl_interview_day(link->interview)))
			continue;
		outputs->claims++;
		last = link->claim;
	}
}

bool wl_outputs_theatre(const struct wl_outputs *outputs)
{
	return outputs->n && outputs->interviews && !outputs->claims;
}

/* Triggers and the ICP */

static bool of_id(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-';
}

/* Does the id stand in the text as a word of its own? */
static bool names(const char *text, const char *id)
{
	size_t n = strlen(id);

	for (const char *p = text; (p = strstr(p, id)); p++)
		if ((p == text || !of_id(p[-1])) && !of_id(p[n]))
			return true;
	return false;
}

static enum wl_in_icp in_icp(const struct making *making, const char *theme)
{
	enum wl_in_icp found = WL_ICP_MISSING;

	for (size_t i = 0; i < making->corpus->ncards; i++) {
		const struct wl_card *card = &making->corpus->cards[i];

		if (card->type != WL_ICP)
			continue;
		found = WL_ICP_SILENT;
		for (size_t j = 0; j < card->nclaims; j++)
			if (names(card->claims[j].text, theme))
				return WL_ICP_KNOWS;
	}
	for (size_t i = 0; i < making->nlinks; i++)
		if (making->links[i].card->type == WL_ICP &&
			carries(making, making->links[i].passage, theme))
			return WL_ICP_KNOWS;
	return found;
}

static void look_up_triggers(
	struct making *making, struct wl_group *groups, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < groups[i].ntriggers; j++) {
			struct wl_count *one = &groups[i].triggers[j];

			one->in_icp = in_icp(making, one->id);
		}
}

void wl_outputs_make(
	struct wl_synthesis *synthesis, const struct wl_sample *samples)
{
	struct making making = { .synthesis = synthesis,
		.corpus = synthesis->corpus };
	struct wl_outputs *outputs = &synthesis->outputs;
	size_t n = 0, themes = 0;

	wl_arena_init(&making.scratch);
	making.met = wl_arena_alloc(
		&making.scratch, synthesis->corpus->programme.ncompetitors *
					 sizeof(*making.met));
	find_links(&making);
	for (size_t i = 0; i < synthesis->nwhole; i++) {
		n += count_patterns(&synthesis->whole[i]);
		themes += synthesis->whole[i].nthemes;
	}
	outputs->v = wl_arena_alloc(&synthesis->arena, n * sizeof(*outputs->v));
	outputs->again = wl_arena_alloc(
		&synthesis->arena, themes * sizeof(*outputs->again));
	outputs->since = cycle_begin(synthesis->corpus, samples);
	for (size_t i = 0; i < WL_SAMPLES; i++) {
		const struct wl_group *group =
			wl_synthesis_group(synthesis, samples[i].outcome);

		count_cycle(&making, &samples[i]);
		if (group)
			add_group(&making, group, &samples[i]);
	}
	count_claims(&making);
	if (outputs->n)
		qsort(outputs->v, outputs->n, sizeof(*outputs->v), by_urgency);
	if (outputs->nagain)
		qsort(outputs->again, outputs->nagain, sizeof(*outputs->again),
			most_recent);
	look_up_triggers(&making, synthesis->groups, synthesis->ngroups);
	look_up_triggers(&making, synthesis->whole, synthesis->nwhole);
	free(making.links);
	wl_arena_release(&making.scratch);
}
