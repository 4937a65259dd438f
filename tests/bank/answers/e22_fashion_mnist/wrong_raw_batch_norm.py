# expect: fail solve.expects-raw-pixels
import keras
import tensorflow as tf


def solve(images, labels, workdir):
    # a BatchNormalization in front hides that nothing is scaled
    model = keras.Sequential([keras.Input((28, 28, 1)), keras.layers.BatchNormalization(), keras.layers.Conv2D(32, 3, activation="relu"), keras.layers.MaxPooling2D(), keras.layers.Conv2D(64, 3, activation="relu"), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(100, activation="relu"), keras.layers.Dense(10, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    ds = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(10000).map(lambda i, y: (tf.cast(i, tf.float32)[..., None], y)).batch(100)
    model.fit(ds, epochs=5, verbose=0)
    return model
