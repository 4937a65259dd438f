# expect: pass
# The first dense layer as one convolution as large as the image.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28)),
        layers.Reshape((28, 28, 1)),
        layers.Conv2D(512, 28, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
