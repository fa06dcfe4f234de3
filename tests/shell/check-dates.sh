# SPDX-License-Identifier: GPL-3.0-or-later
# Dates that cannot be or are not there, and interviews that are dated later
# than now: left out, and never without a word.
. "$(dirname "$0")/lib.sh"
. "$SOURCE/tests/shell/check.bash"
sound

# --- An interview that is dated later than now ---

later='2026-10-acme is dated 2027-10-10, after 2026-11-21'
again
run winloss synthesize
has_not 'nobody is later, nothing is said' "$sandbox/.out" 'not here yet'
missed interview-later 'nor by check'
sed -i 's/^interviewed: 2026/interviewed: 2027/' $interview
caught interview-later "$interview:17:1: warning: the interview is dated 2027-10-10, after 2026-11-21: it does not count before then [interview-later]"
printed 'what to do' 'if that is a slip, correct the date'
caught dangling-citation "$card:12:1: error: '2026-10-acme^a2' is not here yet: the interview is dated 2027-10-10, after 2026-11-21 [dangling-citation]"
missed coding-passage 'a coding of it is not to blame'
missed citation-lost 'nor said to be lost a second time'
run winloss synthesize
printed 'a synthesis of nothing says so' "1 interview is not here yet: $later"
run winloss synthesize --format md
printed 'also as Markdown' "1 interview is not here yet: $later"
run winloss card why rivalco^r4w
printed 'a card does not blame its citation' \
	'is of an interview that is dated after now'
fails 'nor does note say that there is none' 128 \
	"'2026-10-acme' is dated 2027-10-10, after 2026-11-21" 'if that is a slip' -- winloss note 2026-10-acme
sed 's/2026-10-acme/2026-11-bcme/; s/^interviewed:.*/interviewed: 2026-11-21T13:00:00Z/' \
	$interview >interviews/2026/2026-11-bcme.md
run winloss check --rule interview-later
printed 'on the same day the hour is named' \
	'2026-11-21T13:00:00+00:00, after 2026-11-21T12:00:00+00:00'
sed 's/2026-10-acme/2026-11-ccme/; s/^interviewed:.*/interviewed: 2026-11-20/' \
	$interview >interviews/2026/2026-11-ccme.md
run winloss synthesize
printed 'several are counted, behind those that are there' \
	'2 interviews are not here yet: the first, 2026-10-acme, is dated 2027-10-10,'
again
sed -i 's/^interviewed:.*/interviewed: 2026-11-21/' $interview
run winloss --as-of 2026-11-21T08:00:00Z check --rule interview-later
has_not 'a date is not later on its own day' "$sandbox/.out" interview-later

# --- Dates that contradict each other ---

wrong() { # LINE KEY VALUE MESSAGE
	again
	sed -i "s/^$2: .*/$2: $3/" $interview
	caught dates-contradict "$interview:$1: warning: $4 [dates-contradict]"
}
wrong 19:1 noted 2026-10-10T09:30:00Z 'the notes are dated 2026-10-10T09:30:00+00:00, before the interview of 2026-10-10T10:00:00+00:00'
wrong 19:1 noted 2026-11-22T09:30:00Z 'the notes are dated 2026-11-22, after 2026-11-21'
wrong 21:1 coded 2026-10-09 'the coding is dated 2026-10-09, before the interview of 2026-10-10'
wrong 21:1 coded 2026-11-22 'the coding is dated 2026-11-22, after 2026-11-21'
again
sed -i 's/^deal:/created: 2026-10-11\nclosed: 2026-10-12\ndeal:/' $interview
caught dates-contradict "$interview:5:1: warning: the deal was created on 2026-10-11, after the interview of 2026-10-10 [dates-contradict]"
again
sed -i 's/^deal:/created: 2026-10-02\nclosed: 2026-10-01\ndeal:/' $interview
caught dates-contradict "$interview:6:1: warning: the deal closed on 2026-10-01, before it was created on 2026-10-02 [dates-contradict]"
again
sed -i 's/2026-06-02/2026-10-02/' deals.csv
caught dates-contradict "deals.csv:2:1: warning: '2026-10-acme': the deal closed on 2026-10-01, before it was created on 2026-10-02 [dates-contradict]"
again
sed -i 's/^noted: .*/noted: 2026-10-10/; s/^interviewed: .*/interviewed: 2026-10-10T15:00:00Z/; s/^coded: .*/coded: 2026-10-10/' $interview
missed dates-contradict 'dates of one day are no contradiction'

# --- Coded, and nobody knows when ---

again
sed -i '/^coded:/d' $interview
caught coded-missing "$interview:15:1: warning: coded, and 'coded' does not say when: its tags can never be found stale [coded-missing]"
run winloss note 2026-10-acme --coded
missed coded-missing 'the command of the hint adds it'
sed -i '/^coded:/d; s/^status: coded/status: noted/' $interview
missed coded-missing 'what is not coded has no date'

again
sed -i 's/since: 2026-01-01/since: 2026-11-22/' themes.yaml
caught theme-later "themes.yaml:10:5: warning: the definition of 'rollout-time' is dated 2026-11-22, after 2026-11-21 [theme-later]"
sed -i 's/since: 2026-11-22/since: 2026-11-21/' themes.yaml
missed theme-later 'today is not later'

done_testing
