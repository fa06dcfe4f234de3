/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking for the steps of a preparation that are missing. */
#include "base/utf8.h"
#include "prep.h"

static const struct {
	const char *option;
	bool text; /* else yes or nothing */
	const char *question;
} steps[PREP_STEPS] = {
	[PREP_STEP_CRM] = { "crm-reviewed", false,
		"CRM record reviewed (size, length, competitor, stage, "
		"objections)? [y] " },
	[PREP_STEP_FIRST] = { "first-call", true,
		"first call, what was the problem, what did the rep lead "
		"with: " },
	[PREP_STEP_LAST] = { "last-call", true, "last call, the same: " },
	[PREP_STEP_NO_RECORDING] = { "no-recording", false,
		"is there no recording of what was skipped? [y] " },
	[PREP_STEP_GAP] = { "call-gap", true,
		"the gap between the two calls: " },
	[PREP_STEP_HYPOTHESIS] = { "hypothesis", true,
		"hypothesis, what drove this outcome: " },
	[PREP_STEP_BRIEFED] = { "briefed", false,
		"interviewee briefed by e-mail? [y] " },
	[PREP_STEP_BACKGROUND] = { "background", true,
		"background, what the opportunity's owner told: " },
	[PREP_STEP_INTRODUCED] = { "introduced", false,
		"introduced by the AE? [y] " },
};

/* Is there a text, or one among the answers? */
static bool has_text(const struct prep_state *state,
	const struct prep_answers *answers, int step)
{
	return state->told[step] || (answers->v[step] && *answers->v[step]);
}

static bool is_missing(const struct prep_state *state,
	const struct prep_answers *answers, int step)
{
	bool both = has_text(state, answers, PREP_STEP_FIRST) &&
		    has_text(state, answers, PREP_STEP_LAST);
	bool reviewed = state->done[PREP_STEP_NO_RECORDING];

	switch (step) {
	case PREP_STEP_FIRST:
	case PREP_STEP_LAST:
		return !reviewed && !state->told[step];
	case PREP_STEP_NO_RECORDING:
		return !reviewed && !both;
	case PREP_STEP_GAP:
		return both && state->recorded && !state->told[step];
	default:
		return !state->done[step];
	}
}

static bool is_yes(const char *answer)
{
	return wl_utf8_same(answer, "y") || wl_utf8_same(answer, "yes");
}

/* What is in the file already is not written anew: only that it is done. */
static int ask(struct session *session, int step, bool told, char **out,
	struct wl_err *err)
{
	struct wl_buf question = WL_BUF_INIT, words = WL_BUF_INIT;
	bool text = steps[step].text && !told;
	char *answer = NULL;
	int rc;

	if (told)
		wl_buf_addf(&question, "%s stands in the file: done? [y] ",
			steps[step].option);
	else
		wl_buf_adds(&question, steps[step].question);
	rc = prompt_line(session, question.s, steps[step].option, &answer, err);
	if (!rc) {
		wl_utf8_words(&words, answer);
		if (text ? words.n > 0 : is_yes(words.s))
			*out = wl_strdup(text ? words.s : "");
	}
	free(answer);
	wl_buf_release(&question);
	wl_buf_release(&words);
	return rc;
}

int prep_answers_asked(struct session *session, const struct prep_state *state,
	struct prep_answers *answers, bool *any, struct wl_err *err)
{
	bool begun = false;
	int rc = 0;

	*any = false;
	for (int i = 0; !rc && i < PREP_STEPS; i++) {
		if (!is_missing(state, answers, i))
			continue;
		if (!begun)
			session_say(session, "Enter skips, ^D is enough");
		begun = true;
		rc = ask(session, i, state->told[i], &answers->v[i], err);
		*any |= answers->v[i] != NULL;
	}
	return rc == WL_EINTERRUPT ? 0 : rc;
}
