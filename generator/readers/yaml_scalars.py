"""A plain YAML scalar into a value, where YAML 1.1 and 1.2 agree on one.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

_YAML_1_1 = yaml.resolver.Resolver()
_MAYBE_SPECIAL: Final = frozenset("-+.0123456789~nNtTfFyYoO=<")
_LONGEST_WORD: Final = 5
"""Characters of `false`: of all that begins with a letter, both versions take only single words for something else than text."""
_INTEGER: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,30})")
_FLOAT: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+][0-9]+)?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS: Final = {
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_TEXT_TAG: Final = "tag:yaml.org,2002:str"
_YAML_1_2_NUMBER: Final = re.compile(
    r"0o[0-7]+|0x[0-9a-fA-F]+|[-+]?[0-9]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
"""Numbers of the YAML 1.2.2 core schema (section 10.3.2) beyond the plain ones that both versions share."""


def plain_value(text: str) -> tuple[Any, bool]:
    """Text, number, truth value or None; and whether parsers of the two versions would differ.

    A day (`2026-11-22`) stays text: YAML 1.1 makes a date of it, but means the same.
    Source: YAML 1.2.2, section 10.3.2; YAML 1.1 as PyYAML resolves it.
    """
    if text and (text[0] not in _MAYBE_SPECIAL or (len(text) > _LONGEST_WORD and text[0].isalpha())):
        return text, False
    if text in _WORDS:
        return _WORDS[text], False
    if _INTEGER.fullmatch(text):
        return int(text), False
    if _FLOAT.fullmatch(text):
        number = float(text)
        if number not in (float("inf"), float("-inf")):
            return number, False
    if _DATE.fullmatch(text):
        return text, False
    return text, _yaml_1_1_tag(text) != _TEXT_TAG or _YAML_1_2_NUMBER.fullmatch(text) is not None


def _yaml_1_1_tag(text: str) -> str:
    tag: str = _YAML_1_1.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # PyYAML has no types here
    return tag
