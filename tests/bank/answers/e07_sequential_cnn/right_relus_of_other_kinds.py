# expect: pass
# ReLU with a slope of 0 is a relu, however it is written.
import keras
from keras import layers, initializers

def build_model():
    init = initializers.GlorotNormal(seed=1)
    return keras.Sequential([layers.InputLayer(input_shape=(28, 28, 1)), layers.Conv2D(32, 2, padding='same', kernel_initializer=init), layers.ReLU(negative_slope=0.0), layers.MaxPooling2D(), layers.Conv2D(64, 2, padding='same', kernel_initializer='he_uniform'), layers.LeakyReLU(negative_slope=0.0), layers.MaxPooling2D(), layers.Flatten(), layers.Dense(128, activation='relu'), layers.Dense(10, activation='softmax')])
