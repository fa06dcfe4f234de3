/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain prompts: the guide, question by question, each answer safe before
 * the next one.  A question without an answer is skipped; /back returns to one
 * as often as needed, what was said there stays. */
#include "base/utf8.h"
#include "interview.h"
#include "passage.h"

#define WORDS_MAX (16 * 1024) /* half of what a file takes in one piece */

static bool has_words(const char *line)
{
	struct wl_buf tidy = WL_BUF_INIT;
	bool some;

	wl_utf8_words(&tidy, line);
	some = tidy.n > 0;
	wl_buf_release(&tidy);
	return some;
}

/* What a line at the prompt means. */
enum line {
	LINE_WORDS,
	LINE_NOTE,
	LINE_PROBES,
	LINE_NEXT,
	LINE_BACK,
	LINE_UNKNOWN,
	LINE_LONG
};

static enum line line_kind(const char *line)
{
	static const struct {
		const char *typed;
		enum line kind;
	} table[] = {
		{ "/?", LINE_PROBES },
		{ "/skip", LINE_NEXT },
		{ "/back", LINE_BACK },
	};

	if (!has_words(line))
		return LINE_NEXT;
	for (size_t i = 0; i < WL_LEN(table); i++)
		if (wl_streq(line, table[i].typed))
			return table[i].kind;
	if (strlen(line) > WORDS_MAX)
		return LINE_LONG;
	if (wl_starts(line, "/n ") && has_words(line + 3))
		return LINE_NOTE;
	return *line == '/' ? LINE_UNKNOWN : LINE_WORDS;
}

/* One line; *over when the question is done with. */
static int take_line(
	struct asking *asking, const char *line, bool *over, struct wl_err *err)
{
	const struct conduct *conduct = asking->conduct;

	switch (line_kind(line)) {
	case LINE_WORDS:
		return asking_words(asking, line, true, err);
	case LINE_NOTE:
		return asking_words(asking, line + 3, false, err);
	case LINE_PROBES:
		show_probes(conduct, asking->steps[asking->at].question);
		return 0;
	case LINE_UNKNOWN:
		fputs("   not kept: a line that begins with / is /n WORDS, "
		      "/?, /skip or /back\n",
			stderr);
		return 0;
	case LINE_LONG:
		fputs("   not kept: too long for one answer; give it in "
		      "parts\n",
			stderr);
		return 0;
	case LINE_BACK:
		asking->back = true;
		/* fall through */
	default:
		*over = true;
		return 0;
	}
}

/* One question, until an empty line. */
static int ask_question(struct asking *asking, struct wl_err *err)
{
	struct conduct *conduct = asking->conduct;
	const struct step *step = &asking->steps[asking->at];
	struct wl_answered *to;
	bool over = false;
	int rc = 0;

	show_question(conduct, step->question, asking->at + 1, asking->n);
	to = keep_find(conduct, step->question->id);
	if (to && to->n)
		fprintf(stderr, "   (%zu kept so far)\n", to->n);
	while (!rc && !over) {
		char *line;

		rc = asking_line(asking, " > ", NULL, &line, err);
		if (rc)
			return rc;
		rc = take_line(asking, line, &over, err);
		free(line);
	}
	to = keep_find(conduct, step->question->id);
	if (rc || asking->back)
		return rc;
	if (!to || !to->n) {
		keep_answered(conduct, step->question->id)->skipped = true;
		return journal_save(conduct, err);
	}
	return step->question->captures ? asking_capture(asking, err) : 0;
}

static int ask_questions(struct asking *asking, struct wl_err *err)
{
	const struct wl_guide_block *shown = NULL;
	int rc = 0;

	while (!rc && asking->at < asking->n) {
		const struct step *step = &asking->steps[asking->at];

		if (step->block != shown)
			show_block(asking->conduct, step->block);
		shown = step->block;
		asking->back = false;
		rc = ask_question(asking, err);
		if (!asking->back)
			asking->at++;
		else if (asking->at)
			asking->at--;
	}
	return rc;
}

static int ask_minutes(struct asking *asking, struct wl_err *err)
{
	struct wl_answers *answers = &asking->conduct->answers;
	int guess = (asking_elapsed(asking) + 59) / 60;
	char prompt[64];
	int rc = 0;

	snprintf(prompt, sizeof(prompt),
		guess ? "\nHow many minutes did it take? [%d] "
		      : "\nHow many minutes did it take? ",
		guess);
	while (!rc && !answers->minutes) {
		char *typed;

		rc = asking_line(asking, prompt, NULL, &typed, err);
		if (rc)
			return rc;
		answers->minutes = *typed ? minutes_parse(typed) : guess;
		if (*typed && !answers->minutes)
			fputs("   a number of minutes, 1 to 600\n", stderr);
		rc = *typed || guess ? 0 : WL_ENOTFOUND;
		free(typed);
	}
	return rc == WL_ENOTFOUND ? 0 : rc;
}

static void lay_out(struct asking *asking)
{
	struct conduct *conduct = asking->conduct;
	const struct wl_guide *guide = conduct->guide;
	size_t n = 0;

	for (size_t i = 0; i < guide->nblocks; i++)
		n += guide->blocks[i].nquestions;
	asking->steps = wl_arena_alloc(
		&conduct->arena, (n + 1) * sizeof(*asking->steps));
	for (size_t i = 0; i < guide->nblocks; i++)
		for (size_t j = 0; j < guide->blocks[i].nquestions; j++)
			if (wl_guide_asks(&guide->blocks[i].questions[j],
				    conduct->interview->outcome))
				asking->steps[asking->n++] = (struct step){
					&guide->blocks[i],
					&guide->blocks[i].questions[j]
				};
	keep_room(conduct);
	passage_themes(&conduct->arena, conduct->session, &asking->themes);
}

/* Behind the last question that was come to; what it should have captured is
 * asked for first. */
static int go_on(struct asking *asking, struct wl_err *err)
{
	struct conduct *conduct = asking->conduct;
	size_t next = 0, kept = 0;
	const struct wl_question *last;
	const struct wl_answered *one;
	int rc = 0;

	for (size_t i = 0; i < asking->n; i++) {
		one = keep_find(conduct, asking->steps[i].question->id);
		if (one)
			next = i + 1;
		kept += one ? one->n : 0;
	}
	fprintf(stderr, "\nGoing on; %zu answer%s kept.\n", kept,
		kept == 1 ? " is" : "s are");
	if (next) {
		asking->at = next - 1;
		last = asking->steps[asking->at].question;
		one = keep_find(conduct, last->id);
		if (one->n && last->captures &&
			!keep_has_capture(conduct, last->captures)) {
			show_question(conduct, last, next, asking->n);
			rc = asking_capture(asking, err);
		}
	}
	asking->at = next;
	return rc;
}

int interview_ask(struct conduct *conduct, struct wl_err *err)
{
	struct asking asking = { .conduct = conduct };
	struct wl_time now = wl_time_now();
	int rc;

	if (!conduct->session->input) {
		wl_err_set(err, WL_EUSAGE, "there is no terminal to ask at");
		return wl_err_hint(err, "give the answers with --answers "
					"FILE");
	}
	/* --as-of takes another moment as now: then no clock runs */
	asking.clock = llabs(now.utc - conduct->session->as_of.utc) < 60;
	lay_out(&asking);
	show_opening(conduct, asking.n);
	rc = journal_save(conduct, err); /* when it began */
	if (!rc && conduct->resumed)
		rc = go_on(&asking, err);
	if (!rc)
		rc = ask_questions(&asking, err);
	if (!rc)
		rc = ask_minutes(&asking, err);
	if (rc == WL_EINTERRUPT) {
		wl_err_set(err, rc, "paused; every answer is saved");
		wl_err_hint(err, "go on with 'winloss interview %s --resume'",
			conduct->interview->id);
	}
	return rc;
}
