# expect: pass
# SpatialDropout2D before the average; the penalty as a described dict.
import keras
import numpy as np
from keras import layers


def build_model():
    stack = [keras.Input((28, 28, 1))]
    for filters in (32, 64):
        stack += [
            layers.Conv2D(filters, 3, padding="same", use_bias=False),
            layers.BatchNormalization(),
            layers.Activation("relu"),
        ]
        if filters == 32:
            stack.append(layers.MaxPooling2D(2))
    stack += [
        layers.SpatialDropout2D(0.3),
        layers.GlobalAveragePooling2D(),
        layers.Dense(10, "softmax", kernel_regularizer={"class_name": "L2", "config": {"l2": 0.0001}}),
    ]
    return keras.Sequential(stack)


def batchnorm_params(channels):
    gamma = beta = mean = variance = channels
    return gamma + beta, mean + variance


def penalty(weights, l1=0.0, l2=0.0):
    return keras.regularizers.L1L2(l1=l1, l2=l2)(weights)
