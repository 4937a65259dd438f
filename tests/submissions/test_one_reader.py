"""The same file is read alike by `grade`, `check`, `ci grade` and `nbgrader autograde`, in whatever shape it was saved or sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.late import Late
from tests.submissions.shapes import E01, NAME, READ, SHAPES, Shape
from tfkata.errors import SubmissionError
from tfkata.results import Learner
from tfkata.submissions import own_folder
from tfkata.submissions.discover import Handed, discover

submitted = Late("tfkata.nbgrader.submitted")  # imports nbgrader, which takes seconds


def graded(folder: Path) -> str | None:
    """As `tfkata grade` reads a learner in a class."""
    found = {handed.learner.id: handed for handed in discover([folder.parent], naming="folders")}
    return found[folder.name].open().read(E01)


def on_a_service(folder: Path) -> str | None:
    """As `tfkata ci grade` reads a checkout."""
    return Handed(Learner("ada"), folder).open().read(E01)


def checked(folder: Path) -> str | None:
    """As `tfkata check` reads the learner's own folder."""
    try:
        (answer,) = own_folder.find(folder, ["e01"]).answers
    except SubmissionError as error:
        if "no such file" in str(error):
            return None
        raise
    if answer.refused is not None:
        raise answer.refused
    return answer.text


def autograded(folder: Path) -> str | None:
    """As `tfkata nbgrader autograde` reads it: notebooks of the released name, nothing else."""
    found = submitted.read("ada", folder)
    if found.refused:
        raise SubmissionError(found.refused)
    ((_, text),) = found.answers
    return text


def verdict(read: Callable[[Path], str | None], folder: Path) -> str:
    """What becomes of it: "right" (the answer is what is judged), "stub", "missing", or why it cannot be read."""
    try:
        text = read(folder)
    except SubmissionError as error:
        return str(error)
    if text is None:
        return "missing"
    return "right" if "/ np.float32(255)" in text and "NotImplementedError" not in text else "stub"


DOORS = {"grade": graded, "ci grade": on_a_service, "check": checked, "nbgrader autograde": autograded}


def opens(door: str, shape: Shape) -> bool:
    if door == "nbgrader autograde":
        return list(shape.files) == [f"{NAME}.ipynb"]
    return door != "check" or not shape.below


@pytest.mark.parametrize("shape", SHAPES + READ, ids=lambda shape: shape.name)
def test_every_door_reads_it_alike(shape: Shape, tmp_path: Path) -> None:
    for name, content in shape.files.items():
        path = tmp_path / "class" / "ada" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    found = {d: verdict(read, tmp_path / "class" / "ada") for d, read in DOORS.items() if opens(d, shape)}
    if shape.refused:
        assert all(shape.refused in said for said in found.values()), found
    else:
        assert set(found.values()) == {"missing" if shape.missing else "right"}, found


def test_there_are_enough_shapes() -> None:
    assert len({shape.name for shape in SHAPES + READ}) == len(SHAPES) + len(READ) > 75
    assert sum(opens("nbgrader autograde", shape) for shape in SHAPES) > 30
