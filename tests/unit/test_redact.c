/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "corpus_fixture.h"
#include "random.h"
#include "store/normal.h"
#include "store/redact.h"
#include "sandbox.h"

#define SECRET "Our chief of staff never trusted their numbers"

static struct wl_corpus corpus;
static struct wl_withheld withheld;
static struct wl_err err;

static int set_up(void **state)
{
	fixture_init(&corpus);
	memset(&withheld, 0, sizeof(withheld));
	memset(&err, 0, sizeof(err));
	return sandbox_make(state);
}

static int tear_down(void **state)
{
	wl_withheld_release(&withheld);
	fixture_release(&corpus);
	return sandbox_remove(state);
}

static struct wl_interview *interview(void)
{
	return fixture_interview(
		&corpus, "2026-11-acme", WL_LOSS, "D-1", "2026-11-01");
}

static int collect(void)
{
	struct wl_place place;
	int code;

	for (size_t i = 0; i < corpus.ninterviews; i++)
		wl_interview_seal(&corpus.interviews[i], &corpus.arena);
	assert_int_equal(wl_place_at(&place, sandbox, &err), 0);
	code = wl_withheld_collect(&withheld, &corpus, &place, &err);
	wl_place_release(&place);
	return code;
}

static bool leaks(const char *bytes)
{
	struct wl_buf buf = WL_BUF_INIT;
	int code;

	memset(&err, 0, sizeof(err));
	wl_buf_adds(&buf, bytes);
	code = wl_withheld_check(&withheld, &buf, &err);
	wl_buf_release(&buf);
	assert_true(code == 0 || code == WL_EFAIL);
	return code;
}

static void assert_leaks(const char *bytes)
{
	if (!leaks(bytes))
		fail_msg("not found in: %s", bytes);
}

static void assert_clean(const char *bytes)
{
	if (leaks(bytes))
		fail_msg("%s: found in: %s", err.text, bytes);
}

/* Words */

static void words_of_levels(void **state)
{
	struct wl_interview *one = interview();
	struct wl_passage *passage = fixture_quote(&corpus, one, SECRET, "a");

	(void)state;
	assert_string_equal(wl_redact_words(one, passage), SECRET);
	passage->level = WL_PUBLIC;
	assert_string_equal(wl_redact_words(one, passage), SECRET);
	passage->level = WL_CONFIDENTIAL;
	assert_null(wl_redact_words(one, passage));
	passage->level = WL_PUBLIC;
	one->consent = WL_CONSENT_NONE;
	assert_null(wl_redact_words(one, passage));
}

/* The search */

static void is_found_however_it_is_written(void **state)
{
	static const char *const forms[] = {
		SECRET,
		"x " SECRET " y",
		"(" SECRET ")",
		"our CHIEF of staff Never trusted their numbers",
		"Our chief\n  of staff\tnever trusted\r\ntheir numbers.",
		"> Our chief of staff\n> never trusted\n> their numbers\n",
		"Our *chief* of \\[staff\\] never \\#trusted their numbers",
		"{\"text\": \"Our chief of staff\\nnever trusted their "
		"numbers\"}",
		"{\"text\": \"Our chief of staff\\u00a0never trusted\\ttheir "
		"numbers\"}",
		"a,\"Our \"\"chief\"\" of staff never trusted their numbers\"",
		"<p>Our <b>ch</b>ief of staff&nbsp;never trusted<br>their "
		"numbers</p>",
		"Our chief of staff never &#116;rusted their &#x6e;umbers",
		"\033[2mOur chief of\033[0m\n      \033[2mstaff never trusted "
		"their numbers\033[0m",
		"Our chief of staff \xe2\x80\x9cnever\xe2\x80\x9d trusted "
		"their\xc2\xa0numbers",
		"Our chi\xc2\xad"
		"ef of staff never trusted their num\xe2\x80\x8b"
		"bers",
	};

	(void)state;
	wl_withheld_add_words(&withheld, "2026-11-acme^k7m2x", SECRET);
	assert_int_equal(withheld.words.n, 1);
	for (size_t i = 0; i < WL_LEN(forms); i++)
		assert_leaks(forms[i]);
}

static void the_error_names_the_passage_not_the_words(void **state)
{
	(void)state;
	wl_withheld_add_words(&withheld, "2026-11-other^aaaaa",
		"Something else that was said in confidence");
	wl_withheld_add_words(&withheld, "2026-11-acme^k7m2x", SECRET);
	assert_leaks(SECRET);
	assert_contains(err.text, "2026-11-acme^k7m2x");
	assert_null(strstr(err.text, "chief"));
	assert_null(strstr(err.hint, "chief"));
	assert_string_equal(err.rule, "confidential");
}

static void other_words_are_clean(void **state)
{
	(void)state;
	assert_clean(SECRET); /* nothing is withheld */
	wl_withheld_add_words(&withheld, "2026-11-acme^k7m2x", SECRET);
	assert_clean("");
	assert_clean("Our chief of staff never trusted their");
	assert_clean("Your chief of staff never trusted their numbers");
	assert_clean("Our chief of staff never trusted their numbers2");
	assert_clean("Our chief of staff always trusted their numbers");
}

static void short_passages_are_not_searched(void **state)
{
	(void)state;
	wl_withheld_add_words(
		&withheld, "2026-11-acme^a", "It was too slow it"); /* 18 */
	wl_withheld_add_words(
		&withheld, "2026-11-acme^b", "- . - . - . - . - . - yes");
	assert_int_equal(withheld.words.n, 0);
	wl_withheld_add_words(
		&withheld, "2026-11-acme^c", "It was too slow to us"); /* 21 */
	wl_withheld_add_words(
		&withheld, "2026-11-acme^d", "It was slow for us. "); /* 20 */
	assert_int_equal(withheld.words.n, 2);
	assert_leaks("it was slow for us");
}

static void letters_beyond_ascii(void **state)
{
	(void)state;
	wl_withheld_add_words(&withheld, "2026-11-acme^a",
		"Der Einführungsplan war für uns zu groß");
	wl_withheld_add_words(&withheld, "2026-11-acme^b",
		"私たちの取締役会は彼らの数字を一度も信用しませんでした");
	/* Capitals, and the same letters decomposed */
	assert_leaks("DER EINFÜHRUNGSPLAN WAR FÜR UNS ZU GROSS");
	assert_leaks("Der Einfu\xcc\x88hrungsplan war fu\xcc\x88r uns zu "
		     "gro\xc3\x9f");
	assert_leaks("「私たちの取締役会は彼らの数字を一度も信用しません"
		     "でした。」");
	assert_clean("Der Einführungsplan war für uns zu klein");
}

static void names_stand_alone(void **state)
{
	(void)state;
	wl_withheld_add_name(&withheld, "buyer-1", "Ann Lee");
	wl_withheld_add_name(&withheld, "buyer-1", "ann@acme.example");
	wl_withheld_add_name(&withheld, "buyer-2", "王伟");
	wl_withheld_add_name(&withheld, "buyer-3", "Bo"); /* too short */
	assert_int_equal(withheld.names.n, 6); /* each as one word too */
	assert_leaks("says Ann Lee, VP");
	assert_contains(err.text, "buyer-1");
	assert_null(strstr(err.text, "Ann"));
	assert_leaks("ANN\nLEE");
	assert_leaks("mailto:Ann@Acme.example");
	assert_leaks("我问了王伟先生");
	assert_contains(err.text, "buyer-2");
	assert_leaks("says AnnLee, VP");
	assert_leaks("says Ann<br>Lee, VP");
	assert_clean("says Joannlee");
	assert_clean("Joann Leeds bought it");
	assert_clean("Bo bought it");
	assert_clean("Ann and Lee bought it");
}

static void many_that_begin_alike(void **state)
{
	struct wl_buf text = WL_BUF_INIT;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		wl_buf_clear(&text);
		wl_buf_addf(&text, "They told us that reason number %d", i);
		wl_withheld_add_words(&withheld, "2026-11-acme^a", text.s);
	}
	wl_buf_clear(&text);
	for (int i = 0; i < 3000; i++)
		wl_buf_addf(&text, "They told us that reason number %d.\n",
			i + 3000);
	assert_clean(text.s);
	wl_buf_adds(&text, "They told us that reason number 2999");
	assert_leaks(text.s);
	wl_buf_release(&text);
}

/* Where ASCII and what is beyond meet inside a word, and at cut-off ends. */
static void words_of_two_alphabets(void **state)
{
	static const struct {
		const char *text, *normal;
	} rows[] = {
		{ "", " " }, { "A1-b", " a1 b " },
		{ "Caf\xC3\x89 X", " caf\xC3\xA9 x " },
		{ "\xC3\x89tAPE,", " \xC3\xA9tape " },
		{ "re\xC2\xADVenue", " revenue " }, /* soft hyphen */
		{ "\xE2\x80\x8BZero", " zero " },
		{ "5\xE2\x82\xAC off", " 5 off " },
		{ "ab\xE7\x8E\x8B\xE4\xBC\x9F"
		  "cd",
			" ab \xE7\x8E\x8B \xE4\xBC\x9F cd " },
		{ "cut\xC3", " cut " }, { "\xEF\xBC\xB1uentin", " quentin " },
		{ "e\xCC\x81 \xCC\x81x", " \xC3\xA9 x " },
		/* ka with its mark is ga; han has none */
		{ "\xE3\x81\x8B\xE3\x82\x99", " \xE3\x81\x8C " },
		{ "\xE7\x8E\x8B\xCC\x81", " \xE7\x8E\x8B " },
		{ "a\xE2\x84\xA2", " a " }, /* TM */
	};
	struct wl_buf out = WL_BUF_INIT;

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		wl_buf_clear(&out);
		wl_buf_adds(&out, "=");
		wl_normal_words(&out, rows[i].text, strlen(rows[i].text));
		assert_string_equal(out.s + 1, rows[i].normal);
		assert_int_equal(out.n, 1 + strlen(rows[i].normal));
	}
	wl_buf_release(&out);
}

static void what_may_be_a_gap_is_soft(void **state)
{
	static const struct {
		const char *text, *soft;
		bool any;
	} rows[] = {
		{ "a b", " a b ", false },
		{ "Re\xC2\xADVenue", " re\1venue ", true },
		{ "re\xC2\xAD\xE2\x80\x8BV\xC3\xA9", " re\1v\xC3\xA9 ", true },
		{ "re\xC2\xAD venue\xC2\xAD", " re venue ", false },
		{ "\xC2\xADre", " re ", false },
		{ "re\xE2\x80\x8B\xCC\x81v", " re\1v ", true },
		{ "\xE7\x8E\x8B\xE2\x80\x8B\xE4\xBC\x9F",
			" \xE7\x8E\x8B \xE4\xBC\x9F ", false },
	};
	struct wl_buf soft = WL_BUF_INIT, normal = WL_BUF_INIT;

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		size_t n = strlen(rows[i].text);

		wl_buf_clear(&soft);
		wl_normal_soft(&soft, rows[i].text, n);
		assert_string_equal(soft.s, rows[i].soft);
		assert_int_equal(
			wl_normal_words(&normal, rows[i].text, n), rows[i].any);
	}
	wl_buf_release(&soft);
	wl_buf_release(&normal);
}

/* The second search is left out where nothing was escaped, and only there. */
static void an_escape_far_away_is_undone(void **state)
{
	struct wl_buf text = WL_BUF_INIT;

	(void)state;
	wl_withheld_add_words(&withheld, "2026-11-acme^k7m2x", SECRET);
	for (int i = 0; i < 500; i++)
		wl_buf_adds(&text, "Nothing of it. ");
	wl_buf_adds(&text, "Our chief of st\\u0061ff never trusted their "
			   "numbers");
	assert_leaks(text.s);
	wl_buf_clear(&text);
	wl_buf_adds(&text, "Our <b>chi</b>ef of staff never trusted their "
			   "numbers");
	assert_leaks(text.s);
	wl_buf_release(&text);
}

/* What lies between two words, or in one */

static const char *const gaps[] = { " ", "\t", "\n> ", ", ", "\033[0m ",
	"\xc2\xa0", "\xe3\x80\x80", "\xe2\x80\xa8", "&nbsp;", "%20", "%C2%A0",
	"\xef\xbc\x9a", "\xef\xbd\xa5", "\xef\xb9\x90", "\xd8\x8c", "\xd8\x9b",
	"\xdb\x94", "\xd6\xbe", "\xe0\xa5\xa4", "\xe1\x8d\xa1", "\xe0\xbc\x8b",
	"\xef\xbf\xbd", "\xee\x80\x80", "\xce\x87", "\xe2\x82\xac",
	"\xe2\x84\xa2 ", "\xc2\xb2", "\xf0\x9f\x98\x80",
	"\xe2\x9d\xa4\xef\xb8\x8f", " \xcd\x8f", " \xcc\x81",
	" \xf3\xa0\x84\x80", " \xf3\xa0\x80\xa0", "<br>", "\xff", "<0x07>",
	"\\<0x07>", "&#12288;", "\\u3000", "\xf7\xbf" };

/* Nothing is seen of these. */
static const char *const nothings[] = { "\xe2\x80\x8b", "\xc2\xad",
	"\xe2\x81\xa0", "\xef\xbb\xbf", "\xe2\x81\xaa", "\xd8\x9c",
	"\xe1\xa0\x8e", "\xe3\x85\xa4", "\xe1\x85\x9f", "\xcd\x8f",
	"\xf3\xa0\x84\x80", "\xf3\xa0\x80\xa0", "\xef\xb8\x8f", "\xe2\x80\xae",
	"&#x200b;", "&#8203;", "&shy;", "&zwnj;", "\\u202E", "<U+202E>",
	"\\<U+202E>", "&lt;U+2066&gt;", "%E2%80%8B", "\xe2\x80\x8b\xcc\x81" };

static void add_word(
	struct wl_buf *out, struct random *random, const char *word)
{
	for (; *word; word++) {
		/* "é" may not become an "e" and a mark */
		bool whole = ((unsigned char)word[1] & 0xc0) == 0x80;

		if (!random_below(random, 4) && *word >= 'A' && *word <= 'Z')
			wl_buf_addf(out, "\xef\xbc%c", *word + 0x60);
		else
			wl_buf_addc(out, *word);
		if (word[1] && !whole && !random_below(random, 3))
			wl_buf_adds(out,
				random_of(random, nothings, WL_LEN(nothings)));
	}
}

static void words_are_found_whatever_divides_them(void **state)
{
	static const char *const words[] = { "Quentin", "Plimsoll",
		"Zo\xc3\xab", "Ann", "Oakhurst", "\xc3\x86thel", "Jos\xc3\xa9",
		"II" };
	struct random random = { 20261122 };
	struct wl_buf name = WL_BUF_INIT, text = WL_BUF_INIT;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		wl_withheld_release(&withheld);
		memset(&withheld, 0, sizeof(withheld));
		wl_buf_clear(&name);
		wl_buf_clear(&text);
		wl_buf_adds(&text, "So ");
		for (size_t n = 2 + random_below(&random, 2); n; n--) {
			const char *word =
				random_of(&random, words, WL_LEN(words));

			wl_buf_addf(&name, "%s%s", name.n ? " " : "", word);
			add_word(&text, &random, word);
			if (n > 1 && random_below(&random, 2))
				wl_buf_adds(&text,
					random_of(&random, gaps, WL_LEN(gaps)));
			else
				wl_buf_adds(&text, random_of(&random, nothings,
							   WL_LEN(nothings)));
		}
		wl_withheld_add_name(&withheld, "buyer-1", name.s);
		assert_leaks(text.s);
	}
	wl_buf_release(&name);
	wl_buf_release(&text);
}

static void every_character_beyond_ascii_divides_or_is_a_letter(void **state)
{
	struct wl_buf text = WL_BUF_INIT;

	(void)state;
	wl_withheld_add_name(&withheld, "buyer-1", "Quentin Plimsoll");
	for (unsigned c = 0x80; c < 0x20000; c++) {
		if (wl_utf8_sort((int32_t)c) == WL_UTF8_LETTER ||
			wl_utf8_sort((int32_t)c) == WL_UTF8_MARK ||
			(c >= 0xd800 && c < 0xe000))
			continue;
		wl_buf_clear(&text);
		wl_buf_addf(&text, "Quentin&#x%x;Plimsoll", c);
		assert_leaks(text.s);
	}
	wl_buf_release(&text);
}

static void an_address_is_found_in_other_forms(void **state)
{
	static const char *const forms[] = {
		"q.plimsoll%40harrow.example",
		"mailto:Q%2EPlimsoll%40Harrow%2Eexample?subject=Hello%20there",
		"{\"text\": \"see q.plimsoll%40harrow.example\\n\"}",
		"q.plimsoll\xef\xbc\xa0harrow.example",
		"\xef\xbd\x91.plimsoll@harrow.example",
		"q.plimsoll@\xf0\x9d\x90\xa1"
		"arrow.example",
		"q<0x1B>[2m.plimsoll@harrow.example",
		"q\\<0x1B>\\[2m.plim\\<0x1B>\\[0msoll@harrow.example",
	};

	(void)state;
	wl_withheld_add_name(&withheld, "buyer-1", "q.plimsoll@harrow.example");
	for (size_t i = 0; i < WL_LEN(forms); i++)
		assert_leaks(forms[i]);
	assert_clean("q.plimsoll%4harrow.example");
	assert_clean("q.plim%40soll@harrow.example");
}

/* A percent sign in the words is none of an escape. */
static void percent_signs_are_words_too(void **state)
{
	(void)state;
	wl_withheld_add_words(&withheld, "2026-11-acme^a",
		"They promised us 50%adoption \"at once\", in\nall teams");
	assert_leaks("They promised us 50%adoption \"at once\", in all teams");
	assert_leaks("{\"text\": \"They promised us 50%adoption \\\"at "
		     "once\\\", in\\nall teams\"}");
}

static void hidden_characters_in_what_is_looked_for(void **state)
{
	(void)state;
	wl_withheld_add_name(
		&withheld, "buyer-1", "Quentin\xe2\x80\x8bPlimsoll");
	wl_withheld_add_words(&withheld, "2026-11-acme^a",
		"The board\xe2\x80\x8bwants Hol\xc2\xadlis gone by March");
	assert_leaks("So Quentin Plimsoll said");
	assert_leaks("So QuentinPlimsoll said");
	assert_leaks("So Quentin\xe2\x80\x8bPlimsoll said");
	assert_leaks("The board\xe2\x80\x8bwants Hol\xc2\xadlis gone by March");
	assert_clean("So Quen tin Plimsoll said");
}

static void what_is_hidden_makes_no_names(void **state)
{
	(void)state;
	wl_withheld_add_name(&withheld, "buyer-1", "Ann Lee");
	assert_clean("Jo\xe2\x80\x8b"
		     "ann Leeds, Ann\xc2\xad"
		     "e Lee");
	assert_clean("Ann\xe2\x80\x8b and\xe2\x80\x8bLee");
	assert_clean("Ann\xcc\x81 Lee");
	assert_clean("An\xc2\xad Lee");
}

/* Collecting */

static void collects_private_words(void **state)
{
	struct wl_interview *one = interview();
	struct wl_passage *passage =
		fixture_quote(&corpus, one, "(confidential)", "a");

	(void)state;
	passage->level = WL_CONFIDENTIAL;
	passage->id = "k7m2x";
	sh("mkdir -m 700 private; umask 077;"
	   "printf '%%s\\n' --- 'winloss: 1' --- '' '> " SECRET "'"
	   " '> ^k7m2x'"
	   " >private/2026-11-acme.md");
	assert_int_equal(collect(), 0);
	assert_false(withheld.private_missing);
	assert_int_equal(withheld.words.n, 1);
	assert_string_equal(withheld.passages.v[0], "2026-11-acme^k7m2x");
	assert_leaks("he said: " SECRET);
}

static void says_that_private_words_are_elsewhere(void **state)
{
	struct wl_passage *passage =
		fixture_quote(&corpus, interview(), "(confidential)", "a");

	(void)state;
	assert_int_equal(collect(), 0);
	assert_false(withheld.private_missing);
	wl_withheld_release(&withheld);
	passage->level = WL_CONFIDENTIAL;
	fixture_quote(&corpus, interview(), SECRET, "a")->level =
		WL_CONFIDENTIAL;
	assert_int_equal(collect(), 0);
	assert_true(withheld.private_missing);
	assert_leaks(SECRET);
}

static void collects_words_that_were_committed(void **state)
{
	struct wl_field field = { 0 };
	struct wl_passage note = { 0 };

	(void)state;
	fixture_quote(&corpus, interview(), SECRET, "a")->level =
		WL_CONFIDENTIAL;
	note.id = "f1";
	note.words = "The champion leaves the company in May";
	note.level = WL_CONFIDENTIAL;
	field.id = "2026-11";
	field.passages = &note;
	field.npassages = 1;
	corpus.fields = &field;
	corpus.nfields = 1;
	assert_int_equal(collect(), 0);
	assert_false(withheld.private_missing);
	assert_leaks(SECRET);
	assert_contains(err.text, "2026-11-acme^p1");
	assert_leaks("The champion leaves the company in May!");
	assert_contains(err.text, "2026-11^f1");
}

static void without_consent_all_words_are_collected(void **state)
{
	struct wl_interview *one = interview();

	(void)state;
	fixture_quote(&corpus, one, SECRET, "a")->level = WL_PUBLIC;
	one->consent = WL_CONSENT_NONE;
	assert_int_equal(collect(), 0);
	assert_leaks(SECRET);
}

static void collects_people(void **state)
{
	(void)state;
	interview()->interviewee = "buyer-1";
	sh("printf '%%s\\n' '# who' 'winloss: 1'"
	   " 'buyer-1: {name: Ann Lee, email: ann@acme.example}'"
	   " 'buyer-2: {name: Bert Oak}' >people.yaml");
	assert_int_equal(collect(), 0);
	assert_false(withheld.people_missing);
	assert_int_equal(withheld.names.n, 6);
	assert_leaks("Ann Lee");
	assert_leaks("ann@acme.example");
	assert_leaks("Bert Oak");
}

static void says_whose_names_are_elsewhere(void **state)
{
	struct wl_interview *one = interview();

	(void)state;
	assert_int_equal(collect(), 0);
	assert_false(withheld.people_missing); /* nobody is named by a key */
	wl_withheld_release(&withheld);
	one->interviewee = "buyer-1";
	assert_int_equal(collect(), 0);
	assert_true(withheld.people_missing);
	wl_withheld_release(&withheld);
	sh("echo 'buyer-2: {name: Bert Oak}' >people.yaml");
	assert_int_equal(collect(), 0);
	assert_true(withheld.people_missing);
}

static void refuses_people_that_cannot_be_read(void **state)
{
	(void)state;
	sh("echo 'buyer-1: {name: [' >people.yaml");
	assert_int_equal(collect(), WL_EUNREADABLE);
	assert_string_equal(err.path, "people.yaml");
	sh("echo '- Ann Lee' >people.yaml");
	assert_int_equal(collect(), WL_EUNREADABLE);
	assert_null(strstr(err.text, "Ann"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static size_t which(const char *bytes, bool names)
{
	struct wl_buf buf = WL_BUF_INIT;
	size_t found;

	wl_buf_adds(&buf, bytes);
	found = wl_withheld_find(&withheld, &buf, names);
	wl_buf_release(&buf);
	return found;
}

static void which_one_is_said(void **state)
{
	(void)state;
	assert_int_equal(which(SECRET, false), 0);
	wl_withheld_add_words(&withheld, "a^1", "Other words than these ones");
	wl_withheld_add_words(&withheld, "a^2", SECRET);
	wl_withheld_add_name(&withheld, "buyer-1", "Wilhelmina Orsolini");
	assert_int_equal(which(SECRET, false), 2);
	assert_int_equal(
		which("\"Other words\\nthan these&nbsp;ones\"", false), 1);
	assert_int_equal(which(SECRET, true), 0);
	assert_int_equal(which("ask Wilhelmina  ORSOLINI.", true), 1);
	assert_int_equal(which("ask Wilhelmina Orsolini.", false), 0);
	assert_int_equal(which("", true), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(words_of_levels),
		TEST(is_found_however_it_is_written),
		TEST(the_error_names_the_passage_not_the_words),
		TEST(other_words_are_clean),
		TEST(short_passages_are_not_searched),
		TEST(letters_beyond_ascii),
		TEST(names_stand_alone),
		TEST(many_that_begin_alike),
		TEST(words_of_two_alphabets),
		TEST(what_may_be_a_gap_is_soft),
		TEST(an_escape_far_away_is_undone),
		TEST(words_are_found_whatever_divides_them),
		TEST(every_character_beyond_ascii_divides_or_is_a_letter),
		TEST(an_address_is_found_in_other_forms),
		TEST(percent_signs_are_words_too),
		TEST(hidden_characters_in_what_is_looked_for),
		TEST(what_is_hidden_makes_no_names),
		TEST(which_one_is_said),
		TEST(collects_private_words),
		TEST(says_that_private_words_are_elsewhere),
		TEST(collects_words_that_were_committed),
		TEST(without_consent_all_words_are_collected),
		TEST(collects_people),
		TEST(says_whose_names_are_elsewhere),
		TEST(refuses_people_that_cannot_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
