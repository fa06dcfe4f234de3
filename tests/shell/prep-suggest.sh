# SPDX-License-Identifier: GPL-3.0-or-later
# winloss prep --suggest: which deals to interview next.
. "$(dirname "$0")/lib.sh"
winloss -q init p --product Ledgerly --competitor RivalCo || exit 99
cd p || exit 99

expect 'without deals' 0 'No closed deal is left to interview.' \
	winloss prep --suggest
said 'says where they come from' 'winloss prep --crm FILE'

cat >>deals.csv <<'C'
L-1,Acme,loss,,,,smb,rivalco,,,,2026-10-30,
L-2,Beta,loss,,,,smb,rivalco,,,,2026-09-30,
W-1,Gamma,win,,,,enterprise,,,,,2026-10-15,
N-1,,no-decision,,,,,,,,,2026-10-20,budget
O-1,Open,open,,,,,,,,,2026-12-20,
F-1,Future,win,,,,,,,,,2026-12-20,
odd one/1,Odd,loss,,,,,,,,,2025-01-01,
C
git commit -qam deals
before=$(snapshot)
run winloss prep --suggest
is 'it succeeds' 0 "$status"
printed 'a win first where none is known' ' 1  '
printed 'with the command' 'winloss prep L-1'
printed 'and the reasons' 'closed 22 days ago'
printed 'a deal without an account by its id' 'N-1'
printed 'an odd id in quotes' "winloss prep 'odd one/1'"
has_not 'no open deal' "$sandbox/.out" 'O-1'
has_not 'none of the future' "$sandbox/.out" 'Future'
is 'nothing changes' "$before" "$(snapshot)"
first=$(cat "$sandbox/.out")
run winloss prep --suggest
is 'the same twice' "$first" "$(cat "$sandbox/.out")"
is 'newest first among equals' 'L-1
L-2' "$(winloss prep --suggest -f csv | cut -d, -f1 | grep '^L')"

run winloss prep --suggest --most 1
is 'at most so many' 1 "$(grep -c 'winloss prep ' "$sandbox/.out")"
printed 'and how many more' 'and 4 more'
run winloss prep --suggest -f json --most 1
for key in '"winloss": 1' deal account outcome closed score reasons; do
	printed "JSON has $key" "$key"
done
is 'and one deal' 1 "$(grep -c '"deal": ' "$sandbox/.out")"

winloss -q prep L-1 >/dev/null
run winloss prep --suggest
has_not 'a deal with an interview is none' "$sandbox/.out" 'winloss prep L-1'
sed -i 's/^status: .*/status: declined/' interviews/2026/*.md
run winloss prep --suggest
has_not 'whoever declined is not asked again' "$sandbox/.out" 'prep L-1'

for wrong in 0 -1 x 5x '' 99999999999; do
	fails "--most '$wrong'" 129 '--most takes a number from 1' -- \
		winloss prep --suggest "--most=$wrong"
done
fails 'a word too many' 129 "'L-1' is one word too many behind --suggest" -- \
	winloss prep --suggest L-1
fails 'an option of another job' 129 '--role does not go with --suggest' -- \
	winloss prep --suggest --role x
fails '--most alone' 129 '--most does not go with' -- winloss prep L-2 --most 3
fails 'a format that is none' 129 "there is no format 'xml'" -- \
	winloss prep --suggest -f xml

done_testing
