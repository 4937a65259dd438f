"""What the first two functions make of mails: small collections that tell one fault from another, and the real ones.

Words, special tokens, sides and unknown words are the answer's own choice. So it is asked about its own ids: which mails
get the same ones, and whether they stay the same beside other mails and after other calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.judges import kind_of
from tfkata.checks.kit import Candidate, CandidateRaised, Foreign, Function, Mistake, Mistakes, Problem
from tfkata.data import Part
from tfkata.data.categories import spam

WORDS, LARGEST, COMMON = 100, 5000, 0.98
learn_vocabulary = Function("learn_vocabulary", shown=lambda texts: f"learn_vocabulary({_told(texts)})")
prepare = Function("prepare", shown=lambda texts, vocabulary: f"prepare({_told(texts)}, vocabulary)")


def _told(texts: list[str]) -> str:
    shown = kit.show(texts)
    return shown if len(shown) < 90 else f"{len(texts):,} mails"


# Words that no two collections share, made of letters alone: however an answer splits texts, they stay whole.
FIRST = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath"]
SECOND = ["ruby", "slate", "topaz", "umber", "velvet", "willow", "xenon", "yarrow"]


def collection(words: list[str]) -> list[str]:
    """Mails in which each of these words occurs several times."""
    turned = [words[start:] + words[:start] for start in range(len(words))]
    return [" ".join(one[:5]) for one in turned] + [" ".join(one) for one in turned]


@cache
def many_words() -> list[str]:
    """More different words than fit into a vocabulary, each of them in five mails."""
    letters = "bcdfghjklmnprstvwz"

    def word(number: int) -> str:
        digits = []
        for _ in range(4):
            number, digit = divmod(number, len(letters))
            digits.append(letters[digit])
        return "a".join(digits)

    words = [word(number) for number in range(6000)]
    return [" ".join(words[start : start + 60]) for start in range(0, 6000, 60)] * 5


ODD_MAILS = [
    "",
    "amber",
    "Birch, cedar & delta!",
    " ".join(FIRST * 20),
    "nowhere seen before",
    "amber " * 99 + "birch cedar",
]


# --- learn_vocabulary


def vocabulary_of(got: Any) -> Problem | None:
    """Whether this is a list of at most 5,000 different tokens."""
    if isinstance(got, dict):
        return Problem("", "spam.dict-not-list", {})
    if not isinstance(got, list):
        return kit.returned_nothing(got) or Problem(f"returned {kind_of(got)}, expected a list of str")
    odd = [token for token in got if not isinstance(token, str)]
    if odd:
        return Problem(f"the list holds {kit.show(odd[0])}, expected only str")
    if len(got) > LARGEST:
        return Problem("", "spam.too-many-tokens", {"found": f"{len(got):,}", "most": f"{LARGEST:,}"})
    return None if got else Problem("the list is empty")


def vocabulary(candidate: Candidate) -> None:
    """Of two collections, then of the first again, and of one with more words than may stay."""
    calls = [(collection(FIRST),), (collection(SECOND),), (collection(FIRST),), (many_words(),)]
    first, second, again, _ = answers = learn_vocabulary.ask_each(candidate, calls)
    for answer in answers:
        answer.insist(vocabulary_of(answer.value))
    if first.value == second.value:
        message = "the list is the same for mails with entirely different words"
        first.fail("spam.ignores-texts", message=message)
    if first.value != again.value:
        added = [token for token in again.value if token not in first.value]
        shown = ", ".join(f"`{token[:20]}`" for token in added[:2]) or "another order"
        again.fail("spam.remembers", found=shown, expected=first.value)


# --- prepare


def rows_of(got: Any, count: int) -> Problem | None:
    """Whether these are `count` rows of 100 ids; the ids themselves are judged by `outside`."""
    if isinstance(got, list | tuple):
        lengths = {len(row) if isinstance(row, list | tuple) else np.size(row) for row in got}
        return Problem("", "value.list-not-array", {}) if lengths <= {WORDS} else uneven(sorted(lengths))
    if isinstance(got, Foreign) and "dtype object" in got.type_name:
        return uneven([])
    if not isinstance(got, np.ndarray):
        return kit.returned_nothing(got) or Problem(f"returned {kind_of(got)}, expected an array of int")
    if got.ndim == 2 and len(got) == count and got.shape[1] != WORDS:
        return uneven([got.shape[1]])
    if got.shape != (count, WORDS):
        return Problem(f"returned shape {got.shape}, expected ({count}, {WORDS})")
    return None if got.dtype.kind in "iu" else Problem("", "spam.not-integers", {"found": str(got.dtype)})


def uneven(lengths: list[int]) -> Problem:
    told = (
        " or ".join(map(str, lengths[:3])) + (" or more" if len(lengths) > 3 else "") or "unequal numbers of"
    )
    return Problem("", "spam.uneven-length", {"found": told})


def outside(got: np.ndarray) -> Problem | None:
    if got.size == 0 or (got.min() >= 0 and got.max() < LARGEST):
        return None
    found = got.max() if got.max() >= LARGEST else got.min()
    return Problem("", "spam.id-outside", {"found": f"{int(found):,}"})


def own_vocabulary(candidate: Candidate, texts: list[str]) -> list[str]:
    """What the answer itself learns from these texts; where that is none, what it should do is another check's business."""
    answer = learn_vocabulary.ask(candidate, texts)
    answer.insist(vocabulary_of(answer.value))
    got: list[str] = answer.value
    return got


def rows(candidate: Candidate) -> None:
    """Of mails short, long, empty and unknown, with a small vocabulary and with one that is full."""
    for texts, mails in (
        (collection(FIRST), ODD_MAILS),
        (collection(FIRST), ["delta ember"]),
        (many_words(), [*many_words()[:100], "nowhere"]),
    ):
        learned = own_vocabulary(candidate, texts)
        answer = prepare.ask(candidate, mails, learned)
        answer.insist(rows_of(answer.value, len(mails)))
        answer.insist(outside(answer.value))
        if len(mails) > 1 and len(np.unique(answer.value, axis=0)) == 1:
            answer.fail(None, message="all mails have the same ids")


Rows = dict[str, np.ndarray]


@dataclass(frozen=True)
class Asked:
    """The rows of single words under the vocabulary that knows them, and under one that does not.

    Both vocabularies are learned before any mail is prepared, so that what was learned last is not always what counts.
    """

    known: Rows
    unknown: Rows
    known_together: Rows
    unknown_together: Rows
    """Each word is a mail of its own here, too, but beside the others."""

    def changed(self) -> str | None:
        """A word whose ids are others beside other mails."""
        pairs = ((self.known, self.known_together), (self.unknown, self.unknown_together))
        changed = [word for one, two in pairs for word in one if not np.array_equal(one[word], two[word])]
        return changed[0] if changed else None

    def looks_alike(self, words: list[str]) -> list[str]:
        """Two words of a vocabulary that get the same ids; most of these words do."""
        rows = [self.known[word].tobytes() for word in words]
        alike = [word for word, row in zip(words, rows, strict=True) if rows.count(row) > 1]
        return alike[:2] if len(alike) > len(words) // 2 else []

    def all_unknown(self) -> bool:
        return bool(self.looks_alike(FIRST) and self.looks_alike(SECOND))

    def confused(self) -> dict[str, str] | None:
        """Words of one vocabulary are told apart, and those of the other are not, as if that one were always used."""
        alike = self.looks_alike(FIRST) or self.looks_alike(SECOND)
        return {"first": alike[0], "second": alike[1]} if alike else None

    def same_under_both(self) -> bool:
        return all(np.array_equal(row, self.unknown[word]) for word, row in self.known.items())


# fmt: off
ALONE = Mistakes(
    Mistake("spam.leaks-test", lambda asked: asked.changed(), word=lambda asked: asked.changed()),
    Mistake("spam.all-unknown", Asked.all_unknown),
    Mistake("spam.other-vocabulary", Asked.confused, "first second"),
    Mistake("spam.ignores-vocabulary", Asked.same_under_both),
)
# fmt: on


def alone(candidate: Candidate) -> None:
    first, second = (own_vocabulary(candidate, collection(words)) for words in (FIRST, SECOND))
    asked = Asked({}, {}, {}, {})
    for words, learned, foreign in ((FIRST, first, second), (SECOND, second, first)):
        each_alone(candidate, words, learned, asked.known, asked.known_together)
        each_alone(candidate, words, foreign, asked.unknown, asked.unknown_together)
    ALONE.fail(asked, call=f"prepare([{FIRST[0]!r}], vocabulary)")


def each_alone(
    candidate: Candidate, words: list[str], learned: list[str], single: Rows, together: Rows
) -> None:
    """The row of each word in a call of its own, and beside all the others."""
    answers = prepare.ask_each(candidate, [*(([word], learned) for word in words), (words, learned)])
    for answer in answers:
        answer.insist(rows_of(answer.value, len(answer.arguments[0])))
    single.update((word, answer.value[0]) for word, answer in zip(words, answers, strict=False))
    together.update(zip(words, answers[-1].value, strict=True))


# --- the real mails


@cache
def mails(part: Part) -> spam.Mail:
    return spam.load(part)


@dataclass(frozen=True)
class Sequences:
    """The ids of all mails, the answer's own wherever they can be used; and each id that `prepare` may give."""

    train: np.ndarray
    held_out: np.ndarray
    ids: np.ndarray

    @property
    def common(self) -> np.ndarray:
        """Which training mails have none of the largest ids, bool (n,): all but a few.

        Trained on these, a model has not met every id that `prepare` gives.
        """
        kept = np.ones(len(self.train), bool)
        for largest in self.ids[::-1]:
            fewer = kept & (self.train != largest).all(axis=1)
            if fewer.mean() < COMMON:
                break
            kept = fewer
        return kept


def sequences(candidate: Candidate) -> Sequences:
    found: Sequences = candidate.once("sequences", lambda: _own(candidate) or _ours())
    return found


def _own(candidate: Candidate) -> Sequences | None:
    """By the answer's own functions; None where these are wrong, so that the model is judged by itself."""
    try:
        learned = candidate.call("learn_vocabulary", mails("train").texts)
        if vocabulary_of(learned) is not None:
            return None
        spread = [" ".join(learned[start : start + 40]) for start in range(0, len(learned), 40)]
        groups = [mails("train").texts, mails("held_out").texts, [*spread, *ODD_MAILS]]
        made = [candidate.call("prepare", texts, learned) for texts in groups]
    except CandidateRaised:
        return None
    if any(rows_of(part, len(texts)) or outside(part) for part, texts in zip(made, groups, strict=True)):
        return None
    return Sequences(made[0], made[1], np.unique(np.concatenate(made)))


@cache
def _ours() -> Sequences:
    """Ids by frequency, as the statement's example of a vocabulary has them."""
    words = [text.lower().split() for text in mails("train").texts]
    every, counts = np.unique([word for text in words for word in text], return_counts=True)
    known = every[np.argsort(-counts, kind="stable")][: LARGEST - 2]
    places = {word: place for place, word in enumerate(known.tolist(), start=2)}

    def ids(texts: list[str]) -> np.ndarray:
        made = np.zeros((len(texts), WORDS), np.int64)
        for row, text in zip(made, texts, strict=True):
            found = [places.get(word, 1) for word in text.lower().split()[:WORDS]]
            row[: len(found)] = found
        return made

    return Sequences(ids(mails("train").texts), ids(mails("held_out").texts), np.arange(LARGEST))
