"""Which server of the catalog a configured one is: by its package, its address, and only else by its name.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal
from urllib.parse import urlsplit

from msgspec import Struct

from generator.model.catalog_head import ServerHead
from generator.model.client_config import ConfiguredServer
from generator.rules.audit.near import Near
from generator.rules.audit.started import bridged_address, program_of, started_package, unwrapped
from generator.rules.package_spec import NamedPackage

_AFFIXES: Final = re.compile(r"^(?:mcp-server-|mcp-|server-)|(?:-mcp-server|-mcp|-server)$")
_SEPARATORS: Final = re.compile(r"[-_.\s]+")
_NEAR: Final = 0.86
"""Chosen: one letter of eight may differ."""


class Match(Struct, frozen=True, kw_only=True):
    """What is known of a configured server."""

    head: ServerHead | None
    """The server of the catalog; None: it has none like it."""
    how: Literal["told", "package", "address", "name", "none"]
    """What it was recognised by."""
    package: NamedPackage | None = None
    """The package or image that its command starts."""
    host: str | None = None
    """The host that it is reached at."""
    near: ServerHead | None = None
    """The server of the catalog whose package is spelt much like this one's."""


class Matcher:
    """Looks servers up among the heads of one catalog."""

    def __init__(self, heads: Sequence[ServerHead], told: Mapping[str, str]) -> None:
        """Use these heads; `told` gives the slug for keys that a person named."""
        self._by_slug = {head.slug: head for head in heads}
        self._told = told
        self._near = Near()
        self._by_package = {
            (head.registry, _spelt(head.registry, head.package)): head for head in heads if head.package
        }
        self._by_name: dict[str, set[str]] = {}
        for head in heads:
            for name in (head.slug, head.name, (head.package or head.slug).split("/")[-1]):
                for each in (_plain(name), _bare(name)):
                    self._by_name.setdefault(each, set()).add(head.slug)

    def match(self, server: ConfiguredServer) -> Match:
        """What is known of the server."""
        package = started_package(server.command)
        address = server.url or bridged_address(server.command)
        host = _host(address)
        told = self._by_slug.get(self._told.get(server.key, ""))
        if told is not None:
            return Match(head=told, how="told", package=package, host=host)
        if package is not None and address is None:
            return self._of_package(package)
        at_host = self._at(address, host)
        if at_host is not None:
            return Match(head=at_host, how="address", package=package, host=host)
        command = unwrapped(server.command)
        module = command[command.index("-m") + 1 : command.index("-m") + 2] if "-m" in command else ()
        names = (*module, program_of(command), server.key) if address is None else (server.key,)
        head = next((found for name in names if (found := self._named(name))), None)
        return Match(head=head, how="name" if head else "none", package=package, host=host)

    def is_told(self, key: str) -> bool:
        """Whether a person said which server goes by this name."""
        return self._told.get(key, "") in self._by_slug

    def aliases(self) -> tuple[str, ...]:
        """Every name that a server goes by, the longest first."""
        return tuple(sorted({*self._told, *self._by_slug, *self._by_name}, key=lambda name: (-len(name), name)))

    def named(self, key: str) -> ServerHead | None:
        """The one server that goes by this name, or that a person said it is; None when there is none or several."""
        return self._by_slug.get(self._told.get(key, "")) or self._named(key)

    def _of_package(self, package: NamedPackage) -> Match:
        head = self._by_package.get((package.registry, _spelt(package.registry, package.name)))
        if head is not None:
            return Match(head=head, how="package", package=package)
        if package.registry == "oci":
            named = self._named(package.name.split("/")[-1])
            return Match(head=named, how="name" if named else "none", package=package)
        spelt = {str(name): head for (_, name), head in self._by_package.items()}
        near = self._near.to(_spelt(package.registry, package.name), spelt, _NEAR)
        return Match(head=None, how="none", package=package, near=spelt[near] if near else None)

    def _at(self, address: str | None, host: str | None) -> ServerHead | None:
        if address is None or host is None:
            return None
        there = [head for head in self._by_slug.values() if _host(head.url) == host]
        exact = [head for head in there if _path(head.url) == _path(address)]
        return exact[0] if exact else there[0] if len(there) == 1 else None

    def _named(self, name: str) -> ServerHead | None:
        if _plain(name) in self._by_slug:
            return self._by_slug[_plain(name)]
        for each in (_plain(name), _bare(name)):
            slugs = self._by_name.get(each, set())
            if each and len(slugs) == 1:
                return self._by_slug[next(iter(slugs))]
        return None


def _spelt(registry: str | None, name: str | None) -> str:
    """The name as its registry compares it. Source: PEP 503 for PyPI; npm names are lower case."""
    lower = (name or "").lower()
    return re.sub(r"[-_.]+", "-", lower) if registry == "pypi" else lower


def _plain(name: str) -> str:
    return _SEPARATORS.sub("-", name[:200].lower()).strip("-")


def _bare(name: str) -> str:
    return _AFFIXES.sub("", _AFFIXES.sub("", _plain(name)))


def _host(address: str | None) -> str | None:
    try:
        return urlsplit(address or "").hostname
    except ValueError:
        return None


def _path(address: str | None) -> str:
    try:
        return urlsplit(address or "").path.rstrip("/")
    except ValueError:
        return ""
