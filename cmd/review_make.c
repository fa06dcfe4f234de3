/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making the file of a review, and showing what there is. */
#include "base/file.h"
#include "publish/table.h"
#include "review.h"

static const char *only_word(const struct sitting *sitting, size_t at)
{
	const struct wl_strv *words = &sitting->args->words;

	return words->n > at ? words->v[at] : NULL;
}

static int is_there(const struct sitting *sitting, struct wl_err *err)
{
	const struct wl_review *self = sitting->review.self;

	wl_err_set(err, WL_EEXISTS, "'%s' is there already", sitting->path);
	if (self && self->held != WL_NO_DAY)
		return wl_err_hint(err,
			"it was held: 'winloss review show %s' shows it",
			sitting->id);
	return wl_err_hint(err,
		"'winloss review --run %s' holds it, 'winloss review %s "
		"--again' makes its text anew",
		sitting->id, sitting->id);
}

static int was_edited(const struct sitting *sitting, struct wl_err *err)
{
	wl_err_set(err, WL_EEXISTS,
		"the text of '%s' was edited, and would be lost",
		sitting->path);
	return wl_err_hint(err,
		"'winloss review show %s' prints it as it "
		"would be; what you write below '## Notes' "
		"always stays",
		sitting->id);
}

/* The text of a file that is there, anew. */
static int remake(
	struct sitting *sitting, struct wl_buf *file, struct wl_err *err)
{
	struct wl_source source = { sitting->path, file->s, file->n };
	struct wl_front front;
	size_t start, end;
	char day[WL_DATE_TEXT];
	int rc = wl_front_parse(&front, &sitting->arena, &source, err);

	if (rc)
		return rc;
	if (!wl_review_pristine(file, front.body,
		    wl_yaml_text(front.yaml, "made-as"), &start, &end))
		return was_edited(sitting, err);
	rc = wl_review_remake(file, sitting->path, &sitting->review, err);
	if (!rc)
		rc = wl_review_set(file, sitting->path, "as-of",
			wl_day_format(sitting->review.as_of, day), NULL, err);
	return rc;
}

static void say_next(const struct sitting *sitting)
{
	const struct wl_reviewing *review = &sitting->review;

	if (review->self && review->self->held != WL_NO_DAY)
		return;
	session_say(sitting->session,
		"%s: %zu statements, %d with something new since%s\n"
		"hint: 'winloss review --run %s%s' holds it",
		sitting->path, review->nscores, review->moved,
		review->kept ? ", nothing against any of them" : "",
		sitting->id, review->kept ? " --keep" : "");
}

/* Assets that are named are remembered, to be told of when it is held. */
static int name_assets(
	struct sitting *sitting, struct wl_buf *file, struct wl_err *err)
{
	const struct wl_reviewing *review = &sitting->review;
	int rc = 0;

	for (size_t i = 0; !rc && i < review->nassets; i++) {
		const struct wl_entry name = { "name", review->assets[i].name };

		if (!wl_review_asset(review->self, name.value))
			rc = wl_review_add(
				file, sitting->path, "assets", &name, 1, err);
	}
	return rc;
}

int review_make(struct sitting *sitting, struct wl_err *err)
{
	struct session *session = sitting->session;
	struct wl_message message = { .area = "review" };
	struct wl_buf file = WL_BUF_INIT;
	bool again = args_has(sitting->args, "again"), there;
	int rc = sitting_choose(sitting, only_word(sitting, 0), err);

	if (!rc)
		rc = session_begin(session, &sitting->change, err);
	if (!rc)
		rc = session_reload(session, err);
	if (rc)
		return rc;
	there = wl_corpus_review(&session->corpus, sitting->id) != NULL;
	if (there && !again)
		return is_there(sitting, err);
	rc = sitting_open(sitting, err);
	if (!rc && there)
		rc = wl_file_read(&file, session->place.dir, sitting->path,
			WL_MARKDOWN_MAX, err);
	if (!rc && there)
		rc = remake(sitting, &file, err);
	else if (!rc)
		wl_review_draft(&file, &sitting->review);
	if (!rc)
		rc = name_assets(sitting, &file, err);
	if (!rc) {
		message.what = wl_arena_printf(&sitting->arena, "%s %s",
			there ? "make anew" : "prepare", sitting->id);
		wl_change_add(&sitting->change, sitting->path, &file);
		rc = session_apply(session, &sitting->change, &message, err);
	}
	if (!rc)
		say_next(sitting);
	wl_buf_release(&file);
	return rc;
}

int review_show(struct sitting *sitting, struct wl_err *err)
{
	int rc = sitting_choose(sitting, only_word(sitting, 1), err);

	if (!rc)
		rc = sitting_open(sitting, err);
	return rc ? rc : sitting_print(sitting, err);
}

/* The list */

enum { ID, KIND, DECISION, PATH };
enum { SINCE, HELD };
enum { STILL, PARTLY, NO_LONGER, ACTIONS };

static void get_text(struct wl_cell *cell, const void *record, size_t which)
{
	const struct wl_review *review = record;
	const char *const texts[] = {
		[ID] = review->id,
		[KIND] = wl_review_kinds[review->kind],
		[DECISION] = wl_movements[review->decision],
		[PATH] = review->path,
	};

	wl_cell_text(cell, texts[which]);
}

static void get_day(struct wl_cell *cell, const void *record, size_t which)
{
	const struct wl_review *review = record;

	wl_cell_day(cell, which == SINCE ? review->since : review->held);
}

static void get_count(struct wl_cell *cell, const void *record, size_t which)
{
	const struct wl_review *review = record;
	long long n[4] = { [ACTIONS] = (long long)review->nactions };

	for (size_t i = 0; i < review->nverdicts; i++)
		if (review->verdicts[i].standing)
			n[review->verdicts[i].standing - 1]++;
	wl_cell_int(cell, n[which]);
}

static const struct wl_column columns[] = {
	{ "id", get_text, ID },
	{ "kind", get_text, KIND },
	{ "since", get_day, SINCE },
	{ "held", get_day, HELD },
	{ "decision", get_text, DECISION },
	{ "still", get_count, STILL },
	{ "partly", get_count, PARTLY },
	{ "no_longer", get_count, NO_LONGER },
	{ "actions", get_count, ACTIONS },
	{ "path", get_text, PATH },
};

static void list_line(struct wl_screen *screen, const struct wl_review *review)
{
	int n[4] = { 0 };
	char day[WL_DATE_TEXT];

	for (size_t i = 0; i < review->nverdicts; i++)
		n[review->verdicts[i].standing]++;
	wl_screen_fit(screen, WL_STRONG, review->id, 9);
	if (review->held == WL_NO_DAY) {
		wl_screen_put(screen, WL_FAINT, "not held yet");
		wl_screen_end(screen);
		return;
	}
	wl_screen_putf(
		screen, WL_PLAIN, "held %s", wl_day_format(review->held, day));
	wl_screen_space(screen, 2);
	wl_screen_putf(screen, WL_PLAIN,
		"still true %d, partly %d, no longer %d · %zu action%s",
		n[WL_STILL_TRUE], n[WL_PARTLY_TRUE], n[WL_NO_LONGER_TRUE],
		review->nactions, review->nactions == 1 ? "" : "s");
	if (review->decision == WL_KEEP)
		wl_screen_put(screen, WL_FOR, " · plan kept");
	wl_screen_end(screen);
}

/* The next one from *at on that is there on the day of the run; NULL. */
static const struct wl_review *next_there(
	const struct session *session, size_t *at)
{
	const struct wl_corpus *corpus = &session->corpus;

	while (*at < corpus->nreviews) {
		const struct wl_review *one = &corpus->reviews[(*at)++];

		if (wl_review_there(one, session_today(session)))
			return one;
	}
	return NULL;
}

static void list_screen(struct wl_buf *out, const struct session *session)
{
	const struct wl_look look = { session->colour, session->width };
	const struct wl_review *one;
	struct wl_screen screen;
	size_t at = 0;

	wl_screen_init(&screen, out, &look);
	while ((one = next_there(session, &at)))
		list_line(&screen, one);
	if (!out->n) {
		wl_screen_put(&screen, WL_PLAIN, "No review yet:");
		wl_screen_space(&screen, 1);
		wl_screen_put(&screen, WL_ACCENT, "winloss review");
		wl_screen_end(&screen);
	}
	wl_screen_release(&screen);
}

int review_list(struct sitting *sitting, struct wl_err *err)
{
	const struct wl_review *one;
	struct wl_buf out = WL_BUF_INIT;
	size_t at = 0;
	struct wl_table table = { .out = &out,
		.format = sitting->format,
		.name = "reviews",
		.columns = columns,
		.ncolumns = WL_LEN(columns) };
	int rc;

	if (sitting->format == WL_TEXT) {
		list_screen(&out, sitting->session);
	} else {
		wl_table_begin(&table);
		while ((one = next_there(sitting->session, &at)))
			wl_table_row(&table, one);
		wl_table_end(&table);
	}
	rc = session_publish(
		sitting->session, &out, sitting->format != WL_TEXT, err);
	wl_buf_release(&out);
	return rc;
}
