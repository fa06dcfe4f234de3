/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tests of the CRM importer share: a programme made by hand, an
 * import of a text into it, and what came out as lines of deals.csv.
 */
#ifndef TESTS_UNIT_CRM_TEST_H
#define TESTS_UNIT_CRM_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/crm.h"

struct crm {
	struct wl_arena arena;
	struct wl_programme programme;
	struct wl_crm_options options;
	struct wl_deals deals; /* known before, and after an import */
	struct wl_crm_report report;
	struct wl_err err;
};

static inline void crm_begin(struct crm *crm)
{
	static const char *aliases[] = { "Rival Co" };
	static const char *segments[] = { "smb", "mid-market", "enterprise" };
	static const char *motions[] = { "self-serve", "sales-led" };
	static struct wl_competitor competitors[] = {
		{ "rivalco", "RivalCo, Inc.", { aliases, 1 } },
		{ "acmesoft", "AcmeSoft", { NULL, 0 } },
	};
	static struct wl_dimension dimensions[] = {
		{ "sales-motion", { motions, 2 } },
	};
	static struct wl_pair stages[] = {
		{ "3835407075", "win" },
		{ "Gone", "loss" },
		{ "Stalled", "no-decision" },
		{ "Closed Won - pilot", "open" },
	};

	memset(crm, 0, sizeof(*crm));
	wl_arena_init(&crm->arena);
	crm->programme.product = "Ledgerly";
	crm->programme.competitors = competitors;
	crm->programme.ncompetitors = 2;
	crm->programme.segments = (struct wl_list){ segments, 3 };
	crm->programme.dimensions = dimensions;
	crm->programme.ndimensions = 1;
	crm->programme.crm_stages = stages;
	crm->programme.ncrm_stages = 4;
}

/* A deal that came out, by its id; NULL if there is none. */
static inline const struct wl_deal *crm_deal(
	const struct crm *crm, const char *id)
{
	for (size_t i = 0; i < crm->deals.n; i++)
		if (!strcmp(crm->deals.v[i].id, id))
			return &crm->deals.v[i];
	return NULL;
}

static inline void crm_end(struct crm *crm)
{
	wl_arena_release(&crm->arena);
}

static inline int crm_try(struct crm *crm, const char *bytes, size_t n)
{
	struct wl_source source = { "export.csv", bytes, n };

	return wl_crm_import(&crm->deals, &crm->report, &crm->arena,
		&crm->programme, &crm->deals, &source, &crm->options,
		&crm->err);
}

static inline void crm_import(struct crm *crm, const char *text)
{
	if (crm_try(crm, text, strlen(text)))
		fail_msg("%s:%d: %s", crm->err.path, crm->err.line,
			crm->err.text);
}

/* Import the text into nothing. */
static inline void crm_fresh(struct crm *crm, const char *text)
{
	crm_begin(crm);
	crm_import(crm, text);
}

static inline void crm_fails(
	struct crm *crm, const char *text, int code, const char *expected)
{
	char shown[1200];

	assert_int_equal(crm_try(crm, text, strlen(text)), code);
	assert_int_equal(crm->err.code, code);
	snprintf(shown, sizeof(shown), "%d: %s", crm->err.line, crm->err.text);
	assert_string_equal(shown, expected);
}

/* All deals as deals.csv has them, without its header. */
static inline void crm_deals(struct crm *crm, const char *expected)
{
	struct wl_buf out;

	wl_buf_init(&out);
	wl_deals_write(&out, &crm->deals, &crm->programme);
	assert_string_equal(strchr(out.s, '\n') + 1, expected);
	wl_buf_release(&out);
}

/* "read added updated unchanged skipped" */
static inline void crm_counts(const struct crm *crm, const char *expected)
{
	char shown[128];

	snprintf(shown, sizeof(shown), "%zu %zu %zu %zu %zu", crm->report.read,
		crm->report.added, crm->report.updated, crm->report.unchanged,
		crm->report.nskipped);
	assert_string_equal(shown, expected);
}

/* The warnings, each with a line end. */
static inline void crm_warnings(const struct crm *crm, const char *expected)
{
	struct wl_buf out;

	wl_buf_init(&out);
	for (size_t i = 0; i < crm->report.warnings.n; i++)
		wl_buf_addf(&out, "%s\n", crm->report.warnings.v[i]);
	assert_string_equal(out.s, expected);
	wl_buf_release(&out);
}

/* The skipped rows as "line: reason", each with a line end. */
static inline void crm_skips(const struct crm *crm, const char *expected)
{
	struct wl_buf out;

	wl_buf_init(&out);
	for (size_t i = 0; i < crm->report.nskipped; i++)
		wl_buf_addf(&out, "%d: %s\n", crm->report.skipped[i].line,
			crm->report.skipped[i].reason);
	assert_string_equal(out.s, expected);
	wl_buf_release(&out);
}

/* The unknown columns, divided by |. */
static inline void crm_unknown(const struct crm *crm, const char *expected)
{
	struct wl_buf out;

	wl_buf_init(&out);
	for (size_t i = 0; i < crm->report.unknown_columns.n; i++)
		wl_buf_addf(&out, "%s%s", i ? "|" : "",
			crm->report.unknown_columns.v[i]);
	assert_string_equal(out.s, expected);
	wl_buf_release(&out);
}

#endif
