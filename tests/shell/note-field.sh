# SPDX-License-Identifier: GPL-3.0-or-later
# note --field: what is heard outside interviews; cited, never counted.
. "$(dirname "$0")/lib.sh"

cp -R "$SOURCE/tests/shell/small" p && cd p || exit 99
printf 'private/\npeople.yaml\n' >.gitignore
git init -q && git add -A && git commit -qm begin || exit 99

refuses() {
	before=$(snapshot) name=$1
	fails "$@"
	is "$name: nothing changed" "$before" "$(snapshot)"
}

refuses 'a source that is none' 129 '--field takes call' "not 'dream'" -- \
	winloss note --field dream --note a
refuses 'no words' 129 'needs --note or --quote' -- winloss note --field call
refuses 'empty words' 129 '--note needs words' -- \
	winloss note --field call --note ' '
refuses 'an interview' 129 'belongs to no interview' -- \
	winloss note 2026-11-acme --field call --note a
refuses 'a date that is none' 129 "not 'today'" -- \
	winloss note --field call --note a --date today
refuses 'confidential words' 129 'cannot be confidential' -- \
	winloss note --field call --note a --level confidential
refuses 'other options' 129 '--field and --thanked do not go together' -- \
	winloss note --field call --note a --thanked
refuses 'a level before its passage' 129 'stands before' -- \
	winloss note --field call --level public --note a

expect 'the first note of a month' 0 '' winloss note --field rep \
	--note 'Partners use the old list.' --tag pricing- --tag rollout
said 'an unknown theme is named' "'rollout' is not in themes.yaml"
said 'the citation' 'field note [@2026-11^'
is 'the file' '---
winloss: 1
id: 2026-11
---

# Field notes, 2026-11

Partners use the old list. #pricing- #rollout ~2026-11-21 @rep ^ID' \
	"$(sed 's/\^[a-z0-9]*$/^ID/' field/2026-11.md)"
is 'the commit' 'field: add 1 from rep' "$(git log -1 --format=%s)"
before=$(snapshot)
ok 'the same again' winloss note --field rep \
	--note 'Partners use the old list.' --tag pricing-
is 'adds nothing' "$before" "$(snapshot)"

for source in call onboarding implementation feedback asset request; do
	ok "$source" winloss note --field $source \
		--quote "Said at the $source." --tag deadline
	has "$source is kept" field/2026-11.md "> #deadline ~2026-11-21 @$source ^"
done
ok 'two at once, of another month' winloss note --field call \
	--date 2026-10-14 --quote 'One.' --tag pricing --level public \
	--note 'Two.'
is 'stand in its file' '> One.
> #pricing !public ~2026-10-14 @call ^ID

Two. ~2026-10-14 @call ^ID' \
	"$(sed '1,/^# /d; s/\^[a-z0-9]*$/^ID/' field/2026-10.md | sed 1d)"
run winloss synthesize --format json
has_not 'they are not counted' "$sandbox/.out" 'Said at'
has_not 'nor their passages' "$sandbox/.out" 'field/'

# A file of that name that is something else
mkdir -p field && printf 'no front matter\n' >field/2026-09.md
before=$(snapshot)
fails 'a field file that cannot be read' 128 'field/2026-09.md' -- \
	winloss note --field call --note a --date 2026-09-01
is 'is left alone' "$before" "$(snapshot)"

done_testing
