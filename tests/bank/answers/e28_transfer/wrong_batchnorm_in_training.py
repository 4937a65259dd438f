# expect: fail transfer.statistics-moved
# In the training the convolutions are frozen, and BatchNormalization is not.
import keras


def extend(base, num_classes):
    base.trainable = False
    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.GlobalAveragePooling2D()(base(inputs))
    return keras.Model(inputs, keras.layers.Dense(num_classes, activation="softmax")(x))


def fine_tune(model, base, layers, learning_rate):
    first = len(base.layers) - layers
    base.trainable = True
    for index, layer in enumerate(base.layers):
        layer.trainable = index >= first and not isinstance(layer, keras.layers.BatchNormalization)
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def train_transfer(base, train, valid):
    x, y = train
    model = extend(base, int(y.max()) + 1)
    for layer in base.layers:
        layer.trainable = isinstance(layer, keras.layers.BatchNormalization)
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    model.fit(x, y, epochs=5, verbose=0)
    return model
