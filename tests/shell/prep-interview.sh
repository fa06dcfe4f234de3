# SPDX-License-Identifier: GPL-3.0-or-later
# winloss prep <interview>: the four preparations and what goes with them.
. "$(dirname "$0")/lib.sh"
winloss -q init p --product Ledgerly --competitor RivalCo || exit 99
cd p || exit 99
for i in 1 2 3 4; do
	echo "O-$i,Acme $i,loss,,,,,rivalco,,,,2026-10-30,"
done >>deals.csv
git commit -qam deals
for i in 1 2 3 4; do
	winloss -q prep "O-$i" >/dev/null || exit 99
done
one=2026-11-acme-1 file=interviews/2026/2026-11-acme-1.md

prep() {
	winloss prep "$one" "$@"
}

before=$(snapshot)
expect 'what is to do' 0 '2026-11-acme-1  Acme 1  loss, against RivalCo
  [ ] CRM record reviewed            winloss prep 2026-11-acme-1 --crm-reviewed
  [ ] first and last call reviewed
      winloss prep 2026-11-acme-1 --first-call TEXT --last-call TEXT
  [ ] hypothesis written down
      winloss prep 2026-11-acme-1 --hypothesis TEXT
  [ ] interviewee briefed            winloss prep 2026-11-acme-1 --briefed
  also
  [ ] background talk with the owner
      winloss prep 2026-11-acme-1 --background TEXT
  [ ] introduced by the AE           winloss prep 2026-11-acme-1 --introduced' \
	prep
is 'showing changes nothing' "$before" "$(snapshot)"

run prep --crm-reviewed
printed 'one is done' '[x] CRM record reviewed            2026-11-21 priya'
has 'the file says when and who' "$file" 'prepared: {crm: 2026-11-21 priya}'
is 'the commit' "prep: prepare $one

Interview: $one" "$(git log -1 --format=%B)"
before=$(snapshot)
run prep --crm-reviewed
said 'twice is nothing new' 'nothing new to record'
is 'twice is once' "$before" "$(snapshot)"

run prep --first-call 'The buyer called it a *reporting* problem; we led with price.'
printed 'one call is not enough' '[ ] first and last call reviewed'
has 'its text is as it was said' "$file" 'a \*reporting\* problem'
run prep --last-call 'Rollout time; we led with a discount.'
printed 'both calls are' '[x] first and last call reviewed   2026-11-21 priya'
printed 'the gap between them is a finding of its own' \
	'[ ] gap between the calls          winloss prep 2026-11-acme-1 --call-gap TEXT'
run prep --hypothesis 'Lost on rollout time, not on price.' --briefed
printed 'all four are done, the gap does not block' \
	"ready: winloss interview $one"
has 'the status follows' "$file" 'status: ready'
run prep --call-gap 'They never heard us speak of rollout.'
printed 'the gap is written' '[x] gap between the calls'
run prep --background 'Came by a partner.' --introduced
is 'everything is done' '' "$(grep -F '[ ]' "$sandbox/.out")"
is 'the front matter holds all six' 6 \
	"$(sed -n 's/^prepared: //p' "$file" | grep -o 2026-11-21 | wc -l)"
run prep --hypothesis 'Lost on trust.'
has 'a text can be written anew' "$file" 'Lost on trust.'
has_not 'in place of the old one' "$file" 'Lost on rollout time'

run prep -f json
printed 'as JSON' '"id": "gap"'
printed 'with when and who' '"when": "2026-11-21 priya"'

# Only what was meant changes
two=interviews/2026/2026-11-acme-2.md
sed -i 's/^guide: buyer/guide:   buyer  # ours\nx-own: kept/; s/$/\r/' "$two"
git commit -qam 'by hand'
ok 'a file by hand, with CRLF' winloss -q prep 2026-11-acme-2 --briefed
is 'one line changes' 1 "$(git show --format= --numstat | cut -f1)"

# --- No recording ---
two() {
	winloss prep 2026-11-acme-2 "$@"
}
run two --no-recording
printed 'a recording that does not exist is told' \
	'[x] first and last call reviewed   2026-11-21 priya'
is 'for both calls' 2 "$(grep -c 'No recording exists' "$two")"
has_not 'and there is no gap' "$sandbox/.out" 'gap between'
three=interviews/2026/2026-11-acme-3.md
run winloss prep 2026-11-acme-3 --first-call 'Price.'
run winloss prep 2026-11-acme-3 --no-recording
has 'what was told of one call stays' "$three" 'Price.'
is 'the other was not recorded' 1 "$(grep -c 'No recording exists' "$three")"

# --- Who and what ---
before=$(snapshot)
fails 'an empty text' 129 '--last-call takes a text' -- \
	prep --last-call "$(printf ' \n ')"
fails 'nobody of the team' 128 "'nobody' is not in the team" hint: -- \
	prep --briefed --by nobody
fails 'an option of a deal' 129 \
	'--role does not go with an interview that is there' -- \
	prep --role CFO
fails 'a format that it does not have' 129 'as text or json, not as csv' -- \
	prep -f csv
git config user.email else@ledgerly.example
fails 'whom git does not know of the team' 128 \
	"'else@ledgerly.example' is not in the team" '--by' -- prep --briefed
git config --unset user.email
is 'none of it changed anything' "$before" "$(snapshot)"
run prep --briefed --no-commit --as-of 2026-11-20
is 'without a commit' " M $file" "$(git status --short)"
has 'at another date' "$file" 'briefed: 2026-11-20 priya'
git checkout -q .

# --- On a terminal ---
ask() { # answers on stdin
	script -qec "'$WINLOSS' prep 2026-11-acme-4" /dev/null >../.tty 2>&1
}
four=interviews/2026/2026-11-acme-4.md
if command -v script >/dev/null; then
	before=$(snapshot)
	printf '\n\n\n\n\n\n\n\n' | ask
	has 'asks for what is missing' ../.tty 'CRM record reviewed (size'
	has 'in words' ../.tty 'hypothesis, what drove this outcome: '
	is 'Enter skips all' "$before" "$(snapshot)"
	printf 'y\nTold first\nTold last\n\nSpeed\n\nBackground\ny\n' | ask
	has 'a yes is recorded' ../.tty '[x] CRM record reviewed'
	has 'both calls' "$four" 'Told last'
	has 'the hypothesis' "$four" 'Speed'
	has 'the rest stays to be done' ../.tty '[ ] interviewee briefed'
	has_not 'calls that were told need no recording' ../.tty \
		'is there no recording'
	is 'in one commit' 1 \
		"$(git rev-list --count HEAD -- "$four" | awk '{print $1 - 1}')"
	printf '\ny\n' | ask
	has_not 'what is done is not asked again' ../.tty 'what drove'
	has 'the gap is asked for' ../.tty 'the gap between the two calls: '
	has 'ready' "$four" 'status: ready'
	printf 'The gap\n\004' | ask
	has 'an answer before ^D counts' "$four" 'The gap'
	printf 'y\n' | script -qec "'$WINLOSS' --no-input prep $one" \
		/dev/null >../.tty 2>&1
	has_not 'with --no-input nothing is asked' ../.tty 'Enter skips'
else
	skip 'questions on a terminal' 'no script(1)'
fi

done_testing
