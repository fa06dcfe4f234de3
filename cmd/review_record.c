/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A review that was held: its file and the cards that it disputes, in one
 * commit. */
#include "base/file.h"
#include "review.h"

struct recording {
	struct sitting *sitting;
	struct wl_buf file;
	bool pristine; /* its text is as the program made it */
	struct wl_buf why, cards;
};

static int read_file(struct recording *recording, struct wl_err *err)
{
	struct sitting *sitting = recording->sitting;
	struct session *session = sitting->session;
	struct wl_source source = { .path = sitting->path };
	struct wl_front front;
	size_t start, end;
	int rc;

	if (!wl_corpus_review(&session->corpus, sitting->id))
		wl_review_draft(&recording->file, &sitting->review);
	else if ((rc = wl_file_read(&recording->file, session->place.dir,
			  sitting->path, WL_MARKDOWN_MAX, err)))
		return rc;
	source.bytes = recording->file.s;
	source.n = recording->file.n;
	rc = wl_front_parse(&front, &sitting->arena, &source, err);
	if (!rc)
		recording->pristine = wl_review_pristine(&recording->file,
			front.body, wl_yaml_text(front.yaml, "made-as"), &start,
			&end);
	return rc;
}

/* The text shows what was said too. */
static int remake(struct recording *recording, struct wl_err *err)
{
	struct sitting *sitting = recording->sitting;
	struct wl_reviewing *review = &sitting->review;
	struct wl_source source = { sitting->path, recording->file.s,
		recording->file.n };
	struct wl_review *self = wl_arena_alloc(&sitting->arena, sizeof(*self));
	int rc = wl_review_parse(self, &sitting->arena, &source, err);

	if (rc)
		return rc;
	review->self = self;
	for (size_t i = 0; i < review->nscores; i++) {
		const struct wl_judged *judged =
			wl_review_verdict(self, review->scores[i].key);

		review->scores[i].now =
			judged ? judged->standing : WL_NOT_JUDGED;
	}
	return recording->pristine ? wl_review_remake(&recording->file,
					     sitting->path, review, err)
				   : 0;
}

static int write_file(struct recording *recording, struct wl_err *err)
{
	struct sitting *sitting = recording->sitting;
	struct wl_buf *file = &recording->file;
	char day[WL_DATE_TEXT];
	int rc;

	wl_day_format(session_today(sitting->session), day);
	rc = wl_review_set(file, sitting->path, "as-of", day, NULL, err);
	if (!rc)
		rc = wl_review_set(file, sitting->path, "held", day, NULL, err);
	if (!rc)
		rc = answers_write(sitting, file, err);
	if (!rc)
		rc = remake(recording, err);
	if (!rc)
		wl_change_add(&sitting->change, sitting->path, file);
	return rc;
}

/* disputed: {claim: review} unverifies the card until somebody confirms it. */
static int dispute(struct recording *recording, const struct wl_score *score,
	struct wl_err *err)
{
	struct sitting *sitting = recording->sitting;
	const char *path = score->card->path;
	const struct wl_buf *before = wl_change_content(&sitting->change, path);
	const struct wl_value value = { sitting->id, NULL };
	struct wl_buf card = WL_BUF_INIT;
	char key[80];
	int rc = 0;

	if (before)
		wl_buf_add(&card, before->s, before->n);
	else
		rc = wl_file_read(&card, sitting->session->place.dir, path,
			WL_MARKDOWN_MAX, err);
	snprintf(key, sizeof(key), "disputed.%s", score->claim->id);
	if (!rc)
		rc = wl_front_set(&card, path, key, &value, err);
	if (!rc)
		wl_change_add(&sitting->change, path, &card);
	if (!rc && !before)
		wl_buf_addf(&recording->cards, "%s%s/%s",
			recording->cards.n ? " " : "",
			wl_card_types[score->card->type], score->card->id);
	wl_buf_release(&card);
	return rc;
}

static int write_cards(struct recording *recording, struct wl_err *err)
{
	struct sitting *sitting = recording->sitting;
	int rc = 0;

	for (size_t i = 0; !rc && i < sitting->told.nverdicts; i++) {
		const struct wl_judged *judged = &sitting->told.verdicts[i];
		const struct wl_score *score =
			wl_reviewing_score(&sitting->review, judged->claim);

		if (judged->standing == WL_STILL_TRUE || !judged->standing)
			continue;
		wl_buf_addf(&recording->why, "%s%s %s true",
			recording->why.n ? ", " : "", judged->claim,
			judged->standing == WL_NO_LONGER_TRUE ? "no longer"
							      : "partly");
		if (score && judged->standing == WL_NO_LONGER_TRUE)
			rc = dispute(recording, score, err);
	}
	if (!recording->why.n)
		wl_buf_adds(&recording->why,
			sitting->told.decision == WL_KEEP
				? "nothing changed: the plan is kept"
				: "all statements are still true");
	return rc;
}

static void print_actions(struct sitting *sitting)
{
	struct session *session = sitting->session;
	const struct wl_look look = { session->colour, session->width };
	struct wl_buf out = WL_BUF_INIT;
	struct wl_screen screen;

	wl_screen_init(&screen, &out, &look);
	for (size_t i = 0; i < sitting->told.nactions; i++) {
		const struct wl_owed owed = { &sitting->told,
			&sitting->told.actions[i], WL_ACTION_OPEN };

		wl_review_text_action(&screen, &owed, session_today(session));
	}
	if (sitting->told.decision == WL_KEEP) {
		wl_screen_put(
			&screen, WL_FOR, "Nothing changed: the plan is kept.");
		wl_screen_end(&screen);
	}
	wl_screen_release(&screen);
	fputs(out.s, stdout);
	wl_buf_release(&out);
}

int review_record(struct sitting *sitting, struct wl_err *err)
{
	struct recording recording = { .sitting = sitting,
		.file = WL_BUF_INIT,
		.why = WL_BUF_INIT,
		.cards = WL_BUF_INIT };
	struct wl_message message = { .area = "review" };
	int rc = session_begin(sitting->session, &sitting->change, err);

	if (!rc)
		rc = session_reload(sitting->session, err);
	if (!rc)
		rc = sitting_open(sitting, err);
	if (!rc)
		rc = read_file(&recording, err);
	if (!rc)
		rc = write_file(&recording, err);
	if (!rc)
		rc = write_cards(&recording, err);
	if (!rc) {
		message.what = wl_arena_printf(
			&sitting->arena, "hold %s", sitting->id);
		message.why = recording.why.s;
		message.card = recording.cards.s;
		sitting->change.whole = true;
		rc = session_apply(
			sitting->session, &sitting->change, &message, err);
	}
	if (!rc) {
		sitting_forget(sitting);
		if (!recording.pristine)
			session_say(sitting->session,
				"the text of '%s' was edited: only its front "
				"matter was changed",
				sitting->path);
		print_actions(sitting);
	}
	wl_buf_release(&recording.file);
	wl_buf_release(&recording.why);
	wl_buf_release(&recording.cards);
	return rc;
}
