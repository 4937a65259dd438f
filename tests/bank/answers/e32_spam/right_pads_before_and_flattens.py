# expect: pass
# Filled up in front, the last words kept, unknown words left out; Flatten and much Dropout.
import re
from collections import Counter

import keras
import numpy as np


def words_of(text):
    return re.findall(r"[a-z']+|[!$%]", text.lower())


def learn_vocabulary(texts):
    counts = Counter()
    for text in texts:
        counts.update(words_of(text))
    return ["<pad>"] + [word for word, count in counts.most_common(2999) if count > 1]


def prepare(texts, vocabulary):
    places = dict(zip(vocabulary, range(len(vocabulary))))
    known = [[places[w] for w in words_of(text) if w in places] for text in texts]
    return keras.utils.pad_sequences(known, maxlen=100)


def train_classifier(sequences, labels, seed=0):
    keras.utils.set_random_seed(seed)
    inputs = keras.Input(shape=(100,), dtype="int32")
    x = keras.layers.Embedding(input_dim=5000, output_dim=8)(inputs)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dropout(0.5)(x)
    outputs = keras.layers.Dense(1, activation="sigmoid")(x)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer=keras.optimizers.Adam(2e-3), loss=keras.losses.BinaryCrossentropy(), metrics=["accuracy", "recall"])
    stop = keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)
    model.fit(sequences, labels, validation_split=0.15, epochs=15, batch_size=64, callbacks=[stop], verbose=0)
    return model
