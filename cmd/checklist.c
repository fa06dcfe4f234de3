/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "checklist.h"

#include "base/file.h"
#include "base/utf8.h"
#include "store/layout.h"
#include "text/json.h"

/* The interviewee's name, from the file that only this machine has. */
static void add_name(
	struct wl_buf *out, const struct session *session, const char *key)
{
	struct wl_buf file = WL_BUF_INIT;
	struct wl_yaml *people;
	struct wl_arena arena;
	const char *name = NULL;

	wl_arena_init(&arena);
	if (key && !wl_file_read(&file, session->place.dir, WL_PEOPLE_FILE,
			   WL_YAML_MAX, NULL)) {
		struct wl_source source = {
			.path = WL_PEOPLE_FILE, .bytes = file.s, .n = file.n
		};

		if (!wl_source_check(&source, WL_YAML_MAX, NULL) &&
			!wl_yaml_parse(
				&people, &arena, &source, 0, file.n, NULL))
			name = wl_yaml_text(wl_yaml_get(people, key), "name");
	}
	if (name)
		wl_buf_addf(out, ", with %s", name);
	wl_arena_release(&arena);
	wl_buf_release(&file);
}

void checklist_title(struct wl_buf *out, const struct session *session,
	const struct wl_interview *interview)
{
	struct wl_buf line = WL_BUF_INIT;

	wl_buf_adds(&line, interview->id);
	if (interview->account && *interview->account)
		wl_buf_addf(&line, "  %s", interview->account);
	if (interview->internal)
		wl_buf_adds(&line, "  internal");
	else
		wl_buf_addf(&line, "  %s", wl_outcomes[interview->outcome]);
	if (interview->competitor)
		wl_buf_addf(&line, ", against %s",
			wl_programme_competitor_name(&session->corpus.programme,
				interview->competitor));
	if (session->names)
		add_name(&line, session, interview->interviewee);
	wl_utf8_visible(out, line.s, false);
	wl_buf_addc(out, '\n');
	wl_buf_release(&line);
}

void checklist_text(struct wl_buf *out, const struct session *session,
	const struct check_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *mark = rows[i].done ? "[x]" : "[ ]";

		if (session->colour)
			wl_buf_addf(out, "  \033[%sm%s\033[0m",
				rows[i].done ? "32" : "33", mark);
		else
			wl_buf_addf(out, "  %s", mark);
		/* A command that does not fit stands on a line of its own */
		if (37 + wl_utf8_width(rows[i].detail) > (size_t)session->width)
			wl_buf_addf(out, " %s\n      ", rows[i].label);
		else
			wl_buf_addf(out, " %-30s ", rows[i].label);
		wl_utf8_visible(out, rows[i].detail, false);
		wl_buf_rtrim(out);
		wl_buf_addc(out, '\n');
	}
}

void checklist_json(struct wl_buf *out, const struct wl_interview *interview,
	const char *key, const struct check_row *rows, size_t n)
{
	struct wl_json json;

	wl_json_init(&json, out, false);
	wl_json_object(&json, NULL);
	wl_json_int(&json, "winloss", 1);
	wl_json_string(&json, "interview", interview->id);
	wl_json_string(&json, "path", interview->path);
	wl_json_array(&json, key);
	for (size_t i = 0; i < n; i++) {
		wl_json_object(&json, NULL);
		wl_json_string(&json, "id", rows[i].id);
		wl_json_string(&json, "what", rows[i].label);
		wl_json_bool(&json, "done", rows[i].done);
		wl_json_string(&json, rows[i].done ? "when" : "command",
			*rows[i].detail ? rows[i].detail : NULL);
		wl_json_null(&json, rows[i].done ? "command" : "when");
		if (rows[i].clock) {
			wl_json_string(&json, "due",
				*rows[i].due ? rows[i].due : NULL);
			wl_json_bool(&json, "late", rows[i].late);
		}
		wl_json_end_object(&json);
	}
	wl_json_end_array(&json);
	wl_json_end_object(&json);
}

void checklist_fill(struct check_row *row, const struct wl_done *done,
	const char *command, const char *interview)
{
	char date[WL_DATE_TEXT];

	row->done = done->day != WL_NO_DAY;
	if (row->done)
		snprintf(row->detail, sizeof(row->detail), "%s %s",
			wl_day_format(done->day, date),
			done->person ? done->person : "");
	else
		snprintf(row->detail, sizeof(row->detail), command, interview);
}
