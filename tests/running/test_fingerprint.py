"""What decides a result changes the hash under which it is kept; what does not, changes nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import tfkata
from tfkata.catalog import records
from tfkata.running import fingerprint
from tfkata.settings import Settings

E01 = records.find("e01")
CHECKOUT = Path(tfkata.__file__).parents[2]
ASKED = ("e01_normalize", "e03_one_hot", "e07_sequential_cnn", "e16_train")
ALL = set(ASKED)
TENSORFLOW = {"e07_sequential_cnn", "e16_train"}
FORKED = """
import json, os, sys
from tfkata.catalog.records import find
from tfkata.running import fingerprint

for _ in sys.stdin:  # each time by a process that has read nothing of the kit yet
    if os.fork() == 0:
        found = [find(name) for name in sys.argv[1:]]
        print(json.dumps({
            "grade": {e.id: fingerprint.of(e) for e in found},
            "verdict": {e.id: fingerprint.of(e, words=False) for e in found},
            "training": {e.id: fingerprint.of(e, words=False, minimum=False) for e in found},
        }), flush=True)
        os._exit(0)
    os.wait()
"""
Hashes = dict[str, dict[str, str]]
Hash = Callable[[], Hashes]
Edit = Callable[[str], str]
ChangedBy = Callable[[str, Edit], dict[str, set[str]]]


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the kit without its data, to be edited."""
    place = tmp_path_factory.mktemp("kit")
    shutil.copy(CHECKOUT / "pyproject.toml", place)
    ignored = shutil.ignore_patterns("__pycache__", "*.npz")
    for name in ("grader/tfkata", "solutions"):
        shutil.copytree(CHECKOUT / name, place / name, ignore=ignored)
    return place


@pytest.fixture(scope="module")
def hashes(kit: Path) -> Iterator[Hash]:
    command = [sys.executable, "-c", FORKED, *ASKED]
    environment = os.environ | {"PYTHONPATH": str(kit / "grader")}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asked, told = process.stdin, process.stdout

        def ask() -> Hashes:
            asked.write("\n")
            asked.flush()
            found: Hashes = json.loads(told.readline())
            return found

        yield ask


@pytest.fixture(scope="module")
def before(hashes: Hash) -> Hashes:
    return hashes()


@pytest.fixture
def changed_by(kit: Path, hashes: Hash, before: Hashes) -> ChangedBy:
    """The exercises whose hashes an edit changes, by kind of hash."""

    def edit(file: str, change: Edit) -> dict[str, set[str]]:
        path = kit / file
        text = path.read_text("utf-8")
        edited = change(text)
        assert edited != text
        path.write_text(edited, "utf-8")
        try:
            after = hashes()
        finally:
            path.write_text(text, "utf-8")
        return {kind: {e for e in ASKED if after[kind][e] != before[kind][e]} for kind in before}

    return edit


def more(text: str) -> str:
    """Another line, which is one of code in Python and says nothing in TOML."""
    return f"{text}\n# more\n" if text.startswith(("id =", "# Written by")) else f"{text}\nMORE = 1\n"


@pytest.mark.parametrize(
    ("file", "exercises"),
    [
        ("grader/tfkata/curriculum/e01_normalize/record.toml", {"e01_normalize"}),
        ("grader/tfkata/curriculum/e01_normalize/checks.py", {"e01_normalize"}),
        ("grader/tfkata/curriculum/e16_train/digit_network.py", {"e16_train"}),
        ("solutions/e03_one_hot.py", {"e03_one_hot"}),
        ("grader/tfkata/checks/kit.py", ALL),
        ("grader/tfkata/checks/candidate.py", ALL),
        ("grader/tfkata/checks/familiar.py", ALL),
        ("grader/tfkata/checks/__init__.py", ALL),
        ("grader/tfkata/candidate/values.py", ALL),
        ("grader/tfkata/candidate/describe_model.py", ALL),
        ("grader/tfkata/candidate/probes.py", ALL),
        ("grader/tfkata/examiner/judge.py", ALL),
        ("grader/tfkata/wire/codec.py", ALL),
        ("grader/tfkata/catalog/source.py", ALL),
        ("grader/tfkata/parser/python.py", ALL),
        ("grader/tfkata/architecture/chain.py", TENSORFLOW),
        ("grader/tfkata/data/manifest.toml", TENSORFLOW),  # real pictures are among the questions to a model
        (
            "grader/tfkata/data/categories/manifest.toml",
            set(),
        ),  # none of these exercises asks about cars or mail
        ("grader/tfkata/report/terminal.py", set()),
        ("grader/tfkata/curriculum/e02_channels/checks.py", set()),
        ("solutions/e02_channels.py", set()),
    ],
)
def test_an_edit_changes_what_it_may_decide(changed_by: ChangedBy, file: str, exercises: set[str]) -> None:
    assert changed_by(file, more) == dict.fromkeys(("grade", "verdict", "training"), exercises)


def test_a_minimum_decides_a_verdict_and_not_what_a_training_reaches(changed_by: ChangedBy) -> None:
    found = changed_by("grader/tfkata/curriculum/e16_train/threshold.toml", more)
    assert found == {"grade": {"e16_train"}, "verdict": {"e16_train"}, "training": set()}


@pytest.mark.parametrize(
    ("file", "exercises"),
    [("e01_normalize/en.toml", {"e01_normalize"}), ("shared_texts/en/common.toml", ALL)],
)
def test_the_words_of_a_text_are_quoted_by_a_grade_alone(
    changed_by: ChangedBy, file: str, exercises: set[str]
) -> None:
    reworded = changed_by(f"grader/tfkata/curriculum/{file}", lambda text: text.replace(" the ", " that ", 1))
    assert reworded == {"grade": exercises, "verdict": set(), "training": set()}


@pytest.mark.parametrize("other", ["{another_value}", "{", "no value"])
def test_the_values_that_a_text_wants_decide_whether_it_can_be_shown(
    changed_by: ChangedBy, other: str
) -> None:
    def wanting(text: str) -> str:
        return re.sub(r"\{\w+\}", other, text, count=1)

    found = changed_by("grader/tfkata/curriculum/e01_normalize/en.toml", wanting)
    assert found["verdict"] == {"e01_normalize"}


def test_comments_docstrings_and_layout_change_nothing(changed_by: ChangedBy) -> None:
    def reworded(text: str) -> str:
        return text.replace('"""', '"""Reworded: ', 1).replace("\n\n\ndef ", "\n\n\n# A comment.\n\ndef ")

    for file in ("checks/kit.py", "candidate/values.py", "curriculum/e01_normalize/checks.py"):
        assert not any(changed_by(f"grader/tfkata/{file}", reworded).values())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SHRINK_SECONDS = 3.0", "SHRINK_SECONDS = 3"),
        ("return None", "return"),
        ("examples: int = 50", "examples: int = 51"),
        ("if diagnose is None:", "if diagnose is not None:"),
        ("SHRINK_SECONDS", "SHRINK"),
    ],
)
def test_the_smallest_change_of_code_counts(changed_by: ChangedBy, old: str, new: str) -> None:
    found = changed_by("grader/tfkata/checks/agreement.py", lambda text: text.replace(old, new))
    assert found["grade"] == ALL


def test_a_new_file_of_an_exercise_counts(kit: Path, hashes: Hash, before: Hashes) -> None:
    path = kit / "grader/tfkata/curriculum/e01_normalize/extra.py"
    path.write_text("VALUE = 1\n", "utf-8")
    try:
        after = hashes()
    finally:
        path.unlink()
    assert {e for e in ASKED if after["grade"][e] != before["grade"][e]} == {"e01_normalize"}


@pytest.mark.parametrize("exercise", records.exercises().values(), ids=lambda exercise: exercise.id)
def test_an_exercise_depends_on_no_other(exercise: records.Exercise) -> None:
    found = fingerprint.files(exercise)
    assert {"exercise/record.toml", "exercise/checks.py", "solution", "tfkata.checks.kit"} <= set(found)
    assert {path.parent.name for path in found.values()} & set(records.exercises()) == {exercise.id}
    assert not {path for path in found.values() if not path.is_file()}


def test_the_key_changes_with_what_decides_and_nothing_else() -> None:
    usual = fingerprint.key(E01, "text", Settings())
    assert fingerprint.key(E01, "text", Settings(threads=7)) == usual
    others = [
        fingerprint.key(E01, "text ", Settings()),
        fingerprint.key(records.find("e02"), "text", Settings()),
        *(
            fingerprint.key(E01, "text", settings)
            for settings in (
                Settings(tier="quick"),
                Settings(seed=1),
                Settings(sandbox="strict"),
                Settings(device="cpu"),
                Settings(patience=2),
            )
        ),
    ]
    assert len({usual, *others}) == len(others) + 1


def test_a_text_with_half_a_surrogate_has_a_key() -> None:
    assert fingerprint.key(E01, "\ud800", Settings())


def test_a_patch_of_python_is_no_other_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def engine(**versions: str) -> str:
        fingerprint.engine.cache_clear()
        with monkeypatch.context() as patched:
            patched.setattr(
                fingerprint, "versions", lambda: {"python": "3.11.7", "keras": "3.1.0"} | versions
            )
            return fingerprint.engine()

    assert engine() == engine(python="3.11.9")
    assert len({engine(), engine(python="3.12.7"), engine(keras="3.1.1")}) == 3
    fingerprint.engine.cache_clear()
