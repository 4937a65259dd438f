# expect: fail model.cannot-learn
# First weights so small that their product over six layers is 0.
import keras
from keras import layers, ops

TINY = keras.initializers.RandomNormal(stddev=1e-12)


def build_model():
    image = x = keras.Input((28, 28, 1))
    for filters in (32, 64):
        for _ in range(2):
            x = ops.relu(layers.Conv2D(filters, 3, padding="same", kernel_initializer=TINY)(x))
        x = layers.MaxPooling2D(2)(x)
        x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    x = ops.relu(layers.Dense(512, kernel_initializer=TINY)(x))
    x = layers.Dropout(0.5)(x)
    return keras.Model(image, layers.Dense(10, activation="softmax", kernel_initializer=TINY)(x), name="Basic_CNN")
