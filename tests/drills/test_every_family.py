"""What holds for every drill of every family: it follows from its id, its answer is the only right one, nothing is missing."""

from __future__ import annotations

import itertools
import re

import pytest

from tfkata import drills
from tfkata.catalog import texts
from tfkata.drills import families, judging, words
from tfkata.drills.drill import KINDS, LETTERS, Drill
from tfkata.results import Outcome

QUICK, MANY = 50, 1000
SMALLEST = {"mend": 20, "order": 20, "data": 120}
"""Different variants of a level that 1,000 draws must give, where a family draws from what is there; else 250."""
EVERY = [(family, level) for family in drills.FAMILIES for level in drills.LEVELS]


def variants(family: str, level: int, count: int) -> list[Drill]:
    return [drills.make(f"{family}:{level}:{seed}") for seed in range(count)]


def fulfils(drill: Drill, *, every: bool = False) -> None:
    """What is right, and with `every` what is wrong as well: making it has tried all of that already."""
    assert drill.kind in KINDS
    assert drill.note
    assert drill.statement.strip() == drill.statement
    prose = re.sub(r"```.*?```|`[^`]*`", "", drill.statement, flags=re.DOTALL)
    assert not re.search(r"\{\w*\}|\$\w", prose), prose
    assert (drill.kind == "choice") <= bool(drill.options)
    if drill.form:
        assert drills.judge(drill, drill.answer).outcome is Outcome.PASSED
        letters = set(LETTERS[: len(drill.options)]) if every else set()
        for wrong in {slip.answer for slip in drill.slips[: None if every else 1]} | letters - {drill.answer}:
            result = drills.judge(drill, wrong)
            assert result.outcome is Outcome.FAILED, (drill.id, wrong)
            assert result.message
    for slip in drill.slips if every else ():
        assert judging.told(drill, slip)["message"]
    if drill.kind == "file":
        assert drill.exercise is not None
        assert drill.stub != drill.solution


@pytest.mark.parametrize(("family", "level"), EVERY)
def test_fifty_variants(family: str, level: int) -> None:
    made = variants(family, level, QUICK)
    for drill in made:
        fulfils(drill)
    assert made[:10] == variants(family, level, 10), "the same id, the same drill"
    assert len({drill.note for drill in made}) >= 8
    for one, other in itertools.pairwise(made):
        assert (one.note == other.note) or (one.statement, one.stub) != (other.statement, other.stub)


@pytest.mark.slow
@pytest.mark.parametrize(("family", "level"), EVERY)
def test_a_thousand_variants(family: str, level: int) -> None:
    made = variants(family, level, MANY)
    for drill in made:
        fulfils(drill, every=True)
    by_note: dict[str, tuple[str, str]] = {}
    for drill in made:
        answer = drill.answer if drill.form in ("number", "shape", "printed", "head") else ""
        asked = answer, drill.stub.partition("\n")[2]  # without its id
        assert by_note.setdefault(drill.note, asked) == asked, "one note, one answer"
    assert len(by_note) >= SMALLEST.get(family, 250)


@pytest.mark.parametrize("family", drills.FAMILIES)
def test_every_text_of_a_misconception_says_three_things(family: str) -> None:
    """What is wrong with what was typed, and where to look: a question or something to try."""
    for code, entry in words.codes(family).items():
        assert re.fullmatch(r"[a-z0-9-]+\.[a-z0-9-]+", code)
        assert entry["text"].rstrip().endswith(("?", ".", "{why}")), code
        assert len(entry["text"].split()) > 12, code


def test_a_hint_of_a_judged_drill_needs_no_values() -> None:
    """Those are shown as they stand."""
    for exercise in ("d_data", "d_summary"):
        for code in texts.codes(exercise):
            assert "{" not in (texts.misconception_hint(exercise, code) or "")


@pytest.mark.parametrize("id_", ["", "read", "read:6:1", "read:0:1", "read:1:-1", "read:1:x", "read:1:01", "read:1:536870912", "nothing:1:1", "READ:1:1"])  # fmt: skip
def test_what_is_no_id_is_said_in_words(id_: str) -> None:
    with pytest.raises(drills.UnknownDrill, match=r"id like|called|levels"):
        drills.make(id_)


def test_a_misconception_knows_the_families_that_bring_it_back() -> None:
    assert "parameters" in drills.families_for("params.forgets-bias")
    assert "read" in drills.families_for("axis.other")
    assert drills.families_for("nobody.has-this") == []


def test_a_fault_of_a_generator_is_ours_and_found_when_it_is_made() -> None:
    from dataclasses import replace

    from tfkata.errors import GraderError

    good = drills.make("parameters:2:3")
    spoilt = [
        replace(good, statement="How many {things}?"),
        replace(good, slips=(*good.slips, replace(good.slips[0], answer=good.answer))),
        replace(good, answer="many"),
    ]
    for drill in spoilt:
        with pytest.raises(GraderError, match="cannot be asked"):
            judging.prove(drill, families.judge)
