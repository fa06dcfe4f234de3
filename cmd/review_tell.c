/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is there, requests, opportunities, assets and the retro, as the options
 * say them. */
#include "review.h"

static int weight_of(const char *text, enum wl_weight *out, struct wl_err *err)
{
	int weight = wl_term(wl_weights, text);

	if (weight < 0)
		return args_usage(err, "review",
			"a request's priority and impact are high, medium or "
			"low, not '%s'",
			text);
	*out = (enum wl_weight)weight;
	return 0;
}

int tell_request(struct sitting *sitting, const char *given, struct wl_err *err)
{
	struct wl_request *one =
		&sitting->told.requests[sitting->told.nrequests];
	const char *parts[6];
	int decision, rc;

	answers_split(sitting, given, parts, WL_LEN(parts));
	decision = wl_term(wl_decisions, parts[1]);
	if (!*parts[0] || decision <= WL_UNDECIDED || !*parts[2])
		return args_usage(err, "review",
			"--request takes 'TEXT;taken;REASON' or "
			"'TEXT;declined;REASON', not '%s'",
			given);
	*one = (struct wl_request){ .what = parts[0],
		.by = *parts[5] ? parts[5] : NULL,
		.decision = (enum wl_decision)decision,
		.reason = parts[2] };
	rc = weight_of(parts[3], &one->priority, err);
	if (!rc)
		rc = weight_of(parts[4], &one->impact, err);
	sitting->told.nrequests += !rc;
	return rc;
}

int tell_opportunity(
	struct sitting *sitting, const char *given, struct wl_err *err)
{
	struct wl_review *told = &sitting->told;
	const char *equals = strchr(given, '=');
	const char *where = equals ? strchr(equals, ':') : NULL;
	const char *deal, *word;
	int helped;

	if (!equals)
		return args_usage(err, "review",
			"--opportunity takes DEAL=yes or DEAL=no, not '%s'",
			given);
	deal = wl_arena_strndup(
		&sitting->arena, given, (size_t)(equals - given));
	word = wl_arena_strndup(&sitting->arena, equals + 1,
		where ? (size_t)(where - equals - 1) : strlen(equals + 1));
	helped = wl_term(wl_answer_words, word);
	if (helped != WL_YES && helped != WL_NO)
		return args_usage(err, "review",
			"--opportunity takes yes or no, not '%s'", word);
	if (!wl_corpus_deal(&sitting->session->corpus, deal)) {
		wl_err_set(err, WL_EUSAGE, "there is no deal '%s'", deal);
		return wl_err_hint(err, "'winloss export deals' lists them");
	}
	told->opportunities[told->nopportunities++] =
		(struct wl_opportunity){ deal, (enum wl_answer_word)helped,
			where ? where + 1 : NULL, 0 };
	return 0;
}

int tell_asset(struct sitting *sitting, const char *given, struct wl_err *err)
{
	struct wl_review *told = &sitting->told;
	const char *equals = strchr(given, '='), *parts[3];
	struct wl_asset *one = &told->assets[told->nassets];
	const struct wl_card *card;
	const char *name;
	int consistent, used;

	if (!equals) /* one that is to be looked at */
		return 0;
	name = wl_arena_strndup(
		&sitting->arena, given, (size_t)(equals - given));
	card = wl_corpus_card(&sitting->session->corpus, name, NULL);
	answers_split(sitting, equals + 1, parts, WL_LEN(parts));
	consistent = wl_term(wl_answer_words, parts[0]);
	used = wl_term(wl_answer_words, *parts[1] ? parts[1] : "unknown");
	if (consistent <= WL_UNKNOWN || used < 0 || used == WL_PARTLY_YES)
		return args_usage(err, "review",
			"--asset takes NAME=yes, partly or no;yes, no or "
			"unknown;NOTE, not '%s'",
			given);
	*one = (struct wl_asset){
		card ? wl_arena_printf(&sitting->arena, "%s/%s",
			       wl_card_types[card->type], card->id)
		     : name,
		(enum wl_answer_word)consistent, (enum wl_answer_word)used,
		*parts[2] ? parts[2] : NULL, 0
	};
	told->nassets++;
	return 0;
}

int tell_retro(struct sitting *sitting, const char *given, struct wl_err *err)
{
	const char *equals = strchr(given, '='), *parts[1];
	const char *key =
		wl_arena_strndup(&sitting->arena, given, strcspn(given, "="));
	int question = wl_term(wl_retro_keys, key);

	if (!equals || question < 0)
		return args_usage(err, "review",
			"--retro takes drove, failed, stale or archive, as in "
			"drove=TEXT, not '%s'",
			given);
	if (sitting->told.kind != WL_QUARTERLY)
		return args_usage(err, "review",
			"a retro is held once a quarter, with --quarterly");
	answers_split(sitting, equals + 1, parts, WL_LEN(parts));
	sitting->told.retro[question] = *parts[0] ? parts[0] : NULL;
	return 0;
}

int tell_present(struct sitting *sitting, const char *given, struct wl_err *err)
{
	struct wl_list *present = &sitting->told.present;
	int rc = sitting_member(sitting, given, err);

	if (!rc && !wl_list_has(present, given))
		present->v[present->n++] = given;
	return rc;
}
