/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Merging three versions of a text: the base, ours and theirs.
 *
 * wl_merge_units merges sequences of units (entries of a map, blocks of a
 * page, rows, tokens).  Units are the same by their key, then by their words,
 * then, behind two that are the same, by half of their words or more (headings:
 * by their place).  So a unit may move on one side and change on the other;
 * both sides may add at one spot (ours stand first, what both added stands
 * once); what one side removed and the other left alone goes.  Where two
 * changed one unit, `unit` may merge what is inside; else the unit, and only
 * it, is left as a conflict with git's marks.
 *
 * wl_merge_lines is the merge that knows nothing: diff3 (Khanna, Kunal, Pierce,
 * "A formal investigation of diff3", 2007) over lines.
 */
#ifndef WL_TEXT_MERGE_H
#define WL_TEXT_MERGE_H

#include "base/arena.h"
#include "base/buf.h"

/* Bytes that belong to somebody else. */
struct wl_span {
	const char *s;
	size_t n;
};

struct wl_unit {
	struct wl_span bytes; /* the unit itself, without a line end */
	struct wl_span gap;   /* what stands between it and the unit before:
				 white space, a comma ; | and comments */
	const char *key;      /* NULL: it has no name */
	const char *words;    /* tells it where it has no name; NULL */
	const char *name;     /* for a message: "'stage'"; never words */
	int kind;             /* without a name, same units are of a kind */
	int level;            /* 1..6: a heading; what follows is under it */
	bool loose;           /* may stand beside another that is added */
	size_t from, to;      /* the splitter's own: a part of `bytes` */
	const void *node;     /* the splitter's own */
};

struct wl_units {
	struct wl_unit *v;
	size_t n, cap;             /* memory is the caller's: free(v) */
	struct wl_span lead, tail; /* before the first, behind the last; s
				      NULL: there is no such version */
};

/* Where a conflict begins in the result, and what is said of it. */
struct wl_merge_conflict {
	size_t at;
	const char *what; /* "both sides changed 'stage'" */
};

struct wl_merge {
	struct wl_arena *arena;
	struct wl_buf *out;
	size_t marker;       /* length of git's marks, usually 7 */
	const char *eol;     /* "\n" or "\r\n" */
	const void *context; /* the callbacks' own */
	const char *detail;  /* a callback that gives up: what in the unit both
				 changed, as unit->name; NULL */
	struct wl_merge_conflict *v; /* memory is the caller's: free(v) */
	size_t n, cap;
};

/*
 * Add one unit merged, or nothing; false: it cannot be done, and it stands as
 * a conflict.  base is NULL where both added it.
 */
typedef bool (*wl_merge_unit)(struct wl_merge *merge,
	const struct wl_unit *base, const struct wl_unit *ours,
	const struct wl_unit *theirs);

struct wl_merge_how {
	wl_merge_unit unit; /* NULL: nothing inside can be merged */
	/* What divides two units that did not stand side by side before, where
	 * the gap of the second is `gap`; NULL: that will do. */
	const char *(*divider)(const struct wl_merge *merge,
		const struct wl_unit *before, const struct wl_unit *unit,
		const struct wl_span *gap);
	bool lines; /* units stand on lines of their own: marks may be put */
	bool hangs; /* the first unit's gap belongs to it wherever it goes */
};

/*
 * Add the merged units with lead and tail to merge->out.  False, with nothing
 * added: what stands around them differs, or there is a conflict and no place
 * for marks.
 */
bool wl_merge_units(struct wl_merge *merge, const struct wl_merge_how *how,
	const struct wl_units *base, const struct wl_units *ours,
	const struct wl_units *theirs);
/* Add the lines merged. */
void wl_merge_lines(struct wl_merge *merge, struct wl_span base,
	struct wl_span ours, struct wl_span theirs);

/* What three versions make: the one that changed, or the one that both have.
 * base NULL: there was none.  NULL: both changed it, each in its way. */
const struct wl_span *wl_merge_pick(const struct wl_span *base,
	const struct wl_span *ours, const struct wl_span *theirs);
bool wl_span_same(const struct wl_span *a, const struct wl_span *b);

/* A conflict between two texts at the end of out, on lines of their own; out
 * is at the beginning of a line. */
void wl_merge_mark(struct wl_merge *merge, const struct wl_buf *ours,
	const struct wl_buf *theirs, const char *what);

struct wl_unit *wl_units_add(struct wl_units *units);

/*
 * Which of the units are the same: out[i] of `to` is the index in `from`, -1
 * for none.  Exposed for the merge itself; see above.
 */
void wl_units_match(
	const struct wl_units *from, const struct wl_units *to, long *out);
/* The same for what only one side has: out[i] of -2 is left out, as is what
 * `used` marks with >= 0. */
void wl_units_twins(const struct wl_units *from, const long *used,
	const struct wl_units *to, long *out);

#endif
