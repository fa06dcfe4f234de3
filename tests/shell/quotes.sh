# SPDX-License-Identifier: GPL-3.0-or-later
# winloss quotes: which passages are found, how they are shown, what is never
# shown.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/tiny.bash"

# finds TITLE IDS [OPTION...]: the ids of the passages, in order.
finds() {
	_title=$1 _want=$2
	shift 2
	is "$_title" "$_want" "$(winloss quotes --format json "$@" |
		python3 -c 'import json, sys
print(" ".join(q["passage"] for q in json.load(sys.stdin)["quotes"]))' 2>&1)"
}

tiny "$sandbox/tiny"
buyer 2026-02-a loss A 'segment: smb' 'competitor: rivalco' \
	'interviewed: 2026-02-10T09:00:00Z' <<'EOT'
> They were cheaper, and faster by
> four weeks.
> #pricing- #rollout- ~04:10 ^a1

> Security was fine.
> #security+ !public ^a2

She smiled at the price. #pricing ^a3

> Nothing here.
> ^a4
EOT
buyer 2026-03-b win B 'segment: enterprise' \
	'interviewed: 2026-03-10T09:00:00Z' <<'EOT'
> A fair PRICE.
> #pricing+ ^b1

> (confidential)
> #pricing- !confidential ^b2

> Our Straße was closed.
> #rollout ^b3
EOT
printf -- '---\nwinloss: 1\nid: 2026-03-us\nkind: internal\n%s\n---\n\n%s\n' \
	'interviewed: 2026-03-02' '> We are dear.
> #pricing- ^u1' >interviews/2026/2026-03-us.md
record

# Themes

finds 'without an option everything that was said' 'a1 a2 a3 a4 b1 b3'
finds '--theme' 'a1 a3 b1' --theme pricing
finds 'a theme with a sign: against us' 'a1' --theme pricing-
finds 'for us' 'b1' --theme 'pricing+'
finds 'as it is written in a file' 'a1' --theme '#pricing-'
finds '--and' 'a1' --theme pricing --and rollout
finds '--theme twice means both' 'a1' --theme pricing --theme rollout
finds '--or' 'a1 a2 b3' --theme rollout --or security
finds '--and binds closer than --or' 'a1 a2' \
	--theme security --or pricing --and rollout
finds '--not' 'a3 b1' --theme pricing --not rollout
finds '--not holds for every alternative' 'a2 a3 b1' \
	--theme security --or pricing --not rollout --not pricing- \
	--grep i
finds '--not alone' 'a2 a4 b3' --not pricing
fails 'a theme that does not exist, with the nearest' 129 \
	"there is no theme 'pricng'" "did you mean 'pricing'" -- \
	winloss quotes --theme pricng
fails 'also behind --not' 129 "there is no theme 'securty'" -- \
	winloss quotes --theme pricing --not securty
fails 'what cannot be a theme' 129 "'no theme' is not a theme" -- \
	winloss quotes --theme 'no theme'

# Words

finds '--grep in any case' 'a3 b1' --grep pRice
finds '--grep across the lines of a quote' a1 --grep 'by four'
finds '--grep twice means both' b1 --grep price --grep fair
finds '--grep folds what has no capital' b3 --grep STRASSE
finds '--grep looks at words, not at tags' '' --grep security- 2>/dev/null
finds '--grep and --theme' a3 --grep price --theme pricing --not 'pricing+'
fails '--grep of nothing' 129 '--grep needs words' -- winloss quotes --grep ' '

# The rest

finds '--level public' a2 --level public
finds '--level internal' 'a1 a3 a4 b1 b3' --level internal
fails '--level confidential' 129 'counted and never shown' -- \
	winloss quotes --level confidential
fails 'an unknown level' 129 'public or internal' -- winloss quotes --level x
finds '--outcome' 'b1 b3' --outcome win
finds '--segment' 'a1 a2 a3 a4' --segment smb
finds '--competitor by an alias' 'a1 a2 a3 a4' --competitor 'Rival Co'
finds '--since' 'b1 b3' --since 2026-03-01
finds '--until' 'a1 a2 a3 a4' --until 2026-03-01
finds 'stakeholders are left out' 'a1' --theme pricing-
finds '--internal' 'a1 u1' --theme pricing- --internal
finds '--as-of' 'a1' --theme pricing- --internal --as-of 2026-02-28
fails 'an unknown format' 129 "there is no format 'xml'" -- \
	winloss quotes --format xml
fails 'a word' 129 "'price' is not an option" -- winloss quotes price
for wrong in -1 x '' 1001; do
	fails "--context '$wrong'" 129 '--context takes a number' -- \
		winloss quotes --context="$wrong"
done

sed -i 's/^> #pricing- #rollout-/> #pricing-/' interviews/2026/2026-02-a.md
finds 'the working tree is searched' b3 --theme rollout
finds '--rev reads a revision' 'a1 b3' --theme rollout --rev HEAD
git checkout -q interviews

# Nothing

run winloss quotes --grep nowhere
is 'nothing found is status 1' '1 ' "$status $(cat "$sandbox/.out")"
said 'with a sentence' 'no passage matches; 1 confidential one was not searched'
is 'and no other error' 2 "$(wc -l <"$sandbox/.err")"
run winloss quotes --theme pricing- --outcome win
is 'confidential ones alone are nothing to show' 1 "$status"
said 'but they are counted' 'no passage can be shown: 1 confidential one'
run winloss quotes --grep nowhere --format json
is 'a document of nothing is a document' '1 0' \
	"$status $(python3 -c 'import json, sys
print(len(json.load(sys.stdin)["quotes"]))' <"$sandbox/.out")"

# The terminal

expect 'the terminal' 0 "Ledgerly  #pricing or #security without #pricing+

2026-02-a  loss · RivalCo · smb · 2026-02-10
────────────────────────────────────────────────────────────────────────────────
  a.b
    “They were cheaper, and faster by four weeks.”
     #pricing− #rollout−  04:10
     2026-02-a^a1  interviews/2026/2026-02-a.md:13

    “Security was fine.”
     #security+  public
     2026-02-a^a2  interviews/2026/2026-02-a.md:17

    note: She smiled at the price.
     #pricing
     2026-02-a^a3  interviews/2026/2026-02-a.md:20

3 passages of 1 deal; 1 more is confidential and not shown" \
	winloss quotes --theme pricing --or security --not 'pricing+'
run winloss quotes --grep fair --context 1
printed 'context is shown' '(confidential)'
printed 'and not counted' '1 passage of 1 deal'
run winloss quotes --grep price --color always
has 'a match is highlighted' "$sandbox/.out" $'\033[36mPRICE\033[0m'
has 'a tag by its sign' "$sandbox/.out" $'\033[32m#pricing+\033[0m'
is 'colour changes no character' \
	"$(winloss quotes --grep price | sha256sum)" \
	"$(winloss quotes --grep price --color always |
		sed 's/\x1b\[[0-9;]*m//g' | sha256sum)"
run winloss quotes --internal --theme pricing-
printed 'stakeholders are counted apart' \
	'2 passages of 1 deal and 1 internal interview'

# The tables

is 'the tables are those of export quotes' \
	"$(winloss export quotes --format csv | sha256sum)" \
	"$(winloss quotes --format csv | sha256sum)"
is 'so is JSON' "$(winloss export quotes --format json | sha256sum)" \
	"$(winloss quotes --format json | sha256sum)"
is 'with context there is one key more' 'a2 0 a3 1 a4 0' \
	"$(winloss quotes --grep smiled --context 1 --format ndjson |
		python3 -c 'import json, sys
print(" ".join("%s %d" % (q["passage"], q["match"])
	for q in map(json.loads, sys.stdin)))')"

# What never leaves

mkdir -p private
printf -- '---\nwinloss: 1\nid: 2026-03-b\n---\n\n> Our chief of staff never trusted their numbers.\n> ^b2\n' \
	>private/2026-03-b.md
for format in text md json ndjson csv; do
	run winloss quotes --internal --context 5 --format "$format"
	is "$format: it is printed" 0 "$status"
	has_not "$format: confidential words are not there" "$sandbox/.out" \
		'chief of staff'
done
printf '\n> Our chief of staff never trusted their numbers.\n> ^b9\n' \
	>>interviews/2026/2026-03-b.md
fails 'the same words in another passage are refused' 128 \
	"confidential words of '2026-03-b^b2'" -- winloss quotes --grep trusted
git checkout -q interviews

# The example: every count is that of a synthesis

example "$sandbox/ledgerly"
synthesis_says() { # OUTCOME
	winloss synthesize --format json --outcome "$1" | python3 -c '
import json, sys
for g in json.load(sys.stdin)["groups"]:
    for t in g["themes"]:
        n = t["quotes"] + t["notes"] - t["confidential"]
        if n: print(t["id"], n)' | sort
}
quotes_say() { # OUTCOME
	winloss quotes --format ndjson --outcome "$1" | python3 -c '
import collections, json, sys
n = collections.Counter(t for q in map(json.loads, sys.stdin)
                        for t in {t["id"] for t in q["themes"]})
for t in n: print(t, n[t])' | sort
}
for outcome in win loss; do
	is "as many passages of each theme as a synthesis counts: $outcome" \
		"$(synthesis_says "$outcome")" "$(quotes_say "$outcome")"
done
places() {
	winloss quotes --format ndjson | python3 -c '
import json, sys
for q in map(json.loads, sys.stdin):
    line = open(q["path"]).read().split("\n")[q["line"] - 1]
    if q["text"][:6].strip("[") not in line:
        print(q["path"], q["line"])'
}
is 'path and line lead to the passage' '' "$(places)"

done_testing
