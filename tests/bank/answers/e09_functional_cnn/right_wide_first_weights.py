# expect: pass
# First weights as wide as a normal distribution has them by itself: large, and they learn.
import keras
from keras import layers, ops

WIDE = keras.initializers.RandomNormal(stddev=1.0)


def build_model():
    image = x = keras.Input((28, 28, 1))
    for filters in (32, 64):
        for _ in range(2):
            x = ops.relu(layers.Conv2D(filters, 3, padding="same", kernel_initializer=WIDE)(x))
        x = layers.MaxPooling2D(2)(x)
        x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    x = ops.relu(layers.Dense(512, kernel_initializer=WIDE)(x))
    x = layers.Dropout(0.5)(x)
    return keras.Model(image, layers.Dense(10, activation="softmax", kernel_initializer=WIDE)(x), name="Basic_CNN")
