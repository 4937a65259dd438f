"""What fork and spawn share: a process that was started, what it prints, its limits and its environment."""

from __future__ import annotations

import socket
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tfkata.sandbox import interpreter

KEPT_OUTPUT = 16 * 1024


class Output:
    """What a process printed: the first and the last part, and how much there was in all."""

    def __init__(self) -> None:
        self._head = bytearray()
        self._tail = bytearray()
        self.total = 0

    def feed(self, data: bytes) -> None:
        self.total += len(data)
        room = KEPT_OUTPUT - len(self._head)
        self._head += data[:room]
        self._tail = (self._tail + data[room:] if room > 0 else self._tail + data)[-KEPT_OUTPUT:]

    def take(self) -> str:
        """Return the text so far and start again. The middle of a long output is replaced by a line that says so."""
        left_out = self.total - len(self._head) - len(self._tail)
        gap = f"\n… {left_out:,} bytes left out …\n".encode() if left_out else b""
        text = (bytes(self._head) + gap + bytes(self._tail)).decode("utf-8", "replace")
        self.__init__()  # type: ignore[misc]
        return text

    def recent(self) -> str:
        """The newest part of the text, for a progress display; it stays to be taken."""
        return (bytes(self._head) + bytes(self._tail))[-KEPT_OUTPUT:].decode("utf-8", "replace")


@dataclass
class Process:
    """A process that answers on `end`. `reason` says why it was killed, if it was; `status` as from waitpid."""

    id: int
    end: socket.socket
    output: Output = field(default_factory=Output)
    ended: threading.Event = field(default_factory=threading.Event)
    status: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may use: megabytes above the warm template (0: not watched), seconds of CPU, a GPU."""

    memory_mb: int = 0
    cpu_seconds: int | None = None
    gpu: bool = False
    sandbox: str = "auto"


class Launcher(Protocol):
    """Starts and ends candidates."""

    def start_candidate(self, workdir: Path, limits: Limits) -> Process:
        """Start a process that answers on its `end`.

        Raises:
            GraderError: none can be started any more.
        """

    def end(self, process: Process, reason: str = "killed") -> None:
        """Kill the process with everything it started; return when it is gone."""

    def drain(self, process: Process) -> str:
        """What the process has printed up to now, and since the last call."""


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
