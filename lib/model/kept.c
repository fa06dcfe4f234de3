/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kept.h"

#include "model/schema.h"

static int read_front(struct wl_kept *kept, struct wl_schema *schema)
{
	struct wl_arena scratch; /* the YAML tree is of no use later */
	struct wl_front front;

	wl_arena_init(&scratch);
	schema->code =
		wl_front_parse(&front, &scratch, schema->source, schema->err);
	if (!schema->code) {
		wl_schema_version(schema, front.yaml);
		wl_schema_text(schema, front.yaml, "id", &kept->id);
		wl_schema_require(schema, front.yaml, "id");
		wl_schema_day(schema, front.yaml, "as-of", &kept->as_of);
	}
	wl_arena_release(&scratch);
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
		rc = read_front(&kept, &schema);
	if (!rc)
		*out = kept;
	return rc;
}
