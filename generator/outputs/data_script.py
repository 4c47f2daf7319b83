"""Plain data as a script that the site's pages can load: a page opened from a disk may not fetch, but may load scripts.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json


def compact(data: object) -> bytes:
    """The data as JSON in ASCII without blanks, and a line end."""
    return (json.dumps(data, separators=(",", ":")) + "\n").encode()


def data_script(name: str, data: object) -> bytes:
    """A script that files the data in `catalogData`, a Map, under the name.

    A name that is no server's slug holds a slash, so that no server can take its place.
    """
    return script_of(name, compact(data))


def script_of(name: str, line: bytes) -> bytes:
    """The same for data that is compact JSON already, with its line end."""
    return b"(globalThis.catalogData??=new Map).set(" + json.dumps(name).encode() + b"," + line[:-1] + b");\n"
