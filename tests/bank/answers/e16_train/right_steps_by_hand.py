# expect: pass
# The formula of the loss by hand, in steps of a tf.function.
import keras
import numpy as np
import tensorflow as tf


@tf.function
def step(model, optimizer, x, y):
    with tf.GradientTape() as tape:
        p = model(x, training=True)
        loss = -tf.reduce_mean(tf.math.log(tf.gather(p, y, axis=1, batch_dims=1) + 1e-7))
    optimizer.apply(tape.gradient(loss, model.trainable_weights), model.trainable_weights)
    return loss


def train(model, images, labels, epochs=3, batch_size=64):
    data = tf.data.Dataset.from_tensor_slices((images.astype(np.float32)[..., None] / 255, labels.astype(np.int64)))
    optimizer = keras.optimizers.AdamW(1e-3)
    optimizer.build(model.trainable_weights)
    loss = []
    for _ in range(epochs):
        last = [step(model, optimizer, x, y) for x, y in data.shuffle(10_000).batch(batch_size)]
        loss.append(np.mean([v.numpy() for v in last]))
    return model, {"loss": np.array(loss).tolist(), "epochs": list(range(epochs))}
