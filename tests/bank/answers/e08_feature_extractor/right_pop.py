# expect: pass
# The model is the base without its last layers; relu comes after the pool.
import keras
from keras import layers


def build_base():
    m = keras.Sequential([keras.Input((28, 28, 1))])
    for f in (32, 64, 64):
        m.add(layers.Conv2D(f, 3))
        m.add(layers.MaxPooling2D(2))
        m.add(layers.ReLU())
    return m


def build_model():
    m = build_base()
    m.pop()
    m.pop()
    m.add(layers.ReLU())
    m.add(layers.Reshape((576,)))
    m.add(layers.Dense(64))
    m.add(layers.Activation("relu"))
    m.add(layers.Dense(10))
    m.add(layers.Activation("softmax"))
    m.compile("adam", "sparse_categorical_crossentropy")
    return m
