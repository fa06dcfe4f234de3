# SPDX-License-Identifier: GPL-3.0-or-later
# The codebook: listing it, adding to it, giving a theme another name.
. "$(dirname "$0")/lib.sh"

# A small programme: two interviews, field notes, a card, a coding.
programme() { # folder
	mkdir -p "$1/interviews/2026" "$1/field" "$1/cards/icp" "$1/codings"
	cd "$1" || exit 99
	printf 'winloss: 1\nproduct: Ledgerly\nteam:\n  priya: {role: pmm, email: priya@ledgerly.example}\n' \
		>winloss.yaml
	cat >themes.yaml <<'END'
# Ours
winloss: 1
themes:
  fit:
    title: Product fit
    kind: product
    definition: It does the job.
  speed:   # how fast
    title: Time to roll out
    kind: criterion
    definition: Weeks, not speed of the program.
    aliases: [pace]
    parent: fit
    consumer: priya
    since: 2026-01-01
  price:
    title: Price
    kind: objection
END
	interview 2026-10-acme OPP-1 2026-10-20 '> It took ten weeks.
> #speed- ~04:10 ^a1

> The #speed of it is `#speed`.
> #speed #fit+ ^a2

A note. #speed- #price ^a3'
	interview 2026-11-beta OPP-2 2026-11-10 '> Fast.
> #speed+ ^b1

> (confidential)
> #price- !confidential ^b2'
	printf '# October\n\n- Heard again #speed ~2026-10-14 @call ^f1\n' \
		>field/2026-10.md
	printf -- '---\nwinloss: 1\nid: core\ntype: icp\nverified-on: {x1: speed pattern 3}\n---\n- speed: they wait. ^x1\n' \
		>cards/icp/core.md
	printf -- '---\nwinloss: 1\nid: more\ntype: icp\nverified-on: {y1: speed pattern 3}\n---\n- They wait. ^y1\n' \
		>cards/icp/more.md
	printf 'winloss: 1\ninterview: 2026-10-acme\ncoder: marc\npassages:\n  a1: [speed-, price]\n  a2: []\n' \
		>codings/2026-10-acme.marc.yaml
	git init -q && git add -A && git commit -qm programme
}

interview() { # id deal date body
	cat >"interviews/2026/$1.md" <<END
---
winloss: 1
id: $1
outcome: loss
deal: $2
status: coded
interviewed: $3
coded: $3
trigger: price   # why
criteria: [speed, "fit"]
buyer-reason: 'speed'
objections: [No time, speed]
---

# $1

## Answers

### What mattered? <!-- evaluation.criteria -->

$4
END
}

programme p

expect 'list' 0 'id,kind,title,deals,interviews,passages,consumer,parent,aliases,since,marks,near,path,line
fit,product,Product fit,1,1,1,,,,,,,,
speed,criterion,Time to roll out,2,2,4,priya,fit,pace,2026-01-01,,,,
price,objection,Price,2,2,2,,,,,no-definition,,,' winloss theme list -f csv
run winloss theme list
printed 'list on a terminal: the counts' \
	'Time to roll out          2        4 priya'
printed 'list on a terminal: no definition' 'has no definition'

# --- What is odd ---

printf '\n> Again.\n> #sped #fit ^b3\n' >>interviews/2026/2026-11-beta.md
printf '  prices: {title: Costs, kind: objection, definition: D}\n' >>themes.yaml
run winloss theme list
printed 'a tag that the codebook does not have' \
	'  sped, 1 time, first at interviews/2026/2026-11-beta.md:27'
printed 'and the way out' 'winloss theme merge sped --into speed'
printed 'a near-duplicate' \
	"close to 'price': winloss theme merge prices --into price"
is 'not the other way round' '' \
	"$(grep 'merge price --into' "$sandbox/.out")"
printed 'an unused theme' 'not used anywhere'
run winloss theme list --format json
printed 'marks as JSON' '"unused",'
git checkout -q .
near() {
	winloss theme list -f csv | awk -F, 'NR > 1 && $12 {print $1 " into " $12}'
}
sed 's/^  fit:/  prices: {title: Costs, kind: objection}\n&/' themes.yaml >t &&
	mv t themes.yaml
is 'the less used one goes, wherever it stands' 'prices into price' "$(near)"
printf '  %s: {title: %s, kind: process}\n' terms Terms termes Days >>themes.yaml
is 'of two that are used alike the later one' 'prices into price
termes into terms' "$(near)"
git checkout -q .
sed 's/^objections: .*/objections: [No time, dear, terms]/' \
	interviews/2026/2026-11-beta.md >t && mv t interviews/2026/2026-11-beta.md
printf '  %s: {title: %s, kind: process, definition: D}\n' \
	terms Terms spare Spare >>themes.yaml
is 'what a seller logged is used; words of their own are no theme' \
	'terms,
spare,unused
dear,unknown' "$(winloss theme list -f csv | cut -d, -f1,11 |
	grep -E '^(terms|spare|dear|No)')"
git checkout -q .

# --- Adding ---

run winloss theme add terms --title 'Terms of payment' --kind objection \
	--definition 'Days, not the amount: that is price.' --parent fit \
	--consumer priya
is 'a theme is added' '0' "$status"
is 'behind the others, with its day' '    title: Price
    kind: objection
  terms:
    title: Terms of payment
    kind: objection
    definition: '\''Days, not the amount: that is price.'\''
    parent: fit
    consumer: priya
    since: 2026-11-21' "$(sed -n '/title: Price/,$p' themes.yaml)"
is 'in one commit' 'theme: add terms' "$(git log -1 --format=%s)"
before=$(snapshot)
expect 'the same again is done already' 0 '' \
	winloss theme add terms --title 'Terms of payment' --kind objection \
	--definition 'Days, not the amount: that is price.' --parent fit \
	--consumer priya
said 'and says so' "'terms' is there already"
is 'and changes nothing' "$before" "$(snapshot)"
fails 'an id that is taken' 128 "there is a theme 'speed' already" \
	'hint: choose another id' \
	-- winloss theme add speed --title T --kind product --definition D
fails 'an alias that is taken' 128 "'pace' is an alias of the theme 'speed'" \
	-- winloss theme add pace --title T --kind product --definition D
fails 'no id' 129 "'Not One' is not an id for a theme" \
	-- winloss theme add 'Not One' --title T --kind product --definition D
fails 'digits alone are no id' 129 "'12' is not an id" \
	-- winloss theme add 12 --title T --kind product --definition D
fails 'a wrong kind' 129 "there is no kind 'critrion'" \
	"hint: did you mean 'criterion'" \
	-- winloss theme add new --title T --kind critrion --definition D
fails 'a parent that is not there' 128 "there is no theme 'fitt'" \
	"did you mean 'fit'" \
	-- winloss theme add new --title T --kind product --definition D \
	--parent fitt
fails 'three levels' 128 "'speed' has the parent 'fit' itself" \
	-- winloss theme add new --title T --kind product --definition D \
	--parent speed
fails 'its own parent' 128 "'new' cannot be its own parent" \
	-- winloss theme add new --title T --kind product --definition D \
	--parent new
fails 'no definition' 129 '--definition is missing' \
	-- winloss theme add new --title T --kind product
is 'nothing of it was written' "$before" "$(snapshot)"

# A circle of parents is an error of the file, with its place
sed 's/^    kind: product/&\n    parent: speed/' themes.yaml >t && mv t themes.yaml
run winloss theme list
is 'a circle of parents' 128 "$status"
said 'has its place' "themes.yaml:"
git checkout -q .

# --- Renaming ---

printf '<!-- mine, not committed: #speed -->\n' >>interviews/2026/2026-11-beta.md
expect 'rename' 0 '' winloss theme rename speed rollout-time
said 'rename says how much' '12 tags in 4 files'
said 'the words of a card stay' \
	"cards/icp/core.md:7: 'speed' stands in the words of this card"
is 'what it was verified on is understood by the alias' '' \
	"$(grep -E 'more.md|core.md:5' "$sandbox/.err")"
said 'and those of a definition' \
	"themes.yaml: 'speed' stands in the definition of 'rollout-time'"
is 'one commit of these files' 'theme: rename speed to rollout-time
codings/2026-10-acme.marc.yaml
field/2026-10.md
interviews/2026/2026-10-acme.md
interviews/2026/2026-11-beta.md
themes.yaml' "$(git show --format=%s --name-only | sed '/^$/d')"
is 'tags and front matter change, words and code do not' \
	'trigger: price   # why
criteria: [rollout-time, "fit"]
buyer-reason: '\''rollout-time'\''
objections: [No time, rollout-time]
> It took ten weeks.
> #rollout-time- ~04:10 ^a1
> The #speed of it is `#speed`.
> #rollout-time #fit+ ^a2
A note. #rollout-time- #price ^a3' \
	"$(grep -E '^(>|A note|trigger|criteria|buyer|objec)' interviews/2026/2026-10-acme.md)"
has 'an edit of one'"'"'s own goes along' interviews/2026/2026-11-beta.md \
	'<!-- mine, not committed: #speed -->'
has 'the coding too' codings/2026-10-acme.marc.yaml \
	'  a1: [rollout-time-, price]'
is 'the old id is an alias; the day of the definition stays' \
	'  rollout-time:   # how fast
    aliases: [pace, speed]
    since: 2026-01-01' \
	"$(grep -E '^  rollout|pace|since: 2026-01' themes.yaml)"
is 'nothing is left over' '' "$(git status --short)"
before=$(snapshot)
expect 'twice is done already' 0 '' winloss theme rename speed rollout-time
said 'and says so' 'rename speed to rollout-time: done already'
is 'and changes nothing' "$before" "$(snapshot)"

# A parallel branch still has the old name
printf '\n> Late.\n> #speed- ^b9\n' >>interviews/2026/2026-11-beta.md
git commit -qam 'a parallel branch'
expect 'again for tags of a parallel branch' 0 '' \
	winloss theme rename speed rollout-time
has 'they follow' interviews/2026/2026-11-beta.md '> #rollout-time- ^b9'
ok 'and back, by its own alias' winloss theme rename rollout-time speed
is 'aliases change places' '    aliases: [pace, rollout-time]' \
	"$(grep pace themes.yaml)"

before=$(snapshot)
fails 'a theme that is not there' 128 "there is no theme 'sped'" \
	"did you mean 'speed'" -- winloss theme rename sped x1
fails 'a name that is taken' 128 "there is a theme 'price' already" \
	"'winloss theme merge speed --into price' makes one of the two" \
	-- winloss theme rename speed price
fails 'no name' 129 "'-x' is not an id" -- winloss theme rename -- speed -x
fails 'words are missing' 129 "'theme rename' takes the old and the new id" \
	-- winloss theme rename speed
fails 'words are too many' 129 "'c' is one word too many" \
	-- winloss theme rename a b c
fails 'options of another part' 129 "'theme rename' takes no --into" \
	-- winloss theme rename speed x1 --into price
fails 'no such part' 129 "theme does not know 'renam'" \
	"did you mean 'winloss theme rename'" -- winloss theme renam a b

# --- Files that cannot be read ---

printf 'passages: [\n' >codings/2026-11-beta.ruth.yaml
sed 's/^deal: OPP-2/deal: [/' interviews/2026/2026-11-beta.md >t
cp interviews/2026/2026-11-beta.md kept
cp t interviews/2026/2026-11-beta.md && rm t
fails 'refused with the place' 128 'interviews/2026/2026-11-beta.md:' \
	'1 file cannot be read' -- winloss theme rename speed x1
mv kept interviews/2026/2026-11-beta.md
printf 'speed: [\n' >codings/2026-11-beta.ruth.yaml
fails 'also of a coding' 128 'codings/2026-11-beta.ruth.yaml:' \
	'1 file cannot be changed' -- winloss theme rename speed x1
rm codings/2026-11-beta.ruth.yaml
is 'nothing was written' "$before" "$(snapshot)"

# --- Stale codings ---

sed 's/since: 2026-01-01/since: 2026-11-01/' themes.yaml >t && mv t themes.yaml
expect 'stale' 0 'interview,path,coded,themes,untagged,command
2026-10-acme,interviews/2026/2026-10-acme.md,2026-10-20,speed terms,0,winloss note 2026-10-acme --coded
2026-11-beta,interviews/2026/2026-11-beta.md,2026-11-10,terms,0,winloss note 2026-11-beta --coded' \
	winloss theme stale -f csv
run winloss theme stale
printed 'stale says when it was coded' '2026-10-acme  coded 2026-10-20'
printed 'stale names the command' '    winloss note 2026-10-acme --coded'
ok 'going through it' winloss note 2026-10-acme --coded
is 'it is stale no more' '2026-11-beta' \
	"$(winloss theme stale -f csv | sed -n 2p | cut -d, -f1)"

# --- Without a commit ---

head=$(git rev-parse HEAD)
ok 'without a commit' winloss theme rename speed pace2 --no-commit
is 'history stays' "$head" "$(git rev-parse HEAD)"
has 'the files do not' themes.yaml '  pace2:   # how fast'

done_testing
