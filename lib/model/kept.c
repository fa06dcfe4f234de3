/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kept.h"

#include "model/schema.h"

static int read_front(
	void *out, struct wl_schema *schema, const struct wl_yaml *map)
{
	struct wl_kept *kept = out;

	wl_schema_version(schema, map);
	wl_schema_text(schema, map, "id", &kept->id);
	wl_schema_require(schema, map, "id");
	wl_schema_day(schema, map, "as-of", &kept->as_of);
	return schema->code;
}

int wl_kept_parse(struct wl_kept *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err)
{
	struct wl_schema schema = {
		.arena = arena, .source = source, .err = err
	};
	struct wl_kept kept = { .as_of = WL_NO_DAY };
	int rc = 0;

	kept.path = wl_arena_strdup(arena, source->path);
	if (wl_front_begins(source->bytes))
		rc = wl_schema_front(&schema, read_front, &kept, NULL);
	if (!rc)
		*out = kept;
	return rc;
}
