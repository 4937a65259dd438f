# expect: pass
# re.sub with an escaped class; two stable sorts; defaultdict.
import re
import string
from collections import defaultdict

import numpy as np


MARKS = re.compile("[" + re.escape(string.punctuation) + "]")


def standardize(text):
    return MARKS.sub("", text).lower()


def build_vocabulary(texts, max_tokens):
    counts = defaultdict(int)
    for text in texts:
        for word in re.findall(r"\S+", standardize(text)):
            counts[word] += 1
    ranking = sorted(counts)
    ranking.sort(key=counts.get, reverse=True)
    return ["", "[UNK]", *ranking][:max_tokens]


def encode(texts, vocabulary, length):
    ids = {word: number for number, word in enumerate(vocabulary)}
    result = np.zeros((len(texts), length), dtype=np.int64)
    for row, text in enumerate(texts):
        for column, word in enumerate(standardize(text).split()[:length]):
            result[row, column] = ids.get(word, 1)
    return result
