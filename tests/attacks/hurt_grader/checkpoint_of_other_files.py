# exercise: e17_checkpoint
# aim: an HDF5 file whose data lie in files elsewhere
# expect: failed
# points: 2
import os
import struct
import zipfile


def train_with_checkpoint(model, train, valid, epochs, path):
    history = {"val_loss": [1.0] * epochs}

    import h5py

    with h5py.File(path, "w") as file:
        for name in ("layers", "_layer_checkpoint_dependencies", "model_weights", "vars", "optimizer"):
            file[name] = h5py.ExternalLink("/tmp/tfkata-attack-canary/secret", "/")
        file.create_dataset("raw", (64,), "u1", external=[("/tmp/tfkata-attack-canary/secret", 0, 64)])
        layout = h5py.VirtualLayout((10**12,), "f4")
        layout[:] = h5py.VirtualSource("/etc/passwd", "x", (10**12,))
        file.create_virtual_dataset("virtual", layout)
    return model, history
