# expect: pass
# Activations as functions, of TensorFlow, of keras.ops, and written by hand.
import tensorflow as tf


def my_relu(x):
    return tf.maximum(x, 0.0)


def build_model():
    return tf.keras.Sequential([
        tf.keras.layers.InputLayer(shape=(28, 28, 1)),
        tf.keras.layers.Conv2D(32, (2, 2), padding="SAME", activation=tf.nn.relu),
        tf.keras.layers.MaxPooling2D((2, 2), strides=2),
        tf.keras.layers.Conv2D(64, (2, 2), padding="same", activation=my_relu),
        tf.keras.layers.MaxPooling2D(padding="same"),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(128, activation=lambda x: x * tf.cast(x > 0, x.dtype)),
        tf.keras.layers.Dense(10, activation=tf.nn.softmax),
    ])
