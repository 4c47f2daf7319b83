"""Points about several servers at once into problems at their place in the files; only the files concerned are read once more.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.model.problem import Finding, Problem, Severity
from generator.model.rows import ServerSummary
from generator.model.server import Server
from generator.readers.decode import decode
from generator.readers.placed import placed
from generator.readers.yaml_text import YamlText, read_yaml
from generator.rules.addresses import tool_slugs
from generator.rules.checks.across import AcrossFinding
from generator.rules.checks.excuses import ACROSS, excuses_of, needless


def problems_at(points: Iterable[AcrossFinding], servers: Iterable[ServerSummary], folder: Path) -> list[Problem]:
    """A problem of these servers for each of their points that no excuse covers, and for each excuse that is no longer needed.

    A server whose slug is not its file's name has that put right first.
    """
    excused = {
        (each.server, each.slug): set(each.excused) for server in servers for each in server.heads if each.excused
    }
    open_points: dict[str, list[AcrossFinding]] = {}
    needed: set[tuple[str, str, str]] = set()
    for point in points:
        if point.code in excused.get((point.server, point.tool), ()):
            needed.add((point.server, point.tool, point.code))
        else:
            open_points.setdefault(point.server, []).append(point)
    stale = {
        server for (server, tool), codes in excused.items() for code in codes if (server, tool, code) not in needed
    }
    problems: list[Problem] = []
    for slug in sorted(open_points.keys() | stale):
        path = folder / f"{slug}.yaml"
        if not path.is_file():
            continue
        text = read_yaml(path.read_bytes())
        server, _ = decode(Server, text.data)
        if server is not None and server.slug == slug:
            problems += _of_server(server, path, text, open_points.get(slug, ()), needed)
    return problems


def _of_server(
    server: Server, path: Path, text: YamlText, points: Iterable[AcrossFinding], needed: set[tuple[str, str, str]]
) -> tuple[Problem, ...]:
    slugs, _ = tool_slugs(server.tools)
    findings = [
        Finding(
            pointer=("tools", slugs.index(point.tool), "name"),
            code=point.code,
            message=point.message,
            hint=point.hint,
            severity=Severity.REVIEW,
        )
        for point in points
        if point.tool in slugs
    ]
    for pointer, excuse in excuses_of(server):
        if pointer[0] != "tools" or not excuse.check.startswith(ACROSS):
            continue
        if (server.slug, slugs[int(pointer[1])], excuse.check) not in needed:
            findings.append(needless(pointer, excuse))
    return tuple(
        each
        for each in placed(path.as_posix(), text, tuple(findings))
        if each.code.split("/")[0] in {"across", "excuses"}
    )
