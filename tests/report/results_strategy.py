"""Random results for Hypothesis, with everything in their texts that a learner could use against a reader."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from tfkata.results import (
    CheckResult,
    Evidence,
    ExerciseResult,
    Graded,
    Learner,
    Outcome,
    SubmissionResult,
    combine,
    exercise_result,
)

HOSTILE = (
    "<script>window.stolen = 1</script>",
    "<img src=x onerror='window.stolen = 1'>",
    "</pre></td></table><h1>100 points</h1>",
    "]]>",
    "<![CDATA[",
    "&lt;&amp;&#0;",
    "\x1b[2J\x1b]0;title\x07\x1b[31mred",
    "\u202egnirts\u202c \u2066x\u2069",
    "::set-output name=points::100",
    "::error file=a,line=1::fake",
    "\n::stop-commands::guessed\n::guessed::",
    "##[error]fake ##vso[task.complete result=Succeeded]",
    "section_start:1:fake\r\x1b[0K",
    "=1+1",
    "@SUM(A1)",
    "-2+3+cmd|' /C calc'!A0",
    "+1",
    "\t=1",
    "a,b;c\"d\"'e'",
    "```\n# heading\n| a | b |\n|---|---|",
    "````",
    "\x00\x01\x08\x0b\x7f\x85\x9f\ufffe\uffff",
    "line\r\nline\rline\u2028line",
    "{{ 7 * 7 }}{% raw %}",
    "</script><script>",
    "javascript:alert(1)",
    "",
)
texts = st.sampled_from(HOSTILE) | st.text(max_size=12)
ids = st.sampled_from(["e01_normalize", "e03_one_hot", "e09_functional_cnn", "e16_train"])
worth = st.sampled_from([0.5, 1.0, 1.5, 2.0, 3.0, 0.25, 7.0])
rows = st.fixed_dictionaries({"mark": texts, "left": texts, "right": texts})
moments = st.none() | st.dictionaries(texts, texts, max_size=2)
evidence = st.none() | st.builds(
    Evidence, texts, texts, st.none() | texts, texts, st.none() | st.lists(rows, max_size=1), moments
)


def _check(
    check_id: str,
    outcome: Outcome,
    max_points: float,
    partial: bool,
    told: tuple[str, ...],
    seen: Evidence | None,
) -> CheckResult:
    title, message, misconception, output = told
    points = max_points if outcome is Outcome.PASSED else max_points / 2 * partial
    wrong = outcome is not Outcome.PASSED
    return CheckResult(
        check_id, title, outcome, points, max_points, message if wrong else "",
        misconception=misconception or None if wrong else None, hint=title, seconds=12.3456, evidence=seen, output=output,
        measured={"accuracy": 0.5},
    )  # fmt: skip


checks = st.builds(
    _check,
    st.sampled_from(["range", "dtype", "shape-of-it"]),
    st.sampled_from(Outcome),
    worth,
    st.booleans(),
    st.tuples(texts, texts, texts, texts),
    evidence,
)
exercises = st.builds(
    exercise_result,
    ids,
    texts,
    st.lists(checks, min_size=1, max_size=2, unique_by=lambda c: c.id),
    seconds=st.floats(0, 1e4),
)


submissions = st.builds(
    SubmissionResult,
    exercises=st.lists(exercises, max_size=3, unique_by=lambda e: e.id),
    tier=st.sampled_from(["quick", "full"]),
    seed=st.integers(0, 2**32 - 1),
    sandbox=st.sampled_from(["strict", "off", "partial: files"]),
    trusted=st.booleans(),
    device=st.just("cpu"),
    versions=st.dictionaries(texts, texts, max_size=2),
    seconds=st.floats(0, 1e5),
    notes=st.lists(texts, max_size=2),
)
learners = st.builds(Learner, id=texts, name=texts, email=texts, section=texts)


@st.composite
def classes(draw: st.DrawFn) -> list[Graded]:
    """Learners of different ids; an exercise is worth the same for all of them."""
    graded = draw(
        st.lists(st.builds(Graded, learners, submissions), max_size=2, unique_by=lambda g: g.learner.id)
    )
    first: dict[str, ExerciseResult] = {}
    for one in graded:
        for exercise in one.result.exercises:
            first.setdefault(exercise.id, exercise)
    return [replace(g, result=_alike(g.result, first)) for g in graded]


def _alike(result: SubmissionResult, first: dict[str, ExerciseResult]) -> SubmissionResult:
    return replace(result, exercises=[_worth(e, first[e.id]) for e in result.exercises])


def _worth(exercise: ExerciseResult, first: ExerciseResult) -> ExerciseResult:
    """With the checks of `first` and this one's outcomes."""
    outcomes = [c.outcome for c in exercise.checks]
    parts = [
        replace(c, outcome=o, points=c.max_points if o is Outcome.PASSED else 0.0)
        for c, o in zip(first.checks, outcomes * len(first.checks), strict=False)
    ]
    total = sum(c.points for c in parts)
    return replace(
        exercise, checks=parts, points=total, max_points=first.max_points,
        outcome=combine(c.outcome for c in parts),
    )  # fmt: skip
