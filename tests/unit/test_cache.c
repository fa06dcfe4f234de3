/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox.h"

#include <sys/file.h>
#include <sys/mman.h>

#include "random.h"
#include "store/cache.h"
#include "store/cache_image.h"
#include "store/corpus.h"

#define CACHE "p/.git/winloss/cache"
#define WORDS "p/.git/winloss/words"

static struct wl_place place;
static time_t clock_of_files; /* later with each file, but long ago */

static void put(const char *path, const char *text)
{
	struct wl_buf bytes = WL_BUF_INIT;
	int dir;

	wl_buf_adds(&bytes, text);
	assert_int_equal(wl_dir_open(&dir, in(""), NULL), 0);
	assert_int_equal(wl_file_replace(dir, path, &bytes, 0644, NULL), 0);
	close(dir);
	wl_buf_release(&bytes);
}

/* As if the file had been written long ago. */
static void age(const char *path)
{
	struct timespec times[2] = { { 1700000000 + ++clock_of_files, 5 },
		{ 1700000000 + clock_of_files, 5 } };

	utimensat(AT_FDCWD, in(path), times, 0);
}

static void write_interview(
	const char *path, const char *id, const char *words, const char *tokens)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_addf(&text,
		"---\nwinloss: 1\nid: %s\noutcome: loss\ndeal: OPP-%zu\n"
		"account: A\nchosen: none\nincumbent: paper\nrole: CFO\n"
		"interviewee: b-1\ninterviewer: priya\nguide: buyer\n"
		"trigger: pricing\nbuyer-reason: pricing\nproduct: P\n"
		"objections: [dear]\nafter: {thanked: 2026-02-04 marc}\n"
		"evaluated: [a, b]\ncriteria: [pricing]\nmotion: partner\n"
		"prepared: {crm: 2026-01-02 priya}\nattendees: [priya]\n"
		"interviewed: 2026-02-03T10:00:00+01:00\n---\n\n# Acme\n\n"
		"## Context\n\n### Why? <!-- context.why -->\n\n> %s\n> %s\n\n"
		"A note of ours. #pricing- @call ^n1\n\n"
		"### When? <!-- context.when skipped -->\n\n"
		"## First impressions\n\n### Most surprising finding\n\n"
		"%s, indeed.\n\n### Most useful phrase\n\nThis.\n\n"
		"### Most important gap\n\nThat.\n",
		id, strlen(words) % 3, words, tokens, words);
	put(path, text.s);
	wl_buf_release(&text);
}

static int programme(void **state)
{
	if (sandbox_make(state))
		return -1;
	sh("git init -q p; mkdir -p p/interviews/2026");
	put("p/winloss.yaml", "winloss: 1\nproduct: Ledgerly\nowner: priya\n"
			      "dimensions:\n  motion: [partner]\n");
	put("p/themes.yaml", "winloss: 1\nthemes:\n  pricing:\n"
			     "    title: T\n    kind: criterion\n"
			     "    definition: D\n");
	put("p/deals.csv",
		"deal,account,outcome,stage,amount,currency,segment,"
		"competitor,product,owner,created,closed,reason,motion\n"
		"OPP-1,Acme,loss,Closed,48000.00,USD,smb,rivalco,,jo,"
		"2026-01-05,2026-03-01,price,partner\n");
	return wl_place_at(&place, in("p"), NULL);
}

static int remove_programme(void **state)
{
	wl_place_release(&place);
	return sandbox_remove(state);
}

/* Everything that an interview holds, as text. */
static void dump_passage(struct wl_buf *out, const struct wl_passage *p)
{
	wl_buf_addf(out, "  %d %s|%s|%s|%s %d %d %d %d %u-%u %u-%u", p->quote,
		p->id ? p->id : "-", p->words, p->question ? p->question : "-",
		p->source ? p->source : "-", (int)p->level, p->seconds,
		(int)p->day, p->line, p->start, p->end, p->tokens,
		p->tokens_end);
	for (size_t i = 0; i < p->ntags; i++)
		wl_buf_addf(
			out, " #%s%d", p->tags[i].theme, p->tags[i].polarity);
	wl_buf_addc(out, '\n');
}

static void dump_list(struct wl_buf *out, const char *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		wl_buf_addf(out, " %s", v[i]);
	wl_buf_addc(out, ';');
}

static void dump_interview(struct wl_buf *out, const struct wl_interview *one)
{
	const char *const texts[] = { one->path, one->id, one->deal,
		one->account, one->segment, one->competitor, one->chosen,
		one->incumbent, one->stage, one->amount, one->currency,
		one->reason, one->interviewee, one->role, one->interviewer,
		one->guide, one->trigger, one->buyer_reason, one->product,
		one->notes[0], one->notes[1], one->notes[2] };
	const struct wl_list *lists[] = { &one->evaluated, &one->attendees,
		&one->objections, &one->criteria };

	for (size_t i = 0; i < WL_LEN(texts); i++)
		wl_buf_addf(out, "%s|", texts[i] ? texts[i] : "-");
	for (size_t i = 0; i < WL_LEN(lists); i++)
		dump_list(out, lists[i]->v, lists[i]->n);
	dump_list(out, one->extra.key, one->extra.n);
	dump_list(out, one->extra.value, one->extra.n);
	wl_buf_addf(out, "%d %d %d %d %d %d %d %d %d %d %lld %d %lld %d %d %d",
		one->internal, (int)one->outcome, (int)one->status,
		(int)one->consent, (int)one->hypothesis, (int)one->root,
		(int)one->price, (int)one->created, (int)one->closed,
		(int)one->coded, (long long)one->interviewed.utc,
		one->interviewed.offset, (long long)one->noted.utc,
		one->whole_day, one->minutes, one->forced);
	for (size_t i = 0; i < WL_PREPS; i++)
		wl_buf_addf(out, " %d %s", (int)one->prepared[i].day,
			one->prepared[i].person ? one->prepared[i].person
						: "-");
	for (size_t i = 0; i < WL_AFTERS; i++)
		wl_buf_addf(out, " %d %s", (int)one->after[i].day,
			one->after[i].person ? one->after[i].person : "-");
	wl_buf_addc(out, '\n');
	for (size_t i = 0; i < one->nsecrets; i++)
		wl_buf_addf(out, "  %s %s %d\n", one->secrets[i].words,
			one->secrets[i].id ? one->secrets[i].id : "-",
			one->secrets[i].line);
	for (size_t i = 0; i < one->nasked; i++)
		wl_buf_addf(out, " ?%s %d %d\n", one->asked[i].id,
			one->asked[i].skipped, one->asked[i].line);
	for (size_t i = 0; i < one->npassages; i++)
		dump_passage(out, &one->passages[i]);
}

static void dump_deals(struct wl_buf *out, const struct wl_corpus *corpus)
{
	for (size_t i = 0; i < corpus->deals.n; i++) {
		const struct wl_deal *deal = &corpus->deals.v[i];

		assert_ptr_equal(wl_corpus_deal(corpus, deal->id), deal);
		wl_buf_addf(out, "%s %s %s %s %d", deal->id, deal->account,
			deal->owner, deal->reason, (int)deal->closed);
		for (size_t j = 0; j < corpus->programme.ndimensions; j++)
			wl_buf_addf(out, " %s", deal->dimensions[j]);
		wl_buf_addc(out, '\n');
	}
}

/* Numbers as what they stand for: which it is may differ. */
static void dump_coded(
	struct wl_buf *out, const struct wl_corpus *corpus, size_t at)
{
	const struct wl_coded *one = &corpus->coded[at];
	const struct wl_numbers *numbers = &corpus->numbers;

	for (size_t i = 0; i < one->nmarks; i++)
		wl_buf_addf(out, "  %s %s %d %d %d %d\n",
			numbers->themes[one->marks[i].theme],
			one->marks[i].question == WL_NO_NUMBER
				? "-"
				: numbers->questions[one->marks[i].question],
			(int)one->marks[i].passage, one->marks[i].polarity,
			one->marks[i].quote, one->marks[i].level);
	for (size_t i = 0; i < one->nheadings; i++)
		wl_buf_addf(out, "  %d %s\n", i < one->nasked,
			numbers->questions[one->asked[i]]);
	for (size_t i = 0; i < one->ncriteria; i++)
		wl_buf_addf(out, "  %s", numbers->themes[one->criteria[i]]);
	wl_buf_addf(out, " %s %d %lld %d %d %d %d %d %d %d %d\n",
		one->trigger == WL_NO_NUMBER ? "-"
					     : numbers->themes[one->trigger],
		(int)one->crm, (long long)one->moment, (int)one->day,
		(int)one->closed, one->outcome, one->root, one->price,
		one->hypothesis, one->counts, one->internal);
	/* The codebook's themes have the first numbers, in its order */
	for (size_t i = 0; i < corpus->codebook.n; i++)
		assert_string_equal(
			numbers->themes[i], corpus->codebook.themes[i].id);
}

/* A load: without a cache, with it, or with it and passages asked for one by
 * one. */
enum way { WITHOUT, WITH, LATER };

static void dump(struct wl_buf *out, enum way way)
{
	struct wl_corpus_options options = { .skip_unreadable = true,
		.later = way == LATER };
	struct wl_corpus corpus;
	struct wl_err err = { 0 };

	setenv("WINLOSS_NO_CACHE", way == WITHOUT ? "1" : "", 1);
	wl_buf_clear(out);
	if (wl_corpus_load(&corpus, &place, &options, &err))
		fail_msg("%s: %s", err.path, err.text);
	for (size_t i = 0; i < corpus.ninterviews; i++) {
		wl_corpus_passages(&corpus, &corpus.interviews[i]);
		dump_interview(out, &corpus.interviews[i]);
		dump_coded(out, &corpus, i);
	}
	assert_int_equal(wl_corpus_complete(&corpus, &err), 0);
	dump_deals(out, &corpus);
	for (size_t i = 0; i < corpus.unreadable.n; i++)
		wl_buf_addf(out, "%s:%d: %s\n", corpus.unreadable.v[i].path,
			corpus.unreadable.v[i].line,
			corpus.unreadable.v[i].text);
	wl_corpus_release(&corpus);
	unsetenv("WINLOSS_NO_CACHE");
}

/* With the cache as it is, and with the one that this made: the same. */
static void check_same(const char *after)
{
	struct wl_buf with = WL_BUF_INIT, without = WL_BUF_INIT;

	dump(&without, WITHOUT);
	for (enum way way = WITH; way <= LATER; way++) {
		dump(&with, way);
		if (!wl_streq(with.s, without.s))
			fail_msg("after %s:\n%s\nbut without a cache:\n%s",
				after, with.s, without.s);
	}
	wl_buf_release(&with);
	wl_buf_release(&without);
}

/* How many of all interviews come from the cache; *whole: all, and deals. */
static size_t hits_of(bool *whole)
{
	const char *const *paths;
	struct wl_interview one;
	struct wl_cache *cache = wl_cache_open(&place);
	size_t n = 0, found = 0;

	*whole = false;
	if (!cache)
		return 0;
	assert_int_equal(wl_cache_list(cache, &paths, &n, NULL), 0);
	*whole = wl_cache_look(cache);
	for (size_t i = 0; i < n; i++)
		found += wl_cache_get(cache, i, &one);
	wl_cache_free(cache);
	return found;
}

static size_t hits(void)
{
	bool whole;

	return hits_of(&whole);
}

static bool is_whole(void)
{
	bool whole;

	hits_of(&whole);
	return whole;
}

static void read_cache(const char *file, struct wl_buf *out)
{
	assert_int_equal(wl_file_slurp(out, in(file), 1 << 20, NULL), 0);
}

static void write_cache(const char *file, const struct wl_buf *bytes)
{
	int fd = open(in(file), O_WRONLY | O_TRUNC | O_CREAT, 0600);

	assert_int_equal(write(fd, bytes->s, bytes->n), bytes->n);
	close(fd);
}

static bool file_holds(const char *file, const char *words)
{
	struct wl_buf bytes = WL_BUF_INIT;
	bool found;

	read_cache(file, &bytes);
	found = memmem(bytes.s, bytes.n, words, strlen(words)) != NULL;
	wl_buf_release(&bytes);
	return found;
}

static bool cache_holds(const char *words)
{
	return file_holds(CACHE, words) || file_holds(WORDS, words);
}

/* Folders and the files beside them grow old, too. */
static void time_passes(void)
{
	age("p/interviews");
	if (!access(in("p/interviews/2026"), F_OK))
		age("p/interviews/2026");
	age("p/winloss.yaml");
	if (!access(in("p/deals.csv"), F_OK))
		age("p/deals.csv");
}

/* Interviews 0 to n - 1, old enough to be kept. */
static void some(int n)
{
	for (int i = 0; i < n; i++) {
		char path[64], id[16], words[32];

		snprintf(id, sizeof(id), "2026-02-%c", 'a' + i);
		snprintf(path, sizeof(path), "p/interviews/2026/%s.md", id);
		snprintf(words, sizeof(words), "Words of %c", 'a' + i);
		write_interview(path, id, words, "#pricing+ ~04:10 ^q1");
		age(path);
	}
}

static void a_second_load_takes_all_from_it(void **state)
{
	(void)state;
	some(5);
	assert_int_equal(hits(), 0);
	check_same("nothing");
	assert_int_equal(hits(), 5);
	assert_string_equal(sh("stat -c %%a " CACHE), "600");
	assert_string_equal(sh("stat -c %%a " WORDS), "600");
	assert_string_equal(sh("ls p/.git/winloss"), "cache\nwords");
}

/* If nothing at all has changed, nothing is listed or put together. */
static void the_whole_is_taken_as_it_is(void **state)
{
	struct wl_corpus_options options = { .skip_unreadable = true };
	struct wl_corpus corpus;

	(void)state;
	some(5);
	check_same("nothing");
	assert_false(is_whole());
	time_passes();
	check_same("some time");
	assert_true(is_whole());
	put("p/deals.csv",
		"deal,account,outcome,stage,amount,currency,segment,"
		"competitor,product,owner,created,closed,reason,motion\n"
		"OPP-1,Acme,loss,Closed,1.00,USD,smb,other,,jo,"
		"2026-01-05,2026-03-01,late,\n");
	check_same("other deals");
	assert_false(is_whole());
	time_passes();
	check_same("some time with other deals");
	assert_true(is_whole());
	sh("rm p/deals.csv");
	check_same("no deals");
	check_same("no deals again");
	assert_true(is_whole());
	sh("mkdir p/interviews/more");
	assert_false(is_whole());
	check_same("a folder");
	time_passes();
	age("p/interviews/more");
	check_same("some time with a folder");
	assert_true(is_whole());
	write_interview("p/interviews/more/x.md", "x", "New", "^q1");
	age("p/interviews/more/x.md");
	assert_false(is_whole());
	check_same("one more");
	sh("cd p/interviews; rm more/x.md; mv 2026 more");
	assert_false(is_whole());
	check_same("a move");
	sh("cd p/interviews; rm -r more; ln -s . more");
	assert_int_equal(wl_corpus_load(&corpus, &place, &options, NULL),
		WL_EUNREADABLE);
	wl_corpus_release(&corpus);
}

/* What took place later is not there, and not forgotten. */
static void a_day_in_the_past_spoils_nothing(void **state)
{
	struct wl_corpus_options options = { .skip_unreadable = true };
	struct wl_corpus corpus;

	(void)state;
	some(3);
	time_passes();
	check_same("nothing");
	assert_true(is_whole());
	for (int day = 2; day <= 4; day++) {
		char text[32];

		snprintf(text, sizeof(text), "2026-02-0%dT23:59:59Z", day);
		assert_true(wl_time_parse(&options.as_of, text));
		options.as_of.whole_day = true;
		assert_int_equal(
			wl_corpus_load(&corpus, &place, &options, NULL), 0);
		assert_int_equal(corpus.ninterviews, day < 3 ? 0 : 3);
		wl_corpus_release(&corpus);
		assert_true(is_whole());
	}
	check_same("the past");
}

static void a_young_file_is_not_kept(void **state)
{
	(void)state;
	some(2);
	write_interview("p/interviews/y.md", "y", "Young", "^q1");
	check_same("a young file");
	assert_int_equal(hits(), 2);
	assert_false(cache_holds("Young"));
}

static void a_change_is_added_and_later_tidied(void **state)
{
	struct wl_buf before = WL_BUF_INIT, after = WL_BUF_INIT;

	(void)state;
	some(6);
	check_same("nothing");
	read_cache(WORDS, &before);
	write_interview("p/interviews/2026/2026-02-b.md", "2026-02-b",
		"Other words", "#pricing ^q1");
	age("p/interviews/2026/2026-02-b.md");
	check_same("an edit");
	assert_int_equal(hits(), 6);
	read_cache(WORDS, &after);
	assert_true(after.n > before.n);
	assert_memory_equal(after.s, before.s, before.n);
	for (int i = 0; i < 20; i++) {
		write_interview("p/interviews/2026/2026-02-b.md", "2026-02-b",
			"More words", "#pricing ^q1");
		age("p/interviews/2026/2026-02-b.md");
		check_same("one more edit");
	}
	read_cache(WORDS, &after);
	assert_true(after.n < 3 * before.n);
	assert_int_equal(hits(), 6);
	wl_buf_release(&before);
	wl_buf_release(&after);
}

/* Words that are taken out of the file must not stay in the cache. */
static void confidential_words_do_not_stay(void **state)
{
	(void)state;
	some(6);
	check_same("nothing");
	assert_true(cache_holds("Words of b"));
	write_interview("p/interviews/2026/2026-02-b.md", "2026-02-b",
		"(confidential)", "#pricing !confidential ^q1");
	check_same("an edit");
	assert_false(cache_holds("Words of b"));
	assert_int_equal(hits(), 5);
	age("p/interviews/2026/2026-02-b.md");
	check_same("an older file");
	assert_int_equal(hits(), 6);
}

/* Nor those that an older run left there, of a file that it could not keep. */
static void older_words_do_not_stay(void **state)
{
	(void)state;
	some(6);
	check_same("nothing");
	sh("touch p/interviews/2026/2026-02-b.md");
	write_interview("p/interviews/2026/2026-02-c.md", "2026-02-c",
		"Other words", "#pricing ^q1");
	age("p/interviews/2026/2026-02-c.md");
	check_same("a touch and an edit");
	assert_true(file_holds(WORDS, "Words of b"));
	write_interview("p/interviews/2026/2026-02-b.md", "2026-02-b",
		"(confidential)", "#pricing !confidential ^q1");
	age("p/interviews/2026/2026-02-b.md");
	check_same("a secret");
	assert_false(cache_holds("Words of b"));
	sh("touch p/interviews/2026/2026-02-d.md");
	write_interview("p/interviews/2026/2026-02-c.md", "2026-02-c",
		"More words", "#pricing ^q1");
	age("p/interviews/2026/2026-02-c.md");
	check_same("one more touch and edit");
	sh("rm p/interviews/2026/2026-02-d.md");
	check_same("a deletion");
	assert_false(cache_holds("Words of d"));
	sh("rm -r p/interviews");
	check_same("no interview at all");
	assert_string_equal(sh("ls p/.git/winloss"), "");
}

/* Every byte changed, every length: interviews come out right. */
static void break_image(void)
{
	struct wl_buf bytes = WL_BUF_INIT;
	size_t n;

	read_cache(CACHE, &bytes);
	n = bytes.n;
	for (size_t i = 0; i < n; i++) {
		bytes.s[i] = (char)(bytes.s[i] ^ (1 << i % 8));
		write_cache(CACHE, &bytes);
		assert_int_equal(hits(), 0);
		bytes.s[i] = (char)(bytes.s[i] ^ (1 << i % 8));
	}
	for (bytes.n = 0; bytes.n < n; bytes.n++) {
		write_cache(CACHE, &bytes);
		assert_int_equal(hits(), 0);
	}
	write_cache(CACHE, &bytes);
	assert_int_equal(hits(), 1);
	wl_buf_release(&bytes);
}

static void check_words(const struct wl_buf *bytes, const struct wl_buf *image,
	const char *right)
{
	struct wl_buf text = WL_BUF_INIT;

	write_cache(WORDS, bytes);
	dump(&text, LATER);
	assert_string_equal(text.s, right);
	/* It is to be made anew */
	assert_int_equal(access(in(CACHE), F_OK), -1);
	write_cache(CACHE, image);
	wl_buf_release(&text);
}

static void damage_is_seen_at_every_place(void **state)
{
	struct wl_buf image = WL_BUF_INIT, bytes = WL_BUF_INIT;
	struct wl_buf right = WL_BUF_INIT;
	size_t n;

	(void)state;
	some(1);
	time_passes();
	dump(&right, WITH);
	read_cache(CACHE, &image);
	read_cache(WORDS, &bytes);
	assert_true(is_whole());
	break_image();
	n = bytes.n;
	for (size_t i = 0; i < n; i++) {
		bytes.s[i] = (char)(bytes.s[i] ^ (1 << i % 8));
		check_words(&bytes, &image, right.s);
		bytes.s[i] = (char)(bytes.s[i] ^ (1 << i % 8));
	}
	for (bytes.n = 0; bytes.n < n; bytes.n += 7)
		check_words(&bytes, &image, right.s);
	sh("rm " CACHE);
	check_same("damage");
	assert_true(is_whole());
	wl_buf_release(&image);
	wl_buf_release(&bytes);
	wl_buf_release(&right);
}

/* Between the load and the asking: nothing is made up. */
static void a_file_that_changes_meanwhile_is_said(void **state)
{
	struct wl_corpus_options options = { .later = true };
	struct wl_buf bytes = WL_BUF_INIT;
	struct wl_corpus corpus;
	struct wl_err err = { 0 };

	(void)state;
	some(2);
	check_same("nothing");
	wl_buf_adds(&bytes, "no words");
	write_cache(WORDS, &bytes);
	assert_int_equal(wl_corpus_load(&corpus, &place, &options, &err), 0);
	assert_null(corpus.interviews[0].passages);
	sh("rm p/interviews/2026/2026-02-a.md");
	wl_corpus_passages(&corpus, &corpus.interviews[1]);
	assert_int_equal(wl_corpus_complete(&corpus, &err), 0);
	wl_corpus_passages(&corpus, &corpus.interviews[0]);
	assert_int_not_equal(wl_corpus_complete(&corpus, &err), 0);
	assert_string_equal(err.path, "interviews/2026/2026-02-a.md");
	assert_string_equal(corpus.interviews[0].passages[0].words, "");
	wl_corpus_release(&corpus);
	wl_buf_release(&bytes);
}

static void what_is_not_ours_is_not_read(void **state)
{
	(void)state;
	some(2);
	check_same("nothing");
	sh("chmod 644 " CACHE);
	assert_int_equal(hits(), 0);
	check_same("a readable cache");
	assert_int_equal(hits(), 2);
	assert_string_equal(sh("stat -c %%a " CACHE), "600");
	sh("mv " CACHE " elsewhere; ln -s $PWD/elsewhere " CACHE);
	assert_int_equal(hits(), 0);
	sh("rm -r p/.git/winloss; mkdir -p " CACHE "/full");
	check_same("a folder");
	sh("rm -r p/.git/winloss; touch p/.git/winloss");
	check_same("a file for the folder");
	sh("rm -r p/.git; echo 'gitdir: nowhere' >p/.git");
	check_same("a repository that is nowhere");
	sh("rm -r p/.git");
	check_same("no repository");
	assert_string_equal(sh("ls -A p"), "deals.csv\ninterviews\n"
					   "themes.yaml\nwinloss.yaml");
}

/* Where the address that its pointers were made for is taken, there is none,
 * and the one that is there stays. */
static void its_address_may_be_taken(void **state)
{
	struct wl_buf before = WL_BUF_INIT, after = WL_BUF_INIT;
	void *taken;

	(void)state;
	some(5);
	check_same("nothing");
	read_cache(CACHE, &before);
	taken = mmap((void *)WL_CACHE_BASE, 4096, PROT_NONE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	assert_ptr_equal(taken, (void *)WL_CACHE_BASE);
	assert_int_equal(hits(), 0);
	check_same("a taken address");
	read_cache(CACHE, &after);
	assert_int_equal(after.n, before.n);
	assert_memory_equal(after.s, before.s, before.n);
	munmap(taken, 4096);
	assert_int_equal(hits(), 5);
	check_same("the address again");
	wl_buf_release(&before);
	wl_buf_release(&after);
}

/* Two at once, as when a synthesis is compared with another. */
static void two_can_be_open(void **state)
{
	struct wl_corpus_options options = { .skip_unreadable = true };
	struct wl_corpus corpora[2];
	struct wl_buf text[2] = { WL_BUF_INIT, WL_BUF_INIT };

	(void)state;
	some(5);
	check_same("nothing");
	for (size_t i = 0; i < WL_LEN(corpora); i++)
		assert_int_equal(
			wl_corpus_load(&corpora[i], &place, &options, NULL), 0);
	for (size_t i = 0; i < WL_LEN(corpora); i++)
		for (size_t j = 0; j < corpora[i].ninterviews; j++)
			dump_interview(&text[i], &corpora[i].interviews[j]);
	assert_string_equal(text[0].s, text[1].s);
	for (size_t i = 0; i < WL_LEN(corpora); i++) {
		wl_corpus_release(&corpora[i]);
		wl_buf_release(&text[i]);
	}
}

static void another_writer_goes_first(void **state)
{
	int fd;

	(void)state;
	some(2);
	sh("mkdir p/.git/winloss");
	fd = open(in(CACHE ".new"), O_RDWR | O_CREAT, 0600);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	check_same("a locked cache");
	assert_int_equal(sh_status("test -e " CACHE), 1);
	close(fd); /* killed */
	check_same("a cache left half-written");
	assert_int_equal(hits(), 2);
	assert_string_equal(sh("ls p/.git/winloss"), "cache\nwords");
}

static void worktrees_share_the_folder(void **state)
{
	(void)state;
	some(2);
	sh("cd p; git add -A; git commit -qm one; git worktree add -q ../w;"
	   "mkdir sub; git mv interviews winloss.yaml themes.yaml sub");
	wl_place_release(&place);
	assert_int_equal(wl_place_at(&place, in("w"), NULL), 0);
	sh("touch -d 2026-01-01 w/interviews/2026/*");
	check_same("a worktree");
	assert_int_equal(hits(), 2);
	assert_string_equal(sh("ls p/.git/winloss"), "cache\nwords");
	wl_place_release(&place);
	assert_int_equal(wl_place_at(&place, in("p/sub"), NULL), 0);
	check_same("another programme");
	assert_int_equal(hits(), 2);
}

static void a_zone_is_part_of_the_reading(void **state)
{
	const char *path = "p/interviews/z.md";

	(void)state;
	some(1);
	setenv("TZ", "UTC0", 1);
	put(path, "---\nwinloss: 1\nid: z\noutcome: win\ndeal: D\n"
		  "interviewed: 2026-02-03\n---\n");
	age(path);
	check_same("a day alone");
	assert_int_equal(hits(), 2);
	setenv("TZ", "JST-9", 1);
	assert_int_equal(hits(), 1);
	check_same("another zone");
	assert_int_equal(hits(), 2);
	unsetenv("TZ");
}

/* Property: whatever happens to files and cache, nobody can tell. */

static void random_path(struct random *random, char path[64], char id[16])
{
	char c = (char)('a' + random_below(random, 8));

	snprintf(id, 16, "2026-02-%c", c);
	snprintf(path, 64, "p/interviews/%s2026-02-%c.md",
		random_below(random, 5) ? "2026/" : "", c);
}

static void edit_old(struct random *random, const char *path, const char *id)
{
	static const char *const tokens[] = { "^q1", "#pricing ^q1",
		"#pricing+ ~04:10", "#pricing !confidential ^q9",
		"!public ^n1" /* twice: unreadable */ };
	char words[32];

	snprintf(words, sizeof(words), "Word %u", random_next(random));
	write_interview(
		path, id, words, random_of(random, tokens, WL_LEN(tokens)));
	age(path);
}

/* In place, of the same size, again and again in the same moment. */
static void edit_young(struct random *random, const char *path, const char *id)
{
	char byte = (char)('A' + random_below(random, 26));
	int fd = open(in(path), O_WRONLY);

	(void)id;
	if (fd < 0)
		return;
	if (random_below(random, 2))
		check_same("half of an edit");
	assert_int_equal(
		pwrite(fd, &byte, 1, 100 + (off_t)random_below(random, 800)),
		1);
	close(fd);
}

static void touch(struct random *random, const char *path, const char *id)
{
	(void)random;
	(void)id;
	age(path);
}

static void move(struct random *random, const char *path, const char *id)
{
	char to[64];
	char other[16];

	(void)id;
	random_path(random, to, other);
	if (rename(in(path), in(to)))
		assert_int_equal(errno, ENOENT);
}

static void delete (struct random *random, const char *path, const char *id)
{
	(void)random;
	(void)id;
	unlink(in(path));
}

static void check_out(struct random *random, const char *path, const char *id)
{
	(void)path;
	(void)id;
	if (random_below(random, 2))
		sh("cd p; git add -A; git commit -qm more --allow-empty");
	else
		sh("cd p; git checkout -q . 2>/dev/null || :");
}

static void break_cache(struct random *random, const char *path, const char *id)
{
	struct wl_buf bytes = WL_BUF_INIT;

	(void)path;
	(void)id;
	const char *file = random_below(random, 2) ? CACHE : WORDS;

	if (!access(in(file), F_OK)) {
		read_cache(file, &bytes);
		if (bytes.n && random_below(random, 2))
			bytes.s[random_below(random, bytes.n)] ^= 0x10;
		else
			wl_buf_cut(&bytes, bytes.n / 2);
		write_cache(file, &bytes);
	}
	wl_buf_release(&bytes);
}

/* All as at the beginning, and old. */
static void mend(struct random *random, const char *path, const char *id)
{
	(void)random;
	(void)path;
	(void)id;
	sh("cd p; rm -rf interviews");
	sh("mkdir -p p/interviews/2026");
	some(8);
	time_passes();
}

static void pass_time(struct random *random, const char *path, const char *id)
{
	(void)random;
	(void)path;
	(void)id;
	time_passes();
}

/* The dimension that it completes comes and goes, too. */
static void edit_deals(struct random *random, const char *path, const char *id)
{
	char text[512];

	(void)path;
	(void)id;
	put("p/winloss.yaml",
		random_below(random, 2)
			? "winloss: 1\nproduct: Ledgerly\nowner: priya\n"
			  "dimensions:\n  motion: [partner]\n"
			: "winloss: 1\nproduct: Ledgerly\nowner: priya\n"
			  "dimensions:\n  region: [north]\n"
			  "  motion: [partner]\n");
	snprintf(text, sizeof(text),
		"deal,account,outcome,stage,amount,currency,segment,"
		"competitor,product,owner,created,closed,reason,motion\n"
		"OPP-%zu,Acme,loss,Closed,48000.00,USD,%s,rivalco,,jo,"
		"2026-01-05,2026-03-0%zu,price,%s\n",
		random_below(random, 3), random_below(random, 2) ? "smb" : "",
		1 + random_below(random, 9),
		random_below(random, 2) ? "partner" : "");
	put("p/deals.csv", text);
	if (random_below(random, 2))
		time_passes();
}

/* The address that the pointers of a cache were made for, taken or free. */
static void settle(struct random *random, const char *path, const char *id)
{
	static void *taken = MAP_FAILED;

	(void)random;
	(void)path;
	(void)id;
	if (taken != MAP_FAILED) {
		munmap(taken, 4096);
		taken = MAP_FAILED;
		return;
	}
	taken = mmap((void *)WL_CACHE_BASE, 4096, PROT_NONE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
}

#define THEME(id)                                                              \
	"  " id ":\n    title: T\n    kind: criterion\n    definition: D\n"

static void edit_codebook(
	struct random *random, const char *path, const char *id)
{
	static const char *const books[] = {
		"winloss: 1\nthemes:\n" THEME("pricing"),
		"winloss: 1\nthemes:\n" THEME("other") THEME("pricing"),
		"winloss: 1\nthemes:\n" THEME("pricing") THEME("other"),
		"winloss: 1\nthemes:\n" THEME("other"),
	};

	(void)path;
	(void)id;
	put("p/themes.yaml", random_of(random, books, WL_LEN(books)));
}

static const struct {
	const char *name;
	void (*happen)(struct random *random, const char *path, const char *id);
} events[] = {
	{ "an edit", edit_old },
	{ "an edit", edit_old },
	{ "an edit in the same second", edit_young },
	{ "a touch", touch },
	{ "a rename", move },
	{ "a deletion", delete },
	{ "a checkout", check_out },
	{ "some time", pass_time },
	{ "all mended", mend },
	{ "other deals", edit_deals },
	{ "another codebook", edit_codebook },
	{ "damage", break_cache },
	{ "another address", settle },
};

static void nobody_can_tell(void **state)
{
	struct random random = { 20261121 };
	size_t taken = 0, wholes = 0;

	(void)state;
	some(8);
	sh("cd p; git add -A; git commit -qm one");
	for (int step = 0; step < 300; step++) {
		size_t which = random_below(&random, WL_LEN(events));
		char path[64], id[16];

		random_path(&random, path, id);
		events[which].happen(&random, path, id);
		check_same(events[which].name);
		taken += hits();
		wholes += is_whole();
	}
	assert_true(taken > 300 && wholes > 20); /* it was of use */
}

#define PROGRAMME(test)                                                        \
	cmocka_unit_test_setup_teardown(test, programme, remove_programme)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROGRAMME(a_second_load_takes_all_from_it),
		PROGRAMME(the_whole_is_taken_as_it_is),
		PROGRAMME(a_day_in_the_past_spoils_nothing),
		PROGRAMME(a_young_file_is_not_kept),
		PROGRAMME(a_change_is_added_and_later_tidied),
		PROGRAMME(confidential_words_do_not_stay),
		PROGRAMME(older_words_do_not_stay),
		PROGRAMME(damage_is_seen_at_every_place),
		PROGRAMME(a_file_that_changes_meanwhile_is_said),
		PROGRAMME(what_is_not_ours_is_not_read),
		PROGRAMME(its_address_may_be_taken),
		PROGRAMME(two_can_be_open),
		PROGRAMME(another_writer_goes_first),
		PROGRAMME(worktrees_share_the_folder),
		PROGRAMME(a_zone_is_part_of_the_reading),
		PROGRAMME(nobody_can_tell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
