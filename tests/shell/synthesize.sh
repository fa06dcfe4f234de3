# SPDX-License-Identifier: GPL-3.0-or-later
# winloss synthesize: what is counted, what is filtered, what is printed.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/tiny.bash"

# An empty programme

tiny "$sandbox/empty"
run winloss synthesize
is 'an empty programme is no error' 0 "$status"
printed 'it names the first step' 'winloss prep --crm FILE'
counted 'it has no groups' '[]' 'd["groups"]'

# Counting

tiny "$sandbox/count"
for n in 1 2 3 4; do
	said_by "2026-05-l$n" loss "L$n" '#pricing-'
done
said_by 2026-05-w1 win W1 '#pricing+'
buyer 2026-05-l1-cfo loss L1 <<-'EOF'
	> One.
	> #pricing- ^q1

	> Two.
	> #pricing ^q2

	> For once they were fair.
	> #pricing+ ^q3

	A note of ours. #pricing

	A note without a theme.
EOF
record
counted 'a deal counts once, whatever its quotes and respondents' '4 5 7 1' \
	'" ".join(str(theme("loss", "pricing")[k])
	for k in ("deals", "interviews", "quotes", "notes"))'
counted 'a deal may speak for us and against us' '1 4 1' \
	'" ".join(str(theme("loss", "pricing")[k])
	for k in ("for", "against", "mixed"))'
counted 'outcomes are never mixed' 'win 1 loss 4' \
	'" ".join("%s %d" % (g["outcome"], g["deals"]) for g in d["groups"])'
counted 'three deals of a group of four are a pattern' pattern \
	'theme("loss", "pricing")["level"]'
counted 'one deal is an anecdote' anecdote 'theme("win", "pricing")["level"]'
run winloss synthesize --outcome win
printed 'what is missing to the next step is said' \
	'3 more wins before a synthesis'
run winloss synthesize --outcome loss
printed 'the target is what comes next' '2 more losses to the target of 6'

said_by 2026-05-w2 win W2 '#pricing+'
counted 'two deals are a signal' signal 'theme("win", "pricing")["level"]'
run winloss synthesize --outcome win
printed 'one step less is missing' '2 more wins before a synthesis'
said_by 2026-05-w3 win W3 '#pricing+'
counted 'three deals of a group of three are no pattern' 'signal collecting' \
	'theme("win", "pricing")["level"] + " " + group("win")["state"]'
rm interviews/2026/2026-05-w[23].md

said_by 2026-05-n1 no-decision N1 '#pricing-'
counted 'nobody won is a group of its own' '4 1' \
	'"%d %d" % (group("loss")["deals"], group("no-decision")["deals"])'

printf 'thresholds: {unit: interview}\n' >>winloss.yaml
counted 'interviews are the unit if the programme says so' '5 interview' \
	'"%d %s" % (theme("loss", "pricing")["deals"], d["thresholds"]["unit"])'
git checkout -q winloss.yaml

printf 'thresholds: {pattern: 5}\n' >>winloss.yaml
counted 'the threshold of a pattern is the programme'\''s' signal \
	'theme("loss", "pricing")["level"]'
git checkout -q winloss.yaml

# Who counts

printf -- '---\nwinloss: 1\nid: 2026-05-us\nkind: internal\n%s\n---\n\n%s\n' \
	'interviewed: 2026-05-02' '> They are dear.
> #pricing-' >interviews/2026/2026-05-us.md
counted 'internal interviews are kept apart' '4 1' \
	'"%d %d" % (theme("loss", "pricing")["deals"], d["internal"])'
run winloss synthesize
printed 'their number is said' '1 internal interview is kept apart'
for state in planned ready declined withdrawn; do
	buyer "2026-05-$state" loss "X-$state" "status: $state" <<-'EOF'
		> Words.
		> #pricing-
	EOF
done
counted 'only interviews that were held and stand count' 4 \
	'group("loss")["deals"]'
rm interviews/2026/2026-05-us.md interviews/2026/2026-05-{planned,ready}.md
rm interviews/2026/2026-05-{declined,withdrawn}.md

counted 'interviews after --as-of are not there yet' '[]' 'd["groups"]' \
	--as-of 2026-04-30
counted 'those of the day itself are' 4 'group("loss")["deals"]' \
	--as-of 2026-05-01

buyer 2026-05-x loss X <<-'EOF'
	> No such theme.
	> #unheard-of-
EOF
counted 'a theme that is not in the codebook is counted and named' \
	'False None 1' \
	'"%s %s %d" % tuple(theme("loss", "unheard-of")[k]
	for k in ("known", "kind", "deals"))'
rm interviews/2026/2026-05-x.md

said_by 2026-05-other win L1 '#pricing+'
fails 'one deal with two outcomes is an error with both places' 128 \
	"interviews/2026/2026-05-other.md:1:1: error: deal 'L1' is 'win' here" \
	"'loss' in 'interviews/2026/2026-05-l1" 'hint:' -- winloss synthesize
fails 'whatever the filter' 128 "deal 'L1'" -- \
	winloss synthesize --outcome no-decision
rm interviews/2026/2026-05-other.md

# Only internal, all confidential

tiny "$sandbox/internal"
printf -- '---\nwinloss: 1\nid: 2026-05-us\nkind: internal\n---\n\n> A\n> #x\n' \
	>interviews/2026/2026-05-us.md
run winloss synthesize
is 'only internal interviews are no error' 0 "$status"
counted 'and no group' '[] 1' '"%s %d" % (d["groups"], d["internal"])'

tiny "$sandbox/silent"
for n in 1 2 3 4; do
	buyer "2026-05-s$n" loss "S$n" 'consent: none' <<-'EOF'
		> Not one word of this sentence may ever be printed.
		> #pricing- ^q1
	EOF
done
run winloss synthesize
is 'all confidential is no error' 0 "$status"
printed 'confidential passages count' '4 of 4'
has_not 'and their words are withheld' "$sandbox/.out" 'one word'
run winloss synthesize --write --no-commit
has_not 'in Markdown too' syntheses/2026-q4.md 'one word'

# Filters

tiny "$sandbox/filter"
buyer 2026-02-a loss A 'segment: smb' 'competitor: rivalco' 'motion: partner' \
	'interviewed: 2026-02-10T09:00:00Z' <<<'> a
> #pricing-'
buyer 2026-03-b loss B 'segment: enterprise' 'competitor: saldovar' \
	'region: North East' 'interviewed: 2026-03-10T09:00:00Z' <<<'> b
> #pricing-'
buyer 2026-04-c win C 'segment: smb' 'competitor: rivalco' \
	'motion: sales-led' 'interviewed: 2026-04-10T09:00:00Z' <<<'> c
> #pricing+'
record

selects() { # TITLE DEALS OPTION...
	_title=$1 _want=$2
	shift 2
	counted "$_title" "$_want" '" ".join(sorted(e["deal"]
		for g in d["groups"] for t in g["themes"]
		for e in t["evidence"]))' "$@"
}
selects 'without a filter all' 'A B C'
selects '--outcome' 'A B' --outcome loss
selects '--segment' 'A C' --segment smb
selects '--competitor' 'A C' --competitor rivalco
selects '--competitor takes an alias in any case' 'A C' --competitor 'rival co'
selects '--where' A --where motion=partner
selects '--where with values that are not listed' B --where 'region=North East'
selects '--where twice means both' '' --where motion=partner \
	--where 'region=North East'
selects '--since includes its day' 'B C' --since 2026-03-10
selects '--until includes its day' 'A B' --until 2026-03-10
selects 'filters together mean all of them' A --segment smb --outcome loss
run winloss synthesize --segment enterprise --outcome win
is 'a filter that nothing passes is no error' 0 "$status"
printed 'and says so' 'No interview passes the filter'
has_not 'nor what buyers would say' "$sandbox/.out" LANGUAGE

fails 'an unknown outcome' 129 'win, loss or no-decision' -- \
	winloss synthesize --outcome open
fails 'an unknown segment has the nearest as a hint' 129 \
	"there is no segment 'smc'" "did you mean 'smb'" -- \
	winloss synthesize --segment smc
fails 'an unknown competitor' 129 "did you mean 'rivalco'" -- \
	winloss synthesize --competitor rivalc
fails 'an unknown dimension' 129 "--where 'colour=red' names no dimension" -- \
	winloss synthesize --where colour=red
fails 'an unknown value of a dimension' 129 "there is no value 'partners'" -- \
	winloss synthesize --where motion=partners
fails 'a dimension without a value' 129 'DIMENSION=VALUE' -- \
	winloss synthesize --where motion
fails 'a period that ends before it begins' 129 \
	'--since 2026-10-01 is later than --until 2026-09-30' -- \
	winloss synthesize --since 2026-10-01 --until 2026-09-30
fails 'what is not a date' 129 '--since takes a date' -- \
	winloss synthesize --since yesterday
fails 'an unknown format' 129 "there is no format 'xml'" -- \
	winloss synthesize --format xml
fails 'a format of tables' 129 'text, md or json' -- \
	winloss synthesize --format csv
fails 'a word that belongs nowhere' 129 "'loss' is not an option" -- \
	winloss synthesize loss

# Evidence

tiny "$sandbox/evidence"
for n in 1 2 3 4 5; do
	printf '> Word %d.\n> #pricing-%s ^q1\n' "$n" \
		"$([ "$n" = 1 ] && echo ' !public')" |
		buyer "2026-05-e$n" loss "E$n" \
			"interviewed: 2026-05-0${n}T10:00:00Z"
done
shown='" ".join(e["deal"] for e in theme("loss", "pricing")["evidence"])'
counted 'three passages a theme, public before newest' 'E1 E5 E4' "$shown"
counted '--evidence 1' E1 "$shown" --evidence 1
counted '--evidence all' 'E1 E5 E4 E3 E2' "$shown" --evidence all
counted '--evidence beyond what there is' 'E1 E5 E4 E3 E2' "$shown" \
	--evidence 99
for wrong in 0 -1 2x '' 99999999999; do
	fails "--evidence '$wrong'" 129 '--evidence takes a number' -- \
		winloss synthesize --evidence="$wrong"
done
run winloss synthesize
printed 'the place of a passage is printed' \
	'interviews/2026/2026-05-e1.md:11'
printed 'and what is not shown is counted' '2 more'

done_testing
