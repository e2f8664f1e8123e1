# SPDX-License-Identifier: Apache-2.0
"""The headers' comments in the words of Python, and as docstrings."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field

from generator.comments import ERRORS, Comments


@dataclass
class PythonComments(Comments):
    enumerations: dict[str, str] = field(default_factory=dict)
    """Names of enumerations, by what their constants begin with."""

    def named(self, text: str) -> str:
        text = re.sub(r"\bACD_ERR_(\w+)", lambda found: ERRORS.get(found[1], found[0]), text)
        text = re.sub(r"\bACD_(\w+?)_?(?:…|(?=\b))", self._constant, text)
        return re.sub(r"\bacd_(\w+)\b", lambda found: self.classes.get(found[0], found[1]), text)

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
