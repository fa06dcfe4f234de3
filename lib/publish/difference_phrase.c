/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/difference.h"

#include "publish/compare.h"
#include "publish/phrase.h"

#define ARROW "→"

/* Put between parts of a line. */
static void between(struct wl_buf *out, size_t from, const char *what)
{
	if (out->n > from)
		wl_buf_adds(out, what);
}

/* The headline */

struct tally {
	int claims[3]; /* by enum wl_revision_kind */
	int touched, verified, unverified, retired;
};

static void count_card(struct tally *tally, const struct wl_card_differs *card)
{
	unsigned events = card->revised ? card->revised->events : 0;
	bool was = card->before && card->before->state <= WL_DUE;
	bool is = card->after && card->after->state <= WL_DUE;

	tally->touched += card->revised != NULL;
	tally->verified += !was && is;
	tally->unverified +=
		was && card->after && card->after->state == WL_UNVERIFIED;
	tally->retired += (events & WL_CARD_RETIRED) != 0;
	for (size_t i = 0; card->revised && i < card->revised->nclaims; i++)
		tally->claims[card->revised->claims[i].kind]++;
}

struct part {
	int n;
	const char *one, *many;
};

static void add_parts(
	struct wl_buf *out, size_t from, const struct part *parts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!parts[i].n)
			continue;
		between(out, from, ", ");
		wl_phrase_count(out, parts[i].n, parts[i].one, parts[i].many);
	}
}

static void count_shifts(const struct wl_compare *compare, int counts[2])
{
	counts[0] = counts[1] = 0;
	for (size_t i = 0; i < compare->ngroups; i++) {
		counts[0] += compare->groups[i].shifts[WL_BECAME];
		counts[1] += compare->groups[i].shifts[WL_STOPPED];
	}
}

void wl_difference_headline(
	struct wl_buf *out, const struct wl_difference *difference)
{
	struct tally tally = { .touched = 0 };
	int shifts[2] = { 0, 0 };
	size_t from = out->n;

	for (size_t i = 0; i < difference->ncards; i++)
		count_card(&tally, &difference->cards[i]);
	if (difference->npatterns)
		count_shifts(&difference->compare, shifts);
	{
		const struct part parts[] = {
			{ tally.touched, "card edited", "cards edited" },
			{ tally.claims[WL_CLAIM_ADDED], "claim added",
				"claims added" },
			{ tally.claims[WL_CLAIM_CHANGED], "claim changed",
				"claims changed" },
			{ tally.claims[WL_CLAIM_REMOVED], "claim removed",
				"claims removed" },
			{ tally.verified, "card verified", "cards verified" },
			{ tally.unverified, "card unverified",
				"cards unverified" },
			{ tally.retired, "card retired", "cards retired" },
			{ shifts[0], "new pattern", "new patterns" },
			{ shifts[1], "pattern gone", "patterns gone" },
			{ (int)difference->nthemes, "theme", "themes" },
			{ (int)difference->ninterviews, "interview",
				"interviews" },
			{ (int)difference->files.n, "other file",
				"other files" },
		};

		add_parts(out, from, parts, WL_LEN(parts));
	}
}

/* Cards */

void wl_difference_state(struct wl_buf *out, const struct wl_card_trust *trust)
{
	char day[WL_DATE_TEXT];

	if (!trust)
		return;
	wl_buf_adds(out, wl_card_states[trust->state]);
	if (trust->state <= WL_DUE && trust->due != WL_NO_DAY)
		wl_buf_addf(out, " until %s", wl_day_format(trust->due, day));
	else if (trust->state == WL_UNVERIFIED && trust->reason)
		wl_buf_addf(out, ": %s", wl_card_reasons[trust->reason]);
}

static const char *or_none(const char *text)
{
	return text ? text : "none";
}

static void add_change(struct wl_buf *out, const char *what, const char *before,
	const char *after)
{
	wl_buf_addf(out, "%s %s " ARROW " %s", what, or_none(before),
		or_none(after));
}

static const char *audience(const struct wl_card *card)
{
	return card->external ? "external" : "internal";
}

static void add_event(struct wl_buf *out, const struct wl_card_revised *revised,
	enum wl_card_event event)
{
	static const struct {
		enum wl_card_event event;
		const char *words;
	} words[] = {
		{ WL_CARD_NEW, "new" },
		{ WL_CARD_GONE, "deleted" },
		{ WL_CARD_RETIRED, "retired" },
		{ WL_CARD_RESTORED, "back in use" },
		{ WL_CARD_DISPUTED_NOW, "disputed by a review" },
	};
	const struct wl_card *before = revised->before, *after = revised->after;
	char day[WL_DATE_TEXT];

	for (size_t i = 0; i < WL_LEN(words); i++)
		if (words[i].event == event)
			wl_buf_adds(out, words[i].words);
	if (event == WL_CARD_VERIFIED)
		wl_buf_addf(out, "verified %s",
			wl_day_format(after->verified, day));
	if (event == WL_CARD_VERIFIER)
		add_change(out, "verifier", before->verifier, after->verifier);
	if (event == WL_CARD_OWNER)
		add_change(out, "owner", before->owner, after->owner);
	if (event == WL_CARD_AUDIENCE)
		add_change(out, "audience", audience(before), audience(after));
	if (event == WL_CARD_RENAMED)
		wl_buf_addf(out, "renamed from %s/%s",
			wl_card_types[before->type], before->id);
	if (event == WL_CARD_TITLE)
		add_change(out, "title", before->title, after->title);
}

void wl_difference_events(
	struct wl_buf *out, const struct wl_card_revised *revised)
{
	size_t from = out->n;

	/* That it is unverified is said by its state */
	for (unsigned bit = 1; bit <= WL_CARD_LAST_EVENT; bit <<= 1) {
		if (!(revised->events & bit) || bit == WL_CARD_UNVERIFIED)
			continue;
		between(out, from, ", ");
		add_event(out, revised, (enum wl_card_event)bit);
	}
}

/* Evidence */

static const char *deal_of(
	const struct wl_corpus *corpus, const struct wl_citation *citation)
{
	const struct wl_interview *interview = NULL;

	if (!wl_corpus_cited(corpus, citation, &interview) || !interview)
		return NULL;
	return interview->deal ? interview->deal : interview->id;
}

void wl_difference_evidence(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_claim *claim)
{
	struct wl_strv deals = { 0 };

	if (!claim->ncitations) {
		wl_buf_adds(out, claim->unproven ? "unproven" : "no evidence");
		return;
	}
	for (size_t i = 0; i < claim->ncitations; i++) {
		const char *deal = deal_of(corpus, &claim->citations[i]);

		if (deal)
			wl_strv_add_once(&deals, deal);
	}
	wl_phrase_count(out, (int)claim->ncitations, "citation", "citations");
	wl_buf_adds(out, deals.n ? ", " : ", no deal");
	if (deals.n)
		wl_phrase_count(out, (int)deals.n, "deal", "deals");
	for (size_t i = 0; i < deals.n; i++)
		wl_buf_addf(out, "%s%s", i ? ", " : ": ", deals.v[i]);
	wl_strv_release(&deals);
}

static bool cites(
	const struct wl_claim *claim, const struct wl_citation *citation)
{
	for (size_t i = 0; i < claim->ncitations; i++)
		if (wl_streq(claim->citations[i].source, citation->source) &&
			wl_streq(
				claim->citations[i].passage, citation->passage))
			return true;
	return false;
}

/* What `of` cites and `other` does not. */
static void add_cited(struct wl_buf *out, size_t from, char sign,
	const struct wl_claim *of, const struct wl_claim *other)
{
	for (size_t i = 0; of && i < of->ncitations; i++) {
		const struct wl_citation *one = &of->citations[i];

		if (other && cites(other, one))
			continue;
		between(out, from, " ");
		wl_buf_addf(out, "%c[@%s^%s]", sign, one->source, one->passage);
	}
	if (of && of->unproven && !(other && other->unproven)) {
		between(out, from, " ");
		wl_buf_addf(out, "%c(unproven)", sign);
	}
}

void wl_difference_citations(
	struct wl_buf *out, const struct wl_claim_revised *revised)
{
	size_t from = out->n;

	add_cited(out, from, '-', revised->before, revised->after);
	add_cited(out, from, '+', revised->after, revised->before);
}

/* Themes, interviews, patterns */

void wl_difference_theme(
	struct wl_buf *out, const struct wl_theme_differs *differs)
{
	size_t from;

	wl_buf_adds(out, wl_theme_changes[differs->change]);
	if (differs->change == WL_THEME_RENAMED)
		wl_buf_addf(out, " to '%s'", differs->after->id);
	if (differs->change == WL_THEME_MERGED)
		wl_buf_addf(out, " into '%s'", differs->after->id);
	if (!differs->fields)
		return;
	wl_buf_adds(out, ": ");
	from = out->n;
	for (unsigned i = 0; i < WL_THEME_FIELDS; i++) {
		if (!(differs->fields & 1u << i))
			continue;
		between(out, from, ", ");
		wl_buf_adds(out, wl_theme_fields[i]);
	}
}

static void add_status(
	struct wl_buf *out, const struct wl_interview_differs *differs)
{
	static const char *const words[] = {
		[WL_INTERVIEW_ADDED] = "new",
		[WL_INTERVIEW_HELD] = "held",
		[WL_INTERVIEW_WITHDRAWN] = "withdrawn",
		[WL_INTERVIEW_RESTORED] = "no longer withdrawn",
		[WL_INTERVIEW_WITHHELD] =
			"consent revoked, its words are withheld",
		[WL_INTERVIEW_REMOVED] = "deleted",
		[WL_INTERVIEW_CHANGED] = "",
	};
	const struct wl_interview *one =
		differs->after ? differs->after : differs->before;

	wl_buf_adds(out, words[differs->change]);
	if (differs->change == WL_INTERVIEW_ADDED && one->status)
		wl_buf_addf(out, ", %s", wl_statuses[one->status]);
}

void wl_difference_interview(
	struct wl_buf *out, const struct wl_interview_differs *differs)
{
	const struct part parts[] = {
		{ differs->more, "passage more", "passages more" },
		{ differs->fewer, "passage fewer", "passages fewer" },
		{ differs->retagged, "retagged", "retagged" },
		{ differs->reworded, "reworded", "reworded" },
		{ differs->confidential, "made confidential",
			"made confidential" },
	};
	const struct part whole = { differs->more + differs->fewer, "passage",
		"passages" };
	bool both = differs->before && differs->after;
	size_t from = out->n;

	add_status(out, differs);
	add_parts(out, from, both ? parts : &whole, both ? WL_LEN(parts) : 1);
}

void wl_difference_pattern(struct wl_buf *out, const struct wl_compare *compare,
	const struct wl_compared *group, const struct wl_shift_row *row)
{
	int n = wl_compare_size(group->after);

	wl_buf_addf(out, "%s: %d of %d " ARROW " %d of %d %s",
		wl_shift_titles[row->shift], wl_compare_deals(row->before),
		wl_compare_size(group->before), wl_compare_deals(row->after), n,
		wl_outcome_noun(group->outcome, n));
	if (wl_compare_small(compare->after, group->after))
		wl_buf_adds(out, ", too few to tell");
}

/* Words */

struct taker {
	void (*take)(void *context, const struct wl_difference_piece *piece);
	void *context;
	bool spaced;
};

static void take_run(struct taker *taker, int side, const char *s, size_t n)
{
	char *text;

	while (n && *s == ' ') {
		taker->spaced = true;
		s++;
		n--;
	}
	if (!n)
		return;
	text = wl_strndup(s, n - (s[n - 1] == ' '));
	taker->take(taker->context,
		&(struct wl_difference_piece){ side, taker->spaced, text });
	taker->spaced = s[n - 1] == ' ';
	free(text);
}

void wl_difference_words(const char *before, const char *after,
	void (*take)(void *context, const struct wl_difference_piece *piece),
	void *context)
{
	/* No text has these once it was cleaned */
	static const char *const open[] = { "\1", "\2" };
	static const char *const close[] = { "\3", "\3" };
	struct wl_buf sides[2] = { WL_BUF_INIT, WL_BUF_INIT };
	struct taker taker = { take, context, false };
	struct wl_buf marked = WL_BUF_INIT;
	const char *s;
	int side = -1;

	wl_clean_line(&sides[0], before);
	wl_clean_line(&sides[1], after);
	wl_revised_words(&marked, sides[0].s, sides[1].s, open, close);
	for (s = marked.s; *s;) {
		size_t n = strcspn(s, "\1\2\3");

		take_run(&taker, side, s, n);
		s += n;
		if (*s)
			side = *s++ == '\3' ? -1 : s[-1] - '\1';
	}
	wl_buf_release(&marked);
	wl_buf_release(&sides[0]);
	wl_buf_release(&sides[1]);
}
