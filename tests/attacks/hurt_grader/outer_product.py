# exercise: e07_sequential_cnn
# aim: every number of a batch with every other, again and again
# expect: failed
# points: 10
import keras
from keras import layers, ops


def build_model():
    inputs = x = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 5, padding="same", activation="relu")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(64, 5, padding="same", activation="relu")(x)
    x = layers.MaxPooling2D()(x)
    flat = layers.Flatten()(x)
    column = ops.reshape(flat, (-1, 1))
    table = ops.add(column, ops.transpose(column))
    x = ops.add(flat, ops.mean(table))
    x = layers.Dense(512, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))
