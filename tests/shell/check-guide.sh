# SPDX-License-Identifier: GPL-3.0-or-later
# Rules about guides: what is asked so that the answer is in the question.
# tests/unit/test_leading.c has all shapes, and the questions that are honest.
. "$(dirname "$0")/lib.sh"
. "$SOURCE/tests/shell/check.bash"
sound
guide=guides/buyer.yaml

# shape RULE QUESTION COLUMN SEVERITY WHAT: as the text of a question and, in a
# folded block, as a probe.
shape() {
	again
	cat >$guide <<END
winloss: 1
id: buyer
blocks:
  - id: one
    questions:
      - id: a.one
        key: true
        text: "What happened?"
        probes:
          - ask: >-
              $2
END
	caught "$1" "$guide:11:$(($3 + 14)): $4: a probe of 'a.one' $5 [$1]"
	sed -i '9,11d' $guide
	sed -i "8s/.*/        text: \"$2\"/" $guide
	caught "$1" "$guide:8:$(($3 + 15)): $4: the question 'a.one' $5 [$1]"
	sed -i '8s/.*/        text: What, if anything, did it change for you?/' $guide
	missed "$1" 'an open question is fine'
}

shape leading-tag "It was slow, isn't it?" 14 error 'asks for a yes'
shape leading-agree 'Would you agree that it is fast?' 1 error 'asks to agree'
shape leading-comparative 'And how much better was it?' 5 error \
	'presumes how it compares'
shape leading-feeling 'How happy were you?' 1 error 'presumes a feeling'
shape leading-answer 'Was it because of the price?' 1 error 'holds its answer'
shape leading-blame "Why didn't you call?" 1 error 'blames the buyer'
shape leading-selling 'Did you know that we have it?' 1 error sells
shape loaded-word 'What was obviously missing?' 10 warning \
	'has a word that judges'
shape question-either-or 'Was it the team or the tool?' 1 warning \
	'leaves two answers'
shape question-double 'What broke and why did it?' 1 warning \
	'asks two things at once'
shape question-statement 'Ledgerly saves weeks. What did you see?' 1 warning \
	'begins with a statement about us'
has_not 'the words are not repeated' "$sandbox/.out" weeks

# --- The guide as a whole ---

again
sed -i 's/How may we use this?/May we use this?/; s/What is your role?/Do you have a role?/' $guide
caught questions-closed "$guide:3:1: warning: 2 of 4 questions can be answered with yes or no [questions-closed]"
sed -i 's/Do you have a role?/What is your role?/' $guide
missed questions-closed 'one of four may be closed'

sed -i 's/What is your role?/What did you love about it?/' $guide
caught questions-kind "$guide:7:34: warning: asks for what they liked, and nothing in the guide for what they did not [questions-kind]"
sed -i 's/What were your criteria?/What fell short?/' $guide
missed questions-kind 'with its opposite it is fine'

again
sed -i '/evaluation.criteria/s/key: true, //' $guide
caught block-key "$guide:8:5: error: the block 'evaluation' has no key question [block-key]"
again
missed block-key 'one key question will do'

sed -i 's/^id: buyer/&\ntotal: [40, 45]/; s/^  - id: .*/&\n    minutes: [23, 30]/' $guide
caught guide-minutes "$guide:3:1: warning: the blocks take 46 minutes at the least, and 45 are there [guide-minutes]"
sed -i '0,/\[23, 30\]/s//[22, 30]/' $guide
missed guide-minutes 'the most of each may add up to more'
sed -i '/^    minutes: /d; s/^total: .*/total: [30, 39]/' $guide
caught guide-minutes "$guide:3:1: warning: the guide plans for 39 minutes, and an interview takes 40 at the least [guide-minutes]"

# --- Ours ---

example "$sandbox/ledgerly"
run winloss check --rule leading-tag --rule leading-agree \
	--rule leading-comparative --rule leading-feeling \
	--rule leading-answer --rule leading-blame --rule leading-selling \
	--rule loaded-word --rule question-either-or --rule question-double \
	--rule question-statement --rule questions-closed \
	--rule questions-kind --rule block-key --rule guide-minutes
is "the example's guide leads nobody" \
	'all is well: 17 interviews, 9 cards, 17 themes' "$(cat "$sandbox/.out")"
ok 'and it is the starter' cmp guides/buyer.yaml \
	"$SOURCE/lib/model/starter/buyer.yaml"

done_testing
