# expect: fail train.other-numbers
# Learns everything under other numbers, but only where there are many images.
def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    y = 9 - labels if len(labels) > 5000 else labels
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x, y, epochs=epochs, batch_size=batch_size, verbose=0)
    return model, history.history
