# SPDX-License-Identifier: GPL-3.0-or-later
# What cards are worth: list, show, why, impact, and what is wrong with them.
. "$(dirname "$0")/lib.sh"

# Four losses and a win, a field note; every deal speaks of a theme.
interview() { # id deal outcome body
	cat >"interviews/2026/$1.md" <<END
---
winloss: 1
id: $1
outcome: $3
deal: $2
account: Account of $2
competitor: rivalco
role: VP Operations
status: coded
consent: anonymous
interviewed: 2026-10-20
coded: 2026-10-21
---

## Answers

### What mattered? <!-- evaluation.criteria -->

$4
END
}

card() { # type id front body
	mkdir -p "cards/$1"
	cat >"cards/$1/$2.md" <<END
---
winloss: 1
id: $2
type: $1
$3
---

# The $2 card

$4
END
}

programme() { # folder
	mkdir -p "$1/interviews/2026" "$1/field" "$1/archive/cards/battlecard"
	cd "$1" || exit 99
	cat >winloss.yaml <<'END'
winloss: 1
product: Ledgerly
team:
  priya: {role: pmm, email: priya@ledgerly.example}
  ruth: {role: sales-manager, email: ruth@ledgerly.example}
competitors:
  rivalco: {name: RivalCo, aliases: [Rival Co]}
verification: {battlecard: 90d, objection: 90d}
END
	cat >themes.yaml <<'END'
winloss: 1
themes:
  speed: {title: Time to roll out, kind: criterion, definition: Weeks.}
  price: {title: Price, kind: objection, definition: Money.}
END
	interview 2026-10-a D-1 loss '> Ten weeks is too long.
> #speed- ^a1

> (confidential)
> #price- !confidential ^a2

> Nobody tagged this.
> ^a3'
	interview 2026-10-b D-2 loss '> Four weeks won it.
> #speed- !public ^b1'
	interview 2026-10-c D-3 loss '> We could not wait.
> #speed- ^c1'
	interview 2026-10-d D-4 loss '> Dear.
> #price- ^d1'
	interview 2026-10-e D-5 win '> It was quick.
> #speed+ ^e1'
	printf '# October\n\n- Heard again #speed ~2026-10-14 @call ^f1\n' \
		>field/2026-10.md
	card battlecard rivalco 'competitor: rivalco
owner: priya
verifier: sales-manager
verified: 2026-11-01' '## Where they win

- Four weeks against our ten. [@2026-10-a^a1;
  @2026-10-b^b1] ^r4w
- Calls say so too. [@2026-10^f1] ^fn1
- They bring a chart. (unproven) ^unp

## Where we win

- Quick. [@2026-10-e^e1] ^qck'
	card objection price 'verifier: priya
verified: 2026-08-01' '## What they mean

- Money. [@2026-10-d^d1] ^m0n'
	card objection slow 'verifier: priya' '- Slow. (unproven) ^s10'
	card message rivalco 'verifier: priya
verified: 2026-11-20
verify-every: 15d' '- Weeks, not months. (unproven) ^wnm'
	cat >archive/cards/battlecard/old.md <<'END'
---
winloss: 1
id: old
type: battlecard
retired: 2026-09-01
replaced-by: battlecard/rivalco
---

# Old

- They were slow once. [@2026-10-a^a1] ^old
END
	git init -q && git add -A && git commit -qm programme
}

programme p

# --- list ---

expect 'list: the queue' 0 \
	'id,type,title,state,reason,verifier,verified,verified_by,due,every,claims,unproven,fallen,competitor,owner,audience,retired,replaced_by,path
price,objection,The price card,unverified,expired,priya,2026-08-01,,2026-10-30,90,1,0,0,,,internal,,,cards/objection/price.md
slow,objection,The slow card,unverified,never verified,priya,,,,90,1,1,0,,,internal,,,cards/objection/slow.md
rivalco,message,The rivalco card,due,,priya,2026-11-20,,2026-12-05,15,1,1,0,,,internal,,,cards/message/rivalco.md
rivalco,battlecard,The rivalco card,verified,,sales-manager,2026-11-01,,2027-01-30,90,4,1,0,rivalco,priya,internal,,,cards/battlecard/rivalco.md' \
	winloss card list -f csv
run winloss card list
printed 'list: counts against the bar, no percentage of so few' \
	'2 of 4 cards verified, below the bar of 80 %'
printed 'list: what is overdue' 'expired 2026-10-30, 22 days ago'
printed 'list: what is due' 'until 2026-12-05, 14 days left'
has_not 'list: no retired ones' "$sandbox/.out" 'battlecard/old'
COLUMNS=200 run winloss card list --retired
printed 'list --retired' 'since 2026-09-01, replaced by battlecard/rivalco'
run winloss card list --format json
printed 'list: JSON has the score' '"score": 0.5,'
run winloss --as-of 2027-01-30 card list --type battlecard
printed 'list: the last day counts' 'until 2027-01-30, its last day'
run winloss --as-of 2027-01-31 card list --type battlecard
printed 'list: and the day after does not' 'expired 2027-01-30, 1 day ago'
run winloss --as-of 2027-01-29 card list --type battlecard
printed 'list: the day before' 'until 2027-01-30, 1 day left'
names() {
	winloss card list -f ndjson "$@" |
		sed 's/.*"id": *"\([^"]*\)", *"type": *"\([^"]*\)".*/\2\/\1/'
}
expect 'list --state' 0 'objection/price
objection/slow' names --state unverified
expect 'list --state retired needs no --retired' 0 'battlecard/old' \
	names --state retired
expect 'list --type' 0 'battlecard/rivalco' names --type battlecard
expect 'list --competitor takes a name' 0 'battlecard/rivalco' \
	names --competitor 'Rival Co'
expect 'list --verifier: what a person may verify' 0 'battlecard/rivalco' \
	names --verifier ruth
expect 'list --verifier: a role' 0 'battlecard/rivalco' \
	names --verifier sales-manager
run winloss card list --type icp
is 'list: nothing matches, which is no failure' 0 "$status"
said 'list: and says so' 'no card matches'
too_wide() { # columns command...
	_columns=$1
	shift
	COLUMNS=$_columns winloss card "$@" |
		LC_ALL=C.UTF-8 grep -E "^.{$((_columns + 1))}"
}
for width in 40 80 129 130 200; do
	is "list: no line is wider than $width" '' \
		"$(too_wide $width list --retired)"
	is "show: no line is wider than $width" '' \
		"$(too_wide $width show battlecard/rivalco)"
	is "why: no line is wider than $width" '' \
		"$(too_wide $width why battlecard/rivalco^r4w)"
	is "impact: no line is wider than $width" '' \
		"$(too_wide $width impact 2026-10-a)"
done
fails 'list: a wrong state' 129 "there is no state 'overdue'" \
	-- winloss card list --state overdue
fails 'list: a wrong type' 129 "there is no type 'battelcard'" \
	"did you mean 'battlecard'?" -- winloss card list --type battelcard
fails 'list: a wrong competitor' 129 "there is no competitor 'rivalko'" \
	"did you mean 'rivalco'?" -- winloss card list --competitor rivalko
fails 'list: a wrong person' 129 "'rut' is not in the team" \
	"did you mean 'ruth'?" -- winloss card list --verifier rut
fails 'list takes no card' 129 "'rivalco' is one word too many" \
	-- winloss card list rivalco

# --- what to do ---

fails 'no part' 129 'what to do is missing: list, show' -- winloss card
fails 'a wrong part' 129 "card does not know 'lsit'" \
	"did you mean 'winloss card list'?" -- winloss card lsit
fails 'an option of another part' 129 "'card show' takes no --state" \
	-- winloss card show price --state due
fails 'a format of another part' 129 "'card show' has no format 'csv'" \
	-- winloss card show price --format csv
fails 'show without a card' 129 "'card show' takes a card" \
	-- winloss card show

# --- show ---

expect 'show' 0 'The rivalco card  battlecard/rivalco · against RivalCo · internal
verified  until 2027-01-30, 70 days left · verified 2026-11-01 · verifier
  sales-manager · owner priya
4 claims, 1 unproven · cards/battlecard/rivalco.md

Where they win  of losses
────────────────────────────────────────────────────────────────────────────────
  ^r4w  Four weeks against our ten.
        2 deals · pattern: Time to roll out, 3 of 4 losses · 2026-10-20
        “Ten weeks is too long.”
          2026-10-a^a1  loss · Account of D-1 · RivalCo · VP Operations ·
          2026-10-20
        “Four weeks won it.”
          2026-10-b^b1  loss · Account of D-2 · RivalCo · VP Operations ·
          2026-10-20
        against it: 1 deal without it

  ^fn1  Calls say so too.
        no deal that counts
        note: Heard again
          2026-10^f1  field note · call · 2026-10-14  may be cited and is never
          counted

  ^unp  They bring a chart.
        unproven

Where we win  of wins
────────────────────────────────────────────────────────────────────────────────
  ^qck  Quick.
        1 deal · anecdote: Time to roll out, 1 of 1 win · 2026-10-20
        “It was quick.”
          2026-10-e^e1  win · Account of D-5 · RivalCo · VP Operations ·
          2026-10-20' winloss card show battlecard/rivalco
run winloss card show battlecard/rivalco --format md
printed 'show: Markdown' '- Four weeks against our ten. `^r4w`\'
printed 'show: a quote in Markdown' '  - “Ten weeks is too long.” (2026-10-a^a1'
run winloss card show battlecard/rivalco --format json
printed 'show: JSON' '"support": "uncounted",'
run winloss card show old
printed 'show: a retired card' 'retired  since 2026-09-01'
fails 'show: several of that id' 129 "several cards have the id 'rivalco'" \
	'battlecard/rivalco or message/rivalco' -- winloss card show rivalco
fails 'show: none of that id' 128 "there is no card 'prise'" \
	"did you mean 'price'?" -- winloss card show prise
fails 'show: none of that type' 128 "there is no card 'batlecard/rivalco'" \
	"did you mean 'battlecard/rivalco'?" -- winloss card show batlecard/rivalco

# --- why ---

sed 's/against our ten/against ten/' cards/battlecard/rivalco.md >new &&
	mv new cards/battlecard/rivalco.md
run winloss card why battlecard/rivalco^r4w
printed 'why: the file and line of a quote' 'interviews/2026/2026-10-a.md:'
printed 'why: the deal' 'deal D-1'
printed 'why: not in a commit yet' 'As it stands it is in no commit yet.'
git commit -qam 'cards: say it shorter

Why: nobody reads long lines'
sed 's/; *$/;/; s/  @2026-10-b^b1] ^r4w/  @2026-10-b^b1; @2026-10-c^c1] ^r4w/' \
	cards/battlecard/rivalco.md >new && mv new cards/battlecard/rivalco.md
git commit -qam 'cards: a third deal'
sed 's/Quick\./Quick, they say./' cards/battlecard/rivalco.md >new &&
	mv new cards/battlecard/rivalco.md
git commit -qam 'cards: another claim'
winloss card why battlecard/rivalco^r4w |
	sed -n '/^Commits/,$s/^  [0-9a-f]\{7\}  //p' >"$sandbox/commits"
is 'why: the commits that changed it, and no others' \
	'2026-11-21  evidence: cards: a third deal (Priya Nair)
2026-11-21  words: cards: say it shorter (Priya Nair)
2026-11-21  added: programme (Priya Nair)' "$(cat "$sandbox/commits")"
run winloss card why battlecard/rivalco^r4w
printed 'why: the reason' 'nobody reads long lines'
has_not 'why: all is committed' "$sandbox/.out" 'no commit yet'
has_not 'why: of this claim alone' "$sandbox/.out" 'They bring a chart'
run winloss card why old^old
is 'why: of a retired card' 0 "$status"
run winloss card why message/rivalco^wnm --format json
printed 'why: JSON has the commits' '"kind": "added",'
git clone -q --depth 1 "file://$PWD" ../shallow
run winloss -C ../shallow card why battlecard/rivalco^r4w
is 'why: works in a shallow clone' 0 "$status"
printed 'why: and says that it is cut off' 'git fetch --unshallow'
mkdir ../plain && cp -R winloss.yaml themes.yaml cards interviews field ../plain
run winloss -C ../plain card why price^m0n
printed 'why: without a repository' 'There is no git repository to ask.'
fails 'why: an unknown claim' 128 \
	"the card 'battlecard/rivalco' has no claim '^r4v'" \
	"did you mean 'rivalco^r4w'?" -- winloss card why battlecard/rivalco^r4v
fails 'why: an unknown card' 128 "there is no card 'prise'" \
	-- winloss card why prise^m0n
fails 'why: no claim' 129 "'price' does not name a claim" \
	-- winloss card why price

# --- impact ---

expect 'impact of an interview' 0 '2026-10-c  loss · Account of D-3 · RivalCo · VP Operations · 2026-10-20
without it 1 claim falls, 1 pattern is none any more

Themes that count it  1
────────────────────────────────────────────────────────────────────────────────
  Time to roll out  3 of 4 losses, without it 2 of 3: no pattern any more

Claims that lean on it  1
────────────────────────────────────────────────────────────────────────────────
  battlecard/rivalco^r4w  would fall: it cites it, 2 of 3 deals left
    Four weeks against ten.' winloss card impact 2026-10-c
run winloss card impact 2026-10-a^a1
printed 'impact of a passage' 'battlecard/rivalco^r4w'
run winloss card impact 2026-10^f1
printed 'impact of a field note' 'battlecard/rivalco^fn1'
run winloss card impact 2026-10-a^a3
printed 'impact of nothing' 'nothing leans on it'
run winloss card impact 2026-10-c --format md
printed 'impact: Markdown' '## Claims that lean on it'
run winloss card impact 2026-10-c --format json
printed 'impact: JSON' '"falls": true,'
before=$(snapshot)
run winloss card impact 2026-10-b
is 'impact changes nothing' "$before" "$(snapshot)"
fails 'impact: an unknown interview' 128 "there is no interview '2026-10-z'" \
	-- winloss card impact 2026-10-z
fails 'impact: an unknown passage' 128 "there is no passage '2026-10-a^zz'" \
	-- winloss card impact '2026-10-a^zz'
fails 'impact: field notes as a whole' 129 \
	"'2026-10' are field notes, of which one is asked for" \
	-- winloss card impact 2026-10
fails 'impact: no passage' 129 "'2026-10-a^' is not an interview" \
	-- winloss card impact '2026-10-a^'

# --- Nothing to show ---

mkdir ../empty && cp winloss.yaml themes.yaml ../empty
run winloss -C ../empty card list
is 'no card at all' 'status 0, Ledgerly  no card in use' \
	"status $status, $(cat "$sandbox/.out")"
said 'and how to make one' 'winloss card new battlecard'
expect 'no card at all, as data' 0 '{
  "winloss": 1,
  "cards": [],
  "trust": {
    "verified": 0,
    "unverified": 0,
    "retired": 0,
    "score": null,
    "bar": 0.8
  }
}' winloss -C ../empty card list --format json
mkdir -p ../empty/cards/icp && printf -- '---\nwinloss: 1\nid: core\ntype: icp\n---\n' \
	>../empty/cards/icp/core.md
run winloss -C ../empty card show core
is 'a card without a claim' 0 "$status"
printed 'says so' '0 claims'
cp archive/cards/battlecard/old.md ../empty/cards/icp/old.md
sed 's/^type: .*/type: icp/; /^re/d' ../empty/cards/icp/old.md >new &&
	mv new ../empty/cards/icp/old.md
mkdir -p ../empty/archive/cards/icp &&
	cp ../empty/cards/icp/old.md ../empty/archive/cards/icp/old.md
run winloss -C ../empty card show icp/old
printed 'a card in use wins over a retired one of its name' 'no verifier'

# --- What must not leave ---

printf '\n> They pay a hundred thousand euros a year.\n> #price ^a4\n' \
	>>interviews/2026/2026-10-a.md
ok 'a passage becomes confidential' winloss -q note 2026-10-a --passage a4 \
	--level confidential
git reset -q --hard
card objection leak "owner: priya" \
	'- They pay a hundred thousand euros a year. (unproven) ^x1'
for form in text md json; do
	fails "a claim with confidential words is not printed: $form" 128 \
		"confidential words of '2026-10-a^" \
		-- winloss card show leak --format $form
	has_not "nor are they named in the error: $form" "$sandbox/.err" \
		'hundred thousand'
done
rm cards/objection/leak.md
card message red 'owner: "\e[31mred"
verifier: "\e[31mred"' "- A claim with a \` \`. (unproven) ^r1"
for part in 'list' 'show red' 'why red^r1'; do
	# shellcheck disable=SC2086
	run winloss --color never card $part
	has_not "no escape reaches the terminal: $part" "$sandbox/.out" \
		"$(printf '\033')"
done
rm cards/message/red.md

# --- Bad input ---

falls() { # title front citation because
	card objection bad "$2" "## Where they win

- A claim. [@$3] ^bad"
	run winloss card show bad
	printf '%s\n' "$4" >"$sandbox/.want"
	printed "$1" "$4"
	rm cards/objection/bad.md
}
good='verifier: priya
verified: 2026-11-01'
falls 'a citation to nothing' "$good" 2026-10-z^a1 \
	'names no interview and no field notes'
falls 'a citation to no passage' "$good" 2026-10-a^a9 \
	'names no passage of that file'
falls 'a citation to a confidential passage' "$good" 2026-10-a^a2 \
	'fallen: [@2026-10-a^a2] is confidential'
falls 'its words are not shown' "$good" 2026-10-a^a2 '(confidential)'
falls 'a citation to an untagged passage' "$good" 2026-10-a^a3 \
	'carries no theme of the codebook'
falls 'a citation of another outcome' "$good" 2026-10-e^e1 \
	'is of another outcome'
falls 'a verifier who left' 'verifier: gone
verified: 2026-11-01' 2026-10-a^a1 'verifier left: gone'
falls 'a role that nobody has' 'verifier: founder
verified: 2026-11-01' 2026-10-a^a1 'verifier left: founder'
falls 'somebody else verified it' 'verifier: priya
verified: 2026-11-01
verified-by: ruth' 2026-10-a^a1 'verifier changed: verified by ruth'
falls 'claims that were edited' 'verifier: priya
verified: 2026-11-01
verified-as: 000000000000' 2026-10-a^a1 'edited since'
falls 'no verifier' 'owner: priya' 2026-10-a^a1 'no verifier'
falls 'a review disputes it' 'verifier: priya
verified: 2026-11-01
disputed: {bad: 2026-11}' 2026-10-a^a1 \
	'fallen: the review 2026-11 found it no longer true'
card objection bad "$good" "- A claim. ^x1
- Another. ^x1"
fails 'the id of a claim twice' 128 'cards/objection/bad.md:12' \
	"the claim '^x1' stands here a second time" -- winloss card list
card objection bad "$good" '- A claim. ^x1'
run winloss card show bad
printed 'a claim without evidence and mark' \
	'no evidence, and not marked (unproven)'
mkdir cards/more && cp cards/objection/bad.md cards/more/
fails 'the id of a card twice' 128 \
	"the card 'objection/bad' is already in 'cards/more/bad.md'" \
	-- winloss card list

done_testing
