# SPDX-License-Identifier: GPL-3.0-or-later
# Changing cards: making one, revising claims with a why and on evidence that
# holds, retiring one.
. "$(dirname "$0")/lib.sh"

example p
card=cards/battlecard/rivalco.md
why='--why because'

# --- revise: one claim ---

before=$(snapshot)
fails 'no why' 129 'not changed without a why' '--why TEXT' \
	-- winloss card revise rivalco --claim tt1 --text 'Somebody bought it.'
is 'no why: nothing is written' "$before" "$(snapshot)"

run winloss card revise rivalco --claim tt1 --text 'Somebody *here* bought [it].' \
	--why 'said shorter' --apply-first 'the renewals of December'
is 'new words' 0 "$status"
said 'what changed is said' '^tt1 changed, words: Somebody [-in'
said 'and that it wants verifying' 'it wants verifying by marc: winloss card verify battlecard/rivalco'
has 'the words are escaped' $card \
	'- Somebody \*here\* bought \[it]. [@2026-06-vestmoor^f51dp] ^tt1'
is 'one commit with its trailers' 'cards: revise battlecard/rivalco

Why: said shorter
Apply-First: the renewals of December
Evidence: 2026-06-vestmoor^f51dp
Card: battlecard/rivalco' "$(git log -1 --format=%B | sed -e '$d')"
has 'what was verified by hand is kept' $card 'verified-as: '
is 'and nothing else changed' '2	2	cards/battlecard/rivalco.md' \
	"$(git show --format= --numstat)"

# shellcheck disable=SC2086
run winloss card revise rivalco --claim rivalco^ug4 \
	--evidence 2026-04-harrowmere^txzvd $why
is 'evidence for a claim without' 0 "$status"
has 'takes the place of the mark' $card \
	'than a tour. [@2026-04-harrowmere^txzvd] ^ug4'
# shellcheck disable=SC2086
run winloss card revise rivalco --claim ug4 \
	--drop-evidence 2026-04-harrowmere^txzvd $why
said 'evidence dropped: the mark comes back' '^ug4 has no evidence left'
has 'in its place' $card 'than a tour. (unproven) ^ug4'
# shellcheck disable=SC2086
ok 'a claim is taken out' winloss card revise rivalco --claim ug4 --remove $why
has_not 'and its line is gone' $card '^ug4'

# --- revise: a new claim ---

# shellcheck disable=SC2086
run winloss card revise rivalco --add 'They are on the phone in a minute.' \
	--section 'Where they win' --evidence 2026-06-vestmoor^7k6ju $why
is 'a new claim' 0 "$status"
is 'behind the last one of its section' 1 \
	"$(grep -A 1 '\^tt1$' $card | grep -c '^- They are on the phone')"
# shellcheck disable=SC2086
run winloss card revise rivalco --add 'A list price.' \
	--section 'Pricing posture' $why
said 'one that cites nobody is marked' 'cites nobody: marked (unproven)'
has 'in a section that was missing' $card '## Pricing posture'
# shellcheck disable=SC2086
fails 'where it goes must be said' 129 '--section TITLE is missing' \
	"hint: cards of this type have 'Where we win', 'Where they win'" \
	-- winloss card revise rivalco --add 'x' $why

# --- revise: what does not hold ---

before=$(snapshot)
while IFS='|' read -r title section citation said hint; do
	# shellcheck disable=SC2086
	fails "$title" 128 "$card:" "$said" "$hint" -- winloss card revise \
		rivalco --add 'A claim.' --section "$section" \
		--evidence "$citation" $why
done <<'END'
a passage that is not there|Proof|2026-04-harrowmere^i7pc4|[@2026-04-harrowmere^i7pc4] names no passage|did you mean '2026-04-harrowmere^i7pc3'
an interview that is not there|Proof|2026-04-harowmere^i7pc3|names no interview|did you mean '2026-04-harrowmere^i7pc3'
one of another outcome|Where they win|2026-05-fjordelane^wxmek|[@2026-05-fjordelane^wxmek] is of a win, and 'Where they win' speaks of losses|put it under a section of its outcome
END
# shellcheck disable=SC2086
fails 'what is not there either is not proposed' 128 \
	"'winloss quotes' finds passages" -- winloss card revise rivalco \
	--add 'A claim.' --section Proof --evidence 2026-13-x^abc $why
secret=$(grep -rhE '^> .*!confidential' interviews | head -n 1 |
	sed 's/.*\^//')
file=$(grep -rl "!confidential.*^$secret\$" interviews | head -n 1)
# shellcheck disable=SC2086
fails 'a confidential passage' 128 'is confidential' 'cite another passage' -- \
	winloss card revise rivalco --add 'A claim.' --section Proof \
	--evidence "$(basename "$file" .md)^$secret" $why
is 'nothing of it is written' "$before" "$(snapshot)"
# shellcheck disable=SC2086
fails 'two at once are both named' 128 '[@2026-01-a^c] names' 'in 2 places' -- \
	winloss card revise rivalco --add 'It holds.' --section Proof \
	--evidence 2026-01-a^b --evidence 2026-01-a^c $why
sed -i 's/^status: .*/status: withdrawn/' interviews/2026/2026-06-vestmoor.md
# shellcheck disable=SC2086
fails 'a withdrawn interview' 128 'was withdrawn' -- winloss card revise \
	rivalco --claim tt1 --text 'Again.' $why
git checkout -q interviews
# shellcheck disable=SC2086
fails 'no such claim' 128 "has no claim '^tt2'" "did you mean 'rivalco^tt1'" \
	-- winloss card revise rivalco --claim tt2 --text x $why
# shellcheck disable=SC2086
fails 'evidence that it does not cite' 128 "does not cite '2026-10^x1'" -- \
	winloss card revise rivalco --claim tt1 --drop-evidence 2026-10^x1 $why
# shellcheck disable=SC2086
fails 'evidence within the words' 129 "hold a citation or '(unproven)'" -- \
	winloss card revise rivalco --claim tt1 --text 'x (unproven)' $why
fails 'no citation' 129 'takes INTERVIEW^PASSAGE' -- \
	winloss card revise rivalco --claim tt1 --evidence nothing
fails 'a claim without a change' 129 '--claim needs --text' -- \
	winloss card revise rivalco --claim tt1
fails 'options that do not fit' 129 '--claim and --add do not go together' -- \
	winloss card revise rivalco --claim tt1 --add x --text y
fails 'no terminal and nothing to take' 129 'no terminal to edit it at' \
	'--claim ID --text TEXT' -- winloss card revise rivalco
# shellcheck disable=SC2086
expect 'the same words change nothing' 0 '' winloss card revise rivalco \
	--claim tt1 --text 'Somebody *here* bought [it].' $why
said 'and that is said' 'nothing changed'
is 'nothing of all this is written' "$before" "$(snapshot)"

ok 'something confidential' winloss -q note 2026-06-vestmoor \
	--quote 'Their chairman had promised it to a cousin of his.' \
	--tag pricing --level confidential
before=$(snapshot)
# shellcheck disable=SC2086
fails 'confidential words do not come in by this door' 128 \
	'cannot be recorded' -- winloss card revise rivalco --section Proof \
	--add 'Their chairman had promised it to a cousin of his.' $why
has_not 'nor are they said' "$sandbox/.err" 'promised it to a cousin'
# shellcheck disable=SC2086
fails 'nor by the message of a commit' 128 \
	'the message of the commit cannot be recorded: confidential words of' \
	-- winloss card revise rivalco --claim tt1 --text 'Other words.' \
	--why 'Their chairman had promised it to a cousin of his.'
fails 'where to apply it first included' 128 \
	'the message of the commit cannot be recorded: confidential words of' \
	-- winloss card revise rivalco --claim tt1 --text 'Other words.' \
	--why x --apply-first 'Their chairman had promised it to a cousin of his.'
is 'and nothing is written of them' "$before" "$(snapshot)"

# --- revise: from a pattern ---

# shellcheck disable=SC2086
run winloss card revise rivalco --from-pattern rollout-time --outcome loss $why
is 'from a pattern' 0 "$status"
said 'with its numbers' 'rollout-time: 7 of 8 losses, 6 cited'
said 'and those that are about others' \
	"4 of the 6 deals cited were not against rivalco: '--competitor rivalco'"
has 'the claim is the theme and what it means' $card '- Time to the first real close: '
evidence=$(git log -1 --format=%B | sed -n 's/^Evidence: //p')
is 'the newest speaks for us, most against: it is left out' '' \
	"$(echo "$evidence" | grep kestrelay)"
is 'not those who say what most say' 1 "$(echo "$evidence" | grep -c harrowmere)"
is 'one citation of each deal' 6 "$(git log -1 --format=%B |
	sed -n 's/^Evidence: //p' | tr ' ' '\n' | cut -d^ -f1 | sort -u | wc -l)"
# shellcheck disable=SC2086
fails 'no pattern' 128 "'hidden-criteria' is no pattern: 2 of 6 wins" \
	'that takes 3 in a group of at least 4' -- winloss card revise rivalco \
	--from-pattern hidden-criteria --outcome win $why
# shellcheck disable=SC2086
fails 'a pattern of two outcomes' 129 'say which with --outcome' -- \
	winloss card revise rivalco --from-pattern rollout-time $why
# shellcheck disable=SC2086
fails 'no such theme' 128 "did you mean 'pricing'" -- \
	winloss card revise rivalco --from-pattern pricin $why
# shellcheck disable=SC2086
fails 'an alias is none' 128 "did you mean 'rollout-time'" -- \
	winloss card revise rivalco --from-pattern implementation $why

# --- revise: what stands in the working tree ---

sed -i 's/^- They are on the phone.*/- They answer at night.\n  [@2026-06-vestmoor^7k6ju]/' $card
echo 'theirs' >notes.txt
git add notes.txt
# shellcheck disable=SC2086
run winloss card revise rivalco $why
is 'changes by hand are taken' 0 "$status"
said 'as claims' 'They answer at night.'
is 'the new one has an id' 1 \
	"$(grep -cE '\[@2026-06-vestmoor\^7k6ju\] \^[a-z0-9]{5}$' $card)"
is 'other files stay as they were' 'A  notes.txt' "$(git status --porcelain)"
git rm -q --cached notes.txt
sed -i 's/^- They answer at night.*/&\n- Nobody said this./' $card
before=$(snapshot)
# shellcheck disable=SC2086
fails 'also by hand only with evidence' 128 'has no evidence, and is not marked' \
	-- winloss card revise rivalco $why
is 'and nothing is written then' "$before" "$(snapshot)"
sed -i '/Nobody said this/d; s/^id: rivalco/id: rivalo/' $card
# shellcheck disable=SC2086
fails 'a card keeps its id' 128 "'battlecard/rivalco'" -- \
	winloss card revise battlecard/rivalco $why
git checkout -q $card

# --- revise: in the editor ---

cat >"$sandbox/editor" <<'END'
#!/bin/sh
if grep -q nope "$1"; then
	sed -i 's/nope/7k6ju/' "$1"
else
	printf '\n## Proof\n\n- By hand. [@2026-06-vestmoor^nope]\n' >>"$1"
fi
END
chmod +x "$sandbox/editor"
talk() {
	EDITOR="$sandbox/editor" python3 -I "$SOURCE/tests/shell/pty.py" \
		"$WINLOSS" "$@" >"$sandbox/.out" 2>&1
	status=$?
}
talk card revise saldovar <<'END'
expect names no passage
expect back to the editor
send y
expect why:
send Heard
expect first
send Now
END
is 'a slip goes back to the editor' 0 "$status"
is 'then it is recorded' 'Why: Heard
Apply-First: Now
Evidence: 2026-06-vestmoor^7k6ju' "$(git log -1 --format=%B | grep -E '^(Why|Apply|Evid)')"
before=$(snapshot)
TMPDIR=$sandbox talk card revise abacurion <<'END'
expect back to the editor
send n
END
is 'giving up writes nothing' "$before" "$(snapshot)"
is 'and keeps what was typed' 1 \
	"$(grep -l 'By hand' "$sandbox"/winloss-abacurion-*.md | wc -l)"

rm -f "$sandbox"/winloss-abacurion-*.md
sed -i '2i exit 1' "$sandbox/editor"
TMPDIR=$sandbox talk card revise abacurion <<'END'
expect ended with status 1
END
is 'an editor that fails leaves nothing' '' \
	"$(ls "$sandbox" | grep '^winloss-')"

# --- new ---

run winloss card new objection no-references --title 'Nobody # like us' \
	--verifier sales
is 'a new card' 0 "$status"
file=cards/objection/no-references.md
is 'with its keys' 'id: no-references
type: objection
owner: priya
verifier: sales
verify-every: 90d' "$(sed -n 3,7p $file)"
has 'its title' $file '# Nobody \# like us'
has 'its sections' $file '## What they mean'
is 'and no claim about another objection' 0 "$(grep -c '^- ' $file)"
is 'in one commit' 'cards: add objection/no-references' "$(git log -1 --format=%s)"
sed -i '/^competitors:/a \  zerolag: {name: Zero Lag}' winloss.yaml
run winloss card new battlecard zerolag --verify-every 30d
is 'a battlecard' 0 "$status"
has 'what is expected is marked' cards/battlecard/zerolag.md \
	'when Zero Lag reaches the sponsor before we do. (unproven)'
has 'its interval' cards/battlecard/zerolag.md 'verify-every: 30d'
before=$(snapshot)
fails 'an id that is taken' 128 "there is a card 'battlecard/zerolag' already" \
	'winloss card revise battlecard/zerolag' -- \
	winloss card new battlecard zerolag
fails 'a competitor that is not known' 129 "'nobody' is no competitor" -- \
	winloss card new battlecard nobody
fails 'a type that is none' 129 "did you mean 'proof-point'" -- \
	winloss card new proof-pont x
fails 'no id' 129 "'Not One' is not an id" -- winloss card new icp 'Not One'
fails 'a verifier who is not there' 128 "'zoe' is not in the team" -- \
	winloss card new icp eu --verifier zoe
fails 'no interval' 129 'such as 90d' -- \
	winloss card new icp eu --verify-every soon
is 'nothing of it is written' "$before" "$(snapshot)"

# --- retire ---

mkdir -p reviews
printf -- '---\nwinloss: 1\nid: 2026-10\n---\n# October\n\nLook at proof-point/security again.\n' >reviews/2026-10.md
printf -- '---\nwinloss: 1\nid: 2026-09\n---\n# Not proof-point/security-more\n' >reviews/2026-09.md
git add -A && git commit -qm 'a review'
before=$(snapshot)
fails 'no why' 129 'without a why' -- winloss card retire security
fails 'by itself' 128 'cannot be replaced by itself' -- \
	winloss card retire security --replaced-by security --why x
sed -i 's/^audience:/replaced-by: proof-point\/security\naudience:/' \
	cards/proof-point/audit-trail.md
fails 'in a circle' 128 "that is replaced by 'proof-point/security'" -- \
	winloss card retire security --replaced-by audit-trail --why x
git checkout -q cards
is 'nothing is written' "$before" "$(snapshot)"
expect 'retired, and who names it is listed' 0 \
	'proof-point/security is still named in
  reviews/2026-10.md:7' \
	winloss card retire security --replaced-by audit-trail --why 'one is enough'
is 'one commit moves it' 'R	archive/cards/proof-point/security.md
M	cards/proof-point/audit-trail.md' \
	"$(git show -M --format= --name-status | sed 's/^R[0-9]*	[^	]*/R/')"
has 'it knows its successor' archive/cards/proof-point/security.md \
	'replaced-by: proof-point/audit-trail'
has 'and its day' archive/cards/proof-point/security.md 'retired: 2026-11-21'
has 'which knows it' cards/proof-point/audit-trail.md \
	'replaces: [proof-point/security]'
is 'with its why' 'Why: one is enough' "$(git log -1 --format=%B | grep Why)"
is 'the working tree is clean' '' "$(git status --porcelain)"
fails 'a retired card is not revised' 128 'was retired on 2026-11-21' \
	"'proof-point/audit-trail' replaces it" -- \
	winloss card revise security --why x
fails 'nor verified' 128 'was retired' -- winloss card verify security --yes
fails 'nor a successor' 128 'was retired' -- \
	winloss card retire audit-trail --replaced-by security --why x
fails 'its id is taken' 128 "was retired: 'archive/" '--replaces' -- \
	winloss card new proof-point security
fails 'and it has a successor already' 128 "was replaced by" -- \
	winloss card new proof-point security --replaces security
fails 'a card in use is not replaced by a new one' 128 "is in use" -- \
	winloss card new proof-point again --replaces rollout
ok 'one without a successor' winloss card retire rollout --why gone
ok 'may get one' winloss card new proof-point again --replaces rollout
has 'both ways' archive/cards/proof-point/rollout.md \
	'replaced-by: proof-point/again'
has 'both ways (2)' cards/proof-point/again.md \
	'replaces: [proof-point/rollout]'

# --- without a commit ---

head=$(git rev-parse HEAD)
ok 'no commit' winloss card retire again --why gone --no-commit
is 'none was made' "$head" "$(git rev-parse HEAD)"
is 'the move is in the working tree' ' D cards/proof-point/again.md
?? archive/cards/proof-point/again.md' "$(git status --porcelain -uall)"

done_testing
