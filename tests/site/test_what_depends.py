"""Each change makes again what depends on it, and nothing else; the reason is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import program
from generator.page_job import PageJob
from generator.rules.risk import risk_of
from generator.rules.summarize import summarize
from tests.support.edits import WORDS, edited_words, fresh_servers, write
from tests.support.warm import build, nothing_kept, shown

pytestmark = pytest.mark.usefixtures("quiet")


@pytest.fixture
def printed(monkeypatch) -> list[str]:
    """Paths of the pages that are printed."""
    paths: list[str] = []
    put = PageJob.put

    def noting(job, page, seen):
        paths.append(page.path)
        return put(job, page, seen)

    monkeypatch.setattr(PageJob, "put", noting)
    return paths


def equals_a_cold_one(own, catalog: Path, site: Path, cold: Path) -> bool:
    with nothing_kept(own):
        build(own, catalog, cold)
    return shown(site) == shown(cold)


def test_only_what_an_edit_concerns_is_made_and_the_reason_is_told(own, tmp_path):
    servers, site = fresh_servers(), tmp_path / "site"
    catalog = write(tmp_path / "catalog", servers)
    build(own, catalog, site)
    assert build(own, catalog, site).remade == {}
    servers["server-0"]["tools"][0]["summary"] = "Other words about it."
    write(catalog, servers)
    remade = build(own, catalog, site).remade
    assert remade["tools/server-0/"] == "what it shows changed"
    assert "tools/server-3/" not in remade, "it names the tool of the same name, and says nothing else of it"
    servers["server-0"]["tools"][0]["category"] = "Destructive"
    write(catalog, servers)
    remade = build(own, catalog, site).remade
    assert "(tools by name: get_thing)" in remade["tools/server-3/"], "it names the tool's risk class"
    servers["server-3"]["tools"][3]["summary"] = "Sends other things."
    write(catalog, servers)
    assert {"tools/server-3/"} == {name for name in build(own, catalog, site).remade if name.startswith("tools/")}


@pytest.mark.parametrize(
    ("template", "kinds", "concerned"),
    [
        ("pages/list", "list", {"lists/"}),
        ("partials/word_body", "category risk", {"categories/", "risk/"}),
        ("pages/tool", "tool", {"tools/server-"}),
        ("pages/server", "server", {"tools/server-"}),
        ("partials/policies", "tool", {"tools/server-"}),
        ("partials/questions", "server tool", {"tools/server-"}),
        ("pages/home", "", set()),
        ("partials/pager", "attack category list risk servers tools", {"lists/", "categories/", "risk/", "attacks/"}),
    ],
)
def test_a_template_makes_the_pages_again_that_are_printed_with_it(template, kinds, concerned, own, printed, tmp_path):
    catalog, site = write(tmp_path / "catalog", fresh_servers()), tmp_path / "site"
    all_units = set(build(own, catalog, site).remade)
    path = own.root / "templates" / f"{template}.html.jinja"
    text = path.read_text()
    path.write_text(text + "<!-- again -->")
    printed.clear()
    remade = build(own, catalog, site).remade
    assert remade.keys() == {name for name in all_units if any(name.startswith(each) for each in concerned)}
    for name, reason in remade.items():
        said = reason.removeprefix("the template of ").removeprefix("the templates of ").removesuffix(" pages changed")
        assert set(said.split(" and ")) <= set(kinds.split()), name
    tool_pages = [each for each in printed if each.count("/") == 3 and each.startswith("tools/server-")]
    server_pages = [each for each in printed if each.count("/") == 2 and each.startswith("tools/server-")]
    assert (len(tool_pages), len(server_pages)) == (10 * ("tool" in kinds.split()), 4 * ("server" in kinds.split()))
    assert equals_a_cold_one(own, catalog, site, tmp_path / "cold")
    path.write_text(text)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("site_name:", "site_name: Another", "the theme's frame and the settings of the site changed"),
        ("site_url:", "site_url: https://other.example/ #", "the settings of the site changed"),
        ("accent:", "accent: red #", "the theme's frame changed"),
    ],
)
def test_the_theme_and_the_settings_make_every_page_again_and_no_policy_file(
    old, new, why, own, printed, tmp_path, monkeypatch
):
    catalog, site = write(tmp_path / "catalog", fresh_servers()), tmp_path / "site"
    all_units = set(build(own, catalog, site).remade)
    before, text = set(printed), own.config_file.read_text()
    assert old in text
    own.config_file.write_text(text.replace(old, new))
    printed.clear()
    with monkeypatch.context() as patch:
        patch.setattr(PageJob, "policy_files", None)
        remade = build(own, catalog, site).remade
    assert remade == dict.fromkeys(all_units, why)
    assert set(printed) == before
    assert equals_a_cold_one(own, catalog, site, tmp_path / "cold")
    assert build(own, catalog, site).remade == {}
    own.config_file.write_text(text)


EVERYWHERE = {"server-0", "server-1", "server-2", "server-3"}


@pytest.mark.parametrize(
    ("what", "is_judged", "concerned"),
    [
        ("a category's meaning", True, EVERYWHERE),  # all have a Read tool
        ("how a category is used", False, {"server-3"}),  # which alone has a Write tool
        ("what is recommended", True, {"server-3"}),
        ("a risk class's advice", False, EVERYWHERE),
        ("a raise", True, {"server-3"}),
        ("an attack's reason", False, {"server-3"}),
        ("an attack's name", False, {"server-3"}),
        ("an attack's steps", False, set()),
        ("a colour", False, set()),
        ("not reviewed", False, EVERYWHERE),  # may stand anywhere
        ("a posture", False, EVERYWHERE),
    ],
)
def test_a_word_makes_the_pages_again_of_servers_that_use_it(what, is_judged, concerned, own, tmp_path, monkeypatch):
    catalog, site = write(tmp_path / "catalog", fresh_servers()), tmp_path / "site"
    build(own, catalog, site)
    before = shown(site)
    edited_words(catalog, what)
    with monkeypatch.context() as patch:
        if not is_judged:
            patch.setattr("generator.read_job.summarize", None)  # no entry is read again
        after = build(own, catalog, site)
    assert {name.split("/")[1] for name in after.remade if name.startswith("tools/server-")} == concerned
    if what == "a colour":
        assert after.remade == {}
        assert {name for name, content in shown(site).items() if before[name] != content} == {"assets/vocabulary.css"}
    assert equals_a_cold_one(own, catalog, site, tmp_path / "cold")


def test_every_kind_of_word_is_among_those():
    marks = test_a_word_makes_the_pages_again_of_servers_that_use_it.pytestmark
    assert {what for each in marks for what, *_ in each.args[1]} == WORDS.keys()


def test_a_comment_in_an_entry_makes_nothing_again(own, tmp_path):
    catalog, site = write(tmp_path / "catalog", fresh_servers()), tmp_path / "site"
    build(own, catalog, site)
    path = catalog / "servers" / "server-1.yaml"
    path.write_text(path.read_text() + "# looked at again\n")  # at the end: pages name lines
    after = build(own, catalog, site)
    assert (after.remade, after.published.changed_count) == ({}, 0)


def with_another(monkeypatch, name: str) -> None:
    """The program, with a comment more in that file."""
    files = program.files() | {name: program.files()[name] + b"# again\n"}
    monkeypatch.setattr(program, "files", lambda: files)


@pytest.mark.parametrize(
    "name", ["rules/risk.py", "rules/checks/articles.py", "rules/signals/effects.py", "readers/yaml_fast.py"]
)
def test_another_rule_that_judges_as_before_reads_everything_again_and_makes_nothing(name, own, tmp_path, monkeypatch):
    catalog, site = write(tmp_path / "catalog", fresh_servers()), tmp_path / "site"
    build(own, catalog, site)
    with_another(monkeypatch, name)
    read: list[str] = []

    def noted(judged, attacks):
        read.append(judged.server.slug)
        return summarize(judged, attacks)

    monkeypatch.setattr("generator.read_job.summarize", noted)
    after = build(own, catalog, site)
    assert read == [f"server-{number}" for number in range(4)]
    assert (after.remade, after.published.changed_count) == ({}, 0)


def test_another_rule_that_judges_otherwise_makes_what_it_judges_otherwise(own, tmp_path, monkeypatch):
    servers, site = fresh_servers(), tmp_path / "site"
    catalog = write(tmp_path / "catalog", servers)
    build(own, catalog, site)
    with_another(monkeypatch, "rules/risk.py")

    def severe(name, *others):
        return ("Critical", ("It is.",)) if name == "send_mail" else risk_of(name, *others)

    monkeypatch.setattr("generator.rules.assess.risk_of", severe)
    after = build(own, catalog, site)
    assert {name for name in after.remade if name.startswith("tools/server-")} == {"tools/server-3/"}
    assert "risk/critical/" in after.remade
    assert equals_a_cold_one(own, catalog, site, tmp_path / "cold")


@pytest.mark.parametrize(
    "name", ["faces/check_command.py", "readers/importers/stdio_server.py", "rules/audit/words.py"]
)
def test_another_command_makes_nothing_again(name, own, tmp_path, monkeypatch):
    catalog, site = write(tmp_path / "catalog", fresh_servers()), tmp_path / "site"
    build(own, catalog, site)
    with_another(monkeypatch, name)
    monkeypatch.setattr("generator.read_job.summarize", None)  # nothing is read
    after = build(own, catalog, site)
    assert (after.remade, after.published.changed_count) == ({}, 0)


@pytest.mark.parametrize("name", ["views/tool.py", "rules/plan.py", "exporters/targets/cedar.yaml", "stages.py"])
def test_other_code_of_pages_makes_all_of_them_again(name, own, tmp_path, monkeypatch):
    catalog, site = write(tmp_path / "catalog", fresh_servers()), tmp_path / "site"
    first = build(own, catalog, site)
    with_another(monkeypatch, name)
    after = build(own, catalog, site)
    assert after.remade == dict.fromkeys(first.remade, "the program changed")
    assert after.published.changed_count == 0


def test_the_next_day_changes_the_pages_that_show_the_day_and_no_other(own, tmp_path):
    catalog = write(tmp_path / "catalog", fresh_servers())
    build(own, catalog, tmp_path / "site")
    before = shown(tmp_path / "site")
    assert build(own, catalog, tmp_path / "site", "2026-11-25").remade == {}
    after = shown(tmp_path / "site")
    assert {name for name in after if after[name] != before[name]} == {
        "index.html",
        "overview/index.html",
        "build.json",
    }


def test_explain_says_what_was_made_and_why(project, policy_catalog, tmp_path):
    catalog = write(tmp_path / "catalog", fresh_servers())
    ask = ("build", "--catalog", catalog, "--site-dir", tmp_path / "site", "--explain")
    assert "it was not made before" in policy_catalog(*ask).stdout
    assert policy_catalog(*ask).stdout.startswith("kept ")
    (catalog / "servers" / "server-3.yaml").unlink()
    assert "what it says of others changed (tools by name: " in policy_catalog(*ask).stdout
