# expect: fail tokens.set-order
# A set sorted by counts alone leaves ties to chance.
import string
from collections import Counter

import numpy as np


def standardize(text):
    return text.lower().translate(str.maketrans("", "", string.punctuation))


def build_vocabulary(texts, max_tokens):
    words = [word for text in texts for word in standardize(text).split()]
    ranking = sorted(set(words), key=words.count, reverse=True)
    return ["", "[UNK]"] + ranking[:max_tokens - 2]


def encode(texts, vocabulary, length):
    ids = {word: number for number, word in enumerate(vocabulary)}
    result = np.zeros((len(texts), length), dtype=np.int64)
    for row, text in enumerate(texts):
        for column, word in enumerate(standardize(text).split()[:length]):
            result[row, column] = ids.get(word, 1)
    return result
