/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must not be in a repository, and is. */
#include "rules/committed.h"
#include "store/ignore.h"

#define WITHHELD "(confidential)"

static bool has_words(const struct wl_passage *passage)
{
	return !wl_streq(passage->words, WITHHELD);
}

/* The hint, as far as it goes: nothing takes back what was committed. */
static void hint(struct wl_findings *out, const struct wl_committed *committed,
	const char *path, const char *mend)
{
	if (wl_committed_has(committed, path))
		wl_found_hint(out,
			"%s; it was committed, and history still has it: "
			"git filter-repo takes it out",
			mend);
	else
		wl_found_hint(out, "%s", mend);
}

/* Passages that are marked and have their words */

static void look_at_marks(struct wl_findings *out,
	const struct wl_committed *committed, const char *path, const char *id,
	const struct wl_passage *passage)
{
	if (passage->level != WL_CONFIDENTIAL || !has_words(passage))
		return;
	wl_found_byte(out, path, passage->start,
		"a confidential passage with its words in the file");
	wl_found_subject(out, passage->id ? wl_arena_printf(&out->arena,
						    "%s^%s", id, passage->id)
					  : id);
	hint(out, committed, path,
		wl_starts(path, "field/")
			? "a field note cannot be confidential: take the "
			  "words out"
			: "'winloss check --fix' moves them to private/");
}

static void confidential_words(
	struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;
	const struct wl_committed *committed = wl_committed_of(subject);

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		for (size_t k = 0; k < one->npassages; k++)
			look_at_marks(out, committed, one->path, one->id,
				&one->passages[k]);
	}
	for (size_t i = 0; i < corpus->nfields; i++) {
		const struct wl_field *field = &corpus->fields[i];

		for (size_t k = 0; k < field->npassages; k++)
			look_at_marks(out, committed, field->path, field->id,
				&field->passages[k]);
	}
}

static void consent_none(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;
	const struct wl_committed *committed = wl_committed_of(subject);

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];
		int n = 0;

		for (size_t k = 0; k < one->npassages; k++)
			n += has_words(&one->passages[k]) &&
			     one->passages[k].level != WL_CONFIDENTIAL;
		if (one->consent != WL_CONSENT_NONE || !n)
			continue;
		wl_found_key(out, one->path, "consent",
			"the buyer agreed to nothing, and the words of %d "
			"passage%s stand here",
			n, n == 1 ? "" : "s");
		wl_found_subject(out, one->id);
		hint(out, committed, one->path,
			"'winloss check --fix' moves them to private/");
	}
}

/* The same words elsewhere, and names */

struct search {
	struct wl_findings *out;
	const struct wl_committed *committed;
	bool names;
};

/* Has the file's own passage been reported at its place? */
static bool is_own(
	const struct wl_interview *one, const struct wl_passage *passage)
{
	return passage->level == WL_CONFIDENTIAL ||
	       (one && one->consent == WL_CONSENT_NONE);
}

static void blank(struct wl_buf *file, const struct wl_interview *one,
	const struct wl_passage *passages, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t at = passages[i].start;
			is_own(one, &passages[i]) && at < passages[i].end &&
			at < file->n;
			at++)
			if (file->s[at] != '\n')
				file->s[at] = ' ';
}

static void blank_own(
	struct wl_buf *file, const struct wl_corpus *corpus, const char *path)
{
	for (size_t i = 0; i < corpus->ninterviews; i++)
		if (wl_streq(corpus->interviews[i].path, path))
			blank(file, &corpus->interviews[i],
				corpus->interviews[i].passages,
				corpus->interviews[i].npassages);
	for (size_t i = 0; i < corpus->nfields; i++)
		if (wl_streq(corpus->fields[i].path, path))
			blank(file, NULL, corpus->fields[i].passages,
				corpus->fields[i].npassages);
}

static size_t find_in(const struct search *search, const char *bytes, size_t n)
{
	const struct wl_buf part = { (char *)bytes, n, 0 };

	return wl_withheld_find(
		&search->committed->withheld, &part, search->names);
}

/* The last byte of the first thing that is found: nothing shorter holds it. */
static size_t end_of(const struct search *search, const struct wl_buf *file)
{
	size_t lo = 0, hi = file->n;

	while (lo + 1 < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (find_in(search, file->s, middle))
			hi = middle;
		else
			lo = middle;
	}
	return lo;
}

static void report(const struct search *search, const char *path,
	const struct wl_buf *file)
{
	size_t found = find_in(search, file->s, file->n), at;
	struct wl_findings *out = search->out;

	if (!found)
		return;
	at = end_of(search, file);
	if (search->names) {
		wl_found_byte(out, path, at,
			"the name or e-mail of '%s' (people.yaml) ends here",
			search->committed->withheld.people.v[found - 1]);
		hint(out, search->committed, path,
			"write the role instead; names stay in people.yaml");
	} else {
		wl_found_byte(out, path, at,
			"confidential words of '%s' end here",
			search->committed->withheld.passages.v[found - 1]);
		wl_found_subject(
			out, search->committed->withheld.passages.v[found - 1]);
		hint(out, search->committed, path,
			"mark the passage !confidential, or take them out");
	}
}

static void add_file(
	const struct search *search, struct wl_buf *file, const char *path)
{
	struct wl_subject *subject = search->out->subject;
	const struct wl_source *source = wl_subject_source(subject, path);

	wl_buf_add(file, source->bytes, source->n);
}

static void look_at_files(const struct search *search)
{
	const struct wl_strv *paths = &search->committed->paths;
	struct wl_buf file = WL_BUF_INIT;

	for (size_t i = 0; i < paths->n; i++) {
		wl_buf_clear(&file);
		add_file(search, &file, paths->v[i]);
		if (!search->names)
			blank_own(&file, search->out->subject->corpus,
				paths->v[i]);
		report(search, paths->v[i], &file);
	}
	wl_buf_release(&file);
}

static void search_for(
	struct wl_subject *subject, struct wl_findings *out, bool names)
{
	struct search search = { .out = out,
		.committed = wl_committed_of(subject),
		.names = names };

	if (!search.committed->clean)
		look_at_files(&search);
}

static void confidential_copy(
	struct wl_subject *subject, struct wl_findings *out)
{
	search_for(subject, out, false);
}

static void person_named(struct wl_subject *subject, struct wl_findings *out)
{
	search_for(subject, out, true);
}

static void private_recorded(
	struct wl_subject *subject, struct wl_findings *out)
{
	struct wl_repo *repo = wl_committed_of(subject)->repo;
	struct wl_strv paths = { 0 };
	struct wl_err none;

	/* Of a revision the commit itself would have to be rewritten */
	if (!subject->place || !repo)
		return;
	wl_ignore_recorded(repo, &paths, &none);
	for (size_t i = 0; i < paths.n; i++) {
		const char *path = paths.v[i] + strlen(wl_repo_prefix(repo));

		wl_found_line(out, path, 1,
			"git has it, and every clone will have it");
		wl_found_hint(out,
			"'git rm --cached %s', then commit; history still has "
			"it: git filter-repo takes it out",
			path);
	}
	wl_strv_release(&paths);
}

const struct wl_rule wl_rules_privacy[] = {
	{ "confidential-words", WL_SEVERE,
		"a confidential passage with its words in the file",
		confidential_words },
	{ "consent-none", WL_SEVERE, "words of somebody who agreed to nothing",
		consent_none },
	{ "confidential-copy", WL_SEVERE,
		"confidential words that stand in another place too",
		confidential_copy },
	{ "person-named", WL_SEVERE,
		"a name or e-mail of people.yaml in a committed file",
		person_named },
	{ "private-recorded", WL_SEVERE,
		"people.yaml, private/ or transcripts/ in git",
		private_recorded },
	{ NULL },
};
