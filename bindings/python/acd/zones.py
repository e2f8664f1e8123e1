# SPDX-License-Identifier: Apache-2.0
"""Time zones of the system."""

from __future__ import annotations

import importlib.resources
import zoneinfo
from pathlib import Path
from typing import Optional


def zone_bytes(name: str) -> Optional[bytes]:
    """The file of a time zone, from where zoneinfo looks for it; None: there is none."""
    parts = name.split("/")
    if not name or any(part in ("", ".", "..") for part in parts):
        return None
    for folder in zoneinfo.TZPATH:
        path = Path(folder, *parts)
        if path.is_file():
            return path.read_bytes()
    try:
        return importlib.resources.files("tzdata.zoneinfo").joinpath(*parts).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
