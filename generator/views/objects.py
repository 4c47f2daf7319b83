"""Tool names of one server into the words that say what each tool acts on.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from generator.model.rows import ToolHead
from generator.rules.name_words import words_of

_COMMON_SHARE: Final = 0.5
"""A word in more than this share of a server's tool names names the server, not an object."""
_ACTIONS: Final = frozenset(
    "add append apply archive ask batch build call cancel capture charge check clear clone close commit compare complete "
    "copy count create deactivate delete deploy describe disable do download drop dump edit enable end execute export "
    "fetch finalize find fork generate get head import init insert install invoke kill link list load lock log make manage "
    "mark merge modify move open patch pause ping play post preview publish pull purge push put query read rebase refund "
    "register reject release remove rename render replace reply reset resolve restart restore resume retrieve revert revoke "
    "run save scan search send set show start status stop store submit subscribe suspend switch sync tail terminate test "
    "toggle transfer trigger unlink unlock unsubscribe update upload upsert validate verify view wait watch write".split()
)
_FILLERS: Final = frozenset("a all an and as at by for from in into is multiple new of on one or the to with".split())


def objects_of(rows: Sequence[ToolHead]) -> dict[str, tuple[str, ...]]:
    """For each slug the words of the name that say what the tool acts on, singular, in order."""
    words = {row.slug: tuple(_acted_on(words_of(row.name))) for row in rows}
    if len(rows) < 4:
        return words
    counts = Counter(word for each in words.values() for word in set(each))
    common = {word for word, count in counts.items() if count > len(rows) * _COMMON_SHARE}
    return {slug: tuple(word for word in each if word not in common) for slug, each in words.items()}


def _acted_on(words: Sequence[str]) -> Iterator[str]:
    """The words without the verb they begin with, or else end with, and without verbs joined to it by "or", "and"."""
    verb = 0 if words[:1] and words[0] in _ACTIONS else len(words) - 1
    for position, word in enumerate(words):
        is_verb = word in _ACTIONS and (position == verb or words[position - 1] in {"or", "and"})
        if not is_verb and word not in _FILLERS:
            yield _singular(word)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
