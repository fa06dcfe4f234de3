# SPDX-License-Identifier: GPL-3.0-or-later
# winloss synthesize --compare: two revisions, two periods, what changed.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/tiny.bash"

# changed TITLE EXPECTED A..B [OPTION...]: "outcome theme change k->k" each.
changed() {
	_title=$1 _want=$2 _sides=$3
	shift 3
	is "$_title" "$_want" "$(winloss synthesize --format json \
		--compare "$_sides" "$@" | python3 -c 'import json, sys
d = json.load(sys.stdin)
k = lambda side: side["deals"] if side else 0
print("\n".join("%s %s %s %d/%d %d/%d" % (g["outcome"], t["id"], t["change"],
      k(t["before"]), k(g["before"]), k(t["after"]), k(g["after"]))
      for g in d["groups"] for t in g["themes"]))' 2>&1)"
}

in_month() { # ID MONTH THEME...
	_one=$1 _month=$2
	shift 2
	printf '> Words of %s.\n> %s ^q1\n' "$_one" "$*" |
		buyer "2026-$_month-$_one" loss "$_one" \
			"interviewed: 2026-$_month-15T10:00:00Z"
}

# Revisions

tiny "$sandbox/tiny"
in_month l1 04 '#pricing- #rollout-'
in_month l2 04 '#pricing- #rollout-'
in_month l3 05 '#pricing-'
in_month l4 06 '#security-'
record first && git tag v1
in_month l5 07 '#rollout-'
in_month l6 08 '#rollout-'
in_month l7 09 '#security- #rollout-'
in_month l8 09 '#rollout-'
record second && git tag v2
want='loss rollout became 2/4 6/8
loss security rose 1/4 2/8
loss pricing stayed 3/4 3/8'
changed 'between two tags' "$want" v1..v2
changed 'to the working tree' "$want" v1..
changed 'the other way round' 'loss rollout stopped 6/8 2/4
loss security fell 2/8 1/4
loss pricing stayed 3/8 3/4' v2..v1
changed 'with itself' 'loss rollout stayed 6/8 6/8
loss pricing stayed 3/8 3/8
loss security stayed 2/8 2/8' HEAD..v2
rm interviews/2026/2026-04-l1.md
changed 'an interview that is withdrawn takes its pattern along' \
	'loss pricing stopped 3/8 2/7
loss rollout stayed 6/8 5/7
loss security stayed 2/8 2/7' HEAD..
git checkout -q interviews
is 'the revisions are named in full' \
	"$(git rev-parse v1) worktree v1 working tree" \
	"$(winloss synthesize --compare v1.. --format json | python3 -c '
import json, sys
d = json.load(sys.stdin)
print(d["before"]["revision"], d["after"]["revision"], d["before"]["name"],
      d["after"]["name"])')"

# A theme that was renamed

sed -i 's/  rollout: {/  speed: {aliases: [rollout], /' themes.yaml
sed -i 's/#rollout/#speed/' interviews/2026/*.md
is 'a rename is no change' 'speed rollout stayed' \
	"$(winloss synthesize --compare v2.. --format json | python3 -c '
import json, sys
for t in json.load(sys.stdin)["groups"][0]["themes"]:
    if t["was"]: print(t["id"], t["was"], t["change"])')"
git checkout -q .

# Periods

want='loss rollout became 2/4 4/4
loss pricing stopped 3/4 0/4
loss security stayed 1/4 1/4'
changed 'quarters' "$want" 2026-q2..2026-q3
changed 'dates' "$want" 2026-04-01:2026-06-30..2026-07-01:2026-09-30
changed 'a quarter and a year' 'loss rollout became 2/4 6/8
loss security rose 1/4 2/8
loss pricing stayed 3/4 3/8' 2026-Q2..2026
changed 'months' 'loss pricing fell 2/2 1/1
loss rollout gone 2/2 0/1' 2026-04..2026-05
changed 'periods of a revision' 'loss pricing stopped 3/4 0/0
loss rollout gone 2/4 0/0
loss security gone 1/4 0/0' 2026-q2..2026-q3 --rev v1
changed 'a filter holds for both' '' 2026-q2..2026-q3 --outcome win

# Split groups

sed -i 's/^deal:/segment: smb\n&/' interviews/2026/*-l[1-68].md
record segments
is '--by splits the groups of both sides' 'loss smb 4 3
loss None 0 1' "$(winloss synthesize --compare 2026-q2..2026-q3 --by segment \
	--format json | python3 -c 'import json, sys
for g in json.load(sys.stdin)["groups"]:
    print(g["outcome"], g["by"]["segment"],
          *((g[s] or {"deals": 0})["deals"] for s in ("before", "after")))')"
run winloss synthesize --compare v1.. --by segment
printed 'the terminal names them' 'LOSSES · smb  0 → 7 deals'
printed 'what is not known too' 'LOSSES · unknown  4 → 1 deal '
printed 'and leads to the quotes of one' \
	'winloss quotes --theme rollout --outcome loss --segment smb'
fails 'periods by quarter' 129 'do not go together' -- \
	winloss synthesize --compare 2026-q2..2026-q3 --by quarter
git reset -q --hard v2

# What is printed

expect 'the terminal' 0 "Ledgerly  2026-q2 → 2026-q3  as of 2026-11-21 · losses

LOSSES  4 → 4 deals  ready → ready
────────────────────────────────────────────────────────────────────────────────

  became a pattern
    ██░░ 2 of 4 → ████ 4 of 4  Time to roll out  was signal

  a pattern no more
    ███░ 3 of 4 → ░░░░ 0 of 4  The price  now not named

  1 theme stays at its level

Two small groups differ by chance as well: read what was said before you act on
a change.
next: winloss quotes --theme rollout --outcome loss" \
	winloss synthesize --compare 2026-q2..2026-q3 --outcome loss
run winloss synthesize --compare 2026-q2..2026-q4
printed 'a small group is named' "In '2026-q4' the group is too small"
printed 'and a period that is not over' 'before 2026-q4 ends'
run winloss synthesize --compare 2020..2021
is 'nothing to compare is no error' 0 "$status"
printed 'and is said' 'Neither 2020 nor 2021 has an interview'
run winloss synthesize --compare v1..v2 --format md
printed 'Markdown has a table of each' '### Became a pattern'
printed 'with the counts' '| Time to roll out | 2 of 4 | 6 of 8 |'
for format in text md json; do
	is "$format: the same bytes again" \
		"$(winloss synthesize --compare v1..v2 --format "$format" |
			sha256sum)" \
		"$(TZ=Asia/Tokyo winloss synthesize --compare v1..v2 \
			--format "$format" | sha256sum)"
done
is 'colour changes no character' \
	"$(winloss synthesize --compare v1..v2 | sha256sum)" \
	"$(winloss synthesize --compare v1..v2 --color always |
		sed 's/\x1b\[[0-9;]*m//g' | sha256sum)"

# Wrong usage

for wrong in v1 ..v1 v1...v2 '' 2026-q2..v1 v1..2026-q2 2026-q2..; do
	fails "--compare '$wrong'" 129 'two revisions or two periods' 'hint:' \
		-- winloss synthesize --compare="$wrong"
done
fails 'an unknown revision' 128 "'nowhere'" -- \
	winloss synthesize --compare nowhere..v1
fails 'the other one too' 128 "'nowhere'" -- \
	winloss synthesize --compare v1..nowhere
for option in --write --evidence=3 --rev=v1; do
	fails "revisions and $option" 129 'do not go together' -- \
		winloss synthesize --compare v1..v2 "$option"
done
for option in --write --since=2026-01-01 --until=2026-12-31; do
	fails "periods and $option" 129 'do not go together' -- \
		winloss synthesize --compare 2026-q2..2026-q3 "$option"
done
fails 'a format of tables' 129 'text, md or json' -- \
	winloss synthesize --compare v1..v2 --format csv
fails 'an unknown segment' 129 "there is no segment 'x'" -- \
	winloss synthesize --compare v1..v2 --segment x

is 'a date is a date' 2026-10-31 "$(winloss synthesize --compare v1..v2 \
	--as-of 2026-10-31 --format json | python3 -c '
import json, sys
print(json.load(sys.stdin)["as_of"])')"

# One deal with two outcomes in the old revision

sed -i 's/outcome: loss/outcome: win/; s/deal: l8/deal: l1/' \
	interviews/2026/2026-09-l8.md
record conflict
git revert --no-edit HEAD >/dev/null || exit 99
fails 'a conflict in the old revision is an error' 128 "deal 'l1'" -- \
	winloss synthesize --compare HEAD~1..

done_testing
