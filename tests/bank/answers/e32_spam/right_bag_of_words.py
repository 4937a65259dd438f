# expect: pass
# Which words occur, and not where: a vector of 5,000 zeros and ones made inside the model, and one unit. Two ids for unknown words.
from collections import Counter

import keras
import numpy as np


def words_of(text):
    letters = [c if c.isalnum() else " " for c in text.lower()]
    return "".join(letters).split()


def learn_vocabulary(texts):
    words, counts = np.unique([w for text in texts for w in words_of(text)], return_counts=True)
    order = np.argsort(-counts, kind="stable")[:4997]
    return list(words[order])


def prepare(texts, vocabulary):
    place = {word: number + 3 for number, word in enumerate(vocabulary)}
    rows = []
    for text in texts:
        row = [place.get(word, 1 + len(word) % 2) for word in words_of(text)[:100]]
        rows.append(row + [0] * (100 - len(row)))
    return np.array(rows, dtype="int32")


def train_classifier(sequences, labels, seed=0):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((100,)),
        keras.layers.CategoryEncoding(num_tokens=5000, output_mode="multi_hot"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.003), loss="binary_crossentropy")
    model.fit(sequences, labels, epochs=10, batch_size=32, verbose=0)
    return model
