# expect: pass
# Body and head are models of their own.
import keras
from keras import layers


def build_model():
    inputs = keras.Input((28, 28))
    hidden = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(512), layers.ReLU()], name="hidden")
    head = keras.Sequential([keras.Input((512,)), layers.Dense(10, "softmax")], name="head")
    return keras.Model(inputs=inputs, outputs=head(hidden(inputs)))
