/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CSV in and out, around libcsv in strict mode.  Reading adds what libcsv
 * leaves to others: BOM, encodings (through iconv), the delimiter, `sep=`,
 * line numbers, blank lines.
 */
#ifndef WL_TEXT_CSV_H
#define WL_TEXT_CSV_H

#include "base/arena.h"
#include "base/buf.h"
#include "text/source.h"

#define WL_CSV_MAX ((size_t)256 * 1024 * 1024)
#define WL_CSV_FIELD_MAX ((size_t)1024 * 1024)

struct wl_csv_row {
	int line;	    /* where the row begins in the file, from 1 */
	bool after_blank;   /* an empty line stands before it */
	const char **cells; /* UTF-8, valid only during the call */
	size_t n;
};

/* Called once a row; a code other than 0 ends the reading with it. */
typedef int (*wl_csv_each)(void *context, const struct wl_csv_row *row,
	struct wl_err *err);

struct wl_csv_options {
	const char *encoding; /* an iconv name; NULL: found out */
	char delimiter;	      /* 0: found out on the first row */
};

/* What was found out, for the report. */
struct wl_csv_found {
	char encoding[32]; /* "UTF-8", "UTF-16LE", "Windows-1252" ... */
	char delimiter;
	bool guessed; /* it was not UTF-8 and had no BOM: Windows-1252 */
};

/*
 * Read all rows.  Errors (unclosed or stray quote, field over 1 MiB, invalid
 * or unknown encoding, NUL) have the line.  options and found may be NULL.
 */
int wl_csv_read(const struct wl_source *source,
	const struct wl_csv_options *options, struct wl_csv_found *found,
	wl_csv_each each, void *context, struct wl_err *err);

/*
 * Add one cell, quoted only if it holds a comma, quote, CR, LF, or space at
 * an end.  `harmless`: a cell that a spreadsheet would run (= + - @ TAB CR at
 * its beginning; a plain number may begin with + or -) gets a ' in front.
 */
void wl_csv_cell(struct wl_buf *out, const char *s, bool harmless);

#endif
