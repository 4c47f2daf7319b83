"""Work that another process does gives what it gives here, whatever becomes of that process."""

from __future__ import annotations

import os
import signal

import pytest

from generator.beside import Beside


@pytest.fixture(autouse=True)
def two_processors(monkeypatch):
    monkeypatch.setattr("generator.beside._processors", lambda: 2)


@pytest.mark.parametrize("is_worth_it", [True, False])
def test_the_result_is_that_of_the_work(is_worth_it):
    beside = Beside(lambda: ("x" * 1_000_000, os.getpid()), is_worth_it=is_worth_it)
    text, process = beside.result()
    assert len(text) == 1_000_000
    assert (process != os.getpid()) == is_worth_it
    beside.close()


def test_what_it_raises_is_raised_here():
    name = "no such page"

    def fails():
        raise LookupError(name)

    with pytest.raises(LookupError, match=name):
        Beside(fails, is_worth_it=True).result()


def test_a_process_that_dies_costs_only_time():
    here = os.getpid()

    def dies_elsewhere():
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    assert Beside(dies_elsewhere, is_worth_it=True).result() == "done"


def test_one_that_nobody_asks_leaves_no_process():
    beside = Beside(lambda: "x" * 1_000_000, is_worth_it=True)
    (_, child) = beside._child
    beside.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(child, 0)
