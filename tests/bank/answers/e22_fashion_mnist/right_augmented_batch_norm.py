# expect: pass
# Augmentation and batch normalisation are layers of the model, and rest when it is asked.
import keras
import tensorflow as tf


def solve(images, labels, workdir):
    L = keras.layers
    inputs = keras.Input((28, 28, 1))
    x = L.RandomFlip("horizontal")(inputs)
    x = L.RandomTranslation(0.05, 0.05)(x)
    for f in (32, 64):
        x = L.Conv2D(f, 3, padding="same", use_bias=False)(x)
        x = L.BatchNormalization()(x)
        x = L.ReLU()(x)
        x = L.MaxPooling2D()(x)
        x = L.Dropout(0.2)(x)
    x = L.Flatten()(x)
    x = L.Dense(128, activation="relu")(x)
    model = keras.Model(inputs, L.Dense(10, activation="softmax")(x))
    model.compile(keras.optimizers.Adam(2e-3), "sparse_categorical_crossentropy")
    ds = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(10000).batch(64).map(lambda i, l: (tf.cast(i[..., None], tf.float32) / 255, l))
    model.fit(ds, epochs=8, verbose=0)
    return model
