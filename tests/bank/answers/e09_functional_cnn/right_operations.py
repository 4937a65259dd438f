# expect: pass
# keras.ops between the layers, compiled.
import keras
from keras import layers


def build_model():
    image = x = keras.Input((28, 28, 1))
    for filters in (32, 64):
        for _ in range(2):
            x = keras.ops.relu(layers.Conv2D(filters, 3, padding="same")(x))
        x = layers.Dropout(0.25)(keras.ops.max_pool(x, 2))
    x = keras.ops.reshape(x, (-1, 3136))
    x = layers.Dropout(0.5)(keras.ops.relu(layers.Dense(512)(x)))
    model = keras.Model(image, layers.Dense(10, activation="softmax")(x), name="Basic_CNN")
    model.compile("rmsprop", "categorical_crossentropy", ["accuracy"])
    return model
