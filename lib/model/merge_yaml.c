/* SPDX-License-Identifier: GPL-3.0-or-later */
/* YAML as units: entries of maps and items of lists, at the parser's marks. */
#include "model/merge.h"
#include "text/front.h"

enum { BLOCK, FLOW };

/* What a unit stands for. */
struct part {
	const struct wl_yaml *node;
	const char *bytes; /* of the whole file */
	const char *path;  /* "thresholds.pattern"; NULL: the top */
};

static size_t behind_line(const char *s, size_t at)
{
	while (s[at] && s[at] != '\n')
		at++;
	while (at && strchr(" \t\r", s[at - 1]))
		at--;
	return at;
}

/* The last byte of a value with all that is in it; libyaml lets a collection
 * end where the next thing begins. */
static size_t tree_end(const struct wl_yaml *node)
{
	const struct wl_yaml *last = node->first;

	if (node->kind == WL_YAML_SCALAR || node->flow || !last)
		return node->end > node->key_end ? node->end : node->key_end;
	while (last->next)
		last = last->next;
	return tree_end(last);
}

static size_t block_end(const char *s, const struct wl_yaml *node)
{
	size_t at = tree_end(node);

	while (at && strchr(" \t\r\n", s[at - 1]))
		at--;
	return behind_line(s, at);
}

static size_t flow_end(const char *s, const struct wl_yaml *node)
{
	size_t at = node->key_end;

	if (!node->key || node->end > node->start)
		return node->end;
	while (s[at] && strchr(" \t\r\n", s[at]))
		at++;
	return s[at] == ':' ? at + 1 : node->key_end;
}

/* Where an item of a block list begins: at its dash.  False: there is none
 * before it. */
static bool find_dash(const char *s, size_t *at)
{
	while (*at && strchr(" \t\r\n", s[*at - 1]))
		--*at;
	return *at && s[--*at] == '-';
}

static size_t column(const char *s, size_t at)
{
	size_t n = 0;

	while (n < at && s[at - n - 1] != '\n')
		n++;
	return n;
}

static const char *item_key(
	const struct wl_merge *merge, const struct wl_yaml *node)
{
	const char *id = wl_yaml_text(node, "id");
	size_t n = strlen(node->s);

	if (node->kind == WL_YAML_MAP)
		return id ? wl_arena_printf(merge->arena, "id %s", id) : NULL;
	if (node->kind != WL_YAML_SCALAR || !n)
		return NULL;
	if (merge->context && strchr("+-", node->s[n - 1]))
		n--;
	return wl_arena_strndup(merge->arena, node->s, n);
}

/* "thresholds.pattern": the keys and ids that lead to a value; NULL for an
 * item that has neither. */
static const char *path_of(const struct wl_merge *merge,
	const struct part *part, const struct wl_yaml *node)
{
	const char *name = node->key;

	if (!name && node->kind == WL_YAML_MAP)
		name = wl_yaml_text(node, "id");
	if (!name || !part->path)
		return name ? name : part->path;
	return wl_arena_printf(merge->arena, "%s.%s", part->path, name);
}

static void name_unit(const struct wl_merge *merge, struct wl_unit *unit,
	const struct part *parent)
{
	const struct part *part = unit->node;
	const char *of = part->path == parent->path ? "an item of " : "";

	unit->words =
		wl_arena_strndup(merge->arena, unit->bytes.s, unit->bytes.n);
	unit->key =
		part->node->key ? part->node->key : item_key(merge, part->node);
	unit->name = "an item of a list";
	if (part->path)
		unit->name =
			wl_arena_printf(merge->arena, "%s'%s'", of, part->path);
	unit->loose = true;
}

/* Add a child of a collection as a unit; *at is behind the one before. */
static bool add_child(const struct wl_merge *merge, struct wl_units *units,
	const struct part *part, const struct wl_yaml *child, size_t *at)
{
	const char *s = part->bytes;
	bool flow = part->node->flow;
	size_t start = child->key ? child->key_start : child->start;
	size_t end = flow ? flow_end(s, child) : block_end(s, child);
	struct wl_unit *unit;
	struct part *own;

	if (!child->key && !flow && !find_dash(s, &start))
		return false;
	if (start < *at || end < start)
		return false;
	own = wl_arena_alloc(merge->arena, sizeof(*own));
	*own = (struct part){ child, s, path_of(merge, part, child) };
	unit = wl_units_add(units);
	unit->bytes = (struct wl_span){ s + start, end - start };
	unit->gap = (struct wl_span){ s + *at, start - *at };
	unit->kind = flow ? FLOW : BLOCK;
	unit->from = column(s, start);
	unit->node = own;
	name_unit(merge, unit, part);
	*at = end;
	return true;
}

/* Children behind `at`, which is behind the lead; the rest is the tail. */
static bool add_children(const struct wl_merge *merge, struct wl_units *units,
	const struct part *part, size_t at, size_t end)
{
	for (const struct wl_yaml *child = part->node->first; child;
		child = child->next)
		if (!add_child(merge, units, part, child, &at))
			return false;
	if (at > end)
		return false;
	units->tail = (struct wl_span){ part->bytes + at, end - at };
	return true;
}

static size_t first_start(const struct wl_yaml *node)
{
	const struct wl_yaml *first = node->first;

	return !first       ? node->end
	       : first->key ? first->key_start
			    : first->start;
}

/* The inside of an entry as units.  `hangs`: its children begin on the next
 * line, and what stands before the first goes with that. */
static bool split_entry(const struct wl_merge *merge, struct wl_units *units,
	const struct wl_unit *unit, bool *hangs)
{
	const struct part *part = unit->node;
	const struct wl_yaml *node = part->node;
	const char *s = part->bytes;
	size_t start = (size_t)(unit->bytes.s - s), lead;

	*hangs = false;
	if (node->flow) {
		lead = node->first ? first_start(node) : node->start + 1;
	} else {
		lead = first_start(node);
		if (node->kind == WL_YAML_SEQ && !find_dash(s, &lead))
			return false;
		if (node->key && behind_line(s, node->key_end) < lead) {
			lead = behind_line(s, node->key_end);
			*hangs = true;
		}
	}
	if (lead < start || lead > start + unit->bytes.n)
		return false;
	units->lead = (struct wl_span){ s + start, lead - start };
	return add_children(merge, units, part, lead, start + unit->bytes.n);
}

static const char *divide(const struct wl_merge *merge,
	const struct wl_unit *before, const struct wl_unit *unit,
	const struct wl_span *gap)
{
	(void)before;
	if (gap->n)
		return NULL;
	if (unit->kind == FLOW)
		return ", ";
	return wl_arena_printf(
		merge->arena, "%s%*s", merge->eol, (int)unit->from, "");
}

static const struct wl_yaml *node_of(const struct wl_unit *unit)
{
	return ((const struct part *)unit->node)->node;
}

static bool is_alike(const struct wl_unit *a, const struct wl_unit *b)
{
	const struct wl_yaml *x = node_of(a), *y = node_of(b);

	return x->kind == y->kind && x->flow == y->flow && !x->key == !y->key;
}

/* An entry that both sides changed: what is in it. */
static bool merge_entry(struct wl_merge *merge, const struct wl_unit *base,
	const struct wl_unit *ours, const struct wl_unit *theirs)
{
	const struct wl_unit *units[WL_VERSIONS] = { base, ours, theirs };
	struct wl_units parts[WL_VERSIONS] = { 0 };
	bool hangs[WL_VERSIONS] = { 0 }, done;
	struct wl_merge_how how = { .unit = merge_entry, .divider = divide };

	if (node_of(ours)->kind == WL_YAML_SCALAR || !is_alike(ours, theirs))
		return false;
	if (base && !is_alike(base, ours))
		units[WL_BASE] = NULL;
	done = true;
	for (int i = 0; done && i < WL_VERSIONS; i++)
		if (units[i])
			done = split_entry(
				merge, &parts[i], units[i], &hangs[i]);
	how.lines = !node_of(ours)->flow;
	how.hangs = hangs[WL_OURS];
	if (done && hangs[WL_OURS] == hangs[WL_THEIRS] &&
		(!units[WL_BASE] || hangs[WL_BASE] == hangs[WL_OURS]))
		done = wl_merge_units(merge, &how, &parts[WL_BASE],
			&parts[WL_OURS], &parts[WL_THEIRS]);
	else
		done = false;
	for (int i = 0; i < WL_VERSIONS; i++)
		free(parts[i].v);
	return done;
}

bool wl_merge_entries(struct wl_merge *merge,
	const struct wl_source versions[WL_VERSIONS],
	const struct wl_yaml *const maps[WL_VERSIONS],
	const struct wl_span regions[WL_VERSIONS])
{
	struct wl_merge_how how = {
		.unit = merge_entry, .divider = divide, .lines = true
	};
	struct wl_units units[WL_VERSIONS] = { 0 };
	bool done = true;

	for (int i = 0; done && i < WL_VERSIONS; i++) {
		struct part part = { maps[i], versions[i].bytes, NULL };
		size_t from = (size_t)(regions[i].s - versions[i].bytes);
		size_t at;

		if (!maps[i])
			continue;
		at = maps[i]->first ? first_start(maps[i]) : maps[i]->start;
		done = !maps[i]->flow && at >= from;
		if (!done)
			break;
		units[i].lead = (struct wl_span){ regions[i].s, at - from };
		done = add_children(
			merge, &units[i], &part, at, from + regions[i].n);
	}
	done = done && wl_merge_units(merge, &how, &units[WL_BASE],
			       &units[WL_OURS], &units[WL_THEIRS]);
	for (int i = 0; i < WL_VERSIONS; i++)
		free(units[i].v);
	return done;
}

int wl_merge_yaml(struct wl_merge *merge,
	const struct wl_source versions[WL_VERSIONS], struct wl_err *err)
{
	struct wl_yaml *maps[WL_VERSIONS] = { NULL };
	struct wl_span regions[WL_VERSIONS];

	for (int i = 0; i < WL_VERSIONS; i++) {
		const struct wl_source *source = &versions[i];
		int rc = wl_source_check(source, WL_YAML_MAX, err);

		regions[i] = (struct wl_span){ source->bytes, source->n };
		if (!rc && source->n)
			rc = wl_yaml_parse(&maps[i], merge->arena, source, 0,
				source->n, err);
		if (rc)
			return rc;
		if (maps[i] && maps[i]->kind != WL_YAML_MAP)
			return wl_source_error(
				err, source, 0, "this is not a map");
	}
	if (wl_merge_entries(merge, versions,
		    (const struct wl_yaml *const *)maps, regions))
		return 0;
	return wl_err_set(err, WL_EFAIL, "what stands around the keys differs");
}

int wl_merge_coding(struct wl_merge *merge,
	const struct wl_source versions[WL_VERSIONS], struct wl_err *err)
{
	static const bool with_signs = true;
	int rc;

	merge->context = &with_signs;
	rc = wl_merge_yaml(merge, versions, err);
	merge->context = NULL;
	return rc;
}
