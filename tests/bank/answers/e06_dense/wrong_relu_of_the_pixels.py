# expect: fail model.wrong-order
# relu before the dense layer instead of after it: pixels are never negative.
import keras
from keras import layers

def build_model():
    return keras.Sequential([
        layers.Input((28, 28)),
        layers.Flatten(),
        layers.Activation('relu'),
        layers.Dense(512),
        layers.Dense(10, activation='softmax'),
    ])
