# expect: pass
# Sixty-four hidden units, nothing else; stops when val_loss rises.
import keras
from keras import layers


def solve(images, labels, workdir):
    x = images[..., None].astype("float32") / 255
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping(patience=2)
    model.fit(x, labels, epochs=15, batch_size=128, validation_split=0.2, callbacks=[stop], verbose=0)
    return model
