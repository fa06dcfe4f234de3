/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yaml_change.h"

#include "model/yaml_edit.h"

struct wl_source wl_yaml_change_source(const struct wl_yaml_change *change)
{
	return (struct wl_source){ .path = change->path,
		.bytes = change->file.s,
		.n = change->file.n };
}

static int read_front(
	struct wl_yaml_change *change, const struct wl_source *source)
{
	struct wl_front front;
	int rc = wl_front_parse(&front, &change->arena, source, change->err);

	if (rc)
		return rc;
	change->root = front.yaml;
	change->tail = source->n - front.end;
	return 0;
}

int wl_yaml_change_again(struct wl_yaml_change *change)
{
	struct wl_source source = wl_yaml_change_source(change);
	int rc;

	if (change->kind->front)
		return read_front(change, &source);
	rc = wl_source_check(&source, WL_YAML_MAX, change->err);
	return rc ? rc
		  : wl_yaml_parse(&change->root, &change->arena, &source, 0,
			    source.n, change->err);
}

int wl_yaml_change_begin(struct wl_yaml_change *change,
	const struct wl_yaml_change_kind *kind, const struct wl_buf *file,
	const char *path, struct wl_err *err)
{
	int rc;

	memset(change, 0, sizeof(*change));
	change->kind = kind;
	change->path = path;
	change->what = "this";
	change->err = err;
	wl_buf_init(&change->file);
	wl_buf_add(&change->file, file->s, file->n);
	rc = wl_yaml_change_again(change);
	if (!rc)
		wl_yaml_lines(&change->before, change->root, kind->listed);
	return rc;
}

static bool is_at(const char *line, const char *address)
{
	size_t n = strlen(address);

	return !strncmp(line, address, n) && (line[n] == '=' || line[n] == '/');
}

void wl_yaml_change_keep(struct wl_yaml_change *change, const char *but)
{
	for (size_t i = 0; i < change->before.n; i++)
		if (!but || !is_at(change->before.v[i], but))
			wl_strv_add(&change->wanted, change->before.v[i]);
}

static int refuse(const struct wl_yaml_change *change)
{
	wl_err_at(change->err, change->path, 0, 0,
		"cannot change %s without changing other lines", change->what);
	if (change->err)
		change->err->code = WL_EFAIL;
	wl_err_hint(change->err, "%s", change->kind->by_hand);
	return WL_EFAIL;
}

/* Are the lines of the result those that were wanted? */
static bool as_wanted(struct wl_yaml_change *change)
{
	struct wl_strv after = { 0 };
	bool same;

	wl_yaml_lines(&after, change->root, change->kind->listed);
	wl_strv_sort(&after);
	wl_strv_sort(&change->wanted);
	same = after.n == change->wanted.n;
	for (size_t i = 0; same && i < after.n; i++)
		same = wl_streq(after.v[i], change->wanted.v[i]);
	wl_strv_release(&after);
	return same;
}

static int check(struct wl_yaml_change *change, const struct wl_buf *file)
{
	size_t tail = change->tail;
	struct wl_source source;

	if (wl_yaml_change_again(change) || tail != change->tail ||
		(tail && memcmp(file->s + file->n - tail,
				 change->file.s + change->file.n - tail,
				 tail)) ||
		!as_wanted(change))
		return refuse(change);
	if (!change->kind->parse)
		return 0;
	source = wl_yaml_change_source(change);
	return change->kind->parse(&change->arena, &source, change->err);
}

int wl_yaml_change_finish(
	struct wl_yaml_change *change, int rc, struct wl_buf *file)
{
	if (!rc)
		rc = check(change, file);
	if (!rc) {
		wl_buf_clear(file);
		wl_buf_add(file, change->file.s, change->file.n);
	}
	wl_buf_release(&change->file);
	wl_strv_release(&change->before);
	wl_strv_release(&change->wanted);
	wl_arena_release(&change->arena);
	return rc;
}
