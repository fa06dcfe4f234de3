# SPDX-License-Identifier: GPL-3.0-or-later
# Confidential words: in private/ alone, mode 0600, in no object of git, in no
# output, by whatever way they came.
. "$(dirname "$0")/lib.sh"

cp -R "$SOURCE/tests/shell/small" p && cd p || exit 99
printf 'private/\npeople.yaml\n' >.gitignore
git init -q && git add -A && git commit -qm begin || exit 99
X=2026-11-acme FILE=interviews/2026/2026-11-acme.md PRIVATE=private/$X.md

# hidden TITLE: no word with zebra in it is anywhere in git or was printed
hidden() {
	is "$1: not in a file of git" '' "$(git ls-files -z |
		xargs -0 grep -l zebra)"
	is "$1: not in a commit" '' "$(git rev-list --all |
		xargs -n 1 git grep -l zebra --)"
	is "$1: not in a patch or message" '' "$(git log -p --all | grep zebra)"
	is "$1: in no object" 0 "$(git cat-file --batch-all-objects --batch |
		grep -ac zebra)"
	is "$1: not in a journal" '' "$(grep -rl zebra .git)"
	is "$1: not printed" '' "$(cat "$sandbox/.out" "$sandbox/.err" |
		grep zebra)"
}

cat >"$sandbox/a.yaml" <<'Y'
interviewed: 2026-11-21T10:00:00Z
minutes: 41
answers:
  context.urgency:
    - {quote: "A first zebra.", level: confidential, themes: [pricing]}
    - {note: "A second zebra.", level: confidential}
  comparison.root:
    - {quote: "A first zebra.", level: confidential}
Y
ok 'an answers file' winloss interview $X --answers "$sandbox/a.yaml"
hidden 'answers'
is 'the words are in private/' 2 "$(grep -c zebra $PRIVATE)"
is 'mode 0600' 600 "$(stat -c %a $PRIVATE)"
is 'the folder too' 700 "$(stat -c %a private)"
id=$(sed -n '/first zebra/{n;s/.*\^//p;}' $PRIVATE)
has 'the file keeps the theme and the id' $FILE \
	"> #pricing !confidential ^$id"
before=$(snapshot)
ok 'again' winloss interview $X --answers "$sandbox/a.yaml"
is 'the same words have the same id' "$before" "$(snapshot)"
ok 'by note' winloss note $X --quote 'A first zebra.' --tag pricing \
	--level confidential
said 'it is the same passage' "passage ^$id"
is 'once' "$before" "$(snapshot)"
ok 'the same words, now open' winloss note $X --quote 'A first zebra.'
said 'stay confidential' "^$id were confidential before and stay so"
is 'and where they are' "$before" "$(snapshot)"
sed 's/, level: confidential//' "$sandbox/a.yaml" >"$sandbox/b.yaml"
ok 'an answers file without the level' \
	winloss interview $X --answers "$sandbox/b.yaml"
is 'opens nothing' "$before" "$(snapshot)"

ok 'several by note' winloss note $X --question context.deadline \
	--quote 'A third zebra.' --tag pricing- --tag deadline \
	--level confidential --note 'A fourth zebra.' --level confidential
hidden 'note'
is 'they are in private/' 4 "$(grep -c zebra $PRIVATE)"
fails 'a confidential one cannot be opened by a tag' 128 \
	'is confidential' 'by hand' -- \
	winloss note $X --passage "$id" --level public
ok 'it can be tagged' winloss note $X --passage "$id" --tag rollout-time
has 'and stays withheld' $FILE \
	"> #pricing #rollout-time !confidential ^$id"
hidden 'tags'

# Open first, then confidential: history has it, and the program says so.
ok 'an open one' winloss note $X --quote 'An open lion.' --tag pricing \
	--time 03:00
lion=$(sed -n '/open lion/{n;s/.*\^//p;}' $FILE)
before=$(snapshot)
fails 'the same words as confidential' 128 "$FILE:" \
	"--passage $lion --level confidential" -- \
	winloss note $X --quote 'An open lion.' --level confidential
has_not 'without the words' "$sandbox/.err" lion
is 'change nothing' "$before" "$(snapshot)"
ok 'it is taken out' winloss note $X --passage "$lion" \
	--level confidential --tag deadline
said 'the warning' 'history still has them'
has_not 'its words are out of the file' $FILE lion
has 'its tags and time stay' $FILE \
	'> #pricing #deadline !confidential ~03:00 ^'
has 'its words are in private/' $PRIVATE 'An open lion.'

# Without consent
none() {
	printf 'answers: {context.urgency: [{quote: A zebra of beta., themes: [pricing]}]}\n' |
		winloss interview 2026-11-beta --answers - --force --consent none
}
ok 'consent none' none
hidden 'consent none'
has 'its words are in private/' private/2026-11-beta.md 'A zebra of beta.'
ok 'a quote later' winloss note 2026-11-beta --quote 'One more zebra.'
hidden 'consent none, later'
before=$(snapshot)
ok 'again' none
is 'nothing twice' "$before" "$(snapshot)"

# Written by hand
printf -- '---\nwinloss: 1\nid: hand\noutcome: loss\ndeal: D\n---\n\n> A striped zebra.\n> #pricing !confidential\n' \
	>interviews/2026/hand.md
ok '--ids before the first commit' winloss note hand --ids
hidden 'by hand'
has 'its words are in private/' private/hand.md 'A striped zebra.'

# No output has them
for what in 'synthesize' 'synthesize --format json --evidence 50' \
	'export quotes --format json' 'export quotes --format md' \
	'export interviews --format csv' "export summary $X" "note $X" \
	"note $X --format json" 'note hand'; do
	# shellcheck disable=SC2086
	run winloss $what
	is "$what runs" 0 "$status"
	has_not "$what has none of them" "$sandbox/.out" zebra
	has_not "$what says none of them" "$sandbox/.err" zebra
done

# Nor do they come in by another door: as a note, or in another interview.
winloss -q note $X --quote 'Nobody but the chairman knows of the zebra farm.' \
	--level confidential >/dev/null
before=$(snapshot)
fails 'not as one of the three notes' 128 'cannot be recorded' \
	"confidential words of '$X^" 'hint: leave these words out' -- \
	winloss note $X --surprise 'Nobody but the chairman knows of the zebra farm!'
has_not 'and it does not say them' "$sandbox/.err" zebra
fails 'not in another interview' 128 'cannot be recorded' -- \
	winloss note hand --quote 'NOBODY but the chairman knows of the zebra farm.'
is 'nothing changed' "$before" "$(snapshot)"
printf 'buyer-x: {name: Wilma Zebrastrom}\n' >>people.yaml
run winloss note $X --note 'Wilma Zebrastrom was not in the room.'
is 'a name is recorded' 0 "$status"
said 'with a warning' "the name or e-mail of 'buyer-x'"

# What cannot be read is named without its words.
printf '\n> A late zebra. #pricing\n> #x !confidential ^%s\n' "$id" >>$FILE
run winloss note $X
is 'an id twice' 128 "$status"
has_not 'is named without its words' "$sandbox/.err" zebra

done_testing
