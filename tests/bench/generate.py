#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make a programme of N interviews of about 8 KB in a git repository.

    generate.py N FOLDER [EXAMPLE]

With EXAMPLE (examples/ledgerly) they stand beside its files and interviews and
use its themes and questions, people.yaml and private/ have what must not leave,
and the history is 200 commits long.
The same N gives the same bytes.  All of it is invented.
"""
import os
import random
import re
import shutil
import subprocess
import sys

KINDS = ["trigger", "criterion", "objection", "competitor", "product",
         "message", "process"]
THEMES = ["theme-%s" % c for c in
          "alder birch cedar cherry elm fir hazel holly larch lime maple oak "
          "pear pine plum poplar rowan spruce thorn walnut willow yew ash "
          "beech".split()]
SEGMENTS = ["smb", "mid-market", "enterprise"]
COMPETITORS = ["rivalco", "saldovar", "abacurion"]
MOTIONS = ["self-serve", "sales-led", "partner"]
OUTCOMES = ["win", "loss", "loss", "win", "no-decision"]
BLOCKS = ["context", "evaluation", "comparison", "messaging", "closing"]
QUESTIONS = {block: ["one", "two", "three"] for block in BLOCKS}
WORDS = ("the a we they board asked for date month close team ledger price "
         "plan week nobody signed audit rollout before after until because "
         "whole again never call demo quarter system people numbers three "
         "small question answer back first last time room list year").split()


def sentence(rng, n):
    words = [rng.choice(WORDS) for _ in range(n)]
    return " ".join(words).capitalize() + "."


def passage(rng, seconds):
    lines = ["> " + sentence(rng, rng.randrange(10, 17))
             for _ in range(rng.randrange(3, 6))]
    tags = rng.sample(THEMES, rng.randrange(0, 4))
    tokens = ["#" + t + rng.choice(["", "", "+", "-"]) for t in tags]
    if rng.random() < 0.02:
        lines = ["> (confidential)"]
        tokens.append("!confidential")
    tokens.append("~%02d:%02d" % (seconds // 60, seconds % 60))
    tokens.append("^p%04d" % seconds)
    return "\n".join(lines + ["> " + " ".join(tokens)])


def interview(rng, i, deal):
    day = "2026-%02d-%02d" % (rng.randrange(1, 13), rng.randrange(1, 29))
    id = "2026-%s-account-%d" % (day[5:7], i)
    criteria = ", ".join(rng.sample(THEMES, 3))
    out = ["---", "winloss: 1", "id: " + id, "kind: buyer"]
    out += ["%s: %s" % pair for pair in [
        ("outcome", deal["outcome"]), ("deal", deal["deal"]),
        ("account", deal["account"]), ("segment", deal["segment"]),
        ("motion", deal["motion"]), ("competitor", deal["competitor"]),
        ("chosen", "none"), ("incumbent", "spreadsheets"),
        ("evaluated", "[%s]" % deal["competitor"]),
        ("stage", "negotiation"), ("amount", deal["amount"]),
        ("currency", "USD"), ("created", deal["created"]),
        ("closed", deal["closed"]), ("role", "Controller"),
        ("interviewer", "priya"), ("attendees", "[priya]"),
        ("consent", "anonymous"), ("guide", "buyer"), ("status", "coded"),
        ("prepared", "{crm: %s priya, calls: %s priya, hypothesis: %s priya, "
                     "briefed: %s priya}" % (day, day, day, day)),
        ("interviewed", day + "T10:00:00+01:00"), ("minutes", "43"),
        ("noted", day + "T11:20:00+01:00"),
        ("hypothesis", rng.choice(["confirmed", "partly", "refuted"])),
        ("coded", day), ("trigger", rng.choice(THEMES)),
        ("criteria", "[%s]" % criteria), ("root", "sales"),
        ("price-factor", "none")]]
    out += ["---", "", "# " + deal["account"], "", "## Preparation", "",
            "### Hypothesis", "", sentence(rng, 14), ""]
    seconds = 60
    for block, questions in QUESTIONS.items():
        out += ["## " + block.capitalize(), ""]
        for question in questions:
            out += ["### %s? <!-- %s.%s -->" % (
                sentence(rng, 8)[:-1], block, question), ""]
            out += [passage(rng, seconds), ""]
            seconds += 97
            if rng.random() < 0.4:
                out += ["%s #%s" % (sentence(rng, 12), rng.choice(THEMES)),
                        ""]
    out += ["## First impressions", "", "### Most surprising finding", "",
            sentence(rng, 12), "", "### Most useful phrase", "",
            sentence(rng, 12), "", "### Most important gap", "",
            sentence(rng, 12), ""]
    return id, "\n".join(out)


def deals(rng, n):
    for i in range(n):
        month = rng.randrange(1, 13)
        yield {"deal": "OPP-%07d" % i, "account": "Account %d" % i,
               "outcome": rng.choice(OUTCOMES), "stage": "Closed",
               "amount": "%d.00" % rng.randrange(5000, 90000),
               "currency": "USD", "segment": rng.choice(SEGMENTS),
               "competitor": rng.choice(COMPETITORS), "product": "",
               "owner": "Jo", "created": "2025-%02d-01" % month,
               "closed": "2025-12-%02d" % rng.randrange(1, 29),
               "reason": "price", "motion": rng.choice(MOTIONS)}


def write(path, text):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def settings():
    write("winloss.yaml", "winloss: 1\nproduct: Ledgerly\nowner: priya\n"
          "team:\n  priya: {name: Priya, role: pmm, "
          "email: priya@ledgerly.example}\ncompetitors:\n" +
          "".join("  %s: {name: %s}\n" % (c, c) for c in COMPETITORS) +
          "segments: [%s]\n" % ", ".join(SEGMENTS) +
          "dimensions:\n  motion: [%s]\n" % ", ".join(MOTIONS))
    write("themes.yaml", "winloss: 1\nthemes:\n" + "".join(
        "  %s:\n    title: The %s\n    kind: %s\n    definition: %s\n"
        % (t, t[6:], KINDS[i % len(KINDS)], "What the buyer says of it.")
        for i, t in enumerate(THEMES)))
    write("guides/buyer.yaml", "winloss: 1\nid: buyer\nblocks:\n" + "".join(
        "  - id: %s\n    title: %s\n    minutes: [8, 10]\n    goal: g\n"
        "    questions:\n" % (b, b) + "".join(
            "      - {id: %s.%s, text: What then?, key: %s}\n"
            % (b, q, "true" if q == "one" else "false")
            for q in ["one", "two", "three"]) for b in BLOCKS))
    write(".gitignore", "/people.yaml\n/private/\n/transcripts/\n")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def borrow(example):
    """Stand in the example: how many interviews it has."""
    shutil.copytree(example, ".", dirs_exist_ok=True)
    THEMES[:] = re.findall("^  ([a-z-]+):$", read("themes.yaml"), re.M)
    QUESTIONS.clear()
    for block, question in re.findall("^      - id: ([a-z]+)[.]([a-z-]+)$",
                                      read("guides/buyer.yaml"), re.M):
        QUESTIONS.setdefault(block, []).append(question)
    return sum(len(files) for _, _, files in os.walk("interviews"))


def people(n):
    write("people.yaml", "winloss: 1\n" + "".join(
        "buyer-%d: {name: Vorname%d Nachname%d, email: b%d@account.example}\n"
        % (i, i, i, i) for i in range(n)))


def hide(rng, id, text):
    """The words of the passages that are marked, in private/."""
    ids = re.findall(r"> \(confidential\)\n> [^\n]*\^(p\d+)\n", text)
    if ids:
        write("private/%s.md" % id, "---\nwinloss: 1\nid: %s\n---\n\n" % id +
              "\n".join("> %s\n> ^%s\n" % (sentence(rng, 14), one)
                        for one in ids))


def history(run, paths):
    """199 more commits: one interview, one line each."""
    for i in range(199):
        with open(paths[i % len(paths)], "a", encoding="utf-8") as file:
            file.write("\nLooked at again, number %d.\n" % i)
        subprocess.run(run + ["commit", "-qam", "interview: look again %d"
                              % i], check=True)


def main():
    n, folder = int(sys.argv[1]), sys.argv[2]
    example = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else None
    rng = random.Random(20261121)
    os.makedirs(folder)
    os.chdir(folder)
    if example:
        n -= borrow(example)
        people(n)
    else:
        settings()
    rows = sorted(deals(rng, n), key=lambda d: (d["closed"], d["deal"]))
    write("deals.csv",
          (read("deals.csv") if example else ",".join(rows[0]) + "\n") +
          "".join(",".join(d.values()) + "\n" for d in rows))
    paths = []
    for i, deal in enumerate(rows):
        id, text = interview(rng, i, deal)
        paths.append("interviews/2026/%s.md" % id)
        write(paths[-1], text)
        if example:
            hide(rng, id, text)
    run = ["git", "-c", "user.name=Bench", "-c", "user.email=b@b.example",
           "-c", "gc.auto=0"]
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(run + ["add", "-A"], check=True)
    subprocess.run(run + ["commit", "-qm", "bench"], check=True)
    if example:
        history(run, paths)


if __name__ == "__main__":
    main()
