"""A program of a Python environment into the distribution that it belongs to.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distributions
from pathlib import Path
from typing import Any, Final

_CLASSIFIED: Final = {
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
}
"""Licence classifiers that name one SPDX licence. Source: PyPI's list of trove classifiers."""
_REPOSITORY_LABELS: Final = ("repository", "source", "source code", "github", "code", "sourcecode")
_HOMEPAGE_LABELS: Final = ("homepage", "home", "home-page", "documentation", "docs")


def distribution_of_program(path: Path, name: str | None) -> Distribution | None:
    """The distribution of that name in the program's environment; without a name, the one whose script it is."""
    if path.parent.name not in {"bin", "Scripts"}:
        return None
    if name is not None:
        return next(_distributions(path.parent.parent, name), None)
    if path.name.lower().startswith("python"):
        return None
    return next((each for each in _distributions(path.parent.parent) if _has_script(each, path)), None)


def distribution_of_module(program: Sequence[str]) -> Distribution | None:
    """The distribution that holds the module of `python -m module`."""
    if "-m" not in program[1:-1] or not Path(program[0]).is_absolute():
        return None
    module = program[program.index("-m") + 1].split(".")[0]
    for distribution in _distributions(Path(program[0]).parent.parent):
        tops = {file.parts[0] for file in distribution.files or () if file.parts}
        if tops & {module, f"{module}.py"}:
            return distribution
    return None


def stated_by_metadata(distribution: Distribution) -> dict[str, Any]:
    """Licence, repository and homepage as the metadata has them; None for what it does not state."""
    fields = distribution.metadata.json
    labelled = [each.partition(",") for each in _texts(fields.get("project_url"))]
    addresses = {label.strip().lower(): address.strip() for label, _, address in labelled}
    return {
        "licence": fields.get("license_expression") or _classified(fields) or fields.get("license"),
        "repository": _first(addresses, _REPOSITORY_LABELS),
        "homepage": fields.get("home_page") or _first(addresses, _HOMEPAGE_LABELS),
    }


def _distributions(prefix: Path, name: str | None = None) -> Iterator[Distribution]:
    """The distributions of an environment, or the ones of that name."""
    folders = [*prefix.glob("lib/python3*/site-packages"), *prefix.glob("Lib/site-packages")]
    paths = [str(folder) for folder in folders]
    yield from distributions(path=paths) if name is None else distributions(path=paths, name=name)


def _has_script(distribution: Distribution, path: Path) -> bool:
    try:
        entries = distribution.entry_points
    except (PackageNotFoundError, ValueError):
        return False
    return any(each.group == "console_scripts" and each.name in {path.name, path.stem} for each in entries)


def _classified(fields: Mapping[str, Any]) -> str | None:
    found = [each.rpartition("::")[2].strip() for each in _texts(fields.get("classifier")) if "License ::" in each]
    return _CLASSIFIED.get(found[0]) if len(found) == 1 else None


def _first(addresses: Mapping[str, str], labels: Sequence[str]) -> str | None:
    return next((addresses[label] for label in labels if label in addresses), None)


def _texts(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
