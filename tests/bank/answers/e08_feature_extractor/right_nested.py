# expect: pass
# A cut base as one layer of the model.
import keras
from keras import layers


def features(pools):
    parts = [layers.Conv2D(f, 3, activation="relu") for f in (32, 64, 64)]
    stack = [keras.Input((28, 28, 1))]
    for index, part in enumerate(parts):
        stack.append(part)
        if index < pools:
            stack.append(layers.MaxPooling2D())
    return keras.Sequential(stack)


def build_base():
    return features(pools=3)


def build_model():
    image = keras.Input((28, 28, 1))
    x = layers.Flatten()(features(pools=2)(image))
    x = layers.Dense(64, activation="relu")(x)
    x = layers.Dense(10)(x)
    return keras.Model(image, layers.Softmax()(x))
