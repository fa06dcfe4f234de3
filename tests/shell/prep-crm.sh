# SPDX-License-Identifier: GPL-3.0-or-later
# winloss prep --crm: exports of four CRMs into deals.csv.
. "$(dirname "$0")/lib.sh"
crm="$SOURCE/tests/fixtures/crm"
winloss -q init p --product Ledgerly --competitor RivalCo \
	--competitor AcmeSoft || exit 99
cd p || exit 99
header=$(cat deals.csv)
winloss_yaml=$(cat winloss.yaml)

fresh() {
	printf '%s\n' "$header" >deals.csv
	printf '%s\n' "$winloss_yaml" >winloss.yaml
	git diff --quiet || git commit -qam fresh
}

# row ID: the deal's line
row() {
	grep "^$1," deals.csv
}

# --- One of each ---
expect 'a Salesforce report' 0 \
	'3 read: 3 added, 0 updated, 0 unchanged, 0 skipped
1 won, 1 lost, 0 without a decision, 1 open' \
	winloss prep --crm "$crm/salesforce_report.csv"
said 'names what it does not read' \
	"not read: 'Fiscal Period', 'Probability (%)', 'Next Step'"
said 'once' '--map COLUMN=FIELD'
is 'once' 1 "$(grep -c 'Fiscal Period' "$sandbox/.err")"
said 'what comes next' 'next: winloss prep --suggest'
is 'a won deal' \
	'0065e00000A1bCd,Nordwende Café,win,Closed Won,48000.00,USD,,rivalco,,Dana Whitlock,2026-06-02,2026-09-14,' \
	"$(row 0065e00000A1bCd)"
is 'the commit says what came in' \
	'deals: import 3 from the CRM, 3 new, 0 changed' \
	"$(git log -1 --format=%s)"
is 'only deals.csv is in it' deals.csv "$(git show --name-only --format=)"
before=$(snapshot)
expect 'the same file twice' 0 \
	'3 read: 0 added, 0 updated, 3 unchanged, 0 skipped
1 won, 1 lost, 0 without a decision, 1 open' \
	winloss prep --crm "$crm/salesforce_report.csv"
said 'is nothing new' 'nothing new to record'
is 'and leaves history unchanged' "$before" "$(snapshot)"
sed -i '1s/^/\xef\xbb\xbf/; s/$/\r/' deals.csv
form=$(cksum <deals.csv)
ok 'the same file onto CRLF and a BOM' winloss prep --crm \
	"$crm/salesforce_report.csv"
is 'keeps their form' "$form" "$(cksum <deals.csv)"
git checkout -q deals.csv

fresh
expect 'Salesforce by API names' 0 \
	'3 read: 3 added, 0 updated, 0 unchanged, 0 skipped
1 won, 1 lost, 0 without a decision, 1 open' \
	winloss prep --crm "$crm/salesforce_api.csv"
is 'its lost deal keeps competitor and reason' \
	'0065e00000A1bCeAAV,"Fabrelan, Inc.",loss,Gone,12500.00,USD,smb,acmesoft,,0055e000000Xy1A,2026-05-13,2026-08-30,Price' \
	"$(row 0065e00000A1bCeAAV)"

fresh
cat >>winloss.yaml <<-'Y'
	dimensions:
	  motion: [self-serve, sales-led]
Y
expect 'HubSpot by labels, with a dimension' 0 \
	'3 read: 3 added, 0 updated, 0 unchanged, 0 skipped
1 won, 1 lost, 0 without a decision, 1 open' \
	winloss prep --crm "$crm/hubspot_labels.csv"
is 'the dimension has a column' reason,motion \
	"$(head -1 deals.csv | sed 's/.*,\(.*,.*\)/\1/')"
is 'and is read' sales-led "$(row 9001001 | sed 's/.*,//')"

fresh
expect 'stages by number are open' 0 \
	'4 read: 4 added, 0 updated, 0 unchanged, 0 skipped
0 won, 0 lost, 0 without a decision, 4 open' \
	winloss prep --crm "$crm/hubspot_internal.csv"
said 'and warned about, with the way out' \
	"the stage '3835407075' is not known and is taken as open (line 2): say what it means under crm.stages of winloss.yaml"
sed -i 's/^  stages:/&\n    "3835407075": win\n    "3835407076": loss\n    "3835407077": no-decision/' winloss.yaml
expect 'with a map they are known' 0 \
	'4 read: 0 added, 3 updated, 1 unchanged, 0 skipped
1 won, 1 lost, 1 without a decision, 1 open' \
	winloss prep --crm "$crm/hubspot_internal.csv"
is 'a deal without an account is a deal' \
	'9001005,,open,3835407078,,USD,,,,7713,2026-05-14,,' "$(row 9001005)"

fresh
for each in 'hubspot_utf16 2 1 1 0 0' 'pipedrive 3 1 1 0 1' \
	'dynamics 3 1 1 0 1' 'excel_german 3 1 1 1 0' \
	'carriage_return 3 1 1 0 1'; do
	set -- $each
	expect "$1" 0 "$2 read: $2 added, 0 updated, 0 unchanged, 0 skipped
$3 won, $4 lost, $5 without a decision, $6 open" \
		winloss prep --crm "$crm/$1.csv"
done
is 'UTF-16' '9001001,Müller & Söhne 東京' \
	"$(row 9001001 | cut -d, -f1-2)"
is 'Windows-1252 and a comma for decimals' \
	'D-1,Müller & Söhne,win,Closed Won,1234.56,EUR' \
	"$(row D-1 | cut -d, -f1-6)"
is 'brackets are a minus' -500.00 "$(row D-2 | cut -d, -f5)"
expect 'the same with its encoding' 0 \
	'3 read: 0 added, 0 updated, 3 unchanged, 0 skipped
1 won, 1 lost, 1 without a decision, 0 open' \
	winloss prep --crm "$crm/excel_german.csv" --encoding windows-1252
has_not 'is no guess' "$sandbox/.err" 'was read as'
expect 'from standard input' 0 \
	'3 read: 0 added, 0 updated, 3 unchanged, 0 skipped
1 won, 1 lost, 0 without a decision, 1 open' \
	sh -c '"$WINLOSS" prep --crm - <"$SOURCE/tests/fixtures/crm/pipedrive.csv"'
ok 'the rows are sorted by close date' sh -c '
	sed 1d deals.csv | awk -F, "{ print \$(NF - 1) }" | sort -c'

# --- Dates, skipped rows, --strict ---
fresh
cat >../two.csv <<-'C'
	Deal ID,Account,Stage,Close Date
	1,Acme,Closed Won,03/04/2026
	2,Beta,Closed Lost,05/06/2026
	3,,Closed Lost,2026-01-02
	4,Gamma,Whatever,2026-01-02
	,Noid,Closed Won,2026-01-02
	4,Gamma,Closed Won,2026-01-02
C
before=$(snapshot)
fails '--strict imports nothing' 128 'two.csv:2:1: error: ' \
	'can be read two ways' 'nothing was imported' -- \
	winloss prep --crm ../two.csv --strict
is 'nothing at all' "$before" "$(snapshot)"
expect 'what can be read two ways is skipped' 0 \
	'6 read: 2 added, 0 updated, 0 unchanged, 4 skipped
0 won, 1 lost, 0 without a decision, 1 open' \
	winloss prep --crm ../two.csv
said 'with the line and the option' "two.csv:2: skipped: Close Date '03/04/2026' can be read two ways: say which with --date-format dmy|mdy"
said 'no id' 'two.csv:6: skipped: the deal has no id'
said 'an id twice' "two.csv:7: skipped: the deal '4' stands in line 5 already"
expect 'as JSON' 0 '{
  "winloss": 1,
  "read": 6,
  "added": 2,
  "updated": 0,
  "unchanged": 2,
  "skipped": [
    {
      "line": 6,
      "reason": "the deal has no id"
    },
    {
      "line": 7,
      "reason": "the deal '\''4'\'' stands in line 5 already"
    }
  ],
  "won": 1,
  "lost": 2,
  "undecided": 0,
  "open": 1,
  "unknown_columns": []
}' winloss prep --crm ../two.csv --date-format dmy -f json
is 'day first' 2026-04-03 "$(row 1 | cut -d, -f12)"
ok 'month first' winloss prep --crm ../two.csv --date-format mdy
is 'changes it' 2026-03-04 "$(row 1 | cut -d, -f12)"
{
	echo 'Deal ID,Stage'
	for i in $(seq 40); do echo ',Closed Won'; done
} >../many.csv
run winloss prep --crm ../many.csv
is 'many skipped rows do not flood' 20 \
	"$(grep -c ': skipped: ' "$sandbox/.err")"
said 'but are counted' '20 more rows were skipped'

# --- Updates, --map ---
fresh
printf 'Deal ID,Account,Stage,Loss Reason\n1,Acme,Negotiation,\n' >../a.csv
printf 'Deal ID,Stage,Lost because,Close Date\n1,closed-lost,Price,2026-10-01\n' >../b.csv
ok 'an open deal' winloss prep --crm ../a.csv
expect 'is lost' 0 '1 read: 0 added, 1 updated, 0 unchanged, 0 skipped
0 won, 1 lost, 0 without a decision, 0 open' \
	winloss prep --crm ../b.csv --map 'Lost because=reason'
is 'what the file does not say stays' \
	'1,Acme,loss,closed-lost,,,,,,,,2026-10-01,Price' "$(row 1)"
fresh
sed -i 's/^  columns: .*/  columns: {Lost because: reason}/' winloss.yaml
run winloss prep --crm ../b.csv
is 'the same by winloss.yaml' Price "$(row 1 | cut -d, -f13)"
fails 'a field that is none' 129 "unknown field 'nope'" 'the fields are deal' \
	-- winloss prep --crm ../b.csv --map 'Stage=nope'
fails 'a map that is none' 129 '--map takes COLUMN=FIELD' -- \
	winloss prep --crm ../b.csv --map Stage
ok 'without a commit' winloss prep --crm ../a.csv --no-commit
is 'the change is in the working tree' ' M deals.csv' \
	"$(git status --short deals.csv)"

# --- What is wrong ---
fresh
before=$(snapshot)
fails 'a missing file' 128 "cannot open 'nope.csv'" -- \
	winloss prep --crm nope.csv
fails 'a folder' 128 "cannot read 'cards'" -- winloss prep --crm cards
: >../empty.csv
fails 'an empty file' 128 'empty.csv: error: the file is empty' hint: -- \
	winloss prep --crm ../empty.csv
printf 'a,b\n1,2\n' >../other.csv
fails 'no deals at all' 128 'other.csv:1' 'no column holds the id' \
	"--map 'COLUMN=deal'" -- winloss prep --crm ../other.csv
printf 'Deal ID,Stage\n1,"Closed\n' >../quote.csv
fails 'a quote that is not closed' 128 'quote.csv:2' -- \
	winloss prep --crm ../quote.csv
fails 'an unknown encoding' 129 "unknown encoding 'nope'" hint: -- \
	winloss prep --crm ../a.csv --encoding nope
fails 'an unknown order of dates' 129 "unknown date format 'xyz'" \
	'dmy, mdy or ymd' -- winloss prep --crm ../a.csv --date-format xyz
fails 'a format that it does not have' 129 'as text or json, not as csv' -- \
	winloss prep --crm ../a.csv -f csv
fails 'an option of another job' 129 '--hypothesis does not go with --crm' -- \
	winloss prep --crm ../a.csv --hypothesis x
fails 'a word too many' 129 "'1' is one word too many behind --crm" -- \
	winloss prep --crm ../a.csv 1
expect 'a header only' 0 '0 read: 0 added, 0 updated, 0 unchanged, 0 skipped
0 won, 0 lost, 0 without a decision, 0 open' \
	sh -c 'head -1 deals.csv | "$WINLOSS" prep --crm -'
said 'says that there is nothing' 'there is no deal in it'
is 'none of this changed anything' "$before" "$(snapshot)"

# --- Size ---
awk 'BEGIN { print "Deal ID,Account,Stage,Amount,Close Date"
	for (i = 0; i < 100000; i++)
		printf "D-%06d,Account %d,%s,%d,2026-%02d-%02d\n", i, i % 999,
			i % 3 ? "Closed Lost" : "Closed Won", i,
			i % 12 + 1, i % 28 + 1 }' >../large.csv
expect '100,000 rows' 0 \
	'100000 read: 100000 added, 0 updated, 0 unchanged, 0 skipped
33334 won, 66666 lost, 0 without a decision, 0 open' \
	winloss prep --crm ../large.csv
expect 'twice' 0 \
	'100000 read: 0 added, 0 updated, 100000 unchanged, 0 skipped
33334 won, 66666 lost, 0 without a decision, 0 open' \
	winloss prep --crm ../large.csv

done_testing
