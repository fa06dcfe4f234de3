/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guides: is anything asked so that the answer is in the question? */
#include "rules/leading.h"
#include "rules/rules.h"

#define CLOSED_SHARE 3 /* one question in so many may be closed */

/* A question or a probe, as it stands in its file. */
struct asking {
	struct wl_findings *out;
	const struct wl_source *source;
	const char *product;
	const char *id;             /* of the question; NULL */
	const struct wl_yaml *text; /* of the question, of the probe */
	bool probe;
	int asked, closed; /* of the guide's questions */
	bool opposite;
	const struct wl_yaml *praise; /* the first that asks for it */
};

typedef void (*asker)(struct asking *asking);

static void ask_probes(
	struct asking *asking, const struct wl_yaml *question, asker look)
{
	const struct wl_yaml *probes = wl_yaml_get(question, "probes");

	asking->probe = true;
	for (const struct wl_yaml *p = probes ? probes->first : NULL; p;
		p = p->next) {
		asking->text =
			p->kind == WL_YAML_MAP ? wl_yaml_get(p, "ask") : NULL;
		if (asking->text && *asking->text->s)
			look(asking);
	}
	asking->probe = false;
}

static void ask_block(
	struct asking *asking, const struct wl_yaml *block, asker look)
{
	const struct wl_yaml *questions =
		block->kind == WL_YAML_MAP ? wl_yaml_get(block, "questions")
					   : NULL;

	for (const struct wl_yaml *q = questions ? questions->first : NULL; q;
		q = q->next) {
		if (q->kind != WL_YAML_MAP)
			continue;
		asking->id = wl_yaml_text(q, "id");
		asking->text = wl_yaml_get(q, "text");
		if (asking->text && *asking->text->s)
			look(asking);
		ask_probes(asking, q, look);
	}
}

/* Each guide's file; those that cannot be parsed are findings elsewhere. */
static void each_guide(
	struct wl_findings *out, void (*look)(struct wl_findings *out,
					 const struct wl_subject_file *file))
{
	struct wl_tree *tree = out->subject->tree;
	struct wl_strv paths = { 0 };
	struct wl_err none;

	if (tree && !wl_tree_list(tree, "guides", ".yaml", &paths, &none))
		for (size_t i = 0; i < paths.n; i++) {
			const struct wl_subject_file *file =
				wl_subject_file(out->subject, paths.v[i]);

			if (file->front.yaml)
				look(out, file);
		}
	wl_strv_release(&paths);
}

static struct asking ask_guide(
	struct wl_findings *out, const struct wl_subject_file *file, asker look)
{
	const struct wl_yaml *blocks = wl_yaml_get(file->front.yaml, "blocks");
	struct asking asking = { .out = out,
		.source = &file->source,
		.product = out->subject->corpus->programme.product };

	for (const struct wl_yaml *b = blocks ? blocks->first : NULL; b;
		b = b->next)
		ask_block(&asking, b, look);
	return asking;
}

/* Shapes of one question */

static const struct shape {
	const char *rule;
	enum wl_leading shape;
	const char *what, *hint;
} shapes[] = {
	{ "leading-tag", WL_LEADING_TAG, "asks for a yes",
		"ask without the tag: 'what ...', 'how ...'" },
	{ "leading-agree", WL_LEADING_AGREE, "asks to agree",
		"ask how they see it: 'how would you describe ...'" },
	{ "leading-comparative", WL_LEADING_COMPARATIVE,
		"presumes how it compares",
		"'how did it compare with ...' leaves the answer open" },
	{ "leading-feeling", WL_LEADING_FEELING, "presumes a feeling",
		"'how did you feel about ...' leaves the answer open" },
	{ "leading-answer", WL_LEADING_ANSWER, "holds its answer",
		"'what tipped it' and 'what part did it play' do not" },
	{ "leading-blame", WL_LEADING_BLAME, "blames the buyer",
		"'what kept that from happening' asks the same" },
	{ "leading-selling", WL_LEADING_SELLING, "sells",
		"an interview does not reopen the evaluation" },
	{ "loaded-word", WL_LEADING_LOADED, "has a word that judges",
		"leave the word out" },
	{ "question-either-or", WL_LEADING_EITHER, "leaves two answers",
		"ask openly; the third answer is the one to hear" },
	{ "question-double", WL_LEADING_DOUBLE, "asks two things at once",
		"the easier one gets answered: make two of it" },
	{ "question-statement", WL_LEADING_STATEMENT,
		"begins with a statement about us",
		"ask first; what we say of ourselves colours the answer" },
};

static const struct shape *shape_of(const struct wl_rule *rule)
{
	for (size_t i = 0; i < WL_LEN(shapes); i++)
		if (wl_streq(shapes[i].rule, rule->name))
			return &shapes[i];
	return NULL;
}

/* At the words, in the bytes of the value. */
static void found_at_word(
	const struct asking *asking, size_t word, const char *what)
{
	const struct wl_yaml *text = asking->text;
	const char *bytes = asking->source->bytes + text->start;
	size_t n = text->end - text->start;
	size_t at = wl_leading_place(bytes, n, text->s, word);

	wl_found_byte(asking->out, asking->source->path,
		text->start + (at < n ? at : 0), "%s '%s' %s",
		asking->probe ? "a probe of" : "the question",
		asking->id ? asking->id : "?", what);
	if (asking->id)
		wl_found_subject(asking->out, asking->id);
}

static void look_at_shape(struct asking *asking)
{
	const struct shape *shape = shape_of(asking->out->rule);
	size_t word;

	if (!wl_leading_is(
		    asking->text->s, shape->shape, asking->product, &word))
		return;
	found_at_word(asking, word, shape->what);
	wl_found_hint(asking->out, "%s", shape->hint);
}

static void shape_of_guide(
	struct wl_findings *out, const struct wl_subject_file *file)
{
	ask_guide(out, file, look_at_shape);
}

static void shaped(struct wl_subject *subject, struct wl_findings *out)
{
	(void)subject;
	each_guide(out, shape_of_guide);
}

/* The guide as a whole */

static void count_shapes(struct asking *asking)
{
	const char *text = asking->text->s;
	size_t word;

	if (wl_leading_is(text, WL_LEADING_OPPOSITE, NULL, &word))
		asking->opposite = true;
	if (asking->probe)
		return;
	asking->asked++;
	asking->closed += wl_leading_is(text, WL_LEADING_CLOSED, NULL, &word);
	if (!asking->praise &&
		wl_leading_is(text, WL_LEADING_PRAISE, NULL, &word))
		asking->praise = asking->text;
}

static void closed_of_guide(
	struct wl_findings *out, const struct wl_subject_file *file)
{
	struct asking asking = ask_guide(out, file, count_shapes);

	if (asking.closed * CLOSED_SHARE <= asking.asked)
		return;
	wl_found_key(out, file->source.path, "blocks",
		"%d of %d questions can be answered with yes or no",
		asking.closed, asking.asked);
	wl_found_hint(out, "begin them with what, how, who, or 'take me "
			   "through'");
}

static void questions_closed(
	struct wl_subject *subject, struct wl_findings *out)
{
	(void)subject;
	each_guide(out, closed_of_guide);
}

static void praise_of_guide(
	struct wl_findings *out, const struct wl_subject_file *file)
{
	struct asking asking = ask_guide(out, file, count_shapes);

	if (!asking.praise || asking.opposite)
		return;
	wl_found_byte(out, file->source.path, asking.praise->start,
		"asks for what they liked, and nothing in the guide for what "
		"they did not");
	wl_found_hint(out, "ask for the strongest argument against us too");
}

static void questions_kind(struct wl_subject *subject, struct wl_findings *out)
{
	(void)subject;
	each_guide(out, praise_of_guide);
}

/* Blocks */

static bool has_key(const struct wl_guide_block *block)
{
	for (size_t i = 0; i < block->nquestions; i++)
		if (block->questions[i].key)
			return true;
	return false;
}

static const struct wl_guide *guide_of(
	struct wl_findings *out, const struct wl_subject_file *file)
{
	return wl_corpus_guide(
		out->subject->corpus, wl_yaml_text(file->front.yaml, "id"));
}

static void keys_of_guide(
	struct wl_findings *out, const struct wl_subject_file *file)
{
	const struct wl_guide *guide = guide_of(out, file);
	const struct wl_yaml *blocks = wl_yaml_get(file->front.yaml, "blocks");
	const struct wl_yaml *at = blocks ? blocks->first : NULL;

	for (size_t i = 0; guide && at && i < guide->nblocks;
		i++, at = at->next) {
		if (has_key(&guide->blocks[i]))
			continue;
		wl_found_byte(out, file->source.path, at->start,
			"the block '%s' has no key question",
			guide->blocks[i].id);
		wl_found_subject(out, guide->blocks[i].id);
		wl_found_hint(out, "mark the one that it cannot go without "
				   "with 'key: true'");
	}
}

static void block_key(struct wl_subject *subject, struct wl_findings *out)
{
	(void)subject;
	each_guide(out, keys_of_guide);
}

static void minutes_of_guide(
	struct wl_findings *out, const struct wl_subject_file *file)
{
	const struct wl_guide *guide = guide_of(out, file);
	int planned = out->subject->corpus->programme.thresholds.minutes[0];
	int least = 0;

	for (size_t i = 0; guide && i < guide->nblocks; i++)
		least += guide->blocks[i].minutes[0];
	if (guide && guide->total[1] < planned) {
		wl_found_key(out, file->source.path, "total",
			"the guide plans for %d minutes, and an interview "
			"takes %d at the least",
			guide->total[1], planned);
		wl_found_hint(out, "the best answers come after the first "
				   "fifteen");
	}
	if (!guide || least <= guide->total[1])
		return;
	wl_found_key(out, file->source.path, "total",
		"the blocks take %d minutes at the least, and %d are there",
		least, guide->total[1]);
	wl_found_hint(out, "what comes last gets no time, and the last answers "
			   "are the best");
}

static void guide_minutes(struct wl_subject *subject, struct wl_findings *out)
{
	(void)subject;
	each_guide(out, minutes_of_guide);
}

const struct wl_rule wl_rules_guide[] = {
	{ "leading-tag", WL_SEVERE, "a question that asks for a yes", shaped },
	{ "leading-agree", WL_SEVERE, "a question that asks to agree", shaped },
	{ "leading-comparative", WL_SEVERE,
		"a question that presumes how something compares", shaped },
	{ "leading-feeling", WL_SEVERE, "a question that presumes a feeling",
		shaped },
	{ "leading-answer", WL_SEVERE, "a question that holds its answer",
		shaped },
	{ "leading-blame", WL_SEVERE, "a question that blames the buyer",
		shaped },
	{ "leading-selling", WL_SEVERE, "a question that sells", shaped },
	{ "loaded-word", WL_WARNING, "a question with a word that judges",
		shaped },
	{ "question-either-or", WL_WARNING,
		"a question that leaves two answers", shaped },
	{ "question-double", WL_WARNING, "two questions in one", shaped },
	{ "question-statement", WL_WARNING,
		"a statement about us before the question", shaped },
	{ "questions-closed", WL_WARNING,
		"more than a third of a guide can be answered with yes or no",
		questions_closed },
	{ "questions-kind", WL_WARNING,
		"a guide that asks for praise and not for its opposite",
		questions_kind },
	{ "block-key", WL_SEVERE, "a block without its key question",
		block_key },
	{ "guide-minutes", WL_WARNING,
		"blocks that need more minutes than there are", guide_minutes },
	{ NULL },
};
