# expect: fail solve.below-threshold
# One epoch in batches of 2,000: five steps.
import keras
from keras import layers


def solve(images, labels, workdir):
    x = images.reshape(-1, 28, 28, 1).astype("float32") / 255.0
    model = keras.Sequential([
        layers.Input(shape=(28, 28, 1)),
        layers.Conv2D(32, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(100, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, labels, batch_size=2000, epochs=1, verbose=0)
    return model
