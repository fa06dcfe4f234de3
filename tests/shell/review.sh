# SPDX-License-Identifier: GPL-3.0-or-later
# review: the file of a month and of a quarter, what it shows, holding it with
# options alone.
. "$(dirname "$0")/lib.sh"

example "$sandbox/p" reviews plans
FILE=reviews/2026-11.md

# --- Making the file ---

run winloss review list
printed 'without a review the command is named' 'No review yet: winloss review'
run winloss review 2026-10 --as-of 2026-10-20
said 'a review is prepared' 'review: prepare 2026-10'
said 'what to do next is said' "'winloss review --run 2026-10' holds it"
has 'the first review has no earlier one' reviews/2026-10.md \
	'the first review: all of it counts as since'
has_not 'the first review calls nothing new' reviews/2026-10.md '| new |'
is 'the last review is that of a day' '' \
	"$(sed -n 's/^since: //p' reviews/2026-10.md)"

ok 'the next review is prepared' winloss review
is 'it counts since the last one' 'since: 2026-10-20' \
	"$(grep '^since:' $FILE)"
has 'the agenda is of 45 minutes' $FILE '| **45** | in all |'
is 'the agenda adds up' 45 \
	"$(awk '/^[|] [0-9]+ [|]/ { n += $2 } END { print n }' $FILE)"
is 'the parts stand in the order of the method' \
	'market buyers our scorecard requests actions' \
	"$(sed -n 's/^## \(What changed in the \(market\)\|What changed in \(buyers\|our\).*\|\(Scorecard\|Requests\|Three actions\)\).*/\2\3\4/p' $FILE |
		tr 'A-Z' 'a-z' | sed 's/three //' | paste -sd' ')"
has 'a topic has its numbers before and since' $FILE \
	'| A tool that failed | 2 of 3 | 4 of 12 (33 %) |'
has 'a quote speaks to it' $FILE '[@2026-11-kestrelay^6oht6]'
has 'a field note speaks to it' $FILE '[@2026-11^a4a3z]'
has_not 'an older field note does not' $FILE '[@2026-10^0ix7o]'
is 'a field note stands once above the scorecard' 1 \
	"$(sed '/^## Scorecard/q' $FILE | grep -c '2026-11^3f304')"
has 'the losses have their root' $FILE '| product | 1 of 1 | 1 of 7 |'
has 'deals have their speed' $FILE \
	'| all segments | 152 days (4 deals) | 138 days (34 deals) |'
has 'a statement has what was said since' $FILE \
	'| A to-do list that knows what month-end is. ^15i | 1 deal | 1 field note | against @2026-11^54f73;'
has 'a section is left to the team' $FILE '## Notes'
is 'no percentage stands over a small number' '' \
	"$(grep -nE 'of [0-9] \([0-9]+ %\)' $FILE)"
expect 'it can be read by others' 0 '' sh -c \
	'"$WINLOSS" check --format text 2>/dev/null | grep "^reviews" || :'
fails 'a file that is there is not written over' 128 \
	"'$FILE' is there already" '--again' -- winloss review
fails 'a month that has not begun has no review' 129 \
	"'2026-12' has not begun" -- winloss review 2026-12
fails 'a slip is named' 129 "did you mean 'winloss review actions'?" -- \
	winloss review acions
fails 'what belongs to --run is named' 129 'add --run' -- \
	winloss review --keep
fails 'a month is not a quarter' 129 "'2026-11' is a month" -- \
	winloss review 2026-11 --quarterly

# --- Again ---

expect 'the same text again is nothing to record' 0 '' winloss review --again
said 'that is said' 'nothing new to record'
echo 'Ours stays.' >>$FILE
git commit -qam notes
ok 'as of a later day there is more' \
	winloss review 2026-11 --again --as-of 2026-11-28
has 'what stands in the notes stays' $FILE 'Ours stays.'
has 'the text is of that day' $FILE 'As of 2026-11-28;'
sed -i 's/^Nothing was/Something was/; s/^# Review/# Our review/' $FILE
cp $FILE "$sandbox/edited"
fails 'a text that was edited is not written over' 128 'was edited' -- \
	winloss review --again
ok 'nothing was lost' cmp $FILE "$sandbox/edited"
git checkout -q $FILE

sed 's/$/\r/' $FILE >"$sandbox/crlf" && cp "$sandbox/crlf" $FILE
ok 'lines that end in CR LF are no edit' \
	winloss review --again --as-of 2026-11-29 --no-commit
is 'and stay so' '' "$(grep -v "$(printf '\r')\$" $FILE)"
git checkout -q $FILE

# --- Showing ---

run winloss review show --format json
is 'the document names the review' '  "review": "2026-11",' \
	"$(grep '"review": "2026-11"' "$sandbox/.out")"
cp "$sandbox/.out" "$sandbox/first"
ok 'the document is one' python3 -m json.tool "$sandbox/first"
run winloss review show --format json
cp "$sandbox/.out" "$sandbox/second"
ok 'the same programme gives the same bytes' \
	cmp "$sandbox/first" "$sandbox/second"
expect 'showing writes nothing' 0 '' git status --short
run winloss review show 2026-10
printed 'an older one can be shown' 'Review, October 2026'

# --- Holding it, with options alone ---

A='Send one price list;ruth;14d;partners use one list'
B='Write the plan page;priya;2026-12-05;a page with names'
C='Ask for references;marc;2026-12-05;two references agreed'
hold() {
	winloss review --run --no-input "$@"
}
snapshot >"$sandbox/before"
fails 'each statement needs a verdict' 129 'have no verdict' \
	'--verdict all=still' -- hold
fails 'three actions are needed' 129 \
	'a review agrees on 3 actions, and this one has 2' -- \
	hold --verdict all=still --action "$A" --action "$B"
fails 'four are too many' 129 'this one has 4' -- \
	hold --verdict all=still --action "$A" --action "$B" --action "$C" \
	--action 'x;priya;1d;y'
fails 'no owner, no action' 129 'no owner, no action' -- \
	hold --action 'Do it;;14d;done'
fails 'an owner is of the team' 129 "'mark' is not in the team" \
	"did you mean 'marc'?" -- hold --action 'Do it;mark;14d;done'
fails 'a deadline is to come' 129 \
	"the deadline '2026-11-20' has passed" -- \
	hold --action 'Do it;marc;2026-11-20;done'
fails 'a deadline is a date' 129 "'soon' is not a deadline" -- \
	hold --action 'Do it;marc;soon;done'
fails 'an action has an outcome' 129 'has no outcome' -- \
	hold --action 'Do it;marc;14d'
fails 'one outcome, not two' 129 'more than one outcome' -- \
	hold --action 'Do it;marc;14d;a page and a call'
fails 'a claim is of the scorecard' 129 \
	"did you mean 'rivalco^2k7'?" -- hold --verdict rivalco^2k8=still
fails 'a verdict is one of three' 129 'still, partly or no-longer' -- \
	hold --verdict rivalco^2k7=maybe
fails 'keep is no verdict against' 129 "--keep says that nothing changed" -- \
	hold --keep --verdict rivalco^2k7=partly
fails 'a request is decided with its reason' 129 'TEXT;taken;REASON' -- \
	hold --request 'A page;taken'
snapshot >"$sandbox/after"
ok 'nothing was written by any of these' \
	cmp "$sandbox/before" "$sandbox/after"

run hold --verdict rivalco^2k7=no-longer --verdict value^xsi=partly \
	--verdict all=still --action "$A" --action "$B" --action "$C" \
	--request 'A page on plans;declined;the card has one;high;low;sales' \
	--present priya --present ruth --present ines
is 'the review is held' 0 "$status"
has 'a verdict is kept' $FILE '  battlecard/rivalco^2k7: no-longer'
has 'the others are still true' $FILE '  battlecard/rivalco^7py: still'
has 'the request is kept' $FILE '    reason: the card has one'
has 'who was there is kept' $FILE 'present: [priya, ruth, ines]'
has 'a deadline of days is a date' $FILE '    deadline: 2026-12-05'
has 'the text shows the verdicts' $FILE '| x |'
has 'the text shows the actions' $FILE \
	'- Write the plan page: priya, by 2026-12-05. Outcome: a page with names'
has 'the notes are still there' $FILE 'Ours stays.'
has 'the card is disputed' cards/battlecard/rivalco.md \
	'disputed: {2k7: 2026-11}'
is 'the card has one line more' '1 file changed, 1 insertion(+)' \
	"$(git diff --stat HEAD~1 -- cards | tail -1 | sed 's/^ //')"
is 'an action is opened for its owner' 'owner: priya' \
	"$(grep -A1 'revise or remove battlecard/rivalco^2k7' $FILE |
		sed -n 's/^ *owner/owner/p')"
run winloss card list --format json
is 'the card is unverified' disputed \
	"$(grep -A4 '"id": "rivalco"' "$sandbox/.out" |
		sed -n 's/.*"reason": "\(.*\)",/\1/p')"
is 'one commit has the reason' \
	'Why: battlecard/rivalco^2k7 no longer true, message/value^xsi partly true
Card: battlecard/rivalco' "$(git log -1 --format=%b | sed '/^$/d')"
expect 'nothing else is left' 0 '' git status --short
fails 'it is held once' 128 "was held on 2026-11-21" -- hold --keep
run winloss review list
printed 'the list counts the verdicts' \
	'held 2026-11-21  still true 55, partly 1, no longer 1'
run winloss review show
printed 'the review is shown with what it decided' 'declined'

# --- Keep the plan ---

ok 'the next month is prepared' winloss review --as-of 2026-12-15
run winloss review --run --no-input --keep --as-of 2026-12-15
is 'nothing changed is an outcome' 0 "$status"
has 'it is recorded' reviews/2026-12.md 'decision: keep'
said 'who is missing is said' 'no sales-manager'
has 'last time has its verdict' reviews/2026-12.md 'overdue by 10 days'
run winloss review show --as-of 2026-12-15 --format json
is 'the last verdict is beside the statement' 1 \
	"$(grep -c '"last": "no-longer"' "$sandbox/.out")"

# --- An action that names the claim is the action of that claim ---

ok 'a review is held without its file' hold --as-of 2027-01-20 \
	--verdict value^mx9=no-longer --verdict all=still \
	--action 'Rewrite value^mx9;priya;14d;one sentence that holds' \
	--action "Ask;marc;30d;one answer" --action "Tell;ruth;30d;one mail"
is 'no second one is opened' 3 "$(grep -c '^  - id:' reviews/2027-01.md)"

# --- Quarterly ---

run winloss review --quarterly --as-of 2026-12-31 --asset 'Return calculator'
is 'a quarter has a review' 0 "$status"
Q=reviews/2026-q4.md
is 'ten opportunities are asked after' 10 \
	"$(sed -n '/^## Where the framework/,/^## Cust/p' $Q |
		grep -c '^| .* | 2026-')"
has 'an external card is audited' $Q '- proof-point/audit-trail: '
is 'and what customers are told, up to five' 'Return proof-point/audit-trail: proof-point/rollout: objection/too-expensive: proof-point/security:' \
	"$(sed -n '/^## Customer-facing/,/^## Feed/s/^- \([^ ]*\) .*/\1/p' $Q |
		tr '\n' ' ' | sed 's/ $//')"
has 'a named asset is remembered' $Q '  - name: Return calculator'
has 'it is not one of ours' $Q '- Return calculator: not a card'
has 'a flag that confused is unclear' $Q '[@2026-11^1olty]'
has 'the retro has its questions' $Q 'What failed'
run winloss review --run --quarterly --no-input --as-of 2026-12-31 --keep \
	--opportunity '006Ld00000q3HmKIAU=yes:the first call' \
	--asset 'audit-trail=partly;yes;two words of ours' \
	--asset 'Return calculator=no;no' \
	--retro 'drove=A date in writing: three of four' \
	--retro 'failed=The calculator'
is 'it is held' 0 "$status"
has 'where it helped is kept' $Q '    where: the first call'
has 'and told below it' $Q '  consistent: partly, used: yes. two words of ours'
is 'an asset stands once' 1 "$(grep -c 'name: Return calculator' $Q)"
has 'what was found of it is kept' $Q '    consistent: partly'
has 'the retro is kept' $Q "retro: {drove: 'A date in writing: three of four'"
has 'and stands below its question' $Q '  The calculator'
run winloss review show 2026-q4 --as-of 2026-12-31
printed 'which is shown' 'A date in writing: three of four'
run winloss review show 2026-q4 --as-of 2026-12-31 --format json
printed 'as JSON' '"failed": "The calculator"'
printed 'with what nobody answered' '"archive": null'
fails 'a retro has four questions' 129 \
	"--retro takes drove, failed, stale or archive, as in drove=TEXT" -- \
	winloss review --run 2026-q3 --no-input --retro 'blame=sales'
fails 'which a month has not' 129 'a retro is held once a quarter' -- \
	winloss review --run 2026-09 --no-input --retro 'drove=luck'
fails 'a deal must be there' 129 "there is no deal 'nope'" -- \
	winloss review --run 2026-q3 --no-input --opportunity nope=yes

# --- Retirement ---

sed -i 's/^verified: .*/verified: 2026-01-05/' cards/proof-point/security.md
git commit -qam 'an old card'
run winloss review show --quarterly --as-of 2027-03-01 --format json
is 'a card that nobody verified is to be retired' 1 \
	"$(sed -n '/"retire"/,$p' "$sandbox/.out" |
		grep -c '"id": "security"')"

# --- Month ends, leap days, zones ---

review_of() { # zone, as-of, option...
	zone=$1 day=$2
	shift 2
	TZ=$zone winloss --as-of "$day" review show --format json "$@" |
		sed -n 's/^  "\(review\|as_of\)": "\(.*\)",/\2/p' | tr '\n' ' '
}
for zone in UTC Pacific/Auckland America/Los_Angeles; do
	is "a leap day is in its month, $zone" '2028-02 2028-02-29 ' \
		"$(review_of $zone 2028-02-29)"
	is "and in its quarter, $zone" '2028-q1 2028-02-29 ' \
		"$(review_of $zone 2028-02-29 --quarterly)"
	is "a year ends where it was said, $zone" '2027-12 2027-12-31 ' \
		"$(review_of $zone 2027-12-31T23:30:00-08:00)"
done

# --- Confidential words ---

winloss -q note 2026-11-kestrelay \
	--quote 'Our founder sells the firm before the spring comes.' \
	--tag trigger-board --level confidential >"$sandbox/.out"
has 'a passage is confidential' interviews/2026/2026-11-kestrelay.md \
	'!confidential'
for format in text md json; do
	run winloss review show --format $format
	is "its words are not printed as $format" "status 0, 0 times" \
		"status $status, $(grep -ci 'sells the firm' \
			"$sandbox/.out") times"
done
run winloss review 2026-11 --again
is 'nor written' 0 "$(grep -rci 'sells the firm' $FILE)"

# --- Somebody's own text in the folder ---

printf '# What we said over lunch\n' >reviews/lunch.md
run winloss review list
is 'a file without front matter is no review' 0 "$status"
has_not 'and is not listed' "$sandbox/.out" 'lunch'
rm reviews/lunch.md

# --- As of an earlier day, what came later is not there ---

run winloss review list --as-of 2026-10-01
printed 'no review before the first' 'No review yet'
run winloss review actions --as-of 2026-10-01
is 'nor its actions' 'No review agreed on actions.' \
	"$(cat "$sandbox/.out" "$sandbox/.err")"

# --- A broken file has its place ---

sed -i 's/^decision: .*/decision: perhaps/' reviews/2026-12.md
fails 'a review that cannot be read is named' 128 \
	'reviews/2026-12.md:' 'error:' -- winloss review list

done_testing
