# expect: pass
# L2, tanh, label smoothing, class weights, a tf.data pipeline.
import keras
import numpy as np
import tensorflow as tf


def standardize(train, other):
    mean = train.mean(axis=0)
    std = train.std(axis=0)
    std[std == 0] = 1
    return (train - mean) / std, (other - mean) / std


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential(name="nuclei")
    model.add(keras.Input((x_train.shape[1],)))
    model.add(keras.layers.Dense(20, activation="tanh", kernel_regularizer=keras.regularizers.L2(1e-3)))
    model.add(keras.layers.Dense(1, activation="sigmoid"))
    model.compile(keras.optimizers.AdamW(3e-3), keras.losses.BinaryCrossentropy(label_smoothing=0.05), metrics=[keras.metrics.BinaryAccuracy()])
    data = tf.data.Dataset.from_tensor_slices((x_train, y_train[:, None])).shuffle(500).batch(16)
    model.fit(data, epochs=30, verbose=0, class_weight={0: 1.3, 1: 0.8})
    return model
