"""The structure drawn in the design holds: floors, registries, sizes, and what must not be reached from where."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator"
FLOORS = {"model": 0, "rules": 1, "readers": 2, "views": 3, "renderers": 4, "exporters": 4, "outputs": 5, "faces": 6}
CONDUCTORS = {
    "beside",
    "build",
    "built",
    "handwritten",
    "made_with",
    "stages",
    "pool",
    "progress",
    "clock",
    "reading",
    "read_job",
    "edit",
    "making_edit",
    "making_lists",
    "making_units",
    "page_job",
    "program",
    "small_build",
    "inputs",
    "crew",
    "cluster",
    "probe",
    "running",
    "making",
    "on_demand",
    "saved",
    "still_reading",
    "live",
}
MODULES = sorted(PACKAGE.rglob("*.py"))
SHIPPED_WHOLE = PACKAGE / "exporters" / "hook" / "policy_hook.py"
"""The hook is a program of its own, copied as one file to people's machines; the build never runs it."""
CLOCK_CALLS = {"now", "today", "utcnow", "time", "random", "uuid4"}


def floor_of(path: Path) -> str | None:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else None


def imports_of(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


@pytest.mark.parametrize(
    "path", [path for path in MODULES if floor_of(path)], ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_module_imports_its_own_floor_and_those_below(path):
    mine = floor_of(path)
    for name, line in imports_of(path):
        parts = name.split(".")
        if parts[0] != "generator" or len(parts) < 2:
            continue
        if parts[1] in CONDUCTORS:
            assert mine == "faces", f"{path}:{line}: {name}"
            continue
        theirs = parts[1]
        assert FLOORS[theirs] <= FLOORS[mine], f"{path}:{line}: {name} is on a floor above"
        assert theirs == mine or FLOORS[theirs] < FLOORS[mine], f"{path}:{line}: {name} is a neighbour"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_one_idea_and_says_which(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 250 or path == SHIPPED_WHOLE
    if path.name != "__init__.py":
        assert ast.get_docstring(ast.parse(text)), "the first line says what it turns into what"


def test_records_of_the_program_are_structs_which_cost_a_command_no_time_to_load():
    assert not [path for path in MODULES if any(name.split(".")[0] == "dataclasses" for name, _ in imports_of(path))]


def test_mkdocs_is_touched_by_one_small_module():
    touching = [path.name for path in MODULES if any(name.split(".")[0] == "mkdocs" for name, _ in imports_of(path))]
    assert touching == ["mkdocs_plugin.py"]
    assert len((PACKAGE / "faces" / "mkdocs_plugin.py").read_text().splitlines()) < 100


def test_only_faces_read_the_clock():
    for path in MODULES:
        if floor_of(path) == "faces" or path.stem in CONDUCTORS or path == SHIPPED_WHOLE:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_CALLS:
                owner = ast.unparse(node.func.value)
                is_clock = owner.split(".")[-1] in {"datetime", "date", "time", "random", "uuid"}
                assert not is_clock, f"{path}:{node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize("floor", ["model", "rules", "views"])
def test_pure_floors_do_no_input_or_output(floor):
    banned = {"os", "subprocess", "socket", "urllib.request", "shutil", "yaml", "click", "jinja2"}
    for path in (PACKAGE / floor).rglob("*.py"):
        assert not {name for name, _ in imports_of(path)} & banned, path
        assert "open(" not in path.read_text().replace("_open(", "")


def registered(folder: str, pattern: str = "*.py") -> set[str]:
    return {path.stem for path in (PACKAGE / folder).glob(pattern)} - {"__init__"}


NO_CHECKS_OF_A_SERVER = {"subject", "vocabulary", "attacks", "excuses", "across"}
"""Beside the checks of one server: what they look at, and what is checked once before or after them."""


def test_every_check_is_registered_once():
    from generator.rules.checks import CHECKS

    names = [module.__name__.rsplit(".", 1)[1] for module in CHECKS]
    assert sorted(names) == sorted(registered("rules/checks") - NO_CHECKS_OF_A_SERVER)


def test_every_check_says_in_one_sentence_what_it_demands():
    from generator.rules.checks import CHECKS

    for module in CHECKS:
        assert module.SENTENCE.endswith("."), module.__name__
        assert callable(module.check)


def test_every_family_of_rules_and_signals_is_registered_once():
    from generator.rules import classify, signals

    for package, helpers in (
        (classify, {"beside", "decide", "claims", "lexicon", "opening", "reading", "rule"}),
        (signals, set()),
    ):
        folder = package.__name__.removeprefix("generator.").replace(".", "/")
        finding = [getattr(family, "find", family) for family in package.FAMILIES]
        assert sorted(each.__module__.rsplit(".", 1)[1] for each in finding) == sorted(registered(folder) - helpers)


def test_every_target_is_registered_once():
    from generator.exporters import TARGETS

    assert sorted(TARGETS) == sorted(registered("exporters/targets", "*.yaml"))


def test_every_page_kind_has_a_template_and_every_template_a_kind():
    from generator.views import PAGE_KINDS

    names = [kind.name for kind in PAGE_KINDS]
    assert len(set(names)) == len(names)
    templates = {path.name.removesuffix(".html.jinja") for path in (ROOT / "templates" / "pages").glob("*.jinja")}
    assert set(names) <= templates


def test_no_template_switches_escaping_off():
    for path in (ROOT / "templates").rglob("*"):
        if path.is_file():
            assert not re.search(r"\|\s*safe\b|autoescape\s+false", path.read_text()), path


CODE_FAMILIES = (
    "yaml entry names judgement status texts draft vocabulary registry wording evidence capture excuses across attacks"
)
CODE = re.compile(rf'"((?:{CODE_FAMILIES.replace(" ", "|")})/[a-z-]+)"')


def codes_of_findings(path: Path):
    """Every text that is the code of a finding or problem where it is made."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Finding", "Problem", "AcrossFinding"}:
            texts = [each.value for each in node.keywords if each.arg == "code"] + node.args
            yield from (
                each.value
                for each in texts
                if isinstance(each, ast.Constant) and re.fullmatch(r"[a-z]+/[a-z-]+", str(each.value))
            )


def test_every_code_of_a_finding_is_of_a_known_family():
    made = {code for path in MODULES for code in codes_of_findings(path)}
    assert len(made) > 30
    assert {code.split("/")[0] for code in made} <= set(CODE_FAMILIES.split())


def test_only_points_of_taste_and_judgement_can_be_excused_and_each_of_them_exists():
    from generator.rules.checks.excuses import EXCUSABLE

    made = {code for path in MODULES if path.name != "excuses.py" for code in CODE.findall(path.read_text())}
    assert made >= EXCUSABLE
    assert not {code for code in EXCUSABLE if code.startswith(("entry/", "yaml/", "status/", "draft/", "excuses/"))}


def test_the_handbook_lists_every_problem_code_and_no_other():
    used = {code for path in MODULES for code in CODE.findall(path.read_text())}
    listed = set(
        re.findall(r"^\| `([a-z]+/[a-z-]+)` \|", (ROOT / "site_src/handbook/problems.md").read_text(), re.MULTILINE)
    )
    assert listed == used


def test_the_handbook_lists_every_rule_and_signal_and_no_other_in_the_words_of_the_code():
    from generator.rules.classify import RULES
    from generator.rules.signal_kinds import SIGNALS

    text = (ROOT / "site_src/handbook/method.md").read_text()
    assert (
        dict(re.findall(r"^\| `((?:name|text|language|argument|output|hint)/[a-z-]+)` \| (.+) \|$", text, re.MULTILINE))
        == RULES
    )
    part = text.split("{ #signals }")[1].split("\n## ")[0]
    rows = dict(re.findall(r"^\| ([\w-]+) \| (.+) \|$", part, re.MULTILINE))
    assert rows == SIGNALS


def test_every_dependency_is_explained_in_the_handbook():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    text = (ROOT / "site_src/handbook/contributing.md").read_text().split("## Dependencies")[1].lower()
    for each in wanted:
        name = re.split(r"[<>=!~ \[]", each)[0].lower()
        assert name in text or (name.startswith("types-") and "types-*" in text), name
