/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/compare.h"

#include "publish/phrase.h"
#include "text/json.h"

static void text(struct wl_json *json, const char *key, const char *s)
{
	wl_json_string(json, key, s && *s ? s : NULL);
}

static void side(struct wl_json *json, const char *key, const char *name,
	const struct wl_synthesis *synthesis)
{
	const struct wl_thresholds *thresholds =
		&synthesis->corpus->programme.thresholds;
	char day[WL_DATE_TEXT];

	wl_json_object(json, key);
	wl_json_string(json, "name", name);
	wl_json_string(json, "revision", synthesis->corpus->revision);
	text(json, "since", wl_day_format(synthesis->filter.since, day));
	text(json, "until", wl_day_format(synthesis->filter.until, day));
	wl_json_object(json, "thresholds");
	wl_json_string(json, "unit",
		thresholds->unit_interview ? "interview" : "deal");
	wl_json_int(json, "pattern", thresholds->pattern);
	wl_json_int(json, "group_min", thresholds->group_min);
	wl_json_int(json, "group_target", thresholds->group_target);
	wl_json_end_object(json);
	wl_json_end_object(json);
}

static void filter(struct wl_json *json, const struct wl_filter *filter)
{
	wl_json_object(json, "filter");
	text(json, "outcome", wl_outcomes[filter->outcome]);
	text(json, "segment", filter->segment);
	text(json, "competitor", filter->competitor);
	wl_json_object(json, "where");
	for (size_t i = 0; i < filter->nwhere; i++)
		text(json, filter->where[i].from, filter->where[i].to);
	wl_json_end_object(json);
	wl_json_end_object(json);
}

static void size(
	struct wl_json *json, const char *key, const struct wl_group *group)
{
	if (!group) {
		wl_json_null(json, key);
		return;
	}
	wl_json_object(json, key);
	wl_json_int(json, "deals", group->deals);
	wl_json_int(json, "interviews", group->interviews);
	wl_json_string(json, "state", wl_state_words[group->state]);
	wl_json_end_object(json);
}

static void counts(
	struct wl_json *json, const char *key, const struct wl_theme_row *row)
{
	if (!row) {
		wl_json_null(json, key);
		return;
	}
	wl_json_object(json, key);
	wl_json_int(json, "deals", row->deals);
	wl_json_int(json, "for", row->positive);
	wl_json_int(json, "against", row->negative);
	wl_json_string(json, "level", wl_finding_words[row->level]);
	wl_json_end_object(json);
}

static void theme(struct wl_json *json, const struct wl_compare *compare,
	const struct wl_shift_row *row)
{
	wl_json_object(json, NULL);
	wl_json_string(json, "id", row->id);
	wl_json_string(json, "title", wl_phrase_theme(compare->after, row->id));
	wl_json_string(json, "was", row->was);
	wl_json_string(json, "change", wl_shift_words[row->shift]);
	counts(json, "before", row->before);
	counts(json, "after", row->after);
	wl_json_end_object(json);
}

void wl_publish_compare_json(
	struct wl_buf *out, const struct wl_compare *compare)
{
	struct wl_json json;
	char as_of[WL_TIME_TEXT];

	wl_json_init(&json, out, false);
	wl_json_object(&json, NULL);
	wl_json_int(&json, "winloss", 1);
	text(&json, "as_of",
		wl_time_format(&compare->after->corpus->as_of, as_of));
	filter(&json, &compare->after->filter);
	side(&json, "before", compare->names[0], compare->before);
	side(&json, "after", compare->names[1], compare->after);
	wl_json_array(&json, "groups");
	for (size_t i = 0; i < compare->ngroups; i++) {
		const struct wl_compared *group = &compare->groups[i];

		wl_json_object(&json, NULL);
		wl_json_string(&json, "outcome", wl_outcomes[group->outcome]);
		wl_json_object(&json, "by");
		if (group->by)
			text(&json, wl_bys[compare->after->filter.by],
				group->by);
		wl_json_end_object(&json);
		size(&json, "before", group->before);
		size(&json, "after", group->after);
		wl_json_array(&json, "themes");
		for (size_t k = 0; k < group->nrows; k++)
			theme(&json, compare, &group->rows[k]);
		wl_json_end_array(&json);
		wl_json_end_object(&json);
	}
	wl_json_end_array(&json);
	wl_json_end_object(&json);
}
