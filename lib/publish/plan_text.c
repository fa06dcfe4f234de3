/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/plan.h"
#include "publish/screen.h"

#define MARK 4  /* column of a task's words */
#define WHEN 30 /* columns of when it is due */
#define SEPARATOR " · "
#define DONE_MARK "✓"
#define LATE_MARK "!"
#define NOW_MARK "▸"
#define LATER_MARK "·"

void wl_plan_when(struct wl_buf *out, const struct wl_planned *planned)
{
	char day[WL_DATE_TEXT];

	if (planned->state == WL_TASK_DONE) {
		wl_buf_addf(out, "done %s", wl_day_format(planned->done, day));
		return;
	}
	wl_buf_addf(out, "due %s", wl_day_format(planned->due, day));
	if (planned->state == WL_TASK_LATE)
		wl_buf_addf(out, ", %d day%s late", planned->days,
			planned->days == 1 ? "" : "s");
	else if (!planned->days)
		wl_buf_adds(out, ", today");
}

void wl_plan_counted(struct wl_buf *out, const struct wl_planned *planned)
{
	if (planned->task->target)
		wl_buf_addf(
			out, "%d of %d", planned->count, planned->task->target);
}

static const struct {
	const char *mark;
	enum wl_style style, words;
} looks[] = {
	[WL_TASK_LATE] = { LATE_MARK, WL_AGAINST, WL_STRONG },
	[WL_TASK_NOW] = { NOW_MARK, WL_ACCENT, WL_PLAIN },
	[WL_TASK_LATER] = { LATER_MARK, WL_FAINT, WL_PLAIN },
	[WL_TASK_DONE] = { DONE_MARK, WL_FOR, WL_FAINT },
};

/* Who, how far, when, and what it is called by. */
static void put_facts(
	struct wl_screen *screen, const struct wl_planned *planned)
{
	struct wl_buf facts = WL_BUF_INIT, when = WL_BUF_INIT;

	wl_plan_when(&when, planned);
	wl_buf_addf(&facts, "%s" SEPARATOR "%s", planned->task->id,
		planned->owner ? planned->owner : "nobody");
	if (planned->task->target) {
		wl_buf_adds(&facts, SEPARATOR);
		wl_plan_counted(&facts, planned);
		wl_buf_addf(
			&facts, " %s", wl_plan_counts[planned->task->counts]);
	}
	wl_screen_space(screen, MARK);
	wl_screen_put(screen, WL_FAINT, facts.s);
	wl_screen_space(screen, 2);
	wl_screen_place(screen,
		planned->state == WL_TASK_LATE ? WL_AGAINST : WL_FAINT, when.s,
		MARK);
	wl_screen_end(screen);
	wl_buf_release(&facts);
	wl_buf_release(&when);
}

static void put_task(struct wl_screen *screen, const struct wl_planned *planned)
{
	wl_screen_space(screen, 2);
	wl_screen_put(screen, looks[planned->state].style,
		looks[planned->state].mark);
	wl_screen_to(screen, MARK);
	wl_screen_wrap(
		screen, looks[planned->state].words, planned->task->what, MARK);
	wl_screen_end(screen);
	put_facts(screen, planned);
}

/* The weeks of a phase's tasks, from the first to the last. */
static void weeks_of(
	const struct wl_planning *planning, int phase, int weeks[2])
{
	weeks[0] = WL_PLAN_WEEKS;
	weeks[1] = 1;
	for (size_t i = 0; i < planning->ntasks; i++) {
		const struct wl_task *task = planning->tasks[i].task;

		if ((int)task->phase != phase)
			continue;
		if (task->weeks[0] < weeks[0])
			weeks[0] = task->weeks[0];
		if (task->weeks[1] > weeks[1])
			weeks[1] = task->weeks[1];
	}
}

static void put_phase(
	struct wl_screen *screen, const struct wl_planning *planning, int phase)
{
	const int *done = planning->phases[phase];
	int weeks[2];

	if (!done[1])
		return;
	weeks_of(planning, phase, weeks);
	wl_screen_end(screen);
	wl_screen_put(screen, WL_STRONG, wl_phase_titles[phase]);
	wl_screen_space(screen, 2);
	wl_screen_putf(screen, WL_FAINT, "weeks %d–%d · %d of %d done",
		weeks[0], weeks[1], done[0], done[1]);
	if (planning->week >= weeks[0] && planning->week <= weeks[1])
		wl_screen_space(screen, 2);
	if (planning->week >= weeks[0] && planning->week <= weeks[1])
		wl_screen_place(screen, WL_ACCENT, "now", 0);
	wl_screen_end(screen);
	for (size_t i = 0; i < planning->ntasks; i++)
		if ((int)planning->tasks[i].task->phase == phase)
			put_task(screen, &planning->tasks[i]);
}

/* One more thing of the same line. */
static void WL_PRINTF(3, 4) put_also(
	struct wl_screen *screen, enum wl_style style, const char *fmt, ...)
{
	va_list ap;
	char text[200];

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	wl_screen_space(screen, 1);
	wl_screen_put(screen, WL_FAINT, "·");
	wl_screen_space(screen, 1);
	wl_screen_put(screen, style, text);
}

static void put_head(struct wl_screen *screen, const struct wl_corpus *corpus,
	const struct wl_planning *planning)
{
	const struct wl_plan *plan = planning->plan;
	char from[WL_DATE_TEXT], to[WL_DATE_TEXT];

	wl_screen_product(screen, corpus);
	wl_screen_putf(screen, WL_PLAIN, "plan %s, %s to %s", plan->id,
		wl_day_format(plan->start, from),
		wl_day_format(wl_plan_end(plan), to));
	wl_screen_end(screen);
	if (!planning->week)
		wl_screen_putf(screen, WL_FAINT, "begins in %d day%s",
			plan->start - planning->today,
			plan->start - planning->today == 1 ? "" : "s");
	else if (planning->today > wl_plan_end(plan))
		wl_screen_put(screen, WL_FAINT, "is over");
	else
		wl_screen_putf(screen, WL_FAINT, "week %d of %d",
			planning->week, WL_PLAN_WEEKS);
	put_also(screen, WL_FAINT, "%d of %zu tasks done",
		planning->states[WL_TASK_DONE], planning->ntasks);
	if (planning->states[WL_TASK_LATE])
		put_also(screen, WL_AGAINST, "%d late",
			planning->states[WL_TASK_LATE]);
	if (plan->segment)
		put_also(screen, WL_FAINT, "%s", plan->segment);
	if (plan->use_case)
		put_also(screen, WL_FAINT, "%s", plan->use_case);
	wl_screen_end(screen);
}

/* "late: stakeholders (43 days), buyers (43)" */
static void put_late(
	struct wl_screen *screen, const struct wl_planning *planning)
{
	struct wl_buf late = WL_BUF_INIT;

	for (size_t i = 0; i < planning->ntasks; i++) {
		const struct wl_planned *one = &planning->tasks[i];

		if (one->state != WL_TASK_LATE)
			continue;
		wl_buf_addf(&late, "%s%s (%d%s)",
			late.n ? ", " : "late: ", one->task->id, one->days,
			late.n           ? ""
			: one->days == 1 ? " day"
					 : " days");
	}
	if (late.n)
		wl_screen_paragraph(screen, WL_AGAINST, late.s, 0);
	wl_buf_release(&late);
}

static void put_retro(
	struct wl_screen *screen, const char *title, const char *words)
{
	if (!words)
		return;
	wl_screen_end(screen);
	wl_screen_put(screen, WL_STRONG, title);
	wl_screen_end(screen);
	wl_screen_paragraph(screen, WL_PLAIN, words, 2);
}

/* What brings a counted task on. */
static const char *const commands[] = {
	[WL_COUNT_NOTHING] = NULL,
	[WL_COUNT_INTERNAL] = "winloss prep --internal TITLE",
	[WL_COUNT_EXTERNAL] = "winloss prep --suggest",
	[WL_COUNT_CARDS] = "winloss card list",
	[WL_COUNT_BRIEFS] = "winloss card new proof-point <id>",
	[WL_COUNT_FLAGS] = "winloss note --field rep",
	[WL_COUNT_REVIEWS] = "winloss review",
};

/* What comes next: the first late task, else the first one of now. */
static void put_next(
	struct wl_screen *screen, const struct wl_planning *planning)
{
	const struct wl_planned *next = NULL;
	const char *command;

	for (size_t i = 0; i < planning->ntasks; i++) {
		const struct wl_planned *one = &planning->tasks[i];

		if (one->state <= WL_TASK_NOW &&
			(!next || one->state < next->state ||
				(one->state == next->state &&
					one->due < next->due)))
			next = one;
	}
	if (!next)
		return;
	wl_screen_end(screen);
	command = commands[next->task->counts];
	if (command)
		wl_screen_put(screen, WL_ACCENT, command);
	else
		wl_screen_putf(screen, WL_ACCENT, "winloss plan done %s",
			next->task->id);
	wl_screen_space(screen, 2);
	wl_screen_putf(screen, WL_FAINT, "%s '%s'%s",
		command ? "brings" : "when", next->task->id,
		command ? " on" : " is done");
	wl_screen_end(screen);
}

void wl_publish_plan_text(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_planning *planning, const struct wl_look *look)
{
	struct wl_screen screen;

	wl_screen_init(&screen, out, look);
	put_head(&screen, corpus, planning);
	put_late(&screen, planning);
	for (int i = 0; i < WL_PHASES; i++)
		put_phase(&screen, planning, i);
	put_retro(&screen, "What drove results", planning->plan->drove);
	put_retro(&screen, "What failed", planning->plan->failed);
	put_next(&screen, planning);
	wl_screen_release(&screen);
}
