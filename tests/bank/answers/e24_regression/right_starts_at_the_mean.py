# expect: pass
# The output begins at the mean of the targets; SGD with momentum, a falling rate, targets as a column.
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
    model.layers[-1].bias.assign([float(y_train.mean())])
    rate = keras.optimizers.schedules.CosineDecay(0.003, 400)
    model.compile(keras.optimizers.SGD(rate, momentum=0.9, clipnorm=5.0), "mae", metrics=["mae", "mse"])
    history = model.fit(x_train, y_train.reshape(-1, 1), batch_size=32, epochs=50, verbose=0)
    return model, {name: list(values) for name, values in history.history.items()}
