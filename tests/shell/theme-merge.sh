# SPDX-License-Identifier: GPL-3.0-or-later
# Making one theme of two and two of one, also where the program is killed.
. "$(dirname "$0")/lib.sh"

example p

# --- Merging ---

cat >>interviews/2026/2026-05-fjordelane.md <<'END'

> Both, and of one mind.
> #pricing- #too-expensive- ^zz1

> Both, and not of one mind.
> #pricing+ #too-expensive- ^zz2

> Two that go.
> #security #pricing+ ^zz3
END
git commit -qam 'both'
line=$(grep -n 'zz2' interviews/2026/2026-05-fjordelane.md | cut -d: -f1)
pricing=$(grep -rhoE '#pricing[+-]? ' interviews field | wc -l)
ok 'merge two into a third' \
	winloss theme merge pricing security --into too-expensive
said 'it warns of the signs, with the place' \
	"interviews/2026/2026-05-fjordelane.md:$line: 'pricing+' and 'too-expensive-' become one tag: 'too-expensive-' stays"
is 'tags were there' yes "$([ "$pricing" -gt 5 ] && echo yes)"
is 'none is left' '' "$(grep -rnE '^[^[]*#(pricing|security)[+-]? ' interviews field)"
is 'one tag stays' '> #too-expensive- ^zz1
> #too-expensive- ^zz2
> #too-expensive ^zz3' "$(grep ' ^zz' interviews/2026/2026-05-fjordelane.md)"
is 'the entries are gone' '' "$(grep -E '^  (pricing|security):' themes.yaml)"
is 'their names are aliases' 'price-model,seats,pricing,' \
	"$(grep -A9 '^  too-expensive:' themes.yaml | grep -o 'price-model.*' |
		cut -d, -f1-3 | tr -d ' '),"
ok 'the corpus can be read' winloss synthesize
is 'in one commit' 'theme: merge pricing, security into too-expensive' \
	"$(git log -1 --format=%s)"
is 'nothing is left over' '' "$(git status --short)"
before=$(snapshot)
expect 'twice is done already' 0 '' \
	winloss theme merge pricing security --into too-expensive
said 'and says so' 'done already'
is 'and changes nothing' "$before" "$(snapshot)"

# A misspelt tag that the codebook never had
printf '\n> Slip.\n> #rolout-time- ^zz4\n' \
	>>interviews/2026/2026-05-fjordelane.md
ok 'a slip is merged too' winloss theme merge rolout-time --into rollout-time
has 'the tag is right' interviews/2026/2026-05-fjordelane.md \
	'> #rollout-time- ^zz4'
ok 'a theme below another' winloss theme add child --title 'A child' \
	--kind process --definition 'Nothing.' --parent deadline
ok 'and one that has to keep its parent' winloss theme add gap-child \
	--title 'Another' --kind product --definition 'No.' --parent product-gap
before=$(snapshot)
fails 'into itself' 129 "'deadline' cannot be merged into itself" \
	-- winloss theme merge deadline --into deadline
fails 'a target that is not there' 128 "there is no theme 'dedline'" \
	"did you mean 'deadline'" -- winloss theme merge security --into dedline
fails 'a theme that is not there' 128 "there is no theme 'nowhere-x'" \
	-- winloss theme merge nowhere-x --into deadline
fails 'an alias of another' 128 "'seats' is an alias of the theme" \
	-- winloss theme merge seats --into deadline
fails 'no target' 129 '--into says which theme stays' \
	-- winloss theme merge deadline
fails 'three levels' 128 "has the child 'gap-child'" \
	-- winloss theme merge product-gap --into child
is 'nothing of it was written' "$before" "$(snapshot)"

# --- Splitting ---

id=$(grep -oE '#integrations.* \^[a-z0-9]+' interviews/2026/*.md |
	sed 's/.*interviews.2026.//; s/\.md:.*\^/^/' | head -2)
one=$(printf '%s\n' "$id" | sed -n 1p)
two=$(printf '%s\n' "$id" | sed -n 2p)
fails 'a new theme needs its description' 128 "there is no theme 'imports'" \
	"'winloss theme add imports', or --title, --kind and --definition" \
	-- winloss theme split integrations --into imports --passage "$one"
fails 'passages must be named' 129 '--passage INTERVIEW^ID is missing' \
	-- winloss theme split integrations --into deadline
fails 'a passage that is not there' 128 "there is no passage '^nope'" \
	-- winloss theme split integrations --into deadline \
	--passage "${one%^*}^nope"
fails 'an interview that is not there' 128 "there is no interview '2099-x'" \
	-- winloss theme split integrations --into deadline --passage '2099-x^a'
fails 'no citation' 129 "not 'abc'" \
	-- winloss theme split integrations --into deadline --passage abc
fails 'a passage of another theme' 128 "does not have the theme" \
	-- winloss theme split integrations --into deadline \
	--passage '2026-05-fjordelane^zz1'
is 'nothing of it was written' "$before" "$(snapshot)"
all=$(grep -rhoE '#integrations' interviews field | wc -l)
ok 'split' winloss theme split integrations --into imports \
	--title 'Data from before' --kind product \
	--definition 'Old data brought in once; a lasting link is integrations.' \
	--passage "$one" --passage "$two"
is 'two moved' "$((all - 2))" \
	"$(grep -rhoE '#integrations' interviews field | wc -l)"
is 'and are there' 2 "$(grep -rhoE '#imports' interviews | wc -l)"
is 'both definitions are of today' 'integrations imports ' \
	"$(awk '/^  [a-z]/ { id = $1 } /since: 2026-11-21/ { print id }' \
		themes.yaml | grep -v child | tr ':\n' ' ' | tr -s ' ')"
is 'the commit names the passages' "Evidence: $(printf '%s\n%s\n' "$one" "$two" |
	LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//')" \
	"$(git log -1 --format=%b | sed '/^$/d')"
before=$(snapshot)
expect 'twice is done already' 0 '' winloss theme split integrations \
	--into imports --passage "$one" --passage "$two"
is 'and changes nothing' "$before" "$(snapshot)"

# On a terminal without --passage it asks; ^D keeps what was chosen so far
if command -v script >"$sandbox/.which" &&
	script -qec true "$sandbox/.tty" >"$sandbox/.out" 2>&1; then
	git reset -q --hard
	was=$(grep -rhoE '#deadline' interviews field | wc -l)
	printf 'y\nn\ny\n\004' | COLUMNS=60 script -qec \
		"'$WINLOSS' theme split deadline --into too-expensive" \
		"$sandbox/.tty" >"$sandbox/.out" 2>&1
	printed 'the walk shows the words' 'does it go to too-expensive?'
	tr -d '\r' <"$sandbox/.out" >"$sandbox/walk"
	is 'and breaks none of them' '' "$(grep -E '^[> ] .{59}' "$sandbox/walk")"
	ok 'what a quote goes on with stands below it' \
		grep -E '^  [A-Za-z]' "$sandbox/walk"
	is 'two of three went' "$((was - 2))" \
		"$(grep -rhoE '#deadline' interviews field | wc -l)"
	is 'in one commit' 'theme: split deadline into too-expensive' \
		"$(git log -1 --format=%s)"
else
	skip 'the walk on a terminal' 'no script(1) here'
fi

# --- Killed midway ---

cd "$sandbox" || exit 99
if ! command -v strace >"$sandbox/.which" ||
	! strace -qq -o "$sandbox/.trace" true 2>"$sandbox/.err"; then
	skip 'killed midway' 'no strace here'
	done_testing
fi
example q
git log --format=%s >"$sandbox/log"
# The sanitizers cannot look for leaks while they are traced; the cache, whose
# file is renamed as well, is kept or not by the age of the files
killed() { # the n-th rename
	WINLOSS_NO_CACHE=1 ASAN_OPTIONS="$ASAN_OPTIONS:detect_leaks=0" \
		strace -qq -f \
		-o "$sandbox/.trace" -e trace=renameat,renameat2 \
		-e inject=renameat,renameat2:signal=KILL:when="$1" \
		"$WINLOSS" theme merge message-fit rollout-time --into deadline \
		>"$sandbox/.out" 2>"$sandbox/.err"
}
start=$(git rev-parse HEAD)
for when in 1 2 5 9; do
	git reset -q --hard "$start"
	killed "$when" 2>"$sandbox/.shell"
	is "killed at rename $when: no commit" "$start" "$(git rev-parse HEAD)"
	run winloss note 2026-05-fjordelane --coded
	is "the next command goes on ($when)" 0 "$status"
	left=$(grep -rlE '^[^[]*#(message-fit|rollout-time)[+-]? ' interviews \
		field | wc -l)
	themes=$(grep -cE '^  (message-fit|rollout-time):' themes.yaml)
	log=$(git log --format=%s "$start"..HEAD)
	if [ "$when" = 1 ]; then
		is 'nothing was written: all of it is taken back' 2 "$themes"
		is 'no tag has changed' yes "$([ "$left" -gt 5 ] && echo yes)"
		is 'and no commit of it' 'note: coded of 2026-05-fjordelane' \
			"$log"
	else
		is "all of it is finished ($when)" '0 0' "$left $themes"
		is "in one commit of its own ($when)" \
			'note: coded of 2026-05-fjordelane
theme: merge message-fit, rollout-time into deadline' "$log"
	fi
	is "nothing is left over ($when)" '' "$(git status --short)"
	is "no file of ours either ($when)" '' \
		"$(find . -name '.winloss-*'; ls .git/winloss |
			grep -vxE 'cache|words|answers|last')"
	run winloss theme merge message-fit rollout-time --into deadline
	is "the same again succeeds ($when)" 0 "$status"
done

# The same command again finishes what it began, and says so
git reset -q --hard "$start"
killed 4 2>"$sandbox/.shell"
run winloss synthesize
is 'reading goes on' 0 "$status"
said 'and says that it may be half of it' 'was interrupted, or is being written'
run winloss synthesize --rev HEAD
is 'a revision is whole' '' "$(cat "$sandbox/.err")"
run winloss theme merge message-fit rollout-time --into deadline
is 'the same command finishes it' 0 "$status"
said 'as done already' 'done already'
is 'in one commit' 'theme: merge message-fit, rollout-time into deadline' \
	"$(git log --format=%s "$start"..HEAD)"

# --- A disk that fills up ---

git reset -q --hard "$start"
before=$(snapshot)
chmod a-w interviews/2026
if touch interviews/2026/x 2>"$sandbox/.err"; then
	rm -f interviews/2026/x
	skip 'a folder that cannot be written' 'this user may write anywhere'
else
	fails 'a folder that cannot be written' 128 'cannot write' \
		-- winloss theme merge message-fit --into deadline
	chmod u+w interviews/2026
	is 'nothing was changed' "$before" "$(snapshot)"
fi

done_testing
