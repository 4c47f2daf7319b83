"""The conditions of a recipe into Python expressions.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.exporters.scope import Scope

ALWAYS = "True"
"""The expression of a condition without parts."""


def condition(parts: Mapping[str, Any], scope: Scope) -> str:
    """True when all parts hold: `path: value`, `path: [one of these]`, `path?: whether it is there`, `$not`, `$any`, `$some`."""
    checks = [_check(key, wanted, scope) for key, wanted in parts.items()]
    return f"({' and '.join(checks)})" if len(checks) > 1 else "".join(checks) or ALWAYS


def _check(key: str, wanted: Any, scope: Scope) -> str:
    if key == "$some":
        inner, loop = scope.entered(wanted["each"])
        return f"any([{condition(wanted['if'], inner)} for {loop}])"
    if key == "$not":
        return f"(not {condition(wanted, scope)})"
    if key == "$any":
        return f"({' or '.join(condition(each, scope) for each in wanted)})"
    if key.endswith("?"):
        return f"({scope.at(key[:-1]).python} {'not in' if wanted else 'in'} NOTHING)"
    value = scope.at(key).python
    return f"({value} in {tuple(wanted)!r})" if isinstance(wanted, list) else f"({value} == {wanted!r})"
