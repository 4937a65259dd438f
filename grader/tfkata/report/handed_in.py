"""Lines for people on the files of a submission: what was judged, what does not count and why, what else lies there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

SHOWN = 20
LONGEST = 160
MOST = 500
NAMED = 8  # of files that nobody takes for an answer
JUDGED, OTHERS = "Judged: ", "Not looked at: "


def notes(
    judged: Mapping[str, Sequence[PurePosixPath]],
    reasons: Iterable[tuple[PurePosixPath, str]],
    others: Iterable[PurePosixPath],
) -> list[str]:
    """Lines for people: what was judged (by exercise), what does not count and why, what else lies there."""
    lines = []
    if judged:
        said = (_judged(name, path) for name, paths in judged.items() for path in paths)
        lines.append(f"{JUDGED}{', '.join(said)}.")
    told = sorted(reasons, key=lambda one: str(one[0]))
    lines += [f"`{_shown(path)}` does not count: it {_in_a_line(why)}." for path, why in told[:SHOWN]]
    if len(told) > SHOWN:
        lines.append(f"{len(told) - SHOWN:,} more files do not count.")
    rest = sorted(map(_shown, others))
    if rest:
        lines.append(f"{OTHERS}{_some(rest)}.")
    return lines


def nothing_usable(paths: Iterable[PurePosixPath]) -> str:
    """Where nothing lies there that could be judged: that, and what does."""
    names = sorted(map(_shown, paths))
    return f"There is no notebook, Python file or zip file, only {_some(names)}." if names else ""


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"


def is_about_a_fault(note: str) -> bool:
    """Whether the grader should see it at once: a file that does not count, or a late submission."""
    return not note.startswith((JUDGED, OTHERS))


def _judged(exercise: str, path: PurePosixPath) -> str:
    return f"`{_shown(path)}`" if path.stem == exercise else f"`{_shown(path)}` as {exercise}"


def _shown(path: PurePosixPath) -> str:
    """A path in one line, of a length that a page can bear: its learner chose it."""
    name = _in_a_line(str(path))
    return name if len(name) <= LONGEST else f"{name[: LONGEST // 2]}…{name[-LONGEST // 2 :]}"


def _in_a_line(text: str) -> str:
    return " ".join(text.splitlines())[:MOST]
