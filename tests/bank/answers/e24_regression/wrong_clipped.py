# expect: fail regression.bounded-output
# Outputs clipped to 0..50 with keras.ops.
import keras
from keras import layers


def build_regressor(x_train):
    layer = layers.Normalization(axis=-1)
    layer.adapt(x_train)
    inputs = keras.Input((7,))
    hidden = layers.Dense(32, activation="relu")(layer(inputs))
    return keras.Model(inputs, keras.ops.clip(layers.Dense(1)(hidden), 0, 50))


def train_regressor(x_train, y_train, x_valid, y_valid):
    model = build_regressor(x_train)
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse", metrics=["mae"])
    history = model.fit(x_train, y_train, epochs=2, verbose=0)
    return model, history.history
