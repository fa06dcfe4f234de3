/* SPDX-License-Identifier: GPL-3.0-or-later */
/* card retire: a card goes to the archive; what follows it and what it
 * followed know of each other, and who still names it is listed. */
#include <ctype.h>

#include "base/file.h"
#include "base/path.h"
#include "card_change.h"
#include "publish/screen.h"
#include "store/layout.h"

struct retiring {
	struct card_change change;
	const struct wl_card *successor; /* NULL: none */
	const char *successor_name;
	const char *to; /* path below archive/ */
	struct wl_edit follows;
};

/* --- The successor --- */

static int cyclic(
	const struct retiring *retiring, const char *via, struct wl_err *err)
{
	wl_err_set(err, WL_EFAIL,
		"'%s' cannot be replaced by '%s': that is replaced by '%s'",
		retiring->change.name, retiring->successor_name, via);
	return wl_err_hint(err, "take `replaced-by` out of one of them, or "
				"name another card");
}

/* Would who goes from card to card by replaced-by come round? */
static int check_chain(struct retiring *retiring, struct wl_err *err)
{
	struct carding *carding = retiring->change.carding;
	const struct wl_corpus *corpus = &carding->session->corpus;
	const struct wl_card *at = retiring->successor;

	for (size_t n = 0; at && n <= corpus->ncards; n++) {
		const char *next = at->replaced_by;

		if (at == retiring->change.trust->card)
			return cyclic(retiring, retiring->change.name, err);
		at = next ? wl_corpus_card(corpus, next, NULL) : NULL;
	}
	return at ? cyclic(retiring, at->replaced_by, err) : 0;
}

static int choose_successor(struct retiring *retiring, struct wl_err *err)
{
	struct carding *carding = retiring->change.carding;
	const char *name = args_value(carding->args, "replaced-by");
	const struct wl_card_trust *found = NULL;
	int rc;

	if (!name)
		return 0;
	rc = card_find(carding, name, &found, err);
	if (rc)
		return rc;
	retiring->successor = found->card;
	retiring->successor_name = card_full_name(carding, found->card);
	if (found->card == retiring->change.trust->card)
		return wl_err_set(
			err, WL_EFAIL, "a card cannot be replaced by itself");
	return check_chain(retiring, err);
}

/* --- The files --- */

static int choose_place(struct retiring *retiring, struct wl_err *err)
{
	struct carding *carding = retiring->change.carding;

	retiring->to = wl_arena_printf(&carding->arena, "%s/%s",
		WL_ARCHIVE_FOLDER, retiring->change.edit.path);
	if (!wl_file_exists(carding->session->place.dir, retiring->to))
		return 0;
	wl_err_set(err, WL_EEXISTS, "'%s' is there already", retiring->to);
	return wl_err_hint(
		err, "give that older one another file name in its folder");
}

static int write_retired(struct retiring *retiring, struct wl_err *err)
{
	struct wl_edit *edit = &retiring->change.edit;
	char day[WL_DATE_TEXT];
	int rc;

	wl_day_format(session_today(retiring->change.carding->session), day);
	rc = wl_edit_set(edit, "retired", day, NULL, err);
	if (!rc && retiring->successor)
		rc = wl_edit_set(edit, "replaced-by", retiring->successor_name,
			NULL, err);
	return rc;
}

static int write_follows(struct retiring *retiring, struct wl_err *err)
{
	struct carding *carding = retiring->change.carding;
	const struct wl_card *card = retiring->successor;
	struct wl_list list = { 0 };
	int rc;

	if (!card)
		return 0;
	retiring->follows.path = card->path;
	rc = wl_file_read(&retiring->follows.file, carding->session->place.dir,
		card->path, WL_MARKDOWN_MAX, err);
	if (rc)
		return rc;
	list.v = wl_arena_alloc(
		&carding->arena, (card->replaces.n + 1) * sizeof(*list.v));
	for (size_t i = 0; i < card->replaces.n; i++)
		list.v[list.n++] = card->replaces.v[i];
	if (!wl_list_has(&list, retiring->change.name))
		list.v[list.n++] = retiring->change.name;
	return wl_edit_set(&retiring->follows, "replaces", NULL, &list, err);
}

/* --- Who names it --- */

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_' || c == '/';
}

/* Add "path:line" for each line of the file that names the card. */
static void find_names(struct wl_strv *out, const char *path,
	const struct wl_buf *file, const char *name)
{
	size_t n = strlen(name);
	int line = 1, last = 0;

	for (size_t i = 0; i < file->n; i++) {
		if (file->s[i] == '\n')
			line++;
		if (line == last || strncmp(file->s + i, name, n) ||
			(i && is_word(file->s[i - 1])) ||
			is_word(file->s[i + n]))
			continue;
		wl_strv_addf(out, "%s:%d", path, line);
		last = line;
	}
}

static int find_in(struct retiring *retiring, const char *folder,
	struct wl_strv *out, struct wl_err *err)
{
	int dir = retiring->change.carding->session->place.dir;
	const char *endings[] = { ".md", ".yaml" };
	int rc = 0;

	for (size_t e = 0; !rc && e < WL_LEN(endings); e++) {
		struct wl_strv paths = { 0 };

		rc = wl_file_list(&paths, dir, folder, endings[e], err);
		for (size_t i = 0; !rc && i < paths.n; i++) {
			struct wl_buf file = WL_BUF_INIT;

			if (!wl_streq(paths.v[i], retiring->change.edit.path) &&
				!wl_file_read(&file, dir, paths.v[i],
					WL_YAML_MAX, NULL))
				find_names(out, paths.v[i], &file,
					retiring->change.name);
			wl_buf_release(&file);
		}
		wl_strv_release(&paths);
	}
	return rc;
}

/* What still names it, as it was before the change. */
static int list_names(
	struct retiring *retiring, struct wl_buf *out, struct wl_err *err)
{
	static const char *const folders[] = { WL_CARDS_FOLDER,
		WL_SYNTHESES_FOLDER, WL_REVIEWS_FOLDER, WL_PLANS_FOLDER };
	struct wl_strv places = { 0 };
	int rc = 0;

	for (size_t i = 0; !rc && i < WL_LEN(folders); i++)
		rc = find_in(retiring, folders[i], &places, err);
	if (places.n)
		wl_buf_addf(
			out, "%s is still named in\n", retiring->change.name);
	for (size_t i = 0; i < places.n; i++) {
		wl_buf_adds(out, "  ");
		wl_clean_line(out, places.v[i]);
		wl_buf_addc(out, '\n');
	}
	wl_strv_release(&places);
	return rc;
}

/* --- The change --- */

static int record(struct retiring *retiring, struct wl_err *err)
{
	struct carding *carding = retiring->change.carding;
	struct wl_change *change = &carding->change;
	const struct wl_message message = { .area = "cards",
		.what = wl_arena_printf(
			&carding->arena, "retire %s", retiring->change.name),
		.why = retiring->change.why,
		.apply_first = retiring->change.apply_first,
		.card = retiring->change.name };
	int rc = card_change_lock(&retiring->change, err);

	if (rc)
		return rc;
	change->whole = true;
	wl_change_add(change, retiring->to, &retiring->change.edit.file);
	if (retiring->successor)
		wl_change_add(change, retiring->follows.path,
			&retiring->follows.file);
	/* Last, so that a kill never leaves the card nowhere */
	wl_change_remove(change, retiring->change.edit.path);
	return session_apply(carding->session, change, &message, err);
}

int card_retire(struct carding *carding, struct wl_err *err)
{
	struct retiring retiring = { .change = { .carding = carding } };
	struct wl_buf names = WL_BUF_INIT;
	int rc;

	wl_buf_init(&retiring.follows.file);
	rc = card_change_begin(&retiring.change, carding, err);
	if (!rc)
		rc = choose_successor(&retiring, err);
	if (!rc)
		rc = choose_place(&retiring, err);
	if (!rc)
		rc = card_change_why(&retiring.change, err);
	if (!rc)
		rc = write_retired(&retiring, err);
	if (!rc)
		rc = list_names(&retiring, &names, err);
	if (!rc)
		rc = write_follows(&retiring, err);
	if (!rc)
		rc = record(&retiring, err);
	if (!rc && names.n)
		rc = carding_print(carding, &names, err);
	wl_buf_release(&names);
	wl_buf_release(&retiring.follows.file);
	card_change_end(&retiring.change);
	return rc;
}
