# expect: fail model.wrong-name
# The name is given to the input.
import keras
from keras import layers


def build_model():
    inputs = keras.Input((28, 28, 1), name="Basic_CNN")
    x = layers.Conv2D(32, 3, padding="same")(inputs)
    x = layers.Activation("relu")(x)
    x = layers.Conv2D(32, 3, padding="same")(x)
    x = layers.Activation("relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Conv2D(64, 3, padding="same")(x)
    x = layers.Activation("relu")(x)
    x = layers.Conv2D(64, 3, padding="same")(x)
    x = layers.Activation("relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(512)(x)
    x = layers.Activation("relu")(x)
    x = layers.Dropout(0.5)(x)
    x = layers.Dense(10)(x)
    outputs = layers.Activation("softmax")(x)
    return keras.Model(inputs, outputs)
