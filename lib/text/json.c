/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/json.h"

#include <jansson.h>
#include <math.h>

#include "base/utf8.h"

void wl_json_init(struct wl_json *json, struct wl_buf *out, bool compact)
{
	*json = (struct wl_json){
		.out = out,
		.compact = compact,
		.first = true,
	};
}

/* What stands before a value: a comma, a new line, the indent. */
static const char lead[] = ",\n                                ";

#define LEAD_DEPTH ((int)(sizeof(lead) - 3) / 2)

static void line(struct wl_json *json, bool comma)
{
	int depth = json->depth < LEAD_DEPTH ? json->depth : LEAD_DEPTH;

	if (json->compact) {
		wl_buf_add(json->out, lead, comma);
		return;
	}
	wl_buf_add(json->out, lead + !comma, 1 + comma + 2 * (size_t)depth);
	if (json->depth > depth)
		wl_buf_fill(json->out, ' ', 2 * (size_t)(json->depth - depth));
}

/* Bytes that stand for themselves: most texts have no others.  Looks at all of
 * them, for so the compiler takes many at once. */
static bool is_plain(const char *s, size_t n)
{
	unsigned char other = 0;

	for (size_t i = 0; i < n; i++)
		other |= (s[i] < ' ') | (s[i] > '~') | (s[i] == '"') |
			 (s[i] == '\\');
	return !other;
}

/* What a terminal would act upon is escaped too, which jansson does only below
 * U+0020. */
static int collect(const char *bytes, size_t n, void *out)
{
	size_t length;

	for (size_t i = 0; i < n; i += length) {
		int32_t c = wl_utf8_next(bytes + i, n - i, &length);

		if (wl_utf8_hidden(c))
			wl_buf_addf(out, "\\u%04X", (unsigned)c);
		else
			wl_buf_add(out, bytes + i, length);
	}
	return 0;
}

/* The same text with each invalid byte replaced. */
static void repair(struct wl_buf *out, const char *s, size_t n)
{
	for (;;) {
		size_t valid = wl_utf8_valid(s, n);

		wl_buf_add(out, s, valid);
		if (valid == n)
			return;
		wl_buf_adds(out, "\xef\xbf\xbd");
		s += valid + 1;
		n -= valid + 1;
	}
}

/* As jansson writes it. */
static void encode(struct wl_buf *out, const char *s, size_t n)
{
	struct wl_buf repaired = WL_BUF_INIT;
	json_t *value = json_string(s);

	if (!value) {
		repair(&repaired, s, n);
		value = json_string(repaired.s);
	}
	if (!value || json_dump_callback(value, collect, out, JSON_ENCODE_ANY))
		abort();
	json_decref(value);
	wl_buf_release(&repaired);
}

static void text(struct wl_buf *out, const char *s)
{
	size_t n = strlen(s);

	if (!is_plain(s, n)) {
		encode(out, s, n);
		return;
	}
	wl_buf_reserve(out, n + 2);
	wl_buf_addc(out, '"');
	wl_buf_add(out, s, n);
	wl_buf_addc(out, '"');
}

/* What comes before a value: comma, line, key. */
static void begin(struct wl_json *json, const char *key)
{
	if (json->depth)
		line(json, !json->first);
	json->first = false;
	if (!key)
		return;
	text(json->out, key);
	wl_buf_add(json->out, ": ", json->compact ? 1 : 2);
}

/* What comes behind a value: the end of the line at the top. */
static void end(struct wl_json *json)
{
	if (!json->depth)
		wl_buf_addc(json->out, '\n');
}

static void enter(struct wl_json *json, const char *key, char bracket)
{
	begin(json, key);
	wl_buf_addc(json->out, bracket);
	json->depth++;
	json->first = true;
}

static void leave(struct wl_json *json, char bracket)
{
	json->depth--;
	if (!json->first)
		line(json, false);
	wl_buf_addc(json->out, bracket);
	json->first = false;
	end(json);
}

void wl_json_object(struct wl_json *json, const char *key)
{
	enter(json, key, '{');
}

void wl_json_end_object(struct wl_json *json)
{
	leave(json, '}');
}

void wl_json_array(struct wl_json *json, const char *key)
{
	enter(json, key, '[');
}

void wl_json_end_array(struct wl_json *json)
{
	leave(json, ']');
}

static void word(struct wl_json *json, const char *key, const char *s)
{
	begin(json, key);
	wl_buf_adds(json->out, s);
	end(json);
}

void wl_json_string(struct wl_json *json, const char *key, const char *s)
{
	if (!s) {
		wl_json_null(json, key);
		return;
	}
	begin(json, key);
	text(json->out, s);
	end(json);
}

void wl_json_text(struct wl_json *json, const char *key, const char *s)
{
	wl_json_string(json, key, s && *s ? s : NULL);
}

void wl_json_day(struct wl_json *json, const char *key, wl_day day)
{
	char text[WL_DATE_TEXT];

	wl_json_text(json, key, wl_day_format(day, text));
}

void wl_json_int(struct wl_json *json, const char *key, long long value)
{
	begin(json, key);
	wl_buf_add_int(json->out, value);
	end(json);
}

void wl_json_ints(
	struct wl_json *json, const char *key, const int *values, size_t n)
{
	wl_json_array(json, key);
	for (size_t i = 0; i < n; i++)
		wl_json_int(json, NULL, values[i]);
	wl_json_end_array(json);
}

/* Not %f: the point of a locale would not be JSON. */
static void decimal(struct wl_buf *out, double value)
{
	long long scaled = llround(fabs(value) * 1e4);

	if (value < 0 && scaled)
		wl_buf_addc(out, '-');
	wl_buf_add_int(out, scaled / 10000);
	scaled %= 10000;
	if (scaled)
		wl_buf_addc(out, '.');
	for (long long place = 1000; scaled; place /= 10) {
		wl_buf_addc(out, (char)('0' + scaled / place));
		scaled %= place;
	}
}

void wl_json_number(struct wl_json *json, const char *key, double value)
{
	if (!isfinite(value)) {
		wl_json_null(json, key);
		return;
	}
	begin(json, key);
	if (fabs(value) < 1e14)
		decimal(json->out, value);
	else
		wl_buf_addf(json->out, "%.0f", value);
	end(json);
}

void wl_json_bool(struct wl_json *json, const char *key, bool value)
{
	word(json, key, value ? "true" : "false");
}

void wl_json_null(struct wl_json *json, const char *key)
{
	word(json, key, "null");
}
