"""Warm runners that stay until this process ends: for callers that grade one answer after another and keep nothing.

The threads of a process share the warm processes, and each has a runner of its own, because a runner is not for two
threads at once. A few settings at a time have warm processes; those of the oldest go when there are too many.
"""

from __future__ import annotations

import atexit
import threading

from tfkata.errors import GraderError
from tfkata.running.runner import Runner
from tfkata.settings import Settings

KEPT = 2


def runner(settings: Settings | None = None) -> Runner:
    """Return the runner of the calling thread for these settings: the same one at every call, warm from the first answer.

    Raises:
        GraderError: `close` was called meanwhile.
    """
    settings = settings or Settings()
    with _lock:
        if settings not in _groups:
            if not _groups:
                atexit.register(close)
            while len(_groups) >= KEPT:
                _groups.pop(next(iter(_groups))).close()
            _groups[settings] = _Group(settings)
        group = _groups[settings]
    return group.mine()


def close() -> None:
    """End every warm process that was started for `runner`. A thread that still grades with one gets a GraderError."""
    with _lock:
        groups = list(_groups.values())
        _groups.clear()
    for group in groups:
        group.close()


class _Group:
    """The runner that starts and ends the warm processes of one kind of settings, and those of the threads."""

    def __init__(self, settings: Settings) -> None:
        self._first = Runner(settings)
        self._thread = threading.local()
        self._lock = threading.Lock()
        self._others: list[Runner] = []
        self._closed = False

    def mine(self) -> Runner:
        found: Runner | None = getattr(self._thread, "runner", None)
        if found is None:
            with self._lock:
                if self._closed:
                    raise GraderError("grading has been ended")
                found = self._thread.runner = self._first.clone()
                self._others.append(found)
        return found

    def close(self) -> None:
        with self._lock:
            self._closed = True
            others, self._others = self._others, []
        self._first.close()
        for one in others:
            one.close()


_lock = threading.Lock()
_groups: dict[Settings, _Group] = {}
