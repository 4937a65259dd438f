"""What checks can name is compared with the texts and with the wrong answers; each kind of gap is found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tfkata.authoring import mistakes, rules
from tfkata.authoring.mistakes import Declared
from tfkata.catalog import bank, records
from tfkata.catalog.records import Exercise
from tfkata.checks import kit, registry

REAL = records.find("e01")
WITH_TABLES = [e for e in records.exercises().values() if mistakes.declared(e)]
CONSTANT = Declared("normalize.wrong-constant", frozenset({"divisor", "white"}))


def problems(*declared: Declared) -> list[str]:
    return list(mistakes.text_problems(REAL, declared))


@pytest.mark.parametrize("exercise", WITH_TABLES, ids=lambda e: e.id)
def test_texts_and_wrong_answers_fit_what_the_checks_can_name(exercise: Exercise) -> None:
    assert list(rules.check_mistakes(exercise)) == []


def test_rows_and_properties_are_declared() -> None:
    found = mistakes.declared(REAL)
    assert CONSTANT in found
    assert (
        Declared("normalize.wrong-dtype", frozenset(), frozenset({"function", "got_dtype", "want_dtype"}))
        in found
    )
    assert "normalize.mutates-input" in {one.code for one in found}, (
        "a property inside a function, by its name"
    )
    assert len(found) == len(set(found))


def test_a_code_without_text_is_found() -> None:
    (problem,) = problems(Declared("normalize.unheard-of", frozenset()))
    assert problem.startswith("no text for the misconception normalize.unheard-of")


def test_a_value_that_is_missing_and_one_that_nobody_reads_are_found() -> None:
    assert problems(CONSTANT) == []
    assert problems(Declared(CONSTANT.code, frozenset({"white", "grey"}))) == [
        "the text of normalize.wrong-constant wants {divisor}, which the check does not give",
        "the check gives {grey} with normalize.wrong-constant, which its text does not show",
    ]


def test_evidence_may_be_left_out_of_the_text() -> None:
    assert problems(Declared(CONSTANT.code, CONSTANT.values | {"returned", "expected"})) == []


def test_what_a_property_offers_may_be_left_out_of_the_text() -> None:
    assert problems(Declared(CONSTANT.code, frozenset(), CONSTANT.values | {"function"})) == []


def test_a_code_that_no_wrong_answer_declares_is_found() -> None:
    known = [
        CONSTANT,
        Declared("normalize.rounded", frozenset()),
        Declared("value.nothing-returned", frozenset()),
    ]
    assert mistakes.unproved(known, ["normalize.rounded"]) == ["normalize.wrong-constant"]
    assert mistakes.unproved(known, ["normalize.rounded", "normalize.wrong-constant"]) == []


@pytest.fixture
def one_more_check() -> Iterator[None]:
    """A property with a code that has neither text nor answer."""
    function = kit.Function("normalize", lambda images: images)
    registry.register(REAL.id, "scratch", function.leaves_alone(code="normalize.scratch"))
    yield
    del registry.registered(REAL.id)["scratch"]


@pytest.mark.usefixtures("one_more_check")
def test_findings_name_the_file_to_mend() -> None:
    said = [f"{finding.where}: {finding.what}" for finding in rules.check_mistakes(REAL)]
    assert said == [
        "curriculum/e01_normalize/en.toml: no text for the misconception normalize.scratch "
        "(wanted in curriculum/e01_normalize/en.toml)",
        "curriculum/e01_normalize/record.toml: checks.py has the check 'scratch', which the record does not",
        "tests/bank/answers/e01_normalize: no wrong answer declares normalize.scratch: "
        "add one that begins with `# expect: fail normalize.scratch`",
    ]
    assert bank.answers(REAL.id)
