# expect: pass
# A loop with a GradientTape over a tf.data pipeline, never compiled; maximum and average side by side.
import re
from collections import Counter

import keras
import numpy as np
import tensorflow as tf


def words_of(text):
    return re.findall(r"\w+|[^\w\s]", text.lower())


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
    inputs = keras.Input((100,))
    words = keras.layers.Embedding(5000, 16)(inputs)
    both = [keras.layers.GlobalMaxPooling1D()(words), keras.layers.GlobalAveragePooling1D()(words)]
    outputs = keras.layers.Dense(1, activation="sigmoid")(keras.layers.Concatenate()(both))
    model = keras.Model(inputs, outputs)
    optimizer = keras.optimizers.Adam(0.005)
    entropy = keras.losses.BinaryCrossentropy()
    batches = tf.data.Dataset.from_tensor_slices((sequences, labels[:, None].astype("float32")))

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            loss = entropy(y, model(x, training=True))
        optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))

    for _ in range(8):
        for x, y in batches.shuffle(3000).batch(32, drop_remainder=False):
            step(x, y)
    return model
