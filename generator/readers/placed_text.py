"""What the readers of JSON, TOML, YAML and Python have in common: data, a place for each value, and complaints.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import bisect
from typing import Any, Final

from msgspec import Struct

from generator.readers.yaml_text import Positions

MAX_BYTES: Final = 4 * 1024 * 1024
"""Chosen: a rule for every tool of a catalog of 20,000 takes 2 MB."""
MAX_DEPTH: Final = 64
"""Chosen: the deepest known configuration has eight levels."""


class Complaint(Struct, frozen=True, kw_only=True):
    """Something about the text itself."""

    line: int
    column: int
    message: str
    hint: str
    kind: str = "syntax"
    """`syntax`: nothing can be read; else a kind of `client_config.OddKind`."""


class PlacedText(Struct, frozen=True):
    """A text read as far as possible."""

    data: Any
    """Mappings, lists, text, numbers, booleans and None."""
    positions: Positions
    complaints: tuple[Complaint, ...] = ()

    @property
    def is_readable(self) -> bool:
        """False when the text could not be read at all."""
        return all(each.kind != "syntax" for each in self.complaints)


class NotReadable(Exception):
    """Reading cannot go on; holds what to say about it."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.message)
        self.complaint = complaint


class Lines:
    """Offsets into a text as lines and columns."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, 1-based, in characters."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def decoded(raw: bytes) -> str:
    """The bytes as text without a byte order mark.

    Raises:
        NotReadable: They are not UTF-8.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace")
        raise NotReadable(
            Complaint(
                line=before.count("\n") + 1,
                column=len(before) - (before.rfind("\n") + 1) + 1,
                message=f"found byte 0x{raw[error.start]:02x} that is not UTF-8, expected UTF-8 text",
                hint="save the file as UTF-8",
            )
        ) from error


def unreadable(complaint: Complaint) -> PlacedText:
    """Nothing but the complaint."""
    return PlacedText(None, Positions(complaint.line, complaint.column), (complaint,))


def without_surrogates(text: str) -> str:
    """The text with U+FFFD for halves of characters, which no output could be written with."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
