# SPDX-License-Identifier: GPL-3.0-or-later
# For the tests of check: a small programme in which every rule is kept, and
# ways to break one rule at a time.

# The programme in "$sandbox/sound", committed.
sound() {
	mkdir -p "$sandbox/sound" && cd "$sandbox/sound" || exit 99
	mkdir -p guides interviews/2026 field cards/battlecard codings
	cat >winloss.yaml <<'END'
winloss: 1
product: Ledgerly
owner: priya
team:
  priya: {name: Priya Nair, role: pmm, email: priya@ledgerly.example}
  marc: {name: Marc Delaunoy, role: pmm}
  jonah: {name: Jonah Pettibrook, role: sales}
competitors:
  rivalco: {name: RivalCo, aliases: [Rival Co]}
segments: [smb, mid-market]
dimensions: {motion: [sales-led, partner]}
thresholds: {pattern: 1, group-min: 1}
END
	cat >themes.yaml <<'END'
winloss: 1
themes:
  rollout-time:
    title: Time to roll out
    kind: criterion
    definition: Weeks until the first close.
    aliases: [onboarding]
    consumer: priya
    asked-by: [evaluation.criteria]
    since: 2026-01-01
  pricing:
    title: How the price is built
    kind: criterion
    definition: Seats and terms.
    consumer: sales
END
	cat >guides/buyer.yaml <<'END'
winloss: 1
id: buyer
blocks:
  - id: opening
    questions:
      - {id: opening.consent, text: How may we use this?, key: true, role: consent}
      - {id: opening.role, text: What is your role?, role: interviewee-role}
  - id: evaluation
    questions:
      - {id: evaluation.criteria, text: What were your criteria?, key: true, role: criteria}
      - {id: comparison.root, text: Where did you meet it?, outcome: loss, role: root}
END
	cat >deals.csv <<'END'
deal,account,outcome,stage,amount,currency,segment,competitor,product,owner,created,closed,reason,motion
OPP-1,Acme,loss,Closed Lost,48000.00,USD,smb,rivalco,,,2026-06-02,2026-10-01,price,sales-led
END
	cat >interviews/2026/2026-10-acme.md <<'END'
---
winloss: 1
id: 2026-10-acme
outcome: loss
deal: OPP-1
account: Acme
segment: smb
competitor: rivalco
amount: 48000
motion: sales-led
interviewer: priya
attendees: [priya]
consent: anonymous
guide: buyer
status: coded
prepared: {crm: 2026-10-05 priya, calls: 2026-10-05 priya, hypothesis: 2026-10-06 priya, briefed: 2026-10-06 priya}
interviewed: 2026-10-10T10:00:00Z
minutes: 45
noted: 2026-10-10T11:30:00Z
hypothesis: refuted
coded: 2026-10-12
trigger: rollout-time
criteria: [rollout-time, pricing]
buyer-reason: pricing
root: product
after: {thanked: 2026-10-11, confirmed: 2026-10-11, seller-reviewed: 2026-10-12, published: 2026-10-13, shared: 2026-10-13}
---

# Acme

## Preparation

The hypothesis is about #pricing and more.

## Opening

### How may we use this? <!-- opening.consent -->

> Anonymously.
> ^a0

### What is your role? <!-- opening.role -->

> I close the books.
> ^a1

## Evaluation

### What were your criteria? <!-- evaluation.criteria -->

> Ten weeks was too long.
> #rollout-time- ~04:10 ^a2

The invoice came up again, see \#pricing. #pricing ^a3

### Where did you meet it? <!-- comparison.root -->

> In the product.
> #pricing- ^a4

## First impressions

### Most surprising finding

It was not the price.

### Most useful phrase

Ten weeks.

### Most important gap

A plan for the rollout.
END
	printf '# October\n\n- Heard again. #pricing ~2026-10-14 @call ^f1\n' \
		>field/2026-10.md
	cat >cards/battlecard/rivalco.md <<'END'
---
winloss: 1
id: rivalco
type: battlecard
competitor: rivalco
owner: priya
verifier: marc
verified: 2026-11-20
---
# RivalCo

- They are faster. [@2026-10-acme^a2; @2026-10^f1] ^r4w
END
	printf 'winloss: 1\ninterview: 2026-10-acme\ncoder: marc\npassages:\n  a2: [rollout-time-]\n  a3: []\n' \
		>codings/2026-10-acme.marc.yaml
	git init -q && git add -A && git commit -qm programme
	cd "$sandbox" || exit 99
}

interview=interviews/2026/2026-10-acme.md
card=cards/battlecard/rivalco.md

# A copy of it to be broken, and the working folder.
again() {
	cd "$sandbox" || exit 99
	rm -rf broken
	cp -R sound broken && cd broken || exit 99
}

# caught RULE FINDING: it is reported, exactly so.
caught() {
	run winloss check --rule "$1"
	is "$1: caught" "$2" "$(grep -F "[$1]" "$sandbox/.out")"
}

# missed RULE: with whatever was changed, nothing is reported.
missed() {
	run winloss check --rule "$1"
	is "$1: $2" 'status 0 0' \
		"status $status $(grep -cF "[$1]" "$sandbox/.out")"
}
