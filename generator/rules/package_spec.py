"""A start command, or a `--package` value, into the package that it names.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from msgspec import Struct

from generator.model.problem import CatalogError

REGISTRIES: Final = ("pypi", "npm", "oci", "nuget", "crates", "none")
_PYPI: Final = re.compile(r"([A-Za-z0-9][A-Za-z0-9._\-]*)(?:\[[^\]]*\])?\s*(?:(?:===?|@)\s*([A-Za-z0-9][^\s,;]*))?")
_NPM: Final = re.compile(r"((?:@[a-z0-9~\-][\w.~\-]*/)?[A-Za-z0-9~\-][\w.~\-]*)(?:@(.+))?")
_EXACT_NPM: Final = re.compile(r"v?[0-9]+\.[0-9]+\.[0-9]+(?:[-+][\w.+\-]+)?")
_UV_VALUES: Final = frozenset(
    [
        "--with",
        "-w",
        "--with-editable",
        "--with-requirements",
        "--python",
        "-p",
        "--index",
        "--default-index",
        "--index-url",
        "-i",
        "--extra-index-url",
        "--find-links",
        "-f",
        "--constraints",
        "-c",
        "--overrides",
        "--exclude-newer",
        "--resolution",
        "--prerelease",
        "--cache-dir",
        "--config-file",
        "--directory",
        "--project",
        "--env-file",
        "--keyring-provider",
        "--index-strategy",
        "--upgrade-package",
        "-P",
        "--refresh-package",
        "--reinstall-package",
        "--link-mode",
        "--python-platform",
        "--torch-backend",
        "--build-constraints",
        "-b",
        "--color",
    ]
)
_PIPX_VALUES: Final = frozenset({"--python", "--index-url", "-i", "--pip-args", "--path", "--with"})
_NPX_VALUES: Final = frozenset({"--registry", "--cache", "--prefix", "--userconfig", "-c", "--call", "--node-options"})


class NamedPackage(Struct, frozen=True, kw_only=True):
    """A package as somebody named it."""

    registry: str
    """One of `REGISTRIES`."""
    name: str
    version: str | None = None
    """None: no exact version was named."""


def stated_package(text: str) -> NamedPackage:
    """The package of `registry:name@version`; the version may be left out.

    Raises:
        CatalogError: The text has another form.

    >>> stated_package("npm:@scope/name@1.2.3")
    NamedPackage(registry='npm', name='@scope/name', version='1.2.3')
    """
    registry, separator, rest = text.partition(":")
    if separator and registry in REGISTRIES:
        split = re.fullmatch(r"(@?[^@\s]+?)(?:(?:@|==)([^@\s]+))?", rest)
        if split:
            return NamedPackage(registry=registry, name=split.group(1), version=split.group(2))
    expected = f"registry:name@version with a registry of {', '.join(REGISTRIES)}"
    raise CatalogError(f"--package: found {text!r}, expected {expected}, e.g. pypi:mcp-server-git@2026.10.19")


def package_of_command(command: Sequence[str]) -> NamedPackage | None:
    """The package that a package runner's command names; None for any other command.

    >>> package_of_command(["npx", "-y", "@scope/name@1.2.3", "--full"])
    NamedPackage(registry='npm', name='@scope/name', version='1.2.3')
    """
    if not command:
        return None
    program = PurePath(command[0]).stem.lower()
    rest = list(command[1:])
    if program == "uvx" or (program == "uv" and rest[:2] == ["tool", "run"]):
        return _pypi(_requested(rest if program == "uvx" else rest[2:], ("--from",), _UV_VALUES))
    if program == "pipx" and rest[:1] == ["run"]:
        return _pypi(_requested(rest[1:], ("--spec",), _PIPX_VALUES))
    if program in {"npx", "bunx"}:
        return _npm(_requested(rest, ("--package", "-p"), _NPX_VALUES))
    if program in {"npm", "pnpm", "yarn"} and rest[:1] in (["exec"], ["x"], ["dlx"]):
        return _npm(_requested(rest[1:], ("--package", "-p"), _NPX_VALUES))
    return None


def _requested(arguments: list[str], naming: tuple[str, ...], with_value: frozenset[str]) -> str | None:
    """The value of the naming option, else the first argument that is no option."""
    waiting = iter(arguments)
    for argument in waiting:
        name, separator, value = argument.partition("=")
        if name in naming:
            return value if separator else next(waiting, None)
        if argument == "--":
            return next(waiting, None)
        if argument.startswith("-"):
            if not separator and name in with_value:
                next(waiting, None)
            continue
        return argument
    return None


def _pypi(requirement: str | None) -> NamedPackage | None:
    match = _PYPI.fullmatch((requirement or "").strip())
    if match is None:
        return None
    version = match.group(2)
    exact = version if version and "*" not in version and version != "latest" else None
    return NamedPackage(registry="pypi", name=match.group(1), version=exact)


def _npm(requirement: str | None) -> NamedPackage | None:
    match = _NPM.fullmatch((requirement or "").strip())
    if match is None:
        return None
    version = match.group(2)
    exact = version if version and _EXACT_NPM.fullmatch(version) else None
    return NamedPackage(registry="npm", name=match.group(1), version=exact)
