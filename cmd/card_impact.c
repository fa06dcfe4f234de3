/* SPDX-License-Identifier: GPL-3.0-or-later */
/* card impact: what leans on an interview or a passage, before it goes. */
#include "card.h"
#include "publish/cards.h"

static int split(
	struct carding *carding, struct wl_citation *out, struct wl_err *err)
{
	const char *word = carding_word(carding, 0);
	const char *hat = strchr(word, '^');

	if (hat && (hat == word || !hat[1]))
		return args_usage(err, "card",
			"'%s' is not an interview, nor a passage such as "
			"2026-11-acme^b3f9k",
			word);
	out->source = hat ? wl_arena_strndup(
				    &carding->arena, word, (size_t)(hat - word))
			  : word;
	out->passage = hat ? hat + 1 : NULL;
	return 0;
}

/* A wrong interview is named with the one that was probably meant. */
static int check_source(struct carding *carding,
	const struct wl_citation *which, struct wl_err *err)
{
	const struct wl_corpus *corpus = &carding->session->corpus;
	const struct wl_interview *found;

	for (size_t i = 0; i < corpus->nfields; i++)
		if (wl_streq(corpus->fields[i].id, which->source))
			return 0;
	return session_interview(carding->session, which->source, &found, err);
}

static void publish(const struct carding *carding, struct wl_buf *out,
	const struct wl_impact *impact)
{
	const struct wl_look look = { carding->session->colour,
		carding->session->width };

	if (carding->format == WL_JSON)
		wl_publish_impact_json(out, impact);
	else if (carding->format == WL_MARKDOWN)
		wl_publish_impact_markdown(out, impact);
	else
		wl_publish_impact_text(out, impact, &look);
}

int card_impact(struct carding *carding, struct wl_err *err)
{
	struct wl_impact impact;
	struct wl_citation which;
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	rc = split(carding, &which, err);
	if (!rc)
		rc = carding_open(carding, err);
	if (!rc)
		rc = check_source(carding, &which, err);
	if (!rc)
		rc = wl_impact_make(&impact, &carding->trust, &which, err);
	if (rc)
		return rc;
	publish(carding, &out, &impact);
	rc = carding_print(carding, &out, err);
	wl_impact_release(&impact);
	wl_buf_release(&out);
	return rc;
}
