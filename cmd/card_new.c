/* SPDX-License-Identifier: GPL-3.0-or-later */
/* card new: a card from the starter of its type, with what is expected marked
 * as unproven until somebody has said it. */
#include "base/file.h"
#include "card_change.h"
#include "model/starter.h"

static void set_title(struct card_making *making, const char *title)
{
	struct wl_buf *file = &making->edit.file;
	char *at = strstr(file->s, "\n# ");
	struct wl_buf text = WL_BUF_INIT;

	if (!at || !title)
		return;
	wl_markdown_escape_heading(&text, title);
	wl_buf_splice(file, (size_t)(at + 3 - file->s), strcspn(at + 3, "\n"),
		text.s, text.n);
	wl_buf_release(&text);
}

/* The claims of these starters are about one objection, one proof. */
static bool is_particular(const struct card_making *making, const char *was)
{
	return (making->type == WL_OBJECTION_RESPONSE ||
		       making->type == WL_PROOF_POINT) &&
	       !wl_streq(making->id, was);
}

static int drop_claims(struct card_making *making, const struct wl_card *card,
	struct wl_err *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < card->nclaims; i++)
		rc = wl_card_remove_claim(
			&making->edit, card->claims[i].id, err);
	return rc;
}

static int set_keys(struct card_making *making, struct wl_err *err)
{
	char days[16];
	const char *replaced[1] = { NULL };
	struct wl_list list = { replaced, 1 };
	const struct {
		const char *key, *value;
	} keys[] = {
		{ "id", making->id },
		{ "competitor",
			making->competitor ? making->competitor->id : NULL },
		{ "owner", making->owner },
		{ "verifier", making->verifier },
		{ "verify-every", days },
	};
	int rc = 0;

	snprintf(days, sizeof(days), "%dd", making->days);
	for (size_t i = 0; !rc && i < WL_LEN(keys); i++)
		if (keys[i].value)
			rc = wl_edit_set(&making->edit, keys[i].key,
				keys[i].value, NULL, err);
	if (making->replaces)
		replaced[0] = card_full_name(making->carding, making->replaces);
	if (!rc && making->replaces)
		rc = wl_edit_set(&making->edit, "replaces", NULL, &list, err);
	return rc;
}

/* "too-expensive" as "Too expensive". */
static const char *title_of(const struct card_making *making)
{
	char *title = wl_arena_strdup(&making->carding->arena, making->id);

	for (char *s = title; *s; s++)
		if (*s == '-')
			*s = ' ';
	if (*title >= 'a' && *title <= 'z')
		*title = (char)(*title - 'a' + 'A');
	return title;
}

static int write_card(struct card_making *making, struct wl_err *err)
{
	struct carding *carding = making->carding;
	const struct wl_competitor *rival = making->competitor;
	const char *title = args_value(carding->args, "title"), *product;
	char today[WL_DATE_TEXT], name[48];
	struct wl_card card;
	int rc;

	product = carding->session->corpus.programme.product;
	wl_day_format(session_today(carding->session), today);
	const struct wl_starter_word words[] = {
		{ "@COMPETITOR_ID@", rival ? rival->id : "", false },
		{ "@COMPETITOR@", rival ? rival->name : "", false },
		{ "@PRODUCT@", product ? product : "", false },
		{ "@OWNER@", making->owner, false },
		{ "@TODAY@", today, false },
		{ NULL, NULL, false },
	};
	snprintf(name, sizeof(name), "card-%s.md", wl_card_types[making->type]);
	wl_starter_write(&making->edit.file, name, words);
	rc = wl_card_read(&card, &carding->arena, &making->edit, err);
	if (!title && !wl_streq(card.id, making->id) &&
		making->type != WL_BATTLECARD)
		title = title_of(making);
	if (!rc && is_particular(making, card.id))
		rc = drop_claims(making, &card, err);
	set_title(making, title);
	wl_buf_rtrim(&making->edit.file);
	wl_buf_addc(&making->edit.file, '\n');
	return rc ? rc : set_keys(making, err);
}

/* The other half of `replaces`. */
static int write_replaced(struct card_making *making, struct wl_err *err)
{
	struct session *session = making->carding->session;
	int rc;

	if (!making->replaces)
		return 0;
	making->old.path = making->replaces->path;
	rc = wl_file_read(&making->old.file, session->place.dir,
		making->old.path, WL_MARKDOWN_MAX, err);
	return rc ? rc
		  : wl_edit_set(&making->old, "replaced-by", making->name, NULL,
			    err);
}

static int record(struct card_making *making, struct wl_err *err)
{
	struct carding *carding = making->carding;
	struct wl_change *change = &carding->change;
	const struct wl_message message = { .area = "cards",
		.what = wl_arena_printf(
			&carding->arena, "add %s", making->name),
		.why = args_value(carding->args, "why"),
		.card = making->name };
	int rc = session_begin(carding->session, change, err);

	change->whole = true;
	if (!rc &&
		wl_file_exists(carding->session->place.dir, making->edit.path))
		rc = card_making_free(making, err);
	if (rc)
		return rc;
	wl_change_add(change, making->edit.path, &making->edit.file);
	if (making->replaces)
		wl_change_add(change, making->old.path, &making->old.file);
	rc = session_apply(carding->session, change, &message, err);
	if (!rc)
		session_say(carding->session,
			"%s: overwrite what is expected, with 'winloss card "
			"revise %s'",
			making->edit.path, making->name);
	return rc;
}

int card_new(struct carding *carding, struct wl_err *err)
{
	struct card_making making = { .carding = carding };
	int rc = carding_open(carding, err);

	wl_buf_init(&making.edit.file);
	wl_buf_init(&making.old.file);
	if (!rc)
		rc = card_making_choose(&making, err);
	if (!rc)
		rc = write_card(&making, err);
	if (!rc)
		rc = write_replaced(&making, err);
	if (!rc)
		rc = record(&making, err);
	wl_buf_release(&making.edit.file);
	wl_buf_release(&making.old.file);
	return rc;
}
