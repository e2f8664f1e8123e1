# SPDX-License-Identifier: Apache-2.0
"""What the interface files say of names, and what is shared by all that is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

# Lists of a record.
RECORD_LISTS = {"segments": "acd_record_segment", "visits": "acd_record_visit",
                "conversations": "acd_record_conversation", "path": "acd_record_step"}


@dataclass
class Interface:
    """What acd.i says of names."""

    classes: dict[str, str]
    fields: dict[str, str]
    ignored: set[str]
    raising: set[str]
    numbers: set[str]
    go_in: set[str]
    """Records whose fields can be set."""

    @classmethod
    def read(cls, path: Path) -> Interface:
        text = text_for_python(path)
        return cls(
            classes={c: python for python, c in re.findall(r"^%rename\((\w+)\) (\w+);", text, flags=re.M)},
            fields={c: python for python, c in re.findall(r"^%rename\((\w+)\) (\w+::\w+);", text, flags=re.M)},
            ignored=set(re.findall(r"^%ignore ([\w:]+);", text, flags=re.M)),
            raising=set(re.findall(r"^%status\((\w+)[,)]", text, flags=re.M)),
            numbers=set(re.findall(r"^%number_or_status\((\w+)[,)]", text, flags=re.M)),
            go_in=set(re.findall(r"^%goes_in\((\w+)::", text, flags=re.M)),
        )


def holds(condition: str) -> bool:
    """Of what follows an #if: whether Python reads on, with all libraries."""

    def term(text: str) -> bool:
        name = re.search(r"\((\w+)\)", text)
        assert name, condition
        known = name[1] == "SWIGPYTHON" or name[1].startswith("ACD_SWIG_")
        return known != text.lstrip().startswith("!")

    return any(all(term(part) for part in either.split("&&")) for either in condition.split("||"))


def text_for_python(path: Path) -> str:
    """The interface file with those it includes, without what stands in them for other languages."""
    kept: list[str] = []
    ifs: list[tuple[bool, bool]] = []  # one of its parts was read; this one is
    for line in path.read_text(encoding="utf-8").split("\n"):
        word, _, rest = line.partition(" ")
        if word == "#ifdef":
            ifs.append((holds(f"defined({rest})"),) * 2)
        elif word == "#ifndef":
            ifs.append((holds(f"!defined({rest})"),) * 2)
        elif word == "#if":
            ifs.append((holds(rest),) * 2)
        elif word in ("#elif", "#else"):
            done = ifs[-1][0]
            now = not done and (word == "#else" or holds(rest))
            ifs[-1] = (done or now, now)
        elif word == "#endif":
            ifs.pop()
        elif all(now for _, now in ifs):
            included = re.fullmatch(r'%include "(\w+\.i)"', line)
            kept.append(text_for_python(path.with_name(included[1])) if included else line)
    return "\n".join(kept)


def bare(text: str) -> str:
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return re.sub(r"\\\n", " ", text)
