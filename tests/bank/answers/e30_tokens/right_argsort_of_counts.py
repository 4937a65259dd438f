# expect: pass
# A stable argsort of negated counts over sorted words.
import string
from collections import Counter

import numpy as np


def standardize(text):
    return text.lower().translate(str.maketrans("", "", string.punctuation))


def build_vocabulary(texts, max_tokens):
    all_words = standardize("\n".join(texts)).split()
    words = sorted(set(all_words))
    counts = np.array([all_words.count(word) for word in words])
    order = np.argsort(-counts, kind="stable")
    return ["", "[UNK]"] + [words[place] for place in order[:max_tokens - 2]]


def encode(texts, vocabulary, length):
    ids = {word: number for number, word in enumerate(vocabulary)}
    result = np.zeros((len(texts), length), dtype=np.int64)
    for row, text in enumerate(texts):
        for column, word in enumerate(standardize(text).split()[:length]):
            result[row, column] = ids.get(word, 1)
    return result
