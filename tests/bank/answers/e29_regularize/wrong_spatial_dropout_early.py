# expect: fail model.extra-layer
# Whole channels, but of the first block.
import keras
import numpy as np
from keras import layers


def build_model():
    model = keras.Sequential()
    model.add(layers.Input((28, 28, 1)))
    model.add(layers.Conv2D(32, 3, padding="same", use_bias=False))
    model.add(layers.BatchNormalization())
    model.add(layers.ReLU())
    model.add(layers.MaxPooling2D())
    model.add(layers.SpatialDropout2D(0.3))
    model.add(layers.Conv2D(64, 3, padding="same", use_bias=False))
    model.add(layers.BatchNormalization())
    model.add(layers.ReLU())
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dense(10, activation="softmax", kernel_regularizer=keras.regularizers.l2(1e-4)))
    return model


def batchnorm_params(channels):
    return 2 * channels, 2 * channels


def penalty(weights, l1=0.0, l2=0.0):
    return l1 * np.sum(np.abs(weights)) + l2 * np.sum(np.square(weights))
