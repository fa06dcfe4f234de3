/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check --fix: what is safe to be put right without asking, in one commit.  No
 * word that somebody said changes. */
#include "base/file.h"
#include "check_fix.h"
#include "model/card_edit.h"
#include "store/layout.h"

static const struct {
	const char *one, *many;
} words[KINDS] = {
	[IDS] = { "passage given an id", "passages given an id" },
	[TAGS] = { "alias made its theme", "aliases made their themes" },
	[TOKENS] = { "line of tokens put in order",
		"lines of tokens put in order" },
	[MOVED] = { "passage moved to private/", "passages moved to private/" },
	[CLAIMS] = { "claim given an id", "claims given an id" },
	[ORDER] = { "file of deals sorted", "files of deals sorted" },
};

/* Around one file */

/* As git has it?  What filters make of a file may look like a change. */
static bool is_recorded(const struct fixing *fixing, const char *path)
{
	struct wl_buf then = WL_BUF_INIT, now = WL_BUF_INIT;
	struct wl_err none;
	bool same;

	same = fixing->repo && *fixing->head &&
	       !wl_repo_read(fixing->repo, fixing->head, path, WL_CSV_MAX,
		       &then, &none) &&
	       !wl_file_read(&now, fixing->session->place.dir, path, WL_CSV_MAX,
		       &none) &&
	       then.n == now.n && !memcmp(then.s, now.s, now.n);
	wl_buf_release(&then);
	wl_buf_release(&now);
	return same;
}

static void say(const struct fixing *fixing, const char *path)
{
	struct wl_buf text = WL_BUF_INIT;

	for (int i = 0; i < KINDS; i++)
		if (fixing->mended[i])
			wl_buf_addf(&text, "%s%zu %s", text.n ? ", " : "",
				fixing->mended[i],
				fixing->mended[i] == 1 ? words[i].one
						       : words[i].many);
	session_say(fixing->session, "%s: %s", path, text.s);
	if (fixing->mended[MOVED])
		session_warn(fixing->session,
			"'%s': if words that were moved had been committed, "
			"history still has them",
			path);
	if (fixing->session->record && !is_recorded(fixing, path))
		session_warn(fixing->session,
			"'%s' had changes that were not recorded; they are "
			"now",
			path);
	wl_buf_release(&text);
}

static int open_file(
	struct fixing *fixing, const char *path, size_t max, struct wl_err *err)
{
	memset(fixing->mended, 0, sizeof(fixing->mended));
	fixing->noting.edit.path = path;
	return wl_file_read(&fixing->noting.edit.file,
		fixing->session->place.dir, path, max, err);
}

static void close_file(struct fixing *fixing)
{
	struct wl_edit *edit = &fixing->noting.edit;
	size_t n = 0;

	for (int i = 0; i < KINDS; i++)
		n += fixing->mended[i];
	if (!n)
		return;
	say(fixing, edit->path);
	wl_change_add(&fixing->noting.change, edit->path, &edit->file);
	fixing->files++;
}

/* Files of each sort */

static int fix_interview(struct fixing *fixing,
	const struct wl_interview *interview, struct wl_err *err)
{
	int rc = open_file(fixing, interview->path, WL_MARKDOWN_MAX, err);

	fixing->noting.interview = interview;
	if (!rc)
		rc = check_mend_aliases(fixing, wl_retheme_markdown, err);
	if (!rc)
		rc = noting_parse(&fixing->noting, err);
	if (!rc)
		rc = check_mend_passages(fixing, err);
	if (!rc)
		close_file(fixing);
	return rc;
}

static int fix_field(
	struct fixing *fixing, const struct wl_field *field, struct wl_err *err)
{
	struct noting *noting = &fixing->noting;
	int rc = open_file(fixing, field->path, WL_MARKDOWN_MAX, err);
	struct wl_field now = { 0 };

	noting->interview = NULL;
	if (!rc)
		rc = check_mend_aliases(fixing, wl_retheme_markdown, err);
	if (!rc)
		rc = wl_field_parse(&now, &noting->arena,
			&(struct wl_source){ field->path, noting->edit.file.s,
				noting->edit.file.n },
			err);
	/* note_retag looks for ids that are taken there */
	noting->now = (struct wl_interview){ .id = now.id,
		.passages = now.passages,
		.npassages = now.npassages };
	if (!rc)
		rc = check_mend_passages(fixing, err);
	if (!rc)
		close_file(fixing);
	return rc;
}

static int fix_coding(
	struct fixing *fixing, const char *path, struct wl_err *err)
{
	int rc = open_file(fixing, path, WL_YAML_MAX, err);

	if (!rc)
		rc = check_mend_aliases(fixing, wl_retheme_coding, err);
	if (!rc)
		close_file(fixing);
	return rc;
}

/* An id changes the digest, not what was verified. */
static int keep_verified(
	struct fixing *fixing, const char *before, struct wl_err *err)
{
	struct wl_edit *edit = &fixing->noting.edit;
	struct wl_buf digest = WL_BUF_INIT;
	struct wl_card card;
	int rc = wl_card_read(&card, &fixing->noting.arena, edit, err);

	if (!rc && wl_streq(card.verified_as, before)) {
		wl_card_digest(&digest, &card);
		rc = wl_edit_set(edit, "verified-as", digest.s, NULL, err);
	}
	wl_buf_release(&digest);
	return rc;
}

static int fix_card(
	struct fixing *fixing, const struct wl_card *card, struct wl_err *err)
{
	struct wl_buf digest = WL_BUF_INIT;
	int rc = open_file(fixing, card->path, WL_MARKDOWN_MAX, err);

	wl_card_digest(&digest, card);
	if (!rc)
		rc = wl_card_give_ids(
			&fixing->noting.edit, &fixing->mended[CLAIMS], err);
	if (!rc && fixing->mended[CLAIMS])
		rc = keep_verified(fixing, digest.s, err);
	if (!rc)
		close_file(fixing);
	wl_buf_release(&digest);
	return rc;
}

static int fix_deals(struct fixing *fixing, struct wl_err *err)
{
	const struct wl_corpus *corpus = &fixing->session->corpus;
	const struct wl_deals *deals = &corpus->deals;
	bool sorted = true;
	int rc;

	for (size_t i = 1; i < deals->n; i++)
		sorted &= deals->v[i - 1].line < deals->v[i].line;
	if (sorted)
		return 0;
	rc = open_file(fixing, WL_DEALS_FILE, WL_CSV_MAX, err);
	if (rc)
		return rc;
	wl_buf_clear(&fixing->noting.edit.file);
	wl_deals_write(&fixing->noting.edit.file, deals, &corpus->programme);
	fixing->mended[ORDER] = 1;
	close_file(fixing);
	return 0;
}

/* The change */

static int fix_all(struct fixing *fixing, struct wl_err *err)
{
	const struct wl_corpus *corpus = &fixing->session->corpus;
	struct wl_strv codings = { 0 };
	int rc = fix_deals(fixing, err);

	for (size_t i = 0; !rc && i < corpus->ninterviews; i++)
		rc = fix_interview(fixing, &corpus->interviews[i], err);
	for (size_t i = 0; !rc && i < corpus->nfields; i++)
		rc = fix_field(fixing, &corpus->fields[i], err);
	for (size_t i = 0; !rc && i < corpus->ncards; i++)
		rc = fix_card(fixing, &corpus->cards[i], err);
	if (!rc)
		rc = wl_file_list(&codings, fixing->session->place.dir,
			"codings", ".yaml", err);
	for (size_t i = 0; !rc && i < codings.n; i++)
		rc = fix_coding(fixing, codings.v[i], err);
	wl_strv_release(&codings);
	return rc;
}

static int apply(struct fixing *fixing, struct wl_err *err)
{
	struct wl_message message = { .area = "check" };
	char what[64];

	if (!fixing->files) {
		session_say(fixing->session, "nothing to fix");
		return 0;
	}
	snprintf(what, sizeof(what), "fix %zu file%s", fixing->files,
		fixing->files == 1 ? "" : "s");
	message.what = what;
	return session_apply(
		fixing->session, &fixing->noting.change, &message, err);
}

/* Nothing is fixed where the programme itself cannot be read: the findings
 * that follow say so. */
static int load(struct session *session, struct wl_err *err)
{
	struct wl_corpus_options how = { .as_of = session->as_of,
		.skip_unreadable = true };

	session->has_corpus = true;
	return wl_corpus_load(&session->corpus, &session->place, &how, err);
}

static void find_head(struct fixing *fixing)
{
	struct wl_err none;

	if (!wl_repo_open(&fixing->repo, &fixing->session->place, &none) &&
		wl_repo_head(fixing->repo, fixing->head, &none))
		*fixing->head = '\0';
}

int check_fix(struct session *session, struct wl_err *err)
{
	struct fixing fixing = { .session = session,
		.noting = { .session = session, .many = true } };
	int rc;

	rc = session_begin(session, &fixing.noting.change, err);
	if (rc)
		goto done;
	fixing.noting.change.whole = true;
	rc = load(session, err);
	if (rc == WL_EUNREADABLE) {
		rc = 0;
		goto done;
	}
	find_head(&fixing);
	if (!rc)
		rc = fix_all(&fixing, err);
	if (!rc)
		rc = apply(&fixing, err);
done:
	noting_end(&fixing.noting);
	wl_repo_free(fixing.repo);
	if (session->has_corpus)
		wl_corpus_release(&session->corpus);
	memset(&session->corpus, 0, sizeof(session->corpus));
	session->has_corpus = false;
	return rc;
}
