# SPDX-License-Identifier: GPL-3.0-or-later
# Truth maintenance: what is taken away from below is seen in every claim that
# leaned on it.
. "$(dirname "$0")/lib.sh"

example p
cd "$sandbox/p" || exit 99
git tag before

# Everything as it was, private words too.
back() {
	git reset -q --hard before && rm -rf private
}

claims() { # card
	winloss card show "$1" --format json 2>/dev/null |
		sed -n 's/^      "id": "\(.*\)",$/\1/p; s/^      "fall": //p' |
		paste -d ' ' - - | sed -n 's/^\([^ ]*\) "\(.*\)",$/\1 \2/p'
}

state() { # card
	winloss card list -f csv 2>/dev/null | awk -F, -v id="${1#*/}" -v type="${1%/*}" \
		'$1 == id && $2 == type { print $4 "," $5 "," $13 }'
}

commit() {
	git commit -qam "$1"
}

is 'before: the card is verified' 'verified,,0' "$(state battlecard/rivalco)"
is 'before: no claim has fallen' '' "$(claims rivalco)"

# --- Withdrawing an interview ---

run winloss card impact 2026-05-fjordelane
printed 'impact says what it would do' \
	'without it 11 claims fall, 2 patterns are none any more'
before=$(snapshot)
fails 'withdrawing needs a reason' 129 '--why' \
	-- winloss note 2026-05-fjordelane --withdraw
fails 'a reason alone is nothing' 129 '--why goes with --withdraw' \
	-- winloss note 2026-05-fjordelane --why 'No'
fails 'withdrawing stands alone' 129 \
	'--withdraw and --thanked do not go together' \
	-- winloss note 2026-05-fjordelane --withdraw --why no --thanked
is 'nothing was changed' "$before" "$(snapshot)"
run winloss note 2026-05-fjordelane --withdraw --why 'Consent was taken back'
is 'the interview is withdrawn' 0 "$status"
said 'what falls is said' '11 claims fall, 2 patterns are none any more'
said 'that the words stay is said' 'its words stay in the file'
printed 'nothing is asked for any more' 'withdrawn: it counts no more'
has_not 'no command either' "$sandbox/.out" --code
is 'the file says so' 'status: withdrawn' \
	"$(grep '^status:' interviews/2026/2026-05-fjordelane.md)"
is 'the commit says why' 'note: withdraw 2026-05-fjordelane

Why: Consent was taken back
Interview: 2026-05-fjordelane' "$(git log -1 --format=%B)"
is 'nothing else was changed' ' 1 file changed, 1 insertion(+), 1 deletion(-)' \
	"$(git show --shortstat --format= HEAD)"
is 'the card is unverified' 'unverified,evidence lost,3' \
	"$(state battlecard/rivalco)"
is 'each claim says so' 'dnm citation-lost
3s8 citation-lost
tgn citation-lost' "$(claims rivalco)"
run winloss card list
printed 'the list says why' \
	'rivalco^dnm  [@2026-05-fjordelane^wxmek] was withdrawn'
run winloss card show rivalco
printed 'so does the card' 'fallen: [@2026-05-fjordelane^wxmek] was withdrawn'
has_not 'its words are not shown any more' "$sandbox/.out" \
	'First that one can see who approved what'
printed 'only that they were withdrawn' '(withdrawn)'
run winloss synthesize --outcome win
printed 'the synthesis counts it no more' '5 deals'
is 'as many as impact said' 11 "$(winloss card list -f csv |
	awk -F, 'NR > 1 { n += $13 } END { print n }')"
run winloss note 2026-05-fjordelane --withdraw --why again
is 'withdrawing again is done already' 0 "$status"
said 'and says so' 'was withdrawn already'
git revert --no-edit HEAD >"$sandbox/.git" 2>&1
is 'taken back, all stands again' 'verified,,0' "$(state battlecard/rivalco)"

# --- A passage becomes confidential ---

words='The new CIO had bought RivalCo before'

sed '/\^f51dp/s/ \^f51dp/ !confidential ^f51dp/' \
	interviews/2026/2026-06-vestmoor.md >new &&
	mv new interviews/2026/2026-06-vestmoor.md
is 'its claim falls' 'tt1 citation-lost' "$(claims rivalco)"
run winloss card show rivalco
printed 'and says why' 'fallen: [@2026-06-vestmoor^f51dp] is confidential'
has_not 'its words are not shown' "$sandbox/.out" "$words"
is 'the card is unverified then' 'unverified,evidence lost,1' \
	"$(state battlecard/rivalco)"
git checkout -q .
# The program keeps an id that is cited, so that the claim says what happened
run winloss -q note 2026-06-vestmoor --passage f51dp --level confidential
is 'a passage is withheld' 0 "$status"
said 'with a warning of what leaned on it' \
	"battlecard/rivalco^tt1 cites '2026-06-vestmoor^f51dp' and loses"
has 'it keeps the id that is cited' interviews/2026/2026-06-vestmoor.md \
	'!confidential ~21:12 ^f51dp'
has 'under which its words are kept' private/2026-06-vestmoor.md '^f51dp'
said 'and why is said' '^f51dp keeps its id, for it is cited'
is 'its claim falls as well' 'tt1 citation-lost' "$(claims rivalco)"
run winloss card list
printed 'the claim says that it is confidential now' \
	'rivalco^tt1  [@2026-06-vestmoor^f51dp] is confidential'
run winloss card impact 2026-06-vestmoor^f51dp
printed 'nothing more can fall with it' 'without it no further claim falls'
# One that nobody cites gets an id that tells nothing of the words
run winloss -q note 2026-06-vestmoor --passage uiwbz --level confidential
has_not 'one that is not cited does not keep it' \
	interviews/2026/2026-06-vestmoor.md '^uiwbz'
run winloss card why rivalco^tt1
has_not 'its words are nowhere' "$sandbox/.out" "$words"
back

# --- Retagging ---

# As `card verify` writes it.
verified_on() { # card claim value
	sed "s/^verified: .*/&\\
verified-on: {$2: $3}/" "$1" >new && mv new "$1"
}
theme=$(winloss card why rivalco^2k7 --format json |
	sed -n '/"theme": {/,/}/s/^ *"id": "\(.*\)",/\1/p')
is 'what the claim leans on' rollout-time "$theme"
verified_on cards/battlecard/rivalco.md 2k7 "rollout-time pattern 2"
commit 'cards: verified on'
is 'it stands' 'verified,,0' "$(state battlecard/rivalco)"
retag() { # interview passage from to
	awk -v id="^$2" -v from="$3" -v to="$4" '
		index($0, id) { sub(from, to) } { print }' \
		"interviews/2026/$1.md" >new && mv new "interviews/2026/$1.md"
}
retag 2026-04-harrowmere i7pc3 '#rollout-time[-+]*' '#price-model'
is 'the claim says that a theme was lost' '2k7 theme-lost' "$(claims rivalco)"
run winloss card list
printed 'and how far' "rivalco^2k7  2 cited deals spoke of 'rollout-time' when"
git checkout -q .
ok 'a theme is renamed' winloss -q theme rename rollout-time time-to-live
is 'a renamed theme is the same' '' "$(claims rivalco)"
is 'and the card stands' 'verified,,0' "$(state battlecard/rivalco)"
back

# --- A pattern falls below its threshold ---

theme=$(winloss card why rivalco^est --format json |
	sed -n '/"theme": {/,/}/s/^ *"id": "\(.*\)",/\1/p')
verified_on cards/battlecard/rivalco.md est "$theme pattern 1"
commit 'cards: verified on'
is 'a pattern stands' '' "$(claims rivalco)"
run winloss card impact 2026-05-fjordelane
printed 'impact names a claim that does not cite it' \
	'battlecard/rivalco^est  would fall:'
ok 'another deal with it is withdrawn' winloss -q note 2026-05-fjordelane \
	--withdraw --why 'Consent was taken back'
is 'the claim falls with the pattern' 'est pattern-fell' \
	"$(claims rivalco | grep est)"
COLUMNS=200 run winloss card list
printed 'and says so' \
	"'$theme' was a pattern when it was verified, now 2 of 5"
back

verified_on cards/icp/core.md 06h 'trigger-board pattern 3'
commit 'cards: verified on'
is 'at the threshold it is a pattern' 'verified,,0' "$(state icp/core)"
sed 's/^  pattern: 3/  pattern: 4/' winloss.yaml >new && mv new winloss.yaml
is 'below it the claim falls' '06h pattern-fell' "$(claims core)"
is 'and the card is unverified' 'unverified,evidence lost,1' \
	"$(state icp/core)"

done_testing
