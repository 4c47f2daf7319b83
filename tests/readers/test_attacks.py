"""The attack database is read strictly: everything wrong with it is told at its place, all at once."""

from __future__ import annotations

import json

import pytest
import yaml

from generator.readers.attacks import read_attacks
from tests.support.builders import ROOT, make_vocabulary, registry_attack, write_registry

GOOD = """\
slug: tool-poisoning
name: Tool poisoning
group: Tool definitions
summary: A definition gives the model orders.
how_it_works: [A server words a definition for the model.]
incidents: []
detection: [Definitions that address the model.]
defence: [Read definitions first.]
sources: [{title: A paper, url: "https://papers.example/1"}]
triggers: [{categories: [Write], because: "{tool} changes something."}]
"""
BROKEN = """\
slug: another
name: 5
group: Weather
summary: ok
how_it_works: []
incidents: [{date: 2026-13, title: a, what: b, source: "ftp://a.example"}]
detection: ok
defence: [Read it.]
owasp: [LLM11:2025, LLM01:2025]
cwe: [CWE-0]
sources: [{titel: A paper, url: "https://papers.example/1"}]
triggers:
  - {because: All of them.}
  - {categories: [Reed], signals: [pathh], server: [no-such-trait], because: "{tol} does."}
  - {signals: [path]}
"""
EXPECTED = [
    (1, 7, "names/slug-file"),
    (2, 7, "entry/type"),
    (3, 8, "entry/value"),
    (5, 15, "entry/empty"),
    (6, 20, "entry/format"),
    (6, 56, "entry/format"),
    (7, 12, "entry/type"),
    (9, 9, "entry/format"),
    (10, 7, "entry/format"),
    (11, 11, "entry/missing"),
    (11, 12, "entry/unknown-key"),
    (13, 5, "attacks/everything"),
    (14, 18, "attacks/word"),
    (14, 35, "attacks/word"),
    (14, 53, "entry/value"),
    (14, 78, "attacks/placeholder"),
    (15, 5, "entry/missing"),
]
"""Line, column and code of everything that is wrong above."""


def read(folder, **files):
    attacks = folder / "attacks"
    attacks.mkdir()
    for name, text in files.items():
        (attacks / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return read_attacks(folder, make_vocabulary())


def test_a_catalog_without_the_folder_has_no_attacks(tmp_path):
    assert read_attacks(tmp_path, make_vocabulary()) == ((), ())


def test_an_attack_is_read_and_needs_nothing_more(tmp_path):
    attacks, problems = read(tmp_path, tool_poisoning=GOOD)
    assert problems == ()
    assert [(attack.slug, attack.name, attack.triggers[0].categories) for attack in attacks] == [
        ("tool-poisoning", "Tool poisoning", ("Write",))
    ]


def test_attacks_are_sorted_by_slug_and_hidden_files_passed_over(tmp_path):
    texts = {slug: GOOD.replace("tool-poisoning", slug) for slug in ("zeta", "alpha", "mid")}
    attacks, problems = read(tmp_path, **texts, **{".draft": "not: [yaml"})
    assert [attack.slug for attack in attacks] == ["alpha", "mid", "zeta"]
    assert problems == ()


def test_everything_wrong_is_told_at_its_place_at_once(tmp_path):
    _, problems = read(tmp_path, broken=BROKEN)
    assert [(each.line, each.column, each.code) for each in problems] == EXPECTED
    assert {each.file for each in problems} == {(tmp_path / "attacks" / "broken.yaml").as_posix()}


def test_what_follows_from_a_value_of_the_wrong_shape_is_not_told_beside_it(tmp_path):
    _, problems = read(tmp_path, tool_poisoning=GOOD.replace("[Write]", "5"))
    assert [each.code for each in problems] == ["entry/type"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"https://papers.example/1"', "5"),
        ("[Read definitions first.]", "[5]"),
        ("[Read definitions", "[5, Read definitions"),
    ],
)
def test_a_list_with_wrong_items_is_not_also_called_too_short_or_missing(tmp_path, right, wrong):
    _, problems = read(tmp_path, tool_poisoning=GOOD.replace(right, wrong))
    assert [each.code for each in problems] == ["entry/type"]


def test_problems_of_several_files_are_told_together_and_the_good_ones_are_used(tmp_path):
    attacks, problems = read(
        tmp_path, tool_poisoning=GOOD, broken="slug: [", other=GOOD, wrong_word=GOOD.replace("[Write]", "[Reed]")
    )
    assert "tool-poisoning" in [attack.slug for attack in attacks]
    assert {(each.file.rsplit("/", 1)[1], each.code.split("/")[0]) for each in problems} == {
        ("broken.yaml", "yaml"),
        ("other.yaml", "names"),
        ("wrong-word.yaml", "names"),
        ("wrong-word.yaml", "attacks"),
    }


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 1, "entry/type"),
        ("- a\n", 1, "entry/type"),
        ("5\n", 1, "entry/type"),
        ("slug: [\n", 2, "yaml/syntax"),
        ("\x00", 1, "yaml/syntax"),
    ],
)
def test_a_file_that_holds_no_attack_is_one_problem_and_no_crash(tmp_path, text, line, code):
    attacks, problems = read(tmp_path, a=text)
    assert attacks == ()
    assert [(each.line, each.code) for each in problems] == [(line, code)]


def test_what_is_no_attack_file_is_named_and_not_read(tmp_path):
    read(tmp_path, tool_poisoning=GOOD)
    folder = tmp_path / "attacks"
    (folder / "notes.txt").write_text("x")
    (folder / "more.yml").write_text(GOOD)
    (folder / "deeper.yaml").mkdir()
    (folder / "linked.yaml").symlink_to(folder / "tool-poisoning.yaml")
    attacks, problems = read_attacks(tmp_path, make_vocabulary())
    assert [attack.slug for attack in attacks] == ["tool-poisoning"]
    assert [(each.file.rsplit("/", 1)[1], each.code, each.line) for each in problems] == [
        (name, "registry/file", 1) for name in ("deeper.yaml", "linked.yaml", "more.yml", "notes.txt")
    ]


def test_check_reports_them_with_the_registry(tmp_path, policy_catalog):
    catalog = write_registry(tmp_path / "c", attacks=[registry_attack(group="Weather")])
    done = policy_catalog("check", "--catalog", catalog, "--format", "json")
    rows = [row for row in json.loads(done.stdout) if "/attacks/" in row["file"]]
    line = (catalog / "attacks" / "tool-poisoning.yaml").read_text().splitlines().index("group: Weather") + 1
    assert [(row["line"], row["column"], row["code"]) for row in rows] == [(line, 8, "entry/value")]
    assert done.returncode == 1


def test_every_shipped_attack_is_read_and_leads_somewhere():
    attacks, problems = read_attacks(ROOT / "catalog", make_vocabulary())
    files = {path.stem: yaml.safe_load(path.read_text()) for path in (ROOT / "catalog" / "attacks").glob("*.yaml")}
    assert problems == ()
    assert {attack.slug: attack.name for attack in attacks} == {slug: each["name"] for slug, each in files.items()}
    for attack in attacks:
        dates = [each.date for each in attack.incidents]
        assert dates == sorted(dates, reverse=True), attack.slug
        assert attack.owasp, attack.slug
