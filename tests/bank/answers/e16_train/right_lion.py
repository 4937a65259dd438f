# expect: pass
# Lion with a small learning rate.
import keras


def train(model, images, labels, epochs=3, batch_size=64):
    x, y = images[..., None].astype("float32") / 255, labels
    model.compile(optimizer=keras.optimizers.Lion(3e-4), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x, y, epochs=epochs, batch_size=batch_size, verbose=0)
    return model, history.history
