# expect: fail tokens.counts-texts
# Sums over texts whether the word is in them.
import string
from collections import Counter

import numpy as np


def standardize(text):
    return text.lower().translate(str.maketrans("", "", string.punctuation))


def build_vocabulary(texts, max_tokens):
    split = [standardize(text).split() for text in texts]
    words = sorted({word for words in split for word in words})
    words.sort(key=lambda word: sum(word in words for words in split), reverse=True)
    return ["", "[UNK]"] + words[:max_tokens - 2]


def encode(texts, vocabulary, length):
    ids = {word: number for number, word in enumerate(vocabulary)}
    result = np.zeros((len(texts), length), dtype=np.int64)
    for row, text in enumerate(texts):
        for column, word in enumerate(standardize(text).split()[:length]):
            result[row, column] = ids.get(word, 1)
    return result
