# expect: pass
# Dropout after Flatten and before relu: both orders do the same.
import keras
from keras import layers


def build_model():
    image = x = keras.Input((28, 28, 1))
    for filters in (32, 64):
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.Conv2D(filters, 3, padding="same")(x)
        x = layers.MaxPooling2D()(x)
        x = layers.ReLU()(x)
        if filters == 32:
            x = layers.Dropout(0.25, seed=7)(x)
    x = layers.Flatten()(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Dense(512)(x)
    x = layers.Dropout(0.5)(x)
    x = layers.ReLU()(x)
    x = layers.Dense(10)(x)
    return keras.Model(image, layers.Softmax()(x), name="Basic_CNN")
