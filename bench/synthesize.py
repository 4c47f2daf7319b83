#!/usr/bin/env python3
"""A seed into a synthetic registry: made-up servers whose tools have the sizes and shares of real ones.

Needs nothing but Python 3.11: text is written directly, at more than 20,000 tools a second.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from synthetic.tools import ToolWriter
from synthetic.words import BUSINESSES, FIRST_HALVES, LICENCES, SECOND_HALVES, TRADES

TOOLS_A_SERVER: Final = 25
MOST_TOOLS: Final = 2000
"""The registry's own limit for one server."""
MARK: Final = "# Synthetic entry written by bench/synthesize.py; this server does not exist.\n"
_EXAMPLES: Final = """\
The registry is OUT/servers/SLUG.yaml, one file a server. Build or check it like any catalog:

  python bench/synthesize.py /tmp/big --tools 20000 --seed 7
  policy-catalog check --catalog /tmp/big
  policy-catalog build --catalog /tmp/big --site-dir /tmp/big-site

The same arguments always write the same bytes. Entries of an earlier run in OUT are replaced; a folder that
holds any other entry is refused. Exit codes: 0 written, 1 refused, 2 called wrongly.
"""


def main(arguments: list[str] | None = None) -> int:
    """Write the registry the command line asks for; the exit code."""
    asked = _parser().parse_args(arguments)
    servers = -(-asked.tools // TOOLS_A_SERVER) if asked.servers is None else asked.servers
    if asked.tools > servers * MOST_TOOLS:
        print(
            f"found {asked.tools} tools for {servers} servers, expected at most {MOST_TOOLS} a server", file=sys.stderr
        )
        return 2
    folder = asked.out / "servers"
    if not _cleared(folder):
        print(
            f"found entries in {folder} that this program did not write, expected none; name another folder",
            file=sys.stderr,
        )
        return 1
    started = time.perf_counter()
    size_bytes = 0
    for slug, text in registry(servers, asked.tools, asked.seed):
        content = text.encode()
        (folder / f"{slug}.yaml").write_bytes(content)
        size_bytes += len(content)
    seconds = time.perf_counter() - started
    print(
        f"{servers:,} servers, {asked.tools:,} tools, {size_bytes / 1e6:.1f} MB in {seconds:.1f} s "
        f"({asked.tools / max(seconds, 0.001):,.0f} tools a second) in {folder}",
        file=sys.stderr,
    )
    return 0


def registry(servers: int, tools: int, seed: int) -> Iterator[tuple[str, str]]:
    """Slug and text of each registry file; `tools` in total, spread unevenly as in the real world."""
    random = Random(seed)
    writer = ToolWriter(random)
    firsts = [head + tail for head in FIRST_HALVES for tail in SECOND_HALVES]
    random.shuffle(firsts)
    trades = random.sample(TRADES, len(TRADES))
    for index, count in enumerate(_spread(servers, tools, random)):
        first = firsts[index % len(firsts)]
        lap = index // len(firsts)
        name = f"{first} {trades[(index + lap) % len(trades)]}"
        if lap >= len(trades):
            name += f" {lap // len(trades) + 1}"
        slug = name.lower().replace(" ", "-")
        yield slug, _server(slug, name, first, count, writer, Random(f"{seed}/{index}"))


def _server(slug: str, name: str, first: str, count: int, writer: ToolWriter, random: Random) -> str:
    host = f"{first.lower()}.example"
    is_npm = random.random() < 0.57
    package = f"@{first.lower()}-example/{slug}-mcp" if is_npm else f"{slug}-mcp-example"
    version = f"{random.randrange(4)}.{random.randrange(20)}.{random.randrange(10)}"
    start = f'["npx", "-y", "{package}@{version}"]' if is_npm else f'["uvx", "{package}=={version}"]'
    variables = random.choice(
        ("[]", "[]", f'["{first.upper()}_TOKEN"]', f'["{first.upper()}_URL", "{first.upper()}_TOKEN"]')
    )
    protocol = random.choice(("2025-11-25",) * 8 + ("2024-11-05", "2025-06-18"))
    homepage = f'homepage: "https://{host}/"\n' if random.random() < 0.7 else ""
    head = (
        f'{MARK}slug: "{slug}"\nname: "{name}"\n'
        f'summary: "Made-up server: {name.lower()} records, their history and the people who look after them."\n'
        f'publisher: "{first} {random.choice(BUSINESSES)}"\n'
        f'package:\n  registry: "{"npm" if is_npm else "pypi"}"\n  name: "{package}"\n  version: "{version}"\n'
        f'repository: "https://code.example/{slug}"\n{homepage}licence: "{random.choice(LICENCES)}"\n'
        f"transport: {random.choice(('[stdio]', '[stdio]', '[stdio, streamable-http]'))}\n"
        f'capture:\n  date: "2026-{random.randrange(1, 12):02}-{random.randrange(1, 29):02}"\n  method: "stdio"\n'
        f'  command: {start}\n  protocol: "{protocol}"\n  environment: {variables}\n  texts: "excerpt"\n'
    )
    if not count:
        return head + "tools: []\n"
    return head + "tools:\n" + "".join(writer.server_tools(count, name, host, random))


def _spread(servers: int, tools: int, random: Random) -> list[int]:
    """How many tools each server has: one at least where they suffice, few with very many, `tools` in all."""
    if tools <= servers:
        return [1] * tools + [0] * (servers - tools)
    weights = [random.lognormvariate(0, 1.1) for _ in range(servers)]
    total = sum(weights)
    counts = [min(MOST_TOOLS, 1 + int(weight / total * (tools - servers))) for weight in weights]
    missing = tools - sum(counts)
    while missing:
        for index in range(servers):
            if missing and counts[index] < MOST_TOOLS:
                counts[index] += 1
                missing -= 1
    return counts


def _cleared(folder: Path) -> bool:
    """Make the folder, without entries of an earlier run; False when it holds anything else."""
    folder.mkdir(parents=True, exist_ok=True)
    found = sorted(folder.iterdir())
    for path in found:
        if not path.is_file() or path.suffix != ".yaml":
            return False
        with path.open("rb") as file:
            if file.read(len(MARK)) != MARK.encode():
                return False
    for path in found:
        path.unlink()
    return True


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Write a synthetic registry of made-up MCP servers, for benchmarks and tests at scale.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("out", metavar="OUT", type=Path, help="catalog folder to write into; made when missing")
    parser.add_argument("--tools", metavar="M", type=_count, default=1000, help="tools in total (default: 1000)")
    parser.add_argument(
        "--servers",
        metavar="N",
        type=_count,
        help=f"servers they are spread over (default: one for each {TOOLS_A_SERVER} tools)",
    )
    parser.add_argument(
        "--seed", metavar="S", type=int, default=1, help="whole number; another one, another registry (default: 1)"
    )
    return parser


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError(f"found {count}, expected 1 or more")
    return count


if __name__ == "__main__":
    sys.exit(main())
