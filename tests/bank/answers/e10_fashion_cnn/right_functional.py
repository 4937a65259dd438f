# expect: pass
# Functional, activations as layers.
import keras
from keras import layers


def build_model():
    image = keras.Input((28, 28, 1))
    x = image
    for filters in (32, 64):
        x = layers.Conv2D(filters, 3, padding="same")(x)
        x = layers.MaxPooling2D()(x)
        x = layers.ReLU()(x)
    x = layers.Flatten()(x)
    x = layers.Dense(100)(x)
    x = layers.ReLU()(x)
    x = layers.Dropout(0.4)(x)
    x = layers.Dense(10)(x)
    return keras.Model(image, layers.Softmax()(x))
