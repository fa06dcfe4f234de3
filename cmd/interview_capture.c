/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers that fill a front-matter field. */
#include "base/path.h"
#include "base/utf8.h"
#include "interview.h"

/* Fields of fixed words, and fields of themes. */
static const struct {
	const char *key;
	const char *const *words; /* NULL: free text */
	bool theme;
} fields[] = {
	{ "consent", wl_consents, false },
	{ "root", wl_roots, false },
	{ "price-factor", wl_prices, false },
	{ "trigger", NULL, true },
	{ "buyer-reason", NULL, true },
	{ "criteria", NULL, true },
};

static int wrong_word(struct wl_err *err, const char *key, const char *given,
	const char *const *words)
{
	struct wl_buf list = WL_BUF_INIT;

	for (size_t i = 0; words[i]; i++)
		if (*words[i])
			wl_buf_addf(&list, "%s%s", list.n ? ", " : "",
				words[i]);
	wl_err_set(err, WL_EUSAGE, "'%s' is not a %s", given, key);
	wl_err_hint(err, "it is one of: %s", list.s);
	wl_buf_release(&list);
	return WL_EUSAGE;
}

static int take_themes(struct wl_arena *arena, char *line, const char *key,
	struct wl_capture *out, struct wl_err *err)
{
	out->list.v = wl_arena_alloc(arena,
		(strlen(line) + 1) * sizeof(*out->list.v));
	for (char *p = line; *p;) {
		size_t n = strcspn(p, " ,");
		const char *word = wl_arena_strndup(arena, p, n);

		if (n && !wl_theme_id_valid(word)) {
			wl_err_set(err, WL_EUSAGE, "'%s' is not a theme's id",
				word);
			return wl_err_hint(err, "write ids of themes.yaml "
						"such as rollout-time");
		}
		if (n)
			out->list.v[out->list.n++] = word;
		p += n + (p[n] != '\0');
	}
	if (wl_streq(key, "criteria"))
		return 0;
	if (out->list.n != 1) {
		wl_err_set(err, WL_EUSAGE, "%s is one theme", key);
		return wl_err_hint(err, "name the one that weighed most");
	}
	out->text = out->list.v[0];
	return 0;
}

int capture_parse(struct wl_arena *arena, const char *key, const char *typed,
	struct wl_capture *out, struct wl_err *err)
{
	struct wl_buf line = WL_BUF_INIT;
	int rc = 0;

	memset(out, 0, sizeof(*out));
	wl_utf8_line(&line, typed);
	out->key = key;
	for (size_t i = 0; i < WL_LEN(fields); i++) {
		if (!wl_streq(fields[i].key, key))
			continue;
		if (fields[i].theme)
			rc = take_themes(arena, line.s, key, out, err);
		else if (wl_term(fields[i].words, line.s) < 0)
			rc = wrong_word(err, key, line.s, fields[i].words);
		if (fields[i].theme || rc) {
			wl_buf_release(&line);
			return rc;
		}
	}
	out->text = wl_arena_strdup(arena, line.s);
	wl_buf_release(&line);
	return 0;
}
