# expect: fail tokens.ignores-length
# As long as the longest text.
import string
from collections import Counter

import numpy as np


def standardize(text):
    return text.lower().translate(str.maketrans("", "", string.punctuation))


def build_vocabulary(texts, max_tokens):
    counts = Counter()
    for text in texts:
        counts.update(standardize(text).split())
    words = sorted(counts, key=lambda word: (-counts[word], word))
    return ["", "[UNK]"] + words[:max_tokens - 2]


def encode(texts, vocabulary, length):
    ids = {word: number for number, word in enumerate(vocabulary)}
    rows = [[ids.get(word, 1) for word in standardize(text).split()] for text in texts]
    longest = max((len(row) for row in rows), default=length)
    result = np.zeros((len(rows), longest), dtype=np.int64)
    for row, found in zip(result, rows):
        row[:len(found)] = found
    return result
