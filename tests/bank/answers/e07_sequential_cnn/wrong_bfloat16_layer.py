# expect: fail model.half-precision
# One layer keeps its weights in 16 bits.
import keras


def build_model():
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            keras.layers.Conv2D(32, kernel_size=2, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(pool_size=2),
            keras.layers.Conv2D(64, kernel_size=2, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(pool_size=2),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu", dtype="bfloat16"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
