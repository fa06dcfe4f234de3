/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/card_edit_internal.h"
#include "model/starter.h"
#include "model/yaml_change.h"
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

static void put_map(struct wl_yaml_change *change, const char *key,
	const struct wl_pair_list *pairs)
{
	const struct wl_yaml *root = change->root;
	const struct wl_yaml *entry = wl_yaml_get(root, key);
	const char *eol = wl_yaml_eol(&change->file);
	struct wl_buf text = WL_BUF_INIT, line = WL_BUF_INIT;
	size_t start, end;

	write_map(&text, pairs, root->flow, eol);
	if (!entry && pairs->n) {
		wl_yaml_add_entry(
			&change->file, root, key, text.s + (*text.s == ' '));
	} else if (entry && root->flow) {
		wl_yaml_drop_entry(&change->file, root, entry);
	} else if (entry) {
		start = wl_yaml_line(&change->file, entry->key_start);
		end = wl_yaml_behind(&change->file, entry);
		if (pairs->n)
			wl_buf_addf(&line, "%s:%s%s", key, text.s, eol);
		wl_buf_splice(
			&change->file, start, end - start, line.s, line.n);
	}
	wl_buf_release(&text);
	wl_buf_release(&line);
}

int wl_card_set_map(struct wl_edit *edit, const char *key,
	const struct wl_pair_list *pairs, struct wl_err *err)
{
	static const struct wl_yaml_change_kind kind = { .front = true,
		.by_hand = "write the value into the file by hand" };
	struct wl_yaml_change change;
	int rc = wl_yaml_change_begin(
		&change, &kind, &edit->file, edit->path, err);

	if (rc)
		return wl_yaml_change_finish(&change, rc, &edit->file);
	change.what = wl_arena_printf(&change.arena, "'%s'", key);
	wl_yaml_change_keep(&change, key);
	for (size_t i = 0; i < pairs->n; i++)
		wl_strv_addf(&change.wanted, "%s/%s=%s", key, pairs->key[i],
			pairs->value[i]);
	put_map(&change, key, pairs);
	return wl_yaml_change_finish(&change, 0, &edit->file);
}

int wl_card_unset(struct wl_edit *edit, const char *key, struct wl_err *err)
{
	const struct wl_pair_list none = { 0 };

	return wl_card_set_map(edit, key, &none, err);
}
