# expect: fail transfer.wrong-input
# Features are computed once, and the head that was trained on them is returned without the base.
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
    features = base.predict(x, verbose=0).mean(axis=(1, 2))
    head = keras.Sequential([keras.Input((features.shape[1],)), keras.layers.Dense(int(y.max()) + 1, activation="softmax")])
    head.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    head.fit(features, y, epochs=30, verbose=0)
    return head
