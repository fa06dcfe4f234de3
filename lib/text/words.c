/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/words.h"

#include <libstemmer.h>

#include "base/utf8.h"

/* Sorted by bytes. */
static const char *const stops[] = { "about", "above", "actually", "after",
	"again", "against", "ain't", "all", "almost", "already", "also",
	"always", "am", "an", "and", "any", "anybody", "anyone", "anything",
	"are", "aren't", "around", "as", "at", "away", "back", "be", "because",
	"been", "before", "being", "below", "between", "both", "but", "by",
	"came", "can", "can't", "cannot", "come", "comes", "could", "couldn't",
	"did", "didn't", "do", "does", "doesn't", "doing", "don't", "done",
	"down", "during", "each", "else", "even", "ever", "every", "everybody",
	"everyone", "everything", "few", "for", "from", "further", "get",
	"gets", "getting", "go", "goes", "going", "got", "had", "hadn't", "has",
	"hasn't", "have", "haven't", "having", "he", "he'd", "he'll", "he's",
	"her", "here", "here's", "hers", "herself", "him", "himself", "his",
	"how", "how's", "i'd", "i'll", "i'm", "i've", "if", "in", "into", "is",
	"isn't", "it", "it'd", "it'll", "it's", "its", "itself", "just", "kind",
	"know", "less", "let", "let's", "like", "lot", "lots", "made", "make",
	"makes", "many", "may", "maybe", "me", "might", "more", "most", "much",
	"must", "mustn't", "my", "myself", "never", "no", "nobody", "nor",
	"not", "nothing", "now", "of", "off", "often", "on", "once", "one",
	"ones", "only", "or", "other", "others", "ought", "our", "ours",
	"ourselves", "out", "over", "own", "quite", "rather", "really", "said",
	"same", "saw", "say", "says", "see", "sees", "shall", "shan't", "she",
	"she'd", "she'll", "she's", "should", "shouldn't", "so", "some",
	"somebody", "someone", "something", "still", "such", "take", "takes",
	"tell", "tells", "than", "that", "that's", "the", "their", "theirs",
	"them", "themselves", "then", "there", "there's", "these", "they",
	"they'd", "they'll", "they're", "they've", "thing", "things", "this",
	"those", "though", "through", "to", "told", "too", "took", "under",
	"unless", "until", "up", "us", "very", "want", "wanted", "wants", "was",
	"wasn't", "we", "we'd", "we'll", "we're", "we've", "well", "went",
	"were", "weren't", "what", "what's", "when", "when's", "where",
	"where's", "whether", "which", "while", "who", "who's", "whom", "whose",
	"why", "why's", "will", "with", "without", "won't", "would", "wouldn't",
	"yes", "yet", "you", "you'd", "you'll", "you're", "you've", "your",
	"yours", "yourself", "yourselves" };

static int by_word(const void *word, const void *stop)
{
	return strcmp(word, *(const char *const *)stop);
}

static bool is_stop(const char *word)
{
	return bsearch(word, stops, WL_LEN(stops), sizeof(*stops), by_word) !=
	       NULL;
}

/* "somebody's" says as little as "somebody". */
bool wl_word_stops(const char *word)
{
	char *owner;
	bool stops_too;

	if (is_stop(word) || !wl_ends(word, "'s"))
		return is_stop(word);
	owner = wl_strndup(word, strlen(word) - 2);
	stops_too = is_stop(owner);
	free(owner);
	return stops_too;
}

enum sort { BETWEEN, LETTER, DIGIT, APOSTROPHE };

static enum sort sort_of(int32_t c)
{
	/* What is no letter beyond ASCII: signs, punctuation, pictures */
	static const int32_t between[][2] = { { 0x80, 0xa9 }, { 0xab, 0xb4 },
		{ 0xb6, 0xb9 }, { 0xbb, 0xbf }, { 0xd7, 0xd7 }, { 0xf7, 0xf7 },
		{ 0x2000, 0x2bff }, { 0x2e00, 0x2e7f }, { 0x3000, 0x303f },
		{ 0xfe00, 0xfe0f }, { 0xfeff, 0xff0f }, { 0x1f000, 0x1faff } };

	if (c == '\'' || c == 0x2019)
		return APOSTROPHE;
	if (c >= '0' && c <= '9')
		return DIGIT;
	if (c < 0x80)
		return c >= 'a' && c <= 'z' ? LETTER : BETWEEN;
	for (size_t i = 0; i < WL_LEN(between); i++)
		if (c >= between[i][0] && c <= between[i][1])
			return BETWEEN;
	return LETTER;
}

struct reading {
	void (*take)(void *context, const char *word);
	void *context;
	struct wl_buf word;
	size_t length; /* in code points */
	bool letter;   /* one was among them */
};

static void end_word(struct reading *reading)
{
	if (wl_ends(reading->word.s, "'"))
		wl_buf_cut(&reading->word, reading->word.n - 1);
	if (reading->letter && reading->length > 1)
		reading->take(reading->context, reading->word.s);
	wl_buf_clear(&reading->word);
	reading->length = 0;
	reading->letter = false;
}

static void read_one(struct reading *reading, const char *s, size_t length)
{
	enum sort sort = sort_of(wl_utf8_next(s, length, &length));

	if (sort == BETWEEN ||
		(sort == APOSTROPHE &&
			(!reading->word.n || wl_ends(reading->word.s, "'")))) {
		end_word(reading);
	} else if (sort == APOSTROPHE) {
		wl_buf_addc(&reading->word, '\'');
	} else {
		wl_buf_add(&reading->word, s, length);
		reading->length++;
		reading->letter |= sort == LETTER;
	}
}

void wl_words_each(const char *text,
	void (*take)(void *context, const char *word), void *context)
{
	struct reading reading = { .take = take, .context = context };
	struct wl_buf folded = WL_BUF_INIT;
	size_t length;

	wl_buf_init(&reading.word);
	wl_utf8_fold(&folded, text);
	for (size_t i = 0; i < folded.n; i += length) {
		wl_utf8_next(folded.s + i, folded.n - i, &length);
		read_one(&reading, folded.s + i, length);
	}
	end_word(&reading);
	wl_buf_release(&reading.word);
	wl_buf_release(&folded);
}

struct wl_stemmer {
	struct sb_stemmer *snowball;
	struct wl_buf stem;
};

struct wl_stemmer *wl_stemmer_new(void)
{
	struct wl_stemmer *stemmer = wl_alloc(sizeof(*stemmer));

	stemmer->snowball = sb_stemmer_new("english", "UTF_8");
	wl_buf_init(&stemmer->stem);
	return stemmer;
}

void wl_stemmer_free(struct wl_stemmer *stemmer)
{
	if (!stemmer)
		return;
	if (stemmer->snowball)
		sb_stemmer_delete(stemmer->snowball);
	wl_buf_release(&stemmer->stem);
	free(stemmer);
}

const char *wl_stemmer_stem(struct wl_stemmer *stemmer, const char *word)
{
	const sb_symbol *stem = NULL;

	if (stemmer->snowball)
		stem = sb_stemmer_stem(stemmer->snowball,
			(const sb_symbol *)word, (int)strlen(word));
	if (!stem)
		return word;
	wl_buf_clear(&stemmer->stem);
	wl_buf_add(&stemmer->stem, stem,
		(size_t)sb_stemmer_length(stemmer->snowball));
	return stemmer->stem.s;
}
