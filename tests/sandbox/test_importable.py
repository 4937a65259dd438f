"""A module that is first imported behind the walls is found, also when the folder it lies in has changed since they were built."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tfkata.sandbox import landlock

BEHIND = """
import importlib, importlib.metadata, os, sys
from pathlib import Path
from tfkata import sandbox
if {early}:
    sandbox.prepare()  # as the warm program does, long before
held = sandbox.confine(sandbox.Plan(Path(sys.argv[1])), "auto")
assert "files" in held, held
print("built", flush=True)
sys.stdin.readline()
if {invalidate}:
    importlib.invalidate_caches()
import late_module
print(late_module.SAID, importlib.metadata.version("late-module"))
try:
    os.listdir(os.path.dirname(late_module.__file__))
except PermissionError:
    print("closed")
"""


def _package_added(folder: Path) -> None:
    (folder / "another_package").mkdir()


def _bytecode_written(folder: Path) -> None:
    (folder / "__pycache__").mkdir()


def _file_removed(folder: Path) -> None:
    (folder / "unlisted.py").unlink()


def _nothing(folder: Path) -> None:
    """Leave it as it is."""


@pytest.mark.skipif(landlock.abi() == 0, reason="no Landlock here: nothing is closed")
@pytest.mark.parametrize("early", [True, False])
@pytest.mark.parametrize(
    ("change", "invalidate"),
    [
        (_nothing, False),
        (_nothing, True),
        (_package_added, False),
        (_bytecode_written, True),
        (_file_removed, False),
    ],
)
def test_a_module_is_found(
    tmp_path: Path, change: Callable[[Path], None], invalidate: bool, early: bool
) -> None:
    folder, work = tmp_path / "packages", tmp_path / "work"
    metadata = folder / "late_module-1.2.dist-info"
    metadata.mkdir(parents=True)
    work.mkdir()
    (folder / "late_module.py").write_text("SAID = 'found'\n")
    (folder / "unlisted.py").write_text("")
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: late-module\nVersion: 1.2\n")
    (metadata / "RECORD").write_text("late_module.py,,\nlate_module-1.2.dist-info/METADATA,,\n")
    os.utime(folder, (1, 1))
    with subprocess.Popen(
        [sys.executable, "-c", BEHIND.format(invalidate=invalidate, early=early), str(work)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(folder)},
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "built\n"
        change(folder)
        said, _ = child.communicate("\n", timeout=60)
    assert said.splitlines() == ["found 1.2", "closed"]
