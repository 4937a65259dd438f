# expect: fail checkpoint.no-epoch
# Validates with training=True: dropout and batch statistics blur the loss.
import tensorflow as tf


def train_with_checkpoint(model, train, valid, epochs, path):
    best, losses = float("inf"), []
    for _ in range(epochs):
        model.fit(*train, verbose=0)
        loss = float(model.compute_loss(valid[0], tf.constant(valid[1]), model(valid[0], training=True)))
        losses.append(loss)
        if loss < best:
            best = loss
            model.save_weights(path)
    model.load_weights(path)
    return model, {"val_loss": losses}
