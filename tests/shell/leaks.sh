# SPDX-License-Identifier: GPL-3.0-or-later
# What must not leave never does: the words in private/, the names and
# addresses in people.yaml, confidential words that were written by hand.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/tiny.bash"

# Every output that there is of a programme, into one file.
all_outputs() {
	for format in text md json; do
		for evidence in 1 3 all; do
			winloss synthesize -f "$format" --evidence "$evidence"
		done
	done
	winloss synthesize --color always
	winloss synthesize --names -v
	for kind in quotes deals interviews; do
		for format in csv json ndjson md; do
			winloss export "$kind" -f "$format"
		done
	done
	for file in interviews/*/*.md; do
		for format in md json; do
			winloss export summary "$(basename "$file" .md)" \
				-f "$format"
		done
	done
}

# The example, with people and confidential words as on a PMM's machine

example "$sandbox/ledgerly"
confidential=$(grep -B 1 -rhE '!confidential' interviews |
	grep -vcE '!confidential|^--|\(confidential\)')
is 'the repository holds no confidential words' 0 "$confidential"
mkdir -p private && chmod 700 private
python3 - <<'EOF'
import glob, os, re
names = ["Wilhelmina Oakhurst", "Bartholomew Quist", "Æthel Sørensen-Nguyễn"]
people = ["winloss: 1"]
secrets = 0
for i, path in enumerate(sorted(glob.glob("interviews/*/*.md"))):
    source = open(path).read()
    key = re.search(r"^interviewee: (\S+)", source, re.M)
    if key:
        people.append("%s: {name: %s the %dth, email: p%d@buyer%d.example}" % (
            key[1], names[i % 3], i, i, i))
    ids = re.findall(r"!confidential.*\^(\w+)", source)
    out = "".join("> Between us, secret number %d of %s was the cousin.\n"
                  "> ^%s\n\n" % (n, key[1] if key else "us", id)
                  for n, id in enumerate(ids))
    if out:
        id = os.path.basename(path)[:-3]
        secrets += len(ids)
        with open("private/%s.md" % id, "w") as file:
            file.write("---\nwinloss: 1\nid: %s\n---\n\n%s" % (id, out))
open("people.yaml", "w").write("\n".join(people) + "\n")
open(os.environ["HOME"] + "/secrets", "w").write("%d" % secrets)
EOF
chmod 600 people.yaml private/*
ok 'the example has confidential passages' test "$(cat "$HOME/secrets")" -ge 3
all_outputs >"$sandbox/all" 2>"$sandbox/said"
ok 'there is much to look through' test "$(wc -c <"$sandbox/all")" -gt 100000
has 'it holds quotes' "$sandbox/all" 'Everybody signs their own bit'
for word in 'Between us' 'secret number' cousin Oakhurst Quist 'rensen' \
	'@buyer' buyer-m5h0za; do
	has_not "'$word' is nowhere in it" "$sandbox/all" "$word"
	has_not "nor among the messages" "$sandbox/said" "$word"
done
ok 'with private/ and people.yaml there is nothing to warn of' \
	test "$(grep -c 'could not be searched' "$sandbox/said")" -eq 0
winloss synthesize --write >/dev/null 2>&1
ok 'a written synthesis holds none of it' \
	test "$(git show HEAD | grep -cE 'cousin|Oakhurst|Quist|@buyer')" -eq 0
ok 'git has never heard of it' test -z \
	"$(git log --all -p | grep -E 'cousin|Oakhurst|Quist|@buyer')"

# In a clone it cannot be searched for, and that is said

git clone -q . "$sandbox/clone"
run winloss -C "$sandbox/clone" export quotes
said 'a clone warns of the words' 'confidential words are not on this machine'
said 'and of the names' 'people.yaml'
is 'and goes on' 0 "$status"

# Confidential words by hand in a note that is public, in all sorts of forms

tiny "$sandbox/hand"
echo 'thresholds: {pattern: 1, group-min: 1}' >>winloss.yaml
buyer 2026-05-acme loss A 'interviewee: buyer-1' <<'EOF'
> (confidential)
> #pricing- !confidential ^k7m2x

> An honest quote about nothing in particular.
> #pricing- ^q1
EOF
mkdir private
printf -- '---\nwinloss: 1\nid: 2026-05-acme\n---\n\n%s\n' \
	'> The Board wants Hollis gone by *March*, café or not.
> ^k7m2x' >private/2026-05-acme.md
printf 'winloss: 1\nbuyer-1: {name: Wilhelmina Oakhurst, %s}\n' \
	'email: w.oakhurst@acme.example' >people.yaml
chmod 600 people.yaml private/*
record
ok 'nothing leaks yet' winloss export quotes

leaks() { # TITLE WORDS
	_form=$1
	printf '> %s\n> #rollout ^q9\n' "$2" |
		buyer 2026-05-beta loss B
	for format in csv json ndjson md; do
		fails "$_form: quotes as $format" 128 '2026-05-acme' 'k7m2x' \
			-- winloss export quotes -f "$format"
		has_not 'the words are not repeated' "$sandbox/.err" Hollis
	done
	fails "$_form: the synthesis" 128 k7m2x -- winloss synthesize
	fails "$_form: the summary" 128 k7m2x -- \
		winloss export summary 2026-05-beta
}
leaks 'the sentence' 'The Board wants Hollis gone by March, café or not.'
leaks 'within another, in capitals' \
	'He said: THE BOARD WANTS HOLLIS GONE BY MARCH CAFÉ OR NOT, so.'
leaks 'over lines, with marks' 'The **Board** wants
> Hollis gone -- by "March", cafe&#769; or
> not!'
before=$(snapshot)
fails 'nor is it written' 128 k7m2x -- winloss synthesize --write
is 'and nothing changed' "$before" "$(snapshot)"
fails 'nor to a file' 128 k7m2x -- winloss export quotes -o out.csv
ok 'there is none' test ! -e out.csv
ok 'what does not hold the words leaves' winloss export quotes \
	--until 2026-01-01

for name in 'Wilhelmina Oakhurst' 'WILHELMINA  OAKHURST' \
	'w.oakhurst@acme.example'; do
	printf '> I am %s, you know.\n> #rollout ^q9\n' "$name" |
		buyer 2026-05-beta loss B
	fails "'$name' in a quote" 128 buyer-1 -- winloss export quotes
	has_not 'the name is not repeated' "$sandbox/.err" akhurst
done
ok '--names is no way out' test "$(winloss --names export quotes 2>&1 |
	grep -ci oakhurst)" -eq 0

# However its words are divided, in every format

divided() { # TITLE WORDS
	_form=$1
	LC_ALL=C.UTF-8 printf '> I am %b, you know.\n> #rollout ^q9\n' "$2" |
		buyer 2026-05-beta loss B
	for format in md json csv ndjson; do
		fails "$_form: as $format" 128 buyer-1 -- \
			winloss export quotes -f "$format"
		has_not 'the name is not repeated' "$sandbox/.err" akhurst
	done
	fails "$_form: the summary" 128 buyer-1 -- \
		winloss export summary 2026-05-beta
}
divided 'a bidirectional mark' 'Wilhelmina\u202e Oakhurst'
divided 'one in a word' 'Wil\u2066helmina Oakhurst'
divided 'a colour in a word' 'Wil\033[31mhelmina Oakhurst'
divided 'a bell' 'Wilhelmina\aOakhurst'
divided 'a space of no width' 'Wilhelmina\u200bOakhurst'
divided 'both' 'Wil\u00adhelmina\u2060Oak\u200bhurst'
divided 'an entity' 'Wilhelmina&#x200b;Oakhurst'
divided 'a fullwidth colon' 'Wilhelmina\uff1aOakhurst'
divided 'a mark without a letter' 'Wilhelmina \u0301Oakhurst'
divided 'fullwidth letters' '\uff37ilhelmina Oakhurst'
divided 'an escape of an address' 'Wilhelmina%20Oakhurst'
divided 'an e-mail of an address' 'w.oakhurst%40acme.example'
divided 'a fullwidth e-mail' 'w.oakhurst\uff20acme.example'

# Of every category: between the words a space, a sign or nothing to be seen,
# in them nothing to be seen
python3 - >"$sandbox/divided" <<'EOF'
import random, unicodedata
random.seed(20261122)
gaps, unseen = {}, [chr(c) for c in range(0x80, 0x2070)
                    if unicodedata.category(chr(c)) == "Cf"]
for c in range(0x80, 0x10000):
    category = unicodedata.category(chr(c))
    if category[0] in "ZPS" or category in ("Cc", "Co"):
        gaps.setdefault(category, []).append(chr(c))
gaps["Cf"] = unseen
unseen += ["\ufeff", "\ufe0f", "\u034f", "\u3164", "\U000e0100", "\U000e0020"]
for category in sorted(gaps):
    between = random.choice(gaps[category])
    words = []
    for word in ("Wilhelmina", "Oakhurst"):
        at = random.randrange(1, len(word))
        words.append(word[:at] + random.choice(unseen + [""] * 20) + word[at:])
    print(between.join(words))
EOF
let_out=
while IFS= read -r name; do
	printf '> I am %s, you know.\n> #rollout ^q9\n' "$name" |
		buyer 2026-05-beta loss B
	for format in md json csv ndjson; do
		run winloss export quotes -f "$format"
		[ "$status" -eq 128 ] && grep -q buyer-1 "$sandbox/.err" ||
			let_out="$let_out $format:$name"
	done
done <"$sandbox/divided"
ok 'there are all categories' test "$(wc -l <"$sandbox/divided")" -ge 17
is 'none of them lets a name out' '' "$(printf %s "$let_out" | cat -v)"

# Nothing that a terminal acts upon

LC_ALL=C.UTF-8 \
	printf '> So \033[31mred\a \u202eand \u2066back\u009b.\n> #rollout ^q9\n' |
	buyer 2026-05-beta loss B
shown() { # COMMAND...
	run "$@" -f csv
	is "$2 as csv" 0 "$status"
	has 'shows them' "$sandbox/.out" \
		'So <0x1B>[31mred<0x07> <U+202E>and <U+2066>back<U+009B>.'
}
shown winloss quotes
shown winloss export quotes

# Committed with its words, by hand

printf '> These words were never moved to private.\n> #rollout %s\n' \
	'!confidential ^q9' | buyer 2026-05-beta loss B
all_outputs >"$sandbox/all" 2>"$sandbox/said"
has_not 'confidential words in the file itself are withheld' \
	"$sandbox/all" 'never moved'
has_not 'everywhere' "$sandbox/said" 'never moved'
printf '> They said: these words were never moved to private.\n> #rollout ^q1\n' |
	buyer 2026-05-gamma loss C
fails 'and searched for elsewhere' 128 '2026-05-beta' q9 -- \
	winloss export quotes
rm interviews/2026/2026-05-gamma.md

# A file that cannot be read is no reason to go on unsearched

echo 'no: [yaml' >people.yaml
fails 'people.yaml that cannot be read' 128 'people.yaml:' -- \
	winloss export quotes

done_testing
