/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss quotes: find what was said, by theme, sign, interview and words. */
#include "base/utf8.h"
#include "filters.h"
#include "publish/quotes.h"

#define MOST_CONTEXT 1000

static const char name[] = "quotes";

static const struct cmd_option options[] = {
	{ "theme", 't', "THEME",
		"passages with this theme; THEME+ for us, THEME- against us" },
	{ "and", 0, "THEME", "and with this one" },
	{ "or", 0, "THEME", "or else with this one" },
	{ "not", 0, "THEME", "but never with this one" },
	{ "grep", 'g', "TEXT", "that say this, in any case; repeatable" },
	{ "level", 0, "LEVEL", "public or internal" },
	OPTIONS_FILTER,
	{ "internal", 0, NULL, "interviews of stakeholders as well" },
	{ "context", 0, "N", "with N passages before and after" },
	{ "rev", 0, "REV", "read the programme as it was at a revision" },
	OPTION_FORMAT("text, md, csv, json or ndjson"),
	OPTION_END,
};

struct request {
	struct session *session;
	const struct cmd_args *args;
	struct wl_find_query query;
	struct wl_find_term *terms;
	enum wl_format format;
};

/* Themes */

static bool is_used(const struct wl_corpus *corpus, const char *theme)
{
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		for (size_t j = 0; j < one->npassages; j++)
			for (size_t k = 0; k < one->passages[j].ntags; k++)
				if (wl_streq(one->passages[j].tags[k].theme,
					    theme))
					return true;
	}
	return false;
}

static int theme_chosen(struct session *session, const char *given,
	struct wl_tag *tag, struct wl_err *err)
{
	struct wl_corpus *corpus = &session->corpus;
	const char *id = given + (*given == '#'), *near;

	if (!wl_tag_parse(tag, &corpus->arena, id))
		return args_usage(err, name,
			"'%s' is not a theme, nor one with + or - behind it",
			given);
	/* One that is used and not in the codebook is what one looks for */
	if (wl_codebook_find(&corpus->codebook, tag->theme) ||
		is_used(corpus, tag->theme))
		return 0;
	near = wl_codebook_suggest(&corpus->codebook, tag->theme);
	wl_err_set(err, WL_EUSAGE, "there is no theme '%s'", tag->theme);
	return near ? wl_err_hint(err, "did you mean '%s'?", near)
		    : wl_err_hint(err, "themes.yaml lists what there is");
}

/* In the order given: --or begins the next alternative. */
static int terms_chosen(struct request *request, struct wl_err *err)
{
	const struct cmd_args *args = request->args;
	size_t n = 0, alternative = 0;
	int rc = 0;

	request->terms = wl_alloc((args->n + 1) * sizeof(*request->terms));
	for (size_t i = 0; i < args->n && !rc; i++) {
		const char *option = args->v[i].option->name;
		struct wl_find_term *term = &request->terms[n];
		bool other = wl_streq(option, "or");

		term->without = wl_streq(option, "not");
		if (!other && !term->without && !wl_streq(option, "theme") &&
			!wl_streq(option, "and"))
			continue;
		alternative += other;
		term->alternative = alternative;
		rc = theme_chosen(
			request->session, args->v[i].value, &term->tag, err);
		n++;
	}
	request->query.terms = request->terms;
	request->query.nterms = n;
	return rc;
}

/* The other options */

static int context_chosen(struct request *request, struct wl_err *err)
{
	const char *given = args_value(request->args, "context");
	size_t digits = given ? strspn(given, "0123456789") : 0;
	long n = -1;

	if (!given)
		return 0;
	if (digits && digits < 8 && !given[digits])
		n = strtol(given, NULL, 10);
	if (n < 0 || n > MOST_CONTEXT)
		return args_usage(err, name,
			"--context takes a number up to %d, not '%s'",
			MOST_CONTEXT, given);
	request->query.context = (size_t)n;
	return 0;
}

static int level_chosen(struct request *request, struct wl_err *err)
{
	const char *given = args_value(request->args, "level");

	if (!given)
		return 0;
	request->query.level = wl_term(wl_level_names, given);
	if (request->query.level == WL_CONFIDENTIAL)
		return args_usage(err, name,
			"confidential passages are counted and never shown");
	if (request->query.level < 0)
		return args_usage(err, name,
			"--level takes public or internal, not '%s'", given);
	return 0;
}

static int texts_chosen(struct request *request, struct wl_err *err)
{
	struct wl_list *texts = &request->query.texts;
	struct wl_buf line = WL_BUF_INIT;
	int rc = 0;

	args_values(request->args, "grep", texts);
	for (size_t i = 0; i < texts->n && !rc; i++) {
		wl_buf_clear(&line);
		wl_utf8_line(&line, texts->v[i]);
		if (!line.n)
			rc = args_usage(
				err, name, "--grep needs words to look for");
	}
	wl_buf_release(&line);
	return rc;
}

static int choose(struct request *request, struct wl_err *err)
{
	const struct cmd_args *args = request->args;
	int rc;

	if (args->words.n)
		return args_usage(err, name,
			"'%s' is not an option: write --theme or --grep "
			"before it",
			args->words.v[0]);
	request->query.internal = args_has(args, "internal");
	rc = format_chosen(args, name, &request->format, err);
	if (!rc)
		rc = context_chosen(request, err);
	if (!rc)
		rc = level_chosen(request, err);
	return rc ? rc : texts_chosen(request, err);
}

/* Finding and printing */

static void publish(struct wl_buf *out, const struct request *request,
	const struct wl_found *found)
{
	struct wl_look look = { request->session->colour,
		request->session->width };

	if (request->format != WL_TEXT)
		wl_publish_found(out, found, request->format);
	else if (found->passages)
		wl_publish_found_text(out, found, &look);
}

/* The answer is no, which is no failure. */
static int nothing(const struct session *session, const struct wl_found *found,
	struct wl_err *err)
{
	struct wl_buf why = WL_BUF_INIT, hint = WL_BUF_INIT;

	wl_found_nothing(&why, &hint, found);
	session_say(session, "%s\nhint: %s", why.s, hint.s);
	wl_buf_release(&why);
	wl_buf_release(&hint);
	/* Not of an error that was none, such as people.yaml not being there */
	*err->text = '\0';
	return WL_EFOUND;
}

static int find(struct request *request, struct wl_err *err)
{
	struct wl_buf out = WL_BUF_INIT;
	struct wl_found found;
	int rc;

	wl_find(&found, &request->session->corpus, &request->query);
	publish(&out, request, &found);
	/* A table goes elsewhere, and an empty one is not printed */
	rc = session_search(
		request->session, &out, request->format != WL_TEXT, err);
	if (!rc && out.n)
		rc = session_print(request->session, &out, err);
	if (!rc && !found.passages)
		rc = nothing(request->session, &found, err);
	wl_found_release(&found);
	wl_buf_release(&out);
	return rc;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct request request = {
		.session = session, .args = args, .query = WL_FIND_ANY
	};
	int rc;

	rc = choose(&request, err);
	if (!rc)
		rc = session_corpus(session, args_value(args, "rev"), err);
	if (!rc)
		rc = filter_chosen(
			session, args, name, &request.query.filter, err);
	if (!rc)
		rc = terms_chosen(&request, err);
	if (!rc)
		rc = find(&request, err);
	free((void *)request.query.filter.where);
	free(request.query.texts.v);
	free(request.terms);
	return rc;
}

const struct cmd cmd_quotes = {
	.name = "quotes",
	.usage = "[--theme <theme>] [--grep <text>] [<filters>]",
	.summary = "find what was said, by theme and by words",
	.needs = CMD_PLACE,
	.options = options,
	.run = run,
};
