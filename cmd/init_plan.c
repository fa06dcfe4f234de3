/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a new programme is told about itself: by option, by question, else by
 * what git and the folder say. */
#include "base/path.h"
#include "base/utf8.h"
#include "init.h"

#define OWNER_MAX 32
#define HASH_LENGTH 5

/* What there may be several of. */
static const struct kind {
	const char *flag, *many;
	const char *usual; /* without an answer, divided by commas */
} kinds[] = {
	{ "competitor", "competitors", "Status quo" },
	{ "segment", "segments", "smb, mid-market, enterprise" },
};

void init_plan_release(struct init_plan *plan)
{
	struct init_names *names[] = { &plan->competitors, &plan->segments };

	wl_buf_release(&plan->product);
	wl_buf_release(&plan->owner);
	wl_buf_release(&plan->owner_id);
	wl_buf_release(&plan->email);
	for (size_t i = 0; i < WL_LEN(names); i++) {
		wl_strv_release(&names[i]->names);
		wl_strv_release(&names[i]->ids);
	}
}

static int empty(struct wl_err *err, const char *flag)
{
	return args_usage(err, "init", "--%s takes a name", flag);
}

/* The value of an option, else what the user answers, else what is there. */
static int ask(struct session *session, const struct cmd_args *args,
	const char *flag, struct wl_buf *out, struct wl_err *err)
{
	const char *given = args_value(args, flag);
	struct wl_buf question = WL_BUF_INIT, name = WL_BUF_INIT;
	char *answer = NULL;
	int rc = 0;

	if (!given && session->input) {
		wl_buf_addf(&question, "%s [%s]: ", flag, out->s);
		rc = prompt_line(session, question.s, flag, &answer, err);
	}
	if (!rc && (given || answer))
		wl_utf8_line(&name, given ? given : answer);
	if (name.n) {
		wl_buf_clear(out);
		wl_buf_adds(out, name.s);
	} else if (given) {
		rc = empty(err, flag);
	}
	free(answer);
	wl_buf_release(&question);
	wl_buf_release(&name);
	return rc;
}

/* "Rival Co" is rival-co; a name without any such letter gets a hash. */
static void make_id(struct wl_buf *out, const char *flag, const char *name)
{
	char hash[HASH_LENGTH + 1] = "";

	wl_utf8_slug(out, name, WL_ID_MAX);
	if (out->n)
		return;
	wl_id_from_hash(hash, wl_hash(name, strlen(name)), HASH_LENGTH);
	wl_buf_addf(out, "%s-%s", flag, hash);
}

static int same_id(
	struct wl_err *err, const char *a, const char *b, const char *id)
{
	wl_err_set(err, WL_EUSAGE, "'%s' and '%s' would both have the id '%s'",
		a, b, id);
	return wl_err_hint(err, "leave one out, or give it a name that differs "
				"in letters or digits; another spelling of the "
				"same one goes under 'aliases' in winloss.yaml "
				"later");
}

static int add_name(struct init_names *out, const char *flag, const char *given,
	struct wl_err *err)
{
	struct wl_buf name = WL_BUF_INIT, id = WL_BUF_INIT;
	int rc = 0;

	wl_utf8_line(&name, given);
	if (!name.n)
		rc = empty(err, flag);
	else
		make_id(&id, flag, name.s);
	for (size_t i = 0; !rc && i < out->ids.n; i++) {
		if (wl_utf8_same(out->names.v[i], name.s))
			goto done; /* the same one twice */
		if (wl_streq(out->ids.v[i], id.s))
			rc = same_id(err, out->names.v[i], name.s, id.s);
	}
	if (!rc) {
		wl_strv_add(&out->names, name.s);
		wl_strv_add(&out->ids, id.s);
	}
done:
	wl_buf_release(&name);
	wl_buf_release(&id);
	return rc;
}

/* Names divided by commas; what is empty between them is left out. */
static int add_names(struct init_names *out, const char *flag,
	const char *names, struct wl_err *err)
{
	int rc = 0;

	while (!rc && *names) {
		size_t n = strcspn(names, ",");
		char *one = wl_strndup(names, n);

		if (one[strspn(one, " \t")])
			rc = add_name(out, flag, one, err);
		free(one);
		names += n + (names[n] == ',');
	}
	return rc;
}

/* Each value of an option, else the names of an answer, else the usual. */
static int ask_names(struct session *session, const struct cmd_args *args,
	const struct kind *kind, struct init_names *out, struct wl_err *err)
{
	struct wl_buf question = WL_BUF_INIT;
	struct wl_list given;
	char *answer = NULL;
	int rc = 0;

	args_values(args, kind->flag, &given);
	for (size_t i = 0; !rc && i < given.n; i++)
		rc = add_name(out, kind->flag, given.v[i], err);
	if (!rc && !given.n && session->input) {
		wl_buf_addf(&question,
			"%s, divided by commas [%s]: ", kind->many,
			kind->usual);
		rc = prompt_line(session, question.s, kind->flag, &answer, err);
		if (!rc)
			rc = add_names(out, kind->flag, answer, err);
	}
	if (!rc && !out->names.n)
		rc = add_names(out, kind->flag, kind->usual, err);
	free(answer);
	free(given.v);
	wl_buf_release(&question);
	return rc;
}

/* "Priya Nair" is priya. */
static void owner_id(struct init_plan *plan)
{
	char *first = wl_strndup(plan->owner.s, strcspn(plan->owner.s, " "));

	wl_utf8_slug(&plan->owner_id, first, OWNER_MAX);
	if (!plan->owner_id.n)
		wl_buf_adds(&plan->owner_id, "owner");
	free(first);
}

int init_plan_make(struct session *session, const struct cmd_args *args,
	struct init_plan *plan, struct wl_err *err)
{
	int rc;

	rc = wl_repo_identity(&session->place, &plan->owner, &plan->email, err);
	if (rc)
		return rc;
	wl_utf8_line(&plan->product, wl_path_base(session->place.root));
	if (!plan->product.n)
		wl_buf_adds(&plan->product, "our product");
	if (session->input)
		session_say(session, "Enter takes what stands in [ ]");
	rc = ask(session, args, "product", &plan->product, err);
	if (!rc)
		rc = ask(session, args, "owner", &plan->owner, err);
	if (!rc)
		rc = ask_names(
			session, args, &kinds[0], &plan->competitors, err);
	if (!rc)
		rc = ask_names(session, args, &kinds[1], &plan->segments, err);
	if (!rc)
		owner_id(plan);
	return rc;
}
