"""Descriptions in other languages: the first word, or the stem at the head of the sentence, says what a call does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rules.classify.languages import FAMILY
from tests.support.definitions import fired, kind_of, rules_fired, tool_object

FIRES = [
    ("language/read", "Récupère", "read", tool_object("thing", "Récupère les factures d'un client.")),
    ("language/read", "Ruft", "read", tool_object("thing", "Ruft die Rechnungen eines Kunden ab.")),
    ("language/read", "查询", "read", tool_object("thing", "查询 CloudBase 应用部署的应用和版本。")),
    ("language/write", "Crea", "write", tool_object("thing", "Crea un link de pago de Stripe.")),
    ("language/write", "созда", "write", tool_object("thing", "Создаёт новый плейлист.")),
    ("language/execute", "Exécute", "execute", tool_object("thing", "Exécute une requête.")),
    ("language/execute", "部署", "execute", tool_object("thing", "自动下载并部署项目模板。")),
    ("language/destructive", "Löscht", "destructive", tool_object("thing", "Löscht einen Eintrag.")),
    ("language/destructive", "削除", "destructive", tool_object("thing", "ファイルを削除します。")),
    ("language/financial", "Rembourse", "financial", tool_object("thing", "Rembourse un paiement.")),
    ("language/financial", "退款", "financial", tool_object("thing", "退款给用户。")),
]
"""Rule, the words it reads, what it speaks for, and a definition on which it fires."""
QUIET = [
    ("language/read", tool_object("thing", "Get the liste of things.")),
    ("language/write", tool_object("thing", "A place called Crea.")),
    ("language/execute", tool_object("thing", "查询应用的部署记录。")),
    ("language/destructive", tool_object("thing", "Les fichiers qu'on supprime.")),
    ("language/financial", tool_object("thing", "查询退款记录。")),
]  # fmt: skip
"""Rule, and a definition that comes near it and on which it stays silent."""


@pytest.mark.parametrize(("rule", "quote", "kind", "tool"), FIRES, ids=lambda value: str(value)[:60])
def test_the_first_word_of_another_language_fires_its_rule(rule, quote, kind, tool):
    assert (rule, quote, kind) in fired(tool)


@pytest.mark.parametrize(("rule", "tool"), QUIET, ids=lambda value: str(value)[:60])
def test_a_word_elsewhere_in_the_sentence_does_not(rule, tool):
    assert rule not in rules_fired(tool)


def test_the_verb_of_another_language_decides_where_the_name_says_nothing():
    assert kind_of(tool_object("candidats_actions", "Récupère les actions d'un candidat.")) == "read"
    assert kind_of(tool_object("workflow_fiche", "Affiche les compétences d'un consultant.")) == "read"


def test_words_that_english_shares_change_nothing_in_a_sentence_of_another_language():
    assert kind_of(tool_object("dictionnaire", "Récupère un dictionnaire (états, types, pays, devises).")) == "read"


@given(st.sampled_from(sorted(FAMILY.sentences)), st.text(max_size=40))
def test_english_descriptions_are_left_to_the_other_rules(rule, ending):
    assert rule not in rules_fired(tool_object("thing", "Create a new thing. " + ending))
