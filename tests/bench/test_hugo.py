"""The Hugo projects that we are measured against make what they are said to make.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import synthesize
from contenders import CONTENDERS, Ours
from measuring.weight import kind_of
from our_build import Job, built_frames

HUGOS = [each for each in CONTENDERS if each.name.startswith("hugo")]
SAME_PATHS = ("tool pages", "server pages", "plans of servers")

pytestmark = [
    pytest.mark.skipif(HUGOS[0].missing() is not None, reason="Hugo is not installed"),
    pytest.mark.xdist_group("hugo"),
]


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    folder = tmp_path_factory.mktemp("hugo")
    synthesize.main([str(folder / "catalog"), "--tools", "60", "--seed", "5"])
    (folder / "frame").mkdir()
    frames, site = built_frames(folder / "frame")
    return Job(catalog=folder / "catalog", folder=folder, workers=1, our_site=None, frames=frames, site=site)


@pytest.fixture(scope="module")
def sites(job: Job) -> dict[str, Path]:
    made = {}
    for each in (Ours(), *HUGOS):
        (job.folder / each.name).mkdir()
        made[each.name] = each.measure(replace(job, folder=job.folder / each.name)).site
    return made


def paths(site: Path, kind: str) -> set[str]:
    found = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {path for path in found if kind_of(path) == kind}


@pytest.mark.parametrize("kind", SAME_PATHS)
def test_the_full_project_has_our_pages_and_files_at_our_addresses(kind: str, sites: dict[str, Path]):
    assert paths(sites["hugo"], kind) == paths(sites["ours"], kind) != set()


def test_the_full_project_has_our_policy_files_but_for_shortened_names(sites: dict[str, Path]):
    def kinds(site: Path) -> list[tuple[str, str, str]]:
        split = (path.rpartition("/") for path in paths(site, "policy files"))
        return sorted((folder, name.partition(".")[0], name.rpartition(".")[2]) for folder, _, name in split)

    assert kinds(sites["hugo"]) == kinds(sites["ours"]) != []


def test_the_full_project_has_our_lists_but_those_that_need_judgement(sites: dict[str, Path]):
    missing = paths(sites["ours"], "lists by property") - paths(sites["hugo"], "lists by property")
    assert {path.split("/")[1].split("-")[0] for path in missing} <= {"data", "signal", "publishers"}
    assert len(paths(sites["hugo"], "data for search and filters")) >= 5


def test_what_it_makes_is_json_where_it_says_so(sites: dict[str, Path]):
    files = [path for path in sites["hugo"].glob("tools/*/policies/**/*") if path.suffix == ".json"]
    assert files
    for path in files:
        json.loads(path.read_text(encoding="utf-8"))
    for path in (sites["hugo"] / "assets" / "data").iterdir():
        text = path.read_text(encoding="utf-8").rstrip()
        json.loads(text[text.index(",") + 1 :].removesuffix(");"))


@pytest.mark.parametrize("name", ["hugo-pages", "hugo-bare"])
def test_the_smaller_projects_have_a_page_a_tool_and_no_policies(name: str, sites: dict[str, Path]):
    assert paths(sites[name], "tool pages") == paths(sites["ours"], "tool pages")
    assert not paths(sites[name], "policy files")
