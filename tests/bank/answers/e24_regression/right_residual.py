# expect: pass
# Dropout, a residual sum that begins with 0: gradients arrive by several ways.
import keras
from keras import layers


def scaling(x_train):
    layer = layers.Normalization()
    layer.adapt(x_train)
    return layer


def build_regressor(x_train):
    inputs = keras.Input((7,))
    wide = layers.Dense(16, activation="selu", kernel_initializer="lecun_normal")(scaling(x_train)(inputs))
    more = layers.Dense(16, activation="tanh", kernel_initializer="zeros")(layers.Dropout(0.3)(wide))
    return keras.Model(inputs, layers.Dense(1)(layers.add([wide, more])))


def train_regressor(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([keras.Input((7,)), scaling(x_train), layers.Dense(32, activation="relu"), layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse", metrics=["mae"])
    history = model.fit(x_train, y_train, epochs=40, batch_size=16, verbose=0)
    return model, history.history
