"""What goes wrong between a text and its ids, and the texts that tell one fault from another."""

from __future__ import annotations

import string
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Ask, Function, Mistake, Mistakes

PADDING, UNKNOWN = "", "[UNK]"
WORDS = ["kiwi", "apple", "melon", "fig", "date", "plum", "lime", "pear", "grape"]
VOCABULARY = [PADDING, UNKNOWN, "the", "dog", "cat", "saw"]

RANKED = ["run the the the the dog", "the the cat a dog", "cat run dog", "cat sat", "cat dog", "cat run sat"]
"""The 6, cat 5, dog 4, run 3, sat 2, a 1; another order by the number of texts, by first place and by pieces of words."""
BY_COUNT = ["the", "cat", "dog", "run", "sat", "a"]
TIED = [
    "pear fig kiwi plum",
    "apple date lime melon grape",
    "grape melon date apple lime",
    "fig plum kiwi pear",
]
FIRST_SEEN = ["pear", "fig", "kiwi", "plum", "apple", "date", "lime", "melon", "grape"]
LENGTHS: list[tuple[list[str], int]] = [
    (["cat", "the dog"], 4),
    (["the dog saw cat dog the"], 3),
    (["saw", "the cat saw the dog cat", "the dog", ""], 2),
    (["cat zebra", "dog"], 3),
    (["the dog saw cat dog the saw"], 12),
    (["the dog"], 1),
]


# --- standardize


def kept_marks(ask: Ask) -> dict[str, str] | None:
    """ASCII punctuation that survives, between letters, at the end or alone."""
    texts = [(mark, text) for mark in string.punctuation for text in (f"a{mark}b", f"ab{mark}", mark)]
    kept = dict.fromkeys(mark for mark, text in texts if mark in ask(text))
    return {"kept": " ".join(kept)} if kept else None


def lost_letters(ask: Ask) -> dict[str, str] | None:
    """What is no ASCII punctuation and goes too."""
    lost = [
        letter for letter in ["7", "é", "ß", "日", "—", "’", "€"] if letter not in ask(f"a{letter}b {letter}")
    ]
    return {"lost": " ".join(lost)} if lost else None


def still_capital(ask: Ask) -> dict[str, str] | None:
    found = [(word, ask(word)) for word in ("Spam", "spaM", "SPAM", "Éva", "ÖL")]
    return next(({"word": word, "got": repr(got)} for word, got in found if got != word.lower()), None)


# fmt: off
STANDARDIZED = Mistakes(
    Mistake("tokens.list-not-text", lambda ask: isinstance(ask("the cat"), list), got=lambda ask: kit.show(ask("the cat"))),
    Mistake(None, lambda ask: not isinstance(ask("the cat"), str)),
    Mistake("tokens.casefold", lambda ask: ask("Straße") == "strasse"),
    Mistake("tokens.removes-too-much", lost_letters, "lost"),
    Mistake("tokens.case", still_capital, "word got"),
    Mistake("tokens.keeps-punctuation", kept_marks, "kept"),
    Mistake("tokens.space-for-punctuation", lambda ask: ask("don't") != "dont", got=lambda ask: repr(ask("don't"))),
    Mistake("tokens.spaces-changed", lambda ask: ask("a  b\n") != "a  b\n", got=lambda ask: repr(ask("a  b\n"))),
)
# fmt: on


# --- build_vocabulary


def ranked(ask: Ask) -> list[Any] | None:
    got = ask(RANKED, 20)
    return got if isinstance(got, list) and all(isinstance(word, str) for word in got) else None


def plain_words(got: list[Any]) -> list[Any]:
    return [word for word in got if word not in (PADDING, UNKNOWN)]


def complete(got: list[Any]) -> bool:
    return sorted(plain_words(got)) == sorted(BY_COUNT)


def falls(got: list[Any], count: dict[str, int]) -> bool:
    counted = [count.get(word, 0) for word in plain_words(got)]
    return counted == sorted(counted, reverse=True)


def by_texts(got: list[Any]) -> bool:
    return complete(got) and falls(got, Counter(word for text in RANKED for word in set(text.split())))


def by_pieces(got: list[Any]) -> bool:
    return complete(got) and falls(got, {word: " ".join(RANKED).count(word) for word in BY_COUNT})


def another_order(got: list[Any]) -> dict[str, str] | None:
    orders = {
        "in alphabetical order": sorted(BY_COUNT),
        "in the order in which they first occur": list(dict.fromkeys(" ".join(RANKED).split())),
        "with the rarest first": BY_COUNT[::-1],
    }
    words = plain_words(got)
    found = next((name for name, order in orders.items() if order == words), None)
    return {"order": found, "first": repr(words[0])} if found else None


def missing(got: list[Any]) -> list[str]:
    return [word for word in BY_COUNT if word not in got]


@dataclass(frozen=True)
class Sized:
    """How many tokens came back, and how many should have."""

    found: int
    wanted: int
    limit: int
    most: int
    """As many as there are, special ones included."""


# fmt: off
RANKS = Mistakes(
    Mistake("tokens.no-special-tokens", lambda got: got[:2] != [PADDING, UNKNOWN], begins=lambda got: kit.show(got[:3])),
    Mistake("tokens.too-few-words", lambda got: missing(got) and not set(got) - {PADDING, UNKNOWN, *BY_COUNT},
            found=lambda got: f"`{missing(got)[-1]}` is not in the list, although there is room for it"),
    Mistake(None, lambda got: not complete(got) or plain_words(got) == BY_COUNT),
    Mistake("tokens.counts-texts", by_texts),
    Mistake("tokens.counts-pieces", by_pieces),
    Mistake("tokens.not-by-frequency", another_order, "order first"),
    Mistake("tokens.set-order", lambda got: True, words=lambda got: kit.show(plain_words(got))),
    look=ranked,
)
SIZES = Mistakes(
    Mistake("tokens.special-tokens-extra", lambda seen: seen.found == min(seen.limit + 2, seen.most) > seen.limit, "found limit"),
    Mistake("tokens.ignores-max-tokens", lambda seen: seen.found > seen.wanted, "found limit"),
    Mistake("tokens.too-few-words", lambda seen: seen.found < seen.wanted,
            found=lambda seen: f"with max_tokens = {seen.limit} your list has {seen.found} tokens, although there are {seen.wanted} to fill it"),
)
TIES = Mistakes(
    Mistake(None, lambda words: sorted(words) != sorted(WORDS) or words == sorted(WORDS)),
    Mistake("tokens.ties-as-seen", lambda words: words == FIRST_SEEN, "", words=lambda words: kit.show(words[:4])),
    Mistake("tokens.ties-backwards", lambda words: words == sorted(WORDS, reverse=True), words=lambda words: kit.show(words[:4])),
    Mistake("tokens.set-order", lambda words: True, words=lambda words: kit.show(words)),
    look=lambda ask: plain_words(ask(TIED, 20)),
)
# fmt: on


# --- encode


@dataclass(frozen=True)
class Ids:
    """The id of each word of the vocabulary, of a word outside, and of three words together."""

    known: dict[str, float]
    unknown: float
    together: list[Any]

    @classmethod
    def of(cls, ask: Ask) -> Ids:
        def first(word: str) -> float:
            row = np.asarray(ask([word], VOCABULARY, 1)).ravel()
            return float(row[0]) if row.size else float("nan")

        together = np.asarray(ask(["cat zebra dog"], VOCABULARY, 3)).ravel().tolist()
        return cls({word: first(word) for word in VOCABULARY[2:]}, first("zebra"), together)

    def moved(self) -> float:
        """By how much every id is off; 0 where that is not the same for all."""
        steps = {self.known[word] - VOCABULARY.index(word) for word in VOCABULARY[2:]}
        return steps.pop() if len(steps) == 1 else 0.0

    def drops(self) -> bool:
        cat, dog = self.known["cat"], self.known["dog"]
        return self.together in ([cat, dog, 0], [0, cat, dog], [cat, dog])

    def is_zero(self) -> dict[str, str] | None:
        """A word, known or not, whose id means "here is nothing"."""
        words = [word for word, number in self.known.items() if number == 0]
        if words:
            return {"word": f"the word `{words[0]}` of the vocabulary"}
        return {"word": "the unknown word `zebra`"} if self.unknown == 0 else None

    def from_texts(self) -> bool:
        """Each of these words, alone in a text, has the same id."""
        return len(set(self.known.values())) == 1 and self.known["cat"] > 0


# fmt: off
IDS = Mistakes(
    Mistake("tokens.drops-unknown", Ids.drops, row=lambda ids: kit.show([int(one) for one in ids.together])),
    Mistake("tokens.ids-from-texts", Ids.from_texts, number=lambda ids: int(ids.known["cat"])),
    Mistake("tokens.off-by-one", lambda ids: abs(ids.moved()) == 1,
            found=lambda ids: f"`cat` becomes {int(ids.known['cat'])} instead of {VOCABULARY.index('cat')}"),
    Mistake("tokens.zero-is-a-word", Ids.is_zero, "word"),
    Mistake("tokens.unknown-elsewhere", lambda ids: ids.unknown != 1, number=lambda ids: int(ids.unknown)),
    look=Ids.of,
)
# fmt: on


@dataclass(frozen=True)
class Rows:
    """What came back for texts whose words have these ids."""

    got: Any
    want: np.ndarray
    ids: list[list[int]]

    def row_where(self, differs: Any) -> dict[str, str] | None:
        """The first row that is what `differs` makes of the ids and of the length, and not what it should be."""
        if not isinstance(self.got, np.ndarray) or self.got.shape != self.want.shape:
            return None
        for got, want, ids in zip(self.got.tolist(), self.want.tolist(), self.ids, strict=True):
            if got != want and got == differs(ids, len(want)):
                return {"row": str(got), "wanted": str(want)}
        return None

    def padded_before(self) -> dict[str, str] | None:
        return self.row_where(
            lambda ids, length: [0] * (length - len(ids)) + ids if 0 < len(ids) < length else None
        )

    def cut_before(self) -> dict[str, str] | None:
        return self.row_where(lambda ids, length: ids[-length:] if len(ids) > length else None)

    def padded_otherwise(self) -> dict[str, str] | None:
        """Behind the words stands something that is not 0."""
        if not isinstance(self.got, np.ndarray) or self.got.shape != self.want.shape:
            return None
        for got, want, ids in zip(self.got.tolist(), self.want.tolist(), self.ids, strict=True):
            filled = set(got[len(ids) :])
            if len(ids) < len(got) and got[: len(ids)] == ids and len(filled) == 1 and got != want:
                return {"row": str(got), "wanted": str(want)}
        return None

    def other_length(self) -> dict[str, Any] | None:
        shape: tuple[int, ...] = self.got.shape if isinstance(self.got, np.ndarray) else ()
        other = len(shape) == 2 and shape[0] == self.want.shape[0] and shape != self.want.shape
        return {"columns": shape[1], "length": self.want.shape[1]} if other else None


# fmt: off
ROWS = Mistakes(
    Mistake("tokens.ignores-length", Rows.other_length, "columns length"),
    Mistake("tokens.pads-before", Rows.padded_before, "row wanted"),
    Mistake("tokens.cuts-before", Rows.cut_before, "row wanted"),
    Mistake("tokens.pads-with-another", Rows.padded_otherwise, "row wanted"),
)
# fmt: on


# --- raw texts


@dataclass(frozen=True)
class Raw:
    """Whether capital letters alone, and marks alone, change what a function returns."""

    function: str
    capitals: bool
    marks: bool


@dataclass(frozen=True)
class Spellings:
    """Calls of one function with the same words, and one with others."""

    function: Function
    rough: tuple[Any, ...]
    plain: tuple[Any, ...]
    capitals: tuple[Any, ...]
    marks: tuple[Any, ...]
    other: tuple[Any, ...]


def spellings(build_vocabulary: Function, encode: Function) -> list[Spellings]:
    plain, rough = (
        ["the cat saw the cat saw", "the the dog cat"],
        ["The cat saw THE cat. Saw", "the, the dog; CAT!"],
    )
    capital, marked = (
        ["The cat saw THE cat saw", "the the Dog CAT"],
        ["the cat saw the cat. saw", "the, the dog; cat!"],
    )
    other = ["fish and fish", "chips"]
    return [
        Spellings(build_vocabulary, *((texts, 9) for texts in (rough, plain, capital, marked, other))),
        Spellings(encode, *((texts, VOCABULARY, 4) for texts in (rough, plain, capital, marked, other))),
    ]


RAW = Mistakes(
    Mistake("tokens.case-of-raw-text", lambda seen: seen.capitals, "function"),
    Mistake("tokens.punctuation-of-raw-text", lambda seen: seen.marks, "function"),
)
