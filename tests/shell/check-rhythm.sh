# SPDX-License-Identifier: GPL-3.0-or-later
# Rules about the sample, the cycle, reviews, actions and the plan: one case
# caught, one not.
. "$(dirname "$0")/lib.sh"
. "$SOURCE/tests/shell/check.bash"
sound

# N more losses to RivalCo, of deals of one seller.
losses() {
	for i in $(seq "$1"); do
		sed "s/^id: .*/id: 2026-10-b$i/; s/OPP-1/OPP-B$i/; s/^account: .*/account: B$i/" \
			$interview >interviews/2026/2026-10-b$i.md
		echo "OPP-B$i,B$i,loss,Closed Lost,48000.00,USD,smb,rivalco,,jonah,2026-06-02,2026-10-01,price,sales-led" >>deals.csv
	done
}

# --- The sample ---

again
losses 2
missed sample-one-sided 'three say nothing yet'
again
losses 3
caught sample-one-sided 'winloss.yaml:1:1: warning: 4 losses interviewed, and no win [sample-one-sided]'
sed -i 's/^OPP-B1,B1,loss,Closed Lost/OPP-B1,B1,win,Closed Won/' deals.csv
sed -i 's/^outcome: .*/outcome: win/' interviews/2026/2026-10-b1.md
missed sample-one-sided 'both sides'

again
losses 3
missed sample-one-competitor 'with one competitor there is no other'
sed -i 's/^  rivalco: .*/&\n  acmesoft: {name: Acmesoft}/' winloss.yaml
caught sample-one-competitor "winloss.yaml:8:1: warning: all 4 interviews compare with 'rivalco' [sample-one-competitor]"
sed -i 's/^competitor: .*/competitor: acmesoft/' interviews/2026/2026-10-b1.md
missed sample-one-competitor 'two of them'

again
losses 3
missed sample-one-owner 'three deals of a known seller are too few'
again
losses 4
caught sample-one-owner "deals.csv:1:1: info: 4 of 4 interviewed deals have one owner, 'jonah' [sample-one-owner]"
sed -i 's/^OPP-B1\(.*\)jonah/OPP-B1\1dana/; s/^OPP-B2\(.*\)jonah/OPP-B2\1dana/' deals.csv
missed sample-one-owner 'half is not over half'

# --- The cycle ---

again
missed cycle-output 'a card cites what was said'
sed -i 's/@2026-10-acme^a2; //' $card
caught cycle-output 'winloss.yaml:1:1: warning: 1 interview of this cycle, and no card cites them [cycle-output]'

again
losses 2
sed -i 's/@2026-10-acme^a2; //; s/2026-10-01/2026-11-10/; s/#pricing-*//g' $card deals.csv interviews/2026/*.md
caught pattern-output "themes.yaml:3:1: warning: 'rollout-time' is a pattern of 3 of 3 losses, 3 closed lately, and no card cites it [pattern-output]"
printed 'where it goes' "hint: this week: 'cards/"
git checkout -q $card
missed pattern-output 'a card cites it'

# --- Reviews and actions ---

review() { # KEYS...
	again
	mkdir reviews
	{
		printf '%s\n' --- 'winloss: 1' 'id: 2026-11' 'as-of: 2026-11-03' \
			'held: 2026-11-03' "$@" --- '' '# November'
	} >reviews/2026-11.md
}
good='- {id: a1, what: Ask, owner: priya, deadline: 2026-12-01, outcome: Two buyers agreed.}'
at=reviews/2026-11.md:7

review actions: "  $good"
for rule in action-owner action-deadline action-outcome action-overdue; do
	missed $rule 'an action as it should be'
done
review actions: "  ${good/ owner: priya,/}"
caught action-owner "$at:1: warning: the action 'a1' has no owner [action-owner]"
review actions: "  ${good/priya/nobody}"
caught action-owner "$at:1: warning: the action 'a1' belongs to somebody who is not in the team [action-owner]"
review actions: "  ${good/ deadline: 2026-12-01,/}"
caught action-deadline "$at:1: warning: the action 'a1' has no deadline [action-deadline]"
review actions: "  ${good/ outcome: Two buyers agreed./}"
caught action-outcome "$at:1: warning: the action 'a1' has no outcome [action-outcome]"
review actions: "  ${good/agreed./agreed. One page is written.}"
caught action-outcome "$at:1: warning: the action 'a1' has more than one outcome [action-outcome]"
review actions: "  ${good/2026-12-01/2026-11-20}"
caught action-overdue "$at:1: warning: the action 'a1' is 1 day overdue [action-overdue]"
review actions: "  ${good/deadline: 2026-12-01/deadline: 2026-11-20, done: 2026-11-20}"
missed action-overdue 'what is done is done'

review 'decision: changed' actions: "  $good"
caught review-actions 'reviews/2026-11.md:7:1: warning: the review changed the plan with 1 action, not 3 [review-actions]'
review 'decision: keep'
missed review-actions 'nothing changed, nothing to do'
review 'decision: changed' actions: "  $good" "  ${good/a1/a2}" "  ${good/a1/a3}" \
	"  ${good/a1,/a4, claim: battlecard/rivalco^r4w,}"
missed review-actions 'three, and what a claim opened'

again

group() { # a sales manager and a founder join the team
	sed -i 's/^  jonah: .*/&\n  ruth: {name: Ruth Quennell, role: sales-manager}\n  ines: {name: Ines Calderwick, role: founder}/' winloss.yaml
}
review 'present: [priya, jonah]'
group
caught review-group 'reviews/2026-11.md:6:1: warning: the review was held without a founder [review-group]
reviews/2026-11.md:6:1: warning: the review was held without a sales-manager [review-group]'
sed -i 's/^present: .*/present: [priya, ruth, ines]/' reviews/2026-11.md
missed review-group 'all were there'
sed -i '/^present/d' reviews/2026-11.md
missed review-group 'nobody noted who was there'
review 'present: [priya]'
missed review-group 'the team has no others'
again
run winloss --as-of 2026-11-24 check --rule review-missing
is 'review-missing: 45 days' 0 "$(grep -cF '[review-missing]' "$sandbox/.out")"
run winloss --as-of 2026-11-25 check --rule review-missing
is 'review-missing: and one more' \
	'winloss.yaml:1:1: warning: no review was held for 46 days [review-missing]' \
	"$(grep -F '[review-missing]' "$sandbox/.out")"
review
run winloss --as-of 2026-12-18 check --rule review-missing
is 'review-missing: since the last one' 0 "$(grep -cF '[review-missing]' "$sandbox/.out")"

review 'helt: 2026-11-03' actions: "  ${good/owner/owned}"
caught unknown-key "reviews/2026-11.md:6:1: warning: the key 'helt' is not known and has no effect [unknown-key]
reviews/2026-11.md:8:25: warning: the key 'owned' is not known and has no effect [unknown-key]"

# --- The plan ---

again
mkdir plans
cat >plans/2026-q4.md <<'END'
---
winloss: 1
id: 2026-q4
start: 2026-10-05
owner: priya
tasks:
  first:
    phase: baseline
    weeks: [1, 1]
    what: Begin
  last:
    phase: scale
    weeks: [10, 13]
    what: Go on
---

# Plan
END
caught plan-late "plans/2026-q4.md:7:1: warning: the task 'first' is 43 days late [plan-late]"
missed plan-owner "the plan's owner sees to all"
sed -i '/^owner/d; s/^    weeks: \[1, 1\]/&\n    owner: marc/' plans/2026-q4.md
caught plan-owner "plans/2026-q4.md:11:1: warning: nobody owns the task 'last' [plan-owner]"
printf 'done:\n' >"$sandbox/done"
sed -i 's/^tasks:/done: {first: 2026-10-09}\n&/' plans/2026-q4.md
missed plan-late 'done in time'

done_testing
