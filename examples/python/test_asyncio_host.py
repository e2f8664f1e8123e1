# SPDX-License-Identifier: Apache-2.0
"""Tests of asyncio_host.py, whose hooks are coroutines: in virtual time, so that nobody waits for Ann's lunch."""

from __future__ import annotations

import contextlib
import io
import unittest

import acd
import asyncio_host
from acd.testing import Story


class SwitchTest(unittest.TestCase):
    def test_bob_answers_while_ann_is_out(self) -> None:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), Story(asyncio_host.CENTRE, host=asyncio_host.Switch()) as story:
            story.call_arrives("caller", queue="support")
            story.time_passes(60)
            story.expect_story("""
                0 s ring ann for caller
                1 s ring_stop ann for caller
                1 s ring bob for caller
                1.1 s bridge bob for caller
            """)
            story.expect_agent("bob", acd.AgentState.BUSY)
            story.caller_hangs_up("caller")
            story.expect_release("caller", "bob")
        self.assertEqual(said.getvalue(), "ring ann\nring_stop ann\nring bob\nbridge bob\nrelease bob\n")

    def test_the_second_caller_waits_for_bob(self) -> None:
        with contextlib.redirect_stdout(None), Story(asyncio_host.CENTRE, host=asyncio_host.Switch()) as story:
            story.engine.agent("ann").logout()
            story.call_arrives("first", queue="support")
            story.time_passes(5)
            story.call_arrives("second", queue="support")
            story.time_passes(3600)
            story.expect_waiting("support", 1)
            story.caller_hangs_up("first")
            story.time_passes(1)
            story.expect_waiting("support", 0)


if __name__ == "__main__":
    unittest.main()
