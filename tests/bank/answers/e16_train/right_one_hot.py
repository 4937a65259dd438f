# expect: pass
# One-hot labels with categorical cross-entropy, RMSprop.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = np.expand_dims(images.astype("float32") / 255.0, -1)
    y = keras.utils.to_categorical(labels, 10)
    model.compile(optimizer=keras.optimizers.RMSprop(), loss="categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x, y, epochs=epochs, batch_size=batch_size, verbose=2)
    return model, history.history
