"""`--in-process`: the learner's code in this very process, so that breakpoints and `--pdb` work.

The same requests and the same codec as between processes, but no wall of any kind: results are advisory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from tfkata.candidate.serve import Candidate
from tfkata.checks.candidate import Obituary
from tfkata.files.temporary import WorkFolder
from tfkata.wire.codec import Channel


class _Candidate(Candidate):
    """Keeps what the learner's code raised last, for a debugger to look at."""

    def _guarded(self, action: Callable[[], Any]) -> dict[str, Any]:
        def watched() -> Any:
            try:
                return action()
            except BaseException as error:
                raised.append(error)
                raise

        raised.clear()
        return super()._guarded(watched)


raised: list[BaseException] = []


class LoopChannel:
    """Answers each request at once, by calling the candidate."""

    def __init__(self) -> None:
        self._candidate = _Candidate(passed_on=(KeyboardInterrupt,))
        self._reply = b""

    def send(self, body: bytes, timeout: float | None = None) -> None:
        self._reply = self._candidate.answer(body)

    def receive(self, timeout: float | None = None) -> bytes:
        return self._reply


class InProcessHost:
    """Host and attendant in one: there is no process to start or to bury."""

    def __init__(self) -> None:
        self._folder = WorkFolder()
        self.workdir = str(self._folder.path)

    def launch(self, role: str) -> tuple[int, Channel]:
        return 0, cast("Channel", LoopChannel())

    def bury(self, key: int) -> Obituary:
        return Obituary(0, "")

    def printed(self) -> str:
        return ""

    def recent(self) -> str:
        return ""

    def close(self) -> None:
        self._folder.remove()
