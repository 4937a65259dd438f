# expect: pass
# Plain loops, a dict of one's own, lists turned into an array at the end.
import numpy as np

MARKS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'


def standardize(text):
    result = ""
    for letter in text.lower():
        if letter not in MARKS:
            result += letter
    return result


def build_vocabulary(texts, max_tokens):
    counts = {}
    for text in texts:
        for word in standardize(text).split():
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
    pairs = []
    for word in counts:
        pairs.append((-counts[word], word))
    pairs.sort()
    vocabulary = ["", "[UNK]"]
    for _, word in pairs:
        if len(vocabulary) < max_tokens:
            vocabulary.append(word)
    return vocabulary


def encode(texts, vocabulary, length):
    rows = []
    for text in texts:
        row = []
        for word in standardize(text).split():
            if word in vocabulary:
                row.append(vocabulary.index(word))
            else:
                row.append(1)
        while len(row) < length:
            row.append(0)
        rows.append(row[:length])
    return np.array(rows, dtype=np.int64).reshape(len(texts), length)
