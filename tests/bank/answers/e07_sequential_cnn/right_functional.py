# expect: pass
# The functional API, compiled, with names.
import keras
from keras import layers


def build_model():
    image = keras.Input(shape=(28, 28, 1), name="image")
    x = layers.Conv2D(32, 2, padding="same", activation="relu", name="edges")(image)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(64, 2, padding="same", activation="relu", name="shapes")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dense(128, activation="relu")(x)
    probabilities = layers.Dense(10, activation="softmax", name="digit")(x)
    model = keras.Model(inputs=image, outputs=probabilities, name="digits")
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
