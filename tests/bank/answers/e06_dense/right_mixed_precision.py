# expect: pass
# Computes with 16 bits and keeps the weights in 32, as TensorFlow's guide to mixed precision does.
import keras

POLICY = keras.mixed_precision.DTypePolicy("mixed_float16")


def build_model():
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(512, activation="relu", dtype=POLICY),
            keras.layers.Dense(10, activation="softmax", dtype="float32"),
        ]
    )
