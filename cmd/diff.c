/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss diff: what changed between two revisions or in the working tree, in
 * claims, patterns, themes and interviews instead of lines. */
#include "base/path.h"
#include "base/pool.h"
#include "filters.h"
#include "publish/difference.h"
#include "sides.h"
#include "store/patch.h"

#define WORKTREE "working tree"

static const char name[] = "diff";

static const struct cmd_option options[] = {
	{ "card", 0, "CARD", "only this card; repeatable" },
	{ "patch", 'p', NULL,
		"then the files line by line, as git shows them" },
	{ "exit-code", 0, NULL, "end with status 1 if anything differs" },
	OPTION_FORMAT("text, md or json"),
	OPTION_END,
};

/* The files that differ, found beside the loading of both sides. */
struct listing {
	const struct session *session;
	const char *const *moments;
	struct wl_strv files;
	struct wl_err err;
	int rc;
};

struct diffing {
	struct session *session;
	const struct cmd_args *args;
	struct sides sides;
	char *given; /* A of A..B, with B behind its NUL */
	char base[WL_COMMIT_TEXT], shown[32];
	struct wl_list cards;
	enum wl_format format;
	struct wl_difference difference;
	struct listing listing;
};

/* What is compared */

static void set_sides(
	struct diffing *diffing, const char *before, const char *after)
{
	struct sides *sides = &diffing->sides;

	sides->moments[0] = sides->names[0] = before;
	sides->moments[1] = after;
	sides->names[1] = after ? after : WORKTREE;
}

/* A..B, A...B; an empty side is what is checked out. */
static int split_range(struct diffing *diffing, char *dots, struct wl_err *err)
{
	bool parted = dots[2] == '.';
	const char *ends[2] = { diffing->given, dots + 2 + parted };
	int rc;

	*dots = '\0';
	for (int i = 0; i < 2; i++)
		if (!*ends[i])
			ends[i] = "HEAD";
	set_sides(diffing, ends[0], ends[1]);
	if (!parted)
		return 0;
	rc = wl_patch_base(diffing->base, &diffing->session->place, ends, err);
	snprintf(diffing->shown, sizeof(diffing->shown), "merge base %.10s",
		diffing->base);
	diffing->sides.moments[0] = diffing->base;
	diffing->sides.names[0] = diffing->shown;
	return rc;
}

static int choose_sides(struct diffing *diffing, struct wl_err *err)
{
	const struct wl_strv *words = &diffing->args->words;
	char *dots;

	if (words->n > 2)
		return args_usage(err, name,
			"two revisions are compared, '%s' is one too many",
			words->v[2]);
	for (size_t i = 0; i < words->n; i++)
		if (!*words->v[i] ||
			(words->n == 2 && strstr(words->v[i], "..")))
			return args_usage(err, name,
				"'%s' is not a revision; write A..B, or A B",
				words->v[i]);
	set_sides(diffing, words->n ? words->v[0] : "HEAD",
		words->n == 2 ? words->v[1] : NULL);
	if (words->n != 1)
		return 0;
	diffing->given = wl_strdup(words->v[0]);
	dots = strstr(diffing->given, "..");
	return dots ? split_range(diffing, dots, err) : 0;
}

static int choose(struct diffing *diffing, struct wl_err *err)
{
	const struct cmd_args *args = diffing->args;
	bool patch = args_has(args, "patch");
	int rc = format_chosen(args, name, &diffing->format, err);

	if (rc)
		return rc;
	if (diffing->format == WL_CSV || diffing->format == WL_NDJSON)
		return args_usage(err, name, "--format takes text, md or json");
	if (patch && diffing->format == WL_JSON)
		return args_usage(err, name,
			"--patch and --format json do not go together");
	if (patch && args_has(args, "card"))
		return args_usage(
			err, name, "--patch and --card do not go together");
	args_values(args, "card", &diffing->cards);
	return choose_sides(diffing, err);
}

/* Is there such a card, then or now? */
static bool is_known(
	const struct diffing *diffing, const char *card, struct wl_list *ids)
{
	for (int side = 0; side < 2; side++) {
		const struct wl_corpus *corpus = diffing->sides.corpora[side];

		for (size_t i = 0; i < corpus->ncards + corpus->nretired; i++) {
			const struct wl_card *one =
				i < corpus->ncards
					? &corpus->cards[i]
					: &corpus->retired[i - corpus->ncards];

			if (wl_card_named(one, card))
				return true;
			ids->v[ids->n++] = one->id;
		}
	}
	return false;
}

static int check_cards(const struct diffing *diffing, struct wl_err *err)
{
	const struct wl_corpus *const *corpora = diffing->sides.corpora;
	size_t n = 1;
	int rc = 0;

	for (int side = 0; side < 2; side++)
		n += corpora[side]->ncards + corpora[side]->nretired;
	for (size_t i = 0; i < diffing->cards.n && !rc; i++) {
		const char *card = diffing->cards.v[i], *near;
		struct wl_list ids = { wl_alloc(n * sizeof(*ids.v)), 0 };

		if (!is_known(diffing, card, &ids)) {
			near = wl_nearest(card, &ids);
			rc = wl_err_set(err, WL_ENOTFOUND,
				"there is no card '%s', neither in '%s' nor in "
				"'%s'",
				card, diffing->sides.names[0],
				diffing->sides.names[1]);
			if (near)
				wl_err_hint(err, "did you mean '%s'?", near);
		}
		free(ids.v);
	}
	return rc;
}

/* Printing */

static int add_patch(
	struct diffing *diffing, struct wl_buf *out, struct wl_err *err)
{
	const struct session *session = diffing->session;
	struct wl_look look = { session->colour, session->width };
	struct wl_buf patch = WL_BUF_INIT;
	int rc;

	if (!args_has(diffing->args, "patch"))
		return 0;
	rc = wl_patch_text(
		&patch, &session->place, diffing->sides.moments, err);
	if (!rc) {
		wl_patch_sides(&diffing->sides.whole, &patch);
		wl_publish_patch(out, &patch, diffing->format, &look);
	}
	wl_buf_release(&patch);
	return rc;
}

static int print(struct diffing *diffing, struct wl_err *err)
{
	const struct wl_difference *difference = &diffing->difference;
	struct session *session = diffing->session;
	struct wl_look look = { session->colour, session->width };
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	wl_difference_texts(&diffing->sides.whole, difference);
	if (diffing->format == WL_JSON)
		wl_publish_difference_json(&out, difference);
	else if (diffing->format == WL_MARKDOWN)
		wl_publish_difference_markdown(&out, difference);
	else
		wl_publish_difference_text(&out, difference, &look);
	rc = add_patch(diffing, &out, err);
	if (!rc)
		rc = sides_publish(
			&diffing->sides, &out, diffing->format != WL_TEXT, err);
	if (!rc && args_has(diffing->args, "exit-code") &&
		wl_difference_any(difference)) {
		*err->text = '\0';
		rc = WL_EFOUND;
	}
	wl_buf_release(&out);
	return rc;
}

static int compare(struct diffing *diffing, struct wl_err *err)
{
	const struct sides *sides = &diffing->sides;
	struct listing *listing = &diffing->listing;
	struct wl_difference_ask ask = { { sides->names[0], sides->names[1] },
		&diffing->cards, &listing->files };
	int rc;

	if (listing->rc) {
		*err = listing->err;
		return listing->rc;
	}
	rc = wl_difference_make(
		&diffing->difference, sides->corpora, &ask, err);
	if (!rc)
		rc = print(diffing, err);
	wl_difference_release(&diffing->difference);
	return rc;
}

static void list_files(void *context)
{
	struct listing *listing = context;

	listing->rc = wl_patch_files(&listing->files, &listing->session->place,
		listing->moments, &listing->err);
}

static int load(struct diffing *diffing, struct wl_err *err)
{
	struct listing *listing = &diffing->listing;
	struct wl_beside beside;
	int rc;

	listing->session = diffing->session;
	listing->moments = diffing->sides.moments;
	wl_beside_begin(&beside, list_files, listing);
	rc = sides_load(&diffing->sides, err);
	wl_beside_end(&beside);
	return rc;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct diffing diffing = {
		.session = session,
		.args = args,
		.sides = { .session = session, .whole = WL_BUF_INIT },
	};
	int rc;

	rc = choose(&diffing, err);
	if (!rc)
		rc = load(&diffing, err);
	if (!rc)
		rc = check_cards(&diffing, err);
	if (!rc)
		rc = compare(&diffing, err);
	sides_release(&diffing.sides);
	wl_strv_release(&diffing.listing.files);
	free(diffing.cards.v);
	free(diffing.given);
	return rc;
}

const struct cmd cmd_diff = {
	.name = "diff",
	.usage = "[<options>] [A..B|A|A B]",
	.summary =
		"show what changed in claims, patterns, themes and interviews",
	.needs = CMD_PLACE,
	.options = options,
	.run = run,
};
