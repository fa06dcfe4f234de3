/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pool.h"

#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/arena.h"

#define WORKERS 16
#define RUN 16
/* Below this starting threads takes longer than it saves. */
#define WORTHWHILE 300

struct pool {
	wl_pool_job job;
	void *context;
	size_t n, run;
	_Atomic size_t next; /* the first step that nobody has taken */
};

struct worker {
	struct pool *pool;
	size_t number;
	pthread_t thread;
};

static size_t cores(void)
{
	cpu_set_t set;
	long n;

	/* Fails where there are more than the set can hold */
	if (!sched_getaffinity(0, sizeof(set), &set))
		n = CPU_COUNT(&set);
	else
		n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 1 ? 1 : (size_t)n;
}

/*
 * On another core than this thread's: left to the scheduler a thread may wait
 * until its starter does, which is long for a job of a millisecond.  False if
 * no thread is to be had.
 */
static bool start(pthread_t *thread, void *(*job)(void *), void *argument)
{
	pthread_attr_t attributes;
	cpu_set_t set;
	int here = sched_getcpu();
	bool started;

	pthread_attr_init(&attributes);
	if (here >= 0 && !sched_getaffinity(0, sizeof(set), &set)) {
		CPU_CLR(here, &set);
		if (CPU_COUNT(&set))
			pthread_attr_setaffinity_np(
				&attributes, sizeof(set), &set);
	}
	started = !pthread_create(thread, &attributes, job, argument);
	pthread_attr_destroy(&attributes);
	return started;
}

size_t wl_pool_workers(size_t n)
{
	size_t workers;

	if (n < WORTHWHILE)
		return 1;
	workers = cores();
	return workers < WORKERS ? workers : WORKERS;
}

/* Once it has begun it may go wherever the first thread may. */
static void unbind(void)
{
	cpu_set_t set;

	if (!sched_getaffinity(getpid(), sizeof(set), &set))
		sched_setaffinity(0, sizeof(set), &set);
}

static void work(const struct worker *worker)
{
	struct pool *pool = worker->pool;
	size_t from;

	while ((from = atomic_fetch_add(&pool->next, pool->run)) < pool->n)
		for (size_t i = from; i < from + pool->run && i < pool->n; i++)
			pool->job(pool->context, i, worker->number);
}

static void *work_apart(void *argument)
{
	unbind();
	work(argument);
	wl_arena_end_thread();
	return NULL;
}

static void run(struct pool *pool, size_t want)
{
	struct worker workers[WORKERS];
	size_t started = 1;

	for (size_t i = 0; i < want; i++)
		workers[i] = (struct worker){ .pool = pool, .number = i };
	/* If no more threads are to be had, those that run do all of it */
	while (started < want &&
		start(&workers[started].thread, work_apart, &workers[started]))
		started++;
	work(&workers[0]);
	for (size_t i = 1; i < started; i++)
		pthread_join(workers[i].thread, NULL);
}

void wl_pool_run(size_t n, wl_pool_job job, void *context)
{
	struct pool pool = { job, context, n, RUN, 0 };

	run(&pool, wl_pool_workers(n));
}

void wl_pool_few(size_t n, size_t size, wl_pool_job job, void *context)
{
	struct pool pool = { job, context, n, 1, 0 };
	size_t workers = wl_pool_workers(size);

	run(&pool, workers < n ? workers : n ? n : 1);
}

static void *work_beside(void *argument)
{
	const struct wl_beside *beside = argument;

	unbind();
	beside->job(beside->context);
	wl_arena_end_thread();
	return NULL;
}

void wl_beside_begin(
	struct wl_beside *beside, void (*job)(void *context), void *context)
{
	*beside = (struct wl_beside){ .job = job, .context = context };
	if (cores() > 1)
		beside->running = start(&beside->thread, work_beside, beside);
	if (!beside->running)
		job(context);
}

void wl_beside_end(struct wl_beside *beside)
{
	if (beside->running)
		pthread_join(beside->thread, NULL);
	beside->running = false;
}
