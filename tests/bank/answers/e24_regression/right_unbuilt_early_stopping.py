# expect: pass
# An adapted layer in front and no Input; mean absolute error; stops early and restores.
import keras
from keras import layers


def build_regressor(x_train):
    layer = layers.Normalization(axis=-1)
    layer.adapt(x_train)
    return keras.Sequential(
        [
            layer,
            layers.Dense(32, activation="relu"),
            layers.Dense(32, activation="relu"),
            layers.Dense(1),
        ]
    )


def train_regressor(x_train, y_train, x_valid, y_valid):
    model = build_regressor(x_train)
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mae", metrics=["mae"])
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=8, restore_best_weights=True)
    history = model.fit(
        x_train, y_train, epochs=60, validation_data=(x_valid, y_valid), callbacks=[stop], verbose=0
    )
    return model, history.history
