# expect: fail train.wrong-scaling
import numpy as np
import keras


def train(model, images, labels, epochs=3, batch_size=64):
    x = (images // 255).astype("float32")[..., None]
    model.compile("adam", "sparse_categorical_crossentropy")
    return model, model.fit(x, labels, epochs=epochs, batch_size=batch_size, verbose=0).history
