"""The parent's side of the warm processes: starts the template, asks it for examiners and candidates,
watches them, keeps what they print, and ends them with everything they started.

`ForkLauncher` is for Linux. Elsewhere, or with TFKATA_START=spawn, `tfkata.running.spawn` takes its place.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import selectors
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Protocol

from tfkata import sandbox
from tfkata.errors import GraderError
from tfkata.wire import frames

KEPT_OUTPUT = 16 * 1024
START_SECONDS = 180.0


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
        """The text so far, and begins anew. The middle of much output is replaced by a line that says so."""
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
    """Starts and ends processes. `walls` names what confines a candidate, known after the first start."""

    walls: list[str]

    def start(self, role: str, workdir: Path, limits: Limits) -> Process: ...

    def end(self, process: Process, reason: str = "killed") -> None: ...

    def drain(self, process: Process) -> str: ...

    def close(self) -> None: ...


def environment(device: str, threads: int = 0) -> dict[str, str]:
    """Environment of warm processes: TensorFlow quiet, one BLAS thread before the fork, the device chosen.

    With `threads`, TensorFlow computes with so many, so that several candidates at once do not fight for the cores.

    Nothing else of the user's environment goes in, because every fork of a process holds a copy of what it was
    started with: no token, no key. Where this process was told to look for modules only in its own installation
    (`python -I` or `-E`), neither does the path to others. Memory growth keeps one process from taking a whole GPU
    (not run on a GPU so far).
    """
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
    return {**{k: v for k, v in os.environ.items() if _goes_in(k)}, **extra}


def _goes_in(name: str) -> bool:
    known = ("HOME", "USERPROFILE", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "LOCALAPPDATA")
    python = () if sys.flags.ignore_environment else ("PYTHONPATH", "PYTHONHOME", "PYTHONHASHSEED")
    return sandbox.is_kept(name) or name in (*known, *python, "TFKATA_DATA", "KERAS_HOME")


def python() -> list[str]:
    """How another Python is started: modules come from where this one has them, and never from the current folder."""
    return [sys.executable, "-P", *(["-s"] if sys.flags.no_user_site else [])]


def gpu_device_present() -> bool:
    """Whether the system shows a GPU's device node (NVIDIA, or WSL's): without one, CUDA only prints noise."""
    return sys.platform != "linux" or any(Path(node).exists() for node in ("/dev/nvidiactl", "/dev/dxg"))


class ForkLauncher:
    """A warm template and what it forked. One thread reads its events and everybody's output."""

    def __init__(self, preload: str, device: str = "auto", threads: int = 0) -> None:
        ours, theirs = socket.socketpair()
        self._control = ours
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the launcher)
        with theirs:
            self._template = subprocess.Popen(
                [*python(), "-m", "tfkata.warm.template", str(theirs.fileno()), preload],
                pass_fds=[theirs.fileno()],
                env=environment(device, threads),
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                start_new_session=True,
            )
        self._ids = itertools.count(1)
        self._provided: set[str] = set()
        self._processes: dict[int, Process] = {}
        self._ready = threading.Event()
        self.threads = 0
        self.walls: list[str] = []
        self._warm = False
        self._lock = threading.RLock()
        self._dead = False
        self._selector = selectors.DefaultSelector()
        self._selector.register(ours, selectors.EVENT_READ, None)
        self._wake_read, self._wake_write = os.pipe()
        self._selector.register(self._wake_read, selectors.EVENT_READ, "wake")
        self._thread = threading.Thread(target=self._listen, name="tfkata-launcher", daemon=True)
        self._thread.start()

    def start(self, role: str, workdir: Path, limits: Limits) -> Process:
        """Forks a process from the template, waiting for it to be warm.

        Raises:
            GraderError: the template did not start, or has ended.
        """
        self.wait_until_warm()
        with self._lock:
            if self._selector.get_map() is None:
                raise GraderError(f"the warm process has ended: {self._last_words()}")
            ours, theirs = socket.socketpair()
            read, write = os.pipe()
            os.set_blocking(read, False)
            process = Process(next(self._ids), ours)
            self._processes[process.id] = process
            self._selector.register(read, selectors.EVENT_READ, process)
            request = {"op": "fork", "id": process.id, "role": role, "workdir": str(workdir)}
            request |= asdict(limits)
            try:
                frames.send(self._control, request, [theirs.fileno(), write])
            except OSError as error:
                raise GraderError(f"the warm process has ended: {self._last_words()}") from error
            finally:
                theirs.close()
                os.close(write)
            os.write(self._wake_write, b".")
        return process

    def provide(self, modules: Iterable[str]) -> None:
        """Have the template import these modules, each once, before it forks again."""
        with self._lock, contextlib.suppress(OSError):  # one that has ended says so at the next start
            new = [module for module in modules if module not in self._provided]
            if new:
                frames.send(self._control, {"op": "import", "modules": new})
                self._provided.update(new)

    def wait_until_warm(self) -> None:
        """Returns when the template can fork.

        Raises:
            GraderError: it did not start; the text carries the end of what it printed.
        """
        if not self._ready.wait(START_SECONDS) or self._dead:
            how = "has ended" if self._warm else "did not start"
            raise GraderError(f"the warm process {how}: {self._last_words()}")

    @property
    def warm(self) -> bool:
        """Whether `start` would not have to wait (or would fail at once)."""
        return self._ready.is_set()

    @property
    def lost(self) -> bool:
        """Whether the template was warm and has ended: another one may do better."""
        return self._warm and self._dead

    def end(self, process: Process, reason: str = "killed") -> None:
        """Kills the process with everything it started; returns when it is gone."""
        if not process.ended.is_set():
            with self._lock, contextlib.suppress(OSError):
                frames.send(self._control, {"op": "kill", "id": process.id, "reason": reason})
            process.ended.wait(10)
        process.end.close()

    def drain(self, process: Process) -> str:
        """What the process has printed up to now (and since the last call)."""
        with self._lock:
            for key in list((self._selector.get_map() or {}).values()):
                if key.data is process:
                    self._read_output(key.fd, process)
            return process.output.take()

    def close(self) -> None:
        """Ends the template and with it all it forked."""
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)
        if not self._warm:  # still importing, it would notice only then; it has forked nothing
            self._template.kill()
        try:
            self._template.wait(10)
        except subprocess.TimeoutExpired:
            self._template.kill()
            self._template.wait(10)
        self._thread.join(5)
        self._log.close()

    def _listen(self) -> None:
        while not self._dead:
            for key, _ in self._selector.select():
                if key.data == "wake":
                    os.read(self._wake_read, 4096)
                elif key.data is None:
                    self._event()
                else:
                    with self._lock:
                        self._read_output(key.fd, key.data)
        with self._lock:
            for key in list(self._selector.get_map().values()):
                if isinstance(key.data, Process):
                    self._read_output(key.fd, key.data)
            for key in list(self._selector.get_map().values()):
                if isinstance(key.data, Process):
                    os.close(key.fd)
            self._selector.close()
            self._control.close()
            os.close(self._wake_read)
            os.close(self._wake_write)
            for process in self._processes.values():
                process.reason = process.reason or "the warm process has ended"
                process.ended.set()

    def _event(self) -> None:
        try:
            event, _ = frames.receive(self._control)
        except (OSError, EOFError):
            self._dead = True
            self._ready.set()
            return
        if event["event"] == "ready":
            self.threads, self.walls, self._warm = event["threads"], event["walls"], True
            self._ready.set()
        else:
            process = self._processes.pop(event["id"])
            process.status, process.reason = event["status"], event["reason"]
            process.ended.set()

    def _read_output(self, descriptor: int, process: Process) -> None:
        for _ in range(64):
            try:
                data = os.read(descriptor, 65536)
            except BlockingIOError:
                return
            except OSError:
                data = b""
            if not data:
                with contextlib.suppress(KeyError, ValueError):
                    self._selector.unregister(descriptor)
                    os.close(descriptor)
                return
            process.output.feed(data)

    def _last_words(self) -> str:
        with contextlib.suppress(OSError, ValueError):
            self._log.seek(0)
            lines = self._log.read().decode("utf-8", "replace").strip().splitlines()
            return lines[-1] if lines else "it printed nothing"
        return "it printed nothing"


def can_fork() -> bool:
    """Whether warm processes can be forked here: Linux, unless TFKATA_START=spawn."""
    return sys.platform == "linux" and os.environ.get("TFKATA_START") != "spawn"
