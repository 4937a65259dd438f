# expect: fail model.channels-first
# The convolutions are told that the channels come first.
import keras


def build_model():
    """The model of the table, from images (n, 28, 28, 1) float32 in 0..1 to probabilities (n, 10)."""
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            keras.layers.Conv2D(32, kernel_size=2, padding="same", data_format="channels_first", activation="relu"),
            keras.layers.MaxPooling2D(pool_size=2),
            keras.layers.Conv2D(64, kernel_size=2, padding="same", data_format="channels_first", activation="relu"),
            keras.layers.MaxPooling2D(pool_size=2),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
