/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

#define MAX ((size_t)1 << 20)

/* A temporary folder with a folder "in" in it; "in" is open as dir. */
struct place {
	char root[32];
	int dir;
};

static int setup(void **state)
{
	struct place *place = wl_alloc(sizeof(*place));
	int root;

	umask(022);
	snprintf(place->root, sizeof(place->root), "/tmp/wl-file-XXXXXX");
	if (!mkdtemp(place->root))
		return -1;
	root = open(place->root, O_RDONLY | O_DIRECTORY);
	if (root < 0 || mkdirat(root, "in", 0777))
		return -1;
	place->dir = openat(root, "in", O_RDONLY | O_DIRECTORY);
	close(root);
	*state = place;
	return place->dir < 0;
}

static int drop(
	const char *path, const struct stat *st, int kind, struct FTW *walk)
{
	(void)st;
	(void)kind;
	(void)walk;
	return remove(path);
}

static int teardown(void **state)
{
	struct place *place = *state;
	int failed = nftw(place->root, drop, 16, FTW_DEPTH | FTW_PHYS);

	close(place->dir);
	free(place);
	return failed;
}

static int here(void **state)
{
	const struct place *place = *state;

	return place->dir;
}

static int put(int dir, const char *path, const char *text, mode_t mode)
{
	struct wl_buf content = WL_BUF_INIT;
	struct wl_err err = { 0 };
	int code;

	wl_buf_adds(&content, text);
	code = wl_file_replace(dir, path, &content, mode, &err);
	wl_buf_release(&content);
	assert_int_equal(code, err.code);
	return code;
}

static void expect_content(int dir, const char *path, const char *text)
{
	struct wl_buf content = WL_BUF_INIT;

	assert_int_equal(wl_file_read(&content, dir, path, MAX, NULL), 0);
	assert_string_equal(content.s, text);
	assert_int_equal(content.n, strlen(text));
	wl_buf_release(&content);
}

static mode_t mode_of(int dir, const char *path)
{
	struct stat st;

	assert_return_code(fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW), errno);
	return st.st_mode & 07777;
}

/* Everything below dir, also what begins with a dot. */
static void expect_names(int dir, const char *path, size_t n)
{
	int fd = openat(dir, path, O_RDONLY | O_DIRECTORY);
	DIR *stream = fdopendir(fd);
	size_t count = 0;

	assert_non_null(stream);
	while (readdir(stream))
		count++;
	closedir(stream);
	assert_int_equal(count, n + 2);
}

static void replace_and_read(void **state)
{
	int dir = here(state);

	assert_int_equal(put(dir, "a.md", "one", 0666), 0);
	expect_content(dir, "a.md", "one");
	assert_int_equal(put(dir, "a.md", "", 0666), 0);
	expect_content(dir, "a.md", "");
	assert_int_equal(put(dir, "a.md", "two\n", 0666), 0);
	expect_content(dir, "a.md", "two\n");
	expect_names(dir, ".", 1);
}

static void read_keeps_all_bytes(void **state)
{
	struct wl_buf content = WL_BUF_INIT, back = WL_BUF_INIT;
	int dir = here(state);

	for (int i = 0; i < 300000; i++)
		wl_buf_addc(&content, (char)(i * 7));
	assert_int_equal(wl_file_replace(dir, "x", &content, 0666, NULL), 0);
	wl_buf_adds(&back, "what was there");
	assert_int_equal(wl_file_read(&back, dir, "x", MAX, NULL), 0);
	assert_int_equal(back.n, content.n);
	assert_memory_equal(back.s, content.s, content.n);
	assert_int_equal(back.s[back.n], '\0');
	wl_buf_release(&content);
	wl_buf_release(&back);
}

/* The code of reading path; what is in the buffer must stay. */
static int read_code(int dir, const char *path, size_t max, struct wl_err *err)
{
	struct wl_buf content = WL_BUF_INIT;
	int code;

	wl_buf_adds(&content, "kept");
	code = wl_file_read(&content, dir, path, max, err);
	assert_int_equal(code, err->code);
	assert_string_equal(content.s, "kept");
	wl_buf_release(&content);
	return code;
}

static void read_has_a_limit(void **state)
{
	struct wl_buf content = WL_BUF_INIT;
	struct wl_err err = { 0 };
	int dir = here(state);

	put(dir, "a", "12345", 0666);
	assert_int_equal(wl_file_read(&content, dir, "a", 5, NULL), 0);
	assert_string_equal(content.s, "12345");
	assert_int_equal(read_code(dir, "a", 4, &err), WL_EUNREADABLE);
	assert_string_equal(err.path, "a");
	assert_string_equal(err.text, "the file is larger than 4 bytes");
	/* A file that says it is empty and is not */
	wl_buf_release(&content);
	assert_int_equal(wl_file_slurp(&content, "/proc/self/stat", 9, &err),
		WL_EUNREADABLE);
	assert_int_equal(content.n, 0);
	wl_buf_release(&content);
}

static void read_says_what_is_wrong(void **state)
{
	struct wl_err err = { 0 };
	int dir = here(state);

	put(dir, "d/a", "x", 0666);
	assert_return_code(mkfifoat(dir, "pipe", 0666), errno);
	assert_int_equal(read_code(dir, "none", MAX, &err), WL_ENOTFOUND);
	assert_string_equal(
		err.text, "cannot open 'none': No such file or directory");
	assert_int_equal(read_code(dir, "none/a", MAX, &err), WL_ENOTFOUND);
	assert_int_equal(read_code(dir, "d/a/b", MAX, &err), WL_EFAIL);
	assert_int_equal(read_code(dir, "d", MAX, &err), WL_EUNREADABLE);
	assert_string_equal(err.path, "d");
	assert_string_equal(err.text, "is a folder, not a file");
	assert_int_equal(read_code(dir, "pipe", MAX, &err), WL_EUNREADABLE);
	assert_string_equal(err.path, "pipe");
}

static void link_at(int dir, const char *path, const char *target)
{
	assert_return_code(symlinkat(target, dir, path), errno);
}

/* dir/in.md, dir/../out.md and links to both, to folders and to nothing. */
static void make_links(int dir)
{
	put(dir, "in.md", "inside", 0666);
	put(dir, "folder/a.md", "inside", 0666);
	assert_return_code(mkdirat(dir, "../out", 0777), errno);
	put(dir, "folder/b.md", "outside", 0666);
	assert_return_code(
		renameat(dir, "folder/b.md", dir, "../out/b.md"), errno);
	link_at(dir, "to-in", "in.md");
	link_at(dir, "to-out", "../out/b.md");
	link_at(dir, "to-nothing", "nothing.md");
	link_at(dir, "to-folder", "folder");
	link_at(dir, "to-outside", "../out");
	link_at(dir, "folder/up", "../../out");
}

static const char *const linked[] = { "to-in", "to-out", "to-nothing",
	"to-folder/a.md", "to-outside/b.md", "folder/up/b.md" };

static void links_are_not_read(void **state)
{
	int dir = here(state);

	make_links(dir);
	for (size_t i = 0; i < WL_LEN(linked); i++) {
		struct wl_err err = { 0 };

		assert_int_equal(
			read_code(dir, linked[i], MAX, &err), WL_EUNREADABLE);
		assert_string_equal(err.path, linked[i]);
		assert_non_null(strstr(err.text, "link"));
	}
}

static void links_are_not_written(void **state)
{
	int dir = here(state);

	make_links(dir);
	for (size_t i = 0; i < WL_LEN(linked); i++) {
		assert_int_equal(
			put(dir, linked[i], "x", 0666), WL_EUNREADABLE);
	}
	assert_int_equal(
		put(dir, "to-outside/new/b.md", "x", 0666), WL_EUNREADABLE);
	expect_content(dir, "in.md", "inside");
	expect_content(dir, "folder/a.md", "inside");
	expect_names(dir, ".", 7);
	expect_names(dir, "../out", 1);
	expect_names(dir, "folder", 2);
}

static void nothing_leaves_the_folder(void **state)
{
	static const char *const paths[] = { "../x", "/tmp/x", "a/../../x", "",
		".", "..", "a//b", "a/" };
	struct wl_err err = { 0 };
	int dir = here(state);

	for (size_t i = 0; i < WL_LEN(paths); i++) {
		assert_int_equal(read_code(dir, paths[i], MAX, &err), WL_EFAIL);
		assert_int_equal(put(dir, paths[i], "x", 0666), WL_EFAIL);
		assert_false(wl_file_exists(dir, paths[i]));
	}
	expect_names(dir, "..", 1);
	expect_names(dir, ".", 0);
}

static void replace_makes_folders(void **state)
{
	int dir = here(state);

	assert_int_equal(put(dir, "a/b/c.md", "x", 0666), 0);
	expect_content(dir, "a/b/c.md", "x");
	assert_int_equal(mode_of(dir, "a"), 0755);
	assert_int_equal(mode_of(dir, "a/b"), 0755);
	assert_int_equal(mode_of(dir, "a/b/c.md"), 0644);
	assert_int_equal(put(dir, "a/s/t/key", "x", 0600), 0);
	assert_int_equal(mode_of(dir, "a"), 0755);
	assert_int_equal(mode_of(dir, "a/s"), 0700);
	assert_int_equal(mode_of(dir, "a/s/t"), 0700);
	assert_int_equal(mode_of(dir, "a/s/t/key"), 0600);
}

static void replace_keeps_the_mode(void **state)
{
	int dir = here(state);

	put(dir, "a", "x", 0666);
	assert_return_code(fchmodat(dir, "a", 0750, 0), errno);
	put(dir, "a", "y", 0666);
	assert_int_equal(mode_of(dir, "a"), 0750);
	put(dir, "a", "z", 0600);
	assert_int_equal(mode_of(dir, "a"), 0600);
	put(dir, "a", "0", 0666);
	assert_int_equal(mode_of(dir, "a"), 0600);
	expect_content(dir, "a", "0");
}

/* A reader that has the file open goes on with the old content. */
static void replace_does_not_write_over(void **state)
{
	int dir = here(state), fd;
	char bytes[4] = "";

	put(dir, "a", "old", 0666);
	fd = openat(dir, "a", O_RDONLY);
	put(dir, "a", "new", 0666);
	assert_int_equal(read(fd, bytes, 3), 3);
	assert_string_equal(bytes, "old");
	close(fd);
}

static void replace_takes_long_names(void **state)
{
	char name[258] = "d/";
	int dir = here(state);

	memset(name + 2, 'n', 255);
	assert_int_equal(put(dir, name, "x", 0666), 0);
	expect_content(dir, name, "x");
	expect_names(dir, "d", 1);
}

static void replace_fails_without_litter(void **state)
{
	struct rlimit old, small;
	char name[257] = "";
	int dir = here(state), code;

	memset(name, 'n', 256);
	put(dir, "a", "old", 0666);
	put(dir, "folder/b", "b", 0666);
	assert_int_equal(put(dir, name, "x", 0666), WL_EFAIL);
	assert_int_equal(put(dir, "folder", "x", 0666), WL_EUNREADABLE);
	assert_int_equal(put(dir, "a/b", "x", 0666), WL_EFAIL);
	/* The file system takes three bytes and no more */
	signal(SIGXFSZ, SIG_IGN);
	assert_return_code(getrlimit(RLIMIT_FSIZE, &old), errno);
	small = old;
	small.rlim_cur = 3;
	assert_return_code(setrlimit(RLIMIT_FSIZE, &small), errno);
	code = put(dir, "a", "much longer", 0666);
	assert_return_code(setrlimit(RLIMIT_FSIZE, &old), errno);
	assert_int_equal(code, WL_EFAIL);
	expect_content(dir, "a", "old");
	expect_names(dir, ".", 2);
	expect_names(dir, "folder", 1);
}

static void exists(void **state)
{
	int dir = here(state);

	make_links(dir);
	assert_true(wl_file_exists(dir, "in.md"));
	assert_true(wl_file_exists(dir, "folder"));
	assert_true(wl_file_exists(dir, "folder/a.md"));
	/* A link is something, but nothing behind it is seen */
	assert_true(wl_file_exists(dir, "to-nothing"));
	assert_false(wl_file_exists(dir, "to-folder/a.md"));
	assert_false(wl_file_exists(dir, "nothing.md"));
	assert_false(wl_file_exists(dir, "in.md/x"));
}

static void expect_list(int dir, const char *path, const char *ending,
	const char *const *expected)
{
	struct wl_strv list = { 0 };
	size_t n = 0;

	wl_strv_add(&list, "zzz");
	assert_int_equal(wl_file_list(&list, dir, path, ending, NULL), 0);
	assert_string_equal(list.v[0], "zzz");
	for (; expected[n]; n++) {
		assert_true(n + 1 < list.n);
		assert_string_equal(list.v[n + 1], expected[n]);
	}
	assert_int_equal(list.n, n + 1);
	wl_strv_release(&list);
}

static void removes(void **state)
{
	struct wl_err err;
	int dir = here(state);

	put(dir, "a", "x", 0644);
	assert_int_equal(mkdirat(dir, "folder", 0777), 0);
	put(dir, "folder/b", "x", 0644);
	assert_int_equal(wl_file_remove(dir, "a", NULL), 0);
	assert_int_equal(wl_file_remove(dir, "folder/b", NULL), 0);
	assert_false(wl_file_exists(dir, "a"));
	assert_false(wl_file_exists(dir, "folder/b"));
	/* What is gone already is no error; a folder is no file */
	assert_int_equal(wl_file_remove(dir, "a", NULL), 0);
	assert_int_equal(wl_file_remove(dir, "none/b", NULL), 0);
	assert_int_not_equal(wl_file_remove(dir, "folder", &err), 0);
	assert_non_null(strstr(err.text, "cannot remove 'folder'"));
	assert_int_not_equal(wl_file_remove(dir, "../x", NULL), 0);
	assert_true(wl_file_exists(dir, "folder"));
}

static void removes_through_no_link(void **state)
{
	int dir = here(state);

	assert_int_equal(mkdirat(dir, "folder", 0777), 0);
	put(dir, "folder/b", "x", 0644);
	assert_int_equal(symlinkat("folder", dir, "link"), 0);
	assert_int_not_equal(wl_file_remove(dir, "link/b", NULL), 0);
	assert_true(wl_file_exists(dir, "folder/b"));
}

static void list_is_sorted_and_deep(void **state)
{
	static const char *const files[] = { "b.md", "a.md", "d/z.md",
		"d/e/f/g.md", "d-1.md", "B.md", "d/y.txt", ".hidden.md",
		".git/x.md", "d/.x.md", "e.txt", ".md" };
	static const char *const all[] = { "B.md", "a.md", "b.md", "d-1.md",
		"d/e/f/g.md", "d/z.md", NULL };
	static const char *const below[] = { "d/e/f/g.md", "d/z.md", NULL };
	static const char *const texts[] = { "d/y.txt", "e.txt", NULL };
	static const char *const none[] = { NULL };
	int dir = here(state);

	for (size_t i = 0; i < WL_LEN(files); i++)
		assert_int_equal(put(dir, files[i], "x", 0666), 0);
	expect_list(dir, "", ".md", all);
	expect_list(dir, "d", ".md", below);
	expect_list(dir, "", ".txt", texts);
	expect_list(dir, "d/none", ".md", none);
	expect_list(dir, "d/e", ".txt", none);
}

static void list_follows_no_link(void **state)
{
	/* A link to a file is listed, so that reading it says why it is not */
	static const char *const all[] = { "plain/linked.md", NULL };
	struct wl_strv list = { 0 };
	struct wl_err err = { 0 };
	int dir = here(state);

	make_links(dir);
	assert_return_code(mkdirat(dir, "plain", 0777), errno);
	link_at(dir, "plain/linked.md", "../in.md");
	link_at(dir, "plain/nothing.md", "none.md");
	assert_return_code(mkfifoat(dir, "plain/pipe.md", 0666), errno);
	expect_list(dir, "plain", ".md", all);
	assert_int_equal(
		wl_file_list(&list, dir, "", ".md", &err), WL_EUNREADABLE);
	assert_non_null(strstr(err.text, "link"));
	assert_int_equal(wl_file_list(&list, dir, "to-outside", "", &err),
		WL_EUNREADABLE);
	assert_int_equal(wl_file_list(&list, dir, "in.md", "", &err), WL_EFAIL);
	assert_int_equal(wl_file_list(&list, dir, "..", "", &err), WL_EFAIL);
	assert_int_equal(list.n, 0);
	wl_strv_release(&list);
}

static void folder_is_opened(void **state)
{
	const struct place *place = *state;
	struct wl_buf path = WL_BUF_INIT;
	struct wl_err err = { 0 };
	int fd = -7;

	put(place->dir, "a", "x", 0666);
	wl_buf_addf(&path, "%s/in", place->root);
	assert_int_equal(wl_dir_open(&fd, path.s, &err), 0);
	expect_content(fd, "a", "x");
	close(fd);
	fd = -7;
	wl_buf_adds(&path, "/a");
	assert_int_equal(wl_dir_open(&fd, path.s, &err), WL_EFAIL);
	wl_buf_adds(&path, "bc");
	assert_int_equal(wl_dir_open(&fd, path.s, &err), WL_ENOTFOUND);
	assert_int_equal(fd, -7);
	wl_buf_release(&path);
}

static void slurp_follows_links(void **state)
{
	const struct place *place = *state;
	struct wl_buf content = WL_BUF_INIT, path = WL_BUF_INIT;
	struct wl_err err = { 0 };

	make_links(place->dir);
	wl_buf_addf(&path, "%s/in/to-out", place->root);
	assert_int_equal(wl_file_slurp(&content, path.s, MAX, &err), 0);
	assert_string_equal(content.s, "outside");
	assert_int_equal(
		wl_file_slurp(&content, path.s, 6, &err), WL_EUNREADABLE);
	assert_int_equal(
		wl_file_slurp(&content, place->root, MAX, &err), WL_EFAIL);
	wl_buf_adds(&path, "-not");
	assert_int_equal(
		wl_file_slurp(&content, path.s, MAX, &err), WL_ENOTFOUND);
	assert_string_equal(content.s, "outside");
	wl_buf_release(&content);
	wl_buf_release(&path);
}

static void slurp_takes_what_there_is(void **state)
{
	const struct place *place = *state;
	struct wl_buf content = WL_BUF_INIT, back = WL_BUF_INIT;
	struct wl_buf path = WL_BUF_INIT;

	for (int i = 0; i < 100000; i++)
		wl_buf_addc(&content, (char)(i * 7));
	wl_file_replace(place->dir, "x", &content, 0666, NULL);
	wl_buf_addf(&path, "%s/in/x", place->root);
	assert_int_equal(wl_file_slurp(&back, path.s, MAX, NULL), 0);
	assert_int_equal(back.n, content.n);
	assert_memory_equal(back.s, content.s, content.n);
	/* A limit within the first piece read, at its end, before the last */
	for (size_t max = 4000; max < 100000; max += max < 5000 ? 1 : 8500)
		assert_int_equal(wl_file_slurp(&back, path.s, max, NULL),
			WL_EUNREADABLE);
	assert_int_equal(
		wl_file_slurp(&back, path.s, 99999, NULL), WL_EUNREADABLE);
	assert_int_equal(wl_file_slurp(&back, path.s, 100000, NULL), 0);
	wl_buf_release(&content);
	wl_buf_release(&back);
	wl_buf_release(&path);
}

static void slurp_reads_standard_input(void **state)
{
	struct wl_buf content = WL_BUF_INIT;
	int dir = here(state), saved = dup(STDIN_FILENO), fd;

	put(dir, "a", "typed", 0666);
	fd = openat(dir, "a", O_RDONLY);
	assert_return_code(dup2(fd, STDIN_FILENO), errno);
	assert_int_equal(wl_file_slurp(&content, "-", MAX, NULL), 0);
	if (saved >= 0)
		dup2(saved, STDIN_FILENO);
	close(saved);
	close(fd);
	assert_string_equal(content.s, "typed");
	wl_buf_release(&content);
}

/* From here on in this process the kernel has no openat2. */
static bool forget_openat2(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { WL_LEN(code), code };

	return !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) &&
	       !prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/* What is wrong without openat2, NULL if nothing; runs in a child. */
static const char *without_openat2(int dir)
{
	struct wl_buf content = WL_BUF_INIT;
	struct wl_strv list = { 0 };
	int code;

	wl_buf_adds(&content, "new");
	if (wl_file_replace(dir, "new/a/b.md", &content, 0666, NULL))
		return "replace";
	wl_buf_release(&content);
	if (wl_file_read(&content, dir, "new/a/b.md", MAX, NULL) ||
		!wl_streq(content.s, "new"))
		return "read";
	wl_buf_release(&content);
	if (wl_file_read(&content, dir, "no/b.md", MAX, NULL) != WL_ENOTFOUND)
		return "not found";
	for (size_t i = 0; i < WL_LEN(linked); i++) {
		code = wl_file_read(&content, dir, linked[i], MAX, NULL);
		if (code != WL_EUNREADABLE)
			return linked[i];
	}
	if (wl_file_list(&list, dir, "to-outside", "", NULL) != WL_EUNREADABLE)
		return "list of a link";
	if (wl_file_list(&list, dir, "new", ".md", NULL) || list.n != 1)
		return "list";
	wl_strv_release(&list);
	if (!wl_file_exists(dir, "to-nothing") ||
		wl_file_exists(dir, "to-outside/b.md"))
		return "exists";
	return NULL;
}

static void old_kernels_are_as_strict(void **state)
{
	int dir = here(state), status;
	pid_t child;

	make_links(dir);
	child = fork();
	assert_return_code(child, errno);
	if (!child) {
		const char *wrong;

		if (!forget_openat2())
			_exit(77);
		wrong = without_openat2(dir);
		if (wrong)
			dprintf(STDERR_FILENO, "# without openat2: %s\n",
				wrong);
		_exit(wrong ? 1 : 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == 77)
		skip();
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void no_descriptor_is_lost(void **state)
{
	int dir = here(state), before = dup(dir), after;
	struct wl_strv list = { 0 };
	struct wl_err err;

	close(before);
	make_links(dir);
	for (size_t i = 0; i < WL_LEN(linked); i++) {
		read_code(dir, linked[i], MAX, &err);
		put(dir, linked[i], "x", 0666);
		wl_file_exists(dir, linked[i]);
	}
	read_code(dir, "folder", MAX, &err);
	put(dir, "folder", "x", 0666);
	put(dir, "new/b/c", "x", 0666);
	wl_file_list(&list, dir, "", "", NULL);
	wl_strv_release(&list);
	after = dup(dir);
	close(after);
	assert_int_equal(after, before);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(replace_and_read),
		TEST(read_keeps_all_bytes),
		TEST(read_has_a_limit),
		TEST(read_says_what_is_wrong),
		TEST(links_are_not_read),
		TEST(links_are_not_written),
		TEST(nothing_leaves_the_folder),
		TEST(replace_makes_folders),
		TEST(replace_keeps_the_mode),
		TEST(replace_does_not_write_over),
		TEST(replace_takes_long_names),
		TEST(replace_fails_without_litter),
		TEST(exists),
		TEST(removes),
		TEST(removes_through_no_link),
		TEST(list_is_sorted_and_deep),
		TEST(list_follows_no_link),
		TEST(folder_is_opened),
		TEST(slurp_follows_links),
		TEST(slurp_takes_what_there_is),
		TEST(slurp_reads_standard_input),
		TEST(old_kernels_are_as_strict),
		TEST(no_descriptor_is_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
