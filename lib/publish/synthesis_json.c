/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/outputs.h"
#include "publish/numbers.h"
#include "publish/phrase.h"
#include "store/redact.h"
#include "text/json.h"

struct document {
	struct wl_json json;
	const struct wl_synthesis *synthesis;
	int evidence;
};

static void filter(struct wl_json *json, const struct wl_filter *filter)
{
	wl_json_object(json, "filter");
	wl_numbers_json_chosen(json, filter);
	wl_json_day(json, "since", filter->since);
	wl_json_day(json, "until", filter->until);
	wl_numbers_json_filter(json, filter);
	wl_json_end_object(json);
}

/* Themes */

static void evidence(struct wl_json *json, const struct wl_evidence *one)
{
	wl_json_object(json, NULL);
	wl_json_string(json, "interview", one->interview->id);
	wl_json_text(json, "deal", one->interview->deal);
	wl_json_text(json, "passage", one->passage->id);
	wl_json_string(json, "path", one->interview->path);
	wl_json_int(json, "line", one->passage->line);
	wl_json_string(json, "kind", one->passage->quote ? "quote" : "note");
	wl_json_int(json, "polarity", one->polarity);
	wl_json_string(json, "level", wl_level_names[one->level]);
	wl_json_string(
		json, "text", wl_redact_words(one->interview, one->passage));
	wl_json_end_object(json);
}

static void theme_counts(struct wl_json *json, const struct wl_theme_row *row)
{
	const struct {
		const char *key;
		int n;
	} counts[] = {
		{ "deals", row->deals },
		{ "interviews", row->interviews },
		{ "quotes", row->quotes },
		{ "notes", row->notes },
		{ "confidential", row->confidential },
		{ "for", row->positive },
		{ "against", row->negative },
		{ "mixed", row->mixed },
		{ "asked", row->asked },
		{ "absent", row->absent },
		{ "counter", row->counter },
	};

	for (size_t i = 0; i < WL_LEN(counts); i++)
		wl_json_int(json, counts[i].key, counts[i].n);
}

static void theme(struct document *document, const struct wl_theme_row *row)
{
	struct wl_json *json = &document->json;
	size_t n = row->nevidence;

	if (document->evidence > 0 && n > (size_t)document->evidence)
		n = (size_t)document->evidence;
	wl_json_object(json, NULL);
	wl_json_string(json, "id", row->id);
	wl_json_string(
		json, "title", wl_phrase_theme(document->synthesis, row->id));
	wl_json_string(json, "kind",
		row->theme ? wl_theme_kinds[row->theme->kind] : NULL);
	wl_json_bool(json, "known", row->theme);
	theme_counts(json, row);
	wl_json_string(json, "level", wl_strengths[row->level]);
	wl_numbers_json_interval(json, "interval", row->interval);
	wl_json_array(json, "evidence");
	for (size_t i = 0; i < n; i++)
		evidence(json, wl_evidence_at(row, i));
	wl_json_end_array(json);
	wl_json_end_object(json);
}

/* Groups */

static void saturation(struct wl_json *json, const struct wl_group *group)
{
	const struct wl_saturation *saturation = &group->saturation;

	wl_json_object(json, "saturation");
	wl_json_int(json, "base", saturation->base);
	wl_json_ints(json, "fresh", saturation->fresh, saturation->n);
	wl_json_array(json, "runs");
	for (size_t i = 0; i < saturation->nruns; i++) {
		wl_json_object(json, NULL);
		wl_json_int(json, "after", saturation->runs[i].after);
		wl_json_int(json, "new", saturation->runs[i].fresh);
		wl_json_number(json, "ratio", saturation->runs[i].ratio);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
	if (saturation->reached)
		wl_json_int(json, "reached", saturation->reached);
	else
		wl_json_null(json, "reached");
	wl_json_number(json, "coverage", saturation->coverage);
	wl_numbers_json_saturation(json, group);
	wl_json_end_object(json);
}

static void criteria(struct document *document, const struct wl_group *group)
{
	struct wl_json *json = &document->json;

	wl_json_array(json, "criteria");
	for (size_t i = 0; i < group->ncriteria; i++) {
		const struct wl_criterion *one = &group->criteria[i];

		wl_json_object(json, NULL);
		wl_json_string(json, "id", one->id);
		wl_json_string(json, "title",
			wl_phrase_theme(document->synthesis, one->id));
		wl_json_int(json, "deals", one->deals);
		wl_json_int(json, "first", one->first);
		wl_json_number(json, "rank", one->rank);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

static void triggers(struct document *document, const struct wl_group *group)
{
	struct wl_json *json = &document->json;

	wl_json_array(json, "triggers");
	for (size_t i = 0; i < group->ntriggers; i++) {
		const struct wl_count *one = &group->triggers[i];

		wl_json_object(json, NULL);
		wl_json_string(json, "id", one->id);
		wl_json_string(json, "title",
			wl_phrase_theme(document->synthesis, one->id));
		wl_json_int(json, "deals", one->deals);
		if (one->in_icp == WL_ICP_MISSING)
			wl_json_null(json, "in_icp");
		else
			wl_json_bool(
				json, "in_icp", one->in_icp == WL_ICP_KNOWS);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

static void roots(struct wl_json *json, const struct wl_group *group)
{
	wl_json_object(json, "roots");
	for (size_t i = 1; i < WL_LEN(group->roots); i++)
		wl_json_int(json, wl_roots[i], group->roots[i]);
	wl_json_int(json, "unknown", group->roots[WL_ROOT_NONE]);
	wl_json_end_object(json);
}

static void group(struct document *document, const struct wl_group *group)
{
	struct wl_json *json = &document->json;

	wl_json_object(json, NULL);
	wl_json_string(json, "outcome", wl_outcomes[group->outcome]);
	wl_numbers_json_by(json, &document->synthesis->filter, group->by);
	wl_json_int(json, "deals", group->deals);
	wl_json_int(json, "interviews", group->interviews);
	wl_json_string(json, "state", wl_state_words[group->state]);
	wl_json_array(json, "themes");
	for (size_t i = 0; i < group->nthemes; i++)
		theme(document, &group->themes[i]);
	wl_json_end_array(json);
	saturation(json, group);
	criteria(document, group);
	triggers(document, group);
	roots(json, group);
	wl_numbers_json_group(json, document->synthesis, group);
	wl_json_end_object(json);
}

/* The rest */

static void contrast(struct wl_json *json, const struct wl_contrast *one)
{
	wl_json_object(json, NULL);
	wl_json_string(json, "theme", one->id);
	wl_json_ints(json, "win", one->win, WL_LEN(one->win));
	wl_json_ints(json, "loss", one->loss, WL_LEN(one->loss));
	wl_json_ints(json, "asked", one->asked, WL_LEN(one->asked));
	wl_json_number(json, "difference", one->difference);
	wl_numbers_json_interval(json, "interval", one->interval);
	wl_json_number(json, "fisher", one->fisher);
	wl_json_number(json, "holm", one->holm);
	wl_json_array(json, "odds");
	wl_json_number(json, NULL, one->odds);
	wl_json_number(json, NULL, one->odds_interval.lo);
	wl_json_number(json, NULL, one->odds_interval.hi);
	wl_json_end_array(json);
	wl_json_end_object(json);
}

static void coverage(struct wl_json *json, const struct wl_synthesis *synthesis)
{
	wl_json_object(json, "coverage");
	wl_json_array(json, "rows");
	for (size_t i = 0; i < synthesis->ncoverage; i++) {
		const struct wl_cover *one = &synthesis->coverage[i];

		wl_json_object(json, NULL);
		wl_json_text(json, "segment", one->segment);
		wl_json_text(json, "competitor", one->competitor);
		wl_json_string(json, "outcome", wl_outcomes[one->outcome]);
		wl_json_int(json, "interviewed", one->interviewed);
		wl_json_int(json, "closed", one->closed);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
	wl_numbers_json_coverage(json, synthesis);
	wl_json_end_object(json);
}

static void hypotheses(
	struct wl_json *json, const struct wl_synthesis *synthesis)
{
	struct wl_interval bounds;
	double rate = wl_synthesis_hits(synthesis, &bounds);

	wl_json_object(json, "hypotheses");
	wl_json_int(json, "confirmed", synthesis->confirmed);
	wl_json_int(json, "partly", synthesis->partly);
	wl_json_int(json, "refuted", synthesis->refuted);
	wl_json_number(json, "rate", rate);
	wl_numbers_json_interval(json, "interval", bounds);
	wl_numbers_json_hypotheses(json, synthesis);
	wl_json_end_object(json);
}

static void head(struct document *document)
{
	const struct wl_corpus *corpus = document->synthesis->corpus;
	struct wl_json *json = &document->json;

	wl_json_int(json, "winloss", 1);
	wl_json_string(json, "revision", corpus->revision);
	wl_numbers_json_as_of(json, &corpus->as_of);
	filter(json, &document->synthesis->filter);
	wl_numbers_json_thresholds(json, &corpus->programme.thresholds);
}

void wl_publish_synthesis_json(
	struct wl_buf *out, const struct wl_synthesis *synthesis, int shown)
{
	struct document document = { .synthesis = synthesis };
	struct wl_json *json = &document.json;

	document.evidence = shown;
	wl_json_init(json, out, false);
	wl_json_object(json, NULL);
	head(&document);
	wl_json_array(json, "groups");
	for (size_t i = 0; i < synthesis->ngroups; i++)
		group(&document, &synthesis->groups[i]);
	wl_json_end_array(json);
	wl_json_array(json, "contrast");
	for (size_t i = 0; i < synthesis->ncontrast; i++)
		contrast(json, &synthesis->contrast[i]);
	wl_json_end_array(json);
	coverage(json, synthesis);
	hypotheses(json, synthesis);
	wl_numbers_json_sample(json, synthesis);
	wl_json_int(json, "internal", synthesis->internal);
	wl_language_json(json, synthesis);
	wl_outputs_json(json, synthesis);
	wl_json_end_object(json);
}
