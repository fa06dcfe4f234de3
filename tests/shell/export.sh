# SPDX-License-Identifier: GPL-3.0-or-later
# winloss export: each kind in each format, filters, files.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/tiny.bash"

tiny "$sandbox/tables"
cat >deals.csv <<'EOF'
deal,account,outcome,stage,amount,currency,segment,competitor,product,owner,created,closed,reason,motion
D1,"Acme, ""Ltd""",loss,Closed Lost,1000.00,USD,smb,rivalco,,Jo,2026-01-02,2026-04-01,=1+1,partner
D2,@Beta,win,Closed Won,-5.00,EUR,enterprise,,,,2026-01-03,2026-04-02,-2+3,
D3,Зебра 東京 café,open,New,,,,,,,,,,
EOF
buyer 2026-05-acme loss D1 'role: "=cmd|x"' 'segment: smb' \
	'competitor: rivalco' <<'EOF'
> =1+1 is what they said.
> Twice, with a "comma, and" quotes.
> #pricing- #rollout ~04:10 ^q1

> These words are for nobody at all, he said.
> #pricing- !confidential ^q2

> Naïve café, 東京 ☃.
> #security+ !public ^q3

A note of ours, tagged. #security ^n1

A note without a theme.
EOF
buyer 2026-05-beta win D2 'segment: enterprise' 'consent: none' <<'EOF'
> Nothing of this may be used by anyone.
> #pricing+ ^q1
EOF
record

# quotes

expect 'quotes as CSV: quoted, harmless, in UTF-8, none confidential' 0 \
'passage,interview,deal,outcome,path,line,kind,themes,level,time,question,text
q1,2026-05-acme,D1,loss,interviews/2026/2026-05-acme.md,14,quote,pricing- rollout,internal,04:10,a.b,"'\''=1+1 is what they said.
Twice, with a ""comma, and"" quotes."
q3,2026-05-acme,D1,loss,interviews/2026/2026-05-acme.md,21,quote,security+,public,,a.b,"Naïve café, 東京 ☃."
n1,2026-05-acme,D1,loss,interviews/2026/2026-05-acme.md,24,note,security,internal,,a.b,"A note of ours, tagged."' \
	winloss export quotes
expect 'quotes as ndjson: one object a line' 0 \
'{"passage":"q3","interview":"2026-05-acme","deal":"D1","outcome":"loss","path":"interviews/2026/2026-05-acme.md","line":21,"kind":"quote","themes":[{"id":"security","polarity":1}],"level":"public","time":null,"question":"a.b","text":"Naïve café, 東京 ☃."}' \
	bash -c '"$WINLOSS" export quotes --format ndjson | sed -n 2p'
is 'quotes as JSON' "['winloss', 'quotes'] 3 \"'=1+1\"" \
	"$(json '"%s %d \"'\''%s\"" % (list(d), len(d["quotes"]),
		d["quotes"][0]["text"][:4])' winloss export quotes -f json)"
run winloss export quotes --format md
printed 'quotes as Markdown' '| Naïve café, 東京 ☃. |'
has_not 'no confidential word in it' "$sandbox/.out" 'for nobody'

# deals

expect 'deals as CSV: harmless, numbers left alone' 0 \
"deal,account,outcome,stage,amount,currency,segment,competitor,product,owner,created,closed,reason,motion,region,interviews
D3,Зебра 東京 café,open,New,,,,,,,,,,,,0
D1,\"Acme, \"\"Ltd\"\"\",loss,Closed Lost,1000.00,USD,smb,rivalco,,Jo,2026-01-02,2026-04-01,'=1+1,partner,,1
D2,'@Beta,win,Closed Won,-5.00,EUR,enterprise,,,,2026-01-03,2026-04-02,'-2+3,,,1" \
	winloss export deals
is 'deals as JSON: types, and null for what is unknown' \
	"1000 -5 None =1+1" \
	"$(json '"%g %g %s %s" % (d["deals"][1]["amount"],
		d["deals"][2]["amount"], d["deals"][0]["amount"],
		d["deals"][1]["reason"])' winloss export deals --format json)"

# interviews

expect 'interviews as CSV' 0 \
"id,kind,outcome,deal,account,segment,competitor,chosen,role,interviewer,interviewed,minutes,status,hypothesis,trigger,criteria,buyer_reason,root,price_factor,quotes,notes
2026-05-acme,buyer,loss,D1,\"Acme, \"\"Ltd\"\"\",smb,rivalco,,'=cmd|x,,2026-05-01T10:00:00+00:00,,,,,,,,,3,1
2026-05-beta,buyer,win,D2,'@Beta,enterprise,,,,,2026-05-01T10:00:00+00:00,,,,,,,,,1,0" \
	winloss export interviews
for kind in quotes deals interviews; do
	for format in csv json ndjson md; do
		ok "$kind as $format" winloss export "$kind" -f "$format"
	done
	is "$kind: JSON has what ndjson has" \
		"$(winloss export "$kind" -f ndjson | python3 -c 'import json, sys
print([json.loads(line) for line in sys.stdin])')" \
		"$(json "d['$kind']" winloss export "$kind" -f json)"
	is "$kind: CSV has as many records" \
		"$(winloss export "$kind" -f ndjson | wc -l)" \
		"$(winloss export "$kind" | python3 -c 'import csv, sys
print(len(list(csv.DictReader(sys.stdin))))')"
done

# Filters

ids() {
	winloss export "$@" -f ndjson | python3 -c 'import json, sys
print(*[json.loads(line)[sys.argv[1]] for line in sys.stdin])' "$key"
}
key=deal
is 'deals of a segment' D1 "$(ids deals --segment smb)"
is 'deals against a competitor, by alias' D1 \
	"$(ids deals --competitor 'rival co')"
is 'deals of a dimension' D1 "$(ids deals --where motion=partner)"
is 'deals by the day of their close' D2 "$(ids deals --since 2026-04-02)"
is 'deals of an outcome' D1 "$(ids deals --outcome loss)"
key=id
is 'interviews of an outcome' 2026-05-beta "$(ids interviews --outcome win)"
is 'interviews by their day' '' "$(ids interviews --until 2026-04-30)"
is 'interviews after --as-of are not there' '' \
	"$(ids interviews --as-of 2026-04-30)"
key=passage
is 'quotes of a segment' 'q1 q3 n1' "$(ids quotes --segment smb)"
is 'quotes of interviews without consent' '' \
	"$(ids quotes --segment enterprise)"
git rm -q interviews/2026/2026-05-acme.md
is '--rev reads what was deleted since' 'q1 q3 n1' "$(ids quotes --rev HEAD)"
git reset -q --hard

# summary

example "$sandbox/ledgerly"
run winloss export summary 2026-06-vestmoor
is 'a summary' 0 "$status"
printed 'says whom it is about by role' 'Chief Financial Officer'
has_not 'and never the key of the interviewee' "$sandbox/.out" buyer-m5h0za
ok 'a summary as JSON' winloss export summary 2026-06-vestmoor -f json
fails 'no such interview' 128 "there is no interview '2026-06-vestmor'" \
	"did you mean '2026-06-vestmoor'" -- \
	winloss export summary 2026-06-vestmor
fails 'a summary of nothing' 129 'needs the id of an interview' -- \
	winloss export summary
fails 'a summary as CSV' 129 "summary: there is no format 'csv'" -- \
	winloss export summary 2026-06-vestmoor --format csv
fails 'a summary with a filter' 129 'takes no --outcome' -- \
	winloss export summary 2026-06-vestmoor --outcome win

# What is asked for

fails 'nothing' 129 'what to export is missing' -- winloss export
fails 'an unknown kind has the nearest as a hint' 129 \
	"nothing called 'quote'" "did you mean 'quotes'" -- \
	winloss export quote
fails 'one that is near nothing lists them' 129 'quotes, deals, interviews' -- \
	winloss export everything
fails 'a word too many' 129 "'loss' is one word too many" -- \
	winloss export quotes loss
fails 'an unknown format' 129 "there is no format 'xlsx'" -- \
	winloss export quotes --format xlsx
fails 'a format for a terminal' 129 "there is no format 'text'" -- \
	winloss export quotes --format text

# Files

winloss export deals >"$sandbox/want.csv"
before=$(snapshot)
expect '-o prints nothing' 0 '' winloss export deals -o "$sandbox/out.csv"
ok 'and writes the same' cmp "$sandbox/out.csv" "$sandbox/want.csv"
is 'as a plain file' 644 "$(stat -c %a "$sandbox/out.csv")"
is 'and changes nothing else' "$before" "$(snapshot)"
ln "$sandbox/out.csv" "$sandbox/old.csv"
winloss export quotes -o "$sandbox/out.csv" 2>/dev/null
ok 'a file is replaced, not written over' \
	cmp "$sandbox/old.csv" "$sandbox/want.csv"
(cd cards && winloss export deals -o here.csv)
ok 'a file is named from where one stands' cmp cards/here.csv "$sandbox/want.csv"
expect '-o - is standard output' 0 "$(cat "$sandbox/want.csv")" \
	winloss export deals -o -
fails 'a folder that is not there' 128 'no/such' 'No such file' -- \
	winloss export deals -o no/such/file.csv
fails 'a folder in its place' 128 'is not a regular file' -- \
	winloss export deals -o cards
fails 'a device is not replaced' 128 'is not a regular file' -- \
	winloss export deals -o /dev/null
is 'nothing is left behind' '' "$(find . "$sandbox" -name '*.tmp')"
if [ "$(id -u)" -ne 0 ]; then
	mkdir "$sandbox/locked" && chmod a-w "$sandbox/locked"
	fails 'a folder that may not be written' 128 'Permission denied' -- \
		winloss export deals -o "$sandbox/locked/x.csv"
else
	skip 'a folder that may not be written' 'root may write everywhere'
fi

# --- cards: with what they are worth ---

cd "$sandbox" || exit 99
example "$sandbox/cards"
run winloss export cards
printed 'cards as a whole' '# RivalCo'
printed 'with their state' 'battlecard/rivalco, verified: until 2027-01-10'
printed 'and their evidence' '2026-04-harrowmere^i7pc3'
sed -i 's/^status: coded/status: withdrawn/' \
	interviews/2026/2026-04-harrowmere.md
run winloss export cards
printed 'a claim that lost its evidence says so' \
	'[@2026-04-harrowmere^i7pc3] was withdrawn'
printed 'and so does its card' 'battlecard/rivalco, unverified: evidence lost'
run winloss export cards --format json
printed 'as JSON too' '"fall": "citation-lost",'
run winloss export cards --format ndjson
is 'one a line' 9 "$(wc -l <"$sandbox/.out")"
run winloss export cards --competitor saldovar
has_not 'of one competitor' "$sandbox/.out" 'RivalCo battle'
printed 'its own' '# Saldovar'
fails 'but of no outcome' 129 'cards: takes no --outcome' -- \
	winloss export cards --outcome loss

done_testing
