/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diff3 over lines: lines that stand once in both are matched first (as in
 * "patience diff"), then the longest common sequence of what is between. */
#include "base/map.h"
#include "text/merge.h"

#define NONE (-1L)
/* Cells of the table for a common sequence; larger pieces count as changed. */
#define TABLE_MAX ((size_t)4 * 1024 * 1024)

struct text {
	struct wl_span *v; /* each with its line end */
	long *id;          /* equal lines have equal numbers */
	size_t n, cap;
};

/* A piece of two texts. */
struct piece {
	size_t a, a_end, b, b_end;
};

/* Matching the lines of two texts. */
struct pair {
	const struct text *a, *b;
	long *out;           /* of each line of a: its line in b */
	size_t *in_a, *in_b; /* of each number: how often in the piece */
	size_t *place;       /* where it stands in b */
};

static void split(struct text *text, struct wl_span bytes)
{
	for (size_t i = 0; i < bytes.n;) {
		const char *end = memchr(bytes.s + i, '\n', bytes.n - i);
		size_t n = end ? (size_t)(end + 1 - bytes.s) - i : bytes.n - i;

		WL_GROW(text->v, text->n, text->cap);
		text->v[text->n++] = (struct wl_span){ bytes.s + i, n };
		i += n;
	}
	text->id = wl_alloc((text->n + 1) * sizeof(*text->id));
}

static void number(
	struct text *text, struct wl_map *map, struct wl_arena *arena)
{
	for (size_t i = 0; i < text->n; i++) {
		const char *key =
			wl_arena_strndup(arena, text->v[i].s, text->v[i].n);
		long id = (long)(intptr_t)wl_map_get(map, key);

		if (!id) {
			id = (long)map->n + 1;
			wl_map_put(map, key, (void *)(intptr_t)id);
		}
		text->id[i] = id - 1;
	}
}

/* Match what is the same at both ends of the piece, and cut it off. */
static void match_ends(struct pair *pair, struct piece *piece)
{
	while (piece->a < piece->a_end && piece->b < piece->b_end &&
		pair->a->id[piece->a] == pair->b->id[piece->b])
		pair->out[piece->a++] = (long)piece->b++;
	while (piece->a < piece->a_end && piece->b < piece->b_end &&
		pair->a->id[piece->a_end - 1] == pair->b->id[piece->b_end - 1])
		pair->out[--piece->a_end] = (long)--piece->b_end;
}

/* The longest common sequence by the table of lengths. */
static void match_table(struct pair *pair, const struct piece *piece)
{
	size_t rows = piece->a_end - piece->a,
	       columns = piece->b_end - piece->b;
	size_t width = columns + 1, i = 0, k = 0;
	uint32_t *length;

	if (!rows || !columns || rows > TABLE_MAX / width)
		return;
	length = wl_alloc((rows + 1) * width * sizeof(*length));
	for (i = rows; i-- > 0;)
		for (k = columns; k-- > 0;) {
			uint32_t down = length[(i + 1) * width + k];
			uint32_t right = length[i * width + k + 1];
			bool same = pair->a->id[piece->a + i] ==
				    pair->b->id[piece->b + k];

			length[i * width + k] =
				same ? length[(i + 1) * width + k + 1] + 1
				: down > right ? down
					       : right;
		}
	for (i = k = 0; i < rows && k < columns;)
		if (pair->a->id[piece->a + i] == pair->b->id[piece->b + k])
			pair->out[piece->a + i++] = (long)(piece->b + k++);
		else if (length[(i + 1) * width + k] >=
			 length[i * width + k + 1])
			i++;
		else
			k++;
	free(length);
}

static void count(struct pair *pair, const struct piece *piece, bool on)
{
	for (size_t i = piece->a; i < piece->a_end; i++)
		pair->in_a[pair->a->id[i]] =
			on ? pair->in_a[pair->a->id[i]] + 1 : 0;
	for (size_t i = piece->b; i < piece->b_end; i++) {
		pair->in_b[pair->b->id[i]] =
			on ? pair->in_b[pair->b->id[i]] + 1 : 0;
		pair->place[pair->b->id[i]] = i;
	}
}

/*
 * The lines of a, in order, that stand once on both sides and whose places in
 * b rise: a longest such sequence.  Returns how many; `chain` gets them.
 */
static size_t find_chain(
	struct pair *pair, const struct piece *piece, size_t *chain)
{
	size_t rows = piece->a_end - piece->a, n = 0;
	size_t *tails = wl_alloc((rows + 1) * sizeof(*tails));
	long *behind = wl_alloc((rows + 1) * sizeof(*behind));

	for (size_t i = piece->a; i < piece->a_end; i++) {
		long id = pair->a->id[i];
		size_t lo = 0, hi = n;

		if (pair->in_a[id] != 1 || pair->in_b[id] != 1)
			continue;
		while (lo < hi) {
			size_t mid = (lo + hi) / 2;
			long other = pair->a->id[tails[mid]];

			if (pair->place[other] < pair->place[id])
				lo = mid + 1;
			else
				hi = mid;
		}
		behind[i - piece->a] = lo ? (long)tails[lo - 1] : NONE;
		tails[lo] = i;
		n = lo == n ? n + 1 : n;
	}
	for (size_t k = n, at = n ? tails[n - 1] : 0; k-- > 0;) {
		chain[k] = at;
		if (k)
			at = (size_t)behind[at - piece->a];
	}
	free(tails);
	free(behind);
	return n;
}

static void match_piece(struct pair *pair, struct piece piece)
{
	size_t *chain, n;
	struct piece next;

	match_ends(pair, &piece);
	if (piece.a == piece.a_end || piece.b == piece.b_end)
		return;
	chain = wl_alloc((piece.a_end - piece.a) * sizeof(*chain));
	count(pair, &piece, true);
	n = find_chain(pair, &piece, chain);
	for (size_t i = 0; i < n; i++)
		pair->out[chain[i]] = (long)pair->place[pair->a->id[chain[i]]];
	count(pair, &piece, false);
	if (!n)
		match_table(pair, &piece);
	next = piece;
	for (size_t i = 0; n && i <= n; i++) {
		next.a_end = i < n ? chain[i] : piece.a_end;
		next.b_end = i < n ? (size_t)pair->out[chain[i]] : piece.b_end;
		match_piece(pair, next);
		next.a = next.a_end + 1;
		next.b = next.b_end + 1;
	}
	free(chain);
}

static long *match(const struct text *a, const struct text *b, size_t numbers)
{
	struct pair pair = { .a = a, .b = b };

	pair.out = wl_alloc((a->n + 1) * sizeof(*pair.out));
	pair.in_a = wl_alloc((numbers + 1) * sizeof(*pair.in_a));
	pair.in_b = wl_alloc((numbers + 1) * sizeof(*pair.in_b));
	pair.place = wl_alloc((numbers + 1) * sizeof(*pair.place));
	for (size_t i = 0; i < a->n; i++)
		pair.out[i] = NONE;
	match_piece(&pair, (struct piece){ 0, a->n, 0, b->n });
	free(pair.in_a);
	free(pair.in_b);
	free(pair.place);
	return pair.out;
}

static struct wl_span join(const struct text *text, size_t from, size_t end)
{
	const struct wl_span *last = end ? &text->v[end - 1] : NULL;

	if (from >= end)
		return (struct wl_span){ "", 0 };
	return (struct wl_span){ text->v[from].s,
		(size_t)(last->s + last->n - text->v[from].s) };
}

static void add_span(struct wl_buf *out, struct wl_span span)
{
	wl_buf_add(out, span.s, span.n);
}

/* Both changed these lines (`piece` of ours and theirs): what is the same at
 * both ends stands outside the marks. */
static void add_conflict(struct wl_merge *merge, const struct text *ours,
	const struct text *theirs, struct piece piece)
{
	struct wl_buf a = WL_BUF_INIT, b = WL_BUF_INIT;
	size_t end = piece.a_end, first = piece.a;

	while (piece.a < piece.a_end && piece.b < piece.b_end &&
		ours->id[piece.a] == theirs->id[piece.b])
		piece.a++, piece.b++;
	while (piece.a < piece.a_end && piece.b < piece.b_end &&
		ours->id[piece.a_end - 1] == theirs->id[piece.b_end - 1])
		piece.a_end--, piece.b_end--;
	add_span(merge->out, join(ours, first, piece.a));
	add_span(&a, join(ours, piece.a, piece.a_end));
	add_span(&b, join(theirs, piece.b, piece.b_end));
	wl_merge_mark(merge, &a, &b, "both sides changed these lines");
	wl_buf_adds(merge->out, merge->eol);
	add_span(merge->out, join(ours, piece.a_end, end));
	wl_buf_release(&a);
	wl_buf_release(&b);
}

static void add_piece(struct wl_merge *merge, const struct text texts[3],
	const size_t from[3], const size_t end[3])
{
	struct wl_span base = join(&texts[0], from[0], end[0]);
	struct wl_span ours = join(&texts[1], from[1], end[1]);
	struct wl_span theirs = join(&texts[2], from[2], end[2]);
	const struct wl_span *pick = wl_merge_pick(&base, &ours, &theirs);

	if (pick)
		add_span(merge->out, *pick);
	else
		add_conflict(merge, &texts[1], &texts[2],
			(struct piece){ from[1], end[1], from[2], end[2] });
}

static void walk(struct wl_merge *merge, const struct text texts[3],
	const long *in_ours, const long *in_theirs)
{
	size_t from[3] = { 0 }, end[3];

	for (size_t i = 0; i < texts[0].n; i++) {
		if (in_ours[i] == NONE || in_theirs[i] == NONE)
			continue;
		end[0] = i;
		end[1] = (size_t)in_ours[i];
		end[2] = (size_t)in_theirs[i];
		add_piece(merge, texts, from, end);
		add_span(merge->out, texts[0].v[i]);
		for (int k = 0; k < 3; k++)
			from[k] = end[k] + 1;
	}
	for (int k = 0; k < 3; k++)
		end[k] = texts[k].n;
	add_piece(merge, texts, from, end);
}

void wl_merge_lines(struct wl_merge *merge, struct wl_span base,
	struct wl_span ours, struct wl_span theirs)
{
	struct wl_span spans[3] = { base, ours, theirs };
	struct text texts[3] = { { 0 }, { 0 }, { 0 } };
	struct wl_map map = { 0 };
	long *in_ours, *in_theirs;

	for (int i = 0; i < 3; i++) {
		split(&texts[i], spans[i]);
		number(&texts[i], &map, merge->arena);
	}
	in_ours = match(&texts[0], &texts[1], map.n);
	in_theirs = match(&texts[0], &texts[2], map.n);
	walk(merge, texts, in_ours, in_theirs);
	for (int i = 0; i < 3; i++) {
		free(texts[i].v);
		free(texts[i].id);
	}
	free(in_ours);
	free(in_theirs);
	wl_map_release(&map);
}
