/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a card, and each edit on them: it does what it says and the
 * rest reads as it did, or the bytes are what they were.
 */
#include "base/utf8.h"
#include "model/card_edit.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static struct wl_citation cited[] = { { "2026-11-acme", "b3f9k" },
	{ "2026-11", "f1" } };
static struct wl_claim evidence[] = { { .citations = cited, .ncitations = 2 },
	{ .unproven = true }, { .citations = cited, .ncitations = 1 } };
static const char *keys[] = { "zz9" }, *values[] = { "a: #b" };
static const char *words[] = { "- a #b [c](d) *e*", "1. <f> \\ ^g `h`",
	"Somebody in the house has bought them before, and so far no paper "
	"that they were sent says a single word of it." };

/* One card and what an edit is to do with it. */
struct job {
	struct wl_edit edit;
	struct wl_arena arena;
	struct wl_card before, after;
	const char *id;    /* of the claim that it is about; NULL: none */
	size_t pick;       /* which of the words and of the evidence */
	const char *added; /* id of the new claim */
};

static void must(bool so)
{
	if (!so)
		abort();
}

static bool same_evidence(const struct wl_claim *a, const struct wl_claim *b)
{
	if (a->ncitations != b->ncitations || a->unproven != b->unproven)
		return false;
	for (size_t i = 0; i < a->ncitations; i++)
		if (!wl_streq(a->citations[i].source, b->citations[i].source) ||
			!wl_streq(a->citations[i].passage,
				b->citations[i].passage))
			return false;
	return true;
}

static void is_same(const struct wl_claim *a, const struct wl_claim *b)
{
	must(wl_streq(a->text, b->text) && wl_streq(a->section, b->section));
	must(same_evidence(a, b));
}

/* All claims but the one of this id are there, in their order. */
static void keeps_others(const struct job *job, const char *but)
{
	const struct wl_card *a = &job->before, *b = &job->after;
	size_t j = 0;

	for (size_t i = 0; i < a->nclaims; i++) {
		if (a->claims[i].id && wl_streq(a->claims[i].id, but))
			continue;
		while (j < b->nclaims && b->claims[j].id &&
			(wl_streq(b->claims[j].id, but) ||
				wl_streq(b->claims[j].id, job->added)))
			j++;
		must(j < b->nclaims);
		is_same(&a->claims[i], &b->claims[j]);
		if (a->claims[i].id)
			must(wl_streq(a->claims[i].id, b->claims[j].id));
		j++;
	}
}

/* --- The edits --- */

static int give_ids(struct job *job, struct wl_err *err)
{
	size_t given;

	return wl_card_give_ids(&job->edit, &given, err);
}

static void gave_ids(const struct job *job)
{
	must(job->after.nclaims == job->before.nclaims);
	for (size_t i = 0; i < job->after.nclaims; i++) {
		must(job->after.claims[i].id != NULL);
		is_same(&job->before.claims[i], &job->after.claims[i]);
	}
}

static int add(struct job *job, struct wl_err *err)
{
	struct wl_claim claim = evidence[job->pick];
	const struct wl_card *card = &job->before;
	const char *section = job->pick && card->nclaims
				      ? card->claims[card->nclaims - 1].section
				      : NULL;
	static char id[WL_PASSAGE_ID];

	claim.text = words[job->pick];
	job->added = id;
	return wl_card_add_claim(&job->edit,
		section && *section ? section : "Proof", &claim, id, err);
}

static void did_add(const struct job *job)
{
	const struct wl_claim *claim = wl_card_claim(&job->after, job->added);

	must(job->after.nclaims == job->before.nclaims + 1);
	must(claim && wl_streq(claim->text, words[job->pick]));
	must(same_evidence(claim, &evidence[job->pick]));
	keeps_others(job, NULL);
}

static int reword(struct job *job, struct wl_err *err)
{
	return wl_card_reword(&job->edit, job->id, words[job->pick], err);
}

static void did_reword(const struct job *job)
{
	const struct wl_claim *claim = wl_card_claim(&job->after, job->id);

	must(job->after.nclaims == job->before.nclaims);
	must(claim && wl_streq(claim->text, words[job->pick]));
	must(same_evidence(claim, wl_card_claim(&job->before, job->id)));
	keeps_others(job, job->id);
}

static int prove(struct job *job, struct wl_err *err)
{
	return wl_card_prove(&job->edit, job->id, &evidence[job->pick], err);
}

static void did_prove(const struct job *job)
{
	const struct wl_claim *was = wl_card_claim(&job->before, job->id);
	const struct wl_claim *claim = wl_card_claim(&job->after, job->id);
	const struct wl_claim *want = &evidence[job->pick];

	must(job->after.nclaims == job->before.nclaims);
	must(claim && wl_streq(claim->text, was->text));
	must(claim->ncitations == want->ncitations &&
		claim->unproven == want->unproven);
	keeps_others(job, job->id);
}

static int take_out(struct job *job, struct wl_err *err)
{
	return wl_card_remove_claim(&job->edit, job->id, err);
}

static void did_take_out(const struct job *job)
{
	must(job->after.nclaims == job->before.nclaims - 1);
	must(!wl_card_claim(&job->after, job->id));
	keeps_others(job, job->id);
}

static int set_map(struct job *job, struct wl_err *err)
{
	struct wl_pair_list pairs = { .key = keys, .value = values, .n = 1 };

	return wl_card_set_map(&job->edit, "disputed", &pairs, err);
}

static int unset(struct job *job, struct wl_err *err)
{
	return wl_card_unset(&job->edit, "disputed", err);
}

static void kept_claims(const struct job *job)
{
	must(job->after.nclaims == job->before.nclaims);
	keeps_others(job, NULL);
}

static const struct {
	int (*run)(struct job *job, struct wl_err *err);
	void (*check)(const struct job *job);
	bool claim; /* it needs one that has an id */
} edits[] = {
	{ give_ids, gave_ids, false },
	{ add, did_add, false },
	{ reword, did_reword, true },
	{ prove, did_prove, true },
	{ take_out, did_take_out, true },
	{ set_map, kept_claims, false },
	{ unset, kept_claims, false },
};

/* --- */

static void run_edit(struct job *job, size_t which, const char *s, size_t n)
{
	struct wl_err err = { 0 };
	int rc = edits[which].run(job, &err);

	if (rc) {
		must(rc == err.code && *err.text);
		must(job->edit.file.n == n && !memcmp(job->edit.file.s, s, n));
	} else if (!wl_card_read(&job->after, &job->arena, &job->edit, &err)) {
		edits[which].check(job);
	} else {
		/* A map of other values may be no card any more, its front
		 * matter is the caller's; a claim never breaks it */
		must(edits[which].check == kept_claims);
	}
}

static void one(size_t which, size_t pick, const char *s, size_t n)
{
	struct job job = { .edit = { .path = "a.md" }, .pick = pick };

	wl_buf_init(&job.edit.file);
	wl_buf_add(&job.edit.file, s, n);
	wl_arena_init(&job.arena);
	if (wl_card_read(&job.before, &job.arena, &job.edit, NULL))
		goto done;
	for (size_t i = 0; i < job.before.nclaims; i++)
		if (job.before.claims[i].id && (!job.id || i <= pick))
			job.id = job.before.claims[i].id;
	if (job.id || !edits[which].claim)
		run_edit(&job, which, s, n);
done:
	wl_arena_release(&job.arena);
	wl_buf_release(&job.edit.file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	for (size_t which = 0; which < WL_LEN(edits); which++)
		for (size_t pick = 0; pick < WL_LEN(words); pick++)
			one(which, pick, (const char *)bytes, n);
	return 0;
}
