/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers that fill a front-matter field. */
#include "base/path.h"
#include "base/utf8.h"
#include "interview.h"

enum kind { TEXT, WORD, THEME, THEMES, WORDS };

static const struct field {
	const char *key, *prompt;
	enum kind kind;
	const char *const *words; /* of a WORD: what it may be */
} fields[] = {
	{ "consent", "may we quote them? named, anonymous or none", WORD,
		wl_consents },
	{ "role", "their role, in a word or two", TEXT, NULL },
	{ "trigger", "the trigger, one theme", THEME, NULL },
	{ "criteria", "the criteria as they said them, themes in order", THEMES,
		NULL },
	{ "buyer-reason", "the reason that weighed most, one theme", THEME,
		NULL },
	{ "root", "where they met it: product, messaging or sales", WORD,
		wl_roots },
	{ "price-factor", "the part of price: none, number or value-case", WORD,
		wl_prices },
	{ "evaluated", "whom they evaluated, divided by commas", WORDS, NULL },
	{ "objections", "the objections, divided by commas", WORDS, NULL },
};

static const struct field *find_field(const char *key)
{
	for (size_t i = 0; i < WL_LEN(fields); i++)
		if (wl_streq(fields[i].key, key))
			return &fields[i];
	return NULL;
}

const char *capture_prompt(const char *key)
{
	const struct field *field = find_field(key);

	return field ? field->prompt : key;
}

const char *const *capture_words(const char *key)
{
	const struct field *field = find_field(key);

	return field ? field->words : NULL;
}

bool capture_is_theme(const char *key)
{
	const struct field *field = find_field(key);

	return field && (field->kind == THEME || field->kind == THEMES);
}

int minutes_parse(const char *typed)
{
	char *end;
	long n = strtol(typed, &end, 10);

	return end == typed || end[strspn(end, " ")] || n < 1 || n > 600
		       ? 0
		       : (int)n;
}

static int wrong_word(struct wl_err *err, const char *key, const char *given,
	const char *const *words)
{
	struct wl_buf list = WL_BUF_INIT;

	for (size_t i = 0; words[i]; i++)
		if (*words[i])
			wl_buf_addf(
				&list, "%s%s", list.n ? ", " : "", words[i]);
	wl_err_set(err, WL_EUSAGE, "%s cannot be '%s'", key, given);
	wl_err_hint(err, "it is one of: %s", list.s);
	wl_buf_release(&list);
	return WL_EUSAGE;
}

/* Divided by commas; themes also by spaces, for they hold none. */
static void split(struct wl_arena *arena, const char *line,
	const char *dividers, struct wl_list *out)
{
	out->v = wl_arena_alloc(arena, (strlen(line) + 1) * sizeof(*out->v));
	out->n = 0;
	while (*line) {
		size_t n = strcspn(line, dividers), words = n;

		while (words && line[words - 1] == ' ')
			words--;
		if (words)
			out->v[out->n++] = wl_arena_strndup(arena, line, words);
		line += n;
		line += strspn(line, dividers);
		line += strspn(line, " ");
	}
}

static int check_themes(const char *key, bool one, const struct wl_list *list,
	struct wl_err *err)
{
	for (size_t i = 0; i < list->n; i++)
		if (!wl_theme_id_valid(list->v[i])) {
			wl_err_set(err, WL_EUSAGE, "'%s' is not a theme's id",
				list->v[i]);
			return wl_err_hint(err, "write ids of themes.yaml "
						"such as rollout-time");
		}
	if (!one || list->n == 1)
		return 0;
	wl_err_set(err, WL_EUSAGE, "%s is one theme", key);
	return wl_err_hint(err, "name the one that weighed most");
}

int capture_parse(struct wl_arena *arena, const char *key, const char *typed,
	struct wl_capture *out, struct wl_err *err)
{
	const struct field *field = find_field(key);
	enum kind kind = field ? field->kind : TEXT;
	struct wl_buf buf = WL_BUF_INIT;
	const char *line;
	int rc = 0;

	memset(out, 0, sizeof(*out));
	wl_utf8_line(&buf, typed);
	line = wl_arena_strdup(arena, buf.s);
	wl_buf_release(&buf);
	out->key = key;
	if (kind == WORD && wl_term(field->words, line) <= 0)
		return wrong_word(err, key, line, field->words);
	if (kind != TEXT && kind != WORD)
		split(arena, line, kind == WORDS ? "," : " ,", &out->list);
	if (kind == THEME || kind == THEMES)
		rc = check_themes(key, kind == THEME, &out->list, err);
	if (kind == TEXT || kind == WORD)
		out->text = line;
	else if (kind == THEME && !rc)
		out->text = out->list.v[0];
	return rc;
}
