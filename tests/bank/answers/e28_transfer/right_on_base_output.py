# expect: pass
# A model built on base.output, so that the layers of the base are its own; training=False nowhere.
import keras


def extend(base, num_classes):
    for layer in base.layers:
        layer.trainable = False
    averages = keras.layers.GlobalAveragePooling2D(name="averages")(base.output)
    outputs = keras.layers.Dense(num_classes, activation="softmax", name="head")(averages)
    return keras.Model(base.input, outputs)


def fine_tune(model, base, layers, learning_rate):
    may_learn = base.layers[len(base.layers) - layers :]
    for layer in base.layers:
        layer.trainable = layer in may_learn and "BatchNormalization" not in type(layer).__name__
    model.compile(optimizer=keras.optimizers.SGD(learning_rate, momentum=0.9), loss="sparse_categorical_crossentropy")
    return model


def train_transfer(base, train, valid):
    x, y = train
    model = extend(base, int(y.max()) + 1)
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y, epochs=30, validation_data=valid, verbose=0)
    return model
