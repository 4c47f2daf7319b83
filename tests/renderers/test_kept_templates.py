"""Compiled templates are taken from the last build only when they are what would be compiled now."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from generator.renderers.environment import environment
from generator.renderers.kept_templates import kept_folder


def write(folder, page='<p>{{ view }}</p>\n{% include "partials/end.html.jinja" %}\n', end="<i>end</i>"):
    for name, text in (("pages/a", page), ("partials/end", end)):
        path = folder / f"{name}.html.jinja"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def printed(folder, kept):
    return environment(folder, kept).get_template("pages/a.html.jinja").render(view="<&>", root="")


@pytest.fixture
def count(monkeypatch):
    """How many templates were compiled."""
    compiled = []
    real = Environment._compile
    monkeypatch.setattr(Environment, "_compile", lambda self, *given: compiled.append(given) or real(self, *given))
    return compiled


def test_a_template_is_compiled_once_and_prints_the_same(count, tmp_path):
    write(tmp_path)
    kept = kept_folder(tmp_path / "work", ["a"])
    assert printed(tmp_path, kept) == printed(tmp_path, kept) == printed(tmp_path, None)
    assert len(count) == 2


@pytest.mark.parametrize("damage", [b"", b"short", None])
def test_a_damaged_one_is_compiled_anew(damage, count, tmp_path):
    write(tmp_path)
    kept = kept_folder(tmp_path / "work", ["a"])
    whole = printed(tmp_path, kept)
    (file,) = kept.iterdir()
    raw = file.read_bytes()
    file.write_bytes(raw[:-9] + b"\0" + raw[-8:] if damage is None else damage)
    assert printed(tmp_path, kept) == whole
    assert printed(tmp_path, kept) == whole
    assert len(count) == 2


def test_those_of_other_sources_are_removed_partials_included(tmp_path):
    write(tmp_path)
    printed(tmp_path, kept_folder(tmp_path / "work", ["a"]))
    write(tmp_path, end="<b>other</b>")
    assert "other" in printed(tmp_path, kept_folder(tmp_path / "work", ["b"]))
    assert len([*(tmp_path / "work" / "templates").iterdir()]) == 1


def test_where_nothing_can_be_kept_everything_is_printed(tmp_path):
    write(tmp_path)
    (tmp_path / "work").write_text("a file")
    assert "end" in printed(tmp_path, kept_folder(tmp_path / "work", ["a"]))
