/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/revised_internal.h"

#define ARCHIVE "archive/"

const char *const wl_revision_kinds[] = { "added", "removed", "changed", NULL };

/* Claims */

static void add_revised(struct wl_card_revised *out,
	const struct wl_claim *before, const struct wl_claim *after)
{
	bool both = before && after;
	struct wl_claim_revised revised = {
		.kind = both    ? WL_CLAIM_CHANGED
			: after ? WL_CLAIM_ADDED
				: WL_CLAIM_REMOVED,
		.before = before,
		.after = after,
		.words = !both || !wl_streq(before->text, after->text),
		.evidence = !both || !wl_claim_same_evidence(before, after),
	};

	if (revised.words || revised.evidence)
		out->claims[out->nclaims++] = revised;
}

/* A claim that is gone, behind so many of the newer card. */
struct gone {
	size_t behind;
	const struct wl_claim *claim;
};

/* The claims of two cards side by side. */
struct beside {
	size_t *of;                  /* see wl_revised_pair */
	const struct wl_claim **was; /* by claim of after; NULL: added */
	struct gone *gone;
	size_t ngone;
};

static int by_place(const void *a, const void *b)
{
	const struct gone *x = a, *y = b;

	if (x->behind != y->behind)
		return x->behind < y->behind ? -1 : 1;
	return x->claim < y->claim ? -1 : x->claim > y->claim;
}

static void place(struct beside *beside, const struct wl_card *before)
{
	size_t behind = 0;

	for (size_t i = 0; i < before->nclaims; i++) {
		const struct wl_claim *claim = &before->claims[i];

		if (beside->of[i] == WL_NO_PAIR) {
			beside->gone[beside->ngone++] =
				(struct gone){ behind, claim };
			continue;
		}
		beside->was[beside->of[i]] = claim;
		behind = beside->of[i] + 1;
	}
	qsort(beside->gone, beside->ngone, sizeof(*beside->gone), by_place);
}

static const struct wl_card no_card;

static void list_claims(struct wl_card_revised *out,
	const struct beside *beside, const struct wl_card *after)
{
	const struct gone *gone = beside->gone, *end = gone + beside->ngone;

	for (size_t j = 0; j <= after->nclaims; j++) {
		for (; gone < end && gone->behind == j; gone++)
			add_revised(out, gone->claim, NULL);
		if (j < after->nclaims)
			add_revised(out, beside->was[j], &after->claims[j]);
	}
}

static void compare_claims(struct wl_card_revised *out, struct wl_arena *arena)
{
	const struct wl_card *before = out->before ? out->before : &no_card;
	const struct wl_card *after = out->after ? out->after : &no_card;
	size_t n = before->nclaims, m = after->nclaims;
	struct beside beside = {
		.of = wl_alloc((n + 1) * sizeof(*beside.of)),
		.was = wl_alloc((m + 1) * sizeof(*beside.was)),
		.gone = wl_alloc((n + 1) * sizeof(*beside.gone)),
	};

	wl_revised_pair(beside.of, before, after);
	place(&beside, before);
	out->claims = wl_arena_alloc(arena, (n + m) * sizeof(*out->claims));
	list_claims(out, &beside, after);
	free(beside.of);
	free(beside.was);
	free(beside.gone);
}

/* Events */

static bool is_retired(const struct wl_card *card)
{
	return card->retired != WL_NO_DAY ||
	       (card->path && wl_starts(card->path, ARCHIVE));
}

/* Was it verified, and on the claims that it has? */
static bool is_confirmed(const struct wl_card *card)
{
	struct wl_buf digest = WL_BUF_INIT;
	bool confirmed;

	if (card->verified == WL_NO_DAY)
		return false;
	wl_card_digest(&digest, card);
	confirmed = !card->verified_as || wl_streq(card->verified_as, digest.s);
	wl_buf_release(&digest);
	return confirmed;
}

/* A day can see two verifications, of other claims; a digest where there was
 * none is noted when a card that was verified by hand is edited. */
static bool is_verified_anew(
	const struct wl_card *before, const struct wl_card *after)
{
	if (after->verified == WL_NO_DAY)
		return false;
	if (!before || before->verified == WL_NO_DAY)
		return true;
	return after->verified > before->verified ||
	       (after->verified == before->verified && before->verified_as &&
		       after->verified_as &&
		       !wl_streq(after->verified_as, before->verified_as));
}

static bool is_disputed_anew(
	const struct wl_card *before, const struct wl_card *after)
{
	for (size_t i = 0; i < after->disputed.n; i++) {
		struct wl_list known = { before->disputed.key,
			before->disputed.n };

		if (!wl_list_has(&known, after->disputed.key[i]))
			return true;
	}
	return false;
}

static unsigned when(bool is, enum wl_card_event event)
{
	return is ? (unsigned)event : 0;
}

static unsigned events_of(
	const struct wl_card *before, const struct wl_card *after)
{
	bool was = is_retired(before), is = is_retired(after);

	return when(!was && is, WL_CARD_RETIRED) |
	       when(was && !is, WL_CARD_RESTORED) |
	       when(is_verified_anew(before, after), WL_CARD_VERIFIED) |
	       when(is_confirmed(before) && !is_confirmed(after),
		       WL_CARD_UNVERIFIED) |
	       when(!wl_streq(before->verifier, after->verifier),
		       WL_CARD_VERIFIER) |
	       when(!wl_streq(before->owner, after->owner), WL_CARD_OWNER) |
	       when(before->external != after->external, WL_CARD_AUDIENCE) |
	       when(!wl_streq(before->title, after->title), WL_CARD_TITLE) |
	       when(is_disputed_anew(before, after), WL_CARD_DISPUTED_NOW) |
	       when(wl_card_order(before, after), WL_CARD_RENAMED);
}

static void compare_cards(struct wl_card_revised *out, struct wl_arena *arena,
	const struct wl_card *before, const struct wl_card *after)
{
	*out = (struct wl_card_revised){ .before = before, .after = after };
	compare_claims(out, arena);
	if (!before)
		out->events =
			WL_CARD_NEW | when(is_retired(after), WL_CARD_RETIRED) |
			when(is_verified_anew(NULL, after), WL_CARD_VERIFIED);
	else if (!after)
		out->events = WL_CARD_GONE;
	else
		out->events = events_of(before, after);
}

/* All cards */

/* Of two files with one id the one in use comes first. */
static int by_identity(const void *a, const void *b)
{
	const struct wl_card *x = *(const struct wl_card *const *)a;
	const struct wl_card *y = *(const struct wl_card *const *)b;
	int order = wl_card_order(x, y);

	return order ? order : (int)is_retired(x) - (int)is_retired(y);
}

/* One of each id, in order; the caller's to free. */
static const struct wl_card **sorted(
	const struct wl_card *const *cards, size_t *n)
{
	const struct wl_card **all = wl_alloc((*n + 1) * sizeof(*all));
	size_t kept = 0;

	for (size_t i = 0; i < *n; i++)
		all[i] = cards[i];
	qsort(all, *n, sizeof(*all), by_identity);
	for (size_t i = 0; i < *n; i++)
		if (!kept || wl_card_order(all[kept - 1], all[i]))
			all[kept++] = all[i];
	*n = kept;
	return all;
}

/* Cards under another name */

static bool holds(const struct wl_card *card, const struct wl_claim *claim)
{
	for (size_t i = 0; i < card->nclaims; i++)
		if ((claim->id && wl_streq(card->claims[i].id, claim->id)) ||
			wl_streq(card->claims[i].text, claim->text))
			return true;
	return false;
}

/* Of the older one; 0 if they are two cards. */
static size_t in_common(
	const struct wl_card *before, const struct wl_card *after)
{
	size_t longer = before->nclaims > after->nclaims ? before->nclaims
							 : after->nclaims;
	size_t n = 0;

	for (size_t i = 0; i < before->nclaims; i++)
		n += holds(after, &before->claims[i]);
	return 2 * n >= longer ? n : 0;
}

/* The card that is gone of which this new one has most. */
static struct wl_card_revised *find_gone(
	const struct wl_revised *revised, const struct wl_card *new)
{
	struct wl_card_revised *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < revised->ncards; i++) {
		struct wl_card_revised *one = &revised->cards[i];
		size_t n = one->after || !one->before
				   ? 0
				   : in_common(one->before, new);

		if (n > most) {
			most = n;
			best = one;
		}
	}
	return best;
}

static void join_renamed(struct wl_revised *revised, struct wl_arena *arena)
{
	size_t n = 0;

	for (size_t i = 0; i < revised->ncards; i++) {
		struct wl_card_revised *one = &revised->cards[i], *gone;

		if (one->before || !one->after)
			continue;
		gone = find_gone(revised, one->after);
		if (!gone)
			continue;
		compare_cards(one, arena, gone->before, one->after);
		gone->before = NULL;
	}
	for (size_t i = 0; i < revised->ncards; i++)
		if (revised->cards[i].before || revised->cards[i].after)
			revised->cards[n++] = revised->cards[i];
	revised->ncards = n;
}

void wl_revised_make(struct wl_revised *out, struct wl_arena *arena,
	const struct wl_card *const *before, size_t nbefore,
	const struct wl_card *const *after, size_t nafter)
{
	const struct wl_card **old = sorted(before, &nbefore);
	const struct wl_card **new = sorted(after, &nafter);
	size_t i = 0, j = 0;

	out->ncards = 0;
	out->cards =
		wl_arena_alloc(arena, (nbefore + nafter) * sizeof(*out->cards));
	while (i < nbefore || j < nafter) {
		struct wl_card_revised *next = &out->cards[out->ncards];
		int order = i == nbefore  ? 1
			    : j == nafter ? -1
					  : wl_card_order(old[i], new[j]);

		compare_cards(next, arena, order <= 0 ? old[i] : NULL,
			order >= 0 ? new[j] : NULL);
		i += order <= 0;
		j += order >= 0;
		out->ncards += next->nclaims || next->events;
	}
	join_renamed(out, arena);
	free(old);
	free(new);
}
