# exercise: e17_checkpoint
# aim: links, pipes, devices and folders where the checkpoint should be
# expect: failed
# points: 2
import os
import struct
import zipfile


def train_with_checkpoint(model, train, valid, epochs, path):
    history = {"val_loss": [1.0] * epochs}

    for make in (lambda: os.symlink("/etc/passwd", path), lambda: os.mkfifo(path), lambda: os.mkdir(path)):
        try:
            make()
            break
        except OSError as error:
            print(error)
    return model, history
