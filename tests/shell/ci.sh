# SPDX-License-Identifier: GPL-3.0-or-later
# The jobs of examples/ci as a platform would run them: a branch with a good
# and with a bad change, a shallow clone, the weekly files, the hook.
. "$(dirname "$0")/lib.sh"

jobs="$SOURCE/examples/ci"
mkdir -p "$sandbox/bin"
ln -s "$WINLOSS" "$sandbox/bin/winloss"
PATH="$sandbox/bin:$PATH"

# --- the files themselves ---

for file in install merge-request weekly pre-commit; do
	ok "$file is a shell script" sh -n "$jobs/$file"
	ok "$file can be run" test -x "$jobs/$file"
done
for file in github.yml gitlab-ci.yml; do
	missing=
	for script in $(grep -o '\bci/[a-z-]*' "$jobs/$file" | grep -v '^ci/winloss'); do
		[ -x "$jobs/${script#ci/}" ] || [ "$script" = ci/ ] ||
			missing="$missing $script"
	done
	is "$file calls scripts that are there" '' "$missing"
	if python3 -c 'import yaml' 2>"$sandbox/.err"; then
		ok "$file is YAML" python3 -c \
			'import sys, yaml; yaml.safe_load(open(sys.argv[1]))' \
			"$jobs/$file"
	else
		skip "$file is YAML" 'no yaml module for python3 here'
	fi
	has "$file asks for the whole history" "$jobs/$file" '0'
	ok "$file names no host" sh -c '! grep -nE "https?://|registry" "$1"' \
		- "$jobs/$file"
done

# --- a merge request ---

example "$sandbox/origin"
git branch -q -M main
git checkout -q -b good
winloss -q card revise rivalco --claim 2k7 \
	--text 'They write four weeks into the order form.' \
	--why 'Two more buyers said so' >/dev/null 2>&1
git checkout -q -b bad main
sed -i 's/@2026-04-harrowmere^i7pc3/@2026-04-harrowmere^zzzzz/' \
	cards/battlecard/rivalco.md
git commit -qam 'A citation to nothing'

git checkout -q good
run "$jobs/merge-request" main github "$sandbox/good"
is 'a good change passes' 0 "$status"
has 'and its claims are there for a comment' "$sandbox/good/claims.md" \
	'**changed:**'
has 'of the card' "$sandbox/good/claims.md" 'battlecard/rivalco'

git checkout -q bad
run "$jobs/merge-request" main github "$sandbox/bad"
is 'a bad change does not' 1 "$status"
printed 'and is shown at its line' '::error file=cards/battlecard/rivalco.md,line='
has 'with its claims all the same' "$sandbox/bad/claims.md" 'zzzzz'
for format in gitlab junit sarif; do
	run "$jobs/merge-request" main "$format" "$sandbox/bad"
	is "$format: does not pass either" 1 "$status"
	ok "$format: is in its file" grep -q dangling-citation \
		"$sandbox/bad/check.$format"
done
run "$jobs/merge-request" nowhere github "$sandbox/bad"
is 'a base that is not there is a failure' 128 "$status"
said 'and is named' "there is no 'nowhere' here"

# --- a shallow clone, as platforms make them ---

shallow() { # folder
	git clone -q --depth 1 --branch good --no-single-branch \
		"file://$sandbox/origin" "$1"
}
ok 'a shallow clone' shallow "$sandbox/shallow"
cd "$sandbox/shallow" || exit 99
run "$jobs/merge-request" origin/main github "$sandbox/out"
is 'is completed first' 0 "$status"
has 'and shows the change' "$sandbox/out/claims.md" '**changed:**'
shallow "$sandbox/cut" >"$sandbox/.out" 2>&1
cd "$sandbox/cut" || exit 99
git remote set-url origin "$sandbox/gone"
run "$jobs/merge-request" origin/main github "$sandbox/out"
is 'or the job says why it cannot be' 128 "$status"
said 'with the way out' 'set fetch-depth: 0 or GIT_DEPTH: 0'

# --- once a week ---

cd "$sandbox/origin" || exit 99
git checkout -q main
run "$jobs/weekly" "$sandbox/week"
is 'the week is written' 0 "$status"
is 'as these files' 'cards.md
changes.md
due.ics
report.md
status.md
synthesis.json
synthesis.md' "$(ls "$sandbox/week")"
empty=$(find "$sandbox/week" -size 0)
is 'none of them empty' '' "$empty"
has 'the changes are those of the week' "$sandbox/week/changes.md" \
	'2026-11-14'
ok 'a clone has neither people nor private words' git clone -q --depth 1 \
	"file://$sandbox/origin" "$sandbox/machine"
cd "$sandbox/machine" || exit 99
run "$jobs/weekly" "$sandbox/week2"
is 'and the week is written there too' 0 "$status"
is 'after the history was fetched' false \
	"$(git rev-parse --is-shallow-repository)"
same=
for file in cards.md status.md synthesis.md due.ics; do
	cmp "$sandbox/week/$file" "$sandbox/week2/$file" || same="$same $file"
done
is 'with the same bytes' '' "$same"
cd "$sandbox/origin" || exit 99

# --- the hook ---

cp "$jobs/pre-commit" .git/hooks/pre-commit
sed -i 's/@2026-04-harrowmere^i7pc3/@2026-04-harrowmere^zzzzz/' \
	cards/battlecard/rivalco.md
fails 'the hook holds an error back' 1 -- \
	sh -c 'git commit -qam Bad >&2'
said 'and says what it is' 'dangling-citation'
git checkout -q -- cards
echo >>README.txt
git add README.txt
ok 'and lets the rest go' git commit -qm 'A note'
run winloss card revise rivalco --claim 2k7 \
	--text 'They write four weeks into the order form.' --why 'Said twice'
is 'as it does what winloss records' 0 "$status"

done_testing
