/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "grouping.h"

static bool is_lift(const char *word)
{
	static const char *const words[] = { "lift", "win-rate", "winrate",
		"win-rate-lift", "win rate lift" };

	for (size_t i = 0; i < WL_LEN(words); i++)
		if (wl_streq(word, words[i]))
			return true;
	return false;
}

static int refuse_lift(struct wl_err *err)
{
	wl_err_set(err, WL_EUSAGE,
		"win-rate lift means nothing on interviews: how many wins and "
		"losses there are was chosen by whom you interviewed, not by "
		"buyers");
	return wl_err_hint(err,
		"compare how often a theme comes up in wins and in losses: "
		"winloss synthesize");
}

int grouping_check(const struct cmd_args *args, struct wl_err *err)
{
	const char *by = args_value(args, "by");
	const char *depth = args_value(args, "depth");

	if (args_has(args, "lift") || is_lift(by) ||
		(args->words.n && is_lift(args->words.v[0])))
		return refuse_lift(err);
	if (by && wl_term(wl_bys, by) <= WL_BY_NONE)
		return args_usage(err, "synthesize",
			"--by takes segment, competitor, quarter or "
			"interviewer, not '%s'",
			by);
	if (depth && !wl_streq(depth, "1") && !wl_streq(depth, "2"))
		return args_usage(err, "synthesize",
			"--depth takes 1, or 2 for all themes as they are, "
			"not '%s'",
			depth);
	return 0;
}

void grouping_set(const struct cmd_args *args, struct wl_filter *filter)
{
	const char *by = args_value(args, "by");

	filter->by = by ? (enum wl_by)wl_term(wl_bys, by) : WL_BY_NONE;
	filter->parents = wl_streq(args_value(args, "depth"), "1");
}
