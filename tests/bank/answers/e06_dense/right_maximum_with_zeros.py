# expect: pass
# relu spelled as the maximum with as many zeros, as operations.
import keras
from keras import layers


def build_model():
    i = keras.Input((28, 28))
    x = layers.Reshape((-1,))(i)
    x = layers.Dense(512)(x)
    x = keras.layers.maximum([x, keras.ops.zeros_like(x)])
    x = layers.Dense(10)(x)
    x = keras.activations.softmax(x)
    return keras.Model(i, x)
