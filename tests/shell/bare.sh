# SPDX-License-Identifier: GPL-3.0-or-later
# A revision is read without a working tree: in a bare repository, and where
# nothing is checked out.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/tiny.bash"

secret='Not one word of this sentence may ever be printed.'

tiny "$sandbox/r"
git commit -q --allow-empty -m 'before the programme' && git tag none
for n in 1 2 3; do
	said_by "2026-05-l$n" loss "L$n" '#pricing-'
done
record && git tag v1
said_by 2026-05-l4 loss L4 '#pricing-'
printf '> %s\n> #rollout+ ^q1\n' "$secret" |
	buyer 2026-05-s1 win S1 'consent: none' \
		'interviewer: priya' 'hypothesis: confirmed'
record && git tag v2
cd "$sandbox" || exit 99
git clone -q --bare r bare.git
git clone -q --no-checkout r none

# files FOLDER: the names of all that is in it.
files() {
	find "$1" | sort
}
files bare.git >bare.before
files none >none.before

# Every way of asking: the answer is that of the checkout.
asked=0
while read -r arguments; do
	# shellcheck disable=SC2086
	run winloss -C r synthesize $arguments
	cp .out want
	asked=$((asked + status))
	for where in bare.git bare.git/refs none none/.git; do
		# shellcheck disable=SC2086
		run winloss -C "$where" synthesize $arguments
		is "$where: $arguments" "0 $(cat want)" "$status $(cat .out)"
		is "$where: nothing is said beside it" '' "$(cat .err)"
		has_not "$where: words are withheld" .out 'one word'
	done
done <<-'EOF'
	--rev HEAD
	--rev v1 --format md
	--rev v2 --format json
	--rev HEAD --by quarter --evidence all
	--rev HEAD --outcome loss --names
	--compare v1..v2
	--compare v1..HEAD --format json
	--compare 2026-q1..2026-q2 --rev HEAD
EOF
is 'the checkout answers all of that' 0 "$asked"

expect 'a hook asks its own repository' 0 '"loss"' \
	sh -c 'cd bare.git && GIT_DIR=. "$WINLOSS" synthesize --rev HEAD \
		--outcome loss --format json | grep -o "\"loss\"" | head -n 1'

printf 'ada: {name: Words Of, email: ada@example.test}\n' >none/people.yaml
fails 'a people.yaml that is there is searched for' 128 \
	"'ada' (people.yaml)" -- winloss -C none synthesize --rev HEAD
rm none/people.yaml

# A programme in a folder

git init -q deep && mkdir -p deep/a/p && cp -R r/*.yaml r/interviews deep/a/p
(cd deep && record)
run winloss -C deep/a/p synthesize --rev HEAD
cp .out want
git clone -q --no-checkout deep part && mkdir -p part/a/p/q
for where in part/a/p part/a/p/q; do
	expect "found from $where" 0 "$(cat want)" \
		winloss -C "$where" synthesize --rev HEAD
done
fails 'not above its folder' 128 \
	"no 'winloss.yaml' in '$sandbox/part/a' or above in revision 'HEAD'" \
	'hint: choose a revision that has one' -- \
	winloss -C part/a synthesize --rev HEAD
git clone -q --bare deep deep.git
fails 'nor in a bare repository' 128 \
	"no 'winloss.yaml' at the top of revision 'HEAD'" hint: \
	"git ls-tree -r --name-only 'HEAD'" -- \
	winloss -C deep.git synthesize --rev HEAD
git init -q part/a/p/q/other &&
	git -C part/a/p/q/other commit -q --allow-empty -m other
fails 'nor beyond the repository' 128 "at the top of revision 'HEAD'" -- \
	winloss -C part/a/p/q/other synthesize --rev HEAD

# A revision that has none, or is none

for where in bare.git none; do
	fails "$where: a revision without a programme" 128 \
		"no 'winloss.yaml' at the top of revision 'none'" hint: -- \
		winloss -C "$where" synthesize --rev none
	fails "$where: one of two" 128 "there is no 'winloss.yaml'" hint: -- \
		winloss -C "$where" synthesize --compare none..v1
	fails "$where: an unknown revision" 128 "unknown revision 'v9'" \
		hint: -- winloss -C "$where" synthesize --rev v9
done
mkdir nowhere
fails 'no repository at all' 128 'is in no git repository' hint: -- \
	winloss -C nowhere synthesize --rev HEAD
git init -q link && ln -s ../r/winloss.yaml link/winloss.yaml
fails 'a winloss.yaml that is no file' 128 'is a link' -- \
	winloss -C link synthesize --rev HEAD

# What needs files

for arguments in '' --write '--compare v1..' '--compare 2026-q1..2026-q2'; do
	# shellcheck disable=SC2086
	fails "bare: synthesize $arguments" 128 \
		"bare.git' is a bare repository: it holds no files to work on" \
		'git clone' '--rev HEAD' -- \
		winloss -C bare.git synthesize $arguments
	# shellcheck disable=SC2086
	fails "not checked out: synthesize $arguments" 128 \
		"not a winloss programme: no 'winloss.yaml' in" \
		'hint: check its files out' '--rev HEAD' -- \
		winloss -C none synthesize $arguments
done
fails '--write of a revision' 129 '--write and --rev do not go together' -- \
	winloss -C bare.git synthesize --write --rev HEAD
fails 'where HEAD has none either' 128 '`winloss init` makes one' -- \
	winloss -C nowhere synthesize
has_not 'it is not named' .err --rev
fails 'other commands say what they said' 128 \
	'is a bare repository: it holds no files to work on' 'git clone' -- \
	winloss -C bare.git status
has_not 'without an option that they have not' .err --rev

for where in bare none; do
	git=$([ $where = bare ] && echo .git)
	is "$where: nothing was written" "$(cat $where.before)" \
		"$(files $where$git)"
done

done_testing
