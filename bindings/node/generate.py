# SPDX-License-Identifier: Apache-2.0
"""Writes, of the public headers: made.c, the functions and tables of the module for Node; records.js, which makes its records;
index.d.ts, its types. What it does not understand stops the build.

usage: generate.py INTERFACE TYPES HEADER… FOLDER  (TYPES: the head of index.d.ts)
"""

from __future__ import annotations

import sys
from pathlib import Path

from bound import BITS, RESULTS, Bound, is_time, js
from declarations import declarations
from generator.headers import Function, Header, Variable
from generator.interface import MAY_MISS, Interface
from tables import LEVEL, handles, records_js, short, tables, used_records

# Factories that are no records or handles of the headers; the first is that of errors.
ERROR = "AcdError"
RANGES = {"int": "INT_MIN, INT_MAX", "int32_t": "INT32_MIN, INT32_MAX", "uint32_t": "0, UINT32_MAX", "size_t": "0, INT64_MAX",
          "int64_t": "INT64_MIN, INT64_MAX", "acd_id": "INT64_MIN, INT64_MAX"}
LISTS_MAX = 1000000
ARGUMENTS_MAX = 12
THIS = '"this"'


class Writer:
    """One function of the module: arguments first, then handles (nothing of JavaScript runs after they are looked up), then the
    call, then results."""

    def __init__(self, bound: Bound, function: Function) -> None:
        self.bound, self.function = bound, function
        self.values: list[str] = []
        self.handles: list[str] = []
        self.results: list[tuple[str, str]] = []
        self.needs: list[str] = []
        self.argument = 0
        self.is_list = False

    def take(self) -> str:
        self.argument += 1
        if self.argument > ARGUMENTS_MAX:
            raise SystemExit(f"{self.function.name} has more arguments than ACD_NODE_ARGUMENTS_MAX")
        return f"call.arguments[{self.argument - 1}]"

    def text(self) -> str:
        function = self.function
        self.is_new = function.name.endswith("_new")
        place = 0
        while place < len(function.parameters):
            place += self.parameter(place)
        class_name, name = self.bound.method(function)
        called = f"new {class_name}" if self.is_new else name
        lines = [f"static napi_value {short(function.name)}(napi_env env, napi_callback_info info)", "{",
                 "  acd_node_call call;", "  napi_value made = NULL;", f'  acd_node_begin(&call, env, info, "{called}");',
                 *self.values, *self.handles, "  if (!call.failed) {", *(f"    {line}" for line in self.call()), "  }",
                 *([f"  free(arg{self.buffer});"] if function.name in self.bound.interface.sized else []),
                 "  acd_node_end(&call);", "  return made;", "}"]
        return "\n".join(lines) + "\n"

    def parameter(self, place: int) -> int:
        """Binds a parameter, or several that are one; how many."""
        parameters = self.function.parameters
        one, n = parameters[place], place + 1
        names = tuple(each.name for each in parameters[place : place + 3])
        what = f'"{js(one)}"'
        if one.kind == "acd_allocator":
            self.values.append(f"  const acd_allocator *arg{n} = NULL;")
        elif names == ("buffer", "capacity", "size_out") and self.function.name in self.bound.interface.sized:
            self.buffer = n
            self.values.append(f"  {one.kind} *arg{n} = NULL;\n  size_t arg{n + 1} = 0, whole = 0, *arg{n + 2} = &whole;")
            is_bytes = one.kind == "void"
            make = f"acd_node_from_bytes(&call, arg{n}, whole)" if is_bytes else f"acd_node_from_text(&call, arg{n})"
            self.results.append(("text", make))
            return 3
        elif names[:2] == ("count", "stride") and parameters[place + 2].kind in self.bound.records:
            self.rows(n, parameters[place + 2])
            return 3
        elif one.stars == 1 and names[1:2] in (("count",), ("size",)) and one.is_const:
            self.sized(n, one)
            return 2
        elif one.is_out or one.name == "size_out":
            self.out(n, one)
        elif one.kind in self.bound.handles and one.stars == 1:
            self.handle(n, one, what)
        elif self.bound.is_in(one):
            self.record(n, one, what)
        elif one.kind == "char" and one.stars == 1 and one.is_const:
            self.values.append(f"  const char *arg{n} = acd_node_text(&call, {self.take()}, {what});")
        elif one.kind == "double" and not one.stars:
            self.values.append(f"  double arg{n} = acd_node_double(&call, {self.take()}, {what});")
        elif is_time(one) and not one.stars:
            self.values.append(f"  {one.kind} arg{n} = acd_node_time(&call, {self.take()}, {what});")
        elif one.kind in RANGES and not one.stars:
            make = f"acd_node_int(&call, {self.take()}, {what}, {RANGES[one.kind]})"
            self.values.append(f"  {one.kind} arg{n} = ({one.kind}){make};")
        else:
            raise SystemExit(f"{self.function.name}: the parameter {one.name} can not be bound")
        return 1

    def sized(self, n: int, one: Variable) -> None:
        """A list, text or bytes with their size behind them."""
        reader = {"acd_id": "ids", "acd_requirement": "requirements", "char": "sized_text", "void": "bytes"}.get(one.kind)
        if not reader:
            raise SystemExit(f"{self.function.name}: the list {one.name} can not be bound")
        self.values.append(f"  size_t arg{n + 1} = 0;")
        self.values.append(f'  {one.c_type}arg{n} = acd_node_{reader}(&call, {self.take()}, "{js(one)}", &arg{n + 1});')
        if one.kind == "char":
            self.values.append(f'  if (!arg{n}) acd_node_type_error(&call, "{js(one)}", "expected a string");')

    def rows(self, n: int, one: Variable) -> None:
        """An array of at most so many records that is filled."""
        self.is_list = True
        self.values += [
            f'  size_t arg{n} = (size_t)acd_node_int(&call, {self.take()}, "count", 0, {LISTS_MAX});',
            f"  size_t arg{n + 1} = sizeof({one.kind});",
            f"  {one.kind} *arg{n + 2} = acd_node_scratch(&call, (arg{n} + 1) * sizeof *arg{n + 2});",
            f"  if (arg{n + 2}) memset(arg{n + 2}, 0, (arg{n} + 1) * sizeof *arg{n + 2});",
        ]
        count = f"(size_t)result < arg{n} ? (size_t)result : arg{n}"
        self.results.append((js(one), f"acd_node_from_records(&call, &acd_node_record_{short(one.kind)}, arg{n + 2}, {count})"))

    def handle(self, n: int, one: Variable, what: str) -> None:
        is_self = not self.is_new and self.bound.handle_of(self.function) == one.kind and n == 1
        value, kind = "call.self" if is_self else self.take(), f"&acd_node_kind_{short(one.kind)}"
        box = f"acd_node_box_of(&call, {value}, {THIS if is_self else what}, {kind})"
        if (self.function.name, one.name) in MAY_MISS:
            box = f"acd_node_missing(&call, {value}) ? NULL : {box}"
        self.handles.append(f"  acd_node_box *box{n} = {box};\n  {one.kind} *arg{n} = acd_node_object(box{n});")
        self.needs.append(f"box{n}")

    def record(self, n: int, one: Variable, what: str) -> None:
        value, table = self.take(), f"&acd_node_record_{short(one.kind)}"
        convert = f"acd_node_to_record(&call, {value}, {what}, {table}, &record{n});"
        may_miss = (self.function.name, one.name) in MAY_MISS
        if may_miss:
            self.values.append(f"  int missing{n} = acd_node_missing(&call, {value});")
            convert = f"if (!missing{n}) {convert}"
        self.values.append(f"  {one.kind} record{n};\n  {convert}")
        there = f"missing{n} ? NULL : &record{n}" if may_miss else f"&record{n}"
        self.values.append(f"  const {one.kind} *arg{n} = {there};")

    def out(self, n: int, one: Variable) -> None:
        bound, name = self.bound, self.function.name
        if one.kind in bound.handles and one.stars == 2:
            self.values.append(f"  {one.kind} *out{n} = NULL, **arg{n} = &out{n};")
            if not self.is_new:
                self.results.append((js(one), f"acd_node_from_object(&call, &acd_node_kind_{short(one.kind)}, out{n})"))
            else:
                self.made = f"out{n}"
        elif one.kind == "char" and one.stars == 2:
            self.values.append(f"  const char *out{n} = NULL, **arg{n} = &out{n};")
            self.results.append((js(one), f"acd_node_from_text(&call, out{n})"))
        elif one.name == "size_out" and self.function.returned.kind == "void":
            self.values.append(f"  size_t out{n} = 0, *arg{n} = &out{n};")
            self.results.append(("bytes", f"result ? acd_node_from_bytes(&call, result, out{n}) : acd_node_null(&call)"))
        elif one.kind in bound.records and one.stars == 1:
            condition = bound.interface.present.get((one.kind, one.name), "1" if one.kind == LEVEL else "")
            if not condition:
                raise SystemExit(f"{name}: outputs.i does not say when there is a {one.kind}")
            self.values += [f"  {one.kind} out{n}, *arg{n} = &out{n};", f"  memset(&out{n}, 0, sizeof out{n});",
                            f"  out{n}.size = sizeof out{n};"]
            make = f"acd_node_from_record(&call, &acd_node_record_{short(one.kind)}, &out{n})"
            condition = condition.replace("$1", f"arg{n}")
            self.results.append((js(one), make if condition == "1" else f"{condition} ? {make} : acd_node_null(&call)"))
        elif one.kind in ("acd_id", "int64_t", "double") and one.stars == 1:
            self.values.append(f"  {one.kind} out{n} = 0, *arg{n} = &out{n};")
            self.results.append((js(one), number(one.kind, is_time(one), f"out{n}")))
        else:
            raise SystemExit(f"{name}: the output {one.name} can not be bound")

    def call(self) -> list[str]:
        function, bound = self.function, self.bound
        arguments = ", ".join(f"arg{i + 1}" for i in range(len(function.parameters)))
        call = f"{function.name}({arguments})"
        told = bound.interface.told(function)
        if function.returned.kind == "void" and not function.returned.stars:
            return [f"{call};", *self.made_of_results()]
        lines = [f"{function.returned.c_type}result = {call};"]
        if function.name in bound.interface.sized:
            at = self.buffer
            lines += [f"if (result == ACD_OK || (result == ACD_ERR_LIMIT && !arg{at})) {{", f"  arg{at + 1} = whole + 1;",
                      f"  arg{at} = malloc(arg{at + 1});", f"  result = arg{at} ? {call} : ACD_ERR_NOMEM;", "}"]
        if told is None:
            return lines + self.made_of_results()
        refused = "< 0" if function.name in bound.interface.numbers else "!= ACD_OK"
        return [*lines, f"if (result {refused}) {{", "  char about[ACD_SWIG_ABOUT];", f"  {told};",
                "  acd_node_refuse(&call, (int)result, about);", "} else {", *(f"  {line}" for line in self.made_of_results()), "}"]

    def made_of_results(self) -> list[str]:
        function, results = self.function, list(self.results)
        if self.is_new:
            kind = f"&acd_node_kind_{short(function.name).removesuffix('_new')}"
            needs = [f"acd_node_need(&call, made_box, {box});" for box in self.needs]
            become = f"acd_node_become(&call, call.self, {kind}, {self.made});"
            return [f"acd_node_box *made_box = {become}", *needs] if needs else [become]
        is_status = function.name in {*self.bound.interface.statuses, *self.bound.interface.sized}
        is_void = function.returned.kind == "void" and not function.returned.stars
        # What is returned says no more than whether there is one, or how many.
        stands_for = len(results) == 1 and any(name in results[0][1] for name in ("from_record", "from_bytes"))
        if not is_status and not is_void and not stands_for:
            own = "made" if not results else RESULTS.get(function.name)
            if own is None:
                raise SystemExit(f"{function.name} returns a number beside its outputs: it needs a name")
            results.insert(0, (own, returned(function)))
        if not results:
            return []
        if len(results) == 1:
            return [f"made = {results[0][1]};"]
        lines = ["ACD_NODE_TRY(&call, napi_create_object(env, &made));"]
        for name, make in results:
            lines.append(f'set(&call, made, "{name}", {make});')
        return lines


def number(base: str, is_time: bool, value: str) -> str:
    if base == "double":
        return f"acd_node_from_double(&call, {value})"
    return f"acd_node_from_{'time' if is_time else 'int'}(&call, (int64_t){value})"


def returned(function: Function) -> str:
    one = function.returned
    if function.name in BITS:
        return "acd_node_from_bits(&call, result)"
    if one.kind == "char" and one.stars == 1:
        return "acd_node_from_text(&call, result)"
    if one.stars or one.kind not in (*RANGES, "acd_time", "double"):
        raise SystemExit(f"{function.name}: what it returns can not be bound")
    return number(one.kind, is_time(one), "result")


def made_c(bound: Bound, headers: list[Header], factories: list[str]) -> str:
    includes = "\n".join(f"#include <{header.name}>" for header in headers)
    functions = "\n".join(Writer(bound, function).text() for function in bound.functions.values())
    methods = {short(name): bound.method(function) for name, function in bound.functions.items()}
    rows = ",\n    ".join(f'{{"{of}", "{name}", {function}}}' for function, (of, name) in methods.items())
    constants = ",\n    ".join(f'{{"{name}", ACD_{name}}}' for name in bound.constants)
    names = ",\n    ".join(f'"{name}"' for name in factories)
    return f"""/* Made by generate.py. */
#include "acd_node.h"
{includes}
#include <limits.h>
#include <stdio.h>

{bound.interface.about}
static void set(acd_node_call *call, napi_value in, const char *name, napi_value value)
{{
  if (!call->failed) ACD_NODE_TRY(call, napi_set_named_property(call->env, in, name, value));
}}

{tables(bound, factories)}
{functions}
const acd_node_function acd_node_functions[] = {{
    {rows},
    {{NULL, NULL, NULL}}}};
const acd_node_constant acd_node_constants[] = {{
    {constants},
    {{NULL, 0}}}};
const char *const acd_node_factories[] = {{
    {names},
    NULL}};
"""


def main() -> None:
    interface, types, folder = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[-1])
    headers = [Header.read(Path(name)) for name in sys.argv[3:-1]]
    bound = Bound(Interface.read(interface))
    for header in headers:
        bound.add(header)
    used = used_records(bound)
    factories = [ERROR, *(bound.classes[name] for name in (*used, *handles(bound)))]
    head = types.read_text(encoding="utf-8")
    made = {"made.c": made_c(bound, headers, factories), "records.js": records_js(bound),
            "index.d.ts": declarations(bound, used, headers, head)}
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
