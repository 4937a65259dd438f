# expect: fail tokens.off-by-one
# A StringLookup without a padding token.
import string
from collections import Counter

import numpy as np
import keras


def standardize(text):
    return text.lower().translate(str.maketrans("", "", string.punctuation))


def build_vocabulary(texts, max_tokens):
    counts = Counter()
    for text in texts:
        counts.update(standardize(text).split())
    words = sorted(counts, key=lambda word: (-counts[word], word))
    return ["", "[UNK]"] + words[:max_tokens - 2]


def encode(texts, vocabulary, length):
    lookup = keras.layers.StringLookup(vocabulary=vocabulary[2:], num_oov_indices=1)
    result = np.zeros((len(texts), length), dtype=np.int64)
    for row, text in zip(result, texts):
        words = standardize(text).split()[:length]
        if words:
            row[:len(words)] = np.asarray(lookup(words)) + 0
    return result
