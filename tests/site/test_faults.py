"""Whatever happens to a build, the site is the whole old one or the whole new one, and the next build is as if nothing had been.

`CATALOG_KILLS` says how often a build is killed; 8 times unless it does.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
import yaml

from tests.support.builders import registry_server, registry_tool, write_registry
from tests.support.project import files_of

KILLS = int(os.environ.get("CATALOG_KILLS", "8"))


def registry(folder: Path, word: str, count: int) -> Path:
    servers = [
        registry_server(
            *(registry_tool(f"{verb}_{word}", category="Read") for verb in ("get", "list", "find")),
            registry_tool("same_everywhere", category="Read"),
            slug=f"server-{number}",
            name=f"Server {number}",
        )
        for number in range(count)
    ]
    return write_registry(folder, *servers)


def shown(site: Path) -> dict[str, bytes]:
    """What a web server would serve."""
    return (
        {name: content for name, content in files_of(site).items() if not name.startswith(".")} if site.is_dir() else {}
    )


@pytest.fixture(scope="module")
def two(tmp_path_factory) -> tuple[Path, Path]:
    """Two registries whose sites differ in nearly every page, and in which pages there are."""
    home = tmp_path_factory.mktemp("two")
    return registry(home / "old", "book", 12), registry(home / "new", "car", 15)


def started(project, catalog: Path, site: Path, workers: int = 2, **limits) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "generator.faces.cli",
            "build",
            "--catalog",
            catalog,
            "--site-dir",
            site,
            f"--workers={workers}",
        ],
        cwd=project.root,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795305600", "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **limits,
    )


def whole(policy_catalog, catalog: Path, site: Path) -> dict[str, bytes]:
    done = policy_catalog("build", "--catalog", catalog, "--site-dir", site, "--workers", "2")
    assert done.returncode == 0, done.stderr
    return shown(site)


def test_a_build_that_is_killed_at_any_moment_leaves_a_whole_site_and_the_next_repairs(
    two, project, policy_catalog, tmp_path
):
    site = tmp_path / "site"
    sites = [whole(policy_catalog, catalog, tmp_path / f"whole-{number}") for number, catalog in enumerate(two)]
    assert sites[0].keys() != sites[1].keys()
    assert whole(policy_catalog, two[0], site) == sites[0]
    began = time.monotonic()
    assert whole(policy_catalog, two[1], site) == sites[1]
    seconds = time.monotonic() - began
    random, ends = Random(6), []
    for number in range(KILLS):
        process = started(project, two[number % 2], site)
        try:
            process.wait(random.uniform(0.2, 1.1) * seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        now = shown(site)
        assert now in sites, "neither the old site nor the new one"
        ends.append(sites.index(now))
    for number in (0, 1, 0):
        assert whole(policy_catalog, two[number], site) == sites[number]
    assert not [each.name for each in tmp_path.iterdir() if each.name.startswith(".site") and "spare" in each.name]


def reworded(text: str) -> str:
    return text.replace("Opens an issue", "Opens one more issue")


def with_a_tool_more(text: str) -> str:
    data, more = yaml.safe_load(text), yaml.safe_load(text)["tools"][0]
    return yaml.safe_dump({**data, "tools": [*data["tools"], {**more, "name": "one_more"}]}, sort_keys=False)


@pytest.mark.parametrize("edit", [reworded, with_a_tool_more])
def test_a_build_after_a_small_edit_that_is_killed_leaves_a_whole_site_too(edit, project, policy_catalog, tmp_path):
    catalog, site = registry(tmp_path / "catalog", "lamp", 12), tmp_path / "site"
    entry = catalog / "servers" / "server-5.yaml"
    texts = [entry.read_text(), edit(entry.read_text())]
    assert texts[0] != texts[1]
    sites = []
    for text in texts:
        entry.write_text(text)
        sites.append(whole(policy_catalog, catalog, tmp_path / "alone"))
    assert len(sites[1]) - len(sites[0]) == (edit is with_a_tool_more)
    whole(policy_catalog, catalog, site)
    began = time.monotonic()
    entry.write_text(texts[0])
    assert whole(policy_catalog, catalog, site) == sites[0]
    seconds, random = time.monotonic() - began, Random(7)
    for number in range(KILLS):
        entry.write_text(texts[number % 2])
        process = started(project, catalog, site)
        try:
            process.wait(random.uniform(0.5, 1.1) * seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert shown(site) in sites, "neither the old site nor the new one"
    for number in (0, 1, 0):
        entry.write_text(texts[number])
        assert whole(policy_catalog, catalog, site) == sites[number]


def test_a_worker_that_is_killed_ends_the_build_with_a_message_and_the_old_site(two, project, policy_catalog, tmp_path):
    site = tmp_path / "site"
    old = whole(policy_catalog, two[0], site)
    catalog = registry(tmp_path / "large", "plane", 200)
    process = started(project, catalog, site)
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        if len(children) >= 2:
            os.kill(int(children[0]), signal.SIGKILL)
            break
        time.sleep(0.01)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1, said
    assert "worker process dead" in said and "Traceback" not in said
    assert shown(site) == old
    assert len(whole(policy_catalog, catalog, site)) > len(old)


def test_a_build_that_is_killed_without_its_workers_takes_them_with_it(two, project, policy_catalog, tmp_path):
    """As the kernel does where memory runs out: the largest process goes."""
    site = tmp_path / "site"
    old = whole(policy_catalog, two[0], site)
    process = started(project, registry(tmp_path / "large", "ship", 200), site)
    children: list[str] = []
    deadline = time.monotonic() + 60
    while len(children) < 2 and process.poll() is None and time.monotonic() < deadline:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert len(children) >= 2
    time.sleep(0.1)
    os.kill(process.pid, signal.SIGKILL)
    try:
        process.communicate(timeout=20)  # its pipes are open as long as one of them is there
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert shown(site) == old
    assert whole(policy_catalog, two[0], site) == old


def test_a_full_disk_ends_the_build_with_a_message_and_the_old_site(two, project, policy_catalog, tmp_path):
    """A limit on the size of a file stands for the disk: writing fails in the same place, with another number."""
    site = tmp_path / "site"
    old = whole(policy_catalog, two[0], site)
    limit = min(len(content) for content in old.values() if len(content) > 20_000)
    whole(policy_catalog, two[1], tmp_path / "other")  # its records are compiled: only pages are written below
    process = started(
        project, two[1], site, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    )
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1, said
    assert "error: File too large" in said and "Traceback" not in said
    assert shown(site) == old
    assert whole(policy_catalog, two[1], site) == shown(tmp_path / "other")


def test_a_disk_that_is_really_full_too(two, policy_catalog, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    small = registry(tmp_path / "small", "pin", 2)
    room = sum(len(each) // 4096 * 4096 + 4096 for each in whole(policy_catalog, small, tmp_path / "site").values())
    mount = ["mount", "-t", "tmpfs", "-o", f"size={room + 1_000_000}", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk takes root")
    try:
        old = whole(policy_catalog, small, disk / "site")
        done = policy_catalog("build", "--catalog", two[1], "--site-dir", disk / "site", "--workers", "2")
        assert done.returncode == 1
        assert "error: No space left on device" in done.stderr and "Traceback" not in done.stderr
        assert shown(disk / "site") == old
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_folder_that_may_not_be_written_is_an_error_and_no_traceback(two, policy_catalog):
    done = policy_catalog("build", "--catalog", two[0], "--site-dir", "/proc/site")
    assert done.returncode == 1
    assert "error: " in done.stderr and "/proc" in done.stderr and "Traceback" not in done.stderr


def test_two_builds_at_once_end_in_one_whole_site_and_a_message(two, project, policy_catalog, tmp_path):
    site = tmp_path / "site"
    sites = [whole(policy_catalog, catalog, tmp_path / f"whole-{number}") for number, catalog in enumerate(two)]
    builds = [started(project, catalog, site) for catalog in two]
    said = [process.communicate(timeout=60)[1] for process in builds]
    ends = sorted(process.returncode for process in builds)
    assert ends in ([0, 0], [0, 1]), said
    if ends == [0, 1]:
        assert "another build (process " in "".join(said)
    assert shown(site) in sites


@pytest.mark.parametrize("damage", ["truncated", "empty", "noise", "of another version"])
def test_a_damaged_record_costs_only_reading_the_file_again(damage, project, policy_catalog, tmp_path):
    catalog = registry(tmp_path / damage.replace(" ", "-"), "lamp", 3)
    wanted = whole(policy_catalog, catalog, tmp_path / "site")
    records = [path for path in (project.root / "build" / "compiled").rglob("*server-1*") if path.is_file()]
    assert records
    for record in records:
        content = record.read_bytes()
        record.write_bytes(
            {
                "truncated": content[: len(content) // 2],
                "empty": b"",
                "noise": os.urandom(len(content)),
                "of another version": b"0" * 64 + content[64:],
            }[damage]
        )
    assert whole(policy_catalog, catalog, tmp_path / "again") == wanted


def test_a_file_of_the_site_is_kept_when_the_clock_was_set_back(two, policy_catalog, tmp_path):
    site = tmp_path / "site"
    whole(policy_catalog, two[0], site)
    future = time.time() + 86_400
    os.utime(site / ".catalog-manifest", (future, future))
    (site / "tools" / "notes.txt").write_text("mine")
    whole(policy_catalog, two[1], site)
    assert (site / "tools" / "notes.txt").read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no users and modes")
@pytest.mark.parametrize("barred", ["site", ".site.catalog-next", "build/units"])
def test_a_folder_that_may_not_be_written_is_named_before_anything_is_published(barred, two, project, tmp_path):
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and nothing here takes that away")
    as_anybody = (
        ["setpriv", "--inh-caps=-all", "--bounding-set=-all", "--ambient-caps=-all"] if os.geteuid() == 0 else []
    )
    site = tmp_path / "site"

    def built(catalog: Path) -> subprocess.CompletedProcess[str]:
        ask = ["build", "--catalog", str(catalog), "--site-dir", str(site), "--workers", "1"]
        command = [*as_anybody, sys.executable, "-m", "generator.faces.cli", *ask]
        return subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False, timeout=300)

    for catalog in two:
        assert built(catalog).returncode == 0
    before = shown(site)
    folder = project.root / barred if barred.startswith("build") else tmp_path / barred
    folder.chmod(0o555)
    refused = built(two[0])
    folder.chmod(0o755)
    assert refused.returncode == 1
    assert f"found no right to write into {folder}" in refused.stderr
    assert shown(site) == before
    assert built(two[0]).returncode == 0
    assert shown(site) != before
