# expect: fail checkpoint.no-epoch
# Keeps the trainable weights only; batch normalisation has others.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    best, losses = float("inf"), []
    for _ in range(epochs):
        model.fit(*train, verbose=0)
        losses.append(model.evaluate(*valid, verbose=0)[0])
        if losses[-1] < best:
            best = losses[-1]
            kept = [variable.numpy() for variable in model.trainable_variables]
    for variable, value in zip(model.trainable_variables, kept):
        variable.assign(value)
    model.save_weights(path)
    return model, {"val_loss": losses}
