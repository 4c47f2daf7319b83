"""What runs in this process, and whether another process runs the same: pages of one site must all be made alike.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import platform
import socket
from functools import cache
from importlib.metadata import version
from typing import Final

from msgspec import Struct

from generator.program import program_digest

_LIBRARIES: Final = ("jinja2", "markdown", "markupsafe", "pydantic", "pyyaml")
"""Those whose release can show in the bytes of a page or a record."""


class Running(Struct, frozen=True):
    """Everything that two processes need in common to make the same pages."""

    python: str
    program: str
    """Digest of the code and data."""
    libraries: str

    def differs_from(self, wanted: Running) -> str | None:
        """What is not as wanted, as words for a message; None when all is."""
        for name in self.__struct_fields__:
            mine, theirs = getattr(self, name), getattr(wanted, name)
            if mine != theirs:
                return (
                    f"found {_NAMES[name]} {mine[:_SHOWN]}, expected {theirs[:_SHOWN]} as where the build was started"
                )
        return None


_NAMES: Final = {"python": "Python", "program": "a program with the digest", "libraries": "the libraries"}
_SHOWN: Final = 120


@cache
def running() -> Running:
    """What runs here."""
    major, minor, _ = platform.python_version_tuple()
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return Running(f"{major}.{minor}", program_digest(), libraries)


def this_worker() -> str:
    """A name for messages."""
    return f"the worker on {socket.gethostname()}"
