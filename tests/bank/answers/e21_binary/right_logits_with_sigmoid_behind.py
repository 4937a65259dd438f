# expect: pass
# Trained on logits; the sigmoid is put behind, and what comes back is not compiled.
import keras
import numpy as np


def standardize(train, other):
    mean = train.mean(0)
    std = train.std(0)
    std[std == 0] = np.inf
    return (train - mean) / std, (other - mean) / std


def train_binary(x_train, y_train, x_valid, y_valid):
    logits = keras.Sequential([keras.Input((x_train.shape[-1],)), keras.layers.Dense(24, activation="relu"), keras.layers.Dropout(0.2), keras.layers.Dense(1)])
    logits.compile(keras.optimizers.RMSprop(0.003), keras.losses.BinaryCrossentropy(from_logits=True))
    stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
    logits.fit(x_train, y_train[:, None], epochs=100, validation_data=(x_valid, y_valid[:, None]), callbacks=[stop], verbose=0)
    return keras.Sequential([logits, keras.layers.Activation("sigmoid")])
