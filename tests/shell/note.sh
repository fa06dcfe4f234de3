# SPDX-License-Identifier: GPL-3.0-or-later
# note: the three notes and their clock, the hypothesis, what follows.
. "$(dirname "$0")/lib.sh"

cp -R "$SOURCE/tests/shell/small" p && cd p || exit 99
printf 'private/\npeople.yaml\n' >.gitignore
git init -q && git add -A && git commit -qm begin || exit 99
X=2026-11-acme FILE=interviews/2026/2026-11-acme.md

refuses() {
	before=$(snapshot) name=$1
	fails "$@"
	is "$name: nothing changed" "$before" "$(snapshot)"
}

expect 'before the interview' 0 "2026-11-acme  Acme Corp  loss, against RivalCo
  [ ] three notes                    not written: winloss note $X
  [ ] hypothesis judged
      winloss note $X --hypothesis VERDICT
  [ ] passages tagged                winloss note $X --code
  [ ] thank-you note sent            winloss note $X --thanked
  [ ] AE told that it took place     winloss note $X --confirmed
  [ ] AE reviewed the notes
      winloss note $X --seller-review TEXT
  [ ] summary published              winloss note $X --published
  [ ] shared with its consumers      winloss note $X --shared
not held yet: winloss interview $X" winloss note $X
refuses 'a note before the interview' 128 'has not been held yet' \
	"'winloss interview $X' holds it" -- winloss note $X --surprise a

printf '%s\n' 'interviewed: 2026-11-21T10:00:00Z' 'minutes: 43' 'answers:' \
	'  context.urgency: [{quote: The board., themes: [pricing]}]' |
	winloss -q interview $X --answers - 2>/dev/null

# Options that do not fit
refuses 'a verdict that is none' 129 "not 'wrong'" -- \
	winloss note $X --hypothesis wrong
refuses 'a note without words' 129 '--surprise needs words' -- \
	winloss note $X --surprise '  '
refuses 'a review without words' 129 '--seller-review needs words' -- \
	winloss note $X --seller-review ''
refuses 'a format that is none' 129 'yaml' -- \
	winloss note $X --thanked --format yaml
refuses 'a format of another command' 129 'text or json' -- \
	winloss note $X --thanked --format csv
refuses '--edit and --gap' 129 'do not go together' -- \
	winloss note $X --edit --gap g
refuses 'nobody' 128 "'nobody' is not in the team" -- \
	winloss note $X --thanked --by nobody
refuses 'an unknown interview' 128 "did you mean '$X'?" -- \
	winloss note 2026-11-acm
refuses 'an option that is none' 129 "did you mean '--surprise'?" -- \
	winloss note $X --suprise a

# The clock: 10:00 and 43 minutes and two hours is 12:43
json() { winloss note "$1" --format json | tr -s "\n " " "; }
run winloss note $X
printed 'it is due two hours behind the end' \
	'due 2026-11-21 12:43, 43 min left: winloss note'
run json $X
printed 'json has the moment' \
	'"command": "winloss note 2026-11-acme", "when": null, "due": "2026-11-21T12:43:00+00:00", "late": false'
at() {
	_when=$1
	shift
	WINLOSS_AS_OF=2026-11-21T$_when run winloss "$@"
}
at 12:43:00Z note $X
printed 'the last second' 'due 2026-11-21 12:43, 0 min left'
at 12:43:01Z note $X
printed 'one second later' 'due 2026-11-21 12:43, late by 1 min'
at 15:48:00Z note $X
printed 'hours later' 'late by 3 h 05 min'
WINLOSS_AS_OF=2026-11-24T12:43:00Z run winloss note $X
printed 'days later' 'late by 3 days'

ok 'one note' winloss note $X --surprise 'They had  decided.'
has_not 'is not the three' $FILE 'noted:'
ok 'the others' winloss note $X --phrase '- #pricing of it' \
	--gap 'For whom.' --hypothesis partly
has 'the moment' $FILE 'noted: 2026-11-21T12:00:00+00:00'
has 'the status' $FILE 'status: noted'
has 'the verdict' $FILE 'hypothesis: partly'
is 'the words, escaped' '## First impressions

### Most surprising finding

They had decided.

### Most useful phrase

\- \#pricing of it

### Most important gap

For whom.' "$(sed -n '/^## First/,$p' $FILE)"
is 'the commit says what' 'note: notes, hypothesis of 2026-11-acme' \
	"$(git log -1 --format=%s)"
run winloss note $X
printed 'in time' '[x] three notes                    2026-11-21 12:00, in time'
printed 'judged' '[x] hypothesis judged              partly'
before=$(snapshot)
ok 'the same again' winloss note $X --gap 'For whom.' --hypothesis partly
said 'has nothing to record' 'nothing new to record'
is 'and changes nothing' "$before" "$(snapshot)"
ok 'another gap' winloss note $X --gap 'By when.'
has 'takes its place' $FILE 'By when.'
has_not 'the old one is gone' $FILE 'For whom.'
has 'the moment stays' $FILE 'noted: 2026-11-21T12:00:00+00:00'

# Late, by an interview of another day
printf -- '---\nwinloss: 1\nid: late\noutcome: win\ndeal: D\n%s' \
	'interviewed: 2026-11-21T08:00:00+01:00
minutes: 60
---

# By hand

> What was said.
' >interviews/2026/late.md
git add -A && git commit -qm late
ok 'three late notes' winloss note late --surprise a --phrase b --gap c
printed 'marked late' \
	'[x] three notes                    2026-11-21 12:00, late by 2 h 00 min'
run json late
printed 'marked late in json' \
	'"when": "2026-11-21 12:00, late by 2 h 00 min", "command": null, "due": "2026-11-21T11:00:00+01:00", "late": true'
printed 'and what does the tagging' '"command": "winloss note late --code"'
has 'written by hand, it gets the sections' interviews/2026/late.md \
	'### Most important gap'
before=$(snapshot)
run winloss synthesize --format json
is 'it can be synthesized' 0 "$status"

# What follows
ok 'all at once' winloss note $X --thanked --confirmed --published --shared \
	--seller-review 'They liked the pilot.' \
	--seller-better 'We were slow.' --coded --by marc
has 'the days' $FILE 'after: {thanked: 2026-11-21 marc, confirmed: 2026-11-21 marc, seller-reviewed: 2026-11-21 marc, published: 2026-11-21 marc, shared: 2026-11-21 marc}'
is "the seller's words" '## Seller review

### What went well

They liked the pilot.

### What could be better

We were slow.' "$(sed -n '/^## Seller/,$p' $FILE)"
has 'coded' $FILE 'coded: 2026-11-21'
has 'the status is coded' $FILE 'status: coded'
expect 'all is done' 0 '2026-11-acme  Acme Corp  loss, against RivalCo
  [x] three notes                    2026-11-21 12:00, in time
  [x] hypothesis judged              partly
  [x] passages tagged                2026-11-21
  [x] thank-you note sent            2026-11-21 marc
  [x] AE told that it took place     2026-11-21 marc
  [x] AE reviewed the notes          2026-11-21 marc
  [x] summary published              2026-11-21 marc
  [x] shared with its consumers      2026-11-21 marc' winloss note $X
before=$(snapshot)
WINLOSS_AS_OF=2026-11-23T12:00:00Z run winloss note $X --thanked --shared
is 'a step ticked off keeps its day' "$before" "$(snapshot)"
run winloss export quotes --format json
has_not "the seller's words are nobody's quote" "$sandbox/.out" 'pilot'

# The editor
cat >"$sandbox/editor" <<'S'
#!/bin/sh
cp "$1" "$OUT"
awk '{ print } /^# The one gap/ { print ""; print "#1 is price."; exit }' \
	"$OUT" >"$1"
S
chmod +x "$sandbox/editor"
export EDITOR="$sandbox/editor" OUT="$sandbox/form"
ok '--edit' winloss note late --edit
is 'the form holds what is there' '# The one finding that surprised you most

a

# The one phrase most useful for positioning, in their words

b

# The one gap that matters most

c' "$(cat "$OUT")"
has 'what was edited' interviews/2026/late.md '\#1 is price.'
has 'what was not' interviews/2026/late.md 'a'
export EDITOR=false
refuses 'an editor that fails' 128 'ended with status 1' -- \
	winloss note late --edit
unset EDITOR

# During a merge nothing is asked for
git rev-parse HEAD >.git/MERGE_HEAD
export EDITOR="$sandbox/editor" OUT="$sandbox/unasked"
fails 'during a merge' 128 'merge' -- winloss note late --edit
ok 'the editor was not opened' test ! -e "$OUT"
rm .git/MERGE_HEAD

# A hook that refuses
printf '#!/bin/sh\nexit 1\n' >.git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
fails 'a hook refuses' 128 'stays in the working tree' -- \
	winloss note late --surprise 'Kept.'
has 'it is in the file' interviews/2026/late.md 'Kept.'
rm .git/hooks/pre-commit
ok 'running again succeeds' winloss note late --surprise 'Kept.'
is 'all is recorded' '' "$(git status --porcelain)"
ok '--no-commit' winloss note late --gap 'Later.' --no-commit
is 'leaves it in the working tree' ' M interviews/2026/late.md' \
	"$(git status --porcelain)"

done_testing
