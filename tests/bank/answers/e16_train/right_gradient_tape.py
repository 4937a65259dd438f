# expect: pass
# A GradientTape loop with mean losses; permutation each epoch.
import numpy as np
import tensorflow as tf


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype(np.float32) / 255
    optimizer = tf.keras.optimizers.Adam()
    loss_function = tf.keras.losses.SparseCategoricalCrossentropy()

    @tf.function
    def step(xb, yb):
        with tf.GradientTape() as tape:
            loss = loss_function(yb, model(xb, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        return loss

    history = {"loss": []}
    for epoch in range(epochs):
        order = np.random.permutation(len(x))
        losses = [
            float(step(x[order[i : i + batch_size]], labels[order[i : i + batch_size]]))
            for i in range(0, len(x), batch_size)
        ]
        history["loss"].append(float(np.mean(losses)))
    return model, history
