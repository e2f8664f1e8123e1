# SPDX-License-Identifier: Apache-2.0
"""Reads meson's testlog.json: says which tests were skipped and why, ends with three numbers.

usage: results.py TESTLOG    prints to stderr the reasons, to stdout "passed failed skipped"
"""

import json
import sys

PASSED = ("OK", "EXPECTEDFAIL")


def main() -> int:
    passed = failed = skipped = 0
    with open(sys.argv[1], encoding="utf-8") as log:
        for line in log:
            test = json.loads(line)
            if test["result"] in PASSED:
                passed += 1
            elif test["result"] == "SKIP":
                skipped += 1
                said = [text for text in test.get("stdout", "").splitlines() if text.strip()]
                reason = said[-1] if said else "no reason given"
                print(f"skipped {test['name']}: {reason}", file=sys.stderr)
            else:
                failed += 1
                print(f"failed {test['name']}: {test['result']}", file=sys.stderr)
    print(passed, failed, skipped)
    return 0


if __name__ == "__main__":
    sys.exit(main())
