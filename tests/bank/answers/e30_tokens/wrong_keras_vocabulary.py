# expect: fail tokens.ties-backwards
# Keras's own vocabulary has equals the other way round.
import string
from collections import Counter

import numpy as np
import keras


def standardize(text):
    return text.lower().translate(str.maketrans("", "", string.punctuation))


def build_vocabulary(texts, max_tokens):
    if not texts:
        return ["", "[UNK]"]
    layer = keras.layers.TextVectorization(standardize=None)
    layer.adapt([standardize(text) for text in texts])
    return [str(word) for word in layer.get_vocabulary()][:max_tokens]


def encode(texts, vocabulary, length):
    ids = {word: number for number, word in enumerate(vocabulary)}
    result = np.zeros((len(texts), length), dtype=np.int64)
    for row, text in enumerate(texts):
        for column, word in enumerate(standardize(text).split()[:length]):
            result[row, column] = ids.get(word, 1)
    return result
