/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/history.h"

#include "base/path.h"
#include "base/utf8.h"
#include "store/layout.h"
#include "text/front.h"

#define CARDS WL_CARDS_FOLDER "/"
#define ARCHIVED WL_ARCHIVE_FOLDER "/" WL_CARDS_FOLDER "/"

/* The first two are the cards */
static const char *governed[] = { CARDS, ARCHIVED, WL_CODEBOOK_FILE,
	WL_PROGRAMME_FILE, "guides/", WL_REVIEWS_FOLDER "/",
	WL_PLANS_FOLDER "/" };

const struct wl_list wl_history_files = { governed + 2, WL_LEN(governed) - 2 };

/* Without these a claim neither came nor went */
#define NEEDS_WHY                                                              \
	(WL_CARD_NEW | WL_CARD_GONE | WL_CARD_RETIRED | WL_CARD_RESTORED)

struct reading {
	struct wl_history *history;
	const struct wl_repo *repo;
	const struct wl_history_query *query;
	struct wl_arena *arena;
	struct wl_strv wanted; /* names of the card asked for, newest first */
	struct wl_err *err;
	int code;
};

/* Lists that grow in the arena */

static void add(struct wl_list *list, const char *s)
{
	list->v[list->n++] = s;
}

static void add_once(struct wl_list *list, const char *s)
{
	if (!wl_list_has(list, s))
		add(list, s);
}

static struct wl_list room(struct wl_arena *arena, size_t n)
{
	return (struct wl_list){
		wl_arena_alloc(arena, (n + 1) * sizeof(const char *)), 0
	};
}

/* Who and when */

static bool says(const char *where, const char *part)
{
	struct wl_buf all = WL_BUF_INIT, folded = WL_BUF_INIT;
	bool found;

	wl_utf8_fold(&all, where);
	wl_utf8_fold(&folded, part);
	found = strstr(all.s, folded.s) != NULL;
	wl_buf_release(&all);
	wl_buf_release(&folded);
	return found;
}

static bool is_author(
	const struct wl_history_query *query, const struct wl_entry *entry)
{
	const struct wl_commit *commit = entry->commit;

	if (!query->author ||
		(entry->author && wl_streq(entry->author->id, query->author)))
		return true;
	/* A team id is nobody else */
	if (query->programme &&
		wl_programme_member(query->programme, query->author))
		return false;
	return says(commit->name, query->author) ||
	       says(commit->email, query->author) ||
	       (entry->author && entry->author->name &&
		       says(entry->author->name, query->author));
}

static bool is_in_time(
	const struct wl_history_query *query, const struct wl_commit *commit)
{
	wl_day day = wl_time_day(&commit->when);

	return (query->since == WL_NO_DAY || day >= query->since) &&
	       (query->until == WL_NO_DAY || day <= query->until);
}

/* Cards before and after */

static bool is_card(const char *path)
{
	return (wl_starts(path, CARDS) || wl_starts(path, ARCHIVED)) &&
	       wl_ends(path, ".md");
}

/* The cards of some paths in one commit; NULL where there is none. */
struct side {
	const struct wl_card **v;
	bool *bad;
};

static void side_make(
	struct side *side, struct wl_arena *arena, const struct wl_list *paths)
{
	side->v = wl_arena_alloc(arena, (paths->n + 1) * sizeof(*side->v));
	side->bad = wl_arena_alloc(arena, paths->n + 1);
}

/* A card that cannot be read as one is `bad`; an object that is missing stops
 * all. */
static int read_card(struct reading *r, const char *commit, const char *path,
	const struct wl_card **out, bool *bad)
{
	struct wl_buf bytes = WL_BUF_INIT;
	struct wl_err err = { 0 };
	int code = wl_repo_read(
		r->repo, commit, path, WL_MARKDOWN_MAX, &bytes, &err);

	if (!code) {
		struct wl_card *card = wl_arena_alloc(r->arena, sizeof(*card));
		struct wl_source source = { path, bytes.s, bytes.n };

		code = wl_card_parse(card, r->arena, &source, &err);
		*out = code ? NULL : card;
	}
	*bad = code == WL_EUNREADABLE; /* a link, too large, no card */
	wl_buf_release(&bytes);
	if (!code || *bad || code == WL_ENOTFOUND)
		return 0;
	if (r->err)
		*r->err = err;
	return code;
}

static int read_side(struct reading *r, const char *commit,
	const struct wl_list *paths, struct side *side)
{
	int code = 0;

	side_make(side, r->arena, paths);
	for (size_t i = 0; commit && i < paths->n && !code; i++)
		code = read_card(
			r, commit, paths->v[i], &side->v[i], &side->bad[i]);
	return code;
}

/* A path that is bad on one side says nothing on the other. */
static size_t readable(const struct side *side, const struct side *other,
	size_t n, const struct wl_card **out)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (side->v[i] && !side->bad[i] && !other->bad[i])
			out[kept++] = side->v[i];
	return kept;
}

static void compare(struct reading *r, const struct side *before,
	const struct side *after, size_t n, struct wl_revised *out)
{
	const struct wl_card **old = wl_alloc((n + 1) * sizeof(*old));
	const struct wl_card **new = wl_alloc((n + 1) * sizeof(*new));
	size_t nold = readable(before, after, n, old);
	size_t nnew = readable(after, before, n, new);

	wl_revised_make(out, r->arena, old, nold, new, nnew);
	free(old);
	free(new);
}

/* Merges */

static const struct wl_card *newest(const struct wl_card_revised *card)
{
	return card->after ? card->after : card->before;
}

/* The claim's change against another parent; NULL if it is none there. */
static bool is_change_of(
	const struct wl_claim_revised *claim, const struct wl_card_revised *in)
{
	for (size_t i = 0; i < in->nclaims; i++) {
		const struct wl_claim_revised *other = &in->claims[i];

		if (claim->after
				? other->after == claim->after
				: !other->after && wl_streq(other->before->text,
							   claim->before->text))
			return true;
	}
	return false;
}

/* Keep of a card what is a change against the other parent too. */
static void keep_common(
	struct wl_card_revised *card, const struct wl_revised *other)
{
	const struct wl_card_revised none = { 0 }, *in = &none;
	size_t n = 0;

	for (size_t i = 0; i < other->ncards; i++)
		if (!wl_card_order(newest(&other->cards[i]), newest(card)))
			in = &other->cards[i];
	for (size_t i = 0; i < card->nclaims; i++)
		if (is_change_of(&card->claims[i], in))
			card->claims[n++] = card->claims[i];
	card->nclaims = n;
	card->events &= in->events;
}

static void merge(struct wl_revised *revised, const struct wl_revised *other)
{
	size_t n = 0;

	for (size_t i = 0; i < revised->ncards; i++) {
		struct wl_card_revised *card = &revised->cards[i];

		keep_common(card, other);
		if (card->nclaims || card->events)
			revised->cards[n++] = *card;
	}
	revised->ncards = n;
}

/* An entry */

static const char *card_name(struct wl_arena *arena, const struct wl_card *card)
{
	return wl_arena_printf(
		arena, "%s/%s", wl_card_types[card->type], card->id);
}

static bool is_old_name(
	const struct wl_entry *entry, const struct wl_card *card)
{
	for (size_t i = 0; i < entry->revised.ncards; i++)
		if (entry->revised.cards[i].events & WL_CARD_RENAMED &&
			entry->revised.cards[i].before == card)
			return true;
	return false;
}

/* Nothing else of a merge is its own: the file differs from all parents also
 * where git put it together. */
static void list_cards(struct reading *r, struct wl_entry *entry,
	const struct side sides[2], size_t n)
{
	const struct wl_list *named = &entry->trailers.cards;
	bool merge = entry->commit->parents.n > 1;

	entry->cards = room(r->arena, entry->revised.ncards + n + named->n);
	for (size_t i = 0; i < entry->revised.ncards; i++)
		add_once(&entry->cards,
			card_name(r->arena, newest(&entry->revised.cards[i])));
	for (size_t i = 0; i < n && !merge; i++) {
		const struct wl_card *card =
			sides[1].v[i] ? sides[1].v[i] : sides[0].v[i];

		if (card && !sides[0].bad[i] && !sides[1].bad[i] &&
			!is_old_name(entry, card))
			add_once(&entry->cards, card_name(r->arena, card));
	}
	if (merge && !entry->cards.n)
		return;
	for (size_t i = 0; i < named->n; i++)
		add_once(&entry->cards, named->v[i]);
}

static void list_unreadable(struct reading *r, struct wl_entry *entry,
	const struct wl_list *paths, const struct side sides[2])
{
	entry->unreadable = room(r->arena, paths->n);
	for (size_t i = 0; i < paths->n; i++)
		if (sides[0].bad[i] || sides[1].bad[i])
			add(&entry->unreadable, paths->v[i]);
}

/* The side branches of a merge: what comes from there is not its own. */
static int read_others(struct reading *r, struct wl_entry *entry,
	const struct wl_list *paths, const struct side *after)
{
	const struct wl_list *parents = &entry->commit->parents;
	int code = 0;

	for (size_t i = 1; i < parents->n && !code; i++) {
		struct wl_revised other;
		struct side before;

		code = read_side(r, parents->v[i], paths, &before);
		if (code)
			break;
		compare(r, &before, after, paths->n, &other);
		merge(&entry->revised, &other);
	}
	return code;
}

static int read_cards(
	struct reading *r, struct wl_entry *entry, const struct wl_list *paths)
{
	const struct wl_commit *commit = entry->commit;
	struct wl_list none = { 0 };
	struct side sides[2];
	int code;

	if (commit->cut)
		paths = &none;
	code = read_side(r, commit->parents.n ? commit->parents.v[0] : NULL,
		paths, &sides[0]);
	if (!code)
		code = read_side(r, commit->id, paths, &sides[1]);
	if (code)
		return code;
	compare(r, &sides[0], &sides[1], paths->n, &entry->revised);
	code = read_others(r, entry, paths, &sides[1]);
	list_cards(r, entry, sides, paths->n);
	list_unreadable(r, entry, paths, sides);
	return code;
}

static bool is_cited(
	const struct wl_claim *claim, const struct wl_citation *citation)
{
	for (size_t i = 0; claim && i < claim->ncitations; i++)
		if (wl_streq(claim->citations[i].source, citation->source) &&
			wl_streq(
				claim->citations[i].passage, citation->passage))
			return true;
	return false;
}

/* What the claims of a card cite now and did not before. */
static void cite(struct reading *r, const struct wl_card_revised *card,
	struct wl_strv *out)
{
	for (size_t i = 0; i < card->nclaims; i++) {
		const struct wl_claim_revised *claim = &card->claims[i];

		for (size_t j = 0; claim->after && j < claim->after->ncitations;
			j++) {
			const struct wl_citation *one =
				&claim->after->citations[j];
			char *text;

			if (is_cited(claim->before, one))
				continue;
			text = wl_arena_printf(
				r->arena, "%s^%s", one->source, one->passage);
			wl_strv_add_once(out, text);
		}
	}
}

static void find_evidence(struct reading *r, struct wl_entry *entry)
{
	struct wl_strv found = { 0 };

	entry->evidence = entry->trailers.evidence;
	/* Of an import it would be all that there is */
	if (entry->evidence.n || entry->import)
		return;
	for (size_t i = 0; i < entry->revised.ncards; i++)
		cite(r, &entry->revised.cards[i], &found);
	entry->evidence = room(r->arena, found.n);
	for (size_t i = 0; i < found.n; i++)
		add(&entry->evidence, wl_arena_strdup(r->arena, found.v[i]));
	wl_strv_release(&found);
}

static bool needs_why(const struct wl_entry *entry)
{
	for (size_t i = 0; i < entry->revised.ncards; i++)
		if (entry->revised.cards[i].nclaims ||
			entry->revised.cards[i].events & NEEDS_WHY)
			return true;
	return false;
}

/* Which entries */

static bool is_named(const char *card, const char *wanted)
{
	const char *slash = strchr(card, '/');

	return wl_streq(card, wanted) || (slash && wl_streq(slash + 1, wanted));
}

static bool is_of(const struct wl_card *card, const char *competitor)
{
	return card && wl_streq(card->competitor, competitor);
}

static bool is_wanted(const struct reading *r, const char *card)
{
	for (size_t i = 0; i < r->wanted.n; i++)
		if (is_named(card, r->wanted.v[i]))
			return true;
	return false;
}

/* By either name; before it was renamed the card goes by the older one. */
static bool is_card_wanted(
	struct reading *r, const struct wl_card_revised *card)
{
	const char *was =
		card->before ? card_name(r->arena, card->before) : NULL;

	if (!is_wanted(r, card_name(r->arena, newest(card))))
		return was && is_wanted(r, was);
	if (card->events & WL_CARD_RENAMED)
		wl_strv_add_once(&r->wanted, was);
	return true;
}

static bool is_chosen(struct reading *r, const struct wl_card_revised *card)
{
	const struct wl_history_query *query = r->query;

	return (!query->card || is_card_wanted(r, card)) &&
	       (!query->competitor || is_of(card->before, query->competitor) ||
		       is_of(card->after, query->competitor));
}

/* Leave those that are called as the card is. */
static void choose_unreadable(struct wl_entry *entry, const char *card)
{
	struct wl_list *list = &entry->unreadable;
	const char *slash = card ? strchr(card, '/') : NULL;
	const char *id = slash ? slash + 1 : card;
	size_t n = 0;

	for (size_t i = 0; i < list->n && id; i++) {
		const char *base = wl_path_base(list->v[i]);

		if (wl_starts(base, id) && wl_streq(base + strlen(id), ".md"))
			list->v[n++] = list->v[i];
	}
	list->n = n;
}

/* Leave of an entry what was asked for; is there anything? */
static bool choose(struct reading *r, struct wl_entry *entry)
{
	const struct wl_history_query *query = r->query;
	struct wl_list names = room(r->arena, entry->cards.n);
	size_t n = 0;

	if (!query->card && !query->competitor)
		return entry->cards.n || entry->unreadable.n ||
		       (entry->files.n && !query->cards &&
			       entry->commit->parents.n < 2);
	for (size_t i = 0; i < entry->revised.ncards; i++)
		if (is_chosen(r, &entry->revised.cards[i]))
			entry->revised.cards[n++] = entry->revised.cards[i];
	entry->revised.ncards = n;
	for (size_t i = 0; i < n; i++)
		add_once(&names,
			card_name(r->arena, newest(&entry->revised.cards[i])));
	for (size_t i = 0; i < entry->cards.n && !query->competitor; i++)
		if (is_wanted(r, entry->cards.v[i]))
			add_once(&names, entry->cards.v[i]);
	entry->cards = names;
	entry->files.n = 0;
	choose_unreadable(entry, query->competitor ? NULL : query->card);
	return names.n || entry->unreadable.n;
}

/* Did the programme begin with this commit, which may be in a repository that
 * was there before? */
static bool is_import(struct reading *r, const struct wl_entry *entry)
{
	const struct wl_list *parents = &entry->commit->parents;

	if (entry->commit->cut || parents->n > 1)
		return false;
	return !parents->n ||
	       (wl_list_has(&entry->files, WL_PROGRAMME_FILE) &&
		       !wl_repo_has(r->repo, parents->v[0], WL_PROGRAMME_FILE));
}

static struct wl_list own_copy(
	struct wl_arena *arena, const struct wl_strv *changed, bool cards)
{
	struct wl_list list = room(arena, changed->n);

	for (size_t i = 0; i < changed->n; i++)
		if (is_card(changed->v[i]) == cards)
			add(&list, wl_arena_strdup(arena, changed->v[i]));
	return list;
}

static void keep(struct wl_history *history, const struct wl_entry *entry)
{
	WL_GROW(history->entries, history->n, history->cap);
	history->entries[history->n++] = *entry;
}

static bool see(void *context, const struct wl_commit *commit,
	const struct wl_strv *changed)
{
	struct reading *r = context;
	const struct wl_history_query *query = r->query;
	struct wl_entry entry = { .commit = commit };
	struct wl_list paths;

	if (query->programme)
		entry.author =
			wl_programme_by_email(query->programme, commit->email);
	if (!is_in_time(query, commit) || !is_author(query, &entry))
		return true;
	wl_trailers_parse(&entry.trailers, r->arena, commit->message);
	paths = own_copy(r->arena, changed, true);
	if (!commit->cut)
		entry.files = own_copy(r->arena, changed, false);
	entry.import = is_import(r, &entry);
	r->code = read_cards(r, &entry, &paths);
	if (r->code)
		return false;
	if (!choose(r, &entry) && !commit->cut)
		return true;
	find_evidence(r, &entry);
	entry.without_why =
		!entry.import && !entry.trailers.why && needs_why(&entry);
	if (!query->without_why || entry.without_why)
		keep(r->history, &entry);
	return !query->most || r->history->n < query->most;
}

int wl_history_read(struct wl_history *out, const struct wl_repo *repo,
	const struct wl_history_query *query, struct wl_err *err)
{
	struct reading reading = { .history = out,
		.repo = repo,
		.query = query,
		.arena = &out->arena,
		.err = err };
	struct wl_walk walk = { .from = query->from,
		.without = query->without,
		.paths = { governed, WL_LEN(governed) },
		.arena = &out->arena,
		.see = see,
		.context = &reading,
		.cut = &out->cut };
	int code;

	memset(out, 0, sizeof(*out));
	wl_arena_init(&out->arena);
	if (query->card)
		wl_strv_add(&reading.wanted, query->card);
	code = wl_repo_walk(repo, &walk, err);
	wl_strv_release(&reading.wanted);
	return code ? code : reading.code;
}

void wl_history_release(struct wl_history *history)
{
	free(history->entries);
	wl_arena_release(&history->arena);
}
