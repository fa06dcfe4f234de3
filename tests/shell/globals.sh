# SPDX-License-Identifier: GPL-3.0-or-later
# What every command has in common: global options, exit codes, standard
# output that is closed or full, and being git's.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/tiny.bash"

commands='init prep interview note synthesize export help completion'

# Help and version, also where there is no programme

mkdir "$sandbox/nothing" && cd "$sandbox/nothing" || exit 99
expect '--version' 0 "winloss $(sed -n "s/.*version: '\(.*\)',/\1/p" \
	"$SOURCE/meson.build" | head -1)" winloss --version
run winloss -h
is '-h is no error' 0 "$status"
printed 'it goes to standard output' 'usage: winloss'
for command in $commands; do
	printed "$command is in it" "  $command "
done
for command in $commands; do
	run winloss "$command" --help
	is "$command --help is no error" 0 "$status"
	printed "$command --help says how it is used" "usage: winloss $command"
	is "$command: -h and before the command mean the same" \
		"$(cat "$sandbox/.out")" "$(winloss -h "$command")"
done
for command in $commands; do
	winloss "$command" -h
done >"$sandbox/help"
is 'help keeps to 80 columns' '' "$(awk 'length > 80' "$sandbox/help")"

run winloss
is 'no command is wrong usage' 129 "$status"
said 'and shows the commands' 'usage: winloss'
fails 'an unknown command has the nearest as a hint' 129 \
	"there is no command 'synthesise'" "did you mean 'winloss synthesize'" \
	-- winloss synthesise
fails 'one that is near nothing' 129 "'winloss -h' lists the commands" -- \
	winloss frobnicate
fails 'help on what there is not' 129 "there is no help on 'fromat'" \
	"did you mean 'format'" -- winloss help fromat
for command in prep synthesize export; do
	fails "$command: an unknown option has the nearest as a hint" 129 \
		"there is no option '--formt'" "did you mean '--format'" -- \
		winloss "$command" --formt json
done
fails 'an unknown option before the command' 129 \
	"there is no option '--no-pagr'" -- winloss --no-pagr synthesize
fails 'an option without its value' 129 'as-of' -- winloss synthesize --as-of
for command in synthesize 'export deals' 'note x' 'interview x' 'prep'; do
	# shellcheck disable=SC2086
	fails "$command outside a programme" 128 'hint:' 'winloss init' -- \
		winloss $command
done

# A programme, from elsewhere and from inside

example "$sandbox/ledgerly"
here=$(winloss export deals | sha256sum)
cd / || exit 99
is '-C before the command' "$here" \
	"$(winloss -C "$sandbox/ledgerly" export deals | sha256sum)"
is '-C behind it' "$here" \
	"$(winloss export deals -C "$sandbox/ledgerly" | sha256sum)"
is 'a folder inside' "$here" \
	"$(winloss --directory "$sandbox/ledgerly/interviews/2026" \
		export deals | sha256sum)"
fails '-C to nowhere' 128 "cannot go to 'no/such'" 'No such file' -- \
	winloss -C no/such synthesize
fails '-C to a file' 128 'Not a directory' -- \
	winloss -C "$sandbox/ledgerly/deals.csv" synthesize
cd "$sandbox/ledgerly" || exit 99

# --as-of

interviews() {
	json 'sum(g["interviews"] for g in d["groups"])' winloss "$@" \
		synthesize --format json
}
is '--as-of takes a day, to its end' 4 "$(interviews --as-of 2026-06-11)"
is 'and a moment' 3 "$(interviews --as-of 2026-06-11T12:00:00Z)"
is 'WINLOSS_AS_OF does the same' 3 \
	"$(WINLOSS_AS_OF=2026-06-11T12:00:00Z interviews)"
is 'the option is stronger' 4 \
	"$(WINLOSS_AS_OF=2020-01-01 interviews --as-of 2026-06-11)"
for wrong in yesterday 2026-13-01 2026-02-30 11/21/2026; do
	fails "--as-of '$wrong'" 129 'is not a date' 'hint: write --as-of' -- \
		winloss synthesize --as-of "$wrong"
done

# Colour

for when in auto never; do
	run winloss synthesize --color "$when"
	has_not "--color $when into a file" "$sandbox/.out" $'\033'
done
run winloss --color=always synthesize
has '--color=always before the command' "$sandbox/.out" $'\033'
fails '--color with something else' 129 'auto, always or never' -- \
	winloss synthesize --color blue
if command -v script >/dev/null; then
	terminal() {
		script -qec "$*" /dev/null </dev/null
	}
	export TERM=xterm LINES=9999
	terminal "$WINLOSS" synthesize >"$sandbox/.out"
	has 'on a terminal there is colour' "$sandbox/.out" $'\033['
	NO_COLOR=1 terminal "$WINLOSS" synthesize >"$sandbox/.out"
	has_not 'NO_COLOR' "$sandbox/.out" $'\033['
	NO_COLOR='' terminal "$WINLOSS" synthesize >"$sandbox/.out"
	has 'an empty NO_COLOR is none' "$sandbox/.out" $'\033['
	TERM=dumb terminal "$WINLOSS" synthesize >"$sandbox/.out"
	has_not 'a dumb terminal' "$sandbox/.out" $'\033['
	LINES=10 GIT_PAGER='sed s/^/paged:/' terminal "$WINLOSS" synthesize \
		>"$sandbox/.out"
	has 'what is longer than the screen goes through the pager' \
		"$sandbox/.out" paged:
	LINES=10 GIT_PAGER='sed s/^/paged:/' terminal "$WINLOSS" synthesize \
		--no-pager >"$sandbox/.out"
	has_not '--no-pager' "$sandbox/.out" paged:
	LINES=10 GIT_PAGER='sed q' terminal "$WINLOSS" synthesize \
		>"$sandbox/.out" 2>&1
	is 'a pager that is left early is no error' 0 $?
	LINES=10 GIT_PAGER=/no/such/pager terminal "$WINLOSS" synthesize \
		>"$sandbox/.out" 2>&1
	has 'a pager that is not there is done without' "$sandbox/.out" LOSSES
	export TERM=dumb
	unset LINES
else
	skip 'a terminal' 'no script(1)'
fi

# Standard output

if [ -c /dev/full ]; then
	for command in 'synthesize --format json' 'export quotes' -h --version \
		'completion bash'; do
		# shellcheck disable=SC2086
		winloss $command >/dev/full 2>"$sandbox/.err"
		is "a full disk is an error: $command" 128 $?
		said 'and is named' 'cannot write to standard output: No space'
	done
fi
for command in 'synthesize --format json --evidence all' 'export quotes'; do
	# shellcheck disable=SC2086
	{
		winloss $command 2>"$sandbox/.err"
		echo $? >"$sandbox/.status"
	} | head -c 1 >/dev/null
	is "a reader that leaves is no error: $command" 0 \
		"$(cat "$sandbox/.status")"
	has_not 'nor worth a word' "$sandbox/.err" 'cannot write'
done
winloss synthesize >&- 2>"$sandbox/.err"
is 'a closed standard output is an error' 128 $?

# Quiet, unreadable files

printf -- '---\nid: [\n---\n' >interviews/2026/2026-11-broken.md
printf 'nothing\n' >interviews/2026/2026-11-empty.md
fails 'all unreadable files are named' 128 \
	'interviews/2026/2026-11-broken.md:' \
	'interviews/2026/2026-11-empty.md:' -- winloss synthesize
run winloss --skip-unreadable export interviews
is '--skip-unreadable goes on' 0 "$status"
said 'and says without which' 'interviews/2026/2026-11-broken.md:'
rm interviews/2026/2026-11-{broken,empty}.md
run winloss -q synthesize --write
is '-q says nothing of what went well' '0 ' \
	"$status $(cat "$sandbox/.err")"
# git winloss

mkdir "$sandbox/bin" && ln -s "$WINLOSS" "$sandbox/bin/git-winloss"
is 'git winloss' "$here" "$(PATH=$sandbox/bin:$PATH git winloss export deals |
	sha256sum)"
is 'git -C winloss' "$here" "$(cd "$sandbox/nothing" && PATH=$sandbox/bin:$PATH \
	git -C "$sandbox/ledgerly" winloss export deals | sha256sum)"
is 'git winloss, exit codes' 129 "$(PATH=$sandbox/bin:$PATH \
	git winloss nonsense 2>/dev/null
	echo $?)"
is 'in a hook of git' "$here" "$(GIT_DIR=$PWD/.git GIT_INDEX_FILE=.git/index \
	winloss export deals | sha256sum)"

done_testing
