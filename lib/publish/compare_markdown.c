/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/compare.h"

#include "publish/phrase.h"
#include "publish/table.h"

static void line(struct wl_buf *out, const char *text)
{
	if (!*text)
		return;
	wl_buf_addc(out, '\n');
	wl_markdown_line(out, text);
	wl_buf_addc(out, '\n');
}

static void row_cells(struct wl_buf *out, const struct wl_compare *compare,
	const struct wl_compared *group, const struct wl_shift_row *row)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_adds(out, "| ");
	wl_markdown_cell(out, wl_phrase_theme(compare->after, row->id));
	wl_buf_adds(out, " | ");
	wl_phrase_share(out, wl_compare_deals(row->before),
		wl_compare_size(group->before));
	wl_buf_adds(out, " | ");
	wl_phrase_share(out, wl_compare_deals(row->after),
		wl_compare_size(group->after));
	wl_buf_addf(out, " | %d, %d | ", row->after ? row->after->positive : 0,
		row->after ? row->after->negative : 0);
	wl_compare_change(&text, row);
	wl_markdown_cell(out, text.n ? text.s : wl_compare_level(row->after));
	wl_buf_adds(out, " |\n");
	wl_buf_release(&text);
}

static void table(struct wl_buf *out, const struct wl_compare *compare,
	const struct wl_compared *group, enum wl_shift shift)
{
	const char *title = wl_shift_titles[shift];

	if (!group->shifts[shift])
		return;
	wl_buf_addf(out, "\n### %c%s\n\n| Theme | ", title[0] - 'a' + 'A',
		title + 1);
	wl_markdown_cell(out, compare->names[0]);
	wl_buf_adds(out, " | ");
	wl_markdown_cell(out, compare->names[1]);
	wl_buf_adds(out, " | then for us, against us | Level |\n"
			 "|---|---|---|---|---|\n");
	for (size_t i = 0; i < group->nrows; i++)
		if (group->rows[i].shift == shift)
			row_cells(out, compare, group, &group->rows[i]);
}

static void add_group(struct wl_buf *out, const struct wl_compare *compare,
	const struct wl_compared *group)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_addf(out, "\n## %s", wl_group_titles[group->outcome]);
	if (group->by) {
		wl_buf_adds(out, ", ");
		wl_markdown_cell(out, *group->by ? group->by : "unknown");
	}
	wl_buf_adds(out, ": ");
	wl_compare_sizes(out, compare, group);
	wl_buf_addc(out, '\n');
	wl_compare_caution(&text, compare, group);
	line(out, text.s);
	if (!group->shifts[WL_BECAME] && !group->shifts[WL_STOPPED])
		line(out, "No theme became a pattern, none stopped being one.");
	for (int shift = 0; shift < WL_SHIFTS; shift++)
		table(out, compare, group, (enum wl_shift)shift);
	wl_buf_release(&text);
}

void wl_publish_compare_markdown(
	struct wl_buf *out, const struct wl_compare *compare)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_adds(out, "# ");
	wl_buf_addf(&text, "%s → %s", compare->names[0], compare->names[1]);
	wl_markdown_cell(out, text.s);
	wl_buf_addc(out, '\n');
	wl_buf_clear(&text);
	wl_buf_adds(&text, "As of ");
	wl_compare_as_of(&text, compare);
	wl_buf_adds(&text, ".");
	line(out, text.s);
	wl_buf_clear(&text);
	for (size_t i = 0; i < compare->ngroups; i++)
		add_group(out, compare, &compare->groups[i]);
	if (compare->ngroups)
		wl_buf_adds(&text, WL_COMPARE_CHANCE);
	else
		wl_compare_empty(&text, compare);
	line(out, text.s);
	wl_buf_release(&text);
}
