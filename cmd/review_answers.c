/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the options of review --run say, checked. */
#include "base/path.h"
#include "base/utf8.h"
#include "review.h"

#define SPARE 64 /* requests and the like that are typed */

void answers_room(struct sitting *sitting, const struct wl_review *kept)
{
	struct wl_arena *arena = &sitting->arena;
	struct wl_review *told = &sitting->told;
	size_t n = sitting->args->n + SPARE + sitting->review.nscores +
		   sitting->review.requests.n +
		   sitting->session->corpus.programme.nteam;

	if (kept)
		n += kept->nverdicts + kept->nrequests + kept->nactions +
		     kept->nopportunities + kept->nassets + kept->present.n;

	told->verdicts = wl_arena_alloc(arena, n * sizeof(*told->verdicts));
	told->requests = wl_arena_alloc(arena, n * sizeof(*told->requests));
	told->actions = wl_arena_alloc(arena, n * sizeof(*told->actions));
	told->opportunities =
		wl_arena_alloc(arena, n * sizeof(*told->opportunities));
	told->assets = wl_arena_alloc(arena, n * sizeof(*told->assets));
	told->present.v = wl_arena_alloc(arena, n * sizeof(*told->present.v));
}

/* Parts of a text between semicolons, as plain lines (arena). */
size_t answers_split(struct sitting *sitting, const char *text,
	const char **parts, size_t most)
{
	size_t n = 0;

	for (size_t i = 0; i < most; i++)
		parts[i] = "";
	while (n < most) {
		size_t length =
			n + 1 < most ? strcspn(text, ";") : strlen(text);
		char *part = wl_strndup(text, length);
		struct wl_buf clean = WL_BUF_INIT;

		wl_utf8_line(&clean, part);
		parts[n++] = wl_arena_strdup(&sitting->arena, clean.s);
		wl_buf_release(&clean);
		free(part);
		text += length;
		if (!*text++)
			break;
	}
	return n;
}

/* Verdicts */

void answers_judge(struct sitting *sitting, const struct wl_score *score,
	enum wl_standing standing)
{
	struct wl_review *told = &sitting->told;

	for (size_t i = 0; i < told->nverdicts; i++)
		if (wl_streq(told->verdicts[i].claim, score->key)) {
			told->verdicts[i].standing = standing;
			return;
		}
	told->verdicts[told->nverdicts++] = (struct wl_judged){
		wl_arena_strdup(&sitting->arena, score->key), standing, 0
	};
}

void answers_judge_rest(struct sitting *sitting, enum wl_standing standing)
{
	for (size_t i = 0; i < sitting->review.nscores; i++)
		if (!wl_review_verdict(
			    &sitting->told, sitting->review.scores[i].key))
			answers_judge(
				sitting, &sitting->review.scores[i], standing);
}

static int no_claim(
	struct sitting *sitting, const char *claim, struct wl_err *err)
{
	struct wl_list keys = { 0 };

	keys.v = wl_arena_alloc(&sitting->arena,
		(2 * sitting->review.nscores + 1) * sizeof(*keys.v));
	for (size_t i = 0; i < sitting->review.nscores; i++) {
		keys.v[keys.n++] = sitting->review.scores[i].key;
		keys.v[keys.n++] =
			strchr(sitting->review.scores[i].key, '/') + 1;
	}
	wl_err_set(err, WL_EUSAGE, "the scorecard has no '%s'", claim);
	return wl_err_near(err, wl_nearest(claim, &keys),
		"it has the claims of messages, ICP and battlecards: 'winloss "
		"review show' lists them");
}

static int take_verdict(struct sitting *sitting, const char *given,
	enum wl_standing *rest, struct wl_err *err)
{
	const char *equals = strrchr(given, '=');
	const struct wl_score *score;
	const char *claim;
	int standing = equals ? wl_term(wl_standings, equals + 1) : -1;

	if (standing <= WL_NOT_JUDGED)
		return args_usage(err, "review",
			"--verdict takes CLAIM=still, partly or no-longer, not "
			"'%s'",
			given);
	claim = wl_arena_strndup(
		&sitting->arena, given, (size_t)(equals - given));
	if (wl_streq(claim, "all")) {
		*rest = (enum wl_standing)standing;
		return 0;
	}
	score = wl_reviewing_score(&sitting->review, claim);
	if (!score)
		return no_claim(sitting, claim, err);
	answers_judge(sitting, score, (enum wl_standing)standing);
	return 0;
}

static int take_action(
	struct sitting *sitting, const char *given, struct wl_err *err)
{
	const char *parts[4];

	answers_split(sitting, given, parts, WL_LEN(parts));
	return answers_act(sitting, parts, err);
}

static const struct {
	const char *option;
	int (*take)(
		struct sitting *sitting, const char *given, struct wl_err *err);
} takers[] = {
	{ "present", tell_present },
	{ "request", tell_request },
	{ "action", take_action },
	{ "opportunity", tell_opportunity },
	{ "asset", tell_asset },
	{ "retro", tell_retro },
};

int answers_keep(struct sitting *sitting, struct wl_err *err)
{
	const struct wl_review *told = &sitting->told;

	for (size_t i = 0; i < told->nverdicts; i++)
		if (told->verdicts[i].standing != WL_STILL_TRUE) {
			wl_err_set(err, WL_EUSAGE,
				"--keep says that nothing changed, but '%s' is "
				"'%s'",
				told->verdicts[i].claim,
				wl_standings[told->verdicts[i].standing]);
			return wl_err_hint(err, "leave --keep out");
		}
	answers_judge_rest(sitting, WL_STILL_TRUE);
	sitting->told.decision = WL_KEEP;
	return 0;
}

int answers_take(struct sitting *sitting, struct wl_err *err)
{
	const struct cmd_args *args = sitting->args;
	enum wl_standing rest = WL_NOT_JUDGED;
	int rc = 0;

	for (size_t i = 0; !rc && i < args->n; i++) {
		const char *name = args->v[i].option->name;

		if (wl_streq(name, "verdict"))
			rc = take_verdict(
				sitting, args->v[i].value, &rest, err);
		for (size_t k = 0; !rc && k < WL_LEN(takers); k++)
			if (wl_streq(name, takers[k].option))
				rc = takers[k].take(
					sitting, args->v[i].value, err);
	}
	if (!rc && rest)
		answers_judge_rest(sitting, rest);
	return !rc && args_has(args, "keep") ? answers_keep(sitting, err) : rc;
}
