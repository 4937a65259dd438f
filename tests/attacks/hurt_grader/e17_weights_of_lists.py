# exercise: e17_checkpoint
# aim: a described model whose weights are lists and ragged lists
# expect: failed
# points: 1
import tfkata.candidate.values

real = tfkata.candidate.values._keras


def lie(value, options):
    found = real(value, options)
    if isinstance(found, tuple) and found[0] == "model":
        found[1]["weights"] = [[[1.0]]]
    return found


tfkata.candidate.values._keras = lie


def train_with_checkpoint(model, train, valid, epochs, path):
    model.save_weights(path)
    return model, {"val_loss": [1.0] * epochs}
