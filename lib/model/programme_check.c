/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/programme_parse.h"

static void place_of(struct wl_schema *schema, const struct wl_yaml *at,
	int *line, int *column)
{
	wl_source_place(schema->source, at->key ? at->key_start : at->start,
		line, column);
}

/* Who bends a rule says why; the reason is printed with the finding. */
static void read_reason(struct wl_schema *schema, const struct wl_yaml *map,
	const char *what, const char **out)
{
	wl_schema_text(schema, map, "reason", out);
	if (schema->code || *out)
		return;
	wl_schema_fail(schema, map, "%s has no reason", what);
	wl_err_hint(schema->err, "add a 'reason': it is printed, and the next "
				 "one who reads it will want to know");
}

static void read_setting(struct wl_schema *schema, const struct wl_yaml *entry,
	struct wl_rule_setting *out)
{
	const struct wl_yaml *map = wl_schema_map_of(schema, entry, entry->key);
	int severity = WL_WARNING;

	if (!map) {
		wl_schema_fail_key(schema, entry,
			"the rule '%s' needs a severity and a reason",
			wl_schema_shown(schema, entry->key));
		return;
	}
	out->rule = wl_arena_strdup(schema->arena, entry->key);
	place_of(schema, entry, &out->line, &out->column);
	wl_schema_require(schema, map, "severity");
	wl_schema_term(schema, map, "severity", wl_severities, &severity);
	out->severity = (enum wl_severity)severity;
	read_reason(schema, map, "this severity", &out->reason);
}

static void read_exception(struct wl_schema *schema, const struct wl_yaml *item,
	struct wl_exception *out)
{
	const struct wl_yaml *map =
		wl_schema_map_of(schema, item, "an exception");

	place_of(schema, item, &out->line, &out->column);
	wl_schema_require(schema, map, "rule");
	wl_schema_text(schema, map, "rule", &out->rule);
	wl_schema_require(schema, map, "at");
	wl_schema_text(schema, map, "at", &out->at);
	read_reason(schema, map, "this exception", &out->reason);
}

void wl_programme_read_check(struct wl_schema *schema,
	const struct wl_yaml *root, struct wl_programme *out)
{
	const struct wl_yaml *check = wl_schema_map(schema, root, "check");
	const struct wl_yaml *rules = wl_schema_map(schema, check, "rules");
	const struct wl_yaml *list = wl_schema_seq(schema, check, "exceptions");
	const struct wl_yaml *item = NULL;

	if (rules)
		out->settings = wl_arena_alloc(
			schema->arena, rules->n * sizeof(*out->settings));
	for (const struct wl_yaml *e = rules ? rules->first : NULL;
		e && !schema->code; e = e->next)
		read_setting(schema, e, &out->settings[out->nsettings++]);
	if (list)
		out->exceptions = wl_arena_alloc(
			schema->arena, list->n * sizeof(*out->exceptions));
	while (!schema->code && (item = wl_schema_item(list, item)))
		read_exception(
			schema, item, &out->exceptions[out->nexceptions++]);
}
