# expect: pass
# itertools.groupby over the sorted words; a lookup that knows its default.
import itertools
import string
from collections import defaultdict

import numpy as np


def standardize(text):
    for mark in string.punctuation:
        text = text.replace(mark, "")
    return text.lower()


def build_vocabulary(texts, max_tokens):
    words = sorted(itertools.chain.from_iterable(standardize(text).split() for text in texts))
    groups = [(len(list(group)), word) for word, group in itertools.groupby(words)]
    groups.sort(key=lambda pair: pair[0], reverse=True)
    vocabulary = ["", "[UNK]"] + [word for _, word in groups]
    del vocabulary[max_tokens:]
    return vocabulary


def encode(texts, vocabulary, length):
    ids = defaultdict(lambda: 1, zip(vocabulary, range(len(vocabulary))))
    encoded = np.zeros([len(texts), length], dtype=int)
    for i, text in enumerate(texts):
        words = standardize(text).split()
        n = min(len(words), length)
        encoded[i, :n] = [ids[word] for word in words[:n]]
    return encoded
