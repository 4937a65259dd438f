# expect: pass
# tf.data, the best epoch by val_loss restored; BatchNormalization known by its moving_mean.
import keras
import tensorflow as tf


def extend(base, num_classes):
    base.trainable = False
    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.GlobalAveragePooling2D()(base(inputs))
    return keras.Model(inputs, keras.layers.Dense(num_classes, activation="softmax")(x))


def fine_tune(model, base, layers, learning_rate):
    count = len(base.layers)
    for position in range(count):
        layer = base.layers[position]
        layer.trainable = position >= count - layers and not hasattr(layer, "moving_mean")
    model.compile(
        optimizer=keras.optimizers.AdamW(learning_rate=learning_rate),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=False),
        metrics=["accuracy"],
    )
    return model


def train_transfer(base, train, valid):
    model = extend(base, int(train[1].max()) + 1)
    data = tf.data.Dataset.from_tensor_slices(train).shuffle(200, seed=1).batch(20)
    model.compile(keras.optimizers.Adam(5e-3), "sparse_categorical_crossentropy", metrics=["accuracy"])
    best = keras.callbacks.EarlyStopping(patience=10, restore_best_weights=True)
    model.fit(data, epochs=60, validation_data=(valid[0], valid[1]), callbacks=[best], verbose=0)
    return model
