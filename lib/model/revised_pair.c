/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/revised_internal.h"

#include "base/utf8.h"

/* More candidates than this (a card of hundreds of new and lost claims): what
 * is like another is not looked for. */
#define PAIRS_MAX ((size_t)1 << 20)

/* The words of a claim as a sorted bag. */
struct bag {
	uint64_t *v;
	size_t n;
};

struct side {
	const struct wl_claim *claims;
	size_t n;
	bool *taken;
	struct bag *bags;
};

struct pair {
	size_t before, after, common, longest;
};

struct pairs {
	struct side side[2];
	size_t *of;
	struct pair *v;
	size_t n, cap;
};

static int by_hash(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* Punctuation says nothing, but where a claim holds nothing else. */
static struct bag bag_of(const char *text)
{
	struct wl_buf folded = WL_BUF_INIT;
	struct wl_revised_word *words;
	struct bag bag = { NULL, 0 };
	size_t n;

	wl_utf8_fold(&folded, text);
	words = wl_revised_split(folded.s, &n);
	bag.v = wl_alloc((n + 1) * sizeof(*bag.v));
	for (size_t i = 0; i < n; i++)
		if (!words[i].sign)
			bag.v[bag.n++] = wl_hash(words[i].s, words[i].n);
	qsort(bag.v, bag.n, sizeof(*bag.v), by_hash);
	free(words);
	wl_buf_release(&folded);
	return bag;
}

static size_t in_common(const struct bag *a, const struct bag *b)
{
	size_t i = 0, j = 0, n = 0;

	while (i < a->n && j < b->n) {
		n += a->v[i] == b->v[j];
		if (a->v[i] == b->v[j]) {
			i++;
			j++;
		} else if (a->v[i] < b->v[j]) {
			i++;
		} else {
			j++;
		}
	}
	return n;
}

static void take(struct pairs *pairs, size_t before, size_t after)
{
	pairs->of[before] = after;
	pairs->side[0].taken[before] = pairs->side[1].taken[after] = true;
}

static void open_side(struct side *side, const struct wl_card *card)
{
	side->claims = card->claims;
	side->n = card->nclaims;
	side->taken = wl_alloc((side->n + 1) * sizeof(*side->taken));
	side->bags = NULL;
}

static void close_side(struct side *side)
{
	for (size_t i = 0; side->bags && i < side->n; i++)
		free(side->bags[i].v);
	free(side->bags);
	free(side->taken);
}

/* Pairs that are sure */

/* What says that two claims are one: the id, else the words with or without
 * the section. */
enum sure { BY_ID, BY_PLACE, BY_WORDS, SURE };

static void key_of(
	struct wl_buf *out, const struct wl_claim *claim, enum sure sure)
{
	wl_buf_clear(out);
	if (sure == BY_ID)
		wl_buf_adds(out, claim->id ? claim->id : "");
	else if (sure == BY_PLACE)
		wl_buf_addf(out, "%s\n%s", claim->section ? claim->section : "",
			claim->text);
	else
		wl_buf_adds(out, claim->text);
}

/* Claims by key and, where several have one, in their order. */
struct keyed {
	char *key;
	size_t index;
};

static int by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	if (order)
		return order;
	return x->index < y->index ? -1 : x->index > y->index;
}

static size_t keys_of(
	struct keyed **out, const struct side *side, enum sure sure)
{
	struct wl_buf key = WL_BUF_INIT;
	size_t n = 0;

	*out = wl_alloc((side->n + 1) * sizeof(**out));
	for (size_t i = 0; i < side->n; i++) {
		key_of(&key, &side->claims[i], sure);
		if (!side->taken[i] && key.n)
			(*out)[n++] = (struct keyed){ wl_strdup(key.s), i };
	}
	qsort(*out, n, sizeof(**out), by_key);
	wl_buf_release(&key);
	return n;
}

static void free_keys(struct keyed *keys, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(keys[i].key);
	free(keys);
}

/* Two ids that differ are two claims. */
static bool may_pair(const struct wl_claim *a, const struct wl_claim *b)
{
	return !a->id || !b->id || wl_streq(a->id, b->id);
}

static void pair_sure(struct pairs *pairs, enum sure sure)
{
	struct keyed *old, *new;
	size_t nold = keys_of(&old, &pairs->side[0], sure);
	size_t nnew = keys_of(&new, &pairs->side[1], sure);
	size_t i = 0, j = 0;

	while (i < nold && j < nnew) {
		size_t a = old[i].index, b = new[j].index;
		int order = strcmp(old[i].key, new[j].key);

		if (!order && may_pair(&pairs->side[0].claims[a],
				      &pairs->side[1].claims[b])) {
			take(pairs, a, b);
			i++;
			j++;
		} else if (order < 0 ||
			   (!order && i + 1 < nold &&
				   !strcmp(old[i + 1].key, new[j].key))) {
			i++;
		} else {
			j++;
		}
	}
	free_keys(old, nold);
	free_keys(new, nnew);
}

/* Pairs that are alike */

static size_t count_open(struct side *side)
{
	size_t n = 0;

	side->bags = wl_alloc((side->n + 1) * sizeof(*side->bags));
	for (size_t i = 0; i < side->n; i++) {
		if (side->taken[i])
			continue;
		side->bags[i] = bag_of(side->claims[i].text);
		n++;
	}
	return n;
}

static bool alike(const struct pair *pair)
{
	return 2 * pair->common >= pair->longest;
}

bool wl_revised_keeps(const char *before, const char *after)
{
	struct bag a = bag_of(before), b = bag_of(after);
	bool keeps = a.n ? 2 * in_common(&a, &b) >= a.n : !b.n;

	free(a.v);
	free(b.v);
	return keeps;
}

static void add_alike(struct pairs *pairs, size_t before, size_t after)
{
	const struct bag *a = &pairs->side[0].bags[before];
	const struct bag *b = &pairs->side[1].bags[after];
	struct pair pair = { before, after, in_common(a, b),
		a->n > b->n ? a->n : b->n };

	if (!alike(&pair) || !may_pair(&pairs->side[0].claims[before],
				     &pairs->side[1].claims[after]))
		return;
	WL_GROW(pairs->v, pairs->n, pairs->cap);
	pairs->v[pairs->n++] = pair;
}

/* The largest share first, then the longest, then the order of the files. */
static int by_likeness(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	size_t left = x->common * y->longest, right = y->common * x->longest;

	if (left != right)
		return left > right ? -1 : 1;
	if (x->common != y->common)
		return x->common > y->common ? -1 : 1;
	if (x->before != y->before)
		return x->before < y->before ? -1 : 1;
	return x->after < y->after ? -1 : x->after > y->after;
}

static void pair_alike(struct pairs *pairs, bool within)
{
	const struct side *old = &pairs->side[0], *new = &pairs->side[1];

	pairs->n = 0;
	for (size_t i = 0; i < old->n; i++)
		for (size_t j = 0; j < new->n && !old->taken[i]; j++)
			if (!new->taken[j] &&
				(!within || wl_streq(old->claims[i].section,
						    new->claims[j].section)))
				add_alike(pairs, i, j);
	if (pairs->n)
		qsort(pairs->v, pairs->n, sizeof(*pairs->v), by_likeness);
	for (size_t i = 0; i < pairs->n; i++)
		if (!old->taken[pairs->v[i].before] &&
			!new->taken[pairs->v[i].after])
			take(pairs, pairs->v[i].before, pairs->v[i].after);
}

void wl_revised_pair(
	size_t *of, const struct wl_card *before, const struct wl_card *after)
{
	struct pairs pairs = { .of = of };
	size_t old, new;

	open_side(&pairs.side[0], before);
	open_side(&pairs.side[1], after);
	for (size_t i = 0; i < before->nclaims; i++)
		of[i] = WL_NO_PAIR;
	for (int sure = BY_ID; sure < SURE; sure++)
		pair_sure(&pairs, (enum sure)sure);
	old = count_open(&pairs.side[0]);
	new = count_open(&pairs.side[1]);
	if (old && new &&old <= PAIRS_MAX / after->nclaims) {
		pair_alike(&pairs, true);
		pair_alike(&pairs, false);
	}
	close_side(&pairs.side[0]);
	close_side(&pairs.side[1]);
	free(pairs.v);
}
