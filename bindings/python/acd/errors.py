# SPDX-License-Identifier: Apache-2.0
"""What the library's functions raise: one class for each status of base.h."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple


class Error(RuntimeError):
    """A status other than ACD_OK."""

    code: int
    """The status, one of `acd.raw.ERR_…`."""
    function: str
    """The function that was refused, without its prefix."""


class AgainError(Error):
    """A portion of due work was done: pull the actions, and make the same call again."""


class ArgumentError(Error, ValueError):
    """A value out of range, nothing where something must be, an unknown kind."""


class NoMemoryError(Error, MemoryError):
    """There is no memory."""


class NotFoundError(Error, LookupError):
    """No such name; or an id that is of another noun, or was never given out."""


class StaleError(Error):
    """What the id named is gone: a late or repeated message."""


class StateError(Error):
    """Not possible in the present state."""


class LimitError(Error):
    """A limit of the options or of the definition is reached."""


class BacklogError(Error):
    """Too many actions wait to be pulled."""


class ReentryError(Error):
    """Called from where it must not be: a command from within the sink of events."""


INSIDE: Any = type("Inside", (), {"__doc__": "Stands for an engine amid a change: whatever is asked of it raises ReentryError."})()


class VersionError(Error):
    """A record or an encoding of a newer version."""


@dataclass(frozen=True)
class Mistake:
    """One thing wrong with a definition."""

    path: str
    """Where: a JSON pointer such as "/queues/support/members/2", or `queue "support" / member "ann"` for one that was
    built."""
    text: str
    """What is wrong."""
    expected: str
    """What was expected, "" if there is nothing to say."""
    nearest: str
    """An existing name close to a misspelt one, ""."""
    found: str = ""
    """What stands there, shortened; ""."""
    line: int = 0
    """In the text that was read, from 1; 0: it is at no place of it."""
    column: int = 0
    """In characters, from 1."""

    def __str__(self) -> str:
        place = f"{self.line}:{self.column}: " if self.line else ""
        parts = [f"{place}{self.path}: {self.text}" if self.path else f"{place}{self.text}"]
        if self.found:
            parts.append(f"found {self.found}")
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.nearest:
            parts.append(f'did you mean "{self.nearest}"?')
        return "; ".join(parts)


class DefinitionError(Error):
    """A definition with mistakes; nothing was changed."""

    mistakes: tuple[Mistake, ...] = ()


class EncodingError(Error):
    """Bytes that are not what they should be."""


class InvariantError(Error):
    """The engine found its own state wrong: a bug in the library."""


class HookError(Error):
    """A hook reported failure."""


class InputOutputError(Error, OSError):
    """A file could not be read or written: `filename`, and `errno` where the system said why."""


class MissingFileError(InputOutputError, FileNotFoundError):
    """There is no such file."""


@contextmanager
def reading(path: str) -> Iterator[None]:
    """What the library says about a file becomes what Python says about one."""
    try:
        yield
    except InputOutputError as error:
        told = error
        try:
            with open(path, "rb"):
                pass
        except OSError as why:
            if isinstance(why, FileNotFoundError):
                told = MissingFileError(*error.args)
                told.code, told.function = error.code, error.function
            told.errno, told.strerror = why.errno, why.strerror
        told.filename = path
        raise told from None


class Refused(NamedTuple):
    """A command of a batch that was refused."""

    number: int
    """In the batch, from 0."""
    error: Error
    """What it would have raised alone."""


class BatchError(Error):
    """Commands of a batch were refused; all others were applied. `code` and `function` are those of the first."""

    def __init__(self, refused: Sequence[Refused] = (), submitted: int = 0) -> None:
        self.refused: tuple[Refused, ...] = tuple(refused)
        self.submitted = submitted
        first = self.refused[0] if self.refused else None
        if first is not None:
            self.code, self.function = first.error.code, first.error.function
        told = f"; the first is command {first.number}, {first.error}" if first is not None else ""
        super().__init__(f"{len(self.refused)} of {submitted} commands refused{told}")

    def __reduce__(self) -> tuple[Any, ...]:
        """Made again as it was made: a pickle of exceptions has their texts alone."""
        return type(self), (self.refused, self.submitted)


BY_CODE: dict[int, type[Error]] = {
    1: AgainError,
    -1: ArgumentError,
    -2: NoMemoryError,
    -3: NotFoundError,
    -4: StaleError,
    -5: StateError,
    -6: LimitError,
    -7: BacklogError,
    -8: ReentryError,
    -9: VersionError,
    -10: DefinitionError,
    -11: EncodingError,
    -12: InvariantError,
    -13: HookError,
    -14: InputOutputError,
}
"""Read by the private module when it is loaded; a test holds it against base.h."""
