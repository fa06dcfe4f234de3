/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a fuzz target over a fixed number of inputs, the same ones each time,
 * so that any compiler can do it as a test:
 *
 *	fuzz_yaml RUNS SEED...		files, or folders of files
 *	fuzz_yaml =NUMBER SEED...	one input again
 *
 * Each input is a seed, mutated; its number alone decides how.  A failure
 * names the number and leaves the input in `fuzz-input`.
 *
 * To search further, by hand, with coverage, give the targets to libFuzzer
 * instead (in the sources, and without this file):
 *
 *	CC=clang meson setup /tmp/fuzz -Db_sanitize=address,undefined \
 *		-Db_lundef=false -Dc_args=-fsanitize=fuzzer-no-link
 *	ninja -C /tmp/fuzz tests/fuzz/libfuzz_yaml
 *	mkdir /tmp/found && /tmp/fuzz/tests/fuzz/libfuzz_yaml \
 *		-max_total_time=300 /tmp/found tests/fuzz/seeds/yaml
 */
#include <dirent.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/strv.h"

#define INPUT_MAX ((size_t)32 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
/* Of the sanitizers, where there are any. */
void __sanitizer_set_death_callback(void (*callback)(void))
	__attribute__((weak));

static struct wl_buf *seeds;
static size_t nseeds, seeds_cap;
static struct wl_buf input;
static unsigned long number;
static uint64_t state;

/* What the formats are made of. */
static const char *const words[] = { "---\n", "winloss: 1\n", "id: a\n",
	"outcome: loss\n", "kind: internal\n", "status: coded\n",
	"consent: none\n", "level: confidential\n", "skipped", "answers:\n",
	"  a.b:\n", "    - quote: ", "themes: [", "prepared: {", "after: {}",
	"2026-11-21", "2026-11-21T10:00:00+01:00", "~04:10", "~2026-11-21",
	"#pricing", "#pricing+", "#pricing-", "!confidential", "!public",
	"^k7m2x", "@call", "<!-- a.b -->", "<!-- a.b skipped -->", "# ", "## ",
	"### ", "> ", ">", "- ", "1. ", "* ", "```\n", "~~~\n", "<div>",
	"&amp;", "&#x41;", "\\", "\\\n", "  \n", "===\n", "***\n", "[a]: b\n",
	"[", "]", "{", "}", "(confidential)", ": ", ",", "'", "\"", "''",
	"\"\"", "|\n  ", ">-\n  ", "? ", "&a ", "*a", "!!str ", "%YAML 1.2\n",
	"...\n", "# x\n", "~", "null", "\t", "\n", "\n\n", "\r\n", "\r",
	"\xef\xbb\xbf", "\xff\xfe", "\xc3\xa9", "\xc2\x85", "\xe2\x80\xa8",
	"\xe2\x80\xae", "\xf0\x9f\x98\x80", "\xc3", "\x01", "sep=;\n", ";",
	"=1+1", "Closed Won", "1.234,56 \xe2\x82\xac", "(500)", "03/04/2026",
	"0", "-1", "99999999999999999999" };

/* The same numbers on every machine (splitmix64). */
static size_t below(size_t n)
{
	uint64_t x = state += 0x9e3779b97f4a7c15;

	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
	return n ? (size_t)((x ^ (x >> 31)) % n) : 0;
}

static size_t some(size_t n)
{
	size_t most = n < 64 ? n : below(8) ? 64 : n;

	return n ? 1 + below(most) : 0;
}

static void flip(void)
{
	if (input.n)
		input.s[below(input.n)] ^= (char)(1 << below(8));
}

static void cut(void)
{
	size_t at = below(input.n + 1), n = some(input.n - at);

	wl_buf_splice(&input, at, n, "", 0);
}

static void repeat(void)
{
	size_t from = below(input.n + 1), n = some(input.n - from);
	char *copy = wl_strndup(input.s + from, n);

	wl_buf_splice(&input, below(input.n + 1), 0, copy, n);
	free(copy);
}

static void splice(void)
{
	const struct wl_buf *seed = &seeds[below(nseeds)];
	size_t from = below(seed->n + 1), n = some(seed->n - from);

	wl_buf_splice(&input, below(input.n + 1), 0, seed->s + from, n);
}

static void word(void)
{
	const char *s = words[below(WL_LEN(words))];
	size_t at = below(input.n + 1);

	wl_buf_splice(
		&input, at, below(2) ? some(input.n - at) : 0, s, strlen(s));
}

/* Take a whole line away, or put it elsewhere. */
static void line(void)
{
	size_t at = below(input.n + 1), end;
	char *copy;

	while (at && input.s[at - 1] != '\n')
		at--;
	for (end = at; end < input.n && input.s[end] != '\n';)
		end++;
	end += end < input.n;
	copy = wl_strndup(input.s + at, end - at);
	wl_buf_splice(&input, at, end - at, "", 0);
	if (below(2))
		wl_buf_splice(&input, below(input.n + 1), 0, copy, end - at);
	free(copy);
}

static void end_early(void)
{
	wl_buf_cut(&input, below(input.n + 1));
}

static void (*const mutations[])(
	void) = { flip, flip, cut, repeat, splice, word, word, word, line };

static void make(void)
{
	const struct wl_buf *seed;

	state = 0x77696e6c6f7373 + number * 0x2545f4914f6cdd1d;
	seed = &seeds[below(nseeds)];
	wl_buf_clear(&input);
	wl_buf_add(&input, seed->s, seed->n);
	for (size_t n = number < nseeds ? 0 : 1 + below(6); n; n--)
		mutations[below(WL_LEN(mutations))]();
	if (!below(50))
		end_early();
	if (input.n > INPUT_MAX)
		wl_buf_cut(&input, INPUT_MAX);
}

static void leave(void)
{
	FILE *file = fopen("fuzz-input", "w");

	if (file) {
		fwrite(input.s, 1, input.n, file);
		fclose(file);
	}
	fprintf(stderr, "failed with input =%lu, kept in fuzz-input\n", number);
}

static void died(int signal_number)
{
	leave();
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static void add_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	char bytes[4096];
	size_t n;

	if (!file) {
		perror(path);
		exit(99);
	}
	WL_GROW(seeds, nseeds, seeds_cap);
	wl_buf_init(&seeds[nseeds]);
	while ((n = fread(bytes, 1, sizeof(bytes), file)) > 0)
		wl_buf_add(&seeds[nseeds], bytes, n);
	fclose(file);
	nseeds++;
}

static void add_folder(const char *path)
{
	struct dirent **names;
	int n = scandir(path, &names, NULL, alphasort);
	struct wl_buf name = WL_BUF_INIT;

	for (int i = 0; i < n; i++) {
		wl_buf_clear(&name);
		wl_buf_addf(&name, "%s/%s", path, names[i]->d_name);
		if (names[i]->d_name[0] != '.')
			add_file(name.s);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
	wl_buf_release(&name);
}

static void add(const char *path)
{
	struct stat st;

	if (!stat(path, &st) && S_ISDIR(st.st_mode))
		add_folder(path);
	else
		add_file(path);
}

static void watch(void)
{
	static const int signals[] = { SIGABRT, SIGTERM };

	for (size_t i = 0; i < WL_LEN(signals); i++)
		signal(signals[i], died);
	if (__sanitizer_set_death_callback)
		__sanitizer_set_death_callback(leave);
}

static void release(void)
{
	for (size_t i = 0; i < nseeds; i++)
		wl_buf_release(&seeds[i]);
	free(seeds);
	wl_buf_release(&input);
}

int main(int argc, char **argv)
{
	const char *runs = argc > 1 ? argv[1] : "2000";
	bool one = *runs == '=';
	unsigned long end = strtoul(runs + one, NULL, 10);

	setenv("TZ", "UTC", 1);
	for (int i = 2; i < argc; i++)
		add(argv[i]);
	if (!nseeds) {
		fprintf(stderr, "usage: %s RUNS|=NUMBER SEED...\n", argv[0]);
		return 99;
	}
	watch();
	wl_buf_init(&input);
	number = one ? end : 0;
	end += one;
	for (; number < end; number++) {
		char *copy;

		make();
		/* Of exactly this size, so that reading on is seen */
		copy = wl_alloc(input.n);
		memcpy(copy, input.s, input.n);
		LLVMFuzzerTestOneInput((const uint8_t *)copy, input.n);
		free(copy);
	}
	printf("%lu inputs from %zu seeds\n", end, nseeds);
	release();
	return 0;
}
