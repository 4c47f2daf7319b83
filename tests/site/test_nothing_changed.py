"""A build that finds everything as it was ends before it loads what reads, judges and prints; any change at all makes it look."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import inputs
from generator.faces.build_command import build_command
from generator.readers.file_state import State
from tests.support.builders import registry_server, registry_tool, write_registry
from tests.support.project import Project, files_of, make_project


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    made = make_project(tmp_path_factory.mktemp("unchanged"))
    shutil.rmtree(made.root / "catalog")
    server = registry_server(registry_tool("get_thing", category="Read"), registry_tool("list_things", category="Read"))
    write_registry(made.root / "catalog", server)
    return made


@pytest.fixture(autouse=True)
def quiet(monkeypatch) -> None:
    """Files are told by their state at once, not two seconds after they were written; and it is always the same day."""
    quieted(monkeypatch)


def quieted(monkeypatch) -> None:
    monkeypatch.setattr("generator.inputs.time.time_ns", lambda: 2**62)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def build(project: Project, *more: str) -> tuple[str, bool]:
    """What the command said, and whether it had to look."""
    place = ["--catalog", project.root / "catalog", "--site-dir", project.root / "site"]
    done = CliRunner().invoke(build_command, [*map(str, place), "-f", str(project.config_file), "--workers=1", *more])
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output, "nothing changed" not in done.output


@pytest.fixture
def built(project) -> Project:
    """Everything as the last build left it."""
    for _ in range(3):
        if not build(project)[1]:
            return project
    pytest.fail("a build without changes looks every time")


def test_nothing_is_loaded_for_nothing(built):
    program = """
import sys, time
sys.argv = ["policy-catalog", *sys.argv[1:]]
time.time_ns = lambda: 2**62
from generator.faces.cli import main
main()
loaded = [name for name in ("generator.build", "generator.rules", "jinja2", "pydantic", "yaml", "rich") if name in sys.modules]
assert not loaded, loaded
"""
    place = ["--catalog", built.root / "catalog", "--site-dir", built.root / "site", "-f", built.config_file]
    done = subprocess.run(
        [sys.executable, "-c", program, "build", *place], capture_output=True, text=True, env=os.environ, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "1 server, 2 tools; nothing changed" in done.stderr
    assert "0 written, 0 removed" in done.stderr
    assert done.stdout.startswith("Open file://")


def test_a_build_after_an_edit_loads_no_bars_no_markdown_and_no_pool_of_processes():
    program = """
import sys
import generator.faces.build_run
loaded = [name for name in ("rich", "markdown", "multiprocessing", "concurrent.futures.process") if name in sys.modules]
assert not loaded, loaded
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_inputs_are_looked_at_once_whether_or_not_one_changed(built, monkeypatch):
    looked_at = []

    def states(path: str, depth: int = 0) -> Iterator[tuple[str, State]]:
        looked_at.extend([path] if depth == 0 else [])
        return look(path, depth)

    look = inputs._states
    monkeypatch.setattr(inputs, "_states", states)
    assert not build(built)[1]
    once = sorted(looked_at)
    looked_at.clear()
    next((built.root / "catalog" / "servers").iterdir()).touch()
    assert build(built)[1]
    assert sorted(looked_at) == once
    assert len(once) == len(set(once))


def test_what_is_saved_after_the_inputs_were_looked_at_is_another_state_to_the_next_build(built, monkeypatch):
    entry = next((built.root / "catalog" / "servers").iterdir())
    compare = inputs.compare

    def compare_and_save(notes: Path, asked: tuple[str, ...], config_file: Path) -> inputs.Compared:
        found = compare(notes, asked, config_file)
        entry.write_text(entry.read_text() + "# saved meanwhile")
        return found

    entry.touch()
    monkeypatch.setattr("generator.faces.build_command.compare", compare_and_save)
    assert build(built)[1]
    monkeypatch.undo()
    quieted(monkeypatch)
    assert build(built)[1], "the notes have the state from before"
    assert not build(built)[1]


def test_what_is_said_of_nothing(built):
    assert build(built, "--explain")[0].startswith("kept ")
    assert build(built, "--quiet")[0] == ""


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "catalog" / "servers" / "new.yaml").symlink_to(root / "nowhere"),
        lambda root: next((root / "catalog" / "servers").iterdir()).touch(),
        lambda root: (root / "catalog" / "vocabulary.yaml").touch(),
        lambda root: (root / "site_src" / "index.md").touch(),
        lambda root: (root / "site_src" / "assets" / "new.txt").write_text("new"),
        lambda root: (root / "templates" / "pages" / "tool.html.jinja").touch(),
        lambda root: (root / "mkdocs.yml").touch(),
        lambda root: next((root / "site" / "tools").glob("*/*/index.html")).unlink(),
        lambda root: next((root / "site" / "tools").glob("*/*/index.html")).write_text("cut"),
        lambda root: (root / "site" / ".catalog-manifest").touch(),
        lambda root: shutil.rmtree(root / "site"),
        lambda root: [
            notes.write_bytes(notes.read_bytes()[:-1]) for notes in (root / "build" / "units").glob("*.inputs")
        ],
    ],
    ids=[
        "a link among the entries",
        "an entry",
        "the vocabulary",
        "a page by hand",
        "an asset",
        "a template",
        "the settings",
        "a page removed",
        "a page cut",
        "the list of files",
        "no site",
        "damaged notes",
    ],
)
def test_any_change_is_looked_at(change, built):
    before = files_of(built.root / "site")
    change(built.root)
    link = built.root / "catalog" / "servers" / "new.yaml"
    if link.is_symlink():
        with pytest.raises(AssertionError):
            build(built)  # links are not read, and that is an error
        link.unlink()
    else:
        assert build(built)[1]
    after = files_of(built.root / "site")
    (built.root / "site_src" / "assets" / "new.txt").unlink(missing_ok=True)
    assert set(before.keys() ^ after.keys()) <= {"assets/new.txt"}
    changed = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    assert changed <= {".catalog-manifest", "build.json"}


def test_another_day_engine_or_folder_is_another_question(built, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    assert build(built)[1]
    place = built.root / "other"
    assert build(built, "--site-dir", str(place))[1]
    assert (place / "index.html").is_file()


def test_files_that_are_too_young_are_told_by_their_content(built, monkeypatch):
    entry = next((built.root / "catalog" / "servers").iterdir())
    latest = max(each.stat().st_ctime_ns for each in built.root.rglob("*") if each.is_file())
    monkeypatch.setattr("generator.inputs.time.time_ns", lambda: latest + 2_000_000_001)
    text = entry.read_text()
    entry.write_text(text + "# saved just now")
    assert build(built)[1]
    assert not build(built)[1], "nothing was saved since"
    was = entry.stat()
    entry.write_text(text + "# saved once more")
    os.utime(entry, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert build(built)[1], "as long as before, in the same tick"
    entry.write_text(text)
    monkeypatch.setattr("generator.inputs._MOST_YOUNG", 0)
    assert build(built)[1]
    assert build(built)[1], "more young files than are looked into"


def test_a_variable_that_the_settings_read_is_part_of_the_question(built, monkeypatch):
    monkeypatch.setenv("CATALOG_SITE_URL", "https://another.example/")
    assert build(built)[1]
    assert "https://another.example/" in (built.root / "site" / "sitemap.xml").read_text()
    monkeypatch.delenv("CATALOG_SITE_URL")
    assert build(built)[1]


@pytest.mark.parametrize("more", ["INHERIT: other.yml", "# '!ENV'", "hooks: []"])
def test_settings_that_take_in_what_is_not_looked_at_are_always_looked_at(more, built):
    text = built.config_file.read_text()
    (built.root / "other.yml").write_text("site_name: Other\n")
    built.config_file.write_text(f"{text}\n{more}\n")
    assert build(built)[1]
    assert build(built)[1]
    built.config_file.write_text(text)


def test_notes_are_of_one_site(built):
    assert {path.suffix for path in (built.root / "build" / "units").iterdir()} == {".inputs", ".sqlite"}
    assert Path(built.root / "site" / "build.json").is_file()


def test_a_file_that_goes_while_its_folder_is_listed_is_no_error(tmp_path, monkeypatch):
    for name in ("a.yaml", ".a.yaml.swp"):
        (tmp_path / name).touch()
    real = os.scandir

    def listed(path):
        entries = list(real(path))
        (tmp_path / ".a.yaml.swp").unlink(missing_ok=True)
        return entries

    monkeypatch.setattr("generator.inputs.os.scandir", listed)
    assert [path for path, _ in inputs._states(str(tmp_path))] == [str(tmp_path / "a.yaml")]
