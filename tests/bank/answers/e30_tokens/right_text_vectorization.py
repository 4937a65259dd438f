# expect: pass
# Keras's TextVectorization encodes; capitals outside ASCII are made small before.
import string
from collections import Counter

import numpy as np
from keras import layers


def standardize(text):
    return text.lower().translate(str.maketrans("", "", string.punctuation))


def build_vocabulary(texts, max_tokens):
    counts = Counter()
    for text in texts:
        counts.update(standardize(text).split())
    words = sorted(counts, key=lambda word: (-counts[word], word))
    return ["", "[UNK]"] + words[:max_tokens - 2]


def encode(texts, vocabulary, length):
    if not texts:
        return np.zeros((0, length), np.int64)
    layer = layers.TextVectorization(vocabulary=vocabulary[2:], output_mode="int", output_sequence_length=length)
    return np.asarray(layer([standardize(text) for text in texts]), np.int64)
