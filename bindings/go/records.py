# SPDX-License-Identifier: Apache-2.0
"""Records in Go: structs without pointers into C, and how they are made of C's and become C's."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from declared import Declared, camel
from generator.headers import Record, Variable
from shapes import DEFAULTS, NUMBERS, Shape

C_WORDS = {"type": "_type", "range": "_range", "func": "_func"}


def lines_of(text: str, indent: str = "") -> list[str]:
    """A comment; what follows a table's or list's mark keeps its lines."""
    lines: list[str] = []
    for part in text.split("\n\n"):
        if lines:
            lines.append("")
        if part.lstrip().startswith(("|", "-", "    ")) or "\n |" in part or "\n - " in part or "\n    " in part:
            lines += part.split("\n")
        else:
            lines += textwrap.wrap(part, 116 - len(indent), break_long_words=False, break_on_hyphens=False)
    return [f"{indent}// {line}".rstrip() for line in lines]


@dataclass(frozen=True)
class Field:
    """`shape`: number, numbers, text, list (of records, requirements or ids, with their count beside them), bytes."""

    shape: str
    variable: Variable
    count: str = ""

    @property
    def go(self) -> str:
        return camel(self.variable.name)

    @property
    def c(self) -> str:
        return C_WORDS.get(self.variable.name, self.variable.name)


def fields_of(record: Record) -> list[Field]:
    names = {f.name for f in record.fields}
    fields = []
    for variable in record.fields:
        name, kind = variable.name, variable.kind
        if name in ("size", "reserved"):
            continue
        if variable.stars and kind == "char":
            fields.append(Field("text", variable))
        elif variable.stars and f"{name}_bytes" in names:
            fields.append(Field("bytes", variable, f"{name}_bytes"))
        elif variable.stars:
            fields.append(Field("list", variable, f"{name}_count"))
        else:
            fields.append(Field("numbers" if variable.dimension else "number", variable))
    return [f for f in fields if not any(f.variable.name == other.count for other in fields)]


def go_type(field: Field, declared: Declared) -> str:
    kind = field.variable.kind
    if field.shape == "list":
        return "[]int64" if kind == "acd_id" else f"[]{declared.names[kind]}"
    if field.shape == "numbers":
        return f"[{field.variable.dimension}]{NUMBERS[kind]}"
    return {"text": "string", "bytes": "[]byte"}.get(field.shape) or NUMBERS[kind]


def struct(record: Record, declared: Declared) -> list[str]:
    name, comments = declared.names[record.name], declared.comments
    lines = [*lines_of(comments.records.get(record.name, "")), f"type {name} struct {{"]
    for field in fields_of(record):
        lines += lines_of(comments.fields.get((record.name, field.variable.name), ""), "\t")
        lines.append(f"\t{field.go} {go_type(field, declared)}")
    if record.name in DEFAULTS:
        lines.append("\tmade bool")
    return [*lines, "}", ""]


def from_c(record: Record, declared: Declared) -> list[str]:
    name = declared.names[record.name]
    lines = [f"func new{name}(from *C.{record.name}) *{name} {{", f"\tto := &{name}{{}}"]
    for field in fields_of(record):
        kind = field.variable.kind
        if field.shape == "text":
            lines.append(f"\tto.{field.go} = C.GoString(from.{field.c})")
        elif field.shape == "number":
            lines.append(f"\tto.{field.go} = {NUMBERS[kind]}(from.{field.c})")
        elif field.shape == "numbers":
            lines += [f"\tfor i := range to.{field.go} {{",
                      f"\t\tto.{field.go}[i] = {NUMBERS[kind]}(from.{field.c}[i])", "\t}"]
        elif field.shape == "list" and kind in declared.records and kind != "acd_requirement":
            lines += [f"\tfor i := range unsafe.Slice(from.{field.c}, int(from.{field.count})) {{",
                      f"\t\tto.{field.go} = append(to.{field.go}, "
                      f"*new{declared.names[kind]}(&unsafe.Slice(from.{field.c}, int(from.{field.count}))[i]))", "\t}"]
    if record.name in DEFAULTS:
        lines.append("\tto.made = true")
    return [*lines, "\treturn to", "}", ""]


TO_C = """
func (c *scratch) toNAME(what string, from *NAME, mayMiss bool) *C.KIND {
	if from == nil {
		if !mayMiss {
			c.refuse(what + ": nil where one is needed")
		}
		return nil
	}
	to := (*C.KIND)(c.allocate(C.sizeof_KIND))
	c.fillNAME(what, to, from)
	return to
}

func (c *scratch) fillNAME(what string, to *C.KIND, from *NAME) {
	*to = C.KIND{}"""
NEW = """
// NewNAME has what the header sets.
func NewNAME(PARAMETER) *NAME {
	var made C.KIND
	C.KIND_init(&madeARGUMENT)
	return newNAME(&made)
}
"""


def to_c(record: Record, declared: Declared, is_given: bool) -> list[str]:
    """Into memory of the scratch's, with the texts and lists. `is_given`: by the library first, with "" for no text."""
    name = declared.names[record.name]
    lines = [TO_C.replace("NAME", name).replace("KIND", record.name)]
    if record.name in DEFAULTS:
        lines += ["\tif !from.made {", f'\t\tc.refuse(what + ": not made by New{name}")', "\t}"]
    types = {f.name: f.kind for f in record.fields}
    if "size" in types:
        lines.append(f"\tto.size = C.sizeof_{record.name}")
    for field in fields_of(record):
        kind = field.variable.kind
        if field.shape == "text":
            convert = "text" if is_given else "textOrNone"
            lines.append(f'\tto.{field.c} = c.{convert}(what+".{field.go}", from.{field.go})')
        elif field.shape == "number":
            lines.append(f"\tto.{field.c} = C.{kind}(from.{field.go})")
        elif field.shape == "numbers":
            lines += [f"\tfor i, number := range from.{field.go} {{", f"\t\tto.{field.c}[i] = C.{kind}(number)", "\t}"]
        else:
            lines += list_to_c(field, declared)
        if field.count:
            lines.append(f"\tto.{field.count} = C.{types[field.count]}(len(from.{field.go}))")
    return [*lines, "}", ""]


def list_to_c(field: Field, declared: Declared) -> list[str]:
    kind = field.variable.kind
    if field.shape == "bytes" or kind in ("acd_requirement", "acd_id"):
        converted = {"acd_requirement": "requirements", "acd_id": "ids"}.get(kind, "bytes")
        return [f"\tif len(from.{field.go}) > 0 {{", f"\t\tto.{field.c} = c.{converted}(from.{field.go})", "\t}"]
    name = declared.names[kind]
    return [f"\tto.{field.c} = (*C.{kind})(c.allocate((len(from.{field.go}) + 1) * C.sizeof_{kind}))",
            f"\tfor i := range from.{field.go} {{",
            f"\t\tc.fill{name}(what, &unsafe.Slice(to.{field.c}, len(from.{field.go}))[i], &from.{field.go}[i])", "\t}"]


def used(shapes: list[Shape], declared: Declared) -> tuple[set[str], set[str]]:
    """Records that go in, and that come out, with those in their lists."""
    go_in = {a.variable.kind for s in shapes for a in s.arguments if a.shape == "record"}
    come_out = {o.variable.kind for s in shapes for o in s.outputs if o.shape in ("record", "records")}
    come_out |= DEFAULTS & go_in
    for some in (go_in, come_out):
        for name in list(some):
            some |= {f.variable.kind for f in fields_of(declared.records[name])
                     if f.shape == "list" and f.variable.kind not in ("acd_id", "acd_requirement")}
    return go_in, come_out


def write(shapes: list[Shape], declared: Declared) -> list[str]:
    go_in, come_out = used(shapes, declared)
    lines: list[str] = []
    for name, record in declared.records.items():
        if name not in go_in | come_out | {"acd_requirement"}:
            continue
        lines += struct(record, declared)
        if name in come_out:
            lines += from_c(record, declared)
        if name in go_in:
            lines += to_c(record, declared, name in come_out - DEFAULTS)
        if name in DEFAULTS:
            of_formula = ("formula int64", ", C.int64_t(formula)") if name == "acd_service_level" else ("", "")
            lines.append(NEW.replace("NAME", declared.names[name]).replace("KIND", name)
                         .replace("PARAMETER", of_formula[0]).replace("ARGUMENT", of_formula[1]))
    return lines
