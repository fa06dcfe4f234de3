# SPDX-License-Identifier: GPL-3.0-or-later
# winloss synthesize: what drove the decisions, what the sample is worth,
# --by and --depth, hypotheses that were written too late.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/tiny.bash"

# at DATE COMMAND...: git commits at this moment.
at() {
	_when=$1
	shift
	GIT_AUTHOR_DATE=$_when GIT_COMMITTER_DATE=$_when "$@"
}

# guess ID WORDS: write the hypothesis into the file of an interview.
guess() {
	printf '\n## Preparation\n\n### Hypothesis\n\n%s\n' "$2" \
		>>"interviews/2026/$1.md"
}

# Hypotheses and history.  All interviews are held on 2026-05-01.

tiny "$sandbox/late"
at 2026-04-01T10:00:00Z record start
for id in early after import; do
	said_by "2026-05-$id" loss "$id" '#pricing-'
	sed -i 's/^deal:/interviewer: priya\nhypothesis: confirmed\ndeal:/' \
		"interviews/2026/2026-05-$id.md"
done
guess 2026-05-import 'Price.'
mv interviews/2026/2026-05-import.md "$sandbox/import.md"
at 2026-04-10T10:00:00Z record files
guess 2026-05-early 'Price.'
at 2026-04-20T10:00:00Z record early
guess 2026-05-after 'Price.'
cp interviews/2026/2026-05-after.md "$sandbox/after.md"
counted 'before it is committed a hypothesis counts as declared' '2 1 []' \
	'"%d %d %s" % (d["hypotheses"]["confirmed"],
	d["hypotheses"]["declared"], d["hypotheses"]["late"])'
mv "$sandbox/import.md" interviews/2026/2026-05-import.md
at 2026-05-02T10:00:00Z record 'late and import'
counted 'one that a later commit brought into the file is late' \
	"['2026-05-after'] 2 1" \
	'"%s %d %d" % (d["hypotheses"]["late"],
	d["hypotheses"]["confirmed"], d["hypotheses"]["declared"])'
counted 'the interviewer'\''s rate is without it' 'priya 2 1 1' \
	'" ".join(str(d["hypotheses"]["interviewers"][0][k])
	for k in ("interviewer", "confirmed", "late", "rate"))'
run winloss synthesize
printed 'it is named' '1 late, left out: 2026-05-after'
printed 'what history does not show is said' '1 as declared'
sed -i 's/^Price\.$/Price, I think./' interviews/2026/2026-05-early.md
at 2026-05-03T10:00:00Z record correction
counted 'a correction of a timely one does no harm' "['2026-05-after']" \
	'd["hypotheses"]["late"]'
counted 'before the late commit nothing is late' '[]' \
	'd["hypotheses"]["late"]' --rev HEAD~2

git checkout -q -b side HEAD~2
git checkout -q main -- interviews/2026/2026-05-import.md
at 2026-04-25T10:00:00Z git commit -qm side
git checkout -q main
at 2026-05-05T10:00:00Z git merge -q -s ours side -m merge
counted 'a merge brings nothing of its own' "['2026-05-after']" \
	'd["hypotheses"]["late"]'

git clone -q --depth 1 "file://$sandbox/late" "$sandbox/shallow"
cd "$sandbox/shallow" || exit 99
counted 'in a shallow clone all count as declared' '3 3 []' \
	'"%d %d %s" % (d["hypotheses"]["confirmed"],
	d["hypotheses"]["declared"], d["hypotheses"]["late"])'
cp -R interviews winloss.yaml themes.yaml .gitignore "$sandbox/home" &&
	mkdir "$sandbox/once" && cd "$sandbox/once" || exit 99
git init -q && mv "$sandbox"/home/{interviews,winloss.yaml,themes.yaml} . &&
	mv "$sandbox/home/.gitignore" . && record || exit 99
counted 'after one import too' '3 3 []' \
	'"%d %d %s" % (d["hypotheses"]["confirmed"],
	d["hypotheses"]["declared"], d["hypotheses"]["late"])'

# Dates that contradict each other

tiny "$sandbox/skew"
buyer 2026-05-a loss A 'created: 2026-05-02' <<<'> a
> #pricing-'
buyer 2026-05-b loss B 'noted: 2026-05-01T09:00:00Z' <<<'> b
> #pricing-'
run winloss synthesize
is 'clock skew is no error' 0 "$status"
printed 'it is named: before the deal' \
	'2026-05-a held before its deal was created'
printed 'and noted before' '2026-05-b noted'
counted 'both count' '2 2' \
	'"%d %d" % (group("loss")["deals"], len(d["sample"]["skew"]))'

# One interview, a deal without

tiny "$sandbox/one"
said_by 2026-05-a loss A '#pricing-'
cat >deals.csv <<'EOD'
deal,account,outcome,stage,amount,currency,segment,competitor,product,owner,created,closed,reason
A,Acme,loss,negotiation,,,smb,rivalco,,Emre,2026-01-01,2026-04-01,
B,Beta,win,negotiation,,,smb,rivalco,,Emre,2026-01-01,2026-04-02,
EOD
run winloss synthesize
is 'one interview is no error' 0 "$status"
printed 'what is missing is said' '3 more losses before a synthesis'
printed 'a deal without an interview is counted' \
	'1 of 2 closed deals have an interview'
printed 'the days from close to interview' '30 days from close to interview'
sed 's/,2026-04-01,$/,2026-09-01,/' deals.csv >t && mv t deals.csv
run winloss synthesize
printed 'an interview before the close' '1 held before the close'
counted 'the matrix has both' '[(1, 2, 0)]' \
	'[(m["interviewed"], m["closed"], m["difference"])
	for m in d["coverage"]["matrix"]]'
counted 'no kappa without reasons' '[]' 'd["reasons"]'

# The words of a CRM beside those of an interview

tiny "$sandbox/words"
cat >>themes.yaml <<'EOD'
  time-lost: {title: Late, kind: criterion, definition: d}
EOD
printf '> a\n> #pricing-\n' | buyer 2026-05-a loss A 'stage: proposal' \
	'reason: Time_Lost' 'buyer-reason: time-lost'
cat >deals.csv <<'EOD'
deal,account,outcome,stage,amount,currency,segment,competitor,product,owner,created,closed,reason
A,Acme,loss,Closed Lost,,,,,,Emre,2026-01-01,2026-04-01,
C,Cero,loss,Closed Lost,,,,,,Emre,2026-01-01,2026-04-02,
D,Dune,win,proposal,,,,,,Emre,2026-01-01,2026-04-02,
EOD
counted 'a stage that says how a deal ended is none that it reached' \
	"[(None, 0, 1), ('proposal', 1, 2)]" \
	'[(m["stage"], m["interviewed"], m["closed"])
	for m in d["coverage"]["matrix"]]'
counted 'the CRM spells a theme as it likes' '1 0' \
	'"%(agree)d %(unmatched)d" % d["reasons"][0]'

# --by and --depth

tiny "$sandbox/by"
for n in 1 2 3 4; do
	printf '> a\n> #pricing-\n' | buyer "2026-05-s$n" loss "S$n" \
		'segment: smb' 'competitor: rivalco' 'interviewer: priya'
	printf '> a\n> #rollout-\n' | buyer "2026-05-e$n" loss "E$n" \
		'segment: enterprise' 'interviewer: marc'
done
said_by 2026-05-w win W '#pricing+'
counted 'groups are split by segment' \
	"win {'segment': None} 1, loss {'segment': 'enterprise'} 4, loss {'segment': 'smb'} 4" \
	'", ".join("%s %s %d" % (g["outcome"], g["by"], g["deals"])
	for g in d["groups"])' --by segment
counted 'by competitor' "[None, 'rivalco', None]" \
	'[g["by"]["competitor"] for g in d["groups"]]' --by competitor
counted 'by quarter' "['2026-q2', '2026-q2']" \
	'[g["by"]["quarter"] for g in d["groups"]]' --by quarter
counted 'by interviewer' "[None, 'marc', 'priya']" \
	'[g["by"]["interviewer"] for g in d["groups"]]' --by interviewer
counted 'the contrast is of whole groups' '[8, 8]' \
	'[c["loss"][1] for c in d["contrast"]]' --by segment
run winloss synthesize --by segment
printed 'the parts stand side by side' 'enterprise  smb'
printed 'with their own patterns' 'LOSSES · smb  4 deals'
COLUMNS=40 run winloss synthesize --by segment
is 'a narrow terminal is no error' 0 "$status"
run winloss synthesize --by segment --outcome win --segment enterprise
is 'an empty group is no error' 0 "$status"
printed 'and says so' 'No interview passes the filter'
ok '--write works' winloss synthesize --by segment --depth 1 --write
ok 'under a name of its own' \
	test -f syntheses/2026-q4-by-segment-depth-1.md
has 'with headings of the parts' syntheses/2026-q4-by-segment-depth-1.md \
	'## Losses, smb'

cat >>themes.yaml <<'EOD'
  value: {title: The value, kind: message, definition: d}
EOD
sed -i 's/title: The price,/title: The price, parent: value,/' themes.yaml
counted 'without --depth a child is a theme of its own' 'None 4' \
	'"%s %d" % (theme("loss", "value"), theme("loss", "pricing")["deals"])'
counted '--depth 1 counts children in their parents' '4 None 1' \
	'"%d %s %d" % (theme("loss", "value")["deals"],
	theme("loss", "pricing"), d["filter"]["depth"])' --depth 1

for lift in '--by win-rate' '--by lift' '--lift' 'win-rate lift' lift; do
	# shellcheck disable=SC2086 # words on purpose
	fails "win-rate lift is refused: $lift" 129 \
		'win-rate lift means nothing on interviews' 'was chosen by' \
		'hint:' -- winloss synthesize $lift
done
fails '--by with another word' 129 '--by takes segment, competitor' -- \
	winloss synthesize --by colour
fails '--depth with another number' 129 '--depth takes 1' -- \
	winloss synthesize --depth 3

# The same bytes, no percentage under ten, never the word

winloss synthesize --format json --by segment >"$sandbox/first"
winloss synthesize --format json --by segment >"$sandbox/second"
ok 'twice the same' cmp "$sandbox/first" "$sandbox/second"
run winloss synthesize --by segment
has_not 'no percentage of nine interviews' "$sandbox/.out" ' %'
has_not 'the word is pattern' "$sandbox/.out" significant

done_testing
