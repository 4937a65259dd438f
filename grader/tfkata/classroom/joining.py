"""Which submission is whose in the roster. A join that fails is said by name, never passed over.

Ids are compared as they are written, then without what a spreadsheet or a file system changes: letter case, leading zeros,
the way in which accents are stored. Then come the other ids that a platform has for a learner, and at last the name. What
fits two is joined to neither.
"""

from __future__ import annotations

import difflib
import itertools
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tfkata.classroom.roster import Entry, Roster
from tfkata.report.exports import Account
from tfkata.results import Learner
from tfkata.submissions.discover import Handed

FEW = 0.5  # of the submissions: with fewer in the roster it is probably another class's
NEAR = 0.75  # difflib's ratio, from which on two ids are probably a slip of the pen
MOST_COMPARED = 50
LONGEST = 100
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Joined:
    """The class: submissions with names, and who is missing. `notes` are worth knowing, `faults` have to be mended."""

    handed: list[Handed]
    accounts: dict[str, Account] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def join(handed: Sequence[Handed], roster: Roster) -> Joined:
    """Give each submission the learner whose it is. Who handed nothing in is added, who is in no roster is kept."""
    entries = list(roster.entries.values())
    found = _Matching(handed, entries)
    owners = {place: entries[entry].learner for place, (entry, _) in found.matched.items()}
    named = [replace(one, learner=owners.get(place, one.learner)) for place, one in enumerate(handed)]
    present = {entry for entry, _ in found.matched.values()}
    absent = [Handed(one.learner, None) for place, one in enumerate(entries) if place not in present]
    return Joined(
        sorted([*named, *absent], key=lambda one: one.learner.id),
        {one.learner.id: one.account for one in entries if one.account is not None},
        list(_notes(found, roster)),
        list(_faults(found, roster)),
    )


def normal(text: str) -> str:
    """An id without letter case, leading zeros and the way in which its accents are stored."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text.strip()).casefold())
    return folded.lstrip("0") or "0" if folded.isdecimal() else folded


def squashed(name: str) -> str:
    """A name's letters and digits alone, without accents: so platforms write names into those of files."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def _exact(one: Handed) -> Iterable[str]:
    return (one.learner.id,)


def _normal(one: Handed) -> Iterable[str]:
    return (normal(one.learner.id),)


def _ids(one: Handed) -> Iterable[str]:
    return map(normal, filter(None, (one.learner.id, one.learner.email, *one.also)))


def _called(one: Handed) -> Iterable[str]:
    return filter(None, map(squashed, (one.learner.id, one.learner.name, *one.also)))


def _other_ids(entry: Entry) -> Iterable[str]:
    return map(normal, (entry.learner.id, *entry.also))


def _names(entry: Entry) -> Iterable[str]:
    """The name from each of its words on: "Ada King Lovelace" is "Lovelace, Ada King" elsewhere."""
    words = entry.learner.name.replace(",", " ").split()
    return {squashed("".join(words[at:] + words[:at])) for at in range(len(words))} - {""}


_Level = tuple[str, Callable[[Handed], Iterable[str]], Callable[[Entry], Iterable[str]]]
SPELLING, OTHER = "spelled differently", "found by another id, or by name"
_LEVELS: tuple[_Level, ...] = (
    ("", _exact, lambda entry: (entry.learner.id,)),
    (SPELLING, _normal, lambda entry: (normal(entry.learner.id),)),
    (OTHER, _ids, _other_ids),
    (OTHER, _called, _names),
)


class _Matching:
    """Submissions and entries by place; `matched` has the entry of a submission and how it was found."""

    def __init__(self, handed: Sequence[Handed], entries: Sequence[Entry]) -> None:
        self.handed, self.entries = handed, entries
        self.learners = [one.learner for one in handed]
        self.matched: dict[int, tuple[int, str]] = {}
        self.unclear: dict[int, set[int]] = {}
        for how, of_learner, of_entry in _LEVELS:
            self._try(how, of_learner, of_entry)

    @property
    def strangers(self) -> list[int]:
        return [at for at in range(len(self.learners)) if at not in self.matched and at not in self.unclear]

    @property
    def absent(self) -> list[Entry]:
        taken = {entry for entry, _ in self.matched.values()}
        return [entry for at, entry in enumerate(self.entries) if at not in taken]

    def _try(
        self,
        how: str,
        of_learner: Callable[[Handed], Iterable[str]],
        of_entry: Callable[[Entry], Iterable[str]],
    ) -> None:
        """One way to compare, for those who are left. What fits several stays unclear: a weaker way would only guess."""
        taken = {entry for entry, _ in self.matched.values()}
        known: dict[str, set[int]] = defaultdict(set)
        for at, entry in enumerate(self.entries):
            for name in of_entry(entry) if at not in taken else ():
                known[name].add(at)
        fits = {at: set().union(*(known[n] for n in of_learner(self.handed[at]))) for at in self.strangers}
        claims: dict[int, int] = defaultdict(int)
        for place in itertools.chain.from_iterable(fits.values()):
            claims[place] += 1
        for at, entries in fits.items():
            if len(entries) == 1 and claims[min(entries)] == 1:
                self.matched[at] = (min(entries), how)
            elif entries:
                self.unclear[at] = entries


def _notes(found: _Matching, roster: Roster) -> Iterator[str]:
    if roster.source:
        yield f"{roster.name}: {_count(len(roster.entries), 'learner')}, read as an export of {roster.source}"
    if roster.left_out:
        yield f"{roster.name}: no learner, left out: {', '.join(roster.left_out[:SHOWN])}"
    for how in (SPELLING, OTHER):
        pairs = [
            f"{found.learners[at].id} = {_shown(found.entries[entry].learner)}"
            for at, (entry, means) in found.matched.items()
            if means == how
        ]
        if pairs:
            yield f"{how}, taken for the same learner: {_listed(pairs)}"
    strangers = [found.learners[at] for at in found.strangers]
    if strangers:
        yield f"not in {roster.name}, graded anyway: {_listed([one.id for one in strangers])}"
    near = [f"{one.id} ~ {_shown(entry.learner)}" for one, entry in _near(strangers, found.absent)]
    if near:
        yield f"nearly the same, not joined (make the two ids equal if they are one person): {_listed(near)}"


def _faults(found: _Matching, roster: Roster) -> Iterator[str]:
    for at, entries in found.unclear.items():
        who = [_shown(found.entries[entry].learner) for entry in sorted(entries)]
        rivals = [found.learners[a].id for a, fits in found.unclear.items() if fits & entries and a != at]
        also = f", and so could {_listed(rivals)}" if rivals else ""
        yield (
            f"{found.learners[at].id}: could be {' or '.join(who[:3])} of {roster.name}{also}: "
            "graded, joined to nobody; make the ids equal"
        )
    total, matched = len(found.learners), len(found.matched)
    if matched < FEW * total:
        share = f"only {matched:,}" if matched else "none"
        verb = "are" if matched > 1 else "is"
        example = next((f", such as {_shown(entry.learner)}" for entry in found.entries), "")
        yield (
            f"{share} of {_count(total, 'submission')} {verb} in {roster.name}: is it the roster of this class, and are its ids what the "
            f"submissions are called? It has {_count(len(found.entries), 'learner')}{example}"
        )


def _near(strangers: Sequence[Learner], absent: Sequence[Entry]) -> Iterator[tuple[Learner, Entry]]:
    """Strangers, each with the learner without a submission whose id or name is nearest, if one is near."""
    known = [(form, entry) for entry in absent for form in _forms(entry.learner, entry.also)]
    for one in strangers[:MOST_COMPARED]:
        best, nearest = NEAR, None
        for mine in _forms(one):
            matcher = difflib.SequenceMatcher(None, "", mine)
            for theirs, entry in known:
                matcher.set_seq1(theirs)
                if matcher.real_quick_ratio() >= best and matcher.ratio() >= best:
                    best, nearest = matcher.ratio(), entry
        if nearest is not None:
            yield one, nearest


def _forms(learner: Learner, also: Iterable[str] = ()) -> set[str]:
    """What somebody may be called, for comparing letters: ids, the name, and addresses without what follows the @."""
    called = {learner.id, learner.name, learner.email, *also}
    forms = {squashed(text)[:LONGEST] for name in called for text in (name, name.partition("@")[0])}
    return {form for form in forms if not form.isdecimal()} - {
        ""
    }  # each number has a neighbour that is somebody else


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _shown(learner: Learner) -> str:
    return f"{learner.id} ({learner.name})" if learner.name else learner.id


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return ", ".join(name[:80] for name in names[:SHOWN]) + more
