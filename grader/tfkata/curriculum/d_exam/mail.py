"""Category 4: the beginnings of mails. Is it spam, by its words, by how often they occur, by its letters; and what was masked here?"""

from __future__ import annotations

import inspect
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

import numpy as np

from tfkata.curriculum.d_exam import encoding, writing
from tfkata.curriculum.d_exam.drawn import Draw, Load, dealt
from tfkata.curriculum.d_exam.task import Family, Pair, Task, always, most_common
from tfkata.data.categories import spam
from tfkata.data.images import Part

LOADER = '''
def load():
    """Encoded mails, {dtype} ({rows}, {length}), and labels, int64 ({rows},)."""
    mails = json.loads((DATA / "rows.json").read_text("utf-8"))
    labels = np.array([mail["{label}"] for mail in mails], np.int64)
    return encode([mail["{text}"] for mail in mails]), labels


def encode(mails):
    """What the model is given for these mails. The mails that are held out are encoded in the same way."""
    {vocabulary}
    return {call}
'''
_VOCABULARY = 'vocabulary = json.loads((DATA / "vocabulary.json").read_text("utf-8"))'
MASKS = ("LINK", "NAME", "NUMBER")
_TOKEN = re.compile(r"[A-Za-z']+")


def _mails(draw: Draw | None) -> Load:
    """Texts and labels by part."""

    def loaded(part: Part) -> Pair:
        found = spam.load(part)
        return np.array(found.texts, dtype=object), found.labels

    return dealt(draw, loaded, classes=True)


@lru_cache(maxsize=16)
def _vocabulary(draw: Draw | None, size: int) -> tuple[str, ...]:
    """The most common words of the mails to train on, in the order of how common they are."""
    counts = Counter(word for mail in _mails(draw)("train")[0] for word in encoding.words(mail))
    return tuple(sorted(counts, key=lambda word: (-counts[word], word))[:size])


def by_words(variant: str, chance: random.Random, draw: Draw | None = None) -> Task:
    size, length = {"words/short": (1000, 40), "words/long": (2000, 100)}[variant]
    end = chance.choice(("after", "before"))
    call = f'word_numbers(mails, vocabulary, {length}, padding="{end}")'
    encode = partial(
        encoding.word_numbers, vocabulary=list(_vocabulary(draw, size)), length=length, padding=end
    )
    values = {"size": size, "length": length, "end": end, "numbers": size + 2}
    return _spam(
        draw, variant, "words", (length,), values, encode, call, [encoding.words, encoding.word_numbers], size
    )


def by_counts(variant: str, chance: random.Random, draw: Draw | None = None) -> Task:
    size = {"counts/500": 500, "counts/1000": 1000}[variant]
    once = chance.random() < 0.5
    call = f"word_counts(mails, vocabulary, once={once})"
    encode = partial(encoding.word_counts, vocabulary=list(_vocabulary(draw, size)), once=once)
    told = "1 where the word occurs, else 0" if once else "how often the word occurs"
    values = {"size": size, "told": told}
    return _spam(
        draw, variant, "counts", (size,), values, encode, call, [encoding.words, encoding.word_counts], size
    )


def by_letters(variant: str, chance: random.Random, draw: Draw | None = None) -> Task:
    length = {"letters/200": 200, "letters/300": 300}[variant]
    end = chance.choice(("after", "before"))
    call = f'letter_numbers(mails, {length}, padding="{end}")'
    encode = partial(encoding.letter_numbers, length=length, padding=end)
    values = {"length": length, "end": end, "numbers": len(encoding.LETTERS) + 2}
    return _spam(draw, variant, "letters", (length,), values, encode, call, [encoding.letter_numbers], 0)


def _spam(
    draw: Draw | None,
    variant: str,
    family: str,
    inputs: tuple[int, ...],
    values: dict[str, Any],
    encode: Any,
    call: str,
    sources: Sequence[Any],
    size: int,
) -> Task:
    mails = _mails(draw)
    labels = mails("train")[1]

    def files() -> dict[str, bytes]:
        rows = [{"mail": text, "spam": int(label)} for text, label in zip(*mails("train"), strict=True)]
        return _with_vocabulary({"rows.json": writing.as_json(rows)}, draw, size)

    def held_out() -> Pair:
        texts, labels = mails("held_out")
        return encode(list(texts)), labels

    return Task(
        family=family,
        variant=variant,
        kind="yes or no",
        inputs=inputs,
        outputs=1,
        unit="mails",
        noun="mails",
        values={**values, "rows": len(labels)},
        loader=_loader(len(labels), inputs[0], "mail", "spam", call, sources, size),
        files=files,
        held_out=held_out,
        simple={"the most common class": always(most_common(labels), 2)},
    )


def masked(variant: str, chance: random.Random, draw: Draw | None = None) -> Task:
    """Which of the masks was here? Only the words around it are told."""
    around, size = {"masked/four": 4, "masked/six": 6}[variant], 1000
    order = list(MASKS)
    chance.shuffle(order)
    encode = partial(
        encoding.word_numbers, vocabulary=list(_vocabulary(draw, size)), length=2 * around, padding="after"
    )

    def places(part: Part) -> tuple[list[str], np.ndarray]:
        found = _places(draw, part, around)
        return [text for text, _ in found], np.array([order.index(mask) for _, mask in found], np.int64)

    def files() -> dict[str, bytes]:
        texts, labels = places("train")
        rows = [{"around": text, "mask": int(label)} for text, label in zip(texts, labels, strict=True)]
        return _with_vocabulary({"rows.json": writing.as_json(rows)}, draw, size)

    def held_out() -> Pair:
        texts, labels = places("held_out")
        return encode(texts), labels

    labels = places("train")[1]
    call = f'word_numbers(mails, vocabulary, {2 * around}, padding="after")'
    sources = [encoding.words, encoding.word_numbers]
    return Task(
        family="masked",
        variant=variant,
        kind="classes",
        inputs=(2 * around,),
        outputs=len(order),
        unit="places",
        noun="places",
        values={
            "around": around,
            "length": 2 * around,
            "size": size,
            "numbers": size + 2,
            "classes": ", ".join(f"{number} {name}" for number, name in enumerate(order)),
            "rows": len(labels),
        },
        loader=_loader(len(labels), 2 * around, "around", "mask", call, sources, size),
        files=files,
        held_out=held_out,
        simple={"the most common class": always(most_common(labels), len(order))},
    )


@lru_cache(maxsize=16)
def _places(draw: Draw | None, part: Part, around: int) -> list[tuple[str, str]]:
    """The words around a mask, and the mask: as many of each kind as there are of the rarest. Others near it are not told."""
    found = []
    for mail in _mails(draw)(part)[0]:
        words = _TOKEN.findall(mail)
        for at, word in enumerate(words):
            if word in MASKS and around <= at < len(words) - around:
                near = [*words[at - around : at], *words[at + 1 : at + 1 + around]]
                found.append((" ".join("unknown" if one in MASKS else one for one in near), word))
    return _as_many_of_each(found)


def _as_many_of_each(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    left = Counter(dict.fromkeys(MASKS, min(Counter(mask for _, mask in found).values())))
    kept = []
    for text, mask in found:
        if left[mask] > 0:
            left[mask] -= 1
            kept.append((text, mask))
    return kept


def _with_vocabulary(files: dict[str, bytes], draw: Draw | None, size: int) -> dict[str, bytes]:
    if size:
        files["vocabulary.json"] = (json.dumps(list(_vocabulary(draw, size)), indent=0) + "\n").encode()
    return files


def _loader(
    rows: int, length: int, text: str, label: str, call: str, sources: Sequence[Any], size: int
) -> str:
    own = LOADER.format(
        rows=rows,
        length=length,
        text=text,
        label=label,
        call=call,
        dtype="float32" if "counts" in call else "int32",
        vocabulary=_VOCABULARY if size else "# no vocabulary is needed for letters",
    )
    constants = "" if size else f"\nLETTERS = {encoding.LETTERS!r}\n\n"
    return "\n\n".join([own.rstrip("\n") + "\n", *(constants + inspect.getsource(one) for one in sources)])


FAMILIES = (
    Family("words", "text", ("words/short", "words/long"), by_words),
    Family("counts", "text", ("counts/500", "counts/1000"), by_counts),
    Family("letters", "text", ("letters/200", "letters/300"), by_letters),
    Family("masked", "text", ("masked/four", "masked/six"), masked),
)
