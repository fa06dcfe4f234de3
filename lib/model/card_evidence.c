/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/path.h"
#include "model/card_internal.h"

#define UNPROVEN "(unproven)"

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char *skip_space(const char *s, const char *end)
{
	while (s < end && is_space(*s))
		s++;
	return s;
}

/* Behind "@source^passage", or NULL if that is not what stands there. */
static const char *one_citation(struct wl_citation *out, struct wl_arena *arena,
	const char *s, const char *end)
{
	const char *hat, *stop;

	if (s == end || *s != '@')
		return NULL;
	for (hat = ++s; hat < end && *hat != '^' && hat - s <= WL_ID_MAX;)
		hat++;
	if (hat == end || *hat != '^')
		return NULL;
	for (stop = hat + 1; stop < end && !strchr("; \t\r\n]", *stop);)
		stop++;
	if (stop - hat - 1 > WL_ID_MAX)
		return NULL;
	out->source = wl_arena_strndup(arena, s, (size_t)(hat - s));
	out->passage =
		wl_arena_strndup(arena, hat + 1, (size_t)(stop - hat - 1));
	return wl_id_valid(out->source) && wl_passage_id_valid(out->passage)
		       ? stop
		       : NULL;
}

const char *wl_citation_group(struct wl_citations *out, struct wl_arena *arena,
	const char *s, const char *end)
{
	size_t before = out->n;

	if (s == end || *s != '[')
		return NULL;
	do {
		s = skip_space(s + 1, end);
		WL_GROW(out->v, out->n, out->cap);
		s = one_citation(&out->v[out->n++], arena, s, end);
		if (s)
			s = skip_space(s, end);
	} while (s && s < end && *s == ';');
	if (s && s < end && *s == ']')
		return s + 1;
	out->n = before;
	return NULL;
}

static size_t run_of(const char *s, const char *end, char c)
{
	const char *p = s;

	while (p < end && *p == c)
		p++;
	return (size_t)(p - s);
}

/* Behind the code span that begins at s; only its marks if it has no end. */
static const char *skip_code(const char *s, const char *end)
{
	size_t n = run_of(s, end, '`'), m;

	s += n;
	for (const char *p = s; p < end; p += m ? m : 1) {
		m = run_of(p, end, '`');
		if (m == n)
			return p + m;
	}
	return s;
}

static const char *skip_comment(const char *s, const char *end)
{
	const char *close = memmem(s + 4, (size_t)(end - s) - 4, "-->", 3);

	return close ? close + 3 : s + 1;
}

/* Behind what holds no citation: code, a comment, an escaped character. */
static const char *skip_literal(const char *s, const char *end)
{
	if (*s == '`')
		return skip_code(s, end);
	if (*s == '\\' && s + 1 < end)
		return s + 2;
	if (end - s > 4 && !memcmp(s, "<!--", 4))
		return skip_comment(s, end);
	return s + 1;
}

const char *wl_claim_mark(const char *s, const char *end)
{
	size_t n = sizeof(UNPROVEN) - 1;

	return (size_t)(end - s) >= n && !memcmp(s, UNPROVEN, n) ? s + n : NULL;
}

const char *wl_claim_part(enum wl_claim_part *part, struct wl_citations *out,
	struct wl_arena *arena, const char *s, const char *end)
{
	const char *next = wl_claim_mark(s, end);

	*part = WL_PART_MARK;
	if (next)
		return next;
	next = wl_citation_group(out, arena, s, end);
	*part = next ? WL_PART_GROUP : WL_PART_TEXT;
	return next ? next : skip_literal(s, end);
}

bool wl_citation_parse(
	struct wl_citation *out, struct wl_arena *arena, const char *s)
{
	char *with = wl_arena_printf(arena, "@%s", s + (*s == '@'));
	const char *end = with + strlen(with), *stop;

	stop = one_citation(out, arena, with, end);
	return stop == end;
}
