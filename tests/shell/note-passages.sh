# SPDX-License-Identifier: GPL-3.0-or-later
# note --quote, --note, --passage, --ids: what is added, what stays as it was.
. "$(dirname "$0")/lib.sh"

cp -R "$SOURCE/tests/shell/small" p && cd p || exit 99
printf 'private/\npeople.yaml\n' >.gitignore
git init -q && git add -A && git commit -qm begin || exit 99
X=2026-11-acme FILE=interviews/2026/2026-11-acme.md
printf 'answers: {context.urgency: [The board.]}\n' |
	winloss -q interview $X --answers - 2>/dev/null

refuses() {
	before=$(snapshot) name=$1
	fails "$@"
	is "$name: nothing changed" "$before" "$(snapshot)"
}
# changed TITLE WANT: the lines that the last commit changed, ids as ID.
changed() {
	is "$1" "$2" "$(git diff HEAD~ -U0 | grep '^[-+]' |
		grep -v '^--- \|^+++ ' | sed 's/\^[a-z0-9]*\(\r*\)$/^ID\1/')"
}

refuses 'a tag before its passage' 129 "--tag 'pricing' stands before" -- \
	winloss note $X --tag pricing --quote a
refuses 'a level before its passage' 129 '--level' 'stands before' -- \
	winloss note $X --level confidential --quote hush
refuses 'a tag without a passage' 129 '--tag goes with' -- \
	winloss note $X --tag pricing
refuses 'a question without a passage' 129 '--question goes with' -- \
	winloss note $X --question context.urgency --thanked
refuses 'a level that is none' 129 "not 'secret'" -- \
	winloss note $X --quote a --level secret
refuses 'a time that is none' 129 "not '4pm'" -- \
	winloss note $X --quote a --time 4pm
refuses 'a tag that is none' 129 "'Two!' is not a theme" -- \
	winloss note $X --quote a --tag Two!
refuses 'an unknown question' 128 "there is no question 'context.urgent'" \
	"did you mean 'context.urgency'?" -- \
	winloss note $X --quote a --question context.urgent
refuses 'an unknown passage' 128 "there is no passage '^nope'" -- \
	winloss note $X --passage nope --tag pricing
refuses '--passage without more' 129 '--passage needs' -- \
	winloss note $X --passage nope
refuses '--passage and --quote' 129 'do not go together' -- \
	winloss note $X --passage nope --tag a --quote b
refuses '--ids and --quote' 129 '--ids and --quote do not go together' -- \
	winloss note $X --ids --quote b
refuses 'a quote that is not UTF-8' 129 'not UTF-8' -- \
	winloss note $X --quote "$(printf 'caf\351')"
refuses 'a date' 129 '--date goes with --field' -- \
	winloss note $X --quote a --date 2026-11-01

ok 'two passages to a question' winloss note $X --question context.urgency \
	--quote 'Six weeks.' --tag rollout-time- --tag '#pricing' \
	--time 01:02:03 --level public \
	--note 'A shrug #1.' --tag pricin
said 'an unknown theme is named' "did you mean 'pricing'?"
changed 'they stand behind it' '+> Six weeks.
+> #rollout-time- #pricing !public ~1:02:03 ^ID
+
+A shrug #1. #pricin ^ID
+'
before=$(snapshot)
ok 'the same again' winloss note $X --question context.urgency \
	--quote ' Six  weeks. ' --tag rollout-time-
is 'adds nothing' "$before" "$(snapshot)"

ok 'an answer to no question' winloss note $X --quote 'Off the record book.' \
	--tag pricing
ok 'and another' winloss note $X --note 'She laughed.'
is 'they have a section of their own, before our notes' '## Also said

> Off the record book.
> #pricing ^ID

She laughed. ^ID

## First impressions' "$(sed -n '/^## Also/,/^## First/p' $FILE |
	sed 's/\^[a-z0-9]*$/^ID/')"
ok 'a gap' winloss note $X --gap 'One.'
ok 'another gap' winloss note $X --gap 'Two.'
has 'does not touch them' $FILE '> Off the record book.'

id=$(sed -n '/^> Six weeks/{n;s/.*\^//p;}' $FILE)
before=$(snapshot)
run winloss note $X --quote 'Six weeks.' --tag rollout-time- \
	--tag pricing+ --tag deadline
said 'tags that words already there lack are named, with the way' \
	"'winloss note $X --passage $id --tag pricing+ --tag deadline' adds"
is 'and nothing is changed' "$before" "$(snapshot)"
ok 'a tag, a sign and a time more' winloss note $X --passage "^$id" \
	--tag pricing+ --tag deadline --time 02:00 --level internal
changed 'the new sign goes before' '-> #rollout-time- #pricing !public ~1:02:03 ^ID
+> #rollout-time- #pricing+ #deadline ~02:00 ^ID'
before=$(snapshot)
ok 'the same again' winloss note $X --passage "$id" --tag deadline
is 'changes nothing' "$before" "$(snapshot)"

# By hand: a BOM, CRLF, comments, odd spacing, a list, no ids
hand() {
	printf '\357\273\277'
	printf '%s\r\n' '---' 'winloss:   1  # ours' 'id: hand' '' \
		'outcome:    "win"' 'deal: D-1' 'colour:  [red ,blue]' '---' \
		'' '#  By hand' '' '>  What  was said.' '>   ' '> Twice.' '' \
		'* one  #pricing' '*   two #deadline ~03:00' '' \
		'> Hush, hush.' '> #pricing !confidential' '' \
		'1. Hush in a list. !confidential #deadline' '2. not this' '' \
		'<!-- a comment -->' 'A  paragraph #rollout-time+  ' '' \
		'> Kept. #not a tag' '> #pricing ^mine'
}
hand >interviews/2026/hand.md
git add -A && git commit -qm hand
ok '--ids' winloss note hand --ids
said 'the warning' 'history still has them'
said 'what was done' '4 passages given an id, 2 moved to private/'
changed 'only the meant lines' "$(printf '%s\r\n' '+> ^ID' '-* one  #pricing' \
	'-*   two #deadline ~03:00' '+* one  #pricing ^ID' \
	'+*   two #deadline ~03:00 ^ID' '-> Hush, hush.' \
	'-> #pricing !confidential' '+> (confidential)' \
	'+> #pricing !confidential ^ID' \
	'-1. Hush in a list. !confidential #deadline' \
	'+1. (confidential) #deadline !confidential ^ID' \
	'-A  paragraph #rollout-time+  ' '+A  paragraph #rollout-time+ ^ID')"
is 'the words are in private/' 2 "$(grep -c 'Hush' private/hand.md)"
is 'for nobody else' 600 "$(stat -c %a private/hand.md)"
before=$(snapshot)
ok '--ids again' winloss note hand --ids
is 'changes nothing' "$before" "$(snapshot)"

# Minimal, from an editor
printf -- '---\nwinloss: 1\nid: bare\noutcome: loss\ndeal: D-2\n---\n> Slow.\n> #rollout-time-\n' \
	>interviews/2026/bare.md
git add -A && git commit -qm bare
ok 'a quote into a bare file' winloss note bare --quote 'And dear.' --tag pricing-
changed 'stands at its end' '+
+> And dear.
+> #pricing- ^ID'
run winloss synthesize --format json
printed 'it is synthesized' '"bare"'

done_testing
