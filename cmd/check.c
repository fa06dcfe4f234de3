/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss check: every rule over every file. */
#include "check.h"

#include "store/commits.h"
#include "store/layout.h"

static const struct cmd_option options[] = {
	{ "rule", 0, "NAME", "only this rule; repeatable" },
	{ "against", 0, "REV", "only what is new since a revision" },
	{ "fix", 0, NULL, "first put right what is safe" },
	OPTION_NO_COMMIT,
	{ "strict", 0, NULL, "exit with 1 on warnings too" },
	{ "rules", 0, NULL, "list the rules" },
	OPTION_FORMAT("text, json, sarif, junit, github or gitlab"),
	OPTION_END,
};

/* One state of the files, and what was found in it. */
struct state {
	struct wl_corpus *corpus; /* borrowed */
	struct wl_subject subject;
	struct wl_selection selection;
	struct wl_findings findings;
	bool open, broken; /* broken: nothing but `unreadable` is looked for */
};

/* Looking */

/* A revision may be like a corpus that is loaded already; NULL: none. */
static int load_state(const struct checking *checking, struct state *state,
	const char *revision, const struct wl_corpus *like, struct wl_err *err)
{
	static const char *only[] = { "unreadable" };
	struct session *session = checking->session;
	struct wl_corpus_options how = { .revision = revision,
		.as_of = session->as_of,
		.skip_unreadable = true,
		.like = like };
	int rc;

	state->selection = checking->selection;
	rc = wl_corpus_load(state->corpus, &session->place, &how, err);
	/* Nothing goes without these two files: say so and stop */
	state->broken = rc == WL_EUNREADABLE;
	if (state->broken) {
		state->selection.rules = (struct wl_list){ only, 1 };
		rc = 0;
	}
	return rc;
}

static int open_state(const struct checking *checking, struct state *state,
	struct wl_err *err)
{
	state->open = true;
	return wl_subject_open(
		&state->subject, &checking->session->place, state->corpus, err);
}

static void look(struct state *state)
{
	wl_rules_run(&state->findings, &state->subject, &state->selection);
}

static void forget(struct state *state)
{
	wl_findings_release(&state->findings);
	if (state->open)
		wl_subject_release(&state->subject);
}

static int look_now(
	const struct checking *checking, struct state *now, struct wl_err *err)
{
	int rc = load_state(checking, now, NULL, NULL, err);

	if (!rc)
		rc = open_state(checking, now, err);
	if (!rc)
		look(now);
	return rc;
}

/* What the working tree is compared with, opened beside it. */
struct past {
	const struct checking *checking;
	const char *revision;
	const struct wl_corpus *like; /* of the working tree; NULL */
	struct wl_corpus corpora[2];
	struct state base, parted; /* parted: where both come from */
	struct state *before;      /* one of the two; NULL: it failed */
	struct wl_compared compared;
	struct wl_err err;
};

/* The commit that both come from, "" without one. */
static void find_fork(const struct checking *checking, const char *revision,
	char commit[WL_COMMIT_TEXT])
{
	struct wl_repo *repo = NULL;
	struct wl_err none;

	*commit = '\0';
	if (!wl_repo_open(&repo, &checking->session->place, &none) &&
		wl_repo_fork(repo, "HEAD", revision, commit, &none))
		*commit = '\0';
	wl_repo_free(repo);
}

static int open_revision(struct past *past, struct state *state,
	const char *revision, struct wl_err *err)
{
	int rc = load_state(past->checking, state, revision, past->like, err);

	return rc ? rc : open_state(past->checking, state, err);
}

/* Where the working tree parted from the revision, or the revision itself if
 * nobody knows where that was. */
static void open_past(void *context)
{
	struct past *past = context;
	char commit[WL_COMMIT_TEXT];
	struct wl_err none;

	past->base.corpus = &past->corpora[0];
	past->parted.corpus = &past->corpora[1];
	if (open_revision(past, &past->base, past->revision, &past->err))
		return;
	past->before = &past->base;
	past->compared.subject = &past->base.subject;
	find_fork(past->checking, past->revision, commit);
	if (wl_streq(commit, past->base.corpus->revision))
		past->compared.fork = past->base.corpus;
	else if (*commit &&
		 !open_revision(past, &past->parted, commit, &none)) {
		past->before = &past->parted;
		past->compared.fork = past->parted.corpus;
	}
}

/* Leave what the working tree brought: what was not there before. */
static void leave_new(struct past *past, struct state *now)
{
	struct state *before = past->before;

	if (before->broken)
		session_warn(past->checking->session,
			"'" WL_PROGRAMME_FILE "' or '" WL_CODEBOOK_FILE
			"' of '%s' cannot be read: all findings count as new",
			past->revision);
	before->selection.found = &now->findings;
	look(before);
	wl_findings_since(&now->findings, &before->findings);
}

static int look_since(const struct checking *checking, struct state *now,
	const char *revision, struct wl_err *err)
{
	struct past past = { .checking = checking, .revision = revision };
	struct wl_beside *loading = &past.compared.loading;
	int rc;

	rc = load_state(checking, now, NULL, NULL, err);
	if (!rc)
		past.like = now->corpus;
	wl_beside_begin(loading, open_past, &past);
	if (!rc)
		rc = open_state(checking, now, err);
	now->subject.compared = &past.compared;
	if (!rc)
		look(now);
	wl_beside_end(loading);
	if (!past.before) {
		*err = past.err;
		rc = err->code;
	}
	if (!rc)
		leave_new(&past, now);
	now->subject.compared = NULL;
	forget(&past.base);
	forget(&past.parted);
	wl_corpus_release(&past.corpora[0]);
	wl_corpus_release(&past.corpora[1]);
	return rc;
}

/* Printing */

/* Where the programme lies in the working tree; without one "". */
static void find_prefix(const struct checking *checking, struct wl_buf *out)
{
	struct wl_repo *repo = NULL;
	struct wl_err none;

	if (checking->format == WL_FINDINGS_TEXT ||
		checking->format == WL_FINDINGS_JSON)
		return;
	if (!wl_repo_open(&repo, &checking->session->place, &none))
		wl_buf_adds(out, wl_repo_prefix(repo));
	wl_repo_free(repo);
}

/* -q says only what went wrong; what a program reads is always written. */
static bool is_quiet(
	const struct checking *checking, const struct wl_findings *findings)
{
	return checking->session->quiet &&
	       checking->format == WL_FINDINGS_TEXT &&
	       !findings->counts[WL_SEVERE] && !findings->counts[WL_WARNING];
}

static int show(const struct checking *checking, const struct state *now,
	struct wl_err *err)
{
	struct session *session = checking->session;
	const struct wl_findings *findings = &now->findings;
	const struct wl_look look = { session->colour, session->width };
	struct wl_buf out = WL_BUF_INIT, prefix = WL_BUF_INIT;
	struct wl_findings_page page = { .findings = findings,
		.look = &look,
		.against = args_value(checking->args, "against"),
		.strict = args_has(checking->args, "strict"),
		.all = session->verbose || checking->selection.rules.n };
	bool failed = findings->counts[WL_SEVERE] ||
		      (page.strict && findings->counts[WL_WARNING]);
	int rc;

	find_prefix(checking, &prefix);
	page.prefix = prefix.s;
	wl_publish_findings(&out, &page, checking->format);
	if (is_quiet(checking, findings))
		rc = 0;
	else
		rc = session_publish(session, &out, false, err);
	if (!rc && failed) {
		*err->text = '\0';
		rc = WL_EFOUND;
	}
	wl_buf_release(&out);
	wl_buf_release(&prefix);
	return rc;
}

static int check(struct checking *checking, struct wl_err *err)
{
	struct session *session = checking->session;
	const char *revision = args_value(checking->args, "against");
	struct state now = { .corpus = &session->corpus };
	struct wl_beside early;
	int rc;

	session_intent(session);
	if (args_has(checking->args, "fix")) {
		rc = check_fix(session, err);
		if (rc)
			return rc;
	}
	session->has_corpus = true;
	wl_repo_prepare(&early, &session->place);
	rc = revision ? look_since(checking, &now, revision, err)
		      : look_now(checking, &now, err);
	wl_beside_end(&early);
	if (!rc)
		rc = show(checking, &now, err);
	forget(&now);
	return rc;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct checking checking = { .session = session, .args = args };
	int rc;

	rc = check_asked(&checking, err);
	if (!rc)
		rc = args_has(args, "rules") ? check_rules(&checking, err)
					     : check(&checking, err);
	free(checking.selection.rules.v);
	wl_strv_release(&checking.paths);
	return rc;
}

const struct cmd cmd_check = {
	.name = "check",
	.usage = "[<path>...]",
	.summary = "hold every file to the rules of the method",
	.needs = CMD_PLACE,
	.options = options,
	.run = run,
};
