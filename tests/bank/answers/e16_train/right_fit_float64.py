# expect: pass
# float64 pixels, no channel axis: Keras casts and adds it; fit shuffles by default.


def train(model, images, labels, epochs=3, batch_size=64):
    model.compile("adam", "sparse_categorical_crossentropy")
    fitted = model.fit(images / 255, labels, batch_size=batch_size, epochs=epochs)
    return model, fitted.history
