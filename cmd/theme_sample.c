/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme agreement --sample: passages drawn for a second coder, who sees their
 * words and not the tags. */
#include "base/file.h"
#include "base/path.h"
#include "store/redact.h"
#include "text/front.h"
#include "theme.h"

struct drawn {
	uint64_t key; /* lowest first */
	const struct wl_interview *interview;
	const struct wl_passage *passage;
};

struct sample {
	struct theming *theming;
	const char *coder, *seed;
	size_t wanted, coded, withheld, nameless;
	struct drawn *v;
	size_t n, cap;
	struct theme_drawn *files;
	size_t nfiles, cap_files;
};

static int read_size(
	const struct cmd_args *args, size_t *out, struct wl_err *err)
{
	const char *given = args_value(args, "sample");
	const char *seed = args_value(args, "seed");
	size_t digits = given ? strspn(given, "0123456789") : 0;

	if (!given)
		return args_usage(err, "theme", "--seed goes with --sample");
	if (!digits || given[digits] || digits > 6)
		return args_usage(err, "theme",
			"--sample takes a number, not '%s'", given);
	*out = (size_t)strtol(given, NULL, 10);
	if (!*out)
		return args_usage(err, "theme", "--sample takes 1 or more");
	if (!seed || !*seed)
		return args_usage(err, "theme",
			"--seed is missing: the same seed draws the same "
			"passages again");
	if (args->words.n > 1)
		return args_usage(err, "theme",
			"--sample draws from all interviews, not from '%s'",
			args->words.v[1]);
	return 0;
}

/* --coder, else the person at work. */
static int find_coder(struct sample *sample, struct wl_err *err)
{
	const struct wl_member *member;
	int rc;

	sample->coder = args_value(sample->theming->args, "coder");
	if (!sample->coder) {
		rc = session_person(sample->theming->session,
			sample->theming->args, &member, err);
		if (rc)
			return wl_err_hint(err, "say who codes with --coder");
		sample->coder =
			wl_arena_strdup(&sample->theming->arena, member->id);
	}
	if (wl_id_valid(sample->coder))
		return 0;
	return args_usage(err, "theme",
		"--coder '%s' is not an id: small letters, digits and dashes",
		sample->coder);
}

/* Has a first coder been through it? */
static bool is_coded(const struct wl_interview *interview)
{
	for (size_t i = 0; i < interview->npassages; i++)
		if (interview->passages[i].ntags)
			return wl_interview_counts(interview);
	return false;
}

static void gather(struct sample *sample, const struct wl_interview *interview)
{
	for (size_t i = 0; i < interview->npassages; i++) {
		const struct wl_passage *one = &interview->passages[i];
		struct drawn drawn = { 0, interview, one };

		if (!one->quote && !one->question)
			continue;
		/* What is withheld is not drawn: its words never leave */
		if (!wl_redact_words(interview, one)) {
			sample->withheld++;
			continue;
		}
		if (!one->id) {
			sample->nameless++;
			continue;
		}
		drawn.key =
			wl_agreement_draw(sample->seed, interview->id, one->id);
		WL_GROW(sample->v, sample->n, sample->cap);
		sample->v[sample->n++] = drawn;
	}
}

static int by_key(const void *a, const void *b)
{
	const struct drawn *x = a, *y = b;

	return x->key < y->key ? -1 : x->key > y->key;
}

static int by_place(const void *a, const void *b)
{
	const struct drawn *x = a, *y = b;
	int order = strcmp(x->interview->id, y->interview->id);

	return order ? order : x->passage->line - y->passage->line;
}

static int nothing(const struct sample *sample, struct wl_err *err)
{
	const struct {
		bool is;
		const char *why, *hint;
	} reasons[] = {
		{ !sample->coded, "there is no coded interview to draw from",
			"'winloss note <interview> --code' codes one" },
		{ sample->nameless, "no passage that could be drawn has an id",
			"'winloss note <interview> --ids' gives them ids" },
		{ sample->withheld,
			"every passage of the coded interviews is "
			"confidential, and such words are not handed to a "
			"second coder",
			"'winloss note <interview> --code' codes another one, "
			"whose words may be shown" },
		{ true,
			"no passage of the coded interviews is a quote or "
			"stands under a question",
			"'winloss note <interview> --quote TEXT' adds one" },
	};
	size_t i = 0;

	while (!reasons[i].is)
		i++;
	wl_err_set(err, WL_ENOTFOUND, "%s", reasons[i].why);
	return wl_err_hint(err, "%s", reasons[i].hint);
}

static int draw(struct sample *sample, struct wl_err *err)
{
	struct session *session = sample->theming->session;
	const struct wl_corpus *corpus = &session->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		if (!is_coded(&corpus->interviews[i]))
			continue;
		sample->coded++;
		gather(sample, &corpus->interviews[i]);
	}
	if (!sample->n)
		return nothing(sample, err);
	if (sample->nameless)
		session_warn(session,
			"%zu passage%s without an id cannot be drawn; 'winloss "
			"note <interview> --ids' gives them ids",
			sample->nameless, sample->nameless == 1 ? "" : "s");
	if (sample->n < sample->wanted)
		session_warn(session, "there are only %zu passages", sample->n);
	else
		qsort(sample->v, sample->n, sizeof(*sample->v), by_key);
	if (sample->n > sample->wanted)
		sample->n = sample->wanted;
	qsort(sample->v, sample->n, sizeof(*sample->v), by_place);
	return 0;
}

/* Note what a file got, for the report. */
static void add_file(struct sample *sample, const char *path,
	const struct drawn *drawn, size_t n)
{
	struct wl_arena *arena = &sample->theming->arena;
	struct theme_drawn *file;

	WL_GROW(sample->files, sample->nfiles, sample->cap_files);
	file = &sample->files[sample->nfiles++];
	*file = (struct theme_drawn){ .interview = drawn->interview->id,
		.coder = sample->coder,
		.path = wl_arena_strdup(arena, path),
		.passages = {
			wl_arena_alloc(arena, n * sizeof(*file->passages.v)),
			n } };
	for (size_t i = 0; i < n; i++)
		file->passages.v[i] = drawn[i].passage->id;
}

/* The n passages of one interview into its file. */
static int write_one(struct sample *sample, const struct drawn *drawn, size_t n,
	struct wl_err *err)
{
	struct theming *theming = sample->theming;
	const char *interview = drawn->interview->id;
	struct wl_to_code *all =
		wl_arena_alloc(&theming->arena, n * sizeof(*all));
	struct wl_buf path = WL_BUF_INIT, file = WL_BUF_INIT;
	int rc;

	for (size_t i = 0; i < n; i++)
		all[i] = (struct wl_to_code){ drawn[i].passage->id,
			wl_redact_words(drawn->interview, drawn[i].passage),
			drawn[i].passage->question, drawn[i].passage->quote };
	theme_coding_path(&path, interview, sample->coder);
	rc = wl_file_read(
		&file, theming->session->place.dir, path.s, WL_YAML_MAX, err);
	if (rc == WL_ENOTFOUND) {
		wl_coding_begin(&file, interview, sample->coder);
		rc = 0;
	}
	if (!rc)
		rc = wl_coding_add(&file, path.s, all, n, err);
	if (!rc) {
		add_file(sample, path.s, drawn, n);
		wl_change_add(&theming->change, path.s, &file);
	}
	wl_buf_release(&path);
	wl_buf_release(&file);
	return rc;
}

static int write_all(struct sample *sample, struct wl_err *err)
{
	const struct drawn *v = sample->v;
	int rc = 0;

	for (size_t i = 0, n; !rc && i < sample->n; i += n) {
		n = 1;
		while (i + n < sample->n &&
			v[i + n].interview == v[i].interview)
			n++;
		rc = write_one(sample, v + i, n, err);
	}
	return rc;
}

static int report(const struct sample *sample, struct wl_err *err)
{
	const struct theming *theming = sample->theming;
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	for (size_t i = 0; theming->format == WL_TEXT && i < sample->nfiles;
		i++)
		session_say(theming->session, "%s", sample->files[i].path);
	if (theming->format != WL_TEXT)
		theme_drawn_table(
			&out, theming->format, sample->files, sample->nfiles);
	rc = session_print(theming->session, &out, err);
	wl_buf_release(&out);
	return rc;
}

int theme_sample(struct theming *theming, struct wl_err *err)
{
	struct sample sample = { .theming = theming,
		.seed = args_value(theming->args, "seed") };
	const char *what;
	int rc = read_size(theming->args, &sample.wanted, err);

	if (!rc)
		rc = theming_begin(theming, err);
	if (!rc)
		rc = find_coder(&sample, err);
	if (!rc)
		rc = draw(&sample, err);
	if (!rc)
		rc = write_all(&sample, err);
	what = wl_arena_printf(&theming->arena, "draw %zu passage%s for %s",
		sample.n, sample.n == 1 ? "" : "s",
		sample.coder ? sample.coder : "");
	if (!rc)
		rc = theming_apply(theming, what, NULL, err);
	if (!rc)
		rc = report(&sample, err);
	free(sample.v);
	free(sample.files);
	return rc;
}
