# expect: pass
# The last unit learns standardized targets; a Rescaling behind it leads back to miles per gallon.
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
    model = keras.Sequential([keras.Input((7,)), body, layers.Rescaling(deviation, offset=mean)])
    model.compile(optimizer=keras.optimizers.Adam(0.005), loss="mse", metrics=["mae"])
    history = model.fit(x_train, y_train, epochs=40, batch_size=16, verbose=0)
    return model, history.history
