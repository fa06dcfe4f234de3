# SPDX-License-Identifier: GPL-3.0-or-later
# check --fix: what is put right, what stays, and that a second run has nothing
# to do.
. "$(dirname "$0")/lib.sh"
. "$SOURCE/tests/shell/check.bash"
sound

# The property: the same files after a second run, and no second commit.
settled() { # what
	before=$(snapshot)
	run winloss check --fix
	said "$1: a second run has nothing to do" 'nothing to fix'
	is "$1: and does nothing" "$before" "$(snapshot)"
}

again
before=$(snapshot)
run winloss check --fix
said 'a sound programme has nothing to fix' 'nothing to fix'
is 'and stays as it is' "$before" "$(snapshot)"
printed 'then the findings' 'all is well: 1 interview'

# --- Everything at once ---

again
sed -i 's/ \^a3$//; s/#pricing- \^a4/^a4 !public #onboarding-   /' $interview
sed -i 's/^criteria: .*/criteria: [onboarding, pricing]/' $interview
sed -i 's/#pricing ~2026-10-14/#onboarding ~2026-10-14/; s/ \^f1$//' field/2026-10.md
printf '%s\n' '- They are cheap. [@2026-10-acme^a2]' >>$card
sed -i 's/; @2026-10^f1//' $card
sed -i 's/rollout-time-/onboarding-/' codings/*.yaml
printf 'OPP-0,Beta,win,Closed Won,1.00,USD,smb,rivalco,,,2026-01-02,2026-02-03,,partner\n' >>deals.csv
git add -A && git commit -qm broken
words=$(sed -n '/^>/p' $interview | grep -v '#\|\^')
run winloss check --fix
is 'exit 0 with no error left' 0 "$status"
said 'each file, and what was done to it' \
	"$interview: 1 passage given an id, 2 aliases made their themes, 1 line of tokens put in order"
said 'field notes' 'field/2026-10.md: 1 passage given an id, 1 alias made its theme'
said 'cards' "$card: 1 claim given an id"
said 'codings' 'codings/2026-10-acme.marc.yaml: 1 alias made its theme'
said 'deals' 'deals.csv: 1 file of deals sorted'
is 'one commit' 'check: fix 5 files' "$(git log -1 --format=%s)"
is 'and no more' 3 "$(git rev-list --count HEAD)"
is 'nothing is left over' '' "$(git status --short)"
has 'tokens in their order' $interview '> #rollout-time- !public ^a4'
has 'the criteria' $interview 'criteria: [rollout-time, pricing]'
is 'no word has changed' "$words" "$(sed -n '/^>/p' $interview | grep -v '#\|\^')"
is 'the first deal is the oldest' OPP-0 "$(sed -n '2s/,.*//p' deals.csv)"
for rule in theme-alias claim-id; do
	missed $rule 'put right'
done
settled 'everything'

# --- A card that was verified stays so ---

again
printf '%s\n' '- They are cheap. [@2026-10-acme^a2]' >>$card
run winloss card verify battlecard/rivalco --yes --by marc --why 'spoke with sales'
git show HEAD:$card >"$sandbox/verified"
sed -i '$s/ \^[a-z0-9]*$//' $card
run winloss check --fix
said 'changes of the user are named' "'$card' had changes that were not recorded; they are now"
missed card-unverified 'a new id is no new claim'
settled 'a verified card'

# --- Confidential words ---

again
sed -i 's/#rollout-time- ~04:10/#rollout-time- !confidential/; s/; @2026-10^f1//; s/^- They are.*/- One. [@2026-10-acme^a4] ^r4w/' $interview $card
git commit -qam marked
run winloss check --fix
said 'moved' '1 passage moved to private/'
said 'and said what it does not undo' 'history still has them'
has_not 'not in the file' $interview 'Ten weeks was too long'
ok 'but in private/' grep -rq 'Ten weeks was too long' private
is 'of which git knows nothing' '' "$(git status --short)"
missed confidential-words 'none is left'
settled 'confidential words'

again
sed -i 's/^consent: .*/consent: none/' $interview
run winloss check --fix
said 'all of somebody who agreed to nothing' '5 passages moved to private/'
is 'that history may have them is said once' 1 \
	"$(grep -c 'history still has them' "$sandbox/.err")"
is 'and once what loses its evidence' 1 \
	"$(grep -c 'loses this evidence' "$sandbox/.err")"
missed consent-none 'none is left'
settled 'no consent'

# --- Not recorded, not asked for ---

again
sed -i 's/#pricing- \^a4/#pricing-/' $interview
run winloss check --fix --no-commit
is 'the change is in the working tree' " M $interview" "$(git status --short)"
is 'and not in history' 1 "$(git rev-list --count HEAD)"
has_not 'what is not recorded is not said to be' "$sandbox/.err" 'not recorded'
fails '--no-commit without --fix' 129 '--no-commit needs --fix' -- \
	winloss check --no-commit
fails '--fix goes over everything' 129 '--fix goes over all files' -- \
	winloss check --fix --rule claim-id
fails 'nor over some files' 129 '--fix goes over all files' -- \
	winloss check --fix cards

again
printf '\t\n' >winloss.yaml
before=$(snapshot)
run winloss check --fix
is 'where nothing can be read, nothing is fixed' "$before" "$(snapshot)"
printed 'but it is said' '[unreadable]'

again
printf -- '---\nwinloss: 1\nid: 2026-10-bad\noutcome: lost\n---\n' >interviews/2026/2026-10-bad.md
sed -i 's/#pricing- \^a4/#pricing-/' $interview
run winloss check --fix
said 'what can be read is fixed' "$interview: 1 passage given an id"
is 'and what cannot is an error' 1 "$status"

example "$sandbox/ledgerly"
settled 'the example'

done_testing
