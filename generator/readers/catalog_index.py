"""The heads of a catalog's registry files: enough to tell which server a configuration means, without reading the tools.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from generator.model.catalog_head import ServerHead
from generator.readers.registry import server_files
from generator.readers.yaml_fast import read_fast
from generator.readers.yaml_text import read_yaml

_TOOLS: Final = re.compile(rb"^tools:[^\n]*\n(?:[ \t#-][^\n]*\n|[ \t]*\r?\n)*(?:[ \t#-][^\n]*\Z)?", re.MULTILINE)
"""The key `tools` with everything that is part of it: lines that begin with a space or a dash."""


def catalog_heads(catalog: Path) -> tuple[ServerHead, ...]:
    """One head for each registry file that can be read, sorted by slug.

    Raises:
        CatalogError: the catalog folder or its `servers` folder does not exist.
    """
    files, _ = server_files(catalog)
    heads = (_head(path) for path in files)
    return tuple(head for head in heads if head is not None)


def _head(path: Path) -> ServerHead | None:
    raw = _TOOLS.sub(b"", path.read_bytes(), count=1)
    fast = read_fast(raw)
    data = fast.data if fast else read_yaml(raw).data
    if not isinstance(data, dict):
        return None
    package = data.get("package")
    capture = data.get("capture")
    fields = package if isinstance(package, dict) else {}
    return ServerHead(
        slug=path.stem,
        name=_text(data.get("name")) or path.stem,
        registry=_text(fields.get("registry")),
        package=_text(fields.get("name")),
        version=_text(fields.get("version")),
        url=_text(capture.get("url")) if isinstance(capture, dict) else None,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
