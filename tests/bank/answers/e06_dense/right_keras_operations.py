# expect: pass
# Activations and the flattening as functions of keras.ops.
import keras

def build_model():
    i = keras.Input((28, 28))
    x = keras.ops.reshape(i, (-1, 784))
    x = keras.ops.relu(keras.layers.Dense(512)(x))
    x = keras.ops.softmax(keras.layers.Dense(10)(x))
    return keras.Model(i, x)
