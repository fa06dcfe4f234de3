/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme agreement: how far second coders agree with the tags of the files. */
#include <math.h>

#include "publish/screen.h"
#include "theme.h"

/* Columns of a terminal. */
#define ID_COLUMNS 24
#define COUNT_COLUMNS 8
#define FIGURE_COLUMNS 6

/* The codings that are asked for, each with its interview. */
static void choose(struct theming *theming, const struct theme_codings *codings,
	struct wl_second *out, size_t *n)
{
	const struct cmd_args *args = theming->args;
	const char *coder = args_value(args, "coder");
	const char *only = args->words.n > 1 ? args->words.v[1] : NULL;

	*n = 0;
	for (size_t i = 0; i < codings->n; i++) {
		const struct wl_coding *coding = &codings->v[i];
		const struct wl_interview *interview = wl_corpus_interview(
			&theming->session->corpus, coding->interview);

		if ((coder && !wl_streq(coding->coder, coder)) ||
			(only && !wl_streq(coding->interview, only)))
			continue;
		if (interview)
			out[(*n)++] = (struct wl_second){ interview, coding };
		else
			session_warn(theming->session,
				"%s: there is no interview '%s'", coding->path,
				coding->interview);
	}
}

static int nothing(const struct theming *theming, struct wl_err *err)
{
	const struct cmd_args *args = theming->args;
	const char *coder = args_value(args, "coder");

	if (args->words.n > 1)
		wl_err_set(err, WL_ENOTFOUND,
			"nobody%s%s has coded '%s' a second time",
			coder ? " called " : "", coder ? coder : "",
			args->words.v[1]);
	else
		wl_err_set(err, WL_ENOTFOUND,
			"there is no coding%s%s in codings/",
			coder ? " of " : "", coder ? coder : "");
	return wl_err_hint(err, "'winloss theme agreement --sample 20 --seed 1 "
				"--coder NAME' draws passages to code");
}

/* --- A terminal --- */

/* At the right of so many columns; "-" for what is undefined. */
static void put_cell(struct wl_screen *screen, enum wl_style style,
	const char *text, size_t width)
{
	const char *shown = *text ? text : "-";

	wl_screen_space(screen, width - strlen(shown));
	wl_screen_put(screen, style, shown);
}

static void put_count(struct wl_screen *screen, int n)
{
	char text[16] = "";

	if (n >= 0)
		snprintf(text, sizeof(text), "%d", n);
	put_cell(screen, WL_PLAIN, text, COUNT_COLUMNS);
}

static void put_figure(struct wl_screen *screen, double value)
{
	char text[32];

	theme_figure(text, value, 2);
	put_cell(screen, WL_PLAIN, text, FIGURE_COLUMNS);
}

static void put_head(struct wl_screen *screen)
{
	static const char *const names[] = { "both", "first", "second",
		"neither" };
	static const char *const figures[] = { "agree", "prev.", "pos.",
		"kappa", "alpha" };

	wl_screen_fit(screen, WL_FAINT, "theme", ID_COLUMNS);
	for (size_t i = 0; i < WL_LEN(names); i++)
		put_cell(screen, WL_FAINT, names[i], COUNT_COLUMNS);
	for (size_t i = 0; i < WL_LEN(figures); i++)
		put_cell(screen, WL_FAINT, figures[i], FIGURE_COLUMNS);
	wl_screen_end(screen);
}

static enum wl_style style_of(double alpha)
{
	return isnan(alpha)                  ? WL_FAINT
	       : alpha >= WL_ALPHA_RELIABLE  ? WL_FOR
	       : alpha >= WL_ALPHA_TENTATIVE ? WL_MIXED
					     : WL_AGAINST;
}

static void put_theme(struct wl_screen *screen, const struct wl_agreed *row)
{
	char alpha[32];

	wl_screen_fit(screen, WL_STRONG, row->theme, ID_COLUMNS);
	put_count(screen, row->both);
	put_count(screen, row->first);
	put_count(screen, row->second);
	put_count(screen, row->neither);
	put_figure(screen, row->observed);
	put_figure(screen, row->prevalence);
	put_figure(screen, row->positive);
	put_figure(screen, row->kappa);
	theme_figure(alpha, row->alpha, 2);
	put_cell(screen, style_of(row->alpha), alpha, FIGURE_COLUMNS);
	wl_screen_end(screen);
}

static char sign_of(int sign)
{
	return sign > 0 ? '+' : sign < 0 ? '-' : '0';
}

static void put_place(struct wl_screen *screen, const struct wl_disagreed *one)
{
	wl_screen_space(screen, 2);
	wl_screen_putf(screen, WL_PLAIN, "%s:%d", one->interview->path,
		one->passage->line);
	wl_screen_space(screen, 2);
	wl_screen_putf(screen, WL_FAINT, "^%s", one->passage->id);
	wl_screen_end(screen);
}

static void put_disagreement(
	struct wl_screen *screen, const struct wl_disagreed *one)
{
	wl_screen_space(screen, 4);
	if (one->first && one->second)
		wl_screen_putf(screen, WL_MIXED,
			"%s: sign %c in the file, %c by %s", one->theme,
			sign_of(one->first_sign), sign_of(one->second_sign),
			one->coder);
	else
		wl_screen_putf(screen, WL_MIXED, "%s: only %s%s", one->theme,
			one->first ? "in the file, not by " : "by ",
			one->coder);
	wl_screen_end(screen);
}

static void put_disagreements(
	struct wl_screen *screen, const struct wl_agreement *agreement)
{
	const struct wl_passage *last = NULL;

	wl_screen_end(screen);
	wl_screen_put(screen, WL_STRONG,
		agreement->ndisagreed ? "Where they differ"
				      : "They differ nowhere");
	wl_screen_end(screen);
	for (size_t i = 0; i < agreement->ndisagreed; i++) {
		const struct wl_disagreed *one = &agreement->disagreed[i];

		if (one->passage != last)
			put_place(screen, one);
		last = one->passage;
		put_disagreement(screen, one);
	}
}

static void put_title(
	struct wl_screen *screen, const struct wl_agreement *agreement)
{
	struct wl_buf names = WL_BUF_INIT;

	for (size_t i = 0; i < agreement->ncoders; i++)
		wl_buf_addf(
			&names, "%s%s", i ? ", " : "", agreement->coders[i]);
	wl_screen_putf(screen, WL_STRONG, "%zu passage%s coded again by %s",
		agreement->passages, agreement->passages == 1 ? "" : "s",
		names.s);
	wl_screen_end(screen);
	if (agreement->open) {
		wl_screen_putf(screen, WL_FAINT,
			"%zu more still to be gone through", agreement->open);
		wl_screen_end(screen);
	}
	wl_buf_release(&names);
}

static void on_screen(
	struct wl_screen *screen, const struct wl_agreement *agreement)
{
	put_title(screen, agreement);
	if (!agreement->nthemes)
		return;
	wl_screen_end(screen);
	put_head(screen);
	for (size_t i = 0; i < agreement->nthemes; i++)
		put_theme(screen, &agreement->themes[i]);
	wl_screen_end(screen);
	wl_screen_wrap(screen, WL_FAINT,
		"An alpha from 0.80 on is reliable, from 0.67 tentative; "
		"below, talk about the definition. Where a theme is rare, "
		"kappa is low whatever the two do: look at pos., the agreement "
		"on where it is.",
		0);
	wl_screen_end(screen);
	put_disagreements(screen, agreement);
}

/* --- The command --- */

static int print(struct theming *theming, const struct wl_agreement *agreement,
	struct wl_err *err)
{
	struct session *session = theming->session;
	const struct wl_look look = { session->colour, session->width };
	struct wl_buf out = WL_BUF_INIT;
	struct wl_screen screen;
	int rc;

	if (theming->format == WL_JSON) {
		theme_agreement_json(&out, agreement);
	} else if (theming->format != WL_TEXT) {
		theme_agreement_table(&out, theming->format, agreement);
	} else {
		wl_screen_init(&screen, &out, &look);
		on_screen(&screen, agreement);
		wl_screen_release(&screen);
	}
	rc = session_print(session, &out, err);
	wl_buf_release(&out);
	return rc;
}

static int compare(struct theming *theming, struct wl_err *err)
{
	struct theme_codings codings = { 0 };
	struct wl_agreement agreement;
	struct wl_second *seconds;
	size_t n;
	int rc = theme_codings(theming, &codings, err);

	if (rc)
		return rc;
	seconds = wl_arena_alloc(
		&theming->arena, (codings.n + 1) * sizeof(*seconds));
	choose(theming, &codings, seconds, &n);
	if (!n)
		return nothing(theming, err);
	wl_agreement_make(&agreement, seconds, n);
	if (agreement.lost)
		session_warn(theming->session,
			"%zu coded passage%s not in the interviews any more",
			agreement.lost, agreement.lost == 1 ? " is" : "s are");
	rc = print(theming, &agreement, err);
	wl_agreement_release(&agreement);
	return rc;
}

int theme_agreement(struct theming *theming, struct wl_err *err)
{
	const struct cmd_args *args = theming->args;
	const struct wl_interview *interview;
	int rc;

	if (args_has(args, "sample") || args_has(args, "seed"))
		return theme_sample(theming, err);
	rc = session_corpus(theming->session, NULL, err);
	if (!rc && args->words.n > 1)
		rc = session_interview(
			theming->session, args->words.v[1], &interview, err);
	return rc ? rc : compare(theming, err);
}
