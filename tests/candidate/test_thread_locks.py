"""The locks that a candidate's `multiprocessing` gets keep threads apart as its own do, and need nothing of the system."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tfkata.candidate.thread_locks import RECURSIVE_MUTEX, SEMAPHORE, ThreadLock
from tfkata.catalog import records
from tfkata.results import Outcome
from tfkata.running.runner import Runner
from tfkata.settings import Settings

HEAD = "import numpy as np\n\n\ndef normalize(images):\n"
SCALED = "images.astype(np.float32) / np.float32(255)"
POOLS = {
    "a pool of threads": f"    from multiprocessing.pool import ThreadPool\n    with ThreadPool() as pool:\n        return pool.apply(lambda: {SCALED})\n",
    "a pool of multiprocessing.dummy": f"    from multiprocessing.dummy import Pool\n    return Pool(2).map(lambda _: {SCALED}, [0])[0]\n",
    "a queue": f"    import multiprocessing as m\n    q = m.SimpleQueue()\n    q.put(1)\n    return {SCALED} * np.float32(q.get())\n",
    "locks": f"    import multiprocessing as m\n    with m.Lock(), m.RLock(), m.Semaphore(2), m.Condition():\n        m.Event().set()\n    return {SCALED}\n",
    "threads of joblib": f"    from joblib import Parallel, delayed\n    return Parallel(2, prefer='threads')(delayed(lambda: {SCALED})() for _ in range(3))[0]\n",
}


def lock(kind: int = SEMAPHORE, value: int = 1, most: int = 1) -> ThreadLock:
    return ThreadLock(kind, value, most, "/no-name", True)


@pytest.fixture(scope="module")
def walled() -> Iterator[Runner]:
    runner = Runner(Settings(tier="quick", sandbox="auto"))
    yield runner
    runner.close()


@pytest.mark.parametrize("kind", POOLS)
def test_pools_of_threads_work_behind_the_walls(kind: str, walled: Runner, tmp_path: Path) -> None:
    exercise = records.find("e01")
    answer = tmp_path / "e01_normalize.py"
    answer.write_text(HEAD + POOLS[kind])
    result = walled.grade(exercise, answer)
    assert result.outcome is Outcome.PASSED, [check.message for check in result.checks]


def test_one_thread_at_a_time() -> None:
    held, inside, most = lock(), 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(200):
            with held:
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_a_lock_that_is_held_is_not_had() -> None:
    held = lock()
    assert held.acquire()
    assert not held.acquire(False)
    assert not held.acquire(True, 0.01)
    held.release()
    assert held.acquire(False)


def test_a_lock_is_released_once() -> None:
    with pytest.raises(ValueError, match="too many times"):
        lock().release()


def test_a_recursive_lock_belongs_to_its_thread() -> None:
    held = lock(RECURSIVE_MUTEX)
    assert held.acquire()
    assert held.acquire()
    got: list[bool] = []
    other = threading.Thread(target=lambda: got.append(held.acquire(False)))
    other.start()
    other.join()
    assert got == [False]
    held.release()
    held.release()
    with pytest.raises(AssertionError):
        held.release()


def test_a_semaphore_counts() -> None:
    held = lock(value=2, most=5)
    assert [held.acquire(False) for _ in range(3)] == [True, True, False]
    held.release()
    assert held.acquire(False)
