# expect: pass
# Cached base, whose layers are called again one by one.
import keras
from functools import cache
from keras import layers

@cache
def build_base():
    return keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(32, 3, activation='relu'), layers.MaxPooling2D(), layers.Conv2D(64, 3, activation='relu'), layers.MaxPooling2D(), layers.Conv2D(64, 3, activation='relu'), layers.MaxPooling2D()])

@cache
def build_model():
    x = inputs = keras.Input((28, 28, 1))
    for layer in build_base().layers[:5]:
        x = layer(x)
    for layer in (layers.Flatten(), layers.Dense(64, activation='relu'), layers.Dense(10, activation='softmax')):
        x = layer(x)
    return keras.Model(inputs, x)
