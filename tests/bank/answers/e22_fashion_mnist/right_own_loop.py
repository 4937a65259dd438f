# expect: pass
# A training loop of one's own, momentum, never compiled.
import keras
import numpy as np
from keras import layers
import tensorflow as tf


def solve(images, labels, workdir):
    x = tf.constant(images[..., None] / 255.0, tf.float32)
    y = tf.constant(labels)
    model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(128, "relu"), layers.Dense(10, "softmax")])
    optimizer = keras.optimizers.SGD(0.1, momentum=0.9)

    @tf.function
    def step(bx, by):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(by, model(bx, training=True)))
        optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))

    for epoch in range(8):
        order = tf.random.shuffle(tf.range(len(images)))
        for start in range(0, len(images), 100):
            batch = order[start : start + 100]
            step(tf.gather(x, batch), tf.gather(y, batch))
    return model
