"""Every problem of an entry's shape is reported at once, at its own place."""

from __future__ import annotations

from generator.model.server import Server
from generator.readers.decode import decode
from generator.readers.yaml_text import read_yaml

BROKEN = b"""\
slug: a b
name: 5
transprt: [stdio]
transport: [stdioo]
package: {registry: pypy, name: x, version: 1.1}
capture: {method: stdio}
tools:
  - name: x/<>
    hints: {readOnlyHint: maybe, foo: 1}
    parameters:
      - {name: a, type: strin, required: "yes", fields: [{nme: 1}]}
      - 5
    definition: {digest: x, bytes: 1.5, tokens: 0}
    faq: [{question: x}]
  - 7
  - {parameters: unknwn, hints: unknown}
  - {name: ok, summary: "a\\nb", parameters: {a: 1}}
"""
EXPECTED = {
    (1, 7, "entry/format"),
    (2, 7, "entry/type"),
    (3, 1, "entry/unknown-key"),
    (4, 13, "entry/value"),
    (5, 21, "entry/value"),
    (5, 45, "entry/type"),
    (6, 10, "entry/missing"),
    (8, 11, "entry/format"),
    (9, 27, "entry/type"),
    (9, 34, "entry/unknown-key"),
    (11, 25, "entry/format"),
    (11, 42, "entry/type"),
    (11, 58, "entry/missing"),
    (11, 59, "entry/unknown-key"),
    (12, 9, "entry/type"),
    (13, 26, "entry/format"),
    (13, 36, "entry/type"),
    (13, 49, "entry/range"),
    (14, 11, "entry/missing"),
    (15, 5, "entry/type"),
    (16, 5, "entry/missing"),
    (16, 18, "entry/value"),
    (17, 25, "entry/format"),
    (17, 45, "entry/type"),
}


def located(raw: bytes) -> list[tuple[int, int, str]]:
    text = read_yaml(raw)
    assert text.findings == ()
    _, findings = decode(Server, text.data)
    return [(*text.positions.find(each.pointer, on_key=each.on_key), each.code) for each in findings]


def test_twenty_four_errors_in_one_file_are_all_reported_each_at_its_place():
    found = located(BROKEN)
    assert len(found) == len(set(found))
    assert set(found) == EXPECTED


def test_what_can_be_used_of_a_broken_entry_is_kept_for_further_checks():
    server, findings = decode(Server, read_yaml(BROKEN).data)
    assert server is not None
    assert findings
    assert [tool.name for tool in server.tools] == ["stand-in", "stand-in", "stand-in", "ok"]


def test_a_misspelt_key_is_answered_with_the_near_one():
    _, findings = decode(Server, {"slug": "a", "name": "A", "tools": [], "licens": "MIT"})
    assert [each.hint for each in findings] == ["did you mean `licence`?"]


def test_a_default_of_null_is_not_the_same_as_no_default():
    data = {
        "slug": "a",
        "name": "A",
        "tools": [{"name": "t", "parameters": [{"name": "p", "default": None}, {"name": "q"}]}],
    }
    server, _ = decode(Server, data)
    assert server is not None
    parameters = server.tools[0].parameters
    assert [each.states_default for each in parameters if not isinstance(each, str)] == [True, False]


def test_an_entry_that_is_no_mapping_is_one_problem():
    server, findings = decode(Server, ["x"])
    assert server is None
    assert [each.code for each in findings] == ["entry/type"]


def test_a_signal_set_by_hand_that_is_incomplete_leaves_the_rest_of_the_entry_usable():
    broken = (
        b"slug: a\nname: A\ntools:\n  - name: x\n    signals:\n"
        b"      - {kind: path, holds: maybe, reason: No.}\n      - 5\n      - {kind: guards}\n"
    )
    assert set(located(broken)) == {
        (6, 29, "entry/type"),
        (7, 9, "entry/type"),
        (8, 9, "entry/missing"),
    }
    server, _ = decode(Server, read_yaml(broken).data)
    assert [(each.kind, each.holds) for each in server.tools[0].signals] == [
        ("path", False),
        ("stand-in", False),
        ("guards", False),
    ]


def test_a_credential_that_is_incomplete_leaves_the_rest_of_the_entry_usable():
    broken = b"slug: a\nname: A\ncredentials:\n  - {variable: a b, source: x}\n  - 5\n  - {variable: KEY}\ntools: []\n"
    assert set(located(broken)) == {(4, 16, "entry/format"), (5, 5, "entry/type"), (6, 5, "entry/missing")}
    server, _ = decode(Server, read_yaml(broken).data)
    assert [each.variable for each in server.credentials] == ["STAND_IN", "STAND_IN", "KEY"]
