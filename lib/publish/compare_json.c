/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/compare.h"

#include "publish/numbers.h"
#include "publish/phrase.h"
#include "text/json.h"

static void side(struct wl_json *json, const char *key, const char *name,
	const struct wl_synthesis *synthesis)
{
	wl_json_object(json, key);
	wl_json_string(json, "name", name);
	wl_json_string(json, "revision", synthesis->corpus->revision);
	wl_json_day(json, "since", synthesis->filter.since);
	wl_json_day(json, "until", synthesis->filter.until);
	wl_numbers_json_thresholds(
		json, &synthesis->corpus->programme.thresholds);
	wl_json_end_object(json);
}

static void filter(struct wl_json *json, const struct wl_filter *filter)
{
	wl_json_object(json, "filter");
	wl_numbers_json_chosen(json, filter);
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
	wl_json_string(json, "level", wl_strengths[row->level]);
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

	wl_json_init(&json, out, false);
	wl_json_object(&json, NULL);
	wl_json_int(&json, "winloss", 1);
	wl_numbers_json_as_of(&json, &compare->after->corpus->as_of);
	filter(&json, &compare->after->filter);
	side(&json, "before", compare->names[0], compare->before);
	side(&json, "after", compare->names[1], compare->after);
	wl_json_array(&json, "groups");
	for (size_t i = 0; i < compare->ngroups; i++) {
		const struct wl_compared *group = &compare->groups[i];

		wl_json_object(&json, NULL);
		wl_json_string(&json, "outcome", wl_outcomes[group->outcome]);
		wl_numbers_json_by(&json, &compare->after->filter, group->by);
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
