# expect: fail tokens.ids-from-texts
# Words are numbered again in every call.
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
    vocabulary = build_vocabulary(texts, len(vocabulary))
    ids = {word: number for number, word in enumerate(vocabulary)}
    result = np.zeros((len(texts), length), dtype=np.int64)
    for row, text in enumerate(texts):
        for column, word in enumerate(standardize(text).split()[:length]):
            result[row, column] = ids.get(word, 1)
    return result
