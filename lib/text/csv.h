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
#define WL_CSV_CELLS_MAX ((size_t)16384) /* in a row; a spreadsheet's most */

struct wl_csv_row {
	int line;           /* where the row begins in the file, from 1 */
	bool after_blank;   /* an empty line stands before it */
	const char **cells; /* UTF-8, valid only during the call */
	size_t n;
};

/* Called once a row; a code other than 0 ends the reading with it. */
typedef int (*wl_csv_each)(
	void *context, const struct wl_csv_row *row, struct wl_err *err);

struct wl_csv_options {
	const char *encoding; /* an iconv name; NULL: found out */
	char delimiter;       /* 0: found out on the first row */
};

/* What was found out, for the report. */
struct wl_csv_found {
	char encoding[32]; /* "UTF-8", "UTF-16LE", "Windows-1252" ... */
	char delimiter;
	bool guessed;     /* it was not UTF-8 and had no BOM: Windows-1252 */
	int guessed_line; /* of the first byte that is not UTF-8, from 1 */
};

/*
 * The text of a file as UTF-8 without BOM.  It borrows from the file or from
 * its own memory; release it when done.
 */
struct wl_csv_text {
	struct wl_source source;
	struct wl_buf memory;
};

/*
 * Decode by the named encoding (WL_EUSAGE if iconv does not know it), or, with
 * NULL, by what the bytes say: a BOM; UTF-16 without one where every other
 * byte of the beginning is zero; UTF-8; else Windows-1252.  A byte that the
 * encoding does not have, or a NUL, is an error with line and column.  Only
 * `encoding`, `guessed` and `guessed_line` of found are filled in.
 */
int wl_csv_decode(struct wl_csv_text *out, const struct wl_source *source,
	const char *encoding, struct wl_csv_found *found, struct wl_err *err);
void wl_csv_text_release(struct wl_csv_text *text);

/*
 * Read all rows.  Lines end with LF, CRLF or CR; a line of nothing but spaces
 * is blank and no row.  Spaces around an unquoted cell are dropped.  A first
 * line `sep=;` names the delimiter; else it is the one of , ; TAB | that the
 * first row holds most of outside quotes.  Errors (unclosed or stray quote,
 * cell over 1 MiB, row over WL_CSV_CELLS_MAX, invalid or unknown encoding,
 * NUL) have the line.  options and found may be NULL.
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
