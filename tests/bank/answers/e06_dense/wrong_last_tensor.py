# expect: fail model.symbolic-output
# The tensor behind the last layer is no model.
import keras
from keras import layers

def build_model():
    i = keras.Input((28, 28))
    x = layers.Flatten()(i)
    x = layers.Dense(512, activation='relu')(x)
    return layers.Dense(10, activation='softmax')(x)
