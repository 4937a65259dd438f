# expect: pass
# relu as a choice between a number and 0, and a penalty of no strength.
import keras
from keras import layers, ops


def bend(x):
    return ops.where(x > 0, x, 0.0)


def build_model():
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, padding="same", activation=bend),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, padding="same", activation=bend),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(100, activation=bend),
        layers.Dropout(0.4),
        layers.Dense(10, activation="softmax"),
    ])
    for variable in model.trainable_variables:
        variable.regularizer = keras.regularizers.L2(0.0)
    return model
