# SPDX-License-Identifier: Apache-2.0
"""Writes what follows from the public headers and the interface file:
raw.pyi, the types of the module that SWIG makes; kinds.py, the enumerations; facts.py, the records that come out;
docs.i, what SWIG is to write into its module of the headers' comments.

usage: make_types.py INTERFACE HEADER… FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from docstrings import PythonComments, docstring
from facts import FACTS_HEAD, check_texts, facts
from generator.headers import Header
from generator.interface import Interface
from kinds import ENUMERATIONS, KINDS_HEAD, enumerations
from stub import HEAD, MEMORY, SIM, functions, records


def docs(comments: PythonComments, interface: Interface) -> list[str]:
    """Features of SWIG's."""
    said = {**comments.functions, **{name: text for name, text in comments.records.items() if name in interface.classes}}
    for (record, name), text in comments.fields.items():
        if record in interface.classes:
            said[f"{record}::{name}"] = text
    quoted = {name: "\\n".join(docstring(text, "")).replace('"""', "").replace('"', '\\"') for name, text in said.items()}
    return [f'%feature("docstring") {name} "{text}";' for name, text in quoted.items() if name not in interface.ignored]


def main() -> None:
    interface = Interface.read(Path(sys.argv[1]), "PYTHON")
    comments = PythonComments(interface.classes, enumerations=ENUMERATIONS)
    code = "".join(path.read_text(encoding="utf-8") for path in Path(sys.argv[1]).parent.iterdir())
    folder = Path(sys.argv[-1])
    lines = [HEAD]
    handles = {"Engine": "self, options: Optional[Options] = ...", "Options": "self", "Definition": "self", "Check": "self, definition: Definition", "Difference": "self, before: Definition, after: Definition", "Tzif": "self, data: Union[bytes, bytearray, memoryview]"}
    there = {Path(name).stem for name in sys.argv[2:-1]}
    handles["Metrics"] = handles["Records"] = handles["Distribution"] = "self"
    handles["History"] = "self, options: Optional[HistoryOptions] = ..."
    if "json" in there:
        handles["Json"] = "self"
    if "sim" in there:
        handles["Sim"] = "self, options: Optional[Options] = ..."
        lines.append(SIM)
    if "ics" in there:
        handles["Ics"] = "self"
    if "import" in there:
        handles["Import"] = "self, format: str"
    if "testing" in there:
        lines.append(MEMORY)  # all else of it is acd.testing
    headers = [Header.read(Path(name)) for name in sys.argv[2:-1] if Path(name).stem != "testing"]
    for handle, arguments in handles.items():
        lines += [f"class {handle}(metaclass=_SwigNonDynamicMeta):", "    thisown: Any", f"    def __init__({arguments}) -> None: ...", ""]
    kinds_lines, facts_lines = [KINDS_HEAD], [FACTS_HEAD]
    for header in headers:
        comments.add(header)
    for header in headers:
        check_texts(header, interface, code)
        constants = [f"{constant.name}: int" for constant in header.constants]
        lines += [*records(header, interface, comments), "", *constants, "", *functions(header, interface, comments)]
        kinds_lines += enumerations(header, comments)
        facts_lines += facts(header, interface, comments)
    for written, content in (("raw.pyi", lines), ("kinds.py", kinds_lines), ("facts.py", facts_lines),
                          ("docs.i", docs(comments, interface))):
        (folder / written).write_text("\n".join(content) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
