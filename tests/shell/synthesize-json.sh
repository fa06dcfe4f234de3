# SPDX-License-Identifier: GPL-3.0-or-later
# winloss synthesize on the example: the JSON that others rely on, the width
# and colour of a terminal, revisions, --write, the same bytes again.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/tiny.bash"
example "$sandbox/ledgerly"
synthesis='winloss synthesize --format json'

# Keys and types of section 8 of the design

cat >"$sandbox/shape.py" <<'EOF'
import json, re, sys

text, number, whole, truth = str, (int, float), int, bool
COUNT = ("deals", "interviews", "quotes", "notes", "confidential", "for",
         "against", "mixed", "asked", "absent", "counter")
pair = [(int, float, type(None))]
null = type(None)
EVIDENCE = {"interview": text, "deal": (str, null), "passage": (str, null),
            "path": text, "line": whole, "kind": {"quote", "note"},
            "polarity": {-1, 0, 1},
            "level": {"internal", "public", "confidential"},
            "text": (str, null)}
THEME = dict({k: whole for k in COUNT}, id=text, title=text,
             kind=(str, null), known=truth,
             level={"anecdote", "signal", "pattern", "established"},
             interval=pair, evidence=[EVIDENCE])
GROUP = {"outcome": {"win", "loss", "no-decision"}, "by": dict,
         "deals": whole, "interviews": whole,
         "state": {"collecting", "ready", "saturated"}, "themes": [THEME],
         "saturation": {"base": whole, "fresh": [whole],
                        "runs": [{"after": whole, "new": whole,
                                  "ratio": number}],
                        "reached": (int, null), "small_base": truth,
                        "closed_codebook": truth,
                        "interviews": [{"interview": text,
                                        "themes": [text]}],
                        "coverage": (int, float, null)},
         "criteria": [{"id": text, "title": text, "deals": whole,
                       "first": whole, "rank": number}],
         "triggers": [{"id": text, "title": text, "deals": whole,
                       "in_icp": {True, False, None}}],
         "roots": {"product": whole, "messaging": whole, "sales": whole,
                   "unknown": whole},
         "prices": {"none": whole, "number": whole, "value-case": whole,
                    "unknown": whole},
         "hidden": {"asked": whole, "criteria": [{"id": text, "title": text,
                                                  "deals": whole}]},
         "together": [{"themes": [text], "both": whole, "jaccard": number,
                       "expected": number}],
         "trend": [{"quarter": (str, null), "deals": whole,
                    "themes": [{"id": text, "deals": whole}]}],
         "sees": [{"prevalence": number, "once": number,
                   "pattern": number}]}
RESPONSE = dict({k: whole for k in ("approached", "held", "declined",
                                    "dated", "within_30", "within_90",
                                    "before_close")},
                outcome=(str, null), median_days=(int, float, null),
                interval=(list, null))
JUDGE = dict({k: whole for k in ("confirmed", "partly", "refuted", "late",
                                 "declared")},
             interviewer=(str, null), rate=(int, float, null),
             interval=(list, null))
WORD = [{"word": text, "claims": whole, "deals": whole}]
LANGUAGE = {"phrases": whole, "deals": whole, "cards": whole, "claims": whole,
            "ours": whole, "theirs": whole, "shared": whole,
            "ours_share": (int, float, null),
            "theirs_share": (int, float, null), "both": WORD,
            "only_ours": WORD, "only_theirs": WORD}
AGAIN = {"theme": text, "title": text, "outcome": text, "level": text,
         "deals": whole, "recent": whole}
OUTPUT = {"theme": text, "title": text,
          "outcome": {"win", "loss", "no-decision"},
          "kind": {"battlecard", "objection", "proof-point", "icp", "message",
                   None},
          "competitor": (str, null), "card": (str, null),
          "cited_by": [{"card": text, "claim": (str, null), "path": text,
                        "line": whole,
                        "state": {"verified", "due", "unverified"},
                        "reason": (str, null)}],
          "due": {"this-week", "review", "done"}, "deals": whole,
          "recent": whole, "command": (str, null)}
ALL = {"winloss": {1}, "revision": text, "as_of": text,
       "filter": {"outcome": (str, null), "segment": (str, null),
                  "competitor": (str, null), "where": dict,
                  "since": (str, null), "until": (str, null),
                  "by": (str, null), "depth": {1, 2}},
       "thresholds": {"unit": {"deal", "interview"}, "pattern": whole,
                      "group_min": whole, "group_target": whole},
       "groups": [GROUP],
       "contrast": [{"theme": text, "win": [whole], "loss": [whole],
                     "asked": [whole],
                     "difference": number, "interval": pair,
                     "fisher": number, "holm": number, "odds": [number]}],
       "coverage": {"rows": [{"segment": (str, null),
                              "competitor": (str, null), "outcome": text,
                              "interviewed": whole, "closed": whole}],
                    "matrix": [{"segment": (str, null),
                                "competitor": (str, null),
                                "stage": (str, null), "interviewed": whole,
                                "closed": whole, "difference": number}]},
       "hypotheses": {"confirmed": whole, "partly": whole, "refuted": whole,
                      "rate": (int, float, null), "interval": (list, null),
                      "late": [text], "declared": whole,
                      "interviewers": [JUDGE]},
       "reasons": [{"outcome": text, "deals": whole, "agree": whole,
                    "unmatched": whole, "kappa": (int, float, null),
                    "table": [{"seller": text, "buyer": text,
                               "deals": whole}]}],
       "sample": {"response": [RESPONSE], "wins": whole, "losses": whole,
                  "balance": (int, float, null), "interviewed": whole,
                  "closed": whole,
                  "owner": {"name": (str, null), "deals": whole,
                            "of": whole},
                  "skew": [{"interview": text, "path": text,
                            "message": text}]},
       "internal": whole, "language": LANGUAGE,
       "cycle": {"since": (str, null), "interviews": whole,
                 "claims": whole},
       "outputs_due": [OUTPUT], "this_week_again": [AGAIN]}


def check(value, shape, at):
    if isinstance(shape, dict):
        if not isinstance(value, dict) or list(value) != list(value.keys()):
            return print(at, "is no object")
        for key in shape:
            if key not in value:
                print(at, "has no", key)
            else:
                check(value[key], shape[key], at + "." + key)
        for key in set(value) - set(shape):
            print(at, "has", key, "which nobody knows")
    elif isinstance(shape, list):
        if not isinstance(value, list):
            return print(at, "is no array")
        for one in value:
            if shape:
                check(one, shape[0], at + "[]")
    elif isinstance(shape, set):
        if value not in shape:
            print(at, "is", value)
    elif not isinstance(value, shape) or (
            isinstance(value, bool) and shape is not bool):
        print(at, "is of another type:", value)


source = sys.stdin.read()
document = json.loads(source, object_pairs_hook=lambda pairs: dict(pairs)
                      if len(dict(pairs)) == len(pairs)
                      else print("a key stands twice"))
check(document, ALL, "")
if not source.startswith('{\n  "winloss": 1,'):
    print("winloss does not come first")
for match in re.finditer(r"^[^\"]*(?:\"[^\"]*\": )?(-?\d+\.\d{5,})",
                         source, re.M):
    print("too many decimals:", match[1])
for one in (e for g in document["groups"] for t in g["themes"]
            for e in t["evidence"]):
    if (one["level"] == "confidential") != (one["text"] is None):
        print("text and level differ:", one["passage"])
EOF
shape() {
	winloss synthesize --format json "$@" |
		python3 "$sandbox/shape.py" 2>&1
}
is 'the example has every key, of the right type' '' \
	"$(shape --evidence all)"
is 'so has a part of it' '' "$(shape --outcome loss --where motion=partner)"
is 'so has nothing at all' '' "$(shape --as-of 2020-01-01)"
counted 'of confidential passages the text is null' True \
	'any(e["text"] is None for g in d["groups"] for t in g["themes"]
		for e in t["evidence"])' --evidence all
counted 'the filter is repeated' "loss smb None {'motion': 'partner'}" \
	'" ".join(str(d["filter"][k])
		for k in ("outcome", "segment", "competitor", "where"))' \
	--outcome loss --segment smb --where motion=partner
counted 'the working tree is called that' worktree 'd["revision"]'
counted 'the example shows patterns and data points of both outcomes' \
	'True True' \
	'" ".join(str({"pattern", "signal"} <= {t["level"]
		for t in group(o)["themes"]}) for o in ("win", "loss"))'
places() {
	winloss synthesize --format json --evidence all | python3 -c '
import json, sys
for g in json.load(sys.stdin)["groups"]:
    for t in g["themes"]:
        for e in t["evidence"]:
            line = open(e["path"]).read().split("\n")[e["line"] - 1]
            if e["text"] and e["text"][:6].strip("[") not in line:
                print(e["path"], e["line"])'
}
is 'path and line lead to the passage' '' "$(places)"

# A terminal

wide() { # COLUMNS WHEN: lines that are wider; a path is never broken
	COLUMNS=$1 winloss synthesize --evidence all --color "$2" | python3 -c '
import re, sys, unicodedata
for line in sys.stdin.buffer.read().decode().split("\n"):
    line = re.sub("\033\\[[0-9;]*m", "", line)
    if sum(0 if unicodedata.combining(c) else
           2 if unicodedata.east_asian_width(c) in "WF" else 1
           for c in line) > int(sys.argv[1]) and " " in line.strip():
        print(line)' "$1"
}
for columns in 40 80 200; do
	is "$columns columns are kept to" '' "$(wide "$columns" never)"
done
is 'with colour too' '' "$(wide 60 always)"
run winloss synthesize
has_not 'no colour without a terminal' "$sandbox/.out" $'\033'
run winloss synthesize --color always
has 'colour if it is asked for' "$sandbox/.out" $'\033['
NO_COLOR=1 run winloss synthesize --color auto
has_not 'NO_COLOR' "$sandbox/.out" $'\033'
is 'colour changes no character' \
	"$(winloss synthesize | sha256sum)" \
	"$(winloss synthesize --color always | sed 's/\x1b\[[0-9;]*m//g' |
		sha256sum)"

# The same bytes

for format in text md json; do
	once=$(winloss synthesize --format "$format" | sha256sum)
	is "$format: twice" "$once" \
		"$(winloss synthesize --format "$format" | sha256sum)"
	is "$format: in another zone and language" "$once" \
		"$(TZ=Asia/Tokyo LC_ALL=C.UTF-8 LANG=de_DE.UTF-8 \
			winloss synthesize --format "$format" | sha256sum)"
done
git clone -q . "$sandbox/clone"
is 'in another clone' "$($synthesis --rev HEAD | sha256sum)" \
	"$(cd "$sandbox/clone" && $synthesis --rev HEAD | sha256sum)"
find interviews -name '*.md' -exec touch -d 2020-01-01 {} +
is 'whatever the times of the files' "$once" \
	"$(winloss synthesize --format json | sha256sum)"
is 'from a folder inside' "$once" \
	"$(cd interviews/2026 && winloss synthesize --format json | sha256sum)"

# Revisions

first=$(git rev-parse HEAD)
at_first=$($synthesis --rev "$first" | sha256sum)
git rm -qr interviews/2026/2026-06-vestmoor.md && git commit -qm 'fewer'
rm interviews/2026/2026-06-tessellane.md
is 'a revision is what it was, whatever was deleted since' "$at_first" \
	"$($synthesis --rev "$first" | sha256sum)"
counted 'its commit is named in full' "$first" 'd["revision"]' --rev HEAD~1
counted 'HEAD has what the working tree lacks' '7 7' \
	'"%d %d" % (group("win")["interviews"], group("loss")["deals"])' \
	--rev HEAD
counted 'the working tree has not' '6 7' \
	'"%d %d" % (group("win")["interviews"], group("loss")["deals"])'
git checkout -q interviews
fails 'an unknown revision' 128 "'nowhere'" -- \
	winloss synthesize --rev nowhere
fails 'an empty revision' 128 'hint:' -- winloss synthesize --rev ''
mkdir "$sandbox/plain" && cp -R winloss.yaml themes.yaml interviews \
	"$sandbox/plain"
fails 'a revision outside a repository' 128 'git init' -- \
	winloss -C "$sandbox/plain" synthesize --rev HEAD
ok 'the working tree needs no repository' \
	winloss -C "$sandbox/plain" synthesize
git clone -q --depth 1 "file://$PWD" "$sandbox/shallow"
fails 'history that a shallow clone does not have' 128 \
	'git fetch --unshallow' -- \
	winloss -C "$sandbox/shallow" synthesize --rev "$first"

# --write

run winloss synthesize --outcome loss --write
is '--write prints the path' '0 syntheses/2026-q4-loss.md' \
	"$status $(cat "$sandbox/.out")"
said 'and what was recorded' 'synthesis: 2026-q4-loss'
is 'the commit holds the file alone' 'syntheses/2026-q4-loss.md' \
	"$(git show --format= --name-only HEAD)"
is 'nothing is left in the working tree' '' "$(git status --porcelain)"
before=$(snapshot)
run winloss synthesize --outcome loss --write
is 'the second time the path again' '0 syntheses/2026-q4-loss.md' \
	"$status $(cat "$sandbox/.out")"
said 'and nothing to record' 'nothing new to record'
is 'and nothing changed' "$before" "$(snapshot)"
is 'the file is what --format md prints' '' \
	"$(winloss synthesize --outcome loss --format md |
		diff - syntheses/2026-q4-loss.md)"
run winloss synthesize --competitor 'Rival Co' --segment enterprise \
	--where motion=sales-led --write --no-commit
is 'the name says the filter' \
	'syntheses/2026-q4-enterprise-rivalco-sales-led.md' \
	"$(cat "$sandbox/.out")"
is '--no-commit leaves it in the working tree' '?? ' \
	"$(git status --porcelain | cut -c 1-3)"
rm syntheses/*-sales-led.md
fails '--write and --rev' 129 'do not go together' -- \
	winloss synthesize --write --rev HEAD
fails '--write and JSON' 129 'Markdown' -- \
	winloss synthesize --write --format json
sed -i 's/^segments: .*/segments: []/' winloss.yaml
before=$(snapshot)
fails 'a segment that is no id makes no file' 128 'cannot be called' 'hint:' \
	-- winloss synthesize --write --segment ../../x
is 'nothing changed' "$before" "$(snapshot)"

done_testing
