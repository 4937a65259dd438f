# expect: pass
# What is given for `training` when a model is made, fit and predict overrule; a penalty by if.
import keras
import numpy as np
from keras import layers


def build_model(training=None):
    image = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, padding="same", use_bias=False)(image)
    x = layers.BatchNormalization()(x, training=training)
    x = layers.Activation("relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(64, 3, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization()(x, training=training)
    x = layers.Activation("relu")(x)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(0.3)(x, training=training)
    x = layers.Dense(10, kernel_regularizer=keras.regularizers.L2(l2=0.0001))(x)
    return keras.Model(inputs=image, outputs=keras.activations.softmax(x))


def batchnorm_params(channels):
    return 2 * channels, 2 * channels


def penalty(weights, l1=0.0, l2=0.0):
    result = 0.0
    if l1:
        result += l1 * float(np.abs(weights).sum())
    if l2:
        result += l2 * float(np.vdot(weights, weights))
    return result
