/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/complete.h"

/* Which text comes from which; its place is its bit in `filled`. */
#define TEXT(member)                                                           \
	{                                                                      \
		offsetof(struct wl_interview, member),                         \
			offsetof(struct wl_deal, member)                       \
	}
static const struct {
	size_t interview, deal;
} texts[] = {
	TEXT(account),
	TEXT(segment),
	TEXT(competitor),
	TEXT(stage),
	TEXT(amount),
	TEXT(currency),
	TEXT(reason),
	TEXT(product),
};
#define CREATED (1U << WL_LEN(texts))
#define CLOSED (CREATED << 1)

static const char **text_of(struct wl_interview *interview, size_t i)
{
	return (const char **)(void *)((char *)interview + texts[i].interview);
}

static void fill_texts(
	struct wl_interview *interview, const struct wl_deal *deal)
{
	for (size_t i = 0; i < WL_LEN(texts); i++) {
		const char **text = text_of(interview, i), *given;

		memcpy(&given, (const char *)deal + texts[i].deal,
			sizeof(given));
		if (*text || !given || !*given)
			continue;
		*text = given;
		interview->filled |= 1U << i;
	}
}

static void fill_day(
	struct wl_interview *interview, wl_day *day, wl_day given, unsigned bit)
{
	if (*day != WL_NO_DAY || given == WL_NO_DAY)
		return;
	*day = given;
	interview->filled |= bit;
}

static void fill_dimensions(struct wl_interview *interview,
	const struct wl_deal *deal, const struct wl_programme *programme,
	struct wl_arena *arena)
{
	size_t n = interview->extra.n;
	const char **key, **value;

	if (!programme->ndimensions || !deal->dimensions)
		return;
	key = wl_arena_alloc(
		arena, (n + programme->ndimensions) * sizeof(*key));
	value = wl_arena_alloc(
		arena, (n + programme->ndimensions) * sizeof(*value));
	for (size_t i = 0; i < n; i++) {
		key[i] = interview->extra.key[i];
		value[i] = interview->extra.value[i];
	}
	for (size_t i = 0; i < programme->ndimensions; i++) {
		const char *id = programme->dimensions[i].id;

		if (!*deal->dimensions[i] || wl_interview_extra(interview, id))
			continue;
		key[n] = id;
		value[n++] = deal->dimensions[i];
	}
	interview->extra.key = key;
	interview->extra.value = value;
	interview->extra.n = n;
}

void wl_complete(struct wl_interview *interview, const struct wl_deal *deal,
	const struct wl_programme *programme, struct wl_arena *arena)
{
	if (!deal)
		return;
	fill_texts(interview, deal);
	fill_day(interview, &interview->created, deal->created, CREATED);
	fill_day(interview, &interview->closed, deal->closed, CLOSED);
	fill_dimensions(interview, deal, programme, arena);
}

void wl_complete_undo(struct wl_interview *interview)
{
	for (size_t i = 0; i < WL_LEN(texts); i++)
		if (interview->filled & 1U << i)
			*text_of(interview, i) = NULL;
	if (interview->filled & CREATED)
		interview->created = WL_NO_DAY;
	if (interview->filled & CLOSED)
		interview->closed = WL_NO_DAY;
	interview->filled = 0;
	interview->extra.n = interview->own;
}
