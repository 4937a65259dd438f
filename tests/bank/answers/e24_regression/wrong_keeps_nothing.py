# expect: fail model.cannot-learn
# Dropout is told what to keep, as in TensorFlow 1, and drops everything: what comes before it gets no gradient.
import keras
from keras import layers


def scaling(x_train):
    layer = layers.Normalization()
    layer.adapt(x_train)
    return layer


def build_regressor(x_train):
    hidden = layers.Dense(32, activation="relu")
    return keras.Sequential([keras.Input((7,)), scaling(x_train), hidden, layers.Dropout(1.0), layers.Dense(1)])


def train_regressor(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([keras.Input((7,)), scaling(x_train), layers.Dense(32, activation="relu"), layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse", metrics=["mae"])
    history = model.fit(x_train, y_train, epochs=40, batch_size=16, verbose=0)
    return model, history.history
