/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a card: no crash, a failure has its message and leaves nothing
 * behind, and a claim lies within the file.
 */
#include "base/path.h"
#include "model/card.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void check_claim(
	const struct wl_claim *claim, const struct wl_source *source)
{
	if (claim->start > claim->end || claim->end > source->n ||
		claim->line < 1 || !claim->text)
		abort();
	if (claim->id && !wl_passage_id_valid(claim->id))
		abort();
	for (size_t i = 0; i < claim->ncitations; i++)
		if (!wl_id_valid(claim->citations[i].source) ||
			!wl_passage_id_valid(claim->citations[i].passage))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *copy = wl_strndup((const char *)bytes, n);
	struct wl_source source = {
		.path = "cards/icp/a.md", .bytes = copy, .n = n
	};
	struct wl_card card = { 0 };
	struct wl_err err = { 0 };
	struct wl_arena arena;
	int rc;

	wl_arena_init(&arena);
	rc = wl_card_parse(&card, &arena, &source, &err);
	if (rc && (rc != err.code || !*err.text || err.line < 1 || card.id))
		abort();
	for (size_t i = 0; i < card.nclaims; i++)
		check_claim(&card.claims[i], &source);
	wl_arena_release(&arena);
	free(copy);
	return 0;
}
