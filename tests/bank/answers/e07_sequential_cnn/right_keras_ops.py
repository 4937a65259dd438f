# expect: pass
# Operations of keras.ops between the layers.
import keras
from keras import layers


def build_model():
    image = keras.Input((28, 28, 1))
    x = image
    for filters in (32, 64):
        x = layers.Conv2D(filters, 2, padding="same")(x)
        x = keras.ops.max_pool(keras.ops.relu(x), 2)
    x = keras.ops.reshape(x, (-1, 7 * 7 * 64))
    x = keras.ops.maximum(layers.Dense(128)(x), 0)
    return keras.Model(image, keras.ops.softmax(layers.Dense(10)(x)))
