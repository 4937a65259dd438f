"""A handle on one function of the learner's: what it should do, said in one line for each property.

Each method that states a property returns a check, to be put under an id::

    normalize = Function("normalize", reference, arguments=BATCHES, always=[(RAMP,)])

    kit.checks(__name__, {
        "values": normalize.agrees(diagnose=SCALING),
        "dtype": normalize.returns_dtype("float32", code="normalize.wrong-dtype"),
        "untouched": normalize.leaves_alone(code="normalize.mutates-input"),
    })

For what no property says, `ask` and `ask_each` put questions, and their `Answer` ends a check with all evidence.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NoReturn

import numpy as np

from tfkata.checks.agreement import Diagnose, agree
from tfkata.checks.candidate import Candidate, CandidateRaised, as_above
from tfkata.checks.failure import fail
from tfkata.checks.forms import Forms, Groups, asked_in_groups
from tfkata.checks.judges import Judge, Problem, array, array_alone, returned_nothing
from tfkata.checks.mistakes import Mistakes
from tfkata.checks.show import in_quotes, show, show_call
from tfkata.wire.codec import Described

Call = tuple[Any, ...]
SEVERAL = 11
"""A number of samples that is the length of no other axis in these exercises."""


@dataclass(frozen=True)
class Answer:
    """What one call of the learner's function came to: a value, or the exception that it raised.

    `typed` is a shorter way to type the call, where `show_call` would describe large arrays. `ordinary_error` gives the
    exception that the function's ordinary call raises, or None.
    """

    function: Function
    arguments: Call
    got: Any
    typed: str = ""
    ordinary_error: Callable[[], CandidateRaised | None] = lambda: None

    @property
    def call(self) -> str:
        """The call as a learner would type it."""
        if self.typed:
            return self.typed
        shown = self.function.shown
        return shown(*self.arguments) if shown else show_call(self.function.name, self.arguments)

    @property
    def raised(self) -> CandidateRaised | None:
        """The exception, which knows by which call it was raised."""
        if isinstance(self.got, CandidateRaised):
            self.got.call = self.call
            return self.got
        return None

    @property
    def value(self) -> Any:
        """What was returned.

        Raises:
            CandidateRaised: with the call that raised it.
        """
        if self.raised is not None:
            raise self.raised
        return self.got

    def model(self, code: str) -> Described:
        """The Keras model that was returned; anything else fails with `code`, whose text may use {found}."""
        if isinstance(self.value, Described) and self.value.kind == "model":
            return self.value
        problem = returned_nothing(self.value) or Problem("", code, {"found": show(self.value)})
        self.fail(problem.code, message=problem.message, **problem.values)

    def insist(
        self, problem: Problem | None, mistakes: Mistakes | None = None, about: Any = None, **values: Any
    ) -> None:
        """End the check with the problem, if there is one; by the name of the first of the mistakes that holds for `about`."""
        if problem is not None:
            code, named = (mistakes and mistakes(about)) or (problem.code, problem.values)
            self.fail(code, message=problem.message, **{**named, **values})

    def fail(self, code: str | None, **values: Any) -> NoReturn:
        """End the check: `kit.fail` with this call and what it returned.

        Raises:
            CandidateRaised: the ordinary call raises the same error, so that it is no mistake about this call.
        """
        if self.raised is not None:
            as_above(self.raised, self.ordinary_error())
        returned = str(self.got) if self.raised is not None else in_quotes(self.got)
        fail(code, **{"call": self.call, "returned": returned, **values})


@dataclass(frozen=True)
class Property:
    """A check that states one property of a function; `codes` are those that it names, with the values for the text."""

    run: Callable[[Candidate], None]
    codes: Mapping[str, frozenset[str]]

    def __call__(self, candidate: Candidate) -> None:
        self.run(candidate)


@dataclass(frozen=True, eq=False)
class Function:
    """A function of the learner's, and what it should return.

    Args:
        reference: takes the same arguments and returns what is wanted; None for what is only asked (`ask`).
        arguments: Hypothesis strategy of argument tuples, the same object every time. None: only `always` is tried.
        always: calls that are tried first; a property without calls of its own is asked for the first of them.
        judge: compares one returned value with one wanted value.
        shown: a call of `ask` as a text, from its arguments, where these are too long to be shown.
        ordinary: a call that every answer takes, if it is not the first of `always`. An error that it raises is never
            diagnosed as a mistake about a special call (a refused label, an empty batch, a single sample).
    """

    name: str
    reference: Callable[..., Any] | None = None
    arguments: Any = None
    always: Sequence[Call] = ()
    judge: Judge = field(default_factory=array)
    shown: Callable[..., str] | None = None
    ordinary: Call | None = None

    def ordinary_error(self, candidate: Candidate) -> CandidateRaised | None:
        """The exception that the ordinary call raises, asked for once; None where it returns, or where there is none."""
        call = self._ordinary()
        if call is None:
            return None
        typed = show_call(self.name, call)
        answer: Answer = candidate.once(f"ordinary {typed}", lambda: self.ask(candidate, *call))
        return answer.raised

    def _ordinary(self) -> Call | None:
        return self.ordinary if self.ordinary is not None else next(iter(self.always), None)

    def ask(
        self, candidate: Candidate, *arguments: Any, options: dict[str, Any] | None = None, typed: str = ""
    ) -> Answer:
        """One call. An exception of the learner's is an answer, too."""
        try:
            got = candidate.call(self.name, *arguments, options=options)
        except CandidateRaised as raised:
            got = raised
        return Answer(self, arguments, got, typed, partial(self.ordinary_error, candidate))

    def ask_each(self, candidate: Candidate, calls: Sequence[Call]) -> list[Answer]:
        """Many calls in one round trip."""
        answers = candidate.calls(self.name, calls)
        error = partial(self.ordinary_error, candidate)
        return [Answer(self, call, got, "", error) for call, got in zip(calls, answers, strict=True)]

    # --- properties

    def wanted(self, *arguments: Any) -> Any:
        """What the reference returns.

        Raises:
            TypeError: there is no reference: the function is only asked.
        """
        if self.reference is None:
            raise TypeError(f"{self.name} has no reference")
        return self.reference(*arguments)

    def agrees(
        self, *, judge: Judge | None = None, diagnose: Diagnose | None = None, examples: int = 50
    ) -> Property:
        """It returns what the reference returns, for the calls of `always` and for random arguments."""
        return self._agreement(self.arguments, self.always, judge, diagnose, examples)

    def agrees_on(
        self, *calls: Call, judge: Judge | None = None, diagnose: Diagnose | None = None
    ) -> Property:
        """It returns what the reference returns, for these calls."""
        return self._agreement(None, calls, judge, diagnose, 0)

    def _agreement(
        self,
        arguments: Any,
        always: Sequence[Call],
        judge: Judge | None,
        diagnose: Diagnose | None,
        examples: int,
    ) -> Property:
        if self.reference is None:
            raise TypeError(f"{self.name} has no reference to agree with")

        def run(candidate: Candidate) -> None:
            agree(
                candidate,
                self.name,
                arguments=arguments,
                expected=self.wanted,
                judge=judge or self.judge,
                always=always,
                remembered=always is self.always,
                diagnose=diagnose,
                examples=examples,
                ordinary_error=partial(self._error_beside, always, candidate),
            )

        return Property(run, {})

    def leaves_alone(
        self,
        *calls: Call,
        code: str = "value.argument-changed",
        forms: Sequence[Call] = (),
        shared: Forms | None = None,
        options: dict[str, Any] | None = None,
        **values: Any,
    ) -> Property:
        """It changes nothing that it is given: no array, and no list, tuple or dict. The code's text may use {function}.

        What other checks have asked before counts as well, with whatever arguments that was.

        Args:
            calls: an exception in one of these is no answer, and ends the check.
            forms: the other forms of arguments that the contract lists. With the calls of `always` they are asked as well;
                whether the function takes them is asked by other checks.
            shared: forms that another property of the function looks at as well.
            options: ``{"weights_stay": True}``: nor the weights of a model.
        """

        def run(candidate: Candidate) -> None:
            asked = self._or_first(calls)
            for call in asked:
                answer = Answer(self, call, None)
                try:
                    mutated = candidate.mutated(self.name, *call, options=options)
                except CandidateRaised as raised:
                    raised.call = answer.call
                    raise
                if mutated:
                    fail(code, call=answer.call, function=self.name, **values)
            for others in (forms, self.always):
                if all(any(call is one for one in asked) for call in others):
                    continue
                if options:
                    candidate.calls(self.name, others, options=options)
                else:
                    candidate.calls_remembered(self.name, others)
            if shared is not None:
                shared.asked(self, candidate)
            for together in candidate.changing(self.name):
                changed = self._first_changed(candidate, together, options)
                fail(code, call=Answer(self, changed, None).call, function=self.name, **values)

        return Property(run, {code: frozenset({"function", *values})})

    def _first_changed(
        self, candidate: Candidate, calls: Sequence[Call], options: dict[str, Any] | None
    ) -> Call:
        """The first of these calls whose arguments are changed; the first of all where that is not seen again."""
        for call in calls if len(calls) > 1 else ():
            with contextlib.suppress(CandidateRaised):
                if candidate.mutated(self.name, *call, options=options):
                    return call
        return calls[0]

    def returns_dtype(
        self, *calls: Call, dtype: str | None = None, code: str, forms: Sequence[Call] | Forms = ()
    ) -> Property:
        """It returns an array of this dtype, whatever its shape and values. {got_dtype}, {want_dtype}, {function}.

        Args:
            dtype: None: that of the first argument.
            forms: other forms of the arguments; whether the function takes them is asked by other checks.
        """

        def insist(answer: Answer) -> None:
            wanted = dtype or str(answer.arguments[0].dtype)
            answer.insist(array_alone(answer.value, wanted, code), function=self.name)

        def run(candidate: Candidate) -> None:
            for answer in self.ask_each(candidate, self._or_first(calls)):
                insist(answer)
            others = forms if isinstance(forms, Forms) else (lambda seed: [forms])
            for answer in itertools.chain(*asked_in_groups(self, candidate, others)) if forms else ():
                if not answer.raised and array_alone(answer.value) is None:
                    insist(answer)

        return Property(run, {code: frozenset({"function", "got_dtype", "want_dtype"})})

    def no_samples(self, arguments: Callable[[int], Call]) -> Property:
        """No samples in, none out, in the shape that this very answer gives to some; `arguments(n)` are for n samples.

        Whether that shape is right is asked by other checks.
        """

        def run(candidate: Candidate) -> None:
            wanted, answer = self._shape_for(candidate, arguments, 0)
            value = answer.value
            lost = isinstance(value, np.ndarray) and value.shape == (0,)
            judge = array(codes={"shape": "value.empty-without-shape"} if lost else None)
            answer.insist(judge(value, np.zeros(wanted)))

        return Property(run, {"value.empty-without-shape": frozenset({"got_shape", "want_shape"})})

    def one_sample(self, arguments: Callable[[int], Call], *, code: str) -> Property:
        """One sample comes out in the shape that this very answer gives to several, with no axis gone.

        The code's text may use {got_shape}, {want_shape} and {function}.
        """

        def run(candidate: Candidate) -> None:
            wanted, answer = self._shape_for(candidate, arguments, 1)
            answer.insist(
                array(codes={"shape": code})(_blank(answer.value), np.zeros(wanted)), function=self.name
            )

        return Property(run, {code: frozenset({"function", "got_shape", "want_shape"})})

    def in_all_forms(
        self,
        groups: Groups | Forms,
        *,
        judge: Judge | None = None,
        code: str | None = None,
        may_raise: bool = False,
        **values: Any,
    ) -> Property:
        """What is right for the first call of a group is right for the others: other dtypes, sizes and options together.

        Whether the first is right is asked by other checks, so that nothing is wrong twice. The code's text may use
        {function}.

        Args:
            groups: of a seed; what is drawn from it, such as a size, cannot be known beforehand.
            may_raise: for forms that the contract does not list: an answer need not take them.
        """
        compare = judge or self.judge

        def problem(answer: Answer) -> Problem | None:
            return compare(answer.value, self.wanted(*answer.arguments))

        def run(candidate: Candidate) -> None:
            for first, *others in asked_in_groups(self, candidate, groups):
                if first.raised or problem(first) is not None:
                    continue
                for answer in others:
                    if answer.raised and may_raise:
                        continue
                    if (found := problem(answer)) is not None:
                        message = f"{found.message}, though for {first.call} your answer is right"
                        told = {"function": self.name, "expected": self.wanted(*answer.arguments), **values}
                        answer.fail(code or found.code, **{"message": message, **found.values, **told})

        return Property(run, {code: frozenset({"function", *values})} if code else {})

    def takes(self, forms: Mapping[str, Call], *, code: str | None = None) -> Property:
        """It returns what the reference returns for every form of input: ``{"a list of labels": ([1, 0], 3), …}``.

        The code's text may use {form} and {function}.
        """

        def run(candidate: Candidate) -> None:
            for form, call in forms.items():
                named = {"form": form, "function": self.name}
                diagnose = None if code is None else (lambda ask, named=named: (code, named))
                self._agreement(None, [call], None, diagnose, 0)(candidate)

        return Property(run, {code: frozenset({"form", "function"})} if code else {})

    def _error_beside(self, calls: Sequence[Call], candidate: Candidate) -> CandidateRaised | None:
        """The ordinary call's exception, unless it is one of these calls: then it is theirs to diagnose."""
        ordinary = self._ordinary()
        if ordinary is None or show(ordinary) in map(show, calls):
            return None
        return self.ordinary_error(candidate)

    def _or_first(self, calls: Sequence[Call]) -> Sequence[Call]:
        return calls or self.always[:1]

    def _shape_for(
        self, candidate: Candidate, arguments: Callable[[int], Call], count: int
    ) -> tuple[tuple[int, ...], Answer]:
        """The shape wanted for `count` samples, from what comes back for several; and what comes back."""
        some = self.ask(candidate, *arguments(SEVERAL)).value
        answer = self.ask(candidate, *arguments(count))
        shape = some.shape if isinstance(some, np.ndarray) else (SEVERAL,)
        return tuple(count if length == SEVERAL else length for length in shape), answer


def _blank(value: Any) -> Any:
    """An array's shape without its values."""
    return np.zeros(value.shape) if isinstance(value, np.ndarray) else value
