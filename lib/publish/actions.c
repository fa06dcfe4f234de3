/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions of all reviews. */
#include "publish/phrase.h"
#include "publish/review.h"
#include "publish/table.h"

struct row {
	const struct wl_owed *owed;
	wl_day today;
};

enum { ID, REVIEW, WHAT, OWNER, OUTCOME, CLAIM, STATE, REASON };
enum { DEADLINE, DONE };

static void get_text(struct wl_cell *cell, const void *record, size_t which)
{
	const struct wl_owed *owed = ((const struct row *)record)->owed;
	const char *const texts[] = {
		[ID] = owed->action->id,
		[REVIEW] = owed->review->id,
		[WHAT] = owed->action->what,
		[OWNER] = owed->action->owner,
		[OUTCOME] = owed->action->outcome,
		[CLAIM] = owed->action->claim,
		[STATE] = wl_action_states[owed->state],
		[REASON] = owed->action->reason,
	};

	wl_cell_text(cell, texts[which]);
}

static void get_day(struct wl_cell *cell, const void *record, size_t which)
{
	const struct wl_action *action =
		((const struct row *)record)->owed->action;

	wl_cell_day(cell, which == DEADLINE ? action->deadline : action->done);
}

static void get_late(struct wl_cell *cell, const void *record, size_t index)
{
	const struct row *row = record;

	(void)index;
	wl_cell_int(cell, row->owed->state == WL_ACTION_OVERDUE
				  ? row->today - row->owed->action->deadline
				  : 0);
}

static const struct wl_column columns[] = {
	{ "id", get_text, ID },
	{ "review", get_text, REVIEW },
	{ "what", get_text, WHAT },
	{ "owner", get_text, OWNER },
	{ "deadline", get_day, DEADLINE },
	{ "outcome", get_text, OUTCOME },
	{ "state", get_text, STATE },
	{ "days", get_late, 0 },
	{ "done", get_day, DONE },
	{ "claim", get_text, CLAIM },
	{ "reason", get_text, REASON },
};

static void as_table(struct wl_buf *out, const struct wl_owed *owed, size_t n,
	enum wl_format format, wl_day today)
{
	struct wl_table table = { .out = out,
		.format = format,
		.name = "actions",
		.columns = columns,
		.ncolumns = WL_LEN(columns) };

	wl_table_begin(&table);
	for (size_t i = 0; i < n; i++)
		wl_table_row(&table, &(const struct row){ &owed[i], today });
	wl_table_end(&table);
}

static void on_screen(struct wl_screen *screen, const struct wl_owed *owed,
	size_t n, wl_day today)
{
	int counts[4] = { 0 };

	for (size_t i = 0; i < n; i++)
		counts[owed[i].state]++;
	for (size_t i = 0; i < n; i++)
		wl_review_text_action(screen, &owed[i], today);
	if (!n) {
		wl_screen_put(screen, WL_PLAIN, "No review agreed on actions.");
	} else {
		wl_screen_end(screen);
		wl_screen_putf(screen, WL_FAINT,
			"%d overdue, %d open, %d done, %d declined",
			counts[WL_ACTION_OVERDUE], counts[WL_ACTION_OPEN],
			counts[WL_ACTION_DONE], counts[WL_ACTION_DECLINED]);
	}
	wl_screen_end(screen);
}

void wl_actions_publish(struct wl_buf *out, const struct wl_owed *owed,
	size_t n, enum wl_format format, wl_day today,
	const struct wl_look *look)
{
	struct wl_screen screen;

	if (format != WL_TEXT) {
		as_table(out, owed, n, format, today);
		return;
	}
	wl_screen_init(&screen, out, look);
	on_screen(&screen, owed, n, today);
	wl_screen_release(&screen);
}
