/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox.h"

#include "store/private.h"

#define ID "2026-11-acme"
#define FILE_NAME "private/2026-11-acme.md"

static struct wl_place place;
static struct wl_change change;
static struct wl_err last;

static void begin(void)
{
	if (!wl_file_exists(place.dir, "winloss.yaml")) {
		sh("mkdir -p p; touch p/winloss.yaml");
		assert_int_equal(wl_place_at(&place, in("p"), NULL), 0);
	}
	assert_int_equal(wl_change_begin(&change, &place, false, NULL), 0);
}

static void end(void)
{
	const struct wl_message message = { .area = "note", .what = "x" };
	char commit[WL_COMMIT_TEXT];

	assert_int_equal(wl_change_apply(&change, &message, commit, NULL), 0);
	wl_change_end(&change);
}

static int begin_place(void **state)
{
	place.dir = -1;
	return sandbox_make(state);
}

static int end_place(void **state)
{
	wl_change_end(&change);
	wl_place_release(&place);
	return sandbox_remove(state);
}

static int keep(bool quote, const char *words, char id[WL_PASSAGE_ID])
{
	static const struct wl_interview interview = { .id = ID };

	return wl_private_keep(&change, &interview, quote, words, id, &last);
}

static void keeps(bool quote, const char *words, char id[WL_PASSAGE_ID])
{
	if (keep(quote, words, id))
		fail_msg("%s", last.text);
	assert_int_equal(strlen(id), 5);
}

static void reads(size_t n, const bool *quotes, const char *const *words,
	char ids[][WL_PASSAGE_ID])
{
	struct wl_passage *passages;
	struct wl_arena arena;
	size_t found;

	wl_arena_init(&arena);
	assert_int_equal(
		wl_private_read(&passages, &found, &arena, &place, ID, &last),
		0);
	assert_int_equal(found, n);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(passages[i].quote, quotes[i]);
		assert_string_equal(passages[i].words, words[i]);
		assert_string_equal(passages[i].id, ids[i]);
	}
	wl_arena_release(&arena);
}

static void test_nothing_is_kept(void **state)
{
	(void)state;
	begin();
	reads(0, NULL, NULL, NULL);
	end();
	assert_false(wl_file_exists(place.dir, "private"));
}

static void test_words_come_back(void **state)
{
	static const bool quotes[] = { true, false, true, true };
	static const char *const words[] = { "Our board was angry.",
		"She *hesitated* here #pricing ^abc", "- no\n\n[laughs]: yes",
		"~~~\n<div>\n# x\n--- !confidential" };
	char ids[4][WL_PASSAGE_ID];

	(void)state;
	begin();
	keeps(quotes[0], words[0], ids[0]);
	keeps(quotes[1], words[1], ids[1]);
	end();
	assert_string_equal(
		sh("stat -c %%a p/private p/" FILE_NAME), "700\n600");
	assert_contains(
		sh("cat p/" FILE_NAME), "---\nwinloss: 1\nid: " ID "\n---\n");
	reads(2, quotes, words, ids);
	begin();
	keeps(quotes[2], words[2], ids[2]);
	keeps(quotes[3], words[3], ids[3]);
	end();
	reads(4, quotes, words, ids);
}

static void test_the_same_words_are_the_same_passage(void **state)
{
	static const bool quotes[] = { true, false };
	static const char *const words[] = { "Caf\xc3\xa9 \"A\" & B",
		"first\nsecond" };
	char ids[2][WL_PASSAGE_ID], again[WL_PASSAGE_ID];

	(void)state;
	begin();
	keeps(true, words[0], ids[0]);
	keeps(true, "  Cafe\xcc\x81\t\"A\" & B\r\n", again);
	assert_string_equal(again, ids[0]);
	keeps(false, "first\n\nsecond", ids[1]);
	assert_string_not_equal(ids[1], ids[0]);
	end();
	begin();
	keeps(true, words[0], again);
	assert_string_equal(again, ids[0]);
	keeps(false, "first\nsecond\n", again);
	assert_string_equal(again, ids[1]);
	end();
	reads(2, quotes, words, ids);
}

static void test_ids_tell_nothing(void **state)
{
	char first[WL_PASSAGE_ID], second[WL_PASSAGE_ID];

	(void)state;
	begin();
	keeps(true, "the same words", first);
	wl_change_end(&change);
	begin();
	keeps(true, "the same words", second);
	wl_change_end(&change);
	assert_string_not_equal(first, second);
}

static void test_an_id_that_is_cited_stays(void **state)
{
	static const struct wl_interview interview = { .id = ID };
	struct wl_passage passage = {
		.quote = true, .words = "We were told.", .id = "b3f9k"
	};
	char first[WL_PASSAGE_ID], second[WL_PASSAGE_ID];

	(void)state;
	begin();
	assert_int_equal(wl_private_keep_cited(
				 &change, &interview, &passage, first, &last),
		0);
	assert_string_equal(first, "b3f9k");
	/* Other words under the same id: it is taken */
	passage.words = "We were not told.";
	assert_int_equal(wl_private_keep_cited(
				 &change, &interview, &passage, second, &last),
		0);
	assert_string_not_equal(second, "b3f9k");
	/* The words are there already, under the id that they have */
	passage.words = "We were told.";
	passage.id = "zzzzz";
	assert_int_equal(wl_private_keep_cited(
				 &change, &interview, &passage, second, &last),
		0);
	assert_string_equal(second, "b3f9k");
	end();
}

static void test_a_file_of_the_users(void **state)
{
	static const bool quotes[] = { true, true };
	static const char *const words[] = { "By hand.", "Ours." };
	char ids[2][WL_PASSAGE_ID] = { "q1" }, id[WL_PASSAGE_ID];

	(void)state;
	begin();
	sh("mkdir p/private; printf -- '---\\r\\nwinloss: 1 # v\\r\\nid: " ID
	   "\\r\\n---\\r\\n\\r\\n> By hand.\\r\\n> ^q1' >p/" FILE_NAME);
	assert_int_equal(keep(true, "By  hand.", id), 0);
	assert_string_equal(id, "q1");
	keeps(true, "Ours.", ids[1]);
	end();
	reads(2, quotes, words, ids);
	/* Only bytes behind it, with its line ends */
	assert_string_equal(
		sh("grep -c '[^\r]$' p/" FILE_NAME " || true"), "0");
	assert_contains(sh("cat p/" FILE_NAME), "winloss: 1 # v\r\n");
}

static void test_a_file_that_does_not_end(void **state)
{
	char id[WL_PASSAGE_ID];

	(void)state;
	begin();
	sh("mkdir p/private; printf -- '---\\nwinloss: 1\\n---\\n```\\nx\\n'"
	   " >p/" FILE_NAME);
	assert_int_equal(keep(true, "secret words", id), WL_EUNREADABLE);
	assert_string_equal(last.path, FILE_NAME);
	assert_contains(last.hint, "without an end");
	assert_null(strstr(last.text, "secret"));
	sh("printf x >p/" FILE_NAME);
	assert_int_equal(keep(true, "secret words", id), WL_EUNREADABLE);
	assert_string_equal(last.path, FILE_NAME);
	end();
	assert_string_equal(sh("cat p/" FILE_NAME), "x");
	/* Not through a link either */
	sh("mv p/private elsewhere; ln -s ../elsewhere p/private");
	begin();
	assert_int_equal(keep(true, "secret words", id), WL_EUNREADABLE);
	end();
}

#define PRIVATE(test)                                                          \
	cmocka_unit_test_setup_teardown(test, begin_place, end_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PRIVATE(test_nothing_is_kept),
		PRIVATE(test_words_come_back),
		PRIVATE(test_the_same_words_are_the_same_passage),
		PRIVATE(test_ids_tell_nothing),
		PRIVATE(test_an_id_that_is_cited_stays),
		PRIVATE(test_a_file_of_the_users),
		PRIVATE(test_a_file_that_does_not_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
