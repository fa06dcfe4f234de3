/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/schema.h"

#include "base/path.h"
#include "base/utf8.h"
#include "model/terms.h"
#include "text/front.h"

#define FORMAT 1
#define SHOWN 40 /* columns of a value in a message */
#define DIGITS 9 /* of a number that surely fits an int */

static int fail_at(
	struct wl_schema *schema, size_t offset, const char *fmt, va_list ap)
{
	char text[640];

	if (schema->code)
		return schema->code;
	vsnprintf(text, sizeof(text), fmt, ap);
	schema->code = wl_source_error(
		schema->err, schema->source, offset, "%s", text);
	return schema->code;
}

int wl_schema_fail(struct wl_schema *schema, const struct wl_yaml *at,
	const char *fmt, ...)
{
	va_list ap;
	int rc;

	va_start(ap, fmt);
	rc = fail_at(schema, at ? at->start : 0, fmt, ap);
	va_end(ap);
	return rc;
}

int wl_schema_fail_key(struct wl_schema *schema, const struct wl_yaml *at,
	const char *fmt, ...)
{
	va_list ap;
	int rc;

	va_start(ap, fmt);
	rc = fail_at(schema, at->key ? at->key_start : at->start, fmt, ap);
	va_end(ap);
	return rc;
}

int wl_schema_line(struct wl_schema *schema, const struct wl_yaml *at)
{
	size_t offset = at->key ? at->key_start : at->start;

	if (offset < schema->counted)
		schema->counted = 0, schema->newlines = 0;
	for (; schema->counted < offset; schema->counted++)
		schema->newlines +=
			schema->source->bytes[schema->counted] == '\n';
	return schema->newlines + 1;
}

const char *wl_schema_shown(struct wl_schema *schema, const char *s)
{
	char *line = wl_arena_strndup(schema->arena, s, strcspn(s, "\r\n"));
	size_t fits = wl_utf8_fit(line, SHOWN);

	if (!line[fits])
		return line;
	return wl_arena_printf(schema->arena, "%.*s...", (int)fits, line);
}

const struct wl_yaml *wl_schema_parse(struct wl_schema *schema)
{
	struct wl_yaml *root = NULL;

	schema->code =
		wl_source_check(schema->source, WL_YAML_MAX, schema->err);
	if (!schema->code)
		schema->code = wl_yaml_parse(&root, schema->arena,
			schema->source, 0, schema->source->n, schema->err);
	if (schema->code)
		return NULL;
	return wl_schema_map_of(schema, root, "the file");
}

int wl_schema_front(struct wl_schema *schema,
	int (*read)(void *out, struct wl_schema *schema,
		const struct wl_yaml *map),
	void *out, size_t *body)
{
	struct wl_arena scratch;
	struct wl_front front;

	wl_arena_init(&scratch);
	schema->code =
		wl_front_parse(&front, &scratch, schema->source, schema->err);
	if (!schema->code) {
		if (body)
			*body = front.body;
		schema->code = read(out, schema, front.yaml);
	}
	wl_arena_release(&scratch);
	return schema->code;
}

static bool is_empty(const struct wl_yaml *value)
{
	return value->kind == WL_YAML_SCALAR && !*value->s;
}

static const char *kind_name(const struct wl_yaml *value)
{
	static const char *const names[] = {
		[WL_YAML_SCALAR] = "a text",
		[WL_YAML_SEQ] = "a list",
		[WL_YAML_MAP] = "a map of keys and values",
	};

	return names[value->kind];
}

/* Is there a value to read?  One of another kind is a failure. */
static bool present(struct wl_schema *schema, const struct wl_yaml *value,
	const char *name, enum wl_yaml_kind kind)
{
	struct wl_yaml wanted = { .kind = kind };

	if (schema->code || !value || is_empty(value))
		return false;
	if (value->kind == kind)
		return true;
	wl_schema_fail(schema, value, "%s is %s, not %s", name,
		kind_name(value), kind_name(&wanted));
	return false;
}

static bool number_of(const char *s, int *out)
{
	size_t n = strspn(s, "0123456789");

	if (!n || n > DIGITS || s[n])
		return false;
	*out = (int)strtol(s, NULL, 10);
	return true;
}

void wl_schema_version(struct wl_schema *schema, const struct wl_yaml *map)
{
	const struct wl_yaml *value = wl_yaml_get(map, "winloss");
	int format = 0;

	if (schema->code)
		return;
	if (!value || is_empty(value)) {
		wl_schema_fail(schema, map, "'winloss: 1' is missing");
		wl_err_hint(schema->err, "add the line 'winloss: 1'");
		return;
	}
	if (!present(schema, value, "winloss", WL_YAML_SCALAR))
		return;
	if (!number_of(value->s, &format) || format < FORMAT) {
		wl_schema_fail(schema, value, "winloss '%s' is not 1",
			wl_schema_shown(schema, value->s));
	} else if (format > FORMAT) {
		wl_schema_fail(schema, value,
			"this file was made by a newer winloss: its format "
			"is %d, this release reads %d",
			format, FORMAT);
		wl_err_hint(schema->err, "install a newer winloss");
	}
}

void wl_schema_require(
	struct wl_schema *schema, const struct wl_yaml *map, const char *key)
{
	const struct wl_yaml *value = wl_yaml_get(map, key);

	if (!value || is_empty(value))
		wl_schema_fail(schema, map, "'%s' is missing", key);
}

void wl_schema_text_of(struct wl_schema *schema, const struct wl_yaml *value,
	const char *name, const char **out)
{
	if (present(schema, value, name, WL_YAML_SCALAR))
		*out = wl_arena_word(schema->arena, value->s, strlen(value->s));
}

void wl_schema_text(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, const char **out)
{
	wl_schema_text_of(schema, wl_yaml_get(map, key), key, out);
}

void wl_schema_id(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, bool required, const char **out)
{
	const struct wl_yaml *value = wl_yaml_get(map, key);
	struct wl_buf slug = WL_BUF_INIT;

	if (required)
		wl_schema_require(schema, map, key);
	if (!present(schema, value, key, WL_YAML_SCALAR))
		return;
	if (wl_id_valid(value->s)) {
		*out = wl_arena_strdup(schema->arena, value->s);
		return;
	}
	wl_schema_fail(schema, value,
		"%s '%s' is not an id: small letters and digits, with single "
		"dashes between them, at most %d",
		key, wl_schema_shown(schema, value->s), WL_ID_MAX);
	wl_utf8_slug(&slug, value->s, WL_ID_MAX);
	if (slug.n)
		wl_err_hint(schema->err, "did you mean '%s'?", slug.s);
	wl_buf_release(&slug);
}

/* Name the words of a table and the one that was probably meant. */
static void fail_term(struct wl_schema *schema, const struct wl_yaml *value,
	const char *name, const char *const *table)
{
	struct wl_buf words = WL_BUF_INIT;
	const char *near;

	for (size_t i = 0; table[i]; i++)
		if (*table[i])
			wl_buf_addf(
				&words, "%s%s", words.n ? ", " : "", table[i]);
	wl_schema_fail(schema, value, "%s '%s' is not one of %s", name,
		wl_schema_shown(schema, value->s), words.s);
	near = wl_nearest_term(value->s, table);
	if (near)
		wl_err_hint(schema->err, "did you mean '%s'?", near);
	wl_buf_release(&words);
}

void wl_schema_term_of(struct wl_schema *schema, const struct wl_yaml *value,
	const char *name, const char *const *table, int *out)
{
	int term;

	if (!present(schema, value, name, WL_YAML_SCALAR))
		return;
	term = wl_term(table, value->s);
	if (term < 0)
		fail_term(schema, value, name, table);
	else
		*out = term;
}

void wl_schema_term(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, const char *const *table, int *out)
{
	wl_schema_term_of(schema, wl_yaml_get(map, key), key, table, out);
}

void wl_schema_int_of(struct wl_schema *schema, const struct wl_yaml *value,
	const char *name, const int limits[2], int *out)
{
	int number = 0;

	if (!present(schema, value, name, WL_YAML_SCALAR))
		return;
	if (!number_of(value->s, &number) || number < limits[0] ||
		number > limits[1])
		wl_schema_fail(schema, value,
			"%s '%s' is not a whole number from %d to %d", name,
			wl_schema_shown(schema, value->s), limits[0],
			limits[1]);
	else
		*out = number;
}

void wl_schema_int(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, int lo, int hi, int *out)
{
	const int limits[] = { lo, hi };

	wl_schema_int_of(schema, wl_yaml_get(map, key), key, limits, out);
}

void wl_schema_range(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, int lo, int hi, int out[2])
{
	const struct wl_yaml *value = wl_yaml_get(map, key);
	const int limits[] = { lo, hi };
	int range[] = { lo - 1, lo - 1 };

	if (!present(schema, value, key, WL_YAML_SEQ))
		return;
	if (value->n == 2) {
		wl_schema_int_of(schema, value->first, key, limits, &range[0]);
		wl_schema_int_of(
			schema, value->first->next, key, limits, &range[1]);
	}
	if (schema->code)
		return;
	if (range[0] < lo || range[1] < range[0]) {
		wl_schema_fail(schema, value,
			"%s is not two numbers, the lower one first", key);
		return;
	}
	memcpy(out, range, sizeof(range));
}

const struct wl_yaml *wl_schema_item(
	const struct wl_yaml *list, const struct wl_yaml *item)
{
	if (!list)
		return NULL;
	if (list->kind != WL_YAML_SEQ)
		return item || is_empty(list) ? NULL : list;
	item = item ? item->next : list->first;
	while (item && is_empty(item))
		item = item->next;
	return item;
}

void wl_schema_list_of(struct wl_schema *schema, const struct wl_yaml *value,
	const char *name, struct wl_list *out)
{
	const struct wl_yaml *item = NULL;
	struct wl_list list = { 0 };

	if (schema->code || !value)
		return;
	list.v =
		wl_arena_alloc(schema->arena, (value->n + 1) * sizeof(*list.v));
	while ((item = wl_schema_item(value, item)))
		wl_schema_text_of(schema, item, name, &list.v[list.n++]);
	if (!schema->code)
		*out = list;
}

void wl_schema_list(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, struct wl_list *out)
{
	wl_schema_list_of(schema, wl_yaml_get(map, key), key, out);
}

void wl_schema_day_of(struct wl_schema *schema, const struct wl_yaml *value,
	const char *name, wl_day *out)
{
	if (!present(schema, value, name, WL_YAML_SCALAR))
		return;
	if (!wl_day_parse(out, value->s))
		wl_schema_fail(schema, value,
			"%s '%s' is not a date such as 2026-11-21", name,
			wl_schema_shown(schema, value->s));
}

void wl_schema_day(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, wl_day *out)
{
	wl_schema_day_of(schema, wl_yaml_get(map, key), key, out);
}

void wl_schema_time_of(struct wl_schema *schema, const struct wl_yaml *value,
	const char *name, struct wl_time *out)
{
	char noon[WL_TIME_TEXT];
	wl_day day;

	if (!present(schema, value, name, WL_YAML_SCALAR))
		return;
	if (wl_time_parse(out, value->s))
		return;
	if (!wl_day_parse(&day, value->s)) {
		wl_schema_fail(schema, value,
			"%s '%s' is not a time such as "
			"2026-11-21T10:00:00+01:00, nor a date",
			name, wl_schema_shown(schema, value->s));
		return;
	}
	snprintf(noon, sizeof(noon), "%sT12:00", value->s);
	wl_time_parse(out, noon);
}

void wl_schema_time(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, struct wl_time *out)
{
	wl_schema_time_of(schema, wl_yaml_get(map, key), key, out);
}

const struct wl_yaml *wl_schema_map_of(
	struct wl_schema *schema, const struct wl_yaml *value, const char *name)
{
	return present(schema, value, name, WL_YAML_MAP) ? value : NULL;
}

const struct wl_yaml *wl_schema_map(
	struct wl_schema *schema, const struct wl_yaml *map, const char *key)
{
	return wl_schema_map_of(schema, wl_yaml_get(map, key), key);
}

const struct wl_yaml *wl_schema_seq(
	struct wl_schema *schema, const struct wl_yaml *map, const char *key)
{
	const struct wl_yaml *value = wl_yaml_get(map, key);

	return present(schema, value, key, WL_YAML_SEQ) ? value : NULL;
}
