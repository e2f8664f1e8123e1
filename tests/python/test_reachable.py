# SPDX-License-Identifier: Apache-2.0
"""Every public function of the C library is a function of acd.raw, or there is a reason why not.

usage: test_reachable.py LIBRARY… (those that the package was built with)
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "api"))
from tree import declared_functions, headers, library_headers, report  # noqa: E402

from acd import raw  # noqa: E402

# What stands in for functions: by the beginning and the end of their names.
CLASSES = {
    "engine": raw.Engine,
    "options": raw.Options,
    "definition": raw.Definition,
    "check": raw.Check,
    "difference": raw.Difference,
    "tzif": raw.Tzif,
    "json": getattr(raw, "Json", None),
    "history": raw.History,
    "distribution": raw.Distribution,
    "records": raw.Records,
    "metrics": raw.Metrics,
    "sim": raw.Sim,
    "mark": raw.Mark,
    "arrival": raw.Arrival,
    "callback_wish": raw.CallbackWish,
    "slot_wish": raw.SlotWish,
    "history_options": raw.HistoryOptions,
    "sim_caller": raw.SimCaller,
    "sim_poisson": raw.SimPoisson,
    "erlang_system": raw.ErlangSystem,
    "erlang_target": raw.ErlangTarget,
    "service_level": raw.ServiceLevel,
    "ics": getattr(raw, "Ics", None),
    "import": getattr(raw, "Import", None),
}
COMMANDS = "functions of their own stand for commands; a journal is C's"
FEED = "acd.raw.Feed passes on what the engine says and asks"
PULLED = "pulled instead: acd.raw.RecordQueue, acd.raw.Outcomes"
ZONES = "acd.zones reads the system's files, from where Python's zoneinfo looks for them"
KIT = "acd.testing is the kit for Python"
REASONS = {
    "engine_submit": COMMANDS,
    "engine_submit_batch": "acd.raw.batch_submit() takes tuples",
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
    "sim_stream_init": "Python has random numbers of its own",
    "sim_stream_below": "Python has random numbers of its own",
    "sim_stream_exponential": "Python has random numbers of its own",
    "options_set_log": FEED,
    "options_set_explain": FEED,
    "options_set_score": FEED,
    "dispatcher_new": "acd.Host does as much",
    "dispatcher_free": "acd.Host does as much",
    "dispatcher_run": "acd.Host does as much",
    "records_set_queue_log": "lines for tools of Asterisk: not yet",
    "options_set_trace": FEED,
    "event_print_json": "events are objects, and json.dumps() is near",
    "json_error_print": "acd.Mistake says the same",
    "ics_note_print": "the fields of acd.ics.Note say the same",
    "import_note_print": "the fields of acd.imports.Note say the same",
    "zoneinfo_directory": ZONES,
    "zoneinfo_read": ZONES,
    "zoneinfo_set": ZONES,
    "zoneinfo_submit": ZONES,
    "testing_memory_allocator": "acd.raw.Memory is one",
    "tzif_check": "acd.raw.Tzif() says what is wrong",
    "erlang_day": "erlang_agents() for each interval",
}


def main() -> None:
    found, declared = [], set()
    for library in ("core", *sys.argv[1:]):
        declared |= {name.removeprefix("acd_") for name in declared_functions(library_headers(library))}
    reasons = {**{name: KIT for name in declared if name.startswith("testing_")}, **REASONS}
    for name in sorted(declared):
        beginning, _, end = name.rpartition("_")
        made_by_class = end in ("new", "free", "init") and CLASSES.get(beginning) is not None
        reachable = hasattr(raw, name) or made_by_class
        if not reachable and name not in reasons:
            found.append(f"acd_{name} cannot be reached from Python, and test_reachable.py has no reason")
        if reachable and name in REASONS:
            found.append(f"acd_{name} can be reached from Python: its reason is out of date")
    known = {name.removeprefix("acd_") for name in declared_functions(headers())}
    found += [f"acd_{name} is in the reasons, and in no header" for name in sorted(set(REASONS) - known)]
    report(found)


if __name__ == "__main__":
    main()
