/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One answer at the prompts: its words, its tags, the field that it fills. */
#include "interview.h"
#include "passage.h"

int asking_line(struct asking *asking, const char *prompt,
	const struct wl_list *words, char **typed, struct wl_err *err)
{
	int rc;

	prompt_complete(words);
	rc = prompt_line(
		asking->conduct->session, prompt, "--answers FILE", typed, err);
	prompt_complete(NULL);
	return rc;
}

static void complain(const struct asking *asking, struct wl_err *err)
{
	session_warn(asking->conduct->session, "%s%s%s", err->text,
		*err->hint ? "\nhint: " : "", err->hint);
	memset(err, 0, sizeof(*err));
}

/* Seconds into the conversation; -1 if nobody can know. */
int asking_elapsed(const struct asking *asking)
{
	struct wl_time now = wl_time_now();
	int64_t seconds = now.utc - asking->conduct->answers.interviewed.utc;

	if (!asking->clock || seconds < 0 || seconds > 4 * 3600)
		return -1;
	return (int)seconds;
}

/* Tags for what was just said; asks again for what is not one. */
static int ask_tags(
	struct asking *asking, struct wl_answer *answer, struct wl_err *err)
{
	struct conduct *conduct = asking->conduct;
	const struct wl_answer before = *answer;
	int rc;

	for (;;) {
		const char *prompt = asking->told ? "   themes: "
						  : "   themes (Tab completes, "
						    "Enter leaves them for "
						    "later): ";
		char *typed;

		asking->told = true;
		rc = asking_line(asking, prompt, &asking->themes, &typed, err);
		if (rc)
			return rc;
		*answer = before;
		rc = passage_parse_tags(&conduct->arena, typed, answer, err);
		free(typed);
		if (!rc)
			break;
		complain(asking, err);
	}
	passage_check_tags(conduct->session, answer->tags, answer->ntags);
	return 0;
}

/* The words first, then the tags: a crash between them loses no word. */
int asking_words(struct asking *asking, const char *words, bool quote,
	struct wl_err *err)
{
	struct conduct *conduct = asking->conduct;
	const char *id = asking->steps[asking->at].question->id;
	struct wl_answer answer = { .quote = quote,
		.seconds = asking_elapsed(asking) };
	struct wl_answered *to = keep_answered(conduct, id);
	struct wl_buf tidy = WL_BUF_INIT;
	int rc;

	wl_passage_tidy(&tidy, words, quote);
	answer.words = wl_arena_strdup(&conduct->arena, tidy.s);
	wl_buf_release(&tidy);
	keep_answer(conduct, to, &answer);
	rc = journal_save(conduct, err);
	if (!rc)
		rc = ask_tags(asking, &answer, err);
	if (rc)
		return rc;
	to->answers[to->n - 1] = answer;
	return journal_save(conduct, err);
}

static const struct wl_list *capture_list(
	struct asking *asking, const char *key, struct wl_list *out)
{
	const char *const *words = capture_words(key);

	out->n = 0;
	if (!words)
		return capture_is_theme(key) ? &asking->themes : NULL;
	out->v = wl_arena_alloc(&asking->conduct->arena, 16 * sizeof(*out->v));
	for (size_t i = 0; words[i] && out->n < 16; i++)
		if (*words[i])
			out->v[out->n++] = words[i];
	return out;
}

/* The field that a question fills, asked until it is right or left empty. */
int asking_capture(struct asking *asking, struct wl_err *err)
{
	struct conduct *conduct = asking->conduct;
	const char *key = asking->steps[asking->at].question->captures;
	const char *prompt = wl_arena_printf(
		&conduct->arena, "   %s: ", capture_prompt(key));
	struct wl_list words = { 0 };
	struct wl_capture capture;
	int rc;

	if (wl_streq(key, "consent") && args_has(conduct->args, "consent"))
		return 0;
	for (;;) {
		char *typed;

		rc = asking_line(asking, prompt,
			capture_list(asking, key, &words), &typed, err);
		if (rc)
			return rc;
		rc = *typed ? capture_parse(&conduct->arena, key, typed,
				      &capture, err)
			    : WL_ENOTFOUND;
		free(typed);
		if (rc == WL_ENOTFOUND)
			return 0;
		if (!rc)
			break;
		complain(asking, err);
	}
	keep_capture(conduct, &capture);
	return journal_save(conduct, err);
}
