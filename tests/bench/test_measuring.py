"""What the benchmark reports is what happened: exit codes, output, weights, and bytes written unchanged.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import sys
from pathlib import Path

import bare_write
import pytest
import run as bench
from measuring.process import run
from measuring.table import table
from measuring.weight import KINDS, Amount, kind_of, weigh


def test_a_failed_command_is_reported_with_the_end_of_what_it_said(tmp_path: Path):
    done = run([sys.executable, "-c", "print('first', flush=True); raise SystemExit('last words')"], folder=tmp_path)
    assert done.exit_code == 1
    assert done.tail.splitlines()[-1] == "last words"


def test_the_environment_is_added_to_ours(tmp_path: Path):
    done = run(
        [sys.executable, "-c", "import os; print(os.environ['WORDS'])"], folder=tmp_path, environment={"WORDS": "these"}
    )
    assert (done.exit_code, done.output.strip()) == (0, "these")


def test_numbers_stand_below_each_other():
    lines = table(["name", "s"], [["ours", "1.5"], ["hugo", "12.0"]]).splitlines()
    assert lines == ["name     s", "----  ----", "ours   1.5", "hugo  12.0"]


def test_only_pages_of_tools_count_as_tool_pages(tmp_path: Path):
    for path, text in {
        "tools/a/b/index.html": "xx",
        "tools/page/2/index.html": "y",
        "tools/a/index.html": "z",
        "a.css": "q",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    weight = weigh(tmp_path)
    assert (weight.page_count, weight.tool_count, weight.raw_bytes, weight.total_bytes) == (3, 1, 2, 5)
    assert weight.kinds["lists of tools and servers"] == Amount(1, 1)
    assert sum(each.files for each in weight.kinds.values()) == weight.file_count == 4


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("tools/a/index.html", "server pages"),
        ("tools/a/policies/index.html", "tool pages"),
        ("tools/a/policies/plan.js", "plans of servers"),
        ("tools/a/policies/codex/config.toml", "policy files"),
        ("tools/index.html", "lists of tools and servers"),
        ("risk/high/page/3/index.html", "lists of tools and servers"),
        ("lists/data-secret/index.html", "lists by property"),
        ("assets/data/names.js", "data for search and filters"),
        ("assets/app.js", "handbook, frame and assets"),
        ("sitemap-2.xml", "sitemap"),
        (".catalog-manifest", "the build's list of its files"),
    ],
)
def test_the_address_says_the_kind(path: str, kind: str):
    assert kind in KINDS
    assert kind_of(path) == kind


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("portion", [1, 1 << 20])
def test_the_bare_writer_writes_the_same_bytes_to_the_same_paths(
    workers: int, portion: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(bare_write, "_PORTION_BYTES", portion)
    files = {"a.html": b"\x00\xff", "b/c/d.html": b"text", "b/e.html": b""}
    for path, content in files.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_bytes(content)
    arguments = [str(tmp_path / "site"), str(tmp_path / "out"), "--workers", str(workers)]
    assert bare_write.main(arguments) == 0
    out = tmp_path / "out"
    assert {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.html")} == files
    assert len([float(each) for each in capsys.readouterr().out.split()]) == 2


def test_an_unknown_contender_is_refused_by_name(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        bench.main(["--only", "ours,jekyll"])
    assert ended.value.code == 2
    assert "jekyll" in capsys.readouterr().err
