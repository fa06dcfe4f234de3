/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards that follow other cards, and those that were retired. */
#include "rules/rules.h"

/* All cards, in use and retired, by "type/id". */
struct shelf {
	struct wl_findings *out;
	struct wl_map by_name;
	const struct wl_card **v;
	size_t n;
};

static const char *name_of(struct wl_findings *out, const struct wl_card *card)
{
	return wl_arena_printf(
		&out->arena, "%s/%s", wl_card_types[card->type], card->id);
}

static void put(struct shelf *shelf, const struct wl_card *cards, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		shelf->v[shelf->n++] = &cards[i];
		wl_map_put(&shelf->by_name, name_of(shelf->out, &cards[i]),
			(void *)&cards[i]);
	}
}

static void open_shelf(struct shelf *shelf, struct wl_findings *out)
{
	const struct wl_corpus *corpus = out->subject->corpus;

	*shelf = (struct shelf){ .out = out };
	wl_map_init(&shelf->by_name);
	shelf->v = wl_arena_alloc(
		&out->arena, (corpus->ncards + corpus->nretired + 1) *
				     sizeof(const struct wl_card *));
	put(shelf, corpus->cards, corpus->ncards);
	put(shelf, corpus->retired, corpus->nretired);
}

/* "rivalco" is of the type of the card that names it. */
static const char *full_name(
	const struct shelf *shelf, const struct wl_card *card, const char *name)
{
	if (strchr(name, '/'))
		return name;
	return wl_arena_printf(
		&shelf->out->arena, "%s/%s", wl_card_types[card->type], name);
}

static const struct wl_card *named_by(
	const struct shelf *shelf, const struct wl_card *card, const char *name)
{
	return name ? wl_map_get(&shelf->by_name, full_name(shelf, card, name))
		    : NULL;
}

static void look_unknown(struct shelf *shelf, const struct wl_card *card,
	const char *key, const char *name)
{
	struct wl_findings *out = shelf->out;

	if (!name || named_by(shelf, card, name))
		return;
	wl_found_key(out, card->path, key, "%s: there is no card '%s'", key,
		full_name(shelf, card, name));
	wl_found_subject(out, name_of(out, card));
	wl_found_hint(out, "'winloss card list --retired' names them all");
}

static void replaced_unknown(
	struct wl_subject *subject, struct wl_findings *out)
{
	struct shelf shelf;

	(void)subject;
	open_shelf(&shelf, out);
	for (size_t i = 0; i < shelf.n; i++) {
		const struct wl_card *card = shelf.v[i];

		look_unknown(&shelf, card, "replaced-by", card->replaced_by);
		for (size_t k = 0; k < card->replaces.n; k++)
			look_unknown(
				&shelf, card, "replaces", card->replaces.v[k]);
	}
	wl_map_release(&shelf.by_name);
}

/* Does the way from a card lead back to it?  Each step goes to another card,
 * or the way has a circle that the card is not on. */
static bool comes_back(const struct shelf *shelf, const struct wl_card *card)
{
	const struct wl_card *at = card;

	for (size_t steps = 0; at && steps < shelf->n; steps++) {
		at = named_by(shelf, at, at->replaced_by);
		if (at == card)
			return true;
	}
	return false;
}

static void replaced_cycle(struct wl_subject *subject, struct wl_findings *out)
{
	struct shelf shelf;

	(void)subject;
	open_shelf(&shelf, out);
	for (size_t i = 0; i < shelf.n; i++) {
		const struct wl_card *card = shelf.v[i];

		if (!comes_back(&shelf, card))
			continue;
		wl_found_key(out, card->path, "replaced-by",
			"the card replaces itself in the end");
		wl_found_subject(out, name_of(out, card));
		wl_found_hint(out, "one of the circle is the card in use: it "
				   "has no 'replaced-by'");
	}
	wl_map_release(&shelf.by_name);
}

static bool is_among(const struct shelf *shelf, const struct wl_card *card,
	const struct wl_card *wanted)
{
	for (size_t i = 0; i < card->replaces.n; i++)
		if (named_by(shelf, card, card->replaces.v[i]) == wanted)
			return true;
	return false;
}

static void one_sided(struct shelf *shelf, const struct wl_card *card,
	const char *key, const struct wl_card *other)
{
	struct wl_findings *out = shelf->out;
	bool by = wl_streq(key, "replaced-by");

	wl_found_key(out, card->path, key, "'%s' does not say so: it has no %s",
		name_of(out, other), by ? "'replaces'" : "'replaced-by'");
	wl_found_subject(out, name_of(out, card));
	wl_found_hint(out, "write '%s: %s' into '%s'",
		by ? "replaces" : "replaced-by",
		by ? wl_arena_printf(&out->arena, "[%s]", name_of(out, card))
		   : name_of(out, card),
		other->path);
}

static void replaced_one_sided(
	struct wl_subject *subject, struct wl_findings *out)
{
	struct shelf shelf;

	(void)subject;
	open_shelf(&shelf, out);
	for (size_t i = 0; i < shelf.n; i++) {
		const struct wl_card *card = shelf.v[i];
		const struct wl_card *other =
			named_by(&shelf, card, card->replaced_by);

		if (other && !is_among(&shelf, other, card))
			one_sided(&shelf, card, "replaced-by", other);
		for (size_t k = 0; k < card->replaces.n; k++) {
			other = named_by(&shelf, card, card->replaces.v[k]);
			if (other && named_by(&shelf, other,
					     other->replaced_by) != card)
				one_sided(&shelf, card, "replaces", other);
		}
	}
	wl_map_release(&shelf.by_name);
}

/* A retired card's name in the body of one in use */

static bool in_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

static const char *find_name(const char *s, const char *name)
{
	size_t n = strlen(name);
	const char *at = s;

	while ((at = strstr(at, name))) {
		if ((at == s || !in_name(at[-1])) && !in_name(at[n]))
			return at;
		at += n;
	}
	return NULL;
}

static void look_for_retired(
	struct wl_findings *out, const struct wl_card *card)
{
	const struct wl_corpus *corpus = out->subject->corpus;
	const struct wl_subject_file *file =
		wl_subject_file(out->subject, card->path);
	const char *body = file->source.bytes + file->front.body;

	for (size_t i = 0; i < corpus->nretired; i++) {
		const struct wl_card *retired = &corpus->retired[i];
		const char *name = name_of(out, retired);
		const char *at = find_name(body, name);

		if (!at)
			continue;
		wl_found_byte(out, card->path,
			(size_t)(at - file->source.bytes),
			"it names '%s', which was retired", name);
		wl_found_subject(out, name_of(out, card));
		if (retired->replaced_by)
			wl_found_hint(out, "'%s' has taken its place",
				retired->replaced_by);
		else
			wl_found_hint(out, "nothing has taken its place: take "
					   "the name out");
	}
}

static void retired_named(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;

	for (size_t i = 0; i < corpus->ncards; i++)
		look_for_retired(out, &corpus->cards[i]);
}

const struct wl_rule wl_rules_replaced[] = {
	{ "replaced-unknown", WL_SEVERE,
		"a card that is to replace another and is not there",
		replaced_unknown },
	{ "replaced-cycle", WL_SEVERE, "a card that replaces itself in the end",
		replaced_cycle },
	{ "replaced-one-sided", WL_WARNING,
		"only one of two cards says that it follows the other",
		replaced_one_sided },
	{ "retired-named", WL_WARNING, "a card in use that names a retired one",
		retired_named },
	{ NULL },
};
