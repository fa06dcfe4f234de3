/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/front.h"

/* Is the line from `at` just `---`?  *next gets the beginning of the next. */
static bool is_fence(const struct wl_source *source, size_t at, size_t *next)
{
	const char *s = source->bytes;
	size_t i = at + 3;

	if (source->n - at < 3 || memcmp(s + at, "---", 3))
		return false;
	while (i < source->n && (s[i] == ' ' || s[i] == '\t' || s[i] == '\r'))
		i++;
	if (i < source->n && s[i] != '\n')
		return false;
	*next = i < source->n ? i + 1 : i;
	return true;
}

static size_t skip_line(const struct wl_source *source, size_t at)
{
	const char *lf = memchr(source->bytes + at, '\n', source->n - at);

	return lf ? (size_t)(lf - source->bytes) + 1 : source->n;
}

bool wl_front_begins(const char *bytes)
{
	if (wl_starts(bytes, "\xef\xbb\xbf"))
		bytes += 3;
	return wl_starts(bytes, "---");
}

/* The parts, without looking into the YAML. */
static int find(struct wl_front *out, const struct wl_source *source,
	struct wl_err *err)
{
	size_t at = 0, next;

	if (source->n >= 3 && !memcmp(source->bytes, "\xef\xbb\xbf", 3))
		at = 3;
	if (!is_fence(source, at, &next)) {
		wl_err_at(err, source->path, 1, 1,
			"the file does not begin with front matter");
		return wl_err_hint(err, "begin it with a line of ---, the "
					"keys, and a line of --- again");
	}
	out->eol = next >= 2 && source->bytes[next - 2] == '\r' ? "\r\n" : "\n";
	out->start = next;
	for (at = next; at < source->n; at = skip_line(source, at)) {
		if (at - out->start > WL_FRONT_MAX)
			return wl_err_at(err, source->path, 1, 1,
				"the front matter is longer than 64 KiB");
		if (is_fence(source, at, &next)) {
			out->end = at;
			out->body = next;
			return 0;
		}
	}
	wl_err_at(err, source->path, 1, 1, "the front matter has no end");
	return wl_err_hint(err, "put a line of --- behind its last key");
}

int wl_front_parse(struct wl_front *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err)
{
	int rc;

	rc = wl_source_check(source, WL_MARKDOWN_MAX, err);
	if (!rc)
		rc = find(out, source, err);
	if (!rc)
		rc = wl_yaml_parse(
			&out->yaml, arena, source, out->start, out->end, err);
	if (!rc && out->yaml->kind != WL_YAML_MAP)
		rc = wl_source_error(err, source, out->start,
			"the front matter is not a list of keys and values");
	return rc;
}

int wl_front_set(struct wl_buf *file, const char *path, const char *key,
	const struct wl_value *value, struct wl_err *err)
{
	struct wl_source source = {
		.path = path, .bytes = file->s, .n = file->n
	};
	struct wl_front front;
	int rc;

	rc = wl_source_check(&source, WL_MARKDOWN_MAX, err);
	if (!rc)
		rc = find(&front, &source, err);
	if (rc)
		return rc;
	rc = wl_splice_set(file, front.start, &front.end, key, value, err);
	if (rc && err && !*err->path)
		snprintf(err->path, sizeof(err->path), "%s", path);
	return rc;
}
