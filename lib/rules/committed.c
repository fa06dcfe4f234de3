/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/committed.h"

#include "store/layout.h"

static const char *const endings[] = { ".md", ".yaml", ".yml", ".csv", ".txt",
	".json" };

static const char *const folders[] = { "interviews/", "field/", "codings/",
	"syntheses/", "cards/", "reviews/", "plans/", "guides/", "archive/" };

static const char *const always[] = { WL_PROGRAMME_FILE, WL_CODEBOOK_FILE,
	WL_DEALS_FILE };

static const char *const ours[] = { "private/", "transcripts/",
	WL_PEOPLE_FILE };

static bool is_text(const char *path)
{
	for (size_t i = 0; i < WL_LEN(endings); i++)
		if (wl_ends(path, endings[i]))
			return true;
	return false;
}

static bool begins_as(const char *path, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (wl_starts(path, names[i]))
			return true;
	return false;
}

static int by_bytes(const void *key, const void *element)
{
	return strcmp(key, *(char *const *)element);
}

bool wl_committed_has(const struct wl_committed *committed, const char *path)
{
	return committed->recorded.n &&
	       bsearch(path, committed->recorded.v, committed->recorded.n,
		       sizeof(*committed->recorded.v), by_bytes);
}

static void find_recorded(struct wl_committed *out, struct wl_subject *subject)
{
	char commit[WL_COMMIT_TEXT];
	struct wl_err none;

	if (!subject->home || wl_repo_open(&out->repo, subject->home, &none))
		return;
	if (subject->revision)
		snprintf(commit, sizeof(commit), "%s", subject->revision);
	else if (wl_repo_head(out->repo, commit, &none))
		*commit = '\0';
	if (*commit)
		wl_repo_list(out->repo, commit, "", "", &out->recorded, &none);
	wl_strv_sort(&out->recorded);
}

/* Folder by folder: a repository may hold much that is not ours. */
static void find_files(struct wl_strv *out, struct wl_tree *tree)
{
	struct wl_err none;
	char folder[32];

	for (size_t i = 0; i < WL_LEN(always); i++)
		wl_strv_add(out, always[i]);
	for (size_t i = 0; i < WL_LEN(folders); i++) {
		snprintf(folder, sizeof(folder), "%.*s",
			(int)strlen(folders[i]) - 1, folders[i]);
		wl_tree_list(tree, folder, "", out, &none);
	}
}

static void find(struct wl_committed *out, struct wl_subject *subject)
{
	struct wl_strv found = { 0 };

	find_recorded(out, subject);
	find_files(&found, subject->tree);
	for (size_t i = 0; i < found.n; i++)
		if (is_text(found.v[i]))
			wl_strv_add(&out->paths, found.v[i]);
	for (size_t i = 0; i < out->recorded.n; i++) {
		const char *path = out->recorded.v[i];

		if (is_text(path) && !begins_as(path, ours, WL_LEN(ours)) &&
			!begins_as(path, folders, WL_LEN(folders)) &&
			!begins_as(path, always, WL_LEN(always)))
			wl_strv_add(&out->paths, path);
	}
	wl_strv_release(&found);
}

/* All files at once: most programmes have nothing to be found. */
static bool is_clean(
	const struct wl_committed *committed, struct wl_subject *subject)
{
	const struct wl_withheld *withheld = &committed->withheld;
	struct wl_buf all = WL_BUF_INIT;
	struct wl_err found;
	bool clean = true;

	if (!withheld->words.n && !withheld->names.n)
		return true;
	for (size_t i = 0; i < committed->paths.n; i++) {
		const struct wl_source *source =
			wl_subject_source(subject, committed->paths.v[i]);

		wl_buf_add(&all, source->bytes, source->n);
		wl_buf_addc(&all, '\n');
	}
	clean = !wl_withheld_check(withheld, &all, &found);
	wl_buf_release(&all);
	return clean;
}

static struct wl_committed *look_for(struct wl_subject *subject)
{
	struct wl_committed *committed = wl_alloc(sizeof(*committed));
	struct wl_err none;

	*committed = (struct wl_committed){ .clean = true };
	if (subject->tree)
		find(committed, subject);
	if (subject->home && !wl_withheld_collect(&committed->withheld,
				     subject->corpus, subject->home, &none))
		committed->clean = is_clean(committed, subject);
	return committed;
}

const struct wl_committed *wl_committed_of(struct wl_subject *subject)
{
	pthread_mutex_lock(&subject->committed_lock);
	if (!subject->committed)
		subject->committed = look_for(subject);
	pthread_mutex_unlock(&subject->committed_lock);
	return subject->committed;
}

void wl_committed_free(struct wl_committed *committed)
{
	if (!committed)
		return;
	wl_repo_free(committed->repo);
	wl_strv_release(&committed->paths);
	wl_strv_release(&committed->recorded);
	wl_withheld_release(&committed->withheld);
	free(committed);
}
