"""Runs hold everything once, are neither too long nor too short, and an edit moves few of them."""

from __future__ import annotations

from statistics import mean

from hypothesis import given
from hypothesis import strategies as st

from generator.model.runs import Run, runs

LEAST, MOST = 20, 80
_ITEM = st.tuples(st.text(max_size=6), st.integers(1, 60) | st.integers(1, 300))
_MANY = [(f"server-{number:05}", 1 + number * 7919 % 13) for number in range(4000)]


def shown(items: list[tuple[str, int]], least: int = LEAST, most: int = MOST) -> list[tuple[object, ...]]:
    """What each run shows: pages of it are made again when this is another."""
    return [(*items[run.first : run.behind], run.part, run.start) for run in runs(items, least, most)]


@given(st.lists(_ITEM, max_size=60), st.integers(1, 40), st.integers(0, 120))
def test_runs_hold_each_row_once_in_order(items: list[tuple[str, int]], least: int, more: int):
    most = least + more
    rows = [(place, row) for place, (_, count) in enumerate(items) for row in range(count)]
    found = []
    for run in runs(items, least, most):
        own = [(place, row) for place in range(run.first, run.behind) for row in range(items[place][1])]
        if items[run.first][1] > most:
            assert run.behind == run.first + 1
            assert run.start == run.part * most
            own = own[run.start : run.start + most]
        else:
            assert (run.part, run.start) == (0, 0)
        assert run.size == len(own)
        assert 1 <= run.size <= most
        found += own
    assert found == rows


@given(st.lists(_ITEM, max_size=60))
def test_a_run_is_only_short_where_it_has_to_be(items: list[tuple[str, int]]):
    cut = [*runs(items, LEAST, MOST)]
    for run in cut:
        if run.size < LEAST and run.behind < len(items) and items[run.first][1] <= MOST:
            assert run.size + items[run.behind][1] > MOST, "the next one did not fit"


def test_large_items_stand_alone_in_parts():
    items = [("a", 5), ("b", 170), ("c", 3)]
    assert [*runs(items, LEAST, MOST)] == [
        Run(0, 1, 5),
        Run(1, 2, 80, 0, 0),
        Run(1, 2, 80, 1, 80),
        Run(1, 2, 10, 2, 160),
        Run(2, 3, 3),
    ]
    assert [*runs([], LEAST, MOST)] == []


def test_runs_are_twice_the_least_on_average_whatever_keys_look_like():
    for name in ("server-{:05}", "{}", "a.b-c{:x}", "{:08}-mcp"):
        items = [(name.format(number), count) for number, (_, count) in enumerate(_MANY)]
        sizes = [run.size for run in runs(items, 50, 400)]
        assert 85 < mean(sizes) < 115, name


@given(st.data())
def test_an_edit_of_one_item_changes_the_runs_near_it_alone(data: st.DataObject):
    items = data.draw(st.lists(_ITEM, min_size=40, max_size=60))
    place = data.draw(st.integers(0, len(items) - 1))
    edited = data.draw(st.sampled_from(([], [items[place], ("new", 3)], [(items[place][0], items[place][1] + 1)])))
    now = [*items[:place], *edited, *items[place + 1 :]]
    before, after = shown(items), shown(now)
    reached = sum(run.behind <= place for run in runs(items, LEAST, MOST))
    assert _same(before, after) >= reached - 1, "what stands before the edit stays, but for the run it touches"


def test_an_edit_of_one_of_many_items_changes_few_runs():
    items = _MANY[:300]
    changed = []
    for place in range(0, 300, 3):
        for edited in ([], [items[place], (f"new-{place}", 4)], [(items[place][0], items[place][1] + 1)]):
            now = shown([*items[:place], *edited, *items[place + 1 :]], 20, 80)
            changed.append(len(set(now) - set(shown(items, 20, 80))))
    assert len(shown(items, 20, 80)) > 30
    assert mean(changed) < 3
    assert max(changed) < 12


def _same(one: list[tuple[object, ...]], other: list[tuple[object, ...]]) -> int:
    """How many stand alike at the beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
