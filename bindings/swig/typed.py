# SPDX-License-Identifier: Apache-2.0
"""Writes results.i: what each function that returns a status gives in a language with types. There an output cannot be added to the
results, so it takes the place of the status. Fails on a function that it knows no place for. And what functions are called in Pascal case.

usage: typed.py INTERFACE HEADER… RESULTS
"""

from __future__ import annotations

import sys
from pathlib import Path

from generator.headers import Function, Header
from generator.interface import Interface

# Several results: typed.i and the languages' own files say how they are given.
SEVERAL = {"acd_tzif_offset", "acd_tzif_local", "acd_tzif_instants", "acd_erlang_within", "acd_zone_bytes",
           "acd_definition_zone_next", "acd_history_row_next", "acd_explain_agents", "acd_explain_calls"}
# Their number is what they give.
NUMBERS = {"acd_engine_tick", "acd_sim_run"}
PLAIN = {"acd_id": "long", "int64_t": "long", "double": "double"}


def gives(function: Function) -> str:
    """The line for a function."""
    name, outs = function.name, [one for one in function.parameters if one.is_out]
    if not outs:
        return f"%gives_nothing({name})"
    if len(outs) != 1:
        raise SystemExit(f"{name}: no place for its results, see SEVERAL in typed.py")
    kind, buffers = outs[0].kind, [one.kind for one in function.parameters if one.name == "buffer"]
    if kind == "size_t" and buffers:
        return f"%gives_{'text' if buffers == ['char'] else 'bytes'}({name})"
    if kind in PLAIN and outs[0].stars == 1:
        return f"%gives_{PLAIN[kind]}({name})"
    if kind.startswith("acd_"):
        return f"%gives_object({name}, {kind})"
    raise SystemExit(f"{name}: no place for {outs[0].name}, see typed.py")


def named(name: str) -> str:
    """The line for a name."""
    pascal = "".join(word[0].upper() + word[1:].lower() for word in name.split("_")[1:])
    return f"%pascal({name}, {pascal})"


def main() -> None:
    interface = Interface.read(Path(sys.argv[1]))
    lines = []
    for function in (one for path in sys.argv[2:-1] for one in Header.read(Path(path)).functions if interface.is_bound(one.name)):
        lines.append(named(function.name))
        if function.name in SEVERAL | NUMBERS:
            continue
        if interface.told(function) and function.returned.kind == "int":
            lines.append(gives(function))
        elif any(one.is_out for one in function.parameters):
            raise SystemExit(f"{function.name}: no place for its outputs, see SEVERAL in typed.py")
    Path(sys.argv[-1]).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
