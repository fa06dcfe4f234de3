/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A passage's words and the tokens behind them:
 *   #theme #theme+ #theme-   !confidential !public   ~mm:ss   @source   ^id
 * In a quote they stand alone on the last line, elsewhere they end the block.
 * Tokens are read from the raw bytes, so an escaped \#word is a word.
 */
#ifndef WL_TEXT_PASSAGE_H
#define WL_TEXT_PASSAGE_H

#include "base/date.h"
#include "text/markdown.h"

enum wl_level { WL_INTERNAL, WL_PUBLIC, WL_CONFIDENTIAL };

struct wl_tag {
	const char *theme;
	int polarity; /* -1 against us, 0, 1 for us */
};

struct wl_tokens {
	struct wl_tag *tags;
	size_t ntags;
	enum wl_level level;
	int seconds;        /* ~mm:ss; -1: none */
	wl_day day;         /* ~2026-10-14 in a field note; WL_NO_DAY */
	const char *source; /* @call; NULL */
	const char *id;     /* ^id; NULL */
	size_t start, end;  /* bytes of the tokens in the file; equal: none */
};

/*
 * Split a quote, paragraph or item into its words (arena) and tokens.  A
 * block that cannot hold tokens has all of its text as words.
 */
void wl_passage_split(struct wl_tokens *tokens, const char **words,
	struct wl_arena *arena, const struct wl_source *source,
	const struct wl_block *block);
/* The same, but returns how many bytes of the block's text are its words. */
size_t wl_passage_tokens(struct wl_tokens *tokens, struct wl_arena *arena,
	const struct wl_source *source, const struct wl_block *block);
/* Is this word a token?  (The writer escapes words that would be one.) */
bool wl_token_valid(const char *word, size_t n);
/* Parse "theme", "theme+" or "theme-" (no #); false if it is not one. */
bool wl_tag_parse(struct wl_tag *out, struct wl_arena *arena, const char *s);

/* Add the words tidied as they will read back: a note is one paragraph. */
void wl_passage_tidy(struct wl_buf *out, const char *words, bool quote);
/* Add "#a #b- !confidential ~04:10 @call ^id", in this order. */
void wl_tokens_write(struct wl_buf *out, const struct wl_tokens *tokens);
/* Add a block quote with its token line, lines ending in eol. */
void wl_passage_write_quote(struct wl_buf *out, const char *words,
	const struct wl_tokens *tokens, const char *eol);
/* Add a paragraph that ends in its tokens. */
void wl_passage_write_note(struct wl_buf *out, const char *words,
	const struct wl_tokens *tokens, const char *eol);

#define WL_PASSAGE_ID 16 /* room for an id that the program makes */

/*
 * Write the id of a passage, of a hash of its words (tidied, NFC): five
 * characters, longer while `taken` says that the id is in use by other words.
 */
void wl_passage_id(char out[WL_PASSAGE_ID], const char *words,
	bool (*taken)(void *context, const char *id), void *context);

#endif
