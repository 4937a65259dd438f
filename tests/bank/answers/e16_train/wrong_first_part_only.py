# expect: fail train.drops-a-class
# Holds the last fifth back by slicing.


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    cut = int(0.8 * len(x))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    history = model.fit(
        x[:cut], labels[:cut], validation_data=(x[cut:], labels[cut:]), epochs=epochs, batch_size=batch_size, verbose=0
    )
    return model, history.history
