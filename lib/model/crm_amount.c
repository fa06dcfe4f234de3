/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/crm_internal.h"

#include "base/utf8.h"

#define DIGITS "0123456789"
/* Longest cell that is looked at; decimals behind this one do not count. */
#define LONGEST 96
#define DECIMALS 6

/*
 * What may stand around an amount.  Not `sure`: other currencies use the same
 * sign, so that a currency column is right against it.
 */
static const struct sign {
	const char *text, *code;
	bool sure;
} signs[] = {
	{ "\u20ac", "EUR", true },
	{ "\u00a3", "GBP", true },
	{ "$", "USD", false },
	{ "US$", "USD", true },
	{ "A$", "AUD", true },
	{ "AU$", "AUD", true },
	{ "C$", "CAD", true },
	{ "CA$", "CAD", true },
	{ "NZ$", "NZD", true },
	{ "HK$", "HKD", true },
	{ "S$", "SGD", true },
	{ "R$", "BRL", true },
	{ "\u00a5", "JPY", false },
	{ "\uffe5", "JPY", false },
	{ "\u20b9", "INR", true },
	{ "Rs", "INR", false },
	{ "\u20a9", "KRW", true },
	{ "\u20aa", "ILS", true },
	{ "\u20ba", "TRY", true },
	{ "z\u0142", "PLN", true },
	{ "Fr", "CHF", false },
	{ "kr", "", false },
};

/* Names in a column of currencies. */
static const struct {
	const char *name, *code;
} currencies[] = {
	{ "US Dollar", "USD" },
	{ "Euro", "EUR" },
	{ "Pound Sterling", "GBP" },
	{ "British Pound", "GBP" },
	{ "Japanese Yen", "JPY" },
	{ "Swiss Franc", "CHF" },
	{ "Canadian Dollar", "CAD" },
	{ "Australian Dollar", "AUD" },
};

/* A cell taken apart: 1234.5 with its marks, without currency and sign. */
struct amount {
	char number[LONGEST]; /* digits, '.', ',', and ' for other groups */
	int exponent;
	bool negative;
	char currency[4];
	bool sure;
};

/* Three letters, as a code; false: s is not one. */
static bool read_code(char code[4], const char *s)
{
	for (size_t i = 0; i < 3; i++) {
		char c = s[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c < 'A' || c > 'Z')
			return false;
		code[i] = c;
	}
	code[3] = '\0';
	return s[3] == '\0';
}

/* A sign or code before or behind the number; the sure one of two stays. */
static bool read_currency(struct amount *out, const char *word)
{
	char code[4];

	if (read_code(code, word)) {
		memcpy(out->currency, code, sizeof(code));
		out->sure = true;
		return true;
	}
	for (size_t i = 0; i < WL_LEN(signs); i++) {
		if (!wl_utf8_same(signs[i].text, word))
			continue;
		if (!out->sure)
			snprintf(out->currency, sizeof(out->currency), "%s",
				signs[i].code);
		out->sure = out->sure || signs[i].sure;
		return true;
	}
	return false;
}

/* What stands before or behind the number: sign, currency, parentheses. */
static bool read_edge(struct amount *out, const char *s, size_t n, int *depth)
{
	static const char minus[] = "\u2212";
	char word[16] = "";
	size_t used = 0;

	for (const char *end = s + n; s < end; s++) {
		if (*s == '(' || *s == ')') {
			*depth += *s == '(' ? 1 : -1;
			out->negative = true;
		} else if (*s == '-' || wl_starts(s, minus)) {
			out->negative = true;
			s += *s == '-' ? 0 : strlen(minus) - 1;
		} else if (*s != ' ' && *s != '+') {
			if (used + 1 == sizeof(word))
				return false;
			word[used++] = *s;
		}
	}
	if (used > 1 && word[used - 1] == '.')
		used--; /* "Fr." */
	word[used] = '\0';
	return !used || read_currency(out, word);
}

/* "E7" at the end, as data loaders write large numbers. */
static bool read_exponent(struct amount *out, const char *s, size_t n)
{
	size_t i = 1 + (n > 1 && s[1] == '+');

	if (n - i < 1 || n - i > 2 || strspn(s + i, DIGITS) < n - i)
		return false;
	for (; i < n; i++)
		out->exponent = out->exponent * 10 + (s[i] - '0');
	return true;
}

/* The number itself, from its first digit to its last. */
static bool read_number(struct amount *out, const char *s, size_t n)
{
	static const char *const marks[] = { " ", "'", "\u2019" };
	size_t used = 0;

	for (size_t i = 0; i < n; i++) {
		size_t mark = 0;

		if (s[i] == 'e' || s[i] == 'E')
			return used && read_exponent(out, s + i, n - i);
		if (strchr(DIGITS ".,", s[i])) {
			out->number[used++] = s[i];
			continue;
		}
		while (mark < WL_LEN(marks) && !wl_starts(s + i, marks[mark]))
			mark++;
		if (mark == WL_LEN(marks))
			return false;
		out->number[used++] = '\'';
		i += strlen(marks[mark]) - 1;
	}
	return used > 0;
}

/* How much of "40,000.-" and "40,000." behind the digits means nothing. */
static size_t skip_tail(const char *s)
{
	static const char *const tails[] = { ".--", ",--", ".-", ",-",
		".\u2013", ",\u2013" };

	for (size_t i = 0; i < WL_LEN(tails); i++)
		if (wl_starts(s, tails[i]))
			return strlen(tails[i]);
	return *s == '.' || *s == ',';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool scan(struct amount *out, const char *s)
{
	size_t n = strlen(s), first = strcspn(s, DIGITS), last = n;
	int depth = 0;

	memset(out, 0, sizeof(*out));
	if (n >= LONGEST || first == n)
		return false;
	while (!strchr(DIGITS, s[last - 1]))
		last--;
	/* ".50", but not "Rs.50" */
	if (first && strchr(".,", s[first - 1]) &&
		(first == 1 || !is_letter(s[first - 2])))
		first--;
	if (!read_number(out, s + first, last - first) ||
		!read_edge(out, s, first, &depth) || depth < 0)
		return false;
	last += skip_tail(s + last);
	return read_edge(out, s + last, n - last, &depth) && !depth;
}

static size_t count(const char *s, char c)
{
	size_t n = 0;

	for (; *s; s++)
		n += *s == c;
	return n;
}

/*
 * The sign before the decimals, 0 for none.  `open`: it is 0, but one sign
 * with three digits behind it could be either, as in 1,234.
 */
static char decimal_sign(const struct amount *amount, bool *open)
{
	const char *s = amount->number, *last = strpbrk(s, ".,");
	char c;

	*open = false;
	if (!last)
		return 0;
	for (const char *next = last; next; next = strpbrk(next + 1, ".,"))
		last = next;
	c = *last;
	if (count(s, c) > 1)
		return 0;
	if (count(s, c == '.' ? ',' : '.'))
		return c;
	*open = strlen(last + 1) == 3 && last > s && last - s <= 3 &&
		*s != '0' && !amount->exponent && !count(s, '\'');
	return *open ? 0 : c;
}

/* Groups of three with one mark, or of two as in 12,34,567. */
static bool good_groups(const char *s, size_t n)
{
	size_t size = strspn(s, DIGITS);
	char mark = 0;

	if (size >= n)
		return true;
	if (!size || size > 3)
		return false;
	for (size_t i = size; i < n; i += 1 + size) {
		if (mark && s[i] != mark)
			return false;
		mark = s[i];
		size = strspn(s + i + 1, DIGITS);
		if (size != 3 && (size != 2 || i + 1 + size >= n))
			return false;
	}
	return true;
}

/* value * 10^shift, halves rounded away from zero; false: too large. */
static bool scale(int64_t *value, int shift)
{
	for (; shift > 0; shift--)
		if (__builtin_mul_overflow(*value, 10, value))
			return false;
	for (; shift < -1; shift++)
		*value /= 10;
	if (shift < 0)
		*value = (*value + 5) / 10;
	return true;
}

/* The amount in hundredths, with this sign before the decimals. */
static bool to_minor(int64_t *out, const struct amount *amount, char decimal)
{
	const char *s = amount->number;
	size_t whole =
		decimal ? strcspn(s, (char[]){ decimal, '\0' }) : strlen(s);
	int64_t value = 0;
	int decimals = 0;

	if (!good_groups(s, whole))
		return false;
	for (size_t i = 0; s[i] && decimals < DECIMALS; i++) {
		if (s[i] < '0' || s[i] > '9')
			continue;
		if (__builtin_mul_overflow(value, 10, &value) ||
			__builtin_add_overflow(value, s[i] - '0', &value))
			return false;
		decimals += i > whole;
	}
	if (!scale(&value, 2 + amount->exponent - decimals))
		return false;
	*out = amount->negative ? -value : value;
	return true;
}

static void learn(struct wl_crm_decimals *decimals, const char *cell)
{
	struct amount amount;
	int64_t ignored;
	bool open;
	char c;

	if (!scan(&amount, cell))
		return;
	c = decimal_sign(&amount, &open);
	if (open || !to_minor(&ignored, &amount, c))
		return;
	/* 1,234,567: the comma is for groups, so decimals have a point */
	if (!c && count(amount.number, ','))
		c = '.';
	else if (!c && count(amount.number, '.'))
		c = ',';
	decimals->comma |= c == ',';
	decimals->point |= c == '.';
}

void wl_crm_learn_amounts(struct wl_crm_import *import)
{
	if (import->header.slot[CRM_AMOUNT] < 0)
		return;
	for (size_t i = 0; i < import->n; i++)
		learn(&import->decimals,
			wl_crm_cell(import, &import->rows[i], CRM_AMOUNT));
}

/* Read with what the column shows; false: it cannot be read, or two ways. */
static bool read_amount(int64_t *out, struct amount *amount,
	const struct wl_crm_decimals *decimals, const char *cell)
{
	bool open, comma;
	char c;

	if (!scan(amount, cell))
		return false;
	c = decimal_sign(amount, &open);
	if (!open)
		return to_minor(out, amount, c);
	if (decimals->comma && decimals->point)
		return false;
	comma = count(amount->number, ',') > 0;
	if (comma ? decimals->comma : decimals->point)
		c = comma ? ',' : '.';
	return to_minor(out, amount, c);
}

static const char *currency_code(struct wl_crm_import *import, const char *cell)
{
	struct amount amount = { .sure = false };

	if (!*cell)
		return NULL;
	for (size_t i = 0; i < WL_LEN(currencies); i++)
		if (wl_utf8_same(currencies[i].name, cell))
			return currencies[i].code;
	if (read_currency(&amount, cell) && amount.currency[0])
		return wl_arena_strdup(&import->scratch, amount.currency);
	wl_crm_warn(import, CRM_WARN_CURRENCY, cell,
		"the currency '%s' has no known code and is kept as it is",
		wl_crm_shown(import, cell));
	return cell;
}

/* The code in the cell, then the column, then what a mere sign says. */
static void set_currency(struct wl_crm_import *import,
	const struct amount *amount, struct wl_deal *deal, bool *sure)
{
	*sure = deal->currency || amount->sure;
	if (amount->currency[0] && (amount->sure || !deal->currency))
		deal->currency =
			wl_arena_strdup(&import->scratch, amount->currency);
}

void wl_crm_amount(struct wl_crm_import *import, const struct wl_crm_row *row,
	struct wl_deal *deal, bool *sure)
{
	const char *cell = wl_crm_cell(import, row, CRM_AMOUNT);
	struct amount amount;
	int64_t minor;

	deal->currency =
		currency_code(import, wl_crm_cell(import, row, CRM_CURRENCY));
	*sure = true;
	if (!*cell)
		return;
	if (!read_amount(&minor, &amount, &import->decimals, cell)) {
		wl_crm_warn(import, CRM_WARN_AMOUNT, NULL,
			"line %d: the amount '%s' cannot be read and is left "
			"out",
			row->line, wl_crm_shown(import, cell));
		return;
	}
	deal->amount = wl_arena_printf(&import->scratch, "%s%lld.%02lld",
		minor < 0 ? "-" : "", llabs(minor / 100), llabs(minor % 100));
	set_currency(import, &amount, deal, sure);
}
