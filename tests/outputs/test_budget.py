"""A site whose median tool page is above a limit is not published, and the message says which pages and what to do."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from generator.model.problem import CatalogError
from generator.model.site import Budget
from generator.outputs.budget import FEWEST, SAMPLE, weighed, weight_of
from generator.outputs.folder import Stage, Written


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    (tmp_path / "site").mkdir()
    return Stage(folder=tmp_path / "staged", site=tmp_path / "site", known={})


def pages(stage: Stage, sizes: list[int]) -> list[Written]:
    return [stage.put(f"tools/s/t{number}/index.html", b"x" * size) for number, size in enumerate(sizes)]


def test_the_weight_is_that_of_the_median_tool_page_and_of_everything_a_tool(stage: Stage):
    written = pages(stage, [100, 200, 600])
    written += [
        stage.put("tools/page/2/index.html", b"y" * 5000),
        stage.put("tools/s/policies/plan.json", b"y" * 5000),
        stage.put("tools/s/index.html", b"y" * 4100),
        stage.put("a.html", b"y" * 1000),
    ]
    weight = weighed(written, stage, Budget(page_bytes=24_000))
    assert weight is not None
    assert (weight.page_bytes, weight.bytes_a_tool) == (200, 16_000 // 3)
    assert str(weight) == "median tool page 0.2 kB raw (limit 24.0), 0.0 kB gzip; 5.3 kB a tool in all"


def test_a_site_without_tools_has_no_weight(stage: Stage):
    assert weighed([stage.put("index.html", b"x")], stage, Budget(page_bytes=1)) is None


def test_a_median_above_the_limit_is_refused_with_the_heaviest_pages_and_what_to_do(stage: Stage):
    written = pages(stage, list(range(1000, 1000 + FEWEST)))
    with pytest.raises(CatalogError) as raised:
        weighed(written, stage, Budget(page_bytes=1000))
    message = str(raised.value)
    assert f"tools/s/t{FEWEST - 1}/ (1.1 kB), tools/s/t{FEWEST - 2}/ (1.1 kB)" in message
    assert "extra.catalog.budget.page " in message


def test_compressed_pages_have_a_limit_of_their_own(stage: Stage):
    noise = random.Random(1)
    written = [stage.put(f"tools/s/t{number}/index.html", noise.randbytes(900)) for number in range(FEWEST)]
    with pytest.raises(CatalogError, match=r"median tool page of 0\.9 kB compressed.*budget\.page_gzip"):
        weighed(written, stage, Budget(page_bytes=900, gzip_bytes=900))


def test_one_heavy_page_and_a_small_catalog_are_let_through(stage: Stage):
    assert weighed(pages(stage, [100] * FEWEST + [90_000]), stage, Budget(page_bytes=100, gzip_bytes=100))
    assert weighed(pages(stage, [9000] * (FEWEST - 1)), stage, Budget(page_bytes=1, gzip_bytes=1))


def test_pages_that_were_kept_weigh_what_new_ones_do(stage: Stage):
    sizes = list(range(100, 100 + 2 * SAMPLE))
    written = pages(stage, sizes)
    new = weighed(written, stage, Budget())
    stage.folder.rename(stage.site / "moved")
    kept = Stage(folder=stage.folder, site=stage.site / "moved", known={})
    again = [Written(each.path, each.digest, each.size_bytes, is_new=False) for each in reversed(written)]
    assert weighed(again, kept, Budget()) == new


def test_edits_leave_room_until_a_median_could_be_above_its_limit(stage: Stage):
    light = pages(stage, [100] * (FEWEST + 20))
    weight = weighed(light, stage, Budget(page_bytes=100))
    assert weight is not None and weight.room == FEWEST // 2 + 10 - 1
    assert weight_of(weight.sizes, weight.budget) == weight
    changed = [Written(each.path, "other", 9000, is_new=True) for each in light]
    others = [Written("tools/s/index.html", "x", 1, is_new=True), Written(light[0].path, "x", 1, is_new=False)]
    later = weight.after([*changed[:40], *others], ["tools/s/t1/index.html", "servers/index.html"])
    assert later is not None and later.room == weight.room - 41
    assert later.after(changed[: later.room], []) is not None
    assert later.after(changed[: later.room + 1], []) is None


def test_a_site_of_few_tools_is_measured_again_when_it_has_enough_for_the_limits(stage: Stage):
    weight = weighed(pages(stage, [9000] * (FEWEST - 10)), stage, Budget(page_bytes=1))
    assert weight is not None and weight.room == 9
    new = [Written(f"tools/s/new{number}/index.html", "x", 9000, is_new=True) for number in range(10)]
    assert weight.after(new[:9], []) is not None and weight.after(new, []) is None


def test_without_limits_nothing_is_measured_again(stage: Stage):
    weight = weighed(pages(stage, [100] * FEWEST), stage, Budget())
    assert weight is not None and weight.room is None and weight.after([], []) is weight
