"""Where gradings run, behind `concurrent.futures.Executor`: here, or on the machines of a Dask cluster.

Requests and answers are JSON text, the same for both, and `grade` is the function that is submitted. In the process
in which it runs it finds warm runners (`tfkata.running.shared`).

Dask moves the name of `grade` and that text; what an answer does on a worker it does confined, as it would here.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from dataclasses import asdict, replace
from typing import Any

from tfkata.catalog import records
from tfkata.errors import GraderError, HostError, UsageError
from tfkata.running import fingerprint, shared
from tfkata.settings import Settings

_ADDRESS = re.compile(r"((tcp|tls|ucx|ws|wss)://)?([\w.-]+|\[[0-9a-fA-F:.]+\]):[0-9]{1,5}")
SAME_VERSIONS = "install the same versions of tfkata and its libraries on every worker"
GONE = (
    "the Dask scheduler is gone, or has given up: what was graded is kept: start the scheduler and its workers again, "
    "then run the same command"
)
LOOK_SECONDS = 4.0
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
            f"tfkata or its libraries: {SAME_VERSIONS}"
        )
    settings = _sharing_a_worker(Settings(**wanted["settings"]))
    _end_with_the_worker()
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


def _end_with_the_worker() -> None:
    """On a Dask worker that is told to close, or that loses its scheduler: end what is warm, so that nothing holds it."""
    worker = sys.modules.get("distributed.worker")
    with _watching:
        if worker is None or _watched:
            return
        try:
            here = worker.get_worker()
        except ValueError:  # not on a worker
            return
        _watched.append(here)

    def watch() -> None:
        while here.status.name in ("init", "running", "paused"):
            time.sleep(1)
        shared.close()

    threading.Thread(target=watch, name="tfkata-worker", daemon=True).start()


_watching, _watched = threading.Lock(), list[Any]()


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
    """The workers of a Dask cluster that judge as this machine would; those of another version get nothing.

    What a dead worker held, Dask gives to another one, some times. A learner's failure is a result like any other and
    never tried again.
    """

    def __init__(self, client: Any, *, window: int = 2000) -> None:
        self.window = window
        self._client = client
        self._pool = client.get_executor(pure=False)  # the same text graded again may be meant: --again
        self._wanted = identity()
        self._known: dict[str, str] = {}
        self._looked = 0.0

    @property
    def workers(self) -> int:
        """How many there are that can be given something."""
        return len(self._good())

    def left_out(self) -> dict[str, str]:
        """The workers that are given nothing, and why."""
        self._good()
        return {name: why for name, why in self._known.items() if why}

    def is_warm(self, exercise: records.Exercise, text: str, settings: Settings) -> bool:
        """The workers see to it."""
        return True

    def submit(self, function: Any, /, *arguments: Any, **options: Any) -> Future[Any]:
        """`resources={"GPU": 1}` waits for a worker that has one to spare. While there is no worker, this waits for one.

        Raises:
            HostError: the scheduler is gone, or there are workers and all of them are of other versions.
        """
        good = self._good()
        while not good:
            if self._known:
                found = "; ".join(f"{worker}: {why}" for worker, why in self._known.items())
                raise HostError(f"every worker of the cluster is left out: {found}: {SAME_VERSIONS}")
            time.sleep(LOOK_SECONDS / 2)
            good = self._good()
        with _scheduler_told():
            found_: Future[Any] = self._pool.submit(function, *arguments, workers=good, **options)
        return found_

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """The workers stay: they belong to the cluster."""
        with contextlib.suppress(Exception):  # a scheduler that is gone has nothing to let go of
            self._pool.shutdown(wait=wait)
            self._client.close()

    def _good(self) -> list[str]:
        """The workers of the right version; new ones are asked, a few seconds after they have joined."""
        now = time.monotonic()
        if now - self._looked > LOOK_SECONDS or not self._known:
            with _scheduler_told():
                there = set(self._client.nthreads())
                self._known = {name: why for name, why in self._known.items() if name in there}
                new = sorted(there - set(self._known))
                if new:
                    told = self._client.run(identity, workers=new, on_error="return")
                    self._known |= {name: self._difference(told.get(name)) for name in new}
            self._looked = now
        return [name for name, why in self._known.items() if not why]

    def _difference(self, told: Any) -> str:
        if not isinstance(told, dict):
            return f"it has no tfkata of this version ({type(told).__name__}: {str(told)[:100]})"
        other = [f"{k} {told.get(k)} instead of {v}" for k, v in self._wanted.items() if told.get(k) != v]
        return ", ".join(other[:3])


def identity() -> dict[str, str]:
    """What must be the same on every machine that judges a class: versions of libraries, and tfkata's own content."""
    exercises = {name: fingerprint.known(name) for name in records.exercises()}
    content = hashlib.sha256(json.dumps(exercises, sort_keys=True).encode()).hexdigest()[:12]
    return {**fingerprint.libraries(), "exercises": content}


@contextlib.contextmanager
def _scheduler_told() -> Iterator[None]:
    """A scheduler that does not answer any more is no bug of anybody's."""
    try:
        yield
    except (OSError, TimeoutError, CancelledError, RuntimeError) as error:
        raise HostError(f"{GONE} ({type(error).__name__})") from error


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
