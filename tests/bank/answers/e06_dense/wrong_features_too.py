# expect: fail model.several-outputs
# The hidden features as a second output.
import keras
from keras import layers

def build_model():
    i = keras.Input((28, 28))
    h = layers.Dense(512, activation='relu')(layers.Flatten()(i))
    return keras.Model(i, [layers.Dense(10, activation='softmax')(h), h])
