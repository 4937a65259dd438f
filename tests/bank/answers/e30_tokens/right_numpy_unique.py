# expect: pass
# np.unique counts and sorts; lexsort ranks; searchsorted finds the ids.
import string
from collections import Counter

import numpy as np


def standardize(text):
    return text.lower().translate(str.maketrans("", "", string.punctuation))


def build_vocabulary(texts, max_tokens):
    words = [word for text in texts for word in standardize(text).split()]
    if not words:
        return ["", "[UNK]"]
    unique, counts = np.unique(words, return_counts=True)
    order = np.lexsort((unique, -counts))
    return ["", "[UNK]"] + unique[order][:max_tokens - 2].tolist()


def encode(texts, vocabulary, length):
    names = np.array(vocabulary)
    order = np.argsort(names)
    result = np.zeros((len(texts), length), np.int64)
    for row, text in zip(result, texts):
        words = np.array(standardize(text).split()[:length], dtype=str)
        if len(words) == 0:
            continue
        place = order[np.clip(np.searchsorted(names, words, sorter=order), 0, len(names) - 1)]
        row[:len(words)] = np.where(names[place] == words, place, 1)
    return result
