"""The run's verdicts, and the rule for writing them down; workers of pytest-xdist hand theirs to the run that started them."""

from __future__ import annotations

import datetime
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.engines.verified import Verdicts

VERDICTS = pytest.StashKey[Verdicts]()
BLEMISHES = pytest.StashKey[list[str]]()
HERE = Path(__file__).parent
MARK = "\npytestmark = pytest.mark.engines\n"


def pytest_configure(config: pytest.Config) -> None:
    config.stash[VERDICTS] = Verdicts()
    config.stash[BLEMISHES] = []


@pytest.fixture(scope="session")
def verdicts(pytestconfig: pytest.Config) -> Verdicts:
    """Where tests of exported policies note what an engine did with them."""
    return pytestconfig.stash[VERDICTS]


def pytest_collection_finish(session: pytest.Session) -> None:
    """A run of some of the modules is no whole run."""
    modules = {path.name for path in HERE.glob("test_*.py") if MARK in path.read_text()}
    missing = modules - {item.path.name for item in session.items}
    session.config.stash[BLEMISHES] += [f"{name} did not run" for name in sorted(missing)]


def pytest_deselected(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("engines"):
            item.config.stash[BLEMISHES].append(f"{item.name} was left out")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if not report.passed:
        item.config.stash[BLEMISHES].append(f"{item.name} {report.outcome}")
    return report


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """A worker has ended: what it saw belongs to the run."""
    stash, told = node.config.stash, getattr(node, "workeroutput", {}).get("engines")
    stash[BLEMISHES] += [f"a worker was lost: {error}"] if error or not told else told["blemishes"]
    if told:
        stash[VERDICTS].add(told["verdicts"])


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    path = session.config.getoption("--verified", default=None)
    verdicts, blemishes = session.config.stash[VERDICTS], session.config.stash[BLEMISHES]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["engines"] = {"verdicts": verdicts.plain(), "blemishes": blemishes}
        return
    if path and exitstatus == 0 and verdicts.by_target and not blemishes:
        verdicts.write(Path(path), datetime.datetime.now(tz=datetime.UTC).date())


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--verified", metavar="FILE", help="where a whole green run of `-m engines` writes its verdicts")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    path = config.getoption("--verified", default=None)
    if not path:
        return
    blemishes = config.stash[BLEMISHES] or ([] if config.stash[VERDICTS].by_target else ["no exported policy was run"])
    said = "; ".join(list(dict.fromkeys(blemishes))[:5]) if blemishes else "written"
    terminalreporter.write_line(f"{path}: {'not written: ' if blemishes else ''}{said}")
