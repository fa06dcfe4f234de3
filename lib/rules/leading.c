/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/leading.h"

#include "base/buf.h"

/*
 * Patterns are words divided by spaces.  "a|b" is either; "," and "?" stand for
 * themselves; "^" begins a clause of a sentence that has not asked what, how,
 * why ... before; "..." any words of the sentence; a word in capitals is a list
 * below.
 */
static const struct {
	const char *name, *words;
} lists[] = {
	{ "NOT", "isn't|aren't|wasn't|weren't|don't|doesn't|didn't|won't|"
		 "wouldn't|can't|couldn't|shouldn't|haven't|hasn't|hadn't" },
	{ "AUX", "is|are|was|were|do|does|did|will|would|can|could|should|"
		 "have|has|had|may|might" },
	{ "WHO", "it|you|they|we|he|she|that|this|there|i" },
	{ "WH", "what|how|why|when|where|who|whom|whose|which" },
	{ "ER", "better|worse|faster|slower|easier|harder|cheaper|simpler|"
		"quicker|stronger|smoother|clearer|safer|happier" },
	{ "ADJ", "efficient|effective|productive|useful|valuable|reliable|"
		 "convenient|expensive|intuitive|comfortable|confident|"
		 "satisfied|accurate|flexible|powerful|difficult|likely" },
	{ "FEEL", "happy|pleased|delighted|satisfied|excited|glad|impressed|"
		  "thrilled|frustrated|annoyed|angry|disappointed|unhappy|"
		  "dissatisfied|upset|worried|concerned|nervous|confused|"
		  "irritated|relieved|surprised" },
	{ "FEELING", "frustrating|disappointing|annoying|exciting|confusing|"
		     "irritating|satisfying|impressive|painful|helpful|great|"
		     "delightful|easy|hard|difficult" },
	{ "CAUSE", "price|pricing|cost|costs|budget|money|product|features|"
		   "feature|demo|support|timing|sales|rollout|security" },
	{ "GERMAN", "ist|sind|war|waren|hat|haben|habe|hatte|hatten|wird|"
		    "werden|wurde|würde|würden|wäre|hätte|hätten|kann|können|"
		    "könnte|muss|müsste|soll|sollte|sollten|macht|machte|"
		    "machen|fehlt|fehlte|gab|kam|kommt|passierte|geschah|"
		    "genau|bedeutet|bedeutete|heißt|störte|überzeugte|"
		    "brauchte|brauchen|sagte|sagen|dachten|denken" },
	{ "TOO", "expensive|pricey|slow|complex|complicated|hard|difficult|"
		 "late" },
	{ "KNOW", "know|realize|realise|notice|understand|remember" },
	{ "OFFER", "lowered|offered|gave|added|built|cut|reduced|fixed|"
		   "matched|discounted|promised|offer|give" },
};

/* By enum wl_leading; a question has the shape if any pattern fits. */
static const char *const shapes[WL_LEADING_SHAPES][12] = {
	[WL_LEADING_TAG] = { ", right|correct|no|yes|ok|okay ?", ", NOT WHO ?",
		"^ NOT WHO|the|our|your|a", "^ AUX WHO not",
		", AUX WHO not ?" },
	[WL_LEADING_AGREE] = { "^ would|do|don't|wouldn't|did you agree",
		"^ would|wouldn't|could you say", "^ is|isn't it fair to say",
		"^ don't you think", "you would agree", "you'd agree" },
	[WL_LEADING_COMPARATIVE] = { "how much|far ER",
		"how much more|less ADJ", "what makes|made us|[product] ER" },
	[WL_LEADING_FEELING] = { "how FEEL was|were|are|is|did|do",
		"how very|so|really FEEL", "how FEELING was|were|is|are|did",
		"how much did|do you love|like|enjoy|hate|dislike" },
	[WL_LEADING_ANSWER] = { "^ AUX ... because", "^ AUX ... due to",
		"^ was|is|were it|that CAUSE",
		"^ was|is|were it|that the|our|about|mainly|mostly|down CAUSE",
		"^ was|is it down to", "^ was|is|were|did ... too TOO",
		"^ AUX CAUSE the|a|your reason|problem|issue",
		"^ AUX the|our CAUSE the|a|your reason|problem|issue" },
	[WL_LEADING_BLAME] = { "why NOT you|your",
		"why did|do|have|were|had you not", "how come you",
		"what made|kept you not",
		"why did you reject|ignore|refuse|fail|abandon|miss",
		"why on earth" },
	[WL_LEADING_SELLING] = { "^ did|do|didn't|don't you KNOW that|we|our",
		"^ did|do|didn't|don't you KNOW about|how our|we|[product]",
		"^ are|were|aren't|weren't you aware",
		"if we|i OFFER ... , would|could|will you",
		"^ would you reconsider|buy|sign|switch",
		"what if we|i OFFER" },
	[WL_LEADING_LOADED] = { "obviously", "clearly", "of course", "simply",
		"just", "surely", "undoubtedly", "naturally", "as you know" },
	[WL_LEADING_EITHER] = { "^ AUX ... or ... ?", "either ... or ... ?" },
	[WL_LEADING_DOUBLE] = { "^ WH|AUX ... and|or WH AUX",
		"^ WH|AUX ... and|or|, WH made|happened",
		"^ WH|AUX ... and|, WH ?", "^ WH|AUX ... , WH AUX",
		"^ WH ... and AUX WHO" },
	[WL_LEADING_CLOSED] = { "^ AUX", "^ NOT" },
	[WL_LEADING_PRAISE] = { "what|which ... did|do you love|like|enjoy",
		"what|which ... did|do you appreciate" },
	[WL_LEADING_OPPOSITE] = { "dislike|disliked|hate|hated|worst|least",
		"not|didn't like|love|enjoy|work", "walk away", "fell short",
		"missing|lacking|inaccurate|wrong|disappointed|frustrated",
		"weakness|weaknesses|drawbacks|concerns|doubts", "watch out",
		"could have done", "changed the outcome", "had the edge" },
};

/* Words */

#define WORDS_MOST 300 /* of a question; what is longer is none */

struct token {
	const char *s; /* folded: a word, or "," "?" "." */
	size_t at;     /* byte in the text */
	bool begins;   /* a clause of a sentence that has not asked before */
};

struct tokens {
	struct wl_buf text; /* the folded words, each with its NUL */
	struct token *v;
	size_t n, cap;
};

static bool in_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* A typographic apostrophe is one: bytes of the one at s, 0 if there is none.
 */
static size_t apostrophe(const char *s, size_t n)
{
	if (n && *s == '\'')
		return 1;
	return n >= 3 && !memcmp(s, "\xE2\x80\x99", 3) ? 3 : 0;
}

/* The quotes and dashes of typography are no letters. */
static bool is_sign(const char *s, size_t n)
{
	return n >= 2 && !memcmp(s, "\xE2\x80", 2);
}

static size_t word_at(struct wl_buf *out, const char *s, size_t n)
{
	size_t i = 0;

	while (i < n) {
		size_t quote = i ? apostrophe(s + i, n - i) : 0;

		if (quote && i + quote < n && in_word(s[i + quote]) &&
			!is_sign(s + i + quote, n - i - quote)) {
			wl_buf_addc(out, '\'');
			i += quote;
		} else if (in_word(s[i]) && !is_sign(s + i, n - i)) {
			wl_buf_addc(out, s[i] >= 'A' && s[i] <= 'Z'
						 ? (char)(s[i] - 'A' + 'a')
						 : s[i]);
			i++;
		} else {
			break;
		}
	}
	return i;
}

static void add(struct tokens *out, const char *s, size_t at)
{
	WL_GROW(out->v, out->n, out->cap);
	out->v[out->n++] = (struct token){ s, at, false };
}

/* "[product]" is a word of its own. */
static size_t bracket_at(struct wl_buf *out, const char *s, size_t n)
{
	static const char *const known[] = { "[product]", "[competitor]" };

	for (size_t i = 0; i < WL_LEN(known); i++) {
		size_t k = strlen(known[i]);

		if (k <= n && !memcmp(s, known[i], k)) {
			wl_buf_adds(out, known[i]);
			return k;
		}
	}
	return 0;
}

static const char *mark_at(const char *s, size_t n)
{
	if (*s == '?')
		return "?";
	if (*s == ',' || *s == ';' || *s == ':')
		return ",";
	if ((*s == '.' || *s == '!') && (n == 1 || strchr(" \n\r\t\"", s[1])))
		return ".";
	return NULL;
}

static void split(struct tokens *out, const char *s, size_t n)
{
	size_t i = 0;

	*out = (struct tokens){ 0 };
	/* Pointers into it must stay */
	wl_buf_init(&out->text);
	wl_buf_fill(&out->text, ' ', 2 * n + 2);
	wl_buf_cut(&out->text, 0);
	while (i < n && out->n < WORDS_MOST) {
		size_t from = out->text.n, taken;
		const char *mark = mark_at(s + i, n - i);

		if (mark) {
			add(out, mark, i++);
			continue;
		}
		taken = bracket_at(&out->text, s + i, n - i);
		if (!taken)
			taken = word_at(&out->text, s + i, n - i);
		if (taken) {
			add(out, out->text.s + from, i);
			wl_buf_addc(&out->text, '\0');
		}
		i += taken ? taken : 1;
	}
}

static void forget(struct tokens *tokens)
{
	wl_buf_release(&tokens->text);
	free(tokens->v);
}

static bool is_mark(const char *s)
{
	return (*s == ',' || *s == '?' || *s == '.') && !s[1];
}

static bool ends_sentence(const char *s)
{
	return (*s == '?' || *s == '.') && !s[1];
}

/* Matching */

static const char *list_of(const char *name, size_t n)
{
	for (size_t i = 0; i < WL_LEN(lists); i++)
		if (strlen(lists[i].name) == n &&
			!memcmp(lists[i].name, name, n))
			return lists[i].words;
	return NULL;
}

/* Is the word one of "a|b|LIST"? */
static bool is_one_of(const char *word, const char *item, size_t n)
{
	const char *end = item + n;

	while (item < end) {
		size_t k = 0;
		const char *list;

		while (item + k < end && item[k] != '|')
			k++;
		list = *item >= 'A' && *item <= 'Z' ? list_of(item, k) : NULL;
		if (list ? is_one_of(word, list, strlen(list))
			 : strlen(word) == k && !memcmp(word, item, k))
			return true;
		item += k + 1;
	}
	return false;
}

/* Does a clause begin at token i, an opening word or two left out? */
static bool opens(const struct tokens *tokens, size_t i)
{
	static const char opening[] = "so|and|but|then|well|or";

	while (i && is_one_of(tokens->v[i - 1].s, opening, strlen(opening)) &&
		(i == 1 || is_mark(tokens->v[i - 2].s)))
		i--;
	return !i || is_mark(tokens->v[i - 1].s);
}

static void find_clauses(struct tokens *tokens)
{
	static const char wh[] = "WH";
	bool asked = false;

	for (size_t i = 0; i < tokens->n; i++) {
		struct token *token = &tokens->v[i];

		token->begins = !asked && opens(tokens, i);
		asked = !ends_sentence(token->s) &&
			(asked || is_one_of(token->s, wh, strlen(wh)));
	}
}

/* Does the pattern fit at token i? */
static bool fits(const struct tokens *tokens, size_t i, const char *pattern)
{
	size_t n = strcspn(pattern, " ");
	const char *rest = pattern + n + (pattern[n] == ' ');

	if (!*pattern)
		return true;
	if (*pattern == '^')
		return i < tokens->n && tokens->v[i].begins &&
		       fits(tokens, i, rest);
	if (!strncmp(pattern, "...", n)) {
		for (; i <= tokens->n; i++) {
			if (fits(tokens, i, rest))
				return true;
			if (i < tokens->n && ends_sentence(tokens->v[i].s))
				return false;
		}
		return false;
	}
	return i < tokens->n && is_one_of(tokens->v[i].s, pattern, n) &&
	       fits(tokens, i + 1, rest);
}

static size_t number_of(const struct tokens *tokens, size_t at)
{
	size_t number = 0;

	for (size_t i = 0; i < at; i++)
		number += !is_mark(tokens->v[i].s);
	return number;
}

/* What looks like a shape and is none, as a pattern around its first word. */
static const struct {
	enum wl_leading shape;
	int from; /* of the words before */
	const char *pattern;
} innocent[] = {
	{ WL_LEADING_LOADED, 1, "how" }, /* "how clearly" asks for it */
	{ WL_LEADING_LOADED, 1, "had|have|has|only just" }, /* of time */
	{ WL_LEADING_LOADED, 0, "just before|after" },
	{ WL_LEADING_DOUBLE, 0, "when you|they|we|he|she|it|the|your|our" },
	{ WL_LEADING_CLOSED, 0, "was GERMAN" }, /* what is ... */
};

static bool is_innocent(
	const struct tokens *tokens, enum wl_leading shape, size_t i)
{
	for (size_t k = 0; k < WL_LEN(innocent); k++)
		if (innocent[k].shape == shape &&
			i >= (size_t)innocent[k].from &&
			fits(tokens, i - (size_t)innocent[k].from,
				innocent[k].pattern))
			return true;
	return false;
}

static bool has_shape(
	const struct tokens *tokens, enum wl_leading shape, size_t *word)
{
	for (size_t i = 0; i < tokens->n; i++)
		for (const char *const *p = shapes[shape]; *p; p++) {
			if (!fits(tokens, i, *p) ||
				is_innocent(tokens, shape, i))
				continue;
			*word = number_of(tokens, i);
			return true;
		}
	return false;
}

/* Shapes that are more than a pattern */

/* Two marks, neither of them in a row: "What? How?" */
static bool has_two_questions(const struct tokens *tokens, size_t *word)
{
	size_t marks = 0, second = 0;

	for (size_t i = 0; i < tokens->n; i++) {
		if (!wl_streq(tokens->v[i].s, "?"))
			continue;
		if (++marks == 2) {
			*word = number_of(tokens, second);
			return true;
		}
		second = i + 1;
	}
	return false;
}

static bool names_us(const struct tokens *tokens, size_t i, const char *product)
{
	const char *s = tokens->v[i].s;
	size_t n = product ? strcspn(product, " ") : 0;

	return wl_streq(s, "[product]") ||
	       (wl_streq(s, "our") && tokens->v[i].begins) ||
	       (n && strlen(s) == n && !strncasecmp(s, product, n));
}

/* "Take me through ..." is a question, though it has no mark. */
static bool is_asking(const char *first)
{
	static const char words[] =
		"take|tell|think|thinking|walk|describe|imagine|picture|go|"
		"let|say|help|looking|look|give|talk|put|recall|remember|show|"
		"explain|list|name|share|compare|suppose|if|when|before|after";

	return is_one_of(first, words, strlen(words));
}

static bool is_statement(
	const struct tokens *tokens, const char *product, size_t *word)
{
	size_t begin = 0, us = SIZE_MAX;
	bool found = false;

	for (size_t i = 0; i < tokens->n; i++) {
		const char *s = tokens->v[i].s;

		if (wl_streq(s, "?"))
			return found;
		if (us == SIZE_MAX && names_us(tokens, i, product) &&
			!is_asking(tokens->v[begin].s))
			us = i;
		if (!wl_streq(s, "."))
			continue;
		if (us != SIZE_MAX && !found) {
			*word = number_of(tokens, us);
			found = true;
		}
		us = SIZE_MAX;
		begin = i + 1;
	}
	return false;
}

bool wl_leading_is(const char *question, enum wl_leading shape,
	const char *product, size_t *word)
{
	struct tokens tokens;
	bool is;

	split(&tokens, question, strlen(question));
	find_clauses(&tokens);
	is = shape == WL_LEADING_STATEMENT
		     ? is_statement(&tokens, product, word)
		     : has_shape(&tokens, shape, word) ||
			       (shape == WL_LEADING_DOUBLE &&
				       has_two_questions(&tokens, word));
	forget(&tokens);
	return is;
}

size_t wl_leading_place(
	const char *bytes, size_t n, const char *text, size_t number)
{
	struct tokens raw, words;
	size_t at = n, i = 0, k = 0;

	split(&raw, bytes, n);
	split(&words, text, strlen(text));
	for (size_t left = number; i < words.n; i++)
		if (!is_mark(words.v[i].s) && !left--)
			break;
	for (size_t left = number; k < raw.n; k++)
		if (!is_mark(raw.v[k].s) && !left--)
			break;
	if (i < words.n && k < raw.n && wl_streq(words.v[i].s, raw.v[k].s))
		at = raw.v[k].at;
	forget(&raw);
	forget(&words);
	return at;
}
