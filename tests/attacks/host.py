"""Grades the reference answers on machines that fall short, and writes the table in docs/security.md.

    python tests/attacks/host.py [--tier quick] [--exercises e16,e17] [--only NAME] [--write]

Each condition is real: a file system of that size in a mount namespace, limits of the shell, somebody who kills candidates.
As root it runs every condition as root and as an ordinary user; otherwise as the user who starts it. A cell says how many
answers were judged right, how many ended in an error of ours, how many wrong (there must be none), and the exit code.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import os
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import psutil

from tfkata.catalog import records
from tfkata.running.runner import versions

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "security.md"
BEGIN, END = "<!-- host: written by tests/attacks/host.py -->", "<!-- end of host -->"
ORDINARY = 65534
TRAINED = ("e16", "e17", "e18", "e21", "e22")


@dataclass(frozen=True)
class Condition:
    """`mount` are options of a tmpfs for TMPDIR, `limit` one of `ulimit`; every so manieth candidate is killed."""

    name: str
    mount: str = ""
    limit: str = ""
    kill_every: int = 0


CONDITIONS = (
    Condition("nothing is lacking"),
    Condition("TMPDIR of 64 KB", mount="size=64k"),
    Condition("TMPDIR of 1 MB", mount="size=1m"),
    Condition("TMPDIR of 4 inodes", mount="nr_inodes=4"),
    Condition("TMPDIR of 12 inodes", mount="nr_inodes=12"),
    Condition("ulimit -v 2500000", limit="-v 2500000"),
    Condition("ulimit -v 6000000", limit="-v 6000000"),
    Condition("ulimit -f 50", limit="-f 50"),
    Condition("ulimit -f 20000", limit="-f 20000"),
    Condition("ulimit -n 64", limit="-n 64"),
    Condition("ulimit -n 400", limit="-n 400"),
    Condition("ulimit -u 60", limit="-u 60"),
    Condition("ulimit -u 300", limit="-u 300"),
    Condition("one candidate in twenty killed", kill_every=20),
)


@dataclass(frozen=True)
class Found:
    """What became of the answers, and whether any wrong verdict was kept."""

    right: int
    ours: int
    wrong: int
    kept_wrong: int
    code: int

    def __str__(self) -> str:
        parts = [f"{self.right} right"]
        parts += [f"{self.ours} ours"] if self.ours else []
        parts += [f"**{self.wrong} wrong, {self.kept_wrong} kept**"] if self.wrong or self.kept_wrong else []
        return f"{', '.join(parts)}; exit {self.code}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tier", default="quick", choices=["quick", "full"])
    parser.add_argument("--exercises", default="", help="default: all in the quick tier, those that train in the full one")
    parser.add_argument("--only", default="")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    names = asked.exercises.split(",") if asked.exercises else TRAINED if asked.tier == "full" else ()
    chosen = [e for e in records.exercises().values() if e.checks_of(asked.tier)]
    chosen = [e for e in chosen if not names or e.id[:3] in names]
    users = [0, ORDINARY] if os.geteuid() == 0 else [os.geteuid()]
    titles = ["root" if user == 0 else "an ordinary user" for user in users]
    rows = [f"| {asked.tier} tier, {len(chosen)} reference answers | {' | '.join(titles)} |", "|---|" + "---|" * len(users)]
    good = True
    for condition in CONDITIONS:
        if asked.only in condition.name:
            cells = []
            for user in users:
                found = run(condition, chosen, asked.tier, user)
                good = good and not found.wrong and not found.kept_wrong
                cells.append(str(found))
                print(f"{condition.name:32} uid {user:5}  {found}", file=sys.stderr, flush=True)
            rows.append(f"| {condition.name} | {' | '.join(cells)} |")
    text = "\n".join(rows)
    print(text)
    if asked.write:
        write(asked.tier, text)
    sys.exit(0 if good else 1)


def run(condition: Condition, chosen: list[records.Exercise], tier: str, user: int) -> Found:
    """Grades a class of one learner under the condition."""
    place = Path(tempfile.mkdtemp(prefix="tfkata-host-", dir="/var/tmp"))
    try:
        for name in ("tmp", "class/reference"):
            (place / name).mkdir(parents=True)
        for exercise in chosen:
            shutil.copy(exercise.solution, place / "class/reference")
        if user != os.geteuid():
            for path in (place, *place.rglob("*")):
                os.chown(path, user, user)
        (place / "tmp").chmod(0o1777)
        ids = ",".join(e.id for e in chosen)
        command = [sys.executable, "-m", "tfkata", "grade", "class", "--exercises", ids, "--tier", tier]
        command += ["--out", "out", "--jobs", "2", "--patience", "4"]
        environment = {**os.environ, "TMPDIR": str(place / "tmp"), "HOME": str(place), "COLUMNS": "200"}
        log = (place / "log").open("w")
        with log, subprocess.Popen(_wrapped(condition, command, place, user), cwd=place, env=environment, stdout=log, stderr=log) as grading:
            with _killing(grading.pid, condition.kill_every):
                code = grading.wait()
        if os.environ.get("HOST_LOG"):
            print((place / "log").read_text()[-2000:], file=sys.stderr)
        return _found(place, len(chosen), code)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _wrapped(condition: Condition, command: list[str], place: Path, user: int) -> list[str]:
    lines = [f"mount -t tmpfs -o {condition.mount},mode=1777 none {place / 'tmp'}"] if condition.mount else []
    inner = f"ulimit {condition.limit}; exec {shlex.join(command)}" if condition.limit else f"exec {shlex.join(command)}"
    if user != os.geteuid():
        become = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", "bash", "-c", inner]
        inner = f"exec {shlex.join(become)}"
        lines = [*_reachable(place), *lines]
    lines.append(inner)
    namespace = ["unshare", "-m" if os.geteuid() == 0 else "-rm"] if len(lines) > 1 else []
    return [*namespace, "bash", "-ec", "\n".join(lines)]


def _reachable(place: Path) -> list[str]:
    """Commands that let everybody reach this Python where it lies in a folder of root's, in a mount namespace only."""
    python = Path(sys.base_prefix)
    closed = next((p for p in reversed(python.parents) if not p.stat().st_mode & 0o001), None)
    if closed is None:
        return []
    kept = place / "python"
    kept.mkdir()
    mounts = [f"mount --bind {python} {kept}", f"mount -t tmpfs -o mode=755 none {closed}", f"mkdir -p {python}"]
    return [*mounts, f"mount --bind {kept} {python}"]


@contextlib.contextmanager
def _killing(driver: int, every: int) -> Iterator[None]:
    """Kills every so manieth candidate that starts below a process, from outside."""
    over = threading.Event()
    seen: set[int] = set()

    def work() -> None:
        while every and not over.wait(0.03):
            for child in _candidates(driver):
                if child.pid not in seen:
                    seen.add(child.pid)
                    if len(seen) % every == every // 2:
                        with contextlib.suppress(psutil.Error):
                            child.send_signal(signal.SIGKILL)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _candidates(driver: int) -> Iterator[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        for child in psutil.Process(driver).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                if "tfkata-work-" in child.cwd():
                    yield child


def _found(place: Path, count: int, code: int) -> Found:
    """From the store: what was kept, and how the last try of everything else ended."""
    store = place / "out" / "results.sqlite"
    if not store.is_file():
        return Found(0, count if code == 3 else 0, 0 if code == 3 else count, 0, code)
    with contextlib.closing(sqlite3.connect(store)) as database:
        kept = Counter(dict(database.execute("SELECT outcome, count(*) FROM results GROUP BY outcome")))
        last = dict(database.execute("SELECT key, outcome FROM log ORDER BY number"))
    right = sum(outcome == "passed" for outcome in last.values())
    wrong = sum(outcome not in ("passed", "grader_error") for outcome in last.values())
    return Found(right, count - right - wrong, wrong, sum(kept.values()) - kept["passed"], code)


def write(tier: str, table: str) -> None:
    """Puts the table of one tier into the page, that of the other stays."""
    page = PAGE.read_text("utf-8")
    begin = BEGIN.replace("host:", f"host, {tier} tier:")
    end = END.replace("host", f"host, {tier} tier")
    used = versions()
    stamp = (
        f"{datetime.date.today()}, tfkata {used['tfkata']}, TensorFlow {used['tensorflow']}, Python {used['python']}, "
        f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GB, Linux {os.uname().release}"
    )
    head, _, rest = page.partition(begin)
    PAGE.write_text(f"{head}{begin}\n{stamp}:\n\n{table}\n{end}{rest.partition(end)[2]}", "utf-8")


if __name__ == "__main__":
    started = time.monotonic()
    try:
        main()
    finally:
        print(f"{time.monotonic() - started:.0f} s", file=sys.stderr)
