/* SPDX-License-Identifier: GPL-3.0-or-later */
/* card revise: claims changed by options, in the editor, or as the working
 * tree has them; with a why, and only on evidence that holds. */
#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "card_change.h"

/* The card as it was last recorded, to say what changed. */
struct revising {
	struct card_change change;
	struct wl_buf base;
	bool edited; /* in the editor: what was typed is not thrown away */
	struct wl_card before;
	bool had; /* `before` is there */
	struct wl_revised revised;
};

static int read_base(struct revising *revising, bool *taken, struct wl_err *err)
{
	struct card_change *change = &revising->change;
	struct wl_edit base = { .path = change->edit.path };
	bool there = false;
	bool record = change->carding->session->record;
	int rc = card_committed(
		change, &revising->base, &there, record ? err : NULL);

	/* Without a commit wanted there may be no repository at all */
	rc = record ? rc : 0;
	*taken = there ? wl_hash(revising->base.s, revising->base.n) !=
				 change->shown
		       : record;
	if (!there && !record) {
		wl_buf_clear(&revising->base);
		wl_buf_add(&revising->base, change->edit.file.s,
			change->edit.file.n);
	}
	base.file = revising->base;
	/* What was recorded may be no card: then all of it is new */
	revising->had = !rc && base.file.n &&
			!wl_card_read(&revising->before,
				&change->carding->arena, &base, NULL);
	return rc;
}

/* --- What changed --- */

static void compare(struct revising *revising)
{
	struct card_change *change = &revising->change;
	const struct wl_card *before = &revising->before;
	const struct wl_card *after = change->trust->card;

	wl_revised_make(&revising->revised, &change->carding->arena, &before,
		revising->had ? 1 : 0, &after, 1);
}

static const struct wl_card_revised *revised_card(
	const struct revising *revising)
{
	return revising->revised.ncards ? revising->revised.cards : NULL;
}

/* The file stays the card that it is. */
static int same_card(const struct revising *revising, const struct wl_card *now,
	struct wl_err *err)
{
	const char *name = card_full_name(revising->change.carding, now);

	if (wl_streq(name, revising->change.name))
		return 0;
	wl_err_at(err, revising->change.edit.path, 1, 0,
		"the card '%s' would become '%s'", revising->change.name, name);
	err->code = WL_EFAIL;
	return wl_err_hint(err,
		"a card keeps its type and id; 'winloss card new' makes "
		"another, 'winloss card retire' follows it up");
}

/* Is what the bytes say sound?  Nothing was written yet. */
static int examine(struct revising *revising, struct wl_err *err)
{
	struct card_change *change = &revising->change;
	size_t given;
	int rc = wl_card_give_ids(&change->edit, &given, err);

	if (!rc)
		rc = card_change_weigh(change, err);
	if (!rc)
		rc = same_card(revising, change->trust->card, err);
	if (rc)
		return rc;
	compare(revising);
	return card_evidence_check(change, revised_card(revising), err);
}

/* --- The editor --- */

/* Keep what was typed where it can be found again; 0600, as it may hold what
 * must not be in the repository. */
static void keep_draft(struct revising *revising)
{
	struct card_change *change = &revising->change;
	const char *tmp = getenv("TMPDIR");
	struct wl_buf name = WL_BUF_INIT;
	int dir = -1;

	tmp = tmp && *tmp ? tmp : "/tmp";
	wl_buf_addf(&name, "winloss-%s-%08llx.md", change->trust->card->id,
		(unsigned long long)wl_hash(
			change->edit.file.s, change->edit.file.n) &
			0xffffffff);
	if (!wl_dir_open(&dir, tmp, NULL) &&
		!wl_file_replace(dir, name.s, &change->edit.file, 0600, NULL))
		session_warn(change->carding->session,
			"nothing was written; your text is in %s/%s", tmp,
			name.s);
	wl_buf_release(&name);
}

static int again(struct revising *revising, const struct wl_err *why, bool *yes,
	struct wl_err *err)
{
	char *typed = NULL;
	int rc;

	session_error(why);
	rc = prompt_line(revising->change.carding->session,
		"back to the editor? [Y/n] ", "--claim", &typed, err);
	*yes = !rc && !wl_utf8_same(typed, "n") && !wl_utf8_same(typed, "no");
	free(typed);
	return rc;
}

static int edit_by_hand(struct revising *revising, struct wl_err *err)
{
	struct card_change *change = &revising->change;
	bool yes = true;
	int rc = 0;

	if (!change->carding->session->input) {
		wl_err_set(err, WL_EUSAGE,
			"'%s' is as it was recorded, and there is no terminal "
			"to edit it at",
			change->name);
		return wl_err_hint(err,
			"say what changes: --claim ID --text TEXT, --add TEXT "
			"--section TITLE or --from-pattern THEME; or edit %s "
			"first",
			change->edit.path);
	}
	while (yes) {
		struct wl_err why = { 0 };

		revising->edited = true;
		rc = prompt_edit(change->carding->session, &change->edit.file,
			wl_path_base(change->edit.path), err);
		if (rc)
			return rc;
		rc = examine(revising, &why);
		if (!rc)
			return 0;
		if (again(revising, &why, &yes, err))
			return err->code;
	}
	return wl_err_set(err, rc, "'%s' is left as it was", change->name);
}

/* --- The change --- */

/* A card that was verified by hand has no digest to differ from: it gets that
 * of what was verified, so that it is seen to be edited since. */
static int unverify(struct revising *revising, struct wl_err *err)
{
	struct card_change *change = &revising->change;
	const struct wl_card *now = change->trust->card;
	const struct wl_card_revised *revised = revised_card(revising);
	struct wl_buf digest = WL_BUF_INIT;
	int rc;

	if (now->verified == WL_NO_DAY || now->verified_as || !revising->had ||
		!revised || !revised->nclaims)
		return 0;
	wl_card_digest(&digest, &revising->before);
	rc = wl_edit_set(&change->edit, "verified-as", digest.s, NULL, err);
	wl_buf_release(&digest);
	return rc ? rc : card_change_weigh(change, err);
}

static int record(struct revising *revising, struct wl_err *err)
{
	struct card_change *change = &revising->change;
	const char *verifier = change->trust->card->verifier;
	struct wl_buf evidence = WL_BUF_INIT;
	int rc;

	card_revised_say(change->carding->session, revised_card(revising));
	rc = card_change_why(change, err);
	if (!rc)
		rc = unverify(revising, err);
	if (!rc)
		rc = card_change_lock(change, err);
	if (!rc) {
		card_evidence_cited(&evidence, revised_card(revising));
		rc = card_change_apply(change, "revise", evidence.s, err);
	}
	wl_buf_release(&evidence);
	if (!rc && change->trust->state == WL_UNVERIFIED)
		session_say(change->carding->session,
			"it wants verifying%s%s: winloss card verify %s",
			verifier ? " by " : "", verifier ? verifier : "",
			change->name);
	return rc;
}

static bool is_unchanged(const struct revising *revising)
{
	const struct wl_buf *now = &revising->change.edit.file;

	return now->n == revising->base.n &&
	       !memcmp(now->s, revising->base.s, now->n);
}

static int revise(struct revising *revising, struct wl_err *err)
{
	struct card_change *change = &revising->change;
	bool taken = false;
	size_t given;
	int rc = read_base(revising, &taken, err);

	if (rc)
		return rc;
	if (card_claim_asked(change->carding->args)) {
		rc = wl_card_give_ids(&change->edit, &given, err);
		if (!rc)
			rc = card_claim_edit(change, err);
		if (!rc && !is_unchanged(revising))
			rc = examine(revising, err);
	} else if (taken) {
		rc = examine(revising, err);
	} else {
		rc = edit_by_hand(revising, err);
	}
	if (rc)
		return rc;
	if (is_unchanged(revising)) {
		session_say(change->carding->session,
			"'%s' is as it was: nothing changed", change->name);
		return 0;
	}
	return record(revising, err);
}

int card_revise(struct carding *carding, struct wl_err *err)
{
	struct revising revising = { .base = WL_BUF_INIT,
		.change = { .carding = carding } };
	int rc = card_claim_options(carding->args, err);

	wl_buf_init(&revising.change.edit.file);
	if (!rc)
		rc = card_change_begin(&revising.change, carding, err);
	if (!rc)
		rc = revise(&revising, err);
	if (rc && revising.edited && revising.change.edit.file.n &&
		!is_unchanged(&revising))
		keep_draft(&revising);
	wl_buf_release(&revising.base);
	card_change_end(&revising.change);
	return rc;
}
