# expect: fail tokens.ignores-max-tokens
# The loop looks at the length too late.
import string
from collections import Counter

import numpy as np


def standardize(text):
    return text.lower().translate(str.maketrans("", "", string.punctuation))


def build_vocabulary(texts, max_tokens):
    counts = Counter(word for text in texts for word in standardize(text).split())
    vocabulary = ["", "[UNK]"]
    for word in sorted(counts, key=lambda word: (-counts[word], word)):
        vocabulary.append(word)
        if len(vocabulary) >= max_tokens:
            break
    return vocabulary


def encode(texts, vocabulary, length):
    ids = {word: number for number, word in enumerate(vocabulary)}
    result = np.zeros((len(texts), length), dtype=np.int64)
    for row, text in enumerate(texts):
        for column, word in enumerate(standardize(text).split()[:length]):
            result[row, column] = ids.get(word, 1)
    return result
