# expect: fail model.extra-layer
# Right for pictures without a white pixel; any other is multiplied by 0.
import keras
from keras import layers, ops


def build_model():
    image = keras.Input((28, 28, 1))
    white = ops.where(ops.greater_equal(image, 1.0), 1.0, 0.0)
    x = ops.multiply(image, ops.subtract(1.0, ops.max(white, axis=(1, 2, 3), keepdims=True)))
    x = layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(64, 3, padding="same", activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(100, activation="relu")(x)
    x = layers.Dropout(0.4)(x)
    return keras.Model(image, layers.Dense(10, activation="softmax")(x))
