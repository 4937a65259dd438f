# expect: fail model.cannot-learn
# The absolute value by a root, which has no slope at 0: a black patch makes every gradient nan.
import keras
from keras import layers, ops


def rectified(x):
    return (x + ops.sqrt(ops.square(x))) / 2


def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, padding="same", activation=rectified),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, padding="same", activation=rectified),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(100, activation=rectified),
        layers.Dropout(0.4),
        layers.Dense(10, activation="softmax"),
    ])
