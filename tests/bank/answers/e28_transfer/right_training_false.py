# expect: pass
# As the guides write it: base(inputs, training=False), and a mean by keras.ops; the head is trained, then the base a little.
import keras


def extend(base, num_classes):
    base.trainable = False
    inputs = keras.Input(base.input_shape[1:])
    features = base(inputs, training=False)
    averages = keras.ops.mean(features, axis=(1, 2))
    outputs = keras.layers.Dense(num_classes, activation="softmax")(averages)
    return keras.Model(inputs, outputs)


def fine_tune(model, base, layers, learning_rate):
    first = len(base.layers) - layers
    base.trainable = True
    for index, layer in enumerate(base.layers):
        layer.trainable = index >= first and not isinstance(layer, keras.layers.BatchNormalization)
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def train_transfer(base, train, valid):
    x, y = train
    model = extend(base, len(set(y.tolist())))
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y, epochs=30, validation_data=valid, verbose=0)
    fine_tune(model, base, 3, 1e-4)
    model.fit(x, y, epochs=5, validation_data=valid, verbose=0)
    return model
