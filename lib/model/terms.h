/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fixed words of the method: each list is one enum and one table of its
 * spellings in files.  A spelling that is not in the table is an error of the
 * file that holds it.
 */
#ifndef WL_MODEL_TERMS_H
#define WL_MODEL_TERMS_H

#include "base/base.h"

enum wl_outcome {
	WL_OUTCOME_NONE,
	WL_WIN,
	WL_LOSS,
	WL_NO_DECISION,
	WL_OPEN,
};

enum wl_status {
	WL_STATUS_NONE,
	WL_PLANNED,
	WL_READY,
	WL_INTERVIEWED,
	WL_NOTED,
	WL_CODED,
	WL_PARTIAL,
	WL_DECLINED,
	WL_WITHDRAWN,
};

enum wl_consent {
	WL_CONSENT_UNKNOWN,
	WL_CONSENT_NAMED,
	WL_CONSENT_ANONYMOUS,
	WL_CONSENT_NONE,
};

enum wl_verdict {
	WL_VERDICT_NONE,
	WL_CONFIRMED,
	WL_PARTLY,
	WL_REFUTED,
};

enum wl_root {
	WL_ROOT_NONE,
	WL_ROOT_PRODUCT,
	WL_ROOT_MESSAGING,
	WL_ROOT_SALES,
};

enum wl_price {
	WL_PRICE_UNKNOWN,
	WL_PRICE_NONE,
	WL_PRICE_NUMBER,
	WL_PRICE_VALUE_CASE,
};

enum wl_theme_kind {
	WL_TRIGGER,
	WL_CRITERION,
	WL_OBJECTION,
	WL_COMPETITOR,
	WL_PRODUCT,
	WL_MESSAGE,
	WL_PROCESS,
};

enum wl_team_role {
	WL_ROLE_PMM,
	WL_ROLE_SALES,
	WL_ROLE_SALES_MANAGER,
	WL_ROLE_CS,
	WL_ROLE_PRODUCT,
	WL_ROLE_FOUNDER,
	WL_ROLE_OTHER,
};

/* What the deals of a group make of a theme (statistics: levels). */
enum wl_strength {
	WL_ANECDOTE,    /* 1 deal */
	WL_SIGNAL,      /* 2, or more in a group that is too small */
	WL_PATTERN,     /* thresholds.pattern in a group of group_min */
	WL_ESTABLISHED, /* pattern with 8 deals and saturation reached */
};

/* How much a finding of `check` weighs. */
enum wl_severity { WL_SEVERE, WL_WARNING, WL_INFO, WL_SILENT };

/*
 * The spellings by enum value, NULL behind the last; index 0 of an enum with
 * a "none or unknown" value that no file spells is "".
 */
extern const char *const wl_outcomes[];
extern const char *const wl_statuses[];
extern const char *const wl_consents[];
extern const char *const wl_verdicts[];
extern const char *const wl_roots[];
extern const char *const wl_prices[];
extern const char *const wl_theme_kinds[];
extern const char *const wl_team_roles[];
extern const char *const wl_field_sources[];  /* call onboarding ... request */
extern const char *const wl_card_types[];     /* battlecard ... message */
extern const char *const wl_question_roles[]; /* consent trigger ... */
extern const char *const wl_severities[];     /* error warning info off */
extern const char *const wl_strengths[];      /* anecdote signal ... */
extern const char *const wl_level_names[];    /* internal public confidential */

/* Pairs of texts, in the order of a file. */
struct wl_pair_list {
	const char **key, **value;
	size_t n;
};

/* The value of a spelling in one of these tables; -1 if it has none. */
int wl_term(const char *const *table, const char *s);

#endif
