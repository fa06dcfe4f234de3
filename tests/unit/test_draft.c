/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parse_test.h"

#include "base/path.h"
#include "model/draft.h"
#include "model/interview.h"
#include "model/starter.h"

static const char programme_text[] =
	"winloss: 1\n"
	"product: Ledgerly\n"
	"competitors: {rivalco: {name: RivalCo, aliases: [Rival Co]}}\n"
	"dimensions: {motion: [sales-led], region: [emea]}\n";

static const char guide_text[] =
	"winloss: 1\n"
	"id: short\n"
	"blocks:\n"
	"  - id: context\n"
	"    title: Decision *context*\n"
	"    questions:\n"
	"      - {id: context.urgency, text: \"Why [product] #now?\"}\n"
	"  - id: comparison\n"
	"    questions:\n"
	"      - {id: comparison.edge, outcome: win, text: A}\n"
	"      - {id: comparison.tipped, outcome: loss,\n"
	"          text: \"What tipped it to [competitor]?\"}\n";

static const char *dimensions[] = { "sales-led", "" };

static const struct wl_deal full_deal = {
	.id = "OPP-1042",
	.outcome = WL_LOSS,
	.account = "Acme Corp",
	.stage = "proof, late",
	.amount = "48000.00",
	.currency = "USD",
	.segment = "mid-market",
	.competitor = "Rival Co",
	.product = "",
	.owner = "marc",
	.reason = "price: #high",
	.created = 20606, /* 2026-06-02 */
	.closed = 20756,  /* 2026-10-30 */
	.dimensions = dimensions,
};

static const struct wl_deal bare_deal = {
	.id = "OPP-7",
	.outcome = WL_NO_DECISION,
	.account = "",
	.stage = "",
	.amount = "",
	.currency = "",
	.segment = "",
	.competitor = "",
	.product = "",
	.owner = "",
	.reason = "",
	.created = WL_NO_DAY,
	.closed = WL_NO_DAY,
};

struct fixture {
	struct wl_arena arena;
	struct wl_programme programme;
	struct wl_guide guide;
	struct wl_buf out;
};

static int setup(void **state)
{
	struct fixture *f = wl_alloc(sizeof(*f));
	struct wl_source programme = source_of("p", programme_text);
	struct wl_source guide = source_of("g", guide_text);

	wl_arena_init(&f->arena);
	wl_buf_init(&f->out);
	*state = f;
	return wl_programme_parse(&f->programme, &f->arena, &programme, NULL) ||
	       wl_guide_parse(&f->guide, &f->arena, &guide, NULL);
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	wl_buf_release(&f->out);
	wl_arena_release(&f->arena);
	free(f);
	return 0;
}

static void write(struct fixture *f, const struct wl_draft *draft)
{
	wl_buf_clear(&f->out);
	wl_draft_write(&f->out, draft, &f->programme, &f->guide);
}

/* Write, and parse what was written. */
static struct wl_interview reread(
	struct fixture *f, const struct wl_draft *draft)
{
	struct wl_interview interview;
	struct wl_source source;
	struct wl_err err = { 0 };

	write(f, draft);
	source = source_of("interviews/a.md", f->out.s);
	if (wl_interview_parse(&interview, &f->arena, &source, &err))
		fail_msg("%d:%d: %s\n%s", err.line, err.column, err.text,
			f->out.s);
	assert_int_equal(interview.npassages, 0);
	assert_int_equal(interview.status, WL_PLANNED);
	assert_null(interview.notes[0]);
	return interview;
}

static const char full_file[] =
	"---\n"
	"winloss: 1\n"
	"id: 2026-11-acme\n"
	"kind: buyer\n"
	"outcome: loss\n"
	"deal: OPP-1042\n"
	"account: Acme Corp\n"
	"segment: mid-market\n"
	"motion: sales-led\n"
	"competitor: rivalco\n"
	"stage: proof, late\n"
	"amount: 48000.00\n"
	"currency: USD\n"
	"created: 2026-06-02\n"
	"closed: 2026-10-30\n"
	"reason: 'price: #high'\n"
	"interviewee: buyer-1\n"
	"role: 'VP: Ops'\n"
	"interviewer: priya\n"
	"guide: short\n"
	"status: planned\n"
	"prepared: {}\n"
	"after: {}\n"
	"---\n"
	"\n"
	"# Acme Corp\n"
	"\n"
	"## Preparation\n"
	"\n"
	"### CRM record\n"
	"\n"
	"- Deal size: 48000.00 USD\n"
	"- Deal length: 150 days, 2026-06-02 to 2026-10-30\n"
	"- Competitor: RivalCo\n"
	"- Stage: proof, late\n"
	"- Seller's reason: price: \\#high\n"
	"- Owner: marc\n"
	"\n"
	"### First call\n"
	"\n"
	"### Last call\n"
	"\n"
	"### Gap between the calls\n"
	"\n"
	"### Background\n"
	"\n"
	"### Hypothesis\n"
	"\n"
	"## Decision \\*context\\*\n"
	"\n"
	"### Why Ledgerly \\#now? <!-- context.urgency -->\n"
	"\n"
	"## comparison\n"
	"\n"
	"### What tipped it to RivalCo? <!-- comparison.tipped -->\n"
	"\n"
	"## First impressions\n"
	"\n"
	"### Most surprising finding\n"
	"\n"
	"### Most useful phrase\n"
	"\n"
	"### Most important gap\n";

static void test_full(void **state)
{
	const struct wl_draft draft = { .id = "2026-11-acme",
		.kind = "buyer",
		.deal = &full_deal,
		.interviewer = "priya",
		.interviewee = "buyer-1",
		.role = "VP: Ops",
		.title = "Acme Corp" };
	struct fixture *f = *state;

	write(f, &draft);
	assert_string_equal(f->out.s, full_file);
}

static void test_reads_back(void **state)
{
	const struct wl_draft draft = { .id = "2026-11-acme",
		.kind = "buyer",
		.deal = &full_deal,
		.role = "VP: Ops" };
	struct wl_interview i = reread(*state, &draft);

	assert_int_equal(i.outcome, WL_LOSS);
	assert_string_equal(i.deal, "OPP-1042");
	assert_string_equal(i.competitor, "rivalco");
	assert_string_equal(i.reason, "price: #high");
	assert_string_equal(i.role, "VP: Ops");
	assert_null(i.interviewer);
	assert_int_equal(i.created, full_deal.created);
	assert_int_equal(i.closed, full_deal.closed);
	assert_string_equal(wl_interview_extra(&i, "motion"), "sales-led");
	assert_null(wl_interview_extra(&i, "region"));
	assert_false(wl_interview_ready(&i));
	assert_int_equal(i.nasked, 2);
	assert_string_equal(i.asked[0].id, "context.urgency");
	assert_string_equal(i.asked[1].id, "comparison.tipped");
	assert_false(i.asked[1].skipped);
}

static void test_bare(void **state)
{
	const struct wl_draft draft = {
		.id = "2026-11-opp-7", .kind = "buyer", .deal = &bare_deal
	};
	struct fixture *f = *state;
	struct wl_interview i = reread(f, &draft);

	assert_int_equal(i.outcome, WL_NO_DECISION);
	assert_null(i.account);
	assert_null(i.amount);
	assert_int_equal(i.closed, WL_NO_DAY);
	assert_non_null(strstr(f->out.s, "\n# 2026-11-opp-7\n"));
	assert_non_null(strstr(f->out.s, "### CRM record\n\n### First call\n"));
	assert_non_null(strstr(f->out.s,
		"What tipped it to the alternative you compared with?"));
}

static void test_internal(void **state)
{
	const struct wl_draft draft = { .id = "2026-11-internal-cs",
		.kind = "internal",
		.title = "Customer success" };
	struct fixture *f = *state;
	struct wl_interview i = reread(f, &draft);

	assert_true(i.internal);
	assert_null(i.deal);
	assert_int_equal(i.outcome, WL_OUTCOME_NONE);
	assert_int_equal(i.nasked, 1);
	assert_string_equal(i.asked[0].id, "context.urgency");
	assert_null(strstr(f->out.s, "## comparison"));
	assert_non_null(strstr(f->out.s, "\n# Customer success\n"));
}

/* An internal view of a deal has its keys, and no questions of its outcome. */
static void test_internal_deal(void **state)
{
	const struct wl_draft draft = {
		.id = "a", .kind = "internal", .deal = &full_deal
	};
	struct wl_interview i = reread(*state, &draft);

	assert_true(i.internal);
	assert_string_equal(i.deal, "OPP-1042");
	assert_int_equal(i.nasked, 1);
}

static void test_one_day(void **state)
{
	struct wl_deal deal = bare_deal;
	const struct wl_draft draft = {
		.id = "a", .kind = "buyer", .deal = &deal
	};
	struct fixture *f = *state;

	deal.created = deal.closed = full_deal.closed;
	deal.product = "Ledgerly: Pro";
	write(f, &draft);
	assert_non_null(strstr(f->out.s, "product: 'Ledgerly: Pro'\n"));
	assert_non_null(strstr(
		f->out.s, "- Deal length: 0 days, 2026-10-30 to 2026-10-30\n"));
	deal.created = deal.closed + 1;
	write(f, &draft);
	assert_null(strstr(f->out.s, "Deal length"));
}

/* What a CRM may hold must come back as it was, and begin nothing. */
static void test_hostile(void **state)
{
	static const char *const names[] = {
		"---",
		"# Heading <!-- context.urgency -->",
		"A <!-- context.deadline --> B",
		"-->",
		"`code` *em* [link](x) ![i](y) <b> &amp; \\",
		"> quote #pricing ^x1",
		"a: b # c",
		"'single' \"double\"",
		"no",
		"~~~",
		"1.",
		"Ends in # #",
		"{a: [b]}",
		"\xc3\x84rzte & S\xc3\xb6hne",
		"@call ~04:10 #pricing !public ^x1",
		"Two\n\n## Lines",
		"\x1b[31m red",
	};

	for (size_t k = 0; k < WL_LEN(names); k++) {
		struct wl_deal deal = full_deal;
		struct wl_draft draft = { .id = "a",
			.kind = "buyer",
			.deal = &deal,
			.title = names[k] };
		struct wl_interview i;

		deal.id = deal.account = deal.stage = deal.reason = names[k];
		deal.competitor = deal.owner = names[k];
		i = reread(*state, &draft);
		assert_string_equal(i.account, names[k]);
		assert_string_equal(i.deal, names[k]);
		assert_string_equal(i.reason, names[k]);
		assert_string_equal(i.competitor, names[k]);
		assert_int_equal(i.nasked, 2);
	}
}

/* The guide that init writes: 17 questions of any outcome, 4 of a win, 5 of a
 * loss. */
static void test_starter_guide(void **state)
{
	static const struct {
		enum wl_outcome outcome;
		size_t asked;
	} cases[] = { { WL_WIN, 21 }, { WL_LOSS, 22 }, { WL_NO_DECISION, 22 } };
	const struct wl_starter_word none = { NULL, NULL, false };
	struct fixture *f = *state;
	struct wl_buf text;
	struct wl_source source;

	wl_buf_init(&text);
	wl_starter_write(&text, "buyer.yaml", &none);
	source = source_of("guides/buyer.yaml", text.s);
	assert_int_equal(
		wl_guide_parse(&f->guide, &f->arena, &source, NULL), 0);
	for (size_t k = 0; k < WL_LEN(cases); k++) {
		struct wl_deal deal = full_deal;
		struct wl_draft draft = {
			.id = "a", .kind = "buyer", .deal = &deal
		};
		struct wl_interview i;

		deal.outcome = cases[k].outcome;
		i = reread(f, &draft);
		assert_int_equal(i.nasked, cases[k].asked);
		assert_null(strstr(f->out.s, "[competitor]"));
		assert_null(strstr(f->out.s, "[product]"));
	}
	wl_buf_release(&text);
}

static void test_alternative(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(
		wl_draft_alternative(&f->programme, "rivalco", WL_WIN),
		"RivalCo");
	assert_string_equal(
		wl_draft_alternative(&f->programme, "Other", WL_WIN), "Other");
	assert_string_equal(wl_draft_alternative(&f->programme, "", WL_LOSS),
		"the alternative");
	assert_string_equal(
		wl_draft_alternative(&f->programme, NULL, WL_NO_DECISION),
		"the alternative you compared with");
}

static const char *id_of(struct fixture *f, const char *account,
	const char *deal_id, const char *role, bool opaque)
{
	struct wl_deal deal = full_deal;
	wl_day day;

	deal.account = account;
	deal.id = deal_id;
	assert_true(wl_day_parse(&day, "2026-11-21"));
	wl_buf_clear(&f->out);
	wl_draft_id(&f->out, day, &deal, role, opaque);
	assert_true(wl_id_valid(f->out.s));
	return f->out.s;
}

static void test_id(void **state)
{
	static const char hundred[] =
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
	struct fixture *f = *state;

	assert_string_equal(
		id_of(f, "Acme Corp", "1", NULL, false), "2026-11-acme-corp");
	assert_string_equal(id_of(f, "Acme Corp", "1", "IT Lead", false),
		"2026-11-acme-corp-it-lead");
	assert_string_equal(id_of(f, "Acme", "1", "!", false), "2026-11-acme");
	assert_string_equal(
		id_of(f, "", "OPP_7", NULL, false), "2026-11-opp-7");
	assert_int_equal(strlen(id_of(f, hundred, "1", NULL, false)), 64);
	assert_int_equal(strlen(id_of(f, hundred, "1", hundred, false)), 64);
	assert_true(wl_ends(f->out.s, "-aaaaaaaaaaaaaaaaaaaa"));
}

static void test_id_hashed(void **state)
{
	struct fixture *f = *state;
	char first[80];

	assert_true(
		wl_starts(id_of(f, "\xe6\x97\xa5", "\xe6\x9c\xac", NULL, false),
			"2026-11-deal-"));
	snprintf(first, sizeof(first), "%s",
		id_of(f, "Acme", "OPP-1", NULL, true));
	assert_int_equal(strlen(first), 16);
	assert_null(strstr(first, "acme"));
	assert_string_equal(id_of(f, "Other", "OPP-1", NULL, true), first);
	assert_string_not_equal(id_of(f, "Acme", "OPP-2", NULL, true), first);
	assert_true(wl_ends(id_of(f, "Acme", "OPP-1", "CFO", true), "-cfo"));
}

static void test_id_internal(void **state)
{
	struct fixture *f = *state;
	wl_day day;

	assert_true(wl_day_parse(&day, "2026-04-01"));
	wl_buf_clear(&f->out);
	wl_draft_id(&f->out, day, NULL, "Customer success", true);
	assert_string_equal(f->out.s, "2026-04-internal-customer-success");
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_full),
		UNIT(test_reads_back),
		UNIT(test_bare),
		UNIT(test_internal),
		UNIT(test_internal_deal),
		UNIT(test_one_day),
		UNIT(test_hostile),
		UNIT(test_starter_guide),
		UNIT(test_alternative),
		UNIT(test_id),
		UNIT(test_id_hashed),
		UNIT(test_id_internal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
