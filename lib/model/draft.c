/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/draft.h"

#include "base/path.h"
#include "base/utf8.h"
#include "text/markdown.h"

#define ROLE_MAX 20 /* of an id's WL_ID_MAX characters */
#define HASH_LENGTH 8

static void add_key(struct wl_buf *out, const char *key, const char *value)
{
	if (!value || !*value)
		return;
	wl_buf_addf(out, "%s: ", key);
	wl_yaml_quote(out, value, false);
	wl_buf_addc(out, '\n');
}

static void add_day(struct wl_buf *out, const char *key, wl_day day)
{
	char text[WL_DATE_TEXT];

	add_key(out, key, wl_day_format(day, text));
}

static void add_dimensions(struct wl_buf *out, const struct wl_deal *deal,
	const struct wl_programme *programme)
{
	for (size_t i = 0; deal->dimensions && i < programme->ndimensions; i++)
		add_key(out, programme->dimensions[i].id, deal->dimensions[i]);
}

static const char *competitor_id(
	const struct wl_programme *programme, const char *name)
{
	const struct wl_competitor *competitor =
		wl_programme_competitor(programme, name);

	return competitor ? competitor->id : name;
}

static void add_deal_keys(struct wl_buf *out, const struct wl_deal *deal,
	const struct wl_programme *programme)
{
	add_key(out, "outcome", wl_outcomes[deal->outcome]);
	add_key(out, "deal", deal->id);
	add_key(out, "account", deal->account);
	add_key(out, "segment", deal->segment);
	add_dimensions(out, deal, programme);
	add_key(out, "competitor", competitor_id(programme, deal->competitor));
	add_key(out, "product", deal->product);
	add_key(out, "stage", deal->stage);
	add_key(out, "amount", deal->amount);
	add_key(out, "currency", deal->currency);
	add_day(out, "created", deal->created);
	add_day(out, "closed", deal->closed);
	add_key(out, "reason", deal->reason);
}

static void add_front(struct wl_buf *out, const struct wl_draft *draft,
	const struct wl_programme *programme, const struct wl_guide *guide)
{
	wl_buf_adds(out, "---\nwinloss: 1\n");
	add_key(out, "id", draft->id);
	add_key(out, "kind", draft->kind);
	if (draft->deal)
		add_deal_keys(out, draft->deal, programme);
	add_key(out, "interviewee", draft->interviewee);
	add_key(out, "role", draft->role);
	add_key(out, "interviewer", draft->interviewer);
	add_key(out, "guide", guide->id);
	wl_buf_adds(out, "status: planned\nprepared: {}\nafter: {}\n---\n");
}

/* One item of the CRM record; white space of a cell as single spaces. */
static void add_fact(struct wl_buf *out, const char *name, const char *value)
{
	struct wl_buf fact = WL_BUF_INIT;

	if (!value || !*value)
		return;
	wl_buf_addf(&fact, "%s: ", name);
	wl_utf8_line(&fact, value);
	wl_buf_adds(out, "- ");
	wl_markdown_escape(out, fact.s, "", "\n");
	wl_buf_addc(out, '\n');
	wl_buf_release(&fact);
}

static void add_length(struct wl_buf *out, const struct wl_deal *deal)
{
	char created[WL_DATE_TEXT], closed[WL_DATE_TEXT], text[80];

	if (deal->created == WL_NO_DAY || deal->closed < deal->created)
		return;
	snprintf(text, sizeof(text), "%d days, %s to %s",
		deal->closed - deal->created,
		wl_day_format(deal->created, created),
		wl_day_format(deal->closed, closed));
	add_fact(out, "Deal length", text);
}

static void add_size(struct wl_buf *out, const struct wl_deal *deal)
{
	struct wl_buf size = WL_BUF_INIT;

	if (*deal->amount)
		wl_buf_addf(&size, "%s %s", deal->amount, deal->currency);
	add_fact(out, "Deal size", size.s);
	wl_buf_release(&size);
}

static void add_record(struct wl_buf *out, const struct wl_deal *deal,
	const struct wl_programme *programme)
{
	size_t begin = out->n;

	add_size(out, deal);
	add_length(out, deal);
	add_fact(out, "Competitor",
		wl_programme_competitor_name(programme, deal->competitor));
	add_fact(out, "Stage", deal->stage);
	add_fact(out, "Seller's reason", deal->reason);
	add_fact(out, "Owner", deal->owner);
	if (out->n > begin)
		wl_buf_addc(out, '\n');
}

static void add_headings(struct wl_buf *out, const char *const titles[])
{
	for (size_t i = 0; titles[i]; i++)
		wl_buf_addf(out, "### %s\n\n", titles[i]);
}

static void add_preparation(struct wl_buf *out, const struct wl_draft *draft,
	const struct wl_programme *programme)
{
	static const char *const titles[] = { "First call", "Last call",
		"Gap between the calls", "Background", "Hypothesis", NULL };

	wl_buf_adds(out, "## Preparation\n\n### CRM record\n\n");
	if (draft->deal)
		add_record(out, draft->deal, programme);
	add_headings(out, titles);
}

/* What the questions are filled with and chosen by. */
struct asking {
	enum wl_outcome outcome;
	const char *competitor, *product;
};

static void add_question(struct wl_buf *out, const struct wl_question *question,
	const struct asking *asking)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_guide_fill(
		&text, question->text, asking->competitor, asking->product);
	wl_buf_adds(out, "### ");
	wl_markdown_escape_heading(out, text.s);
	wl_buf_addf(out, " <!-- %s -->\n\n", question->id);
	wl_buf_release(&text);
}

static bool asks_any(
	const struct wl_guide_block *block, const struct asking *asking)
{
	for (size_t i = 0; i < block->nquestions; i++)
		if (wl_guide_asks(&block->questions[i], asking->outcome))
			return true;
	return false;
}

static void add_block(struct wl_buf *out, const struct wl_guide_block *block,
	const struct asking *asking)
{
	if (!asks_any(block, asking))
		return;
	wl_buf_adds(out, "## ");
	wl_markdown_escape_heading(out, block->title);
	wl_buf_adds(out, "\n\n");
	for (size_t i = 0; i < block->nquestions; i++)
		if (wl_guide_asks(&block->questions[i], asking->outcome))
			add_question(out, &block->questions[i], asking);
}

static void add_blocks(struct wl_buf *out, const struct wl_draft *draft,
	const struct wl_programme *programme, const struct wl_guide *guide)
{
	const struct wl_deal *deal = draft->deal;
	struct asking asking = { .product = programme->product };

	if (deal && !wl_streq(draft->kind, "internal"))
		asking.outcome = deal->outcome;
	asking.competitor = wl_draft_alternative(
		programme, deal ? deal->competitor : NULL, asking.outcome);
	for (size_t i = 0; i < guide->nblocks; i++)
		add_block(out, &guide->blocks[i], &asking);
}

static const char *title_of(const struct wl_draft *draft)
{
	if (draft->title && *draft->title)
		return draft->title;
	if (draft->deal && *draft->deal->account)
		return draft->deal->account;
	return draft->id;
}

void wl_draft_write(struct wl_buf *out, const struct wl_draft *draft,
	const struct wl_programme *programme, const struct wl_guide *guide)
{
	static const char *const notes[] = { "Most surprising finding",
		"Most useful phrase", "Most important gap", NULL };

	add_front(out, draft, programme, guide);
	wl_buf_adds(out, "\n# ");
	wl_markdown_escape_heading(out, title_of(draft));
	wl_buf_adds(out, "\n\n");
	add_preparation(out, draft, programme);
	add_blocks(out, draft, programme, guide);
	wl_buf_adds(out, "## First impressions\n\n");
	add_headings(out, notes);
	wl_buf_cut(out, out->n - 1);
}

const char *wl_draft_alternative(const struct wl_programme *programme,
	const char *competitor, enum wl_outcome outcome)
{
	if (competitor && *competitor)
		return wl_programme_competitor_name(programme, competitor);
	return outcome == WL_NO_DECISION ? "the alternative you compared with"
					 : "the alternative";
}

static void add_hash(struct wl_buf *out, const char *s)
{
	char text[HASH_LENGTH + 1] = "";

	wl_id_from_hash(text, wl_hash(s, strlen(s)), HASH_LENGTH);
	wl_buf_adds(out, text);
}

/* What names the deal: its account, else its id, else a hash of that. */
static void add_name(struct wl_buf *out, const struct wl_deal *deal, size_t max)
{
	size_t begin = out->n;

	if (!deal) {
		wl_buf_adds(out, "internal");
		return;
	}
	wl_utf8_slug(out, deal->account, max);
	if (out->n == begin)
		wl_utf8_slug(out, deal->id, max);
	if (out->n == begin) {
		wl_buf_adds(out, "deal-");
		add_hash(out, deal->id);
	}
}

void wl_draft_id(struct wl_buf *out, wl_day day, const struct wl_deal *deal,
	const char *role, bool opaque)
{
	struct wl_buf suffix = WL_BUF_INIT;
	size_t begin = out->n;
	char text[WL_DATE_TEXT];

	if (role)
		wl_utf8_slug(&suffix, role, ROLE_MAX);
	if (suffix.n)
		wl_buf_splice(&suffix, 0, 0, "-", 1);
	wl_day_format(day, text);
	wl_buf_addf(out, "%.7s-", text);
	if (opaque && deal)
		add_hash(out, deal->id);
	else
		add_name(out, deal, WL_ID_MAX - (out->n - begin) - suffix.n);
	wl_buf_adds(out, suffix.s);
	wl_buf_release(&suffix);
}
