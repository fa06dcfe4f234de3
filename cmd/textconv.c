/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss textconv: a card or interview with one thing a line, for git diff. */
#include "base/file.h"
#include "cmd.h"
#include "publish/textconv.h"

/* git hands over any file that the attributes name. */
#define FILE_MAX ((size_t)1024 * 1024 * 1024)

static const struct cmd_option options[] = {
	OPTION_END,
};

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct wl_buf file = WL_BUF_INIT, out = WL_BUF_INIT;
	const char *path;
	int rc;

	(void)session;
	rc = args_one_word(args, "textconv", "a file", &path, err);
	if (!rc)
		rc = wl_file_slurp(&file, path, FILE_MAX, err);
	if (!rc) {
		wl_publish_textconv(&out, &file);
		fwrite(out.s, 1, out.n, stdout);
	}
	wl_buf_release(&file);
	wl_buf_release(&out);
	return rc;
}

const struct cmd cmd_textconv = {
	.name = "textconv",
	.usage = "<file>",
	.summary = "print a card or interview with one thing a line, for git",
	.needs = CMD_NOTHING,
	.options = options,
	.run = run,
};
