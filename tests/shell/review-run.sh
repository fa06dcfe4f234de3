# SPDX-License-Identifier: GPL-3.0-or-later
# review --run on a terminal: a whole one, what is asked again, ^C and kill -9.
. "$(dirname "$0")/lib.sh"

F=reviews/2026-11.md JOURNAL=.git/winloss/review-2026-11.yaml

# Two claims with something new, one without.
small() {
	rm -rf "$sandbox/p"
	example "$sandbox/p" reviews plans
	rm -f cards/*/*.md
	sed -i '/^- Sales asks/,/omspz$/d' field/2026-10.md
	cat >cards/message/value.md <<'E'
---
winloss: 1
id: value
type: message
owner: priya
verifier: ines
---

# Our value

## Value statements

- Approvals that cannot be overwritten. [@2026-07-morvanta^m4mfd] ^gwz
- The checklist does the nagging. (unproven) ^mx9
- trigger-failed-tool is why they come. (unproven) ^aag
E
	git add -A && git commit -qm small || exit 99
	winloss -q review 2026-10 --as-of 2026-10-20 || exit 99
}

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
talk 'a whole review' 0 review --run <<'T'
	expect who is present?
	send priya rut
	expect 'rut' is not in the team
	expect did you mean 'ruth'?
	expect who is present?
	send priya, ruth ines
	expect 0 of 45 minutes gone, this item begins at 0
	expect What changed in the market
	expect A tool that failed
	expect [Enter] goes on
	send 
	expect this item begins at 5
	expect What changed in buyers' behaviour
	expect [Enter] goes on
	send 
	expect What changed in our own performance
	expect [Enter] goes on
	send 
	expect this item begins at 23
	expect Scorecard
	expect message/value^gwz
	expect Approvals that cannot be overwritten.
	expect for 2 deals
	expect no longer? [S/p/n, a: the rest is]
	send x
	expect 'x' is no answer to this
	expect no longer? [S/p/n, a: the rest is]
	send 
	expect message/value^aag
	expect no longer?
	send n
	expect 1 statement with nothing new since: all still true?
	send y
	expect Three actions
	expect action 1 of 3
	expect what:
	send 
	expect what is to be done?
	expect what:
	send Rewrite the line
	expect owner:
	send 
	expect no owner, no action
	expect owner:
	send priya
	expect deadline (a date, or 14d):
	send 2026-01-01
	expect has passed
	expect deadline
	send 14d
	expect outcome, one:
	send A page and a call
	expect more than one outcome
	expect outcome, one:
	send a page
	expect action 2 of 3
	expect what:
	send Ask
	expect owner:
	send marc
	expect deadline
	send 2026-12-01
	expect outcome
	send one answer
	expect action 3 of 3
	expect what:
	send Tell
	expect owner:
	send ruth
	expect deadline
	send 7d
	expect outcome
	send one mail
	expect recorded
	expect Rewrite the line
	expect revise or remove message/value^aag
T
has 'who was there' $F 'present: [priya, ruth, ines]'
has 'the first verdict' $F '  message/value^gwz: still'
has 'the second verdict' $F '  message/value^aag: no-longer'
has 'the one without anything new' $F '  message/value^mx9: still'
has 'a deadline' $F '    deadline: 2026-12-05'
has 'the outcome that was one' $F '    outcome: a page'
has 'the card' cards/message/value.md 'disputed: {aag: 2026-11}'
ok 'the journal is gone' test ! -e "$JOURNAL"
is 'one commit' 'review: hold 2026-11' "$(git log -1 --format=%s)"

small
talk 'nothing changed' 0 review --run --verdict all=still <<'T'
	expect who is present?
	send 
	expect nothing changed: keep the plan? [Y/n]
	send 
	expect Nothing changed: the plan is kept.
T
has 'the plan is kept' $F 'decision: keep'

small
winloss -q note --field request --note 'A page on plans, says sales.' \
	--date 2026-11-20
winloss -q note --field request --note 'A list of references.' \
	--date 2026-09-20
talk 'a request is weighed' 0 review --run --keep <<'T'
	expect who is present?
	send 
	expect Requests from others
	expect A page on plans, says sales.
	expect taken or declined? [t/d, Enter: later]
	send d
	expect the reason:
	send 
	expect the reason:
	send The battlecard has it
	expect priority?
	send h
	expect expected impact?
	send l
	expect A list of references.
	expect taken or declined?
	send 
	expect recorded
T
has 'what was asked for' $F 'A page on plans, says sales.'
has 'it is declined' $F '    decision: declined'
has 'with the reason' $F '    reason: The battlecard has it'
has 'with its priority' $F '    priority: high'
run winloss review show 2026-12 --as-of 2026-12-20
printed 'what was put off comes again' 'A list of references.'
is 'what was declined does not' 0 \
	"$(grep -c 'A page on plans, says sales' "$sandbox/.out")"

# --- Stopped ---

small
snapshot >"$sandbox/before"
talk '^C stops it' 130 review --run <<'T'
	expect who is present?
	send priya
	expect goes on
	send 
	expect goes on
	send 
	expect goes on
	send 
	expect message/value^gwz
	expect no longer?
	send p
	expect message/value^aag
	expect no longer? [S/p/n, a: the rest is]
	key ^C
	expect what was said is kept: 'winloss review --run 2026-11' goes on
T
snapshot >"$sandbox/after"
ok 'the files are as they were' cmp "$sandbox/before" "$sandbox/after"
ok 'what was said is kept' grep -q 'message/value^gwz: partly' "$JOURNAL"
is 'nobody else can read it' 600 "$(stat -c %a "$JOURNAL")"
talk 'kill -9 keeps it too' 137 review --run <<'T'
	expect going on where this review stopped
	expect this item begins at 23
	expect message/value^aag
	expect no longer?
	send n
	expect 1 statement with nothing new
	kill
T
ok 'the second answer is kept' \
	grep -q 'message/value^aag: no-longer' "$JOURNAL"
run winloss review --run --no-input --verdict all=still \
	--action 'A;priya;7d;a' --action 'B;marc;7d;b' --action 'C;ruth;7d;c'
is 'it is ended with options' 0 "$status"
has 'the answer before ^C' $F 'message/value^gwz: partly'
has 'the answer before the kill' $F 'message/value^aag: no-longer'
has 'who was there before both' $F 'present: [priya]'
ok 'the journal is gone in the end' test ! -e "$JOURNAL"

# --- Quarterly ---

small
deals='send y
	expect where did it help?
	send first call'
{
	echo 'expect who is present?'
	echo 'send '
	echo 'expect Where the framework helped'
	echo 'expect Retro'
	echo 'expect Lyndrake Payments, loss, closed 2026-11-17'
	echo 'expect did the framework help?'
	echo "$deals"
	for i in 2 3 4 5 6 7 8 9 10; do
		echo 'expect did the framework help?'
		echo 'send '
	done
	echo 'expect Nettle calculator'
	echo 'expect consistent with the messages?'
	echo 'send p'
	echo 'expect is it used?'
	echo 'send n'
	echo 'expect What drove results this quarter'
	echo 'expect an answer? [Enter: none]'
	echo 'send Dates in writing'
	for i in 2 3 4; do
		echo 'expect an answer? [Enter: none]'
		echo 'send '
	done
	echo 'expect recorded'
} >"$sandbox/script"
talk 'a quarterly review' 0 review --run --quarterly --keep \
	--asset 'Nettle calculator' <"$sandbox/script"
has 'where it helped' reviews/2026-q4.md '    where: first call'
is 'one of ten is told of' 1 "$(grep -c 'helped: ' reviews/2026-q4.md)"
has 'the asset is told of' reviews/2026-q4.md '    consistent: partly'
has 'the retro is answered' reviews/2026-q4.md 'retro: {drove: Dates in writing}'

done_testing
