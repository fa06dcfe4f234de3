/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the options of card revise do to the claims of the bytes in hand. */
#include "base/utf8.h"
#include "card_change.h"

static const char *const asked[] = { "claim", "add", "from-pattern", NULL };

bool card_claim_asked(const struct cmd_args *args)
{
	for (size_t i = 0; asked[i]; i++)
		if (args_has(args, asked[i]))
			return true;
	return false;
}

static const struct {
	const char *option;
	const char *const beside[4]; /* one of these must be there */
	const char *said;
} needs[] = {
	{ "text", { "claim" }, "--text goes with --claim" },
	{ "remove", { "claim" }, "--remove goes with --claim" },
	{ "drop-evidence", { "claim" }, "--drop-evidence goes with --claim" },
	{ "evidence", { "claim", "add" },
		"--evidence goes with --claim or --add" },
	{ "section", { "add", "from-pattern" },
		"--section goes with --add or --from-pattern" },
	{ "outcome", { "from-pattern" }, "--outcome goes with --from-pattern" },
	{ "competitor", { "from-pattern" },
		"--competitor goes with --from-pattern" },
	{ "claim", { "text", "remove", "evidence", "drop-evidence" },
		"--claim needs --text, --evidence, --drop-evidence or "
		"--remove" },
};

static const char *const apart[][2] = {
	{ "claim", "add" },
	{ "claim", "from-pattern" },
	{ "remove", "text" },
	{ "remove", "evidence" },
	{ "remove", "drop-evidence" },
};

static bool has_one(const struct cmd_args *args, const char *const beside[4])
{
	for (size_t i = 0; i < 4 && beside[i]; i++)
		if (args_has(args, beside[i]))
			return true;
	return false;
}

int card_claim_options(const struct cmd_args *args, struct wl_err *err)
{
	for (size_t i = 0; i < WL_LEN(needs); i++)
		if (args_has(args, needs[i].option) &&
			!has_one(args, needs[i].beside))
			return args_usage(err, "card", "%s", needs[i].said);
	for (size_t i = 0; i < WL_LEN(apart); i++)
		if (args_has(args, apart[i][0]) && args_has(args, apart[i][1]))
			return args_usage(err, "card",
				"--%s and --%s do not go together", apart[i][0],
				apart[i][1]);
	return 0;
}

/* --- The evidence that the options name --- */

static int citations_of(struct card_change *change, const char *option,
	struct wl_claim *out, struct wl_err *err)
{
	struct wl_arena *arena = &change->carding->arena;
	struct wl_list given;
	int rc = 0;

	args_values(change->carding->args, option, &given);
	out->citations =
		wl_arena_alloc(arena, (given.n + 1) * sizeof(*out->citations));
	for (size_t i = 0; !rc && i < given.n; i++)
		if (!wl_citation_parse(&out->citations[out->ncitations++],
			    arena, given.v[i]))
			rc = args_usage(err, "card",
				"--%s takes INTERVIEW^PASSAGE, not '%s'",
				option, given.v[i]);
	free(given.v);
	return rc;
}

static bool cites(const struct wl_claim *claim, const struct wl_citation *one)
{
	for (size_t i = 0; i < claim->ncitations; i++)
		if (wl_streq(claim->citations[i].source, one->source) &&
			wl_streq(claim->citations[i].passage, one->passage))
			return true;
	return false;
}

static int not_cited(const struct card_change *change,
	const struct wl_claim *claim, const struct wl_citation *one,
	struct wl_err *err)
{
	wl_err_at(err, change->edit.path, claim->line, 0,
		"the claim '^%s' does not cite '%s^%s'", claim->id, one->source,
		one->passage);
	err->code = WL_ENOTFOUND;
	return wl_err_hint(err, "'winloss card show %s' shows what it cites",
		change->name);
}

/* The claim's evidence without what is dropped, and with what is added. */
static int evidence_of(struct card_change *change, const struct wl_claim *was,
	struct wl_claim *will, struct wl_err *err)
{
	struct wl_claim more = { 0 }, less = { 0 };
	int rc = citations_of(change, "evidence", &more, err);

	if (!rc)
		rc = citations_of(change, "drop-evidence", &less, err);
	for (size_t i = 0; !rc && i < less.ncitations; i++)
		if (!cites(was, &less.citations[i]))
			rc = not_cited(change, was, &less.citations[i], err);
	if (rc)
		return rc;
	*will = (struct wl_claim){ .unproven = false };
	will->citations = wl_arena_alloc(&change->carding->arena,
		(was->ncitations + more.ncitations + 1) *
			sizeof(*will->citations));
	for (size_t i = 0; i < was->ncitations; i++)
		if (!cites(&less, &was->citations[i]))
			will->citations[will->ncitations++] = was->citations[i];
	for (size_t i = 0; i < more.ncitations; i++)
		if (!cites(will, &more.citations[i]))
			will->citations[will->ncitations++] = more.citations[i];
	will->unproven = !will->ncitations;
	return 0;
}

/* --- A claim that is there --- */

static int find_claim(struct card_change *change, const char *id,
	const struct wl_claim **out, struct wl_err *err)
{
	const struct wl_card_trust *card;
	const struct wl_claim_trust *claim;
	const char *hat = strchr(id, '^');
	int rc = card_change_weigh(change, err);

	if (!rc)
		rc = card_find_claim(change->carding,
			wl_arena_printf(&change->carding->arena, "%s^%s",
				change->name, hat ? hat + 1 : id),
			&card, &claim, err);
	if (!rc)
		*out = claim->claim;
	return rc;
}

static int change_claim(
	struct card_change *change, const char *id, struct wl_err *err)
{
	const struct cmd_args *args = change->carding->args;
	const struct wl_claim *was = NULL;
	struct wl_claim will;
	int rc = find_claim(change, id, &was, err);

	if (rc)
		return rc;
	if (args_has(args, "remove"))
		return wl_card_remove_claim(&change->edit, was->id, err);
	if (args_has(args, "evidence") || args_has(args, "drop-evidence")) {
		rc = evidence_of(change, was, &will, err);
		if (!rc)
			rc = wl_card_prove(&change->edit, was->id, &will, err);
		if (!rc && will.unproven)
			session_say(change->carding->session,
				"^%s has no evidence left: marked (unproven)",
				was->id);
	}
	if (!rc && args_has(args, "text"))
		rc = wl_card_reword(
			&change->edit, was->id, args_value(args, "text"), err);
	return rc;
}

/* --- A new one --- */

/* Where the outcome says which section is meant. */
static const struct {
	enum wl_outcome outcome;
	const char *section;
} sides[] = { { WL_WIN, "Where we win" }, { WL_LOSS, "Where they win" } };

static int no_section(const struct card_change *change, struct wl_err *err)
{
	struct wl_buf names = WL_BUF_INIT;
	struct wl_list sections;

	wl_card_sections(
		&sections, &change->carding->arena, change->trust->card->type);
	for (size_t i = 0; i < sections.n; i++)
		wl_buf_addf(&names, "%s'%s'", i ? ", " : "", sections.v[i]);
	args_usage(err, "card", "--section TITLE is missing");
	wl_err_hint(err, "cards of this type have %s", names.s);
	wl_buf_release(&names);
	return WL_EUSAGE;
}

static int add_claim(struct card_change *change, struct wl_err *err)
{
	const struct cmd_args *args = change->carding->args;
	const char *section = args_value(args, "section");
	struct wl_claim claim = { .text = args_value(args, "add") };
	char id[WL_PASSAGE_ID];
	int rc;

	rc = args_has(args, "from-pattern")
		     ? card_pattern_claim(change, &claim, err)
		     : citations_of(change, "evidence", &claim, err);
	for (size_t i = 0; !section && i < WL_LEN(sides); i++)
		if (claim.outcome == sides[i].outcome &&
			change->trust->card->type == WL_BATTLECARD)
			section = sides[i].section;
	if (!rc && !section)
		rc = no_section(change, err);
	claim.unproven = !claim.ncitations;
	if (!rc)
		rc = wl_card_add_claim(&change->edit, section, &claim, id, err);
	if (!rc && claim.unproven)
		session_say(change->carding->session,
			"^%s cites nobody: marked (unproven)", id);
	return rc;
}

int card_claim_edit(struct card_change *change, struct wl_err *err)
{
	const char *id = args_value(change->carding->args, "claim");

	return id ? change_claim(change, id, err) : add_claim(change, err);
}
