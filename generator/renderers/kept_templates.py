"""Compiled templates kept for the next build: to compile those of an edit takes as long as to print its pages.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from generator.readers.scratch import write_whole

_DIGEST: Final = 16
"""Bytes in front of each file, to notice damage."""


def kept_folder(work: Path, made_with: Iterable[str]) -> Path:
    """Where templates compiled from just these sources by just this program are kept; those of others are removed.

    Jinja tells a kept template by its own source, which does not hold its partials: here they are all in the folder's name.
    """
    words = "\0".join([jinja2.__version__, str(sys.implementation.cache_tag), *made_with])
    folder = work / "templates" / hashlib.sha256(words.encode()).hexdigest()[:16]
    if not folder.is_dir():
        shutil.rmtree(folder.parent, ignore_errors=True)
        with suppress(OSError):  # they are compiled anew then
            folder.mkdir(parents=True)
    return folder


class KeptTemplates(BytecodeCache):
    """Compiled templates in a folder; one that is damaged or cannot be kept is compiled anew."""

    def __init__(self, folder: Path) -> None:
        """Keep them in that of `kept_folder`."""
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja's way to ask for one."""
        with suppress(OSError):
            raw = (self._folder / bucket.key).read_bytes()
            if _digest(raw[_DIGEST:]) == raw[:_DIGEST]:
                bucket.bytecode_from_string(raw[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja's way to keep one."""
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            write_whole(self._folder / bucket.key, [_digest(code), code])


def _digest(code: bytes) -> bytes:
    return hashlib.blake2b(code, digest_size=_DIGEST).digest()
