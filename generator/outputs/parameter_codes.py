"""Names of parameters into short codes that stay when other names come and go.

A number for each name would change with every name before it, and with it each use in a quarter of a million tools. A code is the beginning of
the name's digest, as long as it takes to tell it from all others: a new name changes the code of one other at most.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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


def codes_of(names: Iterable[str]) -> dict[str, str]:
    """The code of each name; none begins with another."""
    whole = sorted((_whole(name), name) for name in names)
    shared = [0, *(_alike(one, other) for (one, _), (other, _) in pairwise(whole)), 0]
    return {name: code[: max(shared[at], shared[at + 1]) + 1] for at, (code, name) in enumerate(whole)}


def changed_codes(codes: Mapping[str, str], new: Iterable[str], gone: Iterable[str]) -> dict[str, str]:
    """The codes of all names after some came and some went; the same as `codes_of` gives."""
    new, gone = set(new), set(gone)
    # Only names that begin with the same sign can shorten or lengthen each other's code.
    firsts = {_whole(name)[0] for name in new | gone}
    left = {name: code for name, code in codes.items() if name not in gone}
    return left | codes_of(new.union(name for name, code in left.items() if code[0] in firsts))


def codes_in(text: str) -> list[str]:
    """The codes that stand in it, in order."""
    return _CODE.findall(text)


def recode(text: str, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """The text with the codes that names have `after`, where they had others `before`."""
    other = {code: after[name] for name, code in before.items() if after.get(name, code) != code}
    if not other:
        return text
    return re.sub("|".join(map(re.escape, other)), lambda found: other[found[0]], text)


def _alike(one: str, other: str) -> int:
    """How many signs both begin with."""
    return next((at for at, (sign, same) in enumerate(zip(one, other, strict=True)) if sign != same), len(one))


def _whole(name: str) -> str:
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=24).digest()
    return (digest[:1].translate(_FIRST_OF) + digest[1:].translate(_OTHER_OF)).decode("ascii")
