/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/answers.h"

#include "base/path.h"
#include "base/utf8.h"
#include "model/schema.h"

/* What the maps of the file may hold.  It is input, so anything else is an
 * error: a misspelt key would lose an answer. */
static const char *const top_keys[] = { "winloss", "interviewed", "minutes",
	"interviewer", "attendees", "consent", "answers", "captures", "notes",
	NULL };
static const char *const note_keys[] = { "surprise", "phrase", "gap",
	"hypothesis", NULL };
static const char *const passage_keys[] = { "quote", "note", "themes", "time",
	"level", NULL };

/* The fields of front matter that answers fill. */
static const struct field {
	const char *name;
	bool list;
	const char *const *words; /* that it may be; NULL: any */
} fields[] = {
	{ "consent", false, wl_consents },
	{ "role", false, NULL },
	{ "trigger", false, NULL },
	{ "criteria", true, NULL },
	{ "buyer-reason", false, NULL },
	{ "root", false, wl_roots },
	{ "price-factor", false, wl_prices },
	{ "chosen", false, NULL },
	{ "incumbent", false, NULL },
	{ "evaluated", true, NULL },
	{ "objections", true, NULL },
	{ "competitor", false, NULL },
};

/* A key may be words that somebody forgot to quote, and those are never shown:
 * only what looks like a key is. */
static bool is_showable(const char *key)
{
	size_t n = strspn(key, "abcdefghijklmnopqrstuvwxyz"
			       "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");

	return n && !key[n] && n <= 40;
}

static void fail_key(struct wl_schema *schema, const struct wl_yaml *at,
	const struct wl_list *known)
{
	struct wl_buf words = WL_BUF_INIT;

	if (schema->code)
		return;
	for (size_t i = 0; i < known->n; i++)
		wl_buf_addf(&words, "%s%s", i ? ", " : "", known->v[i]);
	if (is_showable(at->key))
		wl_schema_fail_key(schema, at, "key '%s' is not one of %s",
			at->key, words.s);
	else
		wl_schema_fail_key(
			schema, at, "this key is not one of %s", words.s);
	wl_err_near(schema->err, wl_nearest(at->key, known),
		"words that hold a colon need quotes around them");
	wl_buf_release(&words);
}

static void check_keys(struct wl_schema *schema, const struct wl_yaml *map,
	const char *const *table)
{
	struct wl_list known = { .v = (const char **)table };

	while (known.v[known.n])
		known.n++;
	for (const struct wl_yaml *e = map ? map->first : NULL; e; e = e->next)
		if (wl_term(table, e->key) < 0)
			fail_key(schema, e, &known);
}

static void read_themes(struct wl_schema *schema, const struct wl_yaml *map,
	struct wl_answer *answer)
{
	const struct wl_yaml *list = wl_yaml_get(map, "themes");
	const struct wl_yaml *item = NULL;
	struct wl_list texts = { 0 };

	wl_schema_list(schema, map, "themes", &texts);
	answer->tags =
		wl_arena_alloc(schema->arena, texts.n * sizeof(*answer->tags));
	while (!schema->code && (item = wl_schema_item(list, item)))
		if (!wl_tag_parse(&answer->tags[answer->ntags++], schema->arena,
			    item->s))
			wl_schema_fail(schema, item,
				"theme '%s' is not the id of a theme, with + "
				"or - behind it or not",
				wl_schema_shown(schema, item->s));
}

static void read_clock(struct wl_schema *schema, const struct wl_yaml *map,
	struct wl_answer *answer)
{
	const char *text = NULL;

	wl_schema_text(schema, map, "time", &text);
	if (!text)
		return;
	answer->seconds = wl_clock_parse(text);
	if (answer->seconds < 0)
		wl_schema_fail(schema, wl_yaml_get(map, "time"),
			"time '%s' is not a time in the conversation such as "
			"04:10",
			wl_schema_shown(schema, text));
}

/* Words that would be nothing once tidied are a slip. */
static void check_words(
	struct wl_schema *schema, const struct wl_yaml *at, const char *words)
{
	struct wl_buf tidy = WL_BUF_INIT;

	if (words)
		wl_utf8_words(&tidy, words);
	if (!tidy.n)
		wl_schema_fail(schema, at, "the passage has no words");
	wl_buf_release(&tidy);
}

static void read_words(struct wl_schema *schema, const struct wl_yaml *map,
	struct wl_answer *answer)
{
	const char *quote = NULL, *note = NULL;

	wl_schema_text(schema, map, "quote", &quote);
	wl_schema_text(schema, map, "note", &note);
	if (quote && note)
		wl_schema_fail(schema, map,
			"a passage is either a 'quote' or a 'note', not both");
	answer->quote = quote != NULL;
	answer->words = quote ? quote : note;
	check_words(schema, map, answer->words);
}

static void read_passage(struct wl_schema *schema, const struct wl_yaml *value,
	struct wl_answer *answer)
{
	int level = WL_INTERNAL;

	answer->seconds = -1;
	answer->line = wl_schema_line(schema, value);
	if (value->kind == WL_YAML_SCALAR) {
		answer->quote = true;
		wl_schema_text_of(schema, value, "a quote", &answer->words);
		check_words(schema, value, answer->words);
		return;
	}
	if (!wl_schema_map_of(schema, value, "a passage"))
		return;
	check_keys(schema, value, passage_keys);
	read_words(schema, value, answer);
	read_themes(schema, value, answer);
	read_clock(schema, value, answer);
	wl_schema_term(schema, value, "level", wl_level_names, &level);
	answer->level = (enum wl_level)level;
}

/* A list of passages, or one by itself. */
static void read_question(struct wl_schema *schema, const struct wl_yaml *value,
	struct wl_answered *answered)
{
	const struct wl_yaml *item = NULL;

	answered->question = wl_arena_strdup(schema->arena, value->key);
	answered->line = wl_schema_line(schema, value);
	if (!wl_question_id_valid(value->key)) {
		wl_schema_fail_key(schema, value,
			"%s%s%s is not the id of a question",
			is_showable(value->key) ? "'" : "",
			is_showable(value->key) ? value->key : "this key",
			is_showable(value->key) ? "'" : "");
		return;
	}
	answered->skipped = wl_streq(value->s, "skipped");
	if (answered->skipped)
		return;
	answered->answers = wl_arena_alloc(
		schema->arena, (value->n + 1) * sizeof(*answered->answers));
	while (!schema->code && (item = wl_schema_item(value, item)))
		read_passage(schema, item, &answered->answers[answered->n++]);
}

static void read_answers(struct wl_schema *schema, const struct wl_yaml *root,
	struct wl_answers *out)
{
	const struct wl_yaml *map = wl_schema_map(schema, root, "answers");

	if (!map)
		return;
	out->answered =
		wl_arena_alloc(schema->arena, map->n * sizeof(*out->answered));
	for (const struct wl_yaml *e = map->first; e && !schema->code;
		e = e->next)
		read_question(schema, e, &out->answered[out->n++]);
}

static const struct field *find_field(const char *name)
{
	for (size_t i = 0; i < WL_LEN(fields); i++)
		if (wl_streq(fields[i].name, name))
			return &fields[i];
	return NULL;
}

static void fail_field(struct wl_schema *schema, const struct wl_yaml *at)
{
	const char *names[WL_LEN(fields)];
	const struct wl_list known = { .v = names, .n = WL_LEN(fields) };

	for (size_t i = 0; i < WL_LEN(fields); i++)
		names[i] = fields[i].name;
	fail_key(schema, at, &known);
}

static void read_capture(struct wl_schema *schema, const struct wl_yaml *value,
	struct wl_capture *capture)
{
	const struct field *field = find_field(value->key);
	int term;

	if (!field) {
		fail_field(schema, value);
		return;
	}
	capture->key = field->name;
	capture->line = wl_schema_line(schema, value);
	if (field->list)
		wl_schema_list_of(schema, value, field->name, &capture->list);
	else
		wl_schema_text_of(schema, value, field->name, &capture->text);
	if (field->words)
		wl_schema_term_of(
			schema, value, field->name, field->words, &term);
}

static void read_captures(struct wl_schema *schema, const struct wl_yaml *root,
	struct wl_answers *out)
{
	const struct wl_yaml *map = wl_schema_map(schema, root, "captures");

	if (!map)
		return;
	out->captures =
		wl_arena_alloc(schema->arena, map->n * sizeof(*out->captures));
	for (const struct wl_yaml *e = map->first; e && !schema->code;
		e = e->next) {
		struct wl_capture *capture = &out->captures[out->ncaptures];

		read_capture(schema, e, capture);
		out->ncaptures += capture->text || capture->list.n;
	}
}

static void read_notes(struct wl_schema *schema, const struct wl_yaml *root,
	struct wl_answers *out)
{
	const struct wl_yaml *map = wl_schema_map(schema, root, "notes");
	int verdict = WL_VERDICT_NONE;

	check_keys(schema, map, note_keys);
	for (size_t i = 0; i < WL_LEN(out->notes); i++)
		wl_schema_text(schema, map, note_keys[i], &out->notes[i]);
	wl_schema_term(schema, map, "hypothesis", wl_verdicts, &verdict);
	out->hypothesis = (enum wl_verdict)verdict;
}

int wl_answers_parse(struct wl_answers *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err)
{
	struct wl_schema schema = {
		.arena = arena, .source = source, .err = err
	};
	struct wl_answers answers = { 0 };
	const struct wl_yaml *root = wl_schema_parse(&schema);
	int consent = WL_CONSENT_UNKNOWN;

	check_keys(&schema, root, top_keys);
	if (wl_yaml_get(root, "winloss"))
		wl_schema_version(&schema, root);
	wl_schema_time(&schema, root, "interviewed", &answers.interviewed);
	wl_schema_int(&schema, root, "minutes", 0, 24 * 60, &answers.minutes);
	wl_schema_text(&schema, root, "interviewer", &answers.interviewer);
	wl_schema_list(&schema, root, "attendees", &answers.attendees);
	wl_schema_term(&schema, root, "consent", wl_consents, &consent);
	answers.consent = (enum wl_consent)consent;
	read_answers(&schema, root, &answers);
	read_captures(&schema, root, &answers);
	read_notes(&schema, root, &answers);
	if (!schema.code)
		*out = answers;
	return schema.code;
}
