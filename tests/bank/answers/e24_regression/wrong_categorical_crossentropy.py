# expect: fail regression.classification-loss
# Cross-entropy over a single output: always 0.
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
    model = build_regressor(x_train)
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="categorical_crossentropy", metrics=["mae"])
    history = model.fit(x_train, y_train, epochs=2, verbose=0)
    return model, history.history
