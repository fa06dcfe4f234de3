/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filters.h"

#include "base/path.h"
#include "base/utf8.h"

static int day_chosen(const struct cmd_args *args, const char *command,
	const char *name, wl_day *out, struct wl_err *err)
{
	const char *given = args_value(args, name);

	*out = WL_NO_DAY;
	if (!given || wl_day_parse(out, given))
		return 0;
	return args_usage(err, command,
		"--%s takes a date such as 2026-11-21, "
		"not '%s'",
		name, given);
}

static int one_of(const char *given, const struct wl_list *known,
	const char *what, struct wl_err *err)
{
	if (wl_list_has(known, given))
		return 0;
	wl_err_set(err, WL_EUSAGE, "there is no %s '%s'", what, given);
	return wl_err_near(err, wl_nearest(given, known),
		"winloss.yaml lists what there is");
}

static int where_chosen(struct session *session, const char *given,
	struct wl_pair *pair, struct wl_err *err)
{
	const struct wl_programme *programme = &session->corpus.programme;
	const char *equals = strchr(given, '=');
	size_t n = equals ? (size_t)(equals - given) : 0;

	for (size_t i = 0; equals && i < programme->ndimensions; i++) {
		const struct wl_dimension *dimension =
			&programme->dimensions[i];

		if (strlen(dimension->id) != n ||
			strncmp(dimension->id, given, n))
			continue;
		pair->from = dimension->id;
		pair->to = equals + 1;
		return dimension->values.n
			       ? one_of(pair->to, &dimension->values, "value",
					 err)
			       : 0;
	}
	wl_err_set(err, WL_EUSAGE, "--where '%s' names no dimension", given);
	return wl_err_hint(err, "write --where DIMENSION=VALUE with one of the "
				"'dimensions' of winloss.yaml");
}

static int period_chosen(const struct cmd_args *args, const char *command,
	struct wl_filter *filter, struct wl_err *err)
{
	if (day_chosen(args, command, "since", &filter->since, err) ||
		day_chosen(args, command, "until", &filter->until, err))
		return err->code;
	if (filter->until != WL_NO_DAY && filter->since > filter->until)
		return args_usage(err, command,
			"--since %s is later than --until %s",
			args_value(args, "since"), args_value(args, "until"));
	return 0;
}

static int competitor_chosen(struct session *session, const char *given,
	struct wl_filter *filter, struct wl_err *err)
{
	const struct wl_programme *programme = &session->corpus.programme;
	const struct wl_competitor *found;
	struct wl_list known = { 0 };
	int rc;

	found = wl_programme_competitor(programme, given);
	if (found) {
		filter->competitor = found->id;
		return 0;
	}
	known.v = wl_alloc(programme->ncompetitors * sizeof(*known.v));
	for (size_t i = 0; i < programme->ncompetitors; i++)
		known.v[known.n++] = programme->competitors[i].id;
	rc = one_of(given, &known, "competitor", err);
	free(known.v);
	return rc;
}

int filter_chosen(struct session *session, const struct cmd_args *args,
	const char *command, struct wl_filter *filter, struct wl_err *err)
{
	const char *outcome = args_value(args, "outcome");
	const char *competitor = args_value(args, "competitor");
	struct wl_pair *pairs;
	struct wl_list where;
	int rc = 0, term;

	memset(filter, 0, sizeof(*filter));
	term = outcome ? wl_term(wl_outcomes, outcome) : WL_OUTCOME_NONE;
	if (term < 0 || term == WL_OPEN || (outcome && !term))
		return args_usage(err, command,
			"--outcome takes win, loss or no-decision, not '%s'",
			outcome);
	filter->outcome = (enum wl_outcome)term;
	filter->segment = args_value(args, "segment");
	if (period_chosen(args, command, filter, err))
		return err->code;
	if (filter->segment && session->corpus.programme.segments.n)
		rc = one_of(filter->segment,
			&session->corpus.programme.segments, "segment", err);
	if (!rc && competitor)
		rc = competitor_chosen(session, competitor, filter, err);
	args_values(args, "where", &where);
	pairs = wl_alloc((where.n + 1) * sizeof(*pairs));
	for (size_t i = 0; !rc && i < where.n; i++)
		rc = where_chosen(session, where.v[i], &pairs[i], err);
	filter->where = pairs;
	filter->nwhere = where.n;
	free(where.v);
	if (rc) {
		free(pairs);
		filter->where = NULL;
	}
	return rc;
}

int format_chosen(const struct cmd_args *args, const char *command,
	enum wl_format *format, struct wl_err *err)
{
	const char *given = args_value(args, "format");
	int term;

	if (!given)
		return 0;
	term = wl_term(wl_formats, given);
	if (term < 0)
		return args_usage(
			err, command, "there is no format '%s'", given);
	*format = (enum wl_format)term;
	return 0;
}

int format_document(const struct cmd_args *args, const char *command,
	enum wl_format *format, struct wl_err *err)
{
	int rc = format_chosen(args, command, format, err);

	if (!rc && *format != WL_TEXT && *format != WL_JSON)
		rc = args_usage(err, command,
			"this is written as text or json, not as %s",
			args_value(args, "format"));
	return rc;
}
