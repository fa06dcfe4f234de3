/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two moments of a programme, loaded and published together. */
#include "sides.h"

#include "store/redact.h"

/* Name the side as git does: "v1:cards/battlecard/rivalco.md". */
static void place_in(struct wl_err *err, const char *revision)
{
	struct wl_err at = *err;

	if (*err->path)
		snprintf(at.path, sizeof(at.path), "%.100s:%.150s", revision,
			err->path);
	*err = at;
}

static int load_revision(struct sides *sides, int side, struct wl_corpus *out,
	struct wl_err *err)
{
	const struct session *session = sides->session;
	struct wl_corpus_options options = { sides->moments[side],
		session->as_of, session->skip_unreadable };
	int rc = wl_corpus_load(out, &session->place, &options, err);

	for (size_t i = 0; i < out->unreadable.n; i++) {
		struct wl_err one = out->unreadable.v[i];

		place_in(&one, sides->moments[side]);
		session_error(&one);
	}
	if (rc)
		place_in(err, sides->moments[side]);
	return rc;
}

int sides_load(struct sides *sides, struct wl_err *err)
{
	struct session *session = sides->session;
	int rc;

	sides->corpora[0] = &sides->before;
	sides->corpora[1] = &session->corpus;
	rc = load_revision(sides, 0, &sides->before, err);
	if (rc)
		return rc;
	if (!sides->moments[1])
		return session_corpus(session, NULL, err);
	session->has_corpus = true;
	return load_revision(sides, 1, &session->corpus, err);
}

void sides_release(struct sides *sides)
{
	wl_corpus_release(&sides->before);
	wl_buf_release(&sides->whole);
}

/* What one side withholds must not stand in any of these. */
static int check_side(struct sides *sides, int side,
	const struct wl_buf *const texts[2], struct wl_err *err)
{
	struct wl_withheld withheld = { .private_missing = false };
	int rc;

	rc = wl_withheld_collect(
		&withheld, sides->corpora[side], &sides->session->place, err);
	for (int i = 0; i < 2 && !rc; i++)
		rc = wl_withheld_check(&withheld, texts[i], err);
	wl_withheld_release(&withheld);
	return rc;
}

int sides_publish(struct sides *sides, const struct wl_buf *out, bool leaves,
	struct wl_err *err)
{
	const struct wl_buf *const texts[] = { &sides->whole, out };
	int rc = 0;

	for (int side = 0; side < 2 && !rc; side++)
		rc = check_side(sides, side, texts, err);
	return rc ? rc : session_publish(sides->session, out, leaves, err);
}
