# SPDX-License-Identifier: Apache-2.0
"""What columns and options do to a call, each alone: times worked out by hand.

usage: test_columns.py TOOL
"""

from __future__ import annotations

import tempfile

from tool import acd, equal, expect, finish, outcomes, report, write

CENTRE = """{
  "agents": {"ann": {}, "bob": {"presence": "not_ready"}},
  "queues": {"q": {"members": ["ann"], "wrapup_s": 20}},
  "numbers": {"100": "main", "200": "box", "300": "circle", "400": {"queue": "q"}, "PS": {"queue": "q"}},
  "flows": {
    "main": {"start": "hello", "nodes": {
      "hello": {"kind": "play", "prompt": "hello", "exits": {"next": "q"}}, "q": {"kind": "queue", "queue": "q"}}},
    "box": {"start": "box", "nodes": {"box": {"kind": "voicemail", "mailbox": "m"}}},
    "circle": {"start": "a", "nodes": {"a": {"kind": "play", "prompt": "a", "exits": {"next": "a"}}}}
  }
}
"""

# Options, columns, a row, and what becomes of the call: seconds from arrival to queue, answer and end, and how it ends.
CASES: list[tuple[list[object], str, str, tuple[object, object, float, str]]] = [
    ([], "", "100", (0, 0, 180, "completed")),
    (["--talk", 75], "", "100", (0, 0, 75, "completed")),
    (["--talk", 75], "talk_s", "100,33", (0, 0, 33, "completed")),
    (["--prompt", 9], "", "100", (9, 9, 189, "completed")),
    ([], "prompt_s", "100,6.5", (6.5, 6.5, 186.5, "completed")),
    (["--prompt", 9], "prompt_s", "100,6.5", (6.5, 6.5, 186.5, "completed")),
    ([], "prompt_s,hangup_s", "100,6,4", ("", "", 4, "in_flow")),
    ([], "prompt_s,hangup_s", "100,6,7", (6, 6, 186, "completed")),
    (["--agents", 0], "prompt_s,hangup_s", "100,6,7", (6, "", 7, "abandoned")),
    (["--agents", 0], "patience_s", "400,11", (0, "", 11, "abandoned")),
    (["--ring", 3], "", "400", (0, 3, 183, "completed")),
    ([], "", "200", ("", "", 0, "voicemail")),
    (["--voicemail", 25], "", "200", ("", "", 25, "voicemail")),
    (["--flow-steps", 12, "--prompt", 2], "", "300", ("", "", 24, "in_flow")),
    (["--flow-steps", 12], "", "300", ("", "", 0, "in_flow")),
    ([], "", "300", ("", "", 0, "in_flow")),
    (["--prompt", 1], "", "300", ("", "", 1000, "in_flow")),
]


def since(row: dict[str, str], moment: str) -> object:
    return "" if row[moment] == "" else float(row[moment]) - float(row["arrival_s"])


def check_cases(folder: str) -> None:
    centre = write(folder, "centre.json", CENTRE)
    for options, columns, row, wanted in CASES:
        header = "arrival,number" + (f",{columns}" if columns else "")
        calls = write(folder, "calls.csv", f"{header}\n08:00:00,{row}\n")
        found = outcomes(centre, calls, *options)
        equal(len(found), 1, f"{options} {columns} {row}: calls")
        told = tuple(since(found[0], moment) for moment in ("queued_s", "answered_s", "ended_s"))
        equal((*told, found[0]["end"]), wanted, f"{options} {columns} {row}")


def check_circles(folder: str) -> None:
    """Callers in circles are counted, in every form of the report, and told of."""
    centre = write(folder, "centre.json", CENTRE)
    calls = write(folder, "calls.csv", "arrival,number\n08:00:00,300\n08:00:00,400\n08:00:01,300\n")
    done = acd("run", centre, calls)
    expect("\n2 callers gave up in a flow that led in circles" in done.stdout, f"circles: {done.stdout}")
    equal(done.returncode, 0, "circles: exit code")
    equal(report(centre, calls)["run"]["gave_up"], 2, "circles: JSON")
    expect("\nrun,,gave_up,2\n" in acd("run", "--csv", centre, calls).stdout, "circles: CSV")


def check_presence(folder: str) -> None:
    """Agents without shifts come with the first call: nobody is idle before it."""
    centre = write(folder, "centre.json", CENTRE)
    calls = write(folder, "calls.csv", "arrival,number,talk_s\n09:00:00,400,60\n09:01:40,400,80\n")
    agents = report(centre, calls)["agents"]
    ann = agents["ann"]
    equal(ann["login_us"], 200_000_000, "ann: logged in from the first call to the end of the last wrap-up")
    equal((ann["busy_us"], ann["in_wrapup_us"], ann["ready_us"]), (140_000_000, 40_000_000, 20_000_000), "ann: states")
    equal(ann["occupancy_ppm"], 900_000, "ann: occupancy")
    equal(agents["bob"]["not_ready_us"], 200_000_000, "bob: not ready, as defined")
    equal(report(centre, calls, "--agents", 1)["agents"]["bob"]["login_us"], 0, "bob: stays at home with --agents 1")


# Shifts of ann, and for how many hours she was there on a Monday and the Tuesday after it; shifts begun then last to
# their end.
SHIFTS = [
    ("ann,08:00,09:00,daily", 2.0),
    ("ann,08:00,09:00,mon", 1),
    ("ann,22:00,06:00,daily", 6 + 8 + 8),  # from the Sunday before, too
    ("ann,22:00,30:00,daily", 6 + 8 + 8),
    ("ann,22:00,06:00,mon", 8),
    ("ann,22:00,06:00,sun", 6),
    ("ann,08:00,08:00,mon", 24),  # once around the clock
    ("ann,08:00,08:00,daily", 32 + 10 / 3600),  # for ever, as far as there are calls
    ("ann,12:00,17:00,daily\nann,08:00,12:00,daily", 18),  # they meet, whatever the order
    ("ann,22:00,06:00,mon\nann,06:00,07:00,tue", 9),
    ("ann,2024-01-01T10:00:00,2024-01-01T11:00:00,\nann,11:00,12:00,mon", 2),
    ("ann,2024-01-01T11:00:00,2024-01-01T12:00:00,\nann,10:00,11:00,mon", 2),
]


def check_shifts(folder: str) -> None:
    centre = write(folder, "centre.json", CENTRE)
    rows = ["arrival,number,patience_s,talk_s", "2024-01-01T00:00:00,400,0,0", "2024-01-02T08:00:00,200,,"]
    calls = write(folder, "calls.csv", "\n".join(rows) + "\n")
    for shifts, hours in SHIFTS:
        staffing = write(folder, "staffing.csv", f"agent,login,logout,days\n{shifts}\n")
        ann = report(centre, calls, "--staffing", staffing, "--voicemail", 10)["agents"]["ann"]
        equal(ann["login_us"], round(hours * 3600) * 1_000_000, f"{shifts!r}: logged in")


def technion(priority: int, entry: str, seconds: int) -> str:
    return "\t".join(["AA0101", "1", "0", str(priority), "PS", "990101", entry, entry, "0", entry, entry, "0", "AGENT",
                      entry, entry, str(seconds), "X"])


def check_technion(folder: str) -> None:
    """A caller of priority 2 overtakes those of 0 and 1, which are equal."""
    header = (
        "vru+line call_id customer_id priority type date vru_entry vru_exit vru_time q_start q_exit q_time outcome "
        "ser_start ser_exit ser_time server"
    )
    centre = write(folder, "centre.json", CENTRE.replace('"wrapup_s": 20', '"wrapup_s": 0'))
    rows = [technion(priority, f"8:00:{10 * i:02}", 60) for i, priority in enumerate((0, 0, 1, 2))]
    log = write(folder, "log.tsv", "\n".join(["\t".join(header.split()), *rows]) + "\n")
    waits = [float(row["wait_s"]) for row in outcomes(centre, log)]
    equal(waits, [0, 110, 160, 30], "Technion: waits by priority")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        check_cases(folder)
        check_circles(folder)
        check_presence(folder)
        check_shifts(folder)
        check_technion(folder)
    finish()


if __name__ == "__main__":
    main()
