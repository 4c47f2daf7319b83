"""Configurations and a catalog into the findings of all checks.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.model.assessment import JudgedServer
from generator.model.audit import AuditFinding
from generator.model.client_config import ConfiguredServer, Unreadable
from generator.model.problem import CatalogError
from generator.model.vocabulary import Vocabulary
from generator.readers.catalog_index import catalog_heads
from generator.readers.config_files import read_configs
from generator.readers.registry import SERVERS, read_server, read_vocabulary
from generator.rules.audit import CHECKS
from generator.rules.audit.matching import Matcher
from generator.rules.audit.seeing import seen, views
from generator.rules.audit.subject import AuditSubject
from generator.rules.audit.words import shown
from generator.rules.secret_arguments import masked_tokens


class Audit(Struct, frozen=True, kw_only=True):
    """What was read and what was found."""

    subject: AuditSubject
    findings: tuple[AuditFinding, ...]
    """Sorted by place."""
    unreadable: tuple[Unreadable, ...]


def audit(
    paths: Iterable[Path],
    catalog: Path,
    vocabulary: Vocabulary,
    *,
    form: str | None = None,
    told: Mapping[str, str] | None = None,
    home: Path,
) -> Audit:
    """The findings about these files and folders; only the entries of servers that they use are read.

    `told` gives the slug for keys whose server cannot be told from the files.

    Raises:
        CatalogError: there is no catalog, or it has no server of a slug that was told.
    """
    heads = catalog_heads(catalog)
    unknown = sorted(set((told or {}).values()) - {head.slug for head in heads})
    if unknown:
        raise CatalogError(
            f"found no server {unknown[0]!r} in {catalog}, expected one of its slugs after --server KEY="
        )
    matcher = Matcher(heads, told or {})
    given = read_configs(paths, home=home, form=form)
    looked_at = views(given.files, matcher)
    slugs = {view.match.head.slug for view in looked_at if view.match.head}
    judged = {slug: entry for slug in sorted(slugs) if (entry := _judged(catalog, slug, vocabulary))}
    servers = _once(server for file in given.files for server in file.servers)
    subject = AuditSubject(
        files=given.files,
        servers=tuple((server, matcher.match(server)) for server in servers),
        seen=tuple(seen(view, judged) for view in looked_at),
        vocabulary=vocabulary,
    )
    found = {_printable(finding): None for check in CHECKS for finding in check.check(subject)}
    ordered = sorted(found, key=lambda each: (each.place, -each.level.rank, each.check, each.message))
    return Audit(
        subject=subject,
        findings=tuple(ordered),
        unreadable=tuple(replace(each, message=masked_tokens(each.message)) for each in given.unreadable),
    )


def vocabulary_of(catalog: Path) -> Vocabulary:
    """The words that the catalog judges with."""
    vocabulary, _ = read_vocabulary(catalog)
    return vocabulary


def _printable(finding: AuditFinding) -> AuditFinding:
    """The finding without what has the shape of a token, whichever check repeated it."""
    server = None if finding.server is None else shown(finding.server)
    return replace(finding, message=masked_tokens(finding.message), hint=masked_tokens(finding.hint), server=server)


def _judged(catalog: Path, slug: str, vocabulary: Vocabulary) -> JudgedServer | None:
    path = catalog / SERVERS / f"{slug}.yaml"
    return read_server(path.read_bytes(), path, vocabulary).judged


def _once(servers: Iterable[ConfiguredServer]) -> tuple[ConfiguredServer, ...]:
    return tuple({(server.place, server.key): server for server in servers}.values())
