"""`mkdocs.yml` into the settings of the site, without asking MkDocs.

Both engines read the same file; so do we, so that either may go away. `!ENV` works as in MkDocs; any other tag
(the Python names of Material's options) belongs to the engine and is read as nothing.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from yaml_env_tag import add_env_tag

from generator.model.problem import CatalogError
from generator.model.site import Budget, Contact, Project, Site


def _engine_only(loader: yaml.CSafeLoader, suffix: str, node: yaml.Node) -> None:
    """Return nothing for a tag that only the engine understands."""


class _Loader(yaml.CSafeLoader):
    """A loader of this module's own, so that its tags stay here; libyaml's, which takes a tenth of the time."""


add_env_tag(_Loader)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _engine_only)
_Loader.add_multi_constructor("!", _engine_only)


def read_settings(config_file: Path) -> dict[str, Any]:
    """The plain data of a MkDocs configuration, with what it inherits.

    Mappings are merged key by key, anything else of the file stands in the place of what it inherits; paths count from the file that is given.
    Source: MkDocs, "Configuration Inheritance".

    Raises:
        CatalogError: the file or one that it inherits from is missing, is not YAML, is not a mapping, or inherits from itself.
    """
    merged: dict[str, Any] = {}
    for _, own in reversed(_line_of(config_file)):
        merged = _merged(merged, own)
    return merged


def _line_of(config_file: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The file and those that it inherits from, the last one last, each with its own settings."""
    line: list[tuple[Path, dict[str, Any]]] = []
    waiting: Path | None = config_file
    while waiting is not None:
        if waiting.resolve() in [path.resolve() for path, _ in line]:
            message = f"{line[-1][0]}: INHERIT: found {waiting}, expected settings that do not inherit from themselves"
            raise CatalogError(message)
        own = _own_settings(waiting)
        line.append((waiting, own))
        parent = own.pop("INHERIT", None)
        if parent is not None and not isinstance(parent, str):
            message = f"{waiting}: INHERIT: found {parent!r}, expected the path of a file"
            raise CatalogError(message)
        if parent is not None and not (waiting.parent / parent).is_file():
            message = f"{waiting}: INHERIT: found no {waiting.parent / parent}, expected the settings to begin with"
            raise CatalogError(message)
        waiting = waiting.parent / parent if parent is not None else None
    return line


def _merged(inherited: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    both = {key for key in own if isinstance(own[key], dict) and isinstance(inherited.get(key), dict)}
    return {**inherited, **own, **{key: _merged(inherited[key], own[key]) for key in both}}


def _own_settings(config_file: Path) -> dict[str, Any]:
    if not config_file.is_file():
        message = (
            f"found no {config_file}, expected the site's settings; run this where mkdocs.yml is, or use --config-file"
        )
        raise CatalogError(message)
    try:
        data = yaml.load(config_file.read_bytes(), Loader=_Loader)  # noqa: S506 - a safe loader of our own
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        message = f"{config_file}{place}: found text that is not YAML: {error.problem or error.context}"
        raise CatalogError(message) from error
    except yaml.YAMLError as error:
        message = f"{config_file}: found text that is not YAML: {error}"
        raise CatalogError(message) from error
    except (
        ValueError,
        TypeError,
        AttributeError,
        OverflowError,
    ) as error:  # PyYAML's, of the 30th of February or `!!int x`
        message = f"{config_file}: found a value that is not what its form or tag says ({error}), expected a number, a date or text in quotes"
        raise CatalogError(message) from error
    except RecursionError as error:
        message = f"{config_file}: found lists or mappings too deep inside each other, expected MkDocs settings"
        raise CatalogError(message) from error
    if not isinstance(data, dict):
        message = f"{config_file}:1:1: found no mapping, expected MkDocs settings"
        raise CatalogError(message)
    return data


def hooks_of(config_file: Path) -> list[Path]:
    """Python files that the engine runs.

    Raises:
        CatalogError: as `read_settings`, and when it is no list of paths.
    """
    hooks = read_settings(config_file).get("hooks") or []
    if not isinstance(hooks, list) or not all(isinstance(each, str) for each in hooks):
        message = f"{config_file}: hooks: found {hooks!r}, expected a list of files"
        raise CatalogError(message)
    return [config_file.parent / each for each in hooks]


def also_read(config_file: Path) -> list[Path]:
    """Files that the settings take in: hooks, and the settings that they inherit from; each once, whether or not it is there.

    Raises:
        CatalogError: as `hooks_of`.
    """
    return [*dict.fromkeys([*(path for path, _ in _line_of(config_file)[1:]), *hooks_of(config_file)])]


def project_of(config_file: Path) -> Project:
    """Where the project of this configuration keeps its parts, and its limits.

    Raises:
        CatalogError: as `read_settings`, and when a limit is no number of bytes above 0.
    """
    data = read_settings(config_file)
    root = config_file.resolve().parent
    theme = data.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    return Project(
        config_file=config_file.resolve(),
        docs=root / _text(data.get("docs_dir"), "docs"),
        templates=root / _text(custom, "templates"),
        work=root / "build",
        budget=_budget(config_file, _catalog(config_file, data)),
    )


def site_of(config_file: Path, *, built: str) -> Site:
    """The settings that pages print.

    Raises:
        CatalogError: as `read_settings`, and when an address is not http(s) or mail lacks an "@".
    """
    data = read_settings(config_file)
    catalog = _catalog(config_file, data)
    url = _address(config_file, "site_url", data.get("site_url"))
    return Site(
        name=_text(data.get("site_name"), "MCP policy catalog"),
        url=(url or "/").rstrip("/") + "/",
        source_url=_folder(_address(config_file, "extra.catalog.source_url", catalog.get("source_url"))),
        contact=Contact(
            endpoint=_address(config_file, "extra.catalog.contact_endpoint", catalog.get("contact_endpoint")),
            issues=_address(config_file, "extra.catalog.contact_issues", catalog.get("contact_issues")),
            email=_mail(config_file, catalog.get("contact_email")),
        ),
        asks_github=_text(data.get("repo_url"), "").startswith("https://github.com/"),
        built=built,
    )


def _catalog(config_file: Path, data: dict[str, Any]) -> dict[str, Any]:
    """The settings that are ours alone."""
    return _mapping(config_file, "extra.catalog", _mapping(config_file, "extra", data.get("extra")).get("catalog"))


def _budget(config_file: Path, catalog: dict[str, Any]) -> Budget:
    budget = _mapping(config_file, "extra.catalog.budget", catalog.get("budget"))
    unknown = [key for key in budget if key not in {"page", "page_gzip"}]
    if unknown:
        message = f"{config_file}: extra.catalog.budget: found {unknown[0]!r}, expected page and page_gzip"
        raise CatalogError(message)
    limits = {key: _bytes(config_file, f"extra.catalog.budget.{key}", value) for key, value in budget.items()}
    return Budget(page_bytes=limits.get("page"), gzip_bytes=limits.get("page_gzip"))


def _bytes(config_file: Path, key: str, value: Any) -> int | None:
    if value is None or value == "":
        return None
    if type(value) is not int or value < 1:  # not a bool either
        message = f"{config_file}: {key}: found {value!r}, expected a number of bytes, such as 24000"
        raise CatalogError(message)
    return value


def _mapping(config_file: Path, key: str, value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        message = f"{config_file}: {key}: found {value!r}, expected a mapping"
        raise CatalogError(message)
    return value


def _text(value: Any, otherwise: str) -> str:
    return value if isinstance(value, str) and value else otherwise


def _folder(address: str | None) -> str | None:
    return None if address is None else address.rstrip("/") + "/"


def _address(config_file: Path, key: str, value: Any) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str) or not _is_web_address(value):
        message = f"{config_file}: {key}: found {value!r}, expected an http or https address"
        raise CatalogError(message)
    return value


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not any(mark in text for mark in " <>\"'")


def _mail(config_file: Path, value: Any) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str) or "@" not in value or any(c in value for c in " <>\"'?&"):
        message = f"{config_file}: extra.catalog.contact_email: found {value!r}, expected a mail address"
        raise CatalogError(message)
    return value
