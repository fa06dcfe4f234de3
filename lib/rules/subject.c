/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/committed.h"

/* The least limit that lets every file through; its own reader has refused
 * what is longer. */
#define FILE_MAX WL_CSV_MAX

/* All codings; those that cannot be read are findings. */
static int load_codings(struct wl_subject *subject, struct wl_err *err)
{
	struct wl_strv paths = { 0 };
	struct wl_err wrong;
	int rc;

	rc = wl_tree_list(subject->tree, "codings", ".yaml", &paths, err);
	subject->codings = wl_arena_alloc(
		subject->arena, paths.n * sizeof(*subject->codings));
	for (size_t i = 0; !rc && i < paths.n; i++) {
		const struct wl_subject_file *file =
			wl_subject_file(subject, paths.v[i]);

		if (wl_coding_parse(&subject->codings[subject->ncodings],
			    subject->arena, &file->source, &wrong))
			wl_errs_add(&subject->unreadable, &wrong);
		else
			subject->ncodings++;
	}
	wl_strv_release(&paths);
	return rc;
}

/* Deals of two outcomes are a finding; without a synthesis the rules that
 * need one have nothing to say. */
static void study(struct wl_subject *subject)
{
	struct wl_filter all = WL_FILTER_ALL;
	struct wl_err contradiction;

	if (wl_synthesis_make(&subject->own_synthesis, subject->corpus, &all,
		    &contradiction))
		return;
	subject->synthesis = &subject->own_synthesis;
	wl_trust_make(&subject->own_trust, subject->synthesis);
	subject->trust = &subject->own_trust;
}

static void look_into_history(
	struct wl_subject *subject, const struct wl_place *place)
{
	struct wl_err none;

	if (!wl_declarations_read(
		    &subject->own_declarations, place, subject->corpus, &none))
		subject->declarations = &subject->own_declarations;
}

int wl_subject_open(struct wl_subject *out, const struct wl_place *place,
	const struct wl_corpus *corpus, struct wl_err *err)
{
	bool worktree = wl_streq(corpus->revision, "worktree");
	const char *revision = worktree ? NULL : corpus->revision;
	int rc;

	*out = (struct wl_subject){ .corpus = corpus,
		.place = worktree ? place : NULL,
		.revision = revision,
		.home = place };
	pthread_mutex_init(&out->files_lock, NULL);
	pthread_mutex_init(&out->committed_lock, NULL);
	out->arena = wl_alloc(sizeof(*out->arena));
	wl_arena_init(out->arena);
	rc = wl_tree_open(&out->tree, place, revision, err);
	if (!rc)
		rc = load_codings(out, err);
	if (!rc) {
		study(out);
		look_into_history(out, place);
	}
	return rc;
}

void wl_subject_release(struct wl_subject *subject)
{
	if (subject->trust)
		wl_trust_release(&subject->own_trust);
	if (subject->synthesis)
		wl_synthesis_release(&subject->own_synthesis);
	if (subject->declarations)
		wl_declarations_release(&subject->own_declarations);
	wl_committed_free(subject->committed);
	wl_errs_release(&subject->unreadable);
	wl_map_release(&subject->files);
	wl_tree_free(subject->tree);
	if (subject->arena)
		wl_arena_release(subject->arena);
	free(subject->arena);
	pthread_mutex_destroy(&subject->files_lock);
	pthread_mutex_destroy(&subject->committed_lock);
	memset(subject, 0, sizeof(*subject));
}

const struct wl_compared *wl_subject_compared(struct wl_subject *subject)
{
	static const struct wl_compared nothing = { .subject = NULL };

	if (!subject->compared)
		return &nothing;
	wl_beside_end(&subject->compared->loading);
	return subject->compared;
}

/* Files that are wrong have been reported; here they have no front matter. */
static void find_front(struct wl_subject *subject, struct wl_subject_file *file)
{
	const struct wl_source *source = &file->source;
	struct wl_front *front = &file->front;
	struct wl_err wrong;

	if (wl_ends(source->path, ".yaml")) {
		front->end = source->n;
		if (wl_source_check(source, WL_YAML_MAX, &wrong) ||
			wl_yaml_parse(&front->yaml, subject->arena, source, 0,
				source->n, &wrong))
			front->yaml = NULL;
	} else if (wl_ends(source->path, ".md") &&
		   wl_front_begins(source->bytes)) {
		if (wl_front_parse(front, subject->arena, source, &wrong))
			*front = (struct wl_front){ 0 };
	}
	if (front->yaml && front->yaml->kind != WL_YAML_MAP)
		front->yaml = NULL;
}

static struct wl_subject_file *read_file(
	struct wl_subject *subject, const char *path)
{
	struct wl_subject_file *file =
		wl_arena_alloc(subject->arena, sizeof(*file));
	struct wl_buf bytes = WL_BUF_INIT;
	struct wl_err none;

	file->source.path = wl_arena_strdup(subject->arena, path);
	file->source.bytes = "";
	if (subject->tree &&
		!wl_tree_read(subject->tree, path, FILE_MAX, &bytes, &none)) {
		file->source.bytes =
			wl_arena_strndup(subject->arena, bytes.s, bytes.n);
		file->source.n = bytes.n;
	}
	wl_buf_release(&bytes);
	return file;
}

/* With the lock held. */
static struct wl_subject_file *find_file(
	struct wl_subject *subject, const char *path)
{
	struct wl_subject_file *file = wl_map_get(&subject->files, path);

	if (!file) {
		file = read_file(subject, path);
		wl_map_put(&subject->files, file->source.path, file);
	}
	return file;
}

const struct wl_source *wl_subject_source(
	struct wl_subject *subject, const char *path)
{
	const struct wl_subject_file *file;

	pthread_mutex_lock(&subject->files_lock);
	file = find_file(subject, path);
	pthread_mutex_unlock(&subject->files_lock);
	return &file->source;
}

const struct wl_subject_file *wl_subject_file(
	struct wl_subject *subject, const char *path)
{
	struct wl_subject_file *file;

	pthread_mutex_lock(&subject->files_lock);
	file = find_file(subject, path);
	if (!file->parsed && file->source.n)
		find_front(subject, file);
	file->parsed = true;
	pthread_mutex_unlock(&subject->files_lock);
	return file;
}
