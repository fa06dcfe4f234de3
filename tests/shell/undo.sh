# SPDX-License-Identifier: GPL-3.0-or-later
# winloss undo: the last command's commit, taken back by a new one.
. "$(dirname "$0")/lib.sh"

# tree REVISION: the files of it.
tree() {
	git rev-parse "$1^{tree}"
}

subject() {
	git log -1 --format=%s "$@"
}

quote() { # WORDS
	winloss -q note 2026-08-anselworth --quote "$1" --tag peer-proof \
		>"$sandbox/.note"
}

example "$sandbox/p"
git add -A && git commit -q --allow-empty -m start
start=$(git rev-parse HEAD)

# Nothing to undo

fails 'no command has recorded anything' 128 \
	'no command of winloss is known to have recorded anything' \
	'git revert COMMIT' -- winloss undo --yes
is 'nothing was changed' "$start" "$(git rev-parse HEAD)"

# Undo

ok 'a change of many files' winloss theme rename rollout-time speed
first=$(git rev-parse HEAD)
is 'its commit is remembered' "$first" "$(cat .git/winloss/last)"
is 'for the user alone' 600 "$(stat -c %a .git/winloss/last)"
run winloss undo
is 'without a terminal it does not act' 129 "$status"
said 'but names the option' '--yes'
printed 'and shows what it would take back' 'theme: rename rollout-time to speed'
printed 'in terms of the programme' "rollout-time  renamed to 'speed'"
is 'nothing was changed yet' "$first" "$(git rev-parse HEAD)"
ok 'with --yes' winloss undo --yes
is 'it is a new commit' "$first" "$(git rev-parse HEAD~)"
is 'its subject' 'undo: theme: rename rollout-time to speed' "$(subject)"
is 'its reason' "Why: undo of $(git rev-parse --short=7 "$first")" \
	"$(git log -1 --format=%b | sed '/^$/d')"
is 'all files are as they were' "$(tree "$start")" "$(tree HEAD)"
is 'also in the working tree' '' "$(git status --porcelain)"
said 'what is not in git stays' 'private/, transcripts/, people.yaml'

# Undo of an undo

ok 'an undo can be undone' winloss undo --yes --why 'it was right'
is 'the files are those of the change' "$(tree "$first")" "$(tree HEAD)"
is 'with the words given' 'Why: it was right' "$(git log -1 --format=%b | sed '/^$/d')"
is 'which is called so' 'redo: theme: rename rollout-time to speed' "$(subject)"
ok 'and again' winloss undo --yes
is 'and undone again' 'undo: theme: rename rollout-time to speed' "$(subject)"
is 'back' "$(tree "$start")" "$(tree HEAD)"

# A file that the command made

before=$(git ls-files | wc -l)
deal=$(python3 -c 'import csv, glob
held = "".join(open(f).read() for f in glob.glob("interviews/*/*.md"))
print(next(r["deal"] for r in csv.DictReader(open("deals.csv"))
           if r["deal"] not in held and r["outcome"] in ("win", "loss")))')
ok 'a new file' winloss prep "$deal" --no-input
is 'is one more' "$((before + 1))" "$(git ls-files | wc -l)"
ok 'that is taken away' winloss undo --yes
is 'and nothing else' "$before" "$(git ls-files | wc -l)"
is 'nor left behind' '' "$(git status --porcelain)"

# Later commits

ok 'a quote' quote 'It was a peer who told us.'
third=$(git rev-parse HEAD)
echo '# words' >notes.txt && git add notes.txt && git commit -qm 'by hand'
run winloss undo --yes
is 'a later commit of other files is no obstacle' 0 "$status"
is 'and stays' '# words' "$(cat notes.txt)"
is 'the quote is gone' '' "$(git diff "$third~" HEAD -- interviews)"

ok 'a quote once more' quote 'It was a peer who told us.'
fourth=$(git rev-parse HEAD)
file=interviews/2026/2026-08-anselworth.md
echo 'By hand.' >>$file
snapshot >../was
fails 'an edit that is not recorded' 128 "'$file' has changes that are not recorded" \
	'git stash' -- winloss undo --yes
git add $file
fails 'nor one that is staged' 128 'not recorded' -- winloss undo --yes
git show HEAD:$file >$file
fails 'nor one that is staged alone' 128 'not recorded' -- winloss undo --yes
git reset -q --hard
echo 'By hand.' >>$file && git commit -qam 'by hand'
fails 'a later commit of the same file' 128 "'$file' has later commits" \
	"git revert $(git rev-parse --short=10 "$fourth")" -- winloss undo --yes
git reset -q --hard HEAD~

# Other changes of the user's are left alone

echo '# more' >>notes.txt
echo '# staged' >>winloss.yaml && git add winloss.yaml
ok 'beside changes of other files' winloss undo --yes
is 'they are still there' ' M notes.txt
M  winloss.yaml' "$(git status --porcelain | sort)"
git reset -q --hard

# Taken back by other means

ok 'a quote again' quote 'It was a peer who told us.'
git revert --no-edit HEAD >/dev/null 2>&1
fails 'what git reverted' 128 'was taken back already' -- winloss undo --yes
git reset -q --hard HEAD~2
fails 'a commit that is no longer on the branch' 128 'is not on this branch' -- \
	winloss undo --yes
echo nonsense >.git/winloss/last
fails 'a note that is none' 128 'no command of winloss' -- winloss undo --yes
printf '%s\n' "$(printf '%040d' 0)" >.git/winloss/last
fails 'a commit that is not there' 128 'is no longer there' -- winloss undo --yes

# --no-commit

ok 'a quote for --no-commit' quote 'It was a peer who told us.'
head=$(git rev-parse HEAD)
ok 'undo in the working tree alone' winloss undo --yes --no-commit
is 'no commit' "$head" "$(git rev-parse HEAD)"
is 'but the file' " M $file" "$(git status --porcelain)"
git reset -q --hard HEAD~

# The first commit, and the one that made the programme

mkdir ../new && cd ../new || exit 99
ok 'a new programme' winloss -q init --product X --no-input
fails 'its first commit' 128 'has 0 parents' 'nothing before it' -- winloss undo --yes
mkdir ../old && cd ../old || exit 99
git init -q && git commit -q --allow-empty -m first
ok 'a programme in an old repository' winloss -q init --product X --no-input
fails 'which it is of' 128 'made this programme' 'git revert' -- winloss undo --yes
fails 'no words' 129 "takes no 'HEAD'" -- winloss undo HEAD

# Words that became confidential do not come back

cd ../p || exit 99
quote 'The two houses will merge in secret before the spring.'
id=$(grep -A1 'two houses' $file | grep -o '\^[a-z0-9]*' | tr -d '^')
ok 'a passage becomes confidential' winloss note 2026-08-anselworth \
	--level confidential --passage "$id"
run winloss undo --yes
is 'taking that back is refused' 128 "$status"
said 'for what it would bring back' 'cannot be recorded: confidential words'
has_not 'without saying it' "$sandbox/.err" 'two houses'
has_not 'nor showing it' "$sandbox/.out" 'two houses'
has_not 'nor writing it' $file 'two houses'

# While git is in the middle of something else

cd "$sandbox/p" || exit 99
git reset -q --hard
winloss -q theme rename deadline due-date
git checkout -q -b side HEAD~
echo '# side' >>themes.yaml && git commit -qam side
git checkout -q main
git merge -q --no-commit --no-ff -s ours side 2>"$sandbox/.merge"
fails 'not during a merge' 128 'a merge is in progress' 'git merge --abort' -- \
	winloss undo --yes
git merge --abort
ok 'but after it' winloss undo --yes

# Two working trees of one repository

cd "$sandbox/p" || exit 99
git reset -q --hard
winloss -q theme rename peer-proof peers
head=$(git rev-parse HEAD)
git worktree add -q -b other ../other
cd ../other || exit 99
ok 'a change in another working tree' winloss -q theme rename deadline due-date
cd ../p || exit 99
ok 'does not hide the one made here' winloss undo --yes
is 'which is taken back' 'undo: theme: rename peer-proof to peers' "$(subject)"
cd ../other || exit 99
ok 'nor this the other' winloss undo --yes
is 'which is' 'undo: theme: rename deadline to due-date' "$(subject)"

# A terminal

cd "$sandbox/p" || exit 99
git reset -q --hard
ok 'one more change' winloss -q theme rename peer-proof peers
head=$(git rev-parse HEAD)
answer() {
	printf 'expect take it back?\nsend %s\n' "$1" |
		python3 "$SOURCE/tests/shell/pty.py" "$WINLOSS" --no-pager undo
}
ok 'no' answer n
is 'nothing is undone' "$head" "$(git rev-parse HEAD)"
ok 'nor by Enter' answer ''
is 'it asks for a yes' "$head" "$(git rev-parse HEAD)"
ok 'yes' answer y
is 'it is undone' "$head" "$(git rev-parse HEAD~)"

done_testing
