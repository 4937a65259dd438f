# expect: pass
# A loop of its own, targets as a column; what comes back is not compiled.
import keras
import numpy as np
from keras import layers
import tensorflow as tf


def build_regressor(x_train):
    layer = layers.Normalization(axis=-1)
    layer.adapt(x_train)
    return keras.Sequential(
        [
            keras.Input((7,)),
            layer,
            layers.Dense(32, activation="relu"),
            layers.Dense(32, activation="relu"),
            layers.Dense(1),
        ]
    )


def train_regressor(x_train, y_train, x_valid, y_valid):
    model, optimizer = build_regressor(x_train), keras.optimizers.Adam(0.01)
    data = tf.data.Dataset.from_tensor_slices((x_train, y_train[:, np.newaxis])).shuffle(1000).batch(32)

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            difference = model(x, training=True) - y
            loss = tf.reduce_mean(difference**2)
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables, strict=True))
        return tf.reduce_mean(tf.abs(difference))

    history = {"mae": []}
    for _ in range(50):
        history["mae"].append(float(np.mean([step(x, y) for x, y in data])))
    return model, history
