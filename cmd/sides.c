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

static int load_side(struct sides *sides, int side,
	const struct wl_corpus *like, struct wl_err *err)
{
	const struct session *session = sides->session;
	const char *moment = sides->moments[side];
	struct wl_corpus *out = side ? &sides->session->corpus : &sides->before;
	struct wl_corpus_options options = { .revision = moment,
		.as_of = session->as_of,
		.skip_unreadable = session->skip_unreadable,
		.like = like };
	int rc = wl_corpus_load(out, &session->place, &options, err);

	if (rc && moment)
		place_in(err, moment);
	return rc;
}

static void report_side(const struct sides *sides, int side)
{
	const struct wl_errs *unreadable = &sides->corpora[side]->unreadable;

	for (size_t i = 0; i < unreadable->n; i++) {
		struct wl_err one = unreadable->v[i];

		if (sides->moments[side])
			place_in(&one, sides->moments[side]);
		session_error(&one);
	}
}

/* The working tree first, since most of what was before is still there; what
 * is wrong is said in the order of the sides. */
int sides_load(struct sides *sides, struct wl_err *err)
{
	struct session *session = sides->session;
	const struct wl_corpus *like =
		sides->moments[1] ? NULL : &session->corpus;
	struct wl_err later;
	int rc = 0, rc_later = 0;

	sides->corpora[0] = &sides->before;
	sides->corpora[1] = &session->corpus;
	session->has_corpus = true;
	if (like)
		rc_later = load_side(sides, 1, NULL, &later);
	rc = load_side(sides, 0, like, err);
	report_side(sides, 0);
	if (rc)
		return rc;
	if (like)
		session_intent(session);
	else
		rc_later = load_side(sides, 1, NULL, &later);
	report_side(sides, 1);
	if (rc_later)
		*err = later;
	return rc_later;
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
