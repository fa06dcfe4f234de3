/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme agreement, and what it has drawn, as JSON and as tables. */
#include <math.h>

#include "publish/table.h"
#include "theme.h"

enum { OBSERVED, PREVALENCE, POSITIVE, KAPPA, ALPHA };
enum { BOTH, FIRST, SECOND, NEITHER };

static double figure(const struct wl_agreed *row, size_t which)
{
	const double figures[] = {
		[OBSERVED] = row->observed,
		[PREVALENCE] = row->prevalence,
		[POSITIVE] = row->positive,
		[KAPPA] = row->kappa,
		[ALPHA] = row->alpha,
	};

	return figures[which];
}

static int count(const struct wl_agreed *row, size_t which)
{
	const int counts[] = {
		[BOTH] = row->both,
		[FIRST] = row->first,
		[SECOND] = row->second,
		[NEITHER] = row->neither,
	};

	return counts[which];
}

static void get_theme(struct wl_cell *cell, const void *record, size_t index)
{
	(void)index;
	wl_cell_text(cell, ((const struct wl_agreed *)record)->theme);
}

static void get_count(struct wl_cell *cell, const void *record, size_t which)
{
	int n = count(record, which);

	if (n >= 0)
		wl_cell_int(cell, n);
}

void theme_figure(char text[32], double value, int decimals)
{
	long long scaled, unit = decimals == 2 ? 100 : 10000;

	text[0] = '\0';
	if (isnan(value))
		return;
	scaled = llround(fabs(value) * (double)unit);
	snprintf(text, 32, "%s%lld.%0*lld", value < 0 && scaled ? "-" : "",
		scaled / unit, decimals, scaled % unit);
}

static void get_figure(struct wl_cell *cell, const void *record, size_t which)
{
	theme_figure(cell->scratch, figure(record, which), 4);
	wl_cell_amount(cell, cell->scratch);
}

static void get_verdict(struct wl_cell *cell, const void *record, size_t index)
{
	const struct wl_agreed *row = record;

	(void)index;
	wl_cell_text(cell, wl_agreement_verdict(row->alpha));
}

static const struct wl_column columns[] = {
	{ "theme", get_theme, 0 },
	{ "both", get_count, BOTH },
	{ "first", get_count, FIRST },
	{ "second", get_count, SECOND },
	{ "neither", get_count, NEITHER },
	{ "observed", get_figure, OBSERVED },
	{ "prevalence", get_figure, PREVALENCE },
	{ "positive", get_figure, POSITIVE },
	{ "kappa", get_figure, KAPPA },
	{ "alpha", get_figure, ALPHA },
	{ "verdict", get_verdict, 0 },
};

void theme_agreement_table(struct wl_buf *out, enum wl_format format,
	const struct wl_agreement *agreement)
{
	struct wl_table table = { .out = out,
		.format = format,
		.name = "themes",
		.columns = columns,
		.ncolumns = WL_LEN(columns) };

	wl_table_write(&table, agreement->themes, agreement->nthemes,
		sizeof(*agreement->themes));
}

static void theme_json(struct wl_json *json, const struct wl_agreed *row)
{
	wl_json_object(json, NULL);
	wl_json_string(json, "theme", row->theme);
	for (size_t i = BOTH; i <= NEITHER; i++) {
		if (count(row, i) < 0)
			wl_json_null(json, columns[1 + i].name);
		else
			wl_json_int(json, columns[1 + i].name, count(row, i));
	}
	for (size_t i = OBSERVED; i <= ALPHA; i++)
		wl_json_number(json, columns[5 + i].name, figure(row, i));
	wl_json_string(json, "verdict",
		isnan(row->alpha) ? NULL : wl_agreement_verdict(row->alpha));
	wl_json_end_object(json);
}

static void sign_json(struct wl_json *json, const char *key, bool has, int sign)
{
	if (has)
		wl_json_int(json, key, sign);
	else
		wl_json_null(json, key);
}

static void disagreement_json(
	struct wl_json *json, const struct wl_disagreed *one)
{
	wl_json_object(json, NULL);
	wl_json_string(json, "interview", one->interview->id);
	wl_json_string(json, "passage", one->passage->id);
	wl_json_string(json, "path", one->interview->path);
	wl_json_int(json, "line", one->passage->line);
	wl_json_string(json, "coder", one->coder);
	wl_json_string(json, "theme", one->theme);
	sign_json(json, "first", one->first, one->first_sign);
	sign_json(json, "second", one->second, one->second_sign);
	wl_json_end_object(json);
}

void theme_agreement_json(
	struct wl_buf *out, const struct wl_agreement *agreement)
{
	struct wl_json json;

	wl_json_init(&json, out, false);
	wl_json_object(&json, NULL);
	wl_json_int(&json, "winloss", 1);
	wl_json_array(&json, "coders");
	for (size_t i = 0; i < agreement->ncoders; i++)
		wl_json_string(&json, NULL, agreement->coders[i]);
	wl_json_end_array(&json);
	wl_json_int(&json, "passages", (long long)agreement->passages);
	wl_json_int(&json, "open", (long long)agreement->open);
	wl_json_int(&json, "lost", (long long)agreement->lost);
	wl_json_array(&json, "themes");
	for (size_t i = 0; i < agreement->nthemes; i++)
		theme_json(&json, &agreement->themes[i]);
	wl_json_end_array(&json);
	wl_json_array(&json, "disagreements");
	for (size_t i = 0; i < agreement->ndisagreed; i++)
		disagreement_json(&json, &agreement->disagreed[i]);
	wl_json_end_array(&json);
	wl_json_end_object(&json);
}

/* --- What was drawn --- */

enum { INTERVIEW, CODER, PATH };

static void get_drawn(struct wl_cell *cell, const void *record, size_t which)
{
	const struct theme_drawn *drawn = record;
	const char *const texts[] = {
		[INTERVIEW] = drawn->interview,
		[CODER] = drawn->coder,
		[PATH] = drawn->path,
	};

	wl_cell_text(cell, texts[which]);
}

static void get_passages(struct wl_cell *cell, const void *record, size_t index)
{
	(void)index;
	wl_cell_list(
		cell, &((const struct theme_drawn *)record)->passages, " ");
}

static const struct wl_column drawn_columns[] = {
	{ "interview", get_drawn, INTERVIEW },
	{ "coder", get_drawn, CODER },
	{ "path", get_drawn, PATH },
	{ "passages", get_passages, 0 },
};

void theme_drawn_table(struct wl_buf *out, enum wl_format format,
	const struct theme_drawn *drawn, size_t n)
{
	struct wl_table table = { .out = out,
		.format = format,
		.name = "codings",
		.columns = drawn_columns,
		.ncolumns = WL_LEN(drawn_columns) };

	wl_table_write(&table, drawn, n, sizeof(*drawn));
}
