# SPDX-License-Identifier: GPL-3.0-or-later
# note --code: walking through what has no theme.
. "$(dirname "$0")/lib.sh"

cp -R "$SOURCE/tests/shell/small" p && cd p || exit 99
printf 'private/\npeople.yaml\n' >.gitignore
git init -q && git add -A && git commit -qm begin || exit 99
X=2026-11-acme FILE=interviews/2026/2026-11-acme.md
printf '%s\n' 'answers:' '  context.urgency: [One., {note: Two.}]' \
	'  context.deadline: [{quote: Three., themes: [deadline]}, Four.]' \
	'  comparison.criteria: [{quote: Hush., level: confidential}]' |
	winloss -q interview $X --answers - 2>/dev/null

talk() {
	title=$1 want=$2
	shift 2
	python3 "$SOURCE/tests/shell/pty.py" "$WINLOSS" "$@" >"$sandbox/.out"
	status=$?
	is "$title" "$want" "$status"
	[ "$status" -eq "$want" ] || sed 's/^/# /' "$sandbox/.out"
}

before=$(snapshot)
fails 'without a terminal' 129 '--passage ID --tag THEME' -- \
	winloss note $X --code
fails '--code and --gap' 129 'do not go together' -- \
	winloss note $X --code --gap g
is 'nothing changed' "$before" "$(snapshot)"

talk 'stopped in the middle' 0 note $X --code <<'T'
	expect 4 passages without a theme
	expect 1/4  What made it urgent?
	expect > One.
	expect themes: 
	send wrong!
	expect 'wrong!' is not a theme
	expect themes: 
	send pricing- ~02:10
	expect 2/4  What made it urgent?  (your note)
	expect Two.
	expect themes: 
	key ^D
	expect recorded
	expect 3 without a theme
T
has 'what was tagged is kept' $FILE '> #pricing- ~02:10 ^'
is 'one commit' 'note: tags of 2026-11-acme' "$(git log -1 --format=%s)"
has_not 'it is not coded' $FILE 'coded:'
talk 'the rest' 0 note $X --code <<'T'
	expect 1/3
	expect Two.
	expect themes: 
	send 
	expect 2/3  What deadlines did you have?
	expect > Four.
	expect themes: 
	send !confidential deadline
	expect 3/3
	expect > (confidential)
	expect themes: 
	send pricing
	expect are now in private/
	expect 1 without a theme
T
has_not 'no confidential word was shown' "$sandbox/.out" 'Hush'
has_not 'one that became confidential is out' $FILE 'Four.'
has 'and in private/' private/$X.md 'Four.'
has 'with its theme' $FILE '> #deadline !confidential ^'
has 'the other has one too' $FILE '> #pricing !confidential ^'
talk 'the last, with Tab' 0 note $X --code <<'T'
	expect 1/1
	expect themes: 
	tab dead
	expect deadline
	send +
	expect [x] passages tagged
T
has 'what Tab completed' $FILE 'Two. #deadline+ ^'
has 'coded' $FILE 'coded: 2026-11-21'
has 'the status' $FILE 'status: coded'
before=$(snapshot)
talk 'nothing is left' 0 note $X --code <<'T'
	expect nothing new to record
	expect [x] passages tagged
T
is 'nothing changed then' "$before" "$(snapshot)"

done_testing
