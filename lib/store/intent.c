/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/intent.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "store/record.h"

#define INTENT "intent"
#define MAGIC "winloss intent 1"
#define INTENT_MAX ((size_t)4 * 1024 * 1024 * 1024 - 1)
#define CONTENT_MAX ((size_t)256 * 1024 * 1024)
#define NO_FILE UINT64_C(0)
#define GONE " gone"

/* What the intent says of one file. */
struct intended {
	const char *path;
	uint64_t old;      /* hash of what was there; NO_FILE: nothing */
	const char *bytes; /* that will be there; not NUL-terminated */
	size_t n;
	bool gone; /* it will be removed */
};

struct intent {
	struct wl_buf file; /* as read; the rest points into it */
	const char *pid, *record, *message;
	struct intended *v;
	size_t n, cap;
};

enum state { STATE_OLD, STATE_NEW, STATE_OTHER };

/* --- The file --- */

static uint64_t hash_of(const char *bytes, size_t n)
{
	uint64_t hash = wl_hash(bytes, n);

	return hash == NO_FILE ? 1 : hash;
}

/* The hash of a file as it is, NO_FILE if there is none. */
static int hash_file(uint64_t *out, const struct wl_change *change,
	const char *path, struct wl_err *err)
{
	struct wl_buf bytes = WL_BUF_INIT;
	int code = wl_file_read(
		&bytes, change->place->dir, path, CONTENT_MAX, err);

	*out = code ? NO_FILE : hash_of(bytes.s, bytes.n);
	wl_buf_release(&bytes);
	return code == WL_ENOTFOUND ? 0 : code;
}

static void add_string(struct wl_buf *out, const char *s)
{
	wl_buf_add(out, s, strlen(s) + 1);
}

/* Magic, pid, record, message, then the files; a hash of it all at the end,
 * without which it is not whole. */
static int write_out(const struct wl_change *change,
	const struct wl_buf *message, struct wl_buf *out, struct wl_err *err)
{
	int code = 0;

	add_string(out, MAGIC);
	wl_buf_addf(out, "%ld", (long)getpid());
	wl_buf_addc(out, '\0');
	add_string(out, change->record ? "record" : "");
	add_string(out, message->s);
	for (size_t i = 0; i < change->n && !code; i++) {
		const struct wl_change_file *file = &change->files[i];
		uint64_t old;

		if (file->private)
			continue;
		code = hash_file(&old, change, file->path, err);
		add_string(out, file->path);
		wl_buf_addf(out, "%016llx %zu%s", (unsigned long long)old,
			file->content.n, file->gone ? GONE : "");
		wl_buf_addc(out, '\0');
		wl_buf_add(out, file->content.s, file->content.n);
	}
	wl_buf_addc(out, '\0');
	wl_buf_addf(
		out, "%016llx", (unsigned long long)wl_hash(out->s, out->n));
	return code;
}

/* Not by wl_file_replace, whose temporary file nobody would know to be ours;
 * the hash at its end says whether it is whole. */
static int keep(const struct wl_change *change, const struct wl_buf *bytes,
	struct wl_err *err)
{
	int fd = openat(change->lock.dir, INTENT,
		O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	int code = 0;

	if (fd < 0 || wl_file_put(fd, bytes->s, bytes->n) || fsync(fd) ||
		fsync(change->lock.dir))
		code = wl_err_errno(
			err, "cannot note what is about to be changed");
	if (fd >= 0)
		close(fd);
	if (code)
		wl_intent_drop(change);
	return code;
}

void wl_intent_drop(const struct wl_change *change)
{
	if (change->lock.dir >= 0)
		unlinkat(change->lock.dir, INTENT, 0);
}

bool wl_intent_left(const struct wl_place *place)
{
	int common = wl_place_common(place);
	bool left = common >= 0 && wl_file_exists(common, "winloss/" INTENT);

	if (common >= 0)
		close(common);
	return left;
}

bool wl_intent_pending(const struct wl_change *change)
{
	return change->lock.dir >= 0 &&
	       wl_file_exists(change->lock.dir, INTENT);
}

/* --- Reading it again --- */

#define HASH_TEXT 16

/* The string at *at; NULL if there is none that ends. */
static const char *next_string(const struct wl_buf *file, size_t *at)
{
	const char *s = file->s + *at;
	const char *end = memchr(s, '\0', file->n - *at);

	if (!end)
		return NULL;
	*at = (size_t)(end - file->s) + 1;
	return s;
}

static bool is_whole(const struct wl_buf *file)
{
	char hash[HASH_TEXT + 1];

	if (file->n < HASH_TEXT)
		return false;
	snprintf(hash, sizeof(hash), "%016llx",
		(unsigned long long)wl_hash(file->s, file->n - HASH_TEXT));
	return !memcmp(file->s + file->n - HASH_TEXT, hash, HASH_TEXT);
}

static bool read_one(struct intent *intent, size_t *at, const char *path)
{
	const char *line = next_string(&intent->file, at);
	struct intended *one;
	char *end;

	if (!line)
		return false;
	WL_GROW(intent->v, intent->n, intent->cap);
	one = &intent->v[intent->n++];
	one->path = path;
	one->old = strtoull(line, &end, 16);
	one->n = strtoull(end, &end, 10);
	one->gone = wl_streq(end, GONE);
	one->bytes = intent->file.s + *at;
	if (one->n > intent->file.n - *at)
		return false;
	*at += one->n;
	return true;
}

/* False: it was not written to its end, so no file was touched. */
static bool parse(struct intent *intent)
{
	const char *magic, *path;
	size_t at = 0;

	if (!is_whole(&intent->file))
		return false;
	magic = next_string(&intent->file, &at);
	intent->pid = next_string(&intent->file, &at);
	intent->record = next_string(&intent->file, &at);
	intent->message = next_string(&intent->file, &at);
	if (!wl_streq(magic, MAGIC) || !intent->message)
		return false;
	while ((path = next_string(&intent->file, &at)) && *path)
		if (!read_one(intent, &at, path))
			return false;
	return path != NULL;
}

static void release(struct intent *intent)
{
	wl_buf_release(&intent->file);
	free(intent->v);
}

/* --- Finishing --- */

static uint64_t new_hash(const struct intended *one)
{
	return one->gone ? NO_FILE : hash_of(one->bytes, one->n);
}

static int state_of(enum state *out, const struct wl_change *change,
	const struct intended *one, struct wl_err *err)
{
	uint64_t now;
	int code = hash_file(&now, change, one->path, err);

	*out = now == new_hash(one) ? STATE_NEW
	       : now == one->old    ? STATE_OLD
				    : STATE_OTHER;
	return code;
}

static int changed_meanwhile(const struct wl_change *change,
	const struct intended *one, const struct intent *intent,
	struct wl_err *err)
{
	wl_err_set(err, WL_EFAIL,
		"the change '%.*s' was interrupted, and '%s' was edited since",
		(int)strcspn(intent->message, "\n"), intent->message,
		one->path);
	return wl_err_hint(err,
		"`git diff` shows how far it came; to leave the files as they "
		"are, remove '%swinloss/" INTENT "'",
		wl_repo_commondir(change->repo));
}

/*
 * Files are written in their order, so one that is neither old nor new was
 * written before it was edited if a later one is new: that edit stays.
 * *todo is the first one that was not written; NULL: nothing was.
 */
static int find_rest(const struct wl_change *change,
	const struct intent *intent, size_t *todo, bool *any,
	struct wl_err *err)
{
	const struct intended *other = NULL;
	size_t written = 0;
	int code = 0;

	*any = false;
	for (size_t i = 0; i < intent->n && !code; i++) {
		enum state state = STATE_OLD;

		code = state_of(&state, change, &intent->v[i], err);
		/* What would not be changed says nothing */
		if (intent->v[i].old == new_hash(&intent->v[i]))
			continue;
		if (state == STATE_NEW) {
			written = i + 1;
			other = NULL;
			*any = true;
		} else if (state == STATE_OTHER && !other) {
			other = &intent->v[i];
		}
	}
	*todo = written;
	if (!code && *any && other)
		code = changed_meanwhile(change, other, intent, err);
	return code;
}

/* A change of its own under the same lock, of the files of the intent. */
static void rebuild(struct wl_change *out, const struct wl_change *change,
	const struct intent *intent)
{
	*out = *change;
	out->record = *intent->record;
	out->files = NULL;
	out->n = out->cap = 0;
	wl_map_init(&out->by_path);
	for (size_t i = 0; i < intent->n; i++) {
		struct wl_buf content = WL_BUF_INIT;

		wl_buf_add(&content, intent->v[i].bytes, intent->v[i].n);
		wl_change_add(out, intent->v[i].path, &content);
		if (intent->v[i].gone)
			wl_change_remove(out, intent->v[i].path);
	}
}

static void release_files(struct wl_change *change)
{
	for (size_t i = 0; i < change->n; i++) {
		free(change->files[i].path);
		wl_buf_release(&change->files[i].content);
	}
	free(change->files);
	wl_map_release(&change->by_path);
}

static int write_file(const struct wl_change *change,
	const struct wl_change_file *file, struct wl_err *err)
{
	int dir = change->place->dir;

	if (file->gone)
		return wl_file_remove(dir, file->path, err);
	return wl_file_replace(dir, file->path, &file->content, 0666, err);
}

static int finish(const struct wl_change *change, const struct intent *intent,
	size_t from, struct wl_err *err)
{
	struct wl_buf message = WL_BUF_INIT;
	char commit[WL_COMMIT_TEXT];
	struct wl_change rest;
	int code = 0;

	rebuild(&rest, change, intent);
	for (size_t i = from; i < rest.n && !code; i++)
		code = write_file(&rest, &rest.files[i], err);
	if (!code) {
		wl_buf_adds(&message, intent->message);
		if (*intent->record)
			code = wl_record_commit(&rest, &message, commit, err);
		wl_intent_drop(change);
	}
	wl_buf_release(&message);
	release_files(&rest);
	return code;
}

/* Open a folder of the programme, following no links; -1. */
static int open_folder(int dir, const char *path)
{
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	while (fd >= 0 && *path) {
		size_t n = strcspn(path, "/");
		char *name = wl_strndup(path, n);
		int next = openat(fd, name,
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

		close(fd);
		free(name);
		fd = next;
		path += n + (path[n] == '/');
	}
	return fd;
}

static void sweep_folder(
	const struct wl_change *change, const char *path, const char *stem)
{
	int fd = open_folder(change->place->dir, path);
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;

	while (stream && (entry = readdir(stream)))
		if (wl_starts(entry->d_name, stem) &&
			wl_ends(entry->d_name, ".tmp"))
			unlinkat(fd, entry->d_name, 0);
	if (stream)
		closedir(stream);
	else if (fd >= 0)
		close(fd);
}

/* Remove the file that the killed process was writing (base/file.c). */
static void sweep(const struct wl_change *change, const struct intent *intent)
{
	struct wl_strv folders = { 0 };
	char stem[48];

	snprintf(stem, sizeof(stem), ".winloss-%s-", intent->pid);
	for (size_t i = 0; i < intent->n; i++) {
		const char *path = intent->v[i].path;
		size_t n = (size_t)(wl_path_base(path) - path);
		char *folder = wl_strndup(path, n);

		wl_strv_add_once(&folders, folder);
		free(folder);
	}
	for (size_t i = 0; i < folders.n; i++)
		sweep_folder(change, folders.v[i], stem);
	wl_strv_release(&folders);
}

int wl_intent_recover(const struct wl_change *change, struct wl_err *err)
{
	struct intent intent = { .file = WL_BUF_INIT };
	size_t todo = 0;
	bool any = false;
	int code;

	if (!wl_intent_pending(change))
		return 0;
	code = wl_file_read(
		&intent.file, change->lock.dir, INTENT, INTENT_MAX, err);
	if (!code && parse(&intent)) {
		sweep(change, &intent);
		code = find_rest(change, &intent, &todo, &any, err);
		if (!code && any)
			code = finish(change, &intent, todo, err);
	}
	if (!code)
		wl_intent_drop(change);
	release(&intent);
	return code;
}

/* --- Writing --- */

static bool same(const struct wl_buf *a, const struct wl_buf *b)
{
	return a->n == b->n && !memcmp(a->s, b->s, a->n);
}

static bool is_old(const struct wl_change *change, const char *path,
	bool existed, const struct wl_buf *old)
{
	struct wl_buf now = WL_BUF_INIT;
	int code =
		wl_file_read(&now, change->place->dir, path, CONTENT_MAX, NULL);
	bool is = existed ? !code && same(&now, old) : code == WL_ENOTFOUND;

	wl_buf_release(&now);
	return is;
}

/* Put back what was there; a file that was not there goes. */
static int take_back(const struct wl_change *change, struct wl_buf *old,
	const bool *existed, size_t n)
{
	int dir = change->place->dir, code = 0;

	for (size_t i = n; i-- > 0 && !code;) {
		const char *path = change->files[i].path;

		if (change->files[i].private ||
			is_old(change, path, existed[i], &old[i]))
			continue;
		if (existed[i])
			code = wl_file_replace(dir, path, &old[i], 0666, NULL);
		else if (unlinkat(dir, path, 0) && errno != ENOENT)
			code = WL_EFAIL;
	}
	return code;
}

static bool is_so(const struct wl_change_file *file, bool exists,
	const struct wl_buf *content)
{
	return file->gone ? !exists : exists && same(content, &file->content);
}

/* Write all files that differ; after a failure nothing has changed. */
static int write_files(const struct wl_change *change, struct wl_err *err)
{
	struct wl_buf *old = wl_alloc(change->n * sizeof(*old));
	bool *existed = wl_alloc(change->n);
	size_t i, begun = 0;
	int code = 0;

	for (i = 0; i < change->n && !code; i++) {
		const struct wl_change_file *file = &change->files[i];

		wl_buf_init(&old[i]);
		if (file->private)
			continue;
		code = wl_file_read(&old[i], change->place->dir, file->path,
			CONTENT_MAX, err);
		existed[i] = !code;
		if (code == WL_ENOTFOUND)
			code = 0;
		if (!code && !is_so(file, existed[i], &old[i])) {
			begun = i + 1;
			code = write_file(change, file, err);
		}
	}
	/* The one that failed may be there or gone nevertheless: what could
	 * not be done is to make that durable.  If this fails too, the intent
	 * stays for the next command. */
	if (code && !take_back(change, old, existed, begun))
		wl_intent_drop(change);
	while (i-- > 0)
		wl_buf_release(&old[i]);
	free(existed);
	free(old);
	return code;
}

int wl_intent_write(const struct wl_change *change,
	const struct wl_buf *message, struct wl_err *err)
{
	struct wl_buf intent = WL_BUF_INIT;
	int code = 0;

	/* Without a repository there is nowhere to note it */
	if (change->repo) {
		code = write_out(change, message, &intent, err);
		if (!code)
			code = keep(change, &intent, err);
	}
	wl_buf_release(&intent);
	return code ? code : write_files(change, err);
}
