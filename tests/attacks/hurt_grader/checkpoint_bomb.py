# exercise: e17_checkpoint
# aim: a zip of zeros that would unpack to gigabytes, as weights and as model
# expect: failed
# slow: yes
# points: 2
import os
import struct
import zipfile


def train_with_checkpoint(model, train, valid, epochs, path):
    history = {"val_loss": [1.0] * epochs}

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("model.weights.h5", "config.json", "metadata.json"):
            with archive.open(name, "w") as inner:
                for _ in range(2):
                    inner.write(bytes(50 << 20))
    return model, history
