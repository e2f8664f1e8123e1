# SPDX-License-Identifier: Apache-2.0
"""Whatever is public in the package says what it is, and what comes from the headers says what they say."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import unittest
from typing import Any, Iterator

import acd
from acd import kinds, raw

MADE_BY_PYTHON = re.compile(r"\w+\(.*\)( -> None)?\Z", flags=re.S)  # of a dataclass without a docstring


def said(thing: Any) -> str:
    text = inspect.cleandoc(thing.__doc__ or "")
    return "" if MADE_BY_PYTHON.match(text) else text


def members(cls: type) -> Iterator[tuple[str, Any]]:
    """Methods and properties of its own; fields of records and members of enumerations are asked for elsewhere."""
    for name, member in vars(cls).items():
        thing = member.__func__ if isinstance(member, (classmethod, staticmethod)) else member
        if not name.startswith("_") and (inspect.isfunction(thing) or isinstance(thing, property)):
            yield name, thing


class DocsTest(unittest.TestCase):
    def test_public_names(self) -> None:
        silent = []
        left_out = {name for name, there in (("ics", "Ics"), ("imports", "Import")) if not hasattr(raw, there)}
        names = (one.name for one in pkgutil.iter_modules(acd.__path__) if one.name not in left_out)
        modules = [importlib.import_module(f"acd.{name}") for name in names]
        for module in (acd, *(one for one in modules if one.__name__ not in ("acd.raw", "acd._raw"))):
            if not module.__doc__:
                silent.append(module.__name__)
            for name, thing in vars(module).items():
                if name.startswith("_") or not (inspect.isclass(thing) or inspect.isfunction(thing)):
                    continue
                if not thing.__module__.startswith("acd.") or thing.__module__ == "acd.raw":
                    continue
                if not said(thing) or (inspect.isclass(thing) and "__doc__" not in vars(thing)):
                    silent.append(f"{module.__name__}.{name}")
                if inspect.isclass(thing):
                    silent += [f"{thing.__module__}.{thing.__name__}.{one}" for one, member in members(thing) if not said(member)]
        self.assertEqual(sorted(set(silent)), [])

    def test_the_flat_module(self) -> None:
        silent = [
            name
            for name, thing in vars(raw).items()
            if not name.startswith("_") and not name.endswith("_swigregister") and not said(thing)
            and (inspect.isfunction(thing) or inspect.isclass(thing))
            and thing.__module__ == "acd.raw"
        ]
        self.assertEqual(silent, [])

    def test_what_the_headers_say(self) -> None:
        self.assertRegex(
            said(raw.call_hangup), r"\AThe caller is gone\. .*StaleError.*\n\nC: int acd_call_hangup\(.*acd/call\.h\."
        )
        # One comment for two declarations.
        self.assertIn("Holds, resumes", raw.call_resume.__doc__ or "")
        self.assertEqual(raw.CallInfo.node.__doc__, "Index of the node in the flow, -1: none.")
        self.assertIn("- `node`: Index of the node", acd.CallInfo.__doc__ or "")
        self.assertIn("hung up while waiting", acd.End.ABANDONED.__doc__ or "")
        self.assertIn("Why a call ended", acd.End.__doc__ or "")
        # Above an enumeration that begins with a comment on its first member.
        self.assertIn("keeps a call and an agent apart", kinds.Obstacle.__doc__ or "")
        # No name that Python does not have, but in what says that it is C's.
        enumerations = [kind for kind in vars(kinds).values() if isinstance(kind, type) and issubclass(kind, kinds.Kind)]
        things: list[Any] = [*vars(raw).values(), *(member for kind in enumerations for member in kind)]
        for thing in things:
            text = re.sub(r"^ *C: .*?(\n\n|\Z|\.h\.)", "", str(getattr(thing, "__doc__", "")), flags=re.S | re.M)
            self.assertNotRegex(text, r"\b(acd_|ACD_ERR_)\w", msg=repr(thing))


if __name__ == "__main__":
    unittest.main()
