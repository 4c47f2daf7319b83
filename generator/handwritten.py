"""The engine's own files into the site: hand-written pages finished and filled, assets as they are, and what is read from all of them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from generator.outputs.headers_file import HEADERS_FILE, headers_file
from generator.outputs.page_index import page_index
from generator.outputs.robots import ROBOTS_FILE, robots_file
from generator.outputs.soundness import Soundness
from generator.outputs.stage import Written
from generator.readers.frames import OUR_TEMPLATES, Frames
from generator.renderers.frame import finish_frame, inline_scripts
from generator.renderers.page import PageRenderer
from generator.renderers.shell import title_of
from generator.renderers.slots import fill_slots
from generator.stages import PageJob
from generator.views import PAGE_KINDS
from generator.views.page import Context

_LEFT_OUT: Final = frozenset({"_shell", "search"})
"""Folders of the engine that are no part of the site: empty frames, and the search of a theme that cannot leave it out."""
_REPLACED: Final = frozenset({"sitemap.xml", "sitemap.xml.gz"})


def handwritten_files(job: PageJob, frames: Frames, seen: Soundness) -> Iterator[Written]:
    """The engine's own files, its pages finished and with the catalog's pieces in the hand-written ones, and their index."""
    context: Context = job.context
    fragments = {
        fragment.name: fragment for kind in PAGE_KINDS if kind.fragments for fragment in kind.fragments(context)
    }
    renderer: PageRenderer = job.renderer
    handwritten: list[tuple[str, str]] = []
    scripts = [script for shell in job.shells.values() for script in inline_scripts(shell.frame)]
    names: set[str] = set()
    for path in sorted(frames.folder.rglob("*")):
        relative = path.relative_to(frames.folder)
        name = relative.as_posix()
        if not path.is_file() or relative.parts[0] in _LEFT_OUT or path.suffix == OUR_TEMPLATES or name in _REPLACED:
            continue
        content = path.read_bytes()
        names.add(name)
        if path.suffix == ".html":
            root = urlsplit(job.site.url).path if name == "404.html" else "../" * (len(relative.parts) - 1)

            def piece(wanted: str, root: str = root) -> str | None:
                return renderer.fragment(fragments[wanted], root) if wanted in fragments else None

            html = finish_frame(content.decode(), root, job.site, f"{name} built by {frames.engine}")
            scripts += inline_scripts(html)
            if name.endswith("index.html"):
                handwritten.append((name.removesuffix("index.html"), html))
            html = fill_slots(html, name, piece)
            if name == "404.html":
                seen.look_at_links("", html, root=root)
            else:
                seen.look(name.removesuffix("index.html"), html, title=title_of(html, job.site.name))
            content = html.encode()
        yield job.stage.put(name, content)
    yield job.stage.put(*page_index(job.catalog, handwritten))
    if HEADERS_FILE not in names:  # else the publisher wrote one
        yield job.stage.put(*headers_file(scripts, names, job.site))
    if ROBOTS_FILE not in names and job.site.url.startswith("http"):  # it names the sitemap by its whole address
        yield job.stage.put(*robots_file(job.site.url))
