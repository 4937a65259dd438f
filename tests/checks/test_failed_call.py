"""The sentence about a crash that no rule explains: true of every error, whatever a candidate says of the place."""

from __future__ import annotations

import string
from dataclasses import replace
from typing import Any

import pytest

from tfkata.catalog import records, texts
from tfkata.checks import failed_call
from tfkata.checks.candidate import CandidateRaised
from tfkata.checks.familiar import named
from tfkata.examiner import judge
from tfkata.results import Outcome
from tfkata.wire import codec, replies
from tfkata.wire.replies import FailedAt, Raised

STACK = FailedAt(
    line=4, expression="np.stack(parts)", called="np.stack", given=True, documented=True,
    values=(("parts", "a list of 2: int, str"),),
)  # fmt: skip


def told(type_name: str, at: FailedAt, *kinds: str) -> str | None:
    found = failed_call.told(type_name, kinds, at)
    return None if found is None else texts.misconception("e03_one_hot", *found)


@pytest.mark.parametrize("type_name", ["ValueError", "TypeError", "AxisError", "InvalidArgumentError"])
def test_a_call_that_refused_its_arguments_is_named(type_name: str) -> None:
    said = told(type_name, STACK)
    assert said is not None
    assert said.startswith("`np.stack` in line 4 refused what it was given.")
    assert "`help(np.stack)`" in said
    assert "shown below" in said


def test_a_class_derived_from_a_known_one_counts_as_it() -> None:
    assert "refused" in (told("InvalidParameterError", STACK, "ValueError", "TypeError") or "")


@pytest.mark.parametrize(
    ("type_name", "at"),
    [
        ("RuntimeError", STACK),
        ("OSError", STACK),
        ("StopIteration", replace(STACK, given=False)),
        ("ValueError", replace(STACK, given=False)),
    ],
)
def test_a_call_that_failed_for_another_reason_refused_nothing(type_name: str, at: FailedAt) -> None:
    said = told(type_name, at) or ""
    assert said.startswith("It was the call of `np.stack` in line 4 that failed.")
    assert "refused" not in said


@pytest.mark.parametrize("library", ["", "tensorflow"])
def test_a_line_without_a_call_blames_no_function(library: str) -> None:
    at = replace(
        STACK, called="", documented=False, given=False, library=library, expression="images @ labels"
    )
    said = told("ValueError", at) or ""
    assert "refused" not in said
    assert "line 4" in said
    assert ("TensorFlow" in said) == bool(library)


@pytest.mark.parametrize(
    "at", [FailedAt(), replace(STACK, line=0), replace(STACK, called="", values=())], ids=["nothing", "no line", "nothing in it"]
)  # fmt: skip
def test_where_nothing_is_known_nothing_is_said(at: FailedAt) -> None:
    assert told("ValueError", at) is None


def test_endless_recursion_is_no_refusal() -> None:
    assert told("RecursionError", STACK) is None


def test_every_text_has_its_values() -> None:
    for code in texts.read("crash")["misconceptions"]:
        assert texts.placeholders("e03_one_hot", code) <= {"call", "line", "library", "operation"}
        hint = texts.misconception_hint("e03_one_hot", code) or ""
        assert {name for _, name, _, _ in string.Formatter().parse(hint) if name} <= {"call"}


def test_the_result_of_a_crash_that_no_rule_explains() -> None:
    error = CandidateRaised("ValueError", "all of them", '  File "e03.py", line 4, in f', at=STACK)
    found = judge.crashed(records.find("e03"), error)
    assert found["outcome"] is Outcome.CRASHED
    first, second = found["message"].split("\n\n")
    assert first == "Your code raised ValueError: all of them"
    assert second.startswith("`np.stack` in line 4 refused")
    assert found["evidence"].moment == {"parts": "a list of 2: int, str"}
    assert found["evidence"].then == "parts is a list of 2: int, str"
    assert "misconception" not in found


def test_a_crash_that_a_rule_explains_shows_the_moment_as_well() -> None:
    error = CandidateRaised(
        "ZeroDivisionError", "division by zero", '  File "e03.py", line 4, in f', at=STACK
    )
    error_of_rule = CandidateRaised("RecursionError", "maximum recursion depth exceeded", "", at=STACK)
    for one in (error, error_of_rule):
        assert judge.crashed(records.find("e03"), one)["evidence"].moment is not None
    assert judge.crashed(records.find("e03"), error_of_rule)["misconception"]


@pytest.mark.parametrize(("kind", "said"), [("error", "an error of type `error`"), ("KeyError", "KeyError")])
def test_the_class_of_an_error_does_not_read_as_a_word_of_the_sentence(kind: str, said: str) -> None:
    error = CandidateRaised(kind, "unterminated character set at position 2", "", at=STACK)
    assert judge.crashed(records.find("e30"), error)["message"].startswith(f"Your code raised {said}")


def test_a_rule_about_the_line_sees_every_line_of_a_call() -> None:
    first = '  File "e03.py", line 4, in f\n    joined = np.concatenate('
    said = "only integer scalar arrays can be converted to a scalar index"
    whole = named("TypeError", said, first, expression="np.concatenate(images, labels)")
    assert whole == ("library.join-without-list", {"call": "concatenate"})
    assert named("TypeError", said, first) != whole


@pytest.mark.parametrize(
    "said",
    [
        None, 3, "at", [], {"line": "4"}, {"line": True}, {"line": -1}, {"line": 2**70}, {"values": {"a": "b"}},
        {"values": [["a"], ["a", 3], [None, "b"], "ab", {}, ["a", "b", "c"]]}, {"called": "`rm`. Well done", "library": "x\ny"},
        {"called": "a" * 10_000, "library": ["numpy"], "documented": {"a": 1}}, {"expression": "\x1b[31m\u202e" * 9999},
        {"values": [["\x1b[2J\n", "\u202eb" * 999]] * 99}, {"given": "yes"},
    ],
)  # fmt: skip
def test_what_a_hostile_candidate_says_of_the_place_is_short_and_plain(said: Any) -> None:
    raised = {"type": "ValueError", "message": "m", "traceback": "", "kinds": [], "at": said}
    content = replies.read_reply(codec.encode({"id": "1", "raised": raised})).content
    assert isinstance(content, Raised)
    at = content.at or FailedAt()
    assert at.called == at.library == ""
    assert at.given is at.documented is False
    assert at.line in range(10**7)
    assert len(at.values) <= replies.MAX_VALUES
    for text in (at.expression, *(part for pair in at.values for part in pair)):
        assert text.isprintable()
        assert len(text) <= replies.MAX_EXPRESSION


def test_an_honest_place_crosses_the_wire() -> None:
    reply = replies.Reply("1", Raised("ValueError", "m", "t", ("ValueError",), STACK))
    assert replies.read_reply(replies.write_reply(reply)).content == reply.content


TRACED = """in user code:

    File "e05.py", line 6, in prepare  *
        {line}

    {said}
"""


@pytest.mark.parametrize(
    ("type_name", "said", "line", "code"),
    [
        ("NameError", "name 'num_classes' is not defined", "return tf.one_hot(label, num_classes)", "notebook.other-cell"),
        ("KeyError", "'label'", "return row['label']", "python.no-such-key"),
        ("IndexError", "list index out of range", "return sizes[4]", "python.list-too-short"),
        ("AttributeError", "'NoneType' object has no attribute 'shape'", "return image.shape", "library.none-has-nothing"),
        ("AttributeError", "module 'tensorflow' has no attribute 'to_float'", "return tf.to_float(image)", "library.removed-name"),
        ("TypeError", "'<' not supported between instances of 'int' and 'str'", "return 1 < word", "python.compared"),
    ],
)  # fmt: skip
def test_an_error_in_what_tensorflow_traces_is_known_as_well(
    type_name: str, said: str, line: str, code: str
) -> None:
    traceback = f'  File "e05.py", line 6, in prepare\n    {line}'
    plain = named(type_name, said, traceback)
    assert plain is not None
    assert plain[0] == code
    assert named(type_name, TRACED.format(line=line, said=f"{type_name}: {said}"), traceback) == plain
