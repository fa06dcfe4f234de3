# SPDX-License-Identifier: GPL-3.0-or-later
# The ninety days: made from a start date, counted from what is there, changed
# without touching anything else.
. "$(dirname "$0")/lib.sh"

example "$sandbox/programme" reviews plans

fails 'without a plan there is nothing to show' 128 'there is no plan yet' \
	"hint: 'winloss plan new' makes one" -- winloss plan show
run winloss plan list
said 'nor to list' 'there is no plan yet'
fails 'what to do is asked for' 129 \
	'what to do is missing: new, show, list, done, hand or retro' -- \
	winloss plan
fails 'a part that is not there' 129 "plan does not know 'sow'" \
	"did you mean 'winloss plan show'?" -- winloss plan sow
fails 'an option of another part' 129 "'plan show' takes no --to" -- \
	winloss plan show --to marc

# --- new ---

fails 'a start that is no date' 129 "--start 'soon' is not a date" -- \
	winloss plan new --start soon
fails 'an owner who is not there' 128 "'nobody' is not in the team" -- \
	winloss plan new --owner nobody
fails 'a segment that is not there' 128 "no segment 'mid-markt'" \
	"did you mean 'mid-market'?" -- winloss plan new --segment mid-markt
fails 'an id that is none' 129 "'Q4!' is not an id" -- \
	winloss plan new --id 'Q4!'
before=$(git rev-parse HEAD)
ok 'a plan from a start date' winloss plan new --start 2026-10-05 \
	--segment mid-market --use-case 'Close: the month'
is 'is one commit' "$before" "$(git rev-parse HEAD~1)"
is 'with its subject' 'plan: new 2026-q4' "$(git log -1 --format=%s)"
is 'of one file' 'plans/2026-q4.md' "$(git show --format= --name-only)"
has 'quotes what YAML would misread' plans/2026-q4.md \
	"use-case: 'Close: the month'"
fails 'a second one of that id' 128 "there is a plan '2026-q4' already" -- \
	winloss plan new --start 2026-10-12
ok 'another id' winloss plan new --start 2027-02-01 --id next
ok 'the next Monday without a start' winloss --as-of 2026-12-29 plan new
has 'over the end of a year' plans/2027-q1.md 'start: 2027-01-04'

# --- show ---

run winloss --as-of 2026-10-05 plan show
printed 'the first day is of week 1' 'week 1 of 13'
run winloss --as-of 2026-10-18 plan show
printed 'interviews are counted from the start on' \
	'1 of 5 external-interviews'
printed 'a task of two weeks is due on a Friday' 'due 2026-10-16, 2 days late'
is 'what is late stands first' \
	'late: stakeholders (2 days), buyers (2), one-document (2), differences (2)' \
	"$(sed -n 3p "$sandbox/.out")"
cp "$sandbox/.out" "$sandbox/here"
for zone in Pacific/Auckland America/Los_Angeles; do
	TZ=$zone winloss --as-of 2026-10-18 plan show >"$sandbox/zone"
	ok "the same in $zone" cmp "$sandbox/zone" "$sandbox/here"
done
run winloss --as-of 2026-09-30 plan show
printed 'before it begins' 'begins in 5 days'
run winloss --as-of 2026-10-04 plan show --plan 2026-q4
printed 'and the day before' 'begins in 1 day ·'
run winloss --as-of 2027-01-03 plan show --plan 2026-q4
printed 'after it' 'is over'
run winloss plan show --plan 2026-q3
said 'a plan that is not there' "there is no plan '2026-q3'"
printf '%s\n' 'import json, sys' 'p = json.load(sys.stdin)' \
	'print(p["winloss"], p["id"], p["week"], p["end"])' \
	'print(*(t["id"] + ":" + t["state"] for t in p["tasks"][:4]))' \
	>"$sandbox/read.py"
read_json() {
	winloss --as-of 2026-11-21 plan show -f json |
		python3 "$sandbox/read.py"
}
expect 'the same as JSON' 0 '1 2026-q4 7 2027-01-02
stakeholders:late buyers:late one-document:late differences:late' read_json
run winloss plan show -f md
printed 'and as Markdown' '- [ ] Make one-page briefs of what worked'
run winloss plan show -f ics
printed 'and as a calendar' 'SUMMARY:Choose one segment and one core use case'
printed 'with its day' 'DTSTART;VALUE=DATE:20261023'
fails 'which a list is not' 129 "there is no format 'ics'" -- \
	winloss plan list -f ics
same() {
	winloss plan show >"$sandbox/a" && winloss plan show >"$sandbox/b" &&
		cmp "$sandbox/a" "$sandbox/b"
}
ok 'the same bytes twice' same

winloss -q plan new --start 2028-02-28 --id leap
week() { # day
	winloss --as-of "$1" plan show --plan leap | sed -n 's/^week \([0-9]*\) .*/\1/p'
}
is 'a leap day counts' '1 1 2' "$(echo $(week 2028-02-29) \
	$(week 2028-03-05) $(week 2028-03-06))"
run winloss --as-of 2028-03-11 plan show --plan leap
printed 'what ends behind it is due on a Friday' 'due 2028-03-10, 1 day late'
printed 'and ninety days end with May' '2028-02-28 to 2028-05-27'
rm plans/leap.md
git commit -qam 'no leap'

# Cards are counted by what history says was revised, not by what was there.
counted() {
	winloss plan show | grep -o '[0-9]* of 4 cards'
}
is 'what the programme began with is no revision' '0 of 4 cards' "$(counted)"
winloss -q card revise rivalco --claim 2k7 --text 'They write four weeks.' \
	--why 'Said twice' >"$sandbox/.out" 2>&1
winloss -q card revise rivalco --claim 2k7 --text 'They write six weeks.' \
	--why 'Said thrice' >"$sandbox/.out" 2>&1
is 'a card counts once' '1 of 4 cards' "$(counted)"
winloss -q card verify rivalco --by marc --yes >"$sandbox/.out" 2>&1
is 'verifying is no revision' '1 of 4 cards' "$(counted)"

# --- done, hand ---

cp plans/2026-q4.md "$sandbox/old"
ok 'a task is done' winloss plan done focus --on 2026-10-23
is 'which adds one line' '> done: {focus: 2026-10-23}' \
	"$(diff "$sandbox/old" plans/2026-q4.md | grep '^[<>]')"
is 'with its subject' 'plan: done focus' "$(git log -1 --format=%s)"
before=$(snapshot)
run winloss plan done focus --on 2026-10-23
said 'again: nothing new' 'nothing new to record'
is 'and nothing changed' "$before" "$(snapshot)"
fails 'not before its day' 128 '2026-12-24 has not come yet' -- \
	winloss plan done focus --on 2026-12-24
fails 'a task that is not there' 128 "there is no task 'focsu'" \
	"did you mean 'focus'?" -- winloss plan done focsu
ok 'and is not after all' winloss plan done focus --undo
is 'which takes the line away' '' "$(diff "$sandbox/old" plans/2026-q4.md)"
ok 'a task is handed over' winloss plan hand training --to marc
is 'to its new owner' '>     owner: marc' \
	"$(diff "$sandbox/old" plans/2026-q4.md | grep '^[<>]')"
fails 'not to somebody unknown' 128 "'zoe' is not in the team" -- \
	winloss plan hand training --to zoe
fails 'not to nobody' 129 '--to is missing' -- winloss plan hand training

# --- retro ---

fails 'a retro needs words' 129 'no terminal to ask at: drove' -- \
	winloss --no-input plan retro
ok 'a retro' winloss plan retro --drove 'Hidden criteria: asked' \
	--failed 'Too few losses'
has 'is kept' plans/2026-q4.md "drove: 'Hidden criteria: asked'"
run winloss plan show
printed 'and shown' 'Too few losses'

# --- bad files ---

ok 'without a commit' winloss plan done archive --no-commit
is 'the change waits in the working tree' ' M plans/2026-q4.md' \
	"$(git status --short)"
git checkout -q -- plans
sed -i 's/phase: scale/phase: sale/' plans/next.md
fails 'a phase that is none' 128 'plans/next.md:' "'sale'" -- \
	winloss plan show
run winloss --skip-unreadable plan show
is 'the others are there without it' 0 "$status"

done_testing
