/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox.h"

#include "base/strv.h"
#include "store/history.h"

static struct wl_history history;
static struct wl_place place;
static struct wl_repo *repo;

static struct wl_member team[] = {
	{ "priya", "Priya Nair", "priya@ledgerly.example", WL_ROLE_PMM },
	{ "marc", "Marc Delaunoy", "marc@ledgerly.example", WL_ROLE_PMM },
};
static const struct wl_programme programme = { .team = team, .nteam = 2 };

/* Shell: card PATH ID "front matter\n" "claim" ...; commit DAY SUBJECT... */
#define TOOLS                                                                  \
	"card() { mkdir -p \"$(dirname \"$1\")\";"                             \
	"{ echo \"---\nwinloss: 1\nid: $2\ntype: battlecard$3\n---\n\n# $2\n"  \
	"\n## Where they win\n\"; shift 3;"                                    \
	"for c; do echo \"- $c\"; done; } >.new; mv .new \"$f\"; };"           \
	"put() { f=$1; card \"$@\"; };"                                        \
	"commit() { d=$1; shift; git add -A .;"                                \
	"GIT_COMMITTER_DATE=\"2026-11-${d}T10:00:00Z\" "                       \
	"GIT_AUTHOR_DATE=\"2026-11-${d}T10:00:00Z\" "                          \
	"git commit -q --allow-empty \"$@\"; };"

#define R "cards/battlecard/rivalco.md"

static void open_at(const char *folder)
{
	struct wl_err err = { 0 };

	assert_int_equal(wl_place_at(&place, in(folder), &err), 0);
	if (wl_repo_open(&repo, &place, &err))
		fail_msg("%s", err.text);
}

static void close_it(void)
{
	wl_repo_free(repo);
	wl_place_release(&place);
}

static void add_list(struct wl_buf *out, char key, const struct wl_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		wl_buf_addf(out, " %c=%s", key, list->v[i]);
}

static void add_card(struct wl_buf *out, const struct wl_card_revised *card)
{
	wl_buf_addf(
		out, " [%s", (card->after ? card->after : card->before)->id);
	if (card->events)
		wl_buf_addf(out, " %u", card->events);
	for (size_t i = 0; i < card->nclaims; i++) {
		const struct wl_claim *claim = card->claims[i].after
						       ? card->claims[i].after
						       : card->claims[i].before;

		wl_buf_addf(out, " %c%s", "+-~"[card->claims[i].kind],
			claim -> id ? claim -> id : claim -> text);
	}
	wl_buf_addc(out, ']');
}

/* "subject [rivalco EVENTS +id -id ~id] e=... !why" a line. */
static void reads(struct wl_history_query query, const char *expect)
{
	struct wl_buf got = WL_BUF_INIT;
	struct wl_err err = { 0 };

	query.programme = &programme;
	if (wl_history_read(&history, repo, &query, &err))
		fail_msg("%s", err.text);
	assert_string_equal(err.text, "");
	for (size_t i = 0; i < history.n; i++) {
		const struct wl_entry *entry = &history.entries[i];

		wl_buf_adds(&got, entry->commit->subject);
		for (size_t j = 0; j < entry->revised.ncards; j++)
			add_card(&got, &entry->revised.cards[j]);
		if (!entry->revised.ncards)
			add_list(&got, 'c', &entry->cards);
		add_list(&got, 'f', &entry->files);
		add_list(&got, 'u', &entry->unreadable);
		add_list(&got, 'e', &entry->evidence);
		if (entry->import)
			wl_buf_adds(&got, " import");
		if (entry->without_why)
			wl_buf_adds(&got, " !why");
		wl_buf_addc(&got, '\n');
	}
	assert_string_equal(got.s, expect);
	wl_buf_release(&got);
	wl_history_release(&history);
}

#define ANY .since = WL_NO_DAY, .until = WL_NO_DAY

static void test_claims(void **state)
{
	(void)state;
	sh(TOOLS "git init -q r; cd r; echo x >other; commit 01 -m init;"
		 "put " R
		 " rivalco '' 'One. [@i^p] ^aaa' 'Two. (unproven) ^bbb';"
		 "commit 02 -m new -m 'Why: because\nEvidence: i^p';"
		 "put " R
		 " rivalco '' 'One more. [@i^p; @i^q] ^aaa' 'New. [@j^r] "
		 "^ccc'; commit 03 -m hand;"
		 "put " R
		 " rivalco '' 'One more. [@i^p; @i^q] ^aaa' 'New. [@j^r] "
		 "^ccc' ''; echo y >other; commit 04 -m lines;"
		 "echo z >other; commit 05 -m nothing");
	open_at("r");
	reads((struct wl_history_query){ ANY },
		"lines c=battlecard/rivalco\n"
		"hand [rivalco ~aaa -bbb +ccc] e=i^q e=j^r !why\n"
		"new [rivalco 1 +aaa +bbb] e=i^p\n");
	reads((struct wl_history_query){ ANY, .without_why = true },
		"hand [rivalco ~aaa -bbb +ccc] e=i^q e=j^r !why\n");
	reads((struct wl_history_query){ ANY, .most = 1 },
		"lines c=battlecard/rivalco\n");
	reads((struct wl_history_query){ ANY, .from = "HEAD~2",
		      .without = "HEAD~3" },
		"hand [rivalco ~aaa -bbb +ccc] e=i^q e=j^r !why\n");
	close_it();
}

static void test_import(void **state)
{
	(void)state;
	sh(TOOLS "git init -q r; cd r; mkdir p; cd p; echo x >themes.yaml;"
		 "put " R " rivalco '' 'One. [@i^p] ^aaa'; commit 01 -m import;"
		 "mkdir -p reviews plans; echo x >reviews/2026-11.md;"
		 "echo y >../themes.yaml; commit 02 -m review");
	open_at("r/p");
	reads((struct wl_history_query){ ANY },
		"review f=reviews/2026-11.md\n"
		"import [rivalco 1 +aaa] f=themes.yaml import\n");
	reads((struct wl_history_query){ ANY, .cards = true },
		"import [rivalco 1 +aaa] f=themes.yaml import\n");
	reads((struct wl_history_query){ ANY, .without_why = true }, "");
	close_it();
}

/* Moved to the archive, and back under another name of the file. */
static void test_moves(void **state)
{
	(void)state;
	sh(TOOLS "git init -q r; cd r; commit 01 -m init;"
		 "put " R " rivalco '' 'One. [@i^p] ^aaa'; commit 02 -m new;"
		 "mkdir -p archive/cards/battlecard; git mv " R " archive/" R
		 "; commit 03 -m retire -m 'Why: old';"
		 "mkdir -p cards/battlecard; git mv archive/" R
		 " cards/battlecard/x.md; commit 04 -m restore;"
		 "git mv cards/battlecard/x.md " R "; commit 05 -m rename;"
		 "git rm -q " R "; commit 06 -m delete");
	open_at("r");
	reads((struct wl_history_query){ ANY },
		"delete [rivalco 2 -aaa] !why\n"
		"rename c=battlecard/rivalco\n"
		"restore [rivalco 8] !why\n"
		"retire [rivalco 4]\n"
		"new [rivalco 1 +aaa] e=i^p !why\n");
	close_it();
}

/* Verifying needs no why. */
static void test_verified(void **state)
{
	(void)state;
	sh(TOOLS "git init -q r; cd r; commit 01 -m init;"
		 "put " R
		 " rivalco '' 'One. ^aaa'; commit 02 -m new -m 'why: x';"
		 "put " R " rivalco '\nverified: 2026-11-03' 'One. ^aaa';"
		 "commit 03 -m verify");
	open_at("r");
	reads((struct wl_history_query){ ANY },
		"verify [rivalco 16]\nnew [rivalco 1 +aaa]\n");
	close_it();
}

static void test_unreadable(void **state)
{
	(void)state;
	sh(TOOLS "git init -q r; cd r; commit 01 -m init;"
		 "put " R
		 " rivalco '' 'One. ^aaa'; commit 02 -m new -m 'Why: x';"
		 "echo broken >" R "; put cards/battlecard/b.md b '' 'B. ^bbb';"
		 "commit 03 -m breaks; put " R " rivalco '' 'Two. ^ccc';"
		 "commit 04 -m mends; rm " R "; ln -s b.md " R ";"
		 "commit 05 -m link");
	open_at("r");
	reads((struct wl_history_query){ ANY },
		"link u=" R "\n"
		"mends u=" R "\n"
		"breaks [b 1 +bbb] u=" R " !why\n"
		"new [rivalco 1 +aaa]\n");
	reads((struct wl_history_query){ ANY, .most = 1, .card = "rivalco" },
		"link u=" R "\n");
	reads((struct wl_history_query){ ANY, .card = "battlecard/b" },
		"breaks [b 1 +bbb] !why\n");
	close_it();
}

/* What the branches brought is theirs; the merge has what is in neither. */
static void test_merges(void **state)
{
	(void)state;
	sh(TOOLS "git init -q r; cd r; commit 01 -m init;"
		 "put " R " rivalco '' 'One. ^aaa' 'Two. ^bbb' 'Old. ^ddd';"
		 "commit 02 -m base -m 'Why: x'; git checkout -q -b side;"
		 "put " R " rivalco '' 'One. ^aaa' 'Two side. ^bbb';"
		 "commit 03 -m side; git checkout -q main;"
		 "put " R
		 " rivalco '' 'One main. ^aaa' 'Two. ^bbb' 'Old. ^ddd';"
		 "commit 04 -m main; git checkout -q --detach;"
		 "git merge -q --no-commit side || :;"
		 "put " R " rivalco '' 'One main. ^aaa' 'Two both. ^bbb' "
		 "'Own. ^ccc'; commit 06 -m evil; git tag evil;"
		 "git checkout -q --detach main;"
		 "git merge -q --no-commit side || :;"
		 "put " R " rivalco '' 'One main. ^aaa' 'Two side. ^bbb';"
		 "commit 05 -m clean");
	open_at("r");
	reads((struct wl_history_query){ ANY, .from = "evil",
		      .without = "side~1" },
		"evil [rivalco ~bbb +ccc] !why\n"
		"main [rivalco ~aaa] !why\n"
		"side [rivalco ~bbb -ddd] !why\n");
	reads((struct wl_history_query){ ANY, .most = 1 },
		"main [rivalco ~aaa] !why\n");
	close_it();
}

static void test_filters(void **state)
{
	(void)state;
	sh(TOOLS "git init -q r; cd r; commit 01 -m init;"
		 "put " R " rivalco '\ncompetitor: rivalco' 'One. ^aaa';"
		 "put cards/battlecard/other.md other '\ncompetitor: saldovar' "
		 "'O. ^ooo'; commit 02 -m both;"
		 "git config user.name M; git config user.email "
		 "marc@ledgerly.example;"
		 "put " R " rivalco '\ncompetitor: rivalco' 'Two. ^bbb';"
		 "commit 03 -m marc; git config user.name 'Élise Hand';"
		 "git config user.email hand@elsewhere.example;"
		 "put cards/battlecard/other.md other '\ncompetitor: saldovar' "
		 "'P. ^ppp'; commit 04 -m elise");
	open_at("r");
	reads((struct wl_history_query){ ANY, .card = "battlecard/rivalco" },
		"marc [rivalco -aaa +bbb] !why\nboth [rivalco 1 +aaa] !why\n");
	reads((struct wl_history_query){ ANY, .card = "other" },
		"elise [other -ooo +ppp] !why\nboth [other 1 +ooo] !why\n");
	reads((struct wl_history_query){ ANY, .competitor = "saldovar" },
		"elise [other -ooo +ppp] !why\nboth [other 1 +ooo] !why\n");
	reads((struct wl_history_query){ ANY, .author = "marc" },
		"marc [rivalco -aaa +bbb] !why\n");
	reads((struct wl_history_query){ ANY, .author = "DELAUNOY" },
		"marc [rivalco -aaa +bbb] !why\n");
	reads((struct wl_history_query){ ANY, .author = "élise" },
		"elise [other -ooo +ppp] !why\n");
	reads((struct wl_history_query){ ANY, .author = "elsewhere" },
		"elise [other -ooo +ppp] !why\n");
	reads((struct wl_history_query){ ANY, .card = "battlecard/none" }, "");
	close_it();
}

static void test_days(void **state)
{
	struct wl_history_query query = { ANY };

	(void)state;
	sh(TOOLS "git init -q r; cd r; commit 01 -m init;"
		 "put " R " rivalco '' 'One. ^aaa'; commit 02 -m two;"
		 "put " R " rivalco '' 'Two. ^bbb'; commit 03 -m three");
	open_at("r");
	assert_true(wl_day_parse(&query.since, "2026-11-03"));
	reads(query, "three [rivalco -aaa +bbb] !why\n");
	query.until = query.since - 1;
	query.since = WL_NO_DAY;
	reads(query, "two [rivalco 1 +aaa] !why\n");
	query.since = query.until + 1;
	reads(query, "");
	close_it();
}

static void test_shallow(void **state)
{
	(void)state;
	sh(TOOLS "git init -q r; cd r; commit 01 -m init;"
		 "put " R " rivalco '' 'One. ^aaa'; commit 02 -m one;"
		 "put " R " rivalco '' 'Two. ^bbb';"
		 "commit 03 -m two -m 'Why: x\nCard: battlecard/rivalco';"
		 "put " R " rivalco '' 'Two more. ^bbb'; commit 04 -m three;"
		 "git clone -q --depth 2 \"file://$PWD\" ../s");
	open_at("s");
	reads((struct wl_history_query){ ANY },
		"three [rivalco ~bbb] !why\ntwo c=battlecard/rivalco\n");
	assert_true(history.cut);
	close_it();
}

/* A claim, a why and a subject with words that must not leave. */
static void test_withheld(void **state)
{
	struct wl_withheld withheld = { .private_missing = false };
	struct wl_history_query query = { ANY };
	const struct wl_claim_revised *claim;

	(void)state;
	sh(TOOLS "git init -q r; cd r; commit 01 -m init;"
		 "put " R " rivalco '' 'They said: the *board* will not sign. "
		 "^aaa' 'Kept. ^bbb'; commit 02 -m 'The board will not sign';"
		 "put " R " rivalco '' 'Gone. ^aaa' 'Kept. ^bbb';"
		 "commit 03 -m gone -m 'Why: the board  will not sign, they "
		 "said'");
	open_at("r");
	assert_int_equal(wl_history_read(&history, repo, &query, NULL), 0);
	assert_int_equal(wl_history_withhold(&history, &withheld), 0);
	wl_withheld_add_words(
		&withheld, "2026-11-acme^x", "The board will not sign.");
	assert_int_equal(wl_history_withhold(&history, &withheld), 4);
	assert_int_equal(wl_history_withhold(&history, &withheld), 0);
	claim = &history.entries[0].revised.cards[0].claims[0];
	assert_ptr_equal(claim->before->text, wl_history_confidential);
	assert_string_equal(claim->after->text, "Gone.");
	assert_ptr_equal(
		history.entries[0].trailers.why, wl_history_confidential);
	assert_string_equal(history.entries[0].commit->subject, "gone");
	assert_ptr_equal(
		history.entries[1].commit->subject, wl_history_confidential);
	claim = history.entries[1].revised.cards[0].claims;
	assert_ptr_equal(claim[0].after->text, wl_history_confidential);
	assert_string_equal(claim[1].after->text, "Kept.");
	wl_history_release(&history);
	wl_withheld_release(&withheld);
	close_it();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SANDBOX(test_claims),
		SANDBOX(test_import),
		SANDBOX(test_moves),
		SANDBOX(test_verified),
		SANDBOX(test_unreadable),
		SANDBOX(test_merges),
		SANDBOX(test_filters),
		SANDBOX(test_days),
		SANDBOX(test_shallow),
		SANDBOX(test_withheld),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
