/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/starter.h"

#include "text/markdown.h"
#include "text/yaml.h"

static const char *find(const char *name)
{
	for (size_t i = 0; wl_starter_files[i].name; i++)
		if (wl_streq(wl_starter_files[i].name, name))
			return wl_starter_files[i].bytes;
	abort();
}

static const struct wl_starter_word *word_at(const char *p,
	const struct wl_starter_word *words)
{
	for (; *p == '@' && words->mark; words++)
		if (wl_starts(p, words->mark))
			return words;
	return NULL;
}

void wl_starter_write(struct wl_buf *out, const char *name,
	const struct wl_starter_word *words)
{
	bool yaml = wl_ends(name, ".yaml");

	for (const char *p = find(name); *p;) {
		const struct wl_starter_word *word = word_at(p, words);

		if (!word) {
			wl_buf_addc(out, *p++);
			continue;
		}
		if (word->raw)
			wl_buf_adds(out, word->text);
		else if (yaml)
			wl_yaml_quote(out, word->text, false);
		else
			wl_markdown_escape_heading(out, word->text);
		p += strlen(word->mark);
	}
}
