# expect: pass
# A tf.data pipeline, batch normalisation, strides in the place of pooling.
import keras
import numpy as np
from keras import layers
import tensorflow as tf


def solve(images, labels, workdir):
    def prepare(image, label):
        return tf.cast(image[..., tf.newaxis], tf.float32) / 255.0, label

    data = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(len(images), seed=1).map(prepare).batch(64)
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, strides=2, padding="same", use_bias=False), layers.BatchNormalization(momentum=0.9), layers.ReLU(),
        layers.Conv2D(64, 3, strides=2, padding="same", use_bias=False), layers.BatchNormalization(momentum=0.9), layers.ReLU(),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(data, epochs=4, verbose=0)
    return model
