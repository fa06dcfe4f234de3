/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the command line asks of `winloss check`. */
#include <unistd.h>

#include "base/path.h"
#include "check.h"

static const char name[] = "check";

static int format_asked(struct checking *checking, struct wl_err *err)
{
	const char *given = args_value(checking->args, "format");
	int format =
		given ? wl_term(wl_findings_formats, given) : WL_FINDINGS_TEXT;

	if (format < 0)
		return args_usage(err, name,
			"--format takes text, json, sarif, junit, github or "
			"gitlab, not '%s'",
			given);
	checking->format = (enum wl_findings_format)format;
	return 0;
}

static int no_rule(const char *given, struct wl_err *err)
{
	struct wl_list names = { 0 };
	const char *near;
	size_t cap = 0;

	for (size_t i = 0; wl_rule_at(i); i++) {
		WL_GROW(names.v, names.n, cap);
		names.v[names.n++] = wl_rule_at(i)->name;
	}
	near = wl_nearest(given, &names);
	wl_err_set(err, WL_EUSAGE, "there is no rule '%s'", given);
	if (near)
		wl_err_hint(err, "did you mean '%s'?", near);
	else
		wl_err_hint(err, "'winloss check --rules' lists them");
	free(names.v);
	return WL_EUSAGE;
}

static int rules_asked(struct checking *checking, struct wl_err *err)
{
	struct wl_list *rules = &checking->selection.rules;

	args_values(checking->args, "rule", rules);
	for (size_t i = 0; i < rules->n; i++)
		if (!wl_rule_find(rules->v[i]))
			return no_rule(rules->v[i], err);
	return 0;
}

/* The path that the user means, relative to the programme; NULL: outside. */
static char *below_root(const struct session *session, const char *given)
{
	const char *root = session->place.root;
	char *real = realpath(given, NULL), *below = NULL;
	size_t n = strlen(root);

	if (real && !strncmp(real, root, n) && (!real[n] || real[n] == '/'))
		below = wl_strdup(real + n + (real[n] == '/'));
	free(real);
	return below;
}

static int paths_asked(struct checking *checking, struct wl_err *err)
{
	const struct wl_strv *words = &checking->args->words;

	for (size_t i = 0; i < words->n; i++) {
		char *path = below_root(checking->session, words->v[i]);

		if (!path && access(words->v[i], F_OK))
			return wl_err_errno(
				err, "cannot check '%s'", words->v[i]);
		if (!path)
			return args_usage(err, name,
				"'%s' is not in the programme", words->v[i]);
		wl_strv_take(&checking->paths, path);
	}
	checking->selection.paths =
		(struct wl_list){ (const char **)checking->paths.v,
			checking->paths.n };
	return 0;
}

/* It puts everything right, whatever is asked for; --no-commit is of it. */
static int fix_asked(const struct cmd_args *args, struct wl_err *err)
{
	bool fix = args_has(args, "fix");

	if (!fix && args_has(args, "no-commit"))
		return args_usage(err, name, "--no-commit needs --fix");
	if (fix && (args_has(args, "rules") || args_has(args, "rule") ||
			   args->words.n))
		return args_usage(
			err, name, "--fix goes over all files and rules");
	return 0;
}

int check_asked(struct checking *checking, struct wl_err *err)
{
	int rc = format_asked(checking, err);

	if (!rc)
		rc = fix_asked(checking->args, err);

	if (!rc)
		rc = rules_asked(checking, err);
	return rc ? rc : paths_asked(checking, err);
}

int check_rules(struct checking *checking, struct wl_err *err)
{
	struct session *session = checking->session;
	const struct wl_look look = { session->colour, session->width };
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	if (checking->format > WL_FINDINGS_JSON)
		return args_usage(
			err, name, "--rules are listed as text or json");
	rc = session_corpus(session, NULL, err);
	if (!rc) {
		wl_publish_rules(&out, &session->corpus.programme, &look,
			checking->format == WL_FINDINGS_JSON);
		rc = session_print(session, &out, err);
	}
	wl_buf_release(&out);
	return rc;
}
