# SPDX-License-Identifier: GPL-3.0-or-later
# Rules about an interview: one case caught, one not.
. "$(dirname "$0")/lib.sh"
. "$SOURCE/tests/shell/check.bash"
sound

# --- Preparation ---

again
sed -i 's/calls: 2026-10-05 priya, //; s/briefed: 2026-10-06 priya/briefed: /' $interview
caught preparation-missing "$interview:16:1: warning: the preparation 'briefed' is missing [preparation-missing]
$interview:16:1: warning: the preparation 'calls' is missing [preparation-missing]"
sed -i 's/^status: coded/status: planned/; /^interviewed/d' $interview
missed preparation-missing 'one that is only planned has time'
sed -i 's/^status: planned/status: ready/' $interview
run winloss check --rule preparation-missing
printed 'one that says it is ready has not' "'calls' is missing"
sed -i 's/^id:/kind: internal\nid:/' $interview
missed preparation-missing 'a stakeholder is not prepared for'

again
sed -i 's/calls: 2026-10-05/calls: 2026-10-11/' $interview
caught preparation-late "$interview:16:35: warning: the preparation 'calls' was done on 2026-10-11, after the interview of 2026-10-10 [preparation-late]"
sed -i 's/calls: 2026-10-11/calls: 2026-10-10/' $interview
missed preparation-late 'the same day is early enough'

again
sed -i '/^status/d; /^interviewed/d; s/^## Opening/### Hypothesis\n\nLost on price.\n\n&/' $interview
sed -i '/^### Hypothesis/,+3d' $interview
git commit -qam before
sed -i 's/^## Opening/### Hypothesis\n\nLost on price.\n\n&/; s/^noted/status: coded\ninterviewed: 2026-10-10T10:00:00Z\n&/' $interview
git commit -qam later
caught hypothesis-late "$interview:20:1: warning: the hypothesis was recorded after the interview that tests it [hypothesis-late]"
again
missed hypothesis-late 'one import does not say when it was written'

# --- The interview ---

sed -i 's/^attendees: .*/attendees: [priya, jonah]/' $interview
caught sales-present "$interview:12:1: error: 'jonah' is sales: sales is never present in an interview [sales-present]"
sed -i 's/^attendees: .*/attendees: [priya, marc]/' $interview
missed sales-present 'two of product marketing are fine'

sed -i 's/^interviewer: .*/interviewer: jonah/' $interview
caught interviewer-role "$interview:11:1: error: the interviewer 'jonah' is sales [interviewer-role]"
sed -i 's/^interviewer: .*/interviewer: marc/' $interview
missed interviewer-role 'any product marketing manager may'

again
sed -i 's/^minutes: .*/minutes: 39/' $interview
caught interview-short "$interview:18:1: error: the interview took 39 minutes, not 40 [interview-short]"
sed -i 's/^minutes: .*/minutes: 40/' $interview
missed interview-short 'the least is enough'
sed -i 's/^minutes: .*/minutes: 35/' $interview
sed -i 's/^thresholds: {/&minutes: [35, 45], /' winloss.yaml
missed interview-short 'the programme sets its own least'

again
sed -i 's/<!-- opening.consent -->/<!-- opening.consent skipped -->/' $interview
sed -i '/<!-- opening.role -->/d' $interview
caught opening-skipped "$interview:1:1: warning: the opening question was skipped [opening-skipped]
$interview:37:1: warning: nobody said what the answers are used for, and asked for consent [opening-skipped]"
sed -i '/<!-- .* -->/d' $interview
missed opening-skipped 'an interview without any question had no guide'

again
sed -i '/^root:/d' $interview
caught root-missing "$interview:1:1: warning: a loss without its root: product, messaging or sales [root-missing]"
sed -i 's/<!-- comparison.root -->/<!-- comparison.root skipped -->/' $interview
caught root-missing "$interview:55:1: warning: nobody asked where they met the reason: in the product, the messaging or the sales process [root-missing]"
sed -i 's/^outcome: loss/outcome: win/' $interview
missed root-missing 'a win has no such question'

again
sed -i '/^consent:/d' $interview
caught consent-missing "$interview:1:1: error: nothing says what the interviewee agreed to [consent-missing]"
sed -i 's/^guide:/consent: none\n&/' $interview
missed consent-missing 'none is an answer'

# --- Notes and what follows ---

again
sed -i 's/^It was not the price\.$//; s/^Ten weeks\.$//' $interview
caught notes-missing "$interview:17:1: warning: first impressions are missing: finding, phrase [notes-missing]"
sed -i 's/^interviewed: .*/interviewed: 2026-11-21T09:30:00Z/' $interview
missed notes-missing 'there are two hours to write them'
run winloss check --rule notes-missing --as-of 2026-11-21T12:16:00Z
printed 'and not a minute more' 'first impressions are missing'

again
sed -i 's/^noted: .*/noted: 2026-10-10T12:46:00Z/' $interview
caught notes-late "$interview:19:1: warning: first impressions were written 1 minute too late [notes-late]"
sed -i 's/^noted: .*/noted: 2026-10-10T12:45:00Z/' $interview
missed notes-late 'two hours after its end is in time'

again
sed -i '/^hypothesis:/d' $interview
caught hypothesis-unjudged "$interview:1:1: warning: the hypothesis has not been judged [hypothesis-unjudged]"
sed -i 's/ hypothesis: 2026-10-06 priya,//' $interview
missed hypothesis-unjudged 'without one there is nothing to judge'

again
sed -i 's/seller-reviewed: 2026-10-12/seller-reviewed: /; s/, shared: 2026-10-13//' $interview
caught after-missing "$interview:26:1: warning: a week after the interview not done: seller-reviewed, shared [after-missing]"
run winloss check --rule after-missing --as-of 2026-10-17
is 'within the week there is time' 0 "$(grep -c after-missing "$sandbox/.out")"
sed -i 's/^status: coded/status: withdrawn/' $interview
missed after-missing 'nothing follows what was withdrawn'

done_testing
