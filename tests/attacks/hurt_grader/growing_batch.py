# exercise: e07_sequential_cnn
# aim: a model in which the batch doubles with every layer, which no shape shows
# expect: failed
# points: 10
import keras
from keras import layers


def build_model():
    inputs = x = keras.Input((28, 28, 1))
    for _ in range(30):
        x = layers.Concatenate(axis=0)([x, x])
    x = layers.Conv2D(32, 5, padding="same", activation="relu")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(64, 5, padding="same", activation="relu")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Dense(512, activation="relu")(layers.Flatten()(x))
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))
