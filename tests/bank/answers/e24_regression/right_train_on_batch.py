# expect: pass
# A loop over shuffled indices with train_on_batch; the error measured after each epoch.
import keras
import numpy as np
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
    model.compile(optimizer=keras.optimizers.Nadam(0.01), loss="log_cosh")
    random, errors = np.random.default_rng(0), []
    for _ in range(40):
        order = random.permutation(len(x_train))
        for start in range(0, len(order), 32):
            rows = order[start : start + 32]
            model.train_on_batch(x_train[rows], y_train[rows])
        errors.append(float(np.abs(model.predict_on_batch(x_train)[:, 0] - y_train).mean()))
    return model, {"mae": errors}
