# exercise: e16_train
# aim: the History object in the place of its dict, in the full tier
# expect: failed
# tier: full
# points: 9
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    import keras

    x = images[..., None].astype(np.float32) / 255
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model, model.fit(x, labels, epochs=epochs, batch_size=batch_size, verbose=0)
