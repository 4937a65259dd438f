"""A warm process that others use: while `tfkata watch` runs, `tfkata check` and pytest have nothing to import.

A socket in the private state of the work folder, for its user alone (mode 600, and each end asks the kernel who the other
is where it can). Frames are JSON: both ends are tfkata, of one installation and one user. An answer is judged as
anywhere else, by an examiner and a candidate behind walls; only who starts them differs.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import stat
import struct
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

from tfkata.catalog import records
from tfkata.checks.endings import Ending
from tfkata.errors import GraderError, HostError, TfkataError, WireError
from tfkata.results import CheckResult, Outcome
from tfkata.running.backend import Answer, AnswerTooCostly, Backend, Examination
from tfkata.settings import Settings
from tfkata.wire.channel import SocketChannel

NAME = "watch.sock"
LONGEST_ADDRESS = 100  # bytes; the kernel allows 108, others 104
HELLO_SECONDS = 2.0
ANSWER_SECONDS = 60.0
SHOW_SECONDS = 0.3


class Makes(Protocol):
    """What the server needs of `Launchers`."""

    def backend(self, preload: str, settings: Settings) -> Backend: ...


def _installation() -> str:
    """Verdicts are shared between equal installations only."""
    return f"{sys.prefix} {sys.version} {metadata.version('tfkata')} {Path(records.__file__).parent}"


@contextlib.contextmanager
def _address(state: Path) -> Iterator[str]:
    """The socket's address: through an open descriptor of its folder where the path is too long for an address."""
    place = str((state / NAME).absolute())
    if len(os.fsencode(place)) <= LONGEST_ADDRESS:
        yield place
        return
    if sys.platform != "linux":
        raise OSError("the path is too long for a socket")
    folder = os.open(state, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{NAME}"
    finally:
        os.close(folder)


def _is_ours(end: socket.socket) -> bool:
    """Whether the other end is a process of this user, as far as the kernel says."""
    if sys.platform != "linux":
        return True
    size = struct.calcsize("3i")
    _, uid, _ = struct.unpack("3i", end.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size))
    return bool(uid == os.getuid())


class Connection:
    """One end: frames of JSON. `device` is what the other end computes on, once it has said so."""

    def __init__(self, end: socket.socket) -> None:
        self.device = ""
        self._channel = SocketChannel(end)
        self._lock = threading.Lock()

    def send(self, **message: Any) -> None:
        with self._lock:
            self._channel.send(json.dumps(message).encode(), ANSWER_SECONDS)

    def receive(self, seconds: float | None = None) -> dict[str, Any]:
        """Raises WireError where the other end is gone, or late, or says something else."""
        try:
            message = json.loads(self._channel.receive(seconds))
        except ValueError as error:
            raise WireError("not JSON") from error
        if not isinstance(message, dict):
            raise WireError("not a message")
        return message

    def close(self) -> None:
        self._channel.shut_down()
        self._channel.close()


# --- the end that serves


class Server:
    """Serves answers of other processes with the warm processes of this one. `open` says whether it could begin."""

    def __init__(self, state: Path, settings: Settings, makes: Makes) -> None:
        self._settings, self._makes, self._place = settings, makes, state / NAME
        self._socket = self._bound(state)
        self._connections: set[Connection] = set()
        self._lock = threading.Lock()
        if self._socket is not None:
            threading.Thread(target=self._accept, name="tfkata-serves", daemon=True).start()

    @property
    def open(self) -> bool:
        return self._socket is not None

    def close(self) -> None:
        if self._socket is None:
            return
        with contextlib.suppress(OSError):
            self._place.unlink()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        with self._lock:
            for connection in self._connections:
                connection.close()

    def _bound(self, state: Path) -> socket.socket | None:
        """None where sockets have no names, where the folder is not ours, or where another one serves already."""
        if not hasattr(socket, "AF_UNIX"):
            return None
        other = connect(state)
        if other is not None:
            other.close()
            return None
        end = socket.socket(socket.AF_UNIX)
        try:
            state.mkdir(mode=0o700, exist_ok=True)
            if state.is_symlink():
                raise OSError
            with contextlib.suppress(FileNotFoundError):
                self._place.unlink()
            with _address(state) as address:
                end.bind(address)
            self._place.chmod(0o600)
            end.listen()
        except OSError:
            end.close()
            return None
        return end

    def _accept(self) -> None:
        assert self._socket is not None
        while True:
            try:
                end, _ = self._socket.accept()
            except OSError:
                return
            if not _is_ours(end):
                end.close()
                continue
            connection = Connection(end)
            with self._lock:
                self._connections.add(connection)
            threading.Thread(
                target=self._serve, args=(connection,), name="tfkata-served", daemon=True
            ).start()

    def _serve(self, connection: Connection) -> None:
        served = _Served(connection, self._settings, self._makes)
        try:
            served.run()
        except WireError:
            pass
        finally:
            served.close()
            with self._lock:
                self._connections.discard(connection)
            with contextlib.suppress(OSError):
                connection.close()


class _Served:
    """One conversation: a backend of its own, and one answer at a time."""

    def __init__(self, connection: Connection, settings: Settings, makes: Makes) -> None:
        self._connection, self._settings, self._makes = connection, settings, makes
        self._backend: Backend | None = None
        self._examination: Examination | None = None

    def run(self) -> None:
        self._connection.send(installation=_installation(), device=self._settings.device)
        while True:
            message = self._connection.receive()
            try:
                reply = self._reply(message)
            except AnswerTooCostly as cost:
                reply = {"costly": [str(cost.ending.outcome), cost.ending.message]}
            except TfkataError as error:
                reply = {"failed": str(error), "host": isinstance(error, HostError)}
            self._connection.send(**reply)

    def _reply(self, message: dict[str, Any]) -> dict[str, Any]:
        match message:
            case {"preload": preload, "settings": settings}:
                self._backend = self._makes.backend(preload, Settings(**settings))
                self._backend.wait_until_ready()
                return {"walls": list(self._backend.walls)}
            case {"exercise": name, "text": text, "filename": filename, "again": again}:
                self._end_examination()
                answer = Answer(records.find(name), text, filename, again)
                self._examination = self._warm().examine(answer)
                return {"open": True}
            case {"check": check, "limit": limit}:
                return self._checked(check, limit)
            case {"printed": True}:
                return {"text": self._examination.printed() if self._examination else ""}
            case {"device": True}:
                return {"name": self._warm().device()}
            case {"end": True}:
                self._end_examination()
                return {"ended": True}
        raise GraderError("nobody asks that")

    def _checked(self, check: str, limit: float) -> dict[str, Any]:
        assert self._examination is not None, "a check belongs to an examination"
        over = threading.Event()
        shows = threading.Thread(target=self._show, args=(self._examination, over), daemon=True)
        shows.start()
        try:
            result = self._examination.check(check, limit)
        finally:
            over.set()
            shows.join()
        return {"result": asdict(result)}

    def _show(self, examination: Examination, over: threading.Event) -> None:
        """The newest of what the code prints, now and then; who asked may be gone, and then all of it ends."""
        while not over.wait(SHOW_SECONDS):
            try:
                self._connection.send(recent=examination.recent())
            except (WireError, OSError):
                examination.abort()
                return

    def _warm(self) -> Backend:
        if self._backend is None:
            raise GraderError("no backend was asked for")
        return self._backend

    def _end_examination(self) -> None:
        if self._examination is not None:
            examination, self._examination = self._examination, None
            examination.close()

    def close(self) -> None:
        with contextlib.suppress(GraderError):
            self._end_examination()
        if self._backend is not None:
            self._backend.close()


# --- the end that asks


def connect(state: Path) -> Connection | None:
    """A connection to the watch that serves there; None where nobody does, or an installation that is not this one."""
    if not hasattr(socket, "AF_UNIX"):
        return None
    end = socket.socket(socket.AF_UNIX)
    end.settimeout(HELLO_SECONDS)
    try:
        if state.is_symlink() or not stat.S_ISSOCK((state / NAME).lstat().st_mode):
            raise OSError
        with _address(state) as address:
            end.connect(address)
        if not _is_ours(end):
            raise OSError
        connection = Connection(end)
        hello = connection.receive(HELLO_SECONDS)
    except (OSError, WireError):
        end.close()
        return None
    if hello.get("installation") != _installation():
        connection.close()
        return None
    connection.device = str(hello.get("device"))
    return connection


class ServedBackend:
    """Examiner and candidates of another process, which is warm."""

    ready = True

    def __init__(self, connection: Connection, preload: str, settings: Settings) -> None:
        self._connection = connection
        self.lost = False
        self.walls: Sequence[str] = ()
        reply = self.ask({"preload": preload, "settings": asdict(settings)})
        self.walls = tuple(reply["walls"])

    def wait_until_ready(self) -> None:
        """It was ready when it was made."""

    def examine(self, answer: Answer) -> ServedExamination:
        self.ask(
            {
                "exercise": answer.exercise.id,
                "text": answer.text,
                "filename": answer.filename,
                "again": answer.again,
            }
        )
        return ServedExamination(self)

    def device(self) -> str:
        return str(self.ask({"device": True})["name"])

    def close(self) -> None:
        self._connection.close()

    def ask(
        self, message: dict[str, Any], seconds: float = ANSWER_SECONDS, show: list[str] | None = None
    ) -> dict[str, Any]:
        """One request and its reply.

        Raises:
            GraderError: the other process is gone, or says so of itself. AnswerTooCostly: as `Examination.check`.
        """
        try:
            self._connection.send(**message)
            while "recent" in (reply := self._connection.receive(seconds)):
                if show is not None:
                    show[:] = [str(reply["recent"])]
        except (WireError, OSError) as error:
            self.lost = True
            raise GraderError("the `tfkata watch` that judged this has ended") from error
        if "costly" in reply:
            outcome, text = reply["costly"]
            raise AnswerTooCostly(Ending(Outcome(outcome), text))
        if "failed" in reply:
            raise (HostError if reply.get("host") else GraderError)(reply["failed"])
        return reply


class ServedExamination:
    """One answer before an examiner of another process."""

    def __init__(self, backend: ServedBackend) -> None:
        self._backend = backend
        self._recent: list[str] = []

    def check(self, check_id: str, limit: float) -> CheckResult:
        reply = self._backend.ask({"check": check_id, "limit": limit}, limit + ANSWER_SECONDS, self._recent)
        return CheckResult.from_json(reply["result"])

    def printed(self) -> str:
        with contextlib.suppress(GraderError):
            return str(self._backend.ask({"printed": True})["text"])
        return ""

    def recent(self) -> str:
        return "".join(self._recent)

    def abort(self) -> None:
        self._backend.close()

    def close(self) -> None:
        with contextlib.suppress(GraderError):
            self._backend.ask({"end": True})
