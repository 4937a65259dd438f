# expect: fail train.below-threshold
# A learning rate of 10 for Adam: the weights leave, and nothing is learned.
import keras


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    model.compile(keras.optimizers.Adam(10.0), "sparse_categorical_crossentropy")
    return model, model.fit(x, labels, epochs=epochs, batch_size=batch_size, verbose=0).history
