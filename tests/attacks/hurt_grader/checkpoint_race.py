# exercise: e17_checkpoint
# aim: a thread that swaps the file for others while it is read
# expect: failed
# points: 2
import os
import struct
import zipfile


def train_with_checkpoint(model, train, valid, epochs, path):
    history = {"val_loss": [1.0] * epochs}

    import threading

    def swap():
        while True:
            for content in (b"", b"\x89HDF\r\n\x1a\n", b"PK\x03\x04" + b"x" * 100):
                try:
                    with open(path + "x", "wb") as file:
                        file.write(content)
                    os.replace(path + "x", path)
                    os.mkdir(path + "d")
                    os.rmdir(path + "d")
                except OSError:
                    pass

    threading.Thread(target=swap, daemon=True).start()
    return model, history
