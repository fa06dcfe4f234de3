/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The review on a terminal: item by item against the clock; each answer is
 * kept before the next question. */
#include "base/utf8.h"
#include "review_ask.h"

/* Put what a call shows on the terminal. */
void ask_show(const struct sitting *sitting, const struct wl_buf *text)
{
	if (!sitting->session->quiet)
		fwrite(text->s, 1, text->n, stderr);
}

int ask_line(struct sitting *sitting, const char *question, const char *flag,
	const char **out, struct wl_err *err)
{
	struct wl_buf clean = WL_BUF_INIT;
	char *typed = NULL;
	int rc = prompt_line(sitting->session, question, flag, &typed, err);

	if (!rc) {
		wl_utf8_line(&clean, typed);
		*out = wl_arena_strdup(&sitting->arena, clean.s);
	}
	wl_buf_release(&clean);
	free(typed);
	return rc;
}

int ask_word(struct sitting *sitting, const char *question, const char *flag,
	const char *const *words, int *out, struct wl_err *err)
{
	for (;;) {
		const char *typed = NULL;
		int rc = ask_line(sitting, question, flag, &typed, err);

		if (rc)
			return rc;
		*out = -1;
		for (int i = 0; words[i]; i++)
			if (wl_streq(typed, words[i]) ||
				(typed[0] && !typed[1] &&
					typed[0] == words[i][0]))
				*out = i;
		if (*out >= 0)
			return 0;
		session_warn(
			sitting->session, "'%s' is no answer to this", typed);
	}
}

void ask_complain(const struct sitting *sitting, struct wl_err *err)
{
	session_warn(sitting->session, "%s%s%s", err->text,
		*err->hint ? "\nhint: " : "", err->hint);
	memset(err, 0, sizeof(*err));
}

/* "13 min gone, 10 planned" */
static void put_clock(
	const struct sitting *sitting, struct wl_screen *screen, int item)
{
	struct wl_time now = wl_time_now();
	int gone =
		sitting->clock ? (int)((now.utc - sitting->began.utc) / 60) : 0;
	int planned = 0;

	for (int i = 0; i < item; i++)
		planned += wl_agenda_minutes[i];
	wl_screen_rule(screen);
	wl_screen_putf(screen, gone > planned + 1 ? WL_AGAINST : WL_FAINT,
		"%d of %d minutes gone, this item begins at %d", gone,
		WL_REVIEW_MINUTES, planned);
	wl_screen_end(screen);
}

static void show_item(const struct sitting *sitting, enum wl_agenda item)
{
	const struct wl_look look = { sitting->session->colour,
		sitting->session->width };
	struct wl_buf out = WL_BUF_INIT;
	struct wl_screen screen;

	wl_screen_init(&screen, &out, &look);
	put_clock(sitting, &screen, (int)item);
	if (item == WL_AGENDA_SCORECARD || item == WL_AGENDA_REQUESTS) {
		/* One by one, below */
		wl_screen_end(&screen);
		wl_screen_put(&screen, WL_STRONG, wl_agenda_titles[item]);
		wl_screen_space(&screen, 2);
		wl_screen_putf(
			&screen, WL_FAINT, "%d min", wl_agenda_minutes[item]);
		wl_screen_end(&screen);
	} else {
		wl_review_text_item(&screen, &sitting->review, item);
	}
	wl_screen_release(&screen);
	ask_show(sitting, &out);
	wl_buf_release(&out);
}

/* Who is there */

/* "priya, ruth ines" as three (arena). */
static size_t split_words(struct sitting *sitting, const char *text,
	const char **words, size_t most)
{
	size_t n = 0;

	while (n < most && *(text += strspn(text, " ,"))) {
		size_t length = strcspn(text, " ,");

		words[n++] = wl_arena_strndup(&sitting->arena, text, length);
		text += length;
	}
	return n;
}

static int ask_present(struct sitting *sitting, struct wl_err *err)
{
	const char *typed = NULL, *parts[16];
	size_t n;
	int rc;

	if (sitting->told.present.n)
		return 0;
	for (;;) {
		rc = ask_line(sitting,
			"who is present? (ids; Enter: not noted) ",
			"--present PERSON", &typed, err);
		if (rc || !*typed)
			return rc;
		sitting->told.present.n = 0;
		n = split_words(sitting, typed, parts, WL_LEN(parts));
		for (size_t i = 0; !rc && i < n; i++)
			rc = tell_present(sitting, parts[i], err);
		if (!rc)
			return sitting_keep(sitting, err);
		ask_complain(sitting, err);
	}
}

/* The scorecard */

static void show_score(
	const struct sitting *sitting, const struct wl_score *score)
{
	const struct wl_look look = { sitting->session->colour,
		sitting->session->width };
	struct wl_buf out = WL_BUF_INIT;
	struct wl_screen screen;

	wl_screen_init(&screen, &out, &look);
	wl_screen_end(&screen);
	wl_review_text_score(&screen, score, 4);
	wl_screen_release(&screen);
	ask_show(sitting, &out);
	wl_buf_release(&out);
}

static int ask_score(struct sitting *sitting, const struct wl_score *score,
	bool *rest, struct wl_err *err)
{
	static const char *const words[] = { "", "still", "partly", "no-longer",
		"all", NULL };
	int word = 0, rc;

	show_score(sitting, score);
	rc = ask_word(sitting,
		"  still true, partly, no longer? [S/p/n, a: the rest is] ",
		"--verdict CLAIM=VERDICT", words, &word, err);
	if (rc)
		return rc;
	*rest = word == 4;
	answers_judge(sitting, score,
		word == 0 || word == 4 ? WL_STILL_TRUE
				       : (enum wl_standing)word);
	return sitting_keep(sitting, err);
}

/* Those that moved or did not, as asked; *rest ends the questions. */
static int ask_scores(
	struct sitting *sitting, bool moved, bool *rest, struct wl_err *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && !*rest && i < sitting->review.nscores; i++) {
		const struct wl_score *score = &sitting->review.scores[i];

		if (wl_score_moved(score) == moved &&
			!wl_review_verdict(&sitting->told, score->key))
			rc = ask_score(sitting, score, rest, err);
	}
	return rc;
}

static size_t unjudged(const struct sitting *sitting)
{
	size_t n = 0;

	for (size_t i = 0; i < sitting->review.nscores; i++)
		n += !wl_review_verdict(
			&sitting->told, sitting->review.scores[i].key);
	return n;
}

static int ask_quiet(struct sitting *sitting, bool *rest, struct wl_err *err)
{
	static const char *const words[] = { "", "yes", "no", NULL };
	size_t n = unjudged(sitting);
	char *question = NULL;
	int word = 0, rc;

	if (!n || *rest)
		return 0;
	if (asprintf(&question,
		    "\n  %zu statement%s with nothing new since: all still "
		    "true? [Y, n: one by one] ",
		    n, n == 1 ? "" : "s") < 0)
		abort();
	rc = ask_word(
		sitting, question, "--verdict all=still", words, &word, err);
	free(question);
	*rest = word < 2;
	return rc || *rest ? rc : ask_scores(sitting, false, rest, err);
}

static int ask_scorecard(struct sitting *sitting, struct wl_err *err)
{
	bool rest = false;
	int rc;

	if (!unjudged(sitting))
		return 0;
	show_item(sitting, WL_AGENDA_SCORECARD);
	rc = ask_scores(sitting, true, &rest, err);
	if (!rc)
		rc = ask_quiet(sitting, &rest, err);
	if (rc)
		return rc;
	if (rest)
		answers_judge_rest(sitting, WL_STILL_TRUE);
	return sitting_keep(sitting, err);
}

/* The agenda */

static int show_topics(struct sitting *sitting, struct wl_err *err)
{
	const char *typed;
	int rc = 0;

	for (int i = WL_AGENDA_MARKET; !rc && i <= WL_AGENDA_PERFORMANCE; i++) {
		show_item(sitting, (enum wl_agenda)i);
		rc = ask_line(
			sitting, "  [Enter] goes on ", "--keep", &typed, err);
	}
	return rc;
}

static bool is_decided(const struct sitting *sitting)
{
	return !unjudged(sitting) &&
	       (sitting->told.decision == WL_KEEP ||
		       answers_agreed(sitting) >= WL_REVIEW_ACTIONS);
}

int review_ask(struct sitting *sitting, struct wl_err *err)
{
	/* It was stopped at the scorecard: the topics were seen */
	bool was_judging = sitting->resumed && sitting->told.nverdicts;
	int rc;

	if (is_decided(sitting) && !ask_is_open(sitting))
		return 0;
	rc = ask_present(sitting, err);
	if (!rc && unjudged(sitting) && !was_judging)
		rc = show_topics(sitting, err);
	if (!rc)
		rc = ask_quarter(sitting, err);
	if (!rc)
		rc = ask_scorecard(sitting, err);
	if (!rc && sitting->review.requests.n)
		show_item(sitting, WL_AGENDA_REQUESTS);
	if (!rc)
		rc = ask_requests(sitting, err);
	if (!rc && !is_decided(sitting))
		show_item(sitting, WL_AGENDA_ACTIONS);
	if (!rc)
		rc = ask_actions(sitting, err);
	if (rc == WL_EINTERRUPT && !*err->hint)
		wl_err_hint(err,
			"what was said is kept: 'winloss review --run %s' goes "
			"on",
			sitting->id);
	return rc;
}
