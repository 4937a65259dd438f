# expect: pass
# A Sequential of the same layers, with the name.
import keras
from keras import layers


def build_model():
    model = keras.Sequential(name="Basic_CNN")
    model.add(keras.Input((28, 28, 1)))
    for filters in [32, 64]:
        for _ in range(2):
            model.add(layers.Conv2D(filters, (3, 3), padding="same"))
            model.add(layers.Activation("relu"))
        model.add(layers.MaxPooling2D((2, 2)))
        model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(512))
    model.add(layers.Activation("relu"))
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10))
    model.add(layers.Activation("softmax"))
    return model
