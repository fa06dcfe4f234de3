# SPDX-License-Identifier: GPL-3.0-or-later
# The manual says what the program does: options, usage and summary of every
# command, the keys of the JSON, the examples of the format and the tutorial.
. "$(dirname "$0")/lib.sh"

man="$SOURCE/man"

# --- Reading help and pages ---

# The commands that the program lists, with their summaries.
winloss -h | sed -n '/^Commands:$/,/^$/s/^  \([a-z-]*\) */\1 /p' \
	>"$sandbox/commands"

# The options of a help text below a title: "-f --format FORMAT", in order.
help_options() { # title
	sed -n "/^$1:\$/,/^\$/p" |
		sed -n 's/^  \(-.\),\( --[^ ]*\( [^ ]\{1,\}\)\{0,1\}\)\(  .*\)\{0,1\}$/\1\2/p
			s/^      \(--[^ ]*\( [^ ]\{1,\}\)\{0,1\}\)\(  .*\)\{0,1\}$/\1/p'
}

# The lines of a page's section.
section() { # page section
	awk -v section="$2" '
		/^\.Sh / { inside = $0 == ".Sh " section; next }
		inside' "$1"
}

# The options that a page describes, in the same form.
page_options() { # page
	section "$1" OPTIONS |
		sed -n 's/^\.It Fl \([^ F]\) , Fl Fl /-\1 --/p
			s/^\.It Fl Fl /--/p' | sed 's/ Ar / /'
}

# What follows .Nd, the one line that says what a page is about.
page_summary() { # page
	sed -n 's/^\.Nd //p' "$1"
}

# The forms of a synopsis as one line of plain words: [folder], --crm file.
page_synopsis() { # page
	section "$1" SYNOPSIS |
		awk '
		{
			open = ""; line = ""
			sub(/^\./, "")
			for (i = 1; i <= NF; i++) {
				if ($i == "Nm" || $i == "Ar" || $i == "Cm") {
					continue
				} else if ($i == "Op") {
					open = "["
				} else if ($i == "Fl" && $(i + 1) == "Fl") {
					line = line " --" $(i + 2)
					i += 2
				} else {
					line = line " " $i
				}
			}
			sub(/^ /, "", line)
			printf "%s%s%s ", open, line, open ? "]" : ""
		}' | sed 's/ | /|/g; s/ $//'
}

# The usage lines of a help text in the same form.
help_usage() {
	sed '/^$/q' | sed 's/^usage: //; s/^   or: //; s/[<>]//g' | tr '\n' ' ' |
		sed 's/ *$//; s/\[--\([a-z]*\) \([^]]*\)\]/[--\1 \2]/g'
}

# --- The pages themselves ---

for page in "$man"/*.[157]; do
	name=${page##*/}
	if command -v mandoc >"$sandbox/.which"; then
		expect "mandoc finds nothing wrong in $name" 0 '' \
			mandoc -T lint -W warning "$page"
	else
		skip "mandoc finds nothing wrong in $name" 'no mandoc here'
	fi
	ok "man/meson.build lists $name" \
		grep -qxF "  '$name'," "$man/meson.build"
done
is 'man/meson.build lists no page that is not there' \
	"$(cd "$man" && printf '%s\n' *.[157] | sort)" \
	"$(sed -n "s/^  '\(.*\.[157]\)',\$/\1/p" "$man/meson.build" | sort)"

# --- Every command has its page ---

ok 'the program lists its commands' test -s "$sandbox/commands"
while read -r name summary; do
	page="$man/winloss-$name.1"
	ok "$name has a page" test -r "$page"
	[ -r "$page" ] || continue
	winloss "$name" -h >"$sandbox/help"
	is "$name: options of help and page" \
		"$(help_options Options <"$sandbox/help")" \
		"$(page_options "$page")"
	is "$name: summary of help and page" \
		"$summary" "$(page_summary "$page")"
	is "$name: usage of help and page" \
		"$(help_usage <"$sandbox/help")" "$(page_synopsis "$page")"
	is "$name: summary in winloss.1" "$summary" \
		"$(sed -n "/^\.It Xr winloss-$name 1\$/{n;p;}" \
			"$man/winloss.1" | head -n 1)"
done <"$sandbox/commands"
for page in "$man"/winloss-*.1; do
	name=${page##*/winloss-}
	ok "there is a command for ${page##*/}" \
		grep -q "^${name%.1} " "$sandbox/commands"
done

winloss -h >"$sandbox/help"
is 'options of every command' \
	"$(help_options 'Options of every command' <"$sandbox/help")" \
	"$(page_options "$man/winloss.1")"
is 'usage of the program' \
	"$(help_usage <"$sandbox/help")" "$(page_synopsis "$man/winloss.1")"
is 'what the program is' \
	"$(sed -n '3{s/^Win/win/;s/\.$//;p;}' "$sandbox/help")" \
	"$(page_summary "$man/winloss.1")"

# --- winloss help finds them in a build that is not installed ---

mkdir bin
cat >bin/man <<'EOF'
#!/bin/sh
printf '%s\n' "${1##*/}"
test -r "$1"
EOF
chmod +x bin/man
help_with_stub() {
	PATH="$sandbox/bin:$PATH" winloss help "$1"
}
if [ -d "$(dirname "$WINLOSS")/../man" ]; then
	for page in "$man"/*.[157]; do
		name=${page##*/}
		topic=${name%.*}
		expect "winloss help opens $name" 0 "$name" \
			help_with_stub "${topic#winloss-}"
	done
else
	skip 'winloss help opens the pages of the build' 'no man/ beside it'
fi

# --- Displays of a page ---

# Writes each literal display to a file N.text, and what the comment above it
# says to N.mark.
displays() { # page folder
	mkdir -p "$2"
	awk -v folder="$2" '
		/^\.\\" / { mark = substr($0, 5); next }
		/^\.Bd -literal/ {
			base = sprintf("%s/%03d", folder, ++n)
			printf "" > (base ".text")
			print mark > (base ".mark")
			inside = 1
			next
		}
		/^\.Ed/ { inside = 0; mark = ""; next }
		!inside { mark = ""; next }
		{
			gsub(/\\&/, ""); gsub(/\\\(dq/, "\"")
			gsub(/\\e/, "\\")
			print > (base ".text")
		}' "$1"
}

# The file that a display is, if its mark says so.
write_display() { # text mark folder
	case $2 in
	'file: '*)
		mkdir -p "$(dirname "$3/${2#file: }")"
		cp "$1" "$3/${2#file: }"
		;;
	esac
}

# --- The examples of winloss-format(5) make a programme ---

mkdir format
displays "$man/winloss-format.5" "$sandbox/format.displays"
for text in "$sandbox"/format.displays/*.text; do
	write_display "$text" "$(cat "${text%.text}.mark")" "$sandbox/format"
done
chmod 0600 format/people.yaml
mv format/answers.yaml . || exit 99
cd format || exit 99
printf 'people.yaml\nprivate/\n' >.gitignore
git init -q && git add -A && git commit -qm 'examples'
ok 'the examples are files' test -s interviews/2026/2026-11-ravelstoke.md

run winloss synthesize --format json
is 'the examples can be read' "status 0, says ''" \
	"status $status, says '$(cat "$sandbox/.err")'"
printed 'a synthesis counts the example' '"id": "rollout-time"'
run winloss export quotes
for id in nfd9j q47z7 s4k2h; do
	printed "the passage ^$id of the example is found" "$id,2026-11-ravel"
done
run winloss export summary 2026-11-ravelstoke
is 'the example has a summary' "status 0, says ''" \
	"status $status, says '$(cat "$sandbox/.err")'"
printed 'its confidential passage is left out' '1 passage'
printed 'its notes are found' 'The plan for six weeks exists'
run winloss note 2026-11-ravelstoke
printed 'its notes came in time' 'in time'
run winloss prep 2026-11-ravelstoke
is 'its preparations are done' 4 "$(grep -c '\[x\]' "$sandbox/.out")"
grep -rho '\[@[^]]*\]' cards | tr -d '[@]' | tr '^' ' ' >"$sandbox/cited"
ok 'the example has a card with a citation' test -s "$sandbox/cited"
while read -r interview passage; do
	has "the card cites a passage that is there: $passage" \
		"$(find interviews -name "$interview.md")" "^$passage"
done <"$sandbox/cited"
run winloss -q prep OPP-1077 --date 2026-11-20
ok 'the answers can be read' winloss interview 2026-11-papaverde-home \
	--force --answers ../answers.yaml
has 'the answers are in the file' \
	interviews/2026/2026-11-papaverde-home.md \
	'> The auditors asked who had signed, and nobody knew.'
expect 'the examples hold no key that is not known' 0 '' \
	winloss check --rule unknown-key --format github
cd "$sandbox" || exit 99

# --- winloss-json(5) names every key ---

sed -n '/^\.\(It\)\{0,1\} *Cm /p' "$man/winloss-json.5" |
	sed 's/^\.\(It \)\{0,1\}Cm //; s/ , / /g; s/,$//' | tr ' ' '\n' |
	sort -u >"$sandbox/documented"
example "$sandbox/ledgerly"

keys_documented() { # title command...
	_what=$1
	shift
	run "$@"
	is "$_what prints a document" 0 "$status"
	sed -n 's/^ *"\([A-Za-z_-]*\)":.*/\1/p' "$sandbox/.out" | sort -u \
		>"$sandbox/keys"
	ok "$_what has keys" test -s "$sandbox/keys"
	is "$_what: keys that winloss-json(5) does not name" '' \
		"$(comm -23 "$sandbox/keys" "$sandbox/documented")"
}

keys_documented synthesize winloss synthesize --format json \
	--where motion=sales-led
keys_documented 'review show' winloss review show --format json
keys_documented 'review show --quarterly' winloss review show --quarterly \
	--format json
keys_documented 'prep --crm' winloss prep --format json --no-commit \
	--crm "$SOURCE/examples/salesforce-report.csv"
keys_documented 'prep --suggest' winloss prep --suggest --format json
keys_documented 'prep INTERVIEW' winloss prep 2026-11-kestrelay --format json
keys_documented 'note INTERVIEW' winloss note 2026-11-kestrelay --format json
keys_documented 'export quotes' winloss export quotes --format json
keys_documented 'quotes --context' winloss quotes --grep weeks --context 1 \
	--format json
keys_documented 'synthesize --compare' winloss synthesize --format json \
	--compare 2026-q2..2026-q3
differing='cards/battlecard/rivalco.md themes.yaml
	interviews/2026/2026-06-vestmoor.md'
# shellcheck disable=SC2086
sed -i 's/four weeks/five weeks/; s/title: /title: X /
	s/^status: coded/status: withdrawn/' $differing
keys_documented diff winloss diff --format json
# shellcheck disable=SC2086
git checkout -q $differing
keys_documented log winloss log --evidence --format json
keys_documented 'card list' winloss card list --format json
keys_documented 'card show' winloss card show rivalco --format json
keys_documented 'card why' winloss card why rivalco^2k7 --format json
keys_documented 'card impact' winloss card impact 2026-07-morvanta \
	--format json
keys_documented 'check' winloss check --format json
keys_documented 'check --rules' winloss check --rules --format json
keys_documented 'export cards' winloss export cards --format json
winloss -q plan new --no-commit >"$sandbox/.out" 2>&1
keys_documented 'plan show' winloss plan show --format json
keys_documented 'plan list' winloss plan list --format json
keys_documented 'status' winloss status --format json
keys_documented 'export deals' winloss export deals --format json
keys_documented 'export interviews' winloss export interviews --format json
keys_documented 'export summary' winloss export summary 2026-11-kestrelay \
	--format json

# --- The tutorial works ---

# What differs from run to run: the hashes of commits.
plain() {
	sed 's/^[0-9a-f]\{7\} //'
}

# A command that goes on in the next line does not stand by itself.
unfinished() {
	case $1 in *\\) return 0 ;; esac
	! bash -n -c "$1" 2>"$sandbox/.syntax"
}

# Runs a command, then looks for the lines of output that the page shows.
follow() { # command shown compare
	eval "$1" >"$sandbox/.said" 2>&1 </dev/null
	_status=$?
	# That grep finds nothing is an answer
	case $1 in *grep*) [ "$_status" -ne 1 ] || _status=0 ;; esac
	is "tutorial: $(printf '%s\n' "$1" | sed -n 1p)" 0 "$_status"
	[ "$_status" -eq 0 ] || _show says "$sandbox/.said"
	[ "$3" = screen ] && return
	plain <"$sandbox/.said" >"$sandbox/.plain"
	plain <"$2" | while IFS= read -r line; do
		case $line in '' | ...) continue ;; esac
		grep -qxF -- "$line" "$sandbox/.plain" ||
			printf '%s\n' "$line"
	done >"$sandbox/.missing"
	[ -s "$2" ] || return
	is "tutorial: what it shows then" '' "$(cat "$sandbox/.missing")"
}

# Runs the commands of a display in this shell, so that cd stays.
follow_display() { # text compare
	command='' shown="$sandbox/.shown"
	: >"$shown"
	while IFS= read -r line <&3; do
		case $line in
		'$ '*)
			[ -z "$command" ] || follow "$command" "$shown" "$2"
			: >"$shown"
			command=${line#??}
			;;
		*)
			if [ -n "$command" ] && unfinished "$command"; then
				command="$command
$line"
			else
				printf '%s\n' "$line" >>"$shown"
			fi
			;;
		esac
	done 3<"$1"
	[ -z "$command" ] || follow "$command" "$shown" "$2"
}

mkdir "$sandbox/tutorial"
displays "$man/winloss-tutorial.7" "$sandbox/tutorial.displays"
cd "$sandbox/tutorial" || exit 99
for text in "$sandbox"/tutorial.displays/*.text; do
	mark=$(cat "${text%.text}.mark")
	case $mark in
	'by hand') ;;
	'file: '*) write_display "$text" "$mark" "$sandbox/tutorial" ;;
	*) follow_display "$text" "$mark" ;;
	esac
done
ok 'the tutorial leads to a synthesis' \
	grep -q '| Time to roll out | 4 of 4 |' syntheses/2026-q4-loss.md
is 'and to a card that is verified' verified "$(winloss card list -f csv |
	sed -n 's/^rivalco,[^,]*,[^,]*,\([^,]*\),.*/\1/p')"
is 'the tutorial leaves nothing behind' '' "$(git status --short)"

done_testing
