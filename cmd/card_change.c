/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One change of one card, from what was shown of it to the commit. */
#include "card_change.h"

#include "base/file.h"
#include "base/utf8.h"
#include "store/redact.h"

const char *card_full_name(struct carding *carding, const struct wl_card *card)
{
	return wl_arena_printf(
		&carding->arena, "%s/%s", wl_card_types[card->type], card->id);
}

int card_change_begin(
	struct card_change *change, struct carding *carding, struct wl_err *err)
{
	struct session *session = carding->session;
	int rc = carding_open(carding, err);

	change->carding = carding;
	wl_buf_init(&change->edit.file);
	if (!rc)
		rc = card_find(
			carding, carding_word(carding, 0), &change->trust, err);
	if (rc)
		return rc;
	change->name = card_full_name(carding, change->trust->card);
	change->edit.path =
		wl_arena_strdup(&carding->arena, change->trust->card->path);
	change->why = args_value(carding->args, "why");
	change->apply_first = args_value(carding->args, "apply-first");
	rc = wl_file_read(&change->edit.file, session->place.dir,
		change->edit.path, WL_MARKDOWN_MAX, err);
	change->shown = wl_hash(change->edit.file.s, change->edit.file.n);
	return rc;
}

/* The corpus gets the card as it will be, so that everything that says what a
 * card is worth says it of this one. */
int card_change_weigh(struct card_change *change, struct wl_err *err)
{
	struct carding *carding = change->carding;
	struct wl_corpus *corpus = &carding->session->corpus;
	struct wl_card now;
	int rc = wl_card_read(&now, &carding->arena, &change->edit, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < corpus->ncards; i++)
		if (wl_streq(corpus->cards[i].path, change->edit.path))
			corpus->cards[i] = now;
	wl_trust_release(&carding->trust);
	wl_trust_make(&carding->trust, &carding->synthesis);
	for (size_t i = 0; i < carding->trust.ncards; i++)
		if (wl_streq(carding->trust.cards[i].card->path,
			    change->edit.path))
			change->trust = &carding->trust.cards[i];
	return 0;
}

static bool is_empty(const char *words)
{
	return !words || !words[strspn(words, " \t\r\n")];
}

static int ask(struct card_change *change, const char *question,
	const char *flag, const char **out, struct wl_err *err)
{
	char *typed = NULL;
	int rc = prompt_line(
		change->carding->session, question, flag, &typed, err);

	if (!rc)
		*out = wl_arena_strdup(&change->carding->arena, typed);
	free(typed);
	return rc;
}

int card_change_why(struct card_change *change, struct wl_err *err)
{
	bool input = change->carding->session->input;
	int rc = 0;

	if (is_empty(change->why) && input) {
		rc = ask(change, "why: ", "--why TEXT", &change->why, err);
		if (!rc && !change->apply_first)
			rc = ask(change,
				"where to apply it first (Enter: nowhere "
				"special): ",
				"--apply-first TEXT", &change->apply_first,
				err);
	}
	if (rc || !is_empty(change->why))
		return rc;
	wl_err_set(err, WL_EUSAGE, "a card is not changed without a why");
	return wl_err_hint(err,
		"say it with --why TEXT: it is what the others read first");
}

int card_change_lock(struct card_change *change, struct wl_err *err)
{
	struct carding *carding = change->carding;
	struct wl_buf now = WL_BUF_INIT;
	int rc = session_begin(carding->session, &carding->change, err);

	if (!rc)
		rc = wl_file_read(&now, carding->session->place.dir,
			change->edit.path, WL_MARKDOWN_MAX, err);
	if (!rc && wl_hash(now.s, now.n) != change->shown) {
		rc = wl_err_set(err, WL_EFAIL,
			"'%s' was edited in the meantime: what you saw is not "
			"what is there now",
			change->edit.path);
		wl_err_hint(err, "run this again");
	}
	wl_buf_release(&now);
	return rc;
}

int card_change_apply(struct card_change *change, const char *verb,
	const char *evidence, struct wl_err *err)
{
	struct carding *carding = change->carding;
	const struct wl_message message = { .area = "cards",
		.what = wl_arena_printf(
			&carding->arena, "%s %s", verb, change->name),
		.why = change->why,
		.apply_first = change->apply_first,
		.evidence = evidence,
		.card = change->name };

	wl_change_add(&carding->change, change->edit.path, &change->edit.file);
	return session_apply(carding->session, &carding->change, &message, err);
}

static const char *what_of(const struct wl_claim_revised *claim)
{
	if (claim->kind != WL_CLAIM_CHANGED)
		return "";
	if (claim->words && claim->evidence)
		return ", words and evidence";
	return claim->words ? ", words" : ", evidence";
}

/* The texts as they are: marked word by word they would not be found. */
static bool is_withheld(
	const struct wl_claim_revised *one, const struct wl_withheld *withheld)
{
	struct wl_buf texts = WL_BUF_INIT;
	bool found;

	wl_buf_addf(&texts, "%s\n\n%s", one->before ? one->before->text : "",
		one->after ? one->after->text : "");
	found = wl_withheld_find(withheld, &texts, false) != 0;
	wl_buf_release(&texts);
	return found;
}

static void add_words(struct wl_buf *out, const struct wl_claim_revised *one)
{
	static const char *const open[] = { "[-", "{+" };
	static const char *const close[] = { "-]", "+}" };

	if (one->words && one->before && one->after)
		wl_revised_words(
			out, one->before->text, one->after->text, open, close);
	else
		wl_buf_adds(out, (one->after ? one->after : one->before)->text);
}

void card_revised_say(
	const struct session *session, const struct wl_card_revised *revised)
{
	struct wl_withheld all = { .private_missing = false };
	bool read = !wl_withheld_collect(
		&all, &session->corpus, &session->place, NULL);

	for (size_t i = 0; revised && i < revised->nclaims; i++) {
		const struct wl_claim_revised *one = &revised->claims[i];
		const struct wl_claim *claim =
			one->after ? one->after : one->before;
		struct wl_buf words = WL_BUF_INIT;

		if (!read || is_withheld(one, &all))
			wl_buf_adds(&words, "(confidential)");
		else
			add_words(&words, one);
		session_say(session, "  ^%s %s%s: %s",
			claim->id ? claim->id : "-",
			wl_revision_kinds[one->kind], what_of(one), words.s);
		wl_buf_release(&words);
	}
	wl_withheld_release(&all);
}

void card_change_end(struct card_change *change)
{
	wl_buf_release(&change->edit.file);
}
