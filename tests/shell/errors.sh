# SPDX-License-Identifier: GPL-3.0-or-later
# What is wrong with a programme or its repository: a message with the place
# and the next step, the right status, and nothing changed.
. "$(dirname "$0")/lib.sh"
crm="$SOURCE/tests/fixtures/crm/pipedrive.csv"
winloss -q init p --product Ledgerly --competitor RivalCo || exit 99
cd p || exit 99
winloss -q prep --crm "$crm" >/dev/null || exit 99
winloss -q prep 17 >/dev/null && winloss -q prep 18 >/dev/null || exit 99
one=2026-11-nordwende two=2026-11-fabrelan
export crm

# refused TITLE STATUS PART... -- COMMAND...: fails, and nothing has changed.
refused() {
	_before=$(snapshot)
	fails "$@"
	is "$1: nothing changed" "$_before" "$(snapshot)"
}

back() {
	git checkout -q . && git clean -qfd
}

# --- Files that cannot be read ---
echo 'x: [' >>winloss.yaml
refused 'winloss.yaml' 128 'winloss.yaml:' ': error: ' 'hint: mend it' -- \
	winloss prep --crm "$crm"
refused 'winloss.yaml, --skip-unreadable' 128 'winloss.yaml:' \
	'nothing goes without winloss.yaml and themes.yaml' -- \
	winloss prep --suggest --skip-unreadable
back
sed -i 's/role: pmm/role: boss/' winloss.yaml
refused 'a role that is none' 128 'winloss.yaml:' boss -- winloss prep --suggest
back
printf 'x: \377\n' >>winloss.yaml
refused 'bytes that are no UTF-8' 128 'winloss.yaml:' UTF-8 -- \
	winloss prep --suggest
back
echo 'themes: {}' >>themes.yaml
refused 'themes.yaml' 128 'themes.yaml:' -- winloss prep --suggest
back
sed -i 's/,win,/,won,/' deals.csv
refused 'deals.csv' 128 "'won' is not a value of 'outcome'" 'deals.csv:' \
	hint: -- winloss prep --crm "$crm"
back
sed -n '$p' deals.csv >>deals.csv
refused 'a deal twice' 128 'deals.csv:' -- winloss prep "$one" --briefed
back
printf '1,2\n' >>deals.csv
refused 'too few cells' 128 'deals.csv:' -- winloss prep --suggest
back
sed -i 's/^outcome: .*/outcome: lost/' interviews/2026/$two.md
sed -i 's/^status:.*/status: [/' interviews/2026/$one.md
refused 'all places are named' 128 \
	"interviews/2026/$two.md:5:10: error: outcome 'lost' is not one of" \
	"interviews/2026/$one.md:" '2 files cannot be read' \
	--skip-unreadable -- winloss prep --crm "$crm"
run winloss prep --suggest --skip-unreadable
is 'it goes on without them' 0 "$status"
said 'and still says so' "interviews/2026/$one.md:"
refused 'a file that is skipped is not written over' 128 'is already there' \
	hint: -- winloss prep 17 --skip-unreadable
back
cp interviews/2026/$one.md interviews/2026/copy.md
refused 'an id twice' 128 "id '$one' is taken by" \
	"interviews/2026/" hint: -- winloss prep --suggest
back
for bad in 'a: &x 1' 'a: *x' 'a: !!str 1' 'id: again'; do
	sed -i "s/^guide:.*/&\n$bad/" interviews/2026/$one.md
	refused "front matter with $bad" 128 "interviews/2026/$one.md:" -- \
		winloss prep "$one" --briefed
	back
done
chmod 000 interviews/2026/$one.md
if [ -r interviews/2026/$one.md ]; then
	skip 'a file without permission' 'root reads everything'
else
	fails 'a file without permission' 128 "$one.md" -- winloss prep --suggest
fi
chmod 644 interviews/2026/$one.md

# --- Paths ---
for path in ../../x /etc/passwd interviews/2026/$one.md .. . '' "$one/../x"; do
	refused "the path '$path'" 128 'is neither an interview nor a deal' \
		hint: -- winloss prep -- "$path"
done
mv interviews elsewhere && ln -s elsewhere interviews
refused 'a folder that is a link' 128 'interviews: error: ' 'link' -- \
	winloss prep 17
rm interviews && mv elsewhere interviews
mv interviews/2026 ../outside && ln -s ../../outside interviews/2026
refused 'a link that leads out' 128 'link' -- winloss prep 17
rm interviews/2026 && mv ../outside interviews/2026
mv deals.csv ../deals.csv && ln -s ../deals.csv deals.csv
refused 'deals.csv as a link' 128 deals.csv -- winloss prep --crm "$crm"
rm deals.csv && mv ../deals.csv deals.csv
mkdir ../linked && ln -s ../p/winloss.yaml ../linked/winloss.yaml
fails 'winloss.yaml as a link' 128 'is a link' hint: -- \
	winloss -C ../linked prep --suggest
fails 'nor is it made a programme' 128 'is a link' hint: -- \
	winloss -C ../linked init

# --- Where there is no programme ---
mkdir ../none
fails 'not a programme' 128 "not a winloss programme: no 'winloss.yaml'" \
	'winloss init' -- winloss -C ../none prep --suggest
fails 'no such folder' 128 "cannot go to 'nope'" -- winloss -C nope prep 17
git clone -q --bare . ../bare.git
fails 'a bare repository' 128 'is a bare repository' 'git clone' -- \
	winloss -C ../bare.git prep --suggest
mkdir ../plain && cp -R ./*.yaml deals.csv guides interviews ../plain
fails 'not a repository' 128 'is in no git repository' hint: -- \
	winloss -C ../plain prep --crm "$crm"
ok 'but --no-commit will do' winloss -C ../plain prep "$one" --briefed \
	--no-commit --by priya

# --- A repository that is not at rest ---
git checkout -qb other && echo a >f && git add f && git commit -qm a
git checkout -q main && echo b >f && git add f && git commit -qm b
git merge -q other >/dev/null 2>&1
before=$(snapshot)
for command in "prep --crm $crm" "prep $one --briefed" 'prep --internal X'; do
	fails "a merge in progress: $command" 128 'a merge is in progress' \
		'git merge --abort' -- sh -c "\"\$WINLOSS\" $command"
done
is 'nothing changed' "$before" "$(snapshot)"
ok 'reading goes on' winloss prep "$one"
mkdir sub
fails 'init during a merge' 128 'is inside the programme' -- winloss init sub
rmdir sub
git merge --abort
git cherry-pick other >/dev/null 2>&1
refused 'a cherry-pick in progress' 128 'a cherry-pick is in progress' \
	'git cherry-pick --abort' -- winloss prep "$one" --briefed
git cherry-pick --abort
: >.git/index.lock
refused "git's own lock" 128 'index.lock' hint: -- \
	winloss prep "$one" --briefed
rm .git/index.lock
printf '#!/bin/sh\necho no, not today >&2\nexit 1\n' >.git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
fails 'a hook that refuses' 128 'no, not today' \
	'stays in the working tree' hint: -- winloss prep "$one" --briefed
is 'the change stays' " M interviews/2026/$one.md" "$(git status --short)"
rm .git/hooks/pre-commit && back

# --- Who ---
nobody() {
	env HOME=/nonexistent GIT_CONFIG_GLOBAL=/dev/null "$WINLOSS" "$@"
}
for command in "--crm $crm" "$one --briefed" '--internal X'; do
	refused "no identity: prep $command" 128 \
		'git does not know who you are' 'git config --global' -- \
		nobody prep $command
done
ok 'reading needs none' nobody prep "$one"

# --- Foreign, shallow ---
if [ "$(id -u)" -eq 0 ]; then
	cp -R . ../foreign && chown -R 12345 ../foreign
	cd ../foreign || exit 99
	refused 'a foreign repository' 128 'belongs to another user' \
		'safe.directory' -- winloss prep "$one" --briefed
	refused 'init in it' 128 'belongs to another user' -- winloss init
	cd ../p || exit 99
else
	skip 'a foreign repository' 'needs root'
fi
git clone -q --depth 1 "file://$PWD" ../shallow
cd ../shallow || exit 99
ok 'a shallow clone takes changes' winloss prep "$one" --briefed
fails 'but has no history' 128 'shallow' 'git fetch --unshallow' -- \
	winloss synthesize --rev HEAD~3
cd ../p || exit 99

# --- The command line ---
refused 'an unknown option' 129 "there is no option '--crn'" \
	"did you mean '--crm'?" -- winloss prep --crn x
refused 'an option without its value' 129 "'--crm'" -- winloss prep --crm
refused 'two jobs at once' 129 '--suggest does not go with --crm' -- \
	winloss prep --crm "$crm" --suggest
refused 'a date that is none' 129 "'soon' is not a date" hint: -- \
	winloss prep --suggest --as-of soon
printf 'id,stage\033[31m\n1,x\n' >../escape.csv
run winloss prep --crm ../escape.csv
has_not 'no escape reaches a terminal' "$sandbox/.err" "$(printf '\033')"

done_testing
