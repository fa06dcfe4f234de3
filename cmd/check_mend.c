/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check --fix: tags, tokens and passages of one file. */
#include "check_fix.h"
#include "passage.h"

int check_mend_aliases(struct fixing *fixing, retheming how, struct wl_err *err)
{
	const struct wl_codebook *book = &fixing->session->corpus.codebook;
	struct wl_edit *edit = &fixing->noting.edit;
	int rc = 0;

	for (size_t i = 0; !rc && i < book->n; i++)
		for (size_t k = 0; !rc && k < book->themes[i].aliases.n; k++) {
			const char *alias = book->themes[i].aliases.v[k];
			struct wl_list from = { &alias, 1 };
			struct wl_retheme retheme = { .from = &from,
				.to = book->themes[i].id };

			if (wl_codebook_find(book, alias) ||
				!strstr(edit->file.s, alias))
				continue;
			rc = how(&edit->file, edit->path, &retheme, err);
			fixing->mended[TAGS] += retheme.tags;
			for (size_t c = 0; c < retheme.clashes.n; c++)
				session_error(&retheme.clashes.v[c]);
			wl_errs_release(&retheme.clashes);
		}
	return rc;
}

/* Are its tokens as the program writes them, with no space behind them?  *end
 * gets where such spaces end. */
static bool is_tidy(const struct wl_buf *file, const struct wl_passage *passage,
	const struct wl_tokens *tokens, uint32_t *end)
{
	uint32_t at = passage->tokens_end;
	struct wl_buf text = WL_BUF_INIT;
	bool tidy;

	while (at < file->n && strchr(" \t", file->s[at]))
		at++;
	if (at < file->n && !strchr("\r\n", file->s[at]))
		at = passage->tokens_end;
	*end = at;
	wl_tokens_write(&text, tokens);
	tidy = at == passage->tokens_end && text.n == at - passage->tokens &&
	       !memcmp(text.s, file->s + passage->tokens, text.n);
	wl_buf_release(&text);
	return tidy;
}

static int mend_tokens(struct fixing *fixing, const struct wl_passage *passage,
	const struct wl_tokens *tokens, struct wl_err *err)
{
	struct wl_edit *edit = &fixing->noting.edit;
	struct wl_passage whole = *passage;

	if (passage->tokens == passage->tokens_end ||
		is_tidy(&edit->file, passage, tokens, &whole.tokens_end))
		return 0;
	fixing->mended[TOKENS]++;
	return wl_edit_retag(edit, &whole, tokens, err);
}

static int mend_passage(struct fixing *fixing, const struct wl_passage *passage,
	struct wl_err *err)
{
	struct noting *noting = &fixing->noting;
	struct wl_tokens tokens = note_tokens_of(passage);
	bool withheld = wl_streq(passage->words, PASSAGE_WITHHELD);

	if (!withheld && noting->interview &&
		wl_interview_level(&noting->now, passage) == WL_CONFIDENTIAL) {
		fixing->mended[MOVED]++;
		return note_withhold(noting, passage, &tokens, err);
	}
	if (!passage->id && !withheld && *passage->words) {
		fixing->mended[IDS]++;
		return note_retag(noting, passage, &tokens, err);
	}
	return mend_tokens(fixing, passage, &tokens, err);
}

/* From the end to the beginning, so that places stay right. */
int check_mend_passages(struct fixing *fixing, struct wl_err *err)
{
	const struct wl_interview *now = &fixing->noting.now;
	int rc = 0;

	for (size_t i = now->npassages; !rc && i-- > 0;)
		rc = mend_passage(fixing, &now->passages[i], err);
	return rc;
}
