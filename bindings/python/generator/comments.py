# SPDX-License-Identifier: Apache-2.0
"""What the public headers say of functions, records and constants, in the words of Python."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from pathlib import Path

COMMENT = r"/\*\*(?!<)(?:(?!\*/).)*\*/"
BELOW = r"/\*\*<((?:(?!\*/).)*)\*/"
ERRORS = {"ARGUMENT": "ArgumentError", "NOMEM": "NoMemoryError", "NOT_FOUND": "NotFoundError", "STALE": "StaleError",
          "STATE": "StateError", "LIMIT": "LimitError", "BACKLOG": "BacklogError", "REENTRY": "ReentryError",
          "VERSION": "VersionError", "DEFINITION": "DefinitionError", "ENCODING": "EncodingError",
          "INVARIANT": "InvariantError", "HOOK": "HookError", "IO": "InputOutputError"}


@dataclass
class Comments:
    """By names of C; a function without a comment of its own right below another one shares that one's."""

    classes: dict[str, str] = field(default_factory=dict)
    """Names of records and handles in Python."""
    enumerations: dict[str, str] = field(default_factory=dict)
    """Names of enumerations in Python, by what their constants begin with."""
    functions: dict[str, str] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)
    fields: dict[tuple[str, str], str] = field(default_factory=dict)
    enums: dict[str, str] = field(default_factory=dict)
    """By their first constants."""

    def read(self, path: Path) -> None:
        text, header = path.read_text(encoding="utf-8"), f"acd/{path.name}"
        shared, end = "", 0
        for found in re.finditer(r"\bACD_API\s+([^;()]*?\b(acd_\w+)\s*\([^;]*\));", text):
            between = text[end : found.start()]
            if comment := re.search(rf"({COMMENT})\s*\Z", between, flags=re.S):
                shared = self.words(comment[1])
            elif end == 0 or between.strip() or between.count("\n") != 1:
                shared = ""
            end = found.end()
            declared = re.sub(r"\s+", " ", found[1])
            self.functions[found[2]] = "\n\n".join(filter(None, (shared, f"C: {declared}, {header}.")))
        for found in re.finditer(rf"(?:({COMMENT})\s*)?typedef struct (\w+) (?:\{{(.*?)\n\}} )?\2;", text, flags=re.S):
            said = self.words(found[1] or "")
            self.records[found[2]] = "\n\n".join(filter(None, (said, f"C: {found[2]}, {header}.")))
            self._read_fields(found[2], found[3] or "")
        for found in re.finditer(rf"({COMMENT})\s*enum \{{\s*ACD_(\w+)", text, flags=re.S):
            self.enums[found[2]] = self.words(found[1])

    def _read_fields(self, record: str, body: str) -> None:
        parts = re.finditer(rf"(?:({COMMENT})\s*)?^ *([\w ]+\W\**(\w+)(?:\[\w+\])?);(?:\s*{BELOW})?", body, flags=re.S | re.M)
        for found in parts:
            if said := self.words(found[1] or found[4] or ""):
                self.fields[record, found[3]] = said

    def words(self, comment: str) -> str:
        """A comment as a text: paragraphs, lists and tables as they are, with Python's names."""
        comment = comment.strip().removeprefix("/**").removesuffix("*/")
        lines = [re.sub(r"^\s*\* ?", "", line).rstrip() for line in comment.split("\n")]
        if all(line.startswith(" ") or not line for line in lines[1:]):  # what goes on behind a field
            lines = [line.strip() for line in lines]
        text = self.named("\n".join(lines).strip())
        if not text:
            return ""
        return text[0].upper() + text[1:] + ("" if text.endswith((".", "…", "?", "|", ":")) else ".")

    def named(self, text: str) -> str:
        text = re.sub(r"\bACD_ERR_(\w+)", lambda found: ERRORS.get(found[1], found[0]), text)
        text = re.sub(r"\bACD_(\w+?)_?(?:…|(?=\b))", self._constant, text)
        text = re.sub(r"\bacd_(\w+)\b", lambda found: self.classes.get(found[0], found[1]), text)
        return text

    def _constant(self, found: re.Match[str]) -> str:
        name, all_of_it = found[1].rstrip("_"), found[0].endswith("…")
        for prefix in sorted(self.enumerations, key=len, reverse=True):
            if all_of_it and name == prefix:
                return self.enumerations[prefix]
            if not all_of_it and name.startswith(prefix + "_"):
                return f"{self.enumerations[prefix]}.{name[len(prefix) + 1:]}"
        return f"{name}_…" if all_of_it else name


def docstring(text: str, indent: str) -> list[str]:
    """As lines of code: paragraphs are filled, lists and tables keep their lines."""
    text = text.replace("\\", "\\\\").replace('"""', "'''")
    if text.endswith('"'):
        text += " "
    lines: list[str] = []
    is_item = False
    for part in re.split(r"\n\n|\n(?= *[-|])", f'"""{text}"""'):
        is_item, was_item = bool(re.match(r" *[-|]", part)), is_item
        if lines and not (is_item and was_item):
            lines.append("")
        filled = textwrap.wrap(re.sub(r"\s+", " ", part), 118 - len(indent), break_long_words=False,
                               break_on_hyphens=False, subsequent_indent="  " if is_item else "")
        lines += [part] if part.startswith("|") else filled
    return [indent + line if line else "" for line in lines]
