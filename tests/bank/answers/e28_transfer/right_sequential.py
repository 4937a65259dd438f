# expect: pass
# Sequential, the base as its first layer; fine_tune sets what may learn by slices.
import keras


def extend(base, num_classes):
    base.trainable = False
    return keras.Sequential(
        [
            base,
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(num_classes),
            keras.layers.Softmax(),
        ]
    )


def fine_tune(model, base, layers, learning_rate):
    base.trainable = False
    if layers:
        for layer in base.layers[-layers:]:
            if not isinstance(layer, keras.layers.BatchNormalization):
                layer.trainable = True
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=learning_rate),
        loss=keras.losses.SparseCategoricalCrossentropy(),
    )
    return model


def train_transfer(base, train, valid):
    x, y = train
    model = extend(base, int(y.max()) + 1)
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y, epochs=30, validation_data=valid, verbose=0)
    return model
