"""e30_tokens: what each step makes of texts, each judged by itself.

Counting, ids and lengths are asked with words that need no standardizing; whether raw texts are standardized is asked
beside them, in the answer's own terms: a raw text gives what the same text in plain words gives.
"""

from __future__ import annotations

import string
from collections import Counter
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tfkata.checks import kit
from tfkata.checks.judges import kind_of
from tfkata.checks.kit import Answer, Candidate, Function, Problem
from tfkata.curriculum.e30_tokens import token_faults as faults
from tfkata.curriculum.e30_tokens.token_faults import PADDING, UNKNOWN, WORDS

Call = tuple[Any, ...]


# --- what is right


def standardized(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter not in string.punctuation)


def words_of(text: str) -> list[str]:
    return standardized(text).split()


def chosen(texts: list[str], max_tokens: int) -> list[str]:
    counts = Counter(word for text in texts for word in words_of(text))
    return [PADDING, UNKNOWN, *sorted(sorted(counts), key=lambda word: -counts[word])][:max_tokens]


def encoded(texts: list[str], vocabulary: list[str], length: int) -> np.ndarray:
    rows = [[vocabulary.index(w) if w in vocabulary else 1 for w in words_of(text)] for text in texts]
    padded = [(row + [0] * length)[:length] for row in rows]
    return np.array(padded, np.int64).reshape(len(texts), length)


# --- judges


def one_text(got: Any, want: str) -> Problem | None:
    if not isinstance(got, str):
        return kit.returned_nothing(got) or Problem(f"returned {kind_of(got)}, expected a str")
    return None if got == want else Problem(f"returned {got!r}, expected {want!r}")


def list_of_words(got: Any, want: list[str]) -> Problem | None:
    if isinstance(got, dict):
        return Problem("", "tokens.dict-not-list", {})
    if not isinstance(got, list):
        return kit.returned_nothing(got) or Problem(f"returned {kind_of(got)}, expected a list of str")
    odd = [part for part in got if not isinstance(part, str)]
    if odd:
        return Problem(f"the list holds {kit.show(odd[0])}, expected only str")
    return None if got == want else Problem(f"returned {kit.show(got)}, expected {kit.show(want)}")


def order_of_ties(got: Any, want: list[str]) -> Problem | None:
    """The words alone: which tokens come before them is another check's business."""
    if list_of_words(got, got) is not None:
        return list_of_words(got, want)
    return list_of_words(faults.plain_words(got), faults.plain_words(want))


# --- texts


def with_counts(words: list[str], counts: list[int], per_text: int, seed: int) -> list[str]:
    """Texts in which each word occurs so often, mixed."""
    every = [word for word, count in zip(words, counts, strict=True) for _ in range(count)]
    mixed = np.random.default_rng(seed).permutation(len(every)).tolist()
    return [
        " ".join(every[place] for place in mixed[start : start + per_text])
        for start in range(0, len(every), per_text)
    ]


def without_repeats(words: list[str], counts: list[int], seed: int) -> list[str]:
    """Texts in which each word occurs so often, at most once in each: who counts texts instead of words finds the same ties."""
    random = np.random.default_rng(seed)
    texts = [
        [word for word, count in zip(words, counts, strict=True) if count > number]
        for number in range(max(counts))
    ]
    return [" ".join(random.permutation(text).tolist()) for text in texts]


CHARACTERS = st.sampled_from([*"aZ 7éÉñ—’€\n\t", *string.punctuation])
TEXTS = st.lists(CHARACTERS, min_size=1, max_size=12).map(lambda letters: ("".join(letters),))
COUNTED = st.builds(
    lambda words, extra, per_text, seed: (
        with_counts(words, [1 + extra + step for step in range(len(words))], per_text, seed),
        len(words) + 9,
    ),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True),
    st.integers(0, 2),
    st.integers(1, 6),
    st.integers(0, 99),
)
TIES = st.builds(
    lambda words, seed: (without_repeats(words, [2] * len(words), seed), 20),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=len(WORDS), unique=True),
    st.integers(0, 99),
)
KNOWN = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6, unique=True)
SPOKEN = st.lists(st.sampled_from([*WORDS, "unk", "zebra", "7"]), min_size=1, max_size=5)
FULL = st.builds(lambda known, said: ([" ".join(said)], [PADDING, UNKNOWN, *known], len(said)), KNOWN, SPOKEN)

standardize = Function(
    "standardize",
    standardized,
    arguments=TEXTS,
    always=[
        ("The cat sat.",),
        ("Don't PANIC: it's 7 a.m.!",),
        ("Ça coûte 5 € – l’été À ÖREBRO",),
        ("Straße, naïve, 日本",),
        ("snake_case, e-mail; $9.99 (50 % off) <b>",),
        ("  two  spaces\tand\na line ",),
        ("",),
        ("?!",),
        (string.punctuation,),
    ],
    judge=one_text,
)
build_vocabulary = Function(
    "build_vocabulary",
    chosen,
    judge=list_of_words,
    ordinary=(faults.RANKED, 20),
)
encode = Function(
    "encode",
    encoded,
    arguments=FULL,
    always=[
        (["dog saw the cat"], faults.VOCABULARY, 4),
        (["cat zebra dog"], faults.VOCABULARY, 3),
        (["cat", "dog"], faults.VOCABULARY, 1),
        (["unk the"], faults.VOCABULARY, 2),
    ],
)


def rankings(seed: int) -> list[list[Call]]:
    """Many words, drawn, with counts that all differ; right for a few, it is right for them."""
    random = np.random.default_rng([seed, 30])
    count = int(random.integers(40, 90))
    words = [f"w{number}" for number in random.permutation(900)[:count].tolist()]
    texts = with_counts(words, list(range(1, count + 1)), 17, seed)
    return [[(faults.RANKED, 20), (texts, count + 2), (["", "  ", *faults.RANKED], 20)]]


def ties_within(seed: int) -> list[list[Call]]:
    """Some words equally frequent and others not, beside a call without ties."""
    random = np.random.default_rng([seed, 32])
    words = [f"w{number}" for number in random.permutation(900)[:40].tolist()]
    texts = without_repeats(words, [1 + place // 8 for place in range(40)], seed)
    return [[(faults.RANKED, 20), (texts, 60)]]


def many_texts(seed: int) -> list[list[Call]]:
    """Many texts and words, the places drawn, beside the first call."""
    random = np.random.default_rng([seed, 31])
    words = [f"w{number}" for number in random.permutation(900)[: int(random.integers(300, 500))].tolist()]
    rows = [" ".join(random.choice(words, 12).tolist()) for _ in range(int(random.integers(40, 60)))]
    vocabulary = [PADDING, UNKNOWN, *words[: len(words) * 2 // 3]]
    return [[(["dog saw the cat"], faults.VOCABULARY, 4), (rows, vocabulary, 12)]]


# --- checks in an answer's own terms


def size(candidate: Candidate) -> None:
    for texts in (faults.RANKED, faults.TIED):
        beginnings(candidate, texts)


def beginnings(candidate: Candidate, texts: list[str]) -> None:
    """A shorter list is the beginning of the answer's own long one."""
    full, right = build_vocabulary.ask(candidate, texts, 99), chosen(texts, 99)
    whole = full.value
    full.insist(list_of_words(whole, whole), expected=right)
    if len(whole) < len(right) // 2:
        full.fail(None, message=f"returned {len(whole)} tokens, expected {len(right)}", expected=right)
    most = len(whole)
    for limit in (2, 3, 5, most - 1, most, most + 1, 50):
        answer = build_vocabulary.ask(candidate, texts, limit)
        got, wanted, want = answer.value, min(limit, most), chosen(texts, limit)
        answer.insist(list_of_words(got, got))
        if len(got) != wanted:
            seen = faults.Sized(len(got), wanted, limit, most)
            answer.insist(Problem(f"{len(got)} tokens, expected {wanted}"), faults.SIZES, seen, expected=want)
        if got != whole[:wanted]:
            message = "it is not the beginning of the list for a larger max_tokens"
            answer.fail(None, message=message, expected=want)


def own_ids(candidate: Candidate) -> dict[str, int]:
    """What the answer itself makes of each single word; what it should make where there is no telling."""
    words = [*faults.VOCABULARY[2:], "zebra"]
    right = {word: int(encoded([word], faults.VOCABULARY, 1)[0, 0]) for word in words}
    answers = encode.ask_each(candidate, [([word], faults.VOCABULARY, 1) for word in words])
    for word, answer in zip(words, answers, strict=True):
        if isinstance(answer.got, np.ndarray) and answer.got.shape == (1, 1) and answer.got[0, 0] != 0:
            right[word] = int(answer.got[0, 0])
    return right


def lengths(candidate: Candidate) -> None:
    """Rows of the answer's own ids, padded and cut; ids are another check's business."""
    ids = own_ids(candidate)
    for texts, length in faults.LENGTHS:
        want = np.zeros((len(texts), length), np.int64)
        for row, text in zip(want, texts, strict=True):
            found = [ids[word] for word in text.split()[:length]]
            row[: len(found)] = found
        answer = encode.ask(candidate, texts, faults.VOCABULARY, length)
        problem = kit.array()(answer.value, want)
        if problem is not None:
            seen = faults.Rows(answer.value, want, [[ids[word] for word in text.split()] for text in texts])
            answer.insist(problem, faults.ROWS, seen, expected=want)


def raw(candidate: Candidate) -> None:
    """Capitals and marks change nothing. The same for all texts is no answer, however much it agrees with itself."""
    for asked in faults.spellings(build_vocabulary, encode):
        calls = [asked.rough, asked.plain, asked.other, asked.capitals, asked.marks]
        answers = asked.function.ask_each(candidate, calls)
        rough, plain, other, capitals, marks = answers
        if kit.show(plain.value) == kit.show(other.value):
            want = asked.function.wanted(*asked.plain)
            plain.fail(None, message="the result is the same for other texts", expected=want)
        if not same(rough, plain):
            seen = faults.Raw(asked.function.name, not same(capitals, plain), not same(marks, plain))
            message = (
                f"for the same words in small letters and without marks, it returns {kit.show(plain.value)}"
            )
            want = asked.function.wanted(*asked.rough)
            if rough.raised and faults.RAW(seen) is None:
                raise rough.raised
            rough.insist(Problem(message), faults.RAW, seen, expected=want)


def same(answer: Answer, other: Answer) -> bool:
    return not answer.raised and kit.show(answer.got) == kit.show(other.got)


def array(candidate: Candidate) -> None:
    """Type, dtype and shape alone, for some texts, for one and for none."""
    judge = kit.array(dtype="int64", codes={"dtype": "tokens.wrong-dtype"})
    for texts, length in ((["cat dog", "the"], 3), (["cat"], 5), ([""], 2), ([], 4)):
        answer = encode.ask(candidate, texts, faults.VOCABULARY, length)
        got, wanted = answer.value, np.zeros((len(texts), length), np.int64)
        blank = np.zeros(got.shape, got.dtype) if isinstance(got, np.ndarray) else got
        if not texts and isinstance(blank, np.ndarray) and blank.shape != wanted.shape:
            shapes = {"got_shape": str(blank.shape), "want_shape": str(wanted.shape)}
            answer.fail("value.empty-without-shape", expected=wanted, **shapes)
        answer.insist(judge(blank, wanted), expected=wanted)


# fmt: off
kit.checks(__name__, {
    "standardize": standardize.agrees(diagnose=faults.STANDARDIZED),
    "frequency": [
        Function("build_vocabulary", chosen, COUNTED, [(faults.RANKED, 20), (["cat cat cat", "dog dog", "the"], 9), ([], 5)],
                 list_of_words).agrees(diagnose=faults.RANKS),
        build_vocabulary.in_all_forms(rankings),
    ],
    "ties": [
        Function("build_vocabulary", chosen, TIES, [(faults.TIED, 20), (["b a"], 5)], order_of_ties).agrees(diagnose=faults.TIES),
        build_vocabulary.in_all_forms(ties_within),
    ],
    "size": size,
    "ids": [encode.agrees(diagnose=faults.IDS), encode.in_all_forms(many_texts)],
    "length": lengths,
    "raw": raw,
    "array": array,
    "arguments": [
        build_vocabulary.leaves_alone((["b a b", "The end."], 4)),
        encode.leaves_alone((["the cat", "zebra"], faults.VOCABULARY, 3)),
    ],
})
# fmt: on
