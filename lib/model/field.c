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
	struct wl_field *field, struct wl_schema *schema, size_t *body)
{
	struct wl_arena scratch; /* the YAML tree is of no use later */
	struct wl_front front;

	wl_arena_init(&scratch);
	schema->code =
		wl_front_parse(&front, &scratch, schema->source, schema->err);
	if (!schema->code) {
		*body = front.body;
		wl_schema_version(schema, front.yaml);
		wl_schema_id(schema, front.yaml, "id", false, &field->id);
	}
	wl_arena_release(&scratch);
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
		rc = read_front(&field, &schema, &body);
	else
		rc = wl_source_check(source, WL_MARKDOWN_MAX, err);
	if (!rc)
		rc = wl_passages_parse(&field.passages, &field.npassages, arena,
			source, body, err);
	if (!rc)
		*out = field;
	return rc;
}
