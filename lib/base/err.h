/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one error a call can return, and a list of them where a user is better
 * served by all places at once.  The library never prints: cmd/main.c does.
 *
 * A message says what failed first, in lower case, subject in single quotes,
 * no full stop: "cannot open 'x': No such file or directory".  A hint says
 * what to do next.  Neither ever holds the words of a passage.
 */
#ifndef WL_BASE_ERR_H
#define WL_BASE_ERR_H

#include "base/base.h"

/* Return codes; 0 is success.  main maps them to the exit status. */
enum wl_code {
	WL_OK = 0,
	WL_EFAIL = -1,       /* 128: could not be done */
	WL_EUSAGE = -2,      /* 129: the command line is wrong */
	WL_EINTERRUPT = -3,  /* 130: the user stopped it */
	WL_ENOTFOUND = -4,   /* 128: no such thing; callers may go on */
	WL_EEXISTS = -5,     /* 128: already there */
	WL_EUNREADABLE = -6, /* 128: a file is not what it should be */
	WL_EFOUND = -7,      /* 1: the answer is no; nothing is printed */
};

/* All text fields are NUL-terminated UTF-8 and cut at a character. */
struct wl_err {
	int code;       /* an enum wl_code, 0 while nothing failed */
	int line;       /* from 1; 0: the whole file */
	int column;     /* from 1, in code points; 0: unknown */
	char path[256]; /* relative to the programme; empty: no file */
	char rule[48];  /* name of the rule that was broken; may be empty */
	char text[640];
	char hint[400]; /* may be empty */
};

/* Fill err (which may be NULL) and return code. */
int wl_err_set(struct wl_err *err, int code, const char *fmt, ...)
	WL_PRINTF(3, 4);
/* The same with a place; column may be 0, path NULL. */
int wl_err_at(struct wl_err *err, const char *path, int line, int column,
	const char *fmt, ...) WL_PRINTF(5, 6);
/* Code WL_EFAIL and ": <strerror(errno)>" behind the message. */
int wl_err_errno(struct wl_err *err, const char *fmt, ...) WL_PRINTF(2, 3);
/* Add the hint; returns err->code so that it can end a function. */
int wl_err_hint(struct wl_err *err, const char *fmt, ...) WL_PRINTF(2, 3);
/* Hint at what was probably meant or, if near is NULL, at what to do. */
int wl_err_near(struct wl_err *err, const char *near, const char *fmt, ...)
	WL_PRINTF(3, 4);
/* Name the rule that was broken; returns err->code. */
int wl_err_rule(struct wl_err *err, const char *rule);

/* A growing list of errors, in the order found. */
struct wl_errs {
	struct wl_err *v;
	size_t n, cap;
};

void wl_errs_add(struct wl_errs *errs, const struct wl_err *err);
/* Order by path, line, column. */
void wl_errs_sort(struct wl_errs *errs);
void wl_errs_release(struct wl_errs *errs);

#endif
