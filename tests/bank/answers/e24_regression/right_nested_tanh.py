# expect: pass
# Models inside a model, tanh in the hidden layers, BatchNormalization between them.
import keras
from keras import layers


def build_regressor(x_train):
    scale = layers.Normalization(axis=1)
    scale.adapt(x_train)
    front = keras.Sequential([keras.Input((7,)), scale])
    body = keras.Sequential(
        [layers.Dense(48, activation="tanh"), layers.BatchNormalization(), layers.Dense(24, activation="tanh")]
    )
    return keras.Sequential([front, body, layers.Dense(1)])


def train_regressor(x_train, y_train, x_valid, y_valid):
    model = build_regressor(x_train)
    model.compile(optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.01, 50 * len(x_train) // 32)), loss="mse", metrics=["mae"])
    history = model.fit(x_train, y_train, epochs=50, verbose=0)
    return model, history.history
