/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/crm_internal.h"

#include "base/path.h"
#include "base/utf8.h"

/* Most bytes of a cell in a message. */
#define SHOWN 80

/* Behind a number: what was not said one by one. */
static const char *const more[CRM_WARNINGS] = {
	[CRM_WARN_FILE] = "more such columns",
	[CRM_WARN_STAGE] = "more stages are not known and were taken as open",
	[CRM_WARN_FLAG] = "more values are neither yes nor no",
	[CRM_WARN_COMPETITOR] = "more competitors are not in winloss.yaml",
	[CRM_WARN_VALUE] = "more values are not in winloss.yaml",
	[CRM_WARN_AMOUNT] = "more amounts cannot be read and were left out",
	[CRM_WARN_CURRENCY] = "more currencies have no known code",
};

/* What a CRM writes where there is no competitor. */
static const char *const nobody[] = { "none", "no competitor", "n/a", "-" };

static void add_warning(struct wl_crm_import *import, const char *text)
{
	WL_GROW(import->warnings, import->nwarnings, import->warnings_cap);
	import->warnings[import->nwarnings++] = text;
}

/* Is this the first time?  Keys of different kinds do not meet. */
static bool is_new(
	struct wl_crm_import *import, enum wl_crm_warning kind, const char *key)
{
	char *whole = wl_arena_printf(&import->scratch, "%d %s", kind, key);

	return !wl_map_put(&import->said, whole, import);
}

void wl_crm_warn(struct wl_crm_import *import, enum wl_crm_warning kind,
	const char *key, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	if (key && !is_new(import, kind, key))
		return;
	if (++import->warned[kind] > WL_CRM_WARN_MAX)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	add_warning(import, wl_arena_strdup(import->arena, text));
}

void wl_crm_warn_rest(struct wl_crm_import *import)
{
	for (size_t i = 0; i < CRM_WARNINGS; i++)
		if (import->warned[i] > WL_CRM_WARN_MAX)
			add_warning(import,
				wl_arena_printf(import->arena, "%zu %s",
					import->warned[i] - WL_CRM_WARN_MAX,
					more[i]));
}

/* One line already: printable ASCII, single spaces within. */
static bool is_clean(const char *s)
{
	char before = ' ';

	for (; *s; s++) {
		if (*s < ' ' || *s > '~' || (*s == ' ' && before == ' '))
			return false;
		before = *s;
	}
	return before != ' ';
}

const char *wl_crm_clean(struct wl_crm_import *import, const char *cell)
{
	if (!*cell)
		return "";
	if (is_clean(cell))
		return wl_arena_strdup(&import->scratch, cell);
	wl_buf_clear(&import->text);
	wl_utf8_line(&import->text, cell);
	return wl_arena_strndup(
		&import->scratch, import->text.s, import->text.n);
}

const char *wl_crm_shown(struct wl_crm_import *import, const char *s)
{
	size_t n = SHOWN;

	if (strlen(s) <= SHOWN)
		return s;
	while (n && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--;
	return wl_arena_printf(&import->scratch, "%.*s\u2026", (int)n, s);
}

const char *wl_crm_cell(const struct wl_crm_import *import,
	const struct wl_crm_row *row, int field)
{
	int slot = import->header.slot[field];

	return slot < 0 ? "" : row->cells[slot];
}

/* The name as an id; the name itself where nothing would be left of it. */
static const char *slug(struct wl_crm_import *import, const char *name)
{
	wl_buf_clear(&import->text);
	wl_utf8_slug(&import->text, name, WL_ID_MAX);
	return import->text.n ? wl_arena_strndup(&import->scratch,
					import->text.s, import->text.n)
			      : name;
}

/* Trim and copy n bytes. */
static const char *part(struct wl_crm_import *import, const char *s, size_t n)
{
	while (n && *s == ' ') {
		s++;
		n--;
	}
	while (n && s[n - 1] == ' ')
		n--;
	return wl_arena_strndup(&import->scratch, s, n);
}

/* The first part of the cell that the programme knows; NULL. */
static const struct wl_competitor *known_part(
	struct wl_crm_import *import, const char *cell, const char *divider)
{
	const struct wl_competitor *found = NULL;

	while (*cell && !found) {
		size_t n = strcspn(cell, divider);

		found = wl_programme_competitor(
			import->programme, part(import, cell, n));
		cell += n + (cell[n] != '\0');
	}
	return found;
}

static bool is_nobody(const char *name)
{
	for (size_t i = 0; i < WL_LEN(nobody); i++)
		if (wl_utf8_same(nobody[i], name))
			return true;
	return false;
}

static const char *competitor(struct wl_crm_import *import, const char *cell)
{
	/* A whole name may hold a comma: "RivalCo, Inc." */
	static const char *const dividers[] = { "", ";", ",;" };
	const struct wl_competitor *known = NULL;
	const char *name, *id;

	for (size_t i = 0; i < WL_LEN(dividers) && !known; i++)
		known = known_part(import, cell, dividers[i]);
	if (known)
		return known->id;
	name = part(import, cell, strcspn(cell, ";"));
	if (is_nobody(name))
		return "";
	id = slug(import, name);
	wl_crm_warn(import, CRM_WARN_COMPETITOR, id,
		"the competitor '%s' is not in winloss.yaml and is kept as "
		"'%s'",
		wl_crm_shown(import, name), wl_crm_shown(import, id));
	return id;
}

/* The list's own spelling of a word, or its slug. */
static const char *listed(struct wl_crm_import *import,
	const struct wl_list *list, const char *what, const char *cell)
{
	const char *id = slug(import, cell);

	for (size_t i = 0; i < list->n; i++)
		if (wl_utf8_same(list->v[i], cell) ||
			wl_utf8_same(list->v[i], id))
			return list->v[i];
	if (list->n)
		wl_crm_warn(import, CRM_WARN_VALUE,
			wl_arena_printf(&import->scratch, "%s %s", what, id),
			"the %s '%s' is not in winloss.yaml and is kept as "
			"'%s'",
			what, wl_crm_shown(import, cell),
			wl_crm_shown(import, id));
	return id;
}

static const char *find_word(
	struct wl_crm_import *import, int field, const char *cell)
{
	const struct wl_programme *programme = import->programme;
	const struct wl_dimension *dimension;

	if (field == CRM_COMPETITOR)
		return competitor(import, cell);
	if (field == CRM_SEGMENT)
		return listed(import, &programme->segments, "segment", cell);
	dimension = &programme->dimensions[field - CRM_FIELDS];
	return listed(import, &dimension->values, dimension->id, cell);
}

const char *wl_crm_word(
	struct wl_crm_import *import, const struct wl_crm_row *row, int field)
{
	const char *cell = wl_crm_cell(import, row, field);
	struct wl_map *known = &import->known[field];
	const char *word;

	if (!*cell)
		return "";
	word = wl_map_get(known, cell);
	if (!word) {
		word = find_word(import, field, cell);
		wl_map_put(known, cell, (void *)(uintptr_t)word);
	}
	return word;
}
