"""The material that learned weights are measured on: what the rules find without the hints, and the words of each part."""

from __future__ import annotations

import json

import past_rules


def test_a_row_keeps_what_the_hints_say_and_is_judged_without_them(tmp_path, monkeypatch):
    tool = {
        "name": "list_items",
        "description": "List all items. Newest first.",
        "inputSchema": {"type": "object", "properties": {"page_size": {"type": "integer"}}},
        "annotations": {"readOnlyHint": False, "destructiveHint": True},
    }
    (tmp_path / "some-mcp.json").write_text(json.dumps({"tools": [tool]}))
    monkeypatch.setattr(past_rules, "DEFINITIONS", tmp_path)
    (row,) = past_rules.judged()
    assert (row["server"], row["said"], row["category"], row["risk"]) == ("some-mcp", "D", "Read", "Low")
    name, sentence, text, arguments, found = row["parts"]
    assert (list(name), sentence, text[-1], arguments) == (
        ["list", "items"],
        ["list", "all", "items"],
        "first",
        ["page", "size"],
    )
    assert "is Read" in found
    assert not any(each.startswith("hint/") for each in found)
