/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/compare.h"

/* Periods */

/* So many digits at *s, which goes behind them; -1 if there are others. */
static int digits(const char **s, int n)
{
	int value = 0;

	for (; n; n--, (*s)++) {
		if (**s < '0' || **s > '9')
			return -1;
		value = 10 * value + (**s - '0');
	}
	return value;
}

/* The months first .. last (1 to 12) of a year. */
static bool months(struct wl_period *out, int year, int first, int last)
{
	if (!wl_day_make(&out->since, year, first, 1))
		return false;
	if (last == 12)
		return wl_day_make(&out->until, year, 12, 31);
	if (!wl_day_make(&out->until, year, last + 1, 1))
		return false;
	out->until--;
	return true;
}

static bool named_period(struct wl_period *out, const char *s)
{
	int year = digits(&s, 4), n;

	if (year < 0)
		return false;
	if (!*s)
		return months(out, year, 1, 12);
	if (*s++ != '-')
		return false;
	if (*s == 'q' || *s == 'Q') {
		n = s[1] - '0';
		return n >= 1 && n <= 4 && !s[2] &&
		       months(out, year, 3 * n - 2, 3 * n);
	}
	n = digits(&s, 2);
	return n >= 1 && n <= 12 && !*s && months(out, year, n, n);
}

bool wl_period_parse(struct wl_period *out, const char *s)
{
	const char *colon = strchr(s, ':');
	struct wl_period period;
	char first[WL_DATE_TEXT];
	bool is;

	if (colon && (size_t)(colon - s) == sizeof(first) - 1) {
		memcpy(first, s, sizeof(first) - 1);
		first[sizeof(first) - 1] = '\0';
		is = wl_day_parse(&period.since, first) &&
		     wl_day_parse(&period.until, colon + 1) &&
		     period.since <= period.until;
	} else {
		is = named_period(&period, s);
	}
	if (is)
		*out = period;
	return is;
}

/* Themes */

static const struct wl_theme_row *row_of(
	const struct wl_group *group, const char *id)
{
	for (size_t i = 0; group && i < group->nthemes; i++)
		if (!strcmp(group->themes[i].id, id))
			return &group->themes[i];
	return NULL;
}

/* What a theme of before is called after: if its id is an alias now, and the
 * new id was no theme of its own before, it was renamed. */
static const char *name_after(const struct wl_compare *compare, const char *id)
{
	const struct wl_codebook *before = &compare->before->corpus->codebook;
	const struct wl_codebook *after = &compare->after->corpus->codebook;

	if (before == after || wl_codebook_find(after, id))
		return id;
	for (size_t i = 0; i < after->n; i++)
		if (wl_list_has(&after->themes[i].aliases, id) &&
			!wl_codebook_find(before, after->themes[i].id))
			return after->themes[i].id;
	return id;
}

static bool is_pattern(const struct wl_theme_row *row)
{
	return row && row->level >= WL_PATTERN;
}

static enum wl_shift shift_of(const struct wl_shift_row *row)
{
	const struct wl_theme_row *before = row->before, *after = row->after;

	if (is_pattern(before) != is_pattern(after))
		return is_pattern(after) ? WL_BECAME : WL_STOPPED;
	if (!before)
		return WL_FRESH;
	if (!after)
		return WL_GONE;
	if (before->level == after->level)
		return WL_STAYED;
	return after->level > before->level ? WL_ROSE : WL_FELL;
}

static int deals_of(const struct wl_theme_row *row)
{
	return row ? row->deals : 0;
}

static int in_order(const void *left, const void *right)
{
	const struct wl_shift_row *a = left, *b = right;

	if (a->shift != b->shift)
		return (int)a->shift - (int)b->shift;
	if (deals_of(a->after) != deals_of(b->after))
		return deals_of(b->after) - deals_of(a->after);
	if (deals_of(a->before) != deals_of(b->before))
		return deals_of(b->before) - deals_of(a->before);
	return strcmp(a->id, b->id);
}

/* Groups */

static struct wl_shift_row *find_row(
	struct wl_compared *group, struct wl_map *seen, const char *id)
{
	struct wl_shift_row *row = wl_map_get(seen, id);

	if (row)
		return row;
	row = &group->rows[group->nrows++];
	row->id = id;
	wl_map_put(seen, id, row);
	return row;
}

static void join(struct wl_compare *compare, struct wl_compared *group)
{
	const struct wl_group *before = group->before, *after = group->after;
	struct wl_map seen;

	wl_map_init(&seen);
	for (size_t i = 0; after && i < after->nthemes; i++)
		find_row(group, &seen, after->themes[i].id)->after =
			&after->themes[i];
	for (size_t i = 0; before && i < before->nthemes; i++) {
		const struct wl_theme_row *theme = &before->themes[i];
		const char *id = name_after(compare, theme->id);
		struct wl_shift_row *row;

		/* Two that were merged have no count in common */
		if (id != theme->id && row_of(before, id))
			id = theme->id;
		row = find_row(group, &seen, id);
		if (row->before)
			row = find_row(group, &seen, theme->id);
		row->before = theme;
		row->was = strcmp(row->id, theme->id) ? theme->id : NULL;
	}
	wl_map_release(&seen);
}

static void make_group(struct wl_compare *compare, struct wl_compared *group)
{
	size_t most = (group->before ? group->before->nthemes : 0) +
		      (group->after ? group->after->nthemes : 0);

	group->rows = wl_arena_alloc(
		&compare->arena, (most + 1) * sizeof(*group->rows));
	join(compare, group);
	for (size_t i = 0; i < group->nrows; i++) {
		group->rows[i].shift = shift_of(&group->rows[i]);
		group->shifts[group->rows[i].shift]++;
	}
	qsort(group->rows, group->nrows, sizeof(*group->rows), in_order);
}

/* The group of this outcome and value, which may be a new one. */
static struct wl_compared *find_group(
	struct wl_compare *compare, const struct wl_group *wanted)
{
	struct wl_compared *group = compare->groups;

	for (size_t i = 0; i < compare->ngroups; i++, group++)
		if (group->outcome == wanted->outcome &&
			wl_streq(group->by, wanted->by))
			return group;
	compare->ngroups++;
	group->outcome = wanted->outcome;
	group->by = wanted->by;
	return group;
}

static int by_outcome(const void *left, const void *right)
{
	const struct wl_compared *a = left, *b = right;

	if (a->outcome != b->outcome)
		return (int)a->outcome - (int)b->outcome;
	if (!a->by || !b->by || !*a->by || !*b->by)
		return (a->by && !*a->by) - (b->by && !*b->by);
	return strcmp(a->by, b->by);
}

void wl_compare_make(struct wl_compare *out, const struct wl_synthesis *before,
	const struct wl_synthesis *after, const char *const names[2])
{
	size_t most = before->ngroups + after->ngroups;

	*out = (struct wl_compare){
		.names = { names[0], names[1] },
		.before = before,
		.after = after,
	};
	out->groups =
		wl_arena_alloc(&out->arena, (most + 1) * sizeof(*out->groups));
	for (size_t i = 0; i < before->ngroups; i++)
		find_group(out, &before->groups[i])->before =
			&before->groups[i];
	for (size_t i = 0; i < after->ngroups; i++)
		find_group(out, &after->groups[i])->after = &after->groups[i];
	qsort(out->groups, out->ngroups, sizeof(*out->groups), by_outcome);
	for (size_t i = 0; i < out->ngroups; i++)
		make_group(out, &out->groups[i]);
}

void wl_compare_release(struct wl_compare *compare)
{
	wl_arena_release(&compare->arena);
	*compare = (struct wl_compare){ 0 };
}

bool wl_compare_small(
	const struct wl_synthesis *synthesis, const struct wl_group *group)
{
	return !group ||
	       group->deals < synthesis->corpus->programme.thresholds.group_min;
}
