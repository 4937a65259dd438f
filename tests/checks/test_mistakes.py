"""A table names the first mistake that holds, with the values for its text, or ends the search."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.checks.learner import Learner
from tfkata.checks.kit import Failure, Function, Mistake, Mistakes

SEEN = SimpleNamespace(black=np.float32(0.1), white=2, name="grey", worst={"pixel": 3, "white": 9.0})


def named(*rows: Mistake, **options: Any) -> Any:
    return Mistakes(*rows, **options)(SEEN)


def test_the_first_row_that_holds_names_the_mistake() -> None:
    no, yes = Mistake("a.no", lambda seen: False), Mistake("a.yes", lambda seen: seen.white == 2)
    assert named(no, yes, Mistake("a.later", lambda seen: True)) == ("a.yes", {})
    assert named(no) is None


def test_values_are_attributes_constants_or_computed() -> None:
    row = Mistake("a.b", lambda seen: True, "black white", half=0.5, name=lambda seen: seen.name.upper())
    assert named(row) == ("a.b", {"black": "0.1", "white": 2, "half": "0.5", "name": "GREY"})
    assert row.names == {"black", "white", "half", "name"}


def test_what_shows_the_mistake_may_bring_the_values() -> None:
    row = Mistake("a.b", lambda seen: seen.worst, "pixel white", name="n")
    assert named(row) == ("a.b", {"pixel": 3, "white": "9", "name": "n"})


def test_a_value_that_was_not_found_is_an_authors_mistake() -> None:
    with pytest.raises(AttributeError):
        named(Mistake("a.b", lambda seen: True, "gray"))
    with pytest.raises(KeyError):
        named(Mistake("a.b", lambda seen: seen.worst, "black"))


def test_a_row_without_a_code_ends_the_search_in_its_table_alone() -> None:
    nothing = Mistakes(Mistake(None, lambda seen: True), Mistake("a.never", lambda seen: True))
    assert nothing(SEEN) is None
    assert (nothing | Mistakes(Mistake("a.other", lambda seen: True)))(SEEN) == ("a.other", {})


def test_tables_look_at_different_things_and_only_as_far_as_needed() -> None:
    looked = []

    def look(name: str, found: Any) -> Any:
        return lambda subject: looked.append(name) or found

    table = (
        Mistakes(Mistake("a.none", lambda seen: True), look=look("nothing to see", None))
        | Mistakes(Mistake("a.two", lambda seen: seen == 2), look=look("two", 2))
        | Mistakes(Mistake("a.three", lambda seen: True), look=look("three", 3))
    )
    assert table(SEEN) == ("a.two", {})
    assert looked == ["nothing to see", "two"]
    assert [row.code for row in table] == ["a.none", "a.two", "a.three"]


def test_a_table_ends_a_check() -> None:
    table = Mistakes(Mistake("a.dark", lambda seen: seen.black < 1, "black"))
    with pytest.raises(Failure) as failed:
        table.fail(SEEN, call="f()", returned=[1])
    assert failed.value.code == "a.dark"
    assert failed.value.values == {"call": "f()", "returned": "[1]", "black": "0.1"}
    table.fail(SimpleNamespace(black=1))


def test_a_check_fails_with_the_first_thing_that_shows_a_mistake() -> None:
    double = Function("double")
    odd = Mistakes(Mistake("a.odd", lambda answer: answer.value % 2, got=lambda answer: answer.value))
    check = odd.none_in(lambda candidate: double.ask_each(candidate, [(2,), (3,), (5,)]))
    with pytest.raises(Failure) as failed:
        check(Learner(lambda x: x))  # type: ignore[arg-type]
    assert failed.value.code == "a.odd"
    assert failed.value.values == {"call": "double(3)", "got": 3}
    check(Learner(lambda x: 2 * x))  # type: ignore[arg-type]


def test_a_mistake_without_a_name_may_say_what_is_wrong() -> None:
    table = Mistakes(Mistake(None, lambda seen: True, message=lambda seen: f"{seen.name} is no colour"))
    assert table(SEEN) == (None, {"message": "grey is no colour"})
    with pytest.raises(Failure) as failed:
        table.fail(SEEN)
    assert (failed.value.code, failed.value.message) == (None, "grey is no colour")
