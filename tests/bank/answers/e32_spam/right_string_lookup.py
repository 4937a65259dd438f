# expect: pass
# Keras's StringLookup beside a split of TensorFlow; two Dense layers on the average; half of the mails twice.
import keras
import numpy as np
import tensorflow as tf


def learn_vocabulary(texts):
    lookup = keras.layers.StringLookup(max_tokens=4999)
    lookup.adapt(tf.strings.split(tf.strings.lower(tf.constant(texts))))
    return ["", *lookup.get_vocabulary()]


def prepare(texts, vocabulary):
    lookup = keras.layers.StringLookup(vocabulary=list(vocabulary)[1:])
    words = tf.strings.split(tf.strings.lower(tf.constant(texts)))
    ids = tf.ragged.map_flat_values(lambda flat: lookup(flat) + 1, words)
    return ids.to_tensor(default_value=0, shape=(None, 100)).numpy()


def train_classifier(sequences, labels, seed=0):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential()
    model.add(keras.layers.Embedding(5000, 32))
    model.add(keras.layers.GlobalAveragePooling1D())
    model.add(keras.layers.Dense(16, activation="relu"))
    model.add(keras.layers.Dropout(0.3))
    model.add(keras.layers.Dense(16, activation="relu"))
    model.add(keras.layers.Dense(1))
    model.add(keras.layers.Activation("sigmoid"))
    data = tf.data.Dataset.from_tensor_slices((sequences, labels)).shuffle(2500).repeat(2).batch(32).prefetch(1)
    model.compile("nadam", "binary_crossentropy")
    model.fit(data, epochs=5, verbose=0)
    return model
