"""The author's interface: whatever a candidate returns, a judge gives a verdict and `show` a line, never an exception."""

from __future__ import annotations

import ast
from types import SimpleNamespace
from typing import Any

import msgpack
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.wire.test_wire import values
from tfkata.checks import kit
from tfkata.checks.show import MAX_CHARACTERS
from tfkata.results import Outcome
from tfkata.wire import codec, replies
from tfkata.wire.codec import Described, Foreign

JUDGES = {
    "array": (kit.array(), np.ones((2, 3))),
    "float32": (kit.array(dtype="float32"), np.ones((2, 3), np.float32)),
    "values alone": (kit.array(shape=False), np.ones((2, 3))),
    "scalar": (kit.scalar(), 1.0),
    "exact number": (kit.exact(), 3),
    "exact list": (kit.exact(), [1, (2.0, "x")]),
    "exact dict": (kit.exact(), {"a": [1, 2]}),
    "exact None": (kit.exact(), None),
    "exact text": (kit.exact(), "text"),
}
EVIL = [
    10**400,
    -(10**400),
    float("nan"),
    Described("", {}),
    Described("model", {"name": np.array([1, 2])}),
    Described("loss", {"class_name": np.zeros(2)}),
    Foreign("", ""),
    {"a": np.array([1, 3])},
    [np.array([1, 2]), (2.0, "x")],
    [1, Described("x", {"a": np.zeros(2)})],
    np.array("1.5", dtype=np.float16),
    np.array([], np.bool_),
    "x" * 10_000,
    [[[[["deep"] * 30] * 30]]],
]


@given(name=st.sampled_from(list(JUDGES)), got=values)
def test_a_judge_of_anything_gives_a_verdict(name: str, got: Any) -> None:
    judge, want = JUDGES[name]
    problem = judge(codec.decode(codec.encode(got)), want)
    assert problem is None or (isinstance(problem, kit.Problem) and problem.message)
    if type(got) is not type(want) and not isinstance(got, int | float | np.generic | np.ndarray):
        assert problem is not None


@pytest.mark.parametrize("name", JUDGES)
def test_a_judge_of_something_evil_gives_a_verdict(name: str) -> None:
    judge, want = JUDGES[name]
    for got in EVIL:
        problem = judge(got, want)
        assert problem is not None
        assert problem.message


# Values that differ, and once looked alike: in the seventh digit, in the type, in a part of either.
ALIKE: list[tuple[Any, Any]] = [
    (16.1180956, 16.1180957),
    (np.float32(0.1), 0.1),
    (np.float64(3.0), 3.0),
    (np.int64(7), 7),
    (True, np.True_),
    ([1.0, 2.00000001], [1.0, 2.0]),
    ({"f1": np.float64(0.33333333)}, {"f1": 1 / 3}),
    (np.array([0.123456789]), np.array([0.123456788])),
    ((np.float32(1), 2), (1.0, 2, 3)),
]


@pytest.mark.parametrize(("got", "want"), ALIKE)
def test_what_was_returned_never_looks_like_what_was_expected(got: Any, want: Any) -> None:
    with pytest.raises(kit.Failure) as failed:
        kit.fail("a.code", returned=got, expected=want)
    assert failed.value.evidence["returned"] != failed.value.evidence["expected"]


PLAIN: list[tuple[Any, str]] = [
    (np.float64(34.53877639491069), "34.5388"),
    (np.float32(43.118832), "43.1188"),
    (np.float64("inf"), "inf"),
    (np.float32("-inf"), "-inf"),
    (np.float16("nan"), "nan"),
    (float("inf"), "inf"),
    (np.int64(3), "3"),
    (np.uint8(255), "255"),
    (np.True_, "True"),
    (np.str_("a"), "'a'"),
    ((np.int64(1), np.float64(0.5)), "(1, 0.5)"),
    ({"accuracy": np.float64(2.0)}, "{'accuracy': 2.0}"),
    ([np.float64("inf")], '[float("inf")]'),
]


@pytest.mark.parametrize(("value", "text"), PLAIN)
def test_scalars_of_numpy_are_shown_as_plain_numbers(value: Any, text: str) -> None:
    assert kit.show(value) == text


def test_a_call_can_be_typed_whatever_its_numbers_are() -> None:
    assert kit.show_call("f", (float("nan"), np.float64("inf"))) == 'f(float("nan"), float("inf"))'


@pytest.mark.parametrize("name", JUDGES)
def test_a_judge_accepts_what_it_wants(name: str) -> None:
    judge, want = JUDGES[name]
    assert judge(want, want) is None


@given(values | st.sampled_from(EVIL))
@example(Described("", {}))
@example(Described("model", {"name": np.array([1, 2])}))
def test_anything_is_shown_in_one_short_line(value: Any) -> None:
    text = kit.show(value)
    assert len(text) <= MAX_CHARACTERS
    assert "\n" not in text


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(plain)
def test_small_values_are_shown_as_source(value: Any) -> None:
    text = kit.show(value)
    if len(text) < MAX_CHARACTERS:
        assert ast.literal_eval(text) == value


@given(st.integers(-99_999, 99_999).map(float))
def test_whole_floats_are_shown_as_floats(value: float) -> None:
    """Told "returned 10, expected a whole number", nobody finds the mistake."""
    assert kit.show(value) == repr(value)


@given(st.sampled_from(sorted(codec.DTYPES)), st.lists(st.integers(0, 2), max_size=3), st.integers(0, 100))
def test_small_arrays_are_shown_as_source(dtype: str, shape: list[int], seed: int) -> None:
    """What is shown, typed in, gives an equal array of the same dtype and shape."""
    array = np.random.default_rng(seed).integers(0, 100, shape).astype(dtype)
    typed = eval(kit.show(array), {"np": np})  # noqa: S307  (our own text about our own array)
    assert typed.shape == array.shape
    assert typed.dtype == array.dtype
    assert np.array_equal(typed, array)


def answers(*replies: Any) -> Any:
    """A candidate that gives these replies, one after the other, and then the last one for ever."""
    waiting = list(replies)

    def reply(*_: Any, **__: Any) -> Any:
        value = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(value, Exception):
            raise value
        return value

    many = lambda function, calls, **_: [reply() for _ in calls]  # noqa: E731
    return SimpleNamespace(call=reply, calls=many, calls_shared=many, seed=0)


def test_agreeing_shows_the_smallest_disagreement() -> None:
    """The learner's function forgets that numbers may be negative."""
    candidate = answers()
    candidate.call = lambda function, number: max(number, 0)
    candidate.calls = candidate.calls_shared = lambda function, calls: [max(number, 0) for (number,) in calls]
    with pytest.raises(kit.Failure) as failed:
        kit.agree(
            candidate, "same", arguments=st.tuples(st.integers()), expected=lambda n: n, judge=kit.exact()
        )
    assert failed.value.evidence == {
        "call": "same(-1)",
        "returned": "0",
        "expected": "-1",
        "side_by_side": None,
    }


def test_agreeing_names_what_the_diagnosis_names() -> None:
    candidate = answers(7)
    with pytest.raises(kit.Failure) as failed:
        kit.agree(
            candidate,
            "f",
            arguments=None,
            always=[(1,)],
            expected=lambda n: n,
            judge=kit.exact(),
            diagnose=lambda ask: ("topic.always-seven", {"value": ask(99)}),
        )
    assert failed.value.code == "topic.always-seven"
    assert failed.value.values == {"call": "f(1)", "returned": "7", "expected": "1", "value": 7}


def test_agreeing_that_raises_shows_the_call() -> None:
    raised = kit.CandidateRaised("ZeroDivisionError", "division by zero", "line 1")
    candidate = answers(raised)
    candidate.calls = lambda function, calls, **_: [raised for _ in calls]
    with pytest.raises(kit.CandidateRaised) as caught:
        kit.agree(candidate, "f", arguments=None, always=[(0,)], expected=lambda n: n, judge=kit.exact())
    assert caught.value.call == "f(0)"


def test_a_lost_candidate_is_not_shrunk() -> None:
    lost = kit.CandidateLost(Outcome.CRASHED, "the process ended")
    with pytest.raises(kit.CandidateLost):
        kit.agree(
            answers(lost), "f", arguments=st.tuples(st.integers()), expected=lambda n: n, judge=kit.exact()
        )


def test_what_a_candidate_says_of_its_error_is_cut() -> None:
    """The other side may send megabytes of it."""
    long = "x" * 1_000_000
    body = codec.encode({"id": "1", "raised": {"type": long, "message": long, "traceback": long}})
    raised = replies.read_reply(body).content
    assert isinstance(raised, replies.Raised)
    assert len(raised.type) + len(raised.message) + len(raised.traceback) < 20_000
    foreign = codec.decode(msgpack.packb(msgpack.ExtType(6, msgpack.packb([long, long]))))
    assert len(foreign.type_name) + len(foreign.text) < 5000
