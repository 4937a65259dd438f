# expect: pass
# Functional, blocks of a helper; plain loops; Keras is asked for the counts.
import keras
import numpy as np
from keras import layers, regularizers


def build_model():
    def block(x, filters):
        x = layers.Conv2D(filters, (3, 3), padding="same", use_bias=False)(x)
        x = layers.BatchNormalization()(x)
        return layers.Activation("relu")(x)

    image = keras.Input(shape=(28, 28, 1))
    x = layers.MaxPooling2D(2)(block(image, 32))
    x = layers.GlobalAveragePooling2D()(block(x, 64))
    x = layers.Dropout(0.3)(x)
    x = layers.Dense(10, activation="softmax", kernel_regularizer=regularizers.L2(1e-4))(x)
    return keras.Model(image, x)


def batchnorm_params(channels):
    layer = layers.BatchNormalization()
    layer.build((None, channels))
    return tuple(
        sum(int(np.prod(w.shape)) for w in weights) for weights in (layer.trainable_weights, layer.non_trainable_weights)
    )


def penalty(weights, l1=0.0, l2=0.0):
    total = 0.0
    for w in np.asarray(weights).ravel():
        total += l1 * abs(w) + l2 * w * w
    return total
