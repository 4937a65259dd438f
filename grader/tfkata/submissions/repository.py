"""The contents of a branch of a git repository, read without a checkout.

The repository belongs to a learner, and git runs what a repository's configuration tells it to. So its configuration
and hooks are never read: git is started in an empty repository made here, and told only where the learner's objects
lie. The branch is looked up by reading the file that holds it.
"""

from __future__ import annotations

import contextlib
import math
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path, PurePosixPath

from tfkata.errors import SubmissionError
from tfkata.files.temporary import work_folder
from tfkata.submissions.contents import (
    MAX_ENTRIES,
    Entry,
    is_hidden,
    limit_of,
    read_file,
    too_large,
)

SECONDS = 60
OF_COMPUTING = 20  # in all; a few kilobytes can hold more folders than anybody lists
NICE = 10  # answers that are being graded have a time limit and go first
MAX_LISTING = 8 << 20
MAX_OBJECTS = 200_000  # files that hold objects; a fresh clone has a handful
LARGEST_OBJECT = "128m"  # that git holds in memory: a folder of gigabytes packs to a few megabytes
_OUT_OF_TIME = {getattr(signal, name, 0) for name in ("SIGXCPU", "SIGKILL")} - {0}
_OBJECT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_BRANCH = re.compile(r"[\w][\w./+@=-]{0,200}")


def is_bare(folder: Path) -> bool:
    """Whether a folder is laid out as a bare repository. One that cannot be entered is not."""
    with contextlib.suppress(OSError):
        return (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()
    return False


class GitContents:
    """A branch of a repository; of HEAD where none is named."""

    def __init__(self, repository: Path, branch: str | None = None) -> None:
        self._repository = repository
        self._branch = branch
        self._blobs: dict[PurePosixPath, tuple[str, int]] = {}
        self._left = float(OF_COMPUTING)

    def entries(self) -> list[Entry]:
        alternates = self._repository / "objects" / "info" / "alternates"
        if os.path.lexists(alternates):
            raise self._refused(
                "borrows objects from another repository (objects/info/alternates): clone it again"
            )
        if _has_links(self._repository / "objects"):
            raise self._refused(
                "has links, or more files than can be looked through, among its objects: clone it again"
            )
        listing = self._git("ls-tree", "-r", "-z", "--long", "--full-tree", self._commit(), most=MAX_LISTING)
        lines = listing.split(b"\0")[:-1]
        if len(lines) > MAX_ENTRIES:
            raise self._refused(f"holds more than {MAX_ENTRIES:,} files")
        found = []
        for line in lines:
            facts, _, name = line.partition(b"\t")
            mode, kind, blob, size = facts.decode().split()
            path = PurePosixPath(name.decode("utf-8", "replace"))
            hidden = any(is_hidden(part) for part in path.parts)
            if kind == "blob" and not hidden:
                self._blobs[path] = (blob, int(size) if size.isdigit() else 0)  # of a lost one git says BAD
                found.append(Entry(path, is_link=mode == "120000"))
        return found

    def read(self, entry: Entry) -> bytes:
        blob, size = self._blobs[entry.path]
        if entry.is_link:
            raise SubmissionError(f"{entry.path}: is a link, and links are not followed: commit the file")
        if size > limit_of(entry.path):
            raise too_large(entry.path)
        return self._git("cat-file", "blob", blob, most=limit_of(entry.path))

    def _commit(self) -> str:
        if self._branch is None:
            head = self._file("HEAD").strip()
            if _OBJECT.fullmatch(head):
                return head
            self._branch = head.removeprefix("ref: refs/heads/")
        if not _BRANCH.fullmatch(self._branch) or ".." in self._branch:
            raise self._refused(f"has no branch of the name {self._branch[:60]!r}")
        name = f"refs/heads/{self._branch}"
        if (self._repository / name).is_file():
            commit = self._file(name).strip()
        else:
            packed = self._file("packed-refs") if (self._repository / "packed-refs").is_file() else ""
            pairs = (line.split(" ", 1) for line in packed.splitlines() if line[:1] not in ("#", "^"))
            commit = next((pair[0] for pair in pairs if pair[1:] == [name]), "")
        if not _OBJECT.fullmatch(commit):
            raise self._refused(
                f"has no branch {self._branch}, or nothing is committed to it (`--branch NAME` takes another)"
            )
        return commit

    def _file(self, name: str) -> str:
        try:
            return read_file(self._repository, PurePosixPath(name)).decode("utf-8", "replace")
        except SubmissionError as error:
            raise self._refused(str(error)) from None

    def _git(self, *arguments: str, most: int) -> bytes:
        """What git prints, at most so many bytes.

        Raises:
            SubmissionError: git is not installed, fails, takes too long or prints more.
        """
        program = shutil.which("git")
        if program is None:
            raise self._refused("git is not installed here: install it, or hand over folders")
        with work_folder() as empty:
            _make_empty_repository(empty)
            environment = {
                "PATH": os.environ.get("PATH", os.defpath),
                "HOME": str(empty),
                "GIT_DIR": str(empty),
                "GIT_OBJECT_DIRECTORY": str((self._repository / "objects").resolve()),
                "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_CONFIG_GLOBAL": os.devnull,
                "GIT_NO_REPLACE_OBJECTS": "1",
                "GIT_NO_LAZY_FETCH": "1",
                "GIT_ALLOC_LIMIT": LARGEST_OBJECT,
                "GIT_ALLOW_PROTOCOL": "none",
                "GIT_TERMINAL_PROMPT": "0",
                "GIT_OPTIONAL_LOCKS": "0",
                "LC_ALL": "C",
            }
            command = [program, "--no-pager", *arguments]
            return self._output(command, environment, most)

    def _output(self, command: list[str], environment: dict[str, str], most: int) -> bytes:
        with (
            tempfile.TemporaryFile() as words,
            subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=words
            ) as run,
        ):
            assert run.stdout is not None
            timer = _killed_after(run, SECONDS)
            _bound(run.pid, self._left)
            try:
                printed = run.stdout.read(most + 1)
                if len(printed) > most:
                    raise self._refused("lists or holds more than a submission may")
                self._left -= _ended(run)
            finally:
                timer.cancel()
                run.kill()
            code = run.returncode
            words.seek(0)
            said = words.read(2000).decode("utf-8", "replace").strip().splitlines()
        if self._left <= 0 or -code in _OUT_OF_TIME:
            raise self._refused("takes git too long to read: is there anything in it but the work?")
        if code != 0:
            raise self._refused(f"cannot be read by git: {said[-1] if said else f'exit code {code}'}")
        return printed

    def _refused(self, why: str) -> SubmissionError:
        return SubmissionError(f"{self._repository.name}: {why}")


def _bound(pid: int, seconds: float) -> None:
    """Linux: behind others, and ended by the kernel after so many seconds of a processor."""
    if sys.platform != "linux":
        return
    import resource

    whole = max(1, math.ceil(seconds))
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, NICE)
        resource.prlimit(pid, resource.RLIMIT_CPU, (whole, whole + 1))


def _ended(run: subprocess.Popen[bytes]) -> float:
    """Wait for its end; the seconds of a processor that it took, where the system says."""
    if hasattr(os, "wait4"):
        with contextlib.suppress(ChildProcessError):  # the timer has been there before
            _, status, used = os.wait4(run.pid, 0)
            run.returncode = os.waitstatus_to_exitcode(status)
            return used.ru_utime + used.ru_stime
    run.wait()
    return 0.0


def _has_links(objects: Path) -> bool:
    """Whether the objects, or some of them, would be those of another repository."""
    if objects.is_symlink():
        return True
    waiting, seen = [(objects, 0)], 0
    while waiting:
        folder, depth = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                seen += 1
                if entry.is_symlink() or seen > MAX_OBJECTS:
                    return True
                if entry.is_dir(follow_symlinks=False) and depth == 0:  # git looks no deeper
                    waiting.append((Path(entry.path), 1))
    return False


def _killed_after(run: subprocess.Popen[bytes], seconds: float) -> threading.Timer:
    timer = threading.Timer(seconds, run.kill)
    timer.daemon = True
    timer.start()
    return timer


def _make_empty_repository(folder: Path) -> None:
    (folder / "HEAD").write_text("ref: refs/heads/none\n", "utf-8")
    (folder / "refs").mkdir()
    (folder / "objects").mkdir()
    (folder / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n", "utf-8")
