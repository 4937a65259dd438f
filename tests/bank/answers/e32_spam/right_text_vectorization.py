# expect: pass
# Both halves use the layer of Keras, built again in each call; a convolution follows the Embedding.
import keras
import numpy as np
import tensorflow as tf


def learn_vocabulary(texts):
    layer = keras.layers.TextVectorization(max_tokens=5000)
    layer.adapt(tf.constant(texts))
    return layer.get_vocabulary()


def prepare(texts, vocabulary):
    layer = keras.layers.TextVectorization(output_sequence_length=100)
    layer.set_vocabulary(vocabulary[2:])
    return np.asarray(layer(tf.constant(texts)))


def train_classifier(sequences, labels, seed=0):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((100,)),
        keras.layers.Embedding(5000, 24),
        keras.layers.Conv1D(32, 5, activation="relu"),
        keras.layers.GlobalMaxPooling1D(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.005), loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(sequences, labels, epochs=8, batch_size=64, verbose=0)
    return model
