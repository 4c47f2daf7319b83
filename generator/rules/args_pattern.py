"""A constraint on an argument into the pattern that Gemini CLI looks for in a call's arguments.

Gemini CLI 0.61.0 writes the arguments as JSON with sorted keys and puts a NUL byte on both sides of each top-level pair, so
that `\\x00"amount":` stands only where the call's own argument does. Patterns are JavaScript's. A pattern with a repeated
group in a repeated group is refused by its loader, so none is written here.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
from typing import Final

from generator.model.vocabulary import Constraint

_ANYWHERE: Final = r"[\s\S]*"
_SPECIAL: Final = re.compile(r"[\\^$.*+?()\[\]{}|/\-]")


def args_pattern(constraint: Constraint) -> str | None:
    """A pattern found in exactly those calls that satisfy it; None for `matches`, whose patterns are of another kind.

    Numbers are whole: a call with a fraction is not found.
    """
    name = rf"{_ANYWHERE}\x00{_quoted(constraint.arg)}:"
    allowed = _allowed(constraint)
    if allowed is None:
        return None
    negative, values = allowed
    found = f"(?={name}(?!{values}\\x00))" if negative else f"(?={name}{values}\\x00)"
    if constraint.op == "exists":
        return f"^(?={name})"
    return f"^{found}" if constraint.required else f"^(?:{found}|(?!{name}))"


def _allowed(constraint: Constraint) -> tuple[bool, str] | None:
    """Whether the values are those that are refused, and a group of them as JSON writes them."""
    op, value = constraint.op, constraint.value
    if op in {"eq", "neq"} and not isinstance(value, tuple):
        return op == "neq", f"(?:{_literal(value)})"
    if op in {"in", "not_in"} and isinstance(value, tuple):
        return op == "not_in", f"(?:{'|'.join(map(_literal, value))})"
    if op in {"lt", "lte", "gt", "gte"} and isinstance(value, int):
        return False, f"(?:{_range(op, value)})"
    return (False, "") if op == "exists" else None


def _range(op: str, value: int) -> str:
    """Whole numbers on that side of the value, as JSON writes them."""
    if op in {"lt", "lte"}:
        most = value if op == "lte" else value - 1
        if most >= 0:
            return "|".join((r"-[1-9][0-9]*", *_at_most(most)))
        return "|".join(f"-{each}" for each in _at_least(-most))
    least = value if op == "gte" else value + 1
    if least >= 0:
        return "|".join(_at_least(least))
    return "|".join(("0", r"[1-9][0-9]*", *(f"-{each}" for each in _at_most(-least) if each != "0")))


def _at_most(most: int) -> list[str]:
    """Alternatives for 0 to `most`."""
    digits = str(most)
    shorter = ["0", *(_digits(length) for length in range(1, len(digits)))] if most > 0 else ["0"]
    if most == 0:
        return shorter
    same = [
        f"{digits[:place]}[{'1' if place == 0 else '0'}-{int(digit) - 1}]{_rest(len(digits) - place - 1)}"
        for place, digit in enumerate(digits)
        if int(digit) > (1 if place == 0 else 0)
    ]
    return [*shorter, *same, digits]


def _at_least(least: int) -> list[str]:
    """Alternatives for `least` and more."""
    digits = str(least)
    same = [
        f"{digits[:place]}[{int(digit) + 1}-9]{_rest(len(digits) - place - 1)}"
        for place, digit in enumerate(digits)
        if int(digit) < 9
    ]
    return [digits, *same, f"[1-9][0-9]{{{len(digits)},}}"]


def _digits(length: int) -> str:
    return f"[1-9]{_rest(length - 1)}"


def _rest(length: int) -> str:
    return "" if length == 0 else "[0-9]" if length == 1 else f"[0-9]{{{length}}}"


def _literal(value: str | int) -> str:
    return str(value) if isinstance(value, int) else _quoted(value)


def _quoted(text: str) -> str:
    """The JSON string as JavaScript writes it, each character of a pattern escaped."""
    return _SPECIAL.sub(lambda found: "\\" + found.group(), json.dumps(text, ensure_ascii=False))
