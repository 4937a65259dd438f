# expect: pass
# The usual tutorial: 64 and 64 units, Adam at its default rate, a hundred epochs.
import keras
from keras import layers


def build_regressor(x_train):
    layer = layers.Normalization(axis=-1)
    layer.adapt(x_train)
    return keras.Sequential(
        [
            keras.Input((7,)),
            layer,
            layers.Dense(64, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(1),
        ]
    )


def train_regressor(x_train, y_train, x_valid, y_valid):
    model = build_regressor(x_train)
    model.compile(optimizer="adam", loss="mse", metrics=["mae"])
    history = model.fit(x_train, y_train, epochs=100, verbose=0)
    return model, history.history
