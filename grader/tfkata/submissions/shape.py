"""Whether a folder or a zip file is one learner's or a class's: looked at, never guessed.

What could be both is an error that says how to say it (`--naming`). Names of a download from a learning platform are
recognised when all of them fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from tfkata.catalog import records
from tfkata.errors import SubmissionError, UsageError
from tfkata.settings import READING_SECONDS
from tfkata.submissions import conventions, file_names, parsed, people
from tfkata.submissions.contents import ARCHIVE, Contents, Entry, FolderContents, is_hidden
from tfkata.submissions.conventions import Convention
from tfkata.submissions.items import Item, in_archive, in_folder, lying_in
from tfkata.submissions.parsers import Budget

WORKSPACE = "exercises"
HERE = PurePosixPath()
WRAPPED = 3  # folders around a class, each the only one there
HANDED_IN, UNFINISHED = "Submitted files", "Working files"  # of Teams, one beside the other


@dataclass(frozen=True, slots=True)
class Shape:
    """What a place is. `convention` names who handed in; else, of a class, each item is a learner's own.

    `below` is where the class lies in it, `beside` what lies beside that.
    """

    is_class: bool
    convention: Convention | None = None
    below: PurePosixPath = HERE
    items: tuple[Item, ...] = ()
    hand_outs: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def of_folder(place: Path, naming: str | None) -> Shape:
    """The shape of a folder that was named on the command line.

    Raises:
        UsageError: it could be both, cannot be read, or nothing in it fits the convention asked for.
    """
    try:
        top = in_folder(place)
    except OSError as error:
        raise UsageError(f"{place}: cannot be read: {error.strerror}") from None
    if naming is None and (place / "nbgrader_config.py").is_file() and (place / "submitted").is_dir():
        raise UsageError(
            f"{place}: is a course of nbgrader: `tfkata nbgrader autograde` grades it there, `tfkata grade "
            f"{place / 'submitted'}` what learners handed in"
        )
    handed_in = _handed_in(top)
    if handed_in is not None and naming != conventions.ONE and not (place / handed_in.name).is_symlink():
        inside = of_folder(place / handed_in.name, naming)
        return replace(inside, below=HERE / handed_in.name / inside.below, beside=_beside(top, handed_in))
    found = _named(place, top, naming, HERE)
    return found or _wrapped(place, top) or _plain(place, FolderContents(place), HERE, top, is_folder=True)


def _handed_in(top: Sequence[Item]) -> Item | None:
    """Teams keeps what was handed in beside what learners still work on."""
    return next((item for item in top if item.name == HANDED_IN and item.is_folder), None)


def _beside(top: Sequence[Item], handed_in: Item) -> tuple[str, ...]:
    return tuple(item.name for item in top if item is not handed_in)


def _wrapped(place: Path, top: Sequence[Item]) -> Shape | None:
    """The shape of the one folder that lies there, or in that one, if it is a class.

    Raises:
        UsageError: it may be a class, or a learner with several tries.
    """
    below, inside = HERE, top
    for _ in range(WRAPPED):
        only = [item for item in inside if item.is_folder or _is_handed_in(item.name)]
        if len(only) != 1 or not only[0].is_folder or (place / below / only[0].name).is_symlink():
            return None
        below /= only[0].name
        try:
            inside = in_folder(place / below)
        except OSError:
            return None
        convention = _recognised(inside, below.name)
        if convention is not None:
            return Shape(True, convention, below, tuple(inside))
        if len(rivals := people.rivals(people.among(inside))) > 1:
            if people.is_no_person(below.name) and not all(map(people.is_a_part, rivals)):
                return _plain(place, FolderContents(place), below, inside, is_folder=True)
            raise UsageError(
                f"{place}: one learner's, or a class's? {_some(rivals)} in {below} answer the same: name `{place / below}` if "
                f"they are learners, `--naming {conventions.FOLDERS}` says that {below.parts[0]} is one"
            )
    return None


def of_archive(place: Path, contents: Contents, entries: Sequence[Entry], naming: str | None) -> Shape:
    """The shape of a zip file that was named on the command line.

    Raises:
        UsageError: as `of_folder`.
    """
    below = _unwrapped(entries)
    top = in_archive(contents, entries, below)
    beside: tuple[str, ...] = ()
    if (handed_in := _handed_in(top)) is not None and naming != conventions.ONE:
        below /= handed_in.name
        beside, top = _beside(top, handed_in), in_archive(contents, entries, below)
    found = _named(place, top, naming, below) or _plain(place, contents, below, top, is_folder=False)
    if naming is None and found.convention is not None and found.convention.key == conventions.FILES:
        raise UsageError(
            f"{place}: one learner's, or a class's? {_some(top)} may be called after learners: `--naming "
            f"{conventions.FILES}` says that they are, `--naming {conventions.ONE}` that all of it is one learner's"
        )
    return replace(found, beside=beside)


def of_archive_in_a_class(contents: Contents, entries: Sequence[Entry]) -> Shape | None:
    """The shape of a zip file that lies in the folder of a class, if it is a download of several learners' submissions."""
    below = _unwrapped(entries)
    top = in_archive(contents, entries, below)
    convention = _recognised(top, below.name)
    said = conventions.all_said(convention, [item.name for item in top]) if convention else {}
    persons = {one.person for one in said.values()}
    if convention is None or len(persons) < 2 or convention.key in (conventions.FILES, conventions.TEAMS):
        return None  # so one learner may call files and folders as well
    return Shape(True, convention, below, tuple(top))


def _named(place: Path, top: Sequence[Item], naming: str | None, below: PurePosixPath) -> Shape | None:
    """The shape that is asked for, or that the names tell."""
    if naming == conventions.ONE:
        return Shape(is_class=False)
    convention = _named_by(place, top, naming, below)
    if naming != conventions.FOLDERS and convention is None:
        return None
    odd = (
        i.name for i in top if (not convention.match(i.name) if convention is not None else people.is_own(i))
    )
    return Shape(True, convention, below, tuple(top), tuple(odd))


def _unwrapped(entries: Sequence[Entry]) -> PurePosixPath:
    """The folder in which everything lies, if there is one: a zip file of a folder is that folder."""
    visible = [e.path.parts for e in entries if not any(map(is_hidden, e.path.parts))]
    below = 0
    while visible and all(len(parts) > below + 1 and parts[below] == visible[0][below] for parts in visible):
        if visible[0][below] == WORKSPACE or _names_a_learner(visible[0][below], visible, below + 1):
            break
        below += 1
    return PurePosixPath(*visible[0][:below]) if visible else PurePosixPath()


def _names_a_learner(name: str, paths: Sequence[tuple[str, ...]], below: int) -> bool:
    """Whether a folder around everything is called as only a platform calls that of a learner."""
    inside = [PurePosixPath(*parts[below:]) for parts in paths]
    by_folders = (one for one in conventions.OF_FOLDERS if one.key != conventions.TEAMS and one.match(name))
    return any(one.match(name) for one in conventions.UNMISTAKABLE) or any(
        all(map(one.fits_inside, inside)) for one in by_folders
    )


def _named_by(
    place: Path, top: Sequence[Item], naming: str | None, below: PurePosixPath
) -> Convention | None:
    if naming is None:
        return _recognised(top, below.name or place.stem, place)
    if naming == conventions.FOLDERS:
        return None
    convention = conventions.asked(naming, [item.name for item in top if item.is_folder])
    if convention is None or not any(convention.match(item.name) for item in top):
        shown = _some(top)
        raise UsageError(f"{place}: no name there fits --naming {naming}: {shown or 'nothing is there'}")
    return convention


def _recognised(top: Sequence[Item], called: str, place: Path | None = None) -> Convention | None:
    """The convention that all names fit but those of hand-outs, and of what is no submission in any case.

    `called` is the name of what they lie in. With a `place`, names of which only most fit are an error.
    """
    could_be = [item for item in top if item.is_folder or _is_handed_in(item.name)]
    strangers = [item for item in could_be if not people.is_own(item)]
    names = [item.name for item in strangers]
    convention = conventions.recognised(names) or _by_folders(strangers, called) or _by_files(strangers)
    if convention is not None or place is None:
        return convention
    for one in conventions.OF_NAMES:
        fit = [item.name for item in strangers if one.match(item.name)]
        if len(fit) > max(1, len(strangers) // 2):
            odd = next(item.name for item in strangers if not one.match(item.name))
            raise UsageError(
                f"{place}: {len(fit):,} of {len(strangers):,} names are those of {one.words}, and {odd} is "
                f"not: `--naming {one.key}` reads them so and leaves the others out, `--naming {conventions.FOLDERS}` takes "
                "each file and folder for a learner"
            )
    return None


def _by_folders(items: Sequence[Item], called: str) -> Convention | None:
    """What the folder around them says, or what lies in each of them."""
    if not items or not all(item.is_folder for item in items):
        return None
    if called.endswith("-submissions"):
        return conventions.repositories([item.name for item in items], called)
    inside = [path for item in items for path in item.inside]
    names = [item.name for item in items]
    for one in conventions.OF_FOLDERS if inside else ():
        alone = one.key == conventions.TEAMS and len(items) < 2 and called != HANDED_IN  # any name fits
        if not alone and all(map(one.match, names)) and all(one.fits_inside(path) for path in inside):
            return one
    return None


def _by_files(items: Sequence[Item]) -> Convention | None:
    """Files that say learner and exercise, if two learners answer the same exercise. `final_e01.py` is nobody's."""
    convention = conventions.files()
    said = [conventions.said(convention, item.name) for item in items if not item.is_folder]
    answered_by: dict[str, set[str]] = {}
    for one in said:
        answered = file_names.named(PurePosixPath(one.file)) if one is not None else None
        if one is None or answered is None or people.squashed(one.id.casefold()) in people.OF_ONE:
            return None
        answered_by.setdefault(answered.exercise, set()).add(one.id)
    several = any(len(those) > 1 for those in answered_by.values())
    return convention if several and len(said) == len(items) else None


def _is_handed_in(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() == ARCHIVE or file_names.kind(path) is not None


def _plain(
    place: Path, contents: Contents, below: PurePosixPath, top: Sequence[Item], *, is_folder: bool
) -> Shape:
    """By what lies where: exercises at the top are one learner's, folders and zip files with exercises are a class's."""
    own = [item for item in top if people.is_own(item)]
    workspace = next((item for item in top if item.is_folder and item.name == WORKSPACE), None)
    learners = people.among(top)
    sure = [item for item in learners if not people.is_a_part(item)]
    class_ = Shape(True, None, below, tuple(top), tuple(item.name for item in own))
    if own or (workspace is not None and workspace.answers):
        if len(learners) < 2:
            return Shape(is_class=False)
        if own and workspace is None and len(sure) > 1 and _all_stubs(contents, below, own):
            return class_
        first = own[0].name if own else WORKSPACE
        raise _both(
            place,
            f"{first} lies in it as in one learner's, and {_some(learners)} hold answers as in a class's",
        )
    _must_not_be_classes(place, top, learners, [item for item in top if is_folder and _is_a_download(item)])
    packed = [item for item in learners if not item.is_folder]
    if is_folder or len(people.rivals(sure)) > 1 or len(packed) > 1:
        return class_
    if len(learners) > 1:
        raise _both(place, f"{_some(learners)} may be learners, or folders of one")
    return Shape(is_class=False)


def _must_not_be_classes(
    place: Path, top: Sequence[Item], learners: Sequence[Item], downloads: Sequence[Item]
) -> None:
    """Folders of sections or assignments, in which the learners lie: each would be one learner with several answers.

    Raises:
        UsageError: half of them hold a class. A single one is somebody who hands in badly.
    """
    classes = [item for item in top if item not in downloads and len(_class_in(item)) > 1]
    every = {*learners, *classes, *downloads}
    if len(every) > 1 and classes and 2 * len(classes) >= len(every):
        first = classes[0]
        raise UsageError(
            f"{place}: learners, or classes? {_some(_class_in(first))} in {first.name} answer the same: if they are learners, name "
            f"{first.name} and its like, one after the other (a zip file's unpacked); `--naming {conventions.FOLDERS}` says that "
            f"{first.name} is one"
        )


def _is_a_download(item: Item) -> bool:
    """Whether it is a zip file that a platform packed: in a folder it is read as what it is."""
    return not item.is_folder and _recognised(lying_in(item), item.name) is not None


def _class_in(item: Item) -> list[Item]:
    """Those in a folder or zip file who look like the learners of a class."""
    inside = lying_in(item)
    convention = _recognised(inside, item.name)
    if convention is not None:
        return [one for one in inside if convention.match(one.name)]
    rivals = people.rivals([one for one in people.among(inside) if not people.is_a_part(one)])
    return list(
        {people.words_of(one): one for one in rivals}.values()
    )  # a folder and the zip file of it are one


def _some(items: Sequence[Item]) -> str:
    return ", ".join(item.name for item in items[:3])


def _both(place: Path, why: str) -> UsageError:
    return UsageError(
        f"{place}: one learner's, or a class's? {why}: `--naming {conventions.FOLDERS}` says that it is a class, "
        f"`--naming {conventions.ONE}` that it is one learner's"
    )


def _all_stubs(contents: Contents, below: PurePosixPath, own: Sequence[Item]) -> bool:
    """Whether all of these files are as learners are given them: then they are a hand-out."""
    budget = Budget(READING_SECONDS)
    return all(_is_stub(contents, _entry(below, item), budget) for item in own[:50])


def _entry(below: PurePosixPath, item: Item) -> Entry:
    return item.files[0] if item.files else Entry(below / item.name)


def _is_stub(contents: Contents, entry: Entry, budget: Budget) -> bool:
    said = file_names.named(entry.path)
    if said is None or entry.is_link:
        return False
    exercise = records.exercises()[said.exercise]
    try:
        text = parsed.module_text(contents.read(entry), entry.path, exercise, budget)
    except SubmissionError:
        return False
    return parsed.stubs(exercise, text) == set(exercise.functions)
