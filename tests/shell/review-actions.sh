# SPDX-License-Identifier: GPL-3.0-or-later
# review actions, close, hand, decline: what follows a review.
. "$(dirname "$0")/lib.sh"

example "$sandbox/p" reviews plans
F=reviews/2026-11.md

run winloss review actions
printed 'without a review there is no action' 'No review agreed on actions.'
mkdir reviews
cat >$F <<'E'
---
winloss: 1
id: 2026-11
kind: monthly
as-of: 2026-11-02
held: 2026-11-02   # a Monday
actions:
  - id: late1
    what: Ask for references
    owner: marc
    deadline: 2026-11-20
    outcome: two agreed
  - {id: open1, what: Write a page, owner: priya, deadline: 2026-11-30, outcome: a page}
  # the founder wants this one
  - id: done1
    what: Send the list
    owner: ruth
    deadline: 2026-11-10
    outcome: one list
    done: 2026-11-09
  - id: none1
    what: Think
---

# By hand
E
git add -A && git commit -qm 'a review by hand'

run winloss review actions
is 'overdue ones come first' 'late1 none1 open1 done1' \
	"$(sed -n 's/^  \([a-z]*1\) .*/\1/p' "$sandbox/.out" | paste -sd' ')"
printed 'how late is said' 'overdue by 1 day '
printed 'what has no deadline says so' 'no deadline'
printed 'they are counted' '1 overdue, 2 open, 1 done, 0 declined'
expect 'as a table' 0 \
'id,review,what,owner,deadline,outcome,state,days,done,claim,reason
late1,2026-11,Ask for references,marc,2026-11-20,two agreed,overdue,1,,,
none1,2026-11,Think,,,,open,0,,,
open1,2026-11,Write a page,priya,2026-11-30,a page,open,0,,,
done1,2026-11,Send the list,ruth,2026-11-10,one list,done,0,2026-11-09,,' \
	winloss review actions --format csv
run winloss review actions --format json
is 'as a document' 4 "$(grep -c '"review": "2026-11"' "$sandbox/.out")"
run winloss review actions --as-of 2026-11-08
printed 'dates follow --as-of' '0 overdue, 4 open, 0 done'

# --- Closing ---

ok 'an action is closed' winloss review close late1
is 'only its line is added' '+    done: 2026-11-21' \
	"$(git diff -U0 HEAD~1 -- $F | grep '^[+-] ')"
is 'the commit says what and why' 'review: close action late1
Why: two agreed' "$(git log -1 --format='%s%n%b' | sed '/^$/d')"
expect 'closed twice is closed' 0 '' winloss review close late1
said 'that is said' "'late1' is done already"
fails 'an unknown one has the nearest' 128 "did you mean 'open1'?" -- \
	winloss review close opn1
fails 'which one must be said' 129 "takes an action" -- winloss review close

# --- Handing over ---

ok 'an action is handed over' winloss review hand open1 --to ruth
has 'a list on one line stays on one line' $F \
	'  - {id: open1, what: Write a page, owner: ruth, deadline: 2026-11-30, outcome: a page, handed: [2026-11-21 priya]}'
ok 'and again' winloss review hand open1 --to marc --as-of 2026-11-25
has 'its history is kept' $F 'handed: [2026-11-21 priya, 2026-11-25 ruth]'
has 'a comment stays' $F '  # the founder wants this one'
expect 'to its owner is nothing' 0 '' winloss review hand open1 --to marc
said 'that is said too' "'open1' is marc's already"
fails 'only to the team' 129 "'mark' is not in the team" -- \
	winloss review hand open1 --to mark
fails 'to whom must be said' 129 '--to' -- \
	winloss review hand open1 --no-input
fails 'what is done stays with its owner' 128 'is done already' -- \
	winloss review hand done1 --to marc
ok 'one without an owner gets one' winloss review hand none1 --to ines
has 'and the file says that nobody had it' $F 'handed: [2026-11-21 nobody]'

# --- Declining ---

fails 'the reason must be said' 129 '--why' -- \
	winloss review decline none1 --no-input
ok 'an action is declined' winloss review decline none1 --why 'No time: Q4'
has 'with its reason' $F "    reason: 'No time: Q4'"
is 'the reason is in the commit' 'Why: No time: Q4' \
	"$(git log -1 --format=%b | grep Why)"
run winloss review actions
printed 'it is no longer open' 'declined 2026-11-21'
fails 'and cannot be closed' 128 'is declined already' -- \
	winloss review close none1
has 'the text is as it was' $F '# By hand'

# --- Without a commit ---

git rev-parse HEAD >"$sandbox/head"
ok 'without a commit' winloss review close open1 --no-commit
is 'there is none' "$(cat "$sandbox/head")" "$(git rev-parse HEAD)"
has 'the file is changed' $F 'done: 2026-11-21}'

done_testing
