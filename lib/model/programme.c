/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/programme.h"

#include "base/map.h"
#include "base/path.h"
#include "base/utf8.h"
#include "model/interview.h"
#include "model/programme_parse.h"

#define YEARS 3650 /* no interval is longer, in days */

/* The thresholds and intervals of the method. */
static const struct wl_programme defaults = {
	.thresholds = {
		.pattern = 3,
		.group_min = 4,
		.group_target = 6,
		.saturation = { 8, 12 },
		.note_hours = 2,
		.minutes = { 40, 45 },
	},
	.verify_days = { 90, 90, 180, 180, 90 },
};

/* Columns of deals.csv that are no keys of an interview. */
static const char *const deal_columns[] = { "owner", NULL };

static const char *entry_id(
	struct wl_schema *schema, const struct wl_yaml *entry, const char *what)
{
	if (!schema->code && !wl_id_valid(entry->key))
		wl_schema_fail_key(schema, entry,
			"%s '%s' is not an id: small letters and digits, with "
			"single dashes between them, at most %d",
			what, wl_schema_shown(schema, entry->key), WL_ID_MAX);
	return wl_arena_strdup(schema->arena, entry->key);
}

static void read_team(struct wl_schema *schema, const struct wl_yaml *root,
	struct wl_programme *out)
{
	const struct wl_yaml *map = wl_schema_map(schema, root, "team");

	if (!map)
		return;
	out->team = wl_arena_alloc(schema->arena, map->n * sizeof(*out->team));
	for (const struct wl_yaml *e = map->first; e; e = e->next) {
		const struct wl_yaml *keys =
			wl_schema_map_of(schema, e, e->key);
		struct wl_member *member = &out->team[out->nteam++];
		int role = WL_ROLE_OTHER;

		member->id = entry_id(schema, e, "team member");
		wl_schema_text(schema, keys, "name", &member->name);
		wl_schema_text(schema, keys, "email", &member->email);
		wl_schema_term(schema, keys, "role", wl_team_roles, &role);
		member->role = (enum wl_team_role)role;
	}
}

static void read_competitors(struct wl_schema *schema,
	const struct wl_yaml *root, struct wl_programme *out)
{
	const struct wl_yaml *map = wl_schema_map(schema, root, "competitors");

	if (!map)
		return;
	out->competitors = wl_arena_alloc(
		schema->arena, map->n * sizeof(*out->competitors));
	for (const struct wl_yaml *e = map->first; e; e = e->next) {
		const struct wl_yaml *keys =
			wl_schema_map_of(schema, e, e->key);
		struct wl_competitor *competitor =
			&out->competitors[out->ncompetitors++];

		competitor->id = entry_id(schema, e, "competitor");
		competitor->name = competitor->id;
		wl_schema_text(schema, keys, "name", &competitor->name);
		wl_schema_list(schema, keys, "aliases", &competitor->aliases);
	}
}

/* Spellings of competitors: case-folded -> struct wl_competitor. */
struct spellings {
	struct wl_schema *schema;
	struct wl_map map;
};

/* One spelling may mean one competitor only. */
static void add_spelling(struct spellings *spellings, const char *spelling,
	const struct wl_competitor *owner, const struct wl_yaml *at)
{
	struct wl_buf folded = WL_BUF_INIT;
	const struct wl_competitor *other;

	if (spellings->schema->code)
		return;
	wl_utf8_fold(&folded, spelling);
	other = wl_map_put(&spellings->map,
		wl_arena_strndup(spellings->schema->arena, folded.s, folded.n),
		(void *)owner);
	wl_buf_release(&folded);
	if (other && other != owner)
		wl_schema_fail(spellings->schema, at,
			"'%s' already means the competitor '%s'",
			wl_schema_shown(spellings->schema, spelling),
			other->id);
}

static void add_aliases(struct spellings *spellings,
	const struct wl_competitor *competitor, const struct wl_yaml *entry)
{
	const struct wl_yaml *aliases = wl_yaml_get(entry, "aliases");
	const struct wl_yaml *name = wl_yaml_get(entry, "name");
	const struct wl_yaml *item = NULL;

	add_spelling(
		spellings, competitor->name, competitor, name ? name : entry);
	while ((item = wl_schema_item(aliases, item)))
		add_spelling(spellings, item->s, competitor, item);
}

/* All ids first: an alias is the place to report, not the id it repeats. */
static void check_spellings(struct wl_schema *schema,
	const struct wl_yaml *root, const struct wl_programme *programme)
{
	struct spellings spellings = { .schema = schema };
	const struct wl_yaml *map = wl_yaml_get(root, "competitors");
	const struct wl_competitor *competitor = programme->competitors;

	wl_map_init(&spellings.map);
	if (schema->code || !map)
		goto done;
	for (const struct wl_yaml *e = map->first; e; e = e->next)
		add_spelling(&spellings, e->key, competitor++, e);
	competitor = programme->competitors;
	for (const struct wl_yaml *e = map->first; e; e = e->next)
		add_aliases(&spellings, competitor++, e);
done:
	wl_map_release(&spellings.map);
}

static void read_dimensions(struct wl_schema *schema,
	const struct wl_yaml *root, struct wl_programme *out)
{
	const struct wl_yaml *map = wl_schema_map(schema, root, "dimensions");

	if (!map)
		return;
	out->dimensions = wl_arena_alloc(
		schema->arena, map->n * sizeof(*out->dimensions));
	for (const struct wl_yaml *e = map->first; e; e = e->next) {
		struct wl_dimension *dimension =
			&out->dimensions[out->ndimensions++];

		dimension->id = entry_id(schema, e, "dimension");
		if (wl_interview_key(e->key) ||
			wl_term(deal_columns, e->key) >= 0)
			wl_schema_fail_key(schema, e,
				"dimension '%s' has the name of a key that "
				"every deal or interview has",
				e->key);
		wl_schema_list_of(schema, e, e->key, &dimension->values);
	}
}

/* "2" or "1.5": without strtod, whose decimal point is the locale's. */
static bool parse_hours(double *out, const char *s)
{
	size_t whole = strspn(s, "0123456789");
	double value = 0, unit = 1;

	if (!whole || whole > 4)
		return false;
	for (; whole; whole--)
		value = value * 10 + (*s++ - '0');
	if (*s == '.')
		for (s++; *s >= '0' && *s <= '9'; s++)
			value += (*s - '0') * (unit /= 10);
	*out = value;
	return !*s;
}

static void read_note_hours(
	struct wl_schema *schema, const struct wl_yaml *map, double *out)
{
	const char *text = NULL;

	wl_schema_text(schema, map, "note-hours", &text);
	if (text && !parse_hours(out, text))
		wl_schema_fail(schema, wl_yaml_get(map, "note-hours"),
			"note-hours '%s' is not a number of hours such as 2 "
			"or 1.5",
			wl_schema_shown(schema, text));
}

static void read_thresholds(struct wl_schema *schema,
	const struct wl_yaml *root, struct wl_thresholds *out)
{
	static const char *const units[] = { "deal", "interview", NULL };
	const struct wl_yaml *map = wl_schema_map(schema, root, "thresholds");
	int unit = 0;

	wl_schema_term(schema, map, "unit", units, &unit);
	out->unit_interview = unit == 1;
	wl_schema_int(schema, map, "pattern", 1, 1000, &out->pattern);
	wl_schema_int(schema, map, "group-min", 1, 1000, &out->group_min);
	wl_schema_int(schema, map, "group-target", 1, 1000, &out->group_target);
	wl_schema_range(schema, map, "saturation", 1, 1000, out->saturation);
	wl_schema_range(schema, map, "minutes", 1, 480, out->minutes);
	read_note_hours(schema, map, &out->note_hours);
}

/* "90d", or {every: 90d, verifier: marc} */
static void read_verification_of(struct wl_schema *schema,
	const struct wl_yaml *entry, struct wl_programme *out, size_t type)
{
	const struct wl_yaml *every = entry;
	const char *text = NULL;
	int n;

	if (entry->kind == WL_YAML_MAP) {
		every = wl_yaml_get(entry, "every");
		wl_schema_text(
			schema, entry, "verifier", &out->verifiers[type]);
		if (!every)
			return;
	}
	wl_schema_text_of(schema, every, wl_card_types[type], &text);
	if (!text)
		return;
	n = wl_days_parse(text);
	if (n < 1 || n > YEARS)
		wl_schema_fail(schema, every,
			"%s '%s' is not an interval such as 90d, 12w or 6m",
			wl_card_types[type], wl_schema_shown(schema, text));
	out->verify_days[type] = n;
}

static void read_verification(struct wl_schema *schema,
	const struct wl_yaml *root, struct wl_programme *out)
{
	const struct wl_yaml *map = wl_schema_map(schema, root, "verification");

	for (size_t i = 0; wl_card_types[i]; i++) {
		const struct wl_yaml *entry =
			wl_yaml_get(map, wl_card_types[i]);

		if (entry)
			read_verification_of(schema, entry, out, i);
	}
}

static struct wl_pair *read_pairs(
	struct wl_schema *schema, const struct wl_yaml *map, size_t *n)
{
	struct wl_pair *pairs;

	if (!map)
		return NULL;
	pairs = wl_arena_alloc(schema->arena, map->n * sizeof(*pairs));
	for (const struct wl_yaml *e = map->first; e; e = e->next) {
		struct wl_pair *pair = &pairs[*n];

		pair->from = wl_arena_strdup(schema->arena, e->key);
		wl_schema_text_of(schema, e, e->key, &pair->to);
		*n += pair->to != NULL;
	}
	return pairs;
}

static void read_crm(struct wl_schema *schema, const struct wl_yaml *root,
	struct wl_programme *out)
{
	const struct wl_yaml *map = wl_schema_map(schema, root, "crm");
	const struct wl_yaml *stages = wl_schema_map(schema, map, "stages");

	out->crm_columns = read_pairs(schema,
		wl_schema_map(schema, map, "columns"), &out->ncrm_columns);
	out->crm_stages = read_pairs(schema, stages, &out->ncrm_stages);
	if (!stages)
		return;
	for (const struct wl_yaml *e = stages->first; e; e = e->next) {
		int outcome;

		wl_schema_term_of(schema, e, e->key, wl_outcomes, &outcome);
	}
}

int wl_programme_parse(struct wl_programme *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err)
{
	static const char *const ids[] = { "account", "opaque", NULL };
	struct wl_schema schema = {
		.arena = arena, .source = source, .err = err
	};
	struct wl_programme programme = defaults;
	const struct wl_yaml *root = wl_schema_parse(&schema);
	int opaque = 0;

	wl_schema_version(&schema, root);
	wl_schema_require(&schema, root, "product");
	wl_schema_text(&schema, root, "product", &programme.product);
	wl_schema_text(&schema, root, "owner", &programme.owner);
	read_team(&schema, root, &programme);
	read_competitors(&schema, root, &programme);
	check_spellings(&schema, root, &programme);
	wl_schema_list(&schema, root, "segments", &programme.segments);
	read_dimensions(&schema, root, &programme);
	read_thresholds(&schema, root, &programme.thresholds);
	read_verification(&schema, root, &programme);
	read_crm(&schema, root, &programme);
	wl_programme_read_check(&schema, root, &programme);
	wl_schema_term(&schema, root, "ids", ids, &opaque);
	programme.opaque_ids = opaque == 1;
	if (!schema.code)
		*out = programme;
	return schema.code;
}

const struct wl_member *wl_programme_member(
	const struct wl_programme *programme, const char *id)
{
	for (size_t i = 0; i < programme->nteam; i++)
		if (wl_streq(programme->team[i].id, id))
			return &programme->team[i];
	return NULL;
}

const struct wl_member *wl_programme_by_email(
	const struct wl_programme *programme, const char *email)
{
	for (size_t i = 0; email && i < programme->nteam; i++) {
		const struct wl_member *member = &programme->team[i];

		if (member->email && wl_utf8_same(member->email, email))
			return member;
	}
	return NULL;
}

static bool is_called(const struct wl_competitor *competitor, const char *name)
{
	if (wl_utf8_same(competitor->id, name) ||
		wl_utf8_same(competitor->name, name))
		return true;
	for (size_t i = 0; i < competitor->aliases.n; i++)
		if (wl_utf8_same(competitor->aliases.v[i], name))
			return true;
	return false;
}

const struct wl_competitor *wl_programme_competitor(
	const struct wl_programme *programme, const char *name)
{
	if (!name || !*name)
		return NULL;
	for (size_t i = 0; i < programme->ncompetitors; i++)
		if (wl_streq(programme->competitors[i].id, name))
			return &programme->competitors[i];
	for (size_t i = 0; i < programme->ncompetitors; i++)
		if (is_called(&programme->competitors[i], name))
			return &programme->competitors[i];
	return NULL;
}

const char *wl_programme_competitor_name(
	const struct wl_programme *programme, const char *id)
{
	const struct wl_competitor *competitor =
		wl_programme_competitor(programme, id);

	return competitor ? competitor->name : id;
}
