# SPDX-License-Identifier: GPL-3.0-or-later
# winloss prep <deal>: the file of an interview.
. "$(dirname "$0")/lib.sh"
winloss -q init p --product Ledgerly --competitor RivalCo || exit 99
cd p || exit 99
long=$(printf 'X%.0s' $(seq 200))
words=$(printf 'Ab %.0s' $(seq 40))
cat >>deals.csv <<ROWS
O-1,Acme Corp,loss,Negotiation,48000.00,USD,mid-market,rivalco,,Dana,2026-06-02,2026-10-30,price
O-2,Acme Corp,win,,,,,,,,,2026-10-30,
O-3,Acme,open,,,,,,,,,2026-12-30,
O 4/ü,Bäcker,no-decision,,,,,,,,,2026-10-30,
$long,,loss,,,,,,,,,2026-10-30,
東京,東京,loss,,,,,,,,,2026-10-30,
../../x,,loss,,,,,,,,,2026-10-30,
-7,Minus,loss,,,,,,,,,2026-10-30,
O-9,$words,loss,,,,,,,,,2026-10-30,
O-10,$words,loss,,,,,,,,,2026-10-30,
O-20,Secret Inc,loss,,,,,,,,,2026-10-30,
O-21,Zed,win,,,,,,,,,2026-10-30,
O-22,Yot,win,,,,,,,,,2026-10-30,
ROWS
git commit -qam deals

# --- One deal ---
acme=interviews/2026/2026-11-acme-corp.md
expect 'prep <deal> makes the file' 0 "$acme" winloss prep O-1
said 'says what was recorded' 'prep: begin 2026-11-acme-corp'
said 'and what comes next' 'next: winloss prep 2026-11-acme-corp'
is 'the front matter comes from the deal' 'winloss: 1
id: 2026-11-acme-corp
kind: buyer
outcome: loss
deal: O-1
account: Acme Corp
segment: mid-market
competitor: rivalco
stage: Negotiation
amount: 48000.00
currency: USD
created: 2026-06-02
closed: 2026-10-30
reason: price
interviewer: priya
guide: buyer
status: planned
prepared: {}
after: {}' "$(awk '/^---$/ { n++; next } n == 1' "$acme" |
	grep -v '^interviewee: buyer-')"
has 'the interviewee is a key' "$acme" 'interviewee: buyer-'
has 'the CRM record is there to be reviewed' "$acme" \
	'- Deal length: 150 days, 2026-06-02 to 2026-10-30'
for title in 'CRM record' 'First call' 'Last call' 'Gap between the calls' \
	Background Hypothesis 'Most surprising finding'; do
	has "section $title" "$acme" "### $title"
done
has 'the competitor is filled in' "$acme" 'tipped the decision to RivalCo?'
has_not 'everywhere' "$acme" '[competitor]'
has_not 'the product, too' "$acme" '[product]'
key=$(sed -n 's/^interviewee: //p' "$acme")
has 'people.yaml waits for the name' people.yaml "$key: {name: , email: }"
is 'git does not see it' "$acme" "$(git show --name-only --format=)"
is 'the trailer names the interview' 'Interview: 2026-11-acme-corp' \
	"$(git log -1 --format='%(trailers)' | head -1)"
ok 'the file can be read' winloss export interviews

before=$(snapshot)
run winloss prep O-1
is 'the same deal again shows the checklist' \
	'2026-11-acme-corp  Acme Corp  loss, against RivalCo' \
	"$(head -1 "$sandbox/.out")"
said 'and says how a second respondent is prepared' --role
is 'nothing changes' "$before" "$(snapshot)"

# --- Several respondents, several deals of an account ---
expect 'a second respondent' 0 interviews/2026/2026-11-acme-corp-vp-ops.md \
	winloss prep O-1 --role 'VP Ops'
has 'has the role' interviews/2026/2026-11-acme-corp-vp-ops.md 'role: VP Ops'
run winloss prep O-1 --role 'vp  OPS'
is 'the same role again is the same interview' \
	'2026-11-acme-corp-vp-ops  Acme Corp  loss, against RivalCo' \
	"$(head -1 "$sandbox/.out")"
run winloss prep O-1 --role 首席
third=$(cat "$sandbox/.out")
run winloss prep O-1 --role 会計
fourth=$(cat "$sandbox/.out")
ok 'roles without letters have files of their own' test -f "$third" -a \
	-f "$fourth" -a "$third" != "$fourth"
run winloss prep O-2
second=$(cat "$sandbox/.out")
is 'another deal of the account in this month' \
	interviews/2026/2026-11-acme-corp- "${second%????.md}"
has 'has its own outcome' "$second" 'outcome: win'
expect 'another month' 0 interviews/2027/2027-01-acme-corp-cfo.md \
	winloss prep O-1 --role CFO --date 2027-01-15
fails 'two deals of one account by its name' 128 \
	"'acme corp' has several deals" "'O-1'" "'O-2'" -- \
	winloss prep 'acme corp'

# --- Odd ids and accounts ---
expect 'a deal by its account' 0 interviews/2026/2026-11-backer.md \
	winloss prep BÄCKER
has 'no decision' interviews/2026/2026-11-backer.md 'outcome: no-decision'
has 'the id as the CRM says' interviews/2026/2026-11-backer.md 'deal: O 4/ü'
run winloss prep 'O 4/ü'
is 'the same by its odd id' '2026-11-backer  Bäcker  no-decision' \
	"$(head -1 "$sandbox/.out")"
run winloss prep "$long"
file=$(cat "$sandbox/.out") name=$(basename "$(cat "$sandbox/.out")" .md)
is 'an id of 200 characters' 64 "${#name}"
has 'in full' "$file" "deal: $long"
run winloss prep 東京
is 'an account without a letter of ASCII' interviews/2026/2026-11-deal-X.md \
	"$(sed -E 's/-deal-[a-z0-9]+/-deal-X/' "$sandbox/.out")"
expect 'a deal id is no path' 0 interviews/2026/2026-11-x.md \
	winloss prep ../../x
is 'nothing is written outside' 'home
p' "$(ls ..)"
expect 'a deal id with a dash' 0 interviews/2026/2026-11-minus.md \
	winloss prep -- -7
run winloss prep O-9
run winloss prep O-10
basename "$(cat "$sandbox/.out")" .md >../name
ok 'a long account twice keeps to an id' \
	grep -qE '^[a-z0-9]+(-[a-z0-9]+)*$' ../name
ok 'of 64 characters at most' test "$(wc -c <../name)" -le 65
ok 'all of them can be read' winloss synthesize

# --- Internal ---
expect 'a stakeholder' 0 interviews/2026/2026-11-cs-lead.md \
	winloss prep --internal 'CS lead'
has 'is kept apart' interviews/2026/2026-11-cs-lead.md 'kind: internal'
has_not 'has no outcome' interviews/2026/2026-11-cs-lead.md 'outcome:'
before=$(snapshot)
run winloss prep --internal 'CS lead'
is 'twice is once' '2026-11-cs-lead  internal
ready: winloss interview 2026-11-cs-lead' "$(cat "$sandbox/.out")"
is 'nothing changes' "$before" "$(snapshot)"

# --- Opaque ids, steps at once, JSON, --no-commit ---
sed -i 's/^ids: account/ids: opaque/' winloss.yaml
run winloss prep O-20
is 'opaque ids have no account' interviews/2026/2026-11-X.md \
	"$(sed -E 's/-11-[a-z0-9]{8}\./-11-X./' "$sandbox/.out")"
git checkout -q winloss.yaml
run winloss prep O-21 --crm-reviewed --hypothesis Speed
printed 'steps with a new interview are recorded' \
	'[x] hypothesis written down        2026-11-21 priya'
run winloss prep O-22 --format json --no-commit
printed 'as JSON' '"path": "interviews/2026/2026-11-yot.md"'
is 'without a commit' '?? interviews/2026/2026-11-yot.md' \
	"$(git status --short -uall)"
rm interviews/2026/2026-11-yot.md

# --- Refused ---
before=$(snapshot)
fails 'an open deal' 128 'deals.csv:' "deal 'O-3' is still open" hint: -- \
	winloss prep O-3
fails 'an unknown deal' 128 "'Nowhere' is neither an interview nor a deal" \
	hint: -- winloss prep Nowhere
fails 'a near miss' 128 "did you mean 'O-22'?" -- winloss prep O-222
fails 'the beginning of one' 128 "did you mean 'Acme Corp'?" -- winloss prep 'acme c'
fails 'of an account' 128 "did you mean 'Acme Corp'?" -- winloss prep AcmeCorp
fails 'a path' 128 "'../../../etc/passwd' is neither" -- \
	winloss prep ../../../etc/passwd
fails 'a name in place of a key' 129 "'Jane Doe' is not a key" people.yaml \
	-- winloss prep O-22 --interviewee 'Jane Doe'
fails 'a date that is none' 129 '--date takes a date such as 2026-11-21' -- \
	winloss prep O-22 --date tomorrow
fails 'a guide that is none' 128 "there is no guide 'nope'" hint: -- \
	winloss prep O-22 --guide nope
fails 'a text that is empty' 129 '--hypothesis takes a text' -- \
	winloss prep O-22 --hypothesis ' '
fails 'an empty role' 129 '--role takes a role' -- winloss prep O-22 --role ' '
fails 'an empty title' 129 '--internal takes a title' -- \
	winloss prep --internal ''
fails 'an option of another job' 129 '--strict does not go with a deal' -- \
	winloss prep O-22 --strict
fails 'nobody of the team' 128 "'nobody' is not in the team" hint: -- \
	winloss prep O-22 --by nobody
fails 'nothing named' 129 'a deal or an interview is missing' -- winloss prep
is 'none of this changed anything' "$before" "$(snapshot)"
sed -i 's/^team:/&\n  sam: {name: Sam, role: sales}/' winloss.yaml
before=$(snapshot)
fails 'sales does not interview' 128 \
	"'sam' is sales: only a product marketing manager interviews" hint: \
	-- winloss prep O-22 --by sam
is 'nor leaves a file' "$before" "$(snapshot)"
git checkout -q winloss.yaml

# --- people.yaml ---
printf 'a: {name: [\n' >people.yaml
before=$(snapshot)
fails 'people.yaml that cannot be read' 128 'people.yaml:' -- winloss prep O-22
is 'stays as it is' "$before" "$(snapshot)"
printf '{a: {name: A}}\n' >people.yaml
before=$(snapshot)
fails 'people.yaml in one line' 128 'people.yaml:1:' hint: -- winloss prep O-22
is 'stays, too' "$before" "$(snapshot)"
printf 'buyer-1: {name: A}\n' >people.yaml
ok 'a key that begins another' winloss prep O-22 --interviewee buyer
has 'has a line of its own' people.yaml 'buyer: {name: , email: }'

done_testing
