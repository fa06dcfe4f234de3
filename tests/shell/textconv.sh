# SPDX-License-Identifier: GPL-3.0-or-later
# winloss textconv: one thing a line, for git diff.
. "$(dirname "$0")/lib.sh"

cat >card.txt <<'EOT'
---
winloss: 1
id: rivalco      # a comment
type: battlecard
replaces: [old,
  battlecard/older]
verified-on: {r4w: rollout-time pattern 3}
---

# RivalCo

Some *words* that are
no claim.

## Where they win <!-- loss -->

- Rollout in **four** weeks
  against ours. [@2026-11-acme^b3f9k;
  @2026-10-beta^q4] ^r4w
- Nobody knows. (unproven)

```
code  stays
```
EOT
card='winloss=1
id=rivalco
type=battlecard
replaces/=old
replaces/=battlecard/older
verified-on/r4w=rollout-time pattern 3

# RivalCo
Some words that are no claim.

## Where they win <!-- loss -->
Where they win: Rollout in four weeks against ours. [@2026-11-acme^b3f9k; @2026-10-beta^q4] ^r4w
Where they win: Nobody knows. (unproven)
```
code  stays
```'
expect 'a card, whatever the name of the file' 0 "$card" winloss textconv card.txt
sed 's/$/\r/' card.txt >crlf
expect 'with other line ends' 0 "$card" winloss textconv crlf

cat >interview.tmp <<'EOT'
---
winloss: 1
id: 2026-11-acme
outcome: loss
deal: OPP-1
attendees: [priya, marc]
prepared: {crm: 2026-11-18 priya}
---

# Acme

## Decision context

### Why then? <!-- a.b skipped -->

> The board asked
> for one system.
> ^b3f9k ~04:10   #deadline #board-

A note. #pricing

- An item
EOT
expect 'an interview' 0 'winloss=1
id=2026-11-acme
outcome=loss
deal=OPP-1
attendees/=priya
attendees/=marc
prepared/crm=2026-11-18 priya

# Acme

## Decision context

### Why then? <!-- a.b skipped -->
> The board asked for one system. #deadline #board- ~04:10 ^b3f9k
A note. #pricing
- An item' winloss textconv interview.tmp

# Anything else: the bytes as they are

same() { # TITLE FILE
	winloss textconv "$2" >out 2>err </dev/null
	is "$1: status" 0 "$?"
	ok "$1: the bytes" cmp out "$2"
	is "$1: no message" '' "$(cat err)"
}
printf 'a,b\n1,2\n' >table.csv && same 'a table' table.csv
: >empty && same 'nothing' empty
printf '\377\000\001\n---\n' >binary && same 'no text' binary
printf -- '---\nwinloss: 1\nid: [\n---\n' >broken && same 'broken front matter' broken
sed 's/\^r4w/^r4w\n- Twice. ^r4w/' card.txt >twice && same 'a claim that stands twice' twice
printf -- '---\nid: *a\n---\n' >alias && same 'an alias' alias
{
	cat card.txt
	head -c 400000 /dev/zero | tr '\0' x
} >large && same 'a file that is too large' large
printf 'no line end' >open && same 'no line end' open

printf -- '---\nwinloss: 1\nid: a\ntype: message\n---\n- \033[31mred \xe2\x80\xae ^a1\n' >evil
run winloss textconv evil
has_not 'no control characters' "$sandbox/.out" "$(printf '\033')"
printed 'they are shown' '<U+202E>'

fails 'a file that is not there' 128 "'nowhere'" -- winloss textconv nowhere
fails 'no file' 129 'a file' -- winloss textconv

# git uses it

example "$sandbox/p"
git config diff.winloss.textconv "'$WINLOSS' textconv"
echo '*.md diff=winloss' >.git/info/attributes
card=cards/battlecard/rivalco.md
python3 - $card <<'PY'
import sys
path = sys.argv[1]
text = open(path).read()
open(path, "w").write(text.replace("more\n  than a slide", "more than\n  a slide")
                          .replace("four weeks", "five weeks"))
PY
git diff -U0 >../diff
is 'only what is another claim differs' 1 "$(grep -c '^+[^+]' ../diff)"
has 'in words' ../diff '+Where they win: They write five weeks'
has 'on one line' ../diff '[@2026-04-harrowmere^i7pc3; @2026-10-brindlecove^oj9rl] ^2k7'
git show HEAD >../show
is 'git show too' 0 "$?"

done_testing
