# exercise: e17_checkpoint
# aim: NaN weights of another shape and dtype in the returned model
# expect: failed
# slow: yes
# points: 3
import os
import struct
import zipfile


def train_with_checkpoint(model, train, valid, epochs, path):
    history = model.fit(*train, validation_data=valid, epochs=epochs, verbose=0).history

    import tfkata.candidate.values
    import numpy as np

    real = tfkata.candidate.values._keras

    def lie(value, options):
        found = real(value, options)
        if isinstance(found, tuple) and found[0] == "model":
            found[1]["weights"] = [np.full((1, 1), np.nan, np.float16), np.zeros((3, 0, 2), bool), "text", None]
        return found

    tfkata.candidate.values._keras = lie
    model.save_weights(path)
    return model, {"val_loss": [10**400, "x", None, float("nan")] * 2, "loss": {}}
