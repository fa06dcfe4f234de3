/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/coding.h"

#include "base/path.h"
#include "base/utf8.h"
#include "model/schema.h"
#include "model/yaml_edit.h"
#include "text/front.h"

static void read_tags(struct wl_schema *schema, const struct wl_yaml *entry,
	struct wl_coded_passage *coded)
{
	const struct wl_yaml *item = NULL;
	struct wl_list texts = { 0 };

	wl_schema_list_of(schema, entry, entry->key, &texts);
	coded->tags =
		wl_arena_alloc(schema->arena, texts.n * sizeof(*coded->tags));
	while (!schema->code && (item = wl_schema_item(entry, item)))
		if (!wl_tag_parse(&coded->tags[coded->ntags++], schema->arena,
			    item->s))
			wl_schema_fail(schema, item,
				"theme '%s' is not the id of a theme, with + "
				"or - behind it or not",
				wl_schema_shown(schema, item->s));
}

static void read_passage(struct wl_schema *schema, const struct wl_yaml *entry,
	struct wl_coded_passage *coded)
{
	coded->passage = wl_arena_strdup(schema->arena, entry->key);
	coded->line = wl_schema_line(schema, entry);
	coded->done = entry->kind == WL_YAML_SEQ || *entry->s;
	if (!wl_passage_id_valid(entry->key))
		wl_schema_fail_key(schema, entry,
			"'%s' is not the id of a passage",
			wl_schema_shown(schema, entry->key));
	read_tags(schema, entry, coded);
}

int wl_coding_parse(struct wl_coding *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err)
{
	struct wl_schema schema = {
		.arena = arena, .source = source, .err = err
	};
	struct wl_coding coding = { 0 };
	const struct wl_yaml *root = wl_schema_parse(&schema);
	const struct wl_yaml *map;

	wl_schema_version(&schema, root);
	wl_schema_id(&schema, root, "interview", true, &coding.interview);
	wl_schema_id(&schema, root, "coder", true, &coding.coder);
	map = wl_schema_map(&schema, root, "passages");
	if (map)
		coding.v = wl_arena_alloc(arena, map->n * sizeof(*coding.v));
	for (const struct wl_yaml *e = map ? map->first : NULL;
		e && !schema.code; e = e->next)
		read_passage(&schema, e, &coding.v[coding.n++]);
	coding.path = wl_arena_strdup(arena, source->path);
	if (!schema.code)
		*out = coding;
	return schema.code;
}

const struct wl_coded_passage *wl_coding_find(
	const struct wl_coding *coding, const char *passage)
{
	for (size_t i = 0; i < coding->n; i++)
		if (wl_streq(coding->v[i].passage, passage))
			return &coding->v[i];
	return NULL;
}

void wl_coding_begin(
	struct wl_buf *out, const char *interview, const char *coder)
{
	wl_buf_addf(out,
		"# Blind coding.  Put the themes of themes.yaml that fit behind"
		" each passage:\n"
		"#   b3f9k: [rollout-time-, pricing]\n"
		"# [] says that none fits; nothing, that it was not gone "
		"through.  Do not look at the\n"
		"# tags of the interview.  'winloss theme agreement' "
		"compares.\n"
		"winloss: 1\n"
		"interview: %s\n"
		"coder: %s\n"
		"passages:\n",
		interview, coder);
}

/* Words as comments: "  # > words", a line each. */
static void add_comment(
	struct wl_buf *out, const struct wl_to_code *passage, const char *eol)
{
	struct wl_buf words = WL_BUF_INIT, safe = WL_BUF_INIT;

	if (passage->question)
		wl_buf_addf(out, "  # %s%s", passage->question, eol);
	wl_utf8_words(&words, passage->words);
	wl_utf8_visible(&safe, words.s, true);
	for (const char *line = safe.s; *line;) {
		size_t n = strcspn(line, "\n");

		wl_buf_addf(out, "  # %s%.*s%s", passage->quote ? "> " : "",
			(int)n, line, eol);
		line += n + (line[n] == '\n');
	}
	wl_buf_release(&words);
	wl_buf_release(&safe);
}

static int parse(struct wl_coding *coding, struct wl_arena *arena,
	const struct wl_buf *file, const char *path, struct wl_err *err)
{
	struct wl_source source = {
		.path = path, .bytes = file->s, .n = file->n
	};

	return wl_coding_parse(coding, arena, &source, err);
}

/* Where a new passage goes: behind the last one, in its column. */
static int find_end(size_t *at, size_t *indent, struct wl_arena *arena,
	const struct wl_buf *file, struct wl_err *err)
{
	struct wl_source source = { .bytes = file->s, .n = file->n };
	const struct wl_yaml *map, *last;
	struct wl_yaml *root;
	int rc = wl_yaml_parse(&root, arena, &source, 0, file->n, err);

	if (rc)
		return rc;
	map = wl_yaml_get(root, "passages");
	*indent = 2;
	*at = map ? wl_yaml_next_line(file, map->start) : file->n;
	last = map ? map->first : NULL;
	while (last && last->next)
		last = last->next;
	if (last && !map->flow) {
		*at = wl_yaml_behind(file, last);
		*indent = last->key_start - wl_yaml_line(file, last->key_start);
	}
	return 0;
}

/* All that was there, and the new ones, not gone through. */
static bool as_wanted(const struct wl_coding *before,
	const struct wl_coding *after, size_t added)
{
	if (after->n != before->n + added)
		return false;
	for (size_t i = 0; i < before->n; i++)
		if (!wl_streq(before->v[i].passage, after->v[i].passage) ||
			before->v[i].done != after->v[i].done ||
			before->v[i].ntags != after->v[i].ntags)
			return false;
	for (size_t i = before->n; i < after->n; i++)
		if (after->v[i].done)
			return false;
	return true;
}

int wl_coding_add(struct wl_buf *file, const char *path,
	const struct wl_to_code *passages, size_t n, struct wl_err *err)
{
	struct wl_buf text = WL_BUF_INIT, changed = WL_BUF_INIT;
	const char *eol = wl_yaml_eol(file);
	struct wl_coding before, after;
	struct wl_arena arena;
	size_t at, indent, added = 0;
	int rc;

	wl_arena_init(&arena);
	rc = parse(&before, &arena, file, path, err);
	if (!rc)
		rc = find_end(&at, &indent, &arena, file, err);
	if (rc)
		goto done;
	if (at && file->s[at - 1] != '\n')
		wl_buf_adds(&text, eol);
	for (size_t i = 0; i < n; i++) {
		if (wl_coding_find(&before, passages[i].passage))
			continue;
		add_comment(&text, &passages[i], eol);
		wl_buf_fill(&text, ' ', indent);
		wl_yaml_quote(&text, passages[i].passage, false);
		wl_buf_addf(&text, ":%s", eol);
		added++;
	}
	if (!added)
		goto done;
	wl_buf_add(&changed, file->s, file->n);
	wl_buf_splice(&changed, at, 0, text.s, text.n);
	if (parse(&after, &arena, &changed, path, err) ||
		!as_wanted(&before, &after, added)) {
		wl_err_at(err, path, 0, 0, "no passage can be added here");
		if (err)
			err->code = WL_EFAIL;
		wl_err_hint(err, "write 'passages:' and the passages below it, "
				 "one a line");
		rc = WL_EFAIL;
		goto done;
	}
	wl_buf_clear(file);
	wl_buf_add(file, changed.s, changed.n);
done:
	wl_buf_release(&text);
	wl_buf_release(&changed);
	wl_arena_release(&arena);
	return rc;
}
