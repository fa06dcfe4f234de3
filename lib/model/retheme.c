/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/retheme.h"

#include "base/path.h"
#include "model/yaml_edit.h"
#include "text/front.h"
#include "text/passage.h"

/* One tag of a passage, or one item of a list of themes. */
struct spot {
	size_t start, end;
	struct wl_tag tag;
	const struct wl_yaml *node; /* NULL: a token */
	enum { STAYS, CHANGES, GOES } fate;
};

struct spots {
	struct spot *v;
	size_t n, cap;
};

/* A file in the making. */
struct work {
	struct wl_buf file;
	const char *path;
	struct wl_retheme *retheme;
	struct wl_arena arena;
	struct wl_front front; /* body 0: there is none */
	struct spots spots;
	struct wl_err *err;
};

static struct wl_source source_of(const struct work *work)
{
	return (struct wl_source){
		.path = work->path, .bytes = work->file.s, .n = work->file.n
	};
}

static void begin(struct work *work, const struct wl_buf *file,
	const char *path, struct wl_retheme *retheme)
{
	memset(work, 0, sizeof(*work));
	work->path = path;
	work->retheme = retheme;
	wl_buf_init(&work->file);
	wl_buf_add(&work->file, file->s, file->n);
}

static int finish(struct work *work, int rc, struct wl_buf *file)
{
	if (!rc) {
		wl_buf_clear(file);
		wl_buf_add(file, work->file.s, work->file.n);
	}
	wl_buf_release(&work->file);
	wl_arena_release(&work->arena);
	free(work->spots.v);
	return rc;
}

static int refuse(const struct work *work, int line)
{
	wl_err_at(work->err, work->path, line, 0,
		"cannot change the theme here without changing other lines");
	if (work->err)
		work->err->code = WL_EFAIL;
	wl_err_hint(work->err, "change it by hand, then run this again");
	return WL_EFAIL;
}

/* --- What becomes of each tag --- */

static bool goes(const struct wl_retheme *retheme, const char *theme)
{
	return wl_list_has(retheme->from, theme);
}

static bool is_to(const struct wl_retheme *retheme, const char *theme)
{
	return wl_streq(retheme->to, theme);
}

static void add_spot(struct spots *spots, const struct spot *spot)
{
	WL_GROW(spots->v, spots->n, spots->cap);
	spots->v[spots->n++] = *spot;
}

/* The theme whose tags stay: the target, else the first one that goes. */
static const char *staying(
	const struct wl_retheme *retheme, const struct spots *spots)
{
	const char *first = NULL;

	for (size_t i = 0; i < spots->n; i++) {
		const char *theme = spots->v[i].tag.theme;

		if (is_to(retheme, theme))
			return theme;
		if (!first && goes(retheme, theme))
			first = theme;
	}
	return first;
}

static void decide(const struct wl_retheme *retheme, struct spots *spots)
{
	const char *stays = staying(retheme, spots);

	for (size_t i = 0; i < spots->n; i++) {
		struct spot *spot = &spots->v[i];

		if (!goes(retheme, spot->tag.theme))
			spot->fate = STAYS;
		else if (wl_streq(spot->tag.theme, stays))
			spot->fate = CHANGES;
		else
			spot->fate = GOES;
	}
}

/* A list in the order said: the first place is the one that counts. */
static void decide_ranked(const struct wl_retheme *retheme, struct spots *spots)
{
	const char *first = NULL;
	bool any = false;

	for (size_t i = 0; i < spots->n; i++)
		any |= goes(retheme, spots->v[i].tag.theme);
	for (size_t i = 0; any && i < spots->n; i++) {
		struct spot *spot = &spots->v[i];
		const char *theme = spot->tag.theme;

		if (!goes(retheme, theme) && !is_to(retheme, theme))
			continue;
		if (!first)
			first = theme;
		if (!wl_streq(theme, first))
			spot->fate = GOES;
		else if (!is_to(retheme, theme))
			spot->fate = CHANGES;
	}
}

static char sign_of(int polarity)
{
	return polarity > 0 ? '+' : polarity < 0 ? '-' : ' ';
}

/* Note a tag that goes with a sign that no tag has that stays. */
static void note_clash(struct work *work, const struct spot *lost)
{
	const struct wl_retheme *retheme = work->retheme;
	const char *stays = staying(retheme, &work->spots);
	struct wl_source source = source_of(work);
	struct wl_err clash;
	int sign = 0, line, column;

	for (size_t i = work->spots.n; i-- > 0;) {
		const struct wl_tag *tag = &work->spots.v[i].tag;

		if (!wl_streq(tag->theme, stays))
			continue;
		if (tag->polarity == lost->tag.polarity)
			return;
		sign = tag->polarity;
	}
	wl_source_place(&source, lost->start, &line, &column);
	wl_err_at(&clash, work->path, line, column,
		"'%s%.*s' and '%s%.*s' become one tag: '%s%.*s' stays",
		lost->tag.theme, lost->tag.polarity != 0,
		(char[]){ sign_of(lost->tag.polarity) }, stays, sign != 0,
		(char[]){ sign_of(sign) }, retheme->to, sign != 0,
		(char[]){ sign_of(sign) });
	wl_errs_add(&work->retheme->clashes, &clash);
}

/* --- Tokens --- */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void find_tags(struct work *work, const struct wl_tokens *tokens)
{
	const char *s = work->file.s;

	work->spots.n = 0;
	for (size_t at = tokens->start; at < tokens->end;) {
		struct spot spot = { 0 };
		char word[WL_ID_MAX + 2];
		size_t n = 0;

		while (at < tokens->end && is_space(s[at]))
			at++;
		while (at + n < tokens->end && !is_space(s[at + n]))
			n++;
		if (n > 1 && n <= sizeof(word) && s[at] == '#') {
			memcpy(word, s + at + 1, n - 1);
			word[n - 1] = '\0';
			spot.start = at;
			spot.end = at + n;
			if (wl_tag_parse(&spot.tag, &work->arena, word))
				add_spot(&work->spots, &spot);
		}
		at += n;
	}
}

/* With the space on one side, so that no line is left empty. */
static void drop_token(struct work *work, const struct spot *spot, size_t first)
{
	size_t start = spot->start, end = spot->end;
	const char *s = work->file.s;

	if (start > first)
		while (is_space(s[start - 1]))
			start--;
	else
		while (end < work->file.n && is_space(s[end]))
			end++;
	wl_buf_splice(&work->file, start, end - start, "", 0);
}

static bool wanted_passage(
	const struct wl_retheme *retheme, const struct wl_tokens *tokens)
{
	return !retheme->passages ||
	       (tokens->id && wl_list_has(retheme->passages, tokens->id));
}

/* From the last tag to the first, so that places stay right. */
static void change_block(struct work *work, const struct wl_tokens *tokens)
{
	struct wl_retheme *retheme = work->retheme;

	if (!wanted_passage(retheme, tokens))
		return;
	find_tags(work, tokens);
	decide(retheme, &work->spots);
	for (size_t i = 0; i < work->spots.n; i++)
		if (work->spots.v[i].fate == GOES)
			note_clash(work, &work->spots.v[i]);
	for (size_t i = work->spots.n; i-- > 0;) {
		const struct spot *spot = &work->spots.v[i];

		if (spot->fate == CHANGES)
			wl_buf_splice(&work->file, spot->start + 1,
				strlen(spot->tag.theme), retheme->to,
				strlen(retheme->to));
		else if (spot->fate == GOES)
			drop_token(work, spot, tokens->start);
		retheme->tags += spot->fate != STAYS;
	}
}

/* --- The comparison of a body with what it was --- */

/* The body as it was or is: its blocks, their words and tokens. */
struct body {
	struct wl_blocks blocks;
	struct wl_tokens *tokens; /* by block */
	const char **words;
};

static int read_body(struct body *body, struct work *work)
{
	struct wl_source source = source_of(work);
	int rc = wl_source_check(&source, WL_MARKDOWN_MAX, work->err);

	if (!rc)
		rc = wl_markdown_blocks(&body->blocks, &work->arena, &source,
			work->front.body, work->err);
	if (rc)
		return rc;
	body->tokens = wl_arena_alloc(
		&work->arena, body->blocks.n * sizeof(*body->tokens));
	body->words = wl_arena_alloc(
		&work->arena, body->blocks.n * sizeof(*body->words));
	for (size_t i = 0; i < body->blocks.n; i++)
		wl_passage_split(&body->tokens[i], &body->words[i],
			&work->arena, &source, &body->blocks.v[i]);
	return 0;
}

/* The tags that a block should have: what `decide` says of those it had. */
static bool tags_as_wanted(struct work *work, const struct wl_tokens *before,
	const struct wl_tokens *after)
{
	bool all = wanted_passage(work->retheme, before);
	size_t n = 0;

	work->spots.n = 0;
	for (size_t i = 0; i < before->ntags; i++)
		add_spot(
			&work->spots, &(struct spot){ .tag = before->tags[i] });
	if (all)
		decide(work->retheme, &work->spots);
	for (size_t i = 0; i < before->ntags; i++) {
		const struct spot *spot = &work->spots.v[i];

		if (spot->fate == GOES)
			continue;
		if (n == after->ntags ||
			after->tags[n].polarity != spot->tag.polarity ||
			!wl_streq(after->tags[n].theme,
				spot->fate == CHANGES ? work->retheme->to
						      : spot->tag.theme))
			return false;
		n++;
	}
	return n == after->ntags;
}

static bool rest_is_same(const struct wl_tokens *a, const struct wl_tokens *b)
{
	return a->level == b->level && a->seconds == b->seconds &&
	       a->day == b->day && wl_streq(a->source, b->source) &&
	       wl_streq(a->id, b->id);
}

static int compare(struct work *work, const struct body *before)
{
	struct body after;

	if (read_body(&after, work) || after.blocks.n != before->blocks.n)
		return refuse(work, 0);
	for (size_t i = 0; i < before->blocks.n; i++)
		if (!wl_streq(before->words[i], after.words[i]) ||
			before->blocks.v[i].kind != after.blocks.v[i].kind ||
			!rest_is_same(&before->tokens[i], &after.tokens[i]) ||
			!tags_as_wanted(
				work, &before->tokens[i], &after.tokens[i]))
			return refuse(work, before->blocks.v[i].line);
	return 0;
}

static int change_body(struct work *work)
{
	struct body before;
	int rc = read_body(&before, work);

	if (rc)
		return rc;
	for (size_t i = before.blocks.n; i-- > 0;)
		change_block(work, &before.tokens[i]);
	return compare(work, &before);
}

/* --- Lists of themes in YAML --- */

/* Read a scalar or the items of a sequence as spots. */
static void find_items(struct work *work, const struct wl_yaml *list)
{
	const struct wl_yaml *item = list;

	work->spots.n = 0;
	if (list && list->kind != WL_YAML_SCALAR)
		item = list->kind == WL_YAML_SEQ ? list->first : NULL;
	for (; item; item = list->kind == WL_YAML_SEQ ? item->next : NULL) {
		struct spot spot = {
			.start = item->start, .end = item->end, .node = item
		};

		if (item->kind == WL_YAML_SCALAR &&
			wl_tag_parse(&spot.tag, &work->arena, item->s))
			add_spot(&work->spots, &spot);
	}
}

static void put_item(struct work *work, const struct spot *spot)
{
	char text[WL_ID_MAX + 2];

	snprintf(text, sizeof(text), "%s%.*s", work->retheme->to,
		spot->tag.polarity != 0,
		(char[]){ sign_of(spot->tag.polarity) });
	wl_yaml_put(&work->file, spot->node, text);
}

/*
 * One step of changing a list: an item that goes, else all that change.  True
 * if bytes were changed: the marks are stale, read again and go on.
 */
static bool change_list(
	struct work *work, const struct wl_yaml *list, bool ranked)
{
	struct spots *spots = &work->spots;
	bool changed = false;

	find_items(work, list);
	(ranked ? decide_ranked : decide)(work->retheme, spots);
	for (size_t i = 0; i < spots->n; i++) {
		if (spots->v[i].fate != GOES)
			continue;
		if (!ranked)
			note_clash(work, &spots->v[i]);
		wl_yaml_drop_item(&work->file, list, spots->v[i].node);
		work->retheme->tags++;
		return true;
	}
	for (size_t i = spots->n; i-- > 0;) {
		if (spots->v[i].fate != CHANGES)
			continue;
		put_item(work, &spots->v[i]);
		work->retheme->tags++;
		changed = true;
	}
	return changed;
}

/* Are two trees the same, but for these keys of the first level? */
static bool same_but(const struct wl_yaml *a, const struct wl_yaml *b,
	const char *const *keys)
{
	struct wl_strv was = { 0 }, is = { 0 };
	bool same;

	wl_yaml_lines(&was, a, NULL);
	wl_yaml_lines(&is, b, NULL);
	same = true;
	for (size_t i = 0, j = 0; same && (i < was.n || j < is.n);) {
		bool skip_was = false, skip_is = false;

		for (size_t k = 0; keys[k]; k++) {
			size_t n = strlen(keys[k]);

			skip_was |= i < was.n && wl_starts(was.v[i], keys[k]) &&
				    strchr("/=", was.v[i][n]);
			skip_is |= j < is.n && wl_starts(is.v[j], keys[k]) &&
				   strchr("/=", is.v[j][n]);
		}
		if (skip_was || skip_is) {
			i += skip_was;
			j += skip_is;
			continue;
		}
		same = i < was.n && j < is.n && wl_streq(was.v[i], is.v[j]);
		i++, j++;
	}
	wl_strv_release(&was);
	wl_strv_release(&is);
	return same;
}

/* The keys that hold themes; of a card also those from CARD_KEYS on. */
static const char *const theme_keys[] = { "trigger", "buyer-reason", "criteria",
	"objections", "theme", "themes", NULL };
enum { CARD_KEYS = 4, ALL_KEYS = WL_LEN(theme_keys) - 1 };

static int parse_front(struct work *work)
{
	struct wl_source source = source_of(work);

	return wl_front_parse(&work->front, &work->arena, &source, work->err);
}

static int change_front(struct work *work, size_t nkeys)
{
	struct wl_yaml *before = work->front.yaml;

	for (size_t i = 0; i < nkeys; i++)
		while (change_list(work,
			wl_yaml_get(work->front.yaml, theme_keys[i]), true))
			if (parse_front(work))
				return refuse(work, 0);
	return same_but(before, work->front.yaml, theme_keys) ? 0
							      : refuse(work, 0);
}

int wl_retheme_markdown(struct wl_buf *file, const char *path,
	struct wl_retheme *retheme, struct wl_err *err)
{
	struct work work;
	int rc = 0;

	begin(&work, file, path, retheme);
	work.err = err;
	if (wl_front_begins(file->s)) {
		rc = parse_front(&work);
		if (!rc && !retheme->passages)
			rc = change_front(&work, CARD_KEYS);
	}
	if (!rc)
		rc = change_body(&work);
	return finish(&work, rc, file);
}

int wl_retheme_front(struct wl_buf *file, const char *path,
	struct wl_retheme *retheme, struct wl_err *err)
{
	struct work work;
	int rc;

	begin(&work, file, path, retheme);
	work.err = err;
	rc = parse_front(&work);
	if (!rc && !retheme->passages)
		rc = change_front(&work, ALL_KEYS);
	return finish(&work, rc, file);
}

static int parse_coding(struct work *work, struct wl_yaml **out)
{
	struct wl_source source = source_of(work);
	int rc = wl_source_check(&source, WL_YAML_MAX, work->err);

	return rc ? rc
		  : wl_yaml_parse(
			    out, &work->arena, &source, 0, source.n, work->err);
}

int wl_retheme_coding(struct wl_buf *file, const char *path,
	struct wl_retheme *retheme, struct wl_err *err)
{
	static const char *const keys[] = { "passages", NULL };
	struct wl_yaml *root = NULL, *first = NULL;
	struct wl_yaml *entry;
	struct work work;
	int rc;

	begin(&work, file, path, retheme);
	work.err = err;
	rc = parse_coding(&work, &first);
	root = first;
	for (size_t i = 0;; i++) {
		entry = rc ? NULL : wl_yaml_get(root, "passages");
		entry = entry ? entry->first : NULL;
		for (size_t skip = i; entry && skip; skip--)
			entry = entry->next;
		if (!entry)
			break;
		if (retheme->passages &&
			!wl_list_has(retheme->passages, entry->key))
			continue;
		if (!change_list(&work, entry, false))
			continue;
		/* The marks moved: read again, and once more this entry */
		if (parse_coding(&work, &root))
			rc = refuse(&work, 0);
		i--;
	}
	if (!rc && !same_but(first, root, keys))
		rc = refuse(&work, 0);
	return finish(&work, rc, file);
}
