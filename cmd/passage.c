/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "passage.h"

#include "base/path.h"
#include "base/utf8.h"
#include "store/layout.h"
#include "store/private.h"

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

/* A passage with these words; the words of a withheld one are not here. */
static const struct wl_passage *find_words(
	const struct passage_target *target, const char *words)
{
	for (size_t i = 0; i < target->nknown; i++)
		if (wl_streq(target->known[i].words, words) &&
			!wl_streq(words, PASSAGE_WITHHELD))
			return &target->known[i];
	return NULL;
}

/* What private/ holds, or will hold once this change is applied. */
static int read_private(const struct passage_target *target,
	struct wl_arena *arena, struct wl_passage **out, size_t *n,
	struct wl_err *err)
{
	const char *id = target->interview->id;
	const struct wl_buf *pending;
	struct wl_source source;
	struct wl_buf path = WL_BUF_INIT;
	struct wl_front front;
	int rc;

	wl_layout_private(&path, id);
	pending = wl_change_content(target->change, path.s);
	if (!pending) {
		rc = wl_private_read(
			out, n, arena, &target->session->place, id, err);
	} else {
		source = (struct wl_source){
			.path = path.s, .bytes = pending->s, .n = pending->n
		};
		rc = wl_front_parse(&front, arena, &source, err);
		if (!rc)
			rc = wl_passages_parse(
				out, n, arena, &source, front.body, err);
	}
	wl_buf_release(&path);
	return rc;
}

/* Were these words kept out of the file before? */
static int is_private(const struct passage_target *target, const char *words,
	bool *out, struct wl_err *err)
{
	struct wl_passage *passages = NULL;
	struct wl_arena arena;
	size_t n = 0;
	int rc;

	*out = false;
	if (!target->interview)
		return 0;
	wl_arena_init(&arena);
	rc = read_private(target, &arena, &passages, &n, err);
	for (size_t i = 0; !rc && i < n; i++)
		*out |= wl_streq(passages[i].words, words);
	wl_arena_release(&arena);
	return rc;
}

/* Asked to be kept out of the file, where they stand already. */
static int stands_openly(const struct passage_target *target,
	const struct wl_passage *there, struct wl_err *err)
{
	wl_err_at(err, target->edit->path, there->line, 1,
		"these words stand in the file already, not confidential");
	if (there->id)
		return wl_err_hint(err,
			"'winloss note %s --passage %s --level confidential' "
			"takes them out",
			target->interview->id, there->id);
	return wl_err_hint(err,
		"put !confidential behind them, then 'winloss "
		"note %s --ids' takes them out",
		target->interview->id);
}

static bool has_tag(const struct wl_passage *passage, const struct wl_tag *tag)
{
	for (size_t i = 0; i < passage->ntags; i++)
		if (wl_streq(passage->tags[i].theme, tag->theme) &&
			passage->tags[i].polarity == tag->polarity)
			return true;
	return false;
}

/* Words that are there already keep their tags; say which ones of the new
 * would be lost by that. */
static void say_tags(const struct passage_target *target,
	const struct wl_answer *answer, const char *id)
{
	static const char *const signs[] = { "-", "", "+" };
	const struct wl_passage *there = NULL;
	struct wl_buf tags = WL_BUF_INIT;

	for (size_t i = 0; *id && i < target->nknown; i++)
		if (wl_streq(target->known[i].id, id))
			there = &target->known[i];
	for (size_t i = 0; there && i < answer->ntags; i++)
		if (!has_tag(there, &answer->tags[i]))
			wl_buf_addf(&tags, " --tag %s%s", answer->tags[i].theme,
				signs[answer->tags[i].polarity + 1]);
	if (tags.n && target->interview)
		session_warn(target->session,
			"the words of ^%s are there already and keep their "
			"tags: 'winloss note %s --passage %s%s' adds to them",
			id, target->interview->id, id, tags.s);
	wl_buf_release(&tags);
}

static int write_passage(struct passage_target *target, const char *question,
	const struct wl_answer *answer, const struct wl_tokens *more,
	const char *words, char id[WL_PASSAGE_ID], struct wl_err *err)
{
	struct wl_tokens tokens = { .tags = answer->tags,
		.ntags = answer->ntags,
		.level = answer->level,
		.seconds = answer->seconds,
		.day = more ? more->day : WL_NO_DAY,
		.source = more ? more->source : NULL };
	struct search search = { .target = target, .words = words };
	bool private = false, withhold;
	int rc;

	withhold = target->interview &&
		   (target->withhold || answer->level == WL_CONFIDENTIAL);
	rc = is_private(target, words, &private, err);
	if (rc)
		return rc;
	if (private || withhold) {
		rc = wl_private_keep(target->change, target->interview,
			answer->quote, words, id, err);
		tokens.level = WL_CONFIDENTIAL;
	} else {
		wl_passage_id(id, words, taken, &search);
	}
	if (!rc && private && !withhold)
		session_warn(target->session,
			"the words of ^%s were confidential before and stay "
			"so",
			id);
	if (rc)
		return rc;
	if (known_id(target, id)) {
		say_tags(target, answer, id);
		return 0;
	}
	tokens.id = id;
	return wl_edit_add_passage(target->edit, question, answer->quote,
		private || withhold ? PASSAGE_WITHHELD : words, &tokens, err);
}

int passage_add(struct passage_target *target, const char *question,
	const struct wl_answer *answer, const struct wl_tokens *more,
	char id[WL_PASSAGE_ID], struct wl_err *err)
{
	const struct wl_passage *there;
	struct wl_buf words = WL_BUF_INIT;
	int rc = 0;

	wl_passage_tidy(&words, answer->words, answer->quote);
	there = find_words(target, words.s);
	*id = '\0';
	if (!words.n)
		rc = wl_err_set(err, WL_EUSAGE, "a passage needs words");
	else if (there && answer->level == WL_CONFIDENTIAL && target->interview)
		rc = stands_openly(target, there, err);
	else if (there)
		snprintf(id, WL_PASSAGE_ID, "%s",
			there->id && strlen(there->id) < WL_PASSAGE_ID
				? there->id
				: "");
	else
		rc = write_passage(
			target, question, answer, more, words.s, id, err);
	if (!rc && there)
		say_tags(target, answer, id);
	wl_buf_release(&words);
	return rc;
}

void passage_check_tags(
	const struct session *session, const struct wl_tag *tags, size_t n)
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

static bool take_token(
	struct wl_arena *arena, const char *word, struct wl_answer *answer)
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
				"'%s' is not a theme, a level or a time", word);
			wl_err_hint(err, "such as: rollout-time- pricing "
					 "!confidential ~04:10");
		}
		p += n + (p[n] != '\0');
	}
	wl_buf_release(&line);
	return rc;
}

void passage_themes(struct wl_arena *arena, const struct session *session,
	struct wl_list *out)
{
	const struct wl_codebook *codebook = &session->corpus.codebook;

	out->n = 0;
	out->v = wl_arena_alloc(arena, (codebook->n + 1) * sizeof(*out->v));
	for (size_t i = 0; i < codebook->n; i++)
		out->v[out->n++] = codebook->themes[i].id;
}
