# SPDX-License-Identifier: Apache-2.0
"""Call flows as other products export them, as a definition (acd/import.h).

    found = imports.read("amazon-connect", "main.json", "night.json")
    for note in found.notes:
        if note.kind != imports.NoteKind.MAPPED:
            print(note.source, note.path, note.text)
    engine.define({**found.definition, "numbers": {"+4930100": "main"}})
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Callable, Union

from . import raw
from .errors import DefinitionError, Mistake

if not hasattr(raw, "Import"):
    raise ImportError("libacd was built without libacd-import")

from .facts import ImportCounts as Counts  # noqa: E402
from .facts import ImportNote as Note  # noqa: E402
from .kinds import ImportNoteKind as NoteKind  # noqa: E402

__all__ = ["Counts", "Imported", "Note", "NoteKind", "formats", "read", "read_texts"]


@dataclass(frozen=True)
class Imported:
    """What became of exports."""

    definition: dict[str, Any]
    """Has no numbers: add those that lead to its flows."""
    notes: tuple[Note, ...]
    """Each action, with its remarks behind it; then what was made without content."""
    counts: Counts


def formats() -> dict[str, str]:
    """By name, with a line for people."""
    found: dict[str, str] = {}
    while (one := raw.import_format_next(len(found))) is not None:
        found[one.name] = one.text
    return found


def read(format: str, *paths: Union[str, os.PathLike[str]]) -> Imported:
    """Files that belong together: flows refer to each other by name. DefinitionError: some are malformed."""
    return _read(format, [(raw.import_add_file, (os.fspath(path),)) for path in paths])


def read_texts(format: str, texts: Mapping[str, str]) -> Imported:
    """Likewise texts, by the names that notes and flows have of them."""
    return _read(format, [(raw.import_add_text, item) for item in texts.items()])


def _read(format: str, exports: Iterable[tuple[Callable[..., None], tuple[str, ...]]]) -> Imported:
    made = raw.Import(format)
    refused = None
    for add, given in exports:
        try:
            add(made, *given)
        except DefinitionError as error:
            refused = refused or error  # the others may have mistakes, too
    if refused is not None:
        refused.mistakes = tuple(
            Mistake(note.source + note.path, note.text, "", "", line=note.line, column=note.column)
            for note in _notes(made)
            if note.kind == NoteKind.REFUSED
        )
        raise refused
    raw.import_finish(made)
    text = raw.import_definition(made)
    assert text is not None
    return Imported(json.loads(text), _notes(made), Counts.of(raw.import_counts_get(made)))


def _notes(made: raw.Import) -> tuple[Note, ...]:
    return tuple(Note.of(raw.import_note_at(made, index)) for index in range(raw.import_notes_count(made)))
