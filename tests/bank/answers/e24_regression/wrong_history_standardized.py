# expect: fail regression.wrong-units
# The model is put right behind the training; its history is not.
import keras
from keras import layers


def build_regressor(x_train):
    layer = layers.Normalization(axis=-1)
    layer.adapt(x_train)
    return keras.Sequential(
        [
            keras.Input((7,)),
            layer,
            layers.Dense(32, activation="relu"),
            layers.Dense(32, activation="relu"),
            layers.Dense(1),
        ]
    )


def train_regressor(x_train, y_train, x_valid, y_valid):
    mean, deviation = float(y_train.mean()), float(y_train.std())
    body = build_regressor(x_train)
    body.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse", metrics=["mae"])
    history = body.fit(x_train, (y_train - mean) / deviation, epochs=40, verbose=0)
    return keras.Sequential([keras.Input((7,)), body, layers.Rescaling(deviation, offset=mean)]), history.history
