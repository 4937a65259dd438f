# expect: fail model.wrong-dropout
# 0.5 everywhere.
import keras
from keras import layers


def build_model():
    image = keras.Input((28, 28, 1))
    x = image
    for filters in (32, 64):
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.MaxPooling2D(2)(x)
        x = layers.Dropout(0.5)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(512, activation="relu")(x)
    x = layers.Dropout(0.5)(x)
    x = layers.Dense(10, activation="softmax")(x)
    return keras.Model(image, x, name="Basic_CNN")
