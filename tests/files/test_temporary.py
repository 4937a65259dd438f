"""Work folders: alone while their maker lives, cleared away by a later run when it was killed, and nothing else with them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tfkata.files import temporary
from tfkata.files.temporary import WorkFolder, clear_leftovers, work_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such locks there")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of this test's own; folders count as old at once."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(temporary, "GRACE_SECONDS", 0.0)
    return tmp_path


def left(place: Path, name: str = "tfkata-work-abcd_123") -> Path:
    """What a killed run leaves: files, a link that leads out, a folder that nobody may enter."""
    folder = place / name
    (folder / "shut").mkdir(parents=True)
    (folder / "shut" / "weights.h5").write_text("x")
    (folder / "out").symlink_to(place / "precious", target_is_directory=True)
    (folder / "shut").chmod(0)
    folder.chmod(0)
    return folder


def test_a_folder_is_made_and_removed(place: Path) -> None:
    with work_folder() as path:
        assert path.parent == place
        assert list(path.iterdir()) == []
    assert not path.exists()


def test_what_a_killed_process_left_is_cleared(place: Path) -> None:
    code = (
        "from tfkata.files.temporary import WorkFolder\nfolder = WorkFolder()\n"
        "(folder.path / 'file').write_text('x')\nprint(folder.path, flush=True)\ninput()"
    )
    command = [sys.executable, "-c", code]
    environment = os.environ | {"TMPDIR": str(place)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as run:
        assert run.stdout is not None
        folder = Path(run.stdout.readline().strip())
        log = folder.with_name(f"{folder.name}.1.log")
        log.write_text("printed")
        assert clear_leftovers() == []  # it is at work
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert folder.is_dir()
        assert clear_leftovers() == [folder]
    assert not folder.exists()
    assert not log.exists()


def test_nothing_behind_a_link_is_touched(place: Path) -> None:
    (place / "precious").mkdir()
    (place / "precious" / "thesis.tex").write_text("x")
    (place / "tfkata-work-linked_1").symlink_to(place / "precious", target_is_directory=True)
    folder = left(place)
    assert clear_leftovers() == [folder]
    assert (place / "precious" / "thesis.tex").read_text() == "x"
    assert (place / "tfkata-work-linked_1").is_symlink()


@pytest.mark.parametrize(
    "name", ["tfkata-abcd1234", "tfkata-work-", "tfkata-work-abc", "tfkata-work-abcd_1234", "work-abcd_123"]
)
def test_only_what_is_called_like_ours(place: Path, name: str) -> None:
    folder = left(place, name)
    assert clear_leftovers() == []
    assert folder.exists()


def test_a_file_of_that_name_stays(place: Path) -> None:
    (place / "tfkata-work-abcd_123").write_text("x")
    assert clear_leftovers() == []
    assert (place / "tfkata-work-abcd_123").is_file()


def test_another_users_folder_stays(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = left(place)
    me = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: me + 1)
    assert clear_leftovers() == []
    assert folder.exists()


def test_one_that_was_made_just_now_stays(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its maker may not have locked it yet."""
    monkeypatch.setattr(temporary, "GRACE_SECONDS", 60.0)
    folder = left(place)
    assert clear_leftovers() == []
    assert folder.exists()


def test_a_folder_in_use_in_this_process_stays(place: Path) -> None:
    folder = WorkFolder()
    assert clear_leftovers() == []
    assert folder.path.is_dir()
    folder.remove()
    folder.remove()  # twice is no harm
    assert not folder.path.exists()
