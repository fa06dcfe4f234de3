# SPDX-License-Identifier: GPL-3.0-or-later
# What needs somebody now: each kind by its border, each with a command that
# works, and the health of the programme.
. "$(dirname "$0")/lib.sh"

example "$sandbox/programme"

run winloss status
is 'it is no failure that things are due' 0 "$status"
printed 'what is overdue comes first' 'OVERDUE'
printed 'with its command' 'winloss review'
printed 'then the health' 'the last 90 days (and the 90 before)'
printed 'in raw counts' 'Closed deals interviewed    4 of 15'
printed 'which names what is too low' 'below 8/10'
fails 'no word is taken' 129 "'now' is one word too many" -- winloss status now
fails 'nor a table' 129 'this is written as text, md, json or ics' -- \
	winloss status -f csv
fails 'nor somebody unknown' 128 "'zoe' is not in the team" -- \
	winloss status --owner zoe

lines=$(winloss status | wc -l)
ok 'it fits a screen' test "$lines" -le 45
is 'of what can wait one of each kind is shown' 1 \
	"$(winloss status | grep -c 'in no card yet')"
is 'the rest is a command away' 2 \
	"$(winloss status --all | grep -c 'in no card yet')"
# Pasted, it would put the word TEXT into a file.
is 'no command waits for words' '' \
	"$(winloss status --all | grep 'winloss .*TEXT')"
run winloss status
is 'no line is wider than the terminal' '' \
	"$(awk '{ gsub(/[^ -~]+/, "x") } length > 80' "$sandbox/.out" |
		grep -v 'winloss ')"

same() {
	winloss status -f json >"$sandbox/a" && winloss status -f json >"$sandbox/b" &&
		cmp "$sandbox/a" "$sandbox/b"
}
ok 'the same bytes twice' same

cat >"$sandbox/read.py" <<'END'
import json, sys
s = json.load(sys.stdin)
assert s["winloss"] == 1
for d in s["due"]:
    if len(sys.argv) < 2 or d["kind"] == sys.argv[1]:
        print(d["kind"], d["subject"], d["days"], d["overdue"])
END
due() { # kind, day
	winloss --as-of "$2" status -f json | python3 "$sandbox/read.py" "$1"
}
is 'a card is not due fifteen days before it expires' '' \
	"$(due card 2026-11-14 | grep abacurion)"
is 'but fourteen' 'card battlecard/abacurion -14 False' \
	"$(due card 2026-11-15 | grep abacurion)"
is 'on its last day' 'card battlecard/abacurion 0 False' \
	"$(due card 2026-11-29 | grep abacurion)"
is 'and is overdue behind it' 'card battlecard/abacurion 1 True' \
	"$(due card 2026-11-30 | grep abacurion)"
expect 'the day of as-of is printed' 0 '"as_of": "2026-11-21",' \
	sh -c '"$WINLOSS" status -f json | sed -n "s/^  \(.as_of.*\)/\1/p"'

# Every command that is named is one that there is.
winloss status -f json | python3 -c '
import json, sys
for d in json.load(sys.stdin)["due"]:
    print(d["command"])' >"$sandbox/commands"
ok 'every item has a command' test -s "$sandbox/commands"
unknown=
while read -r name command rest; do
	[ "$name" = winloss ] && winloss "$command" -h >"$sandbox/help" 2>&1 ||
		unknown="$unknown $command"
	for option in $(echo "$rest" | grep -o -- '--[a-z-]*'); do
		grep -q -- "$option" "$sandbox/help" ||
			unknown="$unknown $command$option"
	done
done <"$sandbox/commands"
is 'of commands and options that exist' '' "$unknown"

grep ' --from-pattern ' "$sandbox/commands" >"$sandbox/pattern"
ok 'a pattern goes into a card' sh -c '"$WINLOSS" ${1#winloss} --why Said --no-commit' - \
	"$(cat "$sandbox/pattern")"
git checkout -q -- cards

# --- one person, calendar, Markdown ---

run winloss status --owner marc --all
printed 'one person sees the own things' '(marc)'
has_not 'and nothing else' "$sandbox/.out" '(priya)'
winloss status --mine >"$sandbox/mine"
winloss status --owner priya >"$sandbox/priya"
ok 'one knows who one is' cmp "$sandbox/mine" "$sandbox/priya"
run winloss status -f ics
printed 'a calendar' 'BEGIN:VCALENDAR'
printed 'of what has a date' 'SUMMARY:battlecard/abacurion: to be verified again'
run winloss status -f md
printed 'Markdown to be shared' '- [ ] '
printed 'with the health as a table' '| Interviews held |'

# --- zones and clocks: the notes of an interview that is just over ---

cat >interviews/2026/2026-11-nordholm.md <<'END'
---
winloss: 1
id: 2026-11-nordholm
outcome: loss
deal: NEW-1
interviewer: priya
interviewed: 2026-11-21T10:00:00+01:00
minutes: 40
status: interviewed
---

# Nordholm
END
left() { # as-of
	winloss --as-of "$1" status --all | sed -n '/nordholm: .*notes/s/^ *//p'
}
is 'two hours from its end' 'today         2026-11-nordholm: three notes in 1:40 hours (priya)' \
	"$(left 2026-11-21T11:00:00+01:00)"
is 'in any zone' "$(left 2026-11-21T11:00:00+01:00)" \
	"$(left 2026-11-21T05:00:00-05:00)"
is 'then they are missing' 'over          2026-11-nordholm: the three notes are missing (priya)' \
	"$(left 2026-11-21T12:41:00+01:00)"

# --- a fresh programme ---

cd "$sandbox" || exit 99
winloss -q init fresh >/dev/null 2>&1
cd fresh || exit 99
run winloss status
is 'a fresh programme has a status' 0 "$status"
printed 'with nothing overdue' 'nothing is overdue'
is 'that says what comes first' '    winloss prep --crm FILE' \
	"$(sed -n '/WHEN THERE/{n;n;p}' "$sandbox/.out")"

# --- a review that was prepared, then held; as of a day before it ---

cd "$sandbox/programme" || exit 99
review() { # as-of
	winloss --as-of "$1" status --owner priya -f json |
		python3 "$sandbox/read.py" review | grep monthly
}
winloss -q review
run winloss status
printed 'a review that was made waits' \
	'the monthly review: made, and waits to be held (priya)'
printed 'with the command that holds it' 'winloss review --run 2026-11'
winloss -q review --run --keep --no-input >"$sandbox/.out" 2>&1
is 'a month after it the next one is due' 'review monthly 0 False' \
	"$(review 2026-12-22)"
is 'and overdue a day later' 'review monthly 1 True' "$(review 2026-12-23)"
is 'but not on the day' '' "$(review 2026-11-22)"
is 'the day before the one of October counts' 'review monthly -2 False' \
	"$(review 2026-11-20)"
for zone in Pacific/Auckland America/Los_Angeles; do
	is "the same in $zone" "$(review 2026-12-23)" \
		"$(TZ=$zone review 2026-12-23)"
done
day() { # zone, time
	TZ=$1 winloss --as-of "$2" status -f json | sed -n 's/^  "as_of": //p'
}
is 'a moment has the day of its own zone' '"2028-02-29",' \
	"$(day Pacific/Auckland 2028-02-29T23:30:00-08:00)"
is 'whichever the clock on the wall has' '"2028-03-01",' \
	"$(day America/Los_Angeles 2028-03-01T00:30:00+13:00)"

done_testing
