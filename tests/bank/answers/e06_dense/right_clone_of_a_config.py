# expect: pass
# Made from a configuration, then cloned.
import keras

def draft():
    return keras.models.Sequential([keras.layers.Input(shape=(28, 28)), keras.layers.Flatten(), keras.layers.Dense(512, 'relu'), keras.layers.Dense(10, 'softmax')])

def build_model():
    config = draft().get_config()
    return keras.models.clone_model(keras.Sequential.from_config(config))
