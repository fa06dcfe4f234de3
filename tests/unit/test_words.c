/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "text/words.h"

static void join(void *context, const char *word)
{
	struct wl_buf *out = context;

	wl_buf_addf(out, "%s%s", out->n ? "|" : "", word);
}

static void words_are_folded_letters_and_digits(void **state)
{
	static const char *const rows[][2] = {
		{ "", "" },
		{ "It closes the BOOKS.", "it|closes|the|books" },
		{ "don't don’t 'quoted' rock''n", "don't|don't|quoted|rock" },
		{ "to-do (list): a/b", "to|do|list" },
		{ "10 2nd Q4 x 7", "2nd|q4" },
		{ "Über Straße ÉTÉ", "über|strasse|été" },
		{ "a\xe2\x80\x94"
		  "dash \xf0\x9f\x98\x80 «quote»",
			"dash|quote" },
		{ "закрытие 月次決算", "закрытие|月次決算" },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		struct wl_buf out = WL_BUF_INIT;

		wl_words_each(rows[i][0], join, &out);
		assert_string_equal(out.s, rows[i][1]);
		wl_buf_release(&out);
	}
}

static void stop_words_say_nothing(void **state)
{
	static const char *const stops[] = { "about", "the", "don't", "yes",
		"yourselves", "somebody's", "would", "ain't" };
	static const char *const says[] = { "close", "auditor", "zebra", "aaa",
		"month's", "" };

	(void)state;
	for (size_t i = 0; i < WL_LEN(stops); i++)
		assert_true(wl_word_stops(stops[i]));
	for (size_t i = 0; i < WL_LEN(says); i++)
		assert_false(wl_word_stops(says[i]));
}

/* Of Snowball's own vocabulary for English. */
static void stems(void **state)
{
	static const char *const rows[][2] = {
		{ "closing", "close" },
		{ "closed", "close" },
		{ "auditor's", "auditor" },
		{ "reconciliations", "reconcili" },
		{ "approvals", "approv" },
		{ "été", "été" },
	};
	struct wl_stemmer *stemmer = wl_stemmer_new();

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++)
		assert_string_equal(
			wl_stemmer_stem(stemmer, rows[i][0]), rows[i][1]);
	wl_stemmer_free(stemmer);
	wl_stemmer_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_folded_letters_and_digits),
		cmocka_unit_test(stop_words_say_nothing),
		cmocka_unit_test(stems),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
