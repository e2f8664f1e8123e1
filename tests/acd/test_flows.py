# SPDX-License-Identifier: Apache-2.0
"""The six classic flows, the rules of routing, and blending: each call takes the path that was worked out by hand.

usage: test_flows.py TOOL
"""

from __future__ import annotations

from tool import CALLS, DEFINITIONS, equal, finish, outcomes

# A row: seconds from arrival to the queue, to the agent, waited; the agent; how the call ended. "" where it never came to that.
EXPECTED: dict[str, list[tuple[object, object, float, str, str]]] = {
    "linear-voicemail": [
        ("", "", 0, "", "voicemail"),  # nobody is there yet
        (0, 0, 0, "anna", "completed"),
        (0, 0, 0, "ben", "completed"),
        (0, 0, 0, "carla", "completed"),
        (0, 20, 20, "anna", "completed"),  # anna and ben end at the same instant
        (0, 0, 0, "anna", "completed"),
        (0, 0, 0, "ben", "completed"),
        (0, 0, 0, "carla", "completed"),
        (0, "", 60, "", "voicemail"),  # the longest wait is over
        (0, "", 10, "", "abandoned"),
        ("", "", 0, "", "voicemail"),  # nobody is there any more
    ],
    "business-hours": [
        ("", "", 0, "", "flow"),  # both sites closed
        (0, 0, 0, "dora", "completed"),
        (0, 0, 0, "emil", "completed"),
        (0, 0, 0, "dora", "completed"),
        ("", "", 0, "", "transferred"),  # the second at which this site closes
        ("", "", 0, "", "transferred"),
        ("", "", 0, "", "flow"),  # the second at which the other one does
        (0, 0, 0, "emil", "completed"),
        ("", "", 0, "", "transferred"),  # Friday afternoon
        ("", "", 0, "", "flow"),  # Saturday
    ],
    "direct-extension": [
        ("", 0, 0, "fatima", "completed"),
        (30, 30, 30, "ivan", "completed"),  # fatima is engaged for longer than callers wait for her
        (0, 0, 0, "ivan", "completed"),  # hana is logged out
        (0, 0, 0, "ivan", "completed"),  # no such extension
        ("", 5, 0, "georg", "completed"),  # two digits, then right
        (10, 10, 0, "ivan", "completed"),  # silence
        (10, 10, 0, "ivan", "completed"),  # too short twice
        ("", 0, 0, "fatima", "completed"),
        (30, 30, 30, "ivan", "completed"),
    ],
    "skill-based": [
        (0, 0, 0, "jana", "completed"),
        (0, 0, 0, "karim", "completed"),
        (0, 0, 0, "mateo", "completed"),
        (0, 0, 0, "lucia", "completed"),  # mateo could, but talks
        (0, 20, 20, "jana", "completed"),  # lucia could, but talks
        (0, 70, 70, "karim", "completed"),  # nobody else has the skill
        (10, 10, 0, "mateo", "completed"),  # silence: anybody, the longest idle
        (0, 0, 0, "jana", "completed"),  # wrong keys: likewise
        (15, 15, 0, "lucia", "completed"),  # language known, product not
    ],
    "round-robin": [
        (0, 0, 0, "nora", "completed"),
        (0, 0, 0, "oskar", "completed"),
        (0, 0, 0, "petra", "completed"),
        (0, 0, 0, "quentin", "completed"),
        (0, 0, 0, "nora", "completed"),
        (0, 0, 0, "oskar", "completed"),
        (0, 0, 0, "petra", "completed"),
        (0, 0, 0, "quentin", "completed"),
        (0, 2, 2, "quentin", "completed"),  # who pressed ready after 5 s of wrap-up
        (0, 20, 20, "quentin", "completed"),  # whose wrap-up took the queue's 15 s
    ],
    "auto-attendant": [
        (0, 0, 0, "rosa", "completed"),
        (0, 0, 0, "tara", "completed"),
        (0, 15, 15, "rosa", "completed"),  # left the queue by its exit key
        (0, 0, 0, "rosa", "completed"),
        (0, 0, 0, "rosa", "completed"),
        (12, 12, 0, "rosa", "completed"),  # silence three times
        (0, 0, 0, "rosa", "completed"),  # wrong three times
        (0, 0, 0, "stefan", "completed"),  # a submenu, and back
        (4, 4, 0, "rosa", "completed"),  # wrong, then silence
    ],
    "routing": [
        (0, 0, 0, "cleo", "completed"),  # the greatest score
        (0, 0, 0, "ana", "completed"),
        (0, 20, 20, "ben", "completed"),  # of a tier that opens after 20 s
        (0, 78, 78, "ben", "completed"),  # whose Spanish will do after 30 s; priority comes before the next call of "service"
        (0, 0, 0, "dan", "completed"),  # by his share, of two who are rung
        (0, 80, 80, "ben", "completed"),  # eve is kept free until another one is ready
    ],
    "partners": [
        (0, 0, 0, "olga", "completed"),
        (0, 0, 0, "rita", "completed"),  # the partner's share is behind
        (0, 0, 0, "pavel", "completed"),
        (0, 0, 0, "sven", "completed"),  # no other is free
        (0, 0, 0, "tessa", "completed"),
        (0, 55, 55, "tessa", "completed"),
        (0, 25, 25, "sven", "completed"),  # a claim that waits for those of orders as well
        (0, 160, 160, "tessa", "completed"),  # nobody scores: the longest idle, the only one
    ],
    "blending": [
        (0, 0, 0, "lena", "completed"),
        (0, 0, 0, "malik", "completed"),
        (0, 0, 0, "nora", "completed"),
        (0, 0, 0, "lena", "completed"),  # a chat beside a mail
        (0, 0, 0, "malik", "completed"),  # whose mail gives way: lena has a chat as well, nora no phone
        (0, 0, 0, "nora", "completed"),
        (0, 120, 120, "malik", "completed"),  # after his wrap-up
        (0, 160, 160, "nora", "completed"),  # after her chat
        (0, 140, 140, "lena", "completed"),  # after her chat: her mail gives way
        (0, 220, 220, "nora", "completed"),  # after her mail
        (0, 155, 155, "lena", "completed"),  # after her phone call and its wrap-up
        (0, 5, 5, "malik", "completed"),
    ],
}


def since(row: dict[str, str], moment: str) -> object:
    return "" if row[moment] == "" else float(row[moment]) - float(row["arrival_s"])


def main() -> None:
    for name, expected in EXPECTED.items():
        staffing = CALLS / f"{name}-staffing.csv"
        options = ["--staffing", staffing] if staffing.exists() else []
        rows = outcomes(DEFINITIONS / f"{name}.json", CALLS / f"{name}.csv", *options)
        equal(len(rows), len(expected), f"{name}: calls")
        for row, wanted in zip(rows, expected):
            found = (
                since(row, "queued_s"),
                since(row, "answered_s"),
                float(row["wait_s"]),
                row["agent"],
                row["end"],
            )
            equal(found, wanted, f"{name}.csv:{row['line']}")
    finish()


if __name__ == "__main__":
    main()
