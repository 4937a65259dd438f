# expect: fail binary.no-loss-minimised
# The loop works on a copy; what comes back was neither compiled nor trained.
import keras
import numpy as np


def standardize(train, other):
    m, s = train.mean(axis=0), train.std(axis=0)
    s[s == 0] = 1
    return (train - m) / s, (other - m) / s


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([keras.Input((x_train.shape[1],)), keras.layers.Dense(16, "relu"), keras.layers.Dense(1, "sigmoid")])
    copy = keras.models.clone_model(model)
    copy.compile("adam", "binary_crossentropy")
    for _ in range(20):
        order = np.random.permutation(len(x_train))
        for rows in np.array_split(order, 20):
            copy.train_on_batch(x_train[rows], y_train[rows])
    return model
