"""Sheets of drills for a class: which variants somebody gets follows from the secret of the course and the learner's id.

A sheet is one Markdown file, with the questions and a place for each answer. Its first line says whose it is and what was asked, and
is sealed with the secret: neither an id nor the level can be changed by the learner.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tfkata.drills import words
from tfkata.drills.drill import LETTERS, LEVELS, SEEDS, VERSION, Drill
from tfkata.drills.families import FAMILIES, judge, make
from tfkata.errors import UsageError
from tfkata.results import CheckResult, ExerciseResult, Outcome, exercise_result

EXERCISE = "drills"
MOST = 200
_HEAD = re.compile(
    r"<!-- tfkata sheet (?P<version>\d{1,4}); learner (?P<learner>[^;]{1,200}); families (?P<families>[a-z,]{1,200}); "
    r"levels (?P<levels>[1-5]{1,5}); count (?P<count>\d{1,3}); seal (?P<seal>[0-9a-f]{32}) -->"
)
_ODD = re.compile(r"[;\n\r<>]|--")
_QUESTION = re.compile(r"^## (\d{1,3})[ \t]*$", re.MULTILINE)
_ANSWER = re.compile(r"^answer:(.*)", re.DOTALL | re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Whose it is, and what is asked: so many questions, of these families in turn, on these levels in turn."""

    learner: str
    families: tuple[str, ...]
    levels: tuple[int, ...]
    count: int

    def seal(self, secret: bytes) -> str:
        """What nobody can make who does not know the secret."""
        return _mac(secret, "seal", *self._parts()).hexdigest()[:32]

    def drills(self, secret: bytes) -> Iterator[Drill]:
        """The questions, none of them twice while there are others."""
        seen: set[str] = set()
        for number in range(self.count):
            family = self.families[number % len(self.families)]
            level = self.levels[number % len(self.levels)]
            for again in range(20):
                drawn = _mac(secret, "drill", *self._parts(), str(number), str(again)).digest()
                made = make(f"{family}:{level}:{int.from_bytes(drawn[:8], 'big') % SEEDS}")
                if made.note not in seen:
                    break
            seen.add(made.note)
            yield made

    def _parts(self) -> tuple[str, ...]:
        return (
            str(VERSION),
            self.learner,
            ",".join(self.families),
            "".join(map(str, self.levels)),
            str(self.count),
        )


def _mac(secret: bytes, *parts: str) -> hmac.HMAC:
    return hmac.new(secret, "\n".join(parts).encode(), hashlib.sha256)


def asked(learner: str, families: tuple[str, ...], levels: tuple[int, ...], count: int) -> Sheet:
    """A sheet, as an instructor asks for it.

    Raises:
        UsageError: a family that is not answered in a line, or an id that no file can hold.
    """
    if _ODD.search(learner) or not learner.strip() or len(learner) > 200:
        raise UsageError(f"--learner {learner!r}: an id on one line, without ; < > or --")
    usual = tuple(name for name, family in FAMILIES.items() if not family.files)
    for name in families:
        if name not in usual:
            raise UsageError(f"--family {name}: a sheet has {', '.join(usual)}")
    if not 1 <= count <= MOST:
        raise UsageError(f"--sheet {count}: from 1 to {MOST} questions")
    return Sheet(learner.strip(), families or usual, levels or LEVELS[:3], count)


def written(sheet: Sheet, secret: bytes) -> str:
    """The file that the learner gets."""
    head = (
        f"<!-- tfkata sheet {VERSION}; learner {sheet.learner}; families {','.join(sheet.families)}; "
        f"levels {''.join(map(str, sheet.levels))}; count {sheet.count}; seal {sheet.seal(secret)} -->"
    )
    parts = [head, words.text("common", "sheet", learner=sheet.learner)]
    for number, drill in enumerate(sheet.drills(secret), start=1):
        options = "\n".join(
            f"- {letter}) {option}" for letter, option in zip(LETTERS, drill.options, strict=False)
        )
        parts += [f"## {number}", drill.statement, *([options] if options else []), "answer:"]
    return "\n\n".join(parts) + "\n"


def is_one(text: str) -> bool:
    """Whether a text is a sheet."""
    return text.startswith("<!-- tfkata sheet ")


def read(text: str, secret: bytes) -> Sheet:
    """What a sheet that was handed in says of itself.

    Raises:
        UsageError: another version's, or its first line was changed.
    """
    found = _HEAD.match(text)
    if found is None:
        raise UsageError("its first line is not that of a sheet: it must stay as it was handed out")
    if int(found["version"]) != VERSION:
        raise UsageError(
            f"it was made by version {found['version']} of the drills, this is {VERSION}: make it again"
        )
    levels = tuple(map(int, found["levels"]))
    sheet = Sheet(found["learner"], tuple(found["families"].split(",")), levels, int(found["count"]))
    if not hmac.compare_digest(sheet.seal(secret), found["seal"]):
        raise UsageError("its first line was changed, or it was made with another secret")
    return sheet


def marked(text: str, sheet: Sheet, secret: bytes) -> ExerciseResult:
    """The verdicts on a sheet, question by question; a place without an answer is not attempted."""
    answers = _answers(text)
    checks = [
        replace(_verdict(drill, answers.get(number, "")), id=f"q{number:02}", title=drill.id)
        for number, drill in enumerate(sheet.drills(secret), start=1)
    ]
    seconds = sum(check.seconds for check in checks)
    return exercise_result(EXERCISE, words.text("common", "sheet-title"), checks, seconds=seconds)


def not_handed_in(count: int) -> ExerciseResult:
    """The result of somebody who handed no sheet in, of so many questions."""
    message = words.text("common", "not-handed-in")
    checks = [
        CheckResult(f"q{n:02}", "", Outcome.NOT_ATTEMPTED, 0.0, 1.0, message) for n in range(1, count + 1)
    ]
    return exercise_result(
        EXERCISE, words.text("common", "sheet-title"), checks, seconds=0.0, message=message
    )


def _answers(text: str) -> dict[int, str]:
    """What stands behind `answer:` below each number; of a number that is there twice, nothing."""
    parts = _QUESTION.split(text.replace("\r\n", "\n"))
    found: dict[int, str] = {}
    for number, part in zip(map(int, parts[1::2]), parts[2::2], strict=True):
        answer = _ANSWER.search(part)
        found[number] = answer[1].strip() if answer is not None and number not in found else ""
    return found


def _verdict(drill: Drill, typed: str) -> CheckResult:
    if not typed:
        message = words.text("common", "unanswered")
        return CheckResult("", "", Outcome.NOT_ATTEMPTED, 0.0, 1.0, message)
    return judge(drill, typed)
