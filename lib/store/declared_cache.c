/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/declared_cache.h"

#include <unistd.h>

#include "base/file.h"

#define PACKED_MAX ((size_t)1 << 20)
#define ANSWERS "winloss/answers"
#define ANSWERS_MOST 32               /* kept, the newest first */
#define KEPT_MAX ((size_t)256 * 1024) /* of them, but for the newest */
#define FILE_MAX ((size_t)16 << 20)
#define HASH (WL_COMMIT_TEXT - 1)

static const char magic[16] = "winloss answer 4";

/* Behind the magic, one after the other, each with its n bytes behind it. */
struct answer {
	uint64_t digest; /* of all bytes of it behind this */
	struct wl_declared_key key;
	uint64_t n;
};
#define DIGESTED offsetof(struct answer, key)

/* The name of a commit, and behind it nothing more of a word? */
static bool take_commit(char commit[WL_COMMIT_TEXT], const char *s)
{
	size_t n = strspn(s, "0123456789abcdef");

	if (n != HASH || !strchr("\n ", s[n]))
		return false;
	memcpy(commit, s, n);
	commit[n] = '\0';
	return true;
}

static void find_packed(
	char commit[WL_COMMIT_TEXT], int common, const char *ref)
{
	struct wl_buf file = WL_BUF_INIT;
	const char *line;
	size_t n = strlen(ref);

	if (wl_file_read(&file, common, "packed-refs", PACKED_MAX, NULL))
		goto done;
	for (line = file.s; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strlen(line) > HASH + 1 + n &&
			!memcmp(line + HASH + 1, ref, n) &&
			line[HASH + 1 + n] == '\n' && line[HASH] == ' ') {
			take_commit(commit, line);
			break;
		}
	}
done:
	wl_buf_release(&file);
}

/* A reference as git has always kept them; nothing else is tried. */
static void find_head(char commit[WL_COMMIT_TEXT], int git, int common)
{
	struct wl_buf head = WL_BUF_INIT, ref = WL_BUF_INIT;

	if (wl_file_read(&head, git, "HEAD", 4096, NULL) ||
		take_commit(commit, head.s))
		goto done;
	wl_buf_rtrim(&head);
	if (!wl_starts(head.s, "ref: refs/heads/"))
		goto done;
	if (!wl_file_read(&ref, common, head.s + 5, 4096, NULL))
		take_commit(commit, ref.s);
	else
		find_packed(commit, common, head.s + 5);
done:
	wl_buf_release(&head);
	wl_buf_release(&ref);
}

static bool is_off(void)
{
	const char *off = getenv("WINLOSS_NO_CACHE");

	/* git itself runs us, and may mean another repository */
	return (off && *off) || getenv("GIT_DIR");
}

void wl_declared_key(struct wl_declared_key *key, const struct wl_place *place,
	const char *revision)
{
	int common, git;

	memset(key->commit, 0, sizeof(key->commit));
	if (is_off())
		return;
	common = wl_place_common(place);
	git = wl_place_git(place);
	if (common >= 0 && git >= 0) {
		key->shallow = wl_file_exists(common, "shallow");
		if (wl_streq(revision, "worktree"))
			find_head(key->commit, git, common);
		else
			take_commit(key->commit, revision);
	}
	if (common >= 0)
		close(common);
	if (git >= 0)
		close(git);
}

static bool is_of(
	const struct answer *answer, const struct wl_declared_key *key)
{
	return answer->key.question == key->question &&
	       answer->key.shallow == key->shallow &&
	       wl_streq(answer->key.commit, key->commit);
}

/* The answer at *at, which goes on to the next one; NULL behind the last, and
 * where they are damaged. */
static const char *next_answer(
	const struct wl_buf *file, size_t *at, struct answer *out)
{
	const char *begin = file->s + *at;
	size_t left = file->n - *at;

	if (left < sizeof(*out))
		return NULL;
	memcpy(out, begin, sizeof(*out));
	left -= sizeof(*out);
	out->key.commit[HASH] = '\0';
	if (out->n > left)
		return NULL;
	*at += sizeof(*out) + out->n;
	return begin;
}

static bool is_whole(const struct answer *answer, const char *begin)
{
	size_t n = sizeof(*answer) + answer->n - DIGESTED;

	return answer->digest == wl_hash(begin + DIGESTED, n);
}

/* What is kept, without the magic; nothing if that is not ours. */
static void read_answers(struct wl_buf *out, int common)
{
	if (wl_file_read(out, common, ANSWERS, FILE_MAX, NULL) ||
		out->n < sizeof(magic) ||
		memcmp(out->s, magic, sizeof(magic)) != 0)
		wl_buf_clear(out);
	else
		wl_buf_splice(out, 0, sizeof(magic), NULL, 0);
}

bool wl_declared_empty(const struct wl_place *place)
{
	int common = wl_place_common(place);
	bool empty;

	if (common < 0)
		return false;
	empty = is_off() || !wl_file_exists(common, ANSWERS);
	close(common);
	return empty;
}

bool wl_declared_recall(const struct wl_declared_key *key,
	const struct wl_place *place, struct wl_buf *out)
{
	struct wl_buf file = WL_BUF_INIT;
	struct answer answer;
	const char *begin;
	bool known = false;
	size_t at = 0;
	int common;

	if (!*key->commit)
		return false;
	common = wl_place_common(place);
	if (common < 0)
		return false;
	read_answers(&file, common);
	while (!known && (begin = next_answer(&file, &at, &answer)))
		if (is_of(&answer, key) && is_whole(&answer, begin)) {
			wl_buf_add(out, begin + sizeof(answer), answer.n);
			known = true;
		}
	wl_buf_release(&file);
	close(common);
	return known;
}

static void add_answer(struct wl_buf *out, const struct wl_declared_key *key,
	const struct wl_buf *bytes)
{
	struct answer answer = { .key = *key, .n = bytes->n };
	size_t begin = out->n;

	wl_buf_add(out, &answer, sizeof(answer));
	wl_buf_add(out, bytes->s, bytes->n);
	answer.digest =
		wl_hash(out->s + begin + DIGESTED, out->n - begin - DIGESTED);
	memcpy(out->s + begin, &answer, sizeof(answer));
}

/* Those of before, without the oldest ones of too many. */
static void add_older(struct wl_buf *out, const struct wl_buf *file,
	const struct wl_declared_key *key)
{
	struct answer answer;
	const char *begin;
	size_t at = 0, n = 1;

	while (n < ANSWERS_MOST && (begin = next_answer(file, &at, &answer))) {
		if (is_of(&answer, key) || !is_whole(&answer, begin))
			continue;
		if (out->n + sizeof(answer) + answer.n > KEPT_MAX)
			break;
		wl_buf_add(out, begin, sizeof(answer) + answer.n);
		n++;
	}
}

void wl_declared_remember(const struct wl_declared_key *key,
	const struct wl_place *place, const struct wl_buf *bytes)
{
	struct wl_buf file = WL_BUF_INIT, kept = WL_BUF_INIT;
	int common;

	if (!*key->commit ||
		bytes->n > FILE_MAX - sizeof(magic) - sizeof(struct answer))
		return;
	common = wl_place_common(place);
	if (common < 0)
		return;
	read_answers(&file, common);
	wl_buf_add(&kept, magic, sizeof(magic));
	add_answer(&kept, key, bytes);
	add_older(&kept, &file, key);
	wl_file_replace(common, ANSWERS, &kept, 0600, NULL);
	wl_buf_release(&file);
	wl_buf_release(&kept);
	close(common);
}
