# expect: pass
# Padding, pooling and flattening as operations.
import keras
from keras import layers


def build_model():
    inputs = keras.Input((28, 28, 1))
    x = inputs
    for f in [32, 64]:
        x = keras.ops.pad(x, [[0, 0], [0, 1], [0, 1], [0, 0]])
        x = layers.Conv2D(f, 2, activation="relu")(x)
        x = keras.ops.max_pool(x, 2)
    x = keras.ops.reshape(x, (-1, 3136))
    x = layers.Dense(128, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))
