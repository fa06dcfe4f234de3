/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers of an interview that goes on, as they grow. */
#include "interview.h"

void keep_room(struct conduct *conduct)
{
	struct wl_answers *answers = &conduct->answers;
	struct wl_answered *all;
	size_t n = answers->n;

	for (size_t i = 0; i < conduct->guide->nblocks; i++)
		n += conduct->guide->blocks[i].nquestions;
	all = wl_arena_alloc(&conduct->arena, (n + 1) * sizeof(*all));
	if (answers->n)
		memcpy(all, answers->answered, answers->n * sizeof(*all));
	answers->answered = all;
}

struct wl_answered *keep_find(struct conduct *conduct, const char *question)
{
	struct wl_answers *answers = &conduct->answers;

	for (size_t i = 0; i < answers->n; i++)
		if (wl_streq(answers->answered[i].question, question))
			return &answers->answered[i];
	return NULL;
}

struct wl_answered *keep_answered(struct conduct *conduct, const char *question)
{
	struct wl_answers *answers = &conduct->answers;
	struct wl_answered *one = keep_find(conduct, question);

	if (!one) {
		one = &answers->answered[answers->n++];
		one->question = question;
	}
	return one;
}

void keep_answer(struct conduct *conduct, struct wl_answered *to,
	const struct wl_answer *answer)
{
	struct wl_answer *grown =
		wl_arena_alloc(&conduct->arena, (to->n + 1) * sizeof(*grown));

	if (to->n)
		memcpy(grown, to->answers, to->n * sizeof(*grown));
	grown[to->n++] = *answer;
	to->answers = grown;
	to->skipped = false;
}

bool keep_has_capture(const struct conduct *conduct, const char *key)
{
	for (size_t i = 0; i < conduct->answers.ncaptures; i++)
		if (wl_streq(conduct->answers.captures[i].key, key))
			return true;
	return false;
}

void keep_capture(struct conduct *conduct, const struct wl_capture *capture)
{
	struct wl_answers *answers = &conduct->answers;
	struct wl_capture *grown;

	for (size_t i = 0; i < answers->ncaptures; i++)
		if (wl_streq(answers->captures[i].key, capture->key)) {
			answers->captures[i] = *capture;
			return;
		}
	grown = wl_arena_alloc(
		&conduct->arena, (answers->ncaptures + 1) * sizeof(*grown));
	if (answers->ncaptures)
		memcpy(grown, answers->captures,
			answers->ncaptures * sizeof(*grown));
	grown[answers->ncaptures++] = *capture;
	answers->captures = grown;
}
