"""How learning platforms name the files of a download of all submissions: who, which upload, late or not.

One entry each; the facts are the platforms' own code and exports (Canvas `ContentZipper`, Moodle `mod_assign\\downloader`,
Blackboard's gradebook archive, Gradescope's `submission_metadata.yml`, nbgrader's exchange) and, of Brightspace, Sakai,
Schoology and Teams, public scripts that read their downloads.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath

from tfkata.catalog import records
from tfkata.errors import UsageError
from tfkata.submissions.moments import moment

FOLDERS, ONE = "folders", "one"
FILES, GITHUB = "files", "github"
BLACKBOARD, GRADESCOPE, MOODLE, TEAMS = "blackboard", "gradescope", "moodle", "teams"
OWN = "--naming"  # instead of a platform's name


@dataclass(frozen=True, slots=True)
class Convention:
    """A way of naming. The groups of `pattern`:

    `id` or `name` says who; `number` is the platform's own number of that person; `late` matched means late; `when` and
    `order` say which upload is the newest; `file` is what the learner called the file. One who has another `when` has
    handed in again. `inside` is what every path in a person's folder looks like, where names alone say too little.
    """

    key: str
    title: str
    pattern: re.Pattern[str]
    inside: re.Pattern[str] | None = None

    @property
    def words(self) -> str:
        """What names of this kind are, in a sentence."""
        if self.key == FILES:
            return "files called after learner and exercise"
        return f"a download from {self.title}"

    def match(self, name: str) -> re.Match[str] | None:
        """What a name says, if it is one of these."""
        return self.pattern.fullmatch(name)

    def fits_inside(self, path: PurePosixPath) -> bool:
        """Whether a person's folder may hold such a file."""
        return self.inside is None or self.inside.match(str(path)) is not None


_DATE = r"\d{4}-\d\d-\d\d[-T ]\d\d[-:.]\d\d[-:.]\d\d"
CONVENTIONS = (
    Convention(
        BLACKBOARD,
        "Blackboard",
        re.compile(rf"(?P<task>.+)_(?P<id>[^_]+)_attempt_(?P<when>{_DATE})(?:_(?P<file>.+)|\.txt)?", re.S),
    ),
    Convention(
        MOODLE,
        "Moodle",
        re.compile(
            r"(?P<name>[^_]+)(?:_(?P<number>\d+))?_(?:assignsubmission|(?P<feedback>assignfeedback))_[a-z]+"
            r"(?:_(?P<file>.*))?",
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
        "brightspace",
        "Brightspace",
        re.compile(
            r"(?P<number>\d+)(?:-\d+)? - (?:(?P<id>\S*\d\S*) - )?(?P<name>.+?) ?- (?P<when>[^-]*\b20\d\d\b[^-]*?)"
            r"(?: - (?P<file>.+))?",
            re.S,
        ),
    ),
    Convention(
        "sakai",
        "Sakai",
        re.compile(
            r"(?P<name>[^(),]+,[^(),]*)\((?P<id>[^()]+)\)(?:_(?:Submission attachment\(s\)_)?(?P<file>.+))?",
            re.S,
        ),
    ),
    Convention(
        "schoology",
        "Schoology",
        re.compile(r"(?P<name>[^,]+, .+) - (?P<id>\S+)"),
        inside=re.compile(r"Revision \d+(?: - [^/]+)?/.+", re.S | re.I),
    ),
    # Older ones write `late` small and keep the dashes of a name.
    Convention(
        "canvas",
        "Canvas",
        re.compile(
            r"(?:(?P<id>[^_].*?)(?:[_-](?P<late>(?i:late)))?_(?P<number>\d+)"
            r"|(?:(?P<late_before>(?i:late))_)?anon_(?P<anonymous>\w{5})(?:_(?P<late_behind>(?i:late)))?)"
            r"_(?:(?P<order>\d+)_(?P<file>.+)|(?:text|link)\.html?)",
            re.S,
        ),
    ),
    Convention(
        TEAMS,
        "Teams",
        re.compile(r"(?P<name>.+)", re.S),
        inside=re.compile(r"[^/]+/Version \d+/.+", re.S),
    ),
)
OF_NAMES = tuple(one for one in CONVENTIONS if one.inside is None)
OF_FOLDERS = tuple(one for one in CONVENTIONS if one.inside is not None)
# A single name is one of theirs and nothing else: nobody calls a folder so by chance.
UNMISTAKABLE = tuple(one for one in OF_NAMES if one.key not in (GRADESCOPE, "canvas"))
NAMES = (*(convention.key for convention in CONVENTIONS), GITHUB, FILES, FOLDERS, ONE)
_ADDED = r"(?:[ _-]*\(?\d{1,2}\)?)?"  # when a name was there already


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
    is_feedback: bool = False


@cache
def files() -> Convention:
    """Files that are called after a learner and an exercise, in either order.

    So Google's forms and classroom, file requests of OneDrive and Dropbox, and people who were asked to do so name them.
    """
    exercise = "|".join(re.escape(name).replace("_", r"[ _-]?") for name in records.exercises())
    ending = r"\.(?:py|ipynb)(?:\.(?:txt|json))?"
    return Convention(
        FILES,
        FILES,
        re.compile(
            rf"(?P<id>[^\W_].*?)[ _-]+(?P<file>(?:{exercise}){_ADDED}{ending})"
            rf"|(?P<stem>{exercise})[ _-]+(?P<id_behind>[^\W_].*?){_ADDED}(?P<ending>{ending})",
            re.I | re.S,
        ),
    )


def repositories(names: Sequence[str], folder: str = "") -> Convention | None:
    """Clones of GitHub Classroom, `hw1-submissions/hw1-LEARNER`: the assignment is what the folder says, else what all share."""
    told = folder.removesuffix("-submissions") if folder.endswith("-submissions") else ""
    task = told or _shared(names).rpartition("-")[0]
    if not task or not all(name.startswith(f"{task}-") for name in names):
        return None
    return Convention(GITHUB, "GitHub Classroom", re.compile(rf"{re.escape(task)}-(?P<id>.+)", re.S))


def _shared(names: Sequence[str]) -> str:
    """The letters with which all of them begin."""
    columns = itertools.takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    return "".join(letters[0] for letters in columns)


def asked(naming: str, names: Sequence[str] = ()) -> Convention | None:
    """The convention that `--naming` names, or a regular expression of one's own; None for `folders` and `one`.

    Raises:
        UsageError: neither.
    """
    if naming in (FOLDERS, ONE):
        return None
    if naming == FILES:
        return files()
    if naming == GITHUB:
        return repositories(names)
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
    number, person = groups.get("number", ""), _spoken(groups.get("name", ""))
    anonymous = groups.get("anonymous", "")
    id_ = groups.get("id") or groups.get("id_behind") or person or number or anonymous
    order = groups.get("order", "")
    file = groups.get("file", "") or "".join(groups.get(key, "") for key in ("stem", "ending"))
    return Said(
        person=number if number and convention.key != "moodle" else f"{id_} {number}".strip(),
        id=id_,
        name=person,
        also=tuple(dict.fromkeys(one for one in (number, person) if one and one != id_)),
        file=file.strip("_ ") if convention.key == MOODLE else file,
        when=moment(groups.get("when", "")) if convention.key == "brightspace" else groups.get("when", ""),
        order=int(order) if order.isdigit() else 0,
        late=any(key.startswith("late") for key in groups),
        is_feedback="feedback" in groups,
    )


def _spoken(name: str) -> str:
    """Sakai and Schoology write "Lovelace, Ada"."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}".strip() if comma else name.strip()


def all_said(convention: Convention, names: Iterable[str]) -> dict[str, Said]:
    """What each of the names says that fit. The others of a download help to read one:

    Blackboard writes `TASK_ID`, and both may have a `_` in them; the task is what most of them have in common. Moodle may
    write `GROUP-NAME`, if it does so for everybody.
    """
    found = {name: one for name in names if (one := said(convention, name)) is not None}
    if convention.key == MOODLE and all("-" in one.name for one in found.values()):
        return {name: _with_group(one) for name, one in found.items()}
    if convention.key != BLACKBOARD:
        return found
    whole = {name: _task_and_id(convention, name) for name in found}
    shared = Counter(task for both in set(whole.values()) for task in _tasks(both))
    return {name: _with_task(found[name], both, shared) for name, both in whole.items()}


def _with_group(said_: Said) -> Said:
    """What the name is, if what stands before the first dash is a group."""
    return replace(said_, also=(*said_.also, said_.name.partition("-")[2]))


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
    """The convention that every one of the names fits, if names alone can say it."""
    every = list(names)
    return next((one for one in OF_NAMES if every and all(map(one.match, every))), None)
