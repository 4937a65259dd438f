# expect: pass
# A funnel of layers: narrow ones may be shut for all cars by bad luck, which is no fault.
import keras
from keras import layers


def scaling(x_train):
    layer = layers.Normalization()
    layer.adapt(x_train)
    return layer


def build_regressor(x_train):
    shape = [layers.Dense(units, activation="relu") for units in (16, 4, 2)]
    return keras.Sequential([keras.Input((7,)), scaling(x_train), *shape, layers.Dense(1)])


def train_regressor(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([keras.Input((7,)), scaling(x_train), layers.Dense(32, activation="relu"), layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse", metrics=["mae"])
    history = model.fit(x_train, y_train, epochs=40, batch_size=16, verbose=0)
    return model, history.history
