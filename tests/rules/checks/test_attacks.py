"""The attack database itself: every condition is a word that exists, none is empty, every placeholder can be filled."""

from __future__ import annotations

import pytest

from generator.model.attack import Trigger
from generator.rules.checks.attacks import check_attack
from tests.support.builders import make_attack, make_vocabulary


def found(*triggers, slug="an-attack", file_slug="an-attack"):
    fields = {"triggers": triggers} if triggers else {}
    return [
        (each.pointer, each.code) for each in check_attack(make_attack(slug, **fields), file_slug, make_vocabulary())
    ]


def trigger(**fields):
    return Trigger(**{"because": "So.", **fields})


GOOD = trigger(categories=("Read", "Write"), signals=("path",), because="{tool} of {server} takes {signals}.")


def test_words_that_exist_are_fine():
    assert found() == found(GOOD) == []


def test_a_slug_other_than_the_file_s_name_is_told():
    assert found(file_slug="another") == [(("slug",), "names/slug-file")]


@pytest.mark.parametrize(
    ("fields", "key"), [({"categories": ("Read", "Reed")}, "categories"), ({"signals": ("pathh",)}, "signals")]
)
def test_a_word_that_does_not_exist_is_told_with_those_that_do(fields, key):
    assert found(GOOD, trigger(**fields)) == [(("triggers", 1, key), "attacks/word")]
    attack = make_attack("a", triggers=(trigger(**fields),))
    (finding,) = check_attack(attack, "a", make_vocabulary())
    assert repr(fields[key][-1]) in finding.message and "'Read'" not in finding.message
    assert ("Destructive" if key == "categories" else "untrusted-content") in finding.message


def test_a_trigger_that_concerns_everything_is_told():
    assert found(trigger()) == [(("triggers", 0), "attacks/everything")]


@pytest.mark.parametrize(
    "condition", [{"categories": ("Read",)}, {"sensitivity": ("secret",)}, {"server": ("no-version",)}]
)
def test_one_condition_of_any_kind_is_enough(condition):
    assert found(trigger(**condition)) == []


@pytest.mark.parametrize("because", ["{tol} does.", "It does {}.", "It takes {signals}."])
def test_a_placeholder_that_nothing_fills_is_told(because):
    assert found(trigger(categories=("Read",), because=because)) == [
        (("triggers", 0, "because"), "attacks/placeholder")
    ]
