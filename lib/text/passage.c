/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/passage.h"

#include "base/path.h"
#include "base/utf8.h"

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool copy_word(char out[WL_ID_MAX + 2], const char *s, size_t n)
{
	if (!n || n > WL_ID_MAX + 1)
		return false;
	memcpy(out, s, n);
	out[n] = '\0';
	return true;
}

/* "theme", "theme+", "theme-"; cuts the sign off. */
static bool split_sign(char *word, int *polarity)
{
	size_t n = strlen(word);

	*polarity = 0;
	if (n && (word[n - 1] == '+' || word[n - 1] == '-')) {
		*polarity = word[n - 1] == '+' ? 1 : -1;
		word[n - 1] = '\0';
	}
	return wl_theme_id_valid(word);
}

bool wl_tag_parse(struct wl_tag *out, struct wl_arena *arena, const char *s)
{
	char word[WL_ID_MAX + 2];

	if (!copy_word(word, s, strlen(s)) || !split_sign(word, &out->polarity))
		return false;
	out->theme = wl_arena_strdup(arena, word);
	return true;
}

static bool is_source(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz");

	return n && !s[n];
}

bool wl_token_valid(const char *word, size_t n)
{
	char text[WL_ID_MAX + 2];
	int polarity;
	wl_day day;

	if (n < 2 || !copy_word(text, word + 1, n - 1))
		return false;
	switch (*word) {
	case '#':
		return split_sign(text, &polarity);
	case '!':
		return wl_streq(text, "confidential") ||
		       wl_streq(text, "public");
	case '~':
		return wl_clock_parse(text) >= 0 || wl_day_parse(&day, text);
	case '@':
		return is_source(text);
	case '^':
		return wl_passage_id_valid(text);
	default:
		return false;
	}
}

static void add_tag(struct wl_tokens *tokens, struct wl_arena *arena,
	const char *s, size_t n)
{
	struct wl_tag tag = { NULL, 0 }, *grown;

	if (s[n - 1] == '+' || s[n - 1] == '-')
		tag.polarity = s[--n] == '+' ? 1 : -1;
	for (size_t i = 0; i < tokens->ntags; i++)
		if (!strncmp(tokens->tags[i].theme, s, n) &&
			!tokens->tags[i].theme[n] &&
			tokens->tags[i].polarity == tag.polarity)
			return;
	if (!(tokens->ntags & (tokens->ntags - 1))) {
		grown = wl_arena_raw(
			arena, (tokens->ntags ? tokens->ntags * 2 : 1) *
				       sizeof(*grown));
		if (tokens->ntags)
			memcpy(grown, tokens->tags,
				tokens->ntags * sizeof(*grown));
		tokens->tags = grown;
	}
	tag.theme = wl_arena_strndup(arena, s, n);
	tokens->tags[tokens->ntags++] = tag;
}

/* One token, which is valid, without its sign. */
static void take(struct wl_tokens *tokens, struct wl_arena *arena,
	const char *word, size_t n)
{
	char text[WL_ID_MAX + 2];
	char sign = *word++;

	n--;
	switch (sign) {
	case '#':
		add_tag(tokens, arena, word, n);
		break;
	case '!':
		tokens->level = *word == 'p' ? WL_PUBLIC : WL_CONFIDENTIAL;
		break;
	case '~':
		copy_word(text, word, n);
		if (!wl_day_parse(&tokens->day, text))
			tokens->seconds = wl_clock_parse(text);
		break;
	case '@':
		tokens->source = wl_arena_strndup(arena, word, n);
		break;
	default:
		tokens->id = wl_arena_strndup(arena, word, n);
	}
}

/* The word that ends at or before *end, not going below start. */
static size_t word_before(const char *s, size_t start, size_t *end)
{
	size_t at;

	while (*end > start && is_space(s[*end - 1]))
		(*end)--;
	for (at = *end; at > start && !is_space(s[at - 1]); at--)
		;
	return at;
}

/* Beginning of the last line, behind its quote marks. */
static size_t last_line(const char *s, size_t start, size_t end)
{
	const char *lf = memrchr(s + start, '\n', end - start);
	size_t at = lf ? (size_t)(lf + 1 - s) : start;

	while (at < end && (s[at] == ' ' || s[at] == '\t' || s[at] == '>'))
		at++;
	return at;
}

/*
 * Walk back over the raw words that are tokens and over the same words at the
 * end of the rendered text, of which *n bytes are left.  Returns where the
 * tokens begin, or end if there are none.
 */
static size_t token_run(
	const char *s, size_t start, size_t end, const char *text, size_t *n)
{
	size_t at = end, from = end;

	for (;;) {
		size_t word = word_before(s, start, &at);
		size_t length = at - word, last = *n;

		while (last && is_space(text[last - 1]))
			last--;
		if (last < length ||
			memcmp(s + word, text + last - length, length) ||
			(last > length && !is_space(text[last - length - 1])) ||
			!wl_token_valid(s + word, length))
			break;
		*n = last - length;
		from = at = word;
	}
	return from;
}

/* Where tokens are in the file; returns how much of the text is words. */
static size_t find_tokens(struct wl_tokens *tokens,
	const struct wl_source *source, const struct wl_block *block)
{
	const char *s = source->bytes;
	size_t start = block->start, whole = strlen(block->text), n = whole;
	bool quote = block->kind == WL_QUOTE;

	if (!block->open || block->kind == WL_HEADING)
		return n;
	if (quote)
		start = last_line(s, block->start, block->end);
	tokens->start = token_run(s, start, block->end, block->text, &n);
	/* In a quote the line must hold nothing else */
	if (quote && tokens->start != start) {
		tokens->start = block->end;
		return whole;
	}
	return n;
}

size_t wl_passage_tokens(struct wl_tokens *tokens, struct wl_arena *arena,
	const struct wl_source *source, const struct wl_block *block)
{
	const char *s = source->bytes;
	size_t kept;

	memset(tokens, 0, sizeof(*tokens));
	tokens->seconds = -1;
	tokens->day = WL_NO_DAY;
	tokens->start = tokens->end = block->end;
	kept = find_tokens(tokens, source, block);
	for (size_t at = tokens->start; at < tokens->end;) {
		size_t n = 0;

		while (at < tokens->end && is_space(s[at]))
			at++;
		while (at + n < tokens->end && !is_space(s[at + n]))
			n++;
		if (n)
			take(tokens, arena, s + at, n);
		at += n;
	}
	while (kept && is_space(block->text[kept - 1]))
		kept--;
	return kept;
}

void wl_passage_split(struct wl_tokens *tokens, const char **words,
	struct wl_arena *arena, const struct wl_source *source,
	const struct wl_block *block)
{
	size_t n = wl_passage_tokens(tokens, arena, source, block);

	*words = wl_arena_strndup(arena, block->text, n);
}

void wl_tokens_write(struct wl_buf *out, const struct wl_tokens *tokens)
{
	size_t begin = out->n;
	char text[16], date[WL_DATE_TEXT];

	for (size_t i = 0; i < tokens->ntags; i++)
		wl_buf_addf(out, " #%s%s", tokens->tags[i].theme,
			tokens->tags[i].polarity > 0   ? "+"
			: tokens->tags[i].polarity < 0 ? "-"
						       : "");
	if (tokens->level != WL_INTERNAL)
		wl_buf_adds(out, tokens->level == WL_PUBLIC ? " !public"
							    : " !confidential");
	if (tokens->seconds >= 0)
		wl_buf_addf(
			out, " ~%s", wl_clock_format(tokens->seconds, text));
	if (tokens->day != WL_NO_DAY)
		wl_buf_addf(out, " ~%s", wl_day_format(tokens->day, date));
	if (tokens->source)
		wl_buf_addf(out, " @%s", tokens->source);
	if (tokens->id)
		wl_buf_addf(out, " ^%s", tokens->id);
	if (out->n > begin)
		wl_buf_splice(out, begin, 1, "", 0);
}

void wl_passage_write_quote(struct wl_buf *out, const char *words,
	const struct wl_tokens *tokens, const char *eol)
{
	wl_markdown_escape(out, words, "> ", eol);
	wl_buf_adds(out, eol);
	wl_buf_adds(out, "> ");
	wl_tokens_write(out, tokens);
	wl_buf_rtrim(out);
	wl_buf_adds(out, eol);
}

/* An empty line would end a note's paragraph. */
void wl_passage_tidy(struct wl_buf *out, const char *words, bool quote)
{
	struct wl_buf tidy = WL_BUF_INIT;

	wl_utf8_words(&tidy, words);
	for (const char *p = tidy.s; *p; p++)
		if (quote || *p != '\n' || p[1] != '\n')
			wl_buf_addc(out, *p);
	wl_buf_release(&tidy);
}

void wl_passage_write_note(struct wl_buf *out, const char *words,
	const struct wl_tokens *tokens, const char *eol)
{
	struct wl_buf paragraph = WL_BUF_INIT;

	wl_passage_tidy(&paragraph, words, false);
	wl_markdown_escape(out, paragraph.s, "", eol);
	wl_buf_addc(out, ' ');
	wl_tokens_write(out, tokens);
	wl_buf_rtrim(out);
	wl_buf_adds(out, eol);
	wl_buf_release(&paragraph);
}

void wl_passage_id(char out[WL_PASSAGE_ID], const char *words,
	bool (*taken)(void *context, const char *id), void *context)
{
	struct wl_buf tidy = WL_BUF_INIT;
	uint64_t hash;
	size_t n = 5;

	wl_utf8_words(&tidy, words);
	hash = wl_hash(tidy.s, tidy.n);
	do
		wl_id_from_hash(out, hash, n);
	while (taken && taken(context, out) && n++ < 13);
	wl_buf_release(&tidy);
}
