"""Where gradings run makes no difference to what they find: here, or on a Dask cluster of which a worker dies."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from tfkata.catalog import records
from tfkata.classroom import engines
from tfkata.classroom.batch import Batch
from tfkata.classroom.engines import LocalEngine
from tfkata.classroom.store import Store
from tfkata.errors import GraderError, HostError, UsageError
from tfkata.results import CheckResult, ExerciseResult, Graded, Outcome, SubmissionResult
from tfkata.running import fingerprint, shared
from tfkata.running.runner import Runner
from tfkata.settings import Settings
from tfkata.submissions.discover import discover

E01, E02 = records.find("e01"), records.find("e02")
RIGHT = E01.solution.read_text("utf-8")
WRONG = (
    "import numpy as np\n\n\ndef normalize(images):\n    return (images / images.max()).astype('float32')\n"
)
LOUD = "import os\n\n\ndef normalize(images):\n    print('hello')\n    os._exit(3)\n"
SETTINGS = Settings(device="cpu")


def found(result: ExerciseResult) -> ExerciseResult:
    """Without what differs from run to run."""
    checks: list[CheckResult] = [replace(check, seconds=0.0) for check in result.checks]
    return replace(result, seconds=0.0, checks=checks)


def answered(text: str, settings: Settings = SETTINGS) -> SubmissionResult:
    return SubmissionResult.from_json(json.loads(engines.grade(engines.request(E01, text, settings))))


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    yield
    shared.close()


def test_a_request_is_answered_as_the_runner_would() -> None:
    with Runner(SETTINGS) as runner:
        for text in (RIGHT, WRONG, LOUD):
            asked = runner.grade_text(E01, text, "e01_normalize.py")
            result = answered(text)
            assert [found(e) for e in result.exercises] == [found(asked)]
            assert (result.sandbox, result.tier, result.versions) == (
                runner.summary([asked], 1.0).sandbox,
                "full",
                runner.summary([asked], 1.0).versions,
            )


def test_threads_share_the_warm_process_and_shutting_down_ends_it() -> None:
    before = set(psutil.Process().children())
    with LocalEngine(2) as engine:
        asked = [engines.request(E01, f"{RIGHT}# {n}", SETTINGS) for n in range(6)]
        answers = [SubmissionResult.from_json(json.loads(a)) for a in engine.map(engines.grade, asked)]
        assert len(set(psutil.Process().children()) - before) == 1
    assert [a.outcome for a in answers] == [Outcome.PASSED] * 6
    assert set(psutil.Process().children()) == before


def test_shutting_down_without_waiting_gives_up_what_runs() -> None:
    endless = "def normalize(images):\n    while True:\n        pass\n"
    before = set(psutil.Process().children(recursive=True))
    engine = LocalEngine(1)
    running = engine.submit(engines.grade, engines.request(E01, endless, SETTINGS))
    waiting = engine.submit(engines.grade, engines.request(E01, RIGHT, SETTINGS))
    deadline = time.monotonic() + 30
    while len(psutil.Process().children(recursive=True)) < len(before) + 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    engine.shutdown(wait=False, cancel_futures=True)
    assert waiting.cancelled()
    with contextlib.suppress(GraderError):
        answer = SubmissionResult.from_json(json.loads(running.result(timeout=30)))
        assert answer.outcome is Outcome.GRADER_ERROR
    assert set(psutil.Process().children(recursive=True)) <= before


def test_another_version_of_the_exercise_is_not_judged_by(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = engines.request(E01, RIGHT, SETTINGS)
    monkeypatch.setattr(fingerprint, "known", lambda exercise_id: "another")
    with pytest.raises(GraderError, match="same versions of tfkata and its libraries on every worker"):
        engines.grade(asked)


def test_requests_and_answers_are_text() -> None:
    """Between machines nothing that a learner wrote is ever unpickled."""
    asked = engines.request(E01, f"{RIGHT}# 🐟", SETTINGS)
    assert isinstance(asked, str)
    assert isinstance(engines.grade(asked), str)


@pytest.mark.parametrize(
    "address",
    [
        "tcp://127.0.0.1:1",
        "nonsense://x",
        "tcp://127.0.0.1",
        "nonsense",
        "",
        "http://x:80",
        "tcp://:x",
        "a b:1",
    ],
)
def test_a_scheduler_that_is_not_there_is_named(address: str) -> None:
    started = time.monotonic()
    with pytest.raises(UsageError, match=re.escape(f"--scheduler {address}")):
        engines.connect(address, seconds=1)
    assert time.monotonic() - started < 30


# Dask.


@contextlib.contextmanager
def cluster(
    folder: Path, workers: int, others: int = 0
) -> Iterator[tuple[str, list[subprocess.Popen[bytes]], subprocess.Popen[bytes]]]:
    """A scheduler and so many worker processes on loopback; `others` more say that their libraries are of other versions."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    with contextlib.ExitStack() as ends:

        def start(kind: str, *arguments: str, program: Sequence[str] = ()) -> subprocess.Popen[bytes]:
            command = [sys.executable, *(program or ("-m", f"distributed.cli.dask_{kind}")), *arguments]
            run = subprocess.Popen(command, env=os.environ | {"TFKATA_START": "fork"}, **quiet)  # type: ignore[call-overload]
            ends.callback(run.wait)
            ends.callback(run.kill)
            return run

        file = folder / "scheduler.json"
        scheduler = start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)
        )
        deadline = time.monotonic() + 60
        while not (file.is_file() and file.read_text().strip()) and time.monotonic() < deadline:
            time.sleep(0.1)
        address = json.loads(file.read_text())["address"]
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
        running = [start("worker", address, *options) for _ in range(workers)]
        running += [start("worker", address, *options, program=("-c", OTHER_VERSION)) for _ in range(others)]
        yield address, running, scheduler


OTHER_VERSION = """
from importlib import metadata
known = metadata.version
metadata.version = lambda name: "0.0.1" if name == "keras" else known(name)
from distributed.cli.dask_worker import main
main()
"""


def handed_in(folder: Path, count: int) -> Path:
    """Right, wrong and crashing answers to e01, each another text, and one that takes a while."""
    kinds = (RIGHT, WRONG, LOUD, "import time\ntime.sleep(0.5)\n" + RIGHT)
    for number in range(count):
        place = folder / "class" / f"learner{number:02}"
        place.mkdir(parents=True)
        (place / "e01_normalize.py").write_text(f"{kinds[number % 4]}\n# {number}\n", "utf-8")
    return folder / "class"


def by_learner(graded: Iterator[Graded]) -> dict[str, list[ExerciseResult]]:
    return {g.learner.id: [found(e) for e in g.result.exercises] for g in graded}


def test_a_cluster_that_loses_a_worker_finds_the_same(tmp_path: Path) -> None:
    """Three workers; one is killed while it grades. What it held another one grades, and nothing twice."""
    submissions = discover([handed_in(tmp_path, 24)])
    with Store(tmp_path / "local.sqlite") as store:
        local = LocalEngine(2)
        wanted = by_learner(Batch(submissions, [E01], SETTINGS, store, local).run())
        local.shutdown()
    with cluster(tmp_path, 3) as (address, workers, _), Store(tmp_path / "dask.sqlite") as store:
        engine = engines.connect(address)
        eventually(
            lambda: engine.workers == 3
        )  # a request can only go to those who were there when it was made
        batch = Batch(submissions, [E01], SETTINGS, store, engine)
        results: dict[str, list[ExerciseResult]] = {}
        killed = False
        for graded in batch.run():
            results[graded.learner.id] = [found(e) for e in graded.result.exercises]
            busy = [w for w in workers if _grades(w.pid)]
            if len(results) >= 4 and busy and not killed:
                busy[0].kill()
                killed = True
        engine.shutdown()
        assert killed
        assert [w.poll() is None for w in workers].count(False) == 1
        assert results == wanted
        keys = [key for key, *_ in store.log()]
        assert len(keys) == len(set(keys)) == 24


def test_a_worker_of_another_version_is_left_out(tmp_path: Path) -> None:
    submissions = discover([handed_in(tmp_path, 8)])
    with cluster(tmp_path, 1, others=1) as (address, *_), Store(tmp_path / "dask.sqlite") as store:
        engine = engines.connect(address)
        eventually(lambda: engine.workers == 1 and len(engine.left_out()) == 1)
        assert ["keras 0.0.1 instead of" in why for why in engine.left_out().values()] == [True]
        results = by_learner(Batch(submissions, [E01], SETTINGS, store, engine).run())
        engine.shutdown()
    assert Outcome.GRADER_ERROR not in {one.outcome for many in results.values() for one in many}
    assert len(results) == 8


def test_only_workers_of_another_version_is_an_error_that_names_them(tmp_path: Path) -> None:
    submissions = discover([handed_in(tmp_path, 2)])
    with cluster(tmp_path, 0, others=1) as (address, *_), Store(tmp_path / "dask.sqlite") as store:
        engine = engines.connect(address)
        with pytest.raises(HostError, match=r"keras 0\.0\.1 instead of .*on every worker"):
            list(Batch(submissions, [E01], SETTINGS, store, engine).run())
        engine.shutdown()


def test_a_scheduler_that_goes_says_what_to_do_and_leaves_no_process(tmp_path: Path) -> None:
    """Scheduler and worker end together, in the middle of a grading: no worker that closes for ever, no warm program."""
    submissions = discover([handed_in(tmp_path, 24)])
    with cluster(tmp_path, 1) as (address, (worker,), scheduler), Store(tmp_path / "d.sqlite") as store:
        engine = engines.connect(address)
        grading = Batch(submissions, [E01], SETTINGS, store, engine).run()
        next(grading)
        family = psutil.Process(worker.pid).children(recursive=True)
        assert family
        scheduler.kill()
        worker.terminate()
        with pytest.raises(HostError, match="the same command"):
            list(grading)
        engine.shutdown()
        assert psutil.wait_procs(family, timeout=60)[1] == []
        worker.wait(60)


def eventually(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert happened()


def _grades(pid: int) -> bool:
    """Whether a candidate lives below this process."""
    with contextlib.suppress(psutil.Error):
        return any("tfkata-" in p.cwd() for p in psutil.Process(pid).children(recursive=True))
    return False
