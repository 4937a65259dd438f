# expect: pass
# functools.reduce over a list of layers; the name is set at the end.
import keras
from functools import reduce
from keras import layers

RELU = dict(activation=keras.activations.relu)

def build_model():
    stack = []
    for f in (32, 64):
        stack += [layers.Conv2D(f, 3, padding='same', **RELU), layers.Conv2D(f, 3, padding='same', **RELU), layers.MaxPooling2D(), layers.Dropout(0.25)]
    stack += [layers.Flatten(), layers.Dense(512, **RELU), layers.Dropout(0.5), layers.Dense(10, activation=keras.activations.softmax)]
    i = keras.Input((28, 28, 1))
    model = keras.Model(i, reduce(lambda x, layer: layer(x), stack, i))
    model.name = 'Basic_CNN'
    return model
