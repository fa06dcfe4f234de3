/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two sections of a synthesis in each of its formats: the outputs that are
 * due, and the buyers' language beside ours.  A section that has nothing to
 * say adds nothing; in JSON its keys are always there.
 */
#ifndef WL_PUBLISH_OUTPUTS_H
#define WL_PUBLISH_OUTPUTS_H

#include "publish/screen.h"
#include "text/json.h"

void wl_outputs_text(
	struct wl_screen *screen, const struct wl_synthesis *synthesis);
void wl_outputs_markdown(
	struct wl_buf *out, const struct wl_synthesis *synthesis);
/* The keys "cycle", "outputs_due" and "this_week_again". */
void wl_outputs_json(
	struct wl_json *json, const struct wl_synthesis *synthesis);

void wl_language_text(
	struct wl_screen *screen, const struct wl_synthesis *synthesis);
void wl_language_markdown(
	struct wl_buf *out, const struct wl_synthesis *synthesis);
/* The key "language". */
void wl_language_json(
	struct wl_json *json, const struct wl_synthesis *synthesis);

/* What the formats share; each adds plain text. */

/* "this week", "review", "done". */
extern const char *const wl_due_words[];
/* "7 of 8 losses, 3 closed in the last 30 days". */
void wl_phrase_output(struct wl_buf *out, const struct wl_output *output);
/* "battlecard/rivalco^r4w, objection/price^k2p (unverified: expired) and 2
 * more claims"; nothing if nobody cites it. */
void wl_phrase_cited(struct wl_buf *out, const struct wl_outputs *outputs,
	const struct wl_output *output);
/* " (unverified: expired)"; nothing of a card that is verified, or not known
 * to be worth less. */
void wl_phrase_unverified(struct wl_buf *out, const struct wl_outputs *outputs,
	const struct wl_card *card);
/* The passage to cite, "2026-11-acme^b3f9k": the strongest that says what most
 * deals say, else the strongest; nothing if none has an id. */
void wl_phrase_to_cite(struct wl_buf *out, const struct wl_output *output);
/* "again in deals closed in the last 30 days: ..."; nothing if none is. */
void wl_phrase_again(struct wl_buf *out, const struct wl_synthesis *synthesis);
/* How many patterns are in no card yet. */
void wl_phrase_owed(struct wl_buf *out, const struct wl_outputs *outputs);
/* What the cycle brought and what cites it; nothing without interviews. */
void wl_phrase_cycle(struct wl_buf *out, const struct wl_outputs *outputs);
/* What to do about a pattern that no file can take yet; NULL if one can. */
const char *wl_phrase_no_file(const struct wl_output *output);
/* " (not in the ICP card)" if there is one that does not know the trigger. */
const char *wl_phrase_in_icp(const struct wl_count *trigger);
/* "12 phrases of 10 deals beside 7 claims ...", or what is missing; nothing
 * if neither side says anything. */
void wl_phrase_language(struct wl_buf *out, const struct wl_language *language);
/* "waiting 3 · close 2". */
void wl_phrase_words(struct wl_buf *out, const struct wl_word_list *list);

#endif
