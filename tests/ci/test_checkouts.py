"""`tfkata ci grade` on repositories as learners push them: an untouched stub never comes before work, wherever both lie."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.submissions.shapes import E01, RIGHT, STUB, nb, packed
from tfkata.cli.app import app
from tfkata.report.exit_codes import NOT_PASSED, PASSED
from tfkata.running.runner import Runner

WRONG = RIGHT.replace("np.float32(255)", "images.max()")
OLDER = STUB.replace("Pixels the network likes", "Normalizing").replace("# YOUR CODE HERE", "# TODO")


@dataclass(frozen=True)
class Graded:
    """How a command ended, and what it wrote."""

    code: int
    points: float
    message: str
    notes: str


@pytest.fixture
def checkout(tmp_path: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to fill; the command gets the warm runner of all tests."""
    monkeypatch.setattr("tfkata.ci.grading.Runner", lambda _settings: contextlib.nullcontext(runner))
    return tmp_path / "checkout"


def pushed(checkout: Path, files: dict[str, str | bytes]) -> Graded:
    """What the command makes of a repository with these files."""
    for name, content in files.items():
        path = checkout / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    out = checkout.parent / "result.json"
    ran = CliRunner().invoke(
        app,
        ["ci", "grade", str(checkout), "--exercises", "e01", "--tier", "quick", "--report", f"json={out}"],
        standalone_mode=False,
    )
    assert ran.exception is None, ran.exception
    result = json.loads(out.read_text("utf-8"))
    (exercise,) = result["exercises"]
    message = " ".join([exercise.get("message") or "", *(check["message"] for check in exercise["checks"])])
    return Graded(ran.return_value, exercise["points"], message, "\n".join(result["notes"]))


# By repository: its files, and which of them is judged.
WORK: dict[str, tuple[dict[str, str | bytes], str]] = {
    "the answer in src, stubs in exercises and starter": (
        {"exercises/e01_normalize.py": STUB, "starter/e01_normalize.py": STUB, "src/e01_normalize.py": RIGHT},
        "src/e01_normalize.py",
    ),
    "a stub of an earlier term": (
        {"exercises/e01_normalize.py": OLDER, "homework/e01_normalize.py": RIGHT},
        "homework/e01_normalize.py",
    ),
    "a notebook": ({"exercises/e01_normalize.py": STUB, "hw1.ipynb": nb()}, "hw1.ipynb"),
    "a download beside it": (
        {"exercises/e01_normalize.py": STUB, "exercises/e01_normalize (1).py": RIGHT},
        "exercises/e01_normalize (1).py",
    ),
    "a zip file": (
        {"exercises/e01_normalize.py": STUB, "upload/hw.zip": packed({"e01_normalize.py": RIGHT.encode()})},
        "upload/hw.zip/e01_normalize.py",
    ),
    "capitals, four folders down": (
        {"e01_normalize.py": STUB, "a/b/c/d/E01_Normalize.PY": RIGHT},
        "a/b/c/d/E01_Normalize.PY",
    ),
    "the other way round": (
        {"exercises/e01_normalize.py": RIGHT, "src/e01_normalize.py": STUB, "e01_normalize.ipynb": nb(STUB)},
        "exercises/e01_normalize.py",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WORK)
def test_work_is_graded_and_the_stubs_beside_it_are_named(checkout: Path, name: str) -> None:
    files, judged = WORK[name]
    graded = pushed(checkout, dict(files))
    assert (graded.code, graded.points) == (PASSED, E01.points), graded
    assert f"Judged: `{judged}`" in graded.notes
    for other in set(files) - {judged, judged.rpartition("/")[0]}:
        assert f"`{other}` does not count: it is still the stub" in graded.notes


def test_wrong_work_beside_stubs_is_wrong(checkout: Path) -> None:
    graded = pushed(checkout, {"exercises/e01_normalize.py": STUB, "src/e01_normalize.py": WRONG})
    assert graded.code == NOT_PASSED
    assert 0 < graded.points < E01.points
    assert "Judged: `src/e01_normalize.py`" in graded.notes


def test_stubs_alone_are_not_attempted(checkout: Path) -> None:
    graded = pushed(
        checkout, {f"{place}/e01_normalize.py": STUB for place in ("exercises", "starter", "src")}
    )
    assert (graded.code, graded.points) == (NOT_PASSED, 0)
    assert "Not written yet" in graded.message


def test_two_works_that_differ_are_an_error_of_that_exercise(checkout: Path) -> None:
    files: dict[str, str | bytes] = {
        "exercises/e01_normalize.py": STUB,
        "src/e01_normalize.py": RIGHT,
        "lib/e01_normalize.py": WRONG,
    }
    graded = pushed(checkout, files)
    assert (graded.code, graded.points) == (NOT_PASSED, 0)
    assert "more than once" in graded.message
    assert "src/e01_normalize.py" in graded.message
