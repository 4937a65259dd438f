# expect: fail model.wrong-kernel
# Nine pixels in a column: the same number of weights.
import keras
from keras import layers

def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, (9, 1), padding='same', activation='relu'),
        layers.MaxPooling2D(),
        layers.Conv2D(64, (9, 1), padding='same', activation='relu'),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(100, activation='relu'),
        layers.Dropout(0.4),
        layers.Dense(10, activation='softmax'),
    ])
