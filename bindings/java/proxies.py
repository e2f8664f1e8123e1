# SPDX-License-Identifier: Apache-2.0
"""Makes the package org.libacd of what SWIG writes: functions become methods of what they take first, names are as Java writes them,
setters can be chained, records print themselves, and the headers' comments come along.

usage: proxies.py SWIG-FOLDER FOLDER INTERFACE HEADER…
"""

from __future__ import annotations

import html
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from generator.comments import ERRORS, Comments
from generator.headers import Header
from generator.interface import Interface

HEAD = "// SPDX-License-Identifier: Apache-2.0\npackage org.libacd;\n"
# What of a function's name is said by its class already, the longest first; an engine has the functions of all that lives in it.
SAID = {"KpiQueue": ("kpi",), "KpiAgent": ("kpi_agent", "kpi"), "HistoryCallbacks": ("history",), "HistoryWait": ("history",),
        "ServiceLevelCounts": ("service_level",), "ErlangSystem": ("erlang",)}
# Functions of no object, and the classes they belong to all the same.
STATIC = {"history_load": "History", "record_print_csv_head": "Record", "metrics_count": "Metrics"}
# Words of Java's.
WORDS = {"int": "getInt"}


def camel(name: str) -> str:
    return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), name)


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


@dataclass
class JavaComments(Comments):
    """The headers' comments as Javadoc."""

    def named(self, text: str) -> str:
        text = re.sub(r"\bACD_ERR_(\w+)", lambda found: ERRORS[found[1]].replace("Error", "Exception") if found[1] in ERRORS else found[0],
                      text)
        text = re.sub(r"\bACD_(\w+)", r"\1", text)
        return re.sub(r"\bacd_(\w+)\b", lambda found: self.classes.get(found[0], camel(found[1])), text)

    def javadoc(self, text: str, indent: str) -> str:
        """A comment; tables and lists as they are written."""
        if not text:
            return ""
        text = html.escape(text, quote=False).replace("*/", "*&#47;").replace("@", "&#64;").replace("\\", "&#92;")
        parts = re.split(r"\n\s*\n|\n(?= *[-|])", text)
        written = [re.sub(r"\s+", " ", part).strip() for part in parts]
        written = [f"<br>{part}" if part.startswith(("-", "|")) else f"<p>{part}" if i else part for i, part in enumerate(written)]
        lines = f"\n{indent} * ".join(written)
        return f"{indent}/** {lines} */\n"


@dataclass
class Function:
    """One of the module's."""

    result: str
    name: str
    parameters: list[tuple[str, str]]
    body: str

    @property
    def owner(self) -> str:
        return STATIC.get(self.name) or (self.parameters[0][0] if self.parameters else "")

    def method(self, owner: str) -> str:
        """Its name in a class."""
        for said in SAID.get(owner, (snake(owner),)):
            if self.name.startswith(said + "_"):
                name = self.name.removeprefix(said + "_")
                return WORDS.get(name, camel(name))
        return camel(self.name)

    def written(self, owner: str, classes: set[str]) -> str:
        """As a method of a class, or of none."""
        is_method = bool(self.parameters) and self.parameters[0][0] == owner and owner in classes
        body = self.body
        for kind, name in self.parameters:
            body = re.sub(rf"(?<![\w.]){name}\b(?!\()", camel(name), body)
        if is_method:
            first = camel(self.parameters[0][1])
            body = re.sub(rf"{owner}\.(?:need|getCPtr)\({first}\), {first}\b", "handle.pointer(), this", body)
        given = ", ".join(f"{kind} {camel(name)}" for kind, name in self.parameters[is_method:])
        static = "" if is_method else "static "
        return f"  public {static}{self.result} {self.method(owner)}({given}) {{\n    {body.strip()}\n  }}\n"


def functions(text: str) -> list[Function]:
    found = re.findall(r"^  public static (\S+) (\w+)\((.*?)\) \{(?:\n(.*?)\n  \}| (.*?) \})$", text, flags=re.M | re.S)
    if len(found) != text.count("  public static "):
        raise SystemExit("Acd.java of SWIG's looks otherwise than proxies.py knows")
    return [Function(result, name, [parameter(one) for one in given.split(", ") if one], long or short)
            for result, name, given, long, short in found]


def parameter(text: str) -> tuple[str, str]:
    kind, _, name = text.rpartition(" ")
    return kind, name


def to_string(name: str, getters: list[tuple[str, str]]) -> str:
    """A record prints itself as those of Java do."""
    shown = ' + ", '.join(f'{field[0].lower()}{field[1:]}=" + ' + (f"java.util.Arrays.toString(get{field}())" if kind == "long[]" else f"get{field}()")
                          for kind, field in getters)
    return f'  @Override public String toString() {{\n    return "{name}[{shown} + "]";\n  }}\n'


def proxy(name: str, text: str, methods: list[str], comments: JavaComments, record: str) -> str:
    """A class as it goes into the package."""
    text = text[text.index("public class"):].replace("public class", "public final class", 1)
    text = text.replace("swigCPtr, this", "handle.pointer(), this")
    text = text.replace("level_min", "levelMin")
    # What sets something gives the object.
    text = re.sub(r"  public void (set\w+\(\S+ value\)|require\(.*?\)|prefer\(.*?\)) \{\n(.*?)\n  \}",
                  rf"  public {name} \1 {{\n\2\n    return this;\n  }}", text, flags=re.S)
    for field in sorted(field for of, field in comments.fields if of == record):
        said = comments.javadoc(comments.fields[record, field], "  ")
        text = re.sub(rf"^(?=  public \S+ [gs]et{camel('_' + field)}\()", lambda _: said, text, flags=re.M)
    if getters := re.findall(r"^  public (\S+) get(\w+)\(\) \{", text, flags=re.M):
        methods = [*methods, to_string(name, getters)]
    body = text.rstrip().removesuffix("}").rstrip()
    said = comments.javadoc(comments.records.get(record, ""), "")
    return f"{HEAD}\n{said}{body}\n\n" + "\n".join(methods) + "}\n"


def exceptions(folder: Path, said: dict[str, str], comments: JavaComments) -> None:
    """One class for each status, and what finds them by it."""
    said = {name: text for name, text in said.items() if re.fullmatch(r"AGAIN|ERR_\w+", name)}
    cases = []
    for constant, text in said.items():
        short = ERRORS.get(constant.removeprefix("ERR_"), "AgainError" if constant == "AGAIN" else "")
        if not short:
            raise SystemExit(f"ACD_{constant}: comments.py has no name for its error")
        name = short.replace("Error", "Exception")
        cases.append(f"      case Acd.{constant} -> new {name}(code, function, message);\n")
        if name != "DefinitionException":
            (folder / f"{name}.java").write_text(
                f"{HEAD}\n{comments.javadoc(comments.words(text), '')}public final class {name} extends AcdException {{\n"
                f"  private static final long serialVersionUID = 1;\n\n"
                f"  {name}(int code, String function, String message) {{\n    super(code, function, message);\n  }}\n}}\n",
                encoding="utf-8")
    (folder / "Refusal.java").write_text(
        f"{HEAD}\n/** The exception of a status. */\nfinal class Refusal {{\n  private Refusal() {{}}\n\n"
        "  static AcdException of(int code, String function, String message) {\n    return switch (code) {\n"
        + "".join(cases) + "      default -> new AcdException(code, function, message);\n    };\n  }\n}\n", encoding="utf-8")


def constants(text: str, said: dict[str, str], comments: JavaComments) -> list[str]:
    """With what the headers say of them."""
    lines = []
    for kind, name, value in re.findall(r"^  public final static (\w+) (\w+) = (.*?);", text, flags=re.M):
        lines.append(f"{comments.javadoc(comments.words(said.get(name, '')), '  ')}  public static final {kind} {name} = {value};\n")
    return lines


def main() -> None:
    made, folder, headers = Path(sys.argv[1]), Path(sys.argv[2]), [Header.read(Path(name)) for name in sys.argv[4:]]
    names = Interface.read(Path(sys.argv[3])).classes
    records = {java: c for c, java in names.items()}
    comments = JavaComments(names)
    for header in headers:
        comments.add(header)
    comments.functions = {name: text.rpartition("C: ")[0].strip() for name, text in comments.functions.items()}
    comments.records = {name: text.rpartition("C: ")[0].strip() for name, text in comments.records.items()}
    classes = {path.stem for path in made.iterdir()} - {"Acd", "AcdConstants", "AcdJNI"}
    added: dict[str, list[str]] = {}
    for function in functions((made / "Acd.java").read_text(encoding="utf-8")):
        owner = function.owner if function.owner in classes else "Acd"
        said = comments.javadoc(comments.functions.get(f"acd_{function.name}", ""), "  ")
        added.setdefault(owner, []).append(said + function.written(owner, classes))
    said_of = {constant.name: constant.comment for header in headers for constant in header.constants if constant.comment}
    for name in classes:
        text = proxy(name, (made / f"{name}.java").read_text(encoding="utf-8"), added.get(name, []), comments, records[name])
        if "swig" in text.lower():
            raise SystemExit(f"{name}.java has something of SWIG's left")
        (folder / f"{name}.java").write_text(text, encoding="utf-8")
    values = constants((made / "AcdConstants.java").read_text(encoding="utf-8"), said_of, comments)
    (folder / "Acd.java").write_text(
        f"{HEAD}\n/** Constants, and what belongs to no object. */\npublic final class Acd {{\n  private Acd() {{}}\n\n"
        + "".join(values) + "\n" + "\n".join(added["Acd"]) + "}\n", encoding="utf-8")
    native = (made / "AcdJNI.java").read_text(encoding="utf-8")
    (folder / "AcdJNI.java").write_text(HEAD + "\n" + native[native.index("final class"):], encoding="utf-8")
    exceptions(folder, said_of, comments)


if __name__ == "__main__":
    main()
