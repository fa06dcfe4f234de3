/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "passage.h"

#include "base/path.h"
#include "base/utf8.h"
#include "store/private.h"

#define WITHHELD "(confidential)"

struct search {
	const struct passage_target *target;
	const char *words; /* tidied */
};

/* Is the id in use by other words? */
static bool taken(void *context, const char *id)
{
	const struct search *search = context;

	for (size_t i = 0; i < search->target->nknown; i++) {
		const struct wl_passage *one = &search->target->known[i];

		if (wl_streq(one->id, id))
			return !wl_streq(one->words, search->words);
	}
	return false;
}

static bool known_id(const struct passage_target *target, const char *id)
{
	for (size_t i = 0; i < target->nknown; i++)
		if (wl_streq(target->known[i].id, id))
			return true;
	return false;
}

/* A passage with these words under a hand-written id, or none. */
static const char *known_words(const struct passage_target *target,
	const char *words)
{
	for (size_t i = 0; i < target->nknown; i++)
		if (target->known[i].id &&
			wl_streq(target->known[i].words, words))
			return target->known[i].id;
	return NULL;
}

static int settle_id(struct passage_target *target,
	const struct wl_answer *answer, bool withhold, const char *words,
	char id[WL_PASSAGE_ID], struct wl_err *err)
{
	struct search search = { .target = target, .words = words };
	const char *already;

	if (withhold)
		return wl_private_keep(target->change, target->interview,
			answer->quote, words, id, err);
	already = known_words(target, words);
	if (already && strlen(already) < WL_PASSAGE_ID)
		snprintf(id, WL_PASSAGE_ID, "%s", already);
	else
		wl_passage_id(id, words, taken, &search);
	return 0;
}

int passage_add(struct passage_target *target, const char *question,
	const struct wl_answer *answer, const struct wl_tokens *more,
	char id[WL_PASSAGE_ID], struct wl_err *err)
{
	bool withhold = answer->level == WL_CONFIDENTIAL && target->interview;
	struct wl_tokens tokens = { .tags = answer->tags,
		.ntags = answer->ntags,
		.level = answer->level,
		.seconds = answer->seconds,
		.day = WL_NO_DAY };
	struct wl_buf words = WL_BUF_INIT;
	int rc;

	wl_passage_tidy(&words, answer->words, answer->quote);
	if (!words.n) {
		wl_err_set(err, WL_EUSAGE, "a passage needs words");
		return WL_EUSAGE;
	}
	rc = settle_id(target, answer, withhold, words.s, id, err);
	if (!rc && !known_id(target, id)) {
		if (more) {
			tokens.day = more->day;
			tokens.source = more->source;
		}
		tokens.id = id;
		rc = wl_edit_add_passage(target->edit, question, answer->quote,
			withhold ? WITHHELD : words.s, &tokens, err);
	}
	wl_buf_release(&words);
	return rc;
}

void passage_check_tags(const struct session *session,
	const struct wl_tag *tags, size_t n)
{
	const struct wl_codebook *codebook = &session->corpus.codebook;

	for (size_t i = 0; i < n; i++) {
		const char *near;

		if (wl_codebook_find(codebook, tags[i].theme))
			continue;
		near = wl_codebook_suggest(codebook, tags[i].theme);
		if (near)
			session_warn(session,
				"theme '%s' is not in themes.yaml; did you "
				"mean '%s'?",
				tags[i].theme, near);
		else
			session_warn(session,
				"theme '%s' is not in themes.yaml",
				tags[i].theme);
	}
}

static bool take_token(struct wl_arena *arena, const char *word,
	struct wl_answer *answer)
{
	struct wl_tag *tags, tag;

	if (wl_streq(word, "!confidential") || wl_streq(word, "!public")) {
		answer->level = word[1] == 'p' ? WL_PUBLIC : WL_CONFIDENTIAL;
		return true;
	}
	if (*word == '~') {
		answer->seconds = wl_clock_parse(word + 1);
		return answer->seconds >= 0;
	}
	if (!wl_tag_parse(&tag, arena, word + (*word == '#')))
		return false;
	tags = wl_arena_alloc(arena, (answer->ntags + 1) * sizeof(*tags));
	if (answer->ntags)
		memcpy(tags, answer->tags, answer->ntags * sizeof(*tags));
	tags[answer->ntags++] = tag;
	answer->tags = tags;
	return true;
}

int passage_parse_tags(struct wl_arena *arena, const char *typed,
	struct wl_answer *answer, struct wl_err *err)
{
	struct wl_buf line = WL_BUF_INIT;
	int rc = 0;

	wl_utf8_line(&line, typed);
	for (char *p = line.s; !rc && *p;) {
		size_t n = strcspn(p, " ,");
		char *word = wl_arena_strndup(arena, p, n);

		if (n && !take_token(arena, word, answer)) {
			rc = wl_err_set(err, WL_EUSAGE,
				"'%s' is not a theme, a level or a time",
				word);
			wl_err_hint(err, "themes as rollout-time, "
				"rollout-time+ or rollout-time-; then "
				"!confidential or !public, and ~04:10");
		}
		p += n + (p[n] != '\0');
	}
	wl_buf_release(&line);
	return rc;
}
