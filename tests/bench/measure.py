#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time commands in a programme and compare them with git's.

    measure.py WINLOSS PEAK FOLDER [--every]

Warm, the least of nine runs each, in turn, so that a busy moment hits all and
counts for none.  "cpu" is what all cores together did, which a busy machine
changes less.  Peak memory is what PEAK says of one more run.  "cache" is with a valid one, "no cache" with WINLOSS_NO_CACHE=1.
With --every each command instead, the least of twenty, against `git --version`.
"""
import os
import re
import subprocess
import sys
import time

RUNS = 9
GREP = ["git", "grep", "-c", "theme-oak", "--", "interviews"]
STATUS = ["git", "status", "--porcelain"]
VERSION = ["git", "--version"]
NO_CACHE = ["env", "WINLOSS_NO_CACHE=1"]


def once(argv):
    """Seconds, and seconds of all cores."""
    begin = time.perf_counter()
    process = subprocess.Popen(argv, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - begin
    process.returncode = 0  # it has been waited for
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit("%s failed" % " ".join(argv))
    return took, usage.ru_utime + usage.ru_stime


def memory(peak, argv):
    """Peak memory in MB."""
    return int(subprocess.check_output([peak] + argv)) / 1024


def measure(commands, peak, times=RUNS):
    seen = {name: [] for name in commands}
    for argv in commands.values():
        once(argv)
    for _ in range(times):
        for name, argv in commands.items():
            seen[name].append(once(argv))
    return {name: (min(took for took, _ in runs), min(cpu for _, cpu in runs),
                   memory(peak, commands[name]))
            for name, runs in seen.items()}


def line(name, took, cpu, peak, note):
    print("  %-32s %8.1f ms %8.1f cpu %7.1f MB  %s" % (
        name, took * 1e3, cpu * 1e3, peak, note))


def claim_of(card):
    """card^claim, the first of a card."""
    with open(card, encoding="utf-8") as file:
        found = re.search(r"\^([a-z0-9]+)\s*$", file.read(), re.M)
    return "%s^%s" % (os.path.basename(card)[:-3], found[1])


def text_size():
    return sum(os.path.getsize(os.path.join(folder, file))
               for folder, _, files in os.walk("interviews")
               for file in files) / 2**20


def goals(result, text):
    """What design.md wants, beside what is."""
    grep, status = result["git grep -c"][0], result["git status"][0]
    fresh = result["winloss synthesize, no cache"]
    cached = result["winloss synthesize, cache"]
    print("  goals: no cache %.2f of 4 x git grep -c, cache %.2f of 1.5 x "
          "git status, memory %.2f and %.2f of 1.5 x the text" % (
              fresh[0] / grep, cached[0] / status, fresh[2] / text,
              cached[2] / text))


def compare(winloss, peak):
    plain = [winloss, "synthesize"]
    json = plain + ["--format", "json"]
    quotes = [winloss, "export", "quotes", "--format", "csv"]
    result = measure({
        "git grep -c": GREP, "git status": STATUS, "git --version": VERSION,
        "winloss synthesize, cache": plain,
        "winloss synthesize, no cache": NO_CACHE + plain,
        "winloss synthesize json, cache": json,
        "winloss synthesize json, no cache": NO_CACHE + json,
        "winloss synthesize --rev HEAD": plain + ["--rev", "HEAD"],
        "winloss export quotes, cache": quotes,
        "winloss export quotes, no cache": NO_CACHE + quotes,
        "winloss export deals, cache": [winloss, "export", "deals"]}, peak)
    grep, status = result["git grep -c"][0], result["git status"][0]
    text = text_size()
    for name, (took, cpu, most) in result.items():
        note = "%.2f x git grep -c, %.2f x git status" % (
            took / grep, took / status)
        if name.startswith("winloss"):
            note += ", %.2f x the text in memory" % (most / text)
        line(name, took, cpu, most, note)
    goals(result, text)
    print("  text: %.1f MB, cache: %.1f MB and %.1f MB of words" % (
        text, *(os.path.getsize(".git/winloss/" + file) / 2**20
                for file in ("cache", "words"))))


def one_of(folder):
    return sorted(file for file in os.listdir(folder))[0]


def prepare(winloss):
    """A plan and a review, once."""
    for folder, words in [("plans", "plan new --start 2026-10-05 --id q4"),
                          ("reviews", "review")]:
        if not os.path.isdir(folder):
            once([winloss, "--no-input"] + words.split())


def every(winloss, peak):
    prepare(winloss)
    file = "interviews/2026/" + one_of("interviews/2026")
    some = file.split("/")[-1][:-3]
    commands = {"git --version": VERSION}
    for words in ["--version", "-h", "help", "completion bash", "init",
                  "prep --suggest", "prep " + some, "note " + some,
                  "theme list", "theme stale", "synthesize",
                  "synthesize --format json", "synthesize --rev HEAD",
                  "quotes", "quotes --theme pricing",
                  "card list", "card show battlecard/rivalco",
                  "card why " + claim_of("cards/battlecard/rivalco.md"),
                  "card impact " + some, "log",
                  "diff HEAD~100", "textconv " + file, "check",
                  "check --against HEAD", "check --against HEAD~100", "status",
                  "review show", "review list", "plan show", "export quotes",
                  "export deals", "export interviews", "export summary " + some,
                  "export cards"]:
        commands["winloss " + words] = [winloss] + words.split()
    result = measure(commands, peak, 20)
    least, least_cpu = result["git --version"][:2]
    for name, (took, cpu, most) in result.items():
        line(name, took, cpu, most, "%+6.1f ms %+6.1f cpu" % (
            (took - least) * 1e3, (cpu - least_cpu) * 1e3))


def main():
    winloss, peak = map(os.path.abspath, sys.argv[1:3])
    os.environ.update(WINLOSS_AS_OF="2026-12-31T12:00:00Z", GIT_PAGER="cat")
    os.chdir(sys.argv[3])
    if "--every" in sys.argv:
        every(winloss, peak)
    else:
        compare(winloss, peak)


if __name__ == "__main__":
    main()
