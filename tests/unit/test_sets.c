/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which deals of a group have which theme. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "study/sample.h"
#include "study/sets.h"

#define UNITS 130 /* more than fill two words */

static struct wl_arena arena;
static struct wl_sample sample;
static struct wl_sets sets;

static void respond(struct wl_unit *unit, const struct wl_coded *coded)
{
	struct wl_respondent *one = wl_arena_alloc(&arena, sizeof(*one));

	one->coded = coded;
	*(unit->last ? &unit->last->next : &unit->first) = one;
	unit->last = one;
}

/* Theme 7 is in every deal, 3 in each second one; who says nothing comes
 * first.  The group has them the other way round. */
static int setup(void **state)
{
	static const struct wl_mark marks[] = { { .theme = 7 }, { .theme = 7 },
		{ .theme = 3 } };
	static const struct wl_coded silent,
		odd = { .marks = marks, .nmarks = 2 };
	static const struct wl_coded even = { .marks = marks, .nmarks = 3 };
	struct wl_theme_row rows[] = { { .number = 3 }, { .number = 7 } };
	struct wl_group group = { .themes = rows, .nthemes = 2 };
	struct wl_marks numbered = { .nthemes = 8 };

	(void)state;
	wl_arena_init(&arena);
	sample = (struct wl_sample){ .units = UNITS };
	for (int i = 0; i < UNITS; i++) {
		struct wl_unit *unit = wl_arena_alloc(&arena, sizeof(*unit));

		respond(unit, &silent);
		respond(unit, i % 2 ? &odd : &even);
		*(sample.last ? &sample.last->next : &sample.first) = unit;
		sample.last = unit;
	}
	wl_sets_make(&sets, &arena, &group, &numbered, &sample);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	wl_arena_release(&arena);
	return 0;
}

static int both(const uint64_t *a, const uint64_t *b)
{
	return wl_sets_both(&sets, a, b);
}

static void a_deal_counts_once(void **state)
{
	const uint64_t *half = wl_sets_theme(&sets, 0);
	const uint64_t *all = wl_sets_theme(&sets, 1);

	(void)state;
	assert_int_equal(both(all, all), UNITS);
	assert_int_equal(both(half, half), UNITS / 2);
	assert_int_equal(both(half, all), UNITS / 2);
}

static void any_set_is_compared(void **state)
{
	const uint64_t *half = wl_sets_theme(&sets, 0);
	uint64_t *some = wl_sets_none(&sets, &arena);

	(void)state;
	assert_int_equal(both(half, some), 0);
	wl_set_add(some, 0);
	wl_set_add(some, 63); /* without the theme */
	wl_set_add(some, 64);
	wl_set_add(some, 128);
	wl_set_add(some, 128);
	assert_int_equal(both(half, some), 3);
	assert_int_equal(both(some, some), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_deal_counts_once, setup, teardown),
		cmocka_unit_test_setup_teardown(
			any_set_is_compared, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
