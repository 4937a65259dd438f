"""`--in-process`: the learner's code in this very process, so that breakpoints and `--pdb` work.

The same requests and the same codec as between processes, but no wall of any kind: results are advisory.
"""

from __future__ import annotations

import bdb
import os
from collections.abc import Callable
from typing import Any

from tfkata.candidate import preload
from tfkata.candidate.serve import LearnerModule
from tfkata.files.temporary import WorkFolder
from tfkata.results import CheckResult
from tfkata.running import debugger
from tfkata.running.backend import Answer
from tfkata.running.examiners import LocalExaminer
from tfkata.running.processes import tensorflow_settings
from tfkata.settings import Settings
from tfkata.wire.messages import Released
from tfkata.wire.replies import Raised, Value

raised: list[BaseException] = []  # what the learner's code raised last, for a debugger to look at


class _WatchedModule(LearnerModule):
    """Keeps what the learner's code raised last."""

    def _guarded(self, action: Callable[[], Any]) -> Value | Raised:
        def watched() -> Any:
            try:
                return action()
            except bdb.BdbQuit:  # `q` at a breakpoint
                raise KeyboardInterrupt from None
            except BaseException as error:
                raised.append(error)
                raise

        raised.clear()
        return super()._guarded(watched)


class DirectChannel:
    """A `Channel` without another process: each request is answered at once, by calling the learner's module."""

    def __init__(self) -> None:
        self._module = _WatchedModule(passed_on=(KeyboardInterrupt,))
        self._reply = b""

    def send(self, body: bytes, timeout: float | None = None) -> None:
        self._reply = self._module.answer(body)

    def receive(self, timeout: float | None = None) -> bytes:
        return self._reply


class DirectHost:
    """Hands an examiner candidates that are no processes."""

    def launch(self) -> tuple[int, DirectChannel]:
        return 0, DirectChannel()

    def release(self, key: int) -> Released:
        return Released(0, "")


class InProcessBackend:
    """Examiner and learner's code in this process."""

    walls: tuple[str, ...] = ()
    ready = True
    lost = False

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        if settings.device != "gpu":  # told before TensorFlow looks for one, and complains
            for name in ("TF_CPP_MIN_LOG_LEVEL", "CUDA_VISIBLE_DEVICES"):
                if name in (known := tensorflow_settings(settings.device)):
                    os.environ.setdefault(name, known[name])
        debugger.install()
        self._examiner = LocalExaminer()

    def wait_until_ready(self) -> None:
        pass

    def examine(self, answer: Answer) -> InProcessExamination:
        preload.load([*preload.PRELOADED[answer.preload], *answer.extras()])
        folder = WorkFolder()
        try:
            self._examiner.open(answer.job(self._settings, str(folder.path)), DirectHost())
        except BaseException:
            folder.remove()
            raise
        return InProcessExamination(self._examiner, folder)

    def device(self) -> str:
        return self._examiner.device()

    def close(self) -> None:
        self._examiner.close()


class InProcessExamination:
    """An answer before an examiner, both in this process. What it prints goes where this process prints."""

    def __init__(self, examiner: LocalExaminer, folder: WorkFolder) -> None:
        self._examiner, self._folder = examiner, folder

    def check(self, check_id: str, limit: float) -> CheckResult:
        return self._examiner.check(check_id)

    def printed(self) -> str:
        return ""

    def recent(self) -> str:
        return ""

    def abort(self) -> None:
        """What runs in this process cannot be ended by another thread."""

    def close(self) -> None:
        self._examiner.close()
        self._folder.remove()
