# SPDX-License-Identifier: GPL-3.0-or-later
# A programme of a few lines, for tests that count.  Sourced behind lib.sh.

# tiny FOLDER: an empty programme in a new repository; goes there.
tiny() {
	git init -q "$1" && cd "$1" || exit 99
	mkdir -p interviews/2026
	cat >winloss.yaml <<-'EOF'
		winloss: 1
		product: Ledgerly
		owner: priya
		team:
		  priya: {name: Priya Nair, role: pmm, email: priya@ledgerly.example}
		competitors:
		  rivalco: {name: RivalCo, aliases: [Rival Co]}
		  saldovar: {name: Saldovar}
		segments: [smb, enterprise]
		dimensions: {motion: [partner, sales-led], region: []}
	EOF
	cat >themes.yaml <<-'EOF'
		winloss: 1
		themes:
		  pricing: {title: The price, kind: objection, definition: d}
		  rollout: {title: Time to roll out, kind: criterion, definition: d, asked-by: [a.b]}
		  security: {title: Security, kind: criterion, definition: d}
	EOF
	printf '/people.yaml\n/private/\n/transcripts/\n' >.gitignore
}

# buyer ID OUTCOME DEAL [KEY...]: an interview, its passages on stdin.
buyer() {
	_id=$1 _outcome=$2 _deal=$3
	shift 3
	{
		printf -- '---\nwinloss: 1\nid: %s\noutcome: %s\ndeal: %s\n' \
			"$_id" "$_outcome" "$_deal"
		case " $* " in
		*' interviewed: '*) ;;
		*) printf 'interviewed: 2026-05-01T10:00:00Z\n' ;;
		esac
		[ $# -gt 0 ] && printf '%s\n' "$@"
		printf -- '---\n\n### Q <!-- a.b -->\n\n'
		cat
	} >"interviews/2026/$_id.md"
}

# said_by ID OUTCOME DEAL THEME...: one quote that carries the themes.
said_by() {
	_who=$1 _how=$2 _what=$3
	shift 3
	printf '> Words of %s.\n> %s ^q1\n' "$_who" "$*" |
		buyer "$_who" "$_how" "$_what"
}

record() {
	git add -A && git commit -qm "${1:-all}" || exit 99
}

# json EXPRESSION COMMAND...: a Python expression over the document d.
json() {
	_expression=$1
	shift
	"$@" | python3 -c 'import json, sys
d = json.load(sys.stdin)
def group(outcome):
    return next(g for g in d["groups"] if g["outcome"] == outcome)
def theme(outcome, id):
    return next((t for t in group(outcome)["themes"] if t["id"] == id), None)
print(eval(sys.argv[1]))' "$_expression"
}

# counted TITLE EXPECTED EXPRESSION [OPTION...]: of a synthesis.
counted() {
	_title=$1 _want=$2 _python=$3
	shift 3
	is "$_title" "$_want" \
		"$(json "$_python" winloss synthesize --format json "$@" 2>&1)"
}
