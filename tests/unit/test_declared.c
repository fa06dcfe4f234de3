/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox.h"

#include "store/corpus.h"
#include "store/declared.h"
#include "store/revisions.h"

#define ANSWER ".git/winloss/answers"

static const char head[] = "---\\nwinloss: 1\\nid: ID\\noutcome: loss\\n"
			   "deal: ID\\nhypothesis: confirmed\\n"
			   "interviewed: 2026-02-03\\n---\\n";
static const char guess[] = "\\n## Preparation\\n\\n### Hypothesis\\n\\n"
			    "Price.\\n";

/* p has history, with a hypothesis in time and one too late. */
static int programme(void **state)
{
	if (sandbox_make(state))
		return -1;
	sh("git init -q -b main p; cd p; mkdir interviews; day() { "
	   "export GIT_AUTHOR_DATE=$1 GIT_COMMITTER_DATE=$1; }\n"
	   "for i in a b c; do printf -- '%s' >interviews/$i.md; sed -i "
	   "s/ID/$i/ "
	   "interviews/$i.md; done\n"
	   "printf 'winloss: 1\\nproduct: P\\nowner: o\\n' >winloss.yaml\n"
	   "printf 'winloss: 1\\nthemes:\\n  t:\\n    kind: criterion\\n"
	   "    definition: D\\n' >themes.yaml\n"
	   "git add -A; day 2026-01-01T00:00:00Z; git commit -qm start\n"
	   "printf '%s' >>interviews/a.md; day 2026-01-02T00:00:00Z\n"
	   "git commit -qam early\n"
	   "printf '%s' >>interviews/b.md; day 2026-03-01T00:00:00Z\n"
	   "git commit -qam late",
		head, guess, guess);
	return 0;
}

/* What is said of all interviews of a folder, "a1 b2 c0". */
static const char *said(const char *folder, const char *revision, bool cached)
{
	static char text[2][64];
	static int next;
	char *out = text[next++ % 2];
	struct wl_corpus_options options = { .revision = revision };
	struct wl_declarations declarations;
	struct wl_place place;
	struct wl_corpus corpus;
	struct wl_err err = { 0 };
	size_t n = 0;

	setenv("WINLOSS_NO_CACHE", cached ? "" : "1", 1);
	assert_int_equal(wl_place_at(&place, in(folder), &err), 0);
	if (wl_corpus_load(&corpus, &place, &options, &err) ||
		wl_declarations_read(&declarations, &place, &corpus, &err))
		fail_msg("%s: %s", err.path, err.text);
	*out = '\0';
	for (size_t i = 0; i < corpus.ninterviews; i++)
		n += (size_t)snprintf(out + n, 64 - n, "%s%s%d", n ? " " : "",
			corpus.interviews[i].id,
			(int)wl_declared_of(
				&declarations, corpus.interviews[i].id));
	wl_declarations_release(&declarations);
	wl_corpus_release(&corpus);
	wl_place_release(&place);
	unsetenv("WINLOSS_NO_CACHE");
	return out;
}

/* Without what is kept, with it as it is, and with what that made. */
static void check_in(
	const char *folder, const char *revision, const char *expected)
{
	assert_string_equal(said(folder, revision, false), expected);
	assert_string_equal(said(folder, revision, true), expected);
	assert_string_equal(said(folder, revision, true), expected);
}

static void history_is_asked_once(void **state)
{
	(void)state;
	check_in("p", NULL, "a1 b2 c0");
	assert_string_equal(sh("stat -c %%a p/" ANSWER), "600");
	/* Nobody asks again: there is nothing left to ask */
	sh("mv p/.git/objects elsewhere; mkdir p/.git/objects");
	assert_string_equal(said("p", NULL, true), "a1 b2 c0");
	sh("rmdir p/.git/objects; mv elsewhere p/.git/objects");
	sh("grep -q Price p/" ANSWER " && exit 1; exit 0");
}

/* `check --against` asks of two states, and revisions take turns. */
static void revisions_do_not_take_turns(void **state)
{
	(void)state;
	check_in("p", NULL, "a1 b2 c0");
	check_in("p", "HEAD~1", "a1 b0 c0");
	check_in("p", "HEAD~2", "a0 b0 c0");
	sh("cp p/" ANSWER " kept");
	check_in("p", NULL, "a1 b2 c0");
	check_in("p", "HEAD", "a1 b2 c0");
	check_in("p", "HEAD~1", "a1 b0 c0");
	sh("cmp p/" ANSWER " kept");
}

static size_t size_of_answers(void)
{
	return strtoul(sh("stat -c %%s p/" ANSWER), NULL, 10);
}

/* Each change of a date is another question. */
static void the_oldest_answer_goes(void **state)
{
	size_t before = 0, size = 0;

	(void)state;
	for (int day = 1; day < 60 && (size > before || day < 3); day++) {
		before = size;
		sh("sed -i 's/^interviewed: .*/interviewed: 2026-0%d-%02d/' "
		   "p/interviews/c.md",
			3 + day / 28, 1 + day % 28);
		check_in("p", NULL, "a1 b2 c0");
		size = size_of_answers();
	}
	assert_int_equal(size, before);
	check_in("p", NULL, "a1 b2 c0");
}

static void another_commit_is_another_question(void **state)
{
	(void)state;
	check_in("p", NULL, "a1 b2 c0");
	sh("cd p; printf '%s' >>interviews/c.md; export "
	   "GIT_AUTHOR_DATE=2026-05-01T00:00:00Z "
	   "GIT_COMMITTER_DATE=2026-05-01T00:00:00Z; git commit -qam more",
		guess);
	check_in("p", NULL, "a1 b2 c2");
	check_in("p", "HEAD~1", "a1 b2 c0");
	check_in("p", "HEAD~2", "a1 b0 c0");
	sh("cd p; git checkout -q HEAD~2");
	check_in("p", NULL, "a1 b0 c0");
	sh("cd p; git checkout -q -b other main");
	check_in("p", NULL, "a1 b2 c2");
	sh("cd p; git pack-refs --all; git gc -q");
	check_in("p", NULL, "a1 b2 c2");
}

static void another_file_is_another_question(void **state)
{
	(void)state;
	check_in("p", NULL, "a1 b2 c0");
	sh("sed -i s/2026-02-03/2026-04-03/ p/interviews/b.md");
	check_in("p", NULL, "a1 b1 c0");
	sh("rm p/interviews/a.md");
	check_in("p", NULL, "b1 c0");
	sh("cd p; mkdir sub; cp -R interviews winloss.yaml themes.yaml sub");
	check_in("p", NULL, "b1 c0");
	check_in("p/sub", NULL, "b0 c0");
	check_in("p", NULL, "b1 c0");
}

static void each_working_tree_has_its_head(void **state)
{
	(void)state;
	check_in("p", NULL, "a1 b2 c0");
	sh("cd p; git worktree add -q ../w HEAD~1");
	check_in("w", NULL, "a1 b0 c0");
	check_in("p", NULL, "a1 b2 c0");
	sh("git clone -q --depth 2 file://$PWD/p s");
	check_in("s", NULL, "a0 b0 c0");
	sh("cd s; git fetch -q --unshallow");
	check_in("s", NULL, "a1 b2 c0");
}

/* One commit: the hypothesis of d is these words ("": it has none). */
struct turn {
	const char *day, *words;
};

static void commit_turn(const struct turn *turn)
{
	sh("cd p; printf -- '%s' | sed s/ID/d/ >interviews/d.md\n"
	   "[ -z '%s' ] || printf '\n## Preparation\n\n### Hypothesis\n\n"
	   "%%s\n' '%s' >>interviews/d.md\n"
	   "git add -A; export GIT_AUTHOR_DATE=%sT00:00:00Z "
	   "GIT_COMMITTER_DATE=%sT00:00:00Z; git commit -qm d",
		head, turn->words, turn->words, turn->day, turn->day);
}

/* The first turn adds d; its interview was held on 2026-02-03. */
#define check_turns(expected, ...)                                             \
	check_turns_of(expected, (const struct turn[]){ __VA_ARGS__, { 0 } })

static void check_turns_of(enum wl_declared expected, const struct turn *turns)
{
	char text[32];

	for (; turns->day; turns++)
		commit_turn(turns);
	snprintf(text, sizeof(text), "a1 b2 c0 d%d", (int)expected);
	check_in("p", NULL, text);
}

static const char old_idea[] = "Lost on price, not on the weeks to go live.";
static const char mended[] = "Lost on price and not on the months to go live.";
static const char new_idea[] = "Security questions took too long to answer.";

static void words_are_brought_anew(void **state)
{
	(void)state;
	check_turns(WL_LATE, { "2026-01-06", "" }, { "2026-01-07", old_idea },
		{ "2026-02-13", new_idea });
}

static void into_a_new_file_as_well(void **state)
{
	(void)state;
	check_turns(WL_LATE, { "2026-01-06", old_idea },
		{ "2026-02-13", new_idea });
}

static void a_correction_does_no_harm(void **state)
{
	(void)state;
	check_turns(WL_RECORDED, { "2026-01-06", "" },
		{ "2026-01-07", old_idea }, { "2026-02-13", mended });
}

static void more_words_do_no_harm(void **state)
{
	(void)state;
	check_turns(WL_RECORDED, { "2026-01-06", "Price." },
		{ "2026-02-13", "On the price, as I think." });
}

static void what_is_new_in_time_is_in_time(void **state)
{
	(void)state;
	check_turns(WL_RECORDED, { "2026-01-06", "" },
		{ "2026-01-07", old_idea }, { "2026-02-03", new_idea });
}

static void late_words_stay_late(void **state)
{
	(void)state;
	check_turns(WL_LATE, { "2026-01-06", "" }, { "2026-02-13", old_idea },
		{ "2026-02-14", mended });
}

static void what_was_removed_is_not_kept(void **state)
{
	(void)state;
	check_turns(WL_LATE, { "2026-01-06", "" }, { "2026-01-07", old_idea },
		{ "2026-01-08", "" }, { "2026-02-13", new_idea });
}

static void nothing_but_signs_says_nothing(void **state)
{
	(void)state;
	check_turns(
		WL_LATE, { "2026-01-06", "..." }, { "2026-02-13", old_idea });
}

static void an_import_says_nothing(void **state)
{
	(void)state;
	check_turns(WL_DECLARED, { "2026-02-13", old_idea },
		{ "2026-02-14", mended });
}

static void but_words_behind_an_import_are_late(void **state)
{
	(void)state;
	check_turns(WL_LATE, { "2026-02-13", old_idea },
		{ "2026-02-14", new_idea });
}

/* A rebase puts an early edit of the file behind the late one. */
static void an_early_edit_of_late_words_is_no_proof(void **state)
{
	(void)state;
	check_turns(WL_LATE, { "2026-01-06", old_idea },
		{ "2026-02-13", new_idea },
		{ "2026-01-20", "Security questions took too long." });
}

static void an_older_rule_is_not_believed(void **state)
{
	(void)state;
	check_in("p", NULL, "a1 b2 c0");
	sh("cp p/" ANSWER " kept; printf 'winloss answer 3' | "
	   "dd of=p/" ANSWER " conv=notrunc 2>/dev/null");
	check_in("p", NULL, "a1 b2 c0");
	sh("cmp p/" ANSWER " kept; ! grep -q 'winloss answer 3' kept");
}

/* How many cards were revised since 2026, and the day of the first. */
static void check_revised(size_t n, const char *day)
{
	const wl_day days[2] = { WL_NO_DAY, WL_NO_DAY };
	struct wl_programme programme = { 0 };
	struct wl_card_revisions revisions;
	struct wl_place place;
	struct wl_err err;

	assert_int_equal(wl_place_at(&place, in("p"), &err), 0);
	wl_card_revisions_read(&revisions, &place, &programme, days);
	assert_true(revisions.known);
	assert_int_equal(revisions.n, n);
	if (n) {
		wl_day first;

		assert_true(wl_day_parse(&first, day));
		assert_int_equal(revisions.v[0].day, first);
		assert_int_equal(revisions.v[0].type, WL_BATTLECARD);
		assert_string_equal(revisions.v[0].id, "r");
	}
	wl_card_revisions_release(&revisions);
	wl_place_release(&place);
}

static void revisions_are_asked_once(void **state)
{
	(void)state;
	check_revised(0, NULL);
	sh("cd p; mkdir -p cards/battlecard; printf -- '---\\nwinloss: 1\\n"
	   "id: r\\ntype: battlecard\\ncompetitor: r\\n---\\n\\n"
	   "## Why we win\\n\\n- We are fast.\\n' >cards/battlecard/r.md\n"
	   "git add -A; export GIT_AUTHOR_DATE=2026-05-01T00:00:00Z "
	   "GIT_COMMITTER_DATE=2026-05-01T00:00:00Z; git commit -qm card");
	check_revised(1, "2026-05-01");
	sh("mv p/.git/objects elsewhere; mkdir p/.git/objects");
	check_revised(1, "2026-05-01");
}

static void damage_is_nobodys_answer(void **state)
{
	struct wl_buf right = WL_BUF_INIT;
	int fd;

	(void)state;
	check_in("p", NULL, "a1 b2 c0");
	assert_int_equal(wl_file_slurp(&right, in("p/" ANSWER), 4096, NULL), 0);
	for (size_t i = 0; i < right.n; i++) {
		right.s[i] = (char)(right.s[i] ^ 1);
		fd = open(in("p/" ANSWER), O_WRONLY | O_TRUNC);
		assert_int_equal(write(fd, right.s, right.n), right.n);
		close(fd);
		right.s[i] = (char)(right.s[i] ^ 1);
		assert_string_equal(said("p", NULL, true), "a1 b2 c0");
	}
	sh("truncate -s 40 p/" ANSWER);
	check_in("p", NULL, "a1 b2 c0");
	sh("rm -r p/.git/winloss; touch p/.git/winloss");
	check_in("p", NULL, "a1 b2 c0");
	wl_buf_release(&right);
}

#define PROGRAMME(test)                                                        \
	cmocka_unit_test_setup_teardown(test, programme, sandbox_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROGRAMME(history_is_asked_once),
		PROGRAMME(revisions_do_not_take_turns),
		PROGRAMME(the_oldest_answer_goes),
		PROGRAMME(another_commit_is_another_question),
		PROGRAMME(another_file_is_another_question),
		PROGRAMME(each_working_tree_has_its_head),
		PROGRAMME(words_are_brought_anew),
		PROGRAMME(into_a_new_file_as_well),
		PROGRAMME(a_correction_does_no_harm),
		PROGRAMME(more_words_do_no_harm),
		PROGRAMME(what_is_new_in_time_is_in_time),
		PROGRAMME(late_words_stay_late),
		PROGRAMME(what_was_removed_is_not_kept),
		PROGRAMME(nothing_but_signs_says_nothing),
		PROGRAMME(an_import_says_nothing),
		PROGRAMME(but_words_behind_an_import_are_late),
		PROGRAMME(an_early_edit_of_late_words_is_no_proof),
		PROGRAMME(an_older_rule_is_not_believed),
		PROGRAMME(revisions_are_asked_once),
		PROGRAMME(damage_is_nobodys_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
