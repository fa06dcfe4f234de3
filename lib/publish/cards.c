/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/cards.h"
#include "publish/table.h"

/* The queue */

static int rank_of(const struct wl_card_trust *one)
{
	static const int ranks[] = {
		[WL_UNVERIFIED] = 0,
		[WL_DUE] = 1,
		[WL_VERIFIED] = 2,
		[WL_RETIRED] = 3,
	};

	return ranks[one->state];
}

/* What has no last day comes behind what is overdue or will be. */
static int by_due(const struct wl_card_trust *a, const struct wl_card_trust *b)
{
	if (a->due == b->due)
		return wl_card_order(a->card, b->card);
	if (a->due == WL_NO_DAY || b->due == WL_NO_DAY)
		return a->due == WL_NO_DAY ? 1 : -1;
	return a->due < b->due ? -1 : 1;
}

static int compare(const void *a, const void *b)
{
	const struct wl_card_trust *x = *(const struct wl_card_trust *const *)a;
	const struct wl_card_trust *y = *(const struct wl_card_trust *const *)b;
	int order = rank_of(x) - rank_of(y);

	return order ? order : by_due(x, y);
}

void wl_card_list_sort(struct wl_card_list *list)
{
	if (list->n)
		qsort(list->v, list->n, sizeof(*list->v), compare);
}

/* Columns */

enum { ID, TYPE, TITLE, VERIFIER, BY, PATH, COMPETITOR, OWNER, NEXT };
enum { STATE, REASON, AUDIENCE };
enum { VERIFIED, DUE, RETIRED };
enum { CLAIMS, UNPROVEN, FALLEN, EVERY };

static const struct wl_card *card_of(const void *record)
{
	return ((const struct wl_card_trust *)record)->card;
}

static void get_text(struct wl_cell *cell, const void *record, size_t which)
{
	const struct wl_card *card = card_of(record);
	const char *const texts[] = {
		[ID] = card->id,
		[TYPE] = wl_card_types[card->type],
		[TITLE] = card->title,
		[VERIFIER] = card->verifier,
		[BY] = card->verified_by,
		[PATH] = card->path,
		[COMPETITOR] = card->competitor,
		[OWNER] = card->owner,
		[NEXT] = card->replaced_by,
	};

	wl_cell_text(cell, texts[which]);
}

static void get_state(struct wl_cell *cell, const void *record, size_t which)
{
	const struct wl_card_trust *one = record;
	const char *const texts[] = {
		[STATE] = wl_card_states[one->state],
		[REASON] = wl_card_reasons[one->reason],
		[AUDIENCE] = one->card->external ? "external" : "internal",
	};

	wl_cell_text(cell, texts[which]);
}

static void get_day(struct wl_cell *cell, const void *record, size_t which)
{
	const struct wl_card_trust *one = record;
	const wl_day days[] = {
		[VERIFIED] = one->card->verified,
		[DUE] = one->due,
		[RETIRED] = one->card->retired,
	};

	wl_cell_day(cell, days[which]);
}

static void get_count(struct wl_cell *cell, const void *record, size_t which)
{
	const struct wl_card_trust *one = record;
	const int counts[] = {
		[CLAIMS] = (int)one->nclaims,
		[UNPROVEN] = one->unproven,
		[FALLEN] = one->fallen,
		[EVERY] = one->days,
	};

	wl_cell_int(cell, counts[which]);
}

static const struct wl_column columns[] = {
	{ "id", get_text, ID },
	{ "type", get_text, TYPE },
	{ "title", get_text, TITLE },
	{ "state", get_state, STATE },
	{ "reason", get_state, REASON },
	{ "verifier", get_text, VERIFIER },
	{ "verified", get_day, VERIFIED },
	{ "verified_by", get_text, BY },
	{ "due", get_day, DUE },
	{ "every", get_count, EVERY },
	{ "claims", get_count, CLAIMS },
	{ "unproven", get_count, UNPROVEN },
	{ "fallen", get_count, FALLEN },
	{ "competitor", get_text, COMPETITOR },
	{ "owner", get_text, OWNER },
	{ "audience", get_state, AUDIENCE },
	{ "retired", get_day, RETIRED },
	{ "replaced_by", get_text, NEXT },
	{ "path", get_text, PATH },
};

static void put_score(struct wl_json *json, const void *context)
{
	const struct wl_trust *trust = context;

	wl_json_object(json, "trust");
	wl_json_int(json, "verified", trust->verified);
	wl_json_int(json, "unverified", trust->unverified);
	wl_json_int(json, "retired", trust->retired);
	wl_json_number(json, "score", trust->score);
	wl_json_number(json, "bar", WL_TRUST_BAR);
	wl_json_end_object(json);
}

void wl_publish_cards(struct wl_buf *out, const struct wl_card_list *list,
	enum wl_format format)
{
	struct wl_table table = { .out = out,
		.format = format,
		.name = "cards",
		.columns = columns,
		.ncolumns = WL_LEN(columns),
		.more = put_score,
		.context = list->trust };

	wl_table_begin(&table);
	for (size_t i = 0; i < list->n; i++)
		wl_table_row(&table, list->v[i]);
	wl_table_end(&table);
}
