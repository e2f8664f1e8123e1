# SPDX-License-Identifier: Apache-2.0
"""Public records are plain: fixed-width fields, `uint32_t size` first where they may grow.

Each field is in the table of layouts (test_layout.c). Public functions take no record by value and no variable arguments; headers hold no bool, enum type, long or bit-field.
"""

from __future__ import annotations

import re
from pathlib import Path

from tree import ADAPTER_HEADERS, ROOT, headers, report, without_comments

# Records that are complete for ever: parts of others, the allocator, the state of a generator.
FIXED = re.compile(r"acd_(allocator|slice|requirement|command_\w+|sim_stream)")
FIELD_TYPE = re.compile(
    r"(u?int(8|16|32|64)_t|acd_(id|time|slice|command_\w+)|acd_\w+_fn|const \w+ \*|void \*) ?"
)
FORBIDDEN = re.compile(r"\b(_?[Bb]ool|long|short|float|double|va_list|time_t)\b|\.\.\.|^\s*(?:const )?enum \w+ \w+")


def check_header(path: Path, places: set[tuple[str, str]]) -> list[str]:
    text = without_comments(path.read_text(encoding="utf-8"))
    findings = []
    for number, line in enumerate(text.split("\n"), 1):
        found = FORBIDDEN.search(line)
        # Derived figures of adapters are for people, not for decisions: there a double is welcome.
        if found and not (found.group() == "double" and path.name in ADAPTER_HEADERS.values()):
            findings.append(f"{path.name}:{number}: {found.group()} is not for public headers")
    for record, body in re.findall(r"typedef (?:struct|union) (\w+) \{(.*?)\n\} \1;", text, flags=re.S):
        fields = [field.strip() for field in body.split(";") if field.strip()]
        if not FIXED.fullmatch(record) and fields[0] != "uint32_t size":
            findings.append(f"{path.name}: {record} does not begin with `uint32_t size`")
        for field in fields:
            name = re.sub(r"\[\w+\]$", "", field).split()[-1].lstrip("*")
            if ":" in field or "," in field:
                findings.append(f"{path.name}: {record}: a bit-field, or several fields in one: {field}")
            if path.name in ADAPTER_HEADERS.values():
                continue
            if not FIELD_TYPE.match(field):
                findings.append(f"{path.name}: {record}.{name}: not of a fixed width: {field}")
            if (record, name) not in places:
                findings.append(f"{path.name}: {record}.{name} is not in tests/api/test_layout.c")
    records = set(re.findall(r"typedef (?:struct|union) (\w+)", text))
    for function, parameters in re.findall(r"\bACD_API\b[^;()]*?\b(\w+)\s*\(([^;]*)\);", text):
        for parameter in parameters.split(","):
            words = parameter.replace("const ", "").split()
            if words and words[0] in records and "*" not in parameter:
                findings.append(f"{path.name}: {function} takes a record by value: {parameter.strip()}")
    return findings


def main() -> None:
    table = (ROOT / "tests/api/test_layout.c").read_text(encoding="utf-8")
    places = set(re.findall(r"FIELD\((\w+), (\w+),", table))
    findings = [] if places else ["no fields in the table of layouts: this test proves nothing"]
    for path in headers():
        findings += check_header(path, places)
    report(findings)


if __name__ == "__main__":
    main()
