# SPDX-License-Identifier: Apache-2.0
"""Every public function of the C library is one of the package for Go, or there is a reason why not.

usage: test_go_reachable.py PACKAGE LIBRARY… (its folder; those that it was built with)
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "api"))
from tree import declared_functions, library_headers, report  # noqa: E402

COMMANDS = "functions of their own stand for commands; a journal is C's"
FEED = "a Feed hands on what the engine says"
PULLED = "pulled instead: RecordQueue, Outcomes"
HOOK = "hooks do not call Go"
RANDOM = "Go has random numbers of its own"
REASONS = {
    "engine_submit": COMMANDS,
    "engine_submit_batch": COMMANDS,
    "command_init": COMMANDS,
    "command_kind_str": COMMANDS,
    "command_encode": COMMANDS,
    "command_decode": COMMANDS,
    "definition_bytes": COMMANDS,
    "options_set_events": FEED,
    "history_event": FEED,
    "records_event": FEED,
    "metrics_event": FEED,
    "sim_set_events": FEED,
    "records_set_hook": PULLED,
    "sim_set_outcome": PULLED,
    "sim_add_source": "callers are added one by one",
    "sim_stream_init": RANDOM,
    "sim_stream_below": RANDOM,
    "sim_stream_exponential": RANDOM,
    "options_set_log": HOOK,
    "options_set_explain": HOOK,
    "options_set_score": HOOK,
    "dispatcher_new": "a switch over action.Kind does as much",
    "dispatcher_free": "a switch over action.Kind does as much",
    "dispatcher_run": "a switch over action.Kind does as much",
    "records_set_queue_log": HOOK,
    "options_set_trace": "for the tests of hosts in C: trace.h",
    "event_print_json": "events are structs, and encoding/json is near",
    "json_error_print": "the fields of JsonError say the same",
    "tzif_check": "NewTzif() says what is wrong",
    "erlang_day": "ErlangAgents() for each interval",
}
# Literals of these are enough: their defaults are all zero.
LITERALS = {"arrival_init", "callback_wish_init", "slot_wish_init", "mark_init", "erlang_target_init"}


def in_go(name: str) -> str:
    words = [word.capitalize() for word in name.split("_")]
    if words[-1] in ("New", "Init"):
        return "".join(["New", *words[:-1]])
    return "".join(words)


def main() -> None:
    package = "".join(path.read_text(encoding="utf-8") for path in Path(sys.argv[1]).glob("*.go"))
    functions = set(re.findall(r"^func (\w+)[\[(]", package, flags=re.M))
    closed = {name.lower() for name in re.findall(r"^func \(h \*(\w+)\) Close\(\) error", package, flags=re.M)}
    found, declared = [], set()
    for library in ("core", *sys.argv[2:]):
        declared |= {name.removeprefix("acd_") for name in declared_functions(library_headers(library))}
    for name in sorted(declared):
        is_closed = name.endswith("_free") and name.removesuffix("_free") in closed
        reachable = in_go(name) in functions or name in LITERALS or is_closed
        if not reachable and name not in REASONS:
            found.append(f"acd_{name} cannot be reached from Go, and test_go_reachable.py has no reason")
        if reachable and name in REASONS:
            found.append(f"acd_{name} can be reached from Go: its reason is out of date")
    if {"json", "sim", "erlang"} <= set(sys.argv):
        found += [f"acd_{name} is in the reasons, and in no header" for name in sorted(set(REASONS) - declared)]
    report(found)


if __name__ == "__main__":
    main()
