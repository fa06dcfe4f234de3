/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/declared_cache.h"

#include <unistd.h>

#include "base/file.h"

#define PACKED_MAX ((size_t)1 << 20)
#define ANSWER_MAX ((size_t)16 << 20)
#define HASH (WL_COMMIT_TEXT - 1)

struct header {
	char magic[16];
	uint64_t digest; /* of all bytes behind it */
	struct wl_declared_key key;
	uint64_t n;
};
#define MAGIC "winloss answer 2"
#define DIGESTED offsetof(struct header, key)

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

	*key->commit = '\0';
	key->past = !wl_streq(revision, "worktree");
	if (is_off())
		return;
	common = wl_place_common(place);
	git = wl_place_git(place);
	if (common >= 0 && git >= 0) {
		key->shallow = wl_file_exists(common, "shallow");
		if (key->past)
			take_commit(key->commit, revision);
		else
			find_head(key->commit, git, common);
	}
	if (common >= 0)
		close(common);
	if (git >= 0)
		close(git);
}

static const char *name_of(const struct wl_declared_key *key)
{
	return key->past ? "winloss/declared-past" : "winloss/declared";
}

static uint64_t digest_of(const struct wl_buf *bytes)
{
	return wl_hash(bytes->s + DIGESTED, bytes->n - DIGESTED);
}

static bool is_answer(
	const struct wl_buf *bytes, const struct wl_declared_key *key, size_t n)
{
	struct header header;

	if (bytes->n != sizeof(header) + n)
		return false;
	memcpy(&header, bytes->s, sizeof(header));
	return !memcmp(header.magic, MAGIC, sizeof(header.magic)) &&
	       header.n == n && header.digest == digest_of(bytes) &&
	       header.key.interviews == key->interviews &&
	       header.key.shallow == key->shallow &&
	       wl_streq(header.key.commit, key->commit);
}

bool wl_declared_recall(const struct wl_declared_key *key,
	const struct wl_place *place, unsigned char *answer, size_t n)
{
	struct wl_buf bytes = WL_BUF_INIT;
	bool known = false;
	int common;

	if (!*key->commit)
		return false;
	common = wl_place_common(place);
	if (common < 0)
		return false;
	if (!wl_file_read(&bytes, common, name_of(key), ANSWER_MAX, NULL) &&
		is_answer(&bytes, key, n)) {
		memcpy(answer, bytes.s + sizeof(struct header), n);
		known = true;
	}
	wl_buf_release(&bytes);
	close(common);
	return known;
}

void wl_declared_remember(const struct wl_declared_key *key,
	const struct wl_place *place, const unsigned char *answer, size_t n)
{
	struct header header;
	struct wl_buf bytes = WL_BUF_INIT;
	int common;

	if (!*key->commit || n > ANSWER_MAX - sizeof(header))
		return;
	common = wl_place_common(place);
	if (common < 0)
		return;
	memset(&header, 0, sizeof(header));
	memcpy(header.magic, MAGIC, sizeof(header.magic));
	header.key = *key;
	header.n = n;
	wl_buf_add(&bytes, &header, sizeof(header));
	wl_buf_add(&bytes, answer, n);
	header.digest = digest_of(&bytes);
	memcpy(bytes.s, &header, sizeof(header));
	wl_file_replace(common, name_of(key), &bytes, 0600, NULL);
	wl_buf_release(&bytes);
	close(common);
}
