# expect: fail spam.no-better-than-trivial
# A loop of one's own in which (n,) meets (n, 1).
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
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    optimizer = keras.optimizers.Adam(0.005)
    data = tf.data.Dataset.from_tensor_slices((sequences, labels.astype("float32"))).shuffle(2400, seed=seed).batch(100)
    for _ in range(2):
        for x, y in data:
            with tf.GradientTape() as tape:
                p = tf.clip_by_value(model(x, training=True), 1e-6, 1 - 1e-6)
                loss = -tf.reduce_mean(y * tf.math.log(p) + (1 - y) * tf.math.log(1 - p))
            optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))
    return model
