"""`tfkata author new` writes an exercise that is whole at once, or nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import tfkata

CHECKOUT = Path(tfkata.__file__).parents[2]
ID = "e99_double_up"
FILES = [
    f"exercises/{ID}.py",
    f"grader/tfkata/curriculum/{ID}/__init__.py",
    f"grader/tfkata/curriculum/{ID}/checks.py",
    f"grader/tfkata/curriculum/{ID}/en.toml",
    f"grader/tfkata/curriculum/{ID}/record.toml",
    f"solutions/{ID}.py",
    f"tests/bank/answers/{ID}/right_added.py",
    f"tests/bank/answers/{ID}/wrong_in_place.py",
    f"tests/bank/answers/{ID}/wrong_squared.py",
]


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the kit without its data and its answers."""
    place = tmp_path_factory.mktemp("kit")
    shutil.copy(CHECKOUT / "pyproject.toml", place)
    ignored = shutil.ignore_patterns("__pycache__", "*.npz")
    for name in ("grader/tfkata", "solutions", "exercises"):
        shutil.copytree(CHECKOUT / name, place / name, ignore=ignored)
    (place / "tests/bank/answers").mkdir(parents=True)
    return place


def run(kit: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tfkata", *arguments],
        cwd=kit,
        env=os.environ | {"PYTHONPATH": str(kit / "grader")},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def files(kit: Path) -> set[str]:
    found = (
        path for path in kit.rglob("*") if "__pycache__" not in path.parts and ".tfkata" not in path.parts
    )
    return {path.relative_to(kit).as_posix() for path in found}


def remove(kit: Path, names: set[str]) -> None:
    for path in (kit / name for name in names):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


@pytest.fixture
def begun(kit: Path) -> Iterator[Path]:
    """The kit with a new exercise in it; it goes again afterwards."""
    before = files(kit)
    made = run(kit, "author", "new", ID)
    assert made.returncode == 0, made.stderr
    assert sorted(line.removeprefix("wrote ") for line in made.stdout.splitlines()[:-1]) == FILES
    assert {name for name in files(kit) - before if (kit / name).is_file()} == set(FILES)
    yield kit
    remove(kit, files(kit) - before)


def test_it_breaks_no_rule_but_for_the_answers_still_to_be_written(begun: Path) -> None:
    """The solution passes, the stub is not attempted, the right answer passes, the wrong one fails by its code."""
    checked = run(begun, "author", "check", ID)
    assert [line.strip() for line in checked.stdout.splitlines() if line.startswith("    ")] == [
        f"tests/bank/answers/{ID}: has 1 right answers, it needs at least 6",
        f"tests/bank/answers/{ID}: has 2 wrong answers, it needs at least 8",
    ], checked.stdout + checked.stderr
    assert "3 judged: nothing is kept" in checked.stdout


def test_each_of_its_checks_can_fail_by_its_code(begun: Path, tmp_path: Path) -> None:
    answers = {
        "double-up.squared": "def double_up(values):\n    return values**2\n",
        "double-up.mutates-input": "def double_up(values):\n    values *= 2\n    return values\n",
    }
    for code, text in answers.items():
        (tmp_path / f"{ID}.py").write_text(text, "utf-8")
        said = run(begun, "check", ID, "--from", str(tmp_path), "--format", "json")
        assert f'"misconception": "{code}"' in said.stdout
        assert said.returncode == 1


def test_what_it_writes_is_as_tidy_as_the_rest(begun: Path) -> None:
    written = [str(begun / name) for name in FILES if name.endswith(".py") and not name.startswith("tests")]
    for command in (["ruff", "check"], ["ruff", "format", "--check"]):
        tidy = subprocess.run(
            [sys.executable, "-m", *command, *written], capture_output=True, text=True, check=False
        )
        assert tidy.returncode == 0, tidy.stdout


def test_the_title_is_that_of_the_record_and_of_the_statement(kit: Path) -> None:
    before = files(kit)
    assert run(kit, "author", "new", "e98_a", "--title", "It's {odd} & $mall").returncode == 0
    assert "It's {odd} & $mall" in run(kit, "list").stdout
    assert (kit / "exercises/e98_a.py").read_text("utf-8").startswith('"""It\'s {odd} & $mall\n')
    remove(kit, files(kit) - before)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["normalize"], "'normalize' cannot be the id of an exercise"),
        (["e99"], "'e99' cannot be the id of an exercise"),
        (["e99_Upper"], "'e99_Upper' cannot be the id of an exercise"),
        (["e99_class"], "'e99_class' cannot be the id of an exercise"),
        (["../e99_x"], "cannot be the id of an exercise"),
        (["e01_other"], "e01_other: there is e01_normalize already"),
        (["e99_one_hot"], "e99_one_hot: there is e03_one_hot already"),
        (["e99_x", "--title", 'say "x"'], "a title is one line without quotation marks"),
        (["e99_x", "--title", " "], "a title is one line"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(kit: Path, arguments: list[str], why: str) -> None:
    before = files(kit)
    refused = run(kit, "author", "new", *arguments)
    assert refused.returncode == 2
    assert refused.stderr.startswith("tfkata: ")
    assert why in refused.stderr
    assert files(kit) == before


@pytest.mark.parametrize("place", ["exercises/e99_x.py", "solutions/e99_x.py", "tests/bank/answers/e99_x"])
def test_what_is_there_already_is_kept_and_nothing_is_left_half_written(kit: Path, place: str) -> None:
    """The last of them is a file where a folder is wanted, which shows only while writing."""
    (kit / place).write_text("mine", "utf-8")
    before = files(kit)
    refused = run(kit, "author", "new", "e99_x")
    assert refused.returncode == 2
    assert "is there already" in refused.stderr or "nothing was written" in refused.stderr
    assert files(kit) == before
    assert (kit / place).read_text("utf-8") == "mine"
    (kit / place).unlink()
