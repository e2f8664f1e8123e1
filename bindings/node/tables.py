# SPDX-License-Identifier: Apache-2.0
"""Tables of records and handles, and what makes records in JavaScript."""

from __future__ import annotations

from bound import Bound, is_time, js
from generator.headers import Variable

NUMBERS = {"int32_t": "INT32", "uint32_t": "UINT32", "uint64_t": "UINT64", "int64_t": "INT64", "acd_id": "INT64",
           "double": "DOUBLE"}
LISTS = {"acd_id": "IDS", "acd_requirement": "REQUIREMENTS", "void": "BYTES"}
FIELDS_MAX = 128
# What its defaults are goes by a field.
LEVEL = "acd_service_level"


def short(name: str) -> str:
    return name.removeprefix("acd_")


def used_records(bound: Bound) -> dict[str, bool]:
    """Records that functions take or give, and those that are kept; whether they come out."""
    used: dict[str, bool] = {"acd_event": True, "acd_record": True}
    for function in bound.functions.values():
        for one in function.parameters:
            if one.kind in bound.records:
                used[one.kind] = used.get(one.kind, False) or not bound.is_in(one)
    for record in list(used):
        for one in bound.fields(record):
            if one.kind in bound.records:
                used[one.kind] = used[record]
    return {record: used[record] for record in bound.records if record in used}


def field_row(bound: Bound, record: str, one: Variable, comes_out: bool) -> str:
    head, at = f'{{"{js(one)}", ACD_NODE_', f"offsetof({record}, {one.name})"
    if one.dimension and one.kind == "int64_t":
        return f"{head}INT64S, {at}, {one.dimension}, 0, 0, NULL}}"
    if not one.stars and (is_time(one) or one.kind in NUMBERS):
        return f"{head}{'TIME' if is_time(one) else NUMBERS[one.kind]}, {at}, 0, 0, 0, NULL}}"
    if one.kind == "char" and one.stars == 1:
        return f"{head}TEXT, {at}, 0, 0, 0, NULL}}"
    count = next((each for each in bound.records[record].fields if each.name in (f"{one.name}_count", f"{one.name}_bytes")), None)
    kind = "ROWS" if one.kind in bound.records else LISTS.get(one.kind)
    if not count or not kind or one.stars != 1 or (comes_out and kind != "ROWS"):
        raise SystemExit(f"{record}: the field {one.name} can not be bound")
    rows = f"&acd_node_record_{short(one.kind)}" if kind == "ROWS" else "NULL"
    return f"{head}{kind}, {at}, 0, offsetof({record}, {count.name}), sizeof({count.kind}), {rows}}}"


def record_table(bound: Bound, record: str, comes_out: bool, factory: int) -> list[str]:
    name, fields, init = short(record), bound.fields(record), "NULL"
    if len(fields) > FIELDS_MAX:
        raise SystemExit(f"{record} has more fields than FIELDS_MAX of records.c")
    rows = ",\n    ".join(field_row(bound, record, one, comes_out) for one in fields)
    lines = [f"static const acd_node_field fields_{name}[] = {{\n    {rows}}};"]
    if record in bound.inits:
        init = f"init_{name}"
        given = f", (({LEVEL} *)record)->formula" if record == LEVEL else ""
        lines.append(f"static void {init}(void *record) {{ {record}_init(record{given}); }}")
    values = [f'"{bound.classes[record]}"', f"sizeof({record})", factory, init, int(record == LEVEL), f"fields_{name}", len(fields)]
    return [*lines, f"const acd_node_record acd_node_record_{name} = {{{', '.join(str(value) for value in values)}}};"]


def tables(bound: Bound, factories: list[str]) -> str:
    used = used_records(bound)
    lines = [f"extern const acd_node_record acd_node_record_{short(record)};" for record in used]
    for record, comes_out in used.items():
        lines += record_table(bound, record, comes_out, factories.index(bound.classes[record]))
    for handle in handles(bound):
        name, class_name = short(handle), bound.classes[handle]
        values = f'"{class_name}", free_{name}, {factories.index(class_name)}'
        lines += [f"static void free_{name}(void *object) {{ {handle}_free(object); }}",
                  f"const acd_node_kind acd_node_kind_{name} = {{{values}}};"]
    return "\n".join(lines) + "\n"


def handles(bound: Bound) -> list[str]:
    """Those that can be made."""
    return [handle for handle in bound.handles if f"{handle}_new" in bound.functions]


def records_js(bound: Bound) -> str:
    lines = ["// Made by generate.py: what comes out is a plain object, frozen.", "'use strict';"]
    for record, comes_out in used_records(bound).items():
        names = [js(one) for one in bound.fields(record)]
        # A parameter can not be called as a word of the language is; a field can.
        parameters = ", ".join(f"{name}_" for name in names)
        fields = ", ".join(f"{name}: {name}_" for name in names)
        if comes_out:
            lines.append(f"exports.{bound.classes[record]} = ({parameters}) => Object.freeze({{ {fields} }});")
    return "\n".join(lines) + "\n"
