# SPDX-License-Identifier: GPL-3.0-or-later
# Rules about tags and the codebook: one case caught, one not.
. "$(dirname "$0")/lib.sh"
. "$SOURCE/tests/shell/check.bash"
sound

# --- Almost tokens ---

again
sed -i 's/#rollout-time- ~04:10 ^a2/#rollout-time-. ^a2/; s/^The invoice came up/The #Pricing came up/' $interview
sed -i 's/^Ten weeks\.$/#onboarding took ten weeks./' $interview
caught tag-near-miss "$interview:52:3: warning: '#rollout-time' stands among words and is not read [tag-near-miss]
$interview:54:5: warning: this is not read: '#pricing' is written otherwise [tag-near-miss]
$interview:69:1: warning: this is not read: '#rollout-time' is written otherwise [tag-near-miss]"
again
sed -i 's/^> #rollout-time- ~04:10 ^a2/\n#rollout-time- ^a2/' $interview
caught tag-near-miss "$interview:53:1: warning: tags without words: an empty line cuts them off [tag-near-miss]"
again
sed -i 's/^The invoice/The #invoice and `#pricing x`, \\#pricing, number #1,/' $interview
missed tag-near-miss 'code, other words and what is escaped are no tags'
again
printf '```\n#pricing is not it\n```\n' >>$interview
missed tag-near-miss 'nor is a block of code'

again
sed -i 's/#pricing ^a3/!confidential, #pricing ^a3/' $interview
caught mark-near-miss "$interview:54:43: error: '!confidential' stands among words and is not read [mark-near-miss]"
has_not 'a message holds no words of a passage' "$sandbox/.out" invoice
for mark in '!Confidential' '!confidental' '!private'; do
	again
	sed -i "s/#pricing ^a3/#pricing $mark/" $interview
	caught mark-near-miss "$interview:54:52: error: this is not read: '!confidential' is written otherwise [mark-near-miss]"
done
again
sed -i 's/#pricing ^a3/#confidential/' $interview
run winloss check --rule unknown-theme
printed 'a mark is no theme' "hint: did you mean '!confidential'?"
again
sed -i 's/#pricing ^a3/#Pricing/' $interview
caught tag-near-miss "$interview:54:43: warning: this is not read: '#pricing' is written otherwise [tag-near-miss]"
again
sed -i 's/#pricing ^a3/Hurry up !important !a !pub #pricing ^a3/' $interview
missed mark-near-miss 'a cry is no mark'
again
sed -i 's/#pricing ^a3/Ahoi! #pricing !public ^a3/' $interview
missed mark-near-miss 'a mark in its place is read'

# --- What is not tagged ---

again
sed -i 's/^> #pricing- ^a4/> ^a4/; s/^> #rollout-time- ~04:10/> /' $interview
caught quote-untagged "$interview:51:1: info: a quote without a theme [quote-untagged]"
printed 'how to go on' "  hint: 'winloss note 2026-10-acme --code' walks through them"
sed -i '/^coded:/d; s/^status: coded/status: noted/' $interview
missed quote-untagged 'an interview that is not coded yet has no such quotes'

again
sed -i 's/#pricing-\{0,1\}//g; s/#rollout-time-//' $interview
caught interview-untagged "$interview:15:1: warning: the interview was held and carries no theme [interview-untagged]"
sed -i 's/^status: coded/status: planned/; /^interviewed/d' $interview
missed interview-untagged 'one that was not held carries none'

again
sed -i 's/since: 2026-01-01/since: 2026-10-13/' themes.yaml
caught coding-stale "$interview:21:1: warning: coded before a definition changed: rollout-time [coding-stale]"
sed -i 's/since: 2026-10-13/since: 2026-10-12/' themes.yaml
missed coding-stale 'the same day is not before'

# --- The codebook ---

again
sed -i '/definition: Weeks/d; s/definition: Seats and terms./definition:/' themes.yaml
caught theme-undefined "themes.yaml:3:1: warning: the theme 'rollout-time' has no definition [theme-undefined]
themes.yaml:10:1: warning: the theme 'pricing' has no definition [theme-undefined]"
again
missed theme-undefined 'themes with one are fine'

sed -i '/consumer: priya/d' themes.yaml
caught theme-unconsumed "themes.yaml:3:1: warning: nobody acts on the theme 'rollout-time' [theme-unconsumed]"
again
missed theme-unconsumed 'a role may act'

printf '  spare:\n    kind: message\n' >>themes.yaml
caught theme-unused "themes.yaml:16:1: info: the theme 'spare' is not used anywhere [theme-unused]"
sed -i 's/^trigger: .*/trigger: spare/' $interview
missed theme-unused 'front matter uses one too'
sed -i 's/^trigger: .*/objections: [spare]/' $interview
missed theme-unused 'and so does an objection that was logged'

again
printf '  pricng:\n    kind: message\n' >>themes.yaml
caught theme-duplicate "themes.yaml:16:1: warning: the theme 'pricng' is close to 'pricing' [theme-duplicate]"
printed 'how to mend it' "  hint: 'winloss theme merge pricng --into pricing' makes one of the two"
again
printf '  printing:\n    kind: message\n' >>themes.yaml
missed theme-duplicate 'a word apart is another theme'

again
for i in a b c d e f g h i j k l m; do
	printf '  other-%s:\n    kind: message\n' $i$i$i$i$i$i >>themes.yaml
done
missed themes-many 'fifteen are few enough'
printf '  other-zzzzzz:\n    kind: message\n' >>themes.yaml
caught themes-many "themes.yaml:2:1: warning: 16 themes have no parent, and nobody keeps more than 15 apart [themes-many]"
sed -i 's/^  other-zzzzzz:/&\n    parent: pricing/' themes.yaml
missed themes-many 'children do not count'

done_testing
