"""A registry file is written as a person would, edited in place, and read alike by every YAML parser."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.model.problem import CatalogError
from generator.readers.registry_edit import edited
from generator.readers.registry_file import SCHEMA_LINE, entry_bytes, entry_path, read_entry, write_entry
from generator.readers.registry_style import mapping_text
from generator.readers.yaml_text import read_yaml
from generator.rules.change import is_same

ENTRY = {
    "slug": "shop",
    "name": "Shop",
    "package": {"registry": "pypi", "name": "shop", "version": "2026.10"},
    "capture": {"date": "2026-11-22", "method": "stdio", "command": ["uvx", "shop"]},
    "tools": [
        {
            "name": "list_orders",
            "parameters": [
                {"name": "limit", "type": "integer | null", "default": None},
                {"name": "filter", "type": "object", "quote": "Which ones.", "fields": [{"name": "no", "type": "string"}]},
            ],
            "hints": {"readOnlyHint": True},
            "definition": {"digest": "sha256:" + "0" * 64, "bytes": 100, "tokens": 25, "quote": "Lists: all orders."},
        },
        {"name": "pay", "parameters": "unknown", "hints": {}, "definition": {"digest": "sha256:" + "1" * 64, "bytes": 9, "tokens": 3}},
    ],
}  # fmt: skip
NEW = f"""\
{SCHEMA_LINE}
slug: shop
name: Shop
package:
  registry: pypi
  name: shop
  version: '2026.10'
capture:
  date: '2026-11-22'
  method: stdio
  command: [uvx, shop]

tools:
  - name: list_orders
    parameters:
      - {{name: limit, type: integer | null, default: null}}
      - name: filter
        type: object
        quote: Which ones.
        fields:
          - {{name: 'no', type: string}}
    hints: {{readOnlyHint: true}}
    definition:
      digest: sha256:{"0" * 64}
      bytes: 100
      tokens: 25
      quote: 'Lists: all orders.'

  - name: pay
    parameters: unknown
    hints: {{}}
    definition:
      digest: sha256:{"1" * 64}
      bytes: 9
      tokens: 3
"""
EDITED_BY_HAND = """\
# yaml-language-server: $schema=../schema/server.schema.json
# A shop. Reviewed by us.
name: "Shop"      # kept: our spelling
slug: shop
summary: >-
    A folded
    summary.
package: {registry: pypi, name: shop, version: '1.0'}   # pinned
capture:
    date: 2026-11-01
    method: stdio

tools:
# first
- name: list_orders  # the main one
  category: Read
  rationale: plain text that a person
    broke over two lines
  parameters:  # from the schema
  # about limit
  - name: limit
    type: integer   # was string
    description: How many.

  - {name: filter, type: object}
  definition: {digest: "sha256:{zeros}", bytes: 100, tokens: 25}
  evidence: |
    Quoted words.

    # not a comment
# second
- name: pay
  status: withdrawn
  last_seen: '0.9'  # in spring
""".replace("{zeros}", "0" * 64)


def change(text, **changes):
    before = read_yaml(text.encode()).data
    after = {**before, **changes}
    result = edited(text, before, after)
    assert is_same(read_yaml(result.encode()).data, after), result
    return result


def changed_lines(before, after):
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_new_file_is_pleasant_to_review(tmp_path):
    assert entry_bytes(tmp_path / "shop.yaml", ENTRY).decode() == NEW


def test_what_is_written_is_read_back_and_not_written_again(tmp_path):
    path = entry_path(tmp_path / "new" / "catalog", "shop")
    content = entry_bytes(path, ENTRY)
    assert write_entry(path, content)
    assert read_entry(path) == ENTRY
    assert not write_entry(path, entry_bytes(path, ENTRY))
    assert [each.name for each in path.parent.iterdir()] == ["shop.yaml"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_an_entry_that_says_the_same_keeps_its_bytes(tmp_path):
    path = tmp_path / "shop.yaml"
    path.write_text(EDITED_BY_HAND.rstrip("\n"))
    assert entry_bytes(path, read_entry(path)) == path.read_bytes()


def test_one_changed_value_is_one_changed_line():
    after = change(EDITED_BY_HAND, package={"registry": "pypi", "name": "shop", "version": "2.0"})
    assert changed_lines(EDITED_BY_HAND, after) == (
        ["package: {registry: pypi, name: shop, version: '1.0'}   # pinned"],
        ["# pinned", "package:", "  registry: pypi", "  name: shop", "  version: '2.0'"],
    )


def test_a_changed_scalar_keeps_the_comment_beside_it():
    after = change(EDITED_BY_HAND, name="Our Shop")
    assert changed_lines(EDITED_BY_HAND, after) == (
        ['name: "Shop"      # kept: our spelling'],
        ["name: Our Shop      # kept: our spelling"],
    )


def test_a_nested_value_is_changed_in_its_own_indentation():
    after = change(EDITED_BY_HAND, capture={"date": "2026-11-22", "method": "stdio", "protocol": "2025-11-25"})
    assert changed_lines(EDITED_BY_HAND, after) == (
        ["    date: 2026-11-01"],
        ["    date: '2026-11-22'", "    protocol: '2025-11-25'"],
    )


def tools_with(**changes):
    tools = read_yaml(EDITED_BY_HAND.encode()).data["tools"]
    return [{**tools[0], **changes}, tools[1]]


def test_parameters_are_edited_one_by_one():
    parameters = [
        {"name": "limit", "type": "integer | null", "description": "How many."},
        {"name": "offset", "type": "integer"},
        {"name": "filter", "type": "object", "quote": "Which."},
    ]
    after = change(EDITED_BY_HAND, tools=tools_with(parameters=parameters))
    assert changed_lines(EDITED_BY_HAND, after) == (
        ["    type: integer   # was string", "  - {name: filter, type: object}"],
        [
            "    type: integer | null   # was string",
            "  - {name: offset, type: integer}",
            "  - name: filter",
            "    type: object",
            "    quote: Which.",
        ],
    )


def test_the_comments_of_what_goes_away_are_kept():
    after = change(EDITED_BY_HAND, tools=tools_with(parameters=[]))
    for comment in ("# from the schema", "# about limit", "# was string"):
        assert comment in after
    after = change(EDITED_BY_HAND, tools=tools_with(parameters=[{"name": "filter", "type": "object"}]))
    assert "# was string" in after
    before = read_yaml(EDITED_BY_HAND.encode()).data["tools"]
    after = change(EDITED_BY_HAND, tools=[before[0], {"name": "pay"}])
    assert "# in spring" in after


def test_a_list_in_another_order_keeps_its_items_and_comments():
    parameters = [
        {"name": "filter", "type": "object"},
        {"name": "limit", "type": "integer", "description": "How many."},
    ]
    after = change(EDITED_BY_HAND, tools=tools_with(parameters=parameters))
    assert sorted(after.splitlines()) == sorted(EDITED_BY_HAND.splitlines())


def test_a_new_key_stands_where_the_model_has_it():
    after = change(EDITED_BY_HAND, tools=tools_with(title="List"), transport=["stdio"])
    assert "- name: list_orders  # the main one\n  title: List\n" in after
    assert "version: '1.0'}   # pinned\ntransport: [stdio]\ncapture:" in after


def test_a_new_tool_follows_its_neighbour_after_a_blank_line():
    tools = read_yaml(NEW.encode()).data["tools"]
    after = change(NEW, tools=[{"name": "first"}, tools[0], {"name": "between"}, tools[1], {"name": "last"}])
    assert "tools:\n  - name: first\n\n  - name: list_orders\n" in after
    assert "all orders.'\n\n  - name: between\n\n  - name: pay\n" in after
    assert after.endswith("tokens: 3\n\n  - name: last\n")


def test_tools_can_be_added_to_an_empty_list():
    assert change("slug: a\nname: A\ntools: []  # none yet\n", tools=[{"name": "b"}]) == (
        "slug: a\nname: A\n# none yet\ntools:\n  - name: b\n"
    )


@pytest.mark.parametrize(
    "text",
    ["yes", "No", "on", "OFF", "y", "n", "~", "null", "", "true", "1", "1_000", "0x1F", "0o17", "017", "0b1", "1:30",
     "190:20:30", "2026-11-22", "2026.10", "1e5", ".5", ".inf", ".NaN", "=", "<<", "- a", "? a", "a: b", "a #b", "#a",
     "@a", "`a", "%a", "&a", "*a", "!a", "|", ">", "[a", "{a", "'a", '"a', " a", "a ", "a\tb", "\ta", "a\nb", "a\n",
     "\na", "a\n\n\nb", "a \nb", "  a\nb", "\x00\x07\x1b", "\x85\u2028\u2029", "\ufeff", "a\u200bb", "\u202eabc",
     "é 漢 🎉", "\U0001f468\u200d\U0001f469", "a" * 500, "word " * 100, "---", "...", "--- a", ": ", "a:", "\\n", "a\\"],
)  # fmt: skip
def test_every_text_is_read_back_by_every_parser(text):
    for data in ({"description": text}, {"enum": [text, "x"]}, {"constraints": {text: text}}):
        dumped = mapping_text(data, "parameters")
        reading = read_yaml(dumped.encode())
        assert (reading.data, reading.findings) == (data, ())
        assert yaml.safe_load(dumped) == data
        if text != "<<":
            assert YAML(typ="safe", pure=True).load(dumped) == data


@pytest.mark.parametrize("number", [0, -1, 10**30, 0.5, -0.0, 1e-07, 1e22, 1.5e300, 5e-324, True, False, None])
def test_every_number_is_read_back_by_every_parser(number):
    dumped = mapping_text({"default": number, "constraints": {"maximum": number}}, "parameters")
    for value in (read_yaml(dumped.encode()).data, yaml.safe_load(dumped), YAML(typ="safe", pure=True).load(dumped)):
        assert (type(value["default"]), value["default"]) == (type(number), number)


def test_what_a_reviewer_cannot_see_is_written_as_an_escape():
    dumped = mapping_text({"quote": "a\u200b\u202e\u00a0\U000e0041b"}, "")
    assert dumped == 'quote: "a\\u200B\\u202E\\xA0\\U000E0041b"\n'


def test_lines_of_text_become_a_block():
    assert (
        mapping_text({"quote": "One.\n\nArgs:\n    a: First."}, "") == "quote: |-\n  One.\n\n  Args:\n      a: First.\n"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("slug: a\nname: A\ntools: &x []\n", "yaml/anchor"),
        ("slug: a\nslug: b\n", "yaml/duplicate-key"),
        ("slug: a\nname: A\nlicens: MIT\ntools: []\n", "entry.yaml:3:1: entry/unknown-key"),
        ("slug: a\nname: [\n", "yaml/syntax"),
        ("", "put right first"),
    ],
)
def test_an_entry_with_errors_is_not_touched(tmp_path, text, words):
    path = tmp_path / "entry.yaml"
    path.write_text(text)
    with pytest.raises(CatalogError, match=re.escape(words)):
        read_entry(path)


def test_data_that_is_no_entry_is_refused(tmp_path):
    with pytest.raises(CatalogError, match=r"tools\.0\.name"):
        entry_bytes(tmp_path / "a.yaml", {"slug": "a", "name": "A", "tools": [{"name": "a b"}]})


def test_a_link_is_not_followed(tmp_path):
    (tmp_path / "target").write_text(NEW)
    (tmp_path / "shop.yaml").symlink_to(tmp_path / "target")
    with pytest.raises(CatalogError, match="found a link"):
        read_entry(tmp_path / "shop.yaml")


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "servers").write_text("a file")
    with pytest.raises(CatalogError, match="cannot be"):
        write_entry(tmp_path / "servers" / "a.yaml", b"x")


TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["no", "# x", "a: b", "x\ny"]
)
VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**31) + 1, 10**31 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
NAMES = st.sampled_from(["a", "b", "c", "yes"])
PARAMETERS = st.deferred(
    lambda: st.lists(
        st.fixed_dictionaries(
            {"name": NAMES},
            optional={"type": st.just("string | null"), "default": VALUES, "enum": st.lists(VALUES, min_size=1, max_size=3),
                      "description": TEXTS, "constraints": st.dictionaries(TEXTS, VALUES, max_size=2), "fields": PARAMETERS},
        ),
        max_size=3, unique_by=lambda each: each["name"],
    )
)  # fmt: skip
TOOLS = st.lists(
    st.fixed_dictionaries(
        {"name": NAMES},
        optional={
            "title": TEXTS,
            "category": TEXTS,
            "parameters": PARAMETERS | st.just("unknown"),
            "hints": st.just({"readOnlyHint": True}),
        },
    ),
    max_size=3,
    unique_by=lambda each: each["name"],
)
ENTRIES = st.fixed_dictionaries({"slug": st.just("a"), "name": TEXTS, "tools": TOOLS}, optional={"summary": TEXTS})


@settings(max_examples=100, deadline=None)
@given(ENTRIES, ENTRIES)
def test_any_entry_can_be_edited_into_any_other(before, after):
    text = mapping_text(before, "")
    assert is_same(read_yaml(text.encode()).data, before)
    result = edited(text, read_yaml(text.encode()).data, after)
    assert is_same(read_yaml(result.encode()).data, after), json.dumps(after)
    assert edited(result, read_yaml(result.encode()).data, after) == result


@settings(max_examples=100, deadline=None)
@given(ENTRIES, ENTRIES)
def test_no_edit_loses_a_comment(before, after):
    lines = mapping_text(before, "").splitlines()
    is_block = any("|" in line or '"' in line for line in lines)
    marked = [
        f"{line}  # c{number}" if not is_block and not line.endswith("'") else line for number, line in enumerate(lines)
    ]
    text = "\n".join(marked) + "\n"
    reading = read_yaml(text.encode())
    if reading.findings or not is_same(reading.data, before):
        return
    result = edited(text, reading.data, after)
    assert is_same(read_yaml(result.encode()).data, after)
    assert set(re.findall(r"  # c(\d+)$", text, re.MULTILINE)) <= set(re.findall(r"# c(\d+)$", result, re.MULTILINE))


def test_a_block_of_text_does_not_take_in_the_comment_below():
    text = "slug: a\nname: A\nsummary: x\n\n    # an odd comment\n  # another\ntools: []\n"
    assert change(text, summary="One.\nTwo.\n") == (
        "slug: a\nname: A\nsummary: |\n  One.\n  Two.\n\n# an odd comment\n# another\ntools: []\n"
    )
    assert "\n# an odd comment\n" in change(text.replace("summary: x\n", ""), summary="One.\nTwo.\n")
