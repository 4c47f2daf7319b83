"""What each target prints is written down, and the handbook's table says of each what its recipe says.

`UPDATE_CASES=1 pytest tests/exporters/test_golden.py` writes both anew. Read the difference before committing it.
"""

from __future__ import annotations

import os
import re

import pytest

from generator.exporters import TARGETS
from generator.exporters.target import read_target, read_verified
from generator.readers.registry import read_server
from tests.support.builders import ROOT, make_vocabulary
from tests.support.plans import exported, plan_of

EXPECTED = ROOT / "tests" / "cases" / "policies"
PAGE = ROOT / "site_src" / "handbook" / "policy-formats.md"
TABLE = re.compile(r"(<!-- targets: [^\n]* -->\n).*(<!-- /targets -->\n)", re.DOTALL)
WORDS = {
    "ask": {"asks": "asks", "denies": "denies what should be asked about"},
    "deny": {"hides": "denies, which hides", "refuses": "denies", "asks": "asks about what should be denied"},
    "unlisted": {
        "as chosen": "other tools as chosen",
        "asks": "asks about other tools",
        "denies": "denies other tools",
        "open": "leaves other tools to the client, which asks",
    },
    "constraints": {"all": "arguments", "some": "arguments in part", "none": ""},
}


def shop_plan():
    folder = ROOT / "tests" / "cases" / "site" / "catalog" / "servers"
    judged = [
        read_server((folder / f"{slug}.yaml").read_bytes(), folder / f"{slug}.yaml", make_vocabulary()).judged
        for slug in ("shop", "postbox")
    ]
    return plan_of(*judged, keys=("corner.shop", "post"))


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_prints_what_is_written_down(target):
    made = exported(target, shop_plan())
    remarks = [
        f"{kind} {each.what} ({each.server}: {', '.join(each.tools) or 'the server'}): {each.say}"
        for kind, those in (("lost", made.lost), ("warning", made.warnings))
        for each in those
    ]
    texts = {file.name: file.text for file in made.files if not file.is_the_same_for_all}
    texts["remarks.txt"] = "\n".join([*remarks, ""])
    folder = EXPECTED / target
    if os.environ.get("UPDATE_CASES"):
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        for name, text in texts.items():
            (folder / name).write_text(text)
    assert {path.name: path.read_text() for path in folder.iterdir()} == texts


def test_no_case_is_left_of_a_target_that_is_gone():
    assert {path.name for path in EXPECTED.iterdir()} == set(TARGETS)


def row_of(name):
    recipe = read_target(name).recipe
    said = recipe.expresses.model_dump()
    expresses = [words[said[key]] for key, words in WORDS.items()]
    expresses += ["limits on calls"] if said["limits"] else []
    expresses += ["reasons"] if said["reasons"] else []
    files = ", ".join(f"`{document.file.replace('{file_part}', 'KEY')}`" for document in recipe.documents)
    loses = ", ".join(dict.fromkeys(rule.what for rule in recipe.lost))
    run = read_verified().get(name)
    addressing = re.sub(r"[_*|]", r"\\\g<0>", recipe.addressing.replace("<", "&lt;"))
    cells = [f"{recipe.label} (`{name}`)", files, addressing, "; ".join(filter(None, expresses)), loses]
    return f"| {' | '.join(cells)} | {run or 'not machine-verified'} |"


def test_the_handbook_lists_every_target_in_the_words_of_its_recipe():
    head = "| target | files | how tools are addressed | expresses | may lose | verified |\n|---|---|---|---|---|---|\n"
    table = head + "\n".join(map(row_of, TARGETS)) + "\n"
    text = PAGE.read_text()
    wanted = TABLE.sub(lambda found: f"{found[1]}\n{table}\n{found[2]}", text)
    if os.environ.get("UPDATE_CASES"):
        PAGE.write_text(wanted)
    assert PAGE.read_text() == wanted
    assert table in wanted
