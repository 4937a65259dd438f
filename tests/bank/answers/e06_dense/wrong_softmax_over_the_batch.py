# expect: fail model.wrong-activation
# Softmax over the samples: a single image is sure of everything.
import keras
from keras import layers

def build_model():
    return keras.Sequential([
        layers.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512, activation='relu'),
        layers.Dense(10),
        layers.Softmax(axis=0),
    ])
