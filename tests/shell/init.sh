# SPDX-License-Identifier: GPL-3.0-or-later
# winloss init: a new programme, one that is there, a clone, a larger
# repository; and what git must never see.
. "$(dirname "$0")/lib.sh"

made='.gitattributes
.gitignore
cards/battlecard/acmesoft.md
cards/battlecard/rival-co.md
cards/icp/core.md
cards/message/value.md
cards/objection/too-expensive.md
cards/proof-point/rollout.md
deals.csv
guides/buyer.yaml
themes.yaml
winloss.yaml'

# --- New ---
expect 'init makes a programme' 0 '' winloss init ledgerly \
	--product Ledgerly --competitor 'Rival Co' --competitor AcmeSoft \
	--segment SMB --segment 'Mid Market'
said 'and says what it did' 'init: begin a win/loss programme'
said 'and what comes next' 'next: winloss prep --crm FILE'
cd ledgerly || exit 99
expect 'all its files are in one commit' 0 "$made" git ls-files
is 'one commit' 1 "$(git rev-list --count HEAD)"
is 'its subject' 'init: begin a win/loss programme' \
	"$(git log -1 --format=%B)"
is 'nothing is left over' '' "$(git status --short)"
has 'product' winloss.yaml 'product: Ledgerly'
has 'owner' winloss.yaml 'owner: priya'
has 'team' winloss.yaml \
	'priya: {name: Priya Nair, role: pmm, email: priya@ledgerly.example}'
has 'competitor' winloss.yaml 'rival-co: {name: Rival Co}'
has 'segments' winloss.yaml 'segments: [smb, mid-market]'
is 'deals.csv is a header' \
	'deal,account,outcome,stage,amount,currency,segment,competitor,product,owner,created,closed,reason' \
	"$(cat deals.csv)"
is 'private folders are private' 'drwx------ drwx------ -rw-------' \
	"$(stat -c %A private transcripts people.yaml | xargs)"
ok 'every command can read it' winloss synthesize
ok 'a theme for each kind' sh -c '
	for kind in trigger criterion objection competitor product message \
		process; do grep -q "kind: $kind" themes.yaml || exit 1; done'

before=$(snapshot)
expect 'init again' 0 '' winloss init
said 'says what is there' "'$PWD' is a programme already"
said 'file by file' 'guides/buyer.yaml                 is there'
is 'and changes nothing' "$before" "$(snapshot)"
mkdir -p notes
run sh -c 'cd notes && "$WINLOSS" init'
said 'below it, too' "'$PWD' is a programme already"
rmdir notes
fails 'no programme inside another' 128 'is inside the programme' hint: -- \
	winloss init interviews
ok 'and no folder is left of it' test ! -e interviews
cd ..

# --- Defaults and names ---
ok 'without options' winloss init Plain
has 'the folder names the product' Plain/winloss.yaml 'product: Plain'
has 'usual segments' Plain/winloss.yaml 'segments: [smb, mid-market, enterprise]'
ok 'odd names' winloss init odd --product 'Led"ger: '\''ly'\'' # ü' \
	--owner 'Jörg Weiß' --competitor 'Müller & Söhne: "X"' \
	--competitor 東京 --competitor 'MÜLLER & SÖHNE: "X"' --segment 'Größe L'
ok 'can be read again' winloss -C odd export deals
has 'ids without accents' odd/winloss.yaml '  muller-sohne-x: {name: '
has 'owner' odd/winloss.yaml 'owner: jorg'
has 'a name without letters of ASCII has an id' odd/winloss.yaml \
	'  competitor-'
is 'the same name twice is one' 2 "$(ls odd/cards/battlecard | wc -l)"
has 'the product is as it was said' odd/winloss.yaml "Led\"ger: ''ly'' # ü"
fails 'two competitors of one id' 129 \
	"'Rival Co' and 'Rival-Co' would both have the id 'rival-co'" hint: \
	-- winloss init x --competitor 'Rival Co' --competitor Rival-Co
fails 'two segments of one id' 129 "would both have the id 'mid-market'" -- \
	winloss init x --segment 'Mid Market' --segment mid/market
fails 'an empty name' 129 '--competitor takes a name' -- \
	winloss init x --competitor ' '
fails 'an empty product' 129 '--product takes a name' -- \
	winloss init x --product ''
fails 'two folders' 129 'init takes one folder' -- winloss init x y
ok 'no folder is left of them' test ! -e x

# --- Where ---
fails 'a folder in none' 128 "cannot make the folder 'nope/x'" hint: -- \
	winloss init nope/x
: >file
fails 'a file' 128 "cannot open the folder '" 'Not a directory' -- winloss init file
fails 'no identity' 128 'git does not know who you are' \
	'git config --global user.name' -- \
	env GIT_CONFIG_GLOBAL=/dev/null HOME=/nonexistent "$WINLOSS" init x
ok 'leaves no folder' test ! -e x
git init -q --bare bare.git
fails 'a bare repository' 128 'is a bare repository' hint: -- \
	winloss init bare.git
ok 'stays as it was' test ! -e bare.git/winloss.yaml

mkdir there && echo mine >there/themes.yaml
fails 'a file of somebody else' 128 "'themes.yaml' is there already" hint: -- \
	winloss init there
is 'is not overwritten' mine "$(cat there/themes.yaml)"
ok 'and nothing was written' test ! -e there/winloss.yaml
ok 'nor a repository made' test ! -e there/.git
mkdir -p there2/cards/battlecard && echo mine >there2/cards/battlecard/a.md
fails 'nor is a card' 128 "'cards/battlecard/a.md' is there already" -- \
	winloss init there2 --competitor A

# An init that was killed half-way: what it wrote is the same again
cp -R ledgerly half && (cd half && rm -rf .git winloss.yaml deals.csv)
ok 'init goes on where it was interrupted' winloss init half \
	--product Ledgerly --competitor 'Rival Co' --competitor AcmeSoft \
	--segment SMB --segment 'Mid Market'
is 'with all files' "$made" "$(git -C half ls-files)"

ok 'without a commit' winloss init later --no-commit
is 'git has nothing' '' "$(git -C later rev-parse -q --verify HEAD)"
run winloss init later
said 'and init says so' 'git has nothing of it yet'
git -C later add -A
is 'names stay out of git add -A' '' \
	"$(git -C later ls-files people.yaml private transcripts)"

# --- In a larger repository ---
git init -q large && cd large || exit 99
mkdir 'pro [1]' && echo code >main.c && git add main.c && git commit -qm code
echo more >>main.c && git add main.c
printf '*.log' >'pro [1]/.gitignore'
ok 'in a larger repository' winloss init 'pro [1]'
is 'what else is staged stays so' 'M  main.c' "$(git status --short)"
is 'the commit holds the programme only' '' \
	"$(git show --name-only --format= | grep -v '^pro \[1\]/')"
has 'its own .gitignore stays' 'pro [1]/.gitignore' '*.log'
has 'and gets ours' 'pro [1]/.gitignore' 'people.yaml'
expect 'git ignores what is private' 0 'pro [1]/people.yaml
pro [1]/private/x
pro [1]/transcripts/x' git check-ignore 'pro [1]/people.yaml' \
	'pro [1]/private/x' 'pro [1]/transcripts/x'
cd ..
git init -q strict && echo '*.csv' >strict/.gitignore
mkdir strict/p
fails 'a file that git would ignore' 128 'deals.csv' 'git ignores it' hint: \
	-- winloss init strict/p
is 'nothing was written' .gitignore "$(cd strict && find . -type f \
	-not -path './.git/*' | sed 's|^./||')"

# --- A clone ---
git clone -q ledgerly clone && cd clone || exit 99
ok 'a clone has no private folder' test ! -e private -a ! -e people.yaml
expect 'init sets it up' 0 '' winloss init
said 'and says so' 'people.yaml, private/ and transcripts/ are set up'
is 'private' 'drwx------ drwx------ -rw-------' \
	"$(stat -c %A private transcripts people.yaml | xargs)"
is 'nothing to record' '' "$(git status --short)"
cd ..

# --- A programme whose .gitignore lacks them ---
mkdir hand && cp ledgerly/winloss.yaml ledgerly/themes.yaml hand
cd hand || exit 99
ok 'a programme by hand' winloss init
said 'becomes a repository' 'made a git repository'
said 'says what git ignores now' '/people.yaml'
has 'info/exclude keeps it out' .git/info/exclude '/private/'
echo 'x: {name: Jane Doe}' >>people.yaml && echo words >private/a.md
cp people.yaml people.yaml~
git add -A
is 'git add -A takes none of it' '.gitattributes
themes.yaml
winloss.yaml' "$(git ls-files)"
exclude=$(cat .git/info/exclude)
run winloss init
is 'the lines are added once' "$exclude" "$(cat .git/info/exclude)"
has_not 'and told once' "$sandbox/.err" 'info/exclude'
git add -f people.yaml
run winloss init
said 'what git has already is told' "git has 'people.yaml'"
said 'with the way out' 'git rm --cached'
git rm -q --cached people.yaml
echo '!/people.yaml' >.gitignore
fails 'a rule that takes it in is refused' 128 "'/people.yaml'" hint: -- \
	winloss init
cd ..

# prep is as careful: it writes people.yaml
mkdir bare-ignore && cp ledgerly/winloss.yaml ledgerly/themes.yaml bare-ignore
cd bare-ignore || exit 99
git init -q && mkdir guides && cp ../ledgerly/guides/buyer.yaml guides
{
	cat ../ledgerly/deals.csv
	echo 'O-1,Acme,loss,,,,,,,,,2026-10-30,'
} >deals.csv
git add -A && git commit -qm 'by hand'
ok 'prep in a programme without .gitignore' winloss prep O-1
ok 'writes people.yaml' test -s people.yaml
git add -A
is 'and git does not take it' '' "$(git ls-files people.yaml)"
cd ..

# --- On a terminal ---
if command -v script >/dev/null; then
	printf 'Ledgerly\n\nRival Co, AcmeSoft,\nsmb\n' |
		script -qec "'$WINLOSS' init asked" /dev/null >.out 2>&1
	has 'asks for the product' .out 'product [asked]: '
	has 'and the owner' .out 'owner [Priya Nair]: '
	has 'product as answered' asked/winloss.yaml 'product: Ledgerly'
	has 'Enter takes what stands there' asked/winloss.yaml 'owner: priya'
	is 'competitors by commas' 'acmesoft.md
rival-co.md' "$(ls asked/cards/battlecard)"
	has 'segments by commas' asked/winloss.yaml 'segments: [smb]'
	printf 'never asked\n' |
		script -qec "'$WINLOSS' --no-input init quiet" /dev/null \
			>.out 2>&1
	has 'with --no-input it does not ask' quiet/winloss.yaml \
		'product: quiet'
else
	skip 'questions on a terminal' 'no script(1)'
fi

# The cards of a new programme are read, and claim nothing that is proven.
cd "$sandbox" || exit 99
winloss -q init fresh --product X --competitor RivalCo
cd fresh || exit 99
ok 'a new programme can be read' winloss synthesize
is 'without a word against its cards' '' "$(cat "$sandbox/.err")"
is 'each claim says that it is unproven' '' \
	"$(grep -rE '^- ' cards | grep -v '(unproven)')"
sed 's/^type: icp/type: nonsense/' cards/icp/core.md >core && mv core cards/icp/core.md
fails 'a card that is none is named' 128 'cards/icp/core.md:' -- \
	winloss synthesize

done_testing
