"""Locks for `multiprocessing` that need no semaphore of the system, where no other process could share one.

Behind the walls a candidate can neither make a named semaphore nor start a process, but `multiprocessing` asks for such a
semaphore in its pools of threads too, and Keras reads folders of pictures with one of those. Standard library only.
"""

from __future__ import annotations

import contextlib
import importlib
import threading
from typing import Any

RECURSIVE_MUTEX, SEMAPHORE = 0, 1


class ThreadLock:
    """What `_multiprocessing.SemLock` is to `multiprocessing`, for the threads of one process."""

    SEM_VALUE_MAX = 2**31 - 1
    name = None
    handle = 0

    def __init__(self, kind: int, value: int, maxvalue: int, name: str, unlink: bool) -> None:
        self.kind, self.maxvalue = kind, maxvalue
        self._value = value
        self._changed = threading.Condition(threading.Lock())
        self._owner, self._times = 0, 0

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        if self.kind == RECURSIVE_MUTEX and self._is_mine():
            self._times += 1
            return True
        with self._changed:
            if not self._changed.wait_for(lambda: self._value > 0, timeout if block else 0):
                return False
            self._value -= 1
            self._owner, self._times = threading.get_ident(), self._times + 1
            return True

    def release(self) -> None:
        with self._changed:
            if self.kind == RECURSIVE_MUTEX:
                if not self._is_mine():
                    raise AssertionError("attempt to release recursive lock not owned by thread")
                if self._times > 1:
                    self._times -= 1
                    return
            elif self._value >= self.maxvalue:
                raise ValueError("semaphore or lock released too many times")
            self._times -= 1
            self._value += 1
            self._changed.notify()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()

    def _is_mine(self) -> bool:
        return self._times > 0 and self._owner == threading.get_ident()

    def _count(self) -> int:
        return self._times

    def _get_value(self) -> int:
        return self._value

    def _is_zero(self) -> bool:
        return self._value == 0

    def _after_fork(self) -> None:
        """Nothing: there is no fork."""


def use() -> None:
    """From now on `multiprocessing` in this process makes its locks of these; where Python has no semaphores, it stays without."""
    with contextlib.suppress(ImportError):
        native: Any = importlib.import_module("_multiprocessing")
        native.SemLock = ThreadLock
