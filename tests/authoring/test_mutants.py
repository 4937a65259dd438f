"""Mutants change a solution only where a learner writes, each in one way; what the checks make of them is kept."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import libcst as cst
import pytest
from click.testing import CliRunner

from tfkata.authoring import measurements, mutation
from tfkata.authoring.mutants import Mutant, mutants
from tfkata.authoring.mutation import Free, Reasons
from tfkata.authoring.mutators import MUTATORS, PLAUSIBLE
from tfkata.catalog import bank, records
from tfkata.cli.app import app
from tfkata.errors import SourceError
from tfkata.running import fingerprint
from tfkata.running.runner import Runner

E01 = records.find("e01")

SOLUTION = '''"""Title

Statement with 3 words.
"""

import numpy as np

OUTSIDE = 7


def centre(values, axis=0):
    """Docstring outside."""
    ### BEGIN SOLUTION
    import math

    if len(values) < 2:
        raise ValueError("at least 2")
    return _shifted(values, axis=axis, verbose=0)


def _shifted(values: "int", axis, verbose):
    """Docstring inside: 5."""
    return values - np.mean(values, axis=axis)
    ### END SOLUTION


def after():
    return 9
'''


@pytest.fixture(scope="module")
def of_solution() -> list[Mutant]:
    return mutants(SOLUTION)


def test_every_mutant_is_another_program(of_solution: list[Mutant]) -> None:
    programs = [ast.dump(ast.parse(mutant.text)) for mutant in of_solution]
    assert len({*programs, ast.dump(ast.parse(SOLUTION))}) == len(programs) + 1
    assert len({mutant.id for mutant in of_solution}) == len(of_solution)


def test_only_what_a_learner_writes_is_changed(of_solution: list[Mutant]) -> None:
    inside = SOLUTION.index("### BEGIN"), SOLUTION.index("### END")
    for mutant in of_solution:
        assert mutant.text.startswith(SOLUTION[: inside[0]])
        assert mutant.text.endswith(SOLUTION[inside[1] :])


def test_what_no_contract_speaks_of_stays(of_solution: list[Mutant]) -> None:
    """Imports, annotations, docstrings, the words of an exception, and `verbose`."""
    for mutant in of_solution:
        assert "import math" in mutant.text
        assert '"int"' in mutant.text
        assert "Docstring inside: 5." in mutant.text
        kept_raise = 'raise ValueError("at least 2")' in mutant.text
        assert kept_raise or mutant.operator == "without_statement"
        assert not any(
            part in mutant.text for part in ("verbose=1)\n", "verbose=None", "axis=axis)\n\n\ndef _sh")
        )


@pytest.mark.parametrize(
    "changed",
    [
        "if len(values) <= 2:",
        "if len(values) > 2:",
        "if len(values) < 3:",
        "if len(values) < 1:",
        "if not (len(values) < 2):",
        "if values < 2:",
        "return values",
        "return np.mean(values, axis=axis)",
        "return np.mean(values, axis=axis) - values",
        "return values + np.mean(values, axis=axis)",
        "return values - np.sum(values, axis=axis)",
        "return values - np.mean(values, )",
        "return values - values",
        "pass",
    ],
)
def test_the_mistakes_that_are_wanted_are_there(changed: str, of_solution: list[Mutant]) -> None:
    assert any(f"\n+ {changed}\n" in f"\n{mutant.change}\n" for mutant in of_solution)


def test_an_id_stays_when_lines_move_and_other_functions_change() -> None:
    moved = SOLUTION.replace("OUTSIDE = 7", "OUTSIDE = 7\nMORE = 8\n").replace(
        "len(values) < 2", "len(values) < 4"
    )
    before = {m.id for m in mutants(SOLUTION) if "np.mean" in m.change}
    after = {m.id for m in mutants(moved) if "np.mean" in m.change}
    assert before == after != set()


def test_the_same_change_twice_has_two_ids() -> None:
    twice = '"""T"""\ndef f(x):\n    ### BEGIN SOLUTION\n    x = x + 1\n    x = x + 1\n    return x\n    ### END SOLUTION\n'
    plus_two = [m for m in mutants(twice) if m.change.endswith("+ x = x + 2")]
    assert len({m.id for m in plus_two}) == 2


def made_of(code: str) -> set[str]:
    """What the operators of this project make of an expression, at its top."""
    node = cst.parse_expression(code)
    made = [other for kind, operate in MUTATORS if isinstance(node, kind) for other in operate(node)]
    return {cst.Module([]).code_for_node(other) for other in made}


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("3", {"2", "6", "0"}),
        ("0", {"-1"}),
        ("0.5", {"1.0", "0.25", "0.0"}),
        ('"same"', {'"valid"'}),
        ('"other"', set()),
        ("np.argmax", {"np.argmin"}),
        ("(a - b)", {"(a)", "(b)", "(b - a)"}),
        ("a + b", {"a", "b", "a * b"}),
        ("a if b else c", {"a if not b else c", "a if True else c", "a if False else c"}),
        ("(a, b, c)", {"(b, a, c)", "(a, c, b)"}),
        ("[a, b]", {"[b, a]", "[b]", "[a, ]"}),
        ("x.astype(t)", {"x", "t"}),
        ("np.exp(x)", {"x"}),
        ("Dense(3)(x)", {"x"}),
    ],
)
def test_operators(code: str, wanted: set[str]) -> None:
    assert made_of(code) == wanted


def test_plausible_values_are_said_once_in_their_group() -> None:
    for group in PLAUSIBLE:
        assert len(set(group)) == len(group) > 1


def mutant(name: str, line: str) -> Mutant:
    """e01's solution with another line."""
    text = E01.solution.read_text("utf-8")
    right = "return images.astype(np.float32) / np.float32(255)"
    return Mutant(name, 1, "other_arithmetic", f"- {right}\n+ {line}", text.replace(right, line))


KILLED = mutant("killed", "return images.astype(np.float32) / np.float32(254)")
CODED = mutant("coded", "return images.astype(np.float32) / images.max()")
LEFT = mutant("left", "return images / np.float32(255)")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Measurements go to a folder of the test's own; e01 has three mutants."""
    monkeypatch.setattr(measurements, "root", lambda: tmp_path)
    monkeypatch.setattr(bank, "root", lambda: tmp_path / "tests" / "bank")
    bank.folder(bank.ANSWERS).mkdir(parents=True)
    monkeypatch.setattr(mutation, "mutants", lambda text: [KILLED, CODED, LEFT])
    return tmp_path


def kill(runner: Runner, tier: str = "full") -> dict[str, Any]:
    list(mutation.kill(E01, runner, tier=tier, jobs=2))
    return measurements.load(bank.measured(bank.MUTANTS, E01.id))


def test_what_passes_survives_and_the_rest_says_by_which_check(kept: Path, runner: Runner) -> None:
    found = kill(runner)["mutants"]
    assert list(found) == ["killed", "coded", "left"]
    assert [fate["fate"] for fate in found.values()] == ["killed", "killed", "survived"]
    assert found["killed"]["check"] in {check.id for check in E01.checks}
    assert found["coded"]["misconception"] == "normalize.divide-by-max"


def test_what_is_known_is_not_graded_again(
    kept: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kill(runner)
    monkeypatch.setattr(Runner, "session", lambda *_: pytest.fail("graded again"))
    assert kill(runner) == first
    assert kill(runner, "quick") == first


def test_a_changed_check_module_makes_it_known_no_more(
    kept: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kill(runner)
    monkeypatch.setattr(fingerprint, "of", lambda exercise, **_: "another")
    monkeypatch.setattr(mutation, "mutants", lambda text: [KILLED])
    after = kill(runner)
    assert (before["fingerprint"] != "another", after["fingerprint"]) == (True, "another")
    assert list(after["mutants"]) == ["killed"]


def test_survivors_need_a_reason_and_reasons_a_survivor(kept: Path, runner: Runner) -> None:
    kill(runner)
    assert [f.where for f in mutation.findings(E01, Reasons())] == ["e01_normalize:left"]
    assert not list(mutation.findings(E01, Reasons({"e01_normalize:left": "uint8 / float32 is float32"})))
    stale = {
        "e01_normalize:left": "right",
        "e01_normalize:killed": "?",
        "e01_normalize:gone": "?",
        "e99:x": "?",
    }
    assert [f.what for f in mutation.findings(E01, Reasons(stale))] == [
        "is killed now: remove it",
        "is no mutant any more: remove it",
    ]


def stored(*fates: str) -> dict[str, Any]:
    mutants = {f"m{i}": {"fate": fate, "change": f"- x{i}\n+ y"} for i, fate in enumerate(fates)}
    return {"total": len(fates), "mutants": mutants}


def test_scores_add_up() -> None:
    found = mutation.score(
        "e01", stored("killed", "killed", "survived", "survived", "open"), Reasons({"e01:m2": "right"})
    )
    assert (found.total, found.killed, found.equivalent, found.missed, found.open) == (5, 2, 1, 1, 1)


def test_a_free_choice_explains_what_takes_away_nothing_else() -> None:
    free = Free("e01", "layers|epochs", "the network is the learner's choice")
    assert free.fits("e01", {"change": "- layers.Dense(100)\n+ layers.Dense(99)"})
    assert not free.fits("e01", {"change": "- layers.Dense(100)\n- x / 255\n+ pass"})
    assert not free.fits("e02", {"change": "- layers.Dense(100)\n+ layers.Dense(99)"})
    found = mutation.score("e01", stored("survived", "survived"), Reasons(free=(Free("e01", "x1", "free"),)))
    assert (found.equivalent, found.missed) == (1, 1)


def test_lines_of_free_choice_do_not_count_where_the_contract_decides() -> None:
    free = Free("e01", "x[01]", "the network is the learner's choice")
    fates = ("killed", "survived", "killed", "survived", "open")
    found = mutation.score("e01", stored(*fates), Reasons(free=(free,)))
    assert (found.killed, found.decided, found.decided_killed) == (2, 2, 1)


def test_a_free_choice_that_explains_nothing_is_a_finding(kept: Path, runner: Runner) -> None:
    kill(runner)
    fits, none = Free(E01.id, "float32", "one of them"), Free(E01.id, "layers", "there are none")
    assert [f.what for f in mutation.findings(E01, Reasons(free=(fits, none)))] == [
        "no survivor fits 'layers': remove it"
    ]


def test_a_fault_of_the_grader_kills_nothing() -> None:
    found = mutation.score("e01", stored("killed", "grader_error"), Reasons())
    assert (found.killed, found.missed, found.open) == (1, 1, 0)


@pytest.mark.parametrize(
    "text",
    [
        '[[equivalent]]\nid = "e01:a"\n',
        '[[equivalent]]\nid = "e01:a"\nreason = " "\n',
        '[[equivalent]]\nid = "e01:a"\nreason = "x"\n[[equivalent]]\nid = "e01:a"\nreason = "y"\n',
        '[[free]]\nexercise = "e01"\nlines = "x"\n',
        '[[free]]\nexercise = "e01"\nlines = "("\nreason = "x"\n',
        "[[equivalent]\n",
    ],
)
def test_a_reason_is_given_once(text: str, tmp_path: Path) -> None:
    path = tmp_path / "equivalent.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError, match=r"equivalent\.toml"):
        mutation.equivalents(path)


def test_the_kits_own_reasons_are_valid() -> None:
    reasons = mutation.equivalents()
    named = {name.partition(":")[0] for name in reasons.single} | {free.exercise for free in reasons.free}
    assert named <= set(records.exercises())


def test_the_command_fails_for_a_survivor_and_writes_the_page(kept: Path) -> None:
    result = CliRunner().invoke(app, ["author", "mutate", "e01"], standalone_mode=False)
    assert result.return_value == 1, result.output
    assert "2 of 3 killed, 0 right, 1 missed" in result.output
    page = (kept / "docs" / "validity.md").read_text("utf-8")
    assert "| e01_normalize | 3 | 2 | 2 |  | 1 |  | 66.66 % | 66.66 % |" in page
    assert "+ return images / np.float32(255)" in page
