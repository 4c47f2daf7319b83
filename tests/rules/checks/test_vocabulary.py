"""The vocabulary itself: every word once, and every reference to a word that exists."""

from __future__ import annotations

from generator.model.vocabulary import Denial, Raise, Recommendation
from generator.rules.checks.vocabulary import check_vocabulary
from tests.support.builders import make_vocabulary

SHIPPED = make_vocabulary()


def found(**fields):
    return [(each.pointer, each.code) for each in check_vocabulary(SHIPPED.model_copy(update=fields))]


def categories(**fields):
    first, *others = SHIPPED.categories
    return (first.model_copy(update=fields), *others)


def lift(**fields):
    return Raise(**{"categories": ("Read",), "risk": "High", "because": "So.", **fields})


def test_the_shipped_vocabulary_is_sound():
    assert found() == []


def test_a_word_used_twice_is_told_at_the_second():
    again = SHIPPED.categories[1].slug
    assert found(categories=categories(slug=again)) == [(("categories", 1, "slug"), "vocabulary/twice")]
    names = (*SHIPPED.categories, SHIPPED.categories[0].model_copy(update={"slug": "other"}))
    assert found(categories=names) == [(("categories", 5, "name"), "vocabulary/twice")]
    risks = (*SHIPPED.risk_classes[:3], SHIPPED.risk_classes[3].model_copy(update={"slug": "low"}))
    assert found(risk_classes=risks) == [(("risk_classes", 3, "slug"), "vocabulary/twice")]


def test_a_slug_that_is_an_address_of_the_site_is_told():
    assert found(categories=categories(slug="page")) == [(("categories", 0, "slug"), "vocabulary/reserved")]


def test_a_risk_class_that_does_not_exist_is_told():
    assert found(categories=categories(risk="Huge")) == [(("categories", 0, "risk"), "vocabulary/risk")]


def test_a_placeholder_that_nothing_fills_is_told():
    assert found(categories=categories(on_server="{tool} {server} {tol}")) == [
        (("categories", 0, "on_server"), "vocabulary/placeholder")
    ]
    assert found(raises=(lift(because="{tool} and {server}."),)) == [
        (("raises", 0, "because"), "vocabulary/placeholder")
    ]


def test_what_is_hidden_has_to_be_denied():
    hidden = Recommendation(effect="ask", visibility="hidden")
    assert found(categories=categories(recommendation=hidden)) == [
        (("categories", 0, "recommendation", "visibility"), "vocabulary/hidden")
    ]


def test_a_raise_in_words_that_do_not_exist_is_told_for_each_of_them():
    raises = (lift(), lift(categories=("Read", "Reed"), signals=("pathh", "path"), risk="Huge"))
    assert found(raises=raises) == [
        (("raises", 1, "categories"), "vocabulary/raise"),
        (("raises", 1, "signals"), "vocabulary/raise"),
        (("raises", 1, "risk"), "vocabulary/raise"),
    ]


def test_a_cap_that_is_no_pattern_is_told():
    broken = SHIPPED.caps.model_copy(update={"path": "^/workspace(?", "query": "["})
    assert found(caps=broken) == [(("caps", "path"), "vocabulary/cap"), (("caps", "query"), "vocabulary/cap")]


def test_a_posture_that_cannot_be_applied_is_told():
    plain, *others = SHIPPED.postures
    denies = (Denial(risks=("Huge",)),)
    assert found(postures=(plain.model_copy(update={"denies": denies}), *others)) == [
        (("postures", 0, "denies"), "vocabulary/posture"),
        (("postures", 0, "denies", 0, "risks"), "vocabulary/posture"),
    ]
    assert found(postures=(plain, plain)) == [(("postures", 1, "name"), "vocabulary/twice")]
