"""Every misconception that a check may name has a text, the text gets the values it wants, and hints are there."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import tfkata
from tfkata.catalog import records, texts
from tfkata.catalog.records import Exercise
from tfkata.errors import SourceError

PACKAGE = Path(tfkata.__file__).parent
JUDGES = sorted(
    path
    for room in ("checks", "curriculum", "architecture", "examiner")
    for path in PACKAGE.glob(f"{room}/**/*.py")
    if path.name != "removed_names.py"  # names of libraries, which look like codes
    and path.parent.name != "d_summary"  # slips of drills, which have texts of their own (tests/drills)
)
CODE = re.compile(r"[a-z][a-z0-9-]*\.[a-z0-9]+(-[a-z0-9]+)*")
FILES = {
    path.stem if path.parent.name == "en" else path.parent.name: tomllib.loads(path.read_text("utf-8"))
    for path in [*texts.shared(), *PACKAGE.glob("curriculum/[de]*_*/en.toml")]
}
TEXTS = {code: entry for file in FILES.values() for code, entry in file.get("misconceptions", {}).items()}
EVERY = [(place, code) for place, file in FILES.items() for code in sorted(file.get("misconceptions", {}))]
TOPICS = {code.partition(".")[0] for code in TEXTS}
GIVEN_BY_THE_KIT = {"call", "returned", "expected"}


def constants(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def is_code(text: str) -> bool:
    """`topic.what`; a name like `best.keras` is none, because no topic is called `best`."""
    topic, _, what = text.partition(".")
    return CODE.fullmatch(text) is not None and ("-" in what or topic in TOPICS)


def placeholders(text: str) -> set[str]:
    """Names of the `{name}` in a text; format specifications and attributes are not wanted there."""
    found = set()
    for _, name, specification, conversion in string.Formatter().parse(text):
        if name is not None:
            assert name.isidentifier(), f"{{{name}}} is no plain placeholder"
            assert not specification, f"{{{name}:{specification}}}"
            assert not conversion
            found.add(name)
    return found


def given(path: Path) -> Iterator[tuple[str, set[str], int]]:
    """(code, names of the values given with it, line), wherever a module shows both at one place.

    These are ``fail("a.b", x=…)``, ``Problem("…", "a.b", {"x": …})`` and ``("a.b", {"x": …})``. An `Answer` fails with its
    own call and what it returned.
    """
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args and all(k.arg for k in node.keywords):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name == "fail" and isinstance(first, ast.Constant) and is_code(str(first.value)):
                of_answer = (
                    isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") != "kit"
                )
                own = {"call", "returned"} if of_answer else set()
                yield first.value, own | {str(k.arg) for k in node.keywords}, node.lineno
            pair = node.args[1:3] if name == "Problem" else []
        else:
            pair = node.elts if isinstance(node, ast.Tuple) else []
        match pair:
            case [ast.Constant(value=str(code)), ast.Dict(keys=keys)] if is_code(code):
                if all(isinstance(key, ast.Constant) for key in keys):
                    names = {str(key.value) for key in keys if isinstance(key, ast.Constant)}
                    yield code, names | GIVEN_BY_THE_KIT, node.lineno


@pytest.mark.parametrize("path", JUDGES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_code_has_a_text(path: Path) -> None:
    assert {text for text in constants(path) if is_code(text)} <= set(TEXTS)


@pytest.mark.parametrize("path", JUDGES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_text_gets_the_values_it_wants(path: Path) -> None:
    for code, names, line in given(path):
        missing = placeholders(TEXTS[code]["text"]) - names
        assert not missing, f"{path.name}:{line}: {code} wants {missing}"


@pytest.mark.parametrize(
    "path",
    [path for path in JUDGES if path.parent.name in records.exercises()],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_a_text_lies_where_the_exercise_finds_it(path: Path) -> None:
    for code in filter(is_code, constants(path)):
        placed = [path.parent.name, code.partition(".")[0], "common"]
        assert any(code in FILES.get(name, {}).get("misconceptions", {}) for name in placed), code


def test_no_text_is_left_over() -> None:
    """Each code, or what comes after its dot where a check puts it together, stands in some module."""
    said = {text.removeprefix(".") for path in JUDGES for text in constants(path)}
    assert {code for code in TEXTS if code not in said and code.partition(".")[2] not in said} == set()


def test_a_code_that_is_put_together_has_a_text() -> None:
    """``f"{topic}.no-history"`` in a module that several exercises share."""
    parts = {
        text for path in JUDGES for text in constants(path) if re.fullmatch(r"\.[a-z0-9]+(-[a-z0-9]+)+", text)
    }
    assert {part for part in parts if not any(code.endswith(part) for code in TEXTS)} == set()


@pytest.mark.parametrize(("place", "code"), EVERY)
def test_texts_can_be_filled_in(place: str, code: str) -> None:
    """Two exercises may tell the same mistake in words of their own."""
    assert CODE.fullmatch(code)
    entry = FILES[place]["misconceptions"][code]
    wanted = placeholders(entry["text"])
    text = texts.misconception(place, code, dict.fromkeys(wanted, "<value {0} %s>"))
    assert text.count("<value {0} %s>") >= len(wanted)
    assert len(text.split()) >= 12
    assert set(entry) <= {"text", "hint"}


@pytest.mark.parametrize("code", TEXTS)
def test_every_misconception_has_a_hint_that_is_a_next_step(code: str) -> None:
    """Not the message again, and short: it is read by somebody who has read the message and still does not see it."""
    hint = TEXTS[code].get("hint", "")
    assert 5 <= len(hint.split()) <= 60
    assert not set(_sentences(hint)) & set(_sentences(TEXTS[code]["text"]))


@pytest.mark.parametrize("exercise", records.exercises().values(), ids=lambda e: e.id)
def test_every_check_has_a_hint(exercise: Exercise) -> None:
    hints = texts.check_hints(exercise.id)
    assert list(hints) == [check.id for check in exercise.checks]
    assert all(5 <= len(hint.split()) <= 60 for hint in hints.values())


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?:;]) ", " ".join(text.split()))


@pytest.mark.parametrize("exercise", records.exercises().values(), ids=lambda e: e.id)
def test_every_exercise_has_hints(exercise: Exercise) -> None:
    hints = texts.hints(exercise.id)
    assert len(hints) >= 2
    assert len(set(hints)) == len(hints)
    assert all(len(hint.split()) >= 4 and "\n" not in hint.strip() for hint in hints if "```" not in hint)


@pytest.mark.parametrize("exercise", records.exercises().values(), ids=lambda e: e.id)
def test_the_answer_is_not_in_the_texts(exercise: Exercise) -> None:
    """No misconception's text or hint holds a whole line of the solution's code. A last hint of the exercise may come near."""
    answer = exercise.solution.read_text("utf-8").split("### BEGIN SOLUTION")[1:]
    code = [line.strip() for region in answer for line in region.split("### END SOLUTION")[0].splitlines()]
    named = [" ".join(TEXTS[code].values()) for code in texts.codes(exercise.id)]
    said = " ".join([*named, *texts.check_hints(exercise.id).values()])
    assert [line for line in code if len(line) > 24 and line in said] == []


def test_a_value_that_nobody_gives_is_an_authors_mistake() -> None:
    with pytest.raises(SourceError, match="wants 'divisor', which the check does not give"):
        texts.misconception("e01_normalize", "normalize.wrong-constant", {"white": 1})


def test_a_code_without_text_is_an_authors_mistake() -> None:
    with pytest.raises(SourceError, match=r"no text for the misconception normalize\.unheard-of"):
        texts.misconception("e01_normalize", "normalize.unheard-of", {})


def test_under_a_failed_check_stands_the_hint_of_what_is_wrong_else_of_what_is_asked() -> None:
    one, check = "e01_normalize", "range"
    named = texts.next_step(one, check, "normalize.wrong-dtype")
    assert named == texts.misconception_hint(one, "normalize.wrong-dtype")
    assert texts.next_step(one, check) == texts.check_hints(one)[check] != named
    assert texts.next_step(one, "no such check") is None


def test_paragraphs_become_lines_and_code_stays() -> None:
    text = "\nOne\nparagraph.\n\nAnother\none:\n\n    code\n    more\n\n```\na\nb\n```\n"
    assert texts.unwrapped(text) == ("One paragraph.\n\nAnother one:\n\n    code\n    more\n\n```\na\nb\n```")
