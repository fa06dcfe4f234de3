/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/strv.h"
#include "publish/governance.h"
#include "publish/phrase.h"
#include "publish/table.h"

#define SHORT_ID 7
#define CUT                                                                    \
	"The history of this clone is cut off, so there may be more; `git "    \
	"fetch --unshallow` brings it.\n\n"

/* What a team has to know of a card */
#define NOTED                                                                  \
	(WL_CARD_NEW | WL_CARD_GONE | WL_CARD_RETIRED | WL_CARD_RESTORED |     \
		WL_CARD_VERIFIED | WL_CARD_AUDIENCE | WL_CARD_DISPUTED_NOW |   \
		WL_CARD_RENAMED)

/* A card over the whole period: `all` is from its oldest state to its newest,
 * each claim once. */
struct noted {
	struct wl_strv names; /* the newest first */
	struct wl_card_revised all;
	size_t cap;
	/* As the programme began with it; NULL: it did not */
	const struct wl_card *import;
};

struct note {
	struct wl_buf *out;
	const struct wl_governance *governance;
	struct noted *cards;
	size_t n, cap;
	struct wl_buf text;
};

static struct wl_buf *phrase(struct note *note)
{
	wl_buf_clear(&note->text);
	return &note->text;
}

static void put_line(struct note *note, const char *lead, const char *words)
{
	wl_buf_adds(note->out, lead);
	wl_markdown_line(note->out, words);
	wl_buf_addc(note->out, '\n');
}

/* Putting the commits together, newest first */

static const struct wl_card *newest(const struct wl_card_revised *card)
{
	return card->after ? card->after : card->before;
}

static struct noted *noted_of(struct note *note, const char *name)
{
	for (size_t i = 0; i < note->n; i++)
		if (wl_strv_has(&note->cards[i].names, name))
			return &note->cards[i];
	WL_GROW(note->cards, note->n, note->cap);
	note->cards[note->n] = (struct noted){ .cap = 0 };
	wl_strv_add(&note->cards[note->n].names, name);
	return &note->cards[note->n++];
}

static void noted_release(struct noted *noted)
{
	wl_strv_release(&noted->names);
	free(noted->all.claims);
}

/* Did the older change lead to what the newer one began with? */
static bool leads_to(const struct wl_claim_revised *older,
	const struct wl_claim_revised *newer)
{
	const struct wl_claim *from =
		older->after ? older->after : older->before;
	const struct wl_claim *to =
		newer->before ? newer->before : newer->after;

	return from->id || to->id ? wl_streq(from->id, to->id)
				  : wl_streq(from->text, to->text);
}

static void add_claim(struct noted *noted, const struct wl_claim_revised *older)
{
	struct wl_card_revised *all = &noted->all;

	for (size_t i = 0; i < all->nclaims; i++)
		if (leads_to(older, &all->claims[i])) {
			all->claims[i].before = older->before;
			all->claims[i].evidence |= older->evidence;
			return;
		}
	WL_GROW(all->claims, all->nclaims, noted->cap);
	all->claims[all->nclaims++] = *older;
}

static void add_card(struct note *note, const struct wl_entry *entry, size_t i)
{
	const struct wl_card_revised *card = &entry->revised.cards[i];
	struct noted *noted = noted_of(note, entry->cards.v[i]);

	if (!newest(&noted->all))
		noted->all.after = card->after;
	noted->all.before = card->before;
	noted->all.events |= card->events & NOTED;
	if (card->events & WL_CARD_RENAMED)
		wl_strv_addf(&noted->names, "%s/%s",
			wl_card_types[card->before->type], card->before->id);
	if (entry->import)
		noted->import = card->after;
	/* Of a card that was set up only what came later is a change */
	for (size_t j = 0; j < card->nclaims && !entry->import; j++)
		add_claim(noted, &card->claims[j]);
}

/* What came and went again is nothing. */
static void settle_claims(struct noted *noted)
{
	struct wl_card_revised *all = &noted->all;
	size_t n = 0;

	for (size_t i = 0; i < all->nclaims; i++) {
		struct wl_claim_revised *one = &all->claims[i];

		if (!one->before && !one->after)
			continue;
		one->words = !one->before || !one->after ||
			     !wl_streq(one->before->text, one->after->text);
		one->kind = !one->before  ? WL_CLAIM_ADDED
			    : !one->after ? WL_CLAIM_REMOVED
					  : WL_CLAIM_CHANGED;
		if (one->words || one->evidence)
			all->claims[n++] = *one;
	}
	all->nclaims = n;
}

static void drop_both(unsigned *events, unsigned one, unsigned other)
{
	if (*events & one && *events & other)
		*events &= ~(one | other);
}

static void settle(struct noted *noted)
{
	struct wl_card_revised *all = &noted->all;

	settle_claims(noted);
	if (!all->after && !all->before)
		all->events = 0;
	if (all->before)
		all->events &= ~(unsigned)WL_CARD_NEW;
	else
		all->events &= ~(unsigned)WL_CARD_AUDIENCE;
	if (all->after)
		all->events &= ~(unsigned)WL_CARD_GONE;
	if (!all->before || !all->after ||
		!wl_card_order(all->before, all->after))
		all->events &= ~(unsigned)WL_CARD_RENAMED;
	drop_both(&all->events, WL_CARD_RETIRED, WL_CARD_RESTORED);
}

static int by_card(const void *a, const void *b)
{
	const struct noted *x = a, *y = b;
	const struct wl_card *p = newest(&x->all), *q = newest(&y->all);

	return p && q ? wl_card_order(p, q) : (p == NULL) - (q == NULL);
}

static void collect(struct note *note)
{
	const struct wl_history *history = note->governance->history;
	size_t n = 0;

	for (size_t i = 0; i < history->n; i++)
		for (size_t j = 0; j < history->entries[i].revised.ncards; j++)
			add_card(note, &history->entries[i], j);
	for (size_t i = 0; i < note->n; i++) {
		struct noted *noted = &note->cards[i];

		settle(noted);
		if (newest(&noted->all) &&
			(noted->all.nclaims || noted->all.events))
			note->cards[n++] = *noted;
		else
			noted_release(noted);
	}
	note->n = n;
	if (n)
		qsort(note->cards, n, sizeof(*note->cards), by_card);
}

/* What changed */

static void put_claim(struct note *note, const struct wl_claim_revised *revised)
{
	static const char *const words[] = { "Added", "Removed", "Changed" };
	const struct wl_claim *claim =
		revised->after ? revised->after : revised->before;
	struct wl_buf *text = phrase(note);

	wl_buf_adds(
		text, revised->words ? words[revised->kind] : "New evidence");
	if (revised->after) {
		wl_buf_adds(text, " (");
		wl_governance_support(text, note->governance->corpus, claim);
		wl_buf_addc(text, ')');
	}
	wl_buf_addf(text, ": %s", claim->text);
	put_line(note, "- ", text->s);
	if (revised->kind == WL_CLAIM_CHANGED && revised->words)
		put_line(note, "  - before: ", revised->before->text);
}

/* "New card: 18 claims, 9 deals" */
static void put_new(struct note *note, const struct noted *noted)
{
	const struct wl_card *card =
		noted->import ? noted->import : noted->all.after;
	struct wl_strv found = { 0 };
	struct wl_list cited;
	struct wl_buf *text = phrase(note);

	for (size_t i = 0; i < card->nclaims; i++)
		for (size_t j = 0; j < card->claims[i].ncitations; j++)
			wl_strv_addf(&found, "%s^%s",
				card->claims[i].citations[j].source,
				card->claims[i].citations[j].passage);
	cited = (struct wl_list){ (const char **)found.v, found.n };
	wl_buf_adds(text, noted->import ? "Set up: " : "New card: ");
	wl_phrase_count(text, (int)card->nclaims, "claim", "claims");
	if (cited.n)
		wl_buf_adds(text, ", ");
	wl_governance_deals(text, note->governance->corpus, &cited);
	put_line(note, "- ", text->s);
	wl_strv_release(&found);
}

static void put_changes(struct note *note, const struct noted *noted)
{
	struct wl_card_revised rest = noted->all;
	bool new = (rest.events & WL_CARD_NEW) && rest.after;
	bool list = rest.after && (!new || noted->import);

	wl_buf_adds(note->out, "\n**What changed**\n\n");
	if (new)
		put_new(note, noted);
	for (size_t i = 0; i < rest.nclaims && list; i++)
		put_claim(note, &rest.claims[i]);
	rest.events &= ~(unsigned)WL_CARD_NEW;
	wl_governance_events(phrase(note), &rest);
	if (!note->text.n)
		return;
	if (*note->text.s >= 'a' && *note->text.s <= 'z')
		*note->text.s = (char)(*note->text.s - 'a' + 'A');
	put_line(note, "- ", note->text.s);
}

/* Why, and where first */

static bool touches(const struct wl_entry *entry, const struct wl_strv *names)
{
	for (size_t i = 0; i < entry->revised.ncards; i++)
		if (wl_strv_has(names, entry->cards.v[i]))
			return true;
	return false;
}

/* Each text once, newest first, with who said it. */
static void put_said(struct note *note, const struct noted *noted,
	const char *title, bool why)
{
	const struct wl_history *history = note->governance->history;
	struct wl_strv said = { 0 };
	char day[WL_DATE_TEXT];

	for (size_t i = 0; i < history->n; i++) {
		const struct wl_entry *entry = &history->entries[i];
		const char *text =
			why ? entry->trailers.why : entry->trailers.apply_first;

		if (!text || !touches(entry, &noted->names) ||
			wl_strv_has(&said, text))
			continue;
		if (!said.n)
			wl_buf_addf(note->out, "\n**%s**\n\n", title);
		wl_strv_add(&said, text);
		wl_buf_adds(phrase(note), text);
		if (why)
			wl_buf_addf(&note->text, " (%s, %s)",
				wl_governance_author(entry),
				wl_day_format(wl_time_day(&entry->commit->when),
					day));
		put_line(note, "- ", note->text.s);
	}
	wl_strv_release(&said);
}

static void put_card(struct note *note, const struct noted *noted)
{
	wl_buf_addf(phrase(note), "%s (%s)", newest(&noted->all)->title,
		noted->names.v[0]);
	put_line(note, "\n## ", note->text.s);
	put_changes(note, noted);
	put_said(note, noted, "Why it changed", true);
	put_said(note, noted, "Apply it first", false);
}

static void put_without_why(struct note *note)
{
	const struct wl_history *history = note->governance->history;
	bool any = false;
	char day[WL_DATE_TEXT];

	for (size_t i = 0; i < history->n; i++) {
		const struct wl_entry *entry = &history->entries[i];
		struct wl_buf *text = phrase(note);

		if (!entry->without_why)
			continue;
		if (!any)
			wl_buf_adds(note->out, "\n## Without a why\n\n");
		any = true;
		wl_buf_addf(text, "%s, %s, %.*s: %s",
			wl_day_format(wl_time_day(&entry->commit->when), day),
			wl_governance_author(entry), SHORT_ID,
			entry->commit->id, entry->commit->subject);
		for (size_t j = 0; j < entry->revised.ncards; j++)
			wl_buf_addf(text, "%s%s", j ? ", " : " (",
				entry->cards.v[j]);
		wl_buf_addc(text, ')');
		put_line(note, "- ", text->s);
	}
}

/* The head */

/* The last day of the period, but not one that is still to come; commits may
 * be newer than the day that --as-of says. */
static wl_day last_day(const struct wl_governance *governance)
{
	const struct wl_history *history = governance->history;
	wl_day last = wl_time_day(&governance->corpus->as_of);

	for (size_t i = 0; i < history->n; i++) {
		wl_day day = wl_time_day(&history->entries[i].commit->when);

		last = day > last ? day : last;
	}
	return governance->until != WL_NO_DAY && governance->until < last
		       ? governance->until
		       : last;
}

static void put_title(struct note *note)
{
	const struct wl_governance *governance = note->governance;
	struct wl_buf *text = phrase(note);
	char day[WL_DATE_TEXT];

	if (governance->corpus->programme.product)
		wl_buf_addf(
			text, "%s: ", governance->corpus->programme.product);
	wl_buf_adds(text, "what changed in our cards");
	if (governance->since != WL_NO_DAY)
		wl_buf_addf(
			text, ", %s", wl_day_format(governance->since, day));
	wl_buf_addf(text, "%s %s",
		governance->since != WL_NO_DAY ? " to" : ", up to",
		wl_day_format(last_day(governance), day));
	put_line(note, "# ", text->s);
	wl_buf_addc(note->out, '\n');
}

/* "3 cards changed in 4 commits by Priya Nair, 1 of them without a why." */
static void put_count(struct note *note)
{
	const struct wl_history *history = note->governance->history;
	struct wl_buf *text = phrase(note);
	struct wl_strv people = { 0 };
	int without = 0;

	for (size_t i = 0; i < history->n; i++) {
		wl_strv_add_once(
			&people, wl_governance_author(&history->entries[i]));
		without += history->entries[i].without_why;
	}
	wl_phrase_count(
		text, (int)note->n, "card changed in ", "cards changed in ");
	wl_phrase_count(text, (int)history->n, "commit", "commits");
	for (size_t i = 0; i < people.n; i++)
		wl_buf_addf(text, "%s%s",
			!i                  ? " by "
			: i + 1 == people.n ? " and "
					    : ", ",
			people.v[i]);
	if (without)
		wl_buf_addf(text, ", %d of them without a why", without);
	wl_buf_addc(text, '.');
	put_line(note, "", text->s);
	wl_strv_release(&people);
}

void wl_publish_governance_note(
	struct wl_buf *out, const struct wl_governance *governance)
{
	struct note note = { .out = out, .governance = governance };

	wl_buf_init(&note.text);
	collect(&note);
	put_title(&note);
	if (governance->history->cut)
		wl_buf_adds(out, CUT);
	if (note.n)
		put_count(&note);
	else
		put_line(&note, "",
			"No claim changed: keep the cards as "
			"they are.");
	for (size_t i = 0; i < note.n; i++) {
		put_card(&note, &note.cards[i]);
		noted_release(&note.cards[i]);
	}
	put_without_why(&note);
	free(note.cards);
	wl_buf_release(&note.text);
}
