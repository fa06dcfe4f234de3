# SPDX-License-Identifier: GPL-3.0-or-later
# Rules about what stands there twice, and what a change brings: one case
# caught, one not.
. "$(dirname "$0")/lib.sh"
. "$SOURCE/tests/shell/check.bash"
sound
second=interviews/2026/2026-10-acme-it.md

# A second respondent of the same deal, who says other things.
respondent() {
	sed 's/2026-10-acme$/2026-10-acme-it/; s/^> Ten weeks.*/> We waited for months on end./
		s/^> I close the books\./> I run the machines and the rest./
		s/The invoice came/The contract came/; s/\^a\([0-9]\)/^b\1/' \
		$interview >$second
}

# --- Conflicts ---

again
printf '<<<<<<< ours\n- One.\n=======\n- Two.\n>>>>>>> theirs\n' >>field/2026-10.md
caught conflict-marker 'field/2026-10.md:4:1: error: a merge left both sides of a conflict here [conflict-marker]'
sed -i '/^>>>>>>>/d' field/2026-10.md
missed conflict-marker 'one line alone may be a drawing'

# --- Passages, interviews ---

again
respondent
missed passage-duplicate 'two who say different things'
sed -i 's/^> We waited for months.*/> It took  **many months** to get there./' $second
sed -i 's/^> I close the books\./> It took many months, to get there!/' $interview
caught passage-duplicate "$second:51:1: warning: the same passage as in '2026-10-acme', of the same deal [passage-duplicate]"
again
respondent
sed -i 's/\^b4/^a4/' $second
caught passage-duplicate "$second:58:1: warning: the same passage as in '2026-10-acme', of the same deal [passage-duplicate]"

again
respondent
sed -i 's/^interviewer:/interviewee: buyer-1\n&/' $interview $second
caught interview-duplicate "$second:11:1: warning: the same interviewee, deal and day as '2026-10-acme' [interview-duplicate]"
sed -i 's/buyer-1/buyer-2/' $second
missed interview-duplicate 'two people on one day'

# --- Cards, deals ---

again
sed 's/^id: .*/id: rival/' $card >cards/battlecard/rival.md
caught card-duplicate "$card:5:1: warning: 'rivalco' has a battlecard already: 'cards/battlecard/rival.md' [card-duplicate]"
missed claim-duplicate 'the same claim twice says nothing else'
sed -i 's/They are faster/They are slower/' cards/battlecard/rival.md
caught claim-duplicate "$card:12:1: info: the claim '^r4w' says something else in 'cards/battlecard/rival.md' [claim-duplicate]"
sed -i '/^competitor/d' cards/battlecard/rival.md
missed card-duplicate 'a card of nobody'

again
sed -n 's/^OPP-1,Acme/opp -1,Acme/p' deals.csv >>deals.csv
caught deal-duplicate "deals.csv:3:1: warning: the deal 'opp -1' is 'OPP-1' of line 2 in other letters [deal-duplicate]"
sed -i 's/^opp -1/OPP-11/' deals.csv
missed deal-duplicate 'another deal'

# --- Against a base ---

# Both sides make a theme, a claim and an interview of one id.
again
git checkout -qb other
printf '  speed:\n    kind: product\n    definition: How fast it is.\n    consumer: priya\n' >>themes.yaml
printf '%s\n' '- Theirs is cheap. [@2026-10-acme^a4] ^new' >>$card
mkdir interviews/2025
respondent
mv $second interviews/2025/2026-10-acme-it.md
printf -- '---\nwinloss: 1\nid: core\ntype: icp\n---\n\n# One\n' >cards/core.md
git add -A && git commit -qm other
git checkout -q main
printf '  speed:\n    kind: process\n    definition: How fast we answer.\n    consumer: priya\n' >>themes.yaml
printf '%s\n' '- Ours is dear. [@2026-10-acme^a4] ^new' >>$card
respondent
mkdir -p cards/icp
printf -- '---\nwinloss: 1\nid: core\ntype: icp\n---\n\n# Two\n' >cards/icp/core.md
run winloss check --rule merge-collision
is 'nothing to collide with' 0 "$status"
run winloss check --rule merge-collision --against other
is 'merge-collision: what both sides made' "$card:13:1: error: the claim '^new' was made here, and in the base too: '$card' [merge-collision]
cards/icp/core.md:1:1: error: the card 'icp/core' was made here, and in the base too: 'cards/core.md' [merge-collision]
$second:1:1: error: the interview '2026-10-acme-it' was made here, and in the base too: 'interviews/2025/2026-10-acme-it.md' [merge-collision]
themes.yaml:16:1: error: the theme 'speed' was made here, and in the base too: 'themes.yaml' [merge-collision]" \
	"$(grep -F '[merge-collision]' "$sandbox/.out")"
run winloss check --rule merge-collision --against main
is 'what was there when they parted does not collide' 0 "$status"
git add -A && git commit -qm mine
run winloss check --rule merge-collision --against HEAD
is 'nor does a commit with itself' 0 "$status"

again
run winloss check --rule change-unproven --against HEAD
is 'change-unproven: nothing changed' 0 "$status"
sed -i 's/^- They are faster\. .*/- They are faster by far. (unproven) ^r4w/' $card
run winloss check --rule change-unproven --against HEAD
is 'change-unproven: reworded without evidence' \
	"$card:12:1: error: the claim was reworded and cites nothing [change-unproven]" \
	"$(grep -F '[change-unproven]' "$sandbox/.out")"
is 'which fails' 1 "$status"
missed change-unproven 'without --against nobody can say'
sed -i 's/(unproven)/[@2026-10-acme^a2]/' $card
run winloss check --rule change-unproven --against HEAD
is 'with evidence it may change' 0 "$status"
run winloss check --against nowhere
is 'no such revision' 128 "$status"

done_testing
