/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `check` found, for people and for what reads it in CI.
 *
 *	text	path:line:column: error: message [rule], and a line of counts
 *	json	winloss-json(5)
 *	sarif	SARIF 2.1.0; excepted findings are suppressed results
 *	junit	JUnit XML: a case for each finding, and for each rule without
 *	github	workflow commands of GitHub Actions
 *	gitlab	GitLab's code quality report
 *
 * Paths are relative to the programme in text and json, elsewhere to the
 * working tree.
 */
#ifndef WL_PUBLISH_FINDINGS_H
#define WL_PUBLISH_FINDINGS_H

#include "publish/publish.h"
#include "rules/rules.h"

enum wl_findings_format {
	WL_FINDINGS_TEXT,
	WL_FINDINGS_JSON,
	WL_FINDINGS_SARIF,
	WL_FINDINGS_JUNIT,
	WL_FINDINGS_GITHUB,
	WL_FINDINGS_GITLAB,
};
extern const char *const wl_findings_formats[]; /* "text" ... NULL */

struct wl_findings_page {
	const struct wl_findings *findings;
	const struct wl_look *look;
	const char *prefix;  /* of the programme in the working tree: "" or
				ending in a slash */
	const char *against; /* the revision they are new since; NULL */
	bool strict;         /* warnings fail as errors do */
	bool all; /* text shows excepted findings and those of severity info
		     too, else it counts them */
};

void wl_publish_findings(struct wl_buf *out,
	const struct wl_findings_page *page, enum wl_findings_format format);
/* All rules with what they weigh here: text, else json. */
void wl_publish_rules(struct wl_buf *out, const struct wl_programme *programme,
	const struct wl_look *look, bool json);

/* findings_*.c: one form each. */
void wl_findings_text(struct wl_buf *out, const struct wl_findings_page *page);
void wl_findings_json(struct wl_buf *out, const struct wl_findings_page *page);
void wl_findings_sarif(struct wl_buf *out, const struct wl_findings_page *page);
void wl_findings_junit(struct wl_buf *out, const struct wl_findings_page *page);
void wl_findings_github(
	struct wl_buf *out, const struct wl_findings_page *page);
void wl_findings_gitlab(
	struct wl_buf *out, const struct wl_findings_page *page);

/* A word for each finding, in their order, that stays the same while lines
 * move; each is free()d by the caller with wl_strv_release. */
void wl_findings_prints(
	struct wl_strv *out, const struct wl_findings *findings);

#endif
