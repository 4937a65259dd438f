# exercise: e17_checkpoint
# aim: a broken HDF5 file with a good signature, of a terabyte of holes
# expect: failed
# points: 2
import os
import struct
import zipfile


def train_with_checkpoint(model, train, valid, epochs, path):
    history = {"val_loss": [1.0] * epochs}

    with open(path, "wb") as file:
        file.write(b"\x89HDF\r\n\x1a\n" + b"\x02\x08\x08\x00" + struct.pack("<QQQQ", 0, 2**64 - 1, 2**63, 96) + os.urandom(4096))
        file.truncate(900 << 20)
    return model, history
