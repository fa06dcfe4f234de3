/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/due.h"

static const struct wl_due_kind *const families[] = {
	wl_due_begin,
	wl_due_interviews,
	wl_due_rhythm,
	wl_due_cards,
	wl_due_sample,
};

const struct wl_due_kind *wl_due_kind_at(size_t i)
{
	for (size_t f = 0; f < WL_LEN(families); f++)
		for (const struct wl_due_kind *k = families[f]; k->name; k++)
			if (!i--)
				return k;
	return NULL;
}

struct wl_due_item *wl_due_add(struct wl_dues_list *list, const char *subject,
	wl_day due, const char *fmt, ...)
{
	struct wl_due_item *item;
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	WL_GROW(list->v, list->n, list->cap);
	item = &list->v[list->n++];
	*item = (struct wl_due_item){ .kind = list->kind,
		.order = list->order,
		.what = wl_arena_strdup(&list->arena, text),
		.subject = wl_arena_strdup(&list->arena, subject),
		.since = WL_NO_DAY,
		.due = due };
	if (due != WL_NO_DAY)
		item->days = list->today - due;
	item->overdue = item->days > 0;
	return item;
}

void wl_due_command(struct wl_dues_list *list, const char *fmt, ...)
{
	char text[300];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	list->v[list->n - 1].command = wl_arena_strdup(&list->arena, text);
}

static int rank(const struct wl_due_item *item)
{
	if (item->overdue) /* only a clock runs out within the day */
		return item->days ? 1 : 0;
	return item->due != WL_NO_DAY ? 2 : 3;
}

static int by_need(const void *a, const void *b)
{
	const struct wl_due_item *x = a, *y = b;

	if (rank(x) != rank(y))
		return rank(x) - rank(y);
	if (x->days != y->days)
		return x->days > y->days ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	if (strcmp(x->subject, y->subject))
		return strcmp(x->subject, y->subject);
	return strcmp(x->what, y->what);
}

void wl_due_make(struct wl_dues_list *out, const struct wl_subject *subject)
{
	const struct wl_due_kind *kind;

	memset(out, 0, sizeof(*out));
	out->subject = subject;
	out->now = subject->corpus->as_of;
	out->today = wl_time_day(&out->now);
	for (size_t i = 0; (kind = wl_due_kind_at(i)); i++) {
		out->kind = kind->name;
		out->order = i;
		kind->look(out);
	}
	if (out->n)
		qsort(out->v, out->n, sizeof(*out->v), by_need);
	for (size_t i = 0; i < out->n; i++)
		out->overdue += out->v[i].overdue;
}

void wl_due_release(struct wl_dues_list *list)
{
	free(list->v);
	wl_arena_release(&list->arena);
}
