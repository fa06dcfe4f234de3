/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done and to do behind an interview, and who gets what. */
#include "base/strv.h"
#include "checklist.h"
#include "note.h"
#include "notes.h"

#define WITHDRAWN "  withdrawn: it counts no more, and nothing is to be done"

enum { ROW_NOTES, ROW_HYPOTHESIS, ROW_CODED, ROW_AFTER };
#define ROWS (ROW_AFTER + WL_AFTERS)

static const struct {
	const char *label, *command;
} after_rows[WL_AFTERS] = {
	[WL_AFTER_THANKED] = { "thank-you note sent",
		"winloss note %s --thanked" },
	[WL_AFTER_CONFIRMED] = { "AE told that it took place",
		"winloss note %s --confirmed" },
	[WL_AFTER_SELLER_REVIEWED] = { "AE reviewed the notes",
		"winloss note %s --seller-review TEXT" },
	[WL_AFTER_PUBLISHED] = { "summary published",
		"winloss note %s --published" },
	[WL_AFTER_SHARED] = { "shared with its consumers",
		"winloss note %s --shared" },
};

static void fill_notes(struct check_row *row, const struct session *session,
	const struct wl_interview *interview, bool json)
{
	struct wl_time due = wl_interview_notes_due(
		interview, session->corpus.programme.thresholds.note_hours);
	struct wl_buf clock = WL_BUF_INIT;

	row->id = "noted";
	row->label = "three notes";
	row->done = interview->noted.set;
	row->clock = true;
	wl_time_format(&due, row->due);
	row->late = notes_late(session, interview);
	notes_clock(&clock, session, interview);
	if (row->done)
		snprintf(row->detail, sizeof(row->detail), "%s", clock.s);
	else
		snprintf(row->detail, sizeof(row->detail),
			"%s%swinloss note %s", json ? "" : clock.s,
			json ? "" : ": ", interview->id);
	wl_buf_release(&clock);
}

static void fill_coded(struct check_row *row, const struct session *session,
	const struct wl_interview *interview, bool json)
{
	struct wl_done done = { interview->coded, NULL };
	size_t n = note_untagged(session, interview);

	row->id = "coded";
	row->label = "passages tagged";
	checklist_fill(row, &done, "winloss note %s --code", interview->id);
	if (n && !json)
		snprintf(row->detail, sizeof(row->detail),
			"%zu without a theme: winloss note %s --code", n,
			interview->id);
	else if (n)
		snprintf(row->detail, sizeof(row->detail),
			"winloss note %s --code", interview->id);
	row->done &= !n;
}

static void fill_rows(struct check_row rows[ROWS],
	const struct session *session, const struct wl_interview *interview,
	bool json)
{
	struct check_row *row = &rows[ROW_HYPOTHESIS];

	fill_notes(&rows[ROW_NOTES], session, interview, json);
	row->id = "hypothesis";
	row->label = "hypothesis judged";
	row->done = interview->hypothesis != WL_VERDICT_NONE;
	if (row->done)
		snprintf(row->detail, sizeof(row->detail), "%s",
			wl_verdicts[interview->hypothesis]);
	else
		snprintf(row->detail, sizeof(row->detail),
			"winloss note %s --hypothesis VERDICT", interview->id);
	fill_coded(&rows[ROW_CODED], session, interview, json);
	for (int i = 0; i < WL_AFTERS; i++) {
		rows[ROW_AFTER + i].id = wl_afters[i];
		rows[ROW_AFTER + i].label = after_rows[i].label;
		checklist_fill(&rows[ROW_AFTER + i], &interview->after[i],
			after_rows[i].command, interview->id);
	}
}

static bool speaks_of(const struct wl_interview *interview, const char *theme)
{
	for (size_t i = 0; i < interview->npassages; i++)
		for (size_t j = 0; j < interview->passages[i].ntags; j++)
			if (wl_streq(interview->passages[i].tags[j].theme,
				    theme))
				return true;
	return false;
}

/* Who acts on the themes of this interview, each with the themes. */
static void add_consumers(struct wl_buf *out, const struct session *session,
	const struct wl_interview *interview)
{
	const struct wl_codebook *codebook = &session->corpus.codebook;
	struct wl_strv people;

	wl_strv_init(&people);
	for (size_t i = 0; i < codebook->n; i++)
		if (codebook->themes[i].consumer &&
			speaks_of(interview, codebook->themes[i].id))
			wl_strv_add_once(&people, codebook->themes[i].consumer);
	wl_strv_sort(&people);
	for (size_t p = 0; p < people.n; p++) {
		wl_buf_addf(out, "  for %s:", people.v[p]);
		for (size_t i = 0; i < codebook->n; i++)
			if (wl_streq(codebook->themes[i].consumer,
				    people.v[p]) &&
				speaks_of(interview, codebook->themes[i].id))
				wl_buf_addf(out, " %s", codebook->themes[i].id);
		wl_buf_addc(out, '\n');
	}
	wl_strv_release(&people);
}

static void add_next(struct wl_buf *out, const struct wl_interview *interview)
{
	if (!wl_interview_held(interview))
		wl_buf_addf(out, "not held yet: winloss interview %s\n",
			interview->id);
	else if (interview->after[WL_AFTER_PUBLISHED].day == WL_NO_DAY)
		wl_buf_addf(out, "the summary: winloss export summary %s\n",
			interview->id);
}

int note_show(struct session *session, enum wl_format format,
	const struct wl_interview *interview, struct wl_err *err)
{
	struct check_row rows[ROWS] = { 0 };
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	fill_rows(rows, session, interview, format == WL_JSON);
	if (format == WL_JSON) {
		checklist_json(&out, interview, "steps", rows, ROWS);
	} else if (interview->status == WL_WITHDRAWN) {
		checklist_title(&out, session, interview);
		wl_buf_adds(&out, WITHDRAWN "\n");
	} else {
		checklist_title(&out, session, interview);
		checklist_text(&out, session, rows, ROWS);
		if (interview->after[WL_AFTER_SHARED].day == WL_NO_DAY)
			add_consumers(&out, session, interview);
		add_next(&out, interview);
	}
	rc = session_print(session, &out, err);
	wl_buf_release(&out);
	return rc;
}
