# SPDX-License-Identifier: GPL-3.0-or-later
# winloss completion: made from the option tables, and it works.
. "$(dirname "$0")/lib.sh"

commands=$(winloss -h | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
ok 'there are commands' test -n "$commands"

options() { # COMMAND: its long options, as its help names them
	winloss "$1" -h | sed -nE 's/^  (-.,)? *--([a-z-]+).*/--\2/p'
}

# bash: asked as the shell would ask

winloss completion bash >"$sandbox/winloss.bash"
ok 'bash reads it' bash -n "$sandbox/winloss.bash"
offered() { # WORD...: what is offered for the last one
	bash -c '. "$0"
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_winloss
		printf "%s\n" "${COMPREPLY[@]}"' "$sandbox/winloss.bash" "$@"
}
is 'the commands are offered' '' \
	"$(comm -23 <(sort <<<"$commands") <(offered winloss '' | sort))"
is 'a command that was begun' synthesize "$(offered winloss sy)"
is 'a global option before the command' --skip-unreadable \
	"$(offered winloss --sk)"
for command in $commands; do
	is "all options of $command are offered" '' \
		"$(comm -23 <(options "$command" | sort -u) \
			<(offered winloss "$command" -- | sort -u))"
	is "and none of another" '' \
		"$(comm -13 <(options "$command" | sort -u) \
			<(offered winloss "$command" -- | sort -u))"
done
is 'behind a global option and its value' --evidence \
	"$(offered winloss -C folder synthesize --ev)"
cd "$sandbox" && touch report.csv || exit 99
is 'files where a file stands' report.csv \
	"$(offered winloss prep --crm rep)"
is 'files behind -o' report.csv "$(offered winloss export quotes -o rep)"
is 'what can be exported' 'quotes' "$(offered winloss export qu)"
is 'shells' 'fish' "$(offered winloss completion f)"
is 'formats' 'json' "$(offered winloss synthesize --format js)"
is 'formats of this command' 'ics' "$(offered winloss status --format i)"
is 'and no other' '' "$(offered winloss synthesize --format i)"
is 'what can be done with a card' 'retire revise' \
	"$(offered winloss card re | sort | paste -sd' ')"
is 'states of a card' 'unverified' "$(offered winloss card list --state u)"
is 'types of a card' 'proof-point' "$(offered winloss card list --type p)"
is 'outcomes' 'no-decision' "$(offered winloss export quotes --outcome n)"
is 'pages of help' 'tutorial' "$(offered winloss help tu)"

# zsh and fish, read by the shells where they are

for shell in zsh fish; do
	winloss completion $shell >"$sandbox/winloss.$shell"
	for command in $commands; do
		has "$shell: $command" "$sandbox/winloss.$shell" "$command"
	done
	missing=$(for command in $commands; do options "$command"; done |
		sort -u | while read -r option; do
		grep -qE -- "-l ${option#--} |$option\[" \
			"$sandbox/winloss.$shell" || echo "$option"
	done)
	is "$shell: every option" '' "$missing"
	if command -v $shell >/dev/null; then
		ok "$shell reads it" $shell -n "$sandbox/winloss.$shell"
	else
		skip "$shell reads it" "no $shell"
	fi
done

# Wrong usage

fails 'an unknown shell' 129 "'tcsh' is not bash, zsh or fish" -- \
	winloss completion tcsh
fails 'no shell' 129 'a shell is missing' -- winloss completion
done_testing
