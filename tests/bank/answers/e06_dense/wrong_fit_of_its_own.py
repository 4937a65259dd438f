# expect: fail model.cannot-learn
# `fit` of this very object does nothing.
from tensorflow import keras


def build_model():
    model = keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(512, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.fit = lambda *args, **options: None
    return model
