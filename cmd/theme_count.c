/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often each theme is used, in one walk over the corpus. */
#include "base/path.h"
#include "theme.h"

static struct theme_use *use_of(
	struct theme_uses *uses, const char *id, const char *path, int line)
{
	uintptr_t index = (uintptr_t)wl_map_get(&uses->by_id, id);
	struct theme_use *use;

	if (!index) {
		WL_GROW(uses->v, uses->n, uses->cap);
		uses->v[uses->n++] = (struct theme_use){
			.id = id, .path = path, .line = line
		};
		index = uses->n;
		wl_map_put(&uses->by_id, id, (void *)index);
	}
	use = &uses->v[index - 1];
	use->all++;
	return use;
}

static bool first_time(struct theme_uses *uses, struct wl_arena *arena,
	const char *theme, const char *what)
{
	const char *key = wl_arena_printf(arena, "%s\x1f%s", theme, what);

	return !wl_map_put(&uses->seen, key, uses);
}

/* The same theme may stand there with both signs. */
static bool had_before(const struct wl_passage *passage, size_t t)
{
	for (size_t i = 0; i < t; i++)
		if (wl_streq(passage->tags[i].theme, passage->tags[t].theme))
			return true;
	return false;
}

static void count_passages(struct theme_uses *uses, struct theming *theming,
	const struct wl_interview *interview, bool counts)
{
	struct wl_arena *arena = &theming->arena;

	for (size_t i = 0; i < interview->npassages; i++) {
		const struct wl_passage *passage = &interview->passages[i];

		for (size_t t = 0; t < passage->ntags; t++) {
			const char *id = passage->tags[t].theme;
			const char *deal = interview->deal ? interview->deal
							   : interview->id;
			struct theme_use *use = use_of(
				uses, id, interview->path, passage->line);

			if (!counts)
				continue;
			use->passages += !had_before(passage, t);
			use->interviews +=
				first_time(uses, arena, id, interview->path);
			use->deals += first_time(uses, arena, id,
				wl_arena_printf(arena, "deal %s", deal));
		}
	}
}

static void count_front(
	struct theme_uses *uses, const struct wl_interview *interview)
{
	if (interview->trigger)
		use_of(uses, interview->trigger, interview->path, 1);
	if (interview->buyer_reason)
		use_of(uses, interview->buyer_reason, interview->path, 1);
	for (size_t i = 0; i < interview->criteria.n; i++)
		use_of(uses, interview->criteria.v[i], interview->path, 1);
	/* Sellers also log words of their own, which are no theme */
	for (size_t i = 0; i < interview->objections.n; i++)
		if (wl_theme_id_valid(interview->objections.v[i]))
			use_of(uses, interview->objections.v[i],
				interview->path, 1);
}

static int by_id(const void *a, const void *b)
{
	const struct theme_use *x = a, *y = b;

	return strcmp(x->id, y->id);
}

void theme_count(struct theme_uses *uses, struct theming *theming)
{
	const struct wl_corpus *corpus = &theming->session->corpus;

	memset(uses, 0, sizeof(*uses));
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		count_passages(uses, theming, one, wl_interview_counts(one));
		count_front(uses, one);
	}
	for (size_t i = 0; i < corpus->nfields; i++) {
		const struct wl_interview field = {
			.id = corpus->fields[i].id,
			.path = corpus->fields[i].path,
			.passages = corpus->fields[i].passages,
			.npassages = corpus->fields[i].npassages,
		};

		count_passages(uses, theming, &field, false);
	}
	if (uses->n)
		qsort(uses->v, uses->n, sizeof(*uses->v), by_id);
}

const struct theme_use *theme_use(const struct theme_uses *uses, const char *id)
{
	const struct theme_use key = { .id = id };

	if (!uses->n)
		return NULL;
	return bsearch(&key, uses->v, uses->n, sizeof(*uses->v), by_id);
}

void theme_uses_release(struct theme_uses *uses)
{
	free(uses->v);
	wl_map_release(&uses->by_id);
	wl_map_release(&uses->seen);
	memset(uses, 0, sizeof(*uses));
}
