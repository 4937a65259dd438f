"""Each property of a function lets right answers pass and fails wrong ones, by name and with the call."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.checks.learner import Learner
from tfkata.checks import kit, registry
from tfkata.checks.forms import Forms
from tfkata.checks.kit import CandidateRaised, Failure, Function, Mistake, Mistakes

Table = np.ndarray


def right(x: Table) -> Table:
    return np.asarray(x, np.float32) * 2


def raises(x: Table) -> Table:
    raise ZeroDivisionError("division by zero")


def writes(x: Table) -> Table:
    x *= 2
    return x.astype(np.float32)


TABLES = st.tuples(arrays(np.float64, st.tuples(st.integers(1, 3), st.just(2)), elements=st.integers(-9, 9)))
double = Function("double", right, arguments=TABLES, always=[(np.ones((1, 2)),)])


def rows(n: int) -> tuple[Table]:
    return (np.ones((n, 2)),)


PROPERTIES: dict[str, tuple[Any, Callable[[Table], Any], str | None, str]] = {
    "agrees": (double.agrees(), lambda x: right(np.maximum(x, 0)), None, "double(np.array([[-1., -1.]]))"),
    "agrees on": (double.agrees_on((np.array([[-1.0, 0.0]]),)), abs, None, "double(np.array([[-1., 0.]]))"),
    "leaves alone": (
        double.leaves_alone(code="a.writes"),
        writes,
        "a.writes",
        "double(np.array([[1., 1.]]))",
    ),
    "dtype": (
        double.returns_dtype(dtype="float32", code="a.dtype"),
        lambda x: x * 2,
        "a.dtype",
        "double(np.array([[1., 1.]]))",
    ),
    "no samples": (
        double.no_samples(rows),
        lambda x: np.array([list(row) for row in x]),
        "value.empty-without-shape",
        "double(np.zeros((0, 2), dtype=np.float64))",
    ),
    "one sample": (
        double.one_sample(rows, code="a.squeezed"),
        np.squeeze,
        "a.squeezed",
        "double(np.array([[1., 1.]]))",
    ),
    "every form": (
        double.takes({"an array": (np.ones(2),), "a list": ([1.0, 2.0],)}, code="a.form"),
        lambda x: right(x) if isinstance(x, np.ndarray) else x,
        "a.form",
        "double([1.0, 2.0])",
    ),
    "every form, unnamed": (
        double.takes({"a list": ([1.0, 2.0],)}),
        lambda x: [2 * one for one in x],
        "value.list-not-array",
        "double([1.0, 2.0])",
    ),
}


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property_lets_a_right_answer_pass(name: str) -> None:
    PROPERTIES[name][0](Learner(right))


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property_fails_a_wrong_answer_with_its_code_and_the_call(name: str) -> None:
    check, wrong, code, call = PROPERTIES[name]
    with pytest.raises(Failure) as failed:
        check(Learner(wrong))
    assert failed.value.code == code
    assert failed.value.evidence["call"] == call
    assert failed.value.evidence["returned"] is not None or name == "leaves alone"
    offered = check.codes.get(code, frozenset())
    assert offered <= set(failed.value.values)


@pytest.mark.parametrize("name", [name for name in PROPERTIES if name != "every form"])
def test_an_exception_is_told_with_the_call_that_raised_it(name: str) -> None:
    with pytest.raises(CandidateRaised) as caught:
        PROPERTIES[name][0](Learner(raises))
    assert caught.value.call.startswith("double(")


def only_tables(x: Table) -> Table:
    return right(x) if np.ndim(x) == 2 else raises(x)


def test_an_exception_may_be_a_form_that_is_not_taken() -> None:
    with pytest.raises(Failure) as failed:
        PROPERTIES["every form"][0](Learner(only_tables))
    assert failed.value.code == "a.form"
    assert failed.value.values["form"] == "an array"


# Errors of a special call, as a check that looks for errors may meet them: with a message of its own, and without one.
SPECIAL: dict[str, tuple[Callable[..., Any], str | None]] = {
    "the same error": (raises, None),
    "the same error, told with the values": (lambda x: int(f"x{np.sum(x)}"), None),
    "another kind of error": (lambda x: x.nothing if np.ndim(x) == 2 else raises(x), "a.error"),
    "an error where the ordinary call has none": (only_tables, "a.error"),
}


@pytest.mark.parametrize("name", SPECIAL)
def test_an_error_of_the_ordinary_call_is_no_mistake_about_a_special_one(name: str) -> None:
    learn, code = SPECIAL[name]

    def one_line(x: Table) -> Any:
        return learn(x)

    for special in (
        lambda learner: double.ask(learner, [1.0]).fail("a.error"),
        lambda learner: double.ask_each(learner, [([2.0, 3.0],)])[0].fail("a.error"),
        lambda learner: Function("double", ordinary=(np.ones((1, 2)),)).ask(learner, [1.0]).fail("a.error"),
        double.agrees_on(([1.0],), diagnose=lambda ask: ("a.error", {})),
        double.takes({"a list": ([1.0],)}, code="a.error"),
    ):
        with pytest.raises((Failure, CandidateRaised)) as ended:
            special(Traced(one_line))
        assert getattr(ended.value, "code", None) == code
        assert (
            code or ended.value.call == "double(np.array([[1., 1.]]))"
        )  # the words of the ordinary call, and its values


class Traced(Learner):
    """Errors come with the line that raised them, as from a process."""

    def call(self, name: str, *arguments: Any, **_: Any) -> Any:
        try:
            return super().call(name, *arguments)
        except CandidateRaised as raised:
            raise CandidateRaised(raised.type_name, raised.message, 'File "answer.py", line 3') from None


def test_without_an_ordinary_call_every_error_is_diagnosed() -> None:
    with pytest.raises(Failure) as failed:
        Function("double").ask(Learner(raises), [1.0]).fail("a.error")
    assert failed.value.code == "a.error"


def test_properties_without_calls_of_their_own_are_asked_for_the_first_call_of_the_function() -> None:
    learner = Learner(right)
    double.returns_dtype(dtype="float32", code="a.dtype")(learner)
    assert learner.asked == len(double.always[:1])


def in_place_for_tables(x: Table) -> Table:
    if x.shape[0] > 1:
        x *= 2
    return right(x)


def test_every_form_of_the_arguments_is_asked_whether_it_is_left_alone() -> None:
    """Those of `always` too; a form that is not taken is another check's business."""
    several, row = np.ones((2, 2)), np.ones((1, 2))
    asked = [
        double.leaves_alone(code="a.writes", forms=[(several,)]),
        Function("double", right, always=[(row,), (several,)]).leaves_alone(code="a.writes"),
        Function("double", right, always=[(row,)]).leaves_alone(
            code="a.writes", forms=[("no table",), (several,)]
        ),
        Function("double").leaves_alone(code="a.writes", forms=[(several,)]),
    ]
    for check in asked:
        check(Learner(right))
        with pytest.raises(Failure) as failed:
            check(Learner(in_place_for_tables))
        assert failed.value.code == "a.writes"
        assert failed.value.evidence["call"] == "double(np.array([[1., 1.], [1., 1.]]))"


def test_what_other_checks_asked_counts_as_well() -> None:
    """No list of forms is complete: an answer may write into what is large, negative or of one dtype."""
    untouched = double.leaves_alone(code="a.writes")
    for form in (np.ones((2, 2)), np.full((5, 1), -1.0), np.ones((2, 3), np.float32)):
        honest, learner = Learner(right), Learner(in_place_for_tables)
        for one in (honest, learner):
            untouched(one)
            double.ask(one, form)
        untouched(honest)
        with pytest.raises(Failure) as failed:
            untouched(learner)
        assert failed.value.code == "a.writes"
        assert failed.value.evidence["call"] == double.ask(honest, form).call


def test_an_answer_ends_a_check_with_its_call_and_value() -> None:
    answer = double.ask(Learner(lambda x: 7), np.ones(2))
    assert (answer.value, answer.raised, answer.call) == (7, None, "double(np.array([1., 1.]))")
    answer.insist(None)
    with pytest.raises(Failure) as failed:
        answer.insist(kit.Problem("it is a number", "a.number", {"kind": "int"}), more=1)
    assert failed.value.code == "a.number"
    assert failed.value.values == {"call": answer.call, "returned": "7", "kind": "int", "more": 1}


def test_an_answer_may_know_a_shorter_way_to_type_its_call() -> None:
    ones = double.ask(Learner(raises), np.ones((40, 2)), typed="double(np.ones((40, 2)))")
    assert ones.call == "double(np.ones((40, 2)))"
    assert ones.raised is not None
    assert ones.raised.call == ones.call


def test_a_problem_takes_the_name_of_the_first_mistake_that_holds() -> None:
    answer = double.ask(Learner(lambda x: 7), np.ones(2))
    mistakes = kit.Mistakes(kit.Mistake("a.seven", lambda got: got == 7, seen=lambda got: got))
    for about, code, values in ((7, "a.seven", {"seen": 7}), (8, "a.number", {"kind": "int"})):
        with pytest.raises(Failure) as failed:
            answer.insist(kit.Problem("it is a number", "a.number", {"kind": "int"}), mistakes, about)
        assert failed.value.code == code
        assert values.items() <= failed.value.values.items()
        assert failed.value.message == "it is a number"


def test_a_function_may_say_how_its_calls_are_shown() -> None:
    train = kit.Function("train", shown=lambda model, epochs: f"train(model, {epochs})")
    assert train.ask(Learner(lambda *_: 7), object(), 3).call == "train(model, 3)"
    [answer] = train.ask_each(Learner(raises), [(object(), 3)])
    assert answer.raised is not None
    assert answer.raised.call == "train(model, 3)"


def test_a_function_without_a_reference_cannot_be_held_against_it() -> None:
    with pytest.raises(TypeError, match="train has no reference"):
        kit.Function("train").agrees()


@pytest.mark.parametrize(("got", "code"), [(None, "value.nothing-returned"), (7, "a.no-model")])
def test_what_is_no_model_fails_by_name(got: object, code: str) -> None:
    with pytest.raises(Failure) as failed:
        double.ask(Learner(lambda x: got), np.ones(2)).model("a.no-model")
    assert failed.value.code == code
    assert failed.value.values.get("found", "7") == "7"


def test_a_model_that_was_returned_is_what_was_described() -> None:
    described = kit.Described("model", {})
    assert double.ask(Learner(lambda x: described), np.ones(2)).model("a.no-model") is described


def test_answers_of_many_calls_keep_what_was_raised() -> None:
    good, bad = double.ask_each(Learner(lambda x: 1 // x), [(1,), (0,)])
    assert (good.value, good.raised) == (1, None)
    assert bad.raised is not None
    assert bad.raised.call == "double(0)"
    with pytest.raises(CandidateRaised):
        assert bad.value
    with pytest.raises(Failure) as failed:
        bad.fail("a.zero")
    assert failed.value.evidence["returned"].startswith("ZeroDivisionError: ")


def test_a_table_diagnoses_what_does_not_agree() -> None:
    never_negative = Mistakes(
        Mistake("a.positive", lambda of: np.all(of(np.array([[-3.0, 3.0]])) >= 0), why="negatives are lost"),
        look=lambda ask: ask,
    )
    with pytest.raises(Failure) as failed:
        double.agrees(diagnose=never_negative)(Learner(lambda x: right(np.maximum(x, 0))))
    assert failed.value.code == "a.positive"
    assert failed.value.values["why"] == "negatives are lost"


def test_checks_are_registered_for_the_exercise_whose_module_it_is() -> None:
    said = []
    table = {"one": lambda candidate: said.append("one"), "two": [said.append, lambda c: said.append("last")]}
    kit.checks("tfkata.curriculum.e98_scratch.checks", table)
    found = registry.registered("e98_scratch")
    assert list(found) == ["one", "two"]
    found["two"]("candidate")
    found["one"]("candidate")
    assert said == ["candidate", "last", "one"]


def test_a_dtype_is_asked_for_every_form_and_what_is_not_taken_is_asked_elsewhere() -> None:
    def double_for_one(x: Table) -> Table:
        return right(x).astype(np.float64 if len(x) == 1 else np.float32)

    def not_for_one(x: Table) -> Table:
        return raises(x) if len(x) == 1 else right(x)

    check = double.returns_dtype(rows(3), dtype="float32", code="a.dtype", forms=[rows(1), rows(2)])
    for answer in (right, not_for_one):
        check(Learner(answer))
    with pytest.raises(Failure) as failure:
        check(Learner(double_for_one))
    assert failure.value.code == "a.dtype"


def groups(seed: int) -> list[list[tuple[Table]]]:
    """Rows and a table of both dtypes; how many rows is drawn."""
    rows = np.ones((2 + seed, 2))
    return [[(np.ones((1, 2)),), (rows,), (rows.astype(np.float32),)], [(np.zeros((1, 2)),), (rows * 3,)]]


every_form = double.in_all_forms(groups, code="a.form")
RIGHT_IN_ONE_FORM: dict[str, Callable[[Table], Any]] = {
    "one dtype": lambda x: right(x) if x.dtype == np.float64 else right(x) + 1,
    "one size": lambda x: right(x[:1]),
    "few rows": lambda x: right(x) if len(x) <= 9 else right(x)[::-1] * 2,
    "small numbers": lambda x: right(np.minimum(x, 2)),
}


@pytest.mark.parametrize("wrong", RIGHT_IN_ONE_FORM)
def test_what_is_right_in_one_form_must_be_right_in_all(wrong: str) -> None:
    with pytest.raises(Failure) as failed:
        every_form(Learner(RIGHT_IN_ONE_FORM[wrong], seed=8))
    assert failed.value.code == "a.form"
    assert failed.value.evidence["call"].startswith("double(")
    assert every_form.codes["a.form"] <= set(failed.value.values)


@pytest.mark.parametrize("answer", [right, raises, lambda x: right(x) + 1, lambda x: None])
def test_right_in_all_forms_or_in_none_is_no_matter_of_forms(answer: Callable[[Table], Any]) -> None:
    every_form(Learner(answer, seed=8))


def test_a_form_must_be_taken_where_the_contract_lists_it() -> None:
    def only_doubles(x: Table) -> Table:
        if x.dtype != np.float64:
            raise TypeError("float64 alone")
        return right(x)

    double.in_all_forms(groups, may_raise=True)(Learner(only_doubles))
    with pytest.raises(CandidateRaised) as caught:
        double.in_all_forms(groups)(Learner(only_doubles))
    assert caught.value.call.startswith("double(")


def test_a_problem_in_another_form_names_the_call_that_is_right() -> None:
    with pytest.raises(Failure) as failed:
        double.in_all_forms(groups)(Learner(RIGHT_IN_ONE_FORM["one size"]))
    assert failed.value.code is None
    assert failed.value.message.endswith("though for double(np.array([[1., 1.]])) your answer is right")


def test_forms_that_properties_share_are_asked_once() -> None:
    asked = Forms(groups)
    alone, together = Learner(right, seed=8), Learner(right, seed=8)
    double.in_all_forms(asked)(alone)
    for check in (
        double.in_all_forms(asked),
        double.in_all_forms(asked, code="a.form"),
        double.returns_dtype(dtype="float32", code="a.dtype", forms=asked),
        double.leaves_alone(code="a.writes", shared=asked),
    ):
        check(together)
    assert together.asked == alone.asked + 1  # and the dtype of the ordinary call


def changes_integers(x: Table) -> Table:
    if x.dtype != np.float64:
        x += 1
    return right(x)


def changes_long_ones(x: Table) -> Table:
    if len(x) > 4:
        x[4] = 0
    return right(x)


def changes_what_it_refuses(x: Table) -> Table:
    if x.dtype != np.float64:
        x[0] = 7
        raise TypeError("float64 alone")
    return right(x)


@pytest.mark.parametrize("first", ["in_all_forms", "alone"])
@pytest.mark.parametrize("wrong", [changes_integers, changes_long_ones, changes_what_it_refuses])
def test_what_changes_in_a_shared_form_is_told_whoever_asked_for_it(
    wrong: Callable[[Table], Any], first: str
) -> None:
    asked, learner = Forms(groups), Learner(wrong, seed=8)
    if first == "in_all_forms":
        with contextlib.suppress(Failure, CandidateRaised):
            double.in_all_forms(asked)(learner)
    with pytest.raises(Failure) as failed:
        double.leaves_alone(code="a.writes", shared=asked)(learner)
    assert failed.value.code == "a.writes"


def test_two_forms_of_one_function_are_not_taken_for_each_other() -> None:
    learner = Learner(lambda x: right(x) if len(x) != 3 else right(x) + 1)
    one, two = ([[(np.ones((1, 2)),), (np.ones((rows, 2)),)]] for rows in (2, 3))
    double.in_all_forms(Forms(lambda seed: one))(learner)
    with pytest.raises(Failure):
        double.in_all_forms(Forms(lambda seed: two))(learner)


def test_the_dtype_wanted_may_be_that_of_the_argument() -> None:
    kept = Function("keep", lambda x: x, always=[(np.ones(2),)])
    calls = [(np.ones(2, dtype),) for dtype in ("uint8", "float32", "int64")]
    check = kept.returns_dtype(*calls, code="a.dtype")
    check(Learner(lambda x: x + x.dtype.type(1)))
    with pytest.raises(Failure) as failed:
        check(Learner(lambda x: x.astype(np.float32)))
    assert failed.value.values["want_dtype"] == "uint8"


@pytest.mark.parametrize("ending", [" ", "\n", "'", ""])
def test_a_text_that_comes_back_is_shown_in_quotes(ending: str) -> None:
    """Without them, "the cat " and "the cat" would stand below each other and look the same."""

    def judge(got: Any, want: str) -> kit.Problem | None:
        return None if got == want else kit.Problem("another text")

    shout = Function("shout", lambda text: text.upper(), always=[("a b",)], judge=judge)
    for check in (shout.agrees(), lambda candidate: shout.ask(candidate, "a b").fail(None)):
        with pytest.raises(Failure) as failed:
            check(Learner(lambda text: text + ending))
        assert failed.value.evidence["returned"] == repr("a b" + ending)
    with pytest.raises(Failure) as failed:
        shout.agrees()(Learner(lambda text: text + ending))
    assert failed.value.evidence["expected"] == "'A B'"
