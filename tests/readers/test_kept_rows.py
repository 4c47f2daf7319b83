"""Rows of a catalog come back as they were kept, and a file is taken as unread only where it cannot have changed."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.model.problem import Problem, Severity
from generator.model.rows import Concern, ServerSummary, Tools, ToolSummary
from generator.progress import Silence
from generator.read_job import read_files
from generator.readers.kept_rows import (
    KeptRow,
    KeptRows,
    plain_problems,
    problems_of,
    quiet_state,
    read_rows,
    write_rows,
)
from generator.reading import read_registry
from tests.support.builders import registry_server, registry_tool, write_registry

TEXTS = st.text(max_size=12)
MAYBE = st.none() | TEXTS
TUPLES = st.lists(TEXTS, max_size=3).map(tuple)
COUNTS = st.none() | st.integers(0, 10**6)
ROWS = st.builds(
    ToolSummary,
    server=TEXTS,
    name=TEXTS,
    slug=TEXTS,
    category=MAYBE,
    risk=MAYBE,
    effect=TEXTS,
    status=TEXTS,
    summary=MAYBE,
    parameter_count=COUNTS,
    required_count=COUNTS,
    tokens=COUNTS,
    is_confirmed=st.booleans(),
    fingerprint=MAYBE,
    likeness=MAYBE,
    excused=TUPLES,
    concerns=st.lists(st.builds(Concern, TEXTS, st.integers(0, 9), TEXTS), max_size=2).map(tuple),
    signals=TUPLES,
    legs=TUPLES,
    hints=st.none() | st.tuples(*[st.none() | st.booleans()] * 4),
    parameters=st.none() | TUPLES,
    reach=st.none() | TUPLES,
    mark=st.binary(max_size=8),
)
SERVERS = st.builds(
    ServerSummary,
    slug=TEXTS,
    name=TEXTS,
    summary=MAYBE,
    publisher=MAYBE,
    package=MAYBE,
    package_registry=MAYBE,
    version=MAYBE,
    captured=MAYBE,
    tools=st.lists(ROWS, max_size=3).map(Tools.of),
    url=MAYBE,
    is_toxic=st.booleans(),
)
PROBLEMS = st.builds(
    Problem,
    file=TEXTS,
    line=st.integers(1, 99),
    column=st.integers(1, 99),
    code=TEXTS,
    message=TEXTS,
    hint=TEXTS,
    severity=st.sampled_from(Severity),
)
KEPT = st.builds(
    KeptRow,
    st.none() | st.tuples(*[st.integers(0, 2**62)] * 4),
    TEXTS,
    st.none() | SERVERS,
    st.lists(PROBLEMS, max_size=2).map(tuple),
    st.binary(max_size=8),
)


@given(rows=st.dictionaries(TEXTS, KEPT, max_size=3), problems=st.lists(PROBLEMS, max_size=2))
def test_rows_come_back_equal_and_of_their_own_types(tmp_path_factory, rows, problems):
    path = tmp_path_factory.mktemp("rows") / "kept.rows"
    write_rows(path, "made", KeptRows(rows, {"across": plain_problems(problems)}))
    back = read_rows(path, "made")
    assert back.by_name == rows
    assert problems_of(back.extra["across"]) == tuple(problems)
    for row in back.by_name.values():
        for tool in row.summary.tools if row.summary else ():
            assert type(tool) is ToolSummary
            assert all(type(each) is Concern for each in tool.concerns)


@given(
    rows=st.dictionaries(TEXTS, KEPT, min_size=1, max_size=3),
    steps=st.lists(st.tuples(st.integers(0, 5), KEPT, st.sampled_from(["other", "new", "gone"])), max_size=6),
)
def test_rows_that_follow_edits_come_back_as_they_are_last(tmp_path_factory, rows, steps):
    path = tmp_path_factory.mktemp("rows") / "kept.rows"
    write_rows(path, "made", KeptRows(rows))
    wanted = dict(rows)
    written = path.stat()
    for number, row, what in steps:
        last = read_rows(path, "made")
        name = f"new {number}" if what == "new" or not wanted else sorted(wanted)[number % len(wanted)]
        if what == "gone":
            wanted.pop(name, None)
        else:
            wanted[name] = row
        now = {each: wanted[each] if each == name else last.by_name[each] for each in wanted}
        write_rows(path, "made", KeptRows(now, {"step": number}), last)
        back = read_rows(path, "made")
        assert back.by_name == wanted
        assert back.extra == {"step": number}
    assert path.stat().st_ino == written.st_ino, "no edit writes the rows of all"


def test_an_edit_does_not_write_the_rows_of_all(tmp_path):
    path = tmp_path / "kept.rows"
    write_rows(path, "made", KeptRows({name: KeptRow(None, "key", None, ()) for name in ("a", "b")}))
    written = path.stat()
    last = read_rows(path, "made")
    write_rows(path, "made", KeptRows({**last.by_name, "a": KeptRow(None, "other", None, ())}), last)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (written.st_ino, written.st_mtime_ns)
    assert [row.key for row in read_rows(path, "made").by_name.values()] == ["other", "key"]
    beside = path.with_suffix(".newer-rows")
    beside.write_bytes(beside.read_bytes()[:-1])
    assert [row.key for row in read_rows(path, "made").by_name.values()] == ["key", "key"], (
        "its file is read again then"
    )


@pytest.mark.parametrize(
    "damage", [lambda raw: raw[:-1], lambda raw: raw[:40], lambda raw: b"", lambda raw: raw[:-3] + b"xyz"]
)
def test_a_damaged_file_holds_no_rows(tmp_path, damage):
    path = tmp_path / "kept.rows"
    write_rows(path, "made", KeptRows({"a.yaml": KeptRow(None, "key", None, ())}))
    path.write_bytes(damage(path.read_bytes()))
    assert read_rows(path, "made") == KeptRows()


def test_rows_made_with_something_else_are_no_rows(tmp_path):
    path = tmp_path / "kept.rows"
    write_rows(path, "made", KeptRows({"a.yaml": KeptRow(None, "key", None, ())}))
    assert read_rows(path, "otherwise") == KeptRows()
    assert read_rows(tmp_path / "none.rows", "made") == KeptRows()


def test_a_file_that_was_written_just_now_has_no_state_yet(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a")
    now = time.time_ns()
    assert quiet_state(path, now) is None
    assert quiet_state(path, now + 10**10) is not None
    assert quiet_state(path, now - 10**15) is None, "the clock was set back since"
    assert quiet_state(tmp_path / "gone.yaml", now) is None


def names(catalog, work):
    reading = read_registry(catalog, work, workers=1, progress=Silence())
    return [tool.name for tool in reading.catalog.tools()]


def test_an_edit_that_leaves_size_and_time_as_they_were_is_seen(tmp_path, monkeypatch):
    catalog = write_registry(tmp_path / "catalog", registry_server(registry_tool("get_thing", category="Read")))
    (file,) = (catalog / "servers").iterdir()
    quiet = time.time_ns() + 10**10
    monkeypatch.setattr(time, "time_ns", lambda: quiet)
    assert names(catalog, tmp_path / "work") == ["get_thing"]
    was = file.stat()
    file.write_text(file.read_text().replace("get_thing", "get_place"))
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert file.stat().st_size == was.st_size
    assert names(catalog, tmp_path / "work") == ["get_place"]


def test_a_registry_read_again_opens_no_file_that_was_quiet(tmp_path, monkeypatch):
    first = registry_server(registry_tool("get_thing", category="Read"), slug="one", name="One")
    second = registry_server(registry_tool("get_other", category="Read"), slug="two", name="Two")
    catalog = write_registry(tmp_path / "catalog", first, second)
    quiet = time.time_ns() + 10**10
    monkeypatch.setattr(time, "time_ns", lambda: quiet)
    before = read_registry(catalog, tmp_path / "work", workers=1, progress=Silence())
    opened = []
    monkeypatch.setattr("generator.readers.compiled.CompiledRecords.key", lambda *asked: opened.append(asked))
    after = read_registry(catalog, tmp_path / "work", workers=1, progress=Silence())
    assert not opened
    assert (after.catalog.servers, after.problems, after.record_keys) == (
        before.catalog.servers,
        before.problems,
        before.record_keys,
    )


@pytest.mark.parametrize("is_quiet", [True, False])
def test_files_saved_again_as_they_were_are_neither_judged_again_nor_taken_from_their_records(
    is_quiet, tmp_path, monkeypatch
):
    """As in a fresh checkout, or where the registry was written just before the last build."""
    broken = registry_server(registry_tool("get_other", category="Nothing"), slug="two", name="Two")
    catalog = write_registry(tmp_path / "catalog", registry_server(slug="one", name="One"), broken)
    if is_quiet:
        quiet = time.time_ns() + 10**10
        monkeypatch.setattr(time, "time_ns", lambda: quiet)
    before = read_registry(catalog, tmp_path / "work", workers=1, progress=Silence())
    for number, file in enumerate((catalog / "servers").iterdir()):
        os.utime(file, (number, number))
    with monkeypatch.context() as patch:
        patch.setattr("generator.readers.compiled.CompiledRecords.reading_of", None)
        after = read_registry(catalog, tmp_path / "work", workers=1, progress=Silence())
    assert before.problems
    assert (after.catalog.servers, after.problems, after.record_keys, after.entries) == (
        before.catalog.servers,
        before.problems,
        before.record_keys,
        before.entries,
    )
    for name, row in after.rows.items():
        assert (row.state is not None) == is_quiet
        assert replace(row, state=None) == replace(before.rows[name], state=None)


@pytest.mark.parametrize("is_saved_again", [False, True])
def test_a_file_that_was_too_young_when_it_was_read_is_known_once_it_is_old_enough_and_still_the_same(
    is_saved_again, tmp_path, monkeypatch
):
    catalog = write_registry(tmp_path / "catalog", registry_server(registry_tool("get_thing", category="Read")))
    (file,) = (catalog / "servers").iterdir()
    now = time.time_ns()
    clock = iter([now, now + 10**10])
    monkeypatch.setattr("generator.reading.time.time_ns", lambda: next(clock))

    def read_then(*given: object) -> object:
        outcome = read_files(*given)
        if is_saved_again:  # within the same tick of the disk's clock
            was = file.stat()
            file.write_text(file.read_text().replace("get_thing", "get_place"))
            os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
        return outcome

    monkeypatch.setattr("generator.reading.read_files", read_then)
    (row,) = read_registry(catalog, tmp_path / "work", workers=1, progress=Silence()).rows.values()
    assert (row.state is None) == is_saved_again
    monkeypatch.undo()
    expected = "get_place" if is_saved_again else "get_thing"
    assert names(catalog, tmp_path / "work") == [expected]


def test_points_about_several_servers_are_as_fresh_as_the_registry(tmp_path, monkeypatch):
    quiet = time.time_ns() + 10**10
    monkeypatch.setattr(time, "time_ns", lambda: quiet)

    def codes(*classes):
        servers = [
            registry_server(registry_tool("get_thing", category=each), slug=f"s{number}", name=f"S {number}")
            for number, each in enumerate(classes)
        ]
        catalog = write_registry(tmp_path / "catalog", *servers)
        found = read_registry(catalog, tmp_path / "work", workers=1, progress=Silence()).problems
        fresh = read_registry(catalog, tmp_path / f"work-{'-'.join(classes)}", workers=1, progress=Silence()).problems
        assert found == fresh
        return sorted(each.code for each in found if each.code.startswith("across/"))

    apart = codes("Read", "Destructive")
    assert codes("Read", "Read") == []
    assert codes("Read", "Destructive") == apart


def test_more_than_a_few_edits_write_the_rows_of_all(tmp_path):
    path = tmp_path / "kept.rows"
    row = KeptRow(None, "key", None, ())
    names = [f"{number}.yaml" for number in range(500)]
    write_rows(path, "made", KeptRows(dict.fromkeys(names, row)))
    for left in (400, 250, 100):
        last = read_rows(path, "made")
        write_rows(path, "made", KeptRows({name: last.by_name[name] for name in names[:left]}), last)
        back = read_rows(path, "made")
        assert [*back.by_name] == names[:left]
        assert len(back.gone) == {400: 100, 250: 0, 100: 150}[left]
