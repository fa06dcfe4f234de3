/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/field.h"

#include "base/path.h"
#include "model/schema.h"

/* "field/2026-11.md" is called "2026-11" unless it says otherwise. */
static const char *id_of_path(struct wl_arena *arena, const char *path)
{
	const char *base = wl_path_base(path ? path : "");
	size_t n = strlen(base);

	if (wl_ends(base, ".md"))
		n -= 3;
	return wl_arena_strndup(arena, base, n);
}

static int read_front(
	void *out, struct wl_schema *schema, const struct wl_yaml *map)
{
	struct wl_field *field = out;

	wl_schema_version(schema, map);
	wl_schema_id(schema, map, "id", false, &field->id);
	return schema->code;
}

int wl_field_parse(struct wl_field *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err)
{
	struct wl_schema schema = {
		.arena = arena, .source = source, .err = err
	};
	struct wl_field field = { 0 };
	size_t body = 0;
	int rc;

	field.path = wl_arena_strdup(arena, source->path);
	field.id = id_of_path(arena, source->path);
	if (wl_front_begins(source->bytes))
		rc = wl_schema_front(&schema, read_front, &field, &body);
	else
		rc = wl_source_check(source, WL_MARKDOWN_MAX, err);
	if (!rc)
		rc = wl_passages_parse(&field.passages, &field.npassages, arena,
			source, body, err);
	if (!rc)
		*out = field;
	return rc;
}
