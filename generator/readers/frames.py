"""The hand-written pages and the theme's frame, built by an engine that is run as a program.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from generator.model.problem import CatalogError
from generator.model.site import Project
from generator.readers.copied import clear_place, copy_files, files_in
from generator.readers.one_at_a_time import in_use, one_at_a_time
from generator.readers.site_settings import also_read, hooks_of, read_settings

OUR_TEMPLATES: Final = ".jinja"
"""Ending of the page bodies in the theme's `custom_dir`; an engine would publish them as files."""
_PACKAGES: Final = {"mkdocs": ("mkdocs", "mkdocs-material"), "zensical": ("zensical",)}
_USED: Final = "used"
"""The file by which those who use some frames hold them."""
_LISTED: Final = "files"
"""What the engine made."""
_OURS: Final = "policy-catalog"
_TIMEOUT_SECONDS: Final = 600
_TAIL_LINES: Final = 30


class Frames(Struct, frozen=True, kw_only=True):
    """A site as an engine built it: the handbook, the assets, and pages with marked slots."""

    folder: Path
    engine: str
    """Name and version, e.g. `mkdocs 1.6.1, mkdocs-material 9.8.1`."""
    key: str
    """Digest of all that it was built from."""


def engine_name(engine: str) -> str:
    """The engine with its installed version.

    Raises:
        CatalogError: the engine is not installed.
    """
    try:
        return ", ".join(f"{package} {version(package)}" for package in _PACKAGES[engine])
    except PackageNotFoundError as error:
        install = f".venv/bin/pip install --editable '.[{engine}]'"
        message = f"found no {error.name}, expected it for --engine {engine}; in the checkout: {install}"
        raise CatalogError(message) from error


@contextmanager
def frames_of(project: Project, engine: str) -> Iterator[tuple[Frames, bool]]:
    """The frames of the project, which stay as they are until the end, and whether the engine had to run.

    It runs again only when its version, the settings, a hand-written page or a theme override changed, or a file that it made is gone or another.
    Of two builds at once, one waits for the other's; frames that nobody uses go when there are others.

    Raises:
        CatalogError: the engine is not installed, failed, or took longer than ten minutes.
    """
    home = project.work / "frames" / engine
    named = engine_name(engine)
    _put_right(home)
    with ExitStack() as used:
        with one_at_a_time(home.with_suffix(".lock")):
            frames, was_run = _made(project, engine, named, home)
            used.enter_context(in_use(frames.folder.parent / _USED))
            if was_run:
                _clear(home, frames.folder.parent)
        yield frames, was_run


def _made(project: Project, engine: str, named: str, home: Path) -> tuple[Frames, bool]:
    """The frames in a folder of `home` that is named by their key."""
    _demand_folders(project)
    key = _key(project, named, project.docs, project.templates)
    found = Frames(folder=home / key / "site", engine=named, key=key)
    if _is_whole(home / key):
        return found, False
    # A name of its own: the engine of a build that was killed may still be writing.
    making = home / f"making-{os.urandom(8).hex()}"
    try:
        copy_files(project.docs, making / "docs", OUR_TEMPLATES)
        copy_files(project.templates, making / "theme", OUR_TEMPLATES)
        key = _key(project, named, making / "docs", making / "theme")  # of what is built, whatever was saved meanwhile
        _write_settings(project, making)
        _run(engine, making)
        (making / _LISTED).write_text(_listing(making / "site"))
        clear_place(str(home / key))
        making.rename(home / key)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)  # `serve` may run into one slip again and again
        raise
    return Frames(folder=home / key / "site", engine=named, key=key), True


def _put_right(home: Path) -> None:
    """Make the folder of all frames, in the place of whatever damage left there."""
    for folder in (home.parent, home):
        if not folder.is_dir():
            folder.unlink(missing_ok=True)
    home.mkdir(parents=True, exist_ok=True)
    lock = home.with_suffix(".lock")
    if lock.is_symlink() or lock.is_dir():
        clear_place(str(lock))


def _is_whole(frames: Path) -> bool:
    """Whether there is what the engine made, and can be held."""
    used, listed = frames / _USED, frames / _LISTED
    if frames.is_symlink() or used.is_symlink() or used.is_dir() or not listed.is_file():
        return False
    try:
        return listed.read_text(errors="replace") == _listing(frames / "site")
    except OSError:  # a link that leads nowhere
        return False


def _demand_folders(project: Project) -> None:
    wanted = {"docs_dir": project.docs, "theme.custom_dir": project.templates}
    for key, folder in wanted.items():
        if project.work.is_relative_to(folder):
            message = f"{project.config_file}: {key}: found {folder}, which holds what builds keep in {project.work}, expected a folder beside it"
            raise CatalogError(message)
    missing = [f"{key}: found no folder {folder}" for key, folder in wanted.items() if not folder.is_dir()]
    if missing:
        message = (
            f"{project.config_file}: {'; '.join(missing)}; expected the hand-written pages and the templates of a site: "
            "name those of a checkout of the catalog, or copies (`site_src` and `templates`)"
        )
        raise CatalogError(message)


def _clear(home: Path, kept: Path) -> None:
    """Remove what nobody uses any more."""
    for each in home.iterdir():
        if each == kept:
            continue
        used = each / _USED
        with suppress(OSError):  # somebody uses it, or still writes: another build will remove it
            if each.is_symlink() or not each.is_dir() or used.is_symlink() or used.is_dir():
                clear_place(str(each))
            else:
                with one_at_a_time(used, waits=False):
                    clear_place(str(each))


def _listing(site: Path) -> str:
    """Every file of the engine's site with its size."""
    found = []
    for place, _, names in os.walk(site):
        found += [f"{place}/{name} {os.stat(f'{place}/{name}').st_size}" for name in names]
    return repr(sorted(each.removeprefix(f"{site}/") for each in found))


def _write_settings(project: Project, home: Path) -> None:
    """Write settings that inherit the project's, without our plugin and inside `home`.

    Zensical refuses a `docs_dir` outside the folder of its configuration, hence the copies.
    """
    settings: dict[str, Any] = {
        "INHERIT": project.config_file.as_posix(),
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"custom_dir": "theme"},
        "plugins": _other_plugins(project.config_file),
    }
    hooks = hooks_of(project.config_file)
    if hooks:
        settings["hooks"] = [str(each) for each in hooks]
    try:
        text = json.dumps(settings)  # JSON is YAML
    except (TypeError, ValueError) as error:
        message = f"{project.config_file}: plugins: found a value that cannot be handed on ({error}), expected text, numbers, lists and mappings"
        raise CatalogError(message) from error
    (home / "mkdocs.yml").write_text(text, encoding="utf-8")


def _other_plugins(config_file: Path) -> list[Any]:
    """The configured plugins without ours; MkDocs allows a list, a mapping, or nothing."""
    plugins = read_settings(config_file).get("plugins")
    if plugins and not isinstance(plugins, (list, dict)):
        message = f"{config_file}: plugins: found {plugins!r}, expected a list of names"
        raise CatalogError(message)
    listed = [{name: options} for name, options in plugins.items()] if isinstance(plugins, dict) else plugins or []
    return [each for each in listed if each != _OURS and not (isinstance(each, dict) and _OURS in each)]


def _run(engine: str, home: Path) -> None:
    arguments = {
        "mkdocs": ["-m", "mkdocs", "build", "--strict", "--config-file", "mkdocs.yml"],
        "zensical": ["-m", "zensical", "build", "--config-file", "mkdocs.yml"],
    }[engine]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, a fixed module
            [sys.executable, *arguments],
            cwd=home,
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        message = f"found {engine} still building after {_TIMEOUT_SECONDS} s, expected it to finish"
        raise CatalogError(message) from error
    if done.returncode != 0 or not (home / "site" / "index.html").is_file():
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-_TAIL_LINES:])
        message = (
            f"found {engine} failing with exit code {done.returncode}, expected the handbook built; it said:\n{tail}"
        )
        raise CatalogError(message)


def _key(project: Project, engine: str, docs: Path, templates: Path) -> str:
    digest = hashlib.sha256(engine.encode())
    digest.update(repr(read_settings(project.config_file)).encode(errors="surrogatepass"))
    for path in (
        project.config_file,
        *also_read(project.config_file),
    ):  # what tags of the engine's own say is in none of the settings
        digest.update(repr((str(path), path.read_bytes() if path.is_file() else None)).encode())
    for folder in (docs, templates):
        for name, path in files_in(folder, OUR_TEMPLATES):
            with suppress(FileNotFoundError):  # as in `copy_files`
                content = path.read_bytes()
                digest.update(b"%b\0%d\0%b" % (os.fsencode(name), len(content), content))
    return digest.hexdigest()
