/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People and values that winloss.yaml lists, and what deals.csv says. */
#include "base/path.h"
#include "base/utf8.h"
#include "rules/rules.h"
#include "store/layout.h"

static void suggest(
	struct wl_findings *out, const char *given, const struct wl_list *known)
{
	const char *near = wl_nearest(given, known);

	if (near)
		wl_found_hint(out, "did you mean '%s'?", near);
	else
		wl_found_hint(out, "winloss.yaml lists what there is");
}

/* People */

static struct wl_list team_of(struct wl_findings *out)
{
	const struct wl_programme *programme = &out->subject->corpus->programme;
	struct wl_list list = { 0 };

	list.v = wl_arena_alloc(
		&out->arena, (programme->nteam + 1) * sizeof(*list.v));
	for (size_t i = 0; i < programme->nteam; i++)
		list.v[list.n++] = programme->team[i].id;
	return list;
}

struct people {
	struct wl_findings *out;
	struct wl_list team;
	const char *path;
	const char *subject;
};

/* An id of the team or, where `role`, a role that somebody can have. */
static bool is_there(const struct people *people, const char *who, bool role)
{
	return !who || wl_list_has(&people->team, who) ||
	       (role && wl_term(wl_team_roles, who) >= 0);
}

/* Somebody of the team by name or e-mail. */
static const struct wl_member *member_called(
	const struct wl_programme *programme, const char *who)
{
	for (size_t i = 0; i < programme->nteam; i++)
		if (programme->team[i].name &&
			wl_utf8_same(programme->team[i].name, who))
			return &programme->team[i];
	return wl_programme_by_email(programme, who);
}

static void look_at_person(const struct people *people, const char *key,
	const char *who, bool role)
{
	const struct wl_member *member;

	if (is_there(people, who, role))
		return;
	/* What is no id may be the name of an interviewee */
	if (wl_id_valid(who))
		wl_found_key(people->out, people->path, key,
			"%s '%s' is not in the team", key, who);
	else
		wl_found_key(people->out, people->path, key,
			"%s names somebody who is not in the team", key);
	wl_found_subject(people->out, people->subject);
	member = member_called(&people->out->subject->corpus->programme, who);
	if (member)
		wl_found_hint(people->out, "write the id, '%s'", member->id);
	else if (wl_nearest(who, &people->team))
		suggest(people->out, who, &people->team);
	else
		wl_found_hint(people->out,
			"add the person to 'team' in winloss.yaml");
}

static void look_at_steps(const struct people *people, const char *map,
	const struct wl_done *done, const char *const *names)
{
	char key[64];

	for (size_t i = 0; names[i]; i++) {
		snprintf(key, sizeof(key), "%s.%s", map, names[i]);
		look_at_person(people, key, done[i].person, false);
	}
}

static void people_of_interview(
	struct people *people, const struct wl_interview *one)
{
	people->path = one->path;
	people->subject = one->id;
	look_at_person(people, "interviewer", one->interviewer, false);
	for (size_t i = 0; i < one->attendees.n; i++)
		look_at_person(people, "attendees", one->attendees.v[i], false);
	look_at_steps(people, "prepared", one->prepared, wl_preparations);
	look_at_steps(people, "after", one->after, wl_afters);
}

static void people_of_card(struct people *people, const struct wl_card *card)
{
	people->path = card->path;
	people->subject = wl_arena_printf(&people->out->arena, "%s/%s",
		wl_card_types[card->type], card->id);
	look_at_person(people, "owner", card->owner, false);
	look_at_person(people, "verifier", card->verifier, true);
}

static void people_of_theme(struct people *people, const struct wl_theme *theme)
{
	if (is_there(people, theme->consumer, true))
		return;
	wl_found_line(people->out, WL_CODEBOOK_FILE, theme->line,
		"consumer '%s' of the theme '%s' is not in the team",
		theme->consumer, theme->id);
	wl_found_subject(people->out, theme->id);
	suggest(people->out, theme->consumer, &people->team);
}

static void unknown_person(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;
	struct people people = { .out = out, .team = team_of(out) };

	people.path = WL_PROGRAMME_FILE;
	look_at_person(&people, "owner", corpus->programme.owner, false);
	for (size_t i = 0; i < corpus->ninterviews; i++)
		people_of_interview(&people, &corpus->interviews[i]);
	for (size_t i = 0; i < corpus->ncards; i++)
		people_of_card(&people, &corpus->cards[i]);
	for (size_t i = 0; i < corpus->codebook.n; i++)
		people_of_theme(&people, &corpus->codebook.themes[i]);
	for (size_t i = 0; i < subject->ncodings; i++) {
		people.path = subject->codings[i].path;
		people.subject = subject->codings[i].interview;
		look_at_person(
			&people, "coder", subject->codings[i].coder, false);
	}
}

static void programme_owner(struct wl_subject *subject, struct wl_findings *out)
{
	if (subject->corpus->programme.owner)
		return;
	wl_found_line(out, WL_PROGRAMME_FILE, 1, "nobody owns the programme");
	wl_found_hint(out, "name one person of the team as 'owner': what all "
			   "look after, nobody does");
}

/* Values */

/* A value of the programme's: what it may be, how it is called. */
struct value {
	const char *key;
	struct wl_list known; /* n 0: anything */
	size_t dimension;     /* where `key` is none of the first two */
};

static size_t values_of(struct wl_findings *out, struct value **values)
{
	const struct wl_programme *programme = &out->subject->corpus->programme;
	struct value *v = wl_arena_alloc(
		&out->arena, (programme->ndimensions + 2) * sizeof(*v));
	size_t n = 0;

	v[n].key = "competitor";
	v[n].known.v = wl_arena_alloc(&out->arena,
		(programme->ncompetitors + 1) * sizeof(*v[n].known.v));
	for (size_t i = 0; i < programme->ncompetitors; i++)
		v[n].known.v[v[n].known.n++] = programme->competitors[i].id;
	v[++n].key = "segment";
	v[n++].known = programme->segments;
	for (size_t i = 0; i < programme->ndimensions; i++, n++) {
		v[n].key = programme->dimensions[i].id;
		v[n].known = programme->dimensions[i].values;
		v[n].dimension = i;
	}
	*values = v;
	return n;
}

static const char *of_deal(
	const struct wl_deal *deal, const struct value *value)
{
	if (wl_streq(value->key, "competitor"))
		return deal->competitor;
	if (wl_streq(value->key, "segment"))
		return deal->segment;
	return deal->dimensions ? deal->dimensions[value->dimension] : NULL;
}

static const char *of_interview(
	const struct wl_interview *one, const struct value *value)
{
	if (wl_streq(value->key, "competitor"))
		return one->competitor;
	if (wl_streq(value->key, "segment"))
		return one->segment;
	return wl_interview_extra(one, value->key);
}

static bool fits(const struct value *value, const char *given)
{
	return !given || !*given || !value->known.n ||
	       wl_list_has(&value->known, given);
}

static void suggest_value(
	struct wl_findings *out, const struct value *value, const char *given)
{
	const struct wl_competitor *known = NULL;

	if (wl_streq(value->key, "competitor"))
		known = wl_programme_competitor(
			&out->subject->corpus->programme, given);
	if (known)
		wl_found_hint(out, "write its id, '%s'", known->id);
	else
		suggest(out, given, &value->known);
}

/* Each value of deals.csv once, where it stands first. */
static void look_at_deals(struct wl_findings *out, const struct value *value)
{
	const struct wl_deals *deals = &out->subject->corpus->deals;
	struct wl_map seen = { 0 };

	wl_map_init(&seen);
	for (size_t i = 0; i < deals->n; i++) {
		const char *given = of_deal(&deals->v[i], value);

		if (fits(value, given) ||
			wl_map_put(&seen, given, (void *)given))
			continue;
		wl_found_line(out, WL_DEALS_FILE, deals->v[i].line,
			"%s '%s' is not in winloss.yaml", value->key, given);
		wl_found_subject(out, deals->v[i].id);
		suggest_value(out, value, given);
	}
	wl_map_release(&seen);
}

static void look_at_interviews(
	struct wl_findings *out, const struct value *value)
{
	const struct wl_corpus *corpus = out->subject->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];
		const struct wl_deal *deal = wl_corpus_deal(corpus, one->deal);
		const char *given = of_interview(one, value);

		/* What came from deals.csv has been said there */
		if (fits(value, given) ||
			(deal && wl_streq(given, of_deal(deal, value))))
			continue;
		wl_found_key(out, one->path, value->key,
			"%s '%s' is not in winloss.yaml", value->key, given);
		wl_found_subject(out, one->id);
		suggest_value(out, value, given);
	}
}

static void unknown_value(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;
	struct value *values;
	size_t n = values_of(out, &values);

	for (size_t i = 0; i < n; i++) {
		look_at_deals(out, &values[i]);
		look_at_interviews(out, &values[i]);
	}
	for (size_t i = 0; i < corpus->ncards; i++) {
		const struct wl_card *card = &corpus->cards[i];

		if (fits(&values[0], card->competitor))
			continue;
		wl_found_key(out, card->path, "competitor",
			"competitor '%s' is not in winloss.yaml",
			card->competitor);
		wl_found_subject(out, card->id);
		suggest_value(out, &values[0], card->competitor);
	}
}

/* deals.csv against front matter, which wins */

static void differs(struct wl_findings *out, const struct wl_interview *one,
	const char *key, const char *const values[2])
{
	if (!values[0] || !values[1] || !*values[1] ||
		wl_streq(values[0], values[1]))
		return;
	wl_found_key(out, one->path, key,
		"%s is '%s' here and '%s' in deals.csv", key, values[0],
		values[1]);
	wl_found_subject(out, one->id);
	wl_found_hint(out, "here wins; correct the one that is wrong");
}

static void day_differs(struct wl_findings *out, const struct wl_interview *one,
	const char *key, const wl_day days[2])
{
	char here[WL_DATE_TEXT], there[WL_DATE_TEXT];
	const char *const values[] = { wl_day_format(days[0], here),
		wl_day_format(days[1], there) };

	differs(out, one, key, values);
}

/* Bytes without the zeros that say nothing: "48000.50" is 48000.5. */
static size_t amount_size(const char *amount)
{
	size_t n = strlen(amount);

	if (!strchr(amount, '.'))
		return n;
	while (n && amount[n - 1] == '0')
		n--;
	return n && amount[n - 1] == '.' ? n - 1 : n;
}

static bool same_amount(const char *a, const char *b)
{
	return a && b && amount_size(a) == amount_size(b) &&
	       !strncmp(a, b, amount_size(a));
}

static void look_at_deal(struct wl_findings *out,
	const struct wl_interview *one, const struct wl_deal *deal)
{
	const struct wl_programme *programme = &out->subject->corpus->programme;
	const struct {
		const char *key, *values[2];
	} rows[] = {
		{ "outcome", { wl_outcomes[one->outcome],
				     wl_outcomes[deal->outcome] } },
		{ "account", { one->account, deal->account } },
		{ "segment", { one->segment, deal->segment } },
		{ "competitor", { one->competitor, deal->competitor } },
		{ "currency", { one->currency, deal->currency } },
		{ "reason", { one->reason, deal->reason } },
		{ "product", { one->product, deal->product } },
	};
	const char *const amounts[] = { one->amount, deal->amount };

	for (size_t i = 0; i < WL_LEN(rows); i++)
		differs(out, one, rows[i].key, rows[i].values);
	if (!same_amount(one->amount, deal->amount))
		differs(out, one, "amount", amounts);
	day_differs(out, one, "created",
		(const wl_day[]){ one->created, deal->created });
	day_differs(out, one, "closed",
		(const wl_day[]){ one->closed, deal->closed });
	for (size_t i = 0; deal->dimensions && i < programme->ndimensions;
		i++) {
		const char *id = programme->dimensions[i].id;
		const char *const values[] = { wl_interview_extra(one, id),
			deal->dimensions[i] };

		differs(out, one, id, values);
	}
}

static void deal_differs(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];
		const struct wl_deal *deal = wl_corpus_deal(corpus, one->deal);

		/* A stakeholder's view need not have an outcome */
		if (deal && !one->internal)
			look_at_deal(out, one, deal);
	}
}

const struct wl_rule wl_rules_value[] = {
	{ "unknown-person", WL_WARNING, "somebody who is not in the team",
		unknown_person },
	{ "programme-owner", WL_WARNING, "a programme that nobody owns",
		programme_owner },
	{ "unknown-value", WL_WARNING,
		"a competitor, segment or dimension that winloss.yaml does "
		"not list",
		unknown_value },
	{ "deal-differs", WL_WARNING, "an interview says other than deals.csv",
		deal_differs },
	{ NULL },
};
