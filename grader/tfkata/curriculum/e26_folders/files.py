"""Which files are pictures and which folders are classes, what becomes of a folder without any, and that it stays as it is."""

from __future__ import annotations

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, CandidateRaised, Mistake, Mistakes
from tfkata.curriculum.e26_folders import pictures
from tfkata.curriculum.e26_folders.labels import beside_names, label_told, strange_names
from tfkata.curriculum.e26_folders.yielded import (
    Read,
    arguments_of,
    ask,
    call_of,
    load_images,
    options_for,
    paths_of,
)


def first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:160]


def ordinary_error(candidate: Candidate) -> CandidateRaised | None:
    """What the ordinary folder raises: then it is no mistake about another one."""
    try:
        ask(candidate, pictures.ORDINARY)
    except CandidateRaised as raised:
        return raised
    return None


# --- which pictures there are


def missing(read: Read) -> list[str]:
    came = set(paths_of(read))
    return [path for path in read.zoo.pictures if path not in came]


def missing_endings(read: Read) -> dict[str, str] | None:
    unknown = None in paths_of(read)  # which colours there are is asked elsewhere
    lost = missing(read) if not unknown or sum(read.sizes) < read.count else []
    return {"lost": ", ".join(lost)} if lost else None


def strangers(candidate: Candidate) -> None:
    try:
        read = ask(candidate, pictures.STRANGERS, batch=1)
    except CandidateRaised as raised:
        kit.as_above(raised, ordinary_error(candidate))
        found = f"your function raises {raised.type_name}: {first_line(raised.message)}"
        kit.fail("folders.counts-strangers", call=raised.call, found=found)
    STRANGE_FILES.fail(read, call=read.call)


# --- a folder without pictures, and without changes


def nothing(candidate: Candidate) -> None:
    for zoo in pictures.NOTHING:
        typed = call_of(zoo, (6, 10), 4, False, 1)
        answer = load_images.ask(
            candidate, *arguments_of(zoo, (6, 10), 4, False, 1), options=options_for(zoo, 1), typed=typed
        )
        if answer.raised is None:
            kit.fail("folders.empty-accepted", call=typed, where=zoo.shown)
        if not answer.raised.is_a("ValueError"):
            kit.as_above(answer.raised, ordinary_error(candidate))
            kit.fail(
                "folders.wrong-error",
                call=typed,
                found=f"{answer.raised.type_name}: {first_line(answer.raised.message)}",
            )


def one_empty(candidate: Candidate) -> None:
    zoo = pictures.ONE_EMPTY
    try:
        read = ask(candidate, zoo, batch=1)
    except CandidateRaised as raised:
        kit.as_above(raised, ordinary_error(candidate))
        kit.fail(
            "folders.empty-class",
            call=raised.call,
            found=f"your function raises {raised.type_name}: {first_line(raised.message)}",
        )
    EMPTY_CLASS.fail(read, call=read.call)


def untouched(candidate: Candidate) -> None:
    for zoo, training in ((pictures.ORDINARY, False), (pictures.STRANGERS, True)):
        typed = call_of(zoo, (6, 10), 2, training, 1)
        try:
            changed = candidate.mutated(
                load_images.name, *arguments_of(zoo, (6, 10), 2, training, 1), options=options_for(zoo, 1)
            )
        except CandidateRaised:
            if zoo is pictures.ORDINARY:
                raise
            continue  # whether it takes these is asked by other checks
        if changed:
            kit.fail("folders.changes-folder", call=typed)


# fmt: off
ENDINGS = Mistakes(Mistake("folders.misses-pictures", missing_endings, "lost"))
STRANGE_FILES = Mistakes(
    Mistake("folders.counts-strangers", lambda r: not r.endless and sum(r.sizes) > r.count, found=lambda r: f"{sum(r.sizes)} pictures come instead of {r.count}"),
    Mistake("folders.counts-strangers", strange_names, found=lambda r: f"the names of the classes become {kit.show(r.names)}"),
    Mistake("folders.misses-pictures", missing_endings, "lost"),
)
EMPTY_CLASS = Mistakes(
    Mistake("folders.empty-class", strange_names, found=lambda r: f"the names of the classes are {kit.show(r.names)} instead of {kit.show(r.zoo.classes)}"),
    Mistake("folders.empty-class", beside_names, found=label_told),
)
# fmt: on
