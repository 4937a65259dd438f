# expect: pass
# The last layer starts at 0, as some like it: it learns first, and the others with it.
import keras
from keras import layers


def scaling(x_train):
    layer = layers.Normalization()
    layer.adapt(x_train)
    return layer


def build_regressor(x_train):
    inputs = keras.Input((7,))
    hidden = layers.Dense(24, activation="relu", kernel_initializer="he_normal")(scaling(x_train)(inputs))
    hidden = layers.Dense(24, activation="relu", kernel_initializer="orthogonal")(hidden)
    return keras.Model(inputs, layers.Dense(1, kernel_initializer="zeros")(hidden))


def train_regressor(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([keras.Input((7,)), scaling(x_train), layers.Dense(32, activation="relu"), layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse", metrics=["mae"])
    history = model.fit(x_train, y_train, epochs=40, batch_size=16, verbose=0)
    return model, history.history
