# expect: fail model.half-precision
# The whole model is in float16, its weights as well.
import keras

keras.config.set_dtype_policy("float16")


def build_model():
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(512, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
