/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/path.h"

#include "base/utf8.h"

static bool small(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Is it [a-z0-9]+ parts with single dividers between? */
static bool parts_valid(const char *s, const char *dividers)
{
	size_t n = 0;

	if (!s)
		return false;
	for (; s[n]; n++)
		if (!small(s[n]) &&
			(!strchr(dividers, s[n]) || !n || !small(s[n - 1])))
			return false;
	return n && n <= WL_ID_MAX && small(s[n - 1]);
}

bool wl_id_valid(const char *s)
{
	return parts_valid(s, "-");
}

bool wl_theme_id_valid(const char *s)
{
	return wl_id_valid(s) && s[strspn(s, "0123456789-")];
}

bool wl_question_id_valid(const char *s)
{
	return parts_valid(s, "-.");
}

bool wl_passage_id_valid(const char *s)
{
	size_t n = 0;

	if (!s || *s == '_' || *s == '-')
		return false;
	while (small(s[n]) || (s[n] >= 'A' && s[n] <= 'Z') || s[n] == '_' ||
		s[n] == '-')
		n++;
	return n && !s[n] && n <= WL_ID_MAX;
}

void wl_id_from_hash(char *out, uint64_t hash, size_t n)
{
	static const char alphabet[] = "abcdefghijkmnpqrstuvwxyz23456789";
	const unsigned letters = 24;

	if (n > 13)
		n = 13;
	for (size_t i = 0; i < n; i++) {
		unsigned base = i ? sizeof(alphabet) - 1 : letters;

		out[i] = alphabet[hash % base];
		hash /= base;
	}
	out[n] = '\0';
}

bool wl_path_beneath(const char *s)
{
	if (!s)
		return false;
	for (;;) {
		size_t n = strcspn(s, "/");

		if (!n || (n == 1 && s[0] == '.') ||
			(n == 2 && s[0] == '.' && s[1] == '.'))
			return false;
		if (!s[n])
			return true;
		s += n + 1;
	}
}

void wl_path_join(struct wl_buf *out, const char *a, const char *b)
{
	size_t n = strlen(a);

	wl_buf_adds(out, a);
	if (n && *b && a[n - 1] != '/')
		wl_buf_addc(out, '/');
	if (n)
		b += strspn(b, "/");
	wl_buf_adds(out, b);
}

const char *wl_path_base(const char *s)
{
	const char *slash = strrchr(s, '/');

	return slash ? slash + 1 : s;
}

/* The code points of s; an invalid byte stands for itself. */
static int32_t *points(const char *s, int *n)
{
	size_t left = strlen(s);
	int32_t *v = wl_alloc((left + 1) * sizeof(*v));

	*n = 0;
	while (left) {
		size_t used;

		v[(*n)++] = wl_utf8_next(s, left, &used);
		s += used;
		left -= used;
	}
	return v;
}

static int least(int a, int b, int c)
{
	if (b < a)
		a = b;
	return c < a ? c : a;
}

/*
 * One row of the table of distances between the beginnings of a and b;
 * rows[2] is the new one, rows[1] and rows[0] those before.  Returns the
 * smallest entry: no later row can fall below it.
 * Damerau's distance with swaps of neighbours only (optimal string alignment).
 */
static int next_row(
	int *rows[3], const int32_t *a, const int32_t *b, int i, int n)
{
	int lowest = rows[2][0] = i;

	for (int j = 1; j <= n; j++) {
		int d = least(rows[1][j] + 1, rows[2][j - 1] + 1,
			rows[1][j - 1] + (a[i - 1] != b[j - 1]));

		if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			a[i - 2] == b[j - 1] && rows[0][j - 2] + 1 < d)
			d = rows[0][j - 2] + 1;
		rows[2][j] = d;
		if (d < lowest)
			lowest = d;
	}
	return lowest;
}

static int distance(const int32_t *a, int m, const int32_t *b, int n, int limit)
{
	size_t width = (size_t)n + 1;
	int *memory = wl_alloc(3 * width * sizeof(*memory));
	int *rows[3] = { memory, memory + width, memory + 2 * width };
	int result = limit + 1;

	for (int j = 0; j <= n; j++)
		rows[2][j] = j;
	for (int i = 1; i <= m; i++) {
		int *oldest = rows[0];

		rows[0] = rows[1];
		rows[1] = rows[2];
		rows[2] = oldest;
		if (next_row(rows, a, b, i, n) > limit)
			goto done;
	}
	if (rows[2][n] < result)
		result = rows[2][n];
done:
	free(memory);
	return result;
}

int wl_distance(const char *a, const char *b, int limit)
{
	int m, n, result = limit + 1;
	int32_t *x = points(a, &m), *y = points(b, &n);

	if (abs(m - n) <= limit)
		result = distance(x, m, y, n, limit);
	free(x);
	free(y);
	return result;
}

static int length(const char *s)
{
	int n;

	free(points(s, &n));
	return n;
}

const char *wl_nearest(const char *s, const struct wl_list *candidates)
{
	const char *nearest = NULL;
	int limit = length(s) / 3;

	for (size_t i = 0; i < candidates->n && limit >= 0; i++) {
		int d = wl_distance(s, candidates->v[i], limit);

		if (d > limit)
			continue;
		nearest = candidates->v[i];
		limit = d - 1;
	}
	return nearest;
}

const char *wl_nearest_term(const char *s, const char *const *table)
{
	size_t n = 0;

	while (table[n])
		n++;
	return wl_nearest_of(s, table, n, sizeof(*table), 0);
}

const char *wl_nearest_of(
	const char *s, const void *array, size_t n, size_t size, size_t offset)
{
	struct wl_list texts = { wl_alloc(n * sizeof(*texts.v)), 0 };
	const char *nearest;

	for (size_t i = 0; i < n; i++) {
		memcpy(&texts.v[texts.n],
			(const char *)array + i * size + offset,
			sizeof(*texts.v));
		texts.n += texts.v[texts.n] && *texts.v[texts.n];
	}
	nearest = wl_nearest(s, &texts);
	free(texts.v);
	return nearest;
}

void wl_shell_word(struct wl_buf *out, const char *word)
{
	const char *safe = "abcdefghijklmnopqrstuvwxyz0123456789"
			   "ABCDEFGHIJKLMNOPQRSTUVWXYZ._-/";

	if (*word != '-' && *word && !word[strspn(word, safe)]) {
		wl_buf_adds(out, word);
		return;
	}
	wl_buf_adds(out, "'");
	for (; *word; word++)
		wl_buf_addf(out, *word == '\'' ? "'\\%c'" : "%c", *word);
	wl_buf_adds(out, "'");
}
