"""The files that grading a class leaves: one result and one page per learner, and the gradebook of all.

::

    OUT/results.sqlite            what is kept (tfkata.classroom.store)
    OUT/results/<learner>.json    the result, as `tfkata check --format json` writes it
    OUT/learners/<learner>.html   the same to read
    OUT/class.csv, OUT/class.html
    OUT/earlier/                  what an earlier run wrote, and the last one did not

The files are a picture of the last run: a learner of an earlier run alone has no result beside the others.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from tfkata.errors import DataError, UsageError
from tfkata.files.writing import replace_file
from tfkata.report import formats, html_class, html_submission
from tfkata.report.class_summary import ClassSummary
from tfkata.report.exports import Export
from tfkata.results import Graded, Learner

Made = TypeVar("Made")
EARLIER = "earlier"
MOVED = 10  # ids that are shown
LONGEST_NAME = 100  # bytes: file systems take 255, and a hash, an ending and more are added
_ODD = re.compile(r"[^\w.@+ -]|^[.\s-]|[.\s]$")
_OF_WINDOWS = re.compile(
    r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE
)  # devices, whatever the ending


def known(names: Sequence[str]) -> tuple[str, ...]:
    """The formats asked for, each once; names may be joined by commas.

    Raises:
        UsageError: there is no such format.
    """
    asked = dict.fromkeys(part.strip() for name in names for part in name.split(",") if part.strip())
    every = {*formats.CLASS, *formats.SUBMISSION}
    for name in asked:
        if name not in every:
            raise UsageError(f"--format {name}: there is {', '.join(sorted(every))}")
    return tuple(asked)


class FileNames:
    """Names of files for the ids of a class: the id itself where that can be, and one that nobody else in the class has.

    File systems of macOS and Windows do not tell `Alice` from `alice`: both get a hash, in whatever order they come.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._alike = Counter(_folded(_plain(one)) for one in dict.fromkeys(ids))

    def of(self, id_: str) -> str:
        """The name for an id. One with odd characters gets them replaced, and a hash that keeps it apart."""
        plain = _plain(id_)
        if plain == id_ and self._alike[_folded(plain)] < 2 and not _OF_WINDOWS.fullmatch(plain):
            return plain
        return f"{plain}-{hashlib.sha256(id_.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _plain(id_: str) -> str:
    return _ODD.sub("_", id_).encode()[:LONGEST_NAME].decode("utf-8", "ignore")


def _folded(name: str) -> str:
    """What a file system that ignores case, and how accents are stored, makes of a name."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def is_one(folder: Path) -> bool:
    """Whether `tfkata grade` has written a folder: then it is nobody's submission, wherever it lies."""
    return (folder / "results.sqlite").is_file() and (folder / "results").is_dir()


def below(folder: Path, own: Path) -> list[str]:
    """The names of folders with results in a folder, but for the run's own."""
    with contextlib.suppress(OSError):
        children = sorted(folder.iterdir())
        return [child.name for child in children if is_one(child) and child.resolve() != own.resolve()]
    return []


class ClassFiles:
    """Writes below one folder. `formats_` are written besides what is always written.

    `learners` are everybody who may be written. `write_learner` for everybody, then `write_class`: each result is looked at once, `summary` has what is left of it.
    """

    def __init__(
        self,
        folder: Path,
        formats_: Sequence[str] = (),
        export: Export | None = None,
        learners: Iterable[Learner] = (),
    ) -> None:
        self.summary = ClassSummary()
        self._names = FileNames(one.id for one in learners)
        self.failures: list[str] = []
        self._folder = folder
        self._written: set[Path] = set()
        self._export = export or Export()
        self._of_class = [
            name for name in formats_ if name in formats.SUMMARY and name not in ("csv", "html")
        ]
        self._of_learner = [name for name in formats_ if name not in formats.CLASS]
        self._in_full = {name: formats.IN_FULL[name]() for name in formats_ if name in formats.IN_FULL}

    def write_learner(self, graded: Graded) -> None:
        """Write a learner's result and page, and count the learner in for the files of the class."""
        name, result = self._names.of(graded.learner.id), graded.result
        self._make(f"results/{name}.json", lambda: formats.SUBMISSION["json"](result))
        self._make(f"learners/{name}.html", lambda: html_submission.render(graded))
        for wanted in self._of_learner:
            suffix = Path(formats.SUBMISSION_FILES[wanted]).suffix
            self._make(f"{wanted}/{name}{suffix}", partial(formats.SUBMISSION[wanted], result))
        self._tried("class.csv, class.html", partial(_added, graded, self.summary))
        for wanted, report in list(self._in_full.items()):
            if self._tried(formats.CLASS_FILES[wanted], partial(_added, graded, report)) is None:
                del self._in_full[wanted]

    def write_class(self) -> None:
        """Write the files of the class from everybody who was added."""
        self._make("class.csv", partial(formats.SUMMARY["csv"], self.summary, self._export))
        self._make("class.html", lambda: html_class.render(self.summary, self._page))
        for wanted in self._of_class:
            self._make(
                formats.CLASS_FILES[wanted], partial(formats.SUMMARY[wanted], self.summary, self._export)
            )
        for wanted, report in self._in_full.items():
            self._make(formats.CLASS_FILES[wanted], report.text)

    def _make(self, name: str, render: Callable[[], str]) -> None:
        text = self._tried(name, render)
        if text is not None:
            replace_file(self._folder / name, text)
            self._written.add(self._folder / name)

    def put_aside(self) -> list[str]:
        """Move what earlier runs wrote and this one did not into `earlier`; the ids of learners among it."""
        moved = []
        written = {_folded(str(path)): path for path in self._written}
        for path in _reports(self._folder):
            same = written.get(_folded(str(path)))  # perhaps the same file, as it was called before
            if path not in self._written and not (same is not None and same.exists() and path.samefile(same)):
                place = self._folder / EARLIER / path.relative_to(self._folder)
                place.parent.mkdir(parents=True, exist_ok=True)
                path.replace(place)
                moved += [path.stem] if path.parent.name == "results" else []
        return moved

    def _page(self, learner: Learner) -> str:
        return f"learners/{self._names.of(learner.id)}.html"

    def _tried(self, name: str, action: Callable[[], Made]) -> Made | None:
        """A report that cannot be made is a fault of ours; it is noted, and grading goes on."""
        try:
            return action()
        except (UsageError, DataError) as refused:
            self.failures.append(f"{name}: {refused}")
        except Exception as error:  # noqa: BLE001  (a bug in one renderer must not stop a class)
            self.failures.append(f"{name}: tfkata failed here: {type(error).__name__}: {error}")
        return None


def moved(ids: Sequence[str]) -> str:
    """Say that results of an earlier run were put aside."""
    more = f" and {len(ids) - MOVED:,} more" if len(ids) > MOVED else ""
    shown = ", ".join(one[:60] for one in ids[:MOVED])
    return f"moved to {EARLIER}/: results of an earlier run, of {len(ids):,} not in this one: {shown}{more}"


def _reports(folder: Path) -> Iterator[Path]:
    """Every file in the folder that has the place and the ending of a report of ours."""
    endings = {name: Path(file).suffix for name, file in formats.SUBMISSION_FILES.items()}
    for name, suffix in {**endings, "results": ".json", "learners": ".html"}.items():
        if not (folder / name).is_symlink():
            yield from sorted((folder / name).glob(f"*{suffix}"))
    for name in ("class.csv", *(formats.CLASS_FILES[name] for name in formats.CLASS if name != "csv")):
        if (folder / name).is_file():
            yield folder / name


def _added(graded: Graded, to: ClassSummary | formats.InFull) -> bool:
    to.add(graded)
    return True
