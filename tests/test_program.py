"""Which of the program's files decide what: found by their imports, as Python follows them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from generator import program

PACKAGE = Path(program.__file__).parent
FLOORS = ("views", "renderers", "exporters", "outputs")


def imported(path: str) -> set[str]:
    """By Python's own grammar."""
    named = set()
    for node in ast.walk(ast.parse((PACKAGE / path).read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            named |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
        elif isinstance(node, ast.Import):
            named |= {each.name for each in node.names}
    named |= {name.rpartition(".")[0] for name in named}
    below = [name.removeprefix("generator.").replace(".", "/") for name in named if name.startswith("generator.")]
    return {each for name in below for each in (f"{name}.py", f"{name}/__init__.py") if (PACKAGE / each).is_file()}


@pytest.mark.parametrize("roots", [("reading",), (*FLOORS, "making", "handwritten")], ids=["reading", "pages"])
def test_what_is_reached_is_closed_under_imports(roots):
    found = program.reached(roots)
    assert {path.partition("/")[0].removesuffix(".py") for path in found} >= {*roots}
    assert [path for path in found if path.endswith(".py") and not imported(path) <= found] == []


def test_each_rule_check_and_reader_of_entries_decides_what_is_read_and_no_page_or_command_does():
    found = program.reached(("reading",))
    checks = {f"rules/checks/{path.name}" for path in (PACKAGE / "rules" / "checks").glob("*.py")}
    assert found >= checks | {"rules/risk.py", "rules/signals/effects.py", "rules/classify/names.py", "model/tool.py"}
    assert {path.partition("/")[0] for path in found}.isdisjoint({*FLOORS, "faces"})
    assert not any(path.startswith(("readers/importers/", "readers/client_configs/", "rules/audit/")) for path in found)


def test_everything_that_pages_are_printed_with_decides_what_they_say_and_no_rule_or_command_does():
    found = program.reached((*FLOORS, "making", "handwritten"))
    assert found >= {path for path in program.files() if path.partition("/")[0] in FLOORS}
    assert any(path.startswith("exporters/targets/") and path.endswith(".yaml") for path in found)
    assert not any(path.startswith(("faces/", "rules/checks/", "rules/signals/", "rules/classify/")) for path in found)
    assert "rules/assess.py" not in found


def test_the_program_imports_from_itself_in_one_form_only():
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, path
            elif isinstance(node, ast.Import):
                assert not any(each.name.split(".")[0] == "generator" for each in node.names), path


def test_digests_are_of_contents(monkeypatch):
    before = program.reading_digest(), program.pages_digest(), program.program_digest()
    assert before == (program.reading_digest(), program.pages_digest(), program.program_digest())
    for path, changed in {
        "rules/risk.py": [0, 2],
        "views/tool.py": [1, 2],
        "model/tool.py": [0, 1, 2],
        "faces/cli.py": [2],
        "build.py": [1, 2],
    }.items():
        there = program.files() | {path: program.files()[path] + b"#\n"}
        with monkeypatch.context() as patch:
            patch.setattr(program, "files", lambda there=there: there)
            after = program.reading_digest(), program.pages_digest(), program.program_digest()
        assert [place for place in range(3) if after[place] != before[place]] == changed
