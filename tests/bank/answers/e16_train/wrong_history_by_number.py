# expect: fail train.no-history
# A key for each epoch.
import keras


def train(model, images, labels, epochs=3, batch_size=64):
    x = images.astype("float32")[..., None] / 255.0
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    history = {}
    for epoch in range(epochs):
        h = model.fit(x, labels, batch_size=batch_size, epochs=1, verbose=0)
        history[epoch] = h.history["loss"][0]
    return model, history
