# expect: pass
# Means and relus as operations; a penalty of one's own.
import keras
import numpy as np
from keras import layers


def squared(kernel):
    return 1e-4 * keras.ops.sum(keras.ops.square(kernel))


def build_model():
    image = x = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, padding="same", use_bias=False)(x)
    x = keras.ops.relu(layers.BatchNormalization()(x))
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(64, 3, padding="same", use_bias=False)(x)
    x = keras.ops.relu(layers.BatchNormalization()(x))
    x = keras.ops.mean(x, axis=[1, 2])
    x = layers.Dropout(0.3)(x)
    return keras.Model(image, layers.Dense(10, activation="softmax", kernel_regularizer=squared)(x))


def batchnorm_params(channels):
    return (channels << 1, channels << 1)


def penalty(weights, l1=0.0, l2=0.0):
    w = keras.ops.reshape(keras.ops.convert_to_tensor(weights, dtype="float32"), (-1,))
    return l1 * keras.ops.sum(keras.ops.abs(w)) + l2 * keras.ops.dot(w, w)
