# expect: pass
# Dropout before the head, no bias, mirrored pictures as further ones.
import keras
import numpy as np


def extend(base, num_classes):
    base.trainable = False
    model = keras.Sequential([keras.Input(base.input_shape[1:]), base])
    model.add(keras.layers.GlobalAveragePooling2D())
    model.add(keras.layers.Dropout(0.1))
    model.add(keras.layers.Dense(num_classes, activation=keras.activations.softmax))
    return model


def fine_tune(model, base, layers, learning_rate):
    first = len(base.layers) - layers
    base.trainable = True
    for index, layer in enumerate(base.layers):
        layer.trainable = index >= first and not isinstance(layer, keras.layers.BatchNormalization)
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def train_transfer(base, train, valid):
    x, y = np.concatenate([train[0], train[0][:, :, ::-1]]), np.concatenate([train[1], train[1]])
    model = extend(base, int(y.max()) + 1)
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    model.fit(x, y, epochs=25, validation_data=valid, verbose=0)
    return model
