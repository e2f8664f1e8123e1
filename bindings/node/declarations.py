# SPDX-License-Identifier: Apache-2.0
"""The types of the module for TypeScript and for editors, with the headers' comments."""

from __future__ import annotations

import re
import textwrap

from bound import BITS, RESULTS, Bound, camel, js
from generator.comments import Comments
from generator.headers import Function, Header, Variable
from generator.interface import MAY_MISS, NO_TEXT_IN, NO_TEXT_OUT, is_total

# What index.js names in another way, and what it keeps to itself.
RENAMED = {"Sim": "Simulation", "Record": "CallRecord"}
HIDDEN = {"Options", "Records", "Metrics"}
HIDDEN_FUNCTIONS = {"acd_history_load", "acd_metrics_print", "acd_sim_run"}


class Words(Comments):
    """The comments with the names of JavaScript."""

    def __init__(self, bound: Bound) -> None:
        super().__init__(bound.classes)
        self.bound = bound

    def named(self, text: str) -> str:
        text = re.sub(r"\bACD_(\w+?)\b", r"\1", text)
        text = re.sub(r"\b(acd_\w+)\b", self._name, text)
        return re.sub(r"`([a-z]+(?:_[a-z]+)+)`", lambda found: f"`{camel(found[1])}`", text)

    def _name(self, found: re.Match[str]) -> str:
        function = self.bound.functions.get(found[1])
        if function:
            class_name, name = self.bound.method(function)
            return f"{shown(class_name)}.{name}" if class_name else name
        return shown(self.bound.classes.get(found[1], found[1].removeprefix("acd_")))


def shown(name: str) -> str:
    return RENAMED.get(name, name)


def said(text: str, indent: str) -> list[str]:
    """A comment: paragraphs are filled, tables keep their lines."""
    text = text.rpartition("C: ")[0].strip() if "C: " in text else text
    if not text:
        return []
    lines: list[str] = []
    for part in re.split(r"\n\n|\n(?= *[-|])", text.replace("*/", "* /")):
        is_table = part.startswith("|")
        filled = textwrap.wrap(re.sub(r"\s+", " ", part), 116 - len(indent), break_long_words=False, break_on_hyphens=False)
        lines += [*([""] if lines and not re.match(r" *[-|]", part) else []), *([part] if is_table else filled)]
    if len(lines) == 1:
        return [f"{indent}/** {lines[0]} */"]
    return [f"{indent}/**", *(f"{indent} * {line}".rstrip() for line in lines), f"{indent} */"]


def number_type(one: Variable) -> str:
    """References are the host's: any 64 bits."""
    is_any = one.kind == "uint64_t" or re.search(r"(^|_)ref(_out)?$", one.name)
    return "number | bigint" if is_any else "number"


def in_type(bound: Bound, function: Function, one: Variable) -> str:
    lists = {"acd_id": "readonly number[]", "acd_requirement": "readonly Requirement[]", "void": "Uint8Array", "char": "string"}
    if one.kind in bound.handles:
        return shown(bound.classes[one.kind]) + (" | null" if (function.name, one.name) in MAY_MISS else "")
    if one.kind in bound.records:
        name = shown(bound.classes[one.kind])
        return f"Partial<{name}>" if comes_out(bound, one.kind) else name
    return lists[one.kind] if one.stars else number_type(one)


def comes_out(bound: Bound, record: str) -> bool:
    return any(one.kind == record and one.is_out for function in bound.functions.values() for one in function.parameters)


def is_optional(function: Function, one: Variable) -> bool:
    """Whether a text may be missing."""
    return (function.name, one.name) in NO_TEXT_IN or is_total(function, one)


def signature(bound: Bound, function: Function) -> str:
    given: list[tuple[str, str, bool]] = []
    outs: list[tuple[str, str]] = []
    parameters = function.parameters[1:] if bound.handle_of(function) else function.parameters
    names = {one.name for one in parameters}
    for one in parameters:
        if one.kind == "acd_allocator" or one.name in ("capacity", "stride", "size_out"):
            continue
        if one.name in ("count", "size") and not ("stride" in names and one.name == "count"):
            continue
        if one.name == "buffer":
            outs.append(("text", "Buffer" if one.kind == "void" else "string"))
        elif one.is_out:
            outs.append((js(one), out_type(bound, function, one)))
        else:
            given.append((js(one), in_type(bound, function, one), is_optional(function, one)))
    arguments = []
    for place, (name, kind, optional) in enumerate(given):
        trailing = all(each[2] for each in given[place:])
        arguments.append(f"{name}{'?' if optional and trailing else ''}: {kind}{' | null' if optional else ''}")
    return f"({', '.join(arguments)}): {result(bound, function, outs)}"


def out_type(bound: Bound, function: Function, one: Variable) -> str:
    if one.kind in bound.handles or one.kind in bound.records:
        name = shown(bound.classes[one.kind])
        if any(each.name == "stride" for each in function.parameters):
            return f"readonly {name}[]"
        return name if bound.interface.present.get((one.kind, one.name), "1") == "1" else f"{name} | null"
    return "string | null" if one.kind == "char" else number_type(one)


def result(bound: Bound, function: Function, outs: list[tuple[str, str]]) -> str:
    returned = function.returned
    if returned.kind == "void":
        return "Buffer | null" if returned.stars else "void"
    own = "string" if returned.kind == "char" else "bigint" if function.name in BITS else "number"
    if function.name in NO_TEXT_OUT:
        own = "string | null"
    if function.name in RESULTS:
        outs = [(RESULTS[function.name], own), *outs]
    if len(outs) > 1:
        return "{ " + "; ".join(f"{name}: {kind}" for name, kind in outs) + " }"
    if outs:
        return outs[0][1]
    return "void" if function.name in bound.interface.statuses else own


def field_type(bound: Bound, one: Variable) -> str:
    if one.kind in bound.records:
        return f"readonly {shown(bound.classes[one.kind])}[]"
    if one.dimension:
        return "readonly number[]"
    return {"acd_requirement": "readonly Requirement[]", "acd_id": "readonly number[]", "void": "Uint8Array",
            "char": "string"}[one.kind] if one.stars else number_type(one)


def records(bound: Bound, words: Words, used: dict[str, bool]) -> list[str]:
    lines: list[str] = []
    for record, comes in used.items():
        lines += [*said(words.records.get(record, ""), ""), f"export interface {shown(bound.classes[record])} {{"]
        for one in bound.fields(record):
            kind = field_type(bound, one)
            lines += said(words.fields.get((record, one.name), ""), "  ")
            maybe = " | null" if kind == "string" else ""
            lines.append(f"  readonly {js(one)}: {kind};" if comes else f"  {js(one)}?: {kind}{maybe};")
        lines += ["}", ""]
    return lines


def methods(bound: Bound, words: Words) -> list[str]:
    lines: list[str] = []
    of: dict[str, list[Function]] = {}
    for function in bound.functions.values():
        if function.name not in HIDDEN_FUNCTIONS and not function.name.endswith("_new"):
            of.setdefault(bound.method(function)[0], []).append(function)
    for class_name, members in of.items():
        if class_name in HIDDEN:
            continue
        if class_name:
            lines.append(f"export interface {shown(class_name)} {{")
        for function in members:
            indent, begin = ("  ", "") if class_name else ("", "export function ")
            lines += said(words.functions.get(function.name, ""), indent)
            lines.append(f"{indent}{begin}{bound.method(function)[1]}{signature(bound, function)};")
        lines += ["}", ""] if class_name else [""]
    return lines


def declarations(bound: Bound, used: dict[str, bool], headers: list[Header], head: str) -> str:
    words = Words(bound)
    for header in headers:
        words.add(header)
    constants = [f"export const {name}: number;" for name in bound.constants]
    return "\n".join([head, *records(bound, words, used), *methods(bound, words), *constants, ""])
