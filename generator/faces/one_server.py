"""The slug of a server into its judged registry file.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import difflib
from pathlib import Path

from generator.model.assessment import JudgedServer
from generator.model.problem import CatalogError, errors_of
from generator.model.vocabulary import Vocabulary
from generator.readers.registry import SERVERS, read_server


def one_server(catalog: Path, slug: str, vocabulary: Vocabulary, *, whole: bool = False) -> JudgedServer:
    """The server of that slug. With `whole`, every part of its file could be read.

    Raises:
        CatalogError: there is no such file, or it cannot be read.
    """
    path = catalog / SERVERS / f"{slug}.yaml"
    if not path.is_file():
        names = [each.stem for each in (catalog / SERVERS).glob("*.yaml")]
        near = difflib.get_close_matches(slug, names, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise CatalogError(f"found no server {slug!r} in the catalog in {catalog}/, expected one of its slugs{hint}")
    reading = read_server(path.read_bytes(), path, vocabulary)
    if reading.judged is None or (whole and errors_of(reading.problems)):
        raise CatalogError(f"{path} cannot be read; `policy-catalog check` says why")
    return reading.judged
