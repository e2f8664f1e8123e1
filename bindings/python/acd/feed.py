# SPDX-License-Identifier: Apache-2.0
"""What an engine speaks to: a function, a history, records, metrics; each only if it is wanted."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Callable, Optional

from . import facts, raw
from .history import History


class Feed:
    """Of one engine."""

    def __init__(
        self, sink: Optional[Callable[[raw.Event], object]], history: Optional[History], records: bool, metrics: bool
    ) -> None:
        self.raw = raw.Feed()
        if sink is not None:
            self.raw.set_sink(sink)
        self.history = history
        if history is not None:
            if not isinstance(history, History):
                raise TypeError(f"history: expected a History, not {history!r}")
            if history._fed:
                raise ValueError("history: another engine feeds it")
            self.raw.set_history(history.raw)
        self.records = raw.Records() if records else None
        self.queue = raw.RecordQueue()
        if self.records is not None:
            raw.records_attach(self.records, self.queue)
            self.raw.set_records(self.records)
        self._busy = False
        self.metrics = raw.Metrics() if metrics else None
        if self.metrics is not None:
            self.raw.set_metrics(self.metrics)

    def begin(self) -> None:
        """The engine is made: its history is no other one's. Until then it may not be made at all."""
        if self.history is not None:
            self.history._fed = True

    @contextlib.contextmanager
    def busy(self) -> Iterator[None]:
        """While the engine runs without the interpreter's lock nobody may look at what it feeds. Metrics are asked through the
        engine alone."""
        records, history = self.records, self.history.raw if self.history is not None else None
        self.records, self._busy = None, True
        if self.history is not None:
            self.history.raw = None  # type: ignore[assignment]
        try:
            yield
        finally:
            self.records, self._busy = records, False
            if self.history is not None and history is not None:
                self.history.raw = history

    def flush(self) -> None:
        """Completes all records, as they stand."""
        raw.records_flush(self._kept())

    def pull(self) -> list[facts.Record]:
        """Records that are complete."""
        return [facts.Record.of(record) for record in self._records()]

    def pull_lines(self, csv: bool) -> list[str]:
        """Those as the library writes them."""
        write = raw.record_print_csv if csv else raw.record_print_json
        return [write(record) for record in self._records()]

    def _kept(self) -> raw.Records:
        if self._busy:
            raise ValueError("records: the simulation is running")
        if self.records is None:
            raise ValueError("records: the engine was made without records=True")
        return self.records

    def _records(self) -> Iterator[raw.Record]:
        self._kept()
        while (record := self.queue.pull()) is not None:
            yield record


def csv_head() -> str:
    """The line with the names of the columns."""
    return raw.record_print_csv_head()
