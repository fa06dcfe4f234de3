/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `check` says: each rule is one row and one function of a file
 * rules_<family>.c, whose table ends the file.  A rule reads the subject and
 * reports findings; whether they are errors, and which are excepted, is
 * settled afterwards by winloss.yaml.
 *
 * A finding never holds the words of a passage.
 */
#ifndef WL_RULES_RULES_H
#define WL_RULES_RULES_H

#include "store/declared.h"
#include "store/place.h"
#include "study/synthesis.h"
#include "study/trust.h"

enum wl_severity { WL_SEVERE, WL_WARNING, WL_INFO, WL_SILENT };
extern const char *const wl_severities[]; /* "error" "warning" "info" "off" */

/* What the rules look at; made once, read only. */
struct wl_subject {
	const struct wl_place *place; /* NULL: a revision */
	const char *revision;         /* the same, for reading files; NULL */
	const struct wl_corpus *corpus;
	const struct wl_synthesis *synthesis; /* of all; NULL if the corpus
						 contradicts itself */
	const struct wl_trust *trust;         /* NULL with synthesis */
	const struct wl_declarations *declarations; /* NULL: no history */
	struct wl_tree *tree; /* the files, as wl_subject_file gives them */
	struct wl_map files;  /* path -> struct wl_subject_file */
	struct wl_arena *arena;
};

/* A file's bytes and, if it has front matter, where that is; kept. */
struct wl_subject_file {
	struct wl_source source; /* n 0: not there */
	struct wl_front front;   /* yaml NULL: none */
};
const struct wl_subject_file *wl_subject_file(
	struct wl_subject *subject, const char *path);

struct wl_findings; /* collects */

struct wl_rule {
	const char *name;          /* stable: "notes-late" */
	enum wl_severity severity; /* unless winloss.yaml says otherwise */
	const char *summary;       /* one line, for lists and SARIF */
	void (*look)(struct wl_subject *subject, struct wl_findings *out);
};

struct wl_finding {
	const struct wl_rule *rule;
	enum wl_severity severity;
	const char *path; /* relative to the programme */
	int line, column; /* from 1; column 0: unknown */
	const char *message, *hint; /* hint may be NULL */
	const char *subject; /* what an exception may name: an interview, card,
				claim, theme ...; NULL */
	const char *excepted; /* the reason, if winloss.yaml excepts it */
};

/* For rules: report at a line, or at a front-matter key ("prepared.crm";
 * a key that is missing gives the first line).  The hint is given behind. */
void wl_found_line(struct wl_findings *out, const char *path, int line,
	const char *fmt, ...) WL_PRINTF(4, 5);
void wl_found_key(struct wl_findings *out, const char *path, const char *key,
	const char *fmt, ...) WL_PRINTF(4, 5);
/* At a byte of the file. */
void wl_found_byte(struct wl_findings *out, const char *path, size_t at,
	const char *fmt, ...) WL_PRINTF(4, 5);
void wl_found_hint(struct wl_findings *out, const char *fmt, ...)
	WL_PRINTF(2, 3);
/* What the last finding is about, for exceptions. */
void wl_found_subject(struct wl_findings *out, const char *subject);

/* All rules, in the order of the manual; the families' tables in a row. */
const struct wl_rule *wl_rule_at(size_t i); /* NULL behind the last */
const struct wl_rule *wl_rule_find(const char *name);

#endif
