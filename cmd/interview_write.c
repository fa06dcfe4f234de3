/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was said, into the interview file: questions, passages, captures. */
#include "base/path.h"
#include "interview.h"
#include "notes.h"
#include "passage.h"

struct writing {
	struct conduct *conduct;
	struct wl_arena arena;
	struct wl_interview now; /* the file as it is */
	struct wl_passage *known;
	size_t nknown;
	struct passage_target target;
	struct wl_strv themes; /* looked at: each is warned of once */
	size_t quotes, notes;  /* added */
};

static void check_tags(
	struct writing *writing, const struct wl_tag *tags, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (wl_strv_has(&writing->themes, tags[i].theme))
			continue;
		wl_strv_add(&writing->themes, tags[i].theme);
		passage_check_tags(writing->conduct->session, &tags[i], 1);
	}
}

static int parse_now(
	struct writing *writing, struct wl_edit *edit, struct wl_err *err)
{
	struct wl_source source = {
		.path = edit->path, .bytes = edit->file.s, .n = edit->file.n
	};
	size_t room = 0;
	int rc;

	rc = wl_interview_parse(&writing->now, &writing->arena, &source, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < writing->conduct->answers.n; i++)
		room += writing->conduct->answers.answered[i].n;
	writing->nknown = writing->now.npassages;
	writing->known = wl_arena_alloc(&writing->arena,
		(writing->nknown + room) * sizeof(*writing->known));
	if (writing->nknown)
		memcpy(writing->known, writing->now.passages,
			writing->nknown * sizeof(*writing->known));
	return 0;
}

/* What was just added is known from now on. */
static void remember(
	struct writing *writing, const struct wl_answer *answer, const char *id)
{
	struct wl_buf words = WL_BUF_INIT;
	struct wl_passage *one = &writing->known[writing->nknown];
	bool withheld =
		writing->target.withhold || answer->level == WL_CONFIDENTIAL;

	for (size_t i = 0; i < writing->nknown; i++)
		if (wl_streq(writing->known[i].id, id))
			return;
	wl_passage_tidy(&words, answer->words, answer->quote);
	one->id = wl_arena_strdup(&writing->arena, id);
	one->words = withheld ? PASSAGE_WITHHELD
			      : wl_arena_strdup(&writing->arena, words.s);
	one->level = withheld ? WL_CONFIDENTIAL : answer->level;
	one->tags = answer->tags;
	one->ntags = answer->ntags;
	wl_buf_release(&words);
	writing->nknown++;
	*(answer->quote ? &writing->quotes : &writing->notes) += 1;
}

static bool has_heading(const struct wl_interview *interview, const char *id)
{
	for (size_t i = 0; i < interview->nasked; i++)
		if (wl_streq(interview->asked[i].id, id))
			return true;
	return false;
}

/* A file made by hand may lack the question's heading. */
static int ensure_heading(
	struct writing *writing, const char *id, struct wl_err *err)
{
	const struct conduct *conduct = writing->conduct;
	const struct wl_programme *programme =
		&conduct->session->corpus.programme;
	const struct wl_question *question;
	struct wl_buf text = WL_BUF_INIT;
	int rc;

	if (has_heading(&writing->now, id))
		return 0;
	question = wl_guide_question(conduct->guide, id);
	wl_guide_fill(&text, question->text, interview_rival(conduct),
		programme->product);
	rc = wl_edit_question(
		writing->target.edit, conduct->guide, question, text.s, err);
	wl_buf_release(&text);
	return rc;
}

static int write_answered(struct writing *writing,
	const struct wl_answered *answered, struct wl_err *err)
{
	char id[WL_PASSAGE_ID];
	int rc;

	rc = ensure_heading(writing, answered->question, err);
	if (!rc)
		rc = wl_edit_asked(writing->target.edit, answered->question,
			answered->skipped, err);
	for (size_t i = 0; !rc && i < answered->n; i++) {
		const struct wl_answer *answer = &answered->answers[i];

		check_tags(writing, answer->tags, answer->ntags);
		writing->target.nknown = writing->nknown;
		rc = passage_add(&writing->target, answered->question, answer,
			NULL, id, err);
		if (!rc)
			remember(writing, answer, id);
	}
	return rc;
}

static int set(struct writing *writing, const char *key, const char *text,
	struct wl_err *err)
{
	return wl_edit_set(writing->target.edit, key, text, NULL, err);
}

static int write_captures(struct writing *writing, struct wl_err *err)
{
	static const char *const themes[] = { "trigger", "criteria",
		"buyer-reason", NULL };
	const struct wl_answers *answers = &writing->conduct->answers;
	int rc = 0;

	for (size_t i = 0; !rc && i < answers->ncaptures; i++) {
		const struct wl_capture *one = &answers->captures[i];
		struct wl_tag tag = { .theme = one->text };

		if (wl_streq(one->key, "consent"))
			continue; /* with the facts: an option goes before */
		rc = wl_edit_set(writing->target.edit, one->key, one->text,
			one->text ? NULL : &one->list, err);
		if (wl_term(themes, one->key) < 0)
			continue;
		if (one->text)
			check_tags(writing, &tag, 1);
		for (size_t j = 0; j < one->list.n; j++) {
			tag.theme = one->list.v[j];
			check_tags(writing, &tag, 1);
		}
	}
	return rc;
}

/* The interviewer is one of the attendees; who nobody names anew stays. */
static int write_attendees(struct writing *writing, struct wl_err *err)
{
	const struct wl_answers *answers = &writing->conduct->answers;
	const struct wl_list *from = answers->attendees.n
					     ? &answers->attendees
					     : &writing->now.attendees;
	struct wl_list list = { .n = 0 };

	list.v = wl_arena_alloc(
		&writing->arena, (from->n + 1) * sizeof(*list.v));
	if (!wl_list_has(from, answers->interviewer))
		list.v[list.n++] = answers->interviewer;
	for (size_t i = 0; i < from->n; i++)
		list.v[list.n++] = from->v[i];
	return wl_edit_set(writing->target.edit, "attendees", NULL, &list, err);
}

enum wl_consent interview_consent(const struct conduct *conduct)
{
	const struct wl_answers *answers = &conduct->answers;
	int term;

	if (!args_has(conduct->args, "consent"))
		for (size_t i = 0; i < answers->ncaptures; i++) {
			const struct wl_capture *one = &answers->captures[i];

			term = wl_streq(one->key, "consent")
				       ? wl_term(wl_consents, one->text)
				       : -1;
			if (term > 0)
				return (enum wl_consent)term;
		}
	return answers->consent ? answers->consent
				: conduct->interview->consent;
}

static int write_facts(struct writing *writing, struct wl_err *err)
{
	const struct conduct *conduct = writing->conduct;
	const struct wl_answers *answers = &conduct->answers;
	enum wl_consent consent = interview_consent(conduct);
	char text[64], time[WL_TIME_TEXT], date[WL_DATE_TEXT];
	int rc;

	rc = set(writing, "interviewer", answers->interviewer, err);
	if (!rc)
		rc = write_attendees(writing, err);
	if (!rc && consent)
		rc = set(writing, "consent", wl_consents[consent], err);
	/* Read again without its time, an answers file does not change it */
	if (!rc && (!writing->now.interviewed.set || conduct->timed))
		rc = set(writing, "interviewed",
			wl_time_format(&answers->interviewed, time), err);
	if (!rc && answers->minutes) {
		snprintf(text, sizeof(text), "%d", answers->minutes);
		rc = set(writing, "minutes", text, err);
	}
	if (!rc && conduct->forced && !writing->now.forced) {
		snprintf(text, sizeof(text), "%s %.40s",
			wl_day_format(session_today(conduct->session), date),
			answers->interviewer);
		rc = set(writing, "forced", text, err);
	}
	if (!rc && writing->now.status <= WL_READY)
		rc = set(writing, "status", "interviewed", err);
	return rc;
}

static int write_all(struct writing *writing, struct wl_err *err)
{
	const struct conduct *conduct = writing->conduct;
	const struct wl_answers *answers = &conduct->answers;
	int rc = 0;

	for (size_t i = 0; !rc && i < answers->n; i++)
		rc = write_answered(writing, &answers->answered[i], err);
	if (!rc)
		rc = write_facts(writing, err);
	if (!rc)
		rc = write_captures(writing, err);
	if (!rc)
		rc = notes_write(writing->target.edit, conduct->session,
			answers->notes, err);
	if (!rc && answers->hypothesis)
		rc = set(writing, "hypothesis",
			wl_verdicts[answers->hypothesis], err);
	return rc;
}

int interview_write(struct conduct *conduct, struct wl_err *err)
{
	struct writing writing = { .conduct = conduct };
	struct wl_message message = { .area = "interview",
		.interview = conduct->interview->id };
	struct wl_edit edit = { .file = WL_BUF_INIT };
	struct wl_buf what = WL_BUF_INIT;
	struct wl_change change;
	int rc;

	wl_arena_init(&writing.arena);
	rc = session_begin(conduct->session, &change, err);
	if (!rc)
		rc = session_edit(
			conduct->session, conduct->interview, &edit, err);
	if (!rc)
		rc = parse_now(&writing, &edit, err);
	if (!rc) {
		writing.target = (struct passage_target){
			.session = conduct->session,
			.change = &change,
			.edit = &edit,
			.interview = &writing.now,
			.known = writing.known,
			.withhold =
				interview_consent(conduct) == WL_CONSENT_NONE,
		};
		rc = write_all(&writing, err);
	}
	if (!rc) {
		wl_buf_addf(&what, "hold %s, %zu quote%s, %zu note%s",
			conduct->interview->id, writing.quotes,
			writing.quotes == 1 ? "" : "s", writing.notes,
			writing.notes == 1 ? "" : "s");
		message.what = what.s;
		wl_change_add(&change, conduct->interview->path, &edit.file);
		rc = session_apply(conduct->session, &change, &message, err);
	}
	wl_change_end(&change);
	wl_buf_release(&edit.file);
	wl_buf_release(&what);
	wl_strv_release(&writing.themes);
	wl_arena_release(&writing.arena);
	return rc;
}
