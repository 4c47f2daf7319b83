"""One import, from its source to the registry file.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.model.problem import CatalogError
from generator.readers.importers import IMPORTERS
from generator.readers.installed_package import InstalledPackage, installed_package
from generator.readers.observation import ImportFailedError, Observation, Source
from generator.readers.registry_file import entry_bytes, entry_path, read_entry, write_entry
from generator.readers.tools_list import Texts, ToolFacts, tool_facts
from generator.rules.change import Change, ChangeKind
from generator.rules.display_name import display_name
from generator.rules.failure_hints import failure_hint
from generator.rules.merge import Observed, merge
from generator.rules.package_spec import NamedPackage, package_of_command
from generator.rules.redaction import Redaction, Secret
from generator.rules.secret_arguments import (
    masked_address,
    masked_arguments,
    secret_arguments,
    secrets_of_address,
)


class ImportRequest(Struct, frozen=True, kw_only=True):
    """What the person asked for."""

    slug: str
    catalog: Path
    source: Source
    date: str
    """The day of the import, ISO 8601."""
    texts: Texts | None = None
    """None: as the entry says, else the first sentences."""
    package: NamedPackage | None = None
    """None: as the command and what it started say."""
    not_secret: frozenset[str] = frozenset()
    """Names of variables whose values may be published."""
    accepts_empty: bool = False
    is_dry_run: bool = False


class ImportResult(Struct, frozen=True, kw_only=True):
    """What came of it."""

    path: Path
    content: bytes
    """The registry file as it now is, or would be."""
    changes: tuple[Change, ...]
    warnings: tuple[str, ...]
    tool_count: int
    """Tools that the server offers."""
    is_new: bool
    """True when there was no entry."""
    is_written: bool
    """False when the file already said all of it, or nothing was to be written."""


def run_import(request: ImportRequest) -> ImportResult:
    """Read the source and bring the registry file up to date.

    Raises:
        CatalogError: The source cannot be read, or the file cannot be updated.
    """
    path = entry_path(request.catalog, request.slug)
    existing = read_entry(path)
    observation = _observed(request)
    secrets = _secrets(request, observation.machine)
    redaction = Redaction(secrets)
    texts = request.texts or ((existing or {}).get("capture") or {}).get("texts") or "excerpt"
    facts = tool_facts(observation.tools, texts, redaction)
    package, about, warnings = _package(request, observation)
    observed = Observed(
        tools=facts.tools,
        capture=_capture(request, observation, texts, Redaction(secrets)),
        package=package,
        transport=None if observation.method == "file" else observation.method,
        about=about,
    )
    base = existing or {"slug": request.slug, "name": display_name(package["name"] if package else request.slug)}
    merged = merge(observed, base, accepts_empty=request.accepts_empty)
    if any(change.kind is ChangeKind.CHANGED_DEFINITION for change in merged.changes):
        warnings += _unstable(request, facts, texts)
    if read_entry(path) != existing:
        raise CatalogError(f"{path} was changed while the server was read; import again")
    content = entry_bytes(path, merged.data)
    return ImportResult(
        path=path,
        content=content,
        changes=merged.changes,
        warnings=(*facts.warnings, *warnings, *_repeated(redaction)),
        tool_count=len(facts.tools),
        is_new=existing is None,
        is_written=not request.is_dry_run and write_entry(path, content),
    )


def _observed(request: ImportRequest) -> Observation:
    """What the source answers; a failure's message, which quotes the server, repeats no secret either."""
    try:
        return next(each for each in IMPORTERS if each.accepts(request.source)).observe(request.source)
    except ImportFailedError as error:
        message = Redaction(_secrets(request, ())).text(str(error))
        hint = failure_hint(message)
        raise ImportFailedError(f"{message}\nhint: {hint}" if hint else message) from error


def _secrets(request: ImportRequest, machine: tuple[Secret, ...]) -> list[Secret]:
    source = request.source
    found = []
    for name, value in (*source.environment, *source.headers):
        if name not in request.not_secret:
            spellings = (value, *secrets_of_address(value), *value.split()[1:][-1:])
            found += [Secret(label=f"the value of {name}", value=each) for each in spellings]
    found += [Secret(label="a secret of the command", value=each) for each in secret_arguments(source.command)]
    found += [Secret(label="a secret of the address", value=each) for each in secrets_of_address(source.url or "")]
    return [*found, *machine]


def _capture(request: ImportRequest, observation: Observation, texts: str, redaction: Redaction) -> dict[str, Any]:
    source = request.source
    stated: dict[str, Any] = {
        "date": request.date,
        "method": observation.method,
        "command": [redaction.text(each) for each in masked_arguments(source.command)],
        "url": redaction.text(masked_address(source.url)) if source.url else None,
        "file": source.file.name if source.file else None,
        "protocol": observation.protocol,
        "environment": list(dict.fromkeys(name for name, _ in source.environment)),
        "texts": None if texts == "excerpt" else texts,
    }
    return {key: value for key, value in stated.items() if value}


def _package(
    request: ImportRequest, observation: Observation
) -> tuple[dict[str, Any] | None, Mapping[str, str] | None, list[str]]:
    """The package that ran, what its metadata says, and a warning when it is not the one asked for."""
    named: NamedPackage | None = request.package or package_of_command(request.source.command)
    programs = (request.source.command, *observation.programs)
    installed: InstalledPackage | None = installed_package(programs, named)
    if named is None and installed is None:
        return None, None, []
    warnings = []
    found = installed.version if installed else None
    asked = named.version if named else None
    if named and asked and found and asked != found:
        warnings.append(f"{named.name} {asked} was asked for, but {found} is installed and ran")
    version = (request.package and request.package.version) or found or asked
    best = named or installed
    assert best is not None
    package = {"registry": best.registry, "name": best.name, "version": version}
    return {key: value for key, value in package.items() if value}, installed.about if installed else None, warnings


def _unstable(request: ImportRequest, facts: ToolFacts, texts: Texts) -> list[str]:
    """A warning for each tool whose definition differs in a second run, so that no change was made by anybody."""
    if not request.source.command:
        return []
    again = _observed(request)
    digests = {each["name"]: each["definition"] for each in facts.tools}
    second = tool_facts(again.tools, texts, Redaction(_secrets(request, again.machine)))
    moved = [each["name"] for each in second.tools if digests.get(each["name"]) != each["definition"]]
    return [f"the definition of {name} differs from one run to the next; a change of it means little" for name in moved]


def _repeated(redaction: Redaction) -> list[str]:
    counted = sorted(redaction.counts.items())
    return [f"the server repeats {label} ({count}x); [redacted] stands in its place" for label, count in counted]
