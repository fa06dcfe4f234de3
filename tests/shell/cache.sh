#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What is printed never depends on the cache.
. "$(dirname "$0")/lib.sh"

export WINLOSS_AS_OF='2026-12-31T12:00:00Z'
example ledgerly
cache=.git/winloss/cache
# All is old enough to be kept at once, folders too.
find interviews -exec touch -d '2026-01-02 03:04:05.6' {} +
touch -d '2026-01-02 03:04:05.6' deals.csv winloss.yaml

# What passes on all that an interview holds.
everything() {
	winloss export quotes --format json
	winloss export deals --format csv
	winloss export interviews --format json
	winloss synthesize --format json --evidence all
	winloss synthesize
} 2>&1

same() { # title
	WINLOSS_NO_CACHE=1 everything >"$sandbox/without"
	everything >"$sandbox/first"
	everything >"$sandbox/second"
	ok "$1" cmp "$sandbox/without" "$sandbox/first"
	ok "$1, again" cmp "$sandbox/without" "$sandbox/second"
}

first() {
	find interviews -name '*.md' | sort | head -1
}

old() {
	touch -d '2026-02-03 04:05:06.7' "$1"
}

rm -rf .git/winloss
ok 'WINLOSS_NO_CACHE works' env WINLOSS_NO_CACHE=1 "$WINLOSS" export quotes
ok 'and leaves nothing' test ! -e "$cache"
ok 'a revision needs none' winloss synthesize --rev HEAD
rm -rf .git/winloss

same 'a new cache'
ok 'there is one now' test -s "$cache"
is 'only its owner reads it' 600 "$(stat -c %a "$cache")"
is 'git does not see it' '' "$(git status --porcelain)"
before=$(sha256sum "$cache")
run winloss synthesize
is 'it is not written again without need' "$before" "$(sha256sum "$cache")"

sed -i 's/^> \(.\)/> \1 so to speak/' "$(first)"
same 'an edit'
old "$(first)"
same 'a touch'
mv "$(first)" interviews/moved.md
same 'a rename'
rm "$(first)"
same 'a deletion'
git checkout -q -- interviews
rm interviews/moved.md
same 'a checkout'
sed -i 's/^outcome: .*/outcome: sideways/' "$(first)"
old "$(first)"
same 'an unreadable file'
git checkout -q -- interviews

for at in 0 20 40 100 1000 5000; do
	printf '\125' | dd of="$cache" bs=1 seek="$at" conv=notrunc 2>/dev/null
	same "a wrong byte at $at"
done
truncate -s 3000 "$cache"
same 'a short cache'
: >"$cache"
same 'an empty cache'
rm "$cache" && mkdir "$cache"
same 'a folder in its place'
rm -r .git/winloss && : >.git/winloss
same 'a file where its folder should be'
rm .git/winloss

git worktree add -q ../other
cd ../other || exit 99
same 'a worktree'
cd ../ledgerly || exit 99
same 'the first tree again'

rm -rf .git
same 'no repository'

done_testing
