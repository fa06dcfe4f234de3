/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests and the three actions. */
#include "review_ask.h"

/* Requests */

static bool is_decided(const struct sitting *sitting, const char *what)
{
	for (size_t i = 0; i < sitting->told.nrequests; i++)
		if (wl_streq(sitting->told.requests[i].what, what))
			return true;
	return false;
}

static void show_request(
	const struct sitting *sitting, const struct wl_spoken *spoken)
{
	const struct wl_look look = { sitting->session->colour,
		sitting->session->width };
	struct wl_buf out = WL_BUF_INIT;
	struct wl_screen screen;

	wl_screen_init(&screen, &out, &look);
	wl_review_text_spoken(&screen, spoken);
	wl_screen_release(&screen);
	ask_show(sitting, &out);
	wl_buf_release(&out);
}

static int ask_reason(
	struct sitting *sitting, struct wl_request *one, struct wl_err *err)
{
	static const char flag[] = "--request TEXT;DECISION;REASON";
	int weight = 0, rc;

	do
		rc = ask_line(
			sitting, "  the reason: ", flag, &one->reason, err);
	while (!rc && !*one->reason);
	if (!rc)
		rc = ask_word(sitting, "  priority? [h/m/l, Enter: none] ",
			flag, wl_weights, &weight, err);
	one->priority = (enum wl_weight)weight;
	if (!rc)
		rc = ask_word(sitting,
			"  expected impact? [h/m/l, Enter: none] ", flag,
			wl_weights, &weight, err);
	one->impact = (enum wl_weight)weight;
	return rc;
}

static int ask_request(struct sitting *sitting, const struct wl_spoken *spoken,
	struct wl_err *err)
{
	struct wl_request *one =
		&sitting->told.requests[sitting->told.nrequests];
	int decision = 0, rc;

	show_request(sitting, spoken);
	rc = ask_word(sitting, "  taken or declined? [t/d, Enter: later] ",
		"--request TEXT;DECISION;REASON", wl_decisions, &decision, err);
	if (rc || !decision)
		return rc;
	*one = (struct wl_request){ .what = wl_arena_strdup(
					    &sitting->arena, spoken->words),
		.decision = (enum wl_decision)decision };
	rc = ask_reason(sitting, one, err);
	if (rc)
		return rc;
	sitting->told.nrequests++;
	return sitting_keep(sitting, err);
}

int ask_requests(struct sitting *sitting, struct wl_err *err)
{
	const struct wl_spoken_list *list = &sitting->review.requests;
	int rc = 0;

	for (size_t i = 0; !rc && i < list->n; i++)
		if (list->v[i].words && !is_decided(sitting, list->v[i].words))
			rc = ask_request(sitting, &list->v[i], err);
	return rc;
}

/* Actions */

static int check_owner(
	struct sitting *sitting, const char *text, struct wl_err *err)
{
	return answers_owner(sitting, text, err);
}

static int check_deadline(
	struct sitting *sitting, const char *text, struct wl_err *err)
{
	wl_day day;

	return answers_deadline(sitting, text, &day, err);
}

static int check_outcome(
	struct sitting *sitting, const char *text, struct wl_err *err)
{
	(void)sitting;
	return answers_outcome(text, err);
}

static int check_what(
	struct sitting *sitting, const char *text, struct wl_err *err)
{
	(void)sitting;
	return *text ? 0 : wl_err_set(err, WL_EUSAGE, "what is to be done?");
}

static const struct {
	const char *question;
	int (*check)(
		struct sitting *sitting, const char *text, struct wl_err *err);
} parts[] = {
	{ "  what: ", check_what },
	{ "  owner: ", check_owner },
	{ "  deadline (a date, or 14d): ", check_deadline },
	{ "  outcome, one: ", check_outcome },
};

/* Each part is asked again until it will do. */
static int ask_action(struct sitting *sitting, struct wl_err *err)
{
	static const char flag[] = "--action TEXT;OWNER;DEADLINE;OUTCOME";
	const char *given[WL_LEN(parts)];
	int rc;

	session_say(sitting->session, "\n  action %zu of %d",
		answers_agreed(sitting) + 1, WL_REVIEW_ACTIONS);
	for (size_t i = 0; i < WL_LEN(parts);) {
		rc = ask_line(sitting, parts[i].question, flag, &given[i], err);
		if (rc)
			return rc;
		if (parts[i].check(sitting, given[i], err))
			ask_complain(sitting, err);
		else
			i++;
	}
	rc = answers_act(sitting, given, err);
	return rc ? rc : sitting_keep(sitting, err);
}

static bool all_still(const struct sitting *sitting)
{
	for (size_t i = 0; i < sitting->told.nverdicts; i++)
		if (sitting->told.verdicts[i].standing != WL_STILL_TRUE)
			return false;
	return true;
}

/* "Nothing changed, keep the plan" is an outcome. */
static int ask_keep(struct sitting *sitting, struct wl_err *err)
{
	static const char *const words[] = { "", "yes", "no", NULL };
	int word = 0, rc;

	if (sitting->told.decision || answers_agreed(sitting) ||
		!all_still(sitting))
		return 0;
	rc = ask_word(sitting, "  nothing changed: keep the plan? [Y/n] ",
		"--keep", words, &word, err);
	if (rc || word == 2)
		return rc;
	sitting->told.decision = WL_KEEP;
	return sitting_keep(sitting, err);
}

int ask_actions(struct sitting *sitting, struct wl_err *err)
{
	int rc = ask_keep(sitting, err);

	while (!rc && sitting->told.decision != WL_KEEP &&
		answers_agreed(sitting) < WL_REVIEW_ACTIONS)
		rc = ask_action(sitting, err);
	return rc;
}

bool ask_is_open(const struct sitting *sitting)
{
	const struct wl_reviewing *review = &sitting->review;
	const struct wl_spoken_list *requests = &review->requests;
	bool open = false;

	for (size_t i = 0; i < requests->n; i++)
		open = open ||
		       (requests->v[i].words &&
			       !is_decided(sitting, requests->v[i].words));
	for (size_t i = 0; i < review->ndeals; i++)
		open = open || !wl_review_opportunity(
				       &sitting->told, review->deals[i]->id);
	for (size_t i = 0; i < review->nassets; i++)
		open = open ||
		       !wl_review_asset(&sitting->told, review->assets[i].name);
	for (size_t i = 0; review->kind == WL_QUARTERLY && wl_retro[i]; i++)
		open = open || !sitting->told.retro[i];
	return open;
}
