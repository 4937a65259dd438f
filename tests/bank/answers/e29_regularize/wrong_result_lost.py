# expect: fail batchnorm.missing
# What the normalization gives is not used.
import keras
import numpy as np
from keras import layers, regularizers


def build_model():
    def block(x, filters):
        x = layers.Conv2D(filters, (3, 3), padding="same", use_bias=False)(x)
        layers.BatchNormalization()(x)
        return layers.Activation("relu")(x)

    image = keras.Input(shape=(28, 28, 1))
    x = layers.MaxPooling2D(2)(block(image, 32))
    x = layers.GlobalAveragePooling2D()(block(x, 64))
    x = layers.Dropout(0.3)(x)
    x = layers.Dense(10, activation="softmax", kernel_regularizer=regularizers.L2(1e-4))(x)
    return keras.Model(image, x)


def batchnorm_params(channels):
    return 2 * channels, 2 * channels


def penalty(weights, l1=0.0, l2=0.0):
    return l1 * np.sum(np.abs(weights)) + l2 * np.sum(np.square(weights))
