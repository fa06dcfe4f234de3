/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <pthread.h>

#include "base/pool.h"

static void few_steps_get_one_worker(void **state)
{
	(void)state;
	assert_int_equal(wl_pool_workers(0), 1);
	assert_int_equal(wl_pool_workers(1), 1);
	assert_int_equal(wl_pool_workers(299), 1);
	assert_in_range(wl_pool_workers(300), 1, 16);
	assert_in_range(wl_pool_workers(SIZE_MAX), 1, 16);
}

struct count {
	unsigned char *calls; /* of each index */
	size_t n;
	size_t steps[16]; /* of each worker */
	bool strayed[16];
};

static void step(void *context, size_t index, size_t worker)
{
	struct count *count = context;

	if (worker >= 16)
		abort();
	if (index >= count->n) {
		count->strayed[worker] = true;
		return;
	}
	count->calls[index]++;
	count->steps[worker]++;
}

static void expect_each_once(size_t n)
{
	struct count count = { .calls = wl_alloc(n), .n = n };
	size_t steps = 0;

	wl_pool_run(n, step, &count);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(count.calls[i], 1);
	for (size_t i = 0; i < 16; i++) {
		assert_false(count.strayed[i]);
		if (i >= wl_pool_workers(n))
			assert_int_equal(count.steps[i], 0);
		steps += count.steps[i];
	}
	assert_int_equal(steps, n);
	free(count.calls);
}

static void each_step_is_done_once(void **state)
{
	static const size_t sizes[] = { 0, 1, 2, 15, 16, 17, 299, 300, 301,
		1000, 65537 };

	(void)state;
	for (size_t i = 0; i < WL_LEN(sizes); i++)
		expect_each_once(sizes[i]);
}

static void note_order(void *context, size_t index, size_t worker)
{
	size_t *next = context;

	if (worker == 0 && index == *next)
		(*next)++;
}

static void one_worker_keeps_the_order(void **state)
{
	size_t next = 0;

	(void)state;
	wl_pool_run(299, note_order, &next);
	assert_int_equal(next, 299);
}

/* One loop after the other: no worker of the last one is still about. */
static void loops_do_not_meet(void **state)
{
	(void)state;
	for (int i = 0; i < 50; i++)
		expect_each_once(400);
}

struct meeting {
	pthread_barrier_t barrier;
	bool here[16];
};

static void meet(void *context, size_t index, size_t worker)
{
	struct meeting *meeting = context;

	(void)index;
	if (meeting->here[worker])
		return;
	meeting->here[worker] = true;
	pthread_barrier_wait(&meeting->barrier);
}

/* Each waits in its first step for all others: one thread would never end. */
static void workers_work_at_the_same_time(void **state)
{
	struct meeting meeting = { .here = { false } };
	unsigned workers = (unsigned)wl_pool_workers(300);

	(void)state;
	pthread_barrier_init(&meeting.barrier, NULL, workers);
	wl_pool_run(300, meet, &meeting);
	for (unsigned i = 0; i < workers; i++)
		assert_true(meeting.here[i]);
	pthread_barrier_destroy(&meeting.barrier);
}

static void a_few_steps_are_done_once(void **state)
{
	struct count count = { .calls = wl_alloc(3), .n = 3 };

	(void)state;
	wl_pool_few(0, SIZE_MAX, step, &count);
	wl_pool_few(3, SIZE_MAX, step, &count);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(count.calls[i], 1);
	for (size_t i = 0; i < 16; i++)
		assert_false(count.strayed[i]);
	free(count.calls);
}

static void few_steps_of_little_work_keep_the_order(void **state)
{
	size_t next = 0;

	(void)state;
	wl_pool_few(5, 299, note_order, &next);
	assert_int_equal(next, 5);
}

/* Two steps that wait for each other: one run for both would never end. */
static void long_steps_are_done_at_the_same_time(void **state)
{
	struct meeting meeting = { .here = { false } };
	unsigned workers = (unsigned)wl_pool_workers(SIZE_MAX);

	(void)state;
	workers = workers < 2 ? workers : 2;
	pthread_barrier_init(&meeting.barrier, NULL, workers);
	wl_pool_few(workers, SIZE_MAX, meet, &meeting);
	for (unsigned i = 0; i < workers; i++)
		assert_true(meeting.here[i]);
	pthread_barrier_destroy(&meeting.barrier);
}

static void look_around(void *context)
{
	pthread_t *worker = context;

	*worker = pthread_self();
}

static void a_job_beside_is_done_at_its_end(void **state)
{
	struct wl_beside beside;
	pthread_t worker = { 0 };

	(void)state;
	wl_beside_begin(&beside, look_around, &worker);
	wl_beside_end(&beside);
	if (wl_pool_workers(300) > 1)
		assert_false(pthread_equal(worker, pthread_self()));
	else
		assert_true(pthread_equal(worker, pthread_self()));
	wl_beside_end(&beside); /* twice does no harm */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(few_steps_get_one_worker),
		cmocka_unit_test(each_step_is_done_once),
		cmocka_unit_test(one_worker_keeps_the_order),
		cmocka_unit_test(loops_do_not_meet),
		cmocka_unit_test(workers_work_at_the_same_time),
		cmocka_unit_test(a_few_steps_are_done_once),
		cmocka_unit_test(few_steps_of_little_work_keep_the_order),
		cmocka_unit_test(long_steps_are_done_at_the_same_time),
		cmocka_unit_test(a_job_beside_is_done_at_its_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
