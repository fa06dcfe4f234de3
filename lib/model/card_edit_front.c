/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/card_edit_internal.h"
#include "model/starter.h"
#include "model/yaml_edit.h"

void wl_card_sections(
	struct wl_list *out, struct wl_arena *arena, enum wl_card_type type)
{
	const struct wl_starter_file *file = wl_starter_files;
	char name[48];

	snprintf(name, sizeof(name), "card-%s.md", wl_card_types[type]);
	*out = (struct wl_list){ 0 };
	while (file->name && !wl_streq(file->name, name))
		file++;
	for (int pass = 0; file->name && pass < 2; pass++) {
		if (pass)
			out->v =
				wl_arena_alloc(arena, out->n * sizeof(*out->v));
		out->n = 0;
		for (const char *s = file->bytes; (s = strstr(s, "\n## "));) {
			size_t n = strcspn(s + 4, "\n");

			if (pass)
				out->v[out->n] =
					wl_arena_strndup(arena, s + 4, n);
			out->n++;
			s += 4;
		}
	}
}

static bool is_of(const char *line, const char *key)
{
	size_t n = strlen(key);

	return !strncmp(line, key, n) && (line[n] == '=' || line[n] == '/');
}

/* What the front matter says under other keys, or, with `own`, under this. */
static void lines_of(struct wl_strv *out, const struct wl_yaml *map,
	const char *key, bool own)
{
	struct wl_strv all = { 0 };

	wl_yaml_lines(&all, map, NULL);
	for (size_t i = 0; i < all.n; i++)
		if (is_of(all.v[i], key) == own)
			wl_strv_add(out, all.v[i]);
	wl_strv_release(&all);
}

static bool same_lines(const struct wl_strv *a, const struct wl_strv *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!wl_streq(a->v[i], b->v[i]))
			return false;
	return true;
}

static void wanted_lines(
	struct wl_strv *out, const char *key, const struct wl_pair_list *pairs)
{
	for (size_t i = 0; i < pairs->n; i++)
		wl_strv_addf(
			out, "%s/%s=%s", key, pairs->key[i], pairs->value[i]);
}

static bool says(const struct wl_outline *before, const struct wl_outline *now,
	const char *key, const struct wl_pair_list *pairs)
{
	struct wl_strv a = { 0 }, b = { 0 }, want = { 0 }, own = { 0 };
	size_t tail = before->source.n - before->front.end;
	bool same;

	lines_of(&a, before->front.yaml, key, false);
	lines_of(&b, now->front.yaml, key, false);
	lines_of(&own, now->front.yaml, key, true);
	wanted_lines(&want, key, pairs);
	same = same_lines(&a, &b) && same_lines(&own, &want) &&
	       now->source.n - now->front.end == tail &&
	       !memcmp(before->source.bytes + before->front.end,
		       now->source.bytes + now->front.end, tail);
	wl_strv_release(&a);
	wl_strv_release(&b);
	wl_strv_release(&want);
	wl_strv_release(&own);
	return same;
}

/* The map as it stands behind "key:" */
static void write_map(struct wl_buf *out, const struct wl_pair_list *pairs,
	bool flow, const char *eol)
{
	for (size_t i = 0; i < pairs->n; i++) {
		if (flow)
			wl_buf_adds(out, i ? ", " : " {");
		else
			wl_buf_addf(out, "%s  ", eol);
		wl_yaml_quote(out, pairs->key[i], flow);
		wl_buf_adds(out, ": ");
		wl_yaml_quote(out, pairs->value[i], flow);
	}
	if (flow && pairs->n)
		wl_buf_addc(out, '}');
}

static void put_map(struct wl_edit *edit, const struct wl_outline *outline,
	const char *key, const struct wl_pair_list *pairs)
{
	const struct wl_yaml *root = outline->front.yaml;
	const struct wl_yaml *entry = wl_yaml_get(root, key);
	const char *eol = outline->front.eol;
	struct wl_buf text = WL_BUF_INIT, line = WL_BUF_INIT;
	size_t start, end;

	write_map(&text, pairs, root->flow, eol);
	if (!entry && pairs->n) {
		wl_yaml_add_entry(
			&edit->file, root, key, text.s + (*text.s == ' '));
	} else if (entry && root->flow) {
		wl_yaml_drop_entry(&edit->file, root, entry);
	} else if (entry) {
		start = wl_yaml_line(&edit->file, entry->key_start);
		end = wl_yaml_behind(&edit->file, entry);
		if (pairs->n)
			wl_buf_addf(&line, "%s:%s%s", key, text.s, eol);
		wl_buf_splice(&edit->file, start, end - start, line.s, line.n);
	}
	wl_buf_release(&text);
	wl_buf_release(&line);
}

static int refuse(
	const struct wl_edit *edit, const char *key, struct wl_err *err)
{
	wl_err_set(err, WL_EFAIL,
		"cannot set '%s' in '%s' without changing other lines", key,
		edit->path);
	return wl_err_hint(err, "write the value into the file by hand");
}

int wl_card_set_map(struct wl_edit *edit, const char *key,
	const struct wl_pair_list *pairs, struct wl_err *err)
{
	struct wl_buf before = WL_BUF_INIT;
	struct wl_edit was = { .path = edit->path };
	struct wl_outline old, now;
	bool same = false;
	int rc;

	wl_buf_add(&before, edit->file.s, edit->file.n);
	was.file = before;
	rc = wl_outline_read(&old, &was, err);
	if (rc)
		goto done;
	put_map(edit, &old, key, pairs);
	if (!wl_outline_read(&now, edit, NULL)) {
		same = says(&old, &now, key, pairs);
		wl_outline_release(&now);
	}
	if (!same) {
		wl_buf_clear(&edit->file);
		wl_buf_add(&edit->file, before.s, before.n);
		rc = refuse(edit, key, err);
	}
	wl_outline_release(&old);
done:
	wl_buf_release(&before);
	return rc;
}

int wl_card_unset(struct wl_edit *edit, const char *key, struct wl_err *err)
{
	const struct wl_pair_list none = { 0 };

	return wl_card_set_map(edit, key, &none, err);
}
