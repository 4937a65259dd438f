"""How others write it: two right answers, short, unlike the learner's and unlike each other."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tfkata.catalog import bank, others, records

EVERY = list(records.exercises().values())


@pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: exercise.id)
def test_two_right_answers_are_shown_as_a_learner_would_write_them(exercise: records.Exercise) -> None:
    mine = exercise.solution.read_text("utf-8")
    found = others.written(exercise.id, mine)
    assert len(set(found)) == 2
    kept = {path.read_text("utf-8") for path in bank.answers(exercise.id) if path.name.startswith("right_")}
    for text in found:
        assert any(one.rstrip().endswith(text.rstrip()) and one.startswith("# expect: pass") for one in kept)
        assert not text.startswith(("#", "\n"))
        assert text.count("\n") < max(45, 7 * len(exercise.functions))
        defined = {node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
        assert defined & set(exercise.functions)


def test_what_the_learner_wrote_is_not_shown_again() -> None:
    for path in bank.answers("e03_one_hot"):
        text = path.read_text("utf-8")
        assert not [one for one in others.written("e03_one_hot", text) if one.strip() in text]


def test_what_only_one_answer_does_is_not_shown_first() -> None:
    """A model rebuilt from its configuration is right, and nobody writes it so."""
    mine = (
        "def build_model():\n    return keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten()])\n"
    )
    texts = {path.name: path.read_text("utf-8") for path in bank.answers("e06_dense")}
    assert any("from_config" in text for name, text in texts.items() if name.startswith("right_"))
    assert not [one for one in others.written("e06_dense", mine) if "from_config" in one]


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("e01", ("Variable", "tf.function", "interp", "masked_array", "frombuffer", "for ")),
        ("e02", ("einsum", "moveaxis", "match ", "as_strided", "singledispatch", "dstack", "frombuffer")),
        ("e03", ("bincount", "argsort", "frombuffer")),
        ("e05", ("unbatch", "Rescaling", "gather")),
        ("e12", ("trace", "errstate")),
    ],
)
def test_what_is_shown_is_what_people_write(name: str, odd: tuple[str, ...]) -> None:
    """To the reference answer and to one that is already among the plainest."""
    exercise = records.find(name)
    reference = exercise.solution.read_text("utf-8")
    plainest = others.written(exercise.id, reference)[0]
    for mine in (reference, plainest):
        shown = others.written(exercise.id, mine)
        assert len(shown) == 2
        assert not [word for text in shown for word in odd if word in text]


def test_the_one_that_is_shown_first_is_the_shortest_kind() -> None:
    mine = "def normalize(images):\n    return np.divide(images, 255, dtype=np.float32)\n"
    first, second = others.written("e01_normalize", mine)
    assert "astype" in first
    assert first.count("\n") <= 4
    assert second.count("\n") <= 8


def test_without_a_bank_nothing_is_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(records, "kit_folder", lambda name: tmp_path / name)
    assert others.written("e03_one_hot", "") == []


def test_a_wheel_has_the_answers_and_nothing_that_was_measured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(records, "kit_folder", lambda name: tmp_path / "kit" / name)
    place = tmp_path / "kit" / "bank" / "answers" / "e03_one_hot"
    place.mkdir(parents=True)
    (place / "right_a.py").write_text("# expect: pass\ndef one_hot(labels, k):\n    return 1\n", "utf-8")
    (place / "wrong_a.py").write_text("# expect: fail\ndef one_hot(labels, k):\n    return 2\n", "utf-8")
    assert [path.name for path in bank.answers("e03_one_hot")] == ["right_a.py", "wrong_a.py"]
    assert others.written("e03_one_hot", "") == ["def one_hot(labels, k):\n    return 1\n"]
    assert not bank.root().exists()
    assert not bank.measured(bank.VALIDITY, "e03_one_hot").exists()
