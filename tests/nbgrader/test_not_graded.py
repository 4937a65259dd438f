"""Whatever lies among the submissions of a course and is not graded is named, with what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.late import Late
from tests.submissions.shapes import NAME, STUB, nb, packed
from tfkata.nbgrader import course as folder

application = Late("tfkata.nbgrader.application")  # these import nbgrader, which takes seconds
autograde = Late("tfkata.nbgrader.autograde")
graded = Late("tfkata.nbgrader.graded")
submitted = Late("tfkata.nbgrader.submitted")

ONE = {NAME}
THREE = {NAME, "e02_channels", "e03_one_hot"}


def said(tmp_path: Path, files: dict[str, bytes], released: set[str]) -> str:
    """What the end of a run says about one learner."""
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    found = submitted.read("ada", tmp_path)
    return str(found.refused or submitted.unknown(found, released))


@pytest.mark.parametrize("released", [ONE, THREE], ids=["one notebook", "three notebooks"])
@pytest.mark.parametrize(
    "copy",
    [f"{NAME}-Copy1.ipynb", f"{NAME} (1).ipynb", f"Copy of {NAME}.ipynb", "E01_Normalize.ipynb", f"{NAME}.ipynb.json",
     f"{NAME}.IPYNB", f"{NAME}.json", f"{NAME}.py", f"{NAME}.py.txt", f"ps1/{NAME}.ipynb", "hw.zip", "hw.rar", "my_answer.ipynb"],
)  # fmt: skip
def test_work_beside_an_untouched_notebook_is_named(tmp_path: Path, copy: str, released: set[str]) -> None:
    """The one fault that costs a learner everything: nobody looks at the file in which the work is."""
    told = said(tmp_path, {f"{NAME}.ipynb": nb(STUB), copy: nb()}, released)
    assert f"{copy}: " in told
    assert f"{NAME}.ipynb is still as handed out: is the work in another file?" in told


@pytest.mark.parametrize(
    "beside", ["my_notes.md", "data.csv", ".ipynb_checkpoints/x-checkpoint.ipynb", "helper.py", "photo.png"]
)
def test_what_is_no_work_is_not_named(tmp_path: Path, beside: str) -> None:
    assert said(tmp_path, {f"{NAME}.ipynb": nb(STUB), beside: b"x"}, ONE) == ""
    assert said(tmp_path, {f"{NAME}.ipynb": nb(), beside: b"x"}, ONE) == ""


def test_a_copy_beside_work_raises_no_doubt(tmp_path: Path) -> None:
    told = said(tmp_path, {f"{NAME}.ipynb": nb(), f"{NAME}-Copy1.ipynb": nb(STUB)}, THREE)
    assert told == f"{NAME}-Copy1.ipynb: also there, not graded under this name"


def test_a_missing_notebook_is_asked_for_by_its_own_name(tmp_path: Path) -> None:
    """Of three notebooks two are missing; which of them a file is, its name says."""
    told = said(tmp_path, {f"{NAME}.ipynb": nb(), "e03_one_hot (1).ipynb": nb("x = 1")}, THREE)
    assert (
        told == "e03_one_hot (1).ipynb: not graded under this name; e03_one_hot.ipynb is missing: rename it"
    )
    told = said(tmp_path, {"Untitled.ipynb": nb("x = 1")}, THREE)
    assert "e02_channels.ipynb and e03_one_hot.ipynb are missing: rename it if it is one of them" in told


@pytest.mark.parametrize(
    ("name", "what_to_do"),
    [
        (f"{NAME}.ipynb.json", f"call it {NAME}.ipynb"),
        (f"{NAME}.IPYNB", f"call it {NAME}.ipynb"),
        (f"ps1/{NAME}.ipynb", f"call it {NAME}.ipynb and move it out of its folder"),
        ("hw/e01 (2).ipynb", f"call it {NAME}.ipynb and move it out of its folder"),
        (f"{NAME}.py", "ask for the notebook"),
        ("hw.zip", "unpack it there"),
        ("hw.7z", "unpack it there"),
        ("answers.IPYNB", "call it like the notebook that was handed out"),
    ],
)
def test_no_notebook_that_nbgrader_sees(tmp_path: Path, name: str, what_to_do: str) -> None:
    content = packed({f"{NAME}.ipynb": nb()}) if name == "hw.zip" else nb()
    told = said(tmp_path, {name: content, "timestamp.txt": b"2026-11-30 10:00:00 UTC"}, ONE)
    assert told == f"no notebook was handed in that nbgrader sees, but {name}: {what_to_do}"


def test_nothing_at_all(tmp_path: Path) -> None:
    assert said(tmp_path, {"timestamp.txt": b"2026-11-30 10:00:00 UTC"}, ONE) == "no notebook was handed in"


def test_work_in_the_wrong_folder_is_told_and_reported(tmp_path: Path) -> None:
    folder.init(tmp_path, folder.chosen("e01"), "ps1")
    for path in (
        "ada/ps1/e01_normalize.ipynb", "bob/e01_normalize.ipynb", "cyd/PS1/e01_normalize.ipynb", "dan/Ps1 /e01.ipynb",
        "eve/E01_Normalize (1).py", "fay/ps2/e01_normalize.ipynb", "gus/notes.txt", ".hidden/e01_normalize.ipynb",
    ):  # fmt: skip
        (tmp_path / "submitted" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "submitted" / path).write_bytes(nb())
    assert application.misplaced(application.of_course(tmp_path, "ps1"), "ps1") == {
        "bob": "e01_normalize.ipynb does not lie in bob/ps1: move it there",
        "cyd": "the folder PS1 is not called ps1: rename it",
        "dan": "the folder Ps1  is not called ps1: rename it",
        "eve": "E01_Normalize (1).py does not lie in eve/ps1: move it there",
    }
    assert graded.who_handed_in(tmp_path, "ps1") == ["ada", "bob", "cyd", "dan", "eve"]
