# expect: pass
# L1L2 with one strength; relu by a function; norms of the flat array; a list as pair.
import keras
import numpy as np
from keras import layers


def build_model():
    inputs = keras.Input((28, 28, 1), name="picture")
    x = layers.Conv2D(32, 3, 1, "same", use_bias=False, kernel_initializer="he_normal")(inputs)
    x = layers.BatchNormalization(axis=-1, momentum=0.9)(x)
    x = keras.activations.relu(x)
    x = layers.MaxPool2D((2, 2), strides=2)(x)
    x = layers.Conv2D(64, 3, 1, "same", use_bias=False, kernel_initializer="he_normal")(x)
    x = layers.BatchNormalization(axis=3, epsilon=0.001, center=True, scale=True, momentum=0.9)(x)
    x = keras.activations.relu(x)
    x = layers.GlobalAvgPool2D()(x)
    x = layers.Dropout(rate=0.3, seed=1)(x)
    x = layers.Dense(10, kernel_regularizer=keras.regularizers.L1L2(l1=0.0, l2=1e-4))(x)
    outputs = layers.Softmax()(x)
    model = keras.Model(inputs, outputs, name="held_back")
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def batchnorm_params(channels):
    return [channels * 2, channels * 2]


def penalty(weights, l1=0.0, l2=0.0):
    flat = np.reshape(weights, -1)
    return l1 * np.linalg.norm(flat, 1) + l2 * np.linalg.norm(flat) ** 2
