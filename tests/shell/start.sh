# SPDX-License-Identifier: GPL-3.0-or-later
# What a start needs.  libgit2 takes longer to load than a short command takes
# to run: only what asks history loads it.
. "$(dirname "$0")/lib.sh"

# The program is compiled with this header's library
number_of=$(printf '#include <git2/version.h>\nLIBGIT2_SOVERSION\n' |
	"${CC:-cc}" -E -P - | tr -d '"' | tail -1)
library=libgit2.so.$number_of
mkdir "$sandbox/broken" "$sandbox/other" || exit 99
: >"$sandbox/broken/$library"
echo 'int nothing;' | "${CC:-cc}" -shared -fPIC -o "$sandbox/other/$library" \
	-x c - || exit 99

without() {
	LD_LIBRARY_PATH="$sandbox/broken" "$WINLOSS" "$@"
}

example ledgerly
find interviews -name '*.md' -exec touch -d '2026-01-02 03:04:05.6' {} +
for command in synthesize 'synthesize --format json' 'export deals' \
	'export quotes' 'card list' quotes status 'theme list' \
	'plan show'; do
	winloss $command >"$sandbox/first" 2>/dev/null
	winloss $command >"$sandbox/warm" 2>/dev/null
	expect "$command needs no libgit2 once all is known" 0 \
		"$(cat "$sandbox/warm")" without $command
done
ok 'nor does --version' without --version
ok 'nor does the help' without log -h
fails 'history does, and says what to install' 128 'cannot load libgit2: ' \
	"$library" "hint: install libgit2 $number_of" -- without log
fails 'as does an answer that is not known' 128 'cannot load libgit2: ' -- \
	env WINLOSS_NO_CACHE=1 LD_LIBRARY_PATH="$sandbox/broken" "$WINLOSS" \
	synthesize
run without check
is 'nobody takes it for a programme without history' 128 "$status"
said 'and the error is the same' 'cannot load libgit2: '
fails 'a library of that name without its functions' 128 \
	'cannot use libgit2: ' 'undefined symbol: git_' -- \
	env LD_LIBRARY_PATH="$sandbox/other" "$WINLOSS" log
ok 'the right one is found' winloss log
if ! command -v strace >"$sandbox/.which" ||
	! strace -qq -o "$sandbox/.trace" true 2>"$sandbox/.err"; then
	skip 'what it reads' 'no strace here'
	done_testing
fi
ASAN_OPTIONS="$ASAN_OPTIONS:detect_leaks=0" strace -qq -f \
	-e trace=open,openat -o "$sandbox/opened" "$WINLOSS" log >"$sandbox/log"
ok 'what it opens is seen' grep -qF "$library" "$sandbox/opened"
fails 'and is no certificates' 1 -- grep -E 'certs|ca-' "$sandbox/opened"

done_testing
