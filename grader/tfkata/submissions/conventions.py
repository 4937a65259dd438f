"""How learning platforms name the files of a download of all submissions: who, which upload, late or not.

One line each; the facts are the platforms' own code and exports (Canvas `ContentZipper`, Moodle `mod_assign\\downloader`,
Blackboard's gradebook archive, Gradescope's `submission_metadata.yml`, nbgrader's exchange).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tfkata.errors import UsageError

FOLDERS, ONE = "folders", "one"
BLACKBOARD, GRADESCOPE = "blackboard", "gradescope"
OWN = "--naming"  # instead of a platform's name


@dataclass(frozen=True, slots=True)
class Convention:
    """A way of naming. The groups of `pattern`:

    `id` or `name` says who; `number` is the platform's own number of that person; `late` matched means late; `when` and
    `order` say which upload is the newest; `file` is what the learner called the file. One who has another `when` has
    handed in again.
    """

    key: str
    title: str
    pattern: re.Pattern[str]

    def match(self, name: str) -> re.Match[str] | None:
        """What a name says, if it is one of these."""
        return self.pattern.fullmatch(name)


_DATE = r"\d{4}-\d\d-\d\d[-T ]\d\d[-:.]\d\d[-:.]\d\d"
CONVENTIONS = (
    Convention(
        BLACKBOARD,
        "Blackboard",
        re.compile(rf"(?P<task>.+)_(?P<id>[^_]+)_attempt_(?P<when>{_DATE})(?:_(?P<file>.+)|\.txt)?", re.S),
    ),
    Convention(
        "moodle",
        "Moodle",
        re.compile(
            r"(?P<name>[^_]+)_(?P<number>\d+)_(?:assignsubmission|assignfeedback)_[a-z]+(?:_(?P<file>.*))?",
            re.S,
        ),
    ),
    Convention(GRADESCOPE, "Gradescope", re.compile(r"submission_(?P<number>\d+)")),
    Convention(
        "nbgrader",
        "nbgrader's exchange",
        re.compile(rf"(?P<id>.+)\+(?P<task>[^+]+)\+(?P<when>{_DATE}[^+/]*)(?:\+.*)?", re.S),
    ),
    Convention(
        "canvas",
        "Canvas",
        re.compile(
            r"(?:(?P<id>\w+?)(?:_(?P<late>LATE))?_(?P<number>\d+)|(?:(?P<late_too>LATE)_)?anon_(?P<anonymous>\w{5}))"
            r"_(?:(?P<order>\d+)_(?P<file>.+)|(?:text|link)\.html?)",
            re.S,
        ),
    ),
)
METADATA = "submission_metadata.yml"  # of Gradescope: who is who
NAMES = (*(convention.key for convention in CONVENTIONS), FOLDERS, ONE)


@dataclass(frozen=True, slots=True)
class Said:
    """What one name says. Those of one person have the same `person`."""

    person: str
    id: str
    name: str = ""
    also: tuple[str, ...] = ()
    file: str = ""
    when: str = ""
    order: int = 0
    late: bool = False


def asked(naming: str) -> Convention | None:
    """The convention that `--naming` names, or a regular expression of one's own; None for `folders` and `one`.

    Raises:
        UsageError: neither.
    """
    if naming in (FOLDERS, ONE):
        return None
    known = next((one for one in CONVENTIONS if one.key == naming), None)
    if known is not None:
        return known
    if naming.isidentifier():
        raise UsageError(
            f"--naming {naming}: there is {', '.join(NAMES)}, or a regular expression with (?P<id>…)"
        )
    try:
        pattern = re.compile(naming, re.S)
    except re.error as error:
        raise UsageError(f"--naming {naming}: is no regular expression: {error}") from None
    if not {"id", "name", "number"} & set(pattern.groupindex):
        raise UsageError(
            f"--naming {naming}: has no group that says who: write (?P<id>…), such as '(?P<id>\\w+)_hw1.*'"
        )
    return Convention("regex", OWN, pattern)


def said(convention: Convention, name: str) -> Said | None:
    """What a name says under a convention; None where it does not fit."""
    found = convention.match(name)
    if found is None:
        return None
    groups = {key: value for key, value in found.groupdict().items() if value}
    number, person = groups.get("number", ""), groups.get("name", "")
    anonymous = groups.get("anonymous", "")
    id_ = groups.get("id") or person or number or anonymous
    order = groups.get("order", "")
    return Said(
        person=number if number and convention.key != "moodle" else f"{id_} {number}".strip(),
        id=id_,
        name=person,
        also=tuple(dict.fromkeys(one for one in (number, person) if one and one != id_)),
        file=groups.get("file", "").strip("_ ") if convention.key == "moodle" else groups.get("file", ""),
        when=groups.get("when", ""),
        order=int(order) if order.isdigit() else 0,
        late="late" in groups or "late_too" in groups,
    )


def all_said(convention: Convention, names: Iterable[str]) -> dict[str, Said]:
    """What each of the names says that fit. The others of a download help to read one:

    Blackboard writes `TASK_ID`, and both may have a `_` in them; the task is what most of them have in common.
    """
    found = {name: one for name in names if (one := said(convention, name)) is not None}
    if convention.key != BLACKBOARD:
        return found
    whole = {name: _task_and_id(convention, name) for name in found}
    shared = Counter(task for both in set(whole.values()) for task in _tasks(both))
    return {name: _with_task(found[name], both, shared) for name, both in whole.items()}


def _task_and_id(convention: Convention, name: str) -> str:
    parts = convention.match(name)
    return f"{parts['task']}_{parts['id']}" if parts is not None else ""


def _tasks(both: str) -> list[str]:
    """Everything before a `_`: each may be the task."""
    return [both[:at] for at, letter in enumerate(both) if letter == "_"]


def _with_task(said_: Said, both: str, shared: Counter[str]) -> Said:
    """The longest of the tasks that most have in common; what the others would leave is what one may be called, too."""
    task = max(_tasks(both), key=lambda one: (shared[one], len(one)))
    id_ = both[len(task) + 1 :]
    others = (both[len(one) + 1 :] for one in _tasks(both) if one != task)
    return replace(said_, person=id_, id=id_, also=tuple(one for one in others if one))


def recognised(names: Iterable[str]) -> Convention | None:
    """The convention that every one of the names fits."""
    every = list(names)
    return next((one for one in CONVENTIONS if every and all(map(one.match, every))), None)


def gradescope_people(text: str) -> dict[str, list[Said]]:
    """Who handed in which folder, by Gradescope's own file. Read line by line: of the rest of it nothing is needed."""
    found: dict[str, list[Said]] = {}
    folder, inside = "", False
    people: list[dict[str, str]] = []
    for line in [*text.splitlines(), "end:"]:
        bare = line.strip()
        indent = len(line) - len(line.lstrip())
        if indent == 0 and bare.endswith(":"):
            if folder:
                found[folder] = [_gradescope(folder, one) for one in people if one]
            folder, inside, people = bare[:-1].strip("'\""), False, []
        elif indent == 2 and bare == ":submitters:":
            inside = True
        elif indent == 2 and not bare.startswith("-"):
            inside = False
        elif inside and (fact := re.fullmatch(r"(- )?:(name|sid|email): *(.*)", bare)):
            people += [{}] if fact[1] or not people else []
            people[-1][fact[2]] = fact[3].strip("'\"")
    return found


def _gradescope(folder: str, person: dict[str, str]) -> Said:
    number = folder.rpartition("_")[2]
    name, sid, email = (person.get(key, "") for key in ("name", "sid", "email"))
    id_ = sid or email or name or number
    also = dict.fromkeys(one for one in (email, name, number) if one and one != id_)
    return Said(person=id_, id=id_, name=name, also=tuple(also))
