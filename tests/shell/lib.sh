# SPDX-License-Identifier: GPL-3.0-or-later
# What every shell test begins with: TAP, expect against actual, a home and a
# clock of its own.  meson gives WINLOSS (the binary) and SOURCE (the sources).
#
#   . "$(dirname "$0")/lib.sh"
#   expect 'a title' 0 'exact standard output' winloss export deals
#   ok 'a title' test -e file
#   done_testing

set -u
: "${WINLOSS:?}" "${SOURCE:?}"

sandbox=$(mktemp -d "${TMPDIR:-/tmp}/winloss-test-XXXXXX") || exit 99
trap 'chmod -R u+rwX "$sandbox"; rm -rf "$sandbox"' EXIT
trap 'exit 130' INT TERM

export HOME="$sandbox/home" LC_ALL=C TZ=UTC TERM=dumb
export GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0 GIT_PAGER=cat PAGER=cat
export GIT_AUTHOR_DATE='2026-11-21T12:00:00Z'
export GIT_COMMITTER_DATE='2026-11-21T12:00:00Z'
export WINLOSS_AS_OF='2026-11-21T12:00:00Z'
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE COLUMNS LINES NO_COLOR
unset XDG_CONFIG_HOME EDITOR VISUAL GIT_EDITOR WINLOSS_PAGER
# The sanitizers must not hide behind an expected failure
export ASAN_OPTIONS="exitcode=99:${ASAN_OPTIONS:-}"
export UBSAN_OPTIONS="halt_on_error=1:exitcode=99:${UBSAN_OPTIONS:-}"

mkdir -p "$HOME"
cd "$sandbox" || exit 99

number=0 failed=0

winloss() {
	"$WINLOSS" "$@"
}

# A cd that failed must never let a test write to somebody's repository.
git() {
	case $PWD/ in
	"$sandbox"/*) command git "$@" ;;
	*) echo 'Bail out! git outside the sandbox' && exit 99 ;;
	esac
}

git config --global user.name 'Priya Nair'
git config --global user.email 'priya@ledgerly.example'
git config --global init.defaultBranch main

_result() { # status title
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
		failed=$((failed + 1))
	fi
}

_show() { # label file
	sed "s|^|# $1: |" "$2"
}

# ok TITLE COMMAND...: the command succeeds.
ok() {
	_title=$1
	shift
	"$@" >"$sandbox/.out" 2>"$sandbox/.err" </dev/null
	_status=$?
	_result "$_status" "$_title"
	[ "$_status" -eq 0 ] || {
		echo "# status $_status: $*"
		_show stdout "$sandbox/.out"
		_show stderr "$sandbox/.err"
	}
}

# run COMMAND...: keeps status, stdout and stderr for the checks below.
run() {
	"$@" >"$sandbox/.out" 2>"$sandbox/.err" </dev/null
	status=$?
	return 0
}

# is TITLE EXPECTED ACTUAL: two texts are equal.
is() {
	if [ "$2" = "$3" ]; then
		_result 0 "$1"
	else
		_result 1 "$1"
		printf '%s\n' "$2" >"$sandbox/.want"
		printf '%s\n' "$3" >"$sandbox/.got"
		diff -u "$sandbox/.want" "$sandbox/.got" | sed 's/^/# /'
	fi
}

# expect TITLE STATUS STDOUT COMMAND...: exact standard output.
expect() {
	_title=$1 _want=$2 _text=$3
	shift 3
	run "$@"
	is "$_title" "status $_want
$_text" "status $status
$(cat "$sandbox/.out")"
	[ "$status" -eq "$_want" ] || _show stderr "$sandbox/.err"
}

# fails TITLE STATUS PART... -- COMMAND...: ends with the status, prints
# nothing to stdout, and each part stands on stderr.
fails() {
	_title=$1 _want=$2
	shift 2
	: >"$sandbox/.parts"
	while [ "$1" != -- ]; do
		printf '%s\n' "$1" >>"$sandbox/.parts"
		shift
	done
	shift
	run "$@"
	_bad=0
	[ "$status" -eq "$_want" ] || _bad=1
	[ -s "$sandbox/.out" ] && _bad=1
	while IFS= read -r _part; do
		grep -qF -- "$_part" "$sandbox/.err" || {
			_bad=1
			echo "# missing on stderr: $_part"
		}
	done <"$sandbox/.parts"
	_result "$_bad" "$_title"
	[ "$_bad" -eq 0 ] || {
		echo "# status $status, not $_want: $*"
		_show stdout "$sandbox/.out"
		_show stderr "$sandbox/.err"
	}
}

# has TITLE FILE TEXT: a line of the file holds the text.
has() {
	if grep -qF -- "$3" "$2"; then
		_result 0 "$1"
	else
		_result 1 "$1"
		echo "# '$3' is not in $2:"
		_show "$2" "$2"
	fi
}

has_not() {
	if grep -qF -- "$3" "$2"; then
		_result 1 "$1"
		grep -nF -- "$3" "$2" | sed 's/^/# /'
	else
		_result 0 "$1"
	fi
}

# said TITLE TEXT / printed TITLE TEXT: of the last run.
said() {
	has "$1" "$sandbox/.err" "$2"
}

printed() {
	has "$1" "$sandbox/.out" "$2"
}

skip() { # TITLE REASON
	number=$((number + 1))
	echo "ok $number - $1 # SKIP $2"
}

# example FOLDER [PATH...]: the example programme as a repository of its own, in
# a new folder, without these paths.
example() {
	cp -R "$SOURCE/examples/ledgerly" "$1" || exit 99
	cd "$1" || exit 99
	shift
	rm -rf "$@"
	git init -q && git add -A && git commit -qm 'example' || exit 99
	winloss -q init >/dev/null 2>&1
}

# Everything that could change: the files, the index and the history.
snapshot() {
	{
		git rev-parse -q --verify HEAD
		git ls-files -s
		find . -path ./.git -prune -o -type f -exec sha256sum {} + |
			sort -k 2
	} 2>/dev/null
}

done_testing() {
	echo "1..$number"
	[ "$failed" -eq 0 ]
	exit $?
}
