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

#include "base/pool.h"
#include "model/coding.h"
#include "store/declared.h"
#include "store/place.h"
#include "study/synthesis.h"
#include "study/trust.h"

/* What a state is compared with; both are NULL where that cannot be read. */
struct wl_compared {
	struct wl_subject *subject;   /* the base */
	const struct wl_corpus *fork; /* what both come from; NULL: not known */
	struct wl_beside loading;     /* both are set when it has ended */
};

/* What the rules look at; made once, read only but for what is kept on the
 * way, which has its locks: rules run beside each other. */
struct wl_subject {
	const struct wl_place *place; /* NULL: a revision */
	const char *revision;         /* the same, for reading files; NULL */
	const struct wl_place *home;  /* the clone, also of a revision; NULL:
					 none.  private/ is there */
	struct wl_compared *compared; /* NULL; see wl_subject_compared */
	const struct wl_corpus *corpus;
	const struct wl_synthesis *synthesis; /* of all; NULL if the corpus
						 contradicts itself */
	const struct wl_trust *trust;         /* NULL with synthesis */
	const struct wl_declarations *declarations; /* NULL: no history */
	struct wl_tree *tree; /* the files, as wl_subject_file gives them */
	struct wl_map files;  /* path -> struct wl_subject_file */
	pthread_mutex_t files_lock, committed_lock;
	struct wl_coding *codings; /* by path */
	size_t ncodings;
	struct wl_errs unreadable; /* files that the corpus does not hold */
	struct wl_committed *committed; /* rules/committed.h; NULL: not yet */
	struct wl_arena *arena;
	/* What the pointers above point to. */
	struct wl_synthesis own_synthesis;
	struct wl_trust own_trust;
	struct wl_declarations own_declarations;
};

/*
 * Make it from a corpus that was loaded with skip_unreadable, of the working
 * tree or of the revision that the corpus names.  Corpus and place must live
 * as long.  A corpus without winloss.yaml or themes.yaml will do for the rule
 * `unreadable`.  Fails if the files cannot be listed at all.
 */
int wl_subject_open(struct wl_subject *out, const struct wl_place *place,
	const struct wl_corpus *corpus, struct wl_err *err);
/* Also after open failed. */
void wl_subject_release(struct wl_subject *subject);

/* What it is compared with, once that is loaded; never NULL. */
const struct wl_compared *wl_subject_compared(struct wl_subject *subject);

/* A file's bytes; kept.  n 0: it is not there. */
const struct wl_source *wl_subject_source(
	struct wl_subject *subject, const char *path);
/* The same and, if it has front matter, where that is; kept.  A file .yaml is
 * front matter as a whole. */
struct wl_subject_file {
	struct wl_source source;
	struct wl_front front; /* yaml NULL: none */
	bool parsed;           /* inside: front is as it should be */
};
const struct wl_subject_file *wl_subject_file(
	struct wl_subject *subject, const char *path);

struct wl_findings;

struct wl_rule {
	const char *name;          /* stable: "notes-late" */
	enum wl_severity severity; /* unless winloss.yaml says otherwise */
	const char *summary;       /* one line, for lists and SARIF */
	void (*look)(struct wl_subject *subject, struct wl_findings *out);
};

struct wl_finding {
	const struct wl_rule *rule;
	enum wl_severity severity;
	const char *path;           /* relative to the programme */
	int line, column;           /* from 1; column 0: unknown */
	const char *message, *hint; /* hint may be NULL */
	const char *subject;  /* what an exception may name: an interview, card,
				 claim, theme ...; NULL */
	const char *excepted; /* the reason, if winloss.yaml excepts it */
};

/* Collects; sorted by path, line, column, rule and message once settled. */
struct wl_findings {
	struct wl_arena arena; /* of the texts */
	struct wl_subject *subject;
	const struct wl_selection *selection;
	const struct wl_rule *rule; /* that is looking */
	struct wl_finding *v;
	size_t n, cap;
	size_t counts[WL_SILENT]; /* by severity, without excepted ones */
	size_t excepted;
};

/* Which rules to run, and of which files; n 0: all. */
struct wl_selection {
	struct wl_list rules; /* names, all known */
	struct wl_list paths; /* files, and folders without a slash at the
				 end, relative to the programme */
	/* What is found is only compared with these, wl_findings_since: so no
	 * rule looks that found nothing here, and bytes and keys are not
	 * counted out as lines.  NULL: all. */
	const struct wl_findings *found;
};

/*
 * Run the rules, settle severities and exceptions by winloss.yaml, drop what
 * is off, sort.  A rule that is asked for by its name runs even if winloss.yaml
 * turned it off, with the severity that it has of itself.  Families run beside
 * each other; findings are the same each time.  The subject must live as long
 * as the findings.
 */
void wl_rules_run(struct wl_findings *out, struct wl_subject *subject,
	const struct wl_selection *selection);
/*
 * Leave only what was not there before: of findings of the same rule, path,
 * subject and message (numbers of lines left out of it), as many are dropped
 * as `before` has, the first ones first.  Paths that one side alone has are
 * taken for one another, since a file may have been moved.
 */
void wl_findings_since(
	struct wl_findings *findings, const struct wl_findings *before);
/* Add what makes a finding the same in another state of the files: rule, path,
 * subject, message without numbers of lines and, where there is no subject,
 * without counts. */
void wl_finding_identity(struct wl_buf *out, const struct wl_finding *finding);
void wl_findings_release(struct wl_findings *findings);

/* For rules: report at a line, or at a front-matter key ("prepared.crm";
 * a key that is missing gives the first line).  The hint is given behind. */
void wl_found_line(struct wl_findings *out, const char *path, int line,
	const char *fmt, ...) WL_PRINTF(4, 5);
void wl_found_key(struct wl_findings *out, const char *path, const char *key,
	const char *fmt, ...) WL_PRINTF(4, 5);
/* At a byte of the file. */
void wl_found_byte(struct wl_findings *out, const char *path, size_t at,
	const char *fmt, ...) WL_PRINTF(4, 5);
/* The hint of the last finding. */
void wl_found_hint(struct wl_findings *out, const char *fmt, ...)
	WL_PRINTF(2, 3);
/* What the last finding is about, for exceptions. */
void wl_found_subject(struct wl_findings *out, const char *subject);

/* The tables of the families; each ends with a row without a name. */
extern const struct wl_rule wl_rules_format[];    /* files as such */
extern const struct wl_rule wl_rules_reference[]; /* what files name */
extern const struct wl_rule wl_rules_value[];     /* what winloss.yaml lists */
extern const struct wl_rule wl_rules_near[];      /* almost tokens */
extern const struct wl_rule wl_rules_tagging[];   /* tags, the codebook */
extern const struct wl_rule wl_rules_conduct[];   /* one interview */
extern const struct wl_rule wl_rules_dates[];     /* what cannot be */
extern const struct wl_rule wl_rules_guide[];     /* what is asked, and how */
extern const struct wl_rule wl_rules_rhythm[];    /* sample, cycle, reviews */
extern const struct wl_rule wl_rules_cards[];     /* claims, who verifies */
extern const struct wl_rule wl_rules_replaced[];  /* one card after another */
extern const struct wl_rule wl_rules_privacy[];   /* what must not be there */
extern const struct wl_rule wl_rules_collision[]; /* twice the same */
extern const struct wl_rule wl_rules_settings[];  /* `check` itself */

/* All rules, in the order of the manual; the families' tables in a row. */
const struct wl_rule *wl_rule_at(size_t i); /* NULL behind the last */
const struct wl_rule *wl_rule_find(const char *name);
/* What winloss.yaml says of a rule; NULL if it does not speak of it. */
const struct wl_rule_setting *wl_rule_setting(
	const struct wl_programme *programme, const struct wl_rule *rule);

#endif
