"""A recipe with a mistake is told, and what was verified comes from the file that a run wrote."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from generator.exporters import TARGETS, target
from generator.exporters.target import Target, read_target, read_verified
from generator.model.problem import CatalogError

SMALL = {
    "target": "small",
    "label": "Small",
    "addressing": "So.",
    "where": "Here.",
    "docs": "None.",
    "expresses": {
        "ask": "asks",
        "deny": "hides",
        "unlisted": "open",
        "limits": False,
        "constraints": "none",
        "reasons": False,
    },
    "documents": [{"file": "a.json", "language": "json", "format": "json", "where": "Here.", "root": {}}],
}


def test_a_recipe_is_checked_when_it_is_read():
    assert Target(SMALL).id == "small"
    for change in (
        {"labell": "x"},
        {"documents": []},
        {"lost": [{"what": "x", "say": "So."}]},
        {"lost": [{"what": "x", "say": "So.", "if": {}, "each": "arguments"}]},
        {"names": {"tool": {"id": {"off": "x"}}}},
        {"expresses": {**SMALL["expresses"], "ask": "maybe"}},
    ):
        with pytest.raises(ValidationError):
            Target({**SMALL, **change})


@pytest.mark.parametrize("text", ["a: [", "a: 1", "documents: 5", "- 1"])
def test_a_file_that_is_no_recipe_is_told_with_its_path(tmp_path, monkeypatch, text):
    monkeypatch.setattr(target, "FOLDER", tmp_path)
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "mine.yaml").write_text(text)
    with pytest.raises(CatalogError, match=r"mine\.yaml"):
        read_target.__wrapped__("mine")


@pytest.mark.parametrize("name", TARGETS)
def test_a_recipe_is_named_like_its_file_and_ends_its_sentences(name):
    recipe = read_target(name).recipe
    assert recipe.target == name
    sentences = [recipe.where, recipe.addressing, *(each.where for each in recipe.documents)]
    sentences += [each.say for each in (*recipe.lost, *recipe.warnings)]
    for sentence in sentences:
        assert sentence.rstrip().endswith("."), sentence


def test_what_was_verified_comes_from_a_file_that_may_be_missing(tmp_path):
    path = tmp_path / "verified.json"
    assert read_verified(path) == {}
    read_verified.cache_clear()
    seen = {"servers": 2, "tools": 7, "mismatches": 0}
    path.write_text(json.dumps({"codex": {"engine": "Codex CLI", "version": "0.169.0", "date": "2026-11-25", **seen}}))
    assert str(read_verified(path)["codex"]) == "Codex CLI 0.169.0, 2026-11-25"


RAN = '{"codex": {"engine": "Codex", "version": "1", "date": "2026-11-25", "mismatches": 0}}'


@pytest.mark.parametrize("text", ["{", "[]", '{"codex": {"engine": "x"}}', '{"codex": 5}', RAN.replace("0}", "1}")])
def test_another_file_of_what_was_verified_is_told(tmp_path, text):
    path = tmp_path / "verified.json"
    path.write_text(text)
    with pytest.raises(CatalogError, match=r"verified\.json"):
        read_verified(path)


def test_nothing_is_said_to_be_verified_of_a_target_that_is_not_there():
    read_verified.cache_clear()
    assert set(read_verified()) <= set(TARGETS)
