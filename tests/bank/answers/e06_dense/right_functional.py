# expect: pass
# The functional API, compiled.
import keras
from keras import layers


def build_model():
    image = keras.Input((28, 28))
    x = layers.Flatten()(image)
    x = layers.Dense(512, activation="relu")(x)
    model = keras.Model(image, layers.Dense(10, activation="softmax")(x))
    model.compile("adam", "sparse_categorical_crossentropy", ["accuracy"])
    return model
