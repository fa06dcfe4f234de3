/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss card: what sales uses, each line with the buyers behind it. */
#include "card.h"

#include "base/path.h"
#include "filters.h"
#include "parts.h"

#define DOCUMENT " text md json "

static const struct cmd_option options[] = {
	{ "state", 0, "STATE", "verified, due, unverified or retired" },
	{ "type", 0, "TYPE",
		"battlecard, objection, proof-point, icp or message" },
	{ "competitor", 0, "ID", "against this one" },
	{ "verifier", 0, "WHO", "a person of the team, or a role" },
	{ "retired", 0, NULL, "retired cards as well" },
	{ "title", 0, "TEXT", "the heading of the new card" },
	{ "owner", 0, "PERSON", "whose card it is" },
	{ "verify-every", 0, "DAYS", "how long a verification holds: 90d" },
	{ "replaces", 0, "CARD", "the retired card that the new one follows" },
	{ "claim", 0, "ID", "the claim that changes" },
	{ "text", 0, "WORDS", "its new words" },
	{ "add", 0, "WORDS", "a new claim" },
	{ "section", 0, "TITLE", "where the new claim goes" },
	{ "evidence", 0, "INTERVIEW^PASSAGE",
		"what the claim cites as well; repeatable" },
	{ "drop-evidence", 0, "INTERVIEW^PASSAGE",
		"what it cites no more; repeatable" },
	{ "remove", 0, NULL, "take the claim out" },
	{ "from-pattern", 0, "THEME",
		"a new claim with the evidence of this pattern" },
	{ "outcome", 0, "OUTCOME", "of the pattern: win, loss, no-decision" },
	{ "why", 0, "TEXT", "why it changes; recorded with it" },
	{ "apply-first", 0, "TEXT", "where the change is to be used first" },
	{ "replaced-by", 0, "CARD", "the card in use that takes its place" },
	{ "yes", 'y', NULL, "verify without asking" },
	OPTION_BY,
	OPTION_NO_COMMIT,
	OPTION_FORMAT("text, md, json, ndjson or csv"),
	OPTION_END,
};

static const struct row {
	struct part part;
	int (*run)(struct carding *carding, struct wl_err *err);
	const char *whole; /* it changes many files, with this in the subject */
} rows[] = {
	{ { "list", 0, 0, "nothing",
		  " state type competitor verifier retired format ", NULL },
		card_list },
	{ { "show", 1, 1, "a card", " format ", DOCUMENT }, card_show },
	{ { "why", 1, 1, "a claim such as rivalco^r4w", " format ", DOCUMENT },
		card_why },
	{ { "impact", 1, 1,
		  "an interview, or a passage such as 2026-11-acme^b3f",
		  " format ", DOCUMENT },
		card_impact },
	{ { "new", 2, 2, "a type and an id",
		  " title owner verifier verify-every competitor replaces why "
		  "by no-commit ",
		  NULL },
		card_new, "add" },
	{ { "revise", 1, 1, "a card",
		  " claim text add section evidence drop-evidence remove "
		  "from-pattern outcome competitor why apply-first no-commit ",
		  NULL },
		card_revise },
	{ { "verify", 1, 1, "a card", " yes why by no-commit ", NULL },
		card_verify },
	{ { "retire", 1, 1, "a card", " replaced-by why apply-first no-commit ",
		  NULL },
		card_retire, "retire" },
};

/* Was it this very command that was killed, and is it finished now? */
static int resume(struct carding *carding, const struct row *row, bool *done,
	struct wl_err *err)
{
	const struct wl_strv *words = &carding->args->words;
	struct wl_buf subject = WL_BUF_INIT, want = WL_BUF_INIT;
	const char *name = words->v[words->n - 1], *is;
	int rc = session_resume(carding->session, &subject, err);

	wl_buf_addf(&want, "cards: %s ", row->whole);
	if (!rc && wl_starts(subject.s, want.s)) {
		is = subject.s + want.n;
		*done = wl_streq(
			strchr(name, '/') ? is : wl_path_base(is), name);
	}
	wl_buf_release(&subject);
	wl_buf_release(&want);
	return rc;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	const struct parts parts = { &cmd_card, rows, sizeof(*rows),
		WL_LEN(rows) };
	struct carding carding = { .session = session,
		.args = args,
		.format = WL_TEXT,
		.change = { .lock = { .dir = -1, .file = -1 } } };
	const struct row *row = NULL;
	const void *found = NULL;
	bool done = false;
	int rc;

	rc = parts_choose(&parts, args, &found, err);
	row = found;
	if (!rc)
		rc = format_chosen(args, "card", &carding.format, err);
	if (!rc && row->whole)
		rc = resume(&carding, row, &done, err);
	if (!rc && !done)
		rc = row->run(&carding, err);
	carding_end(&carding);
	return rc;
}

const struct cmd cmd_card = {
	.name = "card",
	.usage = "list [<options>]\nshow <card>\nwhy <claim>\n"
		 "impact <interview>\nimpact <passage>\n"
		 "new <type> <id> [<options>]\nrevise <card> [<options>]\n"
		 "verify <card> [--yes] [--by <person>]\n"
		 "retire <card> --why <text> [--replaced-by <card>]",
	.summary = "see what cards are worth, and keep them that way",
	.needs = CMD_PLACE,
	.options = options,
	.run = run,
};
