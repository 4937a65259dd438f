# expect: pass
# heapq.nsmallest for the vocabulary, np.pad for the rows.
import heapq
import string
from collections import Counter

import numpy as np


def standardize(text):
    return text.lower().translate(str.maketrans("", "", string.punctuation))


def build_vocabulary(texts, max_tokens):
    counts = Counter(word for text in texts for word in standardize(text).split())
    best = heapq.nsmallest(max_tokens - 2, counts.items(), key=lambda item: (-item[1], item[0]))
    return ["", "[UNK]"] + [word for word, _ in best]


def encode(texts, vocabulary, length):
    def row(text):
        ids = [vocabulary.index(word) if word in vocabulary else 1 for word in standardize(text).split()]
        ids = np.array(ids[:length], dtype=np.int64)
        return np.pad(ids, (0, length - len(ids)))

    return np.stack([row(text) for text in texts]) if texts else np.zeros((0, length), np.int64)
