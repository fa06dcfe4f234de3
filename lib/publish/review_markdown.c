/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of a review. */
#include "model/review_edit.h"
#include "publish/phrase.h"
#include "publish/review.h"
#include "publish/table.h"

#define NOTES "## Notes"
#define SHOWN 3 /* pieces of evidence of a claim */

static void cell(struct wl_buf *out, const char *text)
{
	wl_buf_adds(out, "| ");
	wl_markdown_cell(out, text ? text : "");
	wl_buf_addc(out, ' ');
}

static void heading(struct wl_buf *out, const char *marks, const char *text)
{
	wl_buf_addf(out, "\n%s ", marks);
	wl_markdown_escape_heading(out, text);
	wl_buf_adds(out, "\n");
}

static void item_heading(struct wl_buf *out, enum wl_agenda item)
{
	wl_buf_addf(out, "\n## %s (%d minutes)\n", wl_agenda_titles[item],
		wl_agenda_minutes[item]);
}

/* "- words [@2026-11-acme^b3f9k]" */
static void add_spoken(struct wl_buf *out, const struct wl_spoken *spoken)
{
	struct wl_buf citation = WL_BUF_INIT;
	char day[WL_DATE_TEXT];

	wl_phrase_spoken(&citation, spoken);
	wl_buf_adds(out, "- ");
	if (!spoken->words)
		wl_buf_adds(out, "(confidential)");
	else
		wl_markdown_line(out, spoken->words);
	if (spoken->field)
		wl_buf_addf(out, " (%s, %s)",
			spoken->passage->source ? spoken->passage->source
						: "field note",
			wl_day_format(spoken->day, day));
	wl_buf_addf(out, " [@%s]\n", citation.s);
	wl_buf_release(&citation);
}

static void add_list(struct wl_buf *out, const struct wl_spoken_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		wl_buf_adds(out, i ? "" : "\n");
		add_spoken(out, &list->v[i]);
	}
}

static void add_row(struct wl_buf *out, const struct wl_reviewing *reviewing,
	const struct wl_topic *topic, const struct wl_topic_row *row)
{
	struct wl_buf text = WL_BUF_INIT;

	cell(out, row->name);
	for (int side = 2; side--;) {
		wl_buf_clear(&text);
		wl_phrase_side(&text, reviewing, topic, row, side);
		cell(out, text.s);
	}
	wl_buf_clear(&text);
	wl_phrase_row(&text, row);
	cell(out, text.s);
	wl_buf_adds(out, "|\n");
	wl_buf_release(&text);
}

static void add_topic(struct wl_buf *out, const struct wl_reviewing *reviewing,
	const struct wl_topic *topic)
{
	size_t n =
		topic->nrows < WL_REVIEW_ROWS ? topic->nrows : WL_REVIEW_ROWS;

	heading(out, "###", topic->title);
	if (!n && !topic->quotes.n && !topic->notes.n) {
		wl_buf_adds(out, "\nNothing was said or counted.\n");
		return;
	}
	if (n)
		wl_buf_adds(out, "\n| | since | before | |\n|---|---|---|---|"
				 "\n");
	for (size_t i = 0; i < n; i++)
		add_row(out, reviewing, topic, &topic->rows[i]);
	if (topic->nrows > n)
		wl_buf_addf(out, "\nand %zu more\n", topic->nrows - n);
	add_list(out, &topic->quotes);
	add_list(out, &topic->notes);
}

static void add_topics(struct wl_buf *out, const struct wl_reviewing *reviewing,
	enum wl_agenda item)
{
	item_heading(out, item);
	for (size_t i = 0; i < reviewing->ntopics; i++)
		if (reviewing->topics[i].part == item)
			add_topic(out, reviewing, &reviewing->topics[i]);
}

static void add_agenda(struct wl_buf *out, const struct wl_reviewing *reviewing)
{
	(void)reviewing;
	wl_buf_adds(out, "\n| minutes | item |\n|---|---|\n");
	for (int i = 0; i < WL_AGENDA_ITEMS; i++)
		wl_buf_addf(out, "| %d | %s |\n", wl_agenda_minutes[i],
			wl_agenda_titles[i]);
	wl_buf_addf(out, "| **%d** | in all |\n", WL_REVIEW_MINUTES);
}

/* The scorecard */

static void add_evidence(struct wl_buf *out, const struct wl_score *score)
{
	struct wl_buf line = WL_BUF_INIT;

	for (size_t i = 0; i < score->spoken.n && i < SHOWN; i++) {
		const struct wl_spoken *one = &score->spoken.v[i];

		wl_buf_addf(&line, "%s%s @", i ? "; " : "",
			one->stance > 0 ? "for" : "against");
		wl_phrase_spoken(&line, one);
	}
	if (score->spoken.n > SHOWN)
		wl_buf_addf(&line, "; and %zu more", score->spoken.n - SHOWN);
	cell(out, line.s);
	wl_buf_release(&line);
}

static void add_score(struct wl_buf *out, const struct wl_score *score)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_addf(&text, "%s ^%s", score->claim->text, score->claim->id);
	cell(out, text.s);
	for (int against = 0; against < 2; against++) {
		wl_buf_clear(&text);
		wl_phrase_score(&text, score, against);
		cell(out, text.s);
	}
	add_evidence(out, score);
	for (int i = WL_STILL_TRUE; i <= WL_NO_LONGER_TRUE; i++)
		cell(out, (int)score->now == i ? "x" : "");
	wl_buf_adds(out, "|\n");
	wl_buf_release(&text);
}

static void add_scores(struct wl_buf *out, const struct wl_reviewing *reviewing)
{
	const struct wl_card *card = NULL;
	struct wl_buf title = WL_BUF_INIT;

	item_heading(out, WL_AGENDA_SCORECARD);
	wl_buf_addf(out, "\n%zu statements; %d with something new since.\n",
		reviewing->nscores, reviewing->moved);
	for (size_t i = 0; i < reviewing->nscores; i++) {
		const struct wl_score *score = &reviewing->scores[i];

		if (score->card != card) {
			wl_buf_clear(&title);
			wl_buf_addf(&title, "%s (%s)", score->card->title,
				wl_card_types[score->card->type]);
			heading(out, "###", title.s);
			wl_buf_adds(out,
				"\n| statement | for | against | since | still "
				"true | partly true | no longer true |\n"
				"|---|---|---|---|---|---|---|\n");
		}
		card = score->card;
		add_score(out, score);
	}
	if (reviewing->unnamed)
		wl_buf_addf(out,
			"\n%d more have no id and cannot be judged: 'winloss "
			"check --fix' gives them one.\n",
			reviewing->unnamed);
	wl_buf_release(&title);
}

/* Requests and actions */

static void add_owed(struct wl_buf *out, const struct wl_reviewing *reviewing)
{
	struct wl_buf line = WL_BUF_INIT;

	if (!reviewing->nowed)
		return;
	heading(out, "###", "Last time's actions");
	wl_buf_adds(out, "\n| action | owner | outcome | state |\n"
			 "|---|---|---|---|\n");
	for (size_t i = 0; i < reviewing->nowed; i++) {
		const struct wl_action *action = reviewing->owed[i].action;

		cell(out, action->what);
		cell(out, action->owner);
		cell(out, action->outcome);
		wl_buf_clear(&line);
		wl_phrase_action(&line, action, reviewing->as_of);
		cell(out, line.s);
		wl_buf_adds(out, "|\n");
	}
	wl_buf_release(&line);
}

static void add_decided(struct wl_buf *out, const struct wl_review *self)
{
	char day[WL_DATE_TEXT];

	for (size_t i = 0; self && i < self->nactions; i++) {
		const struct wl_action *one = &self->actions[i];

		wl_buf_adds(out, i ? "" : "\n");
		wl_buf_adds(out, "- ");
		wl_markdown_line(out, one->what ? one->what : one->id);
		wl_buf_adds(out, ": ");
		wl_markdown_line(out, one->owner ? one->owner : "no owner");
		wl_buf_addf(out, ", by %s. Outcome: ",
			one->deadline == WL_NO_DAY
				? "no date"
				: wl_day_format(one->deadline, day));
		wl_markdown_line(out, one->outcome ? one->outcome : "none");
		wl_buf_adds(out, "\n");
	}
	if (self && self->decision == WL_KEEP)
		wl_buf_adds(out, "\nNothing changed: the plan is kept.\n");
	else if (!self || !self->nactions)
		wl_buf_adds(out, "\nEach has one owner, one deadline and one "
				 "outcome. No owner, no action.\n");
}

static bool ends(const char *sentence)
{
	size_t n = sentence ? strlen(sentence) : 0;

	return n && strchr(".!?", sentence[n - 1]);
}

static void add_requests(
	struct wl_buf *out, const struct wl_reviewing *reviewing)
{
	const struct wl_review *self = reviewing->self;

	item_heading(out, WL_AGENDA_REQUESTS);
	if (!reviewing->requests.n)
		wl_buf_adds(out, "\nNo field note asks for anything.\n");
	add_list(out, &reviewing->requests);
	for (size_t i = 0; self && i < self->nrequests; i++) {
		const struct wl_request *one = &self->requests[i];

		wl_buf_adds(out, i ? "" : "\n");
		wl_buf_addf(out, "- %s: ",
			one->decision ? wl_decisions[one->decision] : "open");
		wl_markdown_line(out, one->what ? one->what : "");
		if (one->reason) {
			wl_buf_adds(out, ends(one->what) ? " " : ". ");
			wl_markdown_line(out, one->reason);
		}
		wl_buf_adds(out, "\n");
	}
}

/* What a quarterly review has besides */

static void add_deals(struct wl_buf *out, const struct wl_reviewing *reviewing)
{
	const struct wl_review *self = reviewing->self;
	char day[WL_DATE_TEXT];

	heading(out, "##", "Where the framework helped");
	wl_buf_adds(out, "\n| account | deal | outcome | closed | helped | "
			 "where |\n|---|---|---|---|---|---|\n");
	for (size_t i = 0; i < reviewing->ndeals; i++) {
		const struct wl_deal *deal = reviewing->deals[i];
		const struct wl_opportunity *told =
			wl_review_opportunity(self, deal->id);

		cell(out, deal->account);
		cell(out, deal->id);
		cell(out, wl_outcomes[deal->outcome]);
		cell(out, wl_day_format(deal->closed, day));
		cell(out, told && told->helped ? wl_answer_words[told->helped]
					       : "");
		cell(out, told ? told->where : "");
		wl_buf_adds(out, "|\n");
	}
}

static void add_assets(struct wl_buf *out, const struct wl_reviewing *reviewing)
{
	struct wl_buf line = WL_BUF_INIT;

	heading(out, "##", "Customer-facing assets");
	wl_buf_adds(out, "\n");
	for (size_t i = 0; i < reviewing->nassets; i++) {
		wl_buf_clear(&line);
		wl_phrase_asset(&line, &reviewing->assets[i]);
		wl_buf_adds(out, "- ");
		wl_markdown_line(out, reviewing->assets[i].name);
		wl_buf_addf(out, ": %s\n", line.s);
		wl_buf_clear(&line);
		wl_phrase_audit(&line, wl_review_asset(reviewing->self,
					       reviewing->assets[i].name));
		if (!line.n)
			continue;
		wl_buf_adds(out, "  ");
		wl_markdown_line(out, line.s);
		wl_buf_adds(out, "\n");
	}
	if (reviewing->nassets < WL_REVIEW_ASSETS)
		wl_buf_addf(out,
			"- %zu more to be named: winloss review "
			"--quarterly --asset NAME\n",
			WL_REVIEW_ASSETS - reviewing->nassets);
	wl_buf_release(&line);
}

static void add_retiring(
	struct wl_buf *out, const struct wl_reviewing *reviewing)
{
	struct wl_buf line = WL_BUF_INIT;

	heading(out, "##", "To be retired");
	if (!reviewing->nretiring)
		wl_buf_adds(out, "\nNo card.\n");
	for (size_t i = 0; i < reviewing->nretiring; i++) {
		const struct wl_card *card = reviewing->retiring[i].card;

		wl_buf_clear(&line);
		wl_phrase_retiring(&line, &reviewing->retiring[i]);
		wl_buf_addf(out, "%s- %s/%s: %s\n", i ? "" : "\n",
			wl_card_types[card->type], card->id, line.s);
	}
	wl_buf_release(&line);
}

/* Each question, and below it what was answered. */
static void add_retro(struct wl_buf *out, const struct wl_review *self)
{
	heading(out, "##", "Retro");
	for (size_t i = 0; wl_retro[i]; i++) {
		wl_buf_addf(out, "%s- %s\n", i ? "" : "\n", wl_retro[i]);
		if (!self || !self->retro[i])
			continue;
		wl_buf_adds(out, "\n  ");
		wl_markdown_line(out, self->retro[i]);
		wl_buf_adds(out, wl_retro[i + 1] ? "\n\n" : "\n");
	}
}

static void add_quarter(
	struct wl_buf *out, const struct wl_reviewing *reviewing)
{
	const struct {
		const char *title;
		const struct wl_spoken_list *list;
	} lists[] = {
		{ "Clear", &reviewing->clear },
		{ "Unclear", &reviewing->unclear },
		{ "Missing", &reviewing->missing },
	};

	if (reviewing->kind != WL_QUARTERLY)
		return;
	add_deals(out, reviewing);
	add_assets(out, reviewing);
	heading(out, "##", "Feedback from sales, customer success and product");
	for (size_t i = 0; i < WL_LEN(lists); i++) {
		heading(out, "###", lists[i].title);
		if (!lists[i].list->n)
			wl_buf_adds(out, "\nNothing was noted.\n");
		add_list(out, lists[i].list);
	}
	add_retiring(out, reviewing);
	add_retro(out, reviewing->self);
}

void wl_review_body(struct wl_buf *out, const struct wl_reviewing *reviewing)
{
	struct wl_buf line = WL_BUF_INIT;
	char day[WL_DATE_TEXT];

	wl_phrase_review(&line, reviewing);
	wl_buf_addf(out, "\n# %s\n", line.s);
	wl_buf_clear(&line);
	wl_phrase_since(&line, reviewing);
	wl_buf_addf(out, "\nAs of %s; %s.\n",
		wl_day_format(reviewing->as_of, day), line.s);
	add_agenda(out, reviewing);
	for (int i = WL_AGENDA_MARKET; i <= WL_AGENDA_PERFORMANCE; i++)
		add_topics(out, reviewing, (enum wl_agenda)i);
	add_scores(out, reviewing);
	add_requests(out, reviewing);
	item_heading(out, WL_AGENDA_ACTIONS);
	add_owed(out, reviewing);
	add_decided(out, reviewing->self);
	add_quarter(out, reviewing);
	wl_buf_adds(out, "\n");
	wl_buf_release(&line);
}

/* The file */

/* The same whatever the lines end in. */
static void digest(char out[WL_REVIEW_DIGEST], const char *bytes, size_t n)
{
	struct wl_buf plain = WL_BUF_INIT;

	for (size_t i = 0; i < n; i++)
		if (bytes[i] != '\r')
			wl_buf_addc(&plain, bytes[i]);
	snprintf(out, WL_REVIEW_DIGEST, "%012llx",
		(unsigned long long)(wl_hash(plain.s, plain.n) &
				     0xffffffffffffULL));
	wl_buf_release(&plain);
}

/* Lines as those of the file end. */
static void end_lines(struct wl_buf *text, const char *eol)
{
	for (size_t i = 0; *eol == '\r' && i < text->n; i++)
		if (text->s[i] == '\n')
			wl_buf_splice(text, i++, 0, "\r", 1);
}

void wl_review_draft(struct wl_buf *out, const struct wl_reviewing *reviewing)
{
	struct wl_buf body = WL_BUF_INIT;
	char made[WL_REVIEW_DIGEST], day[WL_DATE_TEXT];

	wl_review_body(&body, reviewing);
	digest(made, body.s, body.n);
	wl_buf_addf(out, "---\nwinloss: 1\nid: %s\nkind: %s\n", reviewing->id,
		wl_review_kinds[reviewing->kind]);
	if (reviewing->since != WL_NO_DAY)
		wl_buf_addf(out, "since: %s\n",
			wl_day_format(reviewing->since, day));
	wl_buf_addf(out, "as-of: %s\nmade-as: %s\n---\n",
		wl_day_format(reviewing->as_of, day), made);
	wl_buf_add(out, body.s, body.n);
	wl_buf_adds(out, NOTES "\n");
	wl_buf_release(&body);
}

bool wl_review_pristine(const struct wl_buf *file, size_t body,
	const char *made_as, size_t *start, size_t *end)
{
	const char *notes = strstr(file->s + body, "\n" NOTES);
	char made[WL_REVIEW_DIGEST];

	while (notes && !strchr("\r\n", notes[1 + strlen(NOTES)]))
		notes = strstr(notes + 1, "\n" NOTES);
	*start = body;
	*end = notes ? (size_t)(notes - file->s) + 1 : file->n;
	digest(made, file->s + *start, *end - *start);
	return wl_streq(made, made_as);
}

int wl_review_remake(struct wl_buf *file, const char *path,
	const struct wl_reviewing *reviewing, struct wl_err *err)
{
	struct wl_source source = { path, file->s, file->n };
	struct wl_buf body = WL_BUF_INIT;
	struct wl_front front;
	struct wl_arena arena;
	char made[WL_REVIEW_DIGEST];
	size_t start, end;
	int rc;

	wl_arena_init(&arena);
	rc = wl_front_parse(&front, &arena, &source, err);
	if (!rc) {
		wl_review_pristine(file, front.body, NULL, &start, &end);
		wl_review_body(&body, reviewing);
		digest(made, body.s, body.n);
		end_lines(&body, front.eol);
		wl_buf_splice(file, start, end - start, body.s, body.n);
		rc = wl_review_set(file, path, "made-as", made, NULL, err);
	}
	wl_buf_release(&body);
	wl_arena_release(&arena);
	return rc;
}
