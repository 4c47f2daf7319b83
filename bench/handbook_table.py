#!/usr/bin/env python3
"""The figures of a benchmark into the handbook's page about them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from tables import growth, tables_of

PAGE: Final = Path(__file__).resolve().parents[1] / "site_src" / "handbook" / "performance.md"
BEGIN: Final = "<!-- figures: written by bench/handbook_table.py, do not edit -->"
END: Final = "<!-- end of the figures -->"
_EXAMPLES: Final = """\
  python bench/run.py --json figures.json && python bench/handbook_table.py figures.json
  python bench/handbook_table.py small.json large.json     one page of two runs, each under its own date and command

Exit codes: 0 written, 1 the page has no place for figures, 2 called wrongly.
"""


def main(arguments: list[str] | None = None) -> int:
    """Write the page; the exit code."""
    parser = argparse.ArgumentParser(
        description="Write the figures of bench/run.py --json into the handbook.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("figures", metavar="FILE", type=Path, nargs="+", help="what bench/run.py --json wrote")
    parser.add_argument("--page", metavar="FILE", type=Path, default=PAGE, help="page to write into")
    asked = parser.parse_args(arguments)
    text = asked.page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        print(f"found no lines {BEGIN!r} and {END!r} in {asked.page}, expected both", file=sys.stderr)
        return 1
    parts = [line for path in asked.figures for line in lines(json.loads(path.read_text(encoding="utf-8")))]
    asked.page.write_text("\n\n".join((before + BEGIN, *parts, END + after)), encoding="utf-8")
    return 0


def lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """Paragraphs and tables in Markdown."""
    about = figures["machine"]
    sizes = sorted(figures["sizes"], key=lambda size: -size["tools"])
    runs = "one run of each" if figures["runs"] == 1 else f"medians of {figures['runs']} runs"
    yield (
        f"Measured on {figures['date']} with `{figures['command']}`: {runs}, {figures['workers']} workers, on "
        f"{about['cores']} cores ({about['processor']}), {about['memory_bytes'] / 2**30:.0f} GiB of memory, {about['file_system']}, "
        f"{about['system']}, Python {about['python']}, MkDocs Material {about['mkdocs_material']}, Hugo {about['hugo']}."
    )
    if len(sizes) > 1:
        yield growth(sizes).markdown()
    for size in sizes:
        yield f"### {size['tools']:,} tools"
        for table in tables_of(size):
            yield table.markdown()
        for each in size["contenders"]:
            if each["skipped"] or each["failure"]:
                yield f"`{each['name']}` was not measured: {each['skipped'] or each['failure'].splitlines()[0]}."


if __name__ == "__main__":
    sys.exit(main())
