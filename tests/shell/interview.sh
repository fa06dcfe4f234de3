# SPDX-License-Identifier: GPL-3.0-or-later
# interview --answers: what lands in the file, what is refused, nothing twice.
. "$(dirname "$0")/lib.sh"

small() {
	cp -R "$SOURCE/tests/shell/small" "$1" && cd "$1" || exit 99
	printf 'private/\npeople.yaml\n' >.gitignore
	git init -q && git add -A && git commit -qm begin || exit 99
}
small "$sandbox/p"
X=2026-11-acme FILE=interviews/2026/2026-11-acme.md

# refuses TITLE STATUS PART... -- COMMAND...: fails, and nothing changed.
refuses() {
	before=$(snapshot) name=$1
	fails "$@"
	is "$name: nothing changed" "$before" "$(snapshot)"
}

# bad TITLE PART... -- : answers from standard input are refused.
bad() {
	cat >"$sandbox/bad.yaml"
	title=$1
	shift
	refuses "$title" 128 "$@" winloss interview $X \
		--answers "$sandbox/bad.yaml"
}

bad 'an unknown question names the nearest' 'bad.yaml:2:1: error: ' \
	"has no question 'context.urgancy'" "did you mean 'context.urgency'?" \
	-- <<'Y'
answers:
  context.urgancy: [yes]
Y
bad 'a theme that is not one' 'bad.yaml:4:' "theme 'Two Words'" -- <<'Y'
answers:
  context.urgency:
    - quote: a
      themes: [Two Words]
Y
bad 'an unknown key' 'bad.yaml:1:1' "key 'answer' is not one of" \
	"did you mean 'answers'?" -- <<'Y'
answer: {}
Y
bad 'quote and note at once' 'bad.yaml:3:' "not both" -- <<'Y'
answers:
  context.urgency:
    - {quote: a, note: b}
Y
bad 'neither quote nor note' 'bad.yaml:3:' 'has no words' -- <<'Y'
answers:
  context.urgency:
    - themes: [pricing]
Y
bad 'a time that is none' 'bad.yaml:3:' "time '4 o'" -- <<'Y'
answers:
  context.urgency:
    - {quote: a, time: "4 o'clock"}
Y
bad 'a key twice' 'bad.yaml:3:' -- <<'Y'
answers:
  context.urgency: [a]
  context.urgency: [b]
Y
bad 'a captured field that is none' 'bad.yaml:2:' "key 'rot' is not one" \
	"did you mean 'root'?" -- <<'Y'
captures:
  rot: sales
Y
bad 'a captured word that is none' 'bad.yaml:2:' 'root' -- <<'Y'
captures:
  root: marketing
Y
bad 'a level that is none' 'bad.yaml:3:' 'level' -- <<'Y'
answers:
  context.urgency:
    - {quote: hush, level: secret}
Y
has_not 'the words are not in the message' "$sandbox/.err" hush
bad 'an interviewer of sales' "the interviewer 'jonah' is sales" \
	'only a product marketing manager' -- <<'Y'
interviewer: jonah
Y
bad 'an interviewer nobody knows' "'nobody' is not in the team" -- <<'Y'
interviewer: nobody
Y
bad 'an attendee of sales' "'ruth' is sales-manager" 'never present' -- <<'Y'
attendees: [priya, ruth]
Y
bad 'an attendee nobody knows' "attendee 'nobody' is not in the team" -- <<'Y'
attendees: [nobody]
Y
printf 'answers:\n  context.urgency: ["caf\351"]\n' >"$sandbox/latin1.yaml"
bad 'what is not UTF-8' 'bad.yaml:2:' UTF-8 -- <"$sandbox/latin1.yaml"

refuses 'a missing file' 128 "cannot open 'none.yaml'" -- \
	winloss interview $X --answers none.yaml
refuses 'no terminal' 129 'no terminal' '--answers' -- winloss interview $X
refuses '--answers with --resume' 129 'do not go together' -- \
	winloss interview $X --answers a --resume
refuses '--resume of nothing' 128 "no interview '$X' was cut off" -- \
	winloss interview $X --resume
refuses 'minutes that are none' 129 "not '9x'" -- \
	winloss interview $X --answers - --minutes 9x
refuses 'a consent that is none' 129 "not 'maybe'" -- \
	winloss interview $X --answers - --consent maybe
refuses '--attendee of sales' 128 "'jonah' is sales" -- \
	winloss interview $X --answers - --attendee jonah
refuses '--by sales' 128 "the interviewer 'ruth' is sales-manager" -- \
	winloss interview $X --answers - --by ruth
refuses 'an unknown interview' 128 "did you mean '$X'?" -- \
	winloss interview 2026-11-acm --answers -
refuses 'no interview' 129 'an interview is missing' -- winloss interview
refuses 'two interviews' 129 'one word too many' -- winloss interview a b

cat >"$sandbox/a.yaml" <<'Y'
interviewed: 2026-11-21T10:00:00+01:00
minutes: 43
attendees: [priya, tomas]
consent: named
answers:
  context.urgency:
    - quote: |
        The board asked.

        - no #pricing <b>
      themes: [trigger-board-, deadlin]
      time: "04:10"
      level: public
    - note: She paused.
  context.deadline: skipped
  comparison.root: ["It took too long."]
captures:
  trigger: trigger-board
  criteria: [rollout-time, pricing]
  root: sales
  price-factor: value-case
Y
expect 'an answers file' 0 '' winloss interview $X --answers "$sandbox/a.yaml"
said 'an unknown theme is named' \
	"theme 'deadlin' is not in themes.yaml; did you mean 'deadline'?"
said 'it is recorded' 'interview: hold 2026-11-acme, 2 quotes, 1 note'
said 'what comes next' "next: 'winloss note $X' takes the three notes"
is 'everything lands where it belongs' '-status: ready
+status: interviewed
+interviewer: priya
+attendees: [priya, tomas]
+consent: named
+interviewed: 2026-11-21T10:00:00+01:00
+minutes: 43
+trigger: trigger-board
+criteria: [rollout-time, pricing]
+root: sales
+price-factor: value-case
-### What deadlines did you have? <!-- context.deadline -->
+> The board asked.
+>
+> \- no \#pricing \<b>
+> #trigger-board- #deadlin !public ~04:10 ^ID
+
+She paused. ^ID
+
+### What deadlines did you have? <!-- context.deadline skipped -->
+> It took too long.
+> ^ID
+' "$(git diff HEAD~ -U0 | grep '^[-+]' | grep -v '^---\|^+++' |
	sed 's/\^[a-z0-9]*$/^ID/')"
is 'one commit with its trailer' "Interview: $X" \
	"$(git log -1 --format=%b | sed '/^$/d')"
is 'nothing else is left behind' '' "$(git status --porcelain)"

before=$(snapshot)
expect 'the same file again' 0 '' \
	winloss interview $X --answers "$sandbox/a.yaml"
said 'nothing to record' 'nothing new to record'
is 'no passage twice' "$before" "$(snapshot)"
sed -i '/^interviewed/d' "$sandbox/a.yaml"
WINLOSS_AS_OF=2026-11-25T12:00:00Z run winloss interview $X \
	--answers "$sandbox/a.yaml"
is 'without its time it keeps the time' "$before" "$(snapshot)"
refuses 'a second interview' 128 'has been held already' "winloss note $X" -- \
	winloss interview $X
more() {
	printf 'answers:\n  comparison.root: [More of it.]\n' |
		winloss interview $X --answers -
}
ok 'more answers from standard input' more
has 'they are added' $FILE '> More of it.'
is 'and nothing else' '+> More of it.
+> ^ID
+' "$(git diff HEAD~ -U0 | grep '^[-+]' | grep -v '^---\|^+++' |
	sed 's/\^[a-z0-9]*$/^ID/')"

# An option goes before the file.
opts() {
	printf 'consent: none\nminutes: 10\ncaptures: {consent: none}\n' |
		winloss interview $X --answers - --consent anonymous \
			--minutes 41 --by marc --attendee tomas
}
ok 'options go before the file' opts
has 'consent' $FILE 'consent: anonymous'
has 'minutes' $FILE 'minutes: 41'
has 'the interviewer' $FILE 'interviewer: marc'
has 'who was there' $FILE 'attendees: [marc, tomas]'
sed -i 's/^attendees: .*/attendees: [marc, jonah]/' $FILE
refuses 'sales, though written by hand' 128 "'jonah' is sales" 'never' -- more
git checkout -q $FILE

# Not prepared
B=2026-11-beta
refuses 'not prepared' 128 \
	"'$B' is not prepared: crm, calls, hypothesis, briefed are to do" \
	"winloss prep $B" '--force' -- winloss interview $B --answers -
forced() {
	printf 'answers:\n  context.urgency: [It was time.]\n' |
		winloss interview $B --answers - --force
}
ok '--force' forced
has 'is recorded' interviews/2026/$B.md 'forced: 2026-11-21 priya'
has 'the block is added' interviews/2026/$B.md '## Decision context'
has 'the heading is added' interviews/2026/$B.md \
	'### What made it urgent? <!-- context.urgency -->'
before=$(snapshot)
ok 'once forced it may be read again' forced
is 'without a change' "$before" "$(snapshot)"

for state in declined withdrawn; do
	printf -- "---\nwinloss: 1\nid: s-$state\noutcome: win\ndeal: D\n%s" \
		"status: $state
---
" >interviews/2026/s-$state.md
	git add -A && git commit -qm "$state"
	refuses "$state" 128 "'s-$state' is $state" -- \
		winloss interview s-$state --answers -
done

# A stakeholder's view needs no preparation and no deal.
printf -- '---\nwinloss: 1\nid: cs-view\nkind: internal\n---\n' \
	>interviews/2026/cs-view.md
git add -A && git commit -qm internal
internal() {
	printf 'answers:\n  context.urgency: [{quote: They left., themes: [pricing]}]\n' |
		winloss interview cs-view --answers -
}
ok 'an internal interview' internal
run winloss synthesize --format json
has_not 'is not counted' "$sandbox/.out" cs-view

# A hook that refuses
printf '#!/bin/sh\necho no >&2\nexit 1\n' >.git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
hooked() {
	printf 'answers:\n  context.urgency: [Once more.]\n' |
		winloss interview $X --answers -
}
fails 'a hook refuses' 128 'stays in the working tree' 'git commit -F ' -- hooked
has 'the change is in the working tree' $FILE '> Once more.'
rm .git/hooks/pre-commit
ok 'running again succeeds' hooked
is 'all is recorded' '' "$(git status --porcelain)"
is 'once' 1 "$(git show HEAD:$FILE | grep -c 'Once more')"

# One unknown theme in two passages is one warning.
printf 'answers:\n  context.urgency:\n    - {quote: It began, themes: [zebra]}\n    - {quote: It went on, themes: [zebra-]}\n' \
	>"$sandbox/twice.yaml"
run winloss interview $X --answers "$sandbox/twice.yaml"
is 'an unknown theme is named once' 1 \
	"$(grep -c "theme 'zebra' is not in themes.yaml" "$sandbox/.err")"

done_testing
