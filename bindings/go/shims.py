# SPDX-License-Identifier: Apache-2.0
"""C between Go and the library: what a function gives comes back in one struct, so that Go lends no memory; a refusal
brings the sentence that the interface for languages has for it."""

from __future__ import annotations

from pathlib import Path

from declared import Declared
from shapes import Argument, Output, Shape

PAIR = {"string": ("const char *", "size_t"), "bytes": ("const void *", "size_t"), "ids": ("const acd_id *", "size_t"),
        "requirements": ("const acd_requirement *", "size_t")}


def takes(argument: Argument) -> list[str]:
    if argument.shape in PAIR:
        first, second = PAIR[argument.shape]
        return [f"{first}arg{argument.place}", f"{second} arg{argument.place + 1}"]
    return [f"{argument.variable.c_type}arg{argument.place}"]


def member(output: Output) -> str:
    """Of the struct that comes back."""
    variable = output.variable
    if output.shape == "buffer":
        return f"void *{variable.name}; size_t size;"
    if output.shape == "records":
        return f"{variable.kind} *{variable.name};"
    if output.shape in ("handle", "text"):
        return f"{'const ' if variable.is_const else ''}{variable.kind} *{variable.name};"
    return f"{variable.kind} {variable.name};"


def prepared(output: Output, declared: Declared) -> list[str]:
    """The arguments of C that an output stands for."""
    variable, place = output.variable, output.place
    if output.shape == "buffer":
        return [f"  void *arg{place} = NULL;", f"  size_t arg{place + 1} = 0, *arg{place + 2} = &r.size;"]
    if output.shape == "records":
        kind = variable.kind
        return [f"  size_t arg{place + 1} = sizeof({kind});",
                f"  {kind} *arg{place + 2} = r.{variable.name} = calloc(arg{place} + 1, sizeof({kind}));",
                f"  if (!arg{place + 2}) {{", "    r.result = ACD_ERR_NOMEM;", "    return r;", "  }"]
    lines = [f"  {variable.c_type}arg{place} = &r.{variable.name};"]
    if output.shape == "record" and any(f.name == "size" for f in declared.records[variable.kind].fields):
        lines.append(f"  r.{variable.name}.size = sizeof r.{variable.name};")
    return lines


def shim(shape: Shape, declared: Declared) -> tuple[list[str], list[str]]:
    """Declaration and body."""
    function, returned = shape.function, shape.function.returned.c_type.strip()
    name = f"acd_go__{function.name.removeprefix('acd_')}"
    parameters = ", ".join(part for a in shape.arguments for part in takes(a)) or "void"
    members = " ".join(member(output) for output in shape.outputs)
    head = [f"struct {name} {{ {returned} result; char *about; {members} }};",
            f"struct {name} {name}({parameters});"]
    lines = [f"struct {name} {name}({parameters})", "{", f"  struct {name} r;", "  memset(&r, 0, sizeof r);"]
    allocators = [place for place, p in enumerate(function.parameters, 1) if p.kind == "acd_allocator"]
    lines += [f"  const acd_allocator *arg{place} = NULL;" for place in allocators]
    for output in shape.outputs:
        lines += prepared(output, declared)
    call = f"{function.name}({', '.join(f'arg{place}' for place in range(1, len(function.parameters) + 1))})"
    lines += [f"  {returned} result = {call};"]
    if function.name in declared.interface.sized:
        place, buffer = shape.outputs[0].place, shape.outputs[0].variable.name
        lines += ["  if (result == ACD_OK || result == ACD_ERR_LIMIT) {",
                  f"    arg{place + 1} = r.size + 1;",
                  f"    arg{place} = r.{buffer} = malloc(arg{place + 1});",
                  f"    result = arg{place} ? {call} : ACD_ERR_NOMEM;", "  }"]
    if shape.told is not None:
        refused = "result < 0" if shape.is_number else "result != ACD_OK"
        lines += [f"  if ({refused}) {{", "    char about[ACD_SWIG_ABOUT];", f"    {shape.told};",
                  "    r.about = acd_swig_own(about);"]
        for name in (o.variable.name for o in shape.outputs if o.shape in ("buffer", "records")):
            lines += [f"    free(r.{name});", f"    r.{name} = NULL;"]
        lines += ["  }"]
    return head, [*lines, "  r.result = result;", "  return r;", "}", ""]


def write(shapes: list[Shape], declared: Declared, includes: list[str], folder: Path) -> None:
    heads, bodies = [], []
    for shape in shapes:
        if shape.has_shim:
            head, body = shim(shape, declared)
            heads += head
            bodies += body
    same = [f'_Static_assert(ACD_{name} == {value}LL, "{name}");' for name, value in declared.constants.items()]
    comment = "/* SPDX-License-Identifier: Apache-2.0 */\n/* Written by make_package.py from the public headers. */"
    header = [comment, "#ifndef ACD_GO_SHIMS_H", "#define ACD_GO_SHIMS_H", *(f"#include {name}" for name in includes),
              "#include <stdlib.h>", *heads, "#endif", ""]
    source = [comment, '#include "shims.h"', "#include <stdio.h>", "#include <string.h>", declared.interface.about,
              *bodies, *same, ""]
    (folder / "shims.h").write_text("\n".join(header), encoding="utf-8")
    (folder / "shims.c").write_text("\n".join(source), encoding="utf-8")
