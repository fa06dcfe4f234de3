/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a quarterly review asks besides: opportunities, assets, the retro. */
#include "review_ask.h"

static int ask_opportunity(
	struct sitting *sitting, const struct wl_deal *deal, struct wl_err *err)
{
	static const char *const words[] = { "", "yes", "no", NULL };
	struct wl_review *told = &sitting->told;
	struct wl_opportunity *one = &told->opportunities[told->nopportunities];
	char day[WL_DATE_TEXT];
	int word = 0, rc;

	session_say(sitting->session, "\n  %s, %s, closed %s", deal->account,
		wl_outcomes[deal->outcome], wl_day_format(deal->closed, day));
	rc = ask_word(sitting,
		"  did the framework help? [y/n, Enter: nobody knows] ",
		"--opportunity DEAL=yes|no", words, &word, err);
	if (rc || !word)
		return rc;
	*one = (struct wl_opportunity){ .deal = wl_arena_strdup(
						&sitting->arena, deal->id),
		.helped = word == 1 ? WL_YES : WL_NO };
	rc = ask_line(sitting,
		word == 1 ? "  where did it help? " : "  where was it missed? ",
		"--opportunity DEAL=yes:WHERE", &one->where, err);
	if (rc)
		return rc;
	told->nopportunities++;
	return sitting_keep(sitting, err);
}

static int ask_asset(struct sitting *sitting, const struct wl_audited *asset,
	struct wl_err *err)
{
	static const char *const consistent[] = { "", "yes", "partly", "no",
		NULL };
	static const char *const used[] = { "", "yes", "", "no", NULL };
	struct wl_review *told = &sitting->told;
	struct wl_asset *one = &told->assets[told->nassets];
	struct wl_buf line = WL_BUF_INIT;
	int first = 0, second = 0, rc;

	wl_phrase_asset(&line, asset);
	session_say(sitting->session, "\n  %s\n    %s", asset->name, line.s);
	wl_buf_release(&line);
	rc = ask_word(sitting,
		"  consistent with the messages? [y/p/n, Enter: later] ",
		"--asset NAME=yes;USED", consistent, &first, err);
	if (rc || !first)
		return rc;
	rc = ask_word(sitting, "  is it used? [y/n, Enter: unknown] ",
		"--asset NAME=yes;USED", used, &second, err);
	if (rc)
		return rc;
	*one = (struct wl_asset){
		.name = wl_arena_strdup(&sitting->arena, asset->name),
		.consistent = (enum wl_answer_word)first,
		.used = second == 2 ? WL_UNKNOWN : (enum wl_answer_word)second
	};
	told->nassets++;
	return sitting_keep(sitting, err);
}

static void show_quarter(const struct sitting *sitting)
{
	const struct wl_look look = { sitting->session->colour,
		sitting->session->width };
	struct wl_buf out = WL_BUF_INIT;
	struct wl_screen screen;

	wl_screen_init(&screen, &out, &look);
	wl_screen_rule(&screen);
	wl_review_text_quarter(&screen, &sitting->review);
	wl_screen_release(&screen);
	ask_show(sitting, &out);
	wl_buf_release(&out);
}

/* The next question of the retro that has no answer yet. */
static int ask_retro(struct sitting *sitting, size_t i, struct wl_err *err)
{
	const char **answer = &sitting->told.retro[i];
	int rc;

	if (*answer)
		return 0;
	session_say(sitting->session, "\n  %s", wl_retro[i]);
	rc = ask_line(sitting, "  an answer? [Enter: none] ",
		"--retro drove=TEXT", answer, err);
	if (!rc && **answer)
		return sitting_keep(sitting, err);
	*answer = NULL;
	return rc;
}

int ask_quarter(struct sitting *sitting, struct wl_err *err)
{
	const struct wl_reviewing *review = &sitting->review;
	int rc = 0;

	if (review->kind != WL_QUARTERLY)
		return 0;
	show_quarter(sitting);
	for (size_t i = 0; !rc && i < review->ndeals; i++)
		if (!wl_review_opportunity(
			    &sitting->told, review->deals[i]->id))
			rc = ask_opportunity(sitting, review->deals[i], err);
	for (size_t i = 0; !rc && i < review->nassets; i++)
		if (!wl_review_asset(&sitting->told, review->assets[i].name))
			rc = ask_asset(sitting, &review->assets[i], err);
	for (size_t i = 0; !rc && wl_retro[i]; i++)
		rc = ask_retro(sitting, i, err);
	return rc;
}
