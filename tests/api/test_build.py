# SPDX-License-Identifier: Apache-2.0
"""Nothing is left out of the build: every C file is compiled and every header installed.

usage: test_build.py BUILD_DIRECTORY [FOLDER_NOT_BUILT…]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tree import ROOT, headers, report, sources


def main() -> None:
    information = Path(sys.argv[1]) / "meson-info"
    not_built = [ROOT / folder for folder in sys.argv[2:]]
    targets = json.loads((information / "intro-targets.json").read_text(encoding="utf-8"))
    built = {
        Path(source).resolve()
        for target in targets
        for group in target["target_sources"]
        for source in group.get("sources", [])
    }
    findings = []
    for path in sources(".c"):
        left_out = any(folder == path or folder in path.parents for folder in not_built)
        if path not in built and not left_out:
            findings.append(f"{path.relative_to(ROOT)} is in no target of meson.build")
    installed = {Path(path) for path in json.loads((information / "intro-installed.json").read_text(encoding="utf-8"))}
    for header in headers():
        if header not in installed and not any(header == folder for folder in not_built):
            findings.append(f"{header.relative_to(ROOT)} is not installed")
    if not built:
        findings.append("no sources in meson's description: this test proves nothing")
    report(findings)


if __name__ == "__main__":
    main()
