/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of a review: its front matter as far as it was said, replaced
 * durably at each answer. */
#include <unistd.h>

#include "base/file.h"
#include "review.h"

static int open_journal(
	const struct sitting *sitting, struct wl_buf *name, struct wl_err *err)
{
	return session_journal(
		sitting->session, "review", sitting->id, name, err);
}

int sitting_keep(const struct sitting *sitting, struct wl_err *err)
{
	struct wl_buf name = WL_BUF_INIT, file = WL_BUF_INIT;
	struct wl_err none;
	int dir = open_journal(sitting, &name, &none), rc = 0;

	if (dir < 0) /* no repository, with --no-commit */
		goto done;
	wl_buf_addf(&file, "---\nwinloss: 1\nid: %s\nkind: %s\n---\n",
		sitting->id, wl_review_kinds[sitting->told.kind]);
	rc = answers_write(sitting, &file, err);
	if (!rc)
		rc = wl_file_replace(dir, name.s, &file, 0600, err);
	close(dir);
done:
	wl_buf_release(&name);
	wl_buf_release(&file);
	return rc;
}

/* Of what the journal says, all that still has its place. */
static void take_over(struct sitting *sitting, const struct wl_review *kept)
{
	struct wl_review *told = &sitting->told;

	for (size_t i = 0; i < kept->nverdicts; i++) {
		const struct wl_score *score = wl_reviewing_score(
			&sitting->review, kept->verdicts[i].claim);

		if (score)
			answers_judge(
				sitting, score, kept->verdicts[i].standing);
	}
	for (size_t i = 0; i < kept->present.n; i++)
		told->present.v[told->present.n++] = kept->present.v[i];
	for (size_t i = 0; i < kept->nrequests; i++)
		told->requests[told->nrequests++] = kept->requests[i];
	for (size_t i = 0; i < kept->nactions; i++)
		if (!kept->actions[i].claim)
			told->actions[told->nactions++] = kept->actions[i];
	for (size_t i = 0; i < kept->nopportunities; i++)
		told->opportunities[told->nopportunities++] =
			kept->opportunities[i];
	for (size_t i = 0; i < kept->nassets; i++)
		told->assets[told->nassets++] = kept->assets[i];
	memcpy(told->retro, kept->retro, sizeof(told->retro));
	told->decision = kept->decision;
}

bool sitting_resume(struct sitting *sitting)
{
	struct wl_buf name = WL_BUF_INIT, file = WL_BUF_INIT;
	struct wl_review kept;
	bool there = false;
	int dir = open_journal(sitting, &name, NULL);

	if (dir >= 0 &&
		!wl_file_read(&file, dir, name.s, WL_MARKDOWN_MAX, NULL)) {
		struct wl_source source = { name.s, file.s, file.n };

		there = !wl_review_parse(&kept, &sitting->arena, &source, NULL);
	}
	if (dir >= 0)
		close(dir);
	answers_room(sitting, there ? &kept : NULL);
	if (there)
		take_over(sitting, &kept);
	wl_buf_release(&name);
	wl_buf_release(&file);
	return there;
}

void sitting_forget(const struct sitting *sitting)
{
	session_journal_remove(sitting->session, "review", sitting->id);
}
