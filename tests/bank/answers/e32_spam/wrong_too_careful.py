# expect: fail spam.misses-spam
# A wanted mail counts twenty times, so that not much is called spam.
from collections import Counter

import keras
import numpy as np


def words_of(text):
    return text.lower().split()


def learn_vocabulary(texts):
    counts = Counter(word for text in texts for word in words_of(text))
    return ["", "[UNK]", *[word for word, _ in counts.most_common(4998)]]


def prepare(texts, vocabulary):
    ids = {word: number for number, word in enumerate(vocabulary)}
    rows = np.zeros((len(texts), 100), dtype=np.int64)
    for place, text in enumerate(texts):
        found = [ids.get(word, 1) for word in words_of(text)][:100]
        rows[place, : len(found)] = found
    return rows


def train_classifier(sequences, labels, seed=0):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((100,)),
        keras.layers.Embedding(5000, 16),
        keras.layers.GlobalAveragePooling1D(),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.003), loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(sequences, labels, epochs=5, batch_size=32, class_weight={0: 20.0, 1: 1.0}, verbose=0)
    return model
