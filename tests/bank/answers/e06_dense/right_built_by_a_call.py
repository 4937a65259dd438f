# expect: pass
# Built by calling it on two images: the model takes any number of them all the same.
import keras
import numpy as np

def build_model():
    model = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(512, activation='relu'), keras.layers.Dense(10, activation='softmax')])
    model(np.zeros((2, 28, 28), 'float32'))
    return model
