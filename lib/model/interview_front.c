/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The front matter of an interview: one table of its keys, walked once.
 */
#include "model/interview_parse.h"

static const char *const kinds[] = { "buyer", "internal", NULL };

/* As wl_outcomes; an interview about an open deal would be a sales call. */
static const char *const held_outcomes[] = { "", "win", "loss", "no-decision",
	NULL };

struct key;
typedef void (*reader)(struct wl_schema *schema, const struct wl_yaml *value,
	const struct key *key, struct wl_interview *out);

struct key {
	const char *name;
	reader read;
	size_t offset;            /* of its place in struct wl_interview */
	const char *const *words; /* that it may be, or the keys of its map */
};

static void *place(const struct key *key, struct wl_interview *out)
{
	return (char *)out + key->offset;
}

static void read_text(struct wl_schema *schema, const struct wl_yaml *value,
	const struct key *key, struct wl_interview *out)
{
	wl_schema_text_of(schema, value, key->name, place(key, out));
}

static void read_list(struct wl_schema *schema, const struct wl_yaml *value,
	const struct key *key, struct wl_interview *out)
{
	wl_schema_list_of(schema, value, key->name, place(key, out));
}

static void read_term(struct wl_schema *schema, const struct wl_yaml *value,
	const struct key *key, struct wl_interview *out)
{
	wl_schema_term_of(
		schema, value, key->name, key->words, place(key, out));
}

static void read_day(struct wl_schema *schema, const struct wl_yaml *value,
	const struct key *key, struct wl_interview *out)
{
	wl_schema_day_of(schema, value, key->name, place(key, out));
}

static void read_time(struct wl_schema *schema, const struct wl_yaml *value,
	const struct key *key, struct wl_interview *out)
{
	wl_schema_time_of(schema, value, key->name, place(key, out));
}

/* Is there no offset behind the clock? */
static bool is_local(const struct wl_yaml *value)
{
	return strlen(value->s) <= 10 || !strpbrk(value->s + 10, "Z+-");
}

static void read_noted(struct wl_schema *schema, const struct wl_yaml *value,
	const struct key *key, struct wl_interview *out)
{
	wl_day day;

	read_time(schema, value, key, out);
	out->noted_whole_day = wl_day_parse(&day, value->s);
	out->noted_local = is_local(value);
}

static void read_interviewed(struct wl_schema *schema,
	const struct wl_yaml *value, const struct key *key,
	struct wl_interview *out)
{
	wl_day day;

	read_time(schema, value, key, out);
	out->whole_day = wl_day_parse(&day, value->s);
	out->interviewed_local = is_local(value);
}

static void read_minutes(struct wl_schema *schema, const struct wl_yaml *value,
	const struct key *key, struct wl_interview *out)
{
	static const int limits[] = { 0, 24 * 60 };

	wl_schema_int_of(schema, value, key->name, limits, &out->minutes);
}

static void read_kind(struct wl_schema *schema, const struct wl_yaml *value,
	const struct key *key, struct wl_interview *out)
{
	int kind = 0;

	wl_schema_term_of(schema, value, key->name, key->words, &kind);
	out->internal = kind == 1;
}

static void read_forced(struct wl_schema *schema, const struct wl_yaml *value,
	const struct key *key, struct wl_interview *out)
{
	const char *text = NULL;

	wl_schema_text_of(schema, value, key->name, &text);
	out->forced = text != NULL;
}

/* "2026-11-17 priya", or the date alone */
static bool parse_done(
	struct wl_done *out, struct wl_arena *arena, const char *s)
{
	char date[WL_DATE_TEXT];
	size_t n = strcspn(s, " ");

	if (n >= sizeof(date))
		return false;
	memcpy(date, s, n);
	date[n] = '\0';
	s += n + strspn(s + n, " ");
	if (*s)
		out->person = wl_arena_word(arena, s, strlen(s));
	return wl_day_parse(&out->day, date);
}

static void read_done(struct wl_schema *schema, const struct wl_yaml *value,
	const struct key *key, struct wl_interview *out)
{
	const struct wl_yaml *map = wl_schema_map_of(schema, value, key->name);
	struct wl_done *done = place(key, out);

	for (size_t i = 0; key->words[i]; i++) {
		const char *text = NULL;

		wl_schema_text(schema, map, key->words[i], &text);
		if (text && !parse_done(&done[i], schema->arena, text))
			wl_schema_fail(schema, wl_yaml_get(map, key->words[i]),
				"%s.%s '%s' is not a date and a person such "
				"as 2026-11-17 priya",
				key->name, key->words[i],
				wl_schema_shown(schema, text));
	}
}

#define FIELD(member) offsetof(struct wl_interview, member)

/* Sorted by name; without a reader: read apart. */
static const struct key keys[] = {
	{ "account", read_text, FIELD(account), NULL },
	{ "after", read_done, FIELD(after), wl_afters },
	{ "amount", read_text, FIELD(amount), NULL },
	{ "attendees", read_list, FIELD(attendees), NULL },
	{ "buyer-reason", read_text, FIELD(buyer_reason), NULL },
	{ "chosen", read_text, FIELD(chosen), NULL },
	{ "closed", read_day, FIELD(closed), NULL },
	{ "coded", read_day, FIELD(coded), NULL },
	{ "competitor", read_text, FIELD(competitor), NULL },
	{ "consent", read_term, FIELD(consent), wl_consents },
	{ "created", read_day, FIELD(created), NULL },
	{ "criteria", read_list, FIELD(criteria), NULL },
	{ "currency", read_text, FIELD(currency), NULL },
	{ "deal", read_text, FIELD(deal), NULL },
	{ "evaluated", read_list, FIELD(evaluated), NULL },
	{ "forced", read_forced, 0, NULL },
	{ "guide", read_text, FIELD(guide), NULL },
	{ "hypothesis", read_term, FIELD(hypothesis), wl_verdicts },
	{ "id", NULL, 0, NULL },
	{ "incumbent", read_text, FIELD(incumbent), NULL },
	{ "interviewed", read_interviewed, FIELD(interviewed), NULL },
	{ "interviewee", read_text, FIELD(interviewee), NULL },
	{ "interviewer", read_text, FIELD(interviewer), NULL },
	{ "kind", read_kind, 0, kinds },
	{ "minutes", read_minutes, 0, NULL },
	{ "noted", read_noted, FIELD(noted), NULL },
	{ "objections", read_list, FIELD(objections), NULL },
	{ "outcome", read_term, FIELD(outcome), held_outcomes },
	{ "prepared", read_done, FIELD(prepared), wl_preparations },
	{ "price-factor", read_term, FIELD(price), wl_prices },
	{ "product", read_text, FIELD(product), NULL },
	{ "reason", read_text, FIELD(reason), NULL },
	{ "role", read_text, FIELD(role), NULL },
	{ "root", read_term, FIELD(root), wl_roots },
	{ "segment", read_text, FIELD(segment), NULL },
	{ "stage", read_text, FIELD(stage), NULL },
	{ "status", read_term, FIELD(status), wl_statuses },
	{ "trigger", read_text, FIELD(trigger), NULL },
	{ "winloss", NULL, 0, NULL },
};

static int by_name(const void *name, const void *key)
{
	return strcmp(name, ((const struct key *)key)->name);
}

static const struct key *find_key(const char *name)
{
	return bsearch(name, keys, WL_LEN(keys), sizeof(keys[0]), by_name);
}

bool wl_interview_key(const char *key)
{
	return find_key(key) != NULL;
}

const char *wl_interview_key_at(size_t i)
{
	return i < WL_LEN(keys) ? keys[i].name : NULL;
}

/* Room for one more; the arrays double. */
static void grow_extra(struct wl_arena *arena, struct wl_pair_list *extra)
{
	size_t n = extra->n, bytes = n * sizeof(*extra->key);
	const char **key, **value;

	if (n & (n - 1))
		return;
	key = wl_arena_alloc(arena, n ? 2 * bytes : sizeof(*key));
	value = wl_arena_alloc(arena, n ? 2 * bytes : sizeof(*value));
	if (n) {
		memcpy(key, extra->key, bytes);
		memcpy(value, extra->value, bytes);
	}
	extra->key = key;
	extra->value = value;
}

/* A key that is not the format's: a dimension of the programme. */
static void read_extra(struct wl_schema *schema, const struct wl_yaml *value,
	struct wl_interview *out)
{
	struct wl_pair_list *extra = &out->extra;

	if (value->kind != WL_YAML_SCALAR || !*value->s)
		return;
	grow_extra(schema->arena, extra);
	extra->key[extra->n] =
		wl_arena_word(schema->arena, value->key, strlen(value->key));
	extra->value[extra->n++] =
		wl_arena_word(schema->arena, value->s, strlen(value->s));
}

static void require_deal(struct wl_schema *schema, const struct wl_yaml *map)
{
	static const char *const needed[] = { "outcome", "deal" };

	for (size_t i = 0; i < WL_LEN(needed) && !schema->code; i++) {
		wl_schema_require(schema, map, needed[i]);
		if (schema->code)
			wl_err_hint(schema->err,
				"add the key, or 'kind: internal' for the "
				"view of a stakeholder");
	}
}

static void set_unknown(struct wl_interview *out)
{
	out->created = out->closed = out->coded = WL_NO_DAY;
	for (size_t i = 0; i < WL_PREPS; i++)
		out->prepared[i].day = WL_NO_DAY;
	for (size_t i = 0; i < WL_AFTERS; i++)
		out->after[i].day = WL_NO_DAY;
}

int wl_interview_front(
	void *interview, struct wl_schema *schema, const struct wl_yaml *map)
{
	struct wl_interview *out = interview;

	set_unknown(out);
	wl_schema_version(schema, map);
	wl_schema_id(schema, map, "id", true, &out->id);
	for (const struct wl_yaml *e = map->first; e && !schema->code;
		e = e->next) {
		const struct key *key = find_key(e->key);

		if (!key)
			read_extra(schema, e, out);
		else if (key->read)
			key->read(schema, e, key, out);
	}
	if (!out->internal)
		require_deal(schema, map);
	return schema->code;
}
