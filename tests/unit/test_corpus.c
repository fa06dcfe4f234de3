/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox.h"

#include "store/corpus.h"

/* A programme with one interview of each outcome that a test needs. */
static void programme(void)
{
	sh("mkdir -p p/interviews/2026 p/guides p/field; cd p; git init -q;"
	   "cat >winloss.yaml <<'E'\n"
	   "winloss: 1\nproduct: Ledgerly\nowner: priya\n"
	   "team:\n  priya: {name: Priya Nair, role: pmm}\n"
	   "dimensions:\n  motion: [self-serve, sales-led]\nE\n"
	   "cat >themes.yaml <<'E'\n"
	   "winloss: 1\nthemes:\n  pricing:\n    title: The price\n"
	   "    kind: criterion\n    definition: What it costs.\nE\n"
	   "cat >deals.csv <<'E'\n"
	   "deal,account,outcome,stage,amount,currency,segment,competitor,"
	   "product,owner,created,closed,reason,motion\n"
	   "OPP-1,Acme,loss,Closed,48000.00,USD,smb,rivalco,,jo,2026-01-05,"
	   "2026-03-01,price,sales-led\nE\n");
}

static void interview(const char *id, const char *more, const char *words)
{
	sh("cat >p/interviews/2026/%s.md <<'E'\n"
	   "---\nwinloss: 1\nid: %s\noutcome: loss\ndeal: OPP-1\n%s---\n\n"
	   "# Acme\n\n> %s\n> #pricing ^q1\nE\n",
		id, id, more, words);
}

/* Load; the code that it gave. */
static int load(struct wl_corpus *corpus, const char *revision,
	const char *as_of, bool skip, struct wl_err *err)
{
	struct wl_corpus_options options = { .revision = revision,
		.skip_unreadable = skip };
	struct wl_place place;
	int rc;

	memset(err, 0, sizeof(*err));
	if (as_of)
		assert_true(wl_time_parse(&options.as_of, as_of));
	assert_int_equal(wl_place_at(&place, in("p"), err), 0);
	rc = wl_corpus_load(corpus, &place, &options, err);
	wl_place_release(&place);
	return rc;
}

static void must_load(struct wl_corpus *corpus, const char *revision)
{
	struct wl_err err;

	if (load(corpus, revision, NULL, false, &err))
		fail_msg("%s: %s", err.path, err.text);
}

static void everything_loads(void **state)
{
	struct wl_corpus corpus;

	(void)state;
	programme();
	interview("2026-02-b", "", "Too dear.");
	interview("2026-02-a", "", "Far too dear.");
	sh("cd p; cat >guides/buyer.yaml <<'E'\n"
	   "winloss: 1\nid: buyer\nblocks:\n  - id: context\n    title: C\n"
	   "    minutes: [8, 10]\n    goal: g\n    questions:\n"
	   "      - {id: context.one, text: What then?, key: true}\nE\n");
	must_load(&corpus, NULL);
	assert_string_equal(corpus.revision, "worktree");
	assert_string_equal(corpus.programme.product, "Ledgerly");
	assert_int_equal(corpus.ninterviews, 2);
	assert_string_equal(corpus.interviews[0].id, "2026-02-a");
	assert_string_equal(
		corpus.interviews[1].path, "interviews/2026/2026-02-b.md");
	assert_string_equal(
		corpus.interviews[0].passages[0].words, "Far too dear.");
	assert_ptr_equal(wl_corpus_interview(&corpus, "2026-02-b"),
		&corpus.interviews[1]);
	assert_null(wl_corpus_interview(&corpus, "2026-02-c"));
	assert_string_equal(wl_corpus_deal(&corpus, "OPP-1")->account, "Acme");
	assert_null(wl_corpus_deal(&corpus, "OPP-2"));
	assert_non_null(wl_corpus_guide(&corpus, "buyer"));
	assert_null(wl_corpus_guide(&corpus, "seller"));
	assert_string_equal(
		wl_corpus_theme_title(&corpus, "pricing"), "The price");
	assert_string_equal(wl_corpus_theme_title(&corpus, "other"), "other");
	wl_corpus_release(&corpus);
}

static void an_empty_programme_loads(void **state)
{
	struct wl_corpus corpus;

	(void)state;
	programme();
	sh("rm -r p/interviews p/guides p/field p/deals.csv p/.git");
	must_load(&corpus, NULL);
	assert_int_equal(corpus.ninterviews, 0);
	wl_corpus_release(&corpus);
}

static void the_deal_completes_what_is_silent(void **state)
{
	struct wl_corpus corpus;
	const struct wl_interview *one;

	(void)state;
	programme();
	interview("2026-02-a", "segment: enterprise\n", "Too dear.");
	must_load(&corpus, NULL);
	one = wl_corpus_interview(&corpus, "2026-02-a");
	assert_string_equal(one->segment, "enterprise");
	assert_string_equal(one->competitor, "rivalco");
	assert_string_equal(one->account, "Acme");
	assert_string_equal(one->amount, "48000.00");
	assert_string_equal(wl_interview_extra(one, "motion"), "sales-led");
	assert_int_equal(one->closed, wl_corpus_deal(&corpus, "OPP-1")->closed);
	assert_null(one->product);
	wl_corpus_release(&corpus);
	interview("2026-02-a", "motion: self-serve\nclosed: 2026-03-09\n", "A");
	must_load(&corpus, NULL);
	one = wl_corpus_interview(&corpus, "2026-02-a");
	assert_string_equal(wl_interview_extra(one, "motion"), "self-serve");
	assert_int_not_equal(
		one->closed, wl_corpus_deal(&corpus, "OPP-1")->closed);
	wl_corpus_release(&corpus);
}

static void unreadable_files_are_all_named(void **state)
{
	struct wl_corpus corpus;
	struct wl_err err;

	(void)state;
	programme();
	interview("2026-02-a", "", "Too dear.");
	interview("2026-02-b", "status: sleeping\n", "Too dear.");
	sh("cd p/interviews; printf 'no front matter' >2026/2026-02-c.md;"
	   "printf '\\377' >2026/2026-02-d.md; ln -s 2026/2026-02-a.md e.md");
	assert_int_equal(
		load(&corpus, NULL, NULL, false, &err), WL_EUNREADABLE);
	assert_string_equal(err.text, "4 files cannot be read");
	assert_contains(err.hint, "--skip-unreadable");
	assert_int_equal(corpus.unreadable.n, 4);
	assert_string_equal(
		corpus.unreadable.v[0].path, "interviews/2026/2026-02-b.md");
	assert_int_equal(corpus.unreadable.v[0].line, 6);
	assert_string_equal(
		corpus.unreadable.v[1].path, "interviews/2026/2026-02-c.md");
	assert_string_equal(
		corpus.unreadable.v[2].path, "interviews/2026/2026-02-d.md");
	assert_string_equal(corpus.unreadable.v[3].path, "interviews/e.md");
	wl_corpus_release(&corpus);
	assert_int_equal(load(&corpus, NULL, NULL, true, &err), 0);
	assert_int_equal(corpus.ninterviews, 1);
	assert_int_equal(corpus.unreadable.n, 4);
	wl_corpus_release(&corpus);
}

static void nothing_goes_without_the_settings(void **state)
{
	struct wl_corpus corpus;
	struct wl_err err;

	(void)state;
	programme();
	sh("echo 'themes: [' >p/themes.yaml");
	assert_int_equal(load(&corpus, NULL, NULL, true, &err), WL_EUNREADABLE);
	assert_contains(err.hint, "nothing goes without");
	wl_corpus_release(&corpus);
}

static void an_id_twice_is_an_error(void **state)
{
	struct wl_corpus corpus;
	struct wl_err err;

	(void)state;
	programme();
	interview("2026-02-a", "", "Too dear.");
	sh("cd p/interviews; cp 2026/2026-02-a.md 2026-02-a.md");
	assert_int_equal(
		load(&corpus, NULL, NULL, false, &err), WL_EUNREADABLE);
	assert_int_equal(corpus.unreadable.n, 1);
	assert_contains(corpus.unreadable.v[0].text,
		"id '2026-02-a' is taken by 'interviews/2026-02-a.md'");
	assert_string_equal(
		corpus.unreadable.v[0].path, "interviews/2026/2026-02-a.md");
	wl_corpus_release(&corpus);
}

static void later_interviews_are_not_there_yet(void **state)
{
	const struct wl_interview *one;
	char after[WL_AFTER_TEXT];
	struct wl_corpus corpus;
	struct wl_err err;

	(void)state;
	programme();
	interview("2026-02-a", "interviewed: 2026-02-03T10:00:00Z\n", "A");
	interview("2026-04-b", "interviewed: 2026-04-03T10:00:00Z\n", "B");
	interview("2026-05-c", "", "C");
	assert_int_equal(
		load(&corpus, NULL, "2026-04-03T09:59:59Z", false, &err), 0);
	assert_int_equal(corpus.ninterviews, 2);
	assert_null(wl_corpus_interview(&corpus, "2026-04-b"));
	assert_int_equal(corpus.nlater, 1);
	one = wl_corpus_later(&corpus, "2026-04-b");
	assert_ptr_equal(one, corpus.later);
	assert_string_equal(one->path, "interviews/2026/2026-04-b.md");
	assert_string_equal(wl_corpus_after(&corpus, &one->interviewed, after),
		"2026-04-03T10:00:00+00:00, after 2026-04-03T09:59:59+00:00");
	assert_null(wl_corpus_later(&corpus, "2026-02-a"));
	assert_null(wl_corpus_later(&corpus, "2026-09-z"));
	wl_corpus_release(&corpus);
	assert_int_equal(
		load(&corpus, NULL, "2026-04-03T10:00:00Z", false, &err), 0);
	assert_int_equal(corpus.ninterviews, 3);
	assert_int_equal(corpus.nlater, 0);
	assert_null(corpus.later);
	wl_corpus_release(&corpus);
}

static void a_revision_is_read_from_history(void **state)
{
	struct wl_corpus corpus;
	struct wl_err err;

	(void)state;
	programme();
	interview("2026-02-a", "", "Too dear.");
	sh("cd p; git add -A; git commit -qm one");
	interview("2026-02-a", "", "Far too dear.");
	interview("2026-02-b", "", "Later.");
	must_load(&corpus, "HEAD");
	assert_int_equal(strlen(corpus.revision), 40);
	assert_int_equal(corpus.ninterviews, 1);
	assert_string_equal(
		corpus.interviews[0].passages[0].words, "Too dear.");
	wl_corpus_release(&corpus);
	must_load(&corpus, NULL);
	assert_int_equal(corpus.ninterviews, 2);
	wl_corpus_release(&corpus);
	assert_int_not_equal(load(&corpus, "none", NULL, false, &err), 0);
	wl_corpus_release(&corpus);
}

/* More files than one worker takes: each must come out once, in order. */
static void many_are_read_on_all_cores(void **state)
{
	struct wl_corpus corpus;

	(void)state;
	programme();
	interview("2026-02-x", "", "WORDS");
	sh("cd p/interviews/2026; for n in $(seq 1000 1699); do "
	   "sed \"s/2026-02-x/2026-02-x$n/; s/WORDS/words $n/\" 2026-02-x.md "
	   ">2026-02-x$n.md; done; rm 2026-02-x.md");
	must_load(&corpus, NULL);
	assert_int_equal(corpus.ninterviews, 700);
	for (int i = 0; i < 700; i++) {
		char words[32];

		snprintf(words, sizeof(words), "words %d", 1000 + i);
		assert_string_equal(
			corpus.interviews[i].passages[0].words, words);
	}
	wl_corpus_release(&corpus);
}

static void one_is_like_another(void **state)
{
	static const char *const segments[] = { "smb", "mid", "smb" };
	struct wl_corpus now, then;
	struct wl_corpus_options options = { .revision = "HEAD", .like = &now };
	struct wl_place place;
	struct wl_err err;

	(void)state;
	programme();
	interview("2026-02-a", "", "Too dear.");
	interview("2026-02-b", "segment: mid\n", "Far too dear.");
	interview("2026-02-c", "", "Dear.");
	sh("cd p; git add .; git commit -q -m one;"
	   "sed -i s/smb/enterprise/ deals.csv;"
	   "sed -i 's/> Dear/> Cheap/' interviews/2026/2026-02-c.md");
	must_load(&now, NULL);
	assert_int_equal(wl_place_at(&place, in("p"), &err), 0);
	if (wl_corpus_load(&then, &place, &options, &err))
		fail_msg("%s", err.text);
	assert_int_equal(then.ninterviews, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct wl_interview *one = &then.interviews[i];
		bool shared = one->passages == now.interviews[i].passages;

		/* The file is the same, the deal is not */
		assert_int_equal(shared, i < 2);
		assert_string_equal(one->segment, segments[i]);
		assert_string_equal(now.interviews[i].segment,
			i == 1 ? "mid" : "enterprise");
	}
	assert_string_equal(then.interviews[2].passages[0].words, "Dear.");
	wl_corpus_release(&then);
	wl_corpus_release(&now);
	wl_place_release(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SANDBOX(everything_loads),
		SANDBOX(an_empty_programme_loads),
		SANDBOX(the_deal_completes_what_is_silent),
		SANDBOX(unreadable_files_are_all_named),
		SANDBOX(nothing_goes_without_the_settings),
		SANDBOX(an_id_twice_is_an_error),
		SANDBOX(later_interviews_are_not_there_yet),
		SANDBOX(a_revision_is_read_from_history),
		SANDBOX(one_is_like_another),
		SANDBOX(many_are_read_on_all_cores),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
