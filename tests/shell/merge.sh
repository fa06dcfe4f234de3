# SPDX-License-Identifier: GPL-3.0-or-later
# winloss merge-driver: two people on two branches, with real merges.
. "$(dirname "$0")/lib.sh"

interview=interviews/2026/2026-04-harrowmere.md
card=cards/battlecard/rivalco.md

# two NAME: two branches of the example; edit in ours, then in theirs
two() {
	example "$sandbox/$1"
	git branch -q theirs
}

theirs() {
	git commit -qam ours
	git checkout -q theirs
}

# merge: theirs into ours
merge() {
	git commit -qam theirs
	git checkout -q main
	run git merge -q --no-edit theirs
}

tree_is_clean() {
	git diff --quiet HEAD && ! grep -rq '^<<<<<<<' interviews cards ./*.*
}

# --- What init sets up ---
two setup
driver() {
	git config merge.winloss.driver | sed 's/ || case.*//'
}
is 'init names the driver' "'$WINLOSS' merge-driver %O %A %B %L %P" "$(driver)"
is 'an interview is merged by it' "$interview: merge: winloss" \
	"$(git check-attr merge -- $interview)"
is 'and deals.csv' 'deals.csv: merge: winloss' \
	"$(git check-attr merge -- deals.csv)"
is 'and it is shown by its headings' "$interview: diff: winloss" \
	"$(git check-attr diff -- $interview)"
sed 's/^> Nothing dramatic/> Nothing much/' $interview >"$sandbox/x"
cp "$sandbox/x" $interview
ok 'git diff names the question' sh -c \
	"git diff -U0 | grep -q '^@@ .* @@ ### What would have happened'"
git checkout -q .
mkdir "$sandbox/bin"
ln -s "$WINLOSS" "$sandbox/bin/winloss"
PATH="$sandbox/bin:$PATH" winloss -q init >/dev/null 2>&1
is 'by its name where it is on PATH' 'winloss merge-driver %O %A %B %L %P' \
	"$(driver)"
git config merge.winloss.driver 'winloss merge-driver %O %A %B %L %P'
PATH="$sandbox/bin:$PATH" winloss -q init >/dev/null 2>&1
is 'what git does where it is gone comes in' 1 \
	"$(git config merge.winloss.driver | grep -c 'git merge-file')"
git config merge.winloss.driver 'mine %A'
winloss -q init >/dev/null 2>&1
is 'one of the own stays' 'mine %A' "$(git config merge.winloss.driver)"

# --- A programme made before there was a driver ---
printf '*.md text\n*.png binary\n/themes.yaml merge=union\n' >.gitattributes
git commit -qam 'before'
expect 'init adds what is missing' 0 '' winloss init
said 'as one commit' 'init: let git merge files by what is in them'
is 'only those lines' '+interviews/**/*.md merge=winloss diff=winloss
+field/**/*.md merge=winloss diff=winloss
+cards/**/*.md merge=winloss diff=winloss
+archive/**/*.md merge=winloss diff=winloss
+reviews/**/*.md merge=winloss diff=winloss
+plans/**/*.md merge=winloss diff=winloss
+codings/**/*.yaml merge=winloss
+guides/**/*.yaml merge=winloss
+/deals.csv merge=winloss
+/winloss.yaml merge=winloss' "$(git show --format= | grep '^[+-][^+-]')"
before=$(snapshot)
ok 'again adds nothing' winloss init
is 'and records nothing' "$before" "$(snapshot)"

# --- One interview tagged by both ---
two tags
sed -i 's/^#trigger-compliance ^l0vvw/#trigger-compliance #deadline ^l0vvw/
	s/^stage: .*/stage: closing/
	s/crm: 2026-04-13 priya/crm: 2026-04-14 priya/' $interview
theirs
sed -i 's/^#trigger-compliance ^l0vvw/#trigger-compliance- !public ^l0vvw/
	s/^minutes: 44/minutes: 45/
	s/calls: 2026-04-13 priya/calls: 2026-04-13 marc/
	s/^objections: .*/objections: [too-expensive, no-time]/' $interview
merge
is 'both tagged one passage' 0 "$status"
has 'tags are a set, signs stay' $interview \
	'#trigger-compliance- #deadline !public ^l0vvw'
has 'keys of theirs' $interview 'minutes: 45'
has 'keys of ours' $interview 'stage: closing'
has 'keys in a map' $interview \
	'crm: 2026-04-14 priya, calls: 2026-04-13 marc'
has 'items of a list' $interview 'objections: [too-expensive, no-time]'
is 'and nothing else' 8 "$(git diff HEAD^ HEAD -- . | grep -c '^[+-][^+-]')"
ok 'it is committed' tree_is_clean
ok 'and can be read' winloss synthesize

# --- Signs that differ ---
two signs
sed -i 's/^#trigger-compliance ^l0vvw/#trigger-compliance+ ^l0vvw/' $interview
theirs
sed -i 's/^#trigger-compliance ^l0vvw/#trigger-compliance- ^l0vvw/
	s/^minutes: 44/minutes: 45/' $interview
merge
is 'one theme with two signs is a conflict' 1 "$status"
said 'with its place' "$interview:97: conflict: both sides changed '#trigger-compliance' in '^l0vvw'"
is 'at that passage only' '<<<<<<< ours
Asked what happened in the month before: the letter came on a Friday and the family had its
meeting on the Saturday.
#trigger-compliance+ ^l0vvw
=======
Asked what happened in the month before: the letter came on a Friday and the family had its
meeting on the Saturday.
#trigger-compliance- ^l0vvw
>>>>>>> theirs' "$(sed -n '/^<<<</,/^>>>>/p' $interview)"
has 'the rest is merged' $interview 'minutes: 45'
is 'git knows it' "UU $interview" "$(git status --short -uno)"

# --- Both add a passage under one question ---
add() { # TEXT: behind the passage x41ru
	printf '\n%s\n' "$1" >"$sandbox/new"
	sed -i "/\\^x41ru/r $sandbox/new" $interview
}
two passages
add '> Said to us.
> #deadline ^aaaaa'
theirs
add '> Said to them.
> #deadline ^bbbbb'
merge
is 'both added a passage' 0 "$status"
is 'both stand there, ours first' '> #deadline ~09:44 ^x41ru

> Said to us.
> #deadline ^aaaaa

> Said to them.
> #deadline ^bbbbb

### What would have happened if nothing had been done this cycle? <!-- context.inaction -->' \
	"$(sed -n '/\^x41ru/,/^###/p' $interview)"

two once
add '> Said to all.
> #deadline ^aaaaa'
theirs
add '> Said to all.
> #deadline #urgency ^aaaaa'
merge
is 'both added the same passage' 0 "$status"
is 'it stands once, with the tags of both' \
	'> Said to all.
> #deadline #urgency ^aaaaa' "$(grep -A 1 'Said to all' $interview)"

two same-id
add '> Said so.
> #deadline ^aaaaa'
theirs
add '> Said otherwise.
> #deadline ^aaaaa'
merge
is 'one id for two passages is a conflict' 1 "$status"
said 'that says so' "conflict: both sides added '^aaaaa'"

# --- A passage that one removed and the other tagged ---
two removed
sed -i '/^> Interim audit/,/\^x41ru/d' $interview
theirs
sed -i 's/~09:44 ^x41ru/#urgency &/' $interview
merge
is 'removed here and tagged there is a conflict' 1 "$status"
said 'that says who did what' "ours removed '^x41ru', theirs changed it"

# --- One card revised by both ---
two card
sed -i 's/Their security file/Their whole security file/' $card
theirs
sed -i 's/They find a peer/They find two peers/' $card
merge
is 'two claims of one card' 0 "$status"
is 'both are revised' 2 \
	"$(grep -c -e 'whole security file' -e 'two peers' $card)"

two claim
sed -i 's/Their security file/Their whole security file/' $card
theirs
sed -i 's/Their security file/The security file/
	s/They find a peer/They find two peers/' $card
merge
is 'one claim revised by both is a conflict' 1 "$status"
said 'at that claim' "$card:22: conflict: both sides changed the words in '^6ay'"
is 'and at no other' 5 \
	"$(sed -n '/^<<<</,/^>>>>/p' $card | grep -c .)"
has 'the other is merged' $card 'They find two peers'

# --- deals.csv imported by both ---
row() { # ID CLOSED
	echo "$1,New,loss,Lost,1.00,USD,smb,,,Emre,2026-01-01,$2,,self-serve"
}
two deals
sed -i 's/,8400.00,/,8500.00,/' deals.csv
row 006A 2027-11-18 >>deals.csv
theirs
sed -i 's/,2026-02-03,2026-03-11,/&Price/' deals.csv
row 006B 2027-11-17 >>deals.csv
row 006C 2027-11-19 >>deals.csv
merge
is 'both imported deals' 0 "$status"
has 'cells of both' deals.csv \
	'8500.00,USD,smb,,,Jonah Pettibrook,2026-02-03,2026-03-11,Price,self-serve'
is 'rows of both, sorted as the file is' '006B 006A 006C' \
	"$(grep -o '^006[ABC],' deals.csv | tr -d , | xargs)"
two cell
sed -i 's/,8400.00,/,8500.00,/' deals.csv
theirs
sed -i 's/,8400.00,/,8600.00,/; s/,158000.00,/,160000.00,/' deals.csv
merge
is 'one cell changed by both is a conflict' 1 "$status"
said 'at that deal' \
	"deals.csv:3: conflict: both sides changed 'amount' in the deal '006Ld00000s3VhPIAU'"
has 'the others are merged' deals.csv ',160000.00,'
two column
sed -i '1s/$/,region/; 2,$s/$/,emea/' deals.csv
theirs
sed -i 's/,8400.00,/,8600.00,/' deals.csv
row 006A 2027-11-18 >>deals.csv
merge
is 'a column of ours, rows of theirs' 0 "$status"
has 'the new row has the new column, empty' deals.csv \
	"$(row 006A 2027-11-18),"

# --- A theme renamed on one branch and used on the other ---
two rename
winloss -q theme rename rollout-time time-to-close 2>/dev/null
git checkout -q theirs
sed -i 's/^#trigger-compliance ^l0vvw/#trigger-compliance #rollout-time ^l0vvw/' \
	$interview
sed -i 's/aliases: \[board-demand\]/aliases: [board-demand, board]/' themes.yaml
merge
is 'renamed and used' 0 "$status"
has 'the tag is the old one' $interview '#rollout-time ^l0vvw'
ok 'which is an alias of the new one' sh -c \
	'grep -A 12 "^  time-to-close:" themes.yaml | grep -q rollout-time'
has 'and the codebook has what theirs added' themes.yaml \
	'aliases: [board-demand, board]'

# --- Bytes that nobody touched ---
two crlf
sed -i 's/ text$/ -text/' .gitattributes
sed -i 's/$/\r/' $interview
git commit -qam crlf
git branch -f theirs
sed -i 's/^minutes: 44/minutes: 45/' $interview
theirs
sed -i 's/^stage: .*/stage: closing\r/' $interview
add "$(printf '> New. #deadline ^aaaaa\r')"
sed -i 's/\r*$/\r/' $interview
merge
is 'CRLF merges' 0 "$status"
is 'and every line ends so' 0 "$(grep -vc "$(printf '\r')\$" $interview)"

# --- A programme in a folder of a larger repository ---
mkdir "$sandbox/large"
cd "$sandbox/large" || exit 99
git init -q
cp -R "$SOURCE/examples/ledgerly" 'win loss'
git add -A
git commit -qm example
winloss -C 'win loss' -q init 2>/dev/null
git branch -q theirs
sed -i 's/^minutes: 44/minutes: 45/' "win loss/$interview"
theirs
sed -i 's/^stage: .*/stage: closing/; s/^minutes: 44/minutes: 46/' \
	"win loss/$interview"
merge
is 'in a folder with a space' 1 "$status"
said 'the place is whole' \
	"win loss/$interview:30: conflict: both sides changed 'minutes'"
has 'and the rest is merged' "win loss/$interview" 'stage: closing'

# --- Rebase, cherry-pick ---
two rebase
sed -i 's/^#trigger-compliance ^l0vvw/#trigger-compliance #deadline ^l0vvw/' \
	$interview
theirs
sed -i 's/^#trigger-compliance ^l0vvw/#trigger-compliance #urgency ^l0vvw/' \
	$interview
git commit -qam theirs
git branch -q again main
ok 'rebase uses it' git rebase -q main
has 'and both tags are there' $interview \
	'#trigger-compliance #deadline #urgency ^l0vvw'
git checkout -q again
ok 'cherry-pick uses it' git cherry-pick theirs
has 'with the same tags' $interview \
	'#trigger-compliance #deadline #urgency ^l0vvw'

# --- A clone that has not run init ---
git clone -q "$sandbox/tags" "$sandbox/clone"
cd "$sandbox/clone" || exit 99
git checkout -q -b theirs HEAD
sed -i 's/^#deadline ~09:44/#deadline #urgency ~09:44/
	s/^> #deadline ~09:44/> #deadline #urgency ~09:44/' $interview
git commit -qam a
git checkout -q main
sed -i 's/^> #deadline ~09:44/> #deadline- ~09:44/' $interview
git commit -qam b
run git merge -q --no-edit theirs
is 'without init git merges lines' 1 "$status"
has 'as it always does' $interview '<<<<<<< HEAD'
git merge --abort
winloss -q init 2>/dev/null
run git merge -q --no-edit theirs
is 'with init it is merged' 0 "$status"
git reset -q --hard HEAD^
git config merge.winloss.driver "$(git config merge.winloss.driver |
	sed "s|^'$WINLOSS'|no-such-winloss|")"
run git merge -q --no-edit theirs
is 'where the program is gone git merges lines' 1 "$status"
has 'and marks what is in conflict' $interview '<<<<<<< '
git merge --abort

# --- By hand ---
cd "$sandbox" || exit 99
printf 'a\nb\nc\n' >o
printf 'a\nB\nc\n' >a
printf 'a\nb\nC\n' >b
fails 'a file of another kind: neighbours are a conflict' 1 \
	'notes.txt:2: conflict: both sides changed these lines' -- \
	winloss merge-driver o a b 9 notes.txt
is 'the marks are as long as git says' '<<<<<<<<< ours
=========
>>>>>>>>> theirs' "$(grep -e '[<=>]' a)"
printf -- '---\nid: x\nid: y\n---\n# A\n' >o
printf -- '---\nid: x\nid: y\n---\n# A\n\nOurs.\n' >a
printf -- '---\nid: x\nid: y\nkind: buyer\n---\n# A\n' >b
fails 'what cannot be read is merged by lines' 0 \
	"warning: 'interviews/x.md' is merged line by line" -- \
	winloss merge-driver o a b 7 interviews/x.md
is 'cleanly, if it can be' 'kind: buyer Ours.' \
	"$(grep -e kind -e Ours a | xargs)"
printf 'a\0b' >b
before=$(cat a)
fails 'what is not text is refused' 128 'it is not text' -- \
	winloss merge-driver o a b 7 interviews/x.md
is 'and ours stays' "$before" "$(cat a)"
fails 'a version that is not there' 128 "cannot open 'none'" -- \
	winloss merge-driver o a none 7 x.md
fails 'too few words' 129 'takes five words: %O %A %B %L %P' -- \
	winloss merge-driver o a b
fails 'a mark of no length' 129 "'x' is not the length" -- \
	winloss merge-driver o a b x y
done_testing
