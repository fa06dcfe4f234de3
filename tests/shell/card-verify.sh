# SPDX-License-Identifier: GPL-3.0-or-later
# Verifying a card: who may, what is shown first, what is written, and what is
# not verified.
. "$(dirname "$0")/lib.sh"

example p
card=cards/battlecard/rivalco.md
before=$(snapshot)
fails 'not everybody may' 128 \
	"'priya' cannot verify 'battlecard/rivalco': its verifier is 'marc'" \
	'hint: ask' -- winloss card verify rivalco --yes
fails 'a person who is not in the team' 128 "'zoe' is not in the team" -- \
	winloss card verify rivalco --yes --by zoe
fails 'nobody to ask' 129 '--yes' -- winloss card verify rivalco --by marc
is 'nothing is written' "$before" "$(snapshot)"

run winloss card verify rivalco --yes --by marc
is 'the verifier may' 0 "$status"
has 'the day' $card 'verified: 2026-11-21'
has 'who' $card 'verified-by: marc'
is 'the digest' 1 "$(grep -cE '^verified-as: [0-9a-f]{12}$' $card)"
said 'until when is said' 'battlecard/rivalco is verified until 2027-02-19'
is 'what each claim leans on' 1 \
	"$(grep -cE '^  2k7: rollout-time pattern [0-9]+$' $card)"
is 'one commit' 'cards: verify battlecard/rivalco

Card: battlecard/rivalco' "$(git log -1 --format=%B | sed '$d')"
is 'it is verified' 1 \
	"$(winloss card list --format csv | grep -c 'rivalco.*,verified,')"
run winloss card verify rivalco --yes --by marc
said 'once more: nothing new' 'nothing new to record'

# --- What is shown first ---

winloss -q card revise rivalco --claim tt1 --text 'Somebody bought them before.' \
	--why shorter 2>/dev/null
winloss -q card revise rivalco --add 'Unheard of.' --section Proof \
	--why x 2>/dev/null
run winloss card verify rivalco --yes --by marc --no-commit
said 'why it is not verified' 'battlecard/rivalco, RivalCo: edited since'
git checkout -q $card
run winloss card verify rivalco --yes --by marc
said 'claim by claim' '^tt1 changed, words: Somebody [-in the house has-]'
said 'what came' 'added: Unheard of.'

# --- Evidence that is lost ---

sed -i 's/^status: .*/status: withdrawn/' interviews/2026/2026-06-vestmoor.md
before=$(snapshot)
fails 'lost evidence is not verified' 128 \
	'[@2026-06-vestmoor^7k6ju] was withdrawn' \
	"the claim '^6ay' cannot be verified" \
	'hint: winloss card revise battlecard/rivalco --claim 6ay --drop-evidence 2026-06-vestmoor^7k6ju --why TEXT' \
	-- winloss card verify rivalco --yes --by marc
is 'nothing is written' "$before" "$(snapshot)"
winloss -q card revise rivalco --claim 6ay --why x \
	--drop-evidence 2026-06-vestmoor^7k6ju 2>/dev/null
winloss -q card revise rivalco --claim tt1 --why x \
	--drop-evidence 2026-06-vestmoor^f51dp 2>/dev/null
ok 'the way out works' winloss card verify rivalco --yes --by marc
git checkout -q interviews

# --- A card that says nothing ---

ok 'a card without a claim' winloss -q card new objection too-slow
fails 'has nothing to verify' 128 \
	"'objection/too-slow' has no claim that could be verified" \
	'hint: winloss card revise objection/too-slow --add' \
	-- winloss card verify too-slow --yes

# --- A dispute is settled by verifying ---

sed -i 's/^verified:.*/&\ndisputed: {05d: 2026-10} # review/' $card
run winloss card verify rivalco --yes --by marc
is 'a disputed card' 0 "$status"
has_not 'is disputed no more' $card disputed

# --- Claims without ids get them ---

sed -i 's/ \^05d$//' $card
ok 'without an id' winloss card verify rivalco --yes --by marc
is 'it has one' 0 "$(grep -cE '^  \[@2026-10-brindlecove\^urd4s\]$' $card)"

# --- Roles ---

sed -i 's/^verifier: marc/verifier: sales-manager/' $card
fails 'a role that one does not have' 128 "its verifier is 'sales-manager'" -- \
	winloss card verify rivalco --yes --by marc
ok 'a role that one has' winloss card verify rivalco --yes --by ruth
has 'the person is kept' $card 'verified-by: ruth'
sed -i 's/^verifier: .*/verifier: zoe/' $card
fails 'a verifier who left' 128 "'zoe' is not in the team" 'another verifier' \
	-- winloss card verify rivalco --yes --by marc
sed -i '/^verifier: /d' $card
fails 'no verifier' 128 "'battlecard/rivalco' has no verifier" \
	'add `verifier:' -- winloss card verify rivalco --yes --by marc
git checkout -q $card

# --- Edited while it is being verified ---

mkdir "$sandbox/bin"
cat >"$sandbox/bin/git" <<END
#!/bin/sh
test -e "$sandbox/edited" || printf -- '- Sneaked in. ^sn1\n' >>"$PWD/$card"
touch "$sandbox/edited"
exec $(command -v git | sed 's/^git$/\/usr\/bin\/git/') "\$@"
END
chmod +x "$sandbox/bin/git"
head=$(git rev-parse HEAD)
PATH=$sandbox/bin:$PATH fails 'edited in the meantime' 128 \
	"'$card' was edited in the meantime" 'run this again' -- \
	winloss card verify rivalco --yes --by ruth
is 'what was not seen is not verified' "$head" "$(git rev-parse HEAD)"
has 'and stays' $card 'Sneaked in'
git checkout -q $card

# --- On a terminal ---

talk() {
	python3 -I "$SOURCE/tests/shell/pty.py" "$WINLOSS" "$@" \
		>"$sandbox/.out" 2>&1
	status=$?
}
talk card verify saldovar <<'END'
expect do all 11 claims hold
send n
END
printed 'no is no' 'not verified'
is 'and nothing is written' "$head" "$(git rev-parse HEAD)"
talk card verify saldovar <<'END'
expect do all 11 claims hold
send y
END
is 'yes is yes' 'cards: verify battlecard/saldovar' "$(git log -1 --format=%s)"

# --- a verifier of the type ---

example "$sandbox/of-type"
sed -i 's/^  message: .*/  message: {every: 90d, verifier: marc}/' winloss.yaml
grep -q '^  message: {every' winloss.yaml ||
	printf 'verification:\n  message: {every: 90d, verifier: marc}\n' \
		>>winloss.yaml
sed -i '/^verifier:/d' cards/message/value.md
git commit -qam 'The type has a verifier'
fails 'a card without its own has that of its type' 128 'marc' -- \
	winloss card verify message/value --by priya --yes
ok 'who may verify it' winloss card verify message/value --by marc --yes
has 'and did' cards/message/value.md 'verified-by: marc'

done_testing
