"""Which editor opens a file, and who has the terminal meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from tfkata.errors import UsageError
from tfkata.watch import editor


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(editor.shutil, "which", lambda name: None)


def test_what_is_set_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert editor.command() == ["code"]
    monkeypatch.setenv("EDITOR", "vim -p")
    assert editor.command() == ["vim", "-p"]
    monkeypatch.setenv("VISUAL", "'/opt/my editor/bin/subl' --wait")
    assert editor.command() == ["/opt/my editor/bin/subl", "--wait"]


def test_without_any_it_says_how_to_name_one() -> None:
    with pytest.raises(UsageError, match="VISUAL or EDITOR"):
        editor.command()


@pytest.mark.parametrize(
    ("call", "takes"),
    [(["vim"], True), (["/usr/bin/nano"], True), (["code"], False), (["/opt/bin/subl", "-w"], False)],
)
def test_who_has_the_terminal(call: list[str], takes: bool) -> None:
    assert editor.takes_the_terminal(call) is takes


def test_an_editor_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be started"):
        editor.run([str(tmp_path / "no-editor")], tmp_path / "e01.py")
