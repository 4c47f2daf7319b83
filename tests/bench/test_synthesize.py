"""The synthetic registry: reproducible, exact in number, free of problems, and shaped like the real world.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest
import synthesize

from generator.model.server import Server
from generator.model.tool import Parameter, Tool
from generator.readers.registry import ServerReading, read_server, read_vocabulary, server_files

_TOOLS = 4000
_SHARES = {"Read": 0.61, "Write": 0.21, "Execute": 0.10, "Destructive": 0.055, "Financial": 0.025}


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("catalog")
    assert synthesize.main([str(folder), "--tools", str(_TOOLS), "--seed", "5"]) == 0
    return folder


@pytest.fixture(scope="module")
def readings(catalog: Path) -> list[ServerReading]:
    vocabulary, problems = read_vocabulary(catalog)
    files, stray = server_files(catalog)
    assert not problems
    assert not stray
    return [read_server(path.read_bytes(), path, vocabulary) for path in files]


@pytest.fixture(scope="module")
def servers(readings: list[ServerReading]) -> list[Server]:
    return [reading.judged.server for reading in readings if reading.judged]


@pytest.fixture(scope="module")
def tools(servers: list[Server]) -> list[Tool]:
    return [tool for server in servers for tool in server.tools]


def test_the_same_seed_writes_the_same_bytes():
    assert list(synthesize.registry(4, 100, 3)) == list(synthesize.registry(4, 100, 3))


def test_another_seed_writes_another_registry():
    assert list(synthesize.registry(4, 100, 3)) != list(synthesize.registry(4, 100, 4))


@pytest.mark.parametrize(("server_count", "tool_count"), [(1, 1), (1, 2000), (3, 2), (7, 1000), (60, 61)])
def test_there_are_exactly_as_many_servers_and_tools_as_asked(server_count: int, tool_count: int, tmp_path: Path):
    arguments = [str(tmp_path), "--servers", str(server_count), "--tools", str(tool_count)]
    assert synthesize.main(arguments) == 0
    texts = [path.read_text() for path in (tmp_path / "servers").iterdir()]
    assert len(texts) == server_count
    assert sum(text.count("\n  - name: ") for text in texts) == tool_count


def test_a_server_has_twenty_five_tools_on_average_when_no_number_of_servers_is_asked(servers: list[Server]):
    assert len(servers) == _TOOLS / 25


def test_the_registry_has_no_problem(readings: list[ServerReading]):
    assert [problem for reading in readings for problem in reading.problems] == []


def test_no_two_tools_share_a_page_address(readings: list[ServerReading]):
    for reading in readings:
        assert reading.judged
        slugs = [each.slug for each in reading.judged.assessments]
        assert len(set(slugs)) == len(slugs)


def test_every_server_is_made_up_and_says_so(catalog: Path, servers: list[Server]):
    assert all(path.read_text().startswith(synthesize.MARK) for path in (catalog / "servers").iterdir())
    for server in servers:
        assert server.package
        assert "example" in server.package.name
        assert server.repository
        assert server.repository.startswith("https://code.example/")
        assert server.homepage is None or server.homepage.endswith(".example/")


def test_categories_have_the_shares_of_real_catalogs(tools: list[Tool]):
    counts = Counter(tool.category for tool in tools)
    for category, share in _SHARES.items():
        assert counts[category] / len(tools) == pytest.approx(share, abs=0.025), category


def test_parameters_are_as_many_as_real_tools_have(tools: list[Tool]):
    counts = [len(tool.parameters) for tool in tools if isinstance(tool.parameters, tuple)]
    assert median(counts) == 3
    assert 7 <= quantiles(counts, n=10)[-1] <= 9
    assert 0 in counts
    assert max(counts) >= 20


def test_prose_is_as_long_as_people_write(tools: list[Tool]):
    assert 50 <= median(len(tool.summary or "") for tool in tools) <= 150
    assert 100 <= median(len(tool.rationale or "") for tool in tools) <= 400
    assert 100 <= median(len(tool.evidence or "") for tool in tools) <= 400
    assert len({tool.rationale for tool in tools}) > 0.95 * len(tools)


def test_everything_a_page_can_show_occurs(tools: list[Tool]):
    parameters = [each for tool in tools for each in _all(tool.parameters)]
    assert {tool.status for tool in tools} == {"verified", "listed-elsewhere", "withdrawn"}
    assert any(tool.risk for tool in tools)
    assert any(tool.category_reason for tool in tools)
    assert any(tool.faq for tool in tools)
    assert any(tool.hints == "unknown" for tool in tools)
    assert any(tool.hints != "unknown" and not tool.hints.model_fields_set for tool in tools)
    assert any(tool.parameters == "unknown" and tool.status == "verified" for tool in tools)
    assert any("](https://" in (tool.rationale or "") for tool in tools)
    assert any(each.enum and len(each.enum) > 12 for each in parameters)
    assert any(isinstance(each.fields, tuple) for each in parameters)
    assert any(each.fields == "not expanded" for each in parameters)
    assert any(each.states_default and each.default is None for each in parameters)
    assert any(each.type is None for each in parameters)


def test_some_tool_names_are_used_by_several_servers(servers: list[Server]):
    counts = Counter(tool.name for server in servers for tool in server.tools)
    assert any(count > 1 for count in counts.values())


def test_entries_of_an_earlier_run_are_replaced(tmp_path: Path):
    synthesize.main([str(tmp_path), "--tools", "200"])
    assert synthesize.main([str(tmp_path), "--tools", "50"]) == 0
    assert len(list((tmp_path / "servers").iterdir())) == 2


def test_a_folder_with_other_entries_is_refused_and_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    entry = tmp_path / "servers" / "mine.yaml"
    entry.parent.mkdir()
    entry.write_text("slug: mine\n")
    assert synthesize.main([str(tmp_path), "--tools", "50"]) == 1
    assert [path.name for path in entry.parent.iterdir()] == ["mine.yaml"]
    assert "did not write" in capsys.readouterr().err


def test_more_tools_than_the_servers_can_hold_are_refused(tmp_path: Path):
    assert synthesize.main([str(tmp_path), "--servers", "1", "--tools", "2001"]) == 2


def test_it_runs_as_a_program_from_any_folder(tmp_path: Path):
    command = [sys.executable, synthesize.__file__, "out", "--servers", "2", "--tools", "30", "--seed", "9"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    written = {path.stem: path.read_text() for path in (tmp_path / "out" / "servers").iterdir()}
    assert written == dict(synthesize.registry(2, 30, 9))


def _all(parameters: object) -> Iterator[Parameter]:
    for each in parameters if isinstance(parameters, tuple) else ():
        yield each
        yield from _all(each.fields)
