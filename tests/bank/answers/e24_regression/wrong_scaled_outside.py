# expect: fail regression.not-normalized
# Scales the tables before fit, as in e21: the model wants scaled cars.
import keras
from keras import layers


def build_regressor(x_train):
    return keras.Sequential(
        [keras.Input((7,)), layers.Dense(32, activation="relu"), layers.Dense(32, activation="relu"), layers.Dense(1)]
    )


def train_regressor(x_train, y_train, x_valid, y_valid):
    x = (x_train - x_train.mean(axis=0)) / x_train.std(axis=0)
    model = build_regressor(x)
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse", metrics=["mae"])
    return model, model.fit(x, y_train, epochs=40, verbose=0).history
