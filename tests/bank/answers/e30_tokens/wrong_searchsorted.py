# expect: fail
# searchsorted on words that are not sorted.
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
    result = np.zeros((len(texts), length), dtype=np.int64)
    for row, text in zip(result, texts):
        words = standardize(text).split()[:length]
        row[:len(words)] = [np.searchsorted(vocabulary, word) for word in words]
    return result
