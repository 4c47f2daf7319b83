"""A saved `tools/list` answer into an observation.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from generator.readers.observation import Importer, ImportFailedError, Observation, Source

_EXPECTED: Final = 'expected {"tools": [...]} as tools/list returns it, or the whole JSON-RPC response'


def observe_file(source: Source) -> Observation:
    """The tools that the file holds.

    Raises:
        ImportFailedError: The file cannot be read, is too large, is not such an answer, or is one page of several.
    """
    assert source.file is not None
    answer = _json(source.file, source.limits.answer_bytes)
    if isinstance(answer, dict) and isinstance(answer.get("error"), dict):
        raise ImportFailedError(f"{source.file}: found a JSON-RPC error, {_EXPECTED}")
    if isinstance(answer, dict) and isinstance(answer.get("result"), dict):
        answer = answer["result"]
    if not isinstance(answer, dict):
        found = "a bare list" if isinstance(answer, list) else "no JSON object"
        raise ImportFailedError(f"{source.file}: found {found}, {_EXPECTED}")
    tools = answer.get("tools")
    if not isinstance(tools, list):
        keys = ", ".join(sorted(map(str, answer)))[:100] or "no keys"
        raise ImportFailedError(f"{source.file}: found {keys}, {_EXPECTED}")
    if answer.get("nextCursor"):
        raise ImportFailedError(
            f"{source.file}: found one page of several (nextCursor), expected all tools in one list"
        )
    return Observation(method="file", tools=tuple(tools))


def _json(path: Path, most_bytes: int) -> Any:
    try:
        with path.open("rb") as file:
            raw = file.read(most_bytes + 1)
    except OSError as error:
        raise ImportFailedError(f"{path}: cannot be read ({error.strerror or error})") from error
    if len(raw) > most_bytes:
        raise ImportFailedError(f"{path}: found more than {most_bytes:,} bytes (--max-bytes)")
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except RecursionError as error:
        raise ImportFailedError(f"{path}: nests too deep to read") from error
    except UnicodeDecodeError as error:
        raise ImportFailedError(f"{path}: found byte 0x{raw[error.start]:02x} that is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise ImportFailedError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}; {_EXPECTED}") from error
    except ValueError as error:
        raise ImportFailedError(f"{path}: holds a number that is too long to read") from error


IMPORTER: Final = Importer(
    name="a file with a saved tools/list answer",
    accepts=lambda source: source.file is not None,
    observe=observe_file,
)
