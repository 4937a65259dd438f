# expect: pass
# scikit-learn's StandardScaler; two hidden layers, early stopping.
import keras
import numpy as np
from sklearn.preprocessing import StandardScaler


def standardize(train, other):
    scaler = StandardScaler().fit(train)
    return scaler.transform(train), scaler.transform(other)


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.models.Sequential()
    model.add(keras.Input((30,)))
    model.add(keras.layers.Dense(32, activation="relu"))
    model.add(keras.layers.Dropout(0.2))
    model.add(keras.layers.Dense(16, activation="relu"))
    model.add(keras.layers.Dense(1, activation="sigmoid"))
    model.compile(optimizer=keras.optimizers.Adam(0.005), loss=keras.losses.BinaryCrossentropy(), metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=5, restore_best_weights=True)
    model.fit(x_train, y_train, epochs=60, batch_size=32, validation_data=(x_valid, y_valid), callbacks=[stop], verbose=0)
    return model
