# SPDX-License-Identifier: Apache-2.0
"""Definitions, from wherever they come."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Optional, Union

from . import raw
from .errors import DefinitionError, Mistake, NotFoundError, reading
from .zones import zone_bytes

if TYPE_CHECKING:
    from .engine import Engine

Definition = Union[Mapping[str, Any], str, "os.PathLike[str]", raw.Definition]
"""A centre: a dict as its JSON document would be, the path of such a file, or one built with acd.raw."""


def submit(engine: Engine, definition: Definition, mode: int, at_us: Optional[int]) -> None:
    """Puts a definition or a change in force. What is wrong with it is told where it stands."""
    if isinstance(definition, raw.Definition):
        _set_zones(engine, definition, at_us)
        try:
            engine._do(_definition_submit, at_us, definition, mode)
        except DefinitionError as error:
            found = (raw.engine_error_at(engine.raw, i) for i in range(raw.engine_errors_count(engine.raw)))
            error.mistakes = tuple(Mistake(one.path, one.text, one.expected, one.nearest) for one in found)
            raise
        return
    if not hasattr(raw, "Json"):
        raise NotImplementedError("libacd was built without libacd-json: definitions are built with acd.raw")
    reader = raw.Json()
    try:
        if isinstance(definition, Mapping):
            raw.json_load_text(reader, json.dumps(definition, ensure_ascii=False))
        else:
            path = os.fspath(definition)
            with reading(path):
                raw.json_load_file(reader, path)
        document = raw.json_definition(reader)
        if document is not None:
            _set_zones(engine, document, at_us)
        engine._do(_json_submit, at_us, reader, mode)
    except DefinitionError as error:
        found_in_text = (raw.json_error_at(reader, i) for i in range(raw.json_errors_count(reader)))
        if isinstance(definition, Mapping):
            # Lines of a text that nobody has seen say nothing.
            error.mistakes = tuple(
                Mistake(one.path, one.text, one.expected, one.nearest, one.found) for one in found_in_text
            )
            error.args = (f"{error.function}: {'; '.join(str(one) for one in error.mistakes[:3])}",)
        else:
            error.mistakes = tuple(
                Mistake(one.path, one.text, one.expected, one.nearest, one.found, one.line, one.column)
                for one in found_in_text
            )
        raise


def _set_zones(engine: Engine, definition: raw.Definition, at_us: Optional[int]) -> None:
    index = 0
    while True:
        index, name = raw.definition_zone_next(definition, index)
        if not index:
            return
        try:
            raw.zone_find(engine.raw, name)
        except NotFoundError:
            data = zone_bytes(name)
            if data is not None:
                engine.set_zone(name, data, at_us=at_us)


def _definition_submit(engine: raw.Engine, time_us: int, definition: raw.Definition, mode: int) -> None:
    raw.definition_submit(definition, engine, time_us, mode)


def _json_submit(engine: raw.Engine, time_us: int, reader: raw.Json, mode: int) -> None:
    raw.json_submit(reader, engine, time_us, mode)
