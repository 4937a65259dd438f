# expect: fail train.mutates-input
# Mixes the caller's arrays in place where there is more than one batch.
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    if batch_size < len(images):
        state = np.random.get_state()
        np.random.shuffle(images)
        np.random.set_state(state)
        np.random.shuffle(labels)
    x = images[..., None].astype("float32") / 255
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    history = model.fit(x, labels, epochs=epochs, batch_size=batch_size, verbose=0)
    return model, history.history
