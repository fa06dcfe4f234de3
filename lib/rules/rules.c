/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/rules.h"

#include <limits.h>

#include "base/path.h"
#include "store/layout.h"

/* In the order of the manual. */
static const struct wl_rule *const families[] = {
	wl_rules_format,    /* files as such */
	wl_rules_reference, /* what they name */
	wl_rules_value,     /* what winloss.yaml lists */
	wl_rules_near,      /* almost tokens */
	wl_rules_tagging,   /* tags, the codebook */
	wl_rules_conduct,   /* one interview */
	wl_rules_dates,     /* what cannot be */
	wl_rules_guide,     /* what is asked, and how */
	wl_rules_rhythm,    /* sample, cycle, reviews, plan */
	wl_rules_cards,     /* claims, who verifies */
	wl_rules_replaced,  /* one card after another */
	wl_rules_privacy,   /* what must not be there; beside the others */
	wl_rules_collision, /* twice the same */
	wl_rules_settings,  /* the last: it looks at what the others found */
};

const struct wl_rule *wl_rule_at(size_t i)
{
	for (size_t f = 0; f < WL_LEN(families); f++)
		for (const struct wl_rule *r = families[f]; r->name; r++)
			if (!i--)
				return r;
	return NULL;
}

const struct wl_rule *wl_rule_find(const char *name)
{
	const struct wl_rule *rule;

	for (size_t i = 0; (rule = wl_rule_at(i)); i++)
		if (wl_streq(rule->name, name))
			return rule;
	return NULL;
}

/* Reporting */

static void add(struct wl_findings *out, const struct wl_finding *place,
	const char *fmt, va_list ap)
{
	struct wl_finding *finding;
	char *text = NULL;

	if (vasprintf(&text, fmt, ap) < 0)
		abort();
	WL_GROW(out->v, out->n, out->cap);
	finding = &out->v[out->n++];
	*finding = *place;
	finding->rule = out->rule;
	finding->severity = out->rule->severity;
	finding->path = wl_arena_strdup(&out->arena, place->path);
	finding->message = wl_arena_strdup(&out->arena, text);
	free(text);
}

void wl_found_line(struct wl_findings *out, const char *path, int line,
	const char *fmt, ...)
{
	struct wl_finding place = { .path = path, .line = line ? line : 1 };
	va_list ap;

	va_start(ap, fmt);
	add(out, &place, fmt, ap);
	va_end(ap);
}

/* As far as the keys are there: "prepared.crm" may be found at `prepared`. */
static const struct wl_yaml *find_key(
	const struct wl_yaml *map, const char *key)
{
	const struct wl_yaml *found = NULL;
	char part[128];

	while (map && *key) {
		size_t n = strcspn(key, ".");

		snprintf(part, sizeof(part), "%.*s", (int)n, key);
		map = wl_yaml_get(map, part);
		found = map ? map : found;
		key += n + (key[n] == '.');
	}
	return found;
}

/* Nobody is shown where something was in the state that is compared with. */
static bool is_shown(const struct wl_findings *out)
{
	return !out->selection->found;
}

static void place_key(
	struct wl_finding *place, struct wl_subject *subject, const char *key)
{
	const struct wl_subject_file *file =
		wl_subject_file(subject, place->path);
	const struct wl_yaml *at =
		file->front.yaml ? find_key(file->front.yaml, key) : NULL;

	if (at)
		wl_source_place(&file->source, at->key_start, &place->line,
			&place->column);
}

static void place_byte(
	struct wl_finding *place, struct wl_subject *subject, size_t at)
{
	const struct wl_source *source =
		wl_subject_source(subject, place->path);

	if (at < source->n)
		wl_source_place(source, at, &place->line, &place->column);
}

void wl_found_key(struct wl_findings *out, const char *path, const char *key,
	const char *fmt, ...)
{
	struct wl_finding place = { .path = path, .line = 1 };
	va_list ap;

	if (is_shown(out))
		place_key(&place, out->subject, key);
	va_start(ap, fmt);
	add(out, &place, fmt, ap);
	va_end(ap);
}

void wl_found_byte(struct wl_findings *out, const char *path, size_t at,
	const char *fmt, ...)
{
	struct wl_finding place = { .path = path, .line = 1 };
	va_list ap;

	if (is_shown(out))
		place_byte(&place, out->subject, at);
	va_start(ap, fmt);
	add(out, &place, fmt, ap);
	va_end(ap);
}

void wl_found_hint(struct wl_findings *out, const char *fmt, ...)
{
	char *text = NULL;
	va_list ap;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		abort();
	va_end(ap);
	out->v[out->n - 1].hint = wl_arena_strdup(&out->arena, text);
	free(text);
}

void wl_found_subject(struct wl_findings *out, const char *subject)
{
	out->v[out->n - 1].subject = wl_arena_strdup(&out->arena, subject);
}

/* Settling */

/* "2026-07-ondrava" is meant with all that is in it: ...^b3f9k. */
static bool is_part_of(const char *subject, const char *at)
{
	size_t n = strlen(at);

	return subject && !strncmp(subject, at, n) &&
	       (!subject[n] || subject[n] == '^');
}

/* interviews/2026/2026-07-ondrava.md is of 2026-07-ondrava; the type of a card
 * may stand before it, as in battlecard/rivalco. */
static bool is_file_of(const char *path, const char *id)
{
	const char *slash = strchr(id, '/');
	size_t n = strlen(id);

	if (slash && wl_path_base(path) - path > slash + 1 - id)
		path = wl_path_base(path) - (slash + 1 - id);
	else
		path = wl_path_base(path);
	return !strncmp(path, id, n) && path[n] == '.';
}

/* A folder, with or without a slash at its end. */
static bool is_below(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	while (n && folder[n - 1] == '/')
		n--;
	return n && !strncmp(path, folder, n) && path[n] == '/';
}

static bool excepts(
	const struct wl_exception *exception, const struct wl_finding *finding)
{
	const char *subject = finding->subject;
	const char *slash = subject ? strchr(subject, '/') : NULL;

	if (!wl_streq(exception->rule, finding->rule->name))
		return false;
	return wl_streq(exception->at, finding->path) ||
	       is_file_of(finding->path, exception->at) ||
	       is_below(finding->path, exception->at) ||
	       is_part_of(subject, exception->at) ||
	       (slash && is_part_of(slash + 1, exception->at));
}

const struct wl_rule_setting *wl_rule_setting(
	const struct wl_programme *programme, const struct wl_rule *rule)
{
	for (size_t i = 0; i < programme->nsettings; i++)
		if (wl_streq(programme->settings[i].rule, rule->name))
			return &programme->settings[i];
	return NULL;
}

/* How much it weighs here; one that is asked for by name is not off. */
static enum wl_severity weight(
	const struct wl_findings *out, const struct wl_rule *rule)
{
	const struct wl_rule_setting *setting =
		wl_rule_setting(&out->subject->corpus->programme, rule);

	bool asked = out->selection->rules.n;

	if (!setting || (asked && setting->severity == WL_SILENT))
		return rule->severity;
	return setting->severity;
}

/* Does the rule run?  One that is asked for does, even if it is off. */
static bool runs(const struct wl_findings *out, const struct wl_rule *rule)
{
	const struct wl_list *asked = &out->selection->rules;

	if (asked->n)
		return wl_list_has(asked, rule->name);
	return weight(out, rule) != WL_SILENT;
}

static bool is_of_settings(const struct wl_rule *rule)
{
	for (const struct wl_rule *r = wl_rules_settings; r->name; r++)
		if (r == rule)
			return true;
	return false;
}

/* May it find what is compared?  The family of `check` itself looks at what
 * all others found. */
static bool is_compared(
	const struct wl_selection *selection, const struct wl_rule *rule)
{
	const struct wl_findings *found = selection->found;

	for (size_t i = 0; found && i < found->n; i++)
		if (found->v[i].rule == rule ||
			is_of_settings(found->v[i].rule))
			return true;
	return !found;
}

/* The family about winloss.yaml's own `check`: it looks at what all others
 * found, so it is the last. */

static void suggest_rule(struct wl_findings *out, const char *name)
{
	struct wl_list names = { 0 };
	const struct wl_rule *rule;
	const char *near;
	size_t cap = 0;

	for (size_t i = 0; (rule = wl_rule_at(i)); i++) {
		WL_GROW(names.v, names.n, cap);
		names.v[names.n++] = rule->name;
	}
	near = wl_nearest(name, &names);
	if (near)
		wl_found_hint(out, "did you mean '%s'?", near);
	else
		wl_found_hint(out, "'winloss check --rules' lists them");
	free(names.v);
}

static void check_name(
	struct wl_findings *out, const char *name, int line, int column)
{
	if (wl_rule_find(name))
		return;
	wl_found_line(
		out, WL_PROGRAMME_FILE, line, "there is no rule '%s'", name);
	out->v[out->n - 1].column = column;
	suggest_rule(out, name);
}

static void look_at_names(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_programme *programme = &subject->corpus->programme;

	for (size_t i = 0; i < programme->nsettings; i++)
		check_name(out, programme->settings[i].rule,
			programme->settings[i].line,
			programme->settings[i].column);
	for (size_t i = 0; i < programme->nexceptions; i++)
		check_name(out, programme->exceptions[i].rule,
			programme->exceptions[i].line,
			programme->exceptions[i].column);
}

static bool is_needed(
	const struct wl_findings *out, const struct wl_exception *exception)
{
	const struct wl_rule *rule = wl_rule_find(exception->rule);

	if (!rule || !runs(out, rule))
		return true; /* nobody can say */
	for (size_t i = 0; i < out->n; i++)
		if (excepts(exception, &out->v[i]))
			return true;
	return false;
}

static void look_at_exceptions(
	struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_programme *programme = &subject->corpus->programme;

	for (size_t i = 0; i < programme->nexceptions; i++) {
		const struct wl_exception *one = &programme->exceptions[i];

		if (is_needed(out, one))
			continue;
		wl_found_line(out, WL_PROGRAMME_FILE, one->line,
			"nothing at '%s' needs the exception from '%s' any "
			"more",
			one->at, one->rule);
		out->v[out->n - 1].column = one->column;
		wl_found_hint(out, "remove it, or correct its 'at'");
	}
}

const struct wl_rule wl_rules_settings[] = {
	{ "unknown-rule", WL_WARNING,
		"winloss.yaml speaks of a rule that does not exist",
		look_at_names },
	{ "exception-unused", WL_WARNING,
		"an exception of winloss.yaml matches nothing any more",
		look_at_exceptions },
	{ NULL },
};

/* Running */

static void settle(struct wl_findings *out, struct wl_finding *finding)
{
	const struct wl_programme *programme = &out->subject->corpus->programme;

	finding->severity = weight(out, finding->rule);
	for (size_t i = 0; i < programme->nexceptions; i++)
		if (!finding->excepted &&
			excepts(&programme->exceptions[i], finding))
			finding->excepted = programme->exceptions[i].reason;
}

/* A file, or one below a folder. */
static bool is_chosen(const struct wl_list *paths, const char *path)
{
	for (size_t i = 0; i < paths->n; i++) {
		size_t n = strlen(paths->v[i]);

		if (!strncmp(path, paths->v[i], n) &&
			(!n || !path[n] || path[n] == '/'))
			return true;
	}
	return !paths->n;
}

static int order(const void *left, const void *right)
{
	const struct wl_finding *a = left, *b = right;
	int differs = strcmp(a->path, b->path);

	if (!differs)
		differs = a->line - b->line;
	if (!differs)
		differs = a->column - b->column;
	if (!differs)
		differs = strcmp(a->rule->name, b->rule->name);
	return differs ? differs : strcmp(a->message, b->message);
}

static void count(struct wl_findings *out)
{
	memset(out->counts, 0, sizeof(out->counts));
	out->excepted = 0;
	for (size_t i = 0; i < out->n; i++)
		if (out->v[i].excepted)
			out->excepted++;
		else
			out->counts[out->v[i].severity]++;
}

static void begin(struct wl_findings *out, struct wl_subject *subject,
	const struct wl_selection *selection)
{
	*out = (struct wl_findings){ .subject = subject,
		.selection = selection };
	wl_arena_init(&out->arena);
}

static void run_family(struct wl_findings *out, const struct wl_rule *family)
{
	for (out->rule = family; out->rule->name; out->rule++)
		if (runs(out, out->rule) &&
			is_compared(out->selection, out->rule))
			out->rule->look(out->subject, out);
}

/* It searches all files and waits for git: as long as all others together. */
static void run_privacy(void *context)
{
	run_family(context, wl_rules_privacy);
}

static void run_others(struct wl_findings *out)
{
	for (size_t i = 0; i < WL_LEN(families); i++)
		if (families[i] != wl_rules_privacy &&
			families[i] != wl_rules_settings)
			run_family(out, families[i]);
}

static void take(struct wl_findings *out, struct wl_findings *other)
{
	for (size_t i = 0; i < other->n; i++) {
		WL_GROW(out->v, out->n, out->cap);
		out->v[out->n++] = other->v[i];
	}
	wl_arena_adopt(&out->arena, &other->arena);
	wl_findings_release(other);
}

void wl_rules_run(struct wl_findings *out, struct wl_subject *subject,
	const struct wl_selection *selection)
{
	struct wl_findings privacy;
	struct wl_beside beside;
	size_t n = 0;

	begin(out, subject, selection);
	begin(&privacy, subject, selection);
	wl_beside_begin(&beside, run_privacy, &privacy);
	run_others(out);
	wl_beside_end(&beside);
	take(out, &privacy);
	run_family(out, wl_rules_settings);
	for (size_t i = 0; i < out->n; i++)
		if (is_chosen(&selection->paths, out->v[i].path))
			out->v[n++] = out->v[i];
	out->n = n;
	for (size_t i = 0; i < n; i++)
		settle(out, &out->v[i]);
	if (n)
		qsort(out->v, n, sizeof(*out->v), order);
	count(out);
}

void wl_findings_release(struct wl_findings *findings)
{
	free(findings->v);
	wl_arena_release(&findings->arena);
	memset(findings, 0, sizeof(*findings));
}

/* What came with a change */

/* "first in line 12": the number says nothing, lines move.  Nor does a count of
 * the whole programme: "8 of 12 deals" is "9 of 13" with the next interview. */
static void add_message(struct wl_buf *out, const struct wl_finding *finding)
{
	static const char digits[] = "0123456789";
	const char *begin = finding->message, *s = begin;

	while (*s) {
		size_t n = strspn(s, digits);
		bool word = n && (s == begin || s[-1] == ' ') &&
			    (!s[n] || strchr(" ,", s[n]));
		bool line = n && s - begin >= 5 && wl_starts(s - 5, "line ");

		if (line || (word && !finding->subject))
			s += n;
		else
			wl_buf_addc(out, *s++);
	}
}

static void add_identity(
	struct wl_buf *out, const struct wl_finding *finding, const char *path)
{
	wl_buf_addf(out, "%s\n%s\n%s\n", finding->rule->name, path,
		finding->subject ? finding->subject : "");
	add_message(out, finding);
}

void wl_finding_identity(struct wl_buf *out, const struct wl_finding *finding)
{
	add_identity(out, finding, finding->path);
}

/* An interview that is named as its file needs no look at that. */
static bool has_file(struct wl_subject *subject, const char *path)
{
	const char *name = strrchr(path, '/');
	const struct wl_interview *one;
	char id[NAME_MAX + 1];

	snprintf(id, sizeof(id), "%s", name ? name + 1 : path);
	if (wl_ends(id, ".md"))
		id[strlen(id) - strlen(".md")] = '\0';
	one = wl_corpus_interview(subject->corpus, id);
	return (one && wl_streq(one->path, path)) ||
	       wl_subject_source(subject, path)->n;
}

/* A file that the other state does not have may have been moved: there the
 * path says nothing. */
static const char *identity(struct wl_findings *findings,
	const struct wl_finding *finding, struct wl_subject *other)
{
	bool there = has_file(other, finding->path);
	struct wl_buf text = WL_BUF_INIT;
	const char *kept;

	add_identity(&text, finding, there ? finding->path : "");
	kept = wl_arena_strndup(&findings->arena, text.s, text.n);
	wl_buf_release(&text);
	return kept;
}

void wl_findings_since(
	struct wl_findings *findings, const struct wl_findings *before)
{
	struct wl_map left = { 0 }; /* identity -> how often it was there */
	size_t n = 0;

	wl_map_init(&left);
	for (size_t i = 0; i < before->n; i++) {
		const char *key =
			identity(findings, &before->v[i], findings->subject);
		uintptr_t often = (uintptr_t)wl_map_get(&left, key);

		wl_map_put(&left, key, (void *)(often + 1));
	}
	for (size_t i = 0; i < findings->n; i++) {
		const char *key =
			identity(findings, &findings->v[i], before->subject);
		uintptr_t often = (uintptr_t)wl_map_get(&left, key);

		if (often)
			wl_map_put(&left, key, (void *)(often - 1));
		else
			findings->v[n++] = findings->v[i];
	}
	findings->n = n;
	wl_map_release(&left);
	count(findings);
}
