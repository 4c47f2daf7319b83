"""Whatever path a person names, a set of files comes back and a place for each that could not be read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.config_files import MAX_FILES, read_configs
from generator.readers.placed_text import MAX_BYTES
from tests.support.auditing import PAY, servers, write_files


def unreadable(tmp_path: Path, name: str, raw: bytes, **options):
    path = tmp_path / name
    path.write_bytes(raw)
    read = read_configs([path], home=tmp_path, **options)
    assert read.files == ()
    (each,) = read.unreadable
    assert each.place.file == path.as_posix()
    return each.place.line, each.place.column, each.message


@pytest.mark.parametrize(
    ("name", "raw", "place", "words"),
    [
        ("a.json", b'{"mcpServers": {', (1, 17), "a key in double quotes"),
        ("a.json", b"\xff\xfe", (1, 1), "not UTF-8"),
        ("a.toml", b"[a\n", (1, 3), "not TOML"),
        ("a.yaml", b"a: [1\nb: 2\n", (2, 2), "not YAML"),
        ("a.yaml", b"- " * 100 + b"x", (1, 129), "more than 64 levels"),
        ("a.py", b"def f(:\n", (1, 7), "not Python"),
        ("a.py", b"x = (\n", (1, 5), "not Python"),
        ("a.json", b"{}", (1, 1), "no configuration that is known"),
        ("a.json", b"[]", (1, 1), "no configuration that is known"),
        ("a", b"hello", (1, 1), "no configuration that is known"),
        ("a.json", b'{"a": "' + b"x" * MAX_BYTES + b'"}', (1, 1), "more than"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(name, raw, place, words, tmp_path):
    line, column, message = unreadable(tmp_path, name, raw)
    assert (line, column) == place
    assert words in message


def test_a_format_can_be_forced_and_then_has_to_fit(tmp_path):
    assert (
        unreadable(tmp_path, "a.json", b"[]", form="claude-settings")[2]
        == "found no mapping, expected Claude Code settings, also managed ones"
    )
    (tmp_path / "b").write_bytes(b"{}")
    (file,) = read_configs([tmp_path / "b"], home=tmp_path, form="opencode-config").files
    assert file.format == "opencode-config"


def test_every_file_is_looked_at_even_when_the_first_is_not_there(tmp_path):
    write_files(tmp_path, {"b.json": "{", "c.json": servers(pay=PAY)})
    read = read_configs([tmp_path / "a.json", tmp_path / "b.json", tmp_path / "c.json", tmp_path / "\0"], home=tmp_path)
    assert [each.place.file.rsplit("/", 1)[1] for each in read.unreadable] == ["a.json", "b.json", "\0"]
    assert len(read.files) == 1


def test_a_folder_stands_for_the_known_files_in_it_and_nothing_else(tmp_path):
    known = [".mcp.json", ".cursor/mcp.json", "opencode.json"]
    write_files(tmp_path, {**{name: servers(pay=PAY) for name in known}, "package.json": {}, "src/.mcp.json": {}})
    (tmp_path / ".gemini" / "policies").mkdir(parents=True)
    (tmp_path / ".gemini" / "policies" / "a.toml").write_text("[[rule]]\ntoolName = 'x'\ndecision = 'deny'\n")
    read = read_configs([tmp_path], home=tmp_path)
    assert read.unreadable == ()
    found = [Path(file.path).relative_to(tmp_path).as_posix() for file in read.files]
    assert found == [".cursor/mcp.json", ".gemini/policies/a.toml", ".mcp.json", "opencode.json"]


def test_an_empty_file_is_called_empty(tmp_path):
    (tmp_path / ".mcp.json").write_text("\n")
    (each,) = read_configs([tmp_path], home=tmp_path).unreadable
    assert "an empty file" in each.message


def test_a_folder_without_configurations_is_said(tmp_path):
    (each,) = read_configs([tmp_path], home=tmp_path).unreadable
    assert "no known configuration" in each.message


def test_no_more_files_are_read_than_anybody_has(tmp_path):
    paths = [tmp_path / f"{number}.json" for number in range(MAX_FILES + 2)]
    for path in paths:
        path.write_text('{"mcpServers": {}}')
    read = read_configs(paths, home=tmp_path)
    assert len(read.files) == MAX_FILES
    assert len(read.unreadable) == 1


@given(
    st.sampled_from(["a.json", "a.toml", "a.yaml", "a.py", "a.sh", "mcp"]),
    st.binary(max_size=80) | st.text(alphabet='{}[]:"=,mcpServrs_-#\n copilt', max_size=80).map(str.encode),
)
def test_any_bytes_in_any_file_give_a_file_or_a_place(tmp_path_factory, name, raw):
    folder = tmp_path_factory.getbasetemp()
    (folder / name).write_bytes(raw)
    read = read_configs([folder / name], home=folder)
    assert len(read.files) + len(read.unreadable) == 1


@pytest.mark.parametrize("kind", ["fifo", "folder", "dangling", "device"])
def test_what_is_no_regular_file_is_said_under_its_known_name_and_keeps_nobody_waiting(kind, tmp_path):
    path = tmp_path / ".mcp.json"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero" if kind == "device" else "nowhere.json")
    read = read_configs([tmp_path], home=tmp_path)
    assert read.files == ()
    assert [each.place.file for each in read.unreadable] == [path.as_posix()]
    expected = "could not be read: no such file" if kind == "dangling" else "is not a regular file"
    assert expected in read.unreadable[0].message


def test_a_pipe_is_read_where_a_shell_hands_it_over():
    reader, writer = os.pipe()
    os.write(writer, json.dumps(servers(pay=PAY)).encode())
    os.close(writer)
    try:
        read = read_configs([Path(f"/dev/fd/{reader}")], home=Path("/nowhere"))
    finally:
        os.close(reader)
    assert read.unreadable == ()
    assert [each.key for each in read.files[0].servers] == ["pay"]


def test_a_hook_whose_script_is_a_pipe_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "gate.py")
    hooks = {"PreToolUse": [{"hooks": [{"type": "command", "command": "./gate.py"}]}]}
    write_files(tmp_path, {"settings.json": {"hooks": hooks}})
    (file,) = read_configs([tmp_path / "settings.json"], home=tmp_path).files
    assert file.hooks[0].missing_script is None


def test_one_file_by_several_names_is_read_once(tmp_path):
    write_files(tmp_path, {"a/b.json": servers(pay=PAY)})
    (tmp_path / "link.json").symlink_to("a/b.json")
    names = ["a/b.json", "a/../a/b.json", "link.json"]
    assert len(read_configs([tmp_path / name for name in names], home=tmp_path).files) == 1
