# SPDX-License-Identifier: Apache-2.0
"""All zones of the system, from 1970 to 2100, against Python's zoneinfo.

usage: test_zones.py PROGRAM    the built zones.c, which is told what Python finds and checks that libacd finds the same

Candidates for changes up to the last one of a file's table are the times of that table; after it the offset is asked for
every few weeks, halving where it differs.
"""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import tempfile
import zoneinfo
from datetime import datetime, timedelta, timezone
from pathlib import Path

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
FIRST, LAST = 0, int(datetime(2100, 12, 31, tzinfo=timezone.utc).timestamp())
# By a footer the offset changes twice a year; nearer than this, both could go unseen.
STEP = 35 * 86400


def offset(zone: zoneinfo.ZoneInfo, at: int) -> int:
    local = (EPOCH + timedelta(seconds=at)).astimezone(zone)
    found = local.utcoffset()
    assert found is not None
    return found.days * 86400 + found.seconds


def table(data: bytes) -> list[int]:
    """The times of the block with 64 bits, from 1970 on."""
    utc, standard, leap, times, types, names = struct.unpack_from(">6I", data, 20)
    second = 44 + 5 * times + 6 * types + names + 8 * leap + standard + utc
    count = struct.unpack_from(">6I", data, second + 20)[3]
    return [at for at in struct.unpack_from(f">{count}q", data, second + 44) if FIRST < at < LAST]


def changes_from(zone: zoneinfo.ZoneInfo, at: int) -> list[tuple[int, int, int]]:
    found = []
    is_now = offset(zone, at)
    while at < LAST:
        after = min(at + STEP, LAST)
        will_be = offset(zone, after)
        if will_be != is_now:
            low, high = at, after
            while high - low > 1:
                middle = (low + high) // 2
                if offset(zone, middle) == is_now:
                    low = middle
                else:
                    high = middle
            found.append((high, is_now, will_be))
        at, is_now = after, will_be
    return found


# What a footer brings after the last time of a table: many zones have the same.
BY_FOOTER: dict[tuple[bytes, int], list[tuple[int, int, int]]] = {}


def changes(zone: zoneinfo.ZoneInfo, data: bytes) -> list[tuple[int, int, int]]:
    times = table(data)
    key = (data.rsplit(b"\n", 2)[1], times[-1] if times else FIRST)
    if key not in BY_FOOTER:
        BY_FOOTER[key] = changes_from(zone, key[1])
    found = [(at, offset(zone, at - 1), offset(zone, at)) for at in times] + BY_FOOTER[key]
    return [change for change in found if change[1] != change[2]]


def instant(zone: zoneinfo.ZoneInfo, local: int, fold: int) -> int:
    reads = (EPOCH + timedelta(seconds=local)).replace(tzinfo=zone, fold=fold)
    found = reads.utcoffset()
    assert found is not None
    return local - (found.days * 86400 + found.seconds)


SEEN: set[tuple[tuple[int, int, int], ...]] = set()


def lines(path: Path, data: bytes) -> list[str]:
    zone = zoneinfo.ZoneInfo.from_file(io.BytesIO(data))
    out = [f"zone {path}"]
    found = changes(zone, data)
    nexts = [change[0] for change in found[1:]] + [0]
    out += [f"change {at} {before} {after} {then}" for (at, before, after), then in zip(found, nexts)]
    if tuple(found) in SEEN:  # of other files that say the same
        return out
    SEEN.add(tuple(found))
    for at, before, after in found:
        # The clock around the two readings between which it is skipped or shown twice.
        for local in {at + edge + near for edge in (before, after) for near in (-1, 0, 1)}:
            out.append(f"local {local} {instant(zone, local, 0)} {instant(zone, local, 1)}")
    local = FIRST + 86400 * 7000
    out.append(f"local {local} {instant(zone, local, 0)} {instant(zone, local, 1)}")
    return out


def files() -> dict[bytes, Path]:
    """One file for all zones that are the same, by content."""
    found: dict[bytes, Path] = {}
    for name in sorted(zoneinfo.available_timezones()):
        for folder in zoneinfo.TZPATH:
            path = Path(folder) / name
            if path.is_file():
                found.setdefault(path.read_bytes(), path)
                break
    return found


# What today's zones do not have, or only a few. (Not days from 0, nor J59, which zoneinfo of Python 3.11 takes for a day
# beside: test_rules.c has those.)
FOOTERS = (
    *("UTC0", "<+0530>-5:30", "<-1234>12:34:56", "AAA-23:59:59", "AAA23:59:59", "AAA0BBB,J60,J300", "AAA0BBB,J61,J299"),
    *("AAA-1BBB,M3.5.0,M10.5.0/3", "AAA3BBB,M9.1.6/24,M4.1.6/24", "AAA-10:30BBB-11,M10.1.0,M4.1.0", "AAA0BBB,J58/-3,J97/27"),
    *("IST-1GMT0,M10.5.0,M3.5.0/1", "AAA2BBB,M3.4.4/50,M10.4.4/50", "AAA5BBB4:30,M2.5.2/-67,M11.5.6/67"),
    *("AAA5BBB,0/0,J365/25", "AAA3BBB4,0/0,J365/23", "AAA-1BBB,J100/5,J300", "AAA0BBB0,J50,J200", "AAA0BBB-3,M6.2.1/3:04:05,M7.4.1"),
)


def made(footer: str) -> bytes:
    """A file with nothing but a footer."""
    block = struct.pack(">5s15x6I", b"TZif3", 0, 0, 0, 0, 1, 4) + struct.pack(">iBB", 0, 0, 0) + b"LMT\0"
    return block * 2 + f"\n{footer}\n".encode("ascii")


def main() -> int:
    found = files()
    if not found:
        print(f"SKIP: no zones in {', '.join(zoneinfo.TZPATH) or 'TZPATH, which is empty'}")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        for index, footer in enumerate(FOOTERS):
            path = Path(folder) / str(index)
            path.write_bytes(made(footer))
            found[path.read_bytes()] = path
        told = []
        for data, path in found.items():
            told += lines(path, data)
        done = subprocess.run([sys.argv[1]], input="\n".join(told) + "\n", text=True, check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
