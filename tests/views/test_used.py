"""The pages and policies of a server read no sentence of the vocabulary or of an attack beside those that `Used` counts."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from generator.exporters.documents import tool_documents
from generator.exporters.server_policies import ServerPolicies
from generator.model.assessment import JudgedServer
from generator.model.attack import Attack
from generator.model.vocabulary import Vocabulary
from generator.outputs.policies import policy_files
from generator.readers.attacks import read_attacks
from generator.readers.registry import read_server
from generator.views import PAGE_KINDS
from generator.views.page import Context
from generator.views.used import Used, read_anywhere
from tests.support.builders import (
    ROOT,
    make_catalog,
    make_draft_tool,
    make_judged,
    make_site,
    make_tool,
    make_unreviewed_tool,
    make_vocabulary,
)
from tests.support.pages import body_of

SENTENCES = ("meaning", "which_means", "on_server", "advice")
VOCABULARY = make_vocabulary()
OTHER_COLOURS = VOCABULARY.not_reviewed.colours
ATTACKS, _ = read_attacks(ROOT / "catalog", VOCABULARY)
MADE = {
    "reads": make_judged(make_tool("get_thing", category="Read", category_reason="It reads."), slug="reads"),
    "writes": make_judged(make_tool(), make_draft_tool("delete_thing"), slug="writes"),
    "partly understood": make_judged(make_unreviewed_tool(), make_tool("create_issue"), slug="partly"),
    "not understood": make_judged(make_unreviewed_tool(), slug="unknown"),
}
SHIPPED = sorted((ROOT / "catalog" / "servers").glob("*.yaml"))[::9]


def files_of(judged: JudgedServer, vocabulary: Vocabulary, attacks: tuple[Attack, ...]) -> list[Any]:
    """All that is made of the server, with the words of this vocabulary and these attacks."""
    printed = ServerPolicies(vocabulary)
    context = Context(
        catalog=make_catalog(judged, vocabulary=vocabulary, attacks=attacks),
        site=make_site(),
        policies=partial(tool_documents, vocabulary=vocabulary),
        server_policies=printed.of,
    )
    pages = [page for kind in PAGE_KINDS if kind.server_pages for page in kind.server_pages(judged, context)]
    return [(page.path, page.title, page.description, body_of(page)) for page in pages] + list(
        policy_files(judged, printed, vocabulary)
    )


def used_by(judged: JudgedServer, vocabulary: Vocabulary, attacks: tuple[Attack, ...]) -> tuple[str, str]:
    (row,) = make_catalog(judged, vocabulary=vocabulary, attacks=attacks).servers
    return read_anywhere(vocabulary), Used(vocabulary, attacks).of(row)


def with_others(vocabulary: Vocabulary, kept: set[str | None]) -> Vocabulary:
    """Other sentences for all words but these, other rules, and other colours for all."""

    def other(word: Any) -> Any:
        changes: dict[str, Any] = {"colours": vocabulary.not_reviewed.colours}
        if word.name not in kept:
            changes |= {name: f"Other words about {word.slug}." for name in SENTENCES if hasattr(word, name)}
            if hasattr(word, "recommendation"):
                changes |= {
                    "recommendation": word.recommendation.model_copy(update={"reason": "Other."}),
                    "risk": "Low",
                }
        return word.model_copy(update=changes)

    return vocabulary.model_copy(
        update={
            "categories": tuple(map(other, vocabulary.categories)),
            "risk_classes": tuple(map(other, vocabulary.risk_classes)),
            "raises": (),
            "caps": type(vocabulary.caps)(amount=7),
        }
    )


def other_attacks(kept: set[str]) -> tuple[Attack, ...]:
    """Other names of all attacks but these, and other steps of all."""
    steps = {"how_it_works": ("Step.",), "summary": "Other."}
    return tuple(
        each.model_copy(update=steps if each.slug in kept else {"name": f"Other {each.slug}", **steps})
        for each in ATTACKS
    )


@pytest.mark.parametrize("judged", MADE.values(), ids=MADE)
def test_words_that_no_tool_of_a_server_has_are_on_none_of_its_pages(judged):
    words: set[str | None] = {word for each in judged.assessments for word in (each.category, each.risk)}
    concerns = {
        each.attack
        for row in make_catalog(judged, attacks=ATTACKS).servers
        for tool in row.tools
        for each in tool.concerns
    }
    others, attacks = with_others(VOCABULARY, words), other_attacks(concerns)
    assert used_by(judged, others, attacks) == used_by(judged, VOCABULARY, ATTACKS)
    assert files_of(judged, others, attacks) == files_of(judged, VOCABULARY, ATTACKS)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_nor_on_the_pages_of_a_shipped_server(path):
    judged = read_server(path.read_bytes(), path, VOCABULARY).judged
    assert judged is not None
    test_words_that_no_tool_of_a_server_has_are_on_none_of_its_pages(judged)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_pages_alone_say_of_words_changes_no_judgement(path):
    shown = VOCABULARY.model_copy(
        update={
            "categories": tuple(
                each.model_copy(update={"which_means": "Other.", "on_server": "Other.", "colours": OTHER_COLOURS})
                for each in VOCABULARY.categories
            ),
            "risk_classes": tuple(
                each.model_copy(update={"meaning": "Other.", "advice": "Other.", "colours": OTHER_COLOURS})
                for each in VOCABULARY.risk_classes
            ),
            "not_reviewed": VOCABULARY.not_reviewed.model_copy(update={"name": "Other", "meaning": "Other."}),
            "postures": VOCABULARY.postures[::-1],
        }
    )
    assert shown.judging == VOCABULARY.judging
    raw = path.read_bytes()
    assert read_server(raw, path, shown) == read_server(raw, path, VOCABULARY)


def test_words_that_a_tool_has_are_counted():
    judged = MADE["writes"]
    words = [{each.category for each in judged.assessments}, {each.risk for each in judged.assessments}]
    for kept in words:  # the other half of the words is another one
        assert used_by(judged, with_others(VOCABULARY, kept), ATTACKS) != used_by(judged, VOCABULARY, ATTACKS)
    assert used_by(judged, VOCABULARY, other_attacks(set())) != used_by(judged, VOCABULARY, ATTACKS)
    assert used_by(judged, VOCABULARY, ()) != used_by(judged, VOCABULARY, ATTACKS)


@pytest.mark.parametrize(
    "change",
    [
        {"categories": VOCABULARY.categories[::-1]},
        {"risk_classes": VOCABULARY.risk_classes[::-1]},
        {"categories": (VOCABULARY.categories[0].model_copy(update={"modifies": True}), *VOCABULARY.categories[1:])},
        {"not_reviewed": VOCABULARY.not_reviewed.model_copy(update={"meaning": "Nobody knows."})},
        {"postures": VOCABULARY.postures[:1]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_any_page_may_read_is_counted_for_all(change):
    assert read_anywhere(VOCABULARY.model_copy(update=change)) != read_anywhere(VOCABULARY)
