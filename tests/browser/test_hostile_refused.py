"""What is no legal entry is refused, each value by its place, and nothing of it reaches the terminal raw."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.browser.hostile import ATTACKS, BIG, HIDDEN
from tests.support.builders import registry_server, registry_tool, write_registry
from tests.support.project import files_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-refused")]

EVIL = "".join(ATTACKS)


def refused(catalog: Path, policy_catalog, tmp_path: Path) -> list[dict[str, str]]:
    """The problems that keep the registry from being built, seen by a person and by a program alike."""
    built = policy_catalog("build", "--catalog", catalog, "--site-dir", tmp_path / "site")
    checked = policy_catalog("check", "--catalog", catalog, "--format", "json")
    assert built.returncode == checked.returncode == 1
    assert not (tmp_path / "site").exists()
    for said in (built.stdout, built.stderr, checked.stdout, checked.stderr):
        assert "Traceback" not in said
        assert not set(HIDDEN) & set(said)
    lines = built.stdout.splitlines()
    assert not [line for line in lines if not re.match(r".+\.yaml:\d+:\d+: [a-z]+/[a-z-]+: .+; .+$", line)]
    problems = json.loads(checked.stdout)
    assert {(each["line"], each["column"]) for each in problems} >= {
        tuple(map(int, line.split(":")[1:3])) for line in lines
    }
    return problems


def places(problems: list[dict[str, str]], catalog: Path, slug: str) -> set[str]:
    """The texts of the registry file that problems point at, cut short."""
    lines = (catalog / "servers" / f"{slug}.yaml").read_text(encoding="utf-8").split("\n")
    return {lines[int(each["line"]) - 1].split(":")[0].strip(" -") for each in problems}


def test_names_that_could_break_out_are_refused_by_place(tmp_path, policy_catalog):
    names = [
        "a b",
        'a"b',
        "a'b",
        "a<b",
        "a{{b}}",
        "a\\b",
        "a\nb",
        "\U0001f480",
        "é",
        "a\u200bb",
        "a\u202eb",
        "a\x1bb",
        "x" * 129,
        EVIL,
    ]
    catalog = write_registry(tmp_path / "catalog", registry_server(*map(registry_tool, names)))
    problems = refused(catalog, policy_catalog, tmp_path)
    assert len([each for each in problems if each["code"] in {"entry/format", "entry/too-long"}]) == len(names)


def test_everything_with_a_form_of_its_own_is_refused_by_place(tmp_path, policy_catalog):
    tool = registry_tool(
        slug="../up",
        category=EVIL[:128],
        risk=EVIL[:128],
        risk_reason="x",
        reviewed=EVIL,
        hints={"readOnlyHint": EVIL},
        parameters=[{"name": "a", "type": EVIL}, {"name": "", "required": EVIL}],
        definition={"digest": EVIL, "bytes": EVIL, "tokens": -1},
        status=EVIL,
    )
    server = registry_server(
        tool,
        repository="javascript:window.__pwned=1",
        homepage="https://a.example/<script>",
        transport=[EVIL],
        capture={"date": EVIL, "method": EVIL, "environment": [EVIL], "url": "data:text/html,x"},
        **{"<script>": "x", EVIL[:100]: "y"},
    )
    catalog = write_registry(tmp_path / "catalog", server)
    named = places(refused(catalog, policy_catalog, tmp_path), catalog, "github")
    expected = {
        "slug",
        "category",
        "risk",
        "reviewed",
        "readOnlyHint",
        "type",
        "name",
        "required",
        "digest",
        "bytes",
        "tokens",
        "status",
    }
    expected |= {"repository", "homepage", "date", "method", "url", "<script>"}
    assert expected <= named


def test_texts_that_are_too_long_are_refused_by_place(tmp_path, policy_catalog):
    long = "<b>" * (BIG // 3)
    tool = registry_tool(
        title=long, summary=long, rationale=long, evidence=long, risk="High", risk_reason=long, category_reason=long,
        excuses=[{"check": "wording/article", "reason": long}],
        faq=[{"question": long, "answer": long}], definition={**registry_tool()["definition"], "quote": long},
        parameters=[{"name": long, "description": long, "quote": long, "format": long}],
    )  # fmt: skip
    server = registry_server(tool, name=long, summary=long, publisher=long, licence=long)
    catalog = write_registry(tmp_path / "catalog", server)
    problems = refused(catalog, policy_catalog, tmp_path)
    too_long = [each for each in problems if each["code"] == "entry/too-long"]
    assert len(too_long) == 18
    assert max(len(each["message"]) for each in problems) < 400


def test_links_that_could_run_are_refused_by_place(tmp_path, policy_catalog):
    links = [
        "[x](javascript:window.__pwned=1)",
        "[x]( JavaScript:x)",
        "<javascript:x>",
        "[x](data:text/html,x)",
        "[x](<vbscript:x>)",
    ]
    tools = [
        registry_tool(f"tool_{number}", rationale=link, evidence=link, faq=[{"question": "x", "answer": link}])
        for number, link in enumerate(links)
    ]
    catalog = write_registry(tmp_path / "catalog", registry_server(*tools))
    problems = refused(catalog, policy_catalog, tmp_path)
    assert len([each for each in problems if each["code"] == "texts/link"]) == 3 * len(links)


def test_slugs_and_file_names_that_lead_elsewhere_are_refused(tmp_path, policy_catalog):
    catalog = write_registry(tmp_path / "catalog", registry_server())
    for number, slug in enumerate(["../up", "..", "a/b", "page", "A", "é", "a\u202eb", "a b"]):
        text = yaml.safe_dump(registry_server(slug=slug), sort_keys=False)
        (catalog / "servers" / f"s{number}.yaml").write_text(text, encoding="utf-8")
    problems = refused(catalog, policy_catalog, tmp_path)
    assert {Path(each["file"]).stem for each in problems if each["code"] != "draft/server-summary"} >= {
        f"s{each}" for each in range(8)
    }


@pytest.mark.parametrize(
    "servers",
    [
        [registry_server(registry_tool("index.html"))],
        [registry_server(registry_tool(slug="index.html"))],
        [registry_server(slug="index.html")],
        [registry_server(slug="sitemap.xml"), registry_server(slug="404.html")],
    ],
    ids=["tool", "slug of a tool", "slug of a server", "other files of a site"],
)
def test_a_name_like_a_file_of_the_site_is_refused_by_place_or_published_beside_it(tmp_path, policy_catalog, servers):
    catalog = write_registry(tmp_path / "catalog", *servers)
    done = policy_catalog("build", "--catalog", catalog, "--site-dir", tmp_path / "site")
    if done.returncode:
        assert re.search(r"\.yaml:\d+:\d+: ", done.stdout), done.stderr
    else:
        files = [name for name in files_of(tmp_path / "site") if name.startswith("tools/")]
        assert len([name for name in files if "/policies/" not in name]) == 1 + 2 * len(servers)
