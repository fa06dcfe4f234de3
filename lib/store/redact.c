/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/redact.h"

#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "store/normal.h"
#include "store/layout.h"
#include "store/private.h"
#include "text/front.h"
#include "text/yaml.h"

#define WORDS_LEAST 20 /* characters of a passage that is searched for */
#define PLACEHOLDER "(confidential)"
#define PRIVATE "private"

const char *wl_redact_words(
	const struct wl_interview *interview, const struct wl_passage *passage)
{
	if (wl_interview_level(interview, passage) == WL_CONFIDENTIAL)
		return NULL;
	return passage->words;
}

/* Collecting */

struct texts {
	struct wl_strv *normal, *of;
	size_t window;
};

static void put_text(
	const struct texts *texts, const char *of, const struct wl_buf *normal)
{
	if (normal->n < texts->window)
		return;
	wl_strv_add(texts->normal, normal->s);
	wl_strv_add(texts->of, of);
}

/* Both ways, if there is something in it that may be a space or nothing. */
static void add_text(const struct texts *texts, const char *of, const char *s)
{
	struct wl_buf normal = WL_BUF_INIT;
	size_t n = strlen(s);
	bool hidden = wl_normal_words(&normal, s, n);

	put_text(texts, of, &normal);
	if (hidden) {
		wl_buf_clear(&normal);
		wl_normal_soft(&normal, s, n);
		for (char *c = normal.s; *c; c++)
			if (*c == WL_NORMAL_SOFT)
				*c = ' ';
		put_text(texts, of, &normal);
	}
	wl_buf_release(&normal);
}

void wl_withheld_add_words(
	struct wl_withheld *withheld, const char *passage, const char *words)
{
	const struct texts texts = { &withheld->words, &withheld->passages,
		WL_WORDS_WINDOW };

	if (wl_utf8_count(words, strlen(words)) >= WORDS_LEAST)
		add_text(&texts, passage, words);
}

/* As one word: so it stands where Markdown drops what was between, a tag of
 * HTML or a comment. */
static void add_joined(
	const struct texts *texts, const char *of, const char *name)
{
	struct wl_buf normal = WL_BUF_INIT, joined = WL_BUF_INIT;

	wl_normal_words(&normal, name, strlen(name));
	wl_buf_addc(&joined, ' ');
	for (const char *c = normal.s; *c; c++)
		if (*c != ' ')
			wl_buf_addc(&joined, *c);
	wl_buf_addc(&joined, ' ');
	if (strcmp(joined.s, normal.s))
		put_text(texts, of, &joined);
	wl_buf_release(&normal);
	wl_buf_release(&joined);
}

void wl_withheld_add_name(
	struct wl_withheld *withheld, const char *person, const char *name)
{
	const struct texts texts = { &withheld->names, &withheld->people,
		WL_NAME_WINDOW };

	add_text(&texts, person, name);
	add_joined(&texts, person, name);
}

struct collecting {
	struct wl_withheld *out;
	const struct wl_place *place;
	struct wl_arena arena;
	struct wl_map kept;   /* "interview^passage" in private/ */
	struct wl_map people; /* keys of people.yaml */
};

static char *place_of(struct collecting *collecting, const char *file,
	const char *id, int line)
{
	if (id)
		return wl_arena_printf(&collecting->arena, "%s^%s", file, id);
	return wl_arena_printf(&collecting->arena, "%s:%d", file, line);
}

static int collect_private(
	struct collecting *collecting, const char *path, struct wl_err *err)
{
	const char *base = wl_path_base(path);
	char *id = wl_arena_strndup(
		&collecting->arena, base, strlen(base) - strlen(".md"));
	struct wl_passage *passages;
	size_t n;
	int code = wl_private_read(
		&passages, &n, &collecting->arena, collecting->place, id, err);

	for (size_t i = 0; i < n && !code; i++) {
		char *name = place_of(
			collecting, id, passages[i].id, passages[i].line);

		wl_withheld_add_words(collecting->out, name, passages[i].words);
		wl_map_put(&collecting->kept, name, name);
	}
	return code;
}

static int collect_private_all(
	struct collecting *collecting, struct wl_err *err)
{
	struct wl_strv paths;
	int code;

	wl_strv_init(&paths);
	code = wl_file_list(
		&paths, collecting->place->dir, PRIVATE, ".md", err);
	for (size_t i = 0; i < paths.n && !code; i++)
		code = collect_private(collecting, paths.v[i], err);
	wl_strv_release(&paths);
	return code;
}

/* A confidential passage: its words if it has them, else are they here? */
static void collect_secret(struct collecting *collecting, const char *file,
	const struct wl_secret *secret)
{
	struct wl_withheld *out = collecting->out;
	bool withheld = wl_streq(secret->words, PLACEHOLDER);
	const char *name;

	if (withheld && out->private_missing)
		return;
	name = place_of(collecting, file, secret->id, secret->line);
	if (!withheld)
		wl_withheld_add_words(out, name, secret->words);
	else if (!wl_map_get(&collecting->kept, name))
		out->private_missing = true;
}

static void collect_field(
	struct collecting *collecting, const struct wl_field *field)
{
	for (size_t i = 0; i < field->npassages; i++) {
		const struct wl_passage *one = &field->passages[i];
		const struct wl_secret secret = { one->words, one->id,
			one->line };

		if (one->level == WL_CONFIDENTIAL)
			collect_secret(collecting, field->id, &secret);
	}
}

static void collect_corpus(
	struct collecting *collecting, const struct wl_corpus *corpus)
{
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		for (size_t j = 0; j < one->nsecrets; j++)
			collect_secret(collecting, one->id, &one->secrets[j]);
	}
	for (size_t i = 0; i < corpus->nfields; i++)
		collect_field(collecting, &corpus->fields[i]);
}

/* A person is a map with a name and an e-mail, or just the name. */
static void collect_person(
	struct wl_withheld *out, const struct wl_yaml *person)
{
	static const char *const fields[] = { "name", "email" };

	if (person->kind == WL_YAML_SCALAR && strcmp(person->key, "winloss"))
		wl_withheld_add_name(out, person->key, person->s);
	for (size_t i = 0; i < WL_LEN(fields); i++) {
		const char *text = person->kind == WL_YAML_MAP
					   ? wl_yaml_text(person, fields[i])
					   : NULL;

		if (text)
			wl_withheld_add_name(out, person->key, text);
	}
}

static int collect_people(struct collecting *collecting, struct wl_err *err)
{
	struct wl_buf bytes = WL_BUF_INIT;
	struct wl_source source = { .path = WL_PEOPLE_FILE };
	struct wl_yaml *people = NULL;
	int code;

	code = wl_file_read(&bytes, collecting->place->dir, WL_PEOPLE_FILE,
		WL_YAML_MAX, err);
	if (code)
		goto done;
	source.bytes = bytes.s;
	source.n = bytes.n;
	code = wl_source_check(&source, WL_YAML_MAX, err);
	if (!code)
		code = wl_yaml_parse(
			&people, &collecting->arena, &source, 0, source.n, err);
	if (code)
		goto done;
	if (people->kind != WL_YAML_MAP) {
		code = wl_source_error(err, &source, people->start,
			"this is not a map of people");
		goto done;
	}
	for (struct wl_yaml *one = people->first; one; one = one->next) {
		wl_map_put(&collecting->people, one->key, one);
		collect_person(collecting->out, one);
	}
done:
	wl_buf_release(&bytes);
	return code == WL_ENOTFOUND ? 0 : code;
}

/* Is there an interviewee whose name cannot be searched for? */
static bool any_unnamed(
	const struct collecting *collecting, const struct wl_corpus *corpus)
{
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const char *key = corpus->interviews[i].interviewee;

		if (key && !wl_map_get(&collecting->people, key))
			return true;
	}
	return false;
}

int wl_withheld_collect(struct wl_withheld *out, const struct wl_corpus *corpus,
	const struct wl_place *place, struct wl_err *err)
{
	struct wl_withheld withheld = { 0 };
	struct collecting collecting = { .out = &withheld, .place = place };
	int code;

	wl_arena_init(&collecting.arena);
	wl_map_init(&collecting.kept);
	wl_map_init(&collecting.people);
	code = collect_private_all(&collecting, err);
	if (!code)
		code = collect_people(&collecting, err);
	if (code) {
		wl_withheld_release(&withheld);
	} else {
		withheld.people_missing = any_unnamed(&collecting, corpus);
		collect_corpus(&collecting, corpus);
		*out = withheld;
	}
	wl_map_release(&collecting.people);
	wl_map_release(&collecting.kept);
	wl_arena_release(&collecting.arena);
	return code;
}

void wl_withheld_release(struct wl_withheld *withheld)
{
	wl_strv_release(&withheld->words);
	wl_strv_release(&withheld->passages);
	wl_strv_release(&withheld->names);
	wl_strv_release(&withheld->people);
}
