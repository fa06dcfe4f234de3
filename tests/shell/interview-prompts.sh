# SPDX-License-Identifier: GPL-3.0-or-later
# interview on a terminal: a whole one, a pause, kill -9, a pasted paragraph.
. "$(dirname "$0")/lib.sh"

small() {
	rm -rf "$sandbox/p"
	cp -R "$SOURCE/tests/shell/small" "$sandbox/p" && cd "$sandbox/p" ||
		exit 99
	printf 'private/\npeople.yaml\n' >.gitignore
	git init -q && git add -A && git commit -qm begin || exit 99
}
X=2026-11-acme FILE=interviews/2026/2026-11-acme.md
JOURNAL=.git/winloss/interview-$X.yaml

# talk TITLE STATUS ARGUMENTS...: with the script on standard input
talk() {
	title=$1 want=$2
	shift 2
	python3 "$SOURCE/tests/shell/pty.py" "$WINLOSS" "$@" >"$sandbox/.out"
	status=$?
	is "$title" "$want" "$status"
	[ "$status" -eq "$want" ] || sed 's/^/# /' "$sandbox/.out"
}

small
talk 'a whole interview' 0 interview $X --attendee tomas <<'T'
	expect 2026-11-acme  Acme Corp  loss, against RivalCo
	expect 4 questions in 2 blocks
	expect == Decision context, 8 to 10 minutes ==
	expect say: This is not a sales conversation.
	expect The trigger
	expect What we lost on
	expect 1/4 * What made it urgent?
	expect  > 
	send /?
	expect vague: What happened in the month before?
	expect  > 
	send /nothing
	expect not kept: a line that begins with /
	expect  > 
	send The board asked for - one #system.
	expect themes (Tab completes
	send Nonsense!
	expect 'Nonsense!' is not a theme
	expect themes: 
	send trigger-board- pricng ~04:10
	expect theme 'pricng' is not in themes.yaml; did you mean 'pricing'?
	expect  > 
	send /n She paused.
	expect themes: 
	send 
	expect  > 
	send I leave in spring.
	expect themes: 
	send !confidential pricing
	expect  > 
	send 
	expect the trigger, one theme: 
	send Board
	expect 'Board' is not a theme's id
	expect the trigger, one theme: 
	send trigger-board
	expect 2/4
	expect What deadlines did you have?
	expect  > 
	send /skip
	expect == Comparison, 5 minutes ==
	expect 3/4 * What tipped it to RivalCo?
	expect  > 
	send /back
	expect 2/4
	expect  > 
	send In March.
	expect themes: 
	send deadline
	expect  > 
	send 
	expect 3/4
	expect  > 
	paste It took too long.\n\nFour weeks\nagainst ten.
	expect themes: 
	send rollout-time-
	expect  > 
	send 
	expect where they met it: product, messaging or sales: 
	send marketing
	expect root cannot be 'marketing'
	expect it is one of: product, messaging, sales
	expect where they met it
	send sales
	expect 4/4
	expect  > 
	send Time, then price.
	expect themes: 
	send 
	expect  > 
	send 
	expect themes in order: 
	send rollout-time, pricing
	expect How many minutes did it take?
	send forty
	expect a number of minutes, 1 to 600
	expect take?
	send 43
	expect recorded
	expect next: 'winloss note 2026-11-acme'
T
is 'the file' "status: interviewed
interviewer: priya
attendees: [priya, tomas]
interviewed: 2026-11-21T12:00:00+00:00
minutes: 43
trigger: trigger-board
root: sales
criteria: [rollout-time, pricing]
## Decision context

### What made it urgent? <!-- context.urgency -->

> The board asked for - one #system.
> #trigger-board- #pricng ~04:10 ^ID

She paused. ^ID

> (confidential)
> #pricing !confidential ^ID

### What deadlines did you have? <!-- context.deadline -->

> In March.
> #deadline ^ID

## Comparison

### What tipped it to RivalCo? <!-- comparison.root -->

> It took too long.
>
> Four weeks
> against ten.
> #rollout-time- ^ID

### What were your criteria? <!-- comparison.criteria -->

> Time, then price.
> ^ID
" "$(sed -n '/^status/p; /^inter.*er:/p; /^attendees/,/^criteria/p; /^## Dec/,/^## First/p' \
	$FILE | grep -v '^interviewee\|^## First' |
	sed 's/\^[a-z0-9]*$/^ID/; s/\\#/#/')
"
has 'the confidential words are in private/' private/$X.md 'I leave in spring.'
is 'and nowhere in git' '' "$(git log -p --all | grep 'leave in spring')"
ok 'the journal is gone' test ! -e $JOURNAL

# A pause, with the start and the people kept
small
talk 'a pause' 130 interview $X --by marc <<'T'
	expect  > 
	send The board.
	expect themes
	send pricing
	expect  > 
	send 
	expect the trigger, one theme: 
	key ^D
	expect winloss: paused; every answer is saved
	expect hint: go on with 'winloss interview 2026-11-acme --resume'
T
is 'the journal is ours alone' 600 "$(stat -c %a $JOURNAL)"
has_not 'the file is as it was' $FILE 'The board'
fails 'beginning again' 128 'was cut off' '--resume' -- winloss interview $X
given() {
	printf 'answers: {}\n' | winloss interview $X --answers - --force
}
ok 'answers from a file instead' given
said 'the journal is named' 'before a pause is not in it yet' '--resume'
ok 'and stays' test -s "$JOURNAL"
git reset -q --hard HEAD~
cp -R . ../other && rm -rf ../other/.git && mv ../other .
fails 'another programme of the repository has a journal of its own' 128 \
	"no interview '$X' was cut off" -- winloss -C other interview $X --resume
rm -r other
WINLOSS_AS_OF=2026-11-21T12:30:00Z talk 'a kill in the middle' 137 \
	interview $X --resume <<'T'
	expect Going on; 1 answer is kept.
	expect 1/4
	expect the trigger, one theme: 
	send trigger-board
	expect 2/4
	expect  > 
	send In March, they said.
	expect themes
	kill
T
has 'the words are safe before their themes' $JOURNAL 'In March, they said.'
WINLOSS_AS_OF=2026-11-21T12:45:00Z talk '^C pauses too' 130 \
	interview $X --resume <<'T'
	expect Going on; 2 answers are kept.
	expect 3/4
	expect  > 
	key ^C
	expect paused
T
printf '#!/bin/sh\nexit 1\n' >.git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
talk 'a hook refuses' 128 interview $X --resume <<'T'
	expect Going on; 2 answers are kept.
	expect 3/4
	expect  > 
	send    
	expect 4/4
	expect  > 
	send 
	expect take?
	send 
	expect the answers are kept
	expect --resume' writes them
	expect stays in the working tree
T
ok 'the journal is kept' test -e $JOURNAL
rm .git/hooks/pre-commit
talk 'running again succeeds' 0 interview $X --resume <<'T'
	expect Going on; 2 answers are kept.
	expect take?
	send 41
	expect recorded
T
is 'all is recorded' '' "$(git status --porcelain)"
has 'when it began' $FILE 'interviewed: 2026-11-21T12:00:00+00:00'
has 'who held it' $FILE 'interviewer: marc'
has 'the capture' $FILE 'trigger: trigger-board'
is 'each answer once' 2 "$(grep -c '^> The board\.\|^> In March' $FILE)"
has 'what was left out' $FILE '<!-- comparison.root skipped -->'
ok 'the journal is gone then' test ! -e $JOURNAL

# A pause before the first answer leaves nothing in the way.
small
for resume in '' --resume ''; do
	# shellcheck disable=SC2086
	talk "a pause at once $resume" 130 interview $X $resume <<'T'
	expect  > 
	key ^D
	expect paused
T
done

# Without consent no word stays in the file.
talk 'consent none' 0 interview $X --consent none --minutes 40 <<'T'
	expect  > 
	send Never say that we said so.
	expect themes
	send pricing
	expect  > 
	send 
	expect the trigger
	send 
	expect 2/4
	send 
	expect 3/4
	send 
	expect 4/4
	send 
	expect recorded
T
has_not 'the words are not in the file' $FILE 'Never say'
has 'they are in private/' private/$X.md 'Never say that we said so.'
has 'the consent' $FILE 'consent: none'

# The three notes at prompts
talk 'two of the notes' 0 note $X <<'T'
	expect Three notes, while they are fresh: due 2026-11-21 14:40
	expect The one finding that surprised you most:
	expect  > 
	send They had decided.
	expect The one phrase
	expect  > 
	send 
	expect The one gap
	expect  > 
	send For whom.
	expect recorded
	expect [ ] three notes
T
has 'they are written' $FILE 'They had decided.'
talk 'the third' 0 note $X <<'T'
	expect The one phrase
	expect  > 
	paste It tells you\nwho signed.
	expect [x] three notes
T
has 'all three: noted' $FILE 'noted: 2026-11-21T12:00:00+00:00'
before=$(snapshot)
talk 'nothing is asked then' 0 note $X <<'T'
	expect [x] three notes
T
is 'and nothing changed' "$before" "$(snapshot)"

done_testing
