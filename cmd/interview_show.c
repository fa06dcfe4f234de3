/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the screen while an interview goes on: where one is, what to
 * say, what to listen for. */
#include "base/utf8.h"
#include "checklist.h"
#include "interview.h"

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define PLAIN "\033[0m"

static size_t new_line(struct wl_buf *out, const char *end, size_t indent)
{
	wl_buf_adds(out, end);
	wl_buf_fill(out, ' ', indent);
	return 0;
}

/* Lines that fit the screen, paragraphs apart, the first behind `first`, the
 * rest behind as many spaces. */
static void add_wrapped(const struct conduct *conduct, struct wl_buf *out,
	const char *first, const char *text)
{
	size_t indent = wl_utf8_width(first), used = 0;
	size_t screen = (size_t)conduct->session->width;
	size_t width = (screen > 80 ? 80 : screen) - indent - 2;

	wl_buf_adds(out, first);
	while (*text) {
		size_t n = strcspn(text, " \n");
		char *word = wl_strndup(text, n);
		size_t columns = wl_utf8_width(word);

		if (used && used + 1 + columns > width)
			used = new_line(out, "\n", indent);
		if (used)
			wl_buf_addc(out, ' ');
		wl_buf_adds(out, word);
		used += columns + (used > 0);
		free(word);
		text += n;
		n = strspn(text, " \n");
		if (text[n] && memchr(text, '\n', n))
			used = new_line(out, "\n\n", indent);
		text += n;
	}
	wl_buf_addc(out, '\n');
}

/* Everything but the style comes from files: made safe first. */
static void show(const struct conduct *conduct, const char *style,
	const struct wl_buf *text)
{
	struct wl_buf safe = WL_BUF_INIT;
	bool colour = conduct->session->colour && *style;

	wl_utf8_visible(&safe, text->s, true);
	fprintf(stderr, "%s%s%s", colour ? style : "", safe.s,
		colour ? PLAIN : "");
	wl_buf_release(&safe);
}

const char *interview_rival(const struct conduct *conduct)
{
	const struct wl_interview *interview = conduct->interview;

	return interview->competitor
		       ? wl_programme_competitor_name(
				 &conduct->session->corpus.programme,
				 interview->competitor)
		       : "the alternative";
}

static void fill(
	const struct conduct *conduct, struct wl_buf *out, const char *text)
{
	wl_guide_fill(out, text, interview_rival(conduct),
		conduct->session->corpus.programme.product);
}

void show_opening(const struct conduct *conduct, size_t questions)
{
	const struct wl_guide *guide = conduct->guide;
	struct wl_buf out = WL_BUF_INIT;

	checklist_title(&out, conduct->session, conduct->interview);
	show(conduct, BOLD, &out);
	wl_buf_clear(&out);
	wl_buf_addf(
		&out, "%zu questions in %zu blocks", questions, guide->nblocks);
	if (guide->total[1])
		wl_buf_addf(&out, ", %d to %d minutes", guide->total[0],
			guide->total[1]);
	wl_buf_adds(&out,
		".\n\nType what they say; Enter keeps it, Enter on an empty "
		"line goes on.\n"
		"  /n WORDS  a note of your own\n"
		"  /?        probes, for an answer that stays vague\n"
		"  /skip     leave the question out\n"
		"  /back     to the question before\n"
		"Each answer is saved before the next question; ^D pauses.\n");
	show(conduct, "", &out);
	wl_buf_release(&out);
}

static void show_listen(
	const struct conduct *conduct, const struct wl_guide_block *block)
{
	enum wl_outcome outcome = conduct->interview->outcome;
	const struct wl_list *lists[] = { &block->listen_any,
		outcome == WL_WIN ? &block->listen_win : &block->listen_loss };
	struct wl_buf out = WL_BUF_INIT;

	for (size_t i = 0; i < WL_LEN(lists); i++) {
		if (i && outcome == WL_OUTCOME_NONE)
			break; /* internal: neither won nor lost */
		for (size_t j = 0; j < lists[i]->n; j++) {
			if (!out.n)
				wl_buf_adds(&out, "   listen for\n");
			add_wrapped(conduct, &out, "   - ", lists[i]->v[j]);
		}
	}
	show(conduct, DIM, &out);
	wl_buf_release(&out);
}

void show_block(
	const struct conduct *conduct, const struct wl_guide_block *block)
{
	struct wl_buf out = WL_BUF_INIT, script = WL_BUF_INIT;

	wl_buf_addf(&out, "\n== %s, %d", block->title, block->minutes[0]);
	if (block->minutes[1] != block->minutes[0])
		wl_buf_addf(&out, " to %d", block->minutes[1]);
	wl_buf_adds(&out, " minutes ==\n");
	show(conduct, BOLD, &out);
	wl_buf_clear(&out);
	if (block->goal)
		add_wrapped(conduct, &out, "   ", block->goal);
	show(conduct, DIM, &out);
	wl_buf_clear(&out);
	if (block->script) {
		fill(conduct, &script, block->script);
		wl_buf_adds(&out, "\n");
		add_wrapped(conduct, &out, "   say: ", script.s);
		wl_buf_adds(&out, "\n");
	}
	show(conduct, "", &out);
	show_listen(conduct, block);
	wl_buf_release(&out);
	wl_buf_release(&script);
}

void show_question(const struct conduct *conduct,
	const struct wl_question *question, size_t number, size_t all)
{
	struct wl_buf out = WL_BUF_INIT, text = WL_BUF_INIT;
	char place[32];

	fill(conduct, &text, question->text);
	snprintf(place, sizeof(place), "%2zu/%zu %c ", number, all,
		question->key ? '*' : ' ');
	wl_buf_addc(&out, '\n');
	add_wrapped(conduct, &out, place, text.s);
	show(conduct, BOLD, &out);
	wl_buf_release(&out);
	wl_buf_release(&text);
}

void show_probes(
	const struct conduct *conduct, const struct wl_question *question)
{
	struct wl_buf out = WL_BUF_INIT, text = WL_BUF_INIT;

	if (!question->nprobes)
		wl_buf_adds(&out, "   no probes for this one\n");
	for (size_t i = 0; i < question->nprobes; i++) {
		char when[80];

		snprintf(when, sizeof(when),
			"   %s: ", question->probes[i].when);
		wl_buf_clear(&text);
		fill(conduct, &text, question->probes[i].ask);
		add_wrapped(conduct, &out, when, text.s);
	}
	show(conduct, "", &out);
	wl_buf_release(&out);
	wl_buf_release(&text);
}
