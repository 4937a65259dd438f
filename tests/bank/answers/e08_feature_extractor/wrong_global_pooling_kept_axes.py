# expect: fail model.wrong-pooling
# Same shape, but the largest of 3 x 3 and not of the first 2 x 2.
import keras
from keras import layers

def build_base():
    return keras.Sequential([layers.Input((28, 28, 1)), layers.Conv2D(32, 3, activation='relu'), layers.MaxPooling2D(), layers.Conv2D(64, 3, activation='relu'), layers.MaxPooling2D(), layers.Conv2D(64, 3, activation='relu'), layers.GlobalMaxPooling2D(keepdims=True)])


import keras
from keras import layers

def build_model():
    return keras.Sequential([layers.Input((28, 28, 1)), layers.Conv2D(32, 3, activation='relu'), layers.MaxPooling2D(), layers.Conv2D(64, 3, activation='relu'), layers.MaxPooling2D(), layers.Conv2D(64, 3, activation='relu'), layers.Flatten(), layers.Dense(64, activation='relu'), layers.Dense(10, activation='softmax')])
