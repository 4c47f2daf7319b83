"""Command lines of running processes into the package that is really installed and running.

A pinned name says what was asked for. What runs may be older (a package manager steps back to fit the runtime), so
the installed metadata beside the program decides.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from generator.readers.python_package import distribution_of_module, distribution_of_program, stated_by_metadata
from generator.rules.package_spec import NamedPackage

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`\\]{1,1990}")
_LONGEST_LICENCE: Final = 128
_MOST_BYTES: Final = 4 * 1024 * 1024
_HOSTS: Final = {"": "github.com", "github": "github.com", "gitlab": "gitlab.com", "bitbucket": "bitbucket.org"}
"""Source: npm documentation, package.json, `repository`; without a prefix it is the first one."""


class InstalledPackage(Struct, frozen=True, kw_only=True):
    """A package found on disk."""

    registry: str
    name: str
    version: str | None
    about: Mapping[str, str]
    """Licence, repository and homepage, as far as its metadata states them."""


def installed_package(programs: Sequence[Sequence[str]], wanted: NamedPackage | None) -> InstalledPackage | None:
    """The package that the processes run; with a wanted one, that package as installed, else None.

    Children are asked before their parents: the parent is often the runner, in an environment of its own.
    """
    candidates: list[InstalledPackage] = []
    for argument in [argument for program in reversed(programs) for argument in program]:
        path = Path(argument) if "\0" not in argument else Path()
        if path.is_absolute():
            found = _of_node(path, wanted) or _of_python(path, wanted)
            candidates += [found] if found is not None else []
    exact = [each for each in candidates if wanted is not None and each.version == wanted.version]
    modules = [distribution_of_module(program) for program in programs] if wanted is None else []
    return next(iter([*exact, *candidates, *(_pypi(each) for each in modules if each is not None)]), None)


def web_address(text: str) -> str:
    """The https form of a repository address as packages spell it.

    >>> web_address("git+ssh://git@host.example/a/b.git")
    'https://host.example/a/b'
    """
    short = re.fullmatch(r"(?:(github|gitlab|bitbucket):)?([\w.\-]+/[\w.\-]+)", text)
    if short:
        return f"https://{_HOSTS[short.group(1) or '']}/{short.group(2)}"
    if text.startswith("http://"):
        return text
    behind = re.sub(r"^(?:git\+)?(?:ssh|git|https?)://(?:[^@/]*@)?|^git@", "", text)
    if behind == text:
        return text
    host, separator, rest = behind.partition("/")
    return f"https://{host.replace(':', '/')}{separator}{rest}".removesuffix(".git")


def _of_node(path: Path, wanted: NamedPackage | None) -> InstalledPackage | None:
    """The package of a program below `node_modules`, or of a link in `node_modules/.bin`."""
    if wanted is not None and wanted.registry != "npm":
        return None
    if wanted is not None:
        root = _above(path)
        return _npm(root / wanted.name) if root else None
    target = path.resolve()
    root = _above(target)
    if root is None:
        return None
    inside = target.relative_to(root).parts
    return _npm(root.joinpath(*inside[: 2 if inside[0].startswith("@") else 1])) if inside else None


def _above(path: Path) -> Path | None:
    """The innermost `node_modules` folder that the path is in."""
    return next((each for each in path.parents if each.name == "node_modules"), None)


def _npm(folder: Path) -> InstalledPackage | None:
    try:
        package = json.loads((folder / "package.json").read_bytes()[:_MOST_BYTES])
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(package, dict) or not isinstance(package.get("name"), str):
        return None
    version = package.get("version")
    repository = package.get("repository")
    stated = {
        "licence": package.get("license"),
        "repository": repository.get("url") if isinstance(repository, dict) else repository,
        "homepage": package.get("homepage"),
    }
    return InstalledPackage(
        registry="npm",
        name=package["name"],
        version=version if isinstance(version, str) else None,
        about=_about(stated),
    )


def _of_python(path: Path, wanted: NamedPackage | None) -> InstalledPackage | None:
    if wanted is not None and wanted.registry != "pypi":
        return None
    distribution = distribution_of_program(path, wanted.name if wanted else None)
    return None if distribution is None else _pypi(distribution)


def _pypi(distribution: Distribution) -> InstalledPackage:
    return InstalledPackage(
        registry="pypi",
        name=distribution.metadata["Name"],
        version=distribution.version or None,
        about=_about(stated_by_metadata(distribution)),
    )


def _about(stated: Mapping[str, Any]) -> dict[str, str]:
    """The facts that are of use: a licence on one short line, addresses that can be links."""
    about: dict[str, str] = {}
    for key, value in stated.items():
        text = value.strip() if isinstance(value, str) else ""
        if key == "licence":
            is_usable = 0 < len(text) <= _LONGEST_LICENCE and "\n" not in text and not text.upper().startswith("SEE ")
        else:
            text = web_address(text)
            is_usable = _ADDRESS.fullmatch(text) is not None
        if is_usable and text.upper() not in {"UNKNOWN", "UNLICENSED"}:
            about[key] = text
    return about
