/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain prompts: the guide, block by block, each answer safe before the
 * next question. */
#include <unistd.h>

#include "base/path.h"
#include "base/utf8.h"
#include "interview.h"
#include "passage.h"

struct asking {
	struct conduct *conduct;
	struct wl_list themes; /* ids, for completion */
	size_t room;	       /* of answers.answered */
};

static void add_wrapped(struct wl_buf *out, const char *indent,
	const char *text)
{
	size_t width = 76 - strlen(indent), used = 0;

	wl_buf_adds(out, indent);
	while (*text) {
		size_t n = strcspn(text, " \n");

		if (used && used + 1 + n > width) {
			wl_buf_addf(out, "\n%s", indent);
			used = 0;
		}
		if (used)
			wl_buf_addc(out, ' ');
		wl_buf_add(out, text, n);
		used += n + (used > 0);
		text += n + strspn(text + n, " \n");
	}
	wl_buf_addc(out, '\n');
}

static void show(const struct asking *asking, const struct wl_buf *text)
{
	struct wl_buf safe = WL_BUF_INIT;

	(void)asking;
	wl_utf8_visible(&safe, text->s, true);
	fputs(safe.s, stderr);
	wl_buf_release(&safe);
}

static const char *rival(const struct asking *asking)
{
	const struct wl_interview *interview = asking->conduct->interview;

	return interview->competitor
		       ? wl_programme_competitor_name(
				 &asking->conduct->session->corpus.programme,
				 interview->competitor)
		       : "the alternative";
}

static void fill(const struct asking *asking, struct wl_buf *out,
	const char *text)
{
	wl_guide_fill(out, text, rival(asking),
		asking->conduct->session->corpus.programme.product);
}

static void add_listen(struct wl_buf *out, const struct wl_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		add_wrapped(out, "    - ", list->v[i]);
}

static void show_block(const struct asking *asking,
	const struct wl_guide_block *block)
{
	struct wl_buf out = WL_BUF_INIT, script = WL_BUF_INIT;
	enum wl_outcome outcome = asking->conduct->interview->outcome;

	wl_buf_addf(&out, "\n== %s  (%d", block->title, block->minutes[0]);
	if (block->minutes[1] != block->minutes[0])
		wl_buf_addf(&out, "-%d", block->minutes[1]);
	wl_buf_adds(&out, " minutes)\n");
	if (block->goal)
		add_wrapped(&out, "   ", block->goal);
	if (block->script) {
		fill(asking, &script, block->script);
		wl_buf_adds(&out, "   say:\n");
		add_wrapped(&out, "   | ", script.s);
	}
	wl_buf_adds(&out, "   listen for:\n");
	add_listen(&out, &block->listen_any);
	add_listen(&out, outcome == WL_WIN ? &block->listen_win
					   : &block->listen_loss);
	show(asking, &out);
	wl_buf_release(&out);
	wl_buf_release(&script);
}

static void show_question(const struct asking *asking,
	const struct wl_question *question)
{
	struct wl_buf out = WL_BUF_INIT, text = WL_BUF_INIT;

	fill(asking, &text, question->text);
	wl_buf_adds(&out, "\n");
	add_wrapped(&out, question->key ? " * " : "   ", text.s);
	show(asking, &out);
	wl_buf_release(&out);
	wl_buf_release(&text);
}

static void show_probes(const struct asking *asking,
	const struct wl_question *question)
{
	struct wl_buf out = WL_BUF_INIT;

	if (!question->nprobes)
		wl_buf_adds(&out, "   (no probes)\n");
	for (size_t i = 0; i < question->nprobes; i++) {
		wl_buf_addf(&out, "   %s:\n", question->probes[i].when);
		add_wrapped(&out, "     ", question->probes[i].ask);
	}
	show(asking, &out);
	wl_buf_release(&out);
}

/* Seconds into the conversation; -1 if the clock cannot be meant. */
static int elapsed(const struct conduct *conduct)
{
	struct wl_time now = wl_time_now();
	int64_t seconds = now.utc - conduct->answers.interviewed.utc;

	return seconds < 0 || seconds > 4 * 3600 ? -1 : (int)seconds;
}

static struct wl_answered *answered_to(struct asking *asking,
	const char *question)
{
	struct wl_answers *answers = &asking->conduct->answers;

	for (size_t i = 0; i < answers->n; i++)
		if (wl_streq(answers->answered[i].question, question))
			return &answers->answered[i];
	answers->answered[answers->n].question = question;
	return &answers->answered[answers->n++];
}

static void append(struct conduct *conduct, struct wl_answered *to,
	const struct wl_answer *answer)
{
	struct wl_answer *grown = wl_arena_alloc(&conduct->arena,
		(to->n + 1) * sizeof(*grown));

	if (to->n)
		memcpy(grown, to->answers, to->n * sizeof(*grown));
	grown[to->n++] = *answer;
	to->answers = grown;
}

/* Tags for what was just said; asks again for what is not one. */
static int ask_tags(struct asking *asking, struct wl_answer *answer,
	struct wl_err *err)
{
	struct conduct *conduct = asking->conduct;
	char *typed;
	int rc;

	do {
		prompt_complete(&asking->themes);
		rc = prompt_line(conduct->session, "   themes: ",
			"--answers FILE", &typed, err);
		prompt_complete(NULL);
		if (rc)
			return rc;
		rc = passage_parse_tags(&conduct->arena, typed, answer, err);
		free(typed);
		if (rc)
			session_warn(conduct->session, "%s\nhint: %s",
				err->text, err->hint);
	} while (rc);
	memset(err, 0, sizeof(*err));
	passage_check_tags(conduct->session, answer->tags, answer->ntags);
	return 0;
}

static int take_words(struct asking *asking,
	const struct wl_question *question, const char *line,
	struct wl_err *err)
{
	struct conduct *conduct = asking->conduct;
	bool note = wl_starts(line, "/n ");
	struct wl_answer answer = { .quote = !note,
		.seconds = elapsed(conduct) };
	int rc;

	answer.words = wl_arena_strdup(&conduct->arena, line + (note ? 3 : 0));
	append(conduct, answered_to(asking, question->id), &answer);
	rc = journal_save(conduct, err); /* the words first, then the tags */
	if (!rc)
		rc = ask_tags(asking, &answer, err);
	if (!rc) {
		struct wl_answered *to = answered_to(asking, question->id);

		to->answers[to->n - 1] = answer;
		rc = journal_save(conduct, err);
	}
	return rc;
}

static int ask_capture(struct asking *asking,
	const struct wl_question *question, struct wl_err *err)
{
	struct conduct *conduct = asking->conduct;
	struct wl_answers *answers = &conduct->answers;
	struct wl_capture *grown;
	struct wl_buf prompt = WL_BUF_INIT;
	char *typed = NULL;
	int rc;

	wl_buf_addf(&prompt, "   %s: ", question->captures);
	prompt_complete(&asking->themes);
	rc = prompt_line(conduct->session, prompt.s, "--answers FILE", &typed,
		err);
	prompt_complete(NULL);
	wl_buf_release(&prompt);
	if (rc || !*typed) {
		free(typed);
		return rc;
	}
	grown = wl_arena_alloc(&conduct->arena,
		(answers->ncaptures + 1) * sizeof(*grown));
	if (answers->ncaptures)
		memcpy(grown, answers->captures,
			answers->ncaptures * sizeof(*grown));
	rc = capture_parse(&conduct->arena, question->captures, typed,
		&grown[answers->ncaptures], err);
	free(typed);
	if (rc) {
		session_warn(conduct->session, "%s\nhint: %s", err->text,
			err->hint);
		return ask_capture(asking, question, err);
	}
	answers->captures = grown;
	answers->ncaptures++;
	return journal_save(conduct, err);
}

/* One question, until an empty line. */
static int ask_question(struct asking *asking,
	const struct wl_question *question, struct wl_err *err)
{
	struct conduct *conduct = asking->conduct;
	bool over = false;
	int rc = 0;

	show_question(asking, question);
	while (!rc && !over) {
		char *line;

		rc = prompt_line(conduct->session, " > ", "--answers FILE",
			&line, err);
		if (rc)
			return rc;
		over = !*line || wl_streq(line, "/skip");
		if (wl_streq(line, "/?"))
			show_probes(asking, question);
		else if (!over)
			rc = take_words(asking, question, line, err);
		free(line);
	}
	if (!rc && !answered_to(asking, question->id)->n) {
		answered_to(asking, question->id)->skipped = true;
		return journal_save(conduct, err);
	}
	return !rc && question->captures
		       ? ask_capture(asking, question, err)
		       : rc;
}

static bool is_answered(const struct asking *asking, const char *question)
{
	const struct wl_answers *answers = &asking->conduct->answers;

	for (size_t i = 0; i < answers->n; i++)
		if (wl_streq(answers->answered[i].question, question))
			return true;
	return false;
}

static int ask_blocks(struct asking *asking, struct wl_err *err)
{
	const struct conduct *conduct = asking->conduct;
	int rc = 0;

	for (size_t i = 0; !rc && i < conduct->guide->nblocks; i++) {
		const struct wl_guide_block *block = &conduct->guide->blocks[i];
		bool shown = false;

		for (size_t j = 0; !rc && j < block->nquestions; j++) {
			const struct wl_question *one = &block->questions[j];

			if (!wl_guide_asks(one, conduct->interview->outcome) ||
				is_answered(asking, one->id))
				continue;
			if (!shown)
				show_block(asking, block);
			shown = true;
			rc = ask_question(asking, one, err);
		}
	}
	return rc;
}

static int ask_minutes(struct asking *asking, struct wl_err *err)
{
	struct conduct *conduct = asking->conduct;
	int guess = (elapsed(conduct) + 59) / 60;
	char prompt[64];
	char *typed;
	int rc;

	if (conduct->answers.minutes)
		return 0;
	snprintf(prompt, sizeof(prompt), "\nminutes it took [%d]: ", guess);
	rc = prompt_line(conduct->session, prompt, "--minutes", &typed, err);
	if (rc)
		return rc;
	conduct->answers.minutes =
		*typed ? (int)strtol(typed, NULL, 10) : guess;
	free(typed);
	return 0;
}

/* The arrays that grow while asking: room for every question. */
static void make_room(struct asking *asking)
{
	struct conduct *conduct = asking->conduct;
	const struct wl_codebook *codebook =
		&conduct->session->corpus.codebook;
	struct wl_answered *all;
	size_t n = conduct->answers.n;

	for (size_t i = 0; i < conduct->guide->nblocks; i++)
		n += conduct->guide->blocks[i].nquestions;
	all = wl_arena_alloc(&conduct->arena, n * sizeof(*all));
	if (conduct->answers.n)
		memcpy(all, conduct->answers.answered,
			conduct->answers.n * sizeof(*all));
	conduct->answers.answered = all;
	asking->themes.v = wl_arena_alloc(&conduct->arena,
		codebook->n * sizeof(*asking->themes.v));
	for (size_t i = 0; i < codebook->n; i++)
		asking->themes.v[asking->themes.n++] = codebook->themes[i].id;
}

int interview_ask(struct conduct *conduct, struct wl_err *err)
{
	struct asking asking = { .conduct = conduct };
	int rc;

	if (!conduct->session->input) {
		wl_err_set(err, WL_EUSAGE, "there is no terminal to ask at");
		return wl_err_hint(err, "give the answers with --answers "
					"FILE");
	}
	make_room(&asking);
	session_say(conduct->session,
		"Type what they say and press Enter; '/n ' begins a note of "
		"your own,\n'/?' shows the probes, an empty line goes on, "
		"'/skip' leaves a question out.\nEvery answer is saved at "
		"once; ^D pauses.");
	rc = ask_blocks(&asking, err);
	if (!rc)
		rc = ask_minutes(&asking, err);
	if (rc == WL_EINTERRUPT && isatty(STDIN_FILENO)) {
		wl_err_set(err, rc, "paused; all answers are saved");
		wl_err_hint(err, "go on with 'winloss interview %s --resume'",
			conduct->interview->id);
	}
	return rc;
}
