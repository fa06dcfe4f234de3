/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/terms.h"

const char *const wl_outcomes[] = {
	[WL_OUTCOME_NONE] = "",
	[WL_WIN] = "win",
	[WL_LOSS] = "loss",
	[WL_NO_DECISION] = "no-decision",
	[WL_OPEN] = "open",
	NULL,
};

const char *const wl_statuses[] = {
	[WL_STATUS_NONE] = "",
	[WL_PLANNED] = "planned",
	[WL_READY] = "ready",
	[WL_INTERVIEWED] = "interviewed",
	[WL_NOTED] = "noted",
	[WL_CODED] = "coded",
	[WL_PARTIAL] = "partial",
	[WL_DECLINED] = "declined",
	[WL_WITHDRAWN] = "withdrawn",
	NULL,
};

const char *const wl_consents[] = {
	[WL_CONSENT_UNKNOWN] = "",
	[WL_CONSENT_NAMED] = "named",
	[WL_CONSENT_ANONYMOUS] = "anonymous",
	[WL_CONSENT_NONE] = "none",
	NULL,
};

const char *const wl_verdicts[] = {
	[WL_VERDICT_NONE] = "",
	[WL_CONFIRMED] = "confirmed",
	[WL_PARTLY] = "partly",
	[WL_REFUTED] = "refuted",
	NULL,
};

const char *const wl_roots[] = {
	[WL_ROOT_NONE] = "",
	[WL_ROOT_PRODUCT] = "product",
	[WL_ROOT_MESSAGING] = "messaging",
	[WL_ROOT_SALES] = "sales",
	NULL,
};

const char *const wl_prices[] = {
	[WL_PRICE_UNKNOWN] = "",
	[WL_PRICE_NONE] = "none",
	[WL_PRICE_NUMBER] = "number",
	[WL_PRICE_VALUE_CASE] = "value-case",
	NULL,
};

const char *const wl_theme_kinds[] = {
	[WL_TRIGGER] = "trigger",
	[WL_CRITERION] = "criterion",
	[WL_OBJECTION] = "objection",
	[WL_COMPETITOR] = "competitor",
	[WL_PRODUCT] = "product",
	[WL_MESSAGE] = "message",
	[WL_PROCESS] = "process",
	NULL,
};

const char *const wl_team_roles[] = {
	[WL_ROLE_PMM] = "pmm",
	[WL_ROLE_SALES] = "sales",
	[WL_ROLE_SALES_MANAGER] = "sales-manager",
	[WL_ROLE_CS] = "cs",
	[WL_ROLE_PRODUCT] = "product",
	[WL_ROLE_FOUNDER] = "founder",
	[WL_ROLE_OTHER] = "other",
	NULL,
};

const char *const wl_field_sources[] = { "call", "onboarding", "implementation",
	"rep", "feedback", "asset", "request", NULL };

const char *const wl_card_types[] = { "battlecard", "objection", "proof-point",
	"icp", "message", NULL };

const char *const wl_question_roles[] = { "consent", "interviewee-role",
	"trigger", "people", "deadline", "inaction", "vendors", "elimination",
	"criteria", "hidden-criteria", "wished", "comparison", "turning-point",
	"counter-argument", "runner-up", "tipped", "root", "one-thing",
	"compelling", "price", "referral", "surprise", "false-expectation",
	"peer-advice", "anything-else", "introductions", NULL };

const char *const wl_severities[] = { "error", "warning", "info", "off", NULL };

/* By enum wl_level, which is the text layer's. */
const char *const wl_strengths[] = {
	"anecdote",
	"signal",
	"pattern",
	"established",
	NULL,
};

const char *const wl_level_names[] = { "internal", "public", "confidential",
	NULL };

int wl_term(const char *const *table, const char *s)
{
	for (int i = 0; s && table[i]; i++)
		if (strcmp(table[i], s) == 0)
			return i;
	return -1;
}
