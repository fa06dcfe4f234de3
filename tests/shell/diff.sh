# SPDX-License-Identifier: GPL-3.0-or-later
# winloss diff: claims, patterns, themes and interviews between two moments.
. "$(dirname "$0")/lib.sh"

rivalco=cards/battlecard/rivalco.md
vestmoor=interviews/2026/2026-06-vestmoor.md

# change FILE OLD NEW: the first place that says OLD.
change() {
	python3 - "$@" <<'PY'
import sys
path, old, new = sys.argv[1:]
text = open(path).read()
assert old in text, (path, old)
open(path, "w").write(text.replace(old, new, 1))
PY
}

# json EXPRESSION [DIFF ARGUMENT...]: of the document d.
json() {
	_what=$1
	shift
	winloss diff --format json "$@" | python3 -c "import json, sys
d = json.load(sys.stdin)
print($_what)" 2>&1
}

example "$sandbox/p"

# Nothing

expect 'nothing differs' 0 'Ledgerly  HEAD → working tree  as of 2026-11-21
nothing differs' winloss diff
expect 'nothing is no difference' 0 '## What changes: nothing

HEAD → working tree, as of 2026-11-21' winloss diff --format md --exit-code
is 'nothing, for programs' '[] [] [] [] []' \
	"$(json '*(d[k] for k in ("cards", "patterns", "themes", "interviews", "files"))')"

# Claims

change $rivalco 'They write four weeks' 'They write five weeks'
expect 'a changed claim, word by word' 0 'Ledgerly  HEAD → working tree  as of 2026-11-21
1 card edited, 1 claim changed

battlecard/rivalco  RivalCo
────────────────────────────────────────────────────────────────────────────────
  verified until 2027-01-10
  Where they win
  ~ They write [-four-]{+five+} weeks into the order form or bring a chart with
    names in the boxes; we said ten weeks, typically, or sent a price. ^2k7
      2 citations, 2 deals: 006Ld00000q3HmKIAU, 006Ld00000v1BcMIAU' \
	winloss diff
run winloss --color always diff
printed 'a word that went, in colour' "$(printf '\033[31mfour\033[0m \033[32mfive')"
run winloss diff --format md
printed 'a changed claim in Markdown' \
	'- **changed:** They write <del>four</del> <ins>five</ins> weeks into'
is 'a changed claim, for programs' 'battlecard/rivalco 2k7 changed Where they win True True' \
	"$(json 'd["cards"][0]["card"], *(d["cards"][0]["claims"][0][k] for k in
("id", "kind", "section")), "four" in d["cards"][0]["claims"][0]["before"],
"five" in d["cards"][0]["claims"][0]["claim"]' | tr -d "(),'")"
git checkout -q .

change $rivalco '[@2026-06-vestmoor^7k6ju] ^6ay' \
	'[@2026-10-brindlecove^oj9rl] ^6ay'
run winloss diff
printed 'a citation that came and one that went' \
	'1 citation, 1 deal: 006Ld00000v1BcMIAU  -[@2026-06-vestmoor^7k6ju]'
printed 'below the claim' '      +[@2026-10-brindlecove^oj9rl]'
has_not 'the words are the same' "$sandbox/.out" '{+'
git checkout -q .

change $rivalco '## Where we win' '- A new line. (unproven)

## Where we win'
run winloss diff
printed 'a claim that came' '  + A new line.'
printed 'it has no evidence' '      unproven'
git checkout -q .

# A line that is wrapped anew, moved, or a comment is no change of a claim
change $rivalco 'more
  than a slide.' 'more than
  a slide.'
is 'a line that was wrapped anew' "[] ['$rivalco']" "$(json 'd["cards"], d["files"]' |
	sed 's/^(//; s/)$//; s/\], \[/] [/')"
git checkout -q .

# Cards

change $rivalco 'verifier: marc' 'verifier: priya'
change $rivalco 'audience: internal' 'audience: external'
run winloss diff
printed 'another verifier and audience' \
	'verifier marc → priya, audience internal → external'
git checkout -q .
mkdir -p archive/cards/battlecard
git mv $rivalco archive/$rivalco
run winloss diff
printed 'a retired card' 'retired'
is 'a retired card, for programs' "['retired']" "$(json 'd["cards"][0]["events"]')"
git reset -q --hard
rm -f archive/$rivalco
rm $rivalco
is 'a card that is gone' "['deleted'] None" \
	"$(json 'd["cards"][0]["events"], d["cards"][0]["after"]' | sed 's/^(//; s/)$//; s/, / /')"
git checkout -q .
change $rivalco 'verified: 2026-10-12' 'verified: 2026-11-20'
run winloss diff
printed 'a card that was verified' 'verified 2026-11-20'
git checkout -q .

# Truth maintenance: nobody touched the card

change $vestmoor 'status: coded' 'status: withdrawn'
run winloss diff
printed 'a claim that falls' '! ^6ay falls: [@2026-06-vestmoor^7k6ju] was withdrawn'
printed 'its card is unverified' 'verified until 2027-01-10 → unverified: evidence lost'
printed 'a pattern that is gone' 'a pattern no more: 3 of 8 → 2 of 7 losses'
printed 'the interview' '  2026-06-vestmoor  withdrawn'
run winloss diff --card rivalco
printed 'one card alone' '! ^6ay falls'
has_not 'no interviews beside one card' "$sandbox/.out" 'interviews'
is 'only the card' 'battlecard/rivalco' "$(json 'd["cards"][0]["card"]' --card battlecard/rivalco)"
is 'and nothing else' '[] []' "$(json '*(d[k] for k in ("interviews", "patterns"))' --card rivalco)"
fails 'a card that is not there' 128 "there is no card 'rivalko'" \
	"did you mean 'rivalco'?" -- winloss diff --card rivalko
git checkout -q .

# Revisions

change $rivalco 'four weeks' 'five weeks'
git commit -qam one && git tag one
change $rivalco 'five weeks' 'six weeks'
git commit -qam two && git tag two
words() {
	json '" ".join(d[s]["name"] for s in ("before", "after")), *(c[k].split()[2]
for c in d["cards"][0]["claims"] for k in ("before", "claim"))' "$@" | tr -d "(),'"
}
is 'A..B' 'one two five six' "$(words one..two)"
is 'A B' 'one two five six' "$(words one two)"
is 'the other way round' 'two one six five' "$(words two..one)"
is 'A.. is to HEAD' 'one HEAD five six' "$(words one..)"
is '..B is from HEAD' 'HEAD one six five' "$(words ..one)"
change $rivalco 'six weeks' 'seven weeks'
is 'A is to the working tree' 'one working tree five seven' "$(words one)"
git checkout -q .
git checkout -qb side one
change $rivalco 'five weeks' 'eight weeks'
git commit -qam three && git tag three
is 'A..B across branches' 'two three six eight' "$(words two..three)"
is 'A...B is from where they part' \
	"merge base $(git rev-parse --short=10 one) three five eight" "$(words two...three)"
is 'revisions in full' "$(git rev-parse one) worktree" \
	"$(json '*(d[s]["revision"] for s in ("before", "after"))' one)"
git checkout -q main
fails 'an unknown revision' 128 "'nowhere'" -- winloss diff nowhere
fails 'a revision that looks like an option of git' 128 "'--output=x'" -- \
	winloss diff -- --output=x one
ok 'nothing was written' test ! -e x
fails 'three revisions' 129 "'c' is one too many" -- winloss diff a b c
fails 'a range and a revision' 129 "'a..b' is not a revision" -- winloss diff a..b c
fails 'no csv' 129 '--format takes text, md or json' -- winloss diff --format csv

# Status

expect 'differences are no failure' 0 "$(winloss diff one two)" winloss diff one two
run winloss diff --exit-code one two
is 'unless asked for' 1 "$status"
has 'with the same output' "$sandbox/.out" '[-five-]{+six+}'
is 'and without an error' '' "$(cat "$sandbox/.err")"

# Files

run winloss diff --patch one two
printed 'what git shows' '+- They write six weeks'
run winloss --color always diff -p one two
printed 'in colour' "$(printf '\033[32m+- They write six')"
run winloss diff -p --format md one two
printed 'in a code block' '```diff'
fails 'not for programs' 129 'do not go together' -- winloss diff -p --format json
echo 'x,y' >>deals.csv
printf '\n# x\n' >>guides/buyer.yaml
echo '# nobody' >people.yaml
echo words >transcripts/2026-11-acme.md
is 'other files, without those that git must not see' "['deals.csv', 'guides/buyer.yaml']" \
	"$(git checkout -q deals.csv && printf '006X,Acme,loss,Lost,1.00,USD,,,,,,2026-10-01,,\n' \
		>>deals.csv && json 'd["files"]')"
git checkout -q .
rm -f transcripts/2026-11-acme.md

# Themes

change themes.yaml 'A board,' 'Really a board,'
run winloss diff
printed 'a changed definition' 'changed: definition'
printed 'word by word' '[-A-]{+Really a+} board'
git checkout -q .
winloss -q theme rename rollout-time speed >/dev/null 2>&1
is 'a rename is one line' "renamed rollout-time speed 0" \
	"$(json '*(d["themes"][0][k] if k == "change" else d["themes"][0][k]["id"]
for k in ("change", "before", "after")), len(d["interviews"])' HEAD~..HEAD)"
git reset -q --hard HEAD~
winloss -q theme merge deadline --into trigger-board >/dev/null 2>&1
is 'a merge' 'merged trigger-board' "$(json '" ".join(next((t["change"], t["after"]["id"])
for t in d["themes"] if t["before"]["id"] == "deadline"))' HEAD~..HEAD)"
git reset -q --hard two

# Unreadable files

printf -- '---\nwinloss: 1\nid: rivalco\n' >$rivalco
git commit -qam broken && git tag broken
fails 'a file that cannot be read, with its side' 128 "broken:$rivalco" -- \
	winloss diff broken one
run winloss --skip-unreadable diff two broken
is 'go on without it' 0 "$status"
said 'naming it' "broken:$rivalco"
printed 'the card is not there' 'deleted'
git reset -q --hard two

# A shallow clone

git clone -q --depth 1 "file://$PWD" ../shallow
cd ../shallow || exit 99
fails 'a revision that a shallow clone lacks' 128 'shallow' \
	'git fetch --unshallow' -- winloss diff HEAD~1
cd ../p || exit 99

# Confidential words never

cp "$vestmoor" ../kept
change $vestmoor '## Decision context' '## Decision context

> The secret merger of the two houses was the reason.
> #pricing- !confidential ^zz9zz
'
change $rivalco '## Where we win' '- The secret merger of the two houses was the reason. ^q1q

## Where we win'
fails 'words that are confidential' 128 '2026-06-vestmoor^zz9zz' -- winloss diff
has_not 'not even in the error' "$sandbox/.err" 'secret merger'
git commit -qam leak && git tag leak
git checkout -q two -- . && git commit -qam back
fails 'nor those of the older side' 128 '2026-06-vestmoor^zz9zz' -- winloss diff leak..HEAD
fails 'nor in a patch' 128 -- winloss diff --patch --format md leak two
# What is marked word by word is not one text any more
change $rivalco '## Where we win' '- That secret merger of both their houses was a reason. ^q1q

## Where we win'
git commit -qam softened
for format in text md json; do
	fails "nor word by word, $format" 128 '2026-06-vestmoor^zz9zz' -- \
		winloss diff --format "$format" leak HEAD
done

# nor is what a patch shows line by line
git checkout -q leak -- $vestmoor
printf 'The secret\nmerger of the\ntwo houses was the reason.\n' >notes.md
git add -A && git commit -qm wrapped && git tag wrapped
sed -i 's/merger of the/parting of them both: the/' notes.md
git commit -qam reworded
fails 'nor line by line' 128 '2026-06-vestmoor^zz9zz' -- winloss diff --patch wrapped HEAD

done_testing
