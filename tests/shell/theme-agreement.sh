# SPDX-License-Identifier: GPL-3.0-or-later
# A second coder, blind.
. "$(dirname "$0")/lib.sh"

example p

printf '\n> (confidential)\n> #pricing- !confidential ^zzc\n' \
	>>interviews/2026/2026-05-fjordelane.md
printf '\n> What must not be seen anywhere else at all.\n> !confidential ^zzd\n' \
	>>interviews/2026/2026-05-fjordelane.md
git commit -qam 'confidential'

# --- Drawing ---

fails 'nobody has coded' 128 'there is no coding in codings/' \
	'--sample 20 --seed 1' -- winloss theme agreement
fails 'a seed is needed' 129 '--seed is missing' \
	-- winloss theme agreement --sample 3 --coder ruth
fails 'a number is needed' 129 "--sample takes a number, not 'x'" \
	-- winloss theme agreement --sample x --seed 1
fails 'not none' 129 '--sample takes 1 or more' \
	-- winloss theme agreement --sample 0 --seed 1
fails 'a sample is needed' 129 '--seed goes with --sample' \
	-- winloss theme agreement --seed 1
fails 'not of one interview' 129 'draws from all interviews' \
	-- winloss theme agreement 2026-05-fjordelane --sample 3 --seed 1
fails 'a name that is none' 129 "--coder '../x' is not an id" \
	-- winloss theme agreement --sample 3 --seed 1 --coder ../x
ok 'draw' winloss theme agreement --sample 10 --seed 7 --coder ruth
is 'one commit' 'theme: draw 10 passages for ruth' "$(git log -1 --format=%s)"
drawn() {
	grep -hE '^  [A-Za-z0-9_-]+:' codings/*.ruth.yaml | wc -l
}
is 'ten passages' 10 "$(drawn)"
is 'with words' yes \
	"$(grep -q '^  # > ' codings/*.yaml && echo yes)"
is 'without tags' '' "$(sed '1,/^passages:/d' codings/*.yaml |
	grep -E '^  [a-z0-9]+: .|#[a-z]')"
before=$(snapshot)
ok 'the same seed draws the same' \
	winloss theme agreement --sample 10 --seed 7 --coder ruth
is 'and nothing more' "$before" "$(snapshot)"
ok 'a larger sample adds' \
	winloss theme agreement --sample 12 --seed 7 --coder ruth
is 'two more' 12 "$(drawn)"
run winloss theme agreement --sample 12 --seed 7 --coder ruth --format json
is 'JSON: what stands in which file' \
	"1 ruth 12 $(ls codings | sed 's|^|codings/|' | tr '\n' ' ')" \
	"$(python3 -c 'import json, sys
it = json.load(sys.stdin)
all = it["codings"]
print(it["winloss"], *{one["coder"] for one in all},
      sum(len(one["passages"]) for one in all),
      *(one["path"] for one in all))' <"$sandbox/.out") "
is 'JSON: no bare paths beside it' '' "$(grep '^codings/' "$sandbox/.err")"
run winloss theme agreement --sample 12 --seed 7 --coder ruth -f csv
is 'and as a table' "interview,coder,path,passages
$(ls codings | cut -d. -f1)" "$(sed '1!s/,.*//' "$sandbox/.out")"
ok 'all of them' winloss theme agreement --sample 9999 --seed 7 --coder marc
said 'says how many there are' 'warning: there are only'
is 'confidential words are not drawn' '' \
	"$(grep -rnE 'zzc|zzd|must not be seen|\(confidential\)' codings)"
ok 'without --coder, who is at work' \
	winloss theme agreement --sample 1 --seed 7
ok 'has a file' test -n "$(ls codings/*.priya.yaml)"
git rm -qr codings && git commit -qm 'none'

# --- Nothing to draw ---

draws_none() { # title error hint
	fails "$1" 128 "$2" "$3" \
		-- winloss theme agreement --sample 3 --seed 7 --coder ruth
	git reset -q --hard
}
sed -i 's/^consent: .*/consent: none/' interviews/*/*.md
draws_none 'all of it is confidential' \
	'every passage of the coded interviews is confidential' \
	"'winloss note <interview> --code' codes another one"
sed -i 's/\(^\| \)\^[A-Za-z0-9_-]*//' interviews/*/*.md
draws_none 'no passage has an id' \
	'no passage that could be drawn has an id' \
	"'winloss note <interview> --ids' gives them ids"
sed -i 's/^status: .*/status: withdrawn/' interviews/*/*.md
draws_none 'nothing is coded' 'there is no coded interview to draw from' \
	"'winloss note <interview> --code' codes one"

# --- Agreement, by hand ---

passages() { # id themes
	printf 'winloss: 1\ninterview: 2026-01-x\ncoder: %s\npassages:\n' "$1"
	shift
	printf '  %s: %s\n' "$@"
}
mkdir -p codings interviews/2026
{
	printf -- '---\nwinloss: 1\nid: 2026-01-x\noutcome: loss\ndeal: Q-1\nstatus: coded\n---\n\n## A\n'
	# Two coders, ten units: 0100000010 / 1110010000
	i=0
	for tag in '' '#pricing' '' '' '' '' '' '' '#pricing-' ''; do
		i=$((i + 1))
		printf '\n> Words %s.\n> %s ^p%s\n' "$i" "$tag" "$i"
	done
} | sed 's/>  ^/> ^/' >interviews/2026/2026-01-x.md
passages marc p1 '[pricing]' p2 '[pricing+]' p3 '[pricing]' p4 '[]' p5 '[]' \
	p6 '[pricing]' p7 '[]' p8 '[]' p9 '[]' p10 '[]' \
	>codings/2026-01-x.marc.yaml
expect 'the vector of the statistics' 0 \
	'theme,both,first,second,neither,observed,prevalence,positive,kappa,alpha,verdict
pricing,1,1,3,5,0.6000,0.3000,0.3333,0.0909,0.0952,discuss the definition' \
	winloss theme agreement 2026-01-x -f csv
run winloss theme agreement 2026-01-x
printed 'on a terminal' '10 passages coded again by marc'
printed 'with its place' 'interviews/2026/2026-01-x.md:11  ^p1'
printed 'one who sees it alone' 'pricing: only by marc'
printed 'the other one' 'pricing: only in the file, not by marc'
printed 'signs' 'pricing: sign 0 in the file, + by marc'
run winloss theme agreement --format json
printed 'JSON' '"alpha": 0.0952,'
printed 'JSON of who has it' '"first": null,'

passages ruth p1 '[]' p2 '[pricing]' p3 '' p99 '[pricing]' \
	>codings/2026-01-x.ruth.yaml
run winloss theme agreement 2026-01-x -f json
printed 'three coders: alpha alone' '"kappa": null,'
printed 'not gone through' '"open": 1,'
said 'a passage that is gone' \
	'warning: 1 coded passage is not in the interviews any more'
expect 'one of them' 0 'theme,both,first,second,neither,observed,prevalence,positive,kappa,alpha,verdict
pricing,1,0,0,1,1.0000,0.5000,1.0000,1.0000,1.0000,reliable' \
	winloss -q theme agreement 2026-01-x --coder ruth -f csv
fails 'who has not' 128 "nobody called ines has coded '2026-01-x'" \
	-- winloss theme agreement 2026-01-x --coder ines
fails 'no such interview' 128 "there is no interview '2026-01-y'" \
	"did you mean '2026-01-x'" -- winloss theme agreement 2026-01-y
printf 'passages: {a b: [X]}\n' >codings/2026-01-x.bad.yaml
fails 'a coding that cannot be read' 128 'codings/2026-01-x.bad.yaml:1:1:' \
	'1 coding cannot be read' -- winloss theme agreement
ok 'goes on without it' winloss theme agreement --skip-unreadable

done_testing
