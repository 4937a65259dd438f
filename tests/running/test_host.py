"""What the machine lacks is our error, names it, and is never the learner's result."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running.interference import RIGHT
from tfkata.running.launchers import can_fork
from tfkata.sandbox import means

pytestmark = pytest.mark.skipif(not can_fork(), reason="limits and mounts of Linux")

SAVES = f"""{RIGHT}
_honest = normalize
def normalize(images):
    with open("kept.bin", "wb") as file:
        file.write(bytes(6 << 20))
    return _honest(images)
"""
SWALLOWS = f"""{RIGHT}
_honest = normalize
def normalize(images):
    try:
        open("kept.bin", "wb").write(bytes(6 << 20))
    except OSError:
        return None
    return _honest(images)
"""
WRONG = "def normalize(images):\n    return images / 254\n"


def check(folder: Path, text: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """`tfkata check` of an answer to e01, after shell commands; TMPDIR is `folder`/tmp."""
    (folder / "work").mkdir()
    (folder / "tmp").mkdir()
    (folder / "work" / "e01_normalize.py").write_text(text, "utf-8")
    command = [
        sys.executable,
        "-m",
        "tfkata",
        "check",
        "e01",
        "--from",
        str(folder / "work"),
        "--format",
        "json",
    ]
    script = f"{before}\nexec {shlex.join(command)}"
    wrapped = ["bash", "-ec", script]
    if "mount" in before and os.geteuid() != 0:
        wrapped = ["unshare", "-rm", *wrapped]
    elif "mount" in before:
        wrapped = ["unshare", "-m", *wrapped]
    environment = {**os.environ, "TMPDIR": str(folder / "tmp"), "COLUMNS": "300"}
    return subprocess.run(wrapped, env=environment, capture_output=True, text=True, timeout=300, check=False)


def outcome(run: subprocess.CompletedProcess[str]) -> tuple[str, str]:
    (exercise,) = json.loads(run.stdout)["exercises"]
    return exercise["outcome"], " ".join(c["message"] for c in exercise["checks"])


@pytest.mark.parametrize("size", ["64k", "1m"])
@pytest.mark.parametrize("answer", [SAVES, SWALLOWS, WRONG], ids=["saves", "swallows the error", "wrong"])
def test_a_full_folder_for_temporary_files_is_our_error(tmp_path: Path, size: str, answer: str) -> None:
    mount = f"mount -t tmpfs -o size={size} none {tmp_path / 'tmp'}"
    run = check(tmp_path, answer, mount)
    assert run.returncode == 3, run.stderr + run.stdout
    found, message = outcome(run)
    assert found == "grader_error"
    assert "free space" in message
    assert "TMPDIR" in message


def test_who_needs_no_room_is_judged_without_it(tmp_path: Path) -> None:
    run = check(tmp_path, RIGHT, f"mount -t tmpfs -o size=64k none {tmp_path / 'tmp'}")
    assert (run.returncode, outcome(run)[0]) == (0, "passed")


@pytest.mark.parametrize("inodes", [3, 4])
def test_no_inode_is_our_error(tmp_path: Path, inodes: int) -> None:
    run = check(tmp_path, SAVES, f"mount -t tmpfs -o nr_inodes={inodes} none {tmp_path / 'tmp'}")
    assert run.returncode == 3, run.stderr + run.stdout
    assert "please report" not in run.stderr
    assert "inode" in run.stderr + run.stdout


def test_its_own_use_of_a_roomy_disk_stays_its_own_account(tmp_path: Path) -> None:
    code = "def normalize(images):\n    raise OSError(28, 'No space left on device')\n"
    run = check(tmp_path, code)
    assert (run.returncode, outcome(run)[0]) == (1, "crashed")


FILLS = {
    "a file": "open('x', 'wb', buffering=0)",
    "one without a name": "(lambda f: (os.unlink('x'), f)[1])(open('x', 'wb', buffering=0))",
}


@pytest.mark.parametrize("way", FILLS.values(), ids=FILLS)
def test_who_fills_a_small_disk_is_not_the_machines_account(tmp_path: Path, way: str) -> None:
    code = f"import os\ndef normalize(images):\n    f = {way}\n    while True: f.write(bytes(1 << 20))\n"
    run = check(tmp_path, code, f"mount -t tmpfs -o size=200m none {tmp_path / 'tmp'}")
    assert (run.returncode, outcome(run)[0]) == (1, "crashed"), run.stdout


def test_who_takes_every_inode_is_not_the_machines_account(tmp_path: Path) -> None:
    code = "def normalize(images):\n    for n in range(19_000): open(str(n), 'w').close()\n"
    run = check(tmp_path, code, f"mount -t tmpfs -o nr_inodes=3000 none {tmp_path / 'tmp'}")
    assert (run.returncode, outcome(run)[0]) == (1, "crashed"), run.stdout


@pytest.mark.parametrize(
    ("limit", "named"),
    [
        ("ulimit -v 2500000", "ulimit -v"),
        ("ulimit -v 6000000", "ulimit -v"),
        ("ulimit -f 50", "ulimit -f"),
        ("ulimit -f 20000", "ulimit -f"),
        ("ulimit -n 64", "ulimit -n"),
        ("ulimit -n 400", "ulimit -n"),
        ("ulimit -t 300", "ulimit -t"),
        ("ulimit -d 2500000", "ulimit -d"),
    ],
)
def test_a_low_limit_is_named_before_anything_is_graded(tmp_path: Path, limit: str, named: str) -> None:
    run = check(tmp_path, RIGHT, limit)
    assert (run.returncode, run.stdout) == (3, "")
    assert named in run.stderr
    assert len(run.stderr.splitlines()) == 1


@pytest.mark.parametrize("limit", ["-v 2500000", "-f 50", "-n 64"])
def test_a_low_soft_limit_is_raised(tmp_path: Path, limit: str) -> None:
    run = check(tmp_path, RIGHT, f"ulimit -S {limit}")
    assert (run.returncode, outcome(run)[0]) == (0, "passed"), run.stderr


def test_here_nothing_is_lacking() -> None:
    assert means.shortages() == []


@pytest.mark.parametrize(
    ("message", "claims"),
    [
        ("OSError: [Errno 28] No space left on device: 'x'", True),
        ("Unable to synchronously create file (unable to open file: errno = 24, error message = 'Too many open files')", True),
        ("RuntimeError: can't start new thread", True),
        ("ValueError: operands could not be broadcast together with shapes (28,) (24,)", False),
        ("IndexError: index 28 is out of bounds", False),
    ],
)  # fmt: skip
def test_what_an_error_says_of_the_system(message: str, claims: bool) -> None:
    assert means.claims_a_shortage(message) is claims


def test_doctor_names_what_is_lacking_and_what_to_do() -> None:
    script = 'ulimit -v 3500000; ulimit -n 300; exec "$@"'
    command = [sys.executable, "-m", "tfkata", "doctor", "--device", "cpu"]
    run = subprocess.run(
        ["bash", "-c", script, "-", *command], capture_output=True, text=True, timeout=300, check=False
    )
    assert run.returncode == 1
    lines = [line for line in run.stdout.splitlines() if line.startswith("fail") and "machine" in line]
    assert any("ulimit -v" in line and "→" in line for line in lines)
    assert any("ulimit -n" in line and "→" in line for line in lines)
