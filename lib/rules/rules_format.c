/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files as such: can they be read, do they say what anybody reads? */
#include "base/path.h"
#include "base/utf8.h"
#include "rules/rules.h"
#include "store/layout.h"

#define KEY_COLUMNS 40 /* of a key in a message */

static void report(struct wl_findings *out, const struct wl_errs *errs)
{
	for (size_t i = 0; i < errs->n; i++) {
		const struct wl_err *err = &errs->v[i];

		wl_found_line(out, *err->path ? err->path : WL_PROGRAMME_FILE,
			err->line, "%s", err->text);
		out->v[out->n - 1].column = err->column;
		if (*err->hint)
			wl_found_hint(out, "%s", err->hint);
	}
}

static void unreadable(struct wl_subject *subject, struct wl_findings *out)
{
	report(out, &subject->corpus->unreadable);
	report(out, &subject->unreadable);
}

/* Keys */

/* The keys of a map; "*" stands for any.  `of` are those of its value, or of
 * the items of its value; NULL: it is not looked into. */
struct keys {
	const char *name;
	const struct keys *of;
};

static const struct keys team_keys[] = { { "name" }, { "role" }, { "email" },
	{ NULL } };
static const struct keys team[] = { { "*", team_keys }, { NULL } };
static const struct keys competitor_keys[] = { { "name" }, { "aliases" },
	{ NULL } };
static const struct keys competitors[] = { { "*", competitor_keys }, { NULL } };
static const struct keys thresholds[] = { { "unit" }, { "pattern" },
	{ "group-min" }, { "group-target" }, { "saturation" }, { "note-hours" },
	{ "minutes" }, { NULL } };
static const struct keys verification[] = { { "battlecard" }, { "objection" },
	{ "proof-point" }, { "icp" }, { "message" }, { NULL } };
static const struct keys crm[] = { { "columns" }, { "stages" }, { NULL } };
static const struct keys setting_keys[] = { { "severity" }, { "reason" },
	{ NULL } };
static const struct keys settings[] = { { "*", setting_keys }, { NULL } };
static const struct keys exceptions[] = { { "rule" }, { "at" }, { "reason" },
	{ NULL } };
static const struct keys check[] = { { "rules", settings },
	{ "exceptions", exceptions }, { NULL } };
static const struct keys programme_keys[] = { { "winloss" }, { "product" },
	{ "owner" }, { "team", team }, { "competitors", competitors },
	{ "segments" }, { "dimensions" }, { "thresholds", thresholds },
	{ "verification", verification }, { "crm", crm }, { "ids" },
	{ "check", check }, { NULL } };

static const struct keys theme_keys[] = { { "title" }, { "kind" },
	{ "definition" }, { "aliases" }, { "parent" }, { "consumer" },
	{ "asked-by" }, { "since" }, { NULL } };
static const struct keys themes[] = { { "*", theme_keys }, { NULL } };
static const struct keys codebook_keys[] = { { "winloss" },
	{ "themes", themes }, { NULL } };

static const struct keys probe_keys[] = { { "when" }, { "ask" }, { NULL } };
static const struct keys question_keys[] = { { "id" }, { "text" },
	{ "outcome" }, { "key" }, { "role" }, { "probes", probe_keys },
	{ "captures" }, { NULL } };
static const struct keys listen[] = { { "any" }, { "win" }, { "loss" },
	{ NULL } };
static const struct keys block_keys[] = { { "id" }, { "title" }, { "minutes" },
	{ "goal" }, { "script" }, { "listen", listen },
	{ "questions", question_keys }, { NULL } };
static const struct keys guide_keys[] = { { "winloss" }, { "id" }, { "total" },
	{ "blocks", block_keys }, { NULL } };

static const struct keys coding_keys[] = { { "winloss" }, { "interview" },
	{ "coder" }, { "passages" }, { NULL } };
static const struct keys field_keys[] = { { "winloss" }, { "id" }, { NULL } };
static const struct keys card_keys[] = { { "winloss" }, { "id" }, { "type" },
	{ "competitor" }, { "owner" }, { "verifier" }, { "verify-every" },
	{ "verified" }, { "verified-as" }, { "verified-by" }, { "verified-on" },
	{ "disputed" }, { "retired" }, { "replaced-by" }, { "replaces" },
	{ "audience" }, { NULL } };

static const struct keys request_keys[] = { { "what" }, { "by" },
	{ "priority" }, { "impact" }, { "decision" }, { "reason" }, { NULL } };
static const struct keys action_keys[] = { { "id" }, { "what" }, { "owner" },
	{ "outcome" }, { "claim" }, { "deadline" }, { "done" }, { "declined" },
	{ "reason" }, { "handed" }, { NULL } };
static const struct keys opportunity_keys[] = { { "deal" }, { "helped" },
	{ "where" }, { NULL } };
static const struct keys asset_keys[] = { { "name" }, { "consistent" },
	{ "used" }, { "note" }, { NULL } };
static const struct keys review_keys[] = { { "winloss" }, { "id" }, { "kind" },
	{ "since" }, { "as-of" }, { "held" }, { "made-as" }, { "present" },
	{ "decision" }, { "verdicts" }, { "requests", request_keys },
	{ "actions", action_keys }, { "opportunities", opportunity_keys },
	{ "assets", asset_keys }, { "retro" }, { NULL } };
static const struct keys task_keys[] = { { "phase" }, { "weeks" }, { "what" },
	{ "owner" }, { "due" }, { "counts" }, { "target" }, { NULL } };
static const struct keys tasks[] = { { "*", task_keys }, { NULL } };
static const struct keys plan_keys[] = { { "winloss" }, { "id" }, { "start" },
	{ "owner" }, { "segment" }, { "use-case" }, { "tasks", tasks },
	{ "done" }, { "retro" }, { NULL } };

static const struct keys prepared[] = { { "crm" }, { "calls" },
	{ "hypothesis" }, { "briefed" }, { "background" }, { "introduced" },
	{ NULL } };
static const struct keys after[] = { { "thanked" }, { "confirmed" },
	{ "seller-reviewed" }, { "published" }, { "shared" }, { NULL } };

static const struct keys *key_of(const struct keys *keys, const char *name)
{
	for (; keys->name; keys++)
		if (wl_streq(keys->name, name) || wl_streq(keys->name, "*"))
			return keys;
	return NULL;
}

static void unknown_key(struct wl_findings *out, const struct wl_source *source,
	const struct wl_yaml *at, const struct keys *keys)
{
	const char *near;
	size_t n = 0;

	while (keys[n].name)
		n++;
	wl_found_byte(out, source->path, at->key_start,
		"the key '%.*s' is not known and has no effect",
		(int)wl_utf8_fit(at->key, KEY_COLUMNS), at->key);
	near = WL_NEAREST(at->key, keys, n, name);
	if (near)
		wl_found_hint(out, "did you mean '%s'?", near);
	else
		wl_found_hint(out, "winloss-format(5) describes the keys; a "
				   "comment begins with #");
}

static void look_into(struct wl_findings *out, const struct wl_source *source,
	const struct wl_yaml *value, const struct keys *keys)
{
	for (const struct wl_yaml *e = value->first; e; e = e->next) {
		const struct keys *known;

		if (value->kind == WL_YAML_SEQ) {
			look_into(out, source, e, keys);
			continue;
		}
		known = key_of(keys, e->key);
		if (!known)
			unknown_key(out, source, e, keys);
		else if (known->of)
			look_into(out, source, e, known->of);
	}
}

static void look_at(
	struct wl_findings *out, const char *path, const struct keys *keys)
{
	const struct wl_subject_file *file =
		wl_subject_file(out->subject, path);

	if (file->front.yaml)
		look_into(out, &file->source, file->front.yaml, keys);
}

/* The format's keys and the programme's dimensions. */
static const struct keys *interview_keys(struct wl_findings *out)
{
	const struct wl_programme *programme = &out->subject->corpus->programme;
	struct keys *keys;
	size_t n = 0, i = 0;

	while (wl_interview_key_at(n))
		n++;
	keys = wl_arena_alloc(
		&out->arena, (n + programme->ndimensions + 1) * sizeof(*keys));
	for (; i < n; i++) {
		const char *name = wl_interview_key_at(i);

		keys[i].name = name;
		keys[i].of = wl_streq(name, "prepared") ? prepared
			     : wl_streq(name, "after")  ? after
							: NULL;
	}
	for (size_t k = 0; k < programme->ndimensions; k++)
		keys[i + k].name = programme->dimensions[k].id;
	return keys;
}

/* All files of a folder, read or not. */
static void look_at_folder(struct wl_findings *out, const char *folder,
	const char *ending, const struct keys *keys)
{
	struct wl_strv paths = { 0 };
	struct wl_err none;

	if (out->subject->tree && !wl_tree_list(out->subject->tree, folder,
					  ending, &paths, &none))
		for (size_t i = 0; i < paths.n; i++)
			look_at(out, paths.v[i], keys);
	wl_strv_release(&paths);
}

static void unknown_keys(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;
	const struct keys *keys = interview_keys(out);

	look_at(out, WL_PROGRAMME_FILE, programme_keys);
	look_at(out, WL_CODEBOOK_FILE, codebook_keys);
	look_at_folder(out, "guides", ".yaml", guide_keys);
	look_at_folder(out, "codings", ".yaml", coding_keys);
	for (size_t i = 0; i < corpus->ninterviews; i++)
		look_at(out, corpus->interviews[i].path, keys);
	for (size_t i = 0; i < corpus->nfields; i++)
		look_at(out, corpus->fields[i].path, field_keys);
	for (size_t i = 0; i < corpus->ncards; i++)
		look_at(out, corpus->cards[i].path, card_keys);
	for (size_t i = 0; i < corpus->nretired; i++)
		look_at(out, corpus->retired[i].path, card_keys);
	for (size_t i = 0; i < corpus->nreviews; i++)
		look_at(out, corpus->reviews[i].path, review_keys);
	for (size_t i = 0; i < corpus->nplans; i++)
		look_at(out, corpus->plans[i].path, plan_keys);
}

/* Names of files */

static void look_at_name(
	struct wl_findings *out, const char *path, const char *id)
{
	const char *base = wl_path_base(path);
	size_t n = strlen(id);

	if (!strncmp(base, id, n) && wl_streq(base + n, ".md"))
		return;
	wl_found_key(out, path, "id",
		"the file is called '%s', but its id is '%s'", base, id);
	wl_found_subject(out, id);
	wl_found_hint(out,
		"what cites it goes by the id: rename the file to "
		"'%s.md'",
		id);
}

static void file_names(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++)
		look_at_name(out, corpus->interviews[i].path,
			corpus->interviews[i].id);
	for (size_t i = 0; i < corpus->nfields; i++)
		look_at_name(out, corpus->fields[i].path, corpus->fields[i].id);
	for (size_t i = 0; i < corpus->ncards; i++)
		look_at_name(out, corpus->cards[i].path, corpus->cards[i].id);
}

const struct wl_rule wl_rules_format[] = {
	{ "unreadable", WL_SEVERE, "a file is not what it should be",
		unreadable },
	{ "unknown-key", WL_WARNING, "a key that nobody reads", unknown_keys },
	{ "file-name", WL_WARNING, "a file is not called as its id",
		file_names },
	{ NULL },
};
