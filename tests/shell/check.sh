# SPDX-License-Identifier: GPL-3.0-or-later
# check itself: severities, exceptions, what is new, the forms of output.
. "$(dirname "$0")/lib.sh"
. "$SOURCE/tests/shell/check.bash"
sound

settings() { # lines of check:
	printf 'check:\n' >>winloss.yaml
	printf '  %s\n' "$@" >>winloss.yaml
}

# --- The example, and a new programme ---

example "$sandbox/ledgerly"
run winloss check
is 'the example has no errors' 0 "$status"
has_not 'not even one' "$sandbox/.out" 'error:'
printed 'what is excepted is counted, with its reason' \
	'1 excepted (the notes were taken on paper and typed in the evening)'
mkdir "$sandbox/new" && cd "$sandbox/new" || exit 99
run winloss -q init
expect 'a new programme has nothing but claims to be proven' 0 \
	'5 remarks in 0 interviews, 5 cards, 15 themes; -v shows the remarks' \
	winloss check
expect 'and no other notes' 0 '' winloss check --format github --rule unknown-key
is 'check changes nothing' '' "$(git status --short)"

# --- Text ---

again
expect 'with -q, nothing is said of what is well' 0 '' winloss -q check
sed -i 's/^minutes: .*/minutes: 30/; s/#rollout-time- ~/#pricing #rolout-time- ~/' $interview
sed -i '/consumer: priya/d; /definition: Seats/d' themes.yaml
expect 'findings, by place' 1 "$interview:18:1: error: the interview took 30 minutes, not 40 [interview-short]
  hint: the best answers come after the first fifteen; agree on 40 minutes beforehand
$interview:52:12: error: there is no theme 'rolout-time' [unknown-theme]
  hint: did you mean 'rollout-time'?

themes.yaml:3:1: warning: nobody acts on the theme 'rollout-time' [theme-unconsumed]
  hint: name a 'consumer' from the team, or let the theme go
themes.yaml:10:1: warning: the theme 'pricing' has no definition [theme-undefined]
  hint: say what counts, what does not, and which theme to use in its place

2 errors, 2 warnings in 1 interview, 1 card, 2 themes" winloss check
run winloss check --color always
printed 'in colour on a terminal' "$(printf '\033[31merror:\033[0m')"
run winloss check themes.yaml
is 'warnings do not fail' 0 "$status"
printed 'of one file' '2 warnings'
run winloss check --strict themes.yaml
is 'unless they are to' 1 "$status"
cd interviews || exit 99
run winloss check 2026
printed 'of a folder, from where one is' '2 errors'
cd ..
fails 'a path that is not there' 128 "cannot check 'nowhere'" -- \
	winloss check nowhere
fails 'a path elsewhere' 129 "'/tmp' is not in the programme" -- \
	winloss check /tmp
fails 'no such rule' 129 "there is no rule 'interview-shrt'" \
	"hint: did you mean 'interview-short'?" -- \
	winloss check --rule interview-shrt
fails 'no such format' 129 "--format takes text, json" -- \
	winloss check --format xml
run winloss check --rule theme-unconsumed --rule unknown-theme
printed 'rules that are asked for' '1 error, 1 warning in'

# --- Severities and exceptions ---

settings 'rules:' \
	'  interview-short: {severity: info, reason: buyers have no time}' \
	'  theme-undefined: {severity: off, reason: being written}' \
	'  theme-unconsumed: {severity: error, reason: we mean it}' \
	'exceptions:' \
	'  - {rule: unknown-theme, at: 2026-10-acme, reason: under discussion}'
run winloss check
is 'severities are the programme'"'"'s' \
	"themes.yaml:3:1: error: nobody acts on the theme 'rollout-time' [theme-unconsumed]" \
	"$(grep ': error:' "$sandbox/.out")"
printed 'with the reason' 'theme-unconsumed is error here: we mean it'
printed 'off is off, an exception is counted' "1 error, 1 remark in 1 interview, 1 card, 2 themes; 1 excepted (under discussion); -v shows the remarks"
run winloss check -v
printed 'with -v, an excepted one' \
	"$interview:52:12: excepted: there is no theme 'rolout-time' [unknown-theme]"
printed 'and its reason' '  reason: under discussion'
printed 'with -v, what is off' 'theme-undefined is off here: being written'
run winloss check --rule theme-undefined
printed 'one that is asked for by name is not off' 'has no definition'

try_at() { # at: does it except the unknown theme?
	sed -i "s|at: [^,]*,|at: $1,|" winloss.yaml
	winloss check --format json --rule unknown-theme |
		grep -c '"reason": "under discussion"'
}
is 'an exception may name a file' 1 "$(try_at $interview)"
is 'or what a finding is about' 1 "$(try_at rolout-time)"
is 'or a folder' '1 1 0' \
	"$(try_at interviews) $(try_at interviews/2026/) $(try_at inter)"
is 'and not just the beginning of it' 0 "$(try_at rolout)"
run winloss check
is 'one that matches nothing is a finding' "winloss.yaml:19:7: warning: nothing at 'rolout' needs the exception from 'unknown-theme' any more [exception-unused]" \
	"$(grep exception-unused "$sandbox/.out")"
run winloss check --rule exception-unused
is 'but not if its rule did not run' 0 "$status"
sed -i 's/at: [^,]*,/at: battlecard,/; s/rule: unknown-theme/rule: unknown-thme/' winloss.yaml
run winloss check
is 'a rule that is not there is one' "winloss.yaml:19:7: warning: there is no rule 'unknown-thme' [unknown-rule]
  hint: did you mean 'unknown-theme'?" "$(grep -A 1 '\[unknown-rule' "$sandbox/.out")"

again
sed -i 's/\^f1\]/^f1x]/' $card
settings 'exceptions:' \
	'  - {rule: dangling-citation, at: rivalco^r4w, reason: to come}'
expect 'a claim may be excepted' 0 "all is well: 1 interview, 1 card, 2 themes; 1 excepted (to come)" \
	winloss check

again
sed -i 's/^competitor: .*/competitor: rivaldo/' $card
for at in rivalco battlecard/rivalco cards/battlecard; do
	git checkout -q winloss.yaml
	settings 'exceptions:' "  - {rule: unknown-value, at: $at, reason: to come}"
	is "a card may be excepted as $at" \
		'all is well: 1 interview, 1 card, 2 themes; 1 excepted (to come)' \
		"$(winloss check --rule unknown-value | tail -n 1)"
done

again
settings 'exceptions:' '  - {rule: unknown-theme, at: 2026-10-acme}'
expect 'an exception has a reason' 1 "winloss.yaml:15:7: error: this exception has no reason [unreadable]
  hint: add a 'reason': it is printed, and the next one who reads it will want to know

1 error in 0 interviews, 0 cards, 0 themes" winloss check
again
settings 'rules:' '  notes-late: {severity: mild, reason: x}'
run winloss check
printed 'a severity is one of four' "winloss.yaml:15:28: error: severity 'mild' is not one of error, warning, info, off [unreadable]"

# --- What is new ---

again
sed -i 's/^minutes: .*/minutes: 30/; s/^> Ten weeks.*/&\n> #zebra ^a9\n\n> More./' $interview
git commit -qam 'two errors'
expect 'nothing new' 0 'nothing new since HEAD: 1 interview, 1 card, 2 themes' \
	winloss check --against HEAD
sed -i 's/^# Acme/# Acme\n\nMore.\n/; s/#zebra ^a9/#zebra #zebra+ ^a9/; s/^minutes: 30/minutes: 29/' $interview
run winloss check --against HEAD
is 'moved lines are not new, one more of a kind is' "$interview:18:1: error: the interview took 29 minutes, not 40 [interview-short]
  hint: the best answers come after the first fifteen; agree on 40 minutes beforehand
$interview:55:10: error: there is no theme 'zebra' [unknown-theme]
  hint: 'winloss theme add zebra' makes it one

2 errors since HEAD in 1 interview, 1 card, 2 themes" "$(cat "$sandbox/.out")"
fails 'a revision that is not there' 128 "'nowhere'" -- \
	winloss check --against nowhere

again
sed -i 's/^minutes: .*/minutes: 30/' $interview
git commit -qam 'too short'
git mv $interview interviews/2026-10-acme.md
expect 'a file that was moved brings nothing' 0 \
	'nothing new since HEAD: 1 interview, 1 card, 2 themes' \
	winloss check --against HEAD
git reset -q --hard
git checkout -q -b other
git checkout -q main
sed -i 's/^minutes: .*/minutes: 45/' $interview
git commit -qam 'it was 45'
git checkout -q other
echo >>$card
git commit -qam 'something else'
expect 'nor does what the revision put right since' 0 \
	'nothing new since main: 1 interview, 1 card, 2 themes' \
	winloss check --against main

# The base found what the exception was for, and the working tree does not
again
sed -i 's/^minutes: .*/minutes: 30/' $interview
settings 'exceptions:' \
	'  - {rule: interview-short, at: 2026-10-acme, reason: she had to go}'
git commit -qam 'too short, and why'
sed -i 's/^minutes: .*/minutes: 45/' $interview
run winloss check --against HEAD
is 'an exception that is no longer needed is new' \
	"winloss.yaml:15:7: warning: nothing at '2026-10-acme' needs the exception from 'interview-short' any more [exception-unused]" \
	"$(grep exception-unused "$sandbox/.out")"

again
cp winloss.yaml "$sandbox/whole.yaml"
echo 'winloss: [' >winloss.yaml
git commit -qam broken
cp "$sandbox/whole.yaml" winloss.yaml
sed -i 's/^minutes: .*/minutes: 30/' $interview
run winloss check --against HEAD
is 'against a broken programme all is new' 1 "$status"
said 'and it says so' "'winloss.yaml' or 'themes.yaml' of 'HEAD' cannot be read: all findings count as new"

# Also where a plan asks history, and deals are counted
example "$sandbox/same"
run winloss check --against HEAD
is 'without a change nothing is new' 'nothing new since HEAD' \
	"$(sed 's/:.*//' "$sandbox/.out")"
sed -i '/^themes:/a\
  one-more:\
    title: One more\
    kind: process\
    definition: A theme without a parent.\
    consumer: priya' themes.yaml
run winloss check --against HEAD --rule themes-many
is 'a count of the whole programme is not new' 0 "$status"
has_not 'though it moved' "$sandbox/.out" themes-many

# --- Forms ---

again
mkdir "$sandbox/larger" && cp -R . "$sandbox/larger/win loss"
cd "$sandbox/larger/win loss" || exit 99
rm -rf .git
sed -i 's/^minutes: .*/minutes: 30/; s/^> Anonymously\./> Anonymously, 100%.\n> #zebra ^z0\n\n> So./' $interview
sed -i '/consumer: priya/d' themes.yaml
mv guides/buyer.yaml 'guides/a,b:c%d.yaml'
sed -i 's/^  - id: opening/    title_: "<&>"\n&/' guides/*.yaml
sed -i 's/^blocks:/bl\x01cks&: 1\nblocks:/; s/^    title_.*//; s/bl.*blocks:.*/"<&\\"\\x01>": 1/' guides/*.yaml
settings 'exceptions:' '  - {rule: interview-short, at: 2026-10-acme, reason: half an hour}'
cd .. && git init -q && git add -A && git commit -qm larger
cd 'win loss' || exit 99
for format in json sarif junit github gitlab; do
	run winloss check --format $format
	is "$format fails as text does" 1 "$status"
	cp "$sandbox/.out" "$sandbox/check.$format"
done
cat >"$sandbox/forms.py" <<'END'
import json, sys, re
import xml.etree.ElementTree as xml
folder = sys.argv[1]
def load(name):
    with open(folder + "/check." + name, encoding="utf-8") as f:
        return json.load(f) if name != "junit" else xml.parse(f).getroot()
n = 0
def ok(title, holds):
    global n
    n += 1
    print(("" if holds else "not ") + "ok", title)
mine, sarif, gitlab = load("json"), load("sarif"), load("gitlab")
places = {(f["rule"], "win loss/" + f["path"], f["line"]) for f in mine["findings"]}
ok("json counts what it lists", mine["errors"] + mine["warnings"] + mine["infos"] == len(mine["findings"]))
ok("json lists what is excepted apart", [f["reason"] for f in mine["excepted"]] == ["half an hour"])
ok("json is sorted", mine["findings"] == sorted(mine["findings"], key=lambda f: (f["path"].encode(), f["line"], f["column"] or 0)))
run = sarif["runs"][0]
rules = run["tool"]["driver"]["rules"]
ok("sarif is of 2.1.0", sarif["version"] == "2.1.0" and sarif["$schema"])
ok("sarif describes its rules", all(r["id"] and 0 < len(r["shortDescription"]["text"]) <= 1024
    and r["fullDescription"]["text"] and r["help"]["text"] for r in rules))
ids = {r["id"] for r in rules}
def place(r):
    p = r["locations"][0]["physicalLocation"]
    return p["artifactLocation"]["uri"], p["region"]["startLine"]
ok("sarif results have a rule, a level, a message and a place", all(r["ruleId"] in ids
    and r["level"] in ("error", "warning", "note") and r["message"]["text"]
    and place(r)[1] >= 1 and r["locations"][0]["physicalLocation"]["region"].get("startColumn", 1) >= 1
    for r in run["results"]))
ok("sarif paths are those of the repository, encoded", all(re.fullmatch(r"win%20loss/[A-Za-z0-9._~/%-]+", place(r)[0]) for r in run["results"]))
ok("sarif has what json has", len([r for r in run["results"] if "suppressions" not in r]) == len(mine["findings"]))
ok("sarif suppresses what is excepted", [r["suppressions"][0]["justification"] for r in run["results"] if "suppressions" in r] == ["half an hour"])
prints = [r["partialFingerprints"]["primaryLocationLineHash"] for r in run["results"]]
ok("sarif fingerprints differ", len(set(prints)) == len(prints))
ok("gitlab has what json has", {(f["check_name"], f["location"]["path"], f["location"]["lines"]["begin"]) for f in gitlab} == places)
ok("gitlab has its keys", all(f["description"] and f["fingerprint"] and f["severity"] in ("info", "minor", "major") for f in gitlab))
ok("gitlab fingerprints differ", len({f["fingerprint"] for f in gitlab}) == len(gitlab))
suite = load("junit").find("testsuite")
cases = suite.findall("testcase")
failing = [c for c in cases if c.find("failure") is not None]
ok("junit counts its cases", int(suite.get("tests")) == len(cases) and int(suite.get("failures")) == len(failing))
ok("junit fails for errors", len(failing) == mine["errors"])
ok("junit has what its schema wants", all(suite.get(k) is not None for k in ("name", "timestamp", "hostname", "tests", "failures", "errors", "time", "id", "package"))
    and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.get("timestamp"))
    and [c.tag for c in suite if c.tag != "testcase"] == ["properties", "system-out", "system-err"]
    and all(c.get("name") and c.get("classname") and c.get("time") for c in cases))
ok("junit shows the rest", "excepted: " in suite.find("system-out").text and "warning: " in suite.find("system-out").text)
lines = open(folder + "/check.github", encoding="utf-8").read().splitlines()
ok("github has a command for each", len(lines) == len(mine["findings"])
    and all(re.match(r"::(error|warning|notice) file=win loss/[^:,]+,line=\d+(,col=\d+)?,title=[a-z-]+::[^\r\n]+$", l) for l in lines))
ok("github escapes properties and messages", any("file=win loss/guides/a%2Cb%3Ac%25d.yaml,line=" in l for l in lines)
    and all("%0Ahint: " in l or "hint" not in l for l in lines))
END
run python3 "$sandbox/forms.py" "$sandbox"
is 'the forms can be read' 0 "$status"
is 'there are as many checks as there should be' 19 \
	"$(grep -c '^ok\|^not ok' "$sandbox/.out")"
is 'and they hold' '' "$(grep '^not ok' "$sandbox/.out"; cat "$sandbox/.err")"
grep -q "$(printf '\001')" "$sandbox"/check.* "$sandbox/.out"
is 'no control character comes through' 1 $?
is 'the same bytes again' "$(cat "$sandbox/check.sarif")" \
	"$(winloss check --format sarif)"
is 'the time of a build is its epoch' 'timestamp="2001-09-09T01:46:40"' \
	"$(SOURCE_DATE_EPOCH=1000000000 winloss check --format junit |
		grep -o 'timestamp="[^"]*"')"
sed -i 's/^minutes: .*/minutes: 45/; s/#zebra//' $interview
rm 'guides/a,b:c%d.yaml'
git checkout -q themes.yaml
sed -i 's/^product: /&The /; /^check:/,$d' winloss.yaml
printf '    consumer: priya\n' >"$sandbox/line"
sed -i "/definition: Weeks/r $sandbox/line" themes.yaml
sed -i '/asked-by/d' themes.yaml
sed -i '/^guide:/d' $interview
expect 'nothing to say, nothing said to GitHub' 0 '' winloss check --format github
expect 'an empty report for GitLab' 0 '[]' winloss check --format gitlab


# A key that would turn the line around is shown, whatever the form
sed -i "s/^product:/od$(printf '\342\200\256')d: 1\n&/" winloss.yaml
for format in text json sarif junit github gitlab; do
	winloss check --format $format --rule unknown-key >"$sandbox/hidden"
	is "$format names the key" 1 "$(grep -c 'od.*202E.*d' "$sandbox/hidden")"
	has_not "$format hides nothing" "$sandbox/hidden" "$(printf '\342\200\256')"
done

# --- The rules ---

winloss check --rules --format json >"$sandbox/rules.json"
ok 'the rules as JSON' python3 -c 'import json, sys
rules = json.load(open(sys.argv[1]))["rules"]
assert len(rules) > 30 and len({r["rule"] for r in rules}) == len(rules)' \
	"$sandbox/rules.json"
sed -n 's/^ *"rule": "\(.*\)",/\1/p' \
	"$sandbox/rules.json" >"$sandbox/rules"
while read -r rule; do
	has "$rule has an entry in winloss-rules(7)" \
		"$SOURCE/man/winloss-rules.7" ".It Cm $rule"
done <"$sandbox/rules"
is 'winloss-rules(7) has no other entry, and their order' \
	"$(cat "$sandbox/rules")" \
	"$(sed -n 's/^\.It Cm \([a-z-]*\)$/\1/p' "$SOURCE/man/winloss-rules.7")"
while read -r rule; do
	ok "$rule has a case in a test" grep -rqE "$rule" \
		"$SOURCE"/tests/shell/check*.sh "$SOURCE"/tests/unit
done <"$sandbox/rules"

done_testing
