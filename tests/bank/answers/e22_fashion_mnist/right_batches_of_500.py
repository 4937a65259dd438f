# expect: pass
# Batches of 500, five epochs, a tenth kept aside.
import keras
from keras import layers


def solve(images, labels, workdir):
    x = images[..., None].astype("float32") / 255
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, labels, epochs=5, batch_size=500, validation_split=0.1, verbose=0)
    return model
