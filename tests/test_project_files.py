"""The files around the code keep their promises: pinned, read-only, and what the README says exists."""

from __future__ import annotations

import json
import re

import yaml

from tests.support.builders import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_workflows_are_read_only_run_for_forks_and_pin_every_action():
    assert WORKFLOWS
    for path in WORKFLOWS:
        workflow = yaml.safe_load(path.read_text())
        triggers = workflow[True]  # YAML 1.1 reads the key `on` as true
        assert "pull_request" in triggers, path
        assert "pull_request_target" not in triggers, path
        assert workflow["permissions"] == {"contents": "read"}, path
        assert "secrets." not in path.read_text(), path
        for job in workflow["jobs"].values():
            assert "permissions" not in job, path
            for step in job["steps"]:
                if "uses" in step:
                    assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"]), step["uses"]


def test_the_built_site_is_kept_as_an_artifact():
    steps = [
        step for path in WORKFLOWS for job in yaml.safe_load(path.read_text())["jobs"].values() for step in job["steps"]
    ]
    assert any("upload-artifact" in step.get("uses", "") and step["with"]["path"] == "site" for step in steps)


def test_every_locked_package_has_a_version_and_hashes_and_no_host():
    locks = [ROOT / "requirements" / f"{name}.txt" for name in ("build", "test")]
    for lock in (*locks, *sorted((ROOT / "tests" / "engines").glob("*.txt"))):
        text = lock.read_text()
        packages = [
            block for block in re.split(r"\n(?=[A-Za-z0-9])", text) if block.strip() and not block.startswith("#")
        ]
        assert len(packages) > 30
        for block in packages:
            assert re.match(r"[A-Za-z0-9._-]+(\[[a-z,-]+\])?==\S+", block), block[:80]
            assert "--hash=sha256:" in block, block[:80]
        assert "://" not in text


def test_every_locked_npm_package_has_a_digest_and_no_host():
    for folder in ("engines", "lighthouse"):
        text = (ROOT / "tests" / folder / "package-lock.json").read_text()
        packages = {path: each for path, each in json.loads(text)["packages"].items() if path}
        assert len(packages) > 30
        assert all(each["integrity"].startswith("sha512-") for each in packages.values())
        assert '"resolved"' not in text


def test_the_test_environment_holds_the_build_environment():
    def pins(name):
        return set(
            re.findall(
                r"^([A-Za-z0-9._-]+(?:\[[a-z,-]+\])?==[^ ;\\]+)",
                (ROOT / "requirements" / f"{name}.txt").read_text(),
                re.MULTILINE,
            )
        )

    assert pins("build") <= pins("test")


def test_the_readme_opens_with_two_commands_that_exist():
    readme = (ROOT / "README.md").read_text()
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    first, second = re.findall(r"^make ([a-z]+)", readme, re.MULTILINE)[:2]
    assert (first, second) == ("build", "test")
    assert {"check", "test", "build", "serve", "bench"} <= set(targets)
    for target in re.findall(r"^make ([a-z]+)", readme, re.MULTILINE):
        assert target in targets
    image = re.search(r"!\[[^\]]+\]\(([^)]+)\)", readme)
    assert image
    assert (ROOT / image[1]).is_file()


def test_ci_runs_the_second_command():
    assert "make test" in (ROOT / ".ci" / "run").read_text()


def test_contributing_takes_at_most_five_steps():
    steps = re.findall(r"^(\d)\. ", (ROOT / "CONTRIBUTING.md").read_text(), re.MULTILINE)
    assert 1 <= len(steps) <= 5
