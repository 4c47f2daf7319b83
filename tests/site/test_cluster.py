"""Whoever does the work, threads, processes or a real dask cluster whose workers die, the site has the same bytes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import distributed
import pytest

import generator.cluster
import generator.crew
from generator.cluster import cluster
from generator.crew import ExecutorCrew
from generator.model.problem import CatalogError
from tests.support.builders import ROOT, registry_server, registry_tool, write_registry
from tests.support.dask_cluster import DaskCluster, dask_cluster
from tests.support.project import files_of
from tests.support.waiting import wait_for
from tests.support.warm import build

SERVERS, TOOLS = 8, 60
DAY, SECONDS = "2026-11-22", "1795305600"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory) -> Path:
    """Enough for several tasks of some tenths of a second, when nothing was made before."""
    servers = [
        registry_server(
            *(registry_tool(f"get_thing_{number}", category="Read") for number in range(TOOLS)),
            slug=f"server-{server}",
            name=f"Server {server}",
        )
        for server in range(SERVERS)
    ]
    return write_registry(tmp_path_factory.mktemp("catalog") / "catalog", *servers)


@pytest.fixture(scope="module")
def wanted(project, catalog, tmp_path_factory) -> dict[str, bytes]:
    """The site as this process makes it alone."""
    site = tmp_path_factory.mktemp("wanted") / "site"
    build(project, catalog, site, DAY)
    return files_of(site)


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    with dask_cluster(tmp_path_factory.mktemp("dask") / "cluster") as started:
        yield started


@pytest.fixture
def watching(dask):
    """A client of the test's own; the workers of the test are gone afterwards."""
    client = distributed.Client(dask.address, set_as_default=False)
    try:
        yield client
    finally:
        client.close()
        dask.stop_workers()


@pytest.fixture
def start(project):
    """Start the command line as a person would; a build that outlives its test is killed."""
    builds: list[subprocess.Popen[str]] = []

    def started(catalog: Path, site: Path, scheduler: str) -> subprocess.Popen[str]:
        command = ["build", "--catalog", catalog, "--site-dir", site, "--scheduler", scheduler]
        builds.append(
            subprocess.Popen(
                [sys.executable, "-m", "generator.faces.cli", *map(str, command)],
                cwd=project.root,
                env={**os.environ, "SOURCE_DATE_EPOCH": SECONDS, "NO_MKDOCS_2_WARNING": "1"},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return builds[-1]

    yield started
    for each in builds:
        each.kill()
        each.communicate()


def ended(building: subprocess.Popen[str]) -> str:
    _, said = building.communicate(timeout=120)
    assert building.returncode == 0, said
    assert "Traceback" not in said
    return said


def has_pages(site: Path) -> bool:
    return any((site.parent / f".{site.name}.catalog-next").glob("**/index.html"))


def stopped_at_work(client: distributed.Client, building: subprocess.Popen[str], site: Path) -> int:
    """The process number of a worker, stopped while it had pages to make and some page was made already."""
    numbers = client.run(os.getpid)
    while building.poll() is None:
        for worker, tasks in client.processing().items() if has_pages(site) else ():
            if not tasks:
                continue
            os.kill(numbers[worker], signal.SIGSTOP)
            time.sleep(0.1)
            if client.processing().get(worker):
                return numbers[worker]
            os.kill(numbers[worker], signal.SIGCONT)
        time.sleep(0.005)
    raise AssertionError(building.communicate())


@pytest.fixture(scope="module")
def crews():
    """Executors of the standard library, two workers each."""
    with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(2, get_context("spawn")) as processes:
        yield {"threads": threads, "processes": processes}


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_any_executor_gives_the_same_bytes(kind, crews, project, catalog, wanted, tmp_path, monkeypatch):
    monkeypatch.setattr("generator.stages._TOOLS_A_TASK", 50)  # many small tasks
    shutil.rmtree(project.root / "build" / "compiled")
    executor: Executor = crews[kind]
    crew = ExecutorCrew(executor, tmp_path / "jobs", width=lambda: 2)
    assert len(build(project, catalog, tmp_path / "site", DAY, crew).remade) > SERVERS
    assert files_of(tmp_path / "site") == wanted
    assert not list((tmp_path / "jobs").iterdir())


def test_a_dask_worker_killed_in_the_middle_leaves_its_task_to_another_and_the_same_bytes(
    dask: DaskCluster, watching, start, project, catalog, wanted, tmp_path
):
    shutil.rmtree(project.root / "build" / "compiled")
    for _ in range(2):
        dask.worker()
    watching.wait_for_workers(2, timeout=60)
    building = start(catalog, tmp_path / "site", dask.address)
    os.kill(stopped_at_work(watching, building, tmp_path / "site"), signal.SIGKILL)
    ended(building)
    assert len(watching.nthreads()) == 1
    assert files_of(tmp_path / "site") == wanted


def test_a_dask_worker_that_was_taken_for_dead_writes_nothing_once_the_site_is_published(
    dask: DaskCluster, watching, start, project, catalog, wanted, tmp_path
):
    for _ in range(2):
        dask.worker()
    watching.wait_for_workers(2, timeout=60)
    building = start(catalog, tmp_path / "site", dask.address)
    number = stopped_at_work(watching, building, tmp_path / "site")
    ended(building)
    before = files_of(tmp_path)
    os.kill(number, signal.SIGCONT)
    wait_for(lambda: "expected it as long as the build runs" in dask.said() or not is_alive(number))
    time.sleep(0.5)
    assert files_of(tmp_path) == before
    assert files_of(tmp_path / "site") == wanted


def test_an_interrupted_build_leaves_no_task_behind_and_the_worker_free(
    dask: DaskCluster, watching, start, project, catalog, tmp_path
):
    dask.worker()
    watching.wait_for_workers(1, timeout=60)
    building = start(catalog, tmp_path / "site", dask.address)
    wait_for(lambda: has_pages(tmp_path / "site"))
    building.send_signal(signal.SIGINT)
    _, said = building.communicate(timeout=60)
    assert building.returncode == 130, said
    assert said.endswith("interrupted\n") and "Traceback" not in said
    assert not (tmp_path / "site").exists() and not has_pages(tmp_path / "site")
    wait_for(lambda: not any(watching.processing().values()))
    assert not list((project.root / "build" / "jobs").iterdir())
    assert watching.submit(os.getpid).result(60) in watching.run(os.getpid).values()


def test_when_no_worker_is_left_the_build_waits_for_one_and_then_says_so(
    dask: DaskCluster, watching, monkeypatch, tmp_path
):
    monkeypatch.setattr(generator.cluster, "_NO_WORKER_S", 1)
    monkeypatch.setattr(generator.crew, "_PATIENCE_S", 0.1)
    dask.worker()
    watching.wait_for_workers(1, timeout=60)
    (number,) = watching.run(os.getpid).values()
    with pytest.raises(CatalogError, match="found no worker left at tcp://"), tried(dask, tmp_path) as crew:
        list(crew.run(os.kill, number, [signal.SIGKILL]))


def test_a_scheduler_that_is_killed_in_the_middle_is_a_message(start, project, catalog, tmp_path):
    with dask_cluster(tmp_path / "dask") as own:
        own.worker()
        with distributed.Client(own.address, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=60)
        building = start(catalog, tmp_path / "site", own.address)
        wait_for(lambda: has_pages(tmp_path / "site"))
        own.stop()
        _, said = building.communicate(timeout=90)
    assert building.returncode == 1, said
    assert "error: lost the scheduler at tcp://127.0.0.1" in said and "Traceback" not in said
    assert not (tmp_path / "site").exists()


def is_alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_workers_of_another_program_without_it_or_without_the_folder_are_named_before_anything_is_made(
    dask: DaskCluster, watching, tmp_path
):
    shutil.copytree(ROOT / "generator", tmp_path / "other" / "generator")
    with (tmp_path / "other" / "generator" / "views" / "tool.py").open("a") as file:
        file.write("# another version\n")
    (tmp_path / "empty" / "generator").mkdir(parents=True)
    (tmp_path / "empty" / "generator" / "__init__.py").touch()
    shared = tmp_path / "shared"
    shared.mkdir()
    paths = os.environ.get("PYTHONPATH", "")
    dask.worker(PYTHONPATH=f"{tmp_path / 'other'}{os.pathsep}{paths}")
    dask.worker(PYTHONPATH=f"{tmp_path / 'empty'}{os.pathsep}{paths}")
    elsewhere = ("unshare", "--mount", "sh", "-c", 'mount -t tmpfs none "$0" && exec "$@"', str(shared))
    may_mount = not subprocess.run([*elsewhere, "true"], capture_output=True, check=False).returncode
    if may_mount:
        dask.worker(before=elsewhere)
    watching.wait_for_workers(2 + may_mount, timeout=60)
    with pytest.raises(CatalogError, match="found workers that cannot take part") as raised, tried(dask, shared):
        pass
    said = str(raised.value)
    assert "found a program with the digest" in said
    assert "cannot run this program" in said
    assert (f"does not see or may not write {shared}" in said) == may_mount
    assert not list(shared.iterdir())


def tried(dask: DaskCluster, folder: Path):
    return cluster(dask.address, written=[folder], read=[folder], jobs=folder)


def test_a_scheduler_without_workers_is_a_message(dask, monkeypatch, tmp_path):
    monkeypatch.setattr(generator.cluster, "_FIRST_WORKER_S", 0.2)
    with pytest.raises(CatalogError, match=r"found no worker at .* dask worker tcp://"), tried(dask, tmp_path):
        pass


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("tcp://127.0.0.1:1", r"found no scheduler at tcp://127\.0\.0\.1:1 \(.*expected one to answer"),
        ("tls://127.0.0.1:1", "no certificates"),
        ("127.0.0.1:8786", "expected tcp://host:port"),
        ("http://127.0.0.1:8786", "expected tcp://host:port"),
        ("inproc://127.0.0.1:8786", "expected tcp://host:port"),
    ],
)
def test_an_address_where_no_scheduler_can_be_is_a_message(address, message, monkeypatch, tmp_path):
    monkeypatch.setattr(generator.cluster, "_CONNECT_S", 0.2)
    with pytest.raises(CatalogError, match=message), cluster(address, written=[], read=[], jobs=tmp_path):
        pass


def test_without_dask_the_extra_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(generator.cluster, "distributed", None)
    with (
        pytest.raises(CatalogError, match=r"\.venv/bin/pip install --editable '\.\[cluster\]'$"),
        cluster("tcp://127.0.0.1:1", written=[], read=[], jobs=tmp_path),
    ):
        pass


def test_workers_and_scheduler_together_are_refused(policy_catalog):
    done = policy_catalog("build", "--scheduler", "tcp://127.0.0.1:1", "--workers", "2")
    assert done.returncode == 2
    assert "expected one of them" in done.stderr
