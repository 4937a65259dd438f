# expect: fail binary.sure-errors-ignored
# Absolute errors in a loop of one's own.
import keras
import numpy as np
from keras import layers

import tensorflow as tf

def standardize(train, other):
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    deviation = np.where(deviation == 0, 1, deviation)
    return (train - mean) / deviation, (other - mean) / deviation


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([
        keras.Input(x_train.shape[1:]), layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid"),
    ])
    optimizer = keras.optimizers.Adam(0.003)
    x, y = tf.constant(x_train, tf.float32), tf.constant(y_train.reshape(-1, 1), tf.float32)

    @tf.function
    def step(bx, by):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.abs(by - model(bx, training=True)))
        optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))

    for _ in range(30):
        order = tf.random.shuffle(tf.range(len(x_train)))
        for start in range(0, len(x_train), 16):
            step(tf.gather(x, order[start : start + 16]), tf.gather(y, order[start : start + 16]))
    return model
