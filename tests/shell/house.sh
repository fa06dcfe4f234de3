# SPDX-License-Identifier: GPL-3.0-or-later
# The house itself: layers, headers, budgets, nothing left out of a list.
. "$(dirname "$0")/lib.sh"
cd "$SOURCE" || exit 99

# The layers, lowest first; each may include itself and what stands before it.
layers='base text model store study rules publish'

upward() {
	allowed=
	for layer in $layers; do
		allowed="$allowed $layer"
		grep -nE '^#include "[a-z]+/' "lib/$layer"/*.[ch] |
			while IFS= read -r line; do
				target=${line#*\"}
				target=${target%%/*}
				case " $allowed " in
				*" $target "*) ;;
				*) echo "$line" ;;
				esac
			done
	done
}
is 'no layer includes one above it' '' "$(upward)"

# A foreign header stands in one file, or in one folder.
confined() { # header, where it may stand
	grep -rlE "^#include <$1>" lib cmd | grep -vE "^($2)\$"
}
is 'git2.h stands in one file' '' \
	"$(confined 'git2[./].*' lib/store/git2_load.h)"
is 'cmark.h stands in one file' '' "$(confined cmark.h lib/text/markdown.c)"
is 'csv.h stands in one file' '' "$(confined csv.h lib/text/csv.c)"
is 'yaml.h stands in one file' '' "$(confined yaml.h lib/text/yaml.c)"
is 'jansson.h stands in one file' '' "$(confined jansson.h lib/text/json.c)"
is 'libstemmer.h stands in one file' '' \
	"$(confined libstemmer.h lib/text/words.c)"
is 'utf8proc.h stands in one file' '' "$(confined utf8proc.h lib/base/utf8.c)"
is 'popt.h stands in one file' '' "$(confined popt.h cmd/args.c)"
is 'readline stands in one file' '' \
	"$(confined 'readline/.*' cmd/prompt.c)"

alone() {
	for header in lib/*/*.h; do
		case $header in */banned.h) continue ;; esac
		echo "#include \"${header#lib/}\"" |
			${CC:-cc} -std=gnu11 -D_GNU_SOURCE -Ilib -Wall -Werror \
				-fsyntax-only -x c - 2>&1 | head -3
	done
}
is 'each header compiles alone' '' "$(alone)"

printing() {
	grep -nE '\b(printf|puts|putchar|exit|_exit)\(|\bstd(out|err)\b' \
		lib/*/*.c | grep -vE 'lib/base/proc\.c|lib/base/base\.c'
}
is 'the library neither prints nor exits' '' "$(printing)"

long_files() {
	wc -l lib/*/*.[ch] | awk '$2 != "total" && $1 > 600 { print $2, $1 }'
	wc -l cmd/*.c | awk '$2 != "total" && $1 > 300 { print $2, $1 }'
}
is 'files keep to their budget' '' "$(long_files)"

long_functions() {
	awk 'FNR == 1 { start = 0 }
		/^{/ { start = FNR }
		/^}/ { if (start && FNR - start > 60)
			print FILENAME ":" start, FNR - start; start = 0 }' \
		lib/*/*.c cmd/*.c
}
is 'functions keep to 60 lines' '' "$(long_functions)"

long_lines() {
	for file in lib/*/*.[ch] cmd/*.[ch] tests/unit/*.[ch]; do
		expand -t 8 "$file" |
			LC_ALL=C.UTF-8 grep -nE '^.{81}' |
			sed "s|^\([0-9]*\):.*|$file:\1|"
	done
}
is 'lines keep to 80 columns' '' "$(long_lines)"

unlisted() {
	for file in tests/unit/test_*.c; do
		name=$(basename "$file" .c)
		grep -q "'${name#test_}'" tests/unit/meson.build || echo "$file"
	done
	for file in tests/shell/*.sh; do
		name=$(basename "$file" .sh)
		[ "$name" = lib ] && continue
		grep -q "'$name'" tests/shell/meson.build || echo "$file"
	done
	for file in tests/fuzz/fuzz_*.c; do
		name=$(basename "$file" .c)
		grep -q "'${name#fuzz_}'" tests/fuzz/meson.build || echo "$file"
	done
}
is 'no test is left out' '' "$(unlisted)"

unlicensed() {
	for file in lib/*/*.[ch] cmd/*.[ch] tests/*/*.[ch] tests/*/*.sh; do
		head -2 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0' ||
			echo "$file"
	done
}
is 'each source says its licence' '' "$(unlicensed)"

done_testing
