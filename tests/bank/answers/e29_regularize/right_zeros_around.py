# expect: pass
# Padded by a layer; the average keeps its axes; a trained flag that says what is so anyway.
import keras
import numpy as np
from keras import layers, regularizers


def build_model():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters, pooling in ((32, layers.MaxPooling2D(2)), (64, layers.GlobalAveragePooling2D(keepdims=True))):
        model.add(layers.ZeroPadding2D(1))
        model.add(layers.Conv2D(filters, 3, use_bias=False))
        model.add(layers.BatchNormalization(trainable=True))
        model.add(layers.Activation(keras.activations.relu))
        model.add(pooling)
    model.add(layers.Flatten())
    model.add(layers.Dropout(0.3))
    model.add(layers.Dense(10, activation="softmax", kernel_regularizer=regularizers.get({"class_name": "L2", "config": {"l2": 1e-4}})))
    return model


def batchnorm_params(channels):
    total = 4 * channels
    trainable = total // 2
    return np.array([trainable, total - trainable])


def penalty(weights, l1=0.0, l2=0.0):
    flat = weights.flatten().tolist()
    return sum(l1 * abs(w) for w in flat) + sum(l2 * w**2 for w in flat)
