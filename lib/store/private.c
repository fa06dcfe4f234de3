/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/private.h"

#include <errno.h>
#include <sys/random.h>

#include "base/file.h"
#include "base/path.h"
#include "store/layout.h"

#define ID_LENGTH 5

/* The private file of an interview while something is added to it. */
struct file {
	struct wl_arena arena;
	struct wl_buf path, bytes;
	const char *eol;
	struct wl_passage *passages;
	size_t n;
};

static void file_release(struct file *file)
{
	wl_buf_release(&file->path);
	wl_buf_release(&file->bytes);
	wl_arena_release(&file->arena);
}

static int parse(struct file *file, struct wl_err *err)
{
	struct wl_source source = { file->path.s, file->bytes.s,
		file->bytes.n };
	struct wl_front front;
	int code = wl_front_parse(&front, &file->arena, &source, err);

	if (code)
		return code;
	file->eol = front.eol;
	return wl_passages_parse(&file->passages, &file->n, &file->arena,
		&source, front.body, err);
}

/* Begin with what is on disk; WL_ENOTFOUND if nothing is. */
static int load(struct file *file, const struct wl_place *place,
	const char *interview, struct wl_err *err)
{
	memset(file, 0, sizeof(*file));
	wl_arena_init(&file->arena);
	wl_buf_init(&file->path);
	wl_buf_init(&file->bytes);
	wl_layout_private(&file->path, interview);
	return wl_file_read(
		&file->bytes, place->dir, file->path.s, WL_MARKDOWN_MAX, err);
}

int wl_private_read(struct wl_passage **out, size_t *n, struct wl_arena *arena,
	const struct wl_place *place, const char *interview, struct wl_err *err)
{
	struct file file;
	int code = load(&file, place, interview, err);

	if (code == WL_ENOTFOUND) {
		*out = NULL;
		*n = 0;
		code = 0;
	} else if (!code) {
		code = parse(&file, err);
		if (!code) {
			*out = file.passages;
			*n = file.n;
			wl_arena_adopt(arena, &file.arena);
		}
	}
	file_release(&file);
	return code;
}

/* The bytes of this change, else of the disk, else of a new file. */
static int load_changed(struct file *file, const struct wl_change *change,
	const char *interview, struct wl_err *err)
{
	int code = load(file, change->place, interview, err);
	const struct wl_buf *added = wl_change_content(change, file->path.s);

	if (added) {
		wl_buf_clear(&file->bytes);
		wl_buf_add(&file->bytes, added->s, added->n);
	} else if (code == WL_ENOTFOUND) {
		wl_buf_addf(&file->bytes, "---\nwinloss: 1\nid: %s\n---\n",
			interview);
	} else if (code) {
		return code;
	}
	return parse(file, err);
}

static bool same_words(const struct wl_passage *passage, const char *words)
{
	struct wl_buf a = WL_BUF_INIT, b = WL_BUF_INIT;
	bool same;

	wl_passage_tidy(&a, passage->words, passage->quote);
	wl_passage_tidy(&b, words, passage->quote);
	same = wl_streq(a.s, b.s);
	wl_buf_release(&a);
	wl_buf_release(&b);
	return same;
}

/* The id of the passage with these words; one that somebody made longer than
 * ours are is passed over. */
static const char *find_words(const struct file *file, const char *words)
{
	for (size_t i = 0; i < file->n; i++) {
		const struct wl_passage *passage = &file->passages[i];

		if (passage->id && strlen(passage->id) < WL_PASSAGE_ID &&
			same_words(passage, words))
			return passage->id;
	}
	return NULL;
}

static bool has_id(const struct wl_passage *passages, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (wl_streq(passages[i].id, id))
			return true;
	return false;
}

/* Random, for a hash would let the words be guessed and tried. */
static int new_id(char id[WL_PASSAGE_ID], const struct file *file,
	const struct wl_interview *interview, struct wl_err *err)
{
	uint64_t random;

	do {
		while (getrandom(&random, sizeof(random), 0) != sizeof(random))
			if (errno != EINTR)
				return wl_err_errno(
					err, "cannot make a random id");
		wl_id_from_hash(id, random, ID_LENGTH);
	} while (has_id(file->passages, file->n, id) ||
		 has_id(interview->passages, interview->npassages, id));
	return 0;
}

static void append(
	struct file *file, bool quote, const char *words, const char *id)
{
	const struct wl_tokens tokens = {
		.seconds = -1, .day = WL_NO_DAY, .id = id
	};
	struct wl_buf *out = &file->bytes;

	if (!wl_ends(out->s, "\n"))
		wl_buf_adds(out, file->eol);
	wl_buf_adds(out, file->eol);
	if (quote)
		wl_passage_write_quote(out, words, &tokens, file->eol);
	else
		wl_passage_write_note(out, words, &tokens, file->eol);
}

/* Does the passage read back?  Not behind a fence that was left open. */
static int verify(struct file *file, const char *id, const char *words,
	struct wl_err *err)
{
	char *path = file->path.s;
	int code = parse(file, err);

	if (code || wl_streq(find_words(file, words), id))
		return code;
	wl_err_at(err, path, 0, 0,
		"what is added at its end would not be read as a passage");
	return wl_err_hint(err,
		"look for a block (```, <!--) without an end in '%s'", path);
}

static bool may_keep(const struct file *file, const char *id)
{
	return id && strlen(id) < WL_PASSAGE_ID &&
	       !has_id(file->passages, file->n, id);
}

int wl_private_keep_cited(struct wl_change *change,
	const struct wl_interview *interview, const struct wl_passage *passage,
	char id[WL_PASSAGE_ID], struct wl_err *err)
{
	const char *known, *words = passage->words;
	struct file file;
	int code = load_changed(&file, change, interview->id, err);

	if (code)
		goto done;
	known = find_words(&file, words);
	if (known) {
		snprintf(id, WL_PASSAGE_ID, "%s", known);
		goto done;
	}
	if (may_keep(&file, passage->id))
		snprintf(id, WL_PASSAGE_ID, "%s", passage->id);
	else
		code = new_id(id, &file, interview, err);
	if (code)
		goto done;
	append(&file, passage->quote, words, id);
	code = verify(&file, id, words, err);
	if (!code)
		wl_change_add_private(change, file.path.s, &file.bytes);
done:
	file_release(&file);
	return code;
}

int wl_private_keep(struct wl_change *change,
	const struct wl_interview *interview, bool quote, const char *words,
	char id[WL_PASSAGE_ID], struct wl_err *err)
{
	const struct wl_passage passage = { .quote = quote, .words = words };

	return wl_private_keep_cited(change, interview, &passage, id, err);
}
