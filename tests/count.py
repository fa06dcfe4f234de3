# SPDX-License-Identifier: GPL-3.0-or-later
# Counts the subtests of a meson test log and prints "N passed, N failed".
import json
import re
import sys

passed = failed = skipped = 0
with open(sys.argv[1], encoding="utf-8") as log:
    for line in log:
        test = json.loads(line)
        out = test.get("stdout", "")
        ok = len(re.findall(r"(?m)^ok \d+", out))
        bad = len(re.findall(r"(?m)^not ok \d+", out))
        skip = len(re.findall(r"(?m)^ok \d+.*# SKIP", out))
        good = test["result"] in ("OK", "SKIP", "EXPECTEDFAIL")
        if ok + bad == 0:  # not TAP: the program is one test
            ok, bad = (1, 0) if good else (0, 1)
        elif not good and bad == 0:  # it ended before its plan
            bad = 1
        passed += ok - skip
        failed += bad
        skipped += skip
tail = f", {skipped} skipped" if skipped else ""
print(f"{passed} passed, {failed} failed{tail}")
sys.exit(1 if failed or not passed else 0)
