# expect: fail model.wrong-padding
# For an even kernel "same" pads below and on the right.
import keras
from keras import layers

def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.ZeroPadding2D(((1, 0), (1, 0))),
        layers.Conv2D(32, 2, activation='relu'),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 2, padding='same', activation='relu'),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(128, activation='relu'),
        layers.Dense(10, activation='softmax'),
    ])
