# expect: fail model.cannot-learn
# Biases far below zero: every relu answers 0 to every image, so nothing is passed back.
import keras
from keras import layers


def build_model():
    image = x = keras.Input((28, 28, 1))
    for filters in (32, 64):
        for _ in range(2):
            x = layers.Conv2D(filters, 3, padding="same", bias_initializer=keras.initializers.Constant(-20.0))(x)
            x = layers.Activation("relu")(x)
        x = layers.MaxPooling2D(2)(x)
        x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(512, activation="relu")(x)
    x = layers.Dropout(0.5)(x)
    return keras.Model(image, layers.Dense(10, activation="softmax")(x), name="Basic_CNN")
