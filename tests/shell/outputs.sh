# SPDX-License-Identifier: GPL-3.0-or-later
# What a cycle owes, as winloss synthesize says it: cards, outputs due, triggers
# against the ICP, the buyers' language beside ours.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/tiny.bash"

# card TYPE ID: its body on stdin.
card() {
	mkdir -p "cards/$1"
	{
		printf -- '---\nwinloss: 1\nid: %s\ntype: %s\n' "$2" "$1"
		[ "$1" = battlecard ] && printf 'competitor: %s\n' "$2"
		printf -- '---\n\n# A card\n\n## A section\n\n'
		cat
	} >"cards/$1/$2.md"
}

output='next(o for o in d["outputs_due"] if o["theme"] == "pricing")'

# Four losses say it; two of the deals closed within thirty days.

tiny "$sandbox/due"
for n in 1 2 3 4; do
	closed=2026-09-01
	[ "$n" -gt 2 ] && closed=2026-11-0$n
	printf '> Words of %d.\n> #pricing- ^q%d\n' "$n" "$n" |
		buyer "2026-05-l$n" loss "L$n" 'competitor: rivalco' \
			"closed: $closed" 'trigger: trigger-board'
done
record
counted 'a pattern that repeats in current deals is due this week' \
	'this-week objection None [] 4 2 cards/objection/pricing.md' \
	'" ".join(str('"$output"'[k]) for k in ("due", "kind", "card",
	"cited_by", "deals", "recent", "command"))'
counted 'later it waits for the review' 'review 0' \
	'"%s %d" % ('"$output"'["due"], '"$output"'["recent"])' \
	--as-of 2026-12-31
counted 'below a pattern nothing is due' '[]' 'd["outputs_due"]' \
	--competitor saldovar
counted 'without an ICP card nothing is known of triggers' None \
	'group("loss")["triggers"][0]["in_icp"]'
run winloss synthesize
printed 'the section has its title' \
	'OUTPUTS DUE  the one pattern is in no card yet'
printed 'how soon, what, and in how many' \
	'this week  The price  4 of 4 losses, 2 closed in the last 30 days'
printed 'the file and the passage to cite' \
	'cards/objection/pricing.md  cite [@2026-05-l4^q4]'
has_not 'without a card the ICP is not mentioned' "$sandbox/.out" 'ICP card'
run winloss synthesize --format md
printed 'md says it in short first' '## In short'
printed 'with what is due' '- Outputs due: '
printed 'Markdown has a table' \
	'| this week | The price | 4 of 4 losses, 2 closed in the last 30 days |'

run winloss synthesize --strict
is '--strict: a cycle without an output' 1 "$status"
printed 'the synthesis is printed all the same' 'OUTPUTS DUE'
said 'it is named for what it is' 'no output: 1 pattern, and no card cites the 4 interviews behind it; that is research theatre'
said 'and there is a way on' 'hint: cite one of them in a card'
run winloss synthesize --strict --write
is '--strict --write: kept, and still named' '1 syntheses/2026-q4.md' \
	"$status $(cat "$sandbox/.out")"
run winloss synthesize --strict --format json
is 'a synthesis of the same day does not end its own cycle' 1 "$status"
run winloss synthesize --strict --as-of 2026-11-22
is 'to keep it does not end a cycle without an output' 1 "$status"
counted 'the next interview does' 'None 4' \
	'"%s %d" % (d["cycle"]["since"], d["cycle"]["interviews"])' \
	--as-of 2026-11-22
rm -r syntheses
run winloss synthesize --strict --outcome win
is 'without a pattern --strict finds nothing' 0 "$status"
fails '--strict and --compare do not go together' 129 'do not go together' -- \
	winloss synthesize --strict --compare HEAD..HEAD

# Cards

card battlecard rivalco <<'EOF'
<!-- - [@2026-05-l1^q1] in a comment. -->

- They are cheaper. [@2026-05-l1^q9; @2026-05-nobody^q1] ^c0
- In code `[@2026-05-l1^q1]`. (unproven)
EOF
counted 'a citation that leads nowhere is no output' this-week \
	"$output"'["due"]'
card battlecard rivalco <<'EOF'
- They are cheaper. [@2026-05-l1^q1;
  @2026-05-l2^q2] ^c0
EOF
counted 'a card of any kind that cites the pattern is one' \
	'done battlecard/rivalco None battlecard/rivalco c0 cards/battlecard/rivalco.md 12 unverified no verifier' \
	'" ".join(str(x) for x in ('"$output"'["due"], '"$output"'["card"],
	'"$output"'["command"], *'"$output"'["cited_by"][0].values()))'
run winloss synthesize --strict
is '--strict is content' 0 "$status"
printed 'what is done is a line' \
	'1 pattern is in a card: battlecard/rivalco 1'
printed 'what repeats is named though a card has it' \
	'this week  again in deals closed in the last 30 days: The price in 2 of 4'
printed 'the cycle is summed up' 'this cycle: 4 interviews, cited by 1 claim'
run winloss synthesize --format md
printed 'Markdown names the claim' 'cited in battlecard/rivalco^c0'
printed 'and what repeats' 'This week again in deals closed in the last 30 days: '
counted 'JSON too' 'pricing loss pattern 4 2' \
	'" ".join(str(d["this_week_again"][0][k]) for k in ("theme", "outcome",
	"level", "deals", "recent"))'

# What the card is worth

unverified='battlecard/rivalco 1 (unverified: no verifier)'
COLUMNS=120 run winloss synthesize
printed 'a card that is not verified is named as such' "$unverified"
for filter in '--outcome loss' '--since 2026-01-01' '--by segment' \
	'--depth 1' '--competitor rivalco'; do
	# shellcheck disable=SC2086
	COLUMNS=120 run winloss synthesize $filter
	printed "also with $filter" "$unverified"
done
run winloss synthesize --format md
printed 'and in Markdown' \
	'cited in battlecard/rivalco^c0 (unverified: no verifier) |'
sed -i 's/^type:/verifier: priya\n&/' cards/battlecard/rivalco.md
record
run winloss card verify battlecard/rivalco --yes
worth='" ".join(str('"$output"'["cited_by"][0][k]) for k in ("state", "reason"))'
counted 'one that is verified is not' 'verified None' "$worth"
run winloss synthesize
printed 'nor on a terminal' 'battlecard/rivalco 1'
has_not 'where nothing is said of it' "$sandbox/.out" unverified
counted 'until it expires' 'unverified expired' "$worth" --as-of 2028-01-01
git rm -q -r cards
git commit -qm 'cards away'
counted 'a revision has its own cards' 'done' "$output"'["due"]' --rev HEAD~1
mkdir -p archive/cards/battlecard
git show HEAD~1:cards/battlecard/rivalco.md >archive/cards/battlecard/r.md
counted 'the archive is not read' this-week "$output"'["due"]'
rm -r archive

card icp core <<'EOF'
- rollout: it takes too long. (unproven) ^i1
EOF
counted 'a trigger that the ICP does not name' False \
	'group("loss")["triggers"][0]["in_icp"]'
run winloss synthesize
printed 'is marked' 'trigger-board 4 (not in the ICP card)'
run winloss synthesize --format md
printed 'in Markdown too' '4 (not in the ICP card)'
card icp core <<'EOF'
- trigger-board: the board asks. (unproven) ^i1
EOF
counted 'one that it names' True 'group("loss")["triggers"][0]["in_icp"]'

# Cards that cannot be read

card objection pricing <<<'- One. ^a'
cp cards/objection/pricing.md cards/objection/again.md
fails 'a card twice is named with both places' 128 \
	"cards/objection/pricing.md:1:1: error: the card 'objection/pricing' is already in 'cards/objection/again.md'" \
	-- winloss synthesize
run winloss synthesize --skip-unreadable
is 'and can be left out' 0 "$status"
rm cards/objection/again.md
card objection pricing <<'EOF'
- One. ^a
- Two. ^a
EOF
fails 'a claim twice is unreadable' 128 'cards/objection/pricing.md:12:1' \
	"the claim '^a' stands here a second time, first in line 11" -- \
	winloss synthesize
card objection pricing <<<'- One. ^a'
sed -i 's/^type: .*/type: objections/' cards/objection/pricing.md
fails 'so is a type that is none' 128 "did you mean 'objection'" -- \
	winloss synthesize
rm -r cards
mkdir -p syntheses
printf -- '---\nwinloss: 1\nid: a\nas-of: soon\n---\n' >syntheses/a.md
fails 'and a synthesis whose day is none' 128 'syntheses/a.md:4:8' -- \
	winloss synthesize
printf 'Only words.\n' >syntheses/a.md
run winloss synthesize
is 'words of ours in syntheses/ are left alone' 0 "$status"

# Language

tiny "$sandbox/language"
mkdir -p guides
cat >guides/buyer.yaml <<'EOF'
winloss: 1
id: buyer
blocks:
  - id: p
    title: Positioning
    questions: [{id: a.b, text: How would you describe us, role: referral}]
EOF
run winloss synthesize
has_not 'without words on either side there is no section' \
	"$sandbox/.out" LANGUAGE
printf '> Ledgerly shows who is waiting.\n' | buyer 2026-05-a win A
printf '> It closed the books; no more waiting.\n> !public\n' |
	buyer 2026-05-b loss B
printf '> Top secret sauce.\n> !confidential\n' | buyer 2026-05-c loss C
run winloss synthesize
printed 'without a card it says so' \
	'2 phrases of 2 deals, and no claim in cards/message/ to compare with'
card message value <<'EOF'
- Closing the books in days, not weeks. (unproven) ^v1
EOF
counted 'raw counts and shares' '2 2 1 1 4 4 2 0.5 0.5' \
	'" ".join(str(d["language"][k]) for k in ("phrases", "deals", "cards",
	"claims", "ours", "theirs", "shared", "ours_share", "theirs_share"))'
counted 'words of one side alone' 'days weeks | waiting shows' \
	'" ".join(w["word"] for w in d["language"]["only_ours"]) + " | " + " ".join(w["word"] for w in d["language"]["only_theirs"])'
run winloss synthesize
printed 'the section says it in a sentence' 'buyers use 2 of 4'
has_not 'no percentage of a few' "$sandbox/.out" '%'
printed "buyers' words" 'only theirs  waiting 2 · shows 1'
has_not 'confidential words are not heard' "$sandbox/.out" sauce
run winloss synthesize --format md
printed 'Markdown has them too' '| buyers only | waiting 2 · shows 1 |'

# The example

example "$sandbox/ledgerly"
for width in 40 80 200; do
	COLUMNS=$width run winloss synthesize
	is "the example prints at $width columns" "0 LANGUAGE OUTPUTS" \
		"$status $(grep -oE '(^|   )(LANGUAGE|OUTPUTS)' "$sandbox/.out" |
			xargs)"
done
counted 'most of its patterns are in cards' True \
	'sum(o["due"] == "done" for o in d["outputs_due"]) > 10'

done_testing
