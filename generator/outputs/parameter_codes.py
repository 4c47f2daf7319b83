"""Names of parameters into short codes that stay when other names come and go.

A number for each name would change with every name before it, and with it each use in a quarter of a million tools. A code is the beginning of
the name's digest, as long as it takes to tell it from all others: a new name changes the code of one other at most.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from itertools import pairwise
from typing import Final

_FIRSTS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$()*+:;="
_OTHERS: Final = b"abcdefghijklmnopqrstuvwxyz0123456789"
"""Neither needs an escape in JSON, nor stands between codes. A sign of the first kind begins a code, and stands nowhere else: so codes need
nothing between them, and one that is looked for in a text of codes is found where it is meant."""
_FIRST_OF: Final = bytes(_FIRSTS[each % len(_FIRSTS)] for each in range(256))
_OTHER_OF: Final = bytes(_OTHERS[each % len(_OTHERS)] for each in range(256))
_CODE: Final = re.compile(f"[{re.escape(_FIRSTS.decode())}][{_OTHERS.decode()}]*")


def codes_of(names: Iterable[str], least: int = 1) -> dict[str, str]:
    """The code of each name, of at least so many signs; none begins with another."""
    whole = sorted((_whole(name), name) for name in names)
    shared = [0, *(_alike(one, other) for (one, _), (other, _) in pairwise(whole)), 0]
    return {name: code[: max(shared[at] + 1, shared[at + 1] + 1, least)] for at, (code, name) in enumerate(whole)}


def changed_codes(codes: Iterable[tuple[str, str]], new: Collection[str], gone: Collection[str]) -> dict[str, str]:
    """The codes of new names, and of those others that have another one when these come and go; `codes` are names and codes of all before.

    The same as `codes_of` gives to all of them.
    """
    come: dict[str, list[str]] = {}
    beginnings = set()
    for name in (*new, *gone):
        whole = _whole(name)
        come.setdefault(whole[0], []).extend([name] if name in new else ())
        beginnings.add(whole[:2])
    left: dict[str, list[tuple[str, str]]] = {first: [] for first in come}
    for each in codes:
        if each[1][0] in left and each[0] not in gone:
            left[each[1][0]].append(each)
    changed = {}
    for first, names in come.items():
        # Names that begin with another sign, or with another two where several do so, keep the codes that tell them apart.
        near = [each for each in left[first] if len(each[1]) == 1 or each[1][:2] in beginnings]
        are_apart = len(left[first]) - len(near) > 1
        before = dict(near if are_apart else left[first])
        after = codes_of([*names, *before], 2 if are_apart else 1)
        changed.update({name: code for name, code in after.items() if before.get(name) != code})
    return changed


def codes_in(text: str) -> list[str]:
    """The codes that stand in it, in order."""
    return _CODE.findall(text)


def recode(text: str, other: Mapping[str, str]) -> str:
    """The text with other codes for some."""
    return re.sub("|".join(map(re.escape, other)), lambda found: other[found[0]], text) if other else text


def _alike(one: str, other: str) -> int:
    """How many signs both begin with."""
    return next((at for at, (sign, same) in enumerate(zip(one, other, strict=True)) if sign != same), len(one))


def _whole(name: str) -> str:
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=24).digest()
    return (digest[:1].translate(_FIRST_OF) + digest[1:].translate(_OTHER_OF)).decode("ascii")
