"""A catalog folder is read whole: every file, every problem, at its place."""

from __future__ import annotations

import pytest

from generator.model.problem import CatalogError, Severity
from generator.model.vocabulary import Vocabulary
from generator.readers.registry import read_server, read_vocabulary, server_files
from tests.support.builders import ROOT

GOOD = """\
slug: shop
name: Shop
summary: Orders of a small shop.
capture: {date: "2026-11-22", method: file, file: tools.json}
tools:
  - name: list_orders
    category: Read
    reviewed: "2026-11-22"
    summary: Lists orders.
    evidence: The name says “list”.
    parameters: []
    hints: {}
    definition: {digest: "sha256:%s", bytes: 100, tokens: 25}
    rationale: The list names customers.
""" % ("0" * 64)


@pytest.fixture
def vocabulary(tmp_path) -> Vocabulary:
    return read_vocabulary(tmp_path)[0]


def problems_of(text, tmp_path, vocabulary, name="shop.yaml"):
    reading = read_server(text.encode(), tmp_path / name, vocabulary)
    return [(each.line, each.column, each.code) for each in reading.problems]


def test_a_complete_entry_has_no_problems(tmp_path, vocabulary):
    reading = read_server(GOOD.encode(), tmp_path / "shop.yaml", vocabulary)
    assert reading.problems == ()
    assert reading.judged is not None
    assert reading.judged.assessments[0].risk == "Low"
    assert reading.judged.assessments[0].line == 6


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("slug: shop", "slug: stop", (1, 7, "names/slug-file")),
        ("category: Read", "category: Reed", (7, 15, "judgement/category")),
        ("category: Read", "category: Read\n    risk: Hi\n    risk_reason: x", (8, 11, "judgement/risk")),
        ("category: Read", "category: Read\n    risk: High", (8, 11, "judgement/risk-reason")),
        ("category: Read", "category: Read\n    risk: Low\n    risk_reason: x", (8, 11, "judgement/needless-risk")),
        ("category: Read", "category: Read\n    risk_reason: x", (8, 18, "judgement/needless-reason")),
        ("category: Read", "category: Write", (7, 15, "judgement/category-reason")),
        ("category: Read", "category: Read\n    category_reason: x", (8, 22, "judgement/needless-category-reason")),
        ("name says “list”", "name says so", (10, 15, "evidence/quote")),
        ("summary: Lists orders.", "summary: Lists orders..", (9, 14, "wording/full-stop")),
        ("category: Read", "category: Read\n    status: listed-elsewhere", (6, 5, "status/listed")),
        ("category: Read", "category: Read\n    status: withdrawn", (6, 5, "status/last-seen")),
        ("category: Read", 'category: Read\n    last_seen: "1.0"', (8, 16, "status/last-seen")),
        ("capture:", "homepage: https://a.example\nxcapture:", (5, 1, "entry/unknown-key")),
        ("tokens: 25", 'tokens: 25, quote: "%s"' % ("x" * 161), (13, 0, "texts/quote-length")),
        ("The name says “list”.", "See [this](javascript:alert(1)).", (10, 15, "texts/link")),
        ("parameters: []", "parameters: [{name: a, quote: x}, {name: a, quote: x}]", (11, 46, "names/parameter-twice")),
    ],
)
def test_each_mistake_is_reported_at_its_place(old, new, expected, tmp_path, vocabulary):
    assert GOOD.count(old) == 1
    found = problems_of(GOOD.replace(old, new), tmp_path, vocabulary)
    line, column, code = expected
    assert any(each[0] == line and each[2] == code and column in {0, each[1]} for each in found), found


def test_an_error_of_shape_does_not_hide_an_error_of_meaning_in_the_same_tool(tmp_path, vocabulary):
    text = GOOD.replace("summary: Lists orders.", "summary: 5").replace("category: Read", "category: Reed")
    assert problems_of(text, tmp_path, vocabulary) == [(7, 15, "judgement/category"), (9, 14, "entry/type")]


def test_an_imported_draft_says_what_a_person_still_has_to_write(tmp_path, vocabulary):
    text = "slug: shop\nname: Shop\ntools:\n  - {name: a, status: listed-elsewhere, listed: {where: x, note: y}}\n"
    reading = read_server(text.encode(), tmp_path / "shop.yaml", vocabulary)
    assert {each.severity for each in reading.problems} == {Severity.REVIEW}
    assert [each.code for each in reading.problems] == [
        "draft/server-summary",
        "draft/category",
        "draft/evidence",
        "draft/reviewed",
        "draft/summary",
    ]


def test_a_tool_that_no_rule_understands_is_denied_and_has_no_risk_class(tmp_path, vocabulary):
    text = GOOD.replace("    category: Read\n", "").replace("list_orders", "frobnicate")
    reading = read_server(text.encode(), tmp_path / "shop.yaml", vocabulary)
    assert reading.judged is not None
    assessment = reading.judged.assessments[0]
    assert (assessment.category, assessment.risk, assessment.rules_category) == (None, None, None)
    assert (assessment.recommendation.effect, assessment.recommendation.visibility) == ("deny", "hidden")
    assert [(each.code, each.hint.split(":")[0]) for each in reading.problems] == [
        ("draft/category", "choose one of Read, Write, Execute, Destructive, Financial")
    ]


def test_a_tool_without_a_category_has_the_one_of_the_rules_and_is_still_a_draft(tmp_path, vocabulary):
    reading = read_server(GOOD.replace("    category: Read\n", "").encode(), tmp_path / "shop.yaml", vocabulary)
    assert reading.judged is not None
    assessment = reading.judged.assessments[0]
    assert (assessment.category, assessment.rules_category) == ("Read", "Read")
    assert (assessment.recommendation.effect, assessment.recommendation.visibility) == ("ask", "visible")
    assert [(each.code, each.hint.split(":")[0]) for each in reading.problems] == [
        ("draft/category", "the rules say Read")
    ]


def test_two_tools_with_one_address_are_told_apart_and_reported(tmp_path, vocabulary):
    tool = GOOD[GOOD.index("  - name:") :]
    text = GOOD + tool.replace("list_orders", "List-Orders").replace("Lists orders.", "Lists them by day.")
    reading = read_server(text.encode(), tmp_path / "shop.yaml", vocabulary)
    assert [each.code for each in reading.problems] == ["names/shared-address"]
    assert reading.judged is not None
    slugs = [each.slug for each in reading.judged.assessments]
    assert slugs[0] == "list-orders"
    assert slugs[1].startswith("list-orders-")


def test_nothing_in_the_servers_folder_is_skipped_in_silence(tmp_path):
    folder = tmp_path / "servers"
    folder.mkdir()
    for name in ("a.yaml", "b.yml", "notes.txt", ".hidden"):
        (folder / name).write_text("x: 1")
    (folder / "sub.yaml").mkdir()
    (folder / "link.yaml").symlink_to(folder / "a.yaml")
    files, problems = server_files(tmp_path)
    assert [path.name for path in files] == ["a.yaml"]
    assert [each.file.rsplit("/", 1)[1] for each in problems] == ["b.yml", "link.yaml", "notes.txt", "sub.yaml"]


def test_a_catalog_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(CatalogError, match="expected a catalog"):
        server_files(tmp_path / "nowhere")


def test_everything_wrong_with_a_vocabulary_is_reported_and_the_rest_of_it_is_used(tmp_path):
    shipped = (ROOT / "catalog" / "vocabulary.yaml").read_text()
    broken = (
        shipped.replace("risk: Medium", "risk: Mediun", 1)
        .replace("{tool} to look", "{tol} to look")
        .replace("slug: low", "slug: not-reviewed")
        .replace('dark: "#ff8589"', "dark: red", 1)
    )
    (tmp_path / "vocabulary.yaml").write_text(broken)
    vocabulary, problems = read_vocabulary(tmp_path)
    assert sorted(each.code for each in problems) == [
        "entry/format",
        "vocabulary/placeholder",
        "vocabulary/reserved",
        "vocabulary/risk",
    ]
    assert all(each.line > 1 for each in problems)
    assert vocabulary.category("Read").risk == "Low"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    risk: High\n    because: It gives out", "    risk: Hihg\n    because: It gives out", "vocabulary/raise"),
        ("- categories: [Read, Write]", "- categories: [Read, Wrote]", "vocabulary/raise"),
        ("signals: [costs-money]", "signals: [costs-moneys]", "vocabulary/raise"),
        ("because: Each call costs money.", 'because: "Each call of {tol} costs."', "vocabulary/placeholder"),
        ("path: ^/workspace(?:", "path: ^/workspace(?", "vocabulary/cap"),
    ],
)
def test_raises_and_caps_hold_only_what_can_apply(old, new, code, tmp_path):
    shipped = (ROOT / "catalog" / "vocabulary.yaml").read_text()
    assert shipped.count(old) == 1
    (tmp_path / "vocabulary.yaml").write_text(shipped.replace(old, new))
    _, problems = read_vocabulary(tmp_path)
    assert [each.code for each in problems] == [code]
    lines = shipped.replace(old, new).splitlines()
    assert lines[problems[0].line - 1].strip().rsplit(": ", 1)[0] in new


def test_a_vocabulary_of_which_nothing_can_be_used_is_replaced_by_the_shipped_one(tmp_path):
    (tmp_path / "vocabulary.yaml").write_text("- risk\n")
    vocabulary, problems = read_vocabulary(tmp_path)
    assert [each.code for each in problems] == ["entry/type"]
    assert vocabulary.category("Write").risk == "Medium"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('capture: {date: "2026-11-22", method: file, file: tools.json}', "capture: 2026-01-01", (4, 10, "entry/type")),
        ("definition: {", "definition: wrong\n    faq: []  # {", (13, 17, "entry/type")),
        ("category: Read", "category: Read\n    status: 5", (8, 13, "entry/value")),
        ("category: Read", "category: Read\n    status: withdrawn\n    last_seen: 5", (9, 16, "entry/type")),
        ("category: Read", "category: Read\n    risk: 5\n    risk_reason: x", (8, 11, "entry/type")),
        ("category: Read", "category: Read\n    risk: High\n    risk_reason: 5", (9, 18, "entry/type")),
        ("category: Read", "category: 5", (7, 15, "entry/type")),
        ("category: Read", "category: Write\n    category_reason: 5", (8, 22, "entry/type")),
        ("name: Shop", 'name: "  "', (2, 7, "entry/format")),
        ("evidence: The name says “list”.", 'evidence: " "', (10, 15, "entry/format")),
        ('reviewed: "2026-11-22"', 'reviewed: "2026-02-31"', (8, 15, "entry/format")),
        ("tokens: 25", "tokens: 99", (13, 0, "status/tokens")),
        ("name: Shop", "name: yes", (2, 7, "yaml/ambiguous")),
    ],
)
def test_one_mistake_is_one_problem(old, new, expected, tmp_path, vocabulary):
    assert GOOD.count(old) == 1
    line, column, code = expected
    found = problems_of(GOOD.replace(old, new), tmp_path, vocabulary)
    assert [(each[0], column and each[1], each[2]) for each in found] == [(line, column, code)]


def test_a_key_that_is_no_text_hides_no_missing_one(tmp_path, vocabulary):
    codes = [code for _, _, code in problems_of("yes: 1\n", tmp_path, vocabulary)]
    assert codes.count("entry/missing") == 3
    assert "yaml/ambiguous" in codes


def test_a_catalog_without_a_servers_folder_or_with_a_misnamed_vocabulary_is_told(tmp_path):
    with pytest.raises(CatalogError, match="expected the registry files"):
        server_files(tmp_path)
    (tmp_path / "servers").mkdir()
    (tmp_path / "vocabulary.yml").write_text("")
    _, problems = server_files(tmp_path)
    assert [each.code for each in problems] == ["registry/file"]
