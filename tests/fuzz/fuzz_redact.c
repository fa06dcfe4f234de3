/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as an output that is searched for what must not leave, and as the
 * words that must not.  Beyond not crashing: a name, and the words, that are
 * put between any bytes on a line of their own are found, also with something
 * unseen between the names.
 */
#include "store/redact.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char *const names[] = { "Quentin Plimsoll",
	"QUENTIN\xe2\x80\x8bPlimsoll", "quen\xc2\xadtin\nplimsoll",
	"Quentin%20Plimsoll", "Quentin\\<U+202E> Plimsoll" };

static void must(bool truth)
{
	if (!truth)
		abort();
}

/* Is it found on a line of its own, in the middle of the bytes? */
static bool is_found(const struct wl_withheld *withheld, const char *text,
	const uint8_t *bytes, size_t n)
{
	struct wl_buf out = WL_BUF_INIT;
	struct wl_err err = { 0 };
	int code;

	wl_buf_add(&out, bytes, n / 2);
	wl_buf_addc(&out, '\n');
	wl_buf_adds(&out, text);
	wl_buf_addc(&out, '\n');
	wl_buf_add(&out, bytes + n / 2, n - n / 2);
	code = wl_withheld_check(withheld, &out, &err);
	must(code == err.code);
	must(!code || err.text[0]);
	wl_buf_release(&out);
	return code != 0;
}

static void try_name(const uint8_t *bytes, size_t n)
{
	struct wl_withheld withheld = { 0 };

	wl_withheld_add_name(&withheld, "quentin", names[0]);
	is_found(&withheld, "nobody", bytes, n);
	/* What undoing makes of what stands before may swallow an escape */
	for (size_t i = 0; i < WL_LEN(names); i++)
		must(is_found(&withheld, names[i], bytes, n) || i > 2);
	wl_withheld_release(&withheld);
}

/* The first half of the bytes as confidential words. */
static void try_words(const uint8_t *bytes, size_t n)
{
	char *words = wl_strndup((const char *)bytes, n / 2);
	struct wl_withheld withheld = { 0 };

	wl_withheld_add_words(&withheld, "2026-11-acme^k7m2x", words);
	must(is_found(&withheld, words, bytes + n / 2, n - n / 2) ==
		(withheld.words.n > 0));
	wl_withheld_release(&withheld);
	free(words);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	try_name(bytes, n);
	try_words(bytes, n);
	return 0;
}
