/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/status.h"

#include <math.h>

#include "publish/calendar.h"
#include "publish/table.h"

/* JSON */

static void write_item(struct wl_json *json, const struct wl_due_item *item)
{
	wl_json_object(json, NULL);
	wl_json_string(json, "kind", item->kind);
	wl_json_string(json, "what", item->what);
	wl_json_string(json, "subject", item->subject);
	wl_json_string(json, "owner", item->owner);
	wl_json_day(json, "since", item->since);
	wl_json_day(json, "due", item->due);
	if (item->due == WL_NO_DAY)
		wl_json_null(json, "days");
	else
		wl_json_int(json, "days", item->days);
	wl_json_bool(json, "overdue", item->overdue);
	wl_json_string(json, "command", item->command);
	wl_json_end_object(json);
}

static void write_share(
	struct wl_json *json, const char *key, const struct wl_share *share)
{
	wl_json_object(json, key);
	wl_json_int(json, "k", share->k);
	if (share->of)
		wl_json_int(json, "of", share->of);
	else
		wl_json_null(json, "of");
	wl_json_int(json, "partly", share->partly);
	wl_json_number(json, "share", wl_share_of(share));
	wl_json_end_object(json);
}

static void write_health(struct wl_json *json, const struct wl_health *health)
{
	wl_json_array(json, "health");
	for (size_t i = 0; health && i < WL_MEASURES; i++) {
		const struct wl_measure *measure = &health->measures[i];

		wl_json_object(json, NULL);
		wl_json_string(json, "name", measure->name);
		write_share(json, "now", &measure->now);
		if (measure->past)
			write_share(json, "before", &measure->before);
		else
			wl_json_null(json, "before");
		wl_json_text(json, "trend", wl_trends[measure->trend]);
		wl_json_number(
			json, "bar", measure->bar > 0 ? measure->bar : NAN);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

void wl_publish_status_json(
	struct wl_buf *out, const struct wl_standing_now *status)
{
	struct wl_json json;

	wl_json_init(&json, out, false);
	wl_json_object(&json, NULL);
	wl_json_int(&json, "winloss", 1);
	wl_json_day(&json, "as_of", status->due->today);
	wl_json_array(&json, "due");
	for (size_t i = 0; i < status->due->n; i++)
		if (wl_status_shows(status, &status->due->v[i]))
			write_item(&json, &status->due->v[i]);
	wl_json_end_array(&json);
	write_health(&json, status->health);
	wl_json_end_object(&json);
}

/* Markdown */

static void put_item(struct wl_buf *out, const struct wl_due_item *item)
{
	struct wl_buf when = WL_BUF_INIT;

	wl_buf_adds(out, "- [ ] ");
	wl_markdown_line(out, item->what);
	if (item->owner) {
		wl_buf_adds(out, " (");
		wl_markdown_line(out, item->owner);
		wl_buf_adds(out, ")");
	}
	wl_status_when(&when, item);
	if (when.n)
		wl_buf_addf(out, item->overdue ? ", **%s**" : ", %s", when.s);
	wl_buf_addf(out, ": `%s`\n", item->command);
	wl_buf_release(&when);
}

static void put_health(struct wl_buf *out, const struct wl_health *health)
{
	wl_buf_addf(out,
		"\n## Health\n\n| | last %d days | the %d before | trend |\n"
		"|---|---|---|---|\n",
		WL_HEALTH_DAYS, WL_HEALTH_DAYS);
	for (size_t i = 0; i < WL_MEASURES; i++) {
		const struct wl_measure *measure = &health->measures[i];

		wl_buf_addf(out, "| %s | ", measure->title);
		wl_status_share(out, &measure->now);
		wl_buf_adds(out, " | ");
		if (measure->past)
			wl_status_share(out, &measure->before);
		wl_buf_addf(out, " | %s |\n", wl_trends[measure->trend]);
	}
}

void wl_publish_status_markdown(
	struct wl_buf *out, const struct wl_standing_now *status)
{
	char day[WL_DATE_TEXT];
	size_t n = 0;

	wl_buf_adds(out, "# ");
	wl_markdown_line(out, status->corpus->programme.product);
	wl_buf_addf(out, ": what is due on %s\n\n",
		wl_day_format(status->due->today, day));
	for (size_t i = 0; i < status->due->n; i++) {
		if (!wl_status_shows(status, &status->due->v[i]))
			continue;
		put_item(out, &status->due->v[i]);
		n++;
	}
	if (!n)
		wl_buf_adds(out, "Nothing is due.\n");
	if (status->health)
		put_health(out, status->health);
}

/* Calendar */

void wl_publish_status_calendar(
	struct wl_buf *out, const struct wl_standing_now *status)
{
	struct wl_buf name = WL_BUF_INIT, more = WL_BUF_INIT;

	wl_buf_addf(&name, "%s: due", status->corpus->programme.product);
	wl_calendar_begin(out, name.s);
	for (size_t i = 0; i < status->due->n; i++) {
		const struct wl_due_item *item = &status->due->v[i];

		if (!wl_status_shows(status, item))
			continue;
		wl_buf_clear(&more);
		wl_buf_addf(&more, "%s%s%s", item->owner ? item->owner : "",
			item->owner ? "\n" : "", item->command);
		wl_calendar_add(out,
			&(struct wl_calendar_entry){ item->kind, item->subject,
				item->due, item->what, more.s },
			&status->corpus->as_of);
	}
	wl_calendar_end(out);
	wl_buf_release(&name);
	wl_buf_release(&more);
}
