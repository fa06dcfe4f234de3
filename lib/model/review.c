/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/review.h"

#include "base/map.h"
#include "base/path.h"
#include "model/schema.h"

const char *const wl_review_kinds[] = { "monthly", "quarterly", NULL };
const char *const wl_standings[] = { "", "still", "partly", "no-longer", NULL };
const char *const wl_weights[] = { "", "high", "medium", "low", NULL };
const char *const wl_decisions[] = { "", "taken", "declined", NULL };
const char *const wl_movements[] = { "", "keep", "changed", NULL };
const char *const wl_answer_words[] = { "unknown", "yes", "partly", "no",
	NULL };
const char *const wl_retro_keys[] = { "drove", "failed", "stale", "archive",
	NULL };
const char *const wl_action_states[] = { "overdue", "open", "done", "declined",
	NULL };

struct reading {
	struct wl_schema schema;
	const struct wl_yaml *front;
	struct wl_map seen; /* what may stand only once -> its line */
	struct wl_arena scratch;
	struct wl_review review;
};

/* Fail if the key of an entry stands a second time. */
static void once(struct reading *reading, const struct wl_yaml *at,
	const char *what, const char *key)
{
	const char *name;
	void *before;
	int line;

	if (reading->schema.code || !key)
		return;
	line = wl_schema_line(&reading->schema, at);
	name = wl_arena_printf(&reading->scratch, "%s %s", what, key);
	before = wl_map_put(&reading->seen, name, (void *)(intptr_t)line);
	if (before)
		wl_schema_fail(&reading->schema, at,
			"the %s '%s' stands here a second time, first in line "
			"%d",
			what, wl_schema_shown(&reading->schema, key),
			(int)(intptr_t)before);
}

static int term(struct reading *reading, const struct wl_yaml *map,
	const char *key, const char *const *table)
{
	int value = 0;

	wl_schema_term(&reading->schema, map, key, table, &value);
	return value;
}

/* "battlecard/rivalco^r4w" */
static bool claim_valid(const char *s)
{
	const char *slash = strchr(s, '/'), *hat = strrchr(s, '^');
	char type[32], id[WL_ID_MAX + 2];

	if (!slash || !hat || hat < slash || hat - slash > WL_ID_MAX + 1)
		return false;
	snprintf(type, sizeof(type), "%.*s", (int)(slash - s), s);
	snprintf(id, sizeof(id), "%.*s", (int)(hat - slash - 1), slash + 1);
	return wl_term(wl_card_types, type) >= 0 && wl_id_valid(id) &&
	       wl_passage_id_valid(hat + 1);
}

static void read_verdicts(struct reading *reading)
{
	struct wl_schema *schema = &reading->schema;
	struct wl_review *out = &reading->review;
	const struct wl_yaml *map =
		wl_schema_map(schema, reading->front, "verdicts");

	out->verdicts = wl_arena_alloc(
		schema->arena, (map ? map->n : 0) * sizeof(*out->verdicts));
	for (const struct wl_yaml *e = map ? map->first : NULL;
		e && !schema->code; e = e->next) {
		struct wl_judged *one = &out->verdicts[out->nverdicts++];
		int standing = 0;

		if (!claim_valid(e->key))
			wl_schema_fail_key(schema, e,
				"'%s' is not a claim such as "
				"'battlecard/rivalco^r4w'",
				wl_schema_shown(schema, e->key));
		wl_schema_term_of(
			schema, e, "verdict", wl_standings, &standing);
		one->claim = wl_arena_strdup(schema->arena, e->key);
		one->standing = (enum wl_standing)standing;
		one->line = wl_schema_line(schema, e);
	}
}

/* A list of maps; `each` reads the next one. */
static void read_maps(struct reading *reading, const char *key,
	void (*each)(struct reading *reading, const struct wl_yaml *map))
{
	struct wl_schema *schema = &reading->schema;
	const struct wl_yaml *seq = wl_schema_seq(schema, reading->front, key);

	for (const struct wl_yaml *e = seq ? seq->first : NULL;
		e && !schema->code; e = e->next)
		if (wl_schema_map_of(schema, e, key))
			each(reading, e);
}

/* Room for as many as the file can hold. */
static void *room(struct reading *reading, const char *key, size_t size)
{
	const struct wl_yaml *seq = wl_yaml_get(reading->front, key);

	return wl_arena_alloc(reading->schema.arena, (seq ? seq->n : 0) * size);
}

static void read_request(struct reading *reading, const struct wl_yaml *map)
{
	struct wl_schema *schema = &reading->schema;
	struct wl_review *out = &reading->review;
	struct wl_request *one = &out->requests[out->nrequests++];

	one->line = wl_schema_line(schema, map);
	wl_schema_text(schema, map, "what", &one->what);
	wl_schema_text(schema, map, "by", &one->by);
	one->priority =
		(enum wl_weight)term(reading, map, "priority", wl_weights);
	one->impact = (enum wl_weight)term(reading, map, "impact", wl_weights);
	one->decision =
		(enum wl_decision)term(reading, map, "decision", wl_decisions);
	wl_schema_text(schema, map, "reason", &one->reason);
}

/* "2026-11-25 priya" */
static void read_handed(struct reading *reading, const struct wl_yaml *item,
	struct wl_action *one)
{
	struct wl_schema *schema = &reading->schema;
	struct wl_handed *next = &one->handed[one->nhanded++];
	const char *text = NULL;
	char day[WL_DATE_TEXT];

	wl_schema_text_of(schema, item, "handed", &text);
	if (!text)
		return;
	snprintf(day, sizeof(day), "%s", text);
	if (!wl_day_parse(&next->day, day) || text[10] != ' ' ||
		!wl_id_valid(text + 11)) {
		wl_schema_fail(schema, item,
			"'%s' does not say when an action was handed over and "
			"whose it was, such as '2026-11-25 priya'",
			wl_schema_shown(schema, text));
		return;
	}
	next->from = wl_arena_strdup(schema->arena, text + 11);
}

static void read_action(struct reading *reading, const struct wl_yaml *map)
{
	struct wl_schema *schema = &reading->schema;
	struct wl_review *out = &reading->review;
	struct wl_action *one = &out->actions[out->nactions++];
	const struct wl_yaml *list = wl_yaml_get(map, "handed"), *item = NULL;

	one->line = wl_schema_line(schema, map);
	one->deadline = one->done = one->declined = WL_NO_DAY;
	wl_schema_id(schema, map, "id", true, &one->id);
	once(reading, map, "action", one->id);
	wl_schema_text(schema, map, "what", &one->what);
	wl_schema_text(schema, map, "owner", &one->owner);
	wl_schema_day(schema, map, "deadline", &one->deadline);
	wl_schema_text(schema, map, "outcome", &one->outcome);
	wl_schema_text(schema, map, "claim", &one->claim);
	wl_schema_day(schema, map, "done", &one->done);
	wl_schema_day(schema, map, "declined", &one->declined);
	wl_schema_text(schema, map, "reason", &one->reason);
	one->handed = wl_arena_alloc(
		schema->arena, (list ? list->n + 1 : 0) * sizeof(*one->handed));
	while (list && !schema->code && (item = wl_schema_item(list, item)))
		read_handed(reading, item, one);
}

static void read_opportunity(struct reading *reading, const struct wl_yaml *map)
{
	static const char *const helped[] = { "", "yes", "", "no", NULL };
	struct wl_schema *schema = &reading->schema;
	struct wl_review *out = &reading->review;
	struct wl_opportunity *one = &out->opportunities[out->nopportunities++];

	one->line = wl_schema_line(schema, map);
	wl_schema_require(schema, map, "deal");
	wl_schema_text(schema, map, "deal", &one->deal);
	once(reading, map, "deal", one->deal);
	one->helped = (enum wl_answer_word)term(reading, map, "helped", helped);
	wl_schema_text(schema, map, "where", &one->where);
}

static void read_asset(struct reading *reading, const struct wl_yaml *map)
{
	struct wl_schema *schema = &reading->schema;
	struct wl_review *out = &reading->review;
	struct wl_asset *one = &out->assets[out->nassets++];

	one->line = wl_schema_line(schema, map);
	wl_schema_require(schema, map, "name");
	wl_schema_text(schema, map, "name", &one->name);
	once(reading, map, "asset", one->name);
	one->consistent = (enum wl_answer_word)term(
		reading, map, "consistent", wl_answer_words);
	one->used = (enum wl_answer_word)term(
		reading, map, "used", wl_answer_words);
	wl_schema_text(schema, map, "note", &one->note);
}

static void read_retro(struct reading *reading)
{
	struct wl_schema *schema = &reading->schema;
	const struct wl_yaml *map =
		wl_schema_map(schema, reading->front, "retro");

	for (size_t i = 0; wl_retro_keys[i]; i++)
		wl_schema_text(schema, map, wl_retro_keys[i],
			&reading->review.retro[i]);
}

static void check_id(struct reading *reading)
{
	struct wl_schema *schema = &reading->schema;
	const struct wl_review *review = &reading->review;
	enum wl_review_kind kind;

	if (schema->code)
		return;
	if (!wl_review_id_valid(review->id, &kind))
		wl_schema_fail(schema, wl_yaml_get(reading->front, "id"),
			"id '%s' is neither a month such as 2026-11 nor a "
			"quarter such as 2026-q4",
			wl_schema_shown(schema, review->id));
	else if (kind != review->kind)
		wl_schema_fail(schema, wl_yaml_get(reading->front, "kind"),
			"'%s' is a %s review by its id, not a %s one",
			review->id, wl_review_kinds[kind],
			wl_review_kinds[review->kind]);
}

static int read_front(struct reading *reading)
{
	struct wl_schema *schema = &reading->schema;
	struct wl_review *out = &reading->review;
	const struct wl_yaml *map = reading->front;
	enum wl_review_kind kind = WL_MONTHLY;
	int given;

	wl_schema_version(schema, map);
	wl_schema_id(schema, map, "id", true, &out->id);
	if (out->id)
		wl_review_id_valid(out->id, &kind);
	given = (int)kind;
	wl_schema_term(schema, map, "kind", wl_review_kinds, &given);
	out->kind = (enum wl_review_kind)given;
	check_id(reading);
	out->since = out->as_of = out->held = WL_NO_DAY;
	wl_schema_day(schema, map, "since", &out->since);
	wl_schema_day(schema, map, "as-of", &out->as_of);
	wl_schema_day(schema, map, "held", &out->held);
	wl_schema_text(schema, map, "made-as", &out->made_as);
	wl_schema_list(schema, map, "present", &out->present);
	out->decision =
		(enum wl_movement)term(reading, map, "decision", wl_movements);
	read_verdicts(reading);
	out->requests = room(reading, "requests", sizeof(*out->requests));
	read_maps(reading, "requests", read_request);
	out->actions = room(reading, "actions", sizeof(*out->actions));
	read_maps(reading, "actions", read_action);
	out->opportunities =
		room(reading, "opportunities", sizeof(*out->opportunities));
	read_maps(reading, "opportunities", read_opportunity);
	out->assets = room(reading, "assets", sizeof(*out->assets));
	read_maps(reading, "assets", read_asset);
	read_retro(reading);
	return schema->code;
}

int wl_review_parse(struct wl_review *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err)
{
	struct reading reading = {
		.schema = { .arena = arena, .source = source, .err = err },
	};
	struct wl_front front;
	int rc;

	wl_arena_init(&reading.scratch); /* the YAML tree is of no use later */
	wl_map_init(&reading.seen);
	rc = wl_front_parse(&front, &reading.scratch, source, err);
	if (!rc) {
		reading.front = front.yaml;
		rc = read_front(&reading);
	}
	if (!rc) {
		reading.review.path = wl_arena_strdup(arena, source->path);
		*out = reading.review;
	}
	wl_map_release(&reading.seen);
	wl_arena_release(&reading.scratch);
	return rc;
}

bool wl_review_id_valid(const char *s, enum wl_review_kind *kind)
{
	size_t n = strlen(s);
	wl_day day;
	char first[WL_DATE_TEXT];

	if (n != 7 || strspn(s, "0123456789") != 4 || s[4] != '-')
		return false;
	if (kind)
		*kind = s[5] == 'q' ? WL_QUARTERLY : WL_MONTHLY;
	if (s[5] == 'q')
		return s[6] >= '1' && s[6] <= '4';
	snprintf(first, sizeof(first), "%.7s-01", s);
	return wl_day_parse(&day, first);
}

char *wl_review_id(
	char text[WL_REVIEW_ID], enum wl_review_kind kind, wl_day day)
{
	char date[WL_DATE_TEXT];
	int quarter = wl_day_quarter(day);

	if (kind == WL_QUARTERLY)
		snprintf(text, WL_REVIEW_ID, "%04d-q%d", quarter / 4 % 10000,
			quarter % 4 + 1);
	else
		snprintf(text, WL_REVIEW_ID, "%.7s", wl_day_format(day, date));
	return text;
}

wl_day wl_review_day(const struct wl_review *review)
{
	return review->held != WL_NO_DAY ? review->held : review->as_of;
}

bool wl_review_there(const struct wl_review *review, wl_day today)
{
	wl_day day = wl_review_day(review);

	return day == WL_NO_DAY || day <= today;
}

const struct wl_judged *wl_review_verdict(
	const struct wl_review *review, const char *claim)
{
	for (size_t i = 0; i < review->nverdicts; i++)
		if (wl_streq(review->verdicts[i].claim, claim))
			return &review->verdicts[i];
	return NULL;
}

const struct wl_action *wl_review_action(
	const struct wl_review *review, const char *id)
{
	for (size_t i = 0; i < review->nactions; i++)
		if (wl_streq(review->actions[i].id, id))
			return &review->actions[i];
	return NULL;
}

const struct wl_opportunity *wl_review_opportunity(
	const struct wl_review *review, const char *deal)
{
	for (size_t i = 0; review && i < review->nopportunities; i++)
		if (wl_streq(review->opportunities[i].deal, deal))
			return &review->opportunities[i];
	return NULL;
}

const struct wl_asset *wl_review_asset(
	const struct wl_review *review, const char *name)
{
	for (size_t i = 0; review && i < review->nassets; i++)
		if (wl_streq(review->assets[i].name, name))
			return &review->assets[i];
	return NULL;
}

enum wl_action_state wl_action_state(
	const struct wl_action *action, wl_day today)
{
	if (action->done != WL_NO_DAY && action->done <= today)
		return WL_ACTION_DONE;
	if (action->declined != WL_NO_DAY && action->declined <= today)
		return WL_ACTION_DECLINED;
	if (action->deadline != WL_NO_DAY && action->deadline < today)
		return WL_ACTION_OVERDUE;
	return WL_ACTION_OPEN;
}

bool wl_outcome_single(const char *outcome)
{
	static const char *const joins[] = { " and ", "; ", " & ", " plus ",
		" as well as ", "\n" };
	const char *end;

	for (size_t i = 0; i < WL_LEN(joins); i++)
		if (strcasestr(outcome, joins[i]))
			return false;
	/* A full stop with words behind it begins a second sentence */
	for (end = outcome; (end = strpbrk(end, ".!?")); end++)
		if (end[1] == ' ' && end[1 + strspn(end + 1, " ")] &&
			end > outcome + 1 && end[-2] != '.' && end[-2] != ' ')
			return false;
	return true;
}
