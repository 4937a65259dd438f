# expect: pass
# The average of each ten words, and a GRU in both directions over those ten averages; class weights.
from collections import Counter

import keras
import numpy as np


def words_of(text):
    return text.lower().split()


def learn_vocabulary(texts):
    seen = {}
    for text in texts:
        for word in words_of(text):
            seen[word] = seen.get(word, 0) + 1
    often = sorted(seen.items(), key=lambda pair: pair[1], reverse=True)
    return ["", "[UNK]"] + [word for word, _ in often][:3998]


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
        keras.layers.AveragePooling1D(10),
        keras.layers.Bidirectional(keras.layers.GRU(8)),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.005), loss="binary_crossentropy")
    model.fit(sequences, labels, epochs=6, batch_size=64, class_weight={0: 1.0, 1: 2.0}, verbose=0)
    return model
