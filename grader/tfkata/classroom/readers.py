"""Submissions read by some threads, ahead of what grades them: one that takes long to read holds up no other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import TypeVar

from tfkata.submissions import parsers

Item = TypeVar("Item")
Found = TypeVar("Found")
THREADS = max(2, min(8, os.cpu_count() or 1))


class Readers:
    """A few threads that read. Use as a context manager: left by an error, what is being read is given up."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="tfkata-read")

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        if kind is not None:
            parsers.close()

    def submit(self, work: Callable[[Item], Found], item: Item) -> Future[Found]:
        """Read it when a thread is free."""
        return self._pool.submit(work, item)

    def each(self, work: Callable[[Item], Found], items: Iterable[Item]) -> Iterator[Found]:
        """What the work finds, whichever is ready first. Small findings only: they are not waited for."""
        for future in as_completed([self.submit(work, item) for item in items]):
            yield future.result()
