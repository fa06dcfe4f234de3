/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codings of second coders, loaded. */
#include "base/file.h"
#include "text/front.h"
#include "theme.h"

void theme_coding_path(
	struct wl_buf *out, const char *interview, const char *coder)
{
	wl_buf_addf(out, "codings/%s.%s.yaml", interview, coder);
}

static int load(struct theming *theming, const char *path,
	struct wl_coding *out, struct wl_err *err)
{
	struct wl_buf bytes = WL_BUF_INIT;
	int rc = wl_file_read(
		&bytes, theming->session->place.dir, path, WL_YAML_MAX, err);
	struct wl_source source = {
		.path = path, .bytes = bytes.s, .n = bytes.n
	};

	if (!rc)
		rc = wl_coding_parse(out, &theming->arena, &source, err);
	wl_buf_release(&bytes);
	return rc;
}

int theme_codings(
	struct theming *theming, struct theme_codings *out, struct wl_err *err)
{
	struct session *session = theming->session;
	struct wl_strv paths = { 0 };
	size_t bad = 0;
	int rc = wl_file_list(
		&paths, session->place.dir, "codings", ".yaml", err);

	out->n = 0;
	out->v = wl_arena_alloc(&theming->arena, paths.n * sizeof(*out->v));
	for (size_t i = 0; !rc && i < paths.n; i++) {
		struct wl_err wrong = { 0 };

		if (!load(theming, paths.v[i], &out->v[out->n], &wrong)) {
			out->n++;
			continue;
		}
		session_error(&wrong);
		bad++;
	}
	wl_strv_release(&paths);
	if (rc || !bad || session->skip_unreadable)
		return rc;
	wl_err_set(err, WL_EUNREADABLE, "%zu coding%s cannot be read", bad,
		bad == 1 ? "" : "s");
	return wl_err_hint(err,
		"mend %s, or go on without with --skip-unreadable",
		bad == 1 ? "it" : "them");
}
