# SPDX-License-Identifier: Apache-2.0
"""Writes C source with texts as constants: of page.css page_css and page_css_size. Their first line, the licence, is left out.

usage: embed.py HEADER FILE... OUTPUT
"""

from __future__ import annotations

import sys
from pathlib import Path


def constant(path: Path) -> str:
    text = path.read_bytes().split(b"\n", 1)[1]
    name = path.name.replace(".", "_")
    rows = (text[at : at + 24] for at in range(0, len(text), 24))
    body = ",\n".join(",".join(f"{byte if byte < 128 else byte - 256}" for byte in row) for row in rows)
    return f"const char {name}[] = {{\n{body}\n}};\nconst size_t {name}_size = sizeof({name});\n"


def main() -> None:
    header, *paths, output = sys.argv[1:]
    constants = [constant(Path(path)) for path in paths]
    Path(output).write_text(f'#include "{header}"\n\n' + "\n".join(constants), encoding="ascii")


if __name__ == "__main__":
    main()
