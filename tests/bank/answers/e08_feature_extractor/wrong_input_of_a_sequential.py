# expect: crashed error.sequential-without-input
# The base is cut open by its input, as with a Functional model.
import keras
from keras import layers

def build_model():
    base = build_base()
    base.trainable = False
    x = layers.Flatten()(base.layers[-2].output)
    x = layers.Dense(64, activation='relu')(x)
    return keras.Model(base.input, layers.Dense(10, activation='softmax')(x))


import keras
from keras import layers

def build_base():
    return keras.Sequential([layers.Input((28, 28, 1)), layers.Conv2D(32, 3, activation='relu'), layers.MaxPooling2D(), layers.Conv2D(64, 3, activation='relu'), layers.MaxPooling2D(), layers.Conv2D(64, 3, activation='relu'), layers.MaxPooling2D()])
