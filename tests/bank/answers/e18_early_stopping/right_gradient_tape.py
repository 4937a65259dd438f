# expect: pass
# A GradientTape loop; while instead of for; history as an array.
import keras
import numpy as np
import tensorflow as tf


def train_until_best(model, train, valid, max_epochs, patience, path):
    x, y = train
    losses, weights = [], []
    while len(losses) < max_epochs:
        order = np.random.permutation(len(x))
        for rows in np.array_split(order, max(1, len(x) // 32)):
            with tf.GradientTape() as tape:
                loss = model.compute_loss(x[rows], tf.constant(y[rows]), model(x[rows], training=True))
            gradients = tape.gradient(loss, model.trainable_variables)
            model.optimizer.apply(gradients, model.trainable_variables)
        output = model(valid[0], training=False)
        losses.append(float(model.compute_loss(valid[0], tf.constant(valid[1]), output)))
        weights.append(model.get_weights())
        if len(losses) - 1 - int(np.argmin(losses)) >= patience:
            break
    model.set_weights(weights[int(np.argmin(losses))])
    keras.saving.save_model(model, path)
    return model, {"val_loss": np.array(losses)}


def best_epoch(history):
    return np.argmin(np.asarray(history["val_loss"]))
