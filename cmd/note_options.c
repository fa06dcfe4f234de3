/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which options of note go together, and what they write. */
#include "base/utf8.h"
#include "note.h"

#define ANYWHERE "by", "format", "no-commit"

/* One that works by itself, and what may stand beside it. */
static const struct {
	const char *option;
	const char *const beside[12];
} alone[] = {
	{ "field",
		{ ANYWHERE, "note", "quote", "tag", "level", "time", "date" } },
	{ "code", { ANYWHERE } },
	{ "ids", { ANYWHERE } },
	{ "withdraw", { ANYWHERE, "why" } },
};

static const struct {
	const char *option;
	const char *const needs[4]; /* one of these */
	const char *said;
} needs[] = {
	{ "date", { "field" }, "--date goes with --field" },
	{ "why", { "withdraw" }, "--why goes with --withdraw" },
	{ "question", { "quote", "note" },
		"--question goes with --quote or --note" },
	{ "tag", { "quote", "note", "passage" },
		"--tag goes with --quote, --note or --passage" },
	{ "level", { "quote", "note", "passage" },
		"--level goes with --quote, --note or --passage" },
	{ "time", { "quote", "note", "passage" },
		"--time goes with --quote, --note or --passage" },
	{ "passage", { "tag", "level", "time" },
		"--passage needs --tag, --level or --time" },
};

static const char *const apart[][2] = {
	{ "passage", "quote" },
	{ "passage", "note" },
	{ "edit", "surprise" },
	{ "edit", "phrase" },
	{ "edit", "gap" },
};

static bool is_global(const char *name)
{
	for (const struct cmd_option *o = global_options; o->name; o++)
		if (wl_streq(name, o->name))
			return true;
	return false;
}

static bool among(const char *const *list, size_t n, const char *name)
{
	for (size_t i = 0; i < n && list[i]; i++)
		if (wl_streq(list[i], name))
			return true;
	return false;
}

static int check_alone(const struct cmd_args *args, struct wl_err *err)
{
	for (size_t i = 0; i < WL_LEN(alone); i++) {
		if (!args_has(args, alone[i].option))
			continue;
		for (size_t j = 0; j < args->n; j++) {
			const char *name = args->v[j].option->name;

			if (!wl_streq(name, alone[i].option) &&
				!is_global(name) &&
				!among(alone[i].beside, WL_LEN(alone[i].beside),
					name))
				return args_usage(err, "note",
					"--%s and --%s do not go together",
					alone[i].option, name);
		}
	}
	return 0;
}

static int check_needs(const struct cmd_args *args, struct wl_err *err)
{
	for (size_t i = 0; i < WL_LEN(needs); i++) {
		bool met = false;

		for (size_t j = 0; j < WL_LEN(needs[i].needs); j++)
			met |= needs[i].needs[j] &&
			       args_has(args, needs[i].needs[j]);
		if (args_has(args, needs[i].option) && !met)
			return args_usage(err, "note", "%s", needs[i].said);
	}
	return 0;
}

/* A text that is nothing once tidied would be lost in silence. */
static int check_texts(const struct cmd_args *args, struct wl_err *err)
{
	for (size_t i = 0; i < args->n; i++) {
		struct wl_buf tidy = WL_BUF_INIT;
		const char *name = args->v[i].option->name;
		const char *s = args->v[i].value;
		bool text = wl_streq(args->v[i].option->value, "TEXT"), empty;

		if (!text)
			continue;
		if (wl_utf8_valid(s, strlen(s)) != strlen(s))
			return args_usage(err, "note",
				"the words of --%s are not UTF-8", name);
		wl_utf8_words(&tidy, s);
		empty = !tidy.n;
		wl_buf_release(&tidy);
		if (empty)
			return args_usage(
				err, "note", "--%s needs words", name);
	}
	return 0;
}

int note_check_options(const struct cmd_args *args, struct wl_err *err)
{
	int rc = check_alone(args, err);

	if (!rc)
		rc = check_needs(args, err);
	for (size_t i = 0; !rc && i < WL_LEN(apart); i++)
		if (args_has(args, apart[i][0]) && args_has(args, apart[i][1]))
			rc = args_usage(err, "note",
				"--%s and --%s do not go together", apart[i][0],
				apart[i][1]);
	return rc ? rc : check_texts(args, err);
}

bool note_changes(const struct cmd_args *args)
{
	static const char *const reading[] = { ANYWHERE };

	for (size_t i = 0; i < args->n; i++) {
		const char *name = args->v[i].option->name;

		if (!is_global(name) && !among(reading, WL_LEN(reading), name))
			return true;
	}
	return false;
}

void note_subject(struct wl_buf *out, const struct cmd_args *args, bool asked)
{
	static const struct {
		const char *option, *what;
	} table[] = {
		{ "surprise", "notes" },
		{ "phrase", "notes" },
		{ "gap", "notes" },
		{ "edit", "notes" },
		{ "hypothesis", "hypothesis" },
		{ "quote", "passages" },
		{ "note", "passages" },
		{ "passage", "tags" },
		{ "coded", "coded" },
		{ "thanked", "thank-you" },
		{ "confirmed", "AE told" },
		{ "seller-review", "seller review" },
		{ "seller-better", "seller review" },
		{ "published", "published" },
		{ "shared", "shared" },
	};
	const char *last = asked ? "notes" : NULL;

	wl_buf_adds(out, asked ? "notes" : "");
	for (size_t i = 0; i < WL_LEN(table); i++) {
		if (!args_has(args, table[i].option) ||
			wl_streq(table[i].what, last))
			continue;
		wl_buf_addf(out, "%s%s", out->n ? ", " : "", table[i].what);
		last = table[i].what;
	}
	wl_buf_adds(out, " of");
}
