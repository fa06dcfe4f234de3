# SPDX-License-Identifier: GPL-3.0-or-later
# Rules about what must not be in a repository: one case caught, one not.
. "$(dirname "$0")/lib.sh"
. "$SOURCE/tests/shell/check.bash"
sound
secret='The board will sell the company in spring'

history='; it was committed, and history still has it: git filter-repo takes it out'

# --- Marked, with its words ---

again
sed -i "s/^> Ten weeks was too long\./> $secret/; s/#rollout-time- ~04:10/#rollout-time- !confidential/" $interview
caught confidential-words "$interview:51:1: error: a confidential passage with its words in the file [confidential-words]"
printed 'what to do, and what it does not undo' \
	"hint: 'winloss check --fix' moves them to private/$history"
has_not 'never the words' "$sandbox/.out" board
sed -i "s/^> $secret/> (confidential)/" $interview
missed confidential-words 'in private/ they are where they belong'
cp $interview interviews/2026/2026-10-new.md
sed -i "s/2026-10-acme/2026-10-new/; s/^> (confidential)/> $secret/" \
	interviews/2026/2026-10-new.md
run winloss check --rule confidential-words
printed 'what git does not have yet' \
	"hint: 'winloss check --fix' moves them to private/"
has_not 'is not in history' "$sandbox/.out" 'filter-repo'
again
printf '\n- A merger is coming up, they said. !confidential ^f2\n' >>field/2026-10.md
run winloss check --rule confidential-words
printed 'a field note has no private place' 'take the words out'

# --- No consent ---

again
sed -i 's/^consent: .*/consent: none/' $interview
caught consent-none "$interview:13:1: error: the buyer agreed to nothing, and the words of 5 passages stand here [consent-none]"
sed -i 's/^consent: .*/consent: anonymous/' $interview
missed consent-none 'consent is consent'

# --- The same words elsewhere ---

again
mkdir private
printf -- '---\nwinloss: 1\nid: 2026-10-acme\n---\n\n> %s.\n> ^k7m2x\n' "$secret" >private/2026-10-acme.md
sed -i '51s/.*/> (confidential)/; 52s/.*/> #rollout-time- !confidential ^k7m2x/' $interview
missed confidential-copy 'words that are in private/ alone'
printf '    # the board will\n    #   SELL the company, in spring\n' \
	>>codings/2026-10-acme.marc.yaml
printf '\n- %s. (unproven) ^zz1\n' "$secret" >>$card
mkdir reviews syntheses
printf 'Nothing.\n' >syntheses/kept.md
caught confidential-copy "$card:14:43: error: confidential words of '2026-10-acme^k7m2x' end here [confidential-copy]
codings/2026-10-acme.marc.yaml:8:35: error: confidential words of '2026-10-acme^k7m2x' end here [confidential-copy]"
has_not 'never the words' "$sandbox/.out" spring
git add -A . && git commit -qm copy
run winloss check --rule confidential-copy --against HEAD
is 'a revision is searched as well: nothing new' 0 "$status"
run winloss check --rule confidential-copy --against HEAD~1
is 'what a commit brought' 1 "$status"

# --- People ---

again
printf 'winloss: 1\nbuyer-1: {name: Wilhelmina Orsolini, email: w.orsolini@acme.example}\n' \
	>people.yaml
missed person-named 'names in people.yaml alone'
sed -i 's/^The invoice/Wilhelmina Orsolini said: the invoice/' $interview
printf '%s\n' '' 'Ask W.Orsolini@acme.example.' >>field/2026-10.md
caught person-named "field/2026-10.md:5:27: error: the name or e-mail of 'buyer-1' (people.yaml) ends here [person-named]
$interview:54:19: error: the name or e-mail of 'buyer-1' (people.yaml) ends here [person-named]"
has_not 'never the name' "$sandbox/.out" Orsolini

missed private-recorded 'people.yaml is not in git'
git add -f people.yaml
caught private-recorded "people.yaml:1:1: error: git has it, and every clone will have it [private-recorded]"
printed 'the way out' "'git rm --cached people.yaml', then commit"

# Outside any repository there is no history
cd "$sandbox" && mkdir alone && cp -R sound/. alone && rm -rf alone/.git
cd alone || exit 99
printf 'winloss: 1\nbuyer-1: {name: Wilhelmina Orsolini}\n' >people.yaml
printf '\nWilhelmina Orsolini.\n' >>field/2026-10.md
run env GIT_CEILING_DIRECTORIES="$sandbox" "$WINLOSS" check --rule person-named
is 'it is found all the same' 1 "$status"

done_testing
