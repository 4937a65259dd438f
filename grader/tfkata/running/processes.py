"""What fork and spawn share: a process that was started, what it prints, its limits and its environment."""

from __future__ import annotations

import socket
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tfkata.sandbox import interpreter

AT_A_TIME = 0.25  # seconds


@dataclass
class Process:
    """A process that answers on `end`. How it ended: `status` as from waitpid, `reason` as in `tfkata.checks.endings`.

    `stood_still` counts the seconds of its life in which those who look after it stood still.
    """

    id: int
    end: socket.socket
    printed: list[str] = field(default_factory=list)
    recent: str = ""
    handed_over: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)
    status: int = 0
    reason: str = ""
    stood_still: float = 0.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may use: megabytes above the warm template (0: not watched), seconds of CPU, a GPU."""

    memory_mb: int = 0
    cpu_seconds: int | None = None
    gpu: bool = False
    sandbox: str = "auto"


def wait_until(event: threading.Event, seconds: float) -> bool:
    """Wait for an event as long as this process is awake for so many seconds; whether it came."""
    for _ in range(max(1, round(seconds / AT_A_TIME))):
        if event.wait(AT_A_TIME):
            return True
    return event.is_set()


class Launcher(Protocol):
    """Starts and ends candidates."""

    def start_candidate(self, workdir: Path, limits: Limits) -> Process:
        """Start a process that answers on its `end`.

        Raises:
            GraderError: none can be started any more.
        """

    def end(self, process: Process, reason: str = "killed") -> None:
        """Kill the process with everything it started; return when it is gone."""

    def kill(self, process: Process) -> None:
        """As `end`, from another thread than the one that talks to it, and without waiting."""

    def drain(self, process: Process) -> str:
        """What the process has printed up to now, and since the last call."""

    def recent(self, process: Process) -> str:
        """The newest of it that is known without waiting, for a progress display."""

    def confines(self, sandbox: str) -> bool:
        """Whether a candidate under this level of the sandbox cannot send itself a signal that ends it from outside."""


def environment(device: str, threads: int = 0) -> dict[str, str]:
    """The environment of warm and spawned processes: TensorFlow quiet, one BLAS thread, the device chosen.

    `threads` is how many threads TensorFlow uses, so that several candidates at once do not fight for the cores.

    Nothing else of the user's environment goes in, because every fork of a process holds a copy of what it was
    started with: no token, no key. Where this process was told to look for modules only in its own installation
    (`python -I` or `-E`), the path to others stays out as well. Memory growth keeps one process from taking a whole
    GPU (not run on a GPU so far).
    """
    own = ("HOME", "USERPROFILE", "XDG_CACHE_HOME", "LOCALAPPDATA", "TFKATA_DATA", "KERAS_HOME")
    return interpreter.environment(*own) | tensorflow_settings(device, threads)


def tensorflow_settings(device: str, threads: int = 0) -> dict[str, str]:
    """The variables that TensorFlow, NumPy and matplotlib read when they are imported."""
    extra = {
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_FORCE_GPU_ALLOW_GROWTH": "true",
        "KERAS_BACKEND": "tensorflow",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONUNBUFFERED": "1",
        "PYTHONIOENCODING": "utf-8:backslashreplace",
        "MPLBACKEND": "Agg",
    }
    if device == "cpu" or (device == "auto" and not gpu_device_present()):
        extra["CUDA_VISIBLE_DEVICES"] = "-1"
    if threads:
        extra |= {"TF_NUM_INTRAOP_THREADS": str(threads), "TF_NUM_INTEROP_THREADS": str(threads)}
    return extra


python = interpreter.command


def gpu_device_present() -> bool:
    """Whether the system shows a GPU's device node (NVIDIA, or WSL's): without one, CUDA only prints noise."""
    return sys.platform != "linux" or any(Path(node).exists() for node in ("/dev/nvidiactl", "/dev/dxg"))
