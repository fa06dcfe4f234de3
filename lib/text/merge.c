/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/merge.h"

#define NONE (-1L)
#define SHARED (-2L) /* of a unit that is not looked for */

enum side { OURS, THEIRS };

/* One unit of the result, or one that is gone: its index in each version. */
struct node {
	long base, at[2]; /* by enum side */
	struct node *next;
};

struct job {
	struct wl_merge *merge;
	const struct wl_merge_how *how;
	const struct wl_units *base, *side[2];
	long *to_base[2];   /* of each side's units */
	long *from_base[2]; /* the other way round */
	struct node *nodes, head;
	size_t n;
	struct node **node_of;     /* of the other side's units */
	const struct node *before; /* the last that was added to the result */
};

bool wl_span_same(const struct wl_span *a, const struct wl_span *b)
{
	return a->n == b->n && (!a->n || !memcmp(a->s, b->s, a->n));
}

/* What a gap begins with that only divides. */
static size_t filler(const struct wl_span *gap)
{
	size_t i = 0;

	while (i < gap->n && gap->s[i] && strchr(" \t\r\n,;|", gap->s[i]))
		i++;
	return i;
}

static bool is_filler(const struct wl_span *gap)
{
	return filler(gap) == gap->n;
}

const struct wl_span *wl_merge_pick(const struct wl_span *base,
	const struct wl_span *ours, const struct wl_span *theirs)
{
	if (wl_span_same(ours, theirs) || (base && wl_span_same(base, theirs)))
		return ours;
	return base && wl_span_same(base, ours) ? theirs : NULL;
}

struct wl_unit *wl_units_add(struct wl_units *units)
{
	WL_GROW(units->v, units->n, units->cap);
	memset(&units->v[units->n], 0, sizeof(*units->v));
	return &units->v[units->n++];
}

/* Text on lines of its own. */
static void add_lines(struct wl_merge *merge, const struct wl_buf *text)
{
	wl_buf_add(merge->out, text->s, text->n);
	if (text->n && text->s[text->n - 1] != '\n')
		wl_buf_adds(merge->out, merge->eol);
}

void wl_merge_mark(struct wl_merge *merge, const struct wl_buf *ours,
	const struct wl_buf *theirs, const char *what)
{
	struct wl_buf *out = merge->out;

	WL_GROW(merge->v, merge->n, merge->cap);
	merge->v[merge->n++] = (struct wl_merge_conflict){ out->n, what };
	wl_buf_fill(out, '<', merge->marker);
	wl_buf_addf(out, " ours%s", merge->eol);
	add_lines(merge, ours);
	wl_buf_fill(out, '=', merge->marker);
	wl_buf_adds(out, merge->eol);
	add_lines(merge, theirs);
	wl_buf_fill(out, '>', merge->marker);
	wl_buf_adds(out, " theirs");
}

static const struct wl_unit *unit_of(
	const struct job *job, const struct node *node, enum side side)
{
	return node->at[side] == NONE ? NULL
				      : &job->side[side]->v[node->at[side]];
}

static const struct wl_unit *base_of(
	const struct job *job, const struct node *node)
{
	return node->base == NONE ? NULL : &job->base->v[node->base];
}

/* Added by this side alone? */
static bool added(const struct node *node, enum side side)
{
	return node->base == NONE && node->at[side] != NONE &&
	       node->at[!side] == NONE;
}

/* Do the units of the base still stand in their order? */
static bool in_order(const struct job *job, enum side side)
{
	long last = NONE;

	for (size_t i = 0; i < job->side[side]->n; i++) {
		long at = job->to_base[side][i];

		if (at >= 0 && at < last)
			return false;
		last = at >= 0 ? at : last;
	}
	return true;
}

static void match(struct job *job)
{
	long *twins, *used;

	for (int s = 0; s < 2; s++) {
		job->to_base[s] = wl_alloc(
			(job->side[s]->n + 1) * sizeof(*job->to_base[s]));
		job->from_base[s] = wl_alloc(
			(job->base->n + 1) * sizeof(*job->from_base[s]));
		wl_units_match(job->base, job->side[s], job->to_base[s]);
		for (size_t i = 0; i < job->base->n; i++)
			job->from_base[s][i] = NONE;
		for (size_t i = 0; i < job->side[s]->n; i++)
			if (job->to_base[s][i] != NONE)
				job->from_base[s][job->to_base[s][i]] = (long)i;
	}
	/* What both added: theirs get -3 - the index in ours */
	used = job->to_base[OURS];
	twins = wl_alloc((job->side[THEIRS]->n + 1) * sizeof(*twins));
	for (size_t i = 0; i < job->side[THEIRS]->n; i++)
		twins[i] = job->to_base[THEIRS][i] == NONE ? NONE : SHARED;
	wl_units_twins(job->side[OURS], used, job->side[THEIRS], twins);
	for (size_t i = 0; i < job->side[THEIRS]->n; i++)
		if (twins[i] >= 0)
			job->to_base[THEIRS][i] = -3 - twins[i];
	free(twins);
}

/* The unit of ours that is the same as this one of theirs, which is in the
 * base too or was added by both. */
static long ours_of(const struct job *job, size_t theirs)
{
	long at = job->to_base[THEIRS][theirs];

	if (at == NONE)
		return NONE;
	return at < NONE ? -3 - at : job->from_base[OURS][at];
}

static struct node *new_node(struct job *job, long base, long ours, long theirs)
{
	struct node *node = &job->nodes[job->n++];

	*node = (struct node){ base, { ours, theirs }, NULL };
	return node;
}

/* The units of the side whose order is kept. */
static void lay_spine(struct job *job, enum side spine)
{
	const struct wl_units *units = job->side[spine];
	struct node *last = &job->head;
	long *twin = wl_alloc((job->side[OURS]->n + 1) * sizeof(*twin));

	for (size_t i = 0; i < job->side[OURS]->n; i++)
		twin[i] = NONE;
	for (size_t i = 0; i < job->side[THEIRS]->n; i++)
		if (ours_of(job, i) != NONE)
			twin[ours_of(job, i)] = (long)i;
	for (size_t i = 0; i < units->n; i++) {
		long ours = spine == OURS ? (long)i : ours_of(job, i);
		long theirs = spine == OURS ? twin[i] : (long)i;
		long base = job->to_base[spine][i];

		last->next =
			new_node(job, base >= 0 ? base : NONE, ours, theirs);
		last = last->next;
		if (last->at[!spine] != NONE)
			job->node_of[last->at[!spine]] = last;
	}
	free(twin);
}

/* Behind what ours added at the same spot, but not out of the section. */
static struct node *behind_ours(
	struct node *at, const struct job *job, const struct wl_unit *unit)
{
	while (at->next && added(at->next, OURS)) {
		int level = unit_of(job, at->next, OURS)->level;

		if (level && (!unit->level || level < unit->level))
			break;
		at = at->next;
	}
	return at;
}

/* The units that only the other side has: each behind the one that it stood
 * behind. */
static void add_others(struct job *job, enum side spine)
{
	enum side other = !spine;
	const struct wl_units *units = job->side[other];
	struct node *at = &job->head;

	for (size_t i = 0; i < units->n; i++) {
		long base = job->to_base[other][i];
		struct node *node = job->node_of[i];

		if (!node) {
			node = new_node(
				job, base >= 0 ? base : NONE, NONE, NONE);
			node->at[other] = (long)i;
			if (spine == OURS && base == NONE)
				at = behind_ours(at, job, &units->v[i]);
			node->next = at->next;
			at->next = node;
		}
		at = node;
	}
}

/* Did this side add or change anything directly under the heading at i? */
static bool touched(const struct job *job, enum side side, long i)
{
	const struct wl_units *units = job->side[side];

	if (!units->v[i].level)
		return false;
	for (size_t k = (size_t)i + 1; k < units->n && !units->v[k].level;
		k++) {
		long base = job->to_base[side][k];

		if (base < 0 || !wl_span_same(&job->base->v[base].bytes,
					&units->v[k].bytes))
			return true;
	}
	return false;
}

/* Is it gone: removed by one side and left alone by the other? */
static bool is_gone(const struct job *job, const struct node *node)
{
	enum side side = node->at[OURS] == NONE ? THEIRS : OURS;
	const struct wl_unit *base = base_of(job, node);

	return base && node->at[!side] == NONE &&
	       wl_span_same(&base->bytes, &unit_of(job, node, side)->bytes) &&
	       !touched(job, side, node->at[side]);
}

/* Did the unit stand right behind the one before it in a version? */
static bool was_behind(const struct job *job, const struct node *node)
{
	const struct node *before = job->before;

	for (int s = 0; s < 2; s++)
		if (node->at[s] != NONE && before->at[s] == node->at[s] - 1)
			return true;
	return node->base != NONE && before->base == node->base - 1;
}

/* The gap of a node; NULL: both sides wrote something else there. */
static const struct wl_span *pick_gap(
	const struct job *job, const struct node *node)
{
	const struct wl_unit *base = base_of(job, node);
	const struct wl_unit *ours = unit_of(job, node, OURS);
	const struct wl_unit *theirs = unit_of(job, node, THEIRS);
	const struct wl_span *gap;

	if (!ours || !theirs)
		return ours ? &ours->gap : &theirs->gap;
	gap = wl_merge_pick(base ? &base->gap : NULL, &ours->gap, &theirs->gap);
	if (!gap && is_filler(&ours->gap) && is_filler(&theirs->gap))
		return ours->gap.n ? &ours->gap : &theirs->gap;
	return gap;
}

static const struct wl_unit *any_unit(
	const struct job *job, const struct node *node)
{
	const struct wl_unit *ours = unit_of(job, node, OURS);

	return ours ? ours : unit_of(job, node, THEIRS);
}

/* What is written in a gap: comments. */
static struct wl_span written(const struct wl_span *gap)
{
	size_t i = filler(gap);

	return (struct wl_span){ gap->s + i, gap->n - i };
}

static void add_gap(
	struct job *job, const struct node *node, const struct wl_span *gap)
{
	struct wl_buf *out = job->merge->out;
	const char *divider = NULL;

	if (!job->before) {
		struct wl_span rest = job->how->hangs ? *gap : written(gap);

		wl_buf_add(out, rest.s, rest.n);
		return;
	}
	if (!gap->n || (is_filler(gap) && !was_behind(job, node)))
		divider = job->how->divider(job->merge,
			any_unit(job, job->before), any_unit(job, node), gap);
	if (divider)
		wl_buf_adds(out, divider);
	else
		wl_buf_add(out, gap->s, gap->n);
}

/* Take the indentation of the line that out ends in; false: something else
 * stands there. */
static bool take_indent(struct wl_buf *out, struct wl_buf *indent)
{
	size_t at = out->n;

	while (at && strchr(" \t", out->s[at - 1]))
		at--;
	if (at && out->s[at - 1] != '\n')
		return false;
	wl_buf_add(indent, out->s + at, out->n - at);
	wl_buf_cut(out, at);
	return true;
}

/* One side of a conflict: the units that it has of a run of nodes. */
static void add_side(struct wl_buf *out, const struct job *job,
	const struct node *from, const struct node *end, enum side side)
{
	bool first = true;

	for (const struct node *node = from; node != end; node = node->next) {
		const struct wl_unit *unit = unit_of(job, node, side);

		if (!unit || is_gone(job, node))
			continue;
		if (!first)
			wl_buf_add(out, unit->gap.s, unit->gap.n);
		wl_buf_add(out, unit->bytes.s, unit->bytes.n);
		first = false;
	}
}

static const char *describe(const struct job *job, const struct node *node)
{
	struct wl_arena *arena = job->merge->arena;
	const struct wl_unit *unit = any_unit(job, node);
	const char *name = unit->name ? unit->name : "a line";

	if (node->base == NONE)
		return wl_arena_printf(arena, "both sides added %s", name);
	if (node->at[OURS] == NONE)
		return wl_arena_printf(
			arena, "ours removed %s, theirs changed it", name);
	if (node->at[THEIRS] == NONE)
		return wl_arena_printf(
			arena, "ours changed %s, theirs removed it", name);
	if (job->merge->detail)
		return wl_arena_printf(arena, "both sides changed %s in %s",
			job->merge->detail, name);
	return wl_arena_printf(arena, "both sides changed %s", name);
}

/* The nodes up to `end` as one conflict. */
static bool add_conflict(
	struct job *job, const struct node *node, const struct node *end)
{
	struct wl_merge *merge = job->merge;
	const struct wl_span *gap = pick_gap(job, node);
	struct wl_buf sides[2] = { WL_BUF_INIT, WL_BUF_INIT };
	struct wl_buf indent = WL_BUF_INIT;
	bool placed;

	if (!job->how->lines) {
		if (!merge->detail)
			merge->detail = any_unit(job, node)->name;
		return false;
	}
	if (gap) {
		add_gap(job, node, gap);
	} else {
		struct wl_span blank = unit_of(job, node, OURS)->gap;

		blank.n -= written(&blank).n;
		add_gap(job, node, &blank);
	}
	placed = take_indent(merge->out, &indent);
	for (int s = 0; placed && s < 2; s++) {
		struct wl_span rest = { "", 0 };

		if (!gap)
			rest = written(&unit_of(job, node, s)->gap);
		wl_buf_add(&sides[s], indent.s, indent.n);
		wl_buf_add(&sides[s], rest.s, rest.n);
		rest.n = sides[s].n;
		add_side(&sides[s], job, node, end, s);
		if (sides[s].n == rest.n)
			wl_buf_clear(&sides[s]);
	}
	if (placed)
		wl_merge_mark(merge, &sides[OURS], &sides[THEIRS],
			describe(job, node));
	wl_buf_release(&sides[OURS]);
	wl_buf_release(&sides[THEIRS]);
	wl_buf_release(&indent);
	return placed;
}

/* A unit that both have, merged; false: it must be a conflict. */
static bool add_merged(
	struct job *job, const struct node *node, const struct wl_span *gap)
{
	struct wl_merge *merge = job->merge;
	const struct wl_unit *base = base_of(job, node);
	const struct wl_unit *ours = unit_of(job, node, OURS);
	const struct wl_unit *theirs = unit_of(job, node, THEIRS);
	size_t length = merge->out->n, conflicts = merge->n;
	const struct wl_span *bytes = wl_merge_pick(
		base ? &base->bytes : NULL, &ours->bytes, &theirs->bytes);

	add_gap(job, node, gap);
	if (bytes) {
		wl_buf_add(merge->out, bytes->s, bytes->n);
		return true;
	}
	if (job->how->unit && job->how->unit(merge, base, ours, theirs))
		return true;
	wl_buf_cut(merge->out, length);
	merge->n = conflicts;
	return false;
}

static bool add_one(struct job *job, const struct node *node)
{
	const struct wl_span *gap = pick_gap(job, node);
	const struct wl_unit *unit;

	job->merge->detail = NULL;
	if (node->at[OURS] != NONE && node->at[THEIRS] != NONE)
		return (gap && add_merged(job, node, gap)) ||
		       add_conflict(job, node, node->next);
	if (node->base != NONE)
		return add_conflict(job, node, node->next);
	unit = any_unit(job, node);
	add_gap(job, node, gap);
	wl_buf_add(job->merge->out, unit->bytes.s, unit->bytes.n);
	return true;
}

/* Words that one side added and that may not stand beside the other's. */
static bool is_firm(
	const struct job *job, const struct node *node, enum side side)
{
	return node && added(node, side) && !any_unit(job, node)->loose;
}

/* Behind the firm words that one side added here. */
static const struct node *skip_firm(
	const struct job *job, const struct node *node, enum side side)
{
	while (node && (is_firm(job, node, side) || is_gone(job, node)))
		node = node->next;
	return node;
}

/* Does a run of words that both sides put at one spot begin here?  *end gets
 * what is behind it. */
static bool is_clash(
	const struct job *job, const struct node *node, const struct node **end)
{
	const struct node *theirs;

	*end = node->next;
	if (!is_firm(job, node, OURS))
		return false;
	theirs = skip_firm(job, node, OURS);
	if (!is_firm(job, theirs, THEIRS))
		return false;
	*end = skip_firm(job, theirs, THEIRS);
	return true;
}

static bool add_nodes(struct job *job)
{
	const struct node *next;

	for (const struct node *node = job->head.next; node; node = next) {
		bool clash = is_clash(job, node, &next);

		if (!clash && is_gone(job, node))
			continue;
		if (!(clash ? add_conflict(job, node, next)
			    : add_one(job, node)))
			return false;
		job->before = node;
	}
	return true;
}

static void release(struct job *job)
{
	for (int s = 0; s < 2; s++) {
		free(job->to_base[s]);
		free(job->from_base[s]);
	}
	free(job->nodes);
	free(job->node_of);
}

/* A lead or tail: empty lines are nothing to disagree about. */
static const struct wl_span *pick_edge(const struct wl_span *base,
	const struct wl_span *ours, const struct wl_span *theirs)
{
	const struct wl_span *pick =
		wl_merge_pick(base->s ? base : NULL, ours, theirs);

	if (!pick && is_filler(ours) && is_filler(theirs))
		return ours;
	return pick;
}

bool wl_merge_units(struct wl_merge *merge, const struct wl_merge_how *how,
	const struct wl_units *base, const struct wl_units *ours,
	const struct wl_units *theirs)
{
	struct job job = { .merge = merge,
		.how = how,
		.base = base,
		.side = { ours, theirs } };
	size_t length = merge->out->n, conflicts = merge->n;
	size_t most = ours->n + theirs->n + 1;
	const struct wl_span *lead =
		pick_edge(&base->lead, &ours->lead, &theirs->lead);
	const struct wl_span *tail =
		pick_edge(&base->tail, &ours->tail, &theirs->tail);
	enum side spine;
	bool done;

	if (!lead || !tail)
		return false;
	job.nodes = wl_alloc(most * sizeof(*job.nodes));
	job.node_of = wl_alloc(most * sizeof(struct node *));
	match(&job);
	spine = in_order(&job, OURS) && !in_order(&job, THEIRS) ? THEIRS : OURS;
	lay_spine(&job, spine);
	add_others(&job, spine);
	wl_buf_add(merge->out, lead->s, lead->n);
	done = add_nodes(&job);
	if (done) {
		wl_buf_add(merge->out, tail->s, tail->n);
	} else {
		wl_buf_cut(merge->out, length);
		merge->n = conflicts;
	}
	release(&job);
	return done;
}
