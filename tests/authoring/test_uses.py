"""What an author can forget between record, checks, texts and solution is found; what is right is left in peace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tfkata.authoring import mistakes, rules, uses
from tfkata.catalog import records, texts
from tfkata.checks import kit as vocabulary
from tfkata.checks import registry

REAL = records.find("e01")
SPLIT = records.find("e04")


def added(kit: Path, text: str) -> list[str]:
    """The findings about texts when this is added to those of e01."""
    path = kit / "curriculum" / REAL.id / "en.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    texts.read.cache_clear()
    return [finding.what for finding in rules.check_mistakes(REAL) if "en.toml" in finding.where]


@pytest.mark.parametrize("exercise", records.exercises().values(), ids=lambda e: e.id)
def test_the_curriculum_is_in_order(exercise: records.Exercise) -> None:
    assert list(rules.check_texts(exercise)) == []
    assert list(rules.check_mistakes(exercise)) == []


def test_the_texts_that_exercises_share_are_in_order() -> None:
    assert list(rules.check_shared_texts()) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[misconceptions."normalize.forgotten"]\ntext = "Look."\nhint = "There."\n',
            "no check names normalize.forgotten: its text is never shown",
        ),
        (
            '[misconceptions."model.missing-bias"]\ntext = "Look."\n',
            "model.missing-bias has no hint: a learner who reads its text and is still lost gets no further help",
        ),
        (
            '[misconceptions."model.missing-bias"]\ntext = "Look."\nhint = "Where is {layer}?"\n',
            "the hint of model.missing-bias has {layer}, which nobody fills: a hint is shown as it stands",
        ),
    ],
)
@pytest.mark.usefixtures("kit")
def test_a_text_that_is_not_whole_is_found(kit: Path, text: str, problem: str) -> None:
    assert problem in added(kit, text)


@pytest.mark.usefixtures("kit")
def test_code_in_a_hint_may_have_braces(kit: Path) -> None:
    text = '[misconceptions."model.missing-bias"]\ntext = "Look."\nhint = "Print `f\\"{layer}\\"` and `{1, 2}`."\n'
    assert added(kit, text) == []


def test_a_hint_for_a_check_that_is_not_there_is_found() -> None:
    fewer = replace(REAL, checks=REAL.checks[1:])
    known = mistakes.declared(REAL)
    (problem,) = mistakes.unused(fewer, known, uses.of_exercise(REAL))
    assert problem == f"there is a hint for the check '{REAL.checks[0].id}', which the record does not have"


def test_a_placeholder_that_a_call_does_not_fill_is_found() -> None:
    """split.equal-images is named by a call of `kit.fail` alone."""
    given = uses.Use("split.equal-images", frozenset({"samples", "count", "call"}))
    assert given in uses.of_exercise(SPLIT)
    assert list(mistakes.unfilled(SPLIT, [given])) == []
    assert list(mistakes.unfilled(SPLIT, [replace(given, values=frozenset({"call", "count"}))])) == [
        "the text of split.equal-images wants {samples}, which a call that fails with it does not give"
    ]
    assert list(mistakes.unfilled(SPLIT, [replace(given, values=None)])) == [], "given with ** and not known"


@pytest.fixture
def stray_check() -> Iterator[None]:
    registry.register(REAL.id, "stray", lambda candidate: None)
    yield
    del registry.registered(REAL.id)["stray"]


@pytest.mark.usefixtures("stray_check")
def test_a_check_that_the_record_does_not_have_is_found() -> None:
    assert list(mistakes.strangers(REAL)) == ["checks.py has the check 'stray', which the record does not"]


def test_a_check_that_is_only_in_the_record_is_found() -> None:
    more = replace(REAL, checks=(*REAL.checks, replace(REAL.checks[0], id="thorough")))
    assert list(mistakes.strangers(more)) == ["the record has the check 'thorough', which checks.py does not"]


def test_a_function_that_nobody_asked_for_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    import tfkata.curriculum.e01_normalize.checks as module

    monkeypatch.setattr(module, "other", vocabulary.Function("normalise"), raising=False)
    assert list(mistakes.strangers(REAL)) == [
        "checks.py calls 'normalise', which the record does not list among its functions"
    ]


@pytest.mark.parametrize(
    ("exercise", "problem"),
    [
        (
            replace(REAL, functions=("normalize", "rescale")),
            "solutions/e01_normalize.py: has no function rescale, which the record asks for",
        ),
        (
            replace(REAL, topic="statistics"),
            "e01_normalize: has the unknown topic 'statistics': it is one of data, model, objective, training",
        ),
        (
            replace(REAL, needs=("e07_sequential_cnn",)),
            "e01_normalize: needs 'e07_sequential_cnn', which is not the id of an earlier exercise",
        ),
    ],
)
def test_a_record_that_fits_nothing_is_found(exercise: records.Exercise, problem: str) -> None:
    assert [f"{finding.where}: {finding.what}" for finding in rules.check_texts(exercise)] == [problem]


def test_a_function_without_a_check_is_found() -> None:
    assert "no check is about 'rescale'" in list(
        mistakes.strangers(replace(REAL, functions=("normalize", "rescale")))
    )


HINTED = 'text = "Look."\nhint = "There."\n'


@pytest.fixture
def found_in_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str, str], list[str]]]:
    """The findings where a code with this text is all that exercises share."""

    def found(code: str, text: str) -> list[str]:
        folder = tmp_path / "en"
        folder.mkdir()
        (folder / "common.toml").write_text(f'[misconceptions."{code}"]\n{text}', "utf-8")
        monkeypatch.setattr(texts, "SHARED", tmp_path)
        texts.read.cache_clear()
        return [finding.what for finding in rules.check_shared_texts()]

    yield found
    texts.read.cache_clear()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (HINTED, "no check names value.forgotten: its text is never shown"),
        (
            'text = "Look."\n',
            "value.forgotten has no hint: a learner who reads its text and is still lost gets no further help",
        ),
    ],
)
def test_a_shared_text_that_is_not_whole_is_found(
    text: str, problem: str, found_in_shared: Callable[[str, str], list[str]]
) -> None:
    assert problem in found_in_shared("value.forgotten", text)


@pytest.mark.parametrize(
    ("code", "folder"),
    [
        ("sequence.every-step", "e34_sequence_models"),
        ("normalize.wrong-constant", "e01_normalize"),
        ("split.overlap", "e04_split"),
    ],
)
def test_a_shared_text_that_one_exercise_alone_shows_is_found(
    code: str, folder: str, found_in_shared: Callable[[str, str], list[str]]
) -> None:
    assert found_in_shared(code, HINTED) == [
        f"only {folder} names {code}: move its text to curriculum/{folder}/en.toml"
    ]


@pytest.mark.parametrize(
    "code", ["value.nothing-returned", "model.missing-bias", "sequence.no-mask", "params.forgets-bias"]
)
def test_what_several_exercises_or_the_shared_rooms_name_may_be_shared(
    code: str, found_in_shared: Callable[[str, str], list[str]]
) -> None:
    assert found_in_shared(code, HINTED) == []
