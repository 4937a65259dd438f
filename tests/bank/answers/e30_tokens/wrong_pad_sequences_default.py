# expect: fail tokens.pads-before
# pad_sequences with its defaults.
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
    ids = {word: number for number, word in enumerate(vocabulary)}
    rows = [[ids.get(word, 1) for word in standardize(text).split()] for text in texts]
    return keras.utils.pad_sequences(rows, maxlen=length, dtype="int64")
