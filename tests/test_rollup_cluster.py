"""`rollup --engine dask`: a cluster of two workers of this machine, one of which is killed."""

import os
import shutil
import signal
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import Client, LocalCluster

from conftest import AFTER, Program, Ran
from inforeport.model import Problem
from inforeport.model.rollup import Ask
from inforeport.period import Period
from inforeport.rollup.asking import answer_of
from inforeport.rollup.cluster import on_cluster
from inforeport.rollup.engines import on_this_machine
from inforeport.rollup.facts import filed
from province import FIRST, SECOND, ledger
from shell import shell
from stand_ins import DEADLY, told_by_name

pytestmark = [
    pytest.mark.network,
    pytest.mark.filterwarnings("default"),  # what Dask warns of is Dask's
]
OFFICES = 12


@pytest.fixture(scope="module")
def offices(street: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The ledgers of twelve offices, each as the one or the other of two."""
    folder = tmp_path_factory.mktemp("offices") / "全市"
    paths = [folder / f"{n:02}.db" for n in range(OFFICES)]
    for path, sent in zip(paths, (FIRST, SECOND), strict=False):
        ledger(street, path, f"第{int(path.stem)}县", sent)
    for n, path in enumerate(paths[2:], 2):
        shutil.copy(paths[n % 2], path)
        Program(path).well("office", "edit", "--name", f"第{n}县")
    return paths


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Two workers, each a process of its own; a second death at one ledger is enough."""
    with (
        dask.config.set(
            {
                "distributed.scheduler.allowed-failures": 1,
                "distributed.worker.multiprocessing-method": "forkserver",  # it loads Dask once
            }
        ),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
    ):
        yield cluster


def test_bar_118_a_worker_that_is_killed_changes_nothing(offices: list[Path], cluster: Any) -> None:
    ask = Ask(period=Period(date(2009, 5, 1), date(2009, 6, 1), "2009-05"), today=AFTER, rows=True)
    work = partial(answer_of, ask)
    with Client(cluster) as client:
        victim = next(iter(client.run(os.getpid).values()))
    answers = on_cluster(work, offices, address=cluster.scheduler_address)
    first = next(answers)
    os.kill(victim, signal.SIGKILL)
    assert [first, *answers] == [*on_this_machine(work, offices, workers=1)]


def test_bar_118_a_ledger_at_which_every_worker_dies_is_named(cluster: Any) -> None:
    paths = [Path(name) for name in ("1", DEADLY, "2")]
    answers = [*on_cluster(told_by_name, paths, address=cluster.scheduler_address)]
    assert [one.place for one in answers if isinstance(one, Problem)] == [DEADLY]
    assert [one.path for one in answers if not isinstance(one, Problem)] == ["1", "2"]


def test_a_worker_that_is_killed_changes_nothing_of_what_facts_answer(
    offices: list[Path], cluster: Any, tmp_path: Path
) -> None:
    facts = tmp_path / "台账数据"
    line = ("--facts", "-o", facts, "--engine", "dask", "--scheduler", cluster.scheduler_address)
    assert shell(tmp_path / "none.db", "rollup", offices[0].parent, *line).status == 0
    ask = Ask(period=Period(date(2009, 5, 1), date(2009, 6, 1), "2009-05"), today=AFTER, rows=True)
    work = partial(answer_of, ask)
    with Client(cluster) as client:
        victim = next(iter(client.run(os.getpid).values()))
    answers = on_cluster(work, filed(facts), address=cluster.scheduler_address)
    first = next(answers)
    os.kill(victim, signal.SIGKILL)
    assert [first, *answers] == [*on_this_machine(work, offices, workers=1)]


def test_the_program_answers_the_same_from_a_cluster(
    offices: list[Path], cluster: Any, tmp_path: Path
) -> None:
    line = ("--today", AFTER, "rollup", offices[0].parent, "--month", "5", "--json")
    own = shell(tmp_path / "none.db", *line)
    there = shell(
        tmp_path / "none.db", *line, "--engine", "dask", "--scheduler", cluster.scheduler_address
    )
    assert (there.status, there.err, there.out) == (0, "", own.out)


def test_a_cluster_that_is_not_there_is_told_in_a_sentence(
    offices: list[Path], run: Program
) -> None:
    ran: Ran = run(
        *("rollup", offices[0].parent, "--month", "5"),
        *("--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"),
    )
    assert (ran.status, ran.out, "error[cluster-lost]" in ran.err) == (4, "", True)
