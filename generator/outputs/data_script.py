"""Plain data as a script that the site's pages can load: a page opened from a disk may not fetch, but may load scripts.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from typing import Any, Final

_BEHIND: Final = b");\n"


def compact(data: object) -> bytes:
    """The data as JSON in ASCII without blanks, and a line end."""
    return (json.dumps(data, separators=(",", ":")) + "\n").encode()


def data_script(name: str, data: object) -> bytes:
    """A script that files the data in `catalogData`, a Map, under the name.

    A name that is no server's slug holds a slash, so that no server can take its place.
    """
    return script_of(name, compact(data))


def data_of(name: str, script: bytes) -> Any:
    """The data that `data_script` made the script from.

    Raises:
        ValueError: it is not such a script of that name.
    """
    return json.loads(text_of(name, script))


def text_of(name: str, script: bytes) -> str:
    """The JSON that the script files under the name.

    Raises:
        ValueError: it is not such a script of that name.
    """
    before = _before(name)
    if not script.startswith(before) or not script.endswith(_BEHIND):
        message = f"found another script, expected the data {name}"
        raise ValueError(message)
    return script[len(before) : -len(_BEHIND)].decode("ascii")


def _before(name: str) -> bytes:
    return b"(globalThis.catalogData??=new Map).set(" + json.dumps(name).encode() + b","


def script_of(name: str, line: bytes) -> bytes:
    """The same for data that is compact JSON already, with its line end."""
    return _before(name) + line[:-1] + _BEHIND
