# SPDX-License-Identifier: GPL-3.0-or-later
# Rules about claims and cards: one case caught, one not.
. "$(dirname "$0")/lib.sh"
. "$SOURCE/tests/shell/check.bash"
sound

# claim TEXT: the card's second claim, on line 13.
claim() {
	again
	printf '%s\n' "- $1" >>$card
}

# --- The evidence of a claim ---

claim 'They are cheap. ^c1'
caught claim-evidence "$card:13:1: error: a claim without evidence [claim-evidence]"
sed -i 's/cheap\./cheap. (unproven)/' $card
missed claim-evidence 'one that says so may stand'
caught claim-unproven "$card:13:1: info: 1 of 2 claims is not proven yet [claim-unproven]"
sed -i 's/(unproven)/[@2026-10-acme^a4]/' $card
missed claim-unproven 'with evidence it is proven'

claim 'They are cheap. [@2026-10-acme^a4]'
caught claim-id "$card:13:1: info: a claim without an id [claim-id]"
claim 'They are cheap. [@2026-10-acme^a4] ^c1'
missed claim-id 'any id will do'

lost() { # WHY EDIT TITLE: a4 is lost as evidence
	claim 'They are cheap. [@2026-10-acme^a4] ^c1'
	sed -i "$2" $interview
	caught citation-lost "$(printf '%s' "$1")"
}
line="$card:13:1: error: the evidence [@2026-10-acme^a4]"
both="$card:12:1: error: the evidence [@2026-10-acme^a2]"
lost "$both was withdrawn [citation-lost]
$line was withdrawn [citation-lost]" 's/^status: .*/status: withdrawn/'
lost "$both has not been held [citation-lost]
$line has not been held [citation-lost]" 's/^status: .*/status: planned/'
lost "$line is confidential [citation-lost]" 's/#pricing- ^a4/#pricing- !confidential ^a4/'
lost "$line carries no theme of the codebook [citation-lost]" 's/#pricing- ^a4/^a4/'
claim 'They are cheap. [@2026-10-acme^nope] ^c1'
missed citation-lost 'what is not there is a dangling citation'
missed card-unverified 'a lost citation is said at its claim'

again
sed -i 's/^# RivalCo/&\n## Where we win/' $card
caught citation-outcome "$card:13:1: warning: [@2026-10-acme^a2] is of a loss, and 'Where we win' speaks of wins [citation-outcome]"
sed -i 's/Where we win/Where they win/' $card
missed citation-outcome 'of its own outcome'

# --- What was verified ---

again
sed -i 's/^# RivalCo/verified-on: {r4w: rollout-time pattern 1}\n---\n&/; 9d' $card
missed pattern-fell 'a pattern that still is one'
sed -i 's/pattern: 1,/pattern: 2,/' winloss.yaml
caught pattern-fell "$card:13:1: warning: 'rollout-time' was a pattern when it was verified, now 1 of 1 loss [pattern-fell]"
sed -i 's/pattern: 2,/pattern: 1,/; ' winloss.yaml
sed -i 's/#rollout-time- ~04:10/#pricing- ~04:10/' $interview
caught theme-lost "$card:13:1: warning: 1 cited deal spoke of 'rollout-time' when it was verified, now none [theme-lost]"
sed -i 's/rollout-time pattern 1/pricing pattern 1/' $card
missed theme-lost 'as it was verified'

again
sed -i 's/^verified: .*/&\ndisputed: {r4w: 2026-11}/' $card
caught claim-disputed "$card:13:1: warning: the review 2026-11 found it no longer true [claim-disputed]"
sed -i 's/r4w: 2026-11/r5x: 2026-11/' $card
missed claim-disputed 'another claim'

# --- Strength and age ---

again
sed -i 's/group-min: 1/group-min: 2/' winloss.yaml
caught group-small "$card:12:1: warning: it leans on 1 loss, and a group begins at 2 [group-small]"
again
missed group-small 'a group that is large enough'

sed -i 's/2026-10-10T/2025-10-10T/' $interview
caught evidence-ageing "$card:12:1: warning: the newest evidence is of 2025-10-10, more than twelve months ago [evidence-ageing]"
sed -i 's/2025-10-10T/2025-12-10T/' $interview
missed evidence-ageing 'less than twelve months'

again
sed -i 's/^verified: .*/&\naudience: external/' $card
caught external-evidence "$card:13:1: error: [@2026-10-acme^a2] is not public, and the card is for outside [external-evidence]
$card:13:1: error: [@2026-10^f1] is not public, and the card is for outside [external-evidence]"
sed -i 's/~04:10 ^a2/~04:10 !public ^a2/; s/^- Heard again\. /&!public /' $interview field/2026-10.md
sed -i 's/!public #pricing/#pricing !public/' field/2026-10.md
missed external-evidence 'public passages, with consent'
sed -i 's/^consent: .*//' $interview
run winloss check --rule external-evidence
is 'without consent nothing is public' 1 "$status"

# --- Cards ---

again
sed -i 's/^verified: .*/verified: 2026-05-20/' $card
caught card-unverified "$card:8:1: warning: the card is shown and not verified: expired [card-unverified]"
sed -i '8d' $card
caught card-unverified "$card:1:1: warning: the card is shown and not verified: never verified [card-unverified]"
sed -i 's/\[@.*\]/(unproven)/' $card
missed card-unverified 'without evidence there is nothing to verify'

again
missed card-due 'a card that was verified lately'
sed -i 's/^verified: .*/verified: 2026-08-30/' $card
caught card-due "$card:8:1: info: to be verified again by 2026-11-28 [card-due]"

again
sed -i '/^verifier/d; /^owner/d' $card
caught card-verifier "$card:1:1: warning: nobody verifies the card [card-verifier]"
caught card-owner "$card:1:1: warning: nobody owns the card [card-owner]"
missed card-unverified 'which is said once'
again
sed -i 's/^verifier: .*/verifier: founder/' $card
caught card-verifier "$card:7:1: warning: nobody in the team is founder, who verifies it [card-verifier]"
sed -i 's/^verifier: .*/verifier: pmm/' $card
missed card-verifier 'a role that somebody has'
missed card-owner 'an owner'

# --- One card after another ---

# A second card, retired or not.
other() { # PATH KEYS...
	mkdir -p "$(dirname "$1")"
	printf -- '---\nwinloss: 1\nid: old\ntype: battlecard\nowner: priya\n' >"$1"
	_file=$1
	shift
	printf '%s\n' "$@" --- '# Old' >>"$_file"
}
retired=archive/cards/battlecard/old.md

again
sed -i 's/^verified: .*/&\nreplaced-by: nobody\nreplaces: [objection\/rivalco]/' $card
caught replaced-unknown "$card:9:1: error: replaced-by: there is no card 'battlecard/nobody' [replaced-unknown]
$card:10:1: error: replaces: there is no card 'objection/rivalco' [replaced-unknown]"
again
sed -i 's/^verified: .*/&\nreplaces: [old]/' $card
other $retired 'retired: 2026-11-01' 'replaced-by: rivalco'
missed replaced-unknown 'cards in use and in the archive'
missed replaced-one-sided 'both say so'
missed replaced-cycle 'one after the other'
sed -i '/^replaced-by/d' $retired
caught replaced-one-sided "$card:9:1: warning: 'battlecard/old' does not say so: it has no 'replaced-by' [replaced-one-sided]"
printed 'what to write, and where' "write 'replaced-by: battlecard/rivalco' into '$retired'"
sed -i 's/^retired: .*/&\nreplaced-by: battlecard\/rivalco/' $retired
sed -i 's/^replaces: .*/replaced-by: old/' $card
caught replaced-cycle "$retired:7:1: error: the card replaces itself in the end [replaced-cycle]
$card:9:1: error: the card replaces itself in the end [replaced-cycle]"

again
other $retired 'retired: 2026-11-01' 'replaced-by: rivalco'
printf '\nSee battlecard/older and battlecard/old.\n' >>$card
caught retired-named "$card:14:26: warning: it names 'battlecard/old', which was retired [retired-named]"
printed 'what took its place' "hint: 'rivalco' has taken its place"
sed -i '$d' $card
missed retired-named 'what is not named'

done_testing
