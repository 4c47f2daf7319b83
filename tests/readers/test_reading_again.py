"""A registry read again after edits is what it is when it is read from nothing: the same rows, and every problem in its place."""

from __future__ import annotations

import copy
import hashlib
import itertools
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.problem import RegistryErrors
from generator.progress import Silence
from generator.readers import across_marks
from generator.reading import Reading, read_registry
from generator.saved import Registry, edited_registry
from tests.support.builders import registry_server, registry_tool, write_registry

SLUGS = ("s", "s-a", "s0", "sa", "t", "t-s")
"""The order of these is not that of their files: `s-a.yaml` comes before `s.yaml`."""
NAMES = ("get_thing", "list_things")
CODES = ("across/bleed", "across/two-classes")
COUNTER = itertools.count(1)


def definition(digit: str, quote: str | None) -> dict[str, Any]:
    made = {"digest": f"sha256:{digit * 64}", "bytes": 640, "tokens": 160}
    return made if quote is None else {**made, "quote": quote}


tools = st.builds(
    lambda name, digit, quote, changes, codes: registry_tool(
        name,
        definition=definition(digit, quote),
        hints={},
        **changes,
        **({"excuses": [{"check": code, "reason": "They share a library."} for code in codes]} if codes else {}),
    ),
    st.sampled_from(NAMES),
    st.sampled_from("0012"),
    st.sampled_from([None, "Get a thing.", "Get a thing."]),
    st.sampled_from([
        {"category": "Read"},
        {"category": "Read"},
        {"category": "Execute"},
        {"category": "Read", "risk": "High", "risk_reason": "It holds secrets here."},
        {"category": "Execute", "status": "withdrawn", "last_seen": "2025.4.8"},
    ]),
    st.lists(st.sampled_from(CODES), max_size=1),
)  # fmt: skip
places = st.integers(0, 5)
edits = st.one_of(
    st.tuples(st.just("add tool"), places, tools),
    st.tuples(st.just("other tool"), places, places, tools),
    st.tuples(st.just("remove tool"), places, places),
    st.tuples(st.just("lines"), places, st.integers(0, 2)),
    st.tuples(st.just("add server"), st.sampled_from(SLUGS), places),
    st.tuples(st.just("remove server"), places),
    st.tuples(st.just("rename server"), places, st.sampled_from(SLUGS)),
    st.tuples(st.just("rename file"), places, st.sampled_from([*SLUGS, "u"])),
    st.tuples(st.just("name file rightly"), places),
    st.tuples(st.just("copy file"), places, st.sampled_from([*SLUGS, "u"])),
    st.tuples(st.just("break"), places, st.sampled_from(["name: [", "tools: 3", "slug: s\nname: S\ntools: 3\n"])),
    st.tuples(st.just("repair"), places),
)

Files = dict[str, tuple[dict[str, Any], str | None, int]]
"""By name without ending: an entry, what stands in its place while it is broken, and how many lines stand above."""


def edit(files: Files, what: str, *rest: Any) -> None:
    """Do the edit; one that finds nothing to edit does nothing."""
    names = sorted(files)
    if what == "add server":
        slug, number = rest
        entry = copy.deepcopy(files[names[number % len(names)]][0]) if names else registry_server(name="T")
        files.setdefault(slug, ({**entry, "slug": slug}, None, 0))
    elif names:
        name = names[rest[0] % len(names)]
        if what == "name file rightly":
            edit_folder(files, name, "rename file", files[name][0]["slug"])
        elif what in {"remove server", "rename server", "rename file", "copy file"}:
            edit_folder(files, name, what, *rest[1:])
        else:
            files[name] = edited(files[name][0], *files[name][1:], what, *rest[1:])


def edit_folder(files: Files, name: str, what: str, other: str = "") -> None:
    if other in files:
        return
    entry, *beside = files.pop(name)
    if what == "rename server":
        files[other] = ({**entry, "slug": other}, *beside)
    elif what == "rename file":
        files[other] = (entry, *beside)
    elif what == "copy file":
        files[name] = files[other] = (entry, *beside)


def edited(
    entry: dict[str, Any], broken: str | None, lines: int, what: str, *rest: Any
) -> tuple[dict[str, Any], str | None, int]:
    if what == "lines":
        return entry, broken, rest[0]
    if what in {"break", "repair"}:
        return entry, rest[0] if what == "break" else None, lines
    own = list(entry["tools"])
    if what == "add tool":
        own.append(copy.deepcopy(rest[0]))
    elif what == "other tool":
        own[rest[0] % len(own)] = copy.deepcopy(rest[1])
    elif len(own) > 1:
        del own[rest[0] % len(own)]
    return {**entry, "tools": own}, broken, lines


def save(catalog: Path, files: Files) -> set[Path]:
    """Write the files that differ from those there, each at a later time than any before; the paths that changed."""
    folder = catalog / "servers"
    changed = {path for path in folder.iterdir() if path.stem not in files}
    for path in changed:
        path.unlink()
    for name, (entry, broken, lines) in files.items():
        path = folder / f"{name}.yaml"
        text = "# A line.\n" * lines + (
            broken if broken is not None else yaml.safe_dump(entry, sort_keys=False, allow_unicode=True)
        )
        if not path.is_file() or path.read_text() != text:
            path.write_text(text)
            tick = 10**18 + next(COUNTER)
            os.utime(path, ns=(tick, tick))
            changed.add(path)
    return changed


@contextmanager
def later() -> Iterator[pytest.MonkeyPatch]:
    """Every file has been quiet for long."""
    quiet = time.time_ns() + 10**12
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: quiet)
        yield patch


def read(catalog: Path, work: Path) -> Reading:
    return read_registry(catalog, work, workers=1, progress=Silence())


def same(kept: Reading, fresh: Reading) -> None:
    assert kept.problems == fresh.problems
    assert kept.catalog == fresh.catalog
    assert (kept.record_keys, kept.file_count) == (fresh.record_keys, fresh.file_count)


@settings(max_examples=60)
@given(
    start=st.lists(st.lists(tools, min_size=1, max_size=3), min_size=2, max_size=5),
    steps=st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=6),
    is_clashing=st.booleans(),
)
def test_a_registry_read_again_is_as_one_read_from_nothing(start, steps, is_clashing):
    files: Files = {
        slug: (registry_server(*copy.deepcopy(own), slug=slug, name=slug.title()), None, 0)
        for slug, own in zip(SLUGS, start, strict=False)
    }
    with tempfile.TemporaryDirectory() as folder, later() as patch:
        if is_clashing:
            patch.setattr(across_marks, "_mark", len)
        root = Path(folder).resolve()
        catalog = write_registry(root / "catalog")
        save(catalog, files)
        reading = read(catalog, root / "work")
        served = None if reading.errors else Registry(catalog, reading)
        unserved: set[Path] = set()
        for number, step in enumerate(steps):
            for each in step:
                edit(files, *each)
            unserved |= save(catalog, files)
            fresh = read(catalog, root / f"fresh-{number}")
            if served is not None:
                try:
                    served = edited_registry(served, unserved, root / "serve", workers=1, progress=Silence())
                except RegistryErrors:
                    assert fresh.errors
                else:
                    assert not fresh.errors
                    assert served.reading.catalog == fresh.catalog
                    unserved.clear()
            same(read(catalog, root / "work"), fresh)
            same(read(catalog, root / "work"), fresh)


def offered(name: str, digit: str, category: str = "Read") -> dict[str, Any]:
    return registry_tool(name, category=category, hints={}, definition=definition(digit, None))


def follow(root: Path, *states: dict[str, list[dict[str, Any]]]) -> list[Reading]:
    """The readings of registries that follow each other: tools by file name, which is the slug up to an underscore."""
    catalog, readings = write_registry(root / "catalog"), []
    with later():
        for number, state in enumerate(states):
            save(
                catalog,
                {
                    name: (registry_server(*own, slug=name.split("_")[0], name=name.title()), None, 0)
                    for name, own in state.items()
                },
            )
            readings.append(read(catalog, root / "work"))
            same(readings[-1], read(catalog, root / f"fresh-{number}"))
    return readings


def test_a_file_that_gets_its_right_name_is_told_of_like_any_other(tmp_path):
    mine, theirs = [offered("get_thing", "0")], [offered("get_thing", "0", "Execute")]
    _, after = follow(tmp_path, {"s_elsewhere": mine, "t": theirs}, {"s": mine, "t": theirs})
    assert sorted(Path(each.file).stem for each in after.problems if each.code == "across/two-classes") == ["s", "t"]


def test_two_tools_of_one_address_are_told_in_the_order_of_all(tmp_path):
    """Which of two points is told of the address follows from the order of tools of other servers."""
    digest = hashlib.sha256(b"a").hexdigest()[:6]
    twice = [offered("a", "3"), offered("a", "4"), offered("a", "1"), offered(f"a-{digest}-2", "2")]
    others = {"x": [offered("x", "1", "Execute")], "y": [offered("y", "2", "Write")]}
    before, after = follow(
        tmp_path,
        {"first": [offered("m", "1"), offered("n", "2")], "s": twice, **others},
        {"first": [offered("m", "1"), offered("l", "2")], "s": twice, **others},
    )
    told = [
        [
            each.message
            for each in reading.problems
            if each.code == "across/two-classes" and each.file.endswith("/s.yaml")
        ]
        for reading in (before, after)
    ]
    assert ["on first, x" in told[0][0], "on first, y" in told[1][0]] == [True, True]
