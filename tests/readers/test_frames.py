"""What the engine made is taken as it stands only where it is all there."""

from __future__ import annotations

import os
import shutil
import threading
import time
from pathlib import Path

import pytest

from generator.model.problem import CatalogError
from generator.model.site import Project
from generator.readers import frames as reading
from generator.readers.copied import clear_place
from generator.readers.frames import Frames, frames_of
from generator.readers.site_settings import project_of


def build_frames(project: Project) -> tuple[Frames, bool]:
    """The frames, used no longer, and whether the engine ran."""
    with frames_of(project, "mkdocs") as made:
        return made


class Engine:
    """In the place of MkDocs: copies the pages, and counts how often it ran."""

    def __init__(self) -> None:
        self.runs = 0
        self.takes_s = 0.0

    def run(self, _: str, home: Path) -> None:
        self.runs += 1
        time.sleep(self.takes_s)
        shutil.copytree(home / "docs", home / "site")


@pytest.fixture
def engine(monkeypatch) -> Engine:
    made = Engine()
    monkeypatch.setattr(reading, "_run", made.run)
    return made


@pytest.fixture
def project(tmp_path) -> Project:
    (tmp_path / "site_src" / "assets").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ndocs_dir: site_src\ntheme:\n  custom_dir: templates\n")
    (tmp_path / "site_src" / "index.html").write_text("one")
    (tmp_path / "site_src" / "assets" / "a.css").write_text("body {}")
    return project_of(tmp_path / "mkdocs.yml")


def test_the_engine_runs_once_for_the_same_pages(engine, project):
    first, was_run = build_frames(project)
    second, was_run_again = build_frames(project)
    assert (was_run, was_run_again, engine.runs, first == second) == (True, False, 1, True)


@pytest.mark.parametrize("damage", ["gone", "cut short", "one more"])
def test_it_runs_again_where_a_file_that_it_made_is_gone_or_another(damage, engine, project):
    frames, _ = build_frames(project)
    style = frames.folder / "assets" / "a.css"
    match damage:
        case "gone":
            style.unlink()
        case "cut short":
            style.write_text("")
        case _:
            style.with_name("b.css").write_text("")
    assert build_frames(project) == (frames, True)
    assert [path.name for path in style.parent.iterdir()] == ["a.css"]
    assert style.read_text() == "body {}"


def test_what_an_engine_left_that_was_killed_is_not_taken_for_frames(engine, project, monkeypatch):
    def killed(_: str, home: Path) -> None:
        shutil.copytree(home / "docs" / "assets", home / "site" / "assets")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(reading, "_run", killed)
        with pytest.raises(KeyboardInterrupt):
            build_frames(project)
    assert not list((project.work / "frames" / "mkdocs").iterdir())
    frames, was_run = build_frames(project)
    assert was_run and (frames.folder / "index.html").read_text() == "one"


def test_what_was_left_by_one_that_was_killed_while_it_cleared_is_not_taken_for_frames(engine, project, monkeypatch):
    page, remove = project.docs / "index.html", shutil.rmtree
    build_frames(project)

    def killed(folder: str, **named: object) -> None:
        if not Path(folder, "site").is_dir():
            return remove(folder, **named)
        Path(folder, "site", "assets", "a.css").unlink()
        raise KeyboardInterrupt

    page.write_text("two")
    with monkeypatch.context() as patch:
        patch.setattr("generator.readers.copied.shutil.rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            build_frames(project)
    page.write_text("one")
    frames, was_run = build_frames(project)
    assert was_run and (frames.folder / "assets" / "a.css").is_file()


def test_frames_stay_while_somebody_uses_them_whatever_others_make_meanwhile(engine, project):
    page, kept = project.docs / "index.html", []
    with frames_of(project, "mkdocs") as (frames, _):
        for text in ("two", "three"):
            page.write_text(text)
            kept.append(build_frames(project)[0].folder)
            assert (frames.folder / "index.html").read_text() == "one"
            assert (kept[-1] / "index.html").read_text() == text
    assert not kept[0].exists()
    page.write_text("four")
    last, _ = build_frames(project)
    assert [each.name for each in last.folder.parents[1].iterdir()] == [last.key]


def test_what_an_earlier_version_left_goes(engine, project):
    home = project.work / "frames" / "mkdocs"
    (home / "site").mkdir(parents=True)
    (home / "site" / "index.html").write_text("old")
    (home / "key").write_text("old")
    frames, _ = build_frames(project)
    assert list(home.iterdir()) == [frames.folder.parent]


def test_of_two_at_once_one_waits_and_takes_what_the_other_made(engine, project):
    engine.takes_s = 0.3
    found = []
    both = [threading.Thread(target=lambda: found.append(build_frames(project))) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(was_run for _, was_run in found) == [False, True]
    assert engine.runs == 1


def test_a_page_saved_while_it_is_copied_is_another_page_to_the_next_build(engine, project, monkeypatch):
    page, copy = project.docs / "index.html", reading.copy_files

    def saved_meanwhile(source: Path, *given: object, **named: object) -> object:
        if source == project.docs:
            page.write_text("two")
        return copy(source, *given, **named)

    with monkeypatch.context() as patch:
        patch.setattr("generator.readers.frames.copy_files", saved_meanwhile)
        build_frames(project)
    page.write_text("one")
    frames, was_run = build_frames(project)
    assert was_run and (frames.folder / "index.html").read_text() == "one"


def test_a_name_that_is_not_utf8_is_a_name(engine, project):
    (project.docs / os.fsdecode(b"\xff.txt")).write_text("")
    assert build_frames(project)[0] == build_frames(project)[0]
    assert engine.runs == 1


def test_settings_without_pages_or_templates_are_told_which_of_them_to_name(engine, tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    with pytest.raises(
        CatalogError, match=r"docs_dir: found no folder .*/docs; theme.custom_dir: found no folder .*/templates"
    ):
        build_frames(project_of(tmp_path / "mkdocs.yml"))


def test_what_editors_and_others_leave_beside_a_page_does_not_keep_it_from_being_built(engine, project):
    (project.docs / ".#index.html").symlink_to("me@host.123:4")
    for number in range(4):
        (project.docs / f"around-{number}").symlink_to(".")
    os.mkfifo(project.docs / "pipe")
    (project.docs / "assets").chmod(0o555)
    try:
        frames, _ = build_frames(project)
    finally:
        (project.docs / "assets").chmod(0o755)
    assert (frames.folder / "index.html").read_text() == "one"
    assert os.access(frames.folder / "assets", os.W_OK)


def test_a_page_that_goes_while_it_is_copied_is_none(engine, project, monkeypatch):
    (project.docs / "index.html~").write_text("for a moment")
    copy = shutil.copyfile

    def gone(source: Path, target: Path, **named: object) -> object:
        if source.name.endswith("~"):
            Path(source).unlink()
        return copy(source, target, **named)

    with monkeypatch.context() as patch:
        patch.setattr("generator.readers.copied.shutil.copyfile", gone)
        frames, _ = build_frames(project)
    assert not (frames.folder / "index.html~").exists()
    assert build_frames(project) == (frames, False)


def test_the_engine_of_a_killed_build_that_still_writes_does_not_get_into_the_next_frames(engine, project, monkeypatch):
    left: list[Path] = []

    def killed(_: str, home: Path) -> None:
        left.append(home)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(reading, "_run", killed)
        patch.setattr("generator.readers.frames.shutil.rmtree", lambda *_, **__: None)  # nobody tidies up after kill -9
        with pytest.raises(KeyboardInterrupt):
            build_frames(project)

    def run_beside(name: str, home: Path) -> None:
        (left[0] / "site").mkdir(parents=True, exist_ok=True)
        (left[0] / "site" / "orphan.html").write_text("of a page that is gone")
        engine.run(name, home)

    monkeypatch.setattr(reading, "_run", run_beside)
    frames, _ = build_frames(project)
    assert not (frames.folder / "orphan.html").exists()
    assert [each.name for each in frames.folder.parents[1].iterdir()] == [frames.key]


@pytest.mark.parametrize(
    "damage",
    [
        "all a file",
        "engine a file",
        "lock a folder",
        "lock a link",
        "frames a file",
        "frames a link",
        "used a folder",
        "used a link",
        "a link in it",
    ],
)
def test_damaged_frames_are_made_again(damage, engine, project):
    frames, _ = build_frames(project)
    own, home = frames.folder.parent, frames.folder.parents[1]
    place = {
        "all": home.parent,
        "engine": home,
        "lock": home.with_suffix(".lock"),
        "frames": own,
        "used": own / "used",
        "a": frames.folder / "assets" / "a.css",
    }[damage.split()[0]]
    clear_place(str(place))
    match damage.rpartition(" ")[2]:
        case "file":
            place.write_text("")
        case "folder":
            (place / "more").mkdir(parents=True)
        case _:
            place.symlink_to("nowhere")
    again, _ = build_frames(project)
    assert again == frames
    assert (again.folder / "assets" / "a.css").read_text() == "body {}"
    assert build_frames(project) == (frames, False)


def test_what_only_the_engine_understands_of_the_settings_counts_too(engine, project):
    for case in ("lower", "upper"):
        project.config_file.write_text(f"site_name: x\nmore: !!python/object/apply:a.b {{kwds: {{case: {case}}}}}\n")
        assert build_frames(project)[1]


def test_pages_in_the_folder_of_everything_are_refused(engine, project):
    project.config_file.write_text("site_name: x\ndocs_dir: ./\n")
    with pytest.raises(CatalogError, match=r"docs_dir: found .* which holds what builds keep"):
        build_frames(project_of(project.config_file))
