# SPDX-License-Identifier: Apache-2.0
"""Writes what follows from the public headers and the interface file:
raw.pyi, the types of the module that SWIG makes; kinds.py, the enumerations; facts.py, the records that come out;
docs.i, what SWIG is to write into its module of the headers' comments.

usage: generate.py INTERFACE HEADER… FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from generator.comments import Comments, docstring
from generator.facts import FACTS_HEAD, check_texts, facts
from generator.interface import Interface, bare
from generator.kinds import ENUMERATIONS, KINDS_HEAD, enumerations
from generator.stub import HEAD, MEMORY, SIM, constants, functions, records


def docs(comments: Comments, interface: Interface) -> list[str]:
    """Features of SWIG's."""
    said = {**comments.functions, **{name: text for name, text in comments.records.items() if name in interface.classes}}
    for (record, name), text in comments.fields.items():
        if record in interface.classes:
            said[f"{record}::{name}"] = text
    quoted = {name: "\\n".join(docstring(text, "")).replace('"""', "").replace('"', '\\"') for name, text in said.items()}
    return [f'%feature("docstring") {name} "{text}";' for name, text in quoted.items() if name not in interface.ignored]


def main() -> None:
    interface = Interface.read(Path(sys.argv[1]))
    comments = Comments(interface.classes, ENUMERATIONS)
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
    headers = [Path(name) for name in sys.argv[2:-1] if Path(name).stem != "testing"]
    for handle, arguments in handles.items():
        lines += [f"class {handle}(metaclass=_SwigNonDynamicMeta):", "    thisown: Any", f"    def __init__({arguments}) -> None: ...", ""]
    kinds_lines, facts_lines = [KINDS_HEAD], [FACTS_HEAD]
    for path in headers:
        comments.read(path)
    for path in headers:
        whole = path.read_text(encoding="utf-8")
        text = bare(whole)
        check_texts(whole, interface, code)
        lines += [*records(text, interface, comments), "", *constants(text), "", *functions(text, interface, comments)]
        kinds_lines += enumerations(whole, comments)
        facts_lines += facts(whole, interface, comments)
    for written, content in (("raw.pyi", lines), ("kinds.py", kinds_lines), ("facts.py", facts_lines),
                          ("docs.i", docs(comments, interface))):
        (folder / written).write_text("\n".join(content) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
