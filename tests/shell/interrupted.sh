# SPDX-License-Identifier: GPL-3.0-or-later
# Commands that change several files, killed midway: the same one again brings
# it to its end, once, and refuses nothing that it finds half done.
. "$(dirname "$0")/lib.sh"

if ! command -v strace >"$sandbox/.which" ||
	! strace -qq -o "$sandbox/.trace" true 2>"$sandbox/.err"; then
	skip 'killed midway' 'no strace here'
	done_testing
fi
export WINLOSS_NO_CACHE=1 # it is renamed as well
example p
git log --format=%s >"$sandbox/log"

# The sanitizers cannot look for leaks while they are traced
killed() { # CALLS N COMMAND...: the n-th of these calls
	_calls=$1 _n=$2
	shift 2
	ASAN_OPTIONS="$ASAN_OPTIONS:detect_leaks=0" strace -qq -f \
		-o "$sandbox/.trace" -e trace="$_calls" \
		-e inject="$_calls:signal=KILL:when=$_n" \
		"$WINLOSS" "$@" >"$sandbox/.out" 2>"$sandbox/.err"
}

# again TITLE SUBJECT COMMAND...: what was killed ends in one commit
again() {
	_what=$1 _subject=$2
	shift 2
	ok "$_what: a change was left" test -e .git/winloss/intent
	is "$_what: no commit" "$start" "$(git rev-parse HEAD)"
	run winloss "$@"
	is "$_what: the same again succeeds" 0 "$status"
	said "$_what: and says why" 'finished what was interrupted: '
	is "$_what: in one commit" "$_subject" \
		"$(git log --format=%s "$start"..HEAD)"
	is "$_what: nothing is left over" '' \
		"$(git status --short; find . -name '.winloss-*')"
	git reset -q --hard "$start"
}

start=$(git rev-parse HEAD)
retire='card retire core --why old'
# shellcheck disable=SC2086 # words
for at in 'unlinkat 3' 'fsync 7' 'fsync 8'; do
	killed $at $retire 2>"$sandbox/.shell"
	again "retire, $at" 'cards: retire icp/core' $retire
done

# A disk that fails: what could not be made durable is taken back
before=$(snapshot)
for n in 6 7 8; do
	rm -rf archive # its empty folders would be made no more
	ASAN_OPTIONS="$ASAN_OPTIONS:detect_leaks=0" run strace -qq \
		-o "$sandbox/.trace" -e inject=fsync:error=EIO:when=$n \
		"$WINLOSS" card retire core --why old
	is "fsync $n fails: said" 128 "$status"
	is "fsync $n fails: nothing has changed" "$before" "$(snapshot)"
done

winloss -q card retire rollout --why gone 2>"$sandbox/.err"
start=$(git rev-parse HEAD)
new='card new proof-point again --replaces rollout'
# shellcheck disable=SC2086 # words
for at in 'renameat 2' 'fsync 4'; do
	killed $at $new 2>"$sandbox/.shell"
	again "new, $at" 'cards: add proof-point/again' $new
done

# What was another command's is finished, and then this one does its own
killed renameat 2 $new 2>"$sandbox/.shell"
run winloss card retire core --why old
is 'another command does its own as well' 'cards: retire icp/core
cards: add proof-point/again' "$(git log --format=%s "$start"..HEAD)"
git reset -q --hard "$start"

# Undoing is not undone
winloss -q card new proof-point again --replaces rollout 2>"$sandbox/.err"
start=$(git rev-parse HEAD)
killed fsync 4 undo --yes 2>"$sandbox/.shell"
again 'undo' 'undo: cards: add proof-point/again' undo --yes

# A review that was held is held once
example "$sandbox/q"
winloss -q review 2026-11 2>"$sandbox/.err"
start=$(git rev-parse HEAD)
run_it='review --run 2026-11 --present priya --verdict all=still
	--verdict rivalco^05d=no-longer --action A;priya;2026-12-01;x
	--action B;marc;2026-12-01;x --action C;priya;2026-12-01;x'
# shellcheck disable=SC2086 # words
for at in 'renameat 2' 'fsync 4'; do
	killed $at $run_it 2>"$sandbox/.shell"
	again "review, $at" 'review: hold 2026-11' $run_it
done

# One file: what was written and not recorded is recorded
# shellcheck disable=SC2086 # words
winloss -q $run_it >"$sandbox/.out" 2>&1
id=$(winloss review actions --format csv 2>"$sandbox/.err" | sed -n '2s/,.*//p')
start=$(git rev-parse HEAD)
killed fsync 3 review close "$id" 2>"$sandbox/.shell"
is 'an action is closed, and not recorded' ' M' \
	"$(git status --short | cut -c1-2)"
ok 'the same again' winloss review close "$id"
is 'records it' "review: close action $id" \
	"$(git log --format=%s "$start"..HEAD)"

done_testing
