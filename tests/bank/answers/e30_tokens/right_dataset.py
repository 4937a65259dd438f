# expect: pass
# tf.data over the texts, a padded batch of all of them.
import string
from collections import Counter

import numpy as np
import tensorflow as tf


def standardize(text):
    return text.lower().translate(str.maketrans("", "", string.punctuation))


def build_vocabulary(texts, max_tokens):
    counts = Counter()
    for text in texts:
        counts.update(standardize(text).split())
    words = sorted(counts, key=lambda word: (-counts[word], word))
    return ["", "[UNK]"] + words[:max_tokens - 2]


def encode(texts, vocabulary, length):
    ids = {word: number for number, word in enumerate(vocabulary)}
    if len(texts) == 0:
        return np.empty((0, length), dtype="int64")

    def rows():
        for text in texts:
            yield np.array([ids.get(word, 1) for word in standardize(text).split()][:length], np.int64)

    data = tf.data.Dataset.from_generator(rows, output_signature=tf.TensorSpec([None], tf.int64))
    return next(iter(data.padded_batch(len(texts), padded_shapes=[length]))).numpy()
