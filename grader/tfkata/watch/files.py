"""What stands in a learner's file, looked at again and again.

Looked at and not announced: events of the file system do not come on NFS, in WSL's mounts, in Docker's volumes or when a
limit of the kernel is reached, and a watched file is lost when an editor saves by renaming. A look at one small file
costs a few microseconds, works everywhere, and cannot be lost.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tfkata.errors import SubmissionError
from tfkata.workspace import answers

LOOK_SECONDS = 0.1
READ_SECONDS = 1.0  # where a time stamp is too coarse to tell, the content does
SETTLED_SECONDS = (
    0.04  # an editor that empties a file and writes it again is done by then, or changes it once more
)
GONE_SECONDS = 1.0  # some editors delete before they write


@dataclass(frozen=True, slots=True)
class Seen:
    """A file at one moment: its text, or why it has none. `at` is when it was last written, if that is known."""

    path: Path
    text: str = ""
    problem: str = ""
    at: datetime | None = None

    @property
    def digest(self) -> str:
        return hashlib.sha256(f"{self.problem}\0{self.text}".encode("utf-8", "surrogatepass")).hexdigest()

    @classmethod
    def of(cls, path: Path) -> Seen:
        """Look now. Never raises."""
        try:
            text = answers.read(path)
            return cls(path, text, at=datetime.fromtimestamp(path.stat().st_mtime).astimezone())
        except SubmissionError as error:
            gone = (
                f"{path.parent}: this folder is gone: was it moved or renamed? If it comes back, this goes on"
            )
            return cls(path, problem=str(error) if path.parent.is_dir() else gone)
        except (OSError, OverflowError, ValueError):
            return cls(path, problem=f"{path}: was there a moment ago but cannot be read now")


class Watcher:
    """Tells what stands in the file that is watched, whenever it has changed or was saved again unchanged.

    Args:
        changed: called from a thread of its own with what was seen.
        saved_again: called with what was seen where only the time stamp is new.
    """

    def __init__(self, changed: Callable[[Seen], None], saved_again: Callable[[Seen], None]) -> None:
        self._changed, self._saved_again = changed, saved_again
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._digest = ""
        self._stamp: tuple[int, ...] = ()
        self._read_at = 0.0
        self._gone_since: float | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="tfkata-watcher", daemon=True)
        self._thread.start()

    def watch(self, path: Path) -> Seen:
        """Watch this file from now on, and no other; what stands in it now is returned, and told to nobody."""
        with self._lock:
            self._path, self._gone_since = path, None
            self._stamp, seen = _stamp(path), Seen.of(path)
            self._digest, self._read_at = seen.digest, time.monotonic()
        return seen

    def close(self) -> None:
        self._stop.set()
        self._thread.join(5)

    def _run(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            with self._lock:
                tell, seen = self._look()
            if tell is not None and seen is not None:
                tell(seen)

    def _look(self) -> tuple[Callable[[Seen], None] | None, Seen | None]:
        path = self._path
        if path is None:
            return None, None
        stamp, now = _stamp(path), time.monotonic()
        if stamp == self._stamp and now - self._read_at < READ_SECONDS:
            return None, None
        seen = self._settled(path)
        if seen is None or not self._is_surely(seen, now):
            return None, None
        touched = bool(stamp) and stamp != self._stamp
        self._stamp, self._read_at = _stamp(path), now
        if seen.digest == self._digest:
            return (self._saved_again, seen) if touched and not seen.problem else (None, None)
        self._digest = seen.digest
        return self._changed, seen

    def _settled(self, path: Path) -> Seen | None:
        """What stands there, if it is the same a moment later; else None, and the next look tells."""
        seen = Seen.of(path)
        if seen.digest == self._digest:
            return seen
        self._stop.wait(SETTLED_SECONDS)
        return seen if Seen.of(path).digest == seen.digest else None

    def _is_surely(self, seen: Seen, now: float) -> bool:
        """A file that is missing, or empty, may be one that is being saved: that must last."""
        if not seen.problem and seen.text.strip():
            self._gone_since = None
            return True
        if self._gone_since is None:
            self._gone_since = now
        return now - self._gone_since >= GONE_SECONDS


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes when a file is written or replaced; nothing where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino
