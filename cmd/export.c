/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss export: tables and documents for others, with everything left out
 * that must not leave. */
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "filters.h"
#include "publish/cards.h"
#include "store/redact.h"

static const struct cmd_option options[] = {
	OPTIONS_FILTER,
	{ "rev", 0, "REV", "read the programme as it was at a revision" },
	{ "output", 'o', "FILE", "write here (default: standard output)" },
	OPTION_FORMAT("csv, json, ndjson or md"),
	OPTION_END,
};

struct export
{
	struct session *session;
	const struct cmd_args *args;
	struct wl_filter filter;
	enum wl_format format;
	struct wl_buf *out;
};

static int quotes(struct export *export, struct wl_err *err)
{
	return wl_publish_quotes(export->out, &export->session->corpus,
		&export->filter, export->format, err);
}

static int deals(struct export *export, struct wl_err *err)
{
	return wl_publish_deals(export->out, &export->session->corpus,
		&export->filter, export->format, err);
}

static int interviews(struct export *export, struct wl_err *err)
{
	return wl_publish_interviews(export->out, &export->session->corpus,
		&export->filter, export->format, err);
}

static int summary(struct export *export, struct wl_err *err)
{
	const struct wl_interview *interview;
	int rc;

	rc = session_interview(
		export->session, export->args->words.v[1], &interview, err);
	return rc ? rc
		  : wl_publish_summary(export->out, &export->session->corpus,
			    interview, export->format, err);
}

/* The cards in use, of a competitor if one was named. */
static void choose_cards(struct wl_card_list *list,
	const struct wl_trust *trust, const char *competitor)
{
	list->trust = trust;
	list->v = wl_alloc(trust->ncards * sizeof(const void *));
	for (size_t i = 0; i < trust->ncards; i++)
		if (trust->cards[i].state != WL_RETIRED &&
			(!competitor ||
				wl_streq(trust->cards[i].card->competitor,
					competitor)))
			list->v[list->n++] = &trust->cards[i];
}

static int cards(struct export *export, struct wl_err *err)
{
	struct wl_filter all = WL_FILTER_ALL;
	struct wl_card_list list = { 0 };
	struct wl_synthesis synthesis;
	struct wl_trust trust;
	int rc;

	rc = wl_synthesis_make(&synthesis, &export->session->corpus, &all, err);
	if (rc)
		return rc;
	wl_trust_make(&trust, &synthesis);
	choose_cards(&list, &trust, export->filter.competitor);
	if (export->format == WL_MARKDOWN)
		wl_publish_whole_cards_markdown(export->out, &list);
	else
		wl_publish_whole_cards_json(
			export->out, &list, export->format == WL_NDJSON);
	free(list.v);
	wl_trust_release(&trust);
	wl_synthesis_release(&synthesis);
	return 0;
}

#define FORMAT(format) (1u << (format))
#define TABLE_FORMATS                                                          \
	(FORMAT(WL_CSV) | FORMAT(WL_JSON) | FORMAT(WL_NDJSON) |                \
		FORMAT(WL_MARKDOWN))

/* What can be exported: one row, one function. */
static const struct kind {
	const char *name;
	enum wl_format format; /* without --format */
	unsigned formats;
	size_t words;        /* that it takes, with its own name */
	const char *filters; /* that it takes: " competitor "; NULL: all */
	int (*make)(struct export *export, struct wl_err *err);
} kinds[] = {
	{ "quotes", WL_CSV, TABLE_FORMATS, 1, NULL, quotes },
	{ "deals", WL_CSV, TABLE_FORMATS, 1, NULL, deals },
	{ "interviews", WL_CSV, TABLE_FORMATS, 1, NULL, interviews },
	{ "summary", WL_MARKDOWN, FORMAT(WL_JSON) | FORMAT(WL_MARKDOWN), 2, "",
		summary },
	{ "cards", WL_MARKDOWN,
		FORMAT(WL_JSON) | FORMAT(WL_NDJSON) | FORMAT(WL_MARKDOWN), 1,
		" competitor ", cards },
};

static int unknown_kind(const char *word, struct wl_err *err)
{
	wl_err_set(
		err, WL_EUSAGE, "there is nothing called '%s' to export", word);
	return wl_err_near(err, WL_NEAREST(word, kinds, WL_LEN(kinds), name),
		"quotes, deals, interviews, cards or summary <interview>");
}

static int find_kind(const struct cmd_args *args, const struct kind **out,
	struct wl_err *err)
{
	const struct kind *kind = kinds;

	if (!args->words.n)
		return args_usage(err, "export",
			"what to export is missing: quotes, deals, "
			"interviews, cards or summary <interview>");
	while (!wl_streq(kind->name, args->words.v[0]))
		if (++kind == kinds + WL_LEN(kinds))
			return unknown_kind(args->words.v[0], err);
	if (args->words.n > kind->words)
		return args_usage(err, "export", "'%s' is one word too many",
			args->words.v[kind->words]);
	if (args->words.n < kind->words)
		return args_usage(err, "export",
			"a summary needs the id of an interview");
	*out = kind;
	return 0;
}

/* The form, and that nothing was asked for that the kind does not have. */
static int find_format(
	struct export *export, const struct kind *kind, struct wl_err *err)
{
	static const struct cmd_option filters[] = { OPTIONS_FILTER };
	int rc;

	export->format = kind->format;
	rc = format_chosen(export->args, "export", &export->format, err);
	if (rc)
		return rc;
	if (!(kind->formats & FORMAT(export->format)))
		return args_usage(err, "export", "%s: there is no format '%s'",
			kind->name, wl_formats[export->format]);
	for (size_t i = 0; kind->filters && i < WL_LEN(filters); i++) {
		char word[32];

		snprintf(word, sizeof(word), " %s ", filters[i].name);
		if (args_has(export->args, filters[i].name) &&
			!strstr(kind->filters, word))
			return args_usage(err, "export", "%s: takes no --%s",
				kind->name, filters[i].name);
	}
	return 0;
}

/* Nothing leaves before the finished bytes were searched. */
static int check(const struct export *export, struct wl_err *err)
{
	struct session *session = export->session;
	struct wl_withheld withheld = { .private_missing = false };
	int rc;

	rc = wl_withheld_collect(
		&withheld, &session->corpus, &session->place, err);
	if (!rc)
		rc = wl_withheld_check(&withheld, export->out, err);
	if (!rc && withheld.private_missing)
		session_warn(session, "confidential words are not on this "
				      "machine: the export could not be "
				      "searched for them");
	if (!rc && withheld.people_missing)
		session_warn(session,
			"people.yaml does not name every "
			"interviewee here: the export could not be "
			"searched for all names");
	wl_withheld_release(&withheld);
	return rc;
}

static int deliver(const struct export *export, struct wl_err *err)
{
	const char *file = args_value(export->args, "output");
	struct wl_buf folder = WL_BUF_INIT;
	const char *base;
	int dir = -1, rc;

	if (!file || wl_streq(file, "-"))
		return session_print(export->session, export->out, err);
	rc = wl_corpus_complete(&export->session->corpus, err);
	if (rc)
		return rc;
	base = wl_path_base(file);
	wl_buf_add(&folder, file, (size_t)(base - file));
	rc = wl_dir_open(&dir, folder.n ? folder.s : ".", err);
	if (!rc)
		rc = wl_file_replace(dir, base, export->out, 0666, err);
	if (dir >= 0)
		close(dir);
	wl_buf_release(&folder);
	return rc;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct wl_buf out = WL_BUF_INIT;
	struct export export = { .session = session,
		.args = args,
		.filter = WL_FILTER_ALL,
		.out = &out };
	const struct kind *kind = NULL;
	int rc;

	rc = find_kind(args, &kind, err);
	if (!rc)
		rc = find_format(&export, kind, err);
	session->later = kind && kind->make == deals; /* no passage is in it */
	if (!rc)
		rc = session_corpus(session, args_value(args, "rev"), err);
	if (!rc)
		rc = filter_chosen(
			session, args, "export", &export.filter, err);
	if (!rc)
		rc = kind->make(&export, err);
	if (!rc)
		rc = check(&export, err);
	if (!rc)
		rc = deliver(&export, err);
	free((void *)export.filter.where);
	wl_buf_release(&out);
	return rc;
}

const struct cmd cmd_export = {
	.name = "export",
	.usage = "quotes [<filters>]\ndeals [<filters>]\n"
		 "interviews [<filters>]\ncards [<filters>]\n"
		 "summary <interview>",
	.summary = "write quotes, deals, interviews, cards or a summary",
	.needs = CMD_PLACE,
	.options = options,
	.run = run,
};
