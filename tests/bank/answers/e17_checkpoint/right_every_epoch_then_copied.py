# expect: pass
# Every epoch in a file of its own, the best one copied to path at the end.
import os
import shutil
import tempfile

import numpy as np


def train_with_checkpoint(model, train, valid, epochs, path):
    # every epoch into a file of its own, the best one copied at the end
    (x, y), (vx, vy) = train, valid
    losses = []
    with tempfile.TemporaryDirectory() as folder:
        for e in range(epochs):
            model.fit(x, y, batch_size=16, verbose=0)
            losses.append(np.float32(model.evaluate(vx, vy, batch_size=len(vx), verbose=0)[0]))
            model.save_weights(os.path.join(folder, f"{e}.weights.h5"))
        best = int(np.argmin(losses))
        shutil.copyfile(os.path.join(folder, f"{best}.weights.h5"), path)
    model.load_weights(path)
    return model, {"val_loss": losses}
