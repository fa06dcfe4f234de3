# SPDX-License-Identifier: GPL-3.0-or-later
# winloss synthesize on a wide terminal: what stands beside what.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/tiny.bash"

tiny "$sandbox/beside"
for n in 1 2 3 4; do
	said_by "2026-05-w$n" win "W$n" '#rollout+ #security+'
	said_by "2026-05-l$n" loss "L$n" '#pricing- #rollout-'
done
said_by 2026-05-n1 no-decision N1 '#pricing-'
record

heads() { # COLUMNS [OPTION...]: each line of heads, and where they begin
	_columns=$1
	shift
	COLUMNS=$_columns winloss synthesize "$@" | python3 -c '
import re, sys
for line in sys.stdin:
    at = ["%s %d" % (m[1], m.start(1)) for m in re.finditer(
        r"(?:^|   )(WINS(?: AGAINST)?|LOSSES|NO DECISION|SAMPLE|CRITERIA|" +
        "DRIVERS|OUTPUTS)(?: |$)", line)]
    if at:
        print(", ".join(at))'
}
is 'wins and losses one below the other at 149 columns' 'WINS 0
LOSSES 0
NO DECISION 0
WINS AGAINST 0
SAMPLE 0
OUTPUTS 0' "$(heads 149 | grep -v DRIVERS)"
is 'beside each other at 150, and so is what follows' 'WINS 0, LOSSES 77
NO DECISION 0
WINS AGAINST 0, SAMPLE 77
OUTPUTS 77' "$(heads 150 | grep -v DRIVERS)"
is 'the columns share what there is' 'WINS 0, LOSSES 102' \
	"$(heads 200 | head -n 1)"
is 'no more columns above 200' "$(heads 200)" "$(heads 500)"
is 'a group of its own has all of the width' 'LOSSES 0' \
	"$(heads 200 --outcome loss | head -n 1)"

rm interviews/2026/2026-05-w4.md
is 'the third group goes below the shorter of the two' \
	'WINS 0, LOSSES 102 NO DECISION 0' \
	"$(heads 200 | grep -v -e DRIVERS -e SAMPLE -e OUTPUTS | tr '\n' ' ' |
		sed 's/ $//')"
git checkout -q interviews
COLUMNS=200 run winloss synthesize --outcome win
printed 'the patterns of one group stand beside each other' \
	'  ████  4 of 4  Time to roll out'
is 'two of them in a line' 1 \
	"$(grep -c 'Time to roll out .*  ████  4 of 4  Security' "$sandbox/.out")"

# The page at 200 columns cut in the middle is the page at 98, whatever the
# words; but what stands below the groups is in another order.
cut_in_the_middle() { # [OPTION...]
	python3 - "$WINLOSS" "$@" <<-'EOF'
		import os, subprocess, sys

		def page(columns):
		    env = dict(os.environ, COLUMNS=str(columns))
		    out = subprocess.run([sys.argv[1], "synthesize"] + sys.argv[2:],
		        stdout=subprocess.PIPE, env=env, check=True).stdout
		    return out.decode().split("\n")

		def group(lines, head):
		    first = next(i for i, l in enumerate(lines)
		        if l.startswith(head + "  "))
		    last = next(i for i in range(first + 1, len(lines))
		        if lines[i] and not lines[i].startswith((" ", "─")))
		    return lines[first:last]

		narrow, wide = page(98), page(200)
		assert all(l == l.rstrip() for l in wide), "padding at an end"
		left = [l[:102].rstrip() for l in wide]
		right = [l[102:] for l in wide]
		for head in "WINS", "LOSSES", "NO DECISION":
		    want = group(narrow, head)
		    column = left if any(l.startswith(head) for l in left) else right
		    at = next(i for i, l in enumerate(column)
		        if l.startswith(head + "  "))
		    print(head, column[at:at + len(want)] == want, len(want) > 9)
	EOF
}
is 'a column reads as a page of its own' 'WINS True True
LOSSES True True
NO DECISION True True' "$(cut_in_the_middle 2>&1)"

long=2026-05-a-deal-whose-name-does-not-fit-into-half-a-terminal
said_by "$long" win LONG '#rollout+'
COLUMNS=150 run winloss synthesize --evidence all
is 'a path that is wider than its column has the line' \
	"        interviews/2026/$long.md:11" \
	"$(grep -F "/$long.md" "$sandbox/.out")"
is 'and what stands beside it is complete' 4 \
	"$(grep -oE 'Words of 2026-05-l[1-4]' "$sandbox/.out" | sort -u | wc -l)"
rm "interviews/2026/$long.md"

for columns in 150 200; do
	export COLUMNS=$columns
	is "colour changes no character at $columns columns" \
		"$(winloss synthesize)" \
		"$(winloss synthesize --color always |
			sed 's/\x1b\[[0-9;]*m//g')"
	unset COLUMNS
done

for n in 1 2 3; do
	for who in w l; do
		sed -i "s/^outcome:/segment: smb\n&/" \
			"interviews/2026/2026-05-$who$n.md"
	done
done
parts() { # COLUMNS OPTION...
	COLUMNS=$1 winloss synthesize --by segment "${@:2}" |
		grep -E '^(WINS|LOSSES) · ' |
		sed -E 's/  [^·]+    +(WINS|LOSSES)/ | \1/; s/  .*//'
}
is 'with --by a part of the wins is beside the same of the losses' \
	'WINS · smb | LOSSES · smb
WINS · segment unknown | LOSSES · segment unknown' "$(parts 200)"
is 'where the terminal is narrow all wins come first' 'WINS · smb
WINS · segment unknown
LOSSES · smb
LOSSES · segment unknown' "$(parts 149)"
is 'with one outcome its parts are beside each other' \
	'LOSSES · smb | LOSSES · segment unknown' "$(parts 200 --outcome loss)"

example "$sandbox/ledgerly"
is 'the example too' 'WINS True True
LOSSES True True
NO DECISION True True' "$(cut_in_the_middle 2>&1)"
is 'and with all of its evidence' 'WINS True True
LOSSES True True
NO DECISION True True' "$(cut_in_the_middle --evidence all 2>&1)"

done_testing
