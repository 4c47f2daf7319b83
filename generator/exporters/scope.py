"""What the words of a recipe mean at one place of it, as Python expressions.

A recipe is translated into Python once in each process, as Jinja does with templates: walking through it for each server took ten
times as long. Only texts of recipes become code, and those only by `repr`; what a plan holds is data that the code looks at.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from msgspec import Struct, field
from msgspec.structs import replace

from generator.model.plan import Plan, PlannedConstraint, PlannedParameter, PlannedServer, PlannedTool
from generator.model.problem import CatalogError

KINDS: Final[Mapping[str, Any]] = {
    "plan": Plan,
    "server": PlannedServer,
    "tool": PlannedTool,
    "constraint": PlannedConstraint,
    "parameter": PlannedParameter,
    "argument": PlannedParameter,
}
"""What a place of a recipe can be inside of."""


class Code(Struct, frozen=True):
    """A Python expression."""

    python: str
    is_text: bool = False
    """True when its value is a text whatever the plan holds."""
    words: frozenset[str] = frozenset()
    """The only values that it can have, where they are known."""


Pieces = tuple[str | Code, ...]
"""A text, of which some pieces are known before the plan is."""


def is_known(pieces: Pieces) -> bool:
    """True when the text needs no plan."""
    return all(isinstance(each, str) for each in pieces)


def known(pieces: Pieces) -> str:
    """The text that needs no plan."""
    return "".join(map(str, pieces))


def expression(pieces: Pieces) -> str:
    """The pieces together as one Python expression; a single one is that value, whatever its type."""
    if is_known(pieces):
        return repr(known(pieces))
    if len(pieces) == 1 and isinstance(pieces[0], Code):
        return pieces[0].python
    # Python turns a literal with % and a tuple into what an f-string becomes; f-strings cannot be nested before 3.12
    literal = "".join(each.replace("%", "%%") if isinstance(each, str) else "%s" for each in pieces)
    values = ", ".join(each.python for each in pieces if isinstance(each, Code))
    return f"({literal!r} % ({values},))"


class Scope(Struct, frozen=True):
    """A place of a recipe."""

    inside: frozenset[str] = frozenset({"plan"})
    """Of `KINDS`."""
    columns: Mapping[str, Mapping[str, bool]] = field(default_factory=lambda: {"server": {}, "tool": {}})
    """The recipe's own names of a server and of a tool, in the order of their rows; True for texts."""

    def at(self, path: str) -> Code:
        """The value of a dotted path; None where a part of it is None.

        Raises:
            CatalogError: nothing of that name is in scope.
        """
        name, *rest = path.split(".")
        if name in KINDS and name in self.inside:
            return _field(name, rest, path)
        for owner, own in self.columns.items():
            if not rest and name in own and owner in self.inside:
                return Code(f"n_{name}", is_text=own[name])
        raise CatalogError(f"found {path!r} in a recipe, expected something in scope: {', '.join(sorted(self.inside))}")

    def entered(self, what: str) -> tuple[Scope, str]:
        """The scope of each server, tool, constraint, parameter or argument, and the loop over them."""
        name = what[:-1]
        inner = replace(self, inside=self.inside | {name})
        if name in self.columns:
            own = "".join(f", n_{each}" for each in self.columns[name])
            return inner, f"server{own}, tools in servers" if name == "server" else f"tool{own} in tools"
        owner = "server" if name == "argument" else "tool"
        return inner, f"{name} in {self.at(f'{owner}.{what}').python} or ()"


@cache
def _fields(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _field(name: str, parts: list[str], path: str) -> Code:
    code, kind = name, KINDS[name]
    is_optional = is_text = False
    words: frozenset[str] = frozenset()
    for part in parts:
        hint = _fields(kind).get(part) if is_typeddict(kind) else None
        if hint is None:
            raise CatalogError(f"found {path!r} in a recipe, expected a part of a plan; it has no {part!r}")
        value = f"{code}[{part!r}]"
        code = f"(None if {code} is None else {value})" if is_optional else value
        kinds = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
        is_text = not is_optional and all(each is str or get_origin(each) is Literal for each in kinds)
        is_optional = is_optional or NoneType in kinds
        words = frozenset(get_args(hint)) if is_text else frozenset()
        kind = kinds[0]
    return Code(code, is_text=is_text, words=words)
