# expect: fail model.regularized
# A constraint on the weights, as in the first papers on dropout.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(100, activation="relu", kernel_constraint=keras.constraints.MaxNorm(3)),
        layers.Dropout(0.4),
        layers.Dense(10, activation="softmax"),
    ])
