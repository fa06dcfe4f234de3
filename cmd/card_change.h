/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the parts of card share that change a card: revise, verify, retire.
 */
#ifndef WL_CMD_CARD_CHANGE_H
#define WL_CMD_CARD_CHANGE_H

#include "card.h"
#include "model/card_edit.h"
#include "model/revised.h"

/* One card, from what the user saw of it to the commit. */
struct card_change {
	struct carding *carding;
	const struct wl_card_trust *trust; /* of the bytes in `edit` */
	const char *name;                  /* "battlecard/rivalco" */
	const char *why, *apply_first;     /* NULL: not given */
	struct wl_edit edit;
	uint64_t shown; /* hash of the file as it was read */
};

/* Find the card of the first word (in use) and read it. */
int card_change_begin(struct card_change *change, struct carding *carding,
	struct wl_err *err);
/* Parse the bytes as they are now and see what they are worth: trust is new
 * afterwards. */
int card_change_weigh(struct card_change *change, struct wl_err *err);
/* --why, else asked for on a terminal; a change without one is refused. */
int card_change_why(struct card_change *change, struct wl_err *err);
/* session_begin; refuses if the file was edited since it was read. */
int card_change_lock(struct card_change *change, struct wl_err *err);
/* Record with "cards: <verb> <type>/<id>". */
int card_change_apply(struct card_change *change, const char *verb,
	const char *evidence, struct wl_err *err);
void card_change_end(struct card_change *change);
/* Say claim by claim what changed, words marked; these are a card's, not those
 * of a passage.  NULL: nothing. */
void card_revised_say(
	const struct session *session, const struct wl_card_revised *revised);

/* "type/id" (arena). */
const char *card_full_name(struct carding *carding, const struct wl_card *card);
/* The passage ids of an interview or of field notes; false if there is no
 * such source.  ids->v is the caller's to free. */
bool card_passage_ids(const struct wl_corpus *corpus, const char *source,
	struct wl_list *ids);

/* card_evidence.c: fail if the evidence of a changed claim does not hold;
 * all places are named. */
int card_evidence_check(struct card_change *change,
	const struct wl_card_revised *revised, struct wl_err *err);
/* The citations of what was added or changed, divided by spaces. */
void card_evidence_cited(
	struct wl_buf *out, const struct wl_card_revised *revised);

/* card_claim.c: what the options of revise do to the claims. */
bool card_claim_asked(const struct cmd_args *args);
int card_claim_options(const struct cmd_args *args, struct wl_err *err);
int card_claim_edit(struct card_change *change, struct wl_err *err);

/* card_pattern.c: the claim of --from-pattern (carding's arena). */
int card_pattern_claim(
	struct card_change *change, struct wl_claim *claim, struct wl_err *err);

/* card_new_choose.c */
/* The card in the making. */
struct card_making {
	struct carding *carding;
	enum wl_card_type type;
	const char *id, *name, *owner, *verifier;
	const struct wl_competitor *competitor; /* NULL: none */
	int days;
	const struct wl_card *replaces; /* retired; NULL */
	struct wl_edit edit, old;       /* the new file, the one replaced */
};
/* Everything but the two files, from the command line. */
int card_making_choose(struct card_making *making, struct wl_err *err);
/* Fail if there is such a card, or was one that it does not replace. */
int card_making_free(struct card_making *making, struct wl_err *err);

/* card_history.c: the card as HEAD has it; `there` is false if it has not, or
 * there is no repository. */
int card_committed(struct card_change *change, struct wl_buf *out, bool *there,
	struct wl_err *err);
/* The card as it was when it was verified as this digest (arena); *out stays
 * if history does not have it. */
int card_verified_state(struct card_change *change, const struct wl_card **out,
	struct wl_err *err);

#endif
