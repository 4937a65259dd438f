# expect: fail spam.leaks-test
# A TextVectorization that is adapted to the mails of the call.
from collections import Counter

import keras
import numpy as np
import tensorflow as tf


def words_of(text):
    return text.lower().split()


def learn_vocabulary(texts):
    counts = Counter(word for text in texts for word in words_of(text))
    return ["", "[UNK]", *[word for word, _ in counts.most_common(4998)]]


def prepare(texts, vocabulary):
    layer = keras.layers.TextVectorization(max_tokens=5000, output_sequence_length=100)
    layer.adapt(tf.constant(texts))
    return np.asarray(layer(tf.constant(texts)))


def train_classifier(sequences, labels, seed=0):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((100,)),
        keras.layers.Embedding(5000, 16),
        keras.layers.GlobalAveragePooling1D(),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy")
    model.fit(sequences, labels, epochs=3, batch_size=64, verbose=0)
    return model
