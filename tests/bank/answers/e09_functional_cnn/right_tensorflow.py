# expect: pass
# tf.keras, activations as functions.
import tensorflow as tf


def build_model():
    kl = tf.keras.layers
    image = kl.Input(shape=(28, 28, 1))
    x = image
    for filters in (32, 64):
        x = kl.Conv2D(filters, (3, 3), padding="same", activation=tf.nn.relu)(x)
        x = kl.Conv2D(filters, (3, 3), padding="same", activation=tf.nn.relu)(x)
        x = kl.MaxPool2D()(x)
        x = kl.Dropout(rate=0.25)(x)
    x = kl.Flatten()(x)
    x = kl.Dense(512, activation=tf.nn.relu)(x)
    x = kl.Dropout(rate=0.5)(x)
    return tf.keras.Model(inputs=image, outputs=kl.Dense(10, activation=tf.nn.softmax)(x), name="Basic_CNN")
