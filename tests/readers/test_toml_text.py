"""TOML is read with a place for every key, and never raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.toml_text import read_toml
from generator.readers.yaml_text import Positions

TEXT = b'''# top
model = "x # y"
[mcp_servers.valkey]
args = ["a", 'b',
  # why
  "c"]
env = { A = "1", B.C = "2" }
[mcp_servers.valkey.tools.get_job]
approval_mode = "approve"
[mcp_servers."a.b"]
text = """many
[lines]
"""
[[rule]]
a = 1
[[rule]]
a = 2
[rule.x]
y = 2026-11-25
[[hooks.PreToolUse]]
[[hooks.PreToolUse.hooks]]
command = "x"
[[hooks.PreToolUse.hooks]]
command = "y"
'''


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        (("model",), (2, 1)),
        (("mcp_servers", "valkey"), (3, 14)),
        (("mcp_servers", "valkey", "args", 2), (6, 3)),
        (("mcp_servers", "valkey", "env", "B", "C"), (7, 20)),
        (("mcp_servers", "valkey", "tools", "get_job", "approval_mode"), (9, 1)),
        (("mcp_servers", "a.b", "text"), (11, 1)),
        (("rule", 1, "a"), (17, 1)),
        (("rule", 1, "x", "y"), (19, 1)),
        (("hooks", "PreToolUse", 0, "hooks", 1, "command"), (24, 1)),
    ],
)
def test_every_key_and_item_has_its_place(pointer, place):
    assert read_toml(TEXT).positions.find(pointer, on_key=True) == place


def has_places(data, positions: Positions) -> bool:
    if isinstance(data, dict):
        return set(data) <= set(positions.parts) and all(has_places(data[key], positions.parts[key]) for key in data)
    if isinstance(data, list):
        return len(positions.parts) == len(data) and all(
            has_places(item, positions.parts[number]) for number, item in enumerate(data)
        )
    return True


KEYS = st.sampled_from(["a", "b-c", '"d.e"', "'f g'", "h.i"])
VALUES = st.recursive(
    st.sampled_from(['"x"', "'y]'", "1", "true", '"""z\n# }"""', "1.5", "1979-05-27"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"k{number} = {item}" for number, item in enumerate(items)) + "}"
        )
    ),
    max_leaves=6,
)


@given(st.lists(st.tuples(KEYS, VALUES), max_size=4), st.lists(st.sampled_from(["[t]", "[t.u]", "[[l]]", "[l.m]"])))
def test_positions_have_the_shape_of_the_data(pairs, headers):
    lines = [f"{key} = {value} # {number}" for number, (key, value) in enumerate(pairs)]
    lines += [f"{header}\nz{number} = [1,\n2]" for number, header in enumerate(headers)]
    read = read_toml("\n".join(lines).encode())
    if read.is_readable:
        assert has_places(read.data, read.positions)


@given(st.binary(max_size=80) | st.text(alphabet="[]{}=\"'#.,\n \\ab1", max_size=60).map(str.encode))
def test_any_bytes_give_data_or_one_complaint_with_a_place(raw):
    read = read_toml(raw)
    assert read.is_readable or (read.data is None and len(read.complaints) == 1)
    assert all(each.line >= 1 and each.column >= 1 for each in read.complaints)


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"a = [1,\nb", (2, 1)),
        (b"a = 1\na = 2", (2, 6)),
        (b"a =", (1, 4)),
        (b"\xff", (1, 1)),
        (b"a = " + b"[" * 99, (1, 1)),
        (b"a" + b".a" * 99 + b" = 1", (1, 1)),
    ],
)
def test_a_syntax_error_has_its_place(raw, place):
    (complaint,) = read_toml(raw).complaints
    assert (complaint.line, complaint.column) == place
