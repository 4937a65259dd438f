# expect: fail regression.broadcast-loss
# A loop of its own: labels (n,) minus outputs (n, 1).
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

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((y - model(x)) ** 2)
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables, strict=True))

    history = {"mae": []}
    for _ in range(40):
        for start in range(0, 224, 32):
            step(x_train[start : start + 32], y_train[start : start + 32])
        history["mae"].append(float(np.abs(y_train - model.predict_on_batch(x_train)).mean()))
    return model, history
