# SPDX-License-Identifier: GPL-3.0-or-later
# Rules about files and what they name: one case caught, one not.
. "$(dirname "$0")/lib.sh"
. "$SOURCE/tests/shell/check.bash"
sound

again
expect 'a sound programme has no findings' 0 \
	'all is well: 1 interview, 1 card, 2 themes' winloss check -v

# --- Files ---

sed -i 's/^status: coded/status: codd/' $interview
printf 'winloss: 1\ninterview: [\n' >codings/2026-10-acme.priya.yaml
caught unreadable "codings/2026-10-acme.priya.yaml:3:1: error: cannot read this as YAML: while parsing a flow node, did not find expected node content [unreadable]
$interview:15:9: error: status 'codd' is not one of planned, ready, interviewed, noted, coded, partial, declined, withdrawn [unreadable]"
printed 'and how to mend it' "  hint: did you mean 'coded'?"
run winloss check --rule theme-unused
is 'the rest is checked all the same' 0 "$status"
missed dangling-citation 'what cites it is not blamed for it'

again
sed -i 's/^segment:/segmnt:/; s/, published:/, publishd:/' $interview
sed -i 's/^    kind: criterion/&\n    colour: red/' themes.yaml
sed -i 's/text: What is/txt: x, text: What is/' guides/buyer.yaml
caught unknown-key "guides/buyer.yaml:7:28: warning: the key 'txt' is not known and has no effect [unknown-key]
$interview:7:1: warning: the key 'segmnt' is not known and has no effect [unknown-key]
$interview:26:82: warning: the key 'publishd' is not known and has no effect [unknown-key]
themes.yaml:6:5: warning: the key 'colour' is not known and has no effect [unknown-key]
themes.yaml:15:5: warning: the key 'colour' is not known and has no effect [unknown-key]"
printed 'with the nearest known key' "  hint: did you mean 'segment'?"
again
sed -i 's/^motion:/# motion:/' $interview
missed unknown-key 'a dimension and a comment are no unknown keys'

again
mv $interview interviews/2026/acme.md
caught file-name "interviews/2026/acme.md:3:1: warning: the file is called 'acme.md', but its id is '2026-10-acme' [file-name]"
again
mkdir interviews/old && mv $interview interviews/old/
missed file-name 'the folder does not matter'

# --- Themes ---

again
sed -i 's/#rollout-time- ~/#rolout-time- #zebra ~/; s/^trigger:.*/trigger: zebra/' $interview
sed -i 's/#pricing/#pricingg/' field/2026-10.md
sed -i 's/a3: \[\]/a3: [zebra]/' codings/*.yaml
caught unknown-theme "codings/2026-10-acme.marc.yaml:6:1: error: there is no theme 'zebra' [unknown-theme]
field/2026-10.md:3:16: error: there is no theme 'pricingg' [unknown-theme]
$interview:22:1: error: trigger: there is no theme 'zebra' [unknown-theme]
$interview:52:3: error: there is no theme 'rolout-time' [unknown-theme]
$interview:52:17: error: there is no theme 'zebra' [unknown-theme]"
printed 'with the nearest theme' "  hint: did you mean 'rollout-time'?"
printed 'or how to make one' "  hint: 'winloss theme add zebra' makes it one"
is 'an error fails' 1 "$status"
rm themes.yaml
caught unknown-theme "themes.yaml:1:1: error: there are tags, and no theme in the codebook [unknown-theme]"
again
sed -i 's/#rollout-time- ~/#onboarding- ~/' $interview
missed unknown-theme 'an alias is not unknown'
caught theme-alias "$interview:52:3: error: 'onboarding' is an alias, not a theme [theme-alias]"
printed 'what it is called' \
	"  hint: an alias is not counted: write 'rollout-time', or 'winloss check --fix' does"
again
sed -i 's/Ten weeks was/Ten weeks of onboarding was/' $interview
missed theme-alias 'a word is no tag'

# --- Questions, guides ---

again
sed -i 's/<!-- opening.role -->/<!-- opening.rle -->/' $interview
sed -i 's/asked-by: .*/asked-by: [evaluation.criterion]/' themes.yaml
caught unknown-question "$interview:42:1: warning: the guide 'buyer' has no question 'opening.rle' [unknown-question]
themes.yaml:3:1: warning: 'rollout-time' is asked by 'evaluation.criterion', which no guide has [unknown-question]"
again
sed -i 's/<!-- opening.role -->/<!-- opening.role skipped -->/' $interview
missed unknown-question 'a skipped question is known'

sed -i 's/^guide: buyer/guide: bayer/' $interview
caught unknown-guide "$interview:14:1: warning: there is no guide 'bayer' in guides/ [unknown-guide]"
printed 'the nearest guide' "  hint: did you mean 'buyer'?"
again
sed -i '/^guide: buyer/d' $interview
missed unknown-guide 'no guide is the usual one'

# --- Citations, codings ---

again
sed -i 's/@2026-10-acme^a2/@2026-10-acme^a2x; @2026-10-acne^a2/' $card
caught dangling-citation "$card:12:1: error: there is no passage '2026-10-acme^a2x' [dangling-citation]
$card:12:1: error: there is no passage '2026-10-acne^a2' [dangling-citation]"
printed 'the nearest interview' "  hint: did you mean '2026-10-acme'?"
again
sed -i 's/\[@2026-10-acme^a2/`[@2026-10-acne^a2]` &/' $card
missed dangling-citation 'code is no citation'

again
sed -i 's/  a3:/  a9:/' codings/*.yaml
caught coding-passage "codings/2026-10-acme.marc.yaml:6:1: warning: '2026-10-acme' has no passage 'a9' [coding-passage]"
again
sed -i 's/2026-10-acme/2026-10-acne/' codings/*.yaml
caught coding-passage "codings/2026-10-acme.marc.yaml:2:1: warning: there is no interview '2026-10-acne' [coding-passage]"
again
missed coding-passage 'a passage without a theme may be coded'

# --- Deals ---

again
sed -i 's/^deal: OPP-1/deal: OPP-2/' $interview
caught unknown-deal "$interview:5:1: warning: there is no deal 'OPP-2' in deals.csv [unknown-deal]"
rm deals.csv
missed unknown-deal 'without deals.csv nobody knows any'

again
sed 's/^id: .*/id: 2026-10-acme-cfo/; s/^outcome: loss/outcome: win/; s/\^a/^b/' \
	$interview >interviews/2026/2026-10-acme-cfo.md
caught outcome-differs "interviews/2026/2026-10-acme-cfo.md:4:1: error: the deal 'OPP-1' is a win here and a loss in '$interview' [outcome-differs]
$interview:4:1: error: the deal 'OPP-1' is a loss here and a win in 'interviews/2026/2026-10-acme-cfo.md' [outcome-differs]"
sed -i 's/^outcome: .*/outcome: loss/' interviews/2026/*.md
missed outcome-differs 'two of one outcome are fine'

again
sed -i 's/^segment: smb/segment: mid-market/; s/^amount: 48000/&.5/' $interview
sed -i 's/,sales-led$/,partner/; s/2026-06-02/2026-06-03/' deals.csv
caught deal-differs "$interview:7:1: warning: segment is 'mid-market' here and 'smb' in deals.csv [deal-differs]
$interview:9:1: warning: amount is '48000.5' here and '48000.00' in deals.csv [deal-differs]
$interview:10:1: warning: motion is 'sales-led' here and 'partner' in deals.csv [deal-differs]"
again
sed -i '/^segment: smb/d; s/^amount: 48000/amount: 48000.00/' $interview
missed deal-differs 'what is not there, or is the same amount, does not differ'
sed -i 's/^amount: .*/amount: 48000.5/' $interview
sed -i 's/48000.00/48000.50/' deals.csv
missed deal-differs 'however its zeros are written'

# --- People and values ---

again
sed -i 's/^owner: priya/owner: pria/' winloss.yaml
sed -i 's/^attendees: .*/attendees: [priya, buyer]/; s/crm: 2026-10-05 priya/crm: 2026-10-05 prya/' $interview
sed -i 's/^verifier: marc/verifier: mark/' $card
sed -i 's/consumer: sales/consumer: growth/' themes.yaml
sed -i 's/coder: marc/coder: mrac/' codings/*.yaml
caught unknown-person "$card:7:1: warning: verifier 'mark' is not in the team [unknown-person]
codings/2026-10-acme.marc.yaml:3:1: warning: coder 'mrac' is not in the team [unknown-person]
$interview:12:1: warning: attendees 'buyer' is not in the team [unknown-person]
$interview:16:12: warning: prepared.crm 'prya' is not in the team [unknown-person]
themes.yaml:11:1: warning: consumer 'growth' of the theme 'pricing' is not in the team [unknown-person]
winloss.yaml:3:1: warning: owner 'pria' is not in the team [unknown-person]"
again
sed -i 's/^attendees: .*/attendees: [priya, Wilma Zabrinski]/' $interview
caught unknown-person "$interview:12:1: warning: attendees names somebody who is not in the team [unknown-person]"
for name in 'Jonah Pettibrook' 'PRIYA@ledgerly.example'; do
	sed -i "s/^attendees: .*/attendees: [$name]/" $interview
	run winloss check --rule unknown-person
	printed "$name is told to have an id" "hint: write the id, '"
done
sed -i '/^owner: /d' winloss.yaml
caught programme-owner 'winloss.yaml:1:1: warning: nobody owns the programme [programme-owner]'
again
missed programme-owner 'somebody owns it'
again
sed -i 's/^verifier: marc/verifier: product/' $card
missed unknown-person 'a role may verify and act'

again
sed -i 's/^competitor: rivalco/competitor: Rival Co/' $interview
sed -i 's/,smb,/,tiny,/' deals.csv
sed -i 's/^competitor: rivalco/competitor: rivaldo/' $card
caught unknown-value "$card:5:1: warning: competitor 'rivaldo' is not in winloss.yaml [unknown-value]
deals.csv:2:1: warning: segment 'tiny' is not in winloss.yaml [unknown-value]
$interview:8:1: warning: competitor 'Rival Co' is not in winloss.yaml [unknown-value]"
printed 'an alias is known by its id' "  hint: write its id, 'rivalco'"
again
sed -i '/^segments:/d; /^segment:/s/smb/anything/' winloss.yaml $interview
missed unknown-value 'where winloss.yaml lists nothing, anything will do'

done_testing
