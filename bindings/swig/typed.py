# SPDX-License-Identifier: Apache-2.0
"""Writes results.i: what each function that returns a status gives in a language with types. There an output cannot be added to the
results, so it takes the place of the status. Fails on a function that it knows no place for. And what functions are called in Pascal case.

usage: typed.py INTERFACE-FOLDER HEADER… RESULTS
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

# Several results: typed.i and the languages' own files say how they are given.
SEVERAL = {"acd_tzif_offset", "acd_tzif_local", "acd_tzif_instants", "acd_erlang_within", "acd_zone_bytes",
           "acd_definition_zone_next", "acd_history_row_next", "acd_explain_agents", "acd_explain_calls"}
# Their number is what they give.
NUMBERS = {"acd_engine_tick", "acd_sim_run"}
PLAIN = {"acd_id": "long", "int64_t": "long", "double": "double"}


def gives(name: str, parameters: str) -> str:
    """The line for a function."""
    outs = [words for words in parameters.split(",") if re.search(r"_out$", words)]
    if not outs:
        return f"%gives_nothing({name})"
    found = re.fullmatch(r"(?:const )?(\w+) (\*+)(\w+)", outs[0].strip())
    if len(outs) != 1 or not found:
        raise SystemExit(f"{name}: no place for its results, see SEVERAL in typed.py")
    kind, stars = found[1], found[2]
    if kind == "size_t" and "*buffer" in parameters:
        return f"%gives_{'text' if 'char *buffer' in parameters else 'bytes'}({name})"
    if kind in PLAIN and stars == "*":
        return f"%gives_{PLAIN[kind]}({name})"
    if kind.startswith("acd_"):
        return f"%gives_object({name}, {kind})"
    raise SystemExit(f"{name}: no place for {outs[0].strip()}, see typed.py")


def named(name: str) -> str:
    """The line for a name."""
    pascal = "".join(word[0].upper() + word[1:].lower() for word in name.split("_")[1:])
    return f"%pascal({name}, {pascal})"


def main() -> None:
    # What other languages leave out is theirs.
    interface = "".join((Path(sys.argv[1]) / name).read_text(encoding="utf-8") for name in ("names.i", "status.i"))
    ignored = set(re.findall(r"^%ignore (\w+);", interface, flags=re.M))
    raising = set(re.findall(r"^%(?:status|number_or_status|sized)\((\w+),", interface, flags=re.M))
    lines = []
    for header in sys.argv[2:-1]:
        text = re.sub(r"/\*.*?\*/", "", Path(header).read_text(encoding="utf-8"), flags=re.S)
        for kind, name, parameters in re.findall(r"\bACD_API\s+(\w[\w ]*?[ *]+)(acd_\w+)\s*\(([^;]*)\);", text):
            if name in ignored or name.startswith("acd_command"):
                continue
            lines.append(named(name))
            if name in SEVERAL | NUMBERS:
                continue
            if kind.strip() == "int":
                if name not in raising:
                    raise SystemExit(f"{name} is not in status.i")
                lines.append(gives(name, re.sub(r"\s+", " ", parameters)))
            elif re.search(r"_out\b", parameters):
                raise SystemExit(f"{name}: no place for its outputs, see SEVERAL in typed.py")
    Path(sys.argv[-1]).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
