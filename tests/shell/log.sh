# SPDX-License-Identifier: GPL-3.0-or-later
# Governance read from commits: claims, why, where first, evidence, by whom.
. "$(dirname "$0")/lib.sh"

R=cards/battlecard/rivalco.md

# commit DAY MESSAGE...: everything, as of that day of November.
commit() {
	_day=$1
	shift
	git add -A &&
		GIT_AUTHOR_DATE="2026-11-${_day}T10:00:00Z" \
			GIT_COMMITTER_DATE="2026-11-${_day}T10:00:00Z" \
			git commit -q --allow-empty "$@"
}

# as NAME MAIL COMMAND...: somebody else at work.
as() {
	_name=$1 _mail=$2
	shift 2
	GIT_AUTHOR_NAME=$_name GIT_AUTHOR_EMAIL=$_mail \
		GIT_COMMITTER_NAME=$_name GIT_COMMITTER_EMAIL=$_mail "$@"
}

subjects() {
	winloss log --format ndjson "$@" 2>"$sandbox/.err" |
		sed 's/.*"subject":"\([^"]*\)".*/\1/'
}

# --- A programme with a history, in a folder of a larger repository ---

mkdir repo && cd repo || exit 99
git init -q
cp -R "$SOURCE/examples/ledgerly" prog || exit 99
echo other >other
commit 01 -m 'import the cards'
cd prog || exit 99

sed -i 's/They write four weeks/They write three weeks/
s/^- Somebody in the house/- Their partner sits in. [@2026-06-vestmoor^7k6ju] ^zz1\n&/' \
	"$R"
commit 02 -m 'cards: revise battlecard/rivalco' -m 'Why: both named the weeks
Apply-First: discovery calls
Evidence: 2026-04-harrowmere^i7pc3 2026-10-brindlecove^oj9rl
Card: battlecard/rivalco'

sed -i '/nobody un-chooses it/,+1d' cards/battlecard/abacurion.md
as 'M. D.' marc@ledgerly.example commit 03 -m 'tidy up'

sed -i 's/^verified: 2026-10-12/verified: 2026-11-04/' "$R"
commit 04 -m 'cards: verify battlecard/rivalco'

mkdir -p archive/cards/objection
git mv cards/objection/too-expensive.md archive/cards/objection/
commit 05 -m 'retire it' -m 'why: nobody raises
  it any more'

git mv cards/icp/core.md cards/icp/heart.md
echo >>themes.yaml
echo more >>../other
commit 06 -m 'only names of files'
commit 07 -m 'nothing at all'

# --- What is printed ---

expect 'claims, why, where first, evidence, author, date' 0 \
	'2026-11-02   cards: revise battlecard/rivalco
             Priya Nair · COMMIT
why          both named the weeks
apply first  discovery calls
evidence     2 deals: 2026-04-harrowmere^i7pc3 2026-10-brindlecove^oj9rl
  battlecard/rivalco  RivalCo
    ~ They write [-four-]{+three+} weeks into the order form or bring a chart
      with names in the boxes; we said ten weeks, typically, or sent a price.
      ^2k7  2 deals
    + Their partner sits in. ^zz1  1 deal

1 commit' sh -c "\"$WINLOSS\" log --until 2026-11-02 --since 2026-11-02 |
	sed 's/ · [0-9a-f]\{7\}\$/ · COMMIT/'"

run winloss log
is 'newest first' '2026-11-06 2026-11-05 2026-11-04 2026-11-03 2026-11-02 2026-11-01' \
	"$(sed -n 's/^\(2026-[0-9-]*\) .*/\1/p' "$sandbox/.out" |
		tr '\n' ' ' | sed 's/ $//')"
printed 'the team says who the author is' 'Marc Delaunoy'
has_not 'not git' "$sandbox/.out" 'M. D.'
printed 'a commit without a why is marked' 'not said: this commit was made'
printed 'a removed claim' '− Free until the books were closed twice'
printed 'a verification' 'verified 2026-11-04'
printed 'a moved card is retired' 'objection/too-expensive  Too expensive  retired'
printed 'a folded why' 'nobody raises it any more'
printed 'a renamed file changed nothing' 'icp/core  no claim changed'
printed 'other files of governance' 'themes.yaml'
has_not 'none outside the programme' "$sandbox/.out" 'other'
printed 'an import is counted' 'battlecard/abacurion  Abacurion  new, verified 2026-08-31, 10 claims'
printed 'how many' '6 commits, 1 without a why'

run winloss log --color=always -n 5 --card rivalco
printed 'in colour what went is red' "$(printf '\033[31mfour\033[0m \033[32mthree')"

# --- Choosing ---

is 'by card' 'cards: verify battlecard/rivalco
cards: revise battlecard/rivalco
import the cards' "$(subjects --card rivalco)"
is 'by card and type' "$(subjects --card rivalco)" \
	"$(subjects --card battlecard/rivalco)"
is 'of an import only that card' '["battlecard/rivalco"]' \
	"$(winloss log --card rivalco HEAD~6 --format ndjson -q 2>"$sandbox/.err" |
		sed 's/.*"cards":\(\[[^]]*\]\).*/\1/')"
is 'by competitor' 'tidy up
import the cards' "$(subjects --competitor Abacurion)"
is 'by author, an id' 'tidy up' "$(subjects --author marc)"
is 'by author, part of a name' 'tidy up' "$(subjects --author 'm. d')"
is 'by author, nobody' '' "$(subjects --author jonah)"
is 'by days' 'cards: verify battlecard/rivalco
tidy up' "$(subjects --since 2026-11-03 --until 2026-11-04)"
is 'by period' "$(subjects)" "$(subjects --period 2026-q4)"
is 'by another period' '' "$(subjects --period 2026-q3)"
is 'a number' 'only names of files
retire it' "$(subjects -n 2)"
is 'without a why' 'tidy up' "$(subjects --without-why)"
is 'a range' 'tidy up
cards: revise battlecard/rivalco' "$(subjects HEAD~6..HEAD~4)"
is 'an open range' 'only names of files' "$(subjects HEAD~2..)"
is 'one revision' 'import the cards' "$(subjects HEAD~6)"
git checkout -q --detach HEAD~4
is 'a detached HEAD' 'tidy up
cards: revise battlecard/rivalco
import the cards' "$(subjects)"
git checkout -q main
run winloss log --period 2026-q3
is 'nothing found is no failure' "0 $(printf '')" "$status $(cat "$sandbox/.out")"
said 'and is said' 'no commit that was asked for changed a card'
run winloss log --card rivalko
is 'nor is a card that never was' 0 "$status"
said 'which is said' "there is no card 'rivalko'"
said 'with the nearest' "hint: did you mean 'rivalco'?"
run winloss log --note --card battlecard/rivalko
said 'also beside a note' "hint: did you mean 'battlecard/rivalco'?"
run winloss log --card rivalco --period 2026-q3
has_not 'not of one that is there' "$sandbox/.err" 'there is no card'

# --- JSON ---

run winloss log --format json HEAD~6..HEAD~4
ok 'json is json' python3 - "$sandbox/.out" <<'PY'
import json, sys
log = json.load(open(sys.argv[1]))
assert log["winloss"] == 1 and log["cut"] is False
tidy, revise = log["entries"]
assert len(revise["commit"]) == 40
assert revise["date"] == "2026-11-02T10:00:00Z", revise["date"]
assert (revise["author"], revise["person"]) == ("Priya Nair", "priya")
assert revise["cards"] == ["battlecard/rivalco"]
assert revise["why"] == "both named the weeks"
assert revise["apply_first"] == "discovery calls"
assert revise["evidence"] == [
    "2026-04-harrowmere^i7pc3", "2026-10-brindlecove^oj9rl"]
changed, added = revise["changes"]
assert (changed["kind"], changed["id"]) == ("changed", "2k7")
assert "three weeks" in changed["claim"] and "four weeks" in changed["before"]
assert (added["kind"], added["before"]) == ("added", None)
assert added["evidence"] == ["2026-06-vestmoor^7k6ju"]
assert added["card"] == "battlecard/rivalco"
assert tidy["why"] is None and tidy["without_why"] is True
assert tidy["changes"][0]["kind"] == "removed"
assert tidy["changes"][0]["before"].startswith("Free until")
PY
run winloss log --format json --evidence HEAD~5
printed 'evidence in words' '"text": "RivalCo said four weeks'

# --- The note ---

expect 'the governance note' 0 \
	'# Ledgerly: what changed in our cards, 2026-11-02 to 2026-11-21

3 cards changed in 5 commits by Priya Nair and Marc Delaunoy, 1 of them without a why.

## Abacurion (battlecard/abacurion)

**What changed**

- Removed: Free until the books were closed twice; by then nobody un-chooses it.

## RivalCo (battlecard/rivalco)

**What changed**

- Changed (2 deals): They write three weeks into the order form or bring a chart with names in the boxes; we said ten weeks, typically, or sent a price.
  - before: They write four weeks into the order form or bring a chart with names in the boxes; we said ten weeks, typically, or sent a price.
- Added (1 deal): Their partner sits in.
- Verified 2026-11-04

**Why it changed**

- both named the weeks (Priya Nair, 2026-11-02)

**Apply it first**

- discovery calls

## Too expensive (objection/too-expensive)

**What changed**

- Retired

**Why it changed**

- nobody raises it any more (Priya Nair, 2026-11-05)

## Without a why

- 2026-11-03, Marc Delaunoy, COMMIT: tidy up (battlecard/abacurion)' \
	sh -c "\"$WINLOSS\" log --note --since 2026-11-02 |
		sed 's/Delaunoy, [0-9a-f]\{7\}:/Delaunoy, COMMIT:/'"
run winloss log --note --until 2026-11-01
printed 'an import is set up' '- Set up: 10 claims, '
run winloss log --note
printed 'what came later stands beside it' '- Set up: 16 claims, '
printed 'as the change that it is' '- Changed (2 deals): They write three weeks'
printed 'not what was set up' '- Removed: Free until the books'
run winloss log --note --period 2026-q3
printed 'nothing changed' 'No claim changed: keep the cards as they are.'

sed -i 's/They write three weeks/They write four weeks/
/^- Their partner sits in/d' "$R"
commit 08 -m back -m 'Why: they do not'
run winloss log --note --since 2026-11-02
has_not 'what was taken back is no change' "$sandbox/.out" 'three weeks'
has_not 'nor what came and went' "$sandbox/.out" 'Their partner'
run winloss log --note --since 2026-11-08
printed 'unless it is asked for' 'Changed (2 deals): They write four weeks'

run winloss log --format md -n 1
printed 'as Markdown' '  - removed: Their partner sits in.'
printed 'with what stood before' '    - before: They write three weeks'

# --- Merges: each change once, by who made it ---

git checkout -q -b side HEAD~1
echo '- From the side. (unproven) ^sid' >>"$R"
commit 09 -m side -m 'Why: s'
git checkout -q main
sed -i 's/^# RivalCo/# RivalCo Close/' "$R"
commit 10 -m main -m 'Why: m'
git merge -q --no-commit side >"$sandbox/.merge" 2>&1
commit 11 -m 'clean merge'
is 'a clean merge says nothing' 'main
side
back' "$(subjects -n 3)"
git reset -q --hard HEAD^
git merge -q --no-commit side >"$sandbox/.merge" 2>&1
echo '- Out of the merge. (unproven) ^mrg' >>"$R"
commit 11 -m 'own merge'
run winloss log -n 1
printed 'a merge that changes more says so' '+ Out of the merge.'
printed 'and is named a merge' ' · merge'
has_not 'what the branch brought is not its own' "$sandbox/.out" 'From the side'

# --- A card under another name ---

S=cards/battlecard/saldo.md
sed -i 's/^- They post into/- They now post into/' cards/battlecard/saldovar.md
commit 11 -m 'before the name' -m 'Why: w'
git mv cards/battlecard/saldovar.md $S
sed -i 's/^id: saldovar/id: saldo/' $S
commit 11 -m 'another name'
sed -i 's/^- They now post into/- Nobody posts into/' $S
commit 11 -m 'after the name' -m 'Why: w'
run winloss log -n 2
printed 'it says what it was called' 'renamed from battlecard/saldovar'
has_not 'no claim went' "$sandbox/.out" 'deleted'
is 'and needs no why' '' "$(subjects --without-why -n 2 HEAD~3..)"
is 'its history goes on under the older name' 'after the name
another name
before the name
import the cards' "$(subjects --card saldo)"
is 'the older name leads to the newer' 'another name
before the name
import the cards' "$(subjects --card saldovar)"
run winloss log --note HEAD~3..
printed 'one card of the note' '## Saldovar (battlecard/saldo)'
printed 'and one change' '- Changed (1 deal): Nobody posts into'
printed 'from the oldest' '  - before: They post into'
printed 'which was renamed' '- Renamed from battlecard/saldovar'
run winloss diff HEAD~3 HEAD --card saldovar
printed 'diff knows it too' 'renamed from battlecard/saldovar'
has_not 'as one card' "$sandbox/.out" 'deleted'
git reset -q --hard HEAD~3

# --- Cards that cannot be read ---

cp "$R" keep
echo broken >"$R"
commit 12 -m breaks
mv keep "$R"
commit 13 -m mends
run winloss log -n 2
is 'goes on' 0 "$status"
printed 'and names the card' "$R could not be read as a card"

# --- Words that became confidential ---

said="I asked for your implementation people. I asked on the phone and I asked \
by mail. What I got was a price. Then another price. RivalCo's project manager \
was in the room in week two with a chart, four weeks, our names in the boxes."
sed -i "s/^- Out of the merge/- $said/" "$R"
commit 14 -m quoted -m 'Why: x'
sed -i 's/^- I asked for your implementation people.*/- Gone. (unproven) ^mrg/' "$R"
commit 15 -m unquoted -m 'Why: y'
winloss log -n 2 >"$sandbox/.before"
has 'an old wording' "$sandbox/.before" 'I asked for your implementation'
sed -i 's/^\(> #.*\) ^oj9rl$/\1 !confidential ^oj9rl/' \
	interviews/2026/2026-10-brindlecove.md
for format in text md json ndjson; do
	run winloss log -n 2 --format "$format"
	is "$format: goes on" 0 "$status"
	said "$format: says what is withheld" \
		'2 texts of the history hold what is confidential now'
	has_not "$format: an old wording is not shown" \
		"$sandbox/.out" 'implementation'
	has_not "$format: nor said" "$sandbox/.err" 'implementation'
	printed "$format: and the rest is" 'unquoted'
done
run winloss log -n 1
printed 'in its place' '~ [-(confidential)-]{+Gone.+}'
run winloss log -n 1 --format json
printed 'null where it is JSON' '"before": null'
run winloss log --note --since 2026-11-15
printed 'nor in a note' '- before: (confidential)'
run winloss log --evidence --since 2026-11-02 --until 2026-11-02
printed 'a quote that is confidential now' '(confidential)'
git checkout -q interviews

# --- A shallow clone ---

git -C .. branch -q two HEAD~1
cd "$sandbox" || exit 99
git clone -q --depth 2 "file://$sandbox/repo" shallow
cd shallow/prog || exit 99
run winloss log
is 'a shallow clone: what there is' 0 "$status"
printed 'the newest is known' 'I asked for your implementation people'
printed 'the oldest is not' 'not known: the history of this clone is cut off'
said 'it is said' 'this is a shallow clone'
said 'with the fix' 'git fetch --unshallow'
run winloss log --format json
printed 'in JSON too' '"cut": true'
run winloss log --note
printed 'and in the note' 'The history of this clone is cut off'
fails 'a revision that is not there' 128 'git fetch --unshallow' -- \
	winloss log HEAD~5..
git fetch -q --unshallow
run winloss log -n 1
has_not 'whole again' "$sandbox/.err" 'shallow'

# --- A squashed import, and no history ---

mkdir "$sandbox/new" && cd "$sandbox/new" || exit 99
git init -q
cp -R "$sandbox/repo/prog/." . || exit 99
expect 'before the first commit there is nothing' 0 '' winloss log
commit 20 -m 'all at once'
is 'a squashed import needs no why' '' "$(subjects --without-why)"
is 'and is one entry' 'all at once' "$(subjects)"

# A programme that joins a repository

mkdir ../joined && cd ../joined || exit 99
git init -q && echo other >other && commit 01 -m other
cp -R "$SOURCE/examples/ledgerly" prog && commit 02 -m 'win/loss comes in'
cd prog || exit 99
is 'its first commit needs no why either' '' "$(subjects --without-why)"
run winloss log
printed 'and is said to be it' ' · set up'
printed 'card by card' 'battlecard/abacurion  Abacurion  new, verified 2026-08-31, 10 claims'

# --- Wrong command lines ---

fails 'two revisions' 129 'one revision too many' -- winloss log HEAD HEAD
fails 'three dots' 129 'three dots' -- winloss log A...B
fails 'an unknown revision' 128 "unknown revision 'x'" -- winloss log x
fails 'a wrong date' 129 '--since takes a date' -- winloss log --since soon
fails 'a wrong period' 129 '--period takes' -- winloss log --period soon
fails 'a period and a date' 129 'says both' -- \
	winloss log --period 2026 --since 2026-01-01
fails 'no number' 129 '--number takes' -- winloss log -n 0
fails 'an unknown competitor' 129 "there is no competitor 'rivalc'" \
	"did you mean 'rivalco'?" -- winloss log --competitor rivalc
fails 'a note is Markdown' 129 'written as Markdown' -- \
	winloss log --note --format json
fails 'no csv' 129 'text, md, json or ndjson' -- winloss log --format csv

done_testing
