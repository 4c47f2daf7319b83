"""What a crew does with its executor: order, how much is under way, one job for each worker, and what goes wrong."""

from __future__ import annotations

import os
import threading
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from generator import crew as module
from generator.crew import ExecutorCrew, do, put_down
from generator.model.problem import CatalogError
from generator.probe import Sight, answer, look, objections, probe_of
from generator.running import running

GATE = threading.Event()
"""Tasks that wait do so until it is opened; threads share it with the test."""


def square(job: dict[str, int], task: int) -> int:
    if task == job["bad"]:
        message = f"found {task}"
        raise CatalogError(message)
    if task >= job["waits"]:
        GATE.wait(60)
    return task * task


JOB = {"bad": -1, "waits": 1000}


class Counting(Executor):
    """Threads that note how many tasks are under way."""

    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(2)
        self.futures: list[Future] = []

    def submit(self, fn, /, *args, **kwargs):
        self.futures.append(self.threads.submit(fn, *args, **kwargs))
        return self.futures[-1]


@pytest.fixture
def counting():
    GATE.clear()
    executor = Counting()
    yield executor
    GATE.set()
    executor.threads.shutdown()


def crew_of(executor: Executor, folder: Path) -> ExecutorCrew:
    return ExecutorCrew(executor, folder / "jobs", width=lambda: 2)


def test_outcomes_come_in_order_and_few_tasks_are_under_way(counting, tmp_path):
    most = 0
    for number, outcome in enumerate(crew_of(counting, tmp_path).run(square, JOB, range(200))):
        assert outcome == number * number
        most = max(most, len(counting.futures) - number)
    assert most == 8
    assert len(counting.futures) == 200
    assert not list((tmp_path / "jobs").iterdir())


def test_no_tasks_are_no_outcomes(counting, tmp_path):
    assert list(crew_of(counting, tmp_path).run(square, JOB, [])) == []


def test_the_error_of_a_task_is_raised_and_what_waits_is_cancelled(counting, tmp_path):
    outcomes = crew_of(counting, tmp_path).run(square, {"bad": 3, "waits": 4}, range(200))
    with pytest.raises(CatalogError, match="found 3"):
        list(outcomes)
    assert len(counting.futures) < 20
    assert any(each.cancelled() for each in counting.futures)
    assert not list((tmp_path / "jobs").iterdir())


def test_who_stops_listening_cancels_what_waits(counting, tmp_path):
    outcomes = crew_of(counting, tmp_path).run(square, {"bad": -1, "waits": 2}, range(200))
    next(outcomes)
    outcomes.close()
    assert len(counting.futures) == 8
    assert any(each.cancelled() for each in counting.futures)


def test_while_a_task_takes_long_somebody_is_asked_whether_to_go_on(counting, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_PATIENCE_S", 0.02)

    def give_up():
        message = "nobody is left"
        raise CatalogError(message)

    crew = replace(crew_of(counting, tmp_path), look_up=give_up)
    with pytest.raises(CatalogError, match="nobody is left"):
        list(crew.run(square, {"bad": -1, "waits": 0}, range(4)))


def late(_job: None, _task: int) -> None:
    raise TimeoutError


def test_a_task_may_raise_a_timeout_of_its_own(counting, tmp_path):
    with pytest.raises(TimeoutError):
        list(crew_of(counting, tmp_path).run(late, None, [1, 2]))


def die(_job: None, _task: int) -> None:
    os._exit(1)


def test_a_dead_process_of_an_executor_is_a_message(tmp_path):
    with (
        ProcessPoolExecutor(1, get_context("spawn")) as processes,
        pytest.raises(CatalogError, match="worker dead"),
    ):
        list(crew_of(processes, tmp_path).run(die, None, [1, 2]))


def identity(job: list[int], _task: int) -> tuple[int, int]:
    return threading.get_ident(), id(job)


def test_each_thread_takes_the_job_up_once_and_has_it_for_itself(counting, tmp_path):
    seen = set(crew_of(counting, tmp_path).run(identity, [1], range(50)))
    assert len(seen) == len({thread for thread, _ in seen}) == len({job for _, job in seen})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda path: path.unlink(), "does it see the folder"),
        (lambda path: path.write_bytes(b"cos\nsystem\n(S'false'\ntR."), "expected the job as it was put down"),
    ],
)
def test_a_job_that_is_gone_or_was_changed_is_never_taken_up(change, message, tmp_path):
    job_file = put_down(square, JOB, tmp_path)
    change(Path(job_file.path))
    with pytest.raises(CatalogError, match=message):
        do(job_file, 3)


@pytest.mark.parametrize(
    ("field", "words"),
    [("python", "found Python 3"), ("program", "a program with the digest"), ("libraries", "the libraries jinja2")],
)
def test_a_worker_that_runs_something_else_says_what(field, words, tmp_path):
    job_file = put_down(square, JOB, tmp_path)
    other = replace(job_file, running=replace(running(), **{field: "other"}))
    with pytest.raises(CatalogError, match=words):
        do(other, 3)


def test_the_jobs_of_builds_that_were_killed_long_ago_are_cleared_away(tmp_path):
    old, young = put_down(square, JOB, tmp_path), put_down(square, JOB, tmp_path)
    os.utime(old.path, (1, 1))
    newest = put_down(square, JOB, tmp_path)
    assert {str(path) for path in tmp_path.iterdir()} == {young.path, newest.path}


def seen_by_a_worker(folder: Path, change=lambda sight: sight) -> list[str]:
    with probe_of((folder,), (folder,)) as probe:
        return objections(probe, {"tcp://1": to_builtins(change(look(probe)))})


def test_a_worker_that_sees_all_is_fit_and_nothing_is_left(tmp_path):
    assert seen_by_a_worker(tmp_path) == []
    assert not list(tmp_path.iterdir())


def test_a_worker_whose_answer_is_not_here_writes_into_another_folder(tmp_path):
    (said,) = seen_by_a_worker(tmp_path, lambda sight: replace(sight, answers=("/nowhere/x",)))
    assert "expected to share the folder" in said


def test_a_worker_that_does_not_see_a_folder_says_which(tmp_path):
    with probe_of((tmp_path,), (tmp_path / "catalog",)) as probe:
        assert look(probe).missing == str(tmp_path / "catalog")
        (said,) = objections(probe, {"tcp://1": answer(to_builtins(probe))})
        assert f"does not see or may not write {tmp_path / 'catalog'}" in said
        strange = replace(probe, written=("/nowhere/probe",))
        assert look(strange).missing == "/nowhere"
        Path(probe.written[0]).write_text("of another build")
        assert look(probe).missing == str(tmp_path)


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give a file away")
def test_a_worker_of_another_user_is_unfit(tmp_path):
    def given_away(sight: Sight) -> Sight:
        os.chown(sight.answers[0], 12345, -1)
        return sight

    (said,) = seen_by_a_worker(tmp_path, given_away)
    assert "as another user" in said


def test_a_worker_that_cannot_run_the_question_is_told_to_install_the_program(tmp_path):
    with probe_of((tmp_path,), ()) as probe:
        (said,) = objections(probe, {"tcp://1": ModuleNotFoundError("No module named 'generator'")})
    assert "No module named 'generator'" in said and "install the same version" in said


@pytest.mark.parametrize("said", [None, {}, {"host": "a"}, "yes"])
def test_a_worker_of_a_version_that_answers_in_another_shape_is_unfit(said, tmp_path):
    with probe_of((tmp_path,), ()) as probe:
        (line,) = objections(probe, {"tcp://1": said})
    assert "cannot run this program" in line and "install the same version" in line


class Late(Future):
    """Done a moment after nobody waits any longer."""

    def result(self, timeout=None):
        if timeout is not None:
            self.set_result(7)
            raise TimeoutError
        return super().result(timeout)


def test_a_task_that_is_done_just_as_the_patience_ends_is_no_error(counting, tmp_path, monkeypatch):
    monkeypatch.setattr(counting, "submit", lambda *_: Late())
    assert list(crew_of(counting, tmp_path).run(square, JOB, [1])) == [7]
