"""A process that was started and not forked, such as a parser or a spawned candidate, gets every wall there is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tfkata.sandbox import landlock

pytestmark = pytest.mark.skipif(not landlock.abi(), reason="Landlock")

CONFINED = """
import sys
from pathlib import Path
from tfkata import sandbox
held = sandbox.confine(sandbox.Plan(Path(sys.argv[1])), "strict")
print(",".join(sandbox.tried(held)))
"""


@pytest.mark.parametrize("workdir", ["a folder", "nothing"])
def test_every_wall_stands(tmp_path: Path, workdir: str) -> None:
    """A parser writes nothing, and so has a device in the place of a folder."""
    place = str(tmp_path) if workdir == "a folder" else os.devnull
    run = subprocess.run([sys.executable, "-c", CONFINED, place], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "files,network,syscalls,privileges,limits"


def test_behind_the_walls_a_package_learns_its_own_version(tmp_path: Path) -> None:
    """Many ask for it when they are imported, and fail where they are not told."""
    ask = "\nfrom importlib import metadata\nprint(metadata.version('numpy'), metadata.version('pytest'))\n"
    code = [sys.executable, "-c", CONFINED + ask, str(tmp_path)]
    run = subprocess.run(code, capture_output=True, text=True, check=True)
    assert len(run.stdout.splitlines()[1].split()) == 2
