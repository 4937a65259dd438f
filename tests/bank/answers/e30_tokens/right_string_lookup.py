# expect: pass
# tf.strings.split, StringLookup and a ragged tensor; the answer is a TensorFlow tensor.
import string
from collections import Counter

import numpy as np
import tensorflow as tf
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
    words = tf.strings.split(tf.constant([standardize(text) for text in texts], dtype=tf.string))
    lookup = keras.layers.StringLookup(vocabulary=vocabulary[2:], mask_token="", oov_token="[UNK]", num_oov_indices=1)
    flat = words.with_values(tf.cast(lookup(words.values), tf.int64))
    return flat.to_tensor(default_value=0, shape=(len(texts), length))
