# SPDX-License-Identifier: Apache-2.0
"""acd.ics and acd.imports: holidays from calendars, call flows of other products. Each is skipped where it was not built."""

from __future__ import annotations

import gc
import json
import tempfile
import unittest
from datetime import date, time
from pathlib import Path
from typing import Any

import acd
from acd import raw

HOUR = 3600 * acd.SECOND
CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART:20260101
DTEND:20260104
SUMMARY:New Year
CATEGORIES:FEAST
END:VEVENT
BEGIN:VEVENT
DTSTART:20260103
SUMMARY:Working Saturday
END:VEVENT
BEGIN:VEVENT
DTSTART:20261224T140000
DTEND:20261224T180000
SUMMARY:Christmas Eve
END:VEVENT
BEGIN:VEVENT
DTSTART:20260301T100000
DTEND:20260301T110000
RRULE:FREQ=HOURLY
SUMMARY:Bells
END:VEVENT
END:VCALENDAR
"""
UTC = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260701T120000Z\nDURATION:PT1H\nSUMMARY:u\nEND:VEVENT\nEND:VCALENDAR\n"
YEAR = date(2026, 1, 1), date(2026, 12, 31)


@unittest.skipUnless(hasattr(raw, "Ics"), "built without libacd-ics")
class IcsTest(unittest.TestCase):
    def calendars(self, **more: Any) -> Any:
        from acd import ics

        return ics.Calendars(**more)

    def test_a_calendar_becomes_rules(self) -> None:
        from acd import ics

        calendars = self.calendars()
        calendars.match(ics.Match.OPEN, "Working")
        calendars.open_hours(time(9), time(0))
        calendars.read_text(CALENDAR, "feasts")
        opens, feast, eve = calendars.expand(*YEAR)
        self.assertEqual((opens.name, opens.opens, opens.first), ("Working Saturday 2026-01-03", True, date(2026, 1, 3)))
        self.assertEqual((opens.begin_us, opens.end_us), (9 * HOUR, 24 * HOUR))
        self.assertEqual((feast.summary, feast.first, feast.last), ("New Year", date(2026, 1, 1), date(2026, 1, 3)))
        self.assertEqual((eve.begin_us, eve.end_us, eve.source, eve.opens), (14 * HOUR, 18 * HOUR, "feasts", False))
        (note,) = calendars.notes
        self.assertEqual((note.kind, note.summary, note.source), (ics.NoteKind.LEFT_OUT, "Bells", "feasts"))
        self.assertEqual((calendars.counts.events, calendars.counts.taken, calendars.counts.left_out), (4, 3, 1))
        self.assertEqual(calendars.expand(date(2027, 1, 1), date(2027, 12, 31)), [])

    def test_a_schedule_is_changed(self) -> None:
        from acd import ics

        centre = {"schedules": {"office": {"hours": [{"days": "mon-sun", "from": "08:00", "to": "20:00"}]}}}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "feasts.ics")
            path.write_text(CALENDAR, encoding="utf-8")
            calendars = self.calendars()
            calendars.match(ics.Match.ONLY, "FEAST", "CATEGORIES")
            calendars.read(path)
        calendars.expand(*YEAR)
        with acd.Engine(centre) as engine:
            office = engine.schedule("office")
            noon_us = 1767268800 * acd.SECOND  # 2026-01-01 12:00
            self.assertTrue(office.at(noon_us).open)
            engine.change(calendars.change("office"))
            verdict = office.at(noon_us)
            self.assertEqual((verdict.open, verdict.name), (0, "New Year 2026-01-01"))
            self.assertTrue(office.at(noon_us + 72 * HOUR).open)
            engine.change(calendars.change("feasts", replace=True, exceptions=True))
            self.assertEqual([one.name for one in engine.schedules], ["office", "feasts"])

    def test_a_zone_is_held_on_to(self) -> None:
        calendars = self.calendars()
        calendars.read_text(UTC)
        self.assertEqual((calendars.expand(*YEAR), calendars.counts.left_out), ([], 1))
        calendars = self.calendars(zone="Europe/Berlin")
        gc.collect()
        calendars.read_text(UTC)
        (rule,) = calendars.expand(*YEAR)
        self.assertEqual((rule.begin_us, rule.end_us), (14 * HOUR, 15 * HOUR))
        with self.assertRaisesRegex(LookupError, "no time zone 'Middle/Earth'"):
            self.calendars(zone="Middle/Earth")
        handle = raw.Ics()
        for name in ("Europe/Berlin", "Asia/Tokyo"):
            raw.ics_zone_set(handle, raw.Tzif(acd.zones.zone_bytes(name) or b""))
            gc.collect()
            raw.ics_read_text(handle, name, UTC)
        raw.ics_zone_set(handle, None)
        raw.ics_expand(handle, 20260101, 20261231)
        self.assertEqual([raw.ics_rule_at(handle, i).from_us // HOUR for i in range(2)], [14, 21])

    def test_what_is_refused(self) -> None:
        calendars = self.calendars()
        with self.assertRaises(acd.DefinitionError) as caught:
            calendars.read_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", "broken")
        (mistake,) = caught.exception.mistakes
        self.assertEqual((mistake.path, mistake.line, mistake.column), ("broken", 3, 5))
        self.assertIn("broken:3:5: expected END:VEVENT", str(caught.exception))
        with self.assertRaises(acd.InputOutputError):
            calendars.read("/nowhere/feasts.ics")
        with self.assertRaises(acd.StateError):
            calendars.expand(*YEAR)
        calendars.read_text(CALENDAR)
        with self.assertRaises(acd.ArgumentError):
            calendars.expand(*reversed(YEAR))
        with self.assertRaises(acd.ArgumentError):
            calendars.match(1, "")
        with self.assertRaises(ValueError):
            raw.ics_read_text(calendars.raw, "a\0b", CALENDAR)
        with self.assertRaises(acd.NotFoundError):
            raw.ics_rule_at(calendars.raw, 0)


FLOW = {
    "Version": "2019-10-30",
    "StartAction": "hello",
    "Actions": [
        {"Identifier": "hello", "Type": "MessageParticipant", "Parameters": {"Text": "Hi"}, "Transitions": {"NextAction": "x"}},
        {"Identifier": "x", "Type": "Unheard", "Parameters": {}, "Transitions": {"NextAction": "end"}},
        {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}},
    ],
}


@unittest.skipUnless(hasattr(raw, "Import"), "built without libacd-import")
class ImportTest(unittest.TestCase):
    def test_a_flow_runs(self) -> None:
        from acd import imports

        self.assertEqual(list(imports.formats()), ["amazon-connect", "twilio-studio"])
        found = imports.read_texts("amazon-connect", {"main": json.dumps(FLOW)})
        self.assertEqual([note.kind.word for note in found.notes], ["mapped", "unmapped", "mapped"])
        self.assertEqual((found.counts.actions, found.counts.mapped, found.counts.unmapped), (3, 2, 1))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "main.json")
            path.write_text(json.dumps(FLOW), encoding="utf-8")
            self.assertEqual(imports.read("amazon-connect", path).definition, found.definition)
        with acd.Engine({**found.definition, "numbers": {"100": "main"}}, clock=acd.ManualClock()) as engine:
            engine.arrive("100")
            (play,) = engine.actions()
            self.assertEqual((play.kind, play.text), (acd.ActionKind.PLAY, "Hi"))
            play.result(acd.Outcome.DONE)
            (asked,) = engine.actions()
            self.assertEqual((asked.kind, asked.text), (acd.ActionKind.HOST, "unheard"))

    def test_what_is_refused(self) -> None:
        from acd import imports

        broken = {"main": json.dumps(FLOW), "a": '{"Version":\n oops}', "b": '{"Version": "2019-10-30", "Actions": 3}'}
        with self.assertRaises(acd.DefinitionError) as caught:
            imports.read_texts("amazon-connect", broken)
        first, second = caught.exception.mistakes
        self.assertEqual((first.path, first.line, first.column), ("a", 2, 5))
        self.assertEqual(second.path, "b/Actions")
        with self.assertRaisesRegex(acd.NotFoundError, 'format "asterisk"'):
            imports.read("asterisk")
        with self.assertRaises(acd.StateError):
            imports.read("amazon-connect")
        with self.assertRaises(acd.InputOutputError):
            imports.read("amazon-connect", "/nowhere/main.json")


if __name__ == "__main__":
    unittest.main()
