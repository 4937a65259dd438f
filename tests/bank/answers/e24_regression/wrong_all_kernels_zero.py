# expect: fail model.constant-weights
# All weights start at 0: no unit ever differs from another.
import keras
from keras import layers


def scaling(x_train):
    layer = layers.Normalization()
    layer.adapt(x_train)
    return layer


def build_regressor(x_train):
    zero = {"kernel_initializer": "zeros"}
    return keras.Sequential(
        [keras.Input((7,)), scaling(x_train), layers.Dense(32, activation="relu", **zero), layers.Dense(1, **zero)]
    )


def train_regressor(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([keras.Input((7,)), scaling(x_train), layers.Dense(32, activation="relu"), layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse", metrics=["mae"])
    history = model.fit(x_train, y_train, epochs=40, batch_size=16, verbose=0)
    return model, history.history
