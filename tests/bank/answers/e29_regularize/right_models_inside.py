# expect: pass
# Blocks are models of their own, from tf.keras; relu behind the pool, which is the same.
import numpy as np
import tensorflow as tf

L = tf.keras.layers


def block(shape, filters):
    return tf.keras.Sequential(
        [
            tf.keras.Input(shape),
            L.Conv2D(filters, kernel_size=3, padding="same", use_bias=False),
            L.BatchNormalization(),
        ]
    )


def build_model():
    return tf.keras.Sequential(
        [
            tf.keras.Input((28, 28, 1)),
            block((28, 28, 1), 32),
            L.MaxPooling2D(),
            L.ReLU(),
            block((14, 14, 32), 64),
            L.ReLU(),
            L.AveragePooling2D(14),
            L.Flatten(),
            L.Dropout(0.3),
            L.Dense(10, kernel_regularizer=tf.keras.regularizers.L2(1e-4)),
            L.Activation("softmax"),
        ]
    )


def batchnorm_params(channels):
    per_channel = {"gamma": True, "beta": True, "moving_mean": False, "moving_variance": False}
    learned = sum(per_channel.values())
    return learned * channels, (len(per_channel) - learned) * channels


def penalty(weights, l1=0.0, l2=0.0):
    w = tf.convert_to_tensor(weights)
    return float(l1 * tf.reduce_sum(tf.abs(w)) + l2 * tf.reduce_sum(tf.square(w)))
