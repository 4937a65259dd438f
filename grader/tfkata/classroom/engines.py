"""Where gradings run, behind `concurrent.futures.Executor`: here, or on the machines of a Dask cluster.

Requests and answers are JSON text, the same for both, and `grade` is the function that is submitted. In the process
in which it runs it finds warm runners (`tfkata.running.shared`).

Dask moves the name of `grade` and that text; what an answer does on a worker it does confined, as it would here.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import asdict, replace
from typing import Any

from tfkata.catalog import records
from tfkata.errors import GraderError, UsageError
from tfkata.running import fingerprint, shared
from tfkata.settings import Settings

_ADDRESS = re.compile(r"((tcp|tls|ucx|ws|wss)://)?([\w.-]+|\[[0-9a-fA-F:.]+\]):[0-9]{1,5}")
GPU = "GPU"  # what a Dask worker with a GPU is started with: `dask worker --resources GPU=1`


def request(exercise: records.Exercise, text: str, settings: Settings) -> str:
    """Ask for one answer to be graded, with the fingerprint of the exercise by which it is to be judged."""
    return json.dumps(
        {
            "exercise": exercise.id,
            "text": text,
            "settings": asdict(settings),
            "fingerprint": fingerprint.known(exercise.id),
            "engine": fingerprint.engine(),
        }
    )


def grade(asked: str) -> str:
    """Return a `SubmissionResult` with one exercise, as JSON. Runs in any thread of any process that has tfkata.

    Raises:
        GraderError: this process would judge by another version of the exercise than the one that was asked for.
        UsageError: strict confinement is asked for and cannot be had here.
    """
    wanted = json.loads(asked)
    exercise = records.find(wanted["exercise"])
    if (wanted["fingerprint"], wanted["engine"]) != (fingerprint.known(exercise.id), fingerprint.engine()):
        raise GraderError(
            f"{exercise.id}: {os.uname().nodename if hasattr(os, 'uname') else 'a worker'} has other versions of "
            "tfkata or its libraries: install the same ones on every worker"
        )
    settings = _sharing_a_worker(Settings(**wanted["settings"]))
    runner, started = shared.runner(settings), time.perf_counter()
    result = runner.grade_text(exercise, wanted["text"], f"{exercise.id}.py")
    return json.dumps(runner.summary([result], time.perf_counter() - started).to_json())


def _sharing_a_worker(settings: Settings) -> Settings:
    """On a Dask worker that grades several answers at once, each has its share of the cores."""
    worker = sys.modules.get("distributed.worker")
    if worker is None or settings.threads:
        return settings
    try:
        jobs = int(worker.get_worker().state.nthreads)
    except ValueError:  # not on a worker
        return settings
    return replace(settings, threads=max(1, (os.cpu_count() or 1) // jobs)) if jobs > 1 else settings


class LocalEngine(ThreadPoolExecutor):
    """So many gradings at once on this machine."""

    def __init__(self, jobs: int) -> None:
        super().__init__(jobs, thread_name_prefix="tfkata-grade")
        self.window = 2 * jobs + 2

    def is_warm(self, exercise: records.Exercise, text: str, settings: Settings) -> bool:
        """Whether an answer would be graded at once; what it waits for is begun."""
        return shared.runner(settings).is_warm(exercise, text)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Without `wait`, what is being graded is given up and its processes are ended."""
        super().shutdown(wait=wait, cancel_futures=cancel_futures)
        shared.close()


class DaskEngine(Executor):
    """The workers of a Dask cluster. What a dead worker held, Dask gives to another one, some times.

    A learner's failure is a result like any other and never tried again.
    """

    def __init__(self, client: Any, *, window: int = 2000) -> None:
        self.window = window
        self._client = client
        self._pool = client.get_executor(pure=False)  # the same text graded again may be meant: --again

    @property
    def workers(self) -> int:
        """How many there are; what is submitted while there is none waits for the first."""
        return len(self._client.nthreads())

    def is_warm(self, exercise: records.Exercise, text: str, settings: Settings) -> bool:
        """The workers see to it."""
        return True

    def submit(self, function: Any, /, *arguments: Any, **options: Any) -> Future[Any]:
        """`resources={"GPU": 1}` waits for a worker that has one to spare."""
        found: Future[Any] = self._pool.submit(function, *arguments, **options)
        return found

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """The workers stay: they belong to the cluster."""
        self._pool.shutdown(wait=wait)
        self._client.close()


def connect(address: str, *, seconds: float = 30) -> DaskEngine:
    """The engine of the cluster whose scheduler has this address. It need not have workers yet.

    Raises:
        UsageError: Dask is not installed, that is no address, or nobody answers there.
    """
    if not _ADDRESS.fullmatch(address):  # a client that is given one hangs for a minute when it is let go of
        raise UsageError(f"--scheduler {address}: not an address: write one such as tcp://head:8786")
    try:
        import distributed
    except ImportError:
        raise UsageError("--engine dask: Dask is not installed: pip install 'tfkata[dask]'") from None
    open_client: Any = distributed.Client  # untyped
    try:
        client = open_client(address, timeout=seconds, set_as_default=False)
    except (OSError, ValueError, TypeError, TimeoutError) as error:
        raise UsageError(
            f"--scheduler {address}: no Dask scheduler answers there: {error}: "
            "start `dask scheduler`, which prints its address"
        ) from None
    return DaskEngine(client)


def in_our_words(error: BaseException) -> GraderError:
    """Why there is no answer to a request, when that was neither a learner's doing nor a GraderError already."""
    if isinstance(error, GraderError):
        return error
    if type(error).__name__ == "KilledWorker":
        return GraderError("the workers that graded this answer ended, one after the other")
    return GraderError(f"the engine gave no answer ({type(error).__name__}: {error})")
