# SPDX-License-Identifier: Apache-2.0
"""The table of bodies in journal.h has every kind of command, with the words that the encoding writes for it, named and
ordered as in the records of command.h."""

import re

from tree import ROOT, report


def layouts() -> dict[str, str]:
    """Of each kind: w for a number and s for a slice, as the encoding has it."""
    text = (ROOT / "libacd/journal/command.c").read_text(encoding="utf-8")
    return dict(re.findall(r"\[ACD_COMMAND_(\w+)\] = \"([ws]*)\"", text))


def records() -> set[tuple[tuple[str, str], ...]]:
    """The members of the bodies, type before name."""
    text = (ROOT / "include/acd/command.h").read_text(encoding="utf-8")
    found: set[tuple[tuple[str, str], ...]] = {()}
    for body in re.findall(r"typedef struct acd_command_\w+ \{(.*?)\n\} acd_command_\w+;", text, flags=re.S):
        bare = re.sub(r"/\*.*?\*/", "", body, flags=re.S)
        members = re.findall(r"(\w+)\s+(\w+);", bare)
        found.add(tuple(("u32" if kind == "acd_slice" else "i64", name) for kind, name in members))
    return found


def table() -> list[tuple[str, str]]:
    text = (ROOT / "include/acd/journal.h").read_text(encoding="utf-8")
    rows = re.findall(r"^ \* \| ([A-Z_, ]+) \| (.*) \|$", text, flags=re.M)
    return [(kind, body) for kinds, body in rows for kind in kinds.split(", ")]


def check(kind: str, body: str, layout: str, known: set[tuple[tuple[str, str], ...]]) -> list[str]:
    words = tuple(tuple(word.split(" ", 1)) for word in body.split(", ")) if body != "–" else ()
    said = "".join("s" if word[0] == "u32" else "w" for word in words)
    if said != layout:
        return [f"journal.h: {kind} is said to have {said or 'nothing'}, and is written as {layout or 'nothing'}"]
    if words not in known:
        return [f"journal.h: {kind}: no record of command.h has the members {body}"]
    return []


def main() -> None:
    expected, known, rows = layouts(), records(), table()
    kinds = [kind for kind, _ in rows]
    findings = [f"journal.h: {kind} stands twice" for kind in sorted({kind for kind in kinds if kinds.count(kind) > 1})]
    findings += [f"journal.h: {kind} is missing" for kind in expected if kind not in kinds]
    for kind, body in rows:
        if kind in expected:
            findings += check(kind, body, expected[kind], known)
        else:
            findings.append(f"journal.h: there is no command {kind}")
    if len(expected) < 10 or len(known) < 10:
        findings.append("the tables of the sources were not found")
    report(findings)


if __name__ == "__main__":
    main()
