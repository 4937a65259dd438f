# expect: pass
# He initialisation and biases a little above zero, as older recipes have it.
import keras
from keras import layers

START = {"kernel_initializer": "he_normal", "bias_initializer": keras.initializers.Constant(0.01)}


def build_model():
    image = x = keras.Input((28, 28, 1))
    for filters in (32, 64):
        for _ in range(2):
            x = layers.Conv2D(filters, 3, padding="same", activation="relu", **START)(x)
        x = layers.MaxPooling2D(2)(x)
        x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(512, activation="relu", **START)(x)
    x = layers.Dropout(0.5)(x)
    return keras.Model(image, layers.Dense(10, activation="softmax")(x), name="Basic_CNN")
