# expect: pass
# keras.utils.pad_sequences, told to pad and to cut behind.
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
    places = {word: place for place, word in enumerate(vocabulary)}
    sequences = [[places.get(word, 1) for word in standardize(text).split()] for text in texts]
    return keras.utils.pad_sequences(
        sequences, maxlen=length, dtype="int64", padding="post", truncating="post", value=0
    )
