"""Many gradings at once: threads that share the warm processes of one runner, each with an examiner of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

from tfkata.running.runner import Runner

Item = TypeVar("Item")
Found = TypeVar("Found")


def in_parallel(
    items: Sequence[Item], work: Callable[[Item, Runner], Found], runner: Runner, *, jobs: int
) -> Iterator[tuple[Item, Found]]:
    """`(item, work(item, clone))` for every item, in the order in which they finish, `jobs` at a time.

    If the iteration is stopped or interrupted, those under way are waited for and the others are not begun.
    """
    mine = threading.local()
    clones: list[Runner] = []

    def run(item: Item) -> Found:
        if not hasattr(mine, "runner"):
            mine.runner = runner.clone()
            clones.append(mine.runner)
        return work(item, mine.runner)

    pool = ThreadPoolExecutor(jobs)
    try:
        futures = {pool.submit(run, item): item for item in items}
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        for clone in clones:
            clone.close()
