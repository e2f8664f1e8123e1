# SPDX-License-Identifier: Apache-2.0
"""What the headers' comments say, in the words of a language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.headers import Header

ERRORS = {"ARGUMENT": "ArgumentError", "NOMEM": "NoMemoryError", "NOT_FOUND": "NotFoundError", "STALE": "StaleError",
          "STATE": "StateError", "LIMIT": "LimitError", "BACKLOG": "BacklogError", "REENTRY": "ReentryError",
          "VERSION": "VersionError", "DEFINITION": "DefinitionError", "ENCODING": "EncodingError",
          "INVARIANT": "InvariantError", "HOOK": "HookError", "IO": "InputOutputError"}


@dataclass
class Comments:
    """By names of C. A language has its own of named()."""

    classes: dict[str, str] = field(default_factory=dict)
    """Names of records and handles in the language."""
    functions: dict[str, str] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)
    fields: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, header: Header) -> None:
        """With what stands for it in C; constants have too little to say to be kept here."""
        for function in header.functions:
            c = f"C: {function.written}, {header.name}."
            self.functions[function.name] = "\n\n".join(filter(None, (self.words(function.comment), c)))
        for record in header.records:
            c = f"C: {record.name}, {header.name}."
            self.records[record.name] = "\n\n".join(filter(None, (self.words(record.comment), c)))
            for name, comment in record.comments.items():
                if said := self.words(comment):
                    self.fields[record.name, name] = said

    def words(self, comment: str) -> str:
        """A comment as a text: paragraphs, lists and tables as they are, with the language's names."""
        comment = comment.strip().removeprefix("/**").removesuffix("*/")
        lines = [re.sub(r"^\s*\* ?", "", line).rstrip() for line in comment.split("\n")]
        if all(line.startswith(" ") or not line for line in lines[1:]):  # what goes on behind a field
            lines = [line.strip() for line in lines]
        text = self.named("\n".join(lines).strip())
        if not text:
            return ""
        return text[0].upper() + text[1:] + ("" if text.endswith((".", "…", "?", "|", ":")) else ".")

    def named(self, text: str) -> str:
        """With the language's names in place of C's."""
        raise NotImplementedError
