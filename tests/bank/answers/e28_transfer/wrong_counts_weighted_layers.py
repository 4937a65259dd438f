# expect: fail transfer.all-unfrozen
# Only layers with weights are counted: six of them are all there are.
import keras


def extend(base, num_classes):
    base.trainable = False
    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.GlobalAveragePooling2D()(base(inputs))
    return keras.Model(inputs, keras.layers.Dense(num_classes, activation="softmax")(x))


def fine_tune(model, base, layers, learning_rate):
    base.trainable = False
    weighted = [layer for layer in base.layers if layer.weights]
    for layer in weighted[len(weighted) - layers :]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy")
    return model


def train_transfer(base, train, valid):
    x, y = train
    model = extend(base, int(y.max()) + 1)
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y, epochs=30, validation_data=valid, verbose=0)
    return model
