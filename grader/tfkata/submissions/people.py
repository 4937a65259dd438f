"""Which of the things that lie somewhere may be a learner's own, by what they are called and what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from tfkata.submissions import file_names
from tfkata.submissions.archives import OTHER_KINDS
from tfkata.submissions.contents import ARCHIVE
from tfkata.submissions.items import Item

LONGEST_NUMBER = 2  # digits in the name of a part of a course: `hw12` is one, and `a1234567` a person
# Folders that one learner has for work of one's own; a learner's folder is called like a person.
OF_ONE = frozenset(
    (
        "src", "source", "sources", "code", "solution", "solutions", "answer", "answers", "starter", "starters", "handout",
        "handouts", "template", "templates", "release", "released", "test", "tests", "old", "older", "new", "backup", "backups",
        "archive", "archives", "attempt", "attempts", "draft", "drafts", "final", "notebook", "notebooks", "notes", "lib", "libs",
        "build", "dist", "doc", "docs", "data", "dataset", "datasets", "images", "model", "models", "output", "outputs", "results",
        "tmp", "temp", "work", "mywork", "exercise", "exercises", "homework", "assignment", "lab", "project", "repo",
    )
)  # fmt: skip
UNITS = frozenset(
    (
        "hw", "homework", "week", "w", "lab", "ps", "pset", "assignment", "a", "ex", "exercise", "exercises", "task", "unit",
        "lecture", "day", "part", "session", "version", "v", "attempt", "try", "draft",
    )
)  # fmt: skip
CONTAINERS = frozenset(
    (
        "submissions", "submission", "submitted", "downloads", "download", "class", "students", "handed in", "submitted files",
        "student work",
    )
)  # fmt: skip


def is_own(item: Item) -> bool:
    """Whether it is a file called like an exercise."""
    said = None if item.is_folder else file_names.named(PurePosixPath(item.name))
    return said is not None and said.plain


def among(top: Sequence[Item]) -> list[Item]:
    """Folders and zip files that may be learners' own.

    Names such as `hw1` and `week 2` are parts of one learner's work, unless two of them answer the same exercise: `a12` may be
    somebody as well.
    """
    able = [item for item in top if _is_somebody(item)]
    parts = [item for item in able if is_a_part(item)]
    return able if len(rivals(parts)) > 1 else [item for item in able if item not in parts]


def rivals(learners: Sequence[Item]) -> list[Item]:
    """Those that answer an exercise which another one answers, too."""
    every = [name for item in learners for name in item.answers]
    return [item for item in learners if any(every.count(name) > 1 for name in item.answers)]


def _is_somebody(item: Item) -> bool:
    """Whether a folder or zip file may be a learner's own."""
    if not may_be_a_person(item):
        return False
    if not item.is_folder and PurePosixPath(item.name).suffix.lower() != ARCHIVE:
        return False
    notebooks = any(file_names.kind(path) == file_names.NOTEBOOK for path in item.inside)
    return bool(item.answers) or notebooks or item.name.endswith(".git")


def may_be_a_person(item: Item) -> bool:
    """Whether its name may be a learner's: not a word that folders of work have, nor an exercise's."""
    words = words_of(item)
    return squashed(words) not in OF_ONE and file_names.named(PurePosixPath(f"{words}.py")) is None


def is_a_part(item: Item) -> bool:
    """`hw1`, `week_02`: parts of a course, not people."""
    words = words_of(item)
    return squashed(words) in UNITS and 0 < sum(map(str.isdigit, words)) <= LONGEST_NUMBER


def is_no_person(name: str) -> bool:
    """Whether a folder is called like one in which a class lies."""
    words = name.casefold()
    return words in CONTAINERS or (squashed(words) in UNITS and any(map(str.isdigit, words)))


def words_of(item: Item) -> str:
    words = item.name.casefold()
    for kind in (ARCHIVE, *OTHER_KINDS[::-1]):
        words = words.removesuffix(kind)
    return words


def squashed(words: str) -> str:
    return "".join(letter for letter in words if letter.isalpha())
