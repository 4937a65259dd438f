"""What people read is plain English: words that only a translation would choose are found wherever somebody reads them.

Lessons, titles, messages, hints, the command line, the docs, docstrings and comments. A pattern stands for a habit that was mended all over the
project once; the examples show what is meant, and what is not.
"""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "grader" / "tfkata"
PER = r"(?:number|row|label|file|entry|value|bar|probability|point|line|column|unit)"
OF = r"(?:sample|label|class|row|exercise|epoch|image|file|learner)"

# pattern -> what it must find, and what it must leave alone
HABITS: dict[str, tuple[str, str]] = {
    r"\b(?:wanted|expected|asked(?: for)?) (?:is|are)\b": ("two rows, wanted are three", "the shape you expected. Is it there?"),
    r"\ball the same\b": ("it was graded all the same", "all of the same shape"),
    r"\banew\b": ("it is trained anew", "a new model"),
    r"\bfor ever\b": ("kept for ever", "forever; for every class"),
    r"\bin earnest\b": ("it is used in earnest", "an earnest try"),
    r"\bwhoever\b": ("whoever calls it", "the caller"),
    r"\bnobody else's\b": ("it stops nobody else's", "nobody else"),
    rf"\b(?:one|two|three|four|a) {PER}s? an? {OF}\b": ("one row a label", "one row per label"),
    r"\bpair of brackets\b": ("needs its pair of brackets", "needs its parentheses"),
    r"\bthat cannot be is\b": ("a label that cannot be is refused", "that cannot be compared is"),
    r"\bso maniet": ("every so manieth one", "so many"),
}  # fmt: skip


# the same for messages and hints alone, which are read at 11 pm
HABITS_OF_MESSAGES: dict[str, tuple[str, str]] = {
    r"\b(?:line|step|number|result|loop|raise|calculation)s? of yours\b": ("which line of yours divides", "which of your lines"),
    r"\bstands? (?:where|there|in|at|after|behind|before|beside|over|under|for what)\b": ("what stands after `return`", "for epochs it stands still"),
    r"\bin your head\b": ("how often in your head", "the head of your model"),
    r"\b(?:is|are) asked for[.,;:)]": ("at least 80 % is asked for.", "that is not asked for here"),
    r"\ba text\b(?! editor)": ("comparing it with a text", "the text above the table; a text editor"),
    r"\btak(?:es?|en) [^.?;,]{1,30} for (?:a|an|the|another)\b(?! (?:loop|mean|moment))": ("takes the step for the new weights", "it takes a name"),
    r"\bchanged places\b": ("the two have changed places", "the two are swapped"),
    r"\b(?:is|are) no (?:functions?|ind(?:ex|ices)|models?|fractions?|integers?|whole numbers)\b": ("something that is no index", "not an index"),
    r"\b(?:was|were|is|are) to (?:be|become)\b": ("two arrays were to be combined", "an answer to be given"),
    r"\b(?:comes?|came) of\b": ("it comes of the wrong division", "it comes from the wrong division"),
    r"\b(?:at|in your) hand\b": ("the largest value at hand", "the largest value in the batch; by hand"),
    r"\banother (?:\w+ )?than\b": ("it returns another dtype than it should", "it returns the wrong dtype"),
}  # fmt: skip

ABOUT_TEXTS = ("e30_", "e31_", "e32_")  # where a learner's function is given texts


def read() -> Iterator[tuple[str, str]]:
    """Every text that somebody reads, by its place."""
    curriculum = PACKAGE / "curriculum"
    for path in [
        *curriculum.rglob("*.toml"),
        *(PACKAGE / "drills").rglob("*.toml"),
        *(ROOT / "docs").glob("*.md"),
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
    ]:
        yield str(path.relative_to(ROOT)), path.read_text("utf-8")
    for path in [
        *PACKAGE.rglob("*.py"),
        *(ROOT / "docs").glob("*.py"),
        *(ROOT / "solutions").glob("*.py"),
        *(ROOT / "exercises").glob("*.py"),
    ]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value
        with path.open("rb") as file:
            for token in tokenize.tokenize(file.readline):
                if token.type == tokenize.COMMENT:
                    yield f"{path.relative_to(ROOT)}:{token.start[0]}", token.string


@pytest.mark.parametrize("habit", HABITS | HABITS_OF_MESSAGES)
def test_a_pattern_finds_what_it_means_and_nothing_else(habit: str) -> None:
    found, left = (HABITS | HABITS_OF_MESSAGES)[habit]
    assert re.search(habit, found, re.IGNORECASE)
    assert not re.search(habit, left, re.IGNORECASE)


def met(texts: Iterable[tuple[str, str]], habits: Iterable[str]) -> list[str]:
    flat = [(place, " ".join(text.split())) for place, text in texts]
    return [
        f"{place}: …{text[max(0, match.start() - 30) : match.end() + 30]}…"
        for place, text in flat
        for habit in habits
        for match in re.finditer(habit, text, re.IGNORECASE)
    ]


def test_nothing_reads_like_a_translation() -> None:
    assert met(read(), HABITS) == []


def test_no_message_reads_like_a_translation() -> None:
    written = [path for room in ("curriculum", "drills") for path in (PACKAGE / room).rglob("*.toml")]
    texts = [(f"{path.parent.name}/{path.name}", path.read_text("utf-8")) for path in written]
    found = met(texts, HABITS_OF_MESSAGES)
    assert [said for said in found if not (said.startswith(ABOUT_TEXTS) and "a text" in said)] == []
